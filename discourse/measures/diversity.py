"""How varied is the vocabulary of a text, whatever its length?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..corpus.narrowing import running_text
from ..errors import DiscourseError
from ._order import changes, stable_order
from ._table import call_of, counted, described
from ._units import check_whole, groups_of
from .lemmas import lemma_notes, term_codes

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus

COLUMNS = ("words", "types", "ttr", "mattr", "mtld", "hdd", "yules_k")


def lexical_diversity(
    corpus: Corpus,
    unit: str | None = "document",
    *,
    by: str | None = None,
    window: int = 50,
    threshold: float = 0.72,
    draws: int = 42,
    terms: str = "word",
) -> pd.DataFrame:
    """Measure how varied the vocabulary of each document, paragraph or group is.

    Parameters
    ----------
    corpus : Corpus
        Its running text counts, or the kinds of paragraphs that :meth:`Corpus.only` chose.
    unit : {"document", "paragraph", "sentence", None}
        What one row is; None: the whole corpus.
    by : str, optional
        A column of ``corpus.documents``: one row a value, over the words of its documents one after the other (instead
        of `unit`). Documents without a value are left out.
    window : int, default 50
        Words in the moving window of MATTR, at least 1.
    threshold : float, default 0.72
        Type–token ratio at which a factor of MTLD is full, between 0 and 1; McCarthy & Jarvis found .66 to .75 to do.
    draws : int, default 42
        Words drawn for HD-D, at least 1; 35 to 50 are in use.
    terms : {"word", "lemma"}
        Whether words count as they stand, or as their dictionary form (:func:`discourse.measures.lemmas.lemma_of`).

    Returns
    -------
    DataFrame
        ``words, types, ttr, mattr, mtld, hdd, yules_k``, behind the columns of the unit or of `by`, in text order. For
        N words of V types, of which V_i occur i times:

        =========  ================================================================================================
        ttr        V / N; falls with length, so that only texts of equal length compare
        mattr      mean type–token ratio of all windows of `window` words in a row (Covington & McFall 2010)
        mtld       words by factors, runs at whose end the type–token ratio falls below `threshold`; the last run,
                   not full, counts as (1 − its ratio) / (1 − threshold); mean of forward and backward (McCarthy &
                   Jarvis 2010)
        hdd        expected type–token ratio of `draws` words drawn without putting back (McCarthy & Jarvis 2007)
        yules_k    10⁴ (Σ i² V_i − N) / N²; high where words repeat (Yule 1944)
        =========  ================================================================================================

        NaN, and a note in ``attrs["notes"]``, where a text is too short to tell: ``mattr`` with fewer words than the
        window, ``hdd`` with fewer than are drawn, ``mtld`` where no word comes again (no ratio falls, there is no
        length to measure), and all five of a unit without words. ``attrs`` further: ``unit, by, window, threshold,
        draws, terms, base``.

    Raises
    ------
    DiscourseError
        If there is no such unit or column, or a window, threshold or number of draws makes no sense.

    References
    ----------
    Covington & McFall (2010), Cutting the Gordian knot, *Journal of Quantitative Linguistics* 17; McCarthy & Jarvis
    (2007), vocd, *Language Testing* 24; McCarthy & Jarvis (2010), MTLD, vocd-D, and HD-D, *Behavior Research Methods*
    42; Yule (1944), The Statistical Study of Literary Vocabulary.

    Notes
    -----
    Programs differ in whether a ratio that equals the threshold fills a factor of MTLD: here, as in TAALED, it must
    fall below; where equality is enough (LexicalRichness), values come out lower by a percent or two.

    >>> from discourse import from_text, lexical_diversity
    >>> lexical_diversity(from_text("War is war is war."), window=2)[["ttr", "mattr", "yules_k"]].values.tolist()
    [[0.4, 1.0, 3200.0]]
    """
    window = check_whole(window, 1, "window of … words")
    draws = check_whole(draws, 1, "sample of … words")
    if isinstance(threshold, bool) or not isinstance(threshold, int | float) or not 0 < threshold < 1:
        raise DiscourseError(f"A threshold of {threshold!r} makes no sense.", do="Give a ratio between 0 and 1.")
    corpus = running_text(corpus)
    groups, group = groups_of(corpus, None if by is not None else unit, by, taken=COLUMNS)
    codes, _ = term_codes(corpus, terms)
    rows = len(groups)
    inside = np.flatnonzero(group >= 0)
    inside = inside[stable_order(group[inside])]
    group, codes = group[inside], codes[inside]

    words = np.bincount(group, minlength=rows)
    row, count = _type_counts(group, codes)
    types = np.bincount(row, minlength=rows)
    n = np.where(words > 0, words, np.nan)
    table = groups.reset_index(drop=True)
    table["words"] = words
    table["types"] = types
    table["ttr"] = types / n
    table["mattr"] = _mattr(group, codes, words, window)
    table["mtld"] = _mtld(codes, words, threshold)
    table["hdd"] = _hdd(row, count, words, draws)
    table["yules_k"] = 1e4 * (np.bincount(row, weights=count.astype(float) ** 2, minlength=rows) - n) / n**2
    noun = unit if by is None and unit is not None else "row"
    return described(
        table,
        corpus,
        "lexical_diversity",
        call_of("lexical_diversity", unit=unit, by=by, window=window, threshold=threshold, draws=draws, terms=terms),
        unit=None if by is not None else unit,
        by=by,
        window=window,
        threshold=threshold,
        draws=draws,
        terms=terms,
        base=f"{counted(int(words.sum()), 'word')} in {counted(rows, noun)}",
        notes=[*lemma_notes(corpus, terms), *_short_notes(table, window, draws, noun)],
    )


def _type_counts(group: np.ndarray, codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the group and the count of each type of each group."""
    order = stable_order(group, codes)
    start = np.flatnonzero(changes(group[order], codes[order]))
    return group[order][start], np.diff(np.append(start, len(order)))


def _mattr(group: np.ndarray, codes: np.ndarray, words: np.ndarray, window: int) -> np.ndarray:
    """Average the type–token ratio over all windows, without going through them.

    A word is a type of each window that holds it but not the same word before it, so that it is known of each word
    in how many windows it counts.
    """
    at = np.arange(len(codes))
    order = stable_order(group, codes)
    previous = np.full(len(codes), -1)
    same = ~changes(group[order], codes[order])
    previous[order[same]] = order[np.flatnonzero(same) - 1]
    end = np.cumsum(words)
    first = np.maximum(np.maximum(previous + 1, at - window + 1), (end - words)[group])
    last = np.minimum(at, end[group] - window)
    types = np.bincount(group, weights=np.maximum(last - first + 1, 0), minlength=len(words))
    windows = words - window + 1
    return np.where(windows > 0, types / (window * np.maximum(windows, 1)), np.nan)


def _hdd(row: np.ndarray, count: np.ndarray, words: np.ndarray, draws: int) -> np.ndarray:
    """Sum over the types the chance that a draw holds them, by the number of words drawn."""
    missed = np.ones(len(row))
    n = words[row].astype(float)
    for drawn in range(draws):  # the chance that none of the words drawn is of this type
        missed *= np.maximum(n - count - drawn, 0) / np.maximum(n - drawn, 1)
    expected = np.bincount(row, weights=1 - missed, minlength=len(words)) / draws
    return np.where(words >= draws, expected, np.nan)


def _mtld(codes: np.ndarray, words: np.ndarray, threshold: float) -> np.ndarray:
    values = np.full(len(words), np.nan)
    listed, low = codes.tolist(), 0
    for unit, n in enumerate(words.tolist()):
        text = listed[low : low + n]
        low += n
        both = [_factors(text, threshold), _factors(text[::-1], threshold)]
        if n and min(both) > 0:
            values[unit] = sum(n / factors for factors in both) / 2
    return values


def _factors(text: list[int], threshold: float) -> float:
    """Count the runs at whose end the type–token ratio falls below the threshold, the last one in part."""
    full, n, seen = 0, 0, set()
    for word in text:
        n += 1
        if word not in seen:
            seen.add(word)
        elif len(seen) < threshold * n:  # only a word that comes again can lower the ratio
            full, n, seen = full + 1, 0, set()
    return full + ((1 - len(seen) / n) / (1 - threshold) if n else 0)


def _short_notes(table: pd.DataFrame, window: int, draws: int, noun: str) -> list[str]:
    words: Any = table["words"]
    none = int((words == 0).sum())
    cases = (
        ("mattr", int((words < window).sum()) - none, f"fewer words than the window of {window}"),
        ("hdd", int((words < draws).sum()) - none, f"fewer words than the {draws} drawn"),
        ("mtld", int((table["mtld"].isna() & (words > 0)).sum()), "no word twice"),
        ("any measure", none, "no words"),
    )
    return [f"Without {name}: {counted(number, noun)} with {why}." for name, number, why in cases if number > 0]
