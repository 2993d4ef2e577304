"""Which terms are frequent, and where in the text do chosen ones stand?"""

from __future__ import annotations

from typing import Any

import ipywidgets as W

from .results import Drawing, followed_terms, frequency_drawing, terms_drawing
from .tab import Tab, controls, stop_choice, stop_dropdown, styled

_COLUMNS: list[dict[str, Any]] = [
    {"label": "term", "strong": True},
    {"label": "count", "align": "right"},
    {"label": "per million words", "align": "right", "digits": 0},
    {"label": "paragraphs", "align": "right"},
]
_MOST = 8
_ROWS = 300


class TermsTab(Tab):
    """The most frequent terms, and chosen terms across the paragraphs."""

    title = "Terms"

    def layout(self) -> list[W.Widget]:
        self.top = W.BoundedIntText(value=15, min=3, max=40, description="Top", tooltip="How many terms the bars show")
        self.stop = stop_dropdown("english")
        self.follow = W.Text(
            description="Follow",
            placeholder="such as peace, war*, free trade",
            continuous_update=False,
            tooltip="Terms to follow through the text, parted by commas",
        )
        styled(self.top, "dw-tight").layout.width = "120px"
        styled(self.follow, "dw-tight").layout.width = "290px"
        self.watch(self.top, self.stop, self.follow)
        bars, paths = self.picture(), self.picture()
        bars.layout.flex, paths.layout.flex = "1 1 40%", "1 1 60%"
        return [
            controls(self.top, self.stop, self.follow),
            styled(W.HBox([bars, paths]), "dw-pictures"),
            self.table,
        ]

    def _followed(self) -> tuple[str, ...]:
        written = dict.fromkeys(term.strip() for term in self.follow.value.split(",") if term.strip())
        return tuple(written)[:_MOST] or followed_terms(self.state.analysis, stop_choice(self.stop))

    def drawings(self) -> list[Drawing]:
        analysis = self.state.analysis
        return [
            frequency_drawing(analysis, stop_choice(self.stop), self.top.value, self.state.query or None),
            terms_drawing(analysis, self._followed(), self.state.paragraph or None),
        ]

    def fills_from(self) -> tuple[Any, ...]:
        return (self.stop.value,)

    def fill(self) -> None:
        table = self.state.analysis.frequency(stop_choice(self.stop))
        shown = table.head(_ROWS)
        cells = [
            list(row) for row in shown[["term", "count", "per_million", "range"]].astype(object).to_numpy().tolist()
        ]
        base = str(table.attrs.get("base", ""))
        more = f" The first {_ROWS} of {len(table):,} terms." if len(table) > _ROWS else ""
        self.table.put(
            "Terms · choose one to see it in the text", _COLUMNS, cells, f"{base[:1].upper()}{base[1:]}.{more}"
        )

    def row_chosen(self, index: int) -> None:
        self.state.query = str(self.table.rows[index][0])

    def clicked(self, target: dict[str, Any]) -> None:
        if "term" in target and "paragraph" not in target:
            self.state.query = str(target["term"])
        super().clicked(target)
