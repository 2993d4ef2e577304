"""What do the explorer's tabs share? Controls above, figures, and a table of the words behind them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

import ipywidgets as W
import pandas as pd

from ..figures.picture import describe, preferred_height, root
from ..figures.targets import targets
from ..figures.theme import SCREEN_PPI, new_figure, render_png, theme
from .results import Drawing
from .state import State
from .views import Picture, Table


class Tab(ABC):
    """A tab: subclasses say which controls there are, which figures, and which table lies under them.

    Only the tab on the screen is made and drawn; the others are when they are chosen.
    """

    title = ""

    def __init__(self, state: State, guard: Callable[..., Callable[..., None]]) -> None:
        self.state = state
        self.on_screen = False
        self._stale = True
        self._guard = guard
        self.pictures: list[Picture] = []
        self._filled: tuple[Any, ...] = ()
        self._drawn: dict[int, tuple[tuple[int, float], Drawing]] = {}
        self.body = W.VBox()

    def make(self) -> None:
        """Make the controls, pictures and table, once: each is some messages to the browser and back."""
        if self.body.children:
            return
        self.table = Table()
        self.table.observe(self._guard(self._row_chosen), "chosen")
        self.body.children = self.layout()
        for picture in self.pictures:
            picture.observe(self._guard(lambda change: self.refresh(), quiet=True), ["width", "scale"])
            picture.observe(self._guard(lambda change: self.clicked(change["new"])), "clicked")
        if self.state.analysis is not None:
            self.adopt()

    # What a tab is made of

    @abstractmethod
    def layout(self) -> list[W.Widget]:
        """Make the controls and say what stands under what."""

    def adopt(self) -> None:  # noqa: B027 - most controls do not depend on the state
        """Set controls just made as the state has it by now."""

    @abstractmethod
    def drawings(self) -> list[Drawing]:
        """Return the figures as they stand, one for each picture."""

    @abstractmethod
    def fill(self) -> None:
        """Fill the table under the figures."""

    @abstractmethod
    def fills_from(self) -> tuple[Any, ...]:
        """What the table depends on besides the analysis; as long as it stays, the table stays."""

    @abstractmethod
    def row_chosen(self, index: int) -> None:
        """Follow a row of the table into the text."""

    def clicked(self, target: dict[str, Any]) -> None:
        """Follow a click in a figure."""
        if "paragraph" in target:
            self.state.paragraph = int(target["paragraph"])

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables behind what is shown, by the name of their file."""
        return {drawing.name: drawing.table for drawing in self.drawings()}

    # Drawing

    def picture(self) -> Picture:
        """Add a picture to the tab."""
        picture = Picture()
        self.pictures.append(picture)
        return picture

    def watch(self, *controls: W.Widget, also: Callable[[], None] | None = None) -> None:
        """Draw the tab anew when a control is changed."""

        def changed(_: Any) -> None:
            if also:
                also()
            self.refresh()

        for control in controls:
            control.observe(self._guard(changed), "value")

    def refresh(self) -> None:
        """Draw figures and table if the tab is on the screen, else when it comes there."""
        if not self.on_screen or self.state.analysis is None:
            self._stale = True
            return
        self._stale = False
        depends = (self.state.analysis, *self.fills_from())
        if depends != self._filled:
            self.fill()
            if self.state.analysis.base:
                self.table.note = f"{self.table.note} {self.state.analysis.base}.".strip()
            self._filled = depends
        for place, (picture, drawing) in enumerate(zip(self.pictures, self.drawings(), strict=True)):
            size, before = self._drawn.get(place, (None, None))
            if (picture.width, picture.scale) != size or not drawing.same_as(before):
                picture.put(*rendered(drawing, picture.width, picture.scale))
                self._drawn[place] = ((picture.width, picture.scale), drawing)

    def enter(self) -> None:
        """The tab comes on the screen."""
        self.make()
        self.on_screen = True
        if self._stale:
            self.refresh()

    def leave(self) -> None:
        """Another tab is chosen."""
        self.on_screen = False

    def _row_chosen(self, change: dict[str, Any]) -> None:
        index = change["new"]["row"]
        if 0 <= index < len(self.table.rows):
            self.row_chosen(index)


def rendered(drawing: Drawing, width: int, scale: float = 2) -> tuple[bytes, str, list[dict[str, Any]]]:
    """Draw a figure for the screen: PNG, alt text, and what a click in it means."""
    with theme():
        ax = drawing.draw(new_figure().add_subplot())
        figure = root(ax)
        height = drawing.height or round(preferred_height(ax, width / SCREEN_PPI) * SCREEN_PPI)
        png = render_png(figure, width, height, scale)
    return png, describe(ax), targets(ax)


def controls(*widgets: W.Widget) -> W.HBox:
    """A row of controls that wraps where it is narrow."""
    return styled(W.HBox(list(widgets)), "dw-controls")


def styled(widget: Any, *names: str) -> Any:
    """Give a widget CSS classes."""
    for name in names:
        widget.add_class(name)
    return widget


def dropdown(label: str, options: Any, value: Any = None, tip: str = "") -> W.Dropdown:
    """A labelled choice that is as wide as it needs to be."""
    made = W.Dropdown(description=label, options=options, tooltip=tip or label, style={"description_width": "initial"})
    if value is not None:
        made.value = value
    return styled(made, "dw-tight")


def stop_dropdown(value: str) -> W.Dropdown:
    """The choice of a stop list."""
    return dropdown("Stop list", [("English function words", "english"), ("none", "none")], value, "Words left out")


def stop_choice(control: W.Dropdown) -> str | None:
    """Return the stop list chosen, as a measure takes it."""
    return None if control.value in (None, "none") else str(control.value)


def minimum_box(value: int) -> W.BoundedIntText:
    """The smallest count a term must have to be shown."""
    box = W.BoundedIntText(value=value, min=1, max=999, description="At least", tooltip="Smallest count of a term")
    styled(box, "dw-tight").layout.width = "125px"
    return box


def note(text: str, *names: str) -> W.HTML:
    """A line of text; the text is HTML."""
    return styled(W.HTML(text), *names)
