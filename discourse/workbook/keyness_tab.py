"""Which terms are typical of a text, held against another one?"""

from __future__ import annotations

from typing import Any

import ipywidgets as W

from .choices import Choice
from .results import Drawing, keyness_drawing
from .tab import Tab, controls, dropdown, minimum_box, stop_choice, stop_dropdown

_COLUMNS: list[dict[str, Any]] = [
    {"label": "term", "strong": True},
    {"label": "here", "align": "right"},
    {"label": "there", "align": "right"},
    {"label": "log ratio", "align": "right", "digits": 2, "signed": True},
    {"label": "from", "align": "right", "digits": 2, "signed": True},
    {"label": "to", "align": "right", "digits": 2, "signed": True},
    {"label": "log-likelihood", "align": "right", "digits": 2},
    {"label": "p", "align": "right", "digits": 4},
]
_SHOWN = [
    "term",
    "count_target",
    "count_reference",
    "log_ratio",
    "log_ratio_low",
    "log_ratio_high",
    "log_likelihood",
    "p",
]
_ROWS = 300
_HALVES = Choice("its second half", lambda: None, "")


class KeynessTab(Tab):
    """Keywords: of the first half against the second, or of the text against another."""

    title = "Keyness"

    def layout(self) -> list[W.Widget]:
        self.against = dropdown("Against", [(_HALVES.label, _HALVES)], _HALVES, "What the text is held against")
        self.kind = dropdown("Picture", [("size and evidence", "evidence"), ("bars", "bars")], "evidence")
        self.stop = stop_dropdown("none")
        self.minimum = minimum_box(3)
        self.state.observe(self._guard(lambda change: self._offer()), ["texts", "analysis"])
        self.watch(self.against, self.kind, self.stop, self.minimum)
        return [controls(self.against, self.kind, self.stop, self.minimum), self.picture(), self.table]

    def adopt(self) -> None:
        self._offer()

    def _offer(self) -> None:
        others = [choice for choice in self.state.texts if choice is not self.state.text]
        options = [(_HALVES.label, _HALVES), *((choice.label, choice) for choice in others)]
        if [choice for _, choice in options] != [choice for _, choice in self.against.options]:
            kept = self.against.value
            self.against.options = options
            self.against.value = kept if kept in others else _HALVES

    def _reference(self) -> Any:
        choice = self.against.value
        return None if choice is _HALVES else self.state.loaded(choice)

    def _table(self) -> Any:
        return self.state.analysis.keyness(self._reference(), stop_choice(self.stop), self.minimum.value)

    def drawings(self) -> list[Drawing]:
        reference = self._reference()
        code = "" if reference is None else self.against.value.code + self.state.analysis.compared_code(reference)
        names = ("first half", "second half") if not code else (self.state.analysis.title, self.against.value.label)
        chosen = (stop_choice(self.stop), self.minimum.value)
        return [keyness_drawing(self.state.analysis, self._table(), code, names, self.kind.value, *chosen)]

    def fills_from(self) -> tuple[Any, ...]:
        return (self.against.value, self.stop.value, self.minimum.value)

    def fill(self) -> None:
        table = self._table()
        cells = table[_SHOWN].head(_ROWS).astype(object).to_numpy().tolist()
        side = "of its first half" if self.against.value is _HALVES else "of this text"
        title = f"Keywords {side} first · choose one to see it in the text"
        self.table.put(title, _COLUMNS, cells, " ".join(table.attrs.get("notes", [])[:3]))

    def row_chosen(self, index: int) -> None:
        self.state.query = str(self.table.rows[index][0])

    def clicked(self, target: dict[str, Any]) -> None:
        if "term" in target:
            self.state.query = str(target["term"])
