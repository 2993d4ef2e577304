"""Does a term come or go over time, and how sure is that?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..corpus.narrowing import running_text
from ..errors import DiscourseError
from ._table import call_of, counted, described
from ._units import check_column, check_whole
from .query import find_hits, no_hit_note
from .terms import queries_of

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus

COLUMNS = ("term", "count", "words", "documents", "per_million", "low", "high")
INTERVALS = ("wilson", "bootstrap")
_DRAWS = 2000


def trajectory(
    corpus: Corpus,
    terms: str | Iterable[str] | Mapping[str, str],
    by: str = "year",
    *,
    period: int | None = None,
    interval: str = "wilson",
    confidence: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Follow the rate of chosen terms over years, periods or other groups of documents, with its uncertainty.

    Parameters
    ----------
    corpus : Corpus
        Its running text counts, or the kinds of paragraphs that :meth:`Corpus.only` chose.
    terms : list of queries, or mapping from label to query
        As in :func:`~discourse.term_counts`; a hit counts in the document it stands in.
    by : str, default "year"
        A column of ``corpus.documents``. Documents without a value are left out.
    period : int, optional
        Years (or other units of a column of numbers) to take together, at least 1: 10 makes decades (1790 … 1799).
    interval : {"wilson", "bootstrap"}
        How uncertainty is reckoned. ``"wilson"`` takes words as drawn one by one; as the words of a speech hang
        together, this is too narrow for terms that come in bursts. ``"bootstrap"`` draws whole documents again
        (percentiles of the rates of 2,000 draws), and needs several documents a group.
    confidence : float, default 0.95
        Between 0 and 1.
    seed : int, default 0
        Of the bootstrap: the same seed gives the same intervals.

    Returns
    -------
    DataFrame
        One row a group and term, groups in order, also where a term does not occur: the column `by` (the first year of
        a period), ``term, count, words, documents, per_million, low, high``. ``per_million`` is the rate in the words
        of the group, ``low`` and ``high`` the ends of its interval. Groups without words are left out
        (``attrs["notes"]`` tells). NaN in ``low`` and ``high`` only for a bootstrap of a single document, which cannot
        vary. ``attrs``: ``by, period, interval, confidence, seed, terms, words, base, notes``.

    Raises
    ------
    DiscourseError
        If there is no such column or interval, or the column cannot be put into periods or order.
    QueryError
        If there is no term, or one cannot be understood.

    References
    ----------
    Wilson (1927), Probable inference, *JASA* 22; Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 13.

    >>> from discourse import sample, trajectory
    >>> trajectory(sample("sotu-2016"), ["America"], "year")[["year", "term", "count"]].values.tolist()
    [[2016, 'America', 33]]
    """
    queries = queries_of(terms)
    check_column(corpus, by, taken=COLUMNS)
    if interval not in INTERVALS:
        raise DiscourseError(f"There is no interval {interval!r}.", do=f"Choices: {', '.join(INTERVALS)}.")
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 < confidence < 1:
        raise DiscourseError(f"A confidence of {confidence!r} makes no sense.", do="Give a number between 0 and 1.")
    seed = check_whole(seed, 0, "seed of …")
    corpus = running_text(corpus)
    of_document, values = _grouped(corpus.documents[by], by, period)
    size = corpus.documents["words"].to_numpy()
    of_document = np.where(size > 0, of_document, -1)  # a document without words has no rate
    inside = of_document >= 0
    words = np.bincount(of_document[inside], weights=size[inside], minlength=len(values))
    documents = np.bincount(of_document[inside], minlength=len(values))
    found = [find_hits(corpus, query) for query in queries.values()]
    counts = np.stack([np.bincount(hits.doc, minlength=len(corpus)) for hits in found])
    notes = [no_hit_note(corpus, q) for q, hits in zip(queries.values(), found, strict=True) if not len(hits)]

    kept = np.flatnonzero(words > 0)
    columns = []
    for column in counts:
        count = np.bincount(of_document[inside], weights=column[inside], minlength=len(values))[kept]
        if interval == "wilson":
            low, high = _wilson(count, words[kept], confidence)
        else:
            low, high = _bootstrap(column, size, of_document, kept, confidence, seed)
        columns.append((count, 1e6 * count / words[kept], 1e6 * low, 1e6 * high))
    count, rate, low, high = (np.stack(parts, axis=1).ravel() for parts in zip(*columns, strict=True))
    row = np.repeat(kept, len(queries))
    table = pd.DataFrame(
        {
            by: values[row],
            "term": pd.array(list(queries) * len(kept), dtype="str"),
            "count": count.astype(np.int64),
            "words": words[row].astype(np.int64),
            "documents": documents[row],
            "per_million": rate,
            "low": low,
            "high": high,
        }
    )
    if interval == "bootstrap" and (documents[kept] == 1).any():
        alone = int((documents[kept] == 1).sum())
        notes.append(f"{counted(alone, 'group')} of a single document without an interval; take more together.")
    if len(kept) < len(values):
        notes.append(f"{counted(len(values) - len(kept), 'group')} without words left out.")
    if (left := int((corpus.documents[by].isna() & (size > 0)).sum())) > 0:
        notes.append(f"{counted(left, 'document')} without a value of {by} left out.")
    total = int(words.sum())
    return described(
        table,
        corpus,
        "trajectory",
        call_of("trajectory", terms=queries, by=by, period=period, interval=interval, confidence=confidence, seed=seed),
        by=by,
        period=period,
        interval=interval,
        confidence=confidence,
        seed=seed,
        terms=queries,
        words=total,
        base=f"per million of the words of each {by if period is None else f'period of {period} ({by})'}; "
        f"{counted(total, 'word')} in all",
        notes=[_said(interval, confidence), *notes],
    )


def _grouped(column: pd.Series, by: str, period: int | None) -> tuple[np.ndarray, np.ndarray]:
    """Return the number of the group of each document (−1: none), and the values of the groups, in order."""
    if period is not None:
        period = check_whole(period, 1, "period of … units")
        if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
            raise DiscourseError(
                f'The column "{by}" holds no numbers, and only numbers can be put into periods.',
                do="Leave period out, or give the documents a column of years.",
            )
        column = column // period * period
    try:
        of_document, values = pd.factorize(column, sort=True)
    except TypeError as error:
        raise DiscourseError(
            f'The values of "{by}" have no order: some are numbers, some are not.', do="Give all as numbers."
        ) from error
    return of_document, np.asarray(values)


def _wilson(count: np.ndarray, n: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    from scipy.special import ndtri

    z = float(ndtri(0.5 + confidence / 2))
    # A regular expression may hit more often than there are words; a share is at most 1.
    p = np.minimum(count / n, 1)
    middle, half = p + z**2 / (2 * n), z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    low, high = (middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)
    return np.where(count == 0, 0, np.maximum(low, 0)), np.maximum(high, count / n)


def _bootstrap(
    count: np.ndarray, size: np.ndarray, of_document: np.ndarray, kept: np.ndarray, confidence: float, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    low, high = np.full(len(kept), np.nan), np.full(len(kept), np.nan)
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    for at, group in enumerate(kept.tolist()):
        own = np.flatnonzero(of_document == group)
        if len(own) < 2:
            continue
        # A generator for each group, so that its interval does not depend on what else is in the corpus or table.
        drawn = np.random.default_rng(seed).multinomial(len(own), np.full(len(own), 1 / len(own)), size=_DRAWS)
        low[at], high[at] = np.quantile(drawn @ count[own] / (drawn @ size[own]), tails)
    return low, high


def _said(interval: str, confidence: float) -> str:
    way = {
        "wilson": "Wilson's for a share of words, as if drawn one by one: too narrow for terms that come in bursts",
        "bootstrap": f"bootstrap of whole documents, {_DRAWS:,} draws",
    }
    return f"Intervals: {confidence:.0%}, {way[interval]}."
