"""In which words around it does a word or phrase stand?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..errors import QueryError
from ._table import call_of, counted, described
from .query import Hits, find_hits, no_hit_note, places_of, sentence_of

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus

COLUMNS = ("doc", "paragraph", "sentence", "start", "end", "left", "node", "right")
_POSITION = re.compile(r"([1-9]\d?)([LRlr])")
_SPACE = re.compile(r"\s")


def concordance(corpus: Corpus, query: str, window: int = 8, sort: str | Sequence[str] | None = None) -> pd.DataFrame:
    """Show each place where a word, phrase or pattern stands, in its context (KWIC).

    Parameters
    ----------
    corpus : Corpus
    query : str
        A word, a phrase, ``*`` and ``?`` as wildcards, alternatives with ``|`` between, or ``/a regular
        expression/``; see :func:`discourse.measures.query.find`.
    window : int, default 8
        Words of context on either side, 0 to 1,000. Context may cross the ends of sentences, never those
        of the paragraph.
    sort : str, optional
        What the rows are sorted by; None: as they stand in the text. ``"node"``: what was found.
        ``"1L"``: the first word to the left, ``"1R"`` to the right, up to ``"99R"``; several with spaces
        between, the first one first (``"1L 2L"``). ``"left"`` is ``"1L 2L 3L"``, from the node outwards,
        ``"right"`` is ``"1R 2R 3R"``; ``"document"`` is the title. Rows that are alike stay in text order.

    Returns
    -------
    DataFrame
        One row a hit: ``doc, paragraph, sentence, start, end, left, node, right``. ``left + node + right`` is
        the text exactly as it is written, white space included. Where nothing is found the table is
        empty and ``attrs["note"]`` says so.

    Raises
    ------
    QueryError
        If the query, the window or the sort cannot be understood.

    References
    ----------
    Luhn, H.P. (1960). Key word-in-context index for technical literature. *American Documentation* 11.

    >>> from discourse import from_text, concordance
    >>> concordance(from_text("The truce holds. The truce broke."), "truce", sort="1R")["right"].tolist()
    [' broke.', ' holds. The truce broke.']
    """
    if isinstance(window, bool) or not isinstance(window, int | np.integer) or not 0 <= window <= 1000:
        raise QueryError(f"A window of {window!r} words cannot be shown.", do="Give a whole number from 0 to 1,000.")
    keys = _sort_keys(sort)
    hits = find_hits(corpus, query)
    row = _paragraph_rows(corpus, hits)
    # The words of a paragraph are neighbours in corpus.tokens, paragraph after paragraph.
    past = np.cumsum(corpus.paragraphs["words"].to_numpy(), dtype=np.int64)
    low, high = (past - corpus.paragraphs["words"].to_numpy())[row], past[row]
    left, node, right = _contexts(corpus, hits, row, low, high, int(window))
    table = pd.DataFrame(
        {
            "doc": hits.doc,
            "paragraph": hits.paragraph,
            "sentence": sentence_of(corpus, hits),
            "start": hits.start,
            "end": hits.end,
            "left": pd.array(left, dtype="str"),
            "node": pd.array(node, dtype="str"),
            "right": pd.array(right, dtype="str"),
        },
        columns=list(COLUMNS),
    )
    if keys and len(table):
        columns = [_sort_column(corpus, hits, table, low, high, key) for key in keys]
        # lexsort is stable and takes the weightiest key last.
        table = table.iloc[np.lexsort(columns[::-1])].reset_index(drop=True)
    attributes = {"note": no_hit_note(corpus, query)} if not len(table) else {}
    return described(
        table,
        corpus,
        "concordance",
        call_of("concordance", query=query, window=int(window), sort=sort),
        query=query,
        window=int(window),
        sort=sort,
        base=f"{counted(len(table), 'hit')} in {counted(len(corpus.tokens), 'word')}",
        **attributes,
    )


def _sort_keys(sort: str | Sequence[str] | None) -> list[str]:
    if sort is None:
        return []
    asked = sort.replace(",", " ").split() if isinstance(sort, str) else list(sort)
    keys: list[str] = []
    for key in asked:
        if key == "left":
            keys += ["1L", "2L", "3L"]
        elif key == "right":
            keys += ["1R", "2R", "3R"]
        elif key in ("node", "document"):
            keys.append(key)
        elif isinstance(key, str) and _POSITION.fullmatch(key):
            keys.append(key.upper())
        else:
            asked = []
            break
    if not asked:
        raise QueryError(
            f"A concordance cannot be sorted by {sort!r}.",
            do='Choices: None (text order), "node", "left", "right", "document", '
            'or positions such as "1L", "1R" or "1L 2L 1R".',
        )
    return keys


def _paragraph_rows(corpus: Corpus, hits: Hits) -> np.ndarray:
    """Return for each hit the row of its paragraph in ``corpus.paragraphs``."""
    paragraphs = corpus.paragraphs
    keys = places_of(paragraphs["doc"].to_numpy(), paragraphs["paragraph"].to_numpy())
    return np.searchsorted(keys, places_of(hits.doc, hits.paragraph))


def _contexts(
    corpus: Corpus, hits: Hits, row: np.ndarray, low: np.ndarray, high: np.ndarray, window: int
) -> tuple[list[str], list[str], list[str]]:
    starts, ends = corpus.tokens["start"].to_numpy(), corpus.tokens["end"].to_numpy()
    # Where the window reaches an end of the paragraph, its quotation mark or full stop belongs to it.
    begin, close = corpus.paragraphs["start"].to_numpy()[row], corpus.paragraphs["end"].to_numpy()[row]
    from_row, to_row = hits.first - window, hits.past + window
    safe = len(starts) - 1
    if window and safe >= 0:
        left_at = np.where(from_row <= low, begin, starts[np.clip(from_row, 0, safe)])
        right_at = np.where(to_row >= high, close, ends[np.clip(to_row - 1, 0, safe)])
        beyond = np.where(to_row >= high, close, starts[np.clip(to_row, 0, safe)])
    elif window:
        left_at, right_at, beyond = begin, close, close
    else:
        left_at, right_at, beyond = hits.start, hits.end, hits.end
    # A hit of a regular expression may begin inside a word.
    left_at, right_at = np.minimum(left_at, hits.start), np.maximum(right_at, hits.end)
    texts = [corpus.text(doc) for doc in range(len(corpus))]
    left, node, right = [], [], []
    for doc, a, b, c, d, e in zip(
        *(x.tolist() for x in (hits.doc, left_at, hits.start, hits.end, right_at, beyond)), strict=True
    ):
        text = texts[doc]
        left.append(text[a:b])
        node.append(text[b:c])
        right.append(text[c:d] if d >= e else text[c:d] + _rest_of_word(text[d:e]))
    return left, node, right


def _rest_of_word(gap: str) -> str:
    """Return what is written on to the last word of a context: its possessive, comma or full stop."""
    space = _SPACE.search(gap)
    return gap[: space.start()] if space else ""


def _sort_column(
    corpus: Corpus, hits: Hits, table: pd.DataFrame, low: np.ndarray, high: np.ndarray, key: str
) -> np.ndarray:
    if key == "node":
        return _ranks(table["node"].to_numpy(dtype=object))
    if key == "document":
        return _ranks(corpus.documents["title"].to_numpy(dtype=object)[hits.doc])
    distance, side = int(key[:-1]), key[-1]
    row = hits.first - distance if side == "L" else hits.past + distance - 1
    inside = (row >= low) & (row < high)
    if not inside.any():
        return np.full(len(hits), -1)
    terms = corpus.tokens["term"].cat
    codes, which = np.unique(terms.codes.to_numpy()[np.where(inside, row, 0)], return_inverse=True)
    ranks = _ranks(terms.categories[codes].to_numpy(dtype=object))
    return np.where(inside, ranks[which], -1)  # nothing there: first


def _ranks(words: np.ndarray) -> np.ndarray:
    """Return the alphabetical rank of each word, whatever its case."""
    folded = pd.factorize(np.array([str(word).casefold() for word in words], dtype=object), sort=True)[0]
    return np.asarray(folded)
