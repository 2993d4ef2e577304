"""Where does each sentence of a paragraph begin and end?

Boundaries are found by nupunkt (Bommarito et al. 2025), an unsupervised Punkt model (Kiss & Strunk
2006) that ships with its package, taught a few abbreviations of the editorial page.
"""

from functools import lru_cache
from typing import Any

import numpy as np

from .paragraphs import trimmed

# Written without inner dots in newspapers, and unknown to the model.
_ABBREVIATIONS = ("ie", "eg", "cf", "viz", "approx", "gov", "gen", "lt", "col", "sgt", "capt", "cmdr", "messrs", "hon")


@lru_cache(maxsize=1)
def _model() -> Any:
    from nupunkt import PunktSentenceTokenizer
    from nupunkt.models import load_default_model

    # An instance of our own: the package's cached one is shared with every other caller.
    model = PunktSentenceTokenizer(load_default_model()._params)
    for abbreviation in _ABBREVIATIONS:
        model.add_abbreviation(abbreviation)
    return model


def sentence_spans(
    text: str, start: int, end: int, word_starts: np.ndarray, word_ends: np.ndarray
) -> list[tuple[int, int]]:
    """Find the sentences of one paragraph.

    Parameters
    ----------
    text : str
        The whole text.
    start, end : int
        The paragraph, as character offsets into `text`.
    word_starts, word_ends : numpy arrays of int
        The words of the paragraph, as character offsets into `text`.

    Returns
    -------
    list of (int, int)
        Offsets into `text`, in order. Together the sentences hold every visible character of the
        paragraph, each holds at least one word if the paragraph has any, and none cuts a word in two.
    """
    cuts = [start + s for _, (s, _) in _model().tokenize_with_spans(text[start:end])][1:]
    spans: list[tuple[int, int]] = []
    left = start
    for cut in [*cuts, end]:
        i = int(np.searchsorted(word_starts, cut))  # words before the cut
        if cut != end and i and word_ends[i - 1] > cut:
            continue
        j = int(np.searchsorted(word_starts, left))
        if i == j and spans:
            # Punctuation alone (a closing quotation mark, an ellipsis) belongs to the sentence before it.
            spans[-1] = (spans[-1][0], trimmed(text, spans[-1][0], cut)[1])
            left = cut
        elif i > j or cut == end:
            spans.append(trimmed(text, left, cut))
            left = cut
    return spans
