"""Where does each sentence end?

nupunkt (Bommarito et al. 2025), a Punkt segmenter (Kiss & Strunk 2006), decides at each stop whether it ends a
sentence. It goes by the lists in :mod:`discourse.corpus.abbreviations` instead of the model in its package.
"""

import re
from functools import lru_cache
from typing import Any

from .abbreviations import ABBREVIATIONS, BEFORE_FIGURES, LINKS, OFTEN_LAST, STARTERS, TITLES

_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.\s*\Z")
_LONGEST_BEFORE_FIGURES = max(map(len, BEFORE_FIGURES))


class _Known(set):
    """The abbreviations listed, and letters with dots between them (``u.s``)."""

    def __contains__(self, word: object) -> bool:
        return super().__contains__(word) or (isinstance(word, str) and _DOTTED.fullmatch(word) is not None)


@lru_cache(maxsize=1)
def _model() -> Any:
    from nupunkt import PunktSentenceTokenizer
    from nupunkt.core.constants import ORTHO_LC
    from nupunkt.core.parameters import PunktParameters

    class Editorial(PunktSentenceTokenizer):
        _TITLE_ABBREVS = TITLES | LINKS

    always = (Editorial.BREAK_RATE_MIN_COUNT, Editorial.BREAK_RATE_MIN_COUNT)
    return Editorial(
        PunktParameters(
            abbrev_types=_Known(ABBREVIATIONS),
            sent_starters=set(STARTERS),
            # A word known in small letters that is met with a capital begins a sentence, even after an initial
            # ("World War I. It ended").
            ortho_context=dict.fromkeys(STARTERS, ORTHO_LC),
            abbrev_break_rates=dict.fromkeys(OFTEN_LAST, always),
        )
    )


def sentence_starts(text: str) -> list[int]:
    """Find where each sentence of a paragraph but the first begins, as character offsets into it.

    >>> sentence_starts("The U.S. Secretary of State left. “Why?” she asked. Nobody knew.")
    [34, 52]
    """
    spans = _model().span_tokenize(text)
    next(spans, None)
    return [start for start, _ in spans if not _is_inside(text, start)]


def _is_inside(text: str, start: int) -> bool:
    """Tell whether a full stop belongs to what follows it: ``No. 5``, ``J. I. Smith``."""
    if text[start].isdigit():
        word = _LAST_WORD.search(text, max(0, start - _LONGEST_BEFORE_FIGURES - 3), start)
        return word is not None and word[1].lower() in BEFORE_FIGURES
    if text[start + 1 : start + 2] == ".":
        word = _LAST_WORD.search(text, max(0, start - 4), start)
        return word is not None and len(word[1]) == 1
    return False
