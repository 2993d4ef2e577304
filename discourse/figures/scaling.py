"""How does a picture grow as a whole, type and lines with it, for a slide?"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .picture import picture_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@contextmanager
def magnified(figure: "Figure", factor: float) -> Iterator[None]:
    """Draw type, lines, dots and ticks `factor` times as large inside the block, and as before after it."""
    if factor == 1:
        yield
        return
    undo: list[Callable[[], Any]] = []
    axes: list[Any] = [axis for ax in figure.axes for axis in (ax.xaxis, ax.yaxis)]
    ticks = [_ticks(axis) for axis in axes]
    pads = [axis.labelpad for axis in axes]
    pictures = [(picture, picture.scale) for ax in figure.axes if (picture := picture_of(ax))]
    try:
        for artist in figure.findobj():
            _grow(artist, factor, undo)
        for picture, scale in pictures:
            picture.scale = scale * factor
        for axis, old in zip(axes, ticks, strict=True):
            axis.set_tick_params(which="major", **{key: value * factor for key, value in old.items()})
            axis.labelpad *= factor
        yield
    finally:
        for axis, old, pad in zip(axes, ticks, pads, strict=True):
            axis.set_tick_params(which="major", **old)
            axis.labelpad = pad
        for picture, scale in pictures:
            picture.scale = scale
        for step in reversed(undo):
            step()


def _grow(artist: Any, factor: float, undo: list[Callable[[], Any]]) -> None:
    from matplotlib.collections import Collection
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch
    from matplotlib.text import Text

    def change(name: str, power: int = 1) -> None:
        old = getattr(artist, f"get_{name}")()
        undo.append(lambda: getattr(artist, f"set_{name}")(old))
        new = [value * factor**power for value in old] if hasattr(old, "__len__") else old * factor**power
        getattr(artist, f"set_{name}")(new)

    if isinstance(artist, Text):
        change("fontsize")
    elif isinstance(artist, Line2D):
        for name in ("linewidth", "markersize", "markeredgewidth"):
            change(name)
    elif isinstance(artist, Collection):
        change("linewidth")
        if hasattr(artist, "get_sizes"):
            change("sizes", 2)
    elif isinstance(artist, Patch):
        change("linewidth")


def _ticks(axis: Any) -> dict[str, float]:
    """Read the settings of an axis for its ticks; the artists themselves come and go with their number."""
    tick = axis.get_major_ticks(1)[0]
    return {
        "length": tick._size,
        "width": tick._width,
        "pad": tick.get_pad(),
        "labelsize": axis.get_tick_params(which="major").get("labelsize", tick.label1.get_fontsize()),
    }
