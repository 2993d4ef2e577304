"""How are the rows of a picture named? Labels of terms and actors beside bars, strips and cells."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .labels import Fitted, clean, fit_labels, row_pitch
from .picture import Sheet
from .positions import several
from .targets import axes_box
from .theme import INK, TYPE

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class RowLabels:
    """The labels to the left of the axes, one to a row, right-aligned, as wide as the picture can spare.

    They are texts of their own and not tick labels: a tick takes matplotlib ten times as long to make, and pictures
    of many rows are redrawn at each turn of a control.
    """

    def __init__(
        self,
        ax: "Axes",
        labels: Sequence[str],
        at: Sequence[float],
        *,
        bold: Sequence[bool] | None = None,
        colours: Sequence[str] | None = None,
        gap: float = 3.0,
    ) -> None:
        self.labels, self.gap = [clean(label) for label in labels], gap
        self.bold = list(bold or [False] * len(self.labels))
        across = ax.get_yaxis_transform()
        inks = colours or [INK] * len(self.labels)
        self.texts = [
            ax.text(0, y, label, transform=across, ha="right", va="center", fontsize=TYPE, color=colour, clip_on=False,
                    fontweight="bold" if flag else "normal", linespacing=1.1)
            for label, y, flag, colour in zip(self.labels, at, self.bold, inks, strict=True)
        ]  # fmt: skip
        for text in self.texts:
            text.set_in_layout(False)

    def fit(self, sheet: Sheet, pitch: float) -> Fitted:
        """Fit the labels to rows of `pitch` points."""
        room = (sheet.width if sheet.owned else sheet.axes_width) * share(sheet.width / sheet.scale)
        return fit_labels(self.labels, room, pitch, TYPE * sheet.scale, bold=self.bold, scale=sheet.scale)

    def width(self, fitted: Fitted, sheet: Sheet) -> float:
        """Measure what they take up beside the axes, in points."""
        return fitted.width(self.bold) + self.gap * sheet.scale

    def show(self, fitted: Fitted, sheet: Sheet) -> None:
        """Write them as fitted."""
        x = -self.gap * sheet.scale / sheet.axes_width
        for text, shown in zip(self.texts, fitted.texts, strict=True):
            text.set(text=shown, fontsize=fitted.size, x=x, visible=bool(shown))

    def height(self, width: float, *, extra: float) -> float:
        """Ask for the height in inches of a picture `width` inches wide, at most a page of a journal."""
        points = width * 72
        pitch = row_pitch(self.labels, points * share(points), bold=self.bold)
        return min((pitch * len(self.labels) + extra) / 72, 240 / 25.4)


def share(width: float) -> float:
    """Give the share of a picture's width, in points, that its labels may take up: in a narrow one up to half."""
    return 0.5 if width < 300 else 0.43


def left_out(fitted: Fitted, noun: str) -> str:
    """Say how many labels there was no room for."""
    return f"{several(fitted.left_out, noun)} not named for want of room" if fitted.left_out else ""


def row_box(ax: "Axes", first: float, last: float, keys: dict[str, Any], *, whole: bool = True) -> dict[str, Any]:
    """Give the box of a row, from `first` to `last` on the y axis, with its label; or of its label alone."""
    bottom, top = ax.get_ylim()
    y0, y1 = ((y - bottom) / (top - bottom) for y in (first, last))
    return {**axes_box(ax, -1e6, 1e6 if whole else 0, y0, y1), **keys}
