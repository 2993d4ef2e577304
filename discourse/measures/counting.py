"""How often does each term occur, and in how many units? Counts of parts, which add up to those of the whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..corpus.narrowing import running_text
from ..corpus.once import once, shared_terms
from ._order import changes
from ._units import unit_rows
from .lemmas import vocabulary

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus


_LONG = 500  # words of a document from which on it pays to sort the terms of each by themselves


@dataclass(frozen=True)
class UnitTerms:
    """Each term of each unit, once, unit by unit and in the order of the alphabet, with how often it occurs there."""

    row: np.ndarray
    term: np.ndarray
    count: np.ndarray


def unit_terms(corpus: Corpus, unit: str = "document", terms: str = "word") -> UnitTerms:
    """Count each term in each unit in which it occurs; ``row`` is that of the unit, ``term`` that of the vocabulary.

    The counts by document are kept: all that is asked about frequencies is in them, and they are short.
    """

    def find() -> UnitTerms:
        codes, names = vocabulary(corpus, terms)
        row = corpus.tokens["doc"].to_numpy() if unit == "document" else unit_rows(corpus, unit)
        if unit == "document" and len(codes) > _LONG * len(corpus):
            codes = codes.copy()
            for low, high in pairwise(np.searchsorted(row, np.arange(len(corpus) + 1, dtype=row.dtype)).tolist()):
                codes[low:high].sort()
        else:
            n = max(len(names), 1)
            pairs = row * np.int64(n) + codes
            pairs.sort()
            row, codes = np.divmod(pairs, n)
        first = np.flatnonzero(changes(row, codes))
        count = np.diff(np.append(first, len(row)))
        return UnitTerms(row[first].astype(np.int32), codes[first].astype(np.int32), count)

    return once(corpus, f"{terms}s by document", find) if unit == "document" else find()


@dataclass(frozen=True)
class TermCounts:
    """How often each term occurs and in how many units: what can be counted in parts and added up.

    ``terms`` is sorted; ``count`` and ``range`` are arrays beside it; ``words`` and ``units`` are the bases. Counts of
    corpora that were chosen from one have its vocabulary as ``shared``, and ``place`` says where in it their terms are.
    """

    terms: pd.Index
    count: np.ndarray
    range: np.ndarray
    words: int
    units: int
    shared: pd.Index | None = None
    place: np.ndarray | None = None

    def over(self, terms: pd.Index) -> TermCounts:
        """Return the same counts for other terms, 0 for a term that does not occur."""
        if terms is self.terms:
            return self
        place = self.terms.get_indexer(terms)
        count, reach = (np.where(place >= 0, np.append(a, 0)[place], 0) for a in (self.count, self.range))
        return TermCounts(terms, count, reach, self.words, self.units)

    def __add__(self, other: TermCounts) -> TermCounts:
        a, b = aligned(self, other)
        return replace(
            a, count=a.count + b.count, range=a.range + b.range, words=a.words + b.words, units=a.units + b.units
        )

    def __sub__(self, part: TermCounts) -> TermCounts:
        b = part.over(self.terms)
        return replace(
            self, count=self.count - b.count, range=self.range - b.range, words=self.words - b.words,
            units=self.units - b.units,
        )  # fmt: skip


def aligned(one: TermCounts, other: TermCounts) -> tuple[TermCounts, TermCounts]:
    """Return both counts over the terms of either."""
    if one.terms is other.terms:
        return one, other
    if one.shared is not None and one.shared is other.shared:
        met = np.zeros(len(one.shared), dtype=bool)
        met[one.place] = met[other.place] = True
        place, number = np.flatnonzero(met), np.cumsum(met) - 1
        terms = one.shared.take(place)
        places = [number[counts.place] for counts in (one, other)]
        shared: tuple[pd.Index, np.ndarray] | tuple[None, None] = (one.shared, place)
    else:
        # Each is sorted: a sort of both finds the two runs and only merges them.
        names = dict.fromkeys(sorted([*one.terms.tolist(), *other.terms.tolist()]))
        numbers = dict(zip(names, range(len(names)), strict=True))
        terms = pd.Index(list(names), dtype="str")
        places = [
            np.fromiter(map(numbers.__getitem__, counts.terms.tolist()), np.int64, len(counts.terms))
            for counts in (one, other)
        ]
        shared = (None, None)
    spread = []
    for counts, place in zip((one, other), places, strict=True):
        count, reach = np.zeros((2, len(terms)), dtype=np.int64)
        count[place], reach[place] = counts.count, counts.range
        spread.append(TermCounts(terms, count, reach, counts.words, counts.units, *shared))
    return spread[0], spread[1]


def count(corpus: Corpus, unit: str = "document", terms: str = "word") -> TermCounts:
    """Count the terms of the running text, and the documents or paragraphs with each; counts of parts add up."""
    text = running_text(corpus)
    everything = np.zeros(len(text), dtype=np.int64)
    return once(text, f"{terms}s counted by {unit}", lambda: _group_counts(text, everything, 1, unit, terms)[0])


def count_groups(
    corpus: Corpus, of_document: np.ndarray, groups: int, unit: str = "document", terms: str = "word"
) -> list[TermCounts]:
    """Count the terms of each group of documents; `of_document` has the number of each document's group (−1: none)."""
    return _group_counts(running_text(corpus), of_document, groups, unit, terms)


def _group_counts(corpus: Corpus, of_document: np.ndarray, groups: int, unit: str, terms: str) -> list[TermCounts]:
    met = unit_terms(corpus, unit, terms)
    names = vocabulary(corpus, terms)[1]
    shared, place = (shared_terms(corpus), _place(corpus, names)) if terms == "word" else (None, None)
    docs = np.arange(len(corpus)) if unit == "document" else corpus.paragraphs["doc"].to_numpy()
    units = np.bincount(of_document[docs] + 1, minlength=groups + 1)[1:].tolist()
    found = []
    for group in range(groups):
        term, times = met.term, met.count
        if groups > 1 or of_document.min(initial=0) < 0:
            here = (of_document == group)[docs][met.row]
            term, times = term[here], times[here]
        counted = np.bincount(term, times, minlength=len(names)).astype(np.int64)
        reach = np.bincount(term, minlength=len(names))
        found.append(TermCounts(names, counted, reach, int(counted.sum()), units[group], shared, place))
    return found


def _place(corpus: Corpus, names: pd.Index) -> np.ndarray:
    shared = shared_terms(corpus)

    def find() -> np.ndarray:
        return np.arange(len(names)) if shared is names else shared.get_indexer(names)

    return once(corpus, "place in the shared terms", find)
