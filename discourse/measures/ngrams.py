"""Which runs of words does a text repeat, and how often?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..corpus.narrowing import running_text
from ..errors import DiscourseError
from ._language import stop_notes
from ._order import changes, stable_order
from ._strings import with_blanks
from ._table import call_of, described
from ._units import (
    check_whole,
    empty_note,
    hidden_terms,
    rate_base,
    stop_choice,
    stop_name,
    unit_groups,
    unit_rows,
    unit_table,
)
from .lemmas import lemma_notes, vocabulary

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
    groups, of_row = unit_groups(corpus, unit, by, taken=COLUMNS)
    codes, names = vocabulary(corpus, terms)
    stop = stop_choice(stop)
    words = unit_table(corpus, unit or "document")["words"].to_numpy()
    words_of_group = np.bincount(of_row + 1, words, len(groups) + 1)[1:].astype(np.int64)

    first = run_starts(corpus, n, within)
    group = None
    if len(groups) != 1 or of_row.min(initial=0) < 0:
        group = np.repeat(of_row, words)[first]
        first, group = first[group >= 0], group[group >= 0]
    total = len(first)
    if stop is not None:
        kept = ~_stopped(hidden_terms(names, stop)[codes], first, n, stop_at)
        first, group = first[kept], None if group is None else group[kept]
    part = corpus.tokens["doc"].to_numpy() if len(corpus) > 1 else unit_rows(corpus, "paragraph")
    runs, row_group, count, reach = _counted(codes, len(names), first, n, group, part, minimum, by is None)
    del first, group

    table = groups.take(row_group).reset_index(drop=True)
    table["term"] = with_blanks(names, runs)
    table["count"] = count
    table["per_million"] = count / words_of_group[row_group] * 1e6
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
        words=int(words_of_group.sum()),
        base=rate_base(int(words_of_group.sum()), unit or by, stop),
        stopwords=stop_name(stop),
        stop_at=stop_at,
        minimum=minimum,
        range_unit="document" if len(corpus) > 1 else "paragraph",
        notes=[
            f"Runs of {n} words within a {within}: {total:,} in all.",
            *lemma_notes(corpus, terms),
            *stop_notes(stop, corpus),
        ],
        **empty_note(int(words_of_group.sum()), table, f"run of {n} words"),
    )


def run_starts(corpus: Corpus, n: int, within: str) -> np.ndarray:
    """Return the rows of ``corpus.tokens`` that begin `n` words in a row within one sentence or paragraph."""
    words = unit_table(corpus, within)["words"].to_numpy()
    past = np.cumsum(words)
    begins = np.ones(len(corpus.tokens), dtype=bool)
    for step in range(1, n):  # too near the end of the unit
        begins[past[words >= step] - step] = False
    return np.flatnonzero(begins)


def run_numbers(codes: np.ndarray, first: np.ndarray, n: int, size: int) -> np.ndarray:
    """Number the runs of `n` codes (each below `size`) that begin at `first`: equal runs alike, in dictionary order."""
    runs, reach = codes[first].astype(np.int64), size
    for step in range(1, n):
        if reach * size >= 2**63:
            order = stable_order(runs)
            runs[order] = np.cumsum(changes(runs[order])) - 1
            reach = len(runs)
        runs *= size
        runs += codes[step:][first]
        reach *= size
    return runs


def _stopped(hidden: np.ndarray, first: np.ndarray, n: int, stop_at: str) -> np.ndarray:
    if stop_at == "ends":
        return hidden[first] | hidden[first + n - 1]
    steps = [hidden[first + step] for step in range(n)]
    return np.logical_or.reduce(steps) if stop_at == "anywhere" else np.logical_and.reduce(steps)


def _counted(
    codes: np.ndarray,
    size: int,
    first: np.ndarray,
    n: int,
    group: np.ndarray | None,
    part: np.ndarray,
    minimum: int,
    whole: bool,
) -> tuple[list[np.ndarray], np.ndarray, np.ndarray, np.ndarray]:
    """Count each run in each group, in the order of the table: the codes of its words, group, count, range.

    The range is that in the group, or in the whole corpus where `whole`; `part` is what it counts, for each token.
    Runs are given by the rows of their first words, in text order.
    """
    if not len(first):
        none = np.empty(0, dtype=np.int64)
        return [none] * n, none, none, none
    runs = run_numbers(codes, first, n, size)
    part = part[first]
    bits = [0 if values is None else int(values.max()).bit_length() for values in (group, part)]
    order = of_group = None
    if (size**n).bit_length() + sum(bits) < 64:
        # Run, group and part in one number: numbers are sorted several times as fast as rows.
        for values, width in zip((group, part), bits, strict=True):
            if width and values is not None:
                runs <<= width
                runs |= values
        runs.sort()
        new_part = changes(runs)
        if whole and group is not None:
            new_part = changes(runs >> sum(bits), runs & ((1 << bits[1]) - 1))
        runs >>= bits[1]
        if group is not None:
            of_group = runs & ((1 << bits[0]) - 1)
            runs >>= bits[0]
    else:
        order = stable_order(runs) if group is None else stable_order(runs, group)
        runs, of_group = runs[order], group[order] if group is not None else None
        new_part = changes(runs, part[order]) if whole or of_group is None else changes(runs, of_group, part[order])

    del part  # of two million words each array takes 8 or 16 MB
    new_run = changes(runs)
    start = np.flatnonzero(new_run if of_group is None else new_run | changes(of_group))
    count = np.diff(np.append(start, len(runs)))
    if of_group is None:
        group_of_row, total = np.zeros(len(start), dtype=np.int64), count
        reach = _marked(new_part, start)
    else:
        of_run = (np.cumsum(new_run) - 1)[start]
        group_of_row, total = of_group[start], np.bincount(of_run, count)[of_run]
        reach = _marked(new_part, np.flatnonzero(new_run))[of_run] if whole else _marked(new_part, start)
    del new_part, new_run, of_group
    runs = runs[start]
    if minimum > 1:
        kept = total >= minimum
        start, runs, count, reach, group_of_row = (a[kept] for a in (start, runs, count, reach, group_of_row))

    row = stable_order(group_of_row, count.max(initial=0) - count)
    if order is None:
        runs = runs[row]
        words = [runs // size ** (n - 1 - step) % size for step in range(n)]
    else:
        at = first[order[start[row]]]
        words = [codes[at + step] for step in range(n)]
    return words, group_of_row[row], count[row], reach[row]


def _marked(marks: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Count the marks from each start, which is marked, to before the next one."""
    seen = np.cumsum(marks, dtype=np.int32)
    return np.diff(np.append(seen[start], seen[-1] + 1)).astype(np.int64)
