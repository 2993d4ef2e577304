"""In which words around it does an expression stand, and where in the text?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import ipywidgets as W

from .analysis import rows
from .results import Drawing, terms_drawing
from .tab import Tab, controls, dropdown, styled

_COLUMNS: list[dict[str, Any]] = [
    {"label": "¶", "align": "right"},
    {"label": "left", "align": "right", "fit": "cut"},
    {"label": "node", "align": "center", "strong": True},
    {"label": "right", "fit": "cut"},
]
_SORTS = [
    ("place in the text", ""),
    ("first word left, then second", "1L 2L"),
    ("first word right, then second", "1R 2R"),
    ("the words found", "node"),
]
_ROWS = 500


class ConcordanceTab(Tab):
    """Every hit of a query with its words on either side."""

    title = "Concordance"

    def layout(self) -> list[W.Widget]:
        self.query = W.Text(
            description="Query",
            placeholder="word, phrase, wild*card or /regex/",
            continuous_update=False,
            tooltip="A word, a phrase, * and ? as wildcards, | between alternatives, or /regular expression/",
        )
        styled(self.query, "dw-tight").layout.width = "270px"
        self.window = W.BoundedIntText(
            value=8, min=1, max=30, description="Words", tooltip="Words of context on either side"
        )
        styled(self.window, "dw-tight").layout.width = "120px"
        self.near = W.Text(
            description="Near",
            placeholder="any word",
            continuous_update=False,
            tooltip="Only lines with this word nearby",
        )
        styled(self.near, "dw-tight").layout.width = "160px"
        self.within = W.BoundedIntText(
            value=5, min=1, max=50, description="within", tooltip="Words between the two, at most"
        )
        styled(self.within, "dw-tight").layout.width = "115px"
        self.sort = dropdown("Sort by", _SORTS, "", "Order of the lines")
        self.watch(self.window, self.sort, self.near, self.within)
        self.watch(self.query, also=lambda: setattr(self.state, "query", self.query.value))
        self.state.observe(lambda change: setattr(self.query, "value", change["new"]), "query")
        self.table.lines = True
        return [controls(self.query, self.window, self.near, self.within, self.sort), self.picture(), self.table]

    def adopt(self) -> None:
        self.query.value = self.state.query

    def _asked(self) -> tuple[str, int, str | None, str | None, int]:
        near = self.near.value.strip() or None
        return self.query.value.strip(), self.window.value, self.sort.value or None, near, self.within.value

    def drawings(self) -> list[Drawing]:
        query, mark = self.query.value.strip(), self.state.paragraph or None
        title = f"“{query}” by paragraph" if query else ""
        where = terms_drawing(self.state.analysis, (query,) if query else (), mark, title=title, height=170)
        _, window, sort, near, within = self._asked()
        asked = f"{query!r}, window={window}, sort={sort!r}" + (f", near={near!r}, within={within}" if near else "")
        lines = f"lines = dc.concordance(corpus, {asked})"
        return [replace(where, name="concordance", code=f"{lines}\n{where.code}" if query else "")]

    def tables(self) -> dict[str, Any]:
        return {"concordance-lines": self.lines()} if self.query.value.strip() else {}

    def lines(self) -> Any:
        """Return the concordance as it stands."""
        return self.state.analysis.concordance(*self._asked())

    def fills_from(self) -> tuple[Any, ...]:
        return self._asked()

    def fill(self) -> None:
        asked = bool(self.query.value.strip())
        self.pictures[0].layout.display = "" if asked else "none"
        if not asked:
            self._rows: list[Any] = []
            self.table.put("", _COLUMNS, [], "Write a query above, or search in the text on the left.")
            return
        found = self.lines()
        self._rows = rows(found.head(_ROWS))
        cells = [[int(row.paragraph), row.left, row.node, row.right] for row in self._rows]
        more = f"The first {_ROWS} lines are shown; export for all of them." if len(found) > _ROWS else ""
        hits = f"{len(found):,} line{'' if len(found) == 1 else 's'}"
        self.table.put(
            f"{hits} · choose one to see it in the text", _COLUMNS, cells, more or str(found.attrs.get("note") or "")
        )

    def row_chosen(self, index: int) -> None:
        self.state.show(self._rows[index])
