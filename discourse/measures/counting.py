"""How often does each term occur, and in how many units? Counts of parts, which add up to those of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..corpus.narrowing import running_text

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus

_DENSE = 1 << 26  # cells of a table of units and terms; where there are more, sorting takes less memory


@dataclass(frozen=True)
class TermCounts:
    """How often each term occurs and in how many units: what can be counted in parts and added up.

    ``terms`` is sorted; ``count`` and ``range`` are arrays beside it; ``words`` and ``units`` are the bases.
    """

    terms: pd.Index
    count: np.ndarray
    range: np.ndarray
    words: int
    units: int

    def over(self, terms: pd.Index) -> TermCounts:
        """Return the same counts for other terms, 0 for a term that does not occur."""
        place = self.terms.get_indexer(terms)
        count, reach = (np.where(place >= 0, np.append(a, 0)[place], 0) for a in (self.count, self.range))
        return TermCounts(terms, count, reach, self.words, self.units)

    def __add__(self, other: TermCounts) -> TermCounts:
        terms = self.terms.union(other.terms)
        a, b = self.over(terms), other.over(terms)
        return TermCounts(terms, a.count + b.count, a.range + b.range, a.words + b.words, a.units + b.units)

    def __sub__(self, part: TermCounts) -> TermCounts:
        b = part.over(self.terms)
        return TermCounts(
            self.terms, self.count - b.count, self.range - b.range, self.words - b.words, self.units - b.units
        )


def count(corpus: Corpus, unit: str = "document") -> TermCounts:
    """Count the terms of the running text, and the documents or paragraphs with each; counts of parts add up."""
    corpus = running_text(corpus)
    tokens = corpus.tokens
    terms, codes = tokens["term"].cat.categories, tokens["term"].cat.codes.to_numpy().astype(np.int64)
    units, row = _units(corpus, unit)
    return _counts(pd.Index(terms.to_numpy(dtype=object)), codes, row, len(units))


def count_groups(corpus: Corpus, of_document: np.ndarray, groups: int, unit: str = "document") -> list[TermCounts]:
    """Count the terms of each group of documents; `of_document` has the number of each document's group (−1: none)."""
    corpus = running_text(corpus)
    tokens = corpus.tokens
    terms = pd.Index(tokens["term"].cat.categories.to_numpy(dtype=object))
    codes = tokens["term"].cat.codes.to_numpy().astype(np.int64)
    units, row = _units(corpus, unit)
    of_token, of_unit = of_document[tokens["doc"].to_numpy()], of_document[units]
    # Tokens group by group, in the order of the text, so that each group is a slice.
    order = np.argsort(of_token, kind="stable")
    codes, row = codes[order], row[order]
    ends = np.searchsorted(of_token[order], np.arange(groups + 1))
    number = np.empty(len(units), dtype=np.int64)
    parts = []
    for group, (low, high) in enumerate(pairwise(ends.tolist())):
        own = np.flatnonzero(of_unit == group)
        number[own] = np.arange(len(own))
        parts.append(_counts(terms, codes[low:high], number[row[low:high]], len(own)))
    return parts


def _units(corpus: Corpus, unit: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the document of each unit, and for each token the row of its unit, in the order of the text."""
    if unit == "document":
        return np.arange(len(corpus)), corpus.tokens["doc"].to_numpy().astype(np.int64)
    paragraphs = corpus.paragraphs
    # The words of a paragraph are neighbours in corpus.tokens, paragraph after paragraph.
    row = np.repeat(np.arange(len(paragraphs)), paragraphs["words"].to_numpy())
    return paragraphs["doc"].to_numpy(), row


def _counts(terms: pd.Index, codes: np.ndarray, row: np.ndarray, units: int) -> TermCounts:
    n = max(len(terms), 1)
    if units * n <= _DENSE:
        met = np.zeros((units, n), dtype=bool)
        met[row, codes] = True
        reach = met.sum(axis=0)[: len(terms)]
    else:
        pairs = row * n + codes
        pairs.sort()
        new = np.append(True, pairs[1:] != pairs[:-1])
        reach = np.bincount(pairs[new] % n, minlength=len(terms))
    return TermCounts(terms, np.bincount(codes, minlength=len(terms)), reach, len(codes), units)
