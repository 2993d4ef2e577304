"""Which terms does a text use, how often, and where do chosen ones come up?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..corpus.narrowing import running_text
from ..errors import DiscourseError, QueryError
from ._language import stop_notes
from ._order import stable_order
from ._table import call_of, counted, described
from ._units import (
    KEYS,
    check_whole,
    empty_note,
    hidden_terms,
    rate_base,
    stop_choice,
    stop_name,
    unit_groups,
    unit_table,
)
from .counting import unit_terms
from .lemmas import lemma_notes, vocabulary
from .query import HELP, find_hits, no_hit_note, places_of

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus

COLUMNS = ("term", "count", "per_million", "range")
_FEW = 1 << 21  # so many pairs of a group and a term are counted fastest in a list of all of them


def frequency(
    corpus: Corpus,
    unit: str | None = None,
    *,
    stop: str | Path | Iterable[str] | None = None,
    minimum: int = 1,
    by: str | None = None,
    terms: str = "word",
) -> pd.DataFrame:
    """Count the terms of a corpus.

    Parameters
    ----------
    corpus : Corpus
        Its running text counts, or the kinds of paragraphs that :meth:`Corpus.only` chose.
    unit : {None, "document", "paragraph", "sentence"}
        None: one row a term. Otherwise one row a term and unit in which it occurs.
    stop : str, path, list of words or None
        Terms to leave out of the table; ``"english"`` for the function words of English, see
        :func:`discourse.measures.stopwords.stop_list`. Rates stay those of all words.
    minimum : int, default 1
        Leave out terms with fewer occurrences in the whole corpus.
    by : str, optional
        A column of ``corpus.documents``: one row a term and value of that column (``by="party"``). Documents
        without a value are left out.
    terms : {"word", "lemma"}
        Whether words are counted as they stand, or under their dictionary form
        (:func:`discourse.measures.lemmas.lemma_of`).

    Returns
    -------
    DataFrame
        ``term, count, per_million, range``, behind the columns of the unit (``doc`` …) or of `by`; the most
        frequent term first, then by the alphabet, unit by unit. ``per_million`` is the rate per million of
        **all** words of the corpus, unit or group, also where a stop list hides some of them: ``attrs["base"]`` tells
        the number. ``range`` counts the documents with the term (the paragraphs, where the corpus is one
        document: ``attrs["range_unit"]``), with `by` those of the group, else those of the whole corpus.
        ``attrs`` further: ``words`` (the base), ``unit``, ``by``, ``terms``, ``stopwords``, ``minimum``, ``notes``.

    Raises
    ------
    DiscourseError
        If there is no such unit, column or stop list, or `minimum` is less than 1.

    >>> from discourse import from_text, frequency
    >>> frequency(from_text("The US told us. The US left."), stop="english")["term"].tolist()
    ['US', 'left', 'told']
    """
    minimum = check_whole(minimum, 1, "minimum of … occurrences")
    corpus = running_text(corpus)
    groups, group = unit_groups(corpus, unit, by, taken=COLUMNS)
    names = vocabulary(corpus, terms)[1]
    n = max(len(names), 1)
    met = unit_terms(corpus, unit or "document", terms)
    stop = stop_choice(stop)
    kept = (np.bincount(met.term, met.count, len(names)) >= minimum) & ~hidden_terms(names, stop)
    words = _sums(group, unit_table(corpus, unit or "document")["words"].to_numpy(), len(groups))

    here = kept[met.term] & (group[met.row] >= 0)
    cell = group[met.row[here]] * n + met.term[here]
    count = met.count[here]
    if unit is None:
        cell, count = _summed(cell, count, len(groups) * n)
    row_group, row_term = np.divmod(cell, n)
    reach, range_unit = _ranges(corpus, terms, group if by is not None else None, n)
    # Names are sorted, so that the code of a term is its place in the alphabet.
    order = stable_order(row_group, count.max(initial=0) - count)
    row_group, row_term, count = row_group[order], row_term[order], count[order]
    table = groups.take(row_group).reset_index(drop=True)
    table["term"] = names.array.take(row_term)
    table["count"] = count
    table["per_million"] = count / words[row_group] * 1e6
    table["range"] = reach((row_group if by is not None else 0) * n + row_term)
    return described(
        table,
        corpus,
        "frequency",
        call_of("frequency", unit=unit, stop=stop, minimum=minimum, by=by, terms=terms),
        unit=unit,
        by=by,
        terms=terms,
        words=int(words.sum()),
        base=rate_base(int(words.sum()), unit or by, stop),
        stopwords=stop_name(stop),
        minimum=minimum,
        range_unit=range_unit,
        notes=[*lemma_notes(corpus, terms), *stop_notes(stop, corpus)],
        **empty_note(int(words.sum()), table),
    )


def term_counts(
    corpus: Corpus, terms: str | Iterable[str] | Mapping[str, str], unit: str = "paragraph"
) -> pd.DataFrame:
    """Count chosen terms in each paragraph, also where there are none.

    Parameters
    ----------
    corpus : Corpus
        Its running text counts, or the kinds of paragraphs that :meth:`Corpus.only` chose.
    terms : list of str, or mapping from label to query
        Words, phrases, words with ``*`` and ``?``, alternatives with ``|``, ``/regular expressions/``; see
        :func:`discourse.measures.query.find`. In a mapping the keys are what the terms are called:
        ``{"peace": "truce* | ceasefire* | peace"}``.
    unit : {"paragraph", "sentence", "document"}

    Returns
    -------
    DataFrame
        One row a unit and term, in text order: ``doc, paragraph, term, count, per_100_words, words`` (without
        ``paragraph`` for documents, with ``sentence`` for sentences). A hit counts where it begins.
        ``per_100_words`` is the rate in the words of the unit, 0 in a unit without words.

    Raises
    ------
    QueryError
        If there is no term, or one cannot be understood.
    DiscourseError
        If there is no such unit.

    >>> from discourse import from_text, term_counts
    >>> term_counts(from_text("War.\\n\\nNo war, no peace."), ["war", "peace"])["count"].tolist()
    [1, 0, 1, 1]
    """
    if unit not in KEYS:
        raise DiscourseError(f'Terms cannot be counted by "{unit}".', do=f"Units: {', '.join(KEYS)}.")
    queries = queries_of(terms)
    corpus = running_text(corpus)
    units = unit_table(corpus, unit)
    places = places_of(units["doc"].to_numpy(), units["start"].to_numpy())
    counts = np.zeros((len(units), len(queries)), dtype=np.int64)
    notes = []
    for column, query in enumerate(queries.values()):
        hits = find_hits(corpus, query)
        if not len(hits):
            notes.append(no_hit_note(corpus, query))
        row = np.searchsorted(places, places_of(hits.doc, hits.start), side="right") - 1
        counts[:, column] = np.bincount(row, minlength=len(units)) if len(units) else 0
    table = units.loc[units.index.repeat(len(queries)), KEYS[unit]].reset_index(drop=True)
    words = np.repeat(units["words"].to_numpy(), len(queries))
    table["term"] = pd.array(list(queries) * len(units), dtype="str")
    table["count"] = counts.ravel()
    table["per_100_words"] = 100 * table["count"].to_numpy() / np.maximum(words, 1)
    table["words"] = words
    total = int(units["words"].sum())
    return described(
        table,
        corpus,
        "term_counts",
        call_of("term_counts", terms=terms if isinstance(terms, str) else queries, unit=unit),
        unit=unit,
        terms=queries,
        notes=notes,
        words=total,
        base=f"per 100 of the words of each {unit}; {counted(total, 'word')} in all",
    )


def queries_of(terms: str | Iterable[str] | Mapping[str, str]) -> dict[str, str]:
    """Return what is counted as a mapping from label to query."""
    if isinstance(terms, str):
        terms = [terms]
    queries = dict(terms) if isinstance(terms, Mapping) else {term: term for term in terms}
    if not queries:
        raise QueryError("There is no term to count.", do=HELP)
    return queries


def _sums(key: np.ndarray, values: np.ndarray, size: int) -> np.ndarray:
    """Sum values by key, 0…size − 1; those with the key −1 are left out."""
    return np.bincount(key + 1, values, size + 1)[1:].astype(np.int64)


def _summed(key: np.ndarray, values: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the keys that occur, below `size` and in order, and the sums of their values, none of which is 0."""
    if size <= _FEW:
        sums = _sums(key, values, size)
        return np.flatnonzero(sums), sums[sums > 0]
    keys, which = np.unique(key, return_inverse=True)
    return keys, _sums(which, values, len(keys))


def _ranges(
    corpus: Corpus, terms: str, group: np.ndarray | None, n: int
) -> tuple[Callable[[np.ndarray], np.ndarray], str]:
    """Return how to look up in how many documents, or paragraphs of one document, a term occurs; and which of them.

    What is looked up is the term, or group × n + term where documents have a group.
    """
    unit = "document" if len(corpus) > 1 else "paragraph"
    met = unit_terms(corpus, unit, terms)
    cell = met.term.astype(np.int64)
    if group is not None:
        of_row = group if unit == "document" else group[corpus.paragraphs["doc"].to_numpy()]
        cell += of_row[met.row] * n
        cell = cell[of_row[met.row] >= 0]
    cells, reach = _summed(cell, np.ones(len(cell)), n * (1 if group is None else int(group.max(initial=0)) + 1))
    return lambda asked: reach[np.searchsorted(cells, asked)], unit
