"""What is the explorer showing just now? One object that the reader, the tabs and the export all watch."""

from __future__ import annotations

from typing import Any

from traitlets import Any as AnyTrait
from traitlets import HasTraits, Int, Unicode

from .analysis import Analysis


class State(HasTraits):
    """What is shown: an :class:`Analysis` of a whole text, the part of it under study, and the chosen paragraph.

    `span` is a place to light up in the text: ``(paragraph, start, end, turn)`` with offsets from the start of the
    paragraph; `query` is what the reader searches for; `instrument` the one whose scores colour the text. `texts` are
    all the texts there are to choose from, and `text` the one shown.
    """

    texts = AnyTrait(())
    text = AnyTrait(None, allow_none=True)
    whole = AnyTrait(None, allow_none=True)
    analysis = AnyTrait(None, allow_none=True)
    paragraph = Int(0)
    span = AnyTrait(None, allow_none=True)
    query = Unicode("")
    instrument = Unicode("textblob")

    def loaded(self, choice: Any) -> Any:
        """Return the corpus of a choice of text, loaded once."""
        kept: dict[int, Any] = self.__dict__.setdefault("_kept", {})
        if id(choice) not in kept:
            kept[id(choice)] = choice.load()
        return kept[id(choice)]

    def show(self, row: Any) -> None:
        """Light up the span of a table's row in the text."""
        analysis: Analysis = self.analysis
        paragraph, start, end = analysis.place(row)
        self.paragraph = paragraph
        turn = self.span[3] + 1 if self.span else 0
        self.span = (paragraph, start, end, turn)
