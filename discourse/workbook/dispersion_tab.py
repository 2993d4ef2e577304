"""How evenly is a term spread over the text?"""

from __future__ import annotations

from typing import Any

import ipywidgets as W

from .results import Drawing, dispersion_drawing
from .tab import Tab, controls, dropdown, minimum_box, stop_choice, stop_dropdown, styled

_COLUMNS: list[dict[str, Any]] = [
    {"label": "term", "strong": True},
    {"label": "count", "align": "right"},
    {"label": "range", "align": "right"},
    {"label": "DP", "align": "right", "digits": 3},
    {"label": "DPnorm", "align": "right", "digits": 3},
    {"label": "Juilland’s D", "align": "right", "digits": 3},
]
_SHOWN = ["term", "count", "range", "dp", "dp_norm", "juilland_d"]
_ROWS = 300


class DispersionTab(Tab):
    """A strip for each term, and how far it is from an even spread."""

    title = "Dispersion"

    def layout(self) -> list[W.Widget]:
        self.parts = dropdown(
            "Parts", [("paragraphs", "paragraph"), ("sentences", "sentence"), ("ten equal parts", 10)], "paragraph"
        )
        self.top = W.BoundedIntText(value=10, min=2, max=40, description="Top", tooltip="How many terms have a strip")
        styled(self.top, "dw-tight").layout.width = "100px"
        self.stop = stop_dropdown("english")
        self.minimum = minimum_box(3)
        self.watch(self.parts, self.top, self.stop, self.minimum)
        return [controls(self.parts, self.top, self.stop, self.minimum), self.picture(), self.table]

    def _asked(self) -> tuple[Any, str | None, int]:
        return self.parts.value, stop_choice(self.stop), self.minimum.value

    def drawings(self) -> list[Drawing]:
        return [dispersion_drawing(self.state.analysis, *self._asked(), self.top.value, self.state.query or None)]

    def fills_from(self) -> tuple[Any, ...]:
        return self._asked()

    def fill(self) -> None:
        table = self.state.analysis.dispersion(*self._asked())
        cells = table[_SHOWN].head(_ROWS).astype(object).to_numpy().tolist()
        note = "DP: 0 is an even spread, near 1 a word of one place (Gries 2008; DPnorm: Lijffijt & Gries 2012)."
        self.table.put("Dispersion · choose a term to see it in the text", _COLUMNS, cells, note)

    def row_chosen(self, index: int) -> None:
        self.state.query = str(self.table.rows[index][0])

    def clicked(self, target: dict[str, Any]) -> None:
        if "paragraph" in target:
            super().clicked(target)
        elif "term" in target:
            self.state.query = str(target["term"])
