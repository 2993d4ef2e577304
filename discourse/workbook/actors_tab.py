"""Which actors are mentioned, where, by which names, and together with whom?"""

from __future__ import annotations

from typing import Any

import ipywidgets as W

from .analysis import rows
from .results import Drawing, cooccurrence_drawing, mentions_drawing, of_group
from .tab import Tab, controls, dropdown

_COLUMNS: list[dict[str, Any]] = [
    {"label": "actor", "strong": True},
    {"label": "group"},
    {"label": "mentions", "align": "right"},
    {"label": "paragraphs", "align": "right"},
    {"label": "named as", "fit": "wrap"},
]
_ALL = "all groups"


class ActorsTab(Tab):
    """Mentions of the codebook's actors by paragraph, or who is mentioned together with whom."""

    title = "Actors"

    def layout(self) -> list[W.Widget]:
        self.picture_of = dropdown("Picture", [("by paragraph", "mentions"), ("together", "cooccurrence")], "mentions")
        self.group = dropdown("Group", [_ALL], _ALL, "Which group of actors")
        self.per = dropdown("Measure", [("count", "count"), ("per 100 words", "per_100_words")], "count")
        self.state.observe(self._guard(lambda change: self._offer()), "analysis")
        self.watch(self.picture_of, self.group, self.per)
        self._turn: dict[str, int] = {}
        return [controls(self.picture_of, self.group, self.per), self.picture(), self.table]

    def adopt(self) -> None:
        self._offer()

    def _offer(self) -> None:
        book = self.state.analysis.codebook
        options = [_ALL, *(str(group) for group in book.groups)] if book else [_ALL]
        if tuple(options) != tuple(self.group.options):
            kept = self.group.value if self.group.value in options else _ALL
            self.group.options = options
            self.group.value = kept
        self._turn = {}

    def _group(self) -> str | None:
        return None if self.group.value == _ALL else self.group.value

    def drawings(self) -> list[Drawing]:
        analysis = self.state.analysis
        if self.picture_of.value == "cooccurrence":
            return [cooccurrence_drawing(analysis, self._group())]
        return [mentions_drawing(analysis, self.per.value, self.state.paragraph or None, self._group())]

    def fills_from(self) -> tuple[Any, ...]:
        return (self.group.value,)

    def fill(self) -> None:
        analysis = self.state.analysis
        if analysis.codebook is None:
            self.table.put("", _COLUMNS, [], "Choose or upload a codebook above: it lists the actors and their names.")
            return
        found = of_group(analysis, self._group())
        actors = {actor.id: actor for actor in analysis.codebook.actors}
        self._ids: list[str] = []
        cells = []
        by_actor = sorted(
            found.groupby(found["actor"].astype(str), sort=False), key=lambda item: (-len(item[1]), item[0])
        )
        for actor, of_actor in by_actor:
            names = of_actor["surface"].value_counts()
            named = ", ".join(f"{name} {count}" for name, count in names.items())
            self._ids.append(actor)
            cells.append(
                [
                    actors[actor].label,
                    str(actors[actor].group),
                    len(of_actor),
                    int(of_actor["paragraph"].nunique()),
                    named,
                ]
            )
        silent = [actor.label for actor in analysis.codebook.actors if actor.id not in set(self._ids)]
        without = f" Never mentioned: {', '.join(silent)}." if silent and self._group() is None else ""
        self.table.put(
            "Actors · choose one to go to its next mention",
            _COLUMNS,
            cells,
            f"Where names overlap, the longest counts.{without}",
        )

    def row_chosen(self, index: int) -> None:
        self._go_to(self._ids[index])

    def clicked(self, target: dict[str, Any]) -> None:
        if "actor" in target and "paragraph" in target:
            found = self.state.analysis.mentions()
            here = found[(found["actor"] == target["actor"]) & (found["paragraph"] == target["paragraph"])]
            if len(here):
                self.state.show(rows(here)[0])
                return
        elif "actor" in target:
            self._go_to(str(target["actor"]))
        super().clicked(target)

    def _go_to(self, actor: str) -> None:
        found = self.state.analysis.mentions()
        places = rows(found[found["actor"] == actor])
        if places:
            turn = self._turn.get(actor, 0)
            self._turn[actor] = turn + 1
            self.state.show(places[turn % len(places)])
