"""Where along a text does a mark stand? The x axis shared by all figures that follow a text from beginning to end."""

from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..errors import DiscourseError
from .labels import text_width
from .theme import MARK, MARK_INK, SMALL, TYPE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .picture import Sheet


class Positions:
    """The units of a table in text order: in one document by their own numbers, in several counted through.

    Parameters
    ----------
    units : DataFrame
        One row for each unit, with `doc` and the column named `unit` (for documents: `doc` alone).
    unit : {"paragraph", "sentence", "document"}
        What a position is.
    """

    def __init__(self, units: pd.DataFrame, unit: str) -> None:
        column = "doc" if unit == "document" else unit
        keys = list(dict.fromkeys(zip(units["doc"], units[column], strict=True)))
        self.unit, self.keys = unit, keys
        self.several = unit != "document" and len({doc for doc, _ in keys}) > 1
        numbered = unit != "document" and not self.several
        self.numbers = np.array([number for _, number in keys] if numbered else range(1, len(keys) + 1), dtype=int)
        self.at = dict(zip(keys, self.numbers.tolist(), strict=True))
        self.documents = len({doc for doc, _ in keys})

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def first(self) -> int:
        """The lowest position."""
        return int(self.numbers.min())

    @property
    def last(self) -> int:
        """The highest position."""
        return int(self.numbers.max())

    def of(self, table: pd.DataFrame) -> np.ndarray:
        """Give the position of each row of a table."""
        column = "doc" if self.unit == "document" else self.unit
        return np.array([self.at.get(key, -1) for key in zip(table["doc"], table[column], strict=True)], dtype=int)

    def name(self, position: int) -> str:
        """Name a unit in words: ``¶45``, ``sentence 3``, and with its document where there are several."""
        doc, number = self.keys[int(np.flatnonzero(self.numbers == position)[0])]
        sign = {"paragraph": "¶", "sentence": "sentence "}.get(self.unit, "document ")
        return f"{sign}{number}" + (f" of document {doc}" if self.several else "")

    def borders(self) -> list[float]:
        """Give the positions between one document and the next."""
        docs = [doc for doc, _ in self.keys]
        pairs = range(1, len(docs))
        return [float(self.numbers[i]) - 0.5 for i in pairs if docs[i] != docs[i - 1]] if self.several else []

    def axis_label(self) -> str:
        """Name the x axis."""
        named = self.unit.capitalize()
        return f"{named}, counted through {self.documents} documents" if self.several else named


def several(count: int, noun: str) -> str:
    """Count in words: ``1 paragraph``, ``2 paragraphs``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def marked(table: pd.DataFrame, mark: Any, places: Positions) -> tuple[float, float] | None:
    """Give the first and last position of the paragraph to mark: its number, or document and number.

    A number that the table does not hold marks nothing, since a control may still hold an old choice.
    """
    if mark is None:
        return None
    if isinstance(mark, tuple):
        chosen = (table["doc"] == mark[0]) & (table["paragraph"] == mark[1])
    elif places.unit == "document":
        chosen = table["doc"] == mark
    else:
        chosen = (table["paragraph"] == mark) & (table["doc"] == table["doc"].iloc[0])
    found = places.of(table[chosen])
    return (float(found.min()), float(found.max())) if len(found) else None


def smoothing(smooth: int | None) -> int | None:
    """Check a smoothing window: an odd number of units, so that each mean stands at the middle of its window."""
    if smooth is None or smooth == 1:
        return None
    if isinstance(smooth, bool) or not isinstance(smooth, (int, np.integer)) or smooth < 1 or smooth % 2 == 0:
        raise DiscourseError(
            f"A smoothing window of {smooth!r} cannot be centred on a unit.",
            do="Give an odd number of units (3, 5, 7 …), or None for no line.",
        )
    return int(smooth)


def centred_mean(values: pd.Series, docs: pd.Series, window: int) -> pd.Series:
    """Average over a centred window that does not cross from one document into another; shorter at either end."""
    means = values.groupby(docs.to_numpy(), sort=False).rolling(window, center=True, min_periods=1).mean()
    return pd.Series(means.to_numpy(), index=values.index)


class Band:
    """The yellow band of the chosen paragraph with its name at the top."""

    def __init__(self, ax: "Axes", span: tuple[float, float] | None, name: str, *, shift: float = 0.0) -> None:
        self.ax, self.span = ax, span
        self.text: Any = None
        if span is None:
            return
        self.low, self.high = span[0] - 0.5 + shift, span[1] + 0.5 + shift
        self.patch = ax.axvspan(self.low, self.high, facecolor=MARK, edgecolor="none", zorder=0.4)
        self.text = ax.text(
            self.low,
            1,
            name,
            transform=ax.get_xaxis_transform(),
            color=MARK_INK,
            fontsize=SMALL,
            ha="center",
            va="baseline",
        )
        self.text.set_in_layout(False)

    def fit(self, sheet: "Sheet", *, above: bool = False) -> None:
        """Keep the band wide enough to be seen, and its name inside the axes."""
        if self.span is None:
            return
        left, right = self.ax.get_xlim()
        point = (right - left) / sheet.axes_width
        size = self.text.get_fontsize()
        middle, half = (self.low + self.high) / 2, max((self.high - self.low) / 2, 1.5 * sheet.scale * point)
        self.patch.set_bounds(middle - half, 0, 2 * half, 1)
        reach = text_width(self.text.get_text(), size) / 2 * point
        x = min(max(middle, left + reach), right - reach) if 2 * reach < right - left else (left + right) / 2
        offset = 2 * sheet.scale if above else -size
        self.text.set(x=x, y=1 + offset / sheet.axes_height)


def number_ticks(ax: "Axes", places: Positions, sheet: "Sheet", *, shift: float = 0.0) -> None:
    """Number the x axis at round numbers that stand well apart."""
    from matplotlib.ticker import FixedLocator, FuncFormatter

    widest = text_width(str(places.last), (TYPE - 0.5) * sheet.scale) + 14 * sheet.scale
    low, high = places.first, places.last
    most = max(int(sheet.axes_width / widest), 1)
    steps = (size * 10**power for power in range(9) for size in (1, 2, 5))
    step = next(step for step in steps if (high - low) // step + 1 <= most)
    numbers = [n for n in range(ceil(low / step) * step, high + 1, step) if n > 0] or [low]
    ax.xaxis.set_major_locator(FixedLocator([n + shift for n in numbers]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: str(round(x - shift))))
