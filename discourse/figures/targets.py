"""What does a click on a picture mean? Boxes of the last drawing, each with what it stands for."""

from typing import TYPE_CHECKING, Any

from .picture import picture_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def targets(ax: "Axes") -> list[dict[str, Any]]:
    """Give the places in a picture that stand for a paragraph, a term or an actor, as it was last drawn.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        An Axes that a plot function of this package returned, after its figure was drawn.

    Returns
    -------
    list of dict
        Each with `x0`, `x1`, `y0`, `y1`: fractions of the picture from its left and **upper** edge (as in a web
        page), and one or more of `doc`, `paragraph`, `sentence`, `term`, `actor`. Where boxes lie on each other,
        the more particular one comes first. Empty for any other Axes.
    """
    picture = picture_of(ax)
    return picture.targets(ax) if picture else []


def data_box(ax: "Axes", x0: float, x1: float, y0: float, y1: float) -> dict[str, float]:
    """Give a box in the axes' data coordinates as fractions of the picture, kept inside the axes."""
    return _box(ax, (x0, x1), (y0, y1), ax.get_xlim(), ax.get_ylim())


def axes_box(ax: "Axes", x0: float, x1: float, y0: float, y1: float) -> dict[str, float]:
    """Give a box in fractions of the axes as fractions of the picture, kept inside the picture."""
    place = ax.get_position()
    xs = sorted(min(max(place.x0 + x * place.width, 0.0), 1.0) for x in (x0, x1))
    ys = sorted(min(max(1 - place.y0 - y * place.height, 0.0), 1.0) for y in (y0, y1))
    return {"x0": xs[0], "x1": xs[1], "y0": ys[0], "y1": ys[1]}


def _box(ax: "Axes", xs: Any, ys: Any, xlim: Any, ylim: Any) -> dict[str, float]:
    def part(value: float, limits: Any) -> float:
        return min(max((value - limits[0]) / (limits[1] - limits[0]), 0.0), 1.0)

    return axes_box(ax, part(xs[0], xlim), part(xs[1], xlim), part(ys[0], ylim), part(ys[1], ylim))
