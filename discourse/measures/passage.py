"""In which paragraph does a line stand? From a row of a table back to the whole paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd

from ..errors import DiscourseError
from .explain import check_texts

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus


class Passage(str):
    """The text of a paragraph as it is written, which a notebook shows with the words it is about marked.

    ``doc, paragraph`` and ``document`` (its title) say where it stands; ``start`` and ``end`` are the offsets of the
    marked words in the passage itself, equal where nothing is marked.
    """

    doc: int
    paragraph: int
    document: str
    start: int
    end: int

    def _repr_html_(self) -> str:
        before, marked, after = self[: self.start], self[self.start : self.end], self[self.end :]
        found = f"<mark>{escape(marked)}</mark>" if marked else ""
        where = f"<small>{escape(self.document)} · ¶ {self.paragraph}</small>"
        text = f"{escape(before)}{found}{escape(after)}"
        return f'<p style="white-space: pre-line; max-width: 45em">{where}<br>{text}</p>'


def passage(table: pd.DataFrame, row: int | pd.Series, corpus: Corpus) -> Passage:
    """Show the whole paragraph that a row of a table speaks of.

    Parameters
    ----------
    table : DataFrame
        A concordance, or any other table with the columns ``doc`` and ``paragraph``: mentions, sentiment, what
        `explain` gives.
    row : int or Series
        The number of the row in the index (``3``), or the row itself (``table.loc[3]``).
    corpus : Corpus
        The corpus that the table was made from.

    Returns
    -------
    Passage
        The text of the paragraph, a ``str``; with the columns ``start`` and ``end`` a notebook marks these words in it.

    Raises
    ------
    DiscourseError
        If there is no such row, it has no paragraph, or the table was made from other texts.

    >>> from discourse import concordance, from_text, passage
    >>> corpus = from_text("The truce holds. Nobody trusts it.\\n\\nThe war goes on.")
    >>> print(passage(concordance(corpus, "truce", window=1), 0, corpus))
    The truce holds. Nobody trusts it.
    """
    if isinstance(row, int | np.integer) and not isinstance(row, bool):
        if row not in table.index:
            raise DiscourseError(f"The table has no row {row}.", do="Give a number of its index, or a row of it.")
        row = cast(pd.Series, table.loc[row])
    if not isinstance(row, pd.Series) or not {"doc", "paragraph"} <= set(row.index):
        raise DiscourseError(
            "This is no row of a table that tells its paragraph.",
            do="Give a number of the index (3) or a row (table.loc[3]) of a table with the columns doc and paragraph.",
        )
    doc, paragraph = int(row["doc"]), int(row["paragraph"])
    texts = table.attrs.get("provenance", {}).get("texts")
    if isinstance(texts, Sequence):  # mentions keep digests of another form
        check_texts({"provenance": {**table.attrs["provenance"]}}, corpus, {"doc": doc})
    paragraphs = corpus.paragraphs
    found = paragraphs[(paragraphs["doc"] == doc) & (paragraphs["paragraph"] == paragraph)]
    if found.empty:
        raise DiscourseError(
            f"This corpus has no paragraph {paragraph} in a document {doc}.",
            do="Give the corpus that the table was made from.",
        )
    surface = row.get("node", row.get("surface"))
    if isinstance(surface, str) and corpus.text(doc)[int(row["start"]) : int(row["end"])] != surface:
        raise DiscourseError(
            f"“{surface}” does not stand in this place of the corpus.",
            do="Give the corpus that the table was made from.",
        )
    low, high = int(found["start"].iloc[0]), int(found["end"].iloc[0])
    shown = Passage(corpus.text(doc)[low:high])
    shown.doc, shown.paragraph, shown.document = doc, paragraph, str(corpus.documents["title"].iloc[doc])
    shown.start, shown.end = _marked(row, low, high)
    return shown


def _marked(row: Any, low: int, high: int) -> tuple[int, int]:
    """Return the offsets, within the paragraph, of the words that the row is about."""
    if not {"start", "end"} <= set(row.index):
        return 0, 0
    # A span may begin before its paragraph only in a table that is not of this corpus.
    start, end = (min(max(int(row[name]), low), high) - low for name in ("start", "end"))
    return start, end
