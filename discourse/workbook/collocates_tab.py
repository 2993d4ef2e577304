"""Which words keep company with an expression?"""

from __future__ import annotations

from typing import Any

import ipywidgets as W

from ..errors import DiscourseError
from .results import Drawing, collocates_drawing
from .tab import Tab, controls, dropdown, minimum_box, stop_choice, stop_dropdown, styled

_COLUMNS: list[dict[str, Any]] = [
    {"label": "collocate", "strong": True},
    {"label": "together", "align": "right"},
    {"label": "expected", "align": "right", "digits": 2},
    {"label": "logDice", "align": "right", "digits": 2},
    {"label": "MI", "align": "right", "digits": 2, "signed": True},
    {"label": "t", "align": "right", "digits": 2, "signed": True},
    {"label": "log-likelihood", "align": "right", "digits": 2},
    {"label": "ΔP", "align": "right", "digits": 3, "signed": True},
]
_SHOWN = ["term", "count", "expected", "log_dice", "mi", "t_score", "log_likelihood", "delta_p"]
_ROWS = 300


class CollocatesTab(Tab):
    """The words near a node, by several measures of association side by side."""

    title = "Collocates"

    def layout(self) -> list[W.Widget]:
        self.node = W.Text(description="Node", placeholder="word or phrase", continuous_update=False, tooltip="A query")
        styled(self.node, "dw-tight").layout.width = "170px"
        self.window = W.BoundedIntText(value=5, min=1, max=30, description="Window", tooltip="Words on either side")
        styled(self.window, "dw-tight").layout.width = "115px"
        self.within = dropdown("Within", ["sentence", "paragraph"], "sentence", "What a window does not cross")
        self.stop = stop_dropdown("english")
        self.minimum = minimum_box(2)
        self.watch(self.node, self.window, self.within, self.stop, self.minimum)
        self.state.observe(lambda change: self._follow(change["new"]), "query")
        row = controls(self.node, self.window, self.within, self.stop, self.minimum)
        return [row, self.picture(), self.table]

    def adopt(self) -> None:
        self._follow(self.state.query)

    def _follow(self, query: str) -> None:
        """Take over what is searched for elsewhere; a collocate chosen here does not become the node."""
        if not self.on_screen:
            self.node.value = query

    def _asked(self) -> tuple[str, int, str, str | None, int]:
        analysis = self.state.analysis
        frequent = [*analysis.frequency("english")["term"].head(1), *analysis.frequency(None)["term"].head(1)]
        node = self.node.value.strip() or next(iter(frequent), "")
        if not node:
            raise DiscourseError("No word counts here.", where=analysis.title, do="Choose other paragraphs or kinds.")
        return node, self.window.value, self.within.value, stop_choice(self.stop), self.minimum.value

    def drawings(self) -> list[Drawing]:
        return [collocates_drawing(self.state.analysis, *self._asked())]

    def fills_from(self) -> tuple[Any, ...]:
        return self._asked()

    def fill(self) -> None:
        node, *_ = asked = self._asked()
        table = self.state.analysis.collocates(*asked)
        cells = table[_SHOWN].head(_ROWS).astype(object).to_numpy().tolist()
        said = [str(table.attrs.get("note") or ""), *table.attrs.get("notes", [])[:2]]
        title = f"Words near “{node}” · choose one to see it in the text"
        self.table.put(title, _COLUMNS, cells, " ".join(filter(None, said)))

    def row_chosen(self, index: int) -> None:
        self.state.query = str(self.table.rows[index][0])

    def clicked(self, target: dict[str, Any]) -> None:
        if "term" in target:
            self.state.query = str(target["term"])
