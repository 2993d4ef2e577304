"""How does the text look under the current analysis? Highlights, colours and search for the reader."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ..corpus.narrowing import kind_counts, kind_name, listed
from ..corpus.paragraphs import RUNNING
from ..errors import DiscourseError
from .analysis import Analysis, rows
from .highlights import legend, marks, polarity_colours
from .state import State
from .views import Reader


class ReaderPane:
    """Keeps a :class:`Reader` in step with the :class:`State`, in both directions."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.view = Reader()
        self._hits: list[Any] = []
        state.observe(self._text, "analysis")
        state.observe(self._layers, "instrument")
        state.observe(lambda change: setattr(self.view, "chosen", change["new"]), "paragraph")
        state.observe(lambda change: self._flash(change["new"]), "span")
        state.observe(lambda change: setattr(self.view, "query", change["new"]), "query")
        self.view.observe(lambda change: setattr(state, "paragraph", change["new"]), "chosen")
        self.view.observe(self._find, "query")
        self.view.observe(self._next, "next")

    def _text(self, _: Any = None) -> None:
        analysis: Analysis = self.state.analysis
        with self.view.hold_sync():
            self.view.paragraphs = [_paragraph(analysis, row) for row in rows(analysis.shown.paragraphs)]
            self.show_kinds()
            self._layers()
            self._find()

    def show_kinds(self) -> None:
        """Offer the kinds of paragraphs that can count: nothing where there is nothing to choose."""
        whole: Analysis = self.state.whole or self.state.analysis
        there = kind_counts(whole.shown.paragraphs["kind"])
        chosen = RUNNING if whole.kinds is None else whole.kinds
        self.view.kinds = [{"kind": kind, "label": listed({kind: n})} for kind, n in there.items()]
        self.view.counted = [kind for kind in there if kind in chosen]

    def _layers(self, _: Any = None) -> None:
        analysis: Analysis = self.state.analysis
        if analysis is None:
            return
        instrument = self.state.instrument
        with self.view.hold_sync():
            self.view.marks = marks(analysis, instrument)
            self.view.colours = polarity_colours(analysis, instrument)
            self.view.legend = legend(analysis)

    def _find(self, _: Any = None) -> None:
        analysis: Analysis = self.state.analysis
        query = self.view.query.strip()
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        self._hits = []
        status = ""
        if query and analysis is not None:
            try:
                self._hits = rows(analysis.concordance(query))
                status = f"{len(self._hits):,} hit{'' if len(self._hits) == 1 else 's'}"
            except DiscourseError as error:
                status = str(error)
        for row in self._hits:
            number, start, end = analysis.place(row)
            found[number].append({"start": start, "end": end, "layer": "found", "colour": "", "label": ""})
        with self.view.hold_sync():
            self.view.found, self.view.status = dict(found), status
        self.state.query = self.view.query

    def _next(self, _: Any = None) -> None:
        """Go to the next hit after the chosen paragraph's last one shown, round and round."""
        if not self._hits:
            return
        now = (
            self.state.span[:2]
            if self.state.span and self.state.span[0] == self.state.paragraph
            else (self.state.paragraph, -1)
        )
        places = [self.state.analysis.place(row)[:2] for row in self._hits]
        later = next((i for i, place in enumerate(places) if place > tuple(now)), 0)
        self.state.show(self._hits[later])

    def _flash(self, span: Any) -> None:
        if span:
            self.view.show(*span[:3])


def _paragraph(analysis: Analysis, row: Any) -> dict[str, Any]:
    counted = int(row.paragraph) in analysis.counted
    name = "" if row.kind == "body" and counted else kind_name(row.kind)
    return {
        "number": int(row.paragraph),
        "kind": row.kind,
        "text": analysis.text[row.start : row.end],
        "counted": counted,
        "label": name if counted else f"{name}: not counted",
    }
