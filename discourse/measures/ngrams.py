"""Which runs of words does a text repeat, and how often?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..corpus.narrowing import running_text
from ..errors import DiscourseError
from ._order import changes, stable_order
from ._table import call_of, described
from ._units import check_whole, empty_note, groups_of, hidden_terms, rate_base, stop_choice, stop_name, unit_rows
from .lemmas import lemma_notes, term_codes

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus

COLUMNS = ("term", "count", "per_million", "range")
SHORTEST, LONGEST = 2, 6
_WITHIN = ("sentence", "paragraph")
_STOP_AT = ("ends", "anywhere", "everywhere")


def ngrams(
    corpus: Corpus,
    n: int = 2,
    unit: str | None = None,
    *,
    within: str = "sentence",
    stop: str | Path | Iterable[str] | None = None,
    stop_at: str = "ends",
    minimum: int = 1,
    by: str | None = None,
    terms: str = "word",
) -> pd.DataFrame:
    """Count the runs of `n` words (n-grams) of a corpus.

    Every word but the last ones begins an n-gram, so that n-grams overlap: a sentence of w words holds w − n + 1.

    Parameters
    ----------
    corpus : Corpus
        Its running text counts, or the kinds of paragraphs that :meth:`Corpus.only` chose.
    n : int, default 2
        Words in a row, 2 to 6.
    unit : {None, "document", "paragraph", "sentence"}
        None: one row an n-gram. Otherwise one row an n-gram and unit in which it begins.
    within : {"sentence", "paragraph"}
        What an n-gram never runs beyond. Paragraphs are never crossed; commas and brackets always are.
    stop : str, path, list of words or None
        A stop list, see :func:`discourse.measures.stopwords.stop_list`; `stop_at` says what it hides. Words are never
        taken out before counting, so that n-grams are always words in a row.
    stop_at : {"ends", "anywhere", "everywhere"}
        Which n-grams are hidden: those that begin or end with a stop word (*state of the union* stays, *of the union*
        goes), those with a stop word anywhere, or those of stop words only.
    minimum : int, default 1
        Leave out n-grams with fewer occurrences in the whole corpus.
    by : str, optional
        A column of ``corpus.documents``: one row an n-gram and value of that column. Documents without a value are
        left out.
    terms : {"word", "lemma"}
        Whether words count as they stand, or as their dictionary form (:func:`discourse.measures.lemmas.lemma_of`).

    Returns
    -------
    DataFrame
        ``term, count, per_million, range``, behind the columns of the unit or of `by`; the most frequent n-gram first,
        then by the alphabet, word by word, unit by unit. ``per_million`` is the rate per million of all **words** of
        the corpus, unit or group (not of n-grams, whose number depends on `n` and `within`): ``attrs["base"]``.
        ``range`` counts the documents with the n-gram (the paragraphs, where the corpus is one document:
        ``attrs["range_unit"]``), with `by` those of the group. ``attrs`` further: ``n, within, ngrams`` (how many there
        are in all), ``words, unit, by, terms, stopwords, stop_at, minimum, notes``.

    Raises
    ------
    DiscourseError
        If `n` is not 2 to 6, or there is no such unit, column, stop list or choice.

    References
    ----------
    Shannon (1948), A mathematical theory of communication; as *lexical bundles*: Biber et al. (1999), Longman
    Grammar of Spoken and Written English, ch. 13.

    >>> from discourse import from_text, ngrams
    >>> ngrams(from_text("The truce holds. The truce broke."))[["term", "count"]].head(2).values.tolist()
    [['the truce', 2], ['truce broke', 1]]
    """
    if check_whole(n, 1, "run of … words") not in range(SHORTEST, LONGEST + 1):
        raise DiscourseError(
            f"Runs of {n} words cannot be counted.",
            do="Give n from 2 to 6; single words are counted by frequency, longer runs are found by concordance.",
        )
    for name, value, choices in (("within", within, _WITHIN), ("stop_at", stop_at, _STOP_AT)):
        if value not in choices:
            raise DiscourseError(f"{name} cannot be {value!r}.", do=f"Choices: {', '.join(choices)}.")
    minimum = check_whole(minimum, 1, "minimum of … occurrences")
    corpus = running_text(corpus)
    groups, group = groups_of(corpus, unit, by, taken=COLUMNS)
    codes, names = term_codes(corpus, terms)
    stop = stop_choice(stop)
    words = np.bincount(group[group >= 0], minlength=len(groups))

    first = run_starts(corpus, n, within)
    first = first[group[first] >= 0]
    total = len(first)
    if stop is not None:
        first = first[~_stopped(hidden_terms(names, stop)[codes], first, n, stop_at)]
    runs = run_numbers(codes, first, n, len(names))
    part = unit_rows(corpus, "document" if len(corpus) > 1 else "paragraph")[first]
    row, row_group, count, reach = _counted(runs, group[first], part, minimum, whole=by is None)

    table = groups.iloc[row_group].reset_index(drop=True)
    table["term"] = pd.array(_written(names, codes, first[row], n), dtype="str")
    table["count"] = count
    table["per_million"] = count / words[row_group] * 1e6
    table["range"] = reach
    return described(
        table,
        corpus,
        "ngrams",
        call_of(
            "ngrams", n=n, unit=unit, within=within, stop=stop, stop_at=stop_at, minimum=minimum, by=by, terms=terms
        ),
        n=int(n),
        within=within,
        ngrams=total,
        unit=unit,
        by=by,
        terms=terms,
        words=int(words.sum()),
        base=rate_base(int(words.sum()), unit or by, stop),
        stopwords=stop_name(stop),
        stop_at=stop_at,
        minimum=minimum,
        range_unit="document" if len(corpus) > 1 else "paragraph",
        notes=[f"Runs of {n} words within a {within}: {total:,} in all.", *lemma_notes(corpus, terms)],
        **empty_note(int(words.sum()), table, f"run of {n} words"),
    )


def run_starts(corpus: Corpus, n: int, within: str) -> np.ndarray:
    """Return the rows of ``corpus.tokens`` that begin `n` words in a row within one sentence or paragraph."""
    place = unit_rows(corpus, within)
    if len(place) < n:
        return np.empty(0, dtype=np.int64)
    return np.flatnonzero(place[: len(place) - n + 1] == place[n - 1 :])


def run_numbers(codes: np.ndarray, first: np.ndarray, n: int, size: int) -> np.ndarray:
    """Number the runs of `n` codes (each below `size`) that begin at `first`: equal runs alike, in dictionary order."""
    runs, reach = codes[first], size
    for step in range(1, n):
        if reach * size >= 2**63:
            order = stable_order(runs)
            runs[order] = np.cumsum(changes(runs[order])) - 1
            reach = len(runs)
        runs, reach = runs * size + codes[first + step], reach * size
    return runs


def _stopped(hidden: np.ndarray, first: np.ndarray, n: int, stop_at: str) -> np.ndarray:
    if stop_at == "ends":
        return hidden[first] | hidden[first + n - 1]
    steps = [hidden[first + step] for step in range(n)]
    return np.logical_or.reduce(steps) if stop_at == "anywhere" else np.logical_and.reduce(steps)


def _counted(
    runs: np.ndarray, group: np.ndarray, part: np.ndarray, minimum: int, *, whole: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Count each run in each group, in the order of the table: where in `runs` it first occurs, group, count, range.

    The range is that in the group, or in the whole corpus where `whole`. Rows are in text order, so that in a sort
    that keeps it the parts of one run are neighbours.
    """
    if not len(runs):
        return (np.empty(0, dtype=np.int64),) * 4
    order = stable_order(runs, group)
    run, of_group, of_part = runs[order], group[order], part[order]
    new_run, new_row = changes(run), changes(run, of_group)
    number, start = np.cumsum(new_run) - 1, np.flatnonzero(new_row)
    count = np.diff(np.append(start, len(run)))
    new_part = changes(run, of_part) if whole else changes(run, of_group, of_part)
    if whole:
        reach = np.add.reduceat(new_part.astype(np.int64), np.flatnonzero(new_run))[number[start]]
    else:
        reach = np.add.reduceat(new_part.astype(np.int64), start)
    kept = np.bincount(number)[number[start]] >= minimum
    start, count, reach = start[kept], count[kept], reach[kept]
    rows = stable_order(of_group[start], count.max(initial=0) - count)
    start = start[rows]
    return order[start], of_group[start], count[rows], reach[rows]


def _written(names: np.ndarray, codes: np.ndarray, first: np.ndarray, n: int) -> list[str]:
    words = [names[codes[first + step]].tolist() for step in range(n)]
    return list(map(" ".join, zip(*words, strict=True)))
