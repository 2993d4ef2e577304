"""In which words around it does a word or phrase stand?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..corpus.narrowing import running_text
from ..errors import QueryError
from ._strings import cut_out
from ._table import call_of, counted, described
from ._units import check_column
from .query import Hits, chosen_hits, find_hits, no_hit_note, places_of, sentence_of

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus

COLUMNS = ("doc", "paragraph", "sentence", "start", "end", "left", "node", "right")
NEAR_COLUMNS = ("near_start", "near_end", "distance")
_POSITION = re.compile(r"([1-9]\d?)([LRlr])")
_SPACE = re.compile(r"\s")


def concordance(
    corpus: Corpus,
    query: str,
    window: int = 8,
    sort: str | Sequence[str] | None = None,
    *,
    near: str | None = None,
    within: int | tuple[int, int] = 5,
    sample: int | None = None,
    seed: int = 0,
    show: str | Iterable[str] = (),
) -> pd.DataFrame:
    """Show each place where a word, phrase or pattern stands, in its context (KWIC).

    Parameters
    ----------
    corpus : Corpus
        Its running text counts, or the kinds of paragraphs that :meth:`Corpus.only` chose.
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
        ``"right"`` is ``"1R 2R 3R"``; ``"document"`` is the title. Or a column of ``corpus.documents`` (``"year"``,
        ``"year 1L"``), which the table then has too; documents without a value come last. Rows that are alike stay in
        text order.
    near : str, optional
        A second query: only hits with one of its hits near them are kept. So one can filter in a narrow window
        (`within`) and read in a wide one (`window`).
    within : int or (int, int), default 5
        Words to either side of the hit, or to the left and to the right, in which the whole of the second hit stands,
        in the same paragraph: ``(0, 3)`` is up to the third word to the right. 0 to 1,000.
    sample : int, optional
        How many of the hits to draw by chance, each as likely as any other; all, where there are no more.
    seed : int, default 0
        Of the sample: the same seed draws the same hits, and a larger sample holds the smaller one.
    show : str or list of str
        Further columns of ``corpus.documents`` to show behind each line: ``["year", "president"]``.

    Returns
    -------
    DataFrame
        One row a hit: ``doc, paragraph, sentence, start, end, left, node, right``. ``left + node + right`` is
        the text exactly as it is written, white space included. With `near` further ``near_start, near_end, distance``:
        where the nearest second hit stands, and how many words away (1: side by side; negative: to the left). Then the
        columns of the documents. Where nothing is found the table is empty and ``attrs["note"]`` says so. ``attrs``
        further: ``query, window, sort, hits`` (before sampling), ``base``, and ``near, within, sample, seed`` where
        they were used. :func:`~discourse.passage` shows the whole paragraph of a line.

    Raises
    ------
    QueryError
        If the query, the window, the sort or the sample cannot be understood.
    DiscourseError
        If there is no such column to show.

    References
    ----------
    Luhn, H.P. (1960). Key word-in-context index for technical literature. *American Documentation* 11.

    >>> from discourse import from_text, concordance
    >>> concordance(from_text("The truce holds. The truce broke."), "truce", sort="1R")["right"].tolist()
    [' broke.', ' holds. The truce broke.']
    """
    check_window(window)
    corpus = running_text(corpus)
    sides = _sides(within)
    keys = _sort_keys(sort, corpus)
    show = [show] if isinstance(show, str) else list(show)
    drawn_by_chance(0, 1 if sample is None else sample, seed)  # refuses what cannot be drawn before any search
    found = hits = find_hits(corpus, query)
    used: dict[str, Any] = {}
    said = counted(len(hits), "hit")
    beside = None
    if near is not None:
        others = find_hits(corpus, near)
        at, distance = _nearest(hits, others, sides)
        kept = np.flatnonzero(at >= 0)
        hits, beside = chosen_hits(hits, kept), (others, at[kept], distance[kept])
        used |= {"near": near, "within": sides}
        said = f"{len(hits):,} of {said} with “{near.strip()}” {_spelt(sides)}"
    total = len(hits)
    if sample is not None:
        drawn = drawn_by_chance(total, sample, seed)
        hits = chosen_hits(hits, drawn)
        if beside is not None:
            beside = (beside[0], beside[1][drawn], beside[2][drawn])
        used |= {"sample": int(sample), "seed": int(seed)}
        if len(drawn) < total:
            said = f"{counted(len(drawn), 'line')} drawn by chance (seed {int(seed)}) from {said}"
    further: dict[str, np.ndarray] = {}
    if beside is not None:
        others, at, distance = beside
        further = dict(zip(NEAR_COLUMNS, (others.start[at], others.end[at], distance), strict=True))
    table = lines_of(corpus, hits, int(window), keys, further, show)
    attributes = {}
    if not total:
        attributes["note"] = (
            no_hit_note(corpus, query)
            if not len(found)
            else f"No hit of “{query.strip()}” has “{str(near).strip()}” {_spelt(sides)} in its paragraph."
        )
    return described(
        table,
        corpus,
        "concordance",
        call_of("concordance", query=query, window=int(window), sort=sort, **used, **({"show": show} if show else {})),
        query=query,
        window=int(window),
        sort=sort,
        **used,
        hits=total,
        base=f"{said} in {counted(len(corpus.tokens), 'word')}",
        **attributes,
    )


def lines_of(
    corpus: Corpus,
    hits: Hits,
    window: int,
    keys: Sequence[str] = (),
    further: dict[str, np.ndarray] | None = None,
    show: Sequence[str] = (),
) -> pd.DataFrame:
    """Write hits as lines of a concordance, sorted by `keys` (as :func:`_sort_keys` gives them)."""
    further = further or {}
    row = _paragraph_rows(corpus, hits)
    # The words of a paragraph are neighbours in corpus.tokens, paragraph after paragraph.
    words = corpus.paragraphs["words"].to_numpy()
    past = np.cumsum(words, dtype=np.int64)
    if keys and len(hits):
        columns = [_sort_column(corpus, hits, (past - words)[row], past[row], key) for key in keys]
        # lexsort is stable and takes the weightiest key last.
        order = np.lexsort(columns[::-1])
        hits, row = chosen_hits(hits, order), row[order]
        further = {name: values[order] for name, values in further.items()}
    left, node, right = cut_out(corpus, hits.doc, *_edges(corpus, hits, row, (past - words)[row], past[row], window))
    values = (hits.doc, hits.paragraph, sentence_of(corpus, hits), hits.start, hits.end, left, node, right)
    table = pd.DataFrame(dict(zip(COLUMNS, values, strict=True)) | further, copy=False)
    for name in dict.fromkeys([*show, *filter(_is_metadata, keys)]):
        check_column(corpus, name, taken=(*COLUMNS, *NEAR_COLUMNS))
        table[name] = corpus.documents[name].take(hits.doc).array
    return table


def check_window(window: Any) -> None:
    """Refuse what is no number of words of context."""
    if isinstance(window, bool) or not isinstance(window, int | np.integer) or not 0 <= window <= 1000:
        raise QueryError(f"A window of {window!r} words cannot be shown.", do="Give a whole number from 0 to 1,000.")


def _sides(within: Any) -> tuple[int, int]:
    sides = tuple(within) if isinstance(within, tuple | list) else (within, within)
    whole = all(isinstance(side, int | np.integer) and not isinstance(side, bool) for side in sides)
    if len(sides) != 2 or not whole or not all(0 <= side <= 1000 for side in sides) or not any(sides):
        raise QueryError(
            f"A second word cannot be looked for within {within!r} words.",
            do="Give a whole number from 1 to 1,000, or two for left and right, such as (0, 3).",
        )
    return int(sides[0]), int(sides[1])


def _spelt(sides: tuple[int, int]) -> str:
    left, right = sides
    if left == right:
        return f"within {counted(left, 'word')}"
    parts = [f"{counted(n, 'word')} to the {side}" for n, side in ((left, "left"), (right, "right")) if n]
    return f"within {' or '.join(parts)}"


def _nearest(hits: Hits, others: Hits, sides: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return for each hit which of the others is nearest within its window (−1: none), and how many words away."""
    best, distance = np.full(len(hits), -1), np.zeros(len(hits), dtype=np.int64)
    if not len(others) or not len(hits):
        return best, distance
    # Hits never overlap each other, so that the next one to a side is the nearest and the first to be whole there.
    before = np.searchsorted(places_of(others.doc, others.end), places_of(hits.doc, hits.start), side="right") - 1
    after = np.searchsorted(places_of(others.doc, others.start), places_of(hits.doc, hits.end))
    for side, at in enumerate((before, after)):
        some = np.clip(at, 0, len(others) - 1)
        reach = hits.first - others.first[some] if side == 0 else others.past[some] - hits.past
        gap = hits.first - others.past[some] if side == 0 else others.first[some] - hits.past
        near = (at >= 0) & (at < len(others)) & (reach <= sides[side]) & (sides[side] > 0)
        near &= (others.doc[some] == hits.doc) & (others.paragraph[some] == hits.paragraph)
        near &= (best < 0) | (gap + 1 < np.abs(distance))
        best[near], distance[near] = at[near], (gap[near] + 1) * (-1 if side == 0 else 1)
    return best, distance


def drawn_by_chance(n: int, sample: int, seed: int) -> np.ndarray:
    """Draw `sample` of `n` rows by chance, in order; all, where there are no more."""
    if isinstance(sample, bool) or not isinstance(sample, int | np.integer) or sample < 1:
        raise QueryError(f"A sample of {sample!r} lines cannot be drawn.", do="Give a whole number ≥ 1, or None.")
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise QueryError(f"{seed!r} is no seed.", do="Give a whole number ≥ 0.")
    return np.sort(np.argsort(np.random.default_rng(int(seed)).random(n), kind="stable")[: int(sample)])


def _sort_keys(sort: str | Sequence[str] | None, corpus: Corpus) -> list[str]:
    if sort is None:
        return []
    columns = [name for name in corpus.documents.columns if isinstance(name, str)]
    if isinstance(sort, str):
        asked: list[Any] = [sort] if sort in columns else sort.replace(",", " ").split()
    else:
        asked = list(sort)
    keys: list[str] = []
    for key in asked:
        if key == "left":
            keys += ["1L", "2L", "3L"]
        elif key == "right":
            keys += ["1R", "2R", "3R"]
        elif isinstance(key, str) and _POSITION.fullmatch(key):
            keys.append(key.upper())
        elif isinstance(key, str) and (key in ("node", "document") or key in columns):
            keys.append(key)
        else:
            asked = []
            break
    if not asked:
        raise QueryError(
            f"A concordance cannot be sorted by {sort!r}.",
            do='Choices: None (text order), "node", "left", "right", "document", positions such as "1L", "1R" or '
            f'"1L 2L 1R", or a column of the documents: {", ".join(columns)}.',
        )
    return keys


def _is_metadata(key: str) -> bool:
    """Tell the columns of the documents from what a line has of itself."""
    return key not in ("node", "document") and not _POSITION.fullmatch(key)


def _paragraph_rows(corpus: Corpus, hits: Hits) -> np.ndarray:
    """Return for each hit the row of its paragraph in ``corpus.paragraphs``."""
    paragraphs = corpus.paragraphs
    keys = places_of(paragraphs["doc"].to_numpy(), paragraphs["paragraph"].to_numpy())
    return np.searchsorted(keys, places_of(hits.doc, hits.paragraph))


def _edges(
    corpus: Corpus, hits: Hits, row: np.ndarray, low: np.ndarray, high: np.ndarray, window: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return where the left context, the hit and the right context of each line begin, and where the last one ends."""
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
    # A gap of one character holds nothing of a word: it is white space, or there is none to end the word.
    lines = np.flatnonzero(beyond - right_at > 1)
    gaps = zip(hits.doc[lines].tolist(), right_at[lines].tolist(), beyond[lines].tolist(), strict=True)
    rests = [_rest_of_word(corpus._texts[doc], start, end) for doc, start, end in gaps]
    right_at[lines] += np.array(rests, dtype=right_at.dtype)
    return left_at, hits.start, hits.end, right_at


def _rest_of_word(text: str, start: int, end: int) -> int:
    """Return the length of what is written on to the last word of a context: its possessive, comma or full stop."""
    if text[start + 1] == " ":  # most gaps are a comma and a blank
        return 0 if text[start].isspace() else 1
    space = _SPACE.search(text, start, end)
    return space.start() - start if space else 0


def _sort_column(corpus: Corpus, hits: Hits, low: np.ndarray, high: np.ndarray, key: str) -> np.ndarray:
    if key == "node":
        return _ranks(cut_out(corpus, hits.doc, hits.start, hits.end)[0].to_numpy(dtype=object))
    if key == "document":
        return _ranks(corpus.documents["title"].to_numpy(dtype=object)[hits.doc])
    if _is_metadata(key):
        return _value_ranks(corpus.documents[key])[hits.doc]
    distance, side = int(key[:-1]), key[-1]
    row = hits.first - distance if side == "L" else hits.past + distance - 1
    inside = (row >= low) & (row < high)
    if not inside.any():
        return np.full(len(hits), -1)
    terms = corpus.tokens["term"].array
    codes, which = np.unique(terms.codes[np.where(inside, row, 0)], return_inverse=True)
    ranks = _ranks(terms.categories[codes].to_numpy(dtype=object))
    return np.where(inside, ranks[which], -1)  # nothing there: first


def _ranks(words: np.ndarray) -> np.ndarray:
    """Return the alphabetical rank of each word, whatever its case."""
    folded = pd.factorize(np.array([str(word).casefold() for word in words], dtype=object), sort=True)[0]
    return np.asarray(folded)


def _value_ranks(column: pd.Series) -> np.ndarray:
    """Return the rank of each document's value: numbers and dates by size, words by the alphabet; none is the last."""
    given = column.notna().to_numpy(dtype=bool)
    if pd.api.types.is_numeric_dtype(column) or pd.api.types.is_datetime64_any_dtype(column):
        ranks = pd.factorize(column, sort=True)[0]
    else:
        ranks = _ranks(column.to_numpy(dtype=object))
    return np.where(given, ranks, len(column))
