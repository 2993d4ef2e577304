"""Which paragraphs count? Those of a range and of some kinds; the tables of a corpus are cut down to these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..errors import DiscourseError
from .paragraphs import KINDS, RUNNING
from .selection import tidy

if TYPE_CHECKING:
    from .corpus import Corpus

ALL = "all"
_NAMES = {
    "body": "body paragraph",
    "list": "list item",
    "quote": "quotation",
    "table": "table row",
    "code": "code block",
    "front": "front-matter paragraph",
}


@dataclass(frozen=True, eq=False)
class Narrowing:
    """What a corpus keeps of a whole one: the paragraphs of a range, of some kinds, or both (None: of all)."""

    whole: Corpus
    span: tuple[int, int] | None = None
    kinds: tuple[str, ...] | None = None

    def mask(self) -> np.ndarray:
        """Mark the paragraphs of the whole that are kept."""
        kept = self._in_range()
        return kept if self.kinds is None else kept & self.whole.paragraphs["kind"].isin(self.kinds).to_numpy()

    def cut(self, name: str) -> pd.DataFrame:
        """Return the rows of a table of the whole that lie in the paragraphs kept."""
        table, paragraphs, kept = getattr(self.whole, name), self.whole.paragraphs, self.mask()
        if kept.all():
            return table
        if name == "tokens":
            # The words of a paragraph are neighbours, paragraph after paragraph.
            kept = np.repeat(kept, paragraphs["words"].to_numpy())
        elif name == "sentences":
            kept = kept[np.searchsorted(_places(paragraphs), _places(table))]
        return tidy(table[kept])

    def tally(self) -> tuple[dict[str, int], dict[str, int]]:
        """Count the paragraphs of each kind that are kept, and those that their kind leaves out."""
        kinds, kept = self.whole.paragraphs["kind"], self.mask()
        return kind_counts(kinds[kept]), kind_counts(kinds[self._in_range() & ~kept])

    def _in_range(self) -> np.ndarray:
        numbers = self.whole.paragraphs["paragraph"]
        return numbers.between(*self.span).to_numpy() if self.span else np.ones(len(numbers), dtype=bool)


def chosen_kinds(corpus: Corpus, kinds: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds that were asked for, in the usual order; refuse those that no paragraph of the corpus has.

    ``"all"`` stands for every kind.
    """
    there = kind_counts(corpus.paragraphs["kind"])
    if list(kinds) == [ALL]:
        return tuple(there)
    unknown = [kind for kind in kinds if kind not in there]
    if unknown or not kinds:
        asked = f"No paragraph is of the kind {unknown[0]!r}." if unknown else "No kind of paragraph was named."
        raise DiscourseError(asked, do=f'Kinds there: {listed(there)}; "{ALL}" stands for every kind.')
    return tuple(kind for kind in there if kind in kinds)


def running_text(corpus: Corpus) -> Corpus:
    """Return what measures count by default: the running text, without headings, captions, footnotes …

    A corpus whose kinds were chosen (:meth:`Corpus.only`), or that has nothing but running text, is returned as it
    is. Where there is no running text at all, the corpus returned has no paragraph.
    """
    if corpus._narrowing is not None and corpus._narrowing.kinds is not None:
        return corpus
    if set(corpus.paragraphs["kind"].unique()) <= set(RUNNING):
        return corpus
    return corpus._of_kinds(RUNNING)


def of_kinds(corpus: Corpus, kinds: Sequence[str] | None) -> Corpus:
    """Return what a table was made from that tells its kinds (None: the running text)."""
    return running_text(corpus) if kinds is None else corpus._of_kinds(tuple(kinds))


def counted_paragraphs(corpus: Corpus) -> str:
    """Say which paragraphs count and which are left out because of their kind; nothing for running text alone.

    >>> from discourse import Corpus
    >>> from discourse.corpus.document import document_of_parts
    >>> corpus = Corpus([document_of_parts([("heading", "Truce"), ("body", "It holds.")], "truce.html")])
    >>> counted_paragraphs(running_text(corpus))
    'Body text: 1 paragraph; left out: 1 heading'
    """
    if corpus._narrowing is None or corpus._narrowing.kinds is None:
        return ""
    kept, lost = corpus._narrowing.tally()
    if not lost and set(kept) <= set(RUNNING):
        return ""
    n = sum(kept.values())
    if set(corpus._narrowing.kinds) >= set(RUNNING) and set(kept) <= set(RUNNING):
        said = f"Body text: {n:,} {'paragraph' if n == 1 else 'paragraphs'}"
    else:
        said = f"Counted: {listed(kept) or 'no paragraph'}"
    return f"{said}; left out: {listed(lost)}" if lost else said


def listed(kinds: dict[str, int]) -> str:
    """Write down how many paragraphs there are of each kind.

    >>> listed({"body": 12, "heading": 1, "table": 3})
    '12 body paragraphs, 1 heading, 3 table rows'
    """
    return ", ".join(f"{n:,} {kind_name(kind)}{'' if n == 1 else 's'}" for kind, n in kinds.items())


def kind_name(kind: str) -> str:
    """Return what one paragraph of a kind is called: ``"heading"``, ``"list item"``.

    >>> kind_name("list")
    'list item'
    """
    return _NAMES.get(kind, kind if kind in KINDS else f"{kind} paragraph")


def kind_counts(kinds: pd.Series) -> dict[str, int]:
    """Count the paragraphs of each kind, in the order of :data:`KINDS`, then by the alphabet."""
    counts = {str(kind): int(n) for kind, n in kinds.value_counts().items()}
    order = {kind: place for place, kind in enumerate(KINDS)}
    return {kind: counts[kind] for kind in sorted(counts, key=lambda kind: (order.get(kind, len(order)), kind))}


def _places(table: pd.DataFrame) -> np.ndarray:
    return (table["doc"].to_numpy(dtype=np.int64) << 32) + table["paragraph"].to_numpy(dtype=np.int64)
