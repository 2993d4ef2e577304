"""What is known of one text under one codebook? Every table is made once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from typing import Any

import pandas as pd

from ..codebook import Codebook
from ..corpus.corpus import Corpus
from ..corpus.narrowing import counted_paragraphs, kind_counts, of_kinds
from ..errors import DiscourseError
from ..measures.actors import cooccurrence, mentions
from ..measures.collocates import collocates
from ..measures.concordance import concordance
from ..measures.dispersion import dispersion
from ..measures.keyness import keyness
from ..measures.sentiment import sentiment, sentiment_evidence
from ..measures.terms import frequency, term_counts


class Analysis:
    """The measures of one document, remembered; the explorer, the export and the report all ask here.

    Parameters
    ----------
    corpus : Corpus
        One document.
    codebook : Codebook, optional
        Without it there are no actors.
    kinds : sequence of str, optional
        The kinds of paragraphs that count; the running text where they are not named.

    Attributes
    ----------
    shown, corpus : Corpus
        Every paragraph of the document, and those that count.
    """

    def __init__(self, corpus: Corpus, codebook: Codebook | None = None, kinds: tuple[str, ...] | None = None) -> None:
        self.shown = corpus
        self.corpus = of_kinds(corpus, kinds)
        self.codebook = codebook
        self.kinds = kinds
        self._made: dict[Hashable, Any] = {}

    @property
    def title(self) -> str:
        """Title of the document."""
        return str(self.corpus.documents["title"].iloc[0])

    @cached_property
    def text(self) -> str:
        """Stored text of the document."""
        return self.corpus.text(0)

    @cached_property
    def spans(self) -> dict[int, tuple[int, int]]:
        """Start and end of each paragraph, by its number; also of those that do not count."""
        rows = self.shown.paragraphs
        starts, ends = rows["start"].tolist(), rows["end"].tolist()
        return {number: (a, b) for number, a, b in zip(rows["paragraph"].tolist(), starts, ends, strict=True)}

    @cached_property
    def counted(self) -> frozenset[int]:
        """The numbers of the paragraphs that count."""
        return frozenset(self.corpus.paragraphs["paragraph"].tolist())

    @cached_property
    def base(self) -> str:
        """Say which paragraphs do not count; nothing where all of the text is running text."""
        return counted_paragraphs(self.corpus)

    def _once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def part(self, first: int, last: int) -> Analysis:
        """Return the analysis of a range of paragraphs; the whole text is itself."""
        numbers = self.spans
        if first <= min(numbers) and last >= max(numbers):
            return self
        return self._once(
            ("part", first, last), lambda: Analysis(self.shown.part(first, last), self.codebook, self.kinds)
        )

    def with_kinds(self, kinds: tuple[str, ...] | None) -> Analysis:
        """Return the same text with other kinds of paragraphs that count; None is the running text."""
        if kinds == self.kinds:
            return self
        return self._once(("kinds", kinds), lambda: Analysis(self.shown, self.codebook, kinds))

    def with_codebook(self, codebook: Codebook | None) -> Analysis:
        """Return the same text under another codebook; what does not depend on it is kept."""
        new = Analysis(self.shown, codebook, self.kinds)
        new._made = {
            key: made for key, made in self._made.items() if isinstance(key, tuple) and key[0] in _WITHOUT_ACTORS
        }
        return new

    # Measures

    def sentiment(self, instrument: str, unit: str) -> pd.DataFrame:
        """See :func:`discourse.sentiment`."""
        return self._once(
            ("sentiment", instrument, unit), lambda: sentiment(self.corpus, instrument=instrument, unit=unit)
        )

    def evidence(self, instrument: str) -> pd.DataFrame:
        """See :func:`discourse.sentiment_evidence`."""
        return self._once(("evidence", instrument), lambda: sentiment_evidence(self.corpus, instrument=instrument))

    def frequency(self, stop: str | None) -> pd.DataFrame:
        """See :func:`discourse.frequency`."""
        return self._once(("frequency", stop), lambda: frequency(self.corpus, stop=stop))

    def term_counts(self, terms: tuple[str, ...]) -> pd.DataFrame:
        """See :func:`discourse.term_counts`; without a term there is no row."""
        if not terms:
            return pd.DataFrame(columns=["doc", "paragraph", "term", "count"])
        return self._once(("term_counts", terms), lambda: term_counts(self.corpus, list(terms)))

    def concordance(
        self, query: str, window: int = 8, sort: str | None = None, near: str | None = None, within: int = 5
    ) -> pd.DataFrame:
        """See :func:`discourse.concordance`."""
        return self._once(
            ("concordance", query, window, sort, near, within),
            lambda: concordance(self.corpus, query, window=window, sort=sort, near=near, within=within),
        )

    def mentions(self) -> pd.DataFrame:
        """See :func:`discourse.mentions`; without a codebook there is no row."""
        if self.codebook is None:
            return pd.DataFrame(columns=["doc", "paragraph", "sentence", "start", "end", "surface", "actor"])
        book = self.codebook
        return self._once(("mentions",), lambda: mentions(self.corpus, book))

    def cooccurrence(self) -> pd.DataFrame:
        """See :func:`discourse.cooccurrence`, by paragraph; without a codebook there is no row."""
        if self.codebook is None:
            return pd.DataFrame(columns=["actor_a", "actor_b", "count", "expected", "npmi"])
        return self._once(("cooccurrence",), lambda: cooccurrence(self.mentions()))

    def halves(self) -> tuple[Corpus, Corpus]:
        """Return the first and the second half of the paragraphs that count."""
        numbers = sorted(self.counted)
        if len(numbers) < 2:
            few = "A single paragraph" if numbers else "A text without a paragraph that counts"
            raise DiscourseError(f"{few} has no halves.", where=self.title, do="Compare with another text.")
        middle = numbers[(len(numbers) - 1) // 2]
        return self._once(
            ("halves",), lambda: (self.corpus.part(numbers[0], middle), self.corpus.part(middle + 1, numbers[-1]))
        )

    def keyness(self, reference: Corpus | None, stop: str | None, minimum: int) -> pd.DataFrame:
        """See :func:`discourse.keyness`; without a reference the first half against the second."""
        target, other = self.halves() if reference is None else (self.corpus, self.compared(reference))
        key = ("keyness", None if reference is None else id(reference), stop, minimum)
        # The reference is kept with the table, so that its id stays its own.
        made = self._once(key, lambda: (keyness(target, other, stop=stop, minimum=minimum), reference))
        return made[0]

    def compared(self, reference: Corpus) -> Corpus:
        """Return what counts of a text that this one is held against: the same kinds of paragraphs."""
        return of_kinds(reference, self.kinds)

    def compared_code(self, reference: Corpus) -> str:
        """Say in code which kinds of paragraphs of another text count."""
        if self.kinds is None:
            return ""
        return kinds_code(kind_counts(self.compared(reference).paragraphs["kind"]))

    def collocates(self, node: str, window: int, within: str, stop: str | None, minimum: int) -> pd.DataFrame:
        """See :func:`discourse.collocates`."""
        return self._once(
            ("collocates", node, window, within, stop, minimum),
            lambda: collocates(self.corpus, node, window, within=within, stop=stop, minimum=minimum),
        )

    def dispersion(self, unit: str | int, stop: str | None, minimum: int) -> pd.DataFrame:
        """See :func:`discourse.dispersion`."""
        return self._once(
            ("dispersion", unit, stop, minimum), lambda: dispersion(self.corpus, unit, stop=stop, minimum=minimum)
        )

    # From a row to its words

    def place(self, row: Any) -> tuple[int, int, int]:
        """Return the paragraph of a span and where it lies in it."""
        start, _ = self.spans[int(row.paragraph)]
        return int(row.paragraph), int(row.start) - start, int(row.end) - start

    def context(self, row: Any, characters: int = 44) -> str:
        """Return a span with a little of its paragraph on either side, on one line."""
        first, last = self.spans[int(row.paragraph)]
        left, right = max(first, int(row.start) - characters), min(last, int(row.end) + characters)
        shown = " ".join(self.text[left:right].split())
        return f"{'…' if left > first else ''}{shown}{'…' if right < last else ''}"


def rows(table: pd.DataFrame) -> list[Any]:
    """Return the rows of a table as named tuples."""
    return list(table.itertuples())


def kinds_code(kinds: Iterable[str] | None) -> str:
    """Say in code which kinds of paragraphs count.

    >>> kinds_code(("body", "heading"))
    ".only('body', 'heading')"
    """
    return "" if kinds is None else f".only({', '.join(map(repr, kinds))})"


_WITHOUT_ACTORS = (
    "sentiment", "evidence", "frequency", "term_counts", "concordance", "halves", "keyness", "collocates", "dispersion",
)  # fmt: skip
