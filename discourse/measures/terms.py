"""Which terms does a text use, how often, and where do chosen ones come up?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..errors import DiscourseError, QueryError
from ._table import call_of, described
from .query import HELP, find_hits, no_hit_note, places_of
from .stopwords import STOP_LISTS, stop_list

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus

_KEYS = {"document": ["doc"], "paragraph": ["doc", "paragraph"], "sentence": ["doc", "paragraph", "sentence"]}


def frequency(
    corpus: Corpus,
    unit: str | None = None,
    *,
    stop: str | Path | Iterable[str] | None = None,
    minimum: int = 1,
    by: str | None = None,
) -> pd.DataFrame:
    """Count the terms of a corpus.

    Parameters
    ----------
    corpus : Corpus
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

    Returns
    -------
    DataFrame
        ``term, count, per_million, range``, behind the columns of the unit (``doc`` …) or of `by`; the most
        frequent term first, then by the alphabet, unit by unit. ``per_million`` is the rate per million of
        **all** words of the corpus, unit or group, also where a stop list hides some of them: ``attrs["base"]`` tells
        the number. ``range`` counts the documents with the term (the paragraphs, where the corpus is one
        document: ``attrs["range_unit"]``), with `by` those of the group, else those of the whole corpus.
        ``attrs`` further: ``words`` (the base), ``unit``, ``stopwords``.

    Raises
    ------
    DiscourseError
        If there is no such unit, column or stop list, or `minimum` is less than 1.

    >>> from discourse import from_text, frequency
    >>> frequency(from_text("The US told us. The US left."), stop="english")["term"].tolist()
    ['US', 'left', 'told']
    """
    if unit is not None and unit not in _KEYS:
        raise DiscourseError(f'Terms cannot be counted by "{unit}".', do=f"Units: {', '.join(_KEYS)}, or None.")
    if isinstance(minimum, bool) or not isinstance(minimum, int | np.integer) or minimum < 1:
        raise DiscourseError(f"A minimum of {minimum!r} occurrences makes no sense.", do="Give a whole number ≥ 1.")
    if unit is not None and by is not None:
        raise DiscourseError("Terms can be counted by unit or by a column, not both.", do="Leave one of the two out.")
    groups, group = _groups(corpus, unit, by)
    terms = corpus.tokens["term"].cat.categories
    codes = corpus.tokens["term"].cat.codes.to_numpy().astype(np.int64)
    if not isinstance(stop, str | Path | None):
        stop = list(stop)
    hidden = (
        np.isin(terms.to_numpy(dtype=object), list(stop_list(stop))) if stop is not None else np.zeros(len(terms), bool)
    )
    kept = (np.bincount(codes, minlength=len(terms)) >= minimum) & ~hidden

    words = np.bincount(group[group >= 0], minlength=len(groups))
    row_group, row_term, count = _pairs(group, codes, kept)
    reach, range_unit = _ranges(corpus, group if by is not None else np.zeros(len(codes), np.int64), codes)
    table = groups.iloc[row_group].reset_index(drop=True)
    table["term"] = terms.to_numpy(dtype=object)[row_term]
    table["term"] = table["term"].astype("str")
    table["count"] = count
    table["per_million"] = count / words[row_group] * 1e6
    table["range"] = reach.reindex((row_group if by is not None else 0) * len(terms) + row_term).to_numpy()
    # Categories are sorted, so that the code of a term is its place in the alphabet.
    table = table.iloc[np.lexsort((row_term, -count, row_group))].reset_index(drop=True)
    base, listed = _base(int(words.sum()), unit or by, stop)
    return described(
        table,
        corpus,
        "frequency",
        call_of("frequency", unit=unit, stop=stop, minimum=int(minimum), by=by),
        unit=unit,
        by=by,
        words=int(words.sum()),
        base=base,
        stopwords=listed,
        minimum=int(minimum),
        range_unit=range_unit,
    )


def term_counts(
    corpus: Corpus, terms: str | Iterable[str] | Mapping[str, str], unit: str = "paragraph"
) -> pd.DataFrame:
    """Count chosen terms in each paragraph, also where there are none.

    Parameters
    ----------
    corpus : Corpus
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
    if unit not in _KEYS:
        raise DiscourseError(f'Terms cannot be counted by "{unit}".', do=f"Units: {', '.join(_KEYS)}.")
    queries = _queries(terms)
    units = _unit_table(corpus, unit)
    places = places_of(units["doc"].to_numpy(), units["start"].to_numpy())
    counts = np.zeros((len(units), len(queries)), dtype=np.int64)
    notes = []
    for column, query in enumerate(queries.values()):
        hits = find_hits(corpus, query)
        if not len(hits):
            notes.append(no_hit_note(corpus, query))
        row = np.searchsorted(places, places_of(hits.doc, hits.start), side="right") - 1
        counts[:, column] = np.bincount(row, minlength=len(units)) if len(units) else 0
    table = units.loc[units.index.repeat(len(queries)), _KEYS[unit]].reset_index(drop=True)
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
        base=f"per 100 of the words of each {unit}; {total:,} words in all",
    )


def _queries(terms: str | Iterable[str] | Mapping[str, str]) -> dict[str, str]:
    """Return what is counted as a mapping from label to query."""
    if isinstance(terms, str):
        terms = [terms]
    queries = dict(terms) if isinstance(terms, Mapping) else {term: term for term in terms}
    if not queries:
        raise QueryError("There is no term to count.", do=HELP)
    return queries


def _unit_table(corpus: Corpus, unit: str) -> pd.DataFrame:
    if unit == "paragraph":
        return corpus.paragraphs
    if unit == "sentence":
        return corpus.sentences
    words = corpus.paragraphs.groupby("doc")["words"].sum().reindex(corpus.documents.index, fill_value=0)
    return pd.DataFrame({"doc": words.index.to_numpy(), "start": 0, "words": words.to_numpy()})


def _groups(corpus: Corpus, unit: str | None, by: str | None) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the groups that are counted, and for each token the row of its group (−1: none)."""
    tokens = corpus.tokens
    if unit is not None:
        units = _unit_table(corpus, unit)
        # The words of a unit are neighbours in corpus.tokens, unit after unit.
        return units[_KEYS[unit]], np.repeat(np.arange(len(units)), units["words"].to_numpy())
    if by is None:
        return pd.DataFrame(index=pd.RangeIndex(1)), np.zeros(len(tokens), dtype=np.int64)
    if by not in corpus.documents.columns:
        raise DiscourseError(
            f'The documents have no column "{by}".', do=f"They have: {', '.join(map(str, corpus.documents.columns))}."
        )
    if by in ("term", "count", "per_million", "range"):
        raise DiscourseError(f'A column called "{by}" would stand twice in the table.', do="Rename it in the metadata.")
    of_document, values = pd.factorize(corpus.documents[by])
    return pd.DataFrame({by: values}), of_document[tokens["doc"].to_numpy()]


def _pairs(group: np.ndarray, codes: np.ndarray, kept: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Count each pair of group and term that occurs: group, term, count."""
    if not len(kept):
        return (np.empty(0, dtype=np.int64),) * 3
    here = kept[codes] & (group >= 0)
    which, pairs = pd.factorize(group[here] * len(kept) + codes[here])
    return pairs // len(kept), pairs % len(kept), np.bincount(which, minlength=len(pairs))


def _ranges(corpus: Corpus, group: np.ndarray, codes: np.ndarray) -> tuple[pd.Series, str]:
    """Return the number of documents, or paragraphs of one document, in which each term of a group occurs.

    The index is group × number of terms + term.
    """
    tokens = corpus.tokens
    unit = "document" if len(corpus) > 1 else "paragraph"
    part = tokens["doc" if unit == "document" else "paragraph"].to_numpy(dtype=np.int64)
    n = max(len(tokens["term"].cat.categories), 1)
    inside = group >= 0
    # A document has one group, so that document and term say all; what is asked for are pairs that occur.
    first = ~pd.Series(part[inside] * n + codes[inside]).duplicated().to_numpy()
    pairs, count = np.unique((group[inside] * n + codes[inside])[first], return_counts=True)
    return pd.Series(count, index=pairs), unit


def _base(words: int, unit: str | None, stop: Any) -> tuple[str, str]:
    of_each = f" (of the words of each {unit})" if unit else ""
    base = f"per million of {words:,} words{of_each}"
    if stop is None:
        return base, ""
    listed = str(stop) if isinstance(stop, str) and stop in STOP_LISTS else f"{len(stop_list(stop))} words of your own"
    return f"{base}; stop words are left out of the table, not of the base", listed
