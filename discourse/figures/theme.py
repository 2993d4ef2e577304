"""Which look do all figures share, on the screen and in print? One quiet theme, its colours and its sizes."""

import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import DiscourseError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Sizes of type in points, at final size in print.
TYPE, SMALL, TITLE, SMALLEST = 7.5, 6.5, 8.5, 5.0
INK, QUIET, HAIR, PAPER, ROW = "#1a1a1a", "#5f5f5f", "#8c8c8c", "#ffffff", "#f3f3f3"
#: Polarity: the red is darker than the blue, so that the two are told apart in grey too.
NEGATIVE, NEUTRAL, POSITIVE = "#99102a", "#e3e3e3", "#3a80c1"
MARK, MARK_INK, FAINT = "#fbe6b0", "#7a5500", "#c9d3dc"
#: Seven hues for colour-blind readers (after Paul Tol), each at its own lightness: L* 21, 67, 56, 77, 33, 88, 44.
GROUPS = ("#332288", "#47b3a1", "#cc6677", "#86c9eb", "#882255", "#ecdc9b", "#117733")
NO_GROUP = "#8c8c8c"

_MM = 1 / 25.4
#: One inch of paper takes up this many CSS pixels on the screen: type of 7.5 pt is read there as 12 px.
SCREEN_PPI = 115.2


@dataclass(frozen=True)
class Preset:
    """A size of figure: width and height in millimetres (None: what the plot asks for) and the scale of its type."""

    width: float
    height: float | None = None
    scale: float = 1.0


PRESETS: dict[str, Preset] = {
    "single-column": Preset(89),
    "1.5-column": Preset(120),
    "double-column": Preset(183),
    "slide": Preset(254, 142.875, 1.7),
}

_FAMILIES = (
    "axes", "axes3d", "figure", "font", "grid", "hatch", "image", "legend", "lines", "markers", "mathtext", "patch",
    "path", "pdf", "ps", "savefig", "scatter", "svg", "text", "xtick", "ytick",
)  # fmt: skip
_KEEP = {"figure.max_open_warning", "figure.hooks", "savefig.directory"}
_THEME: dict[str, Any] = {
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans", "sans-serif"],
    "font.size": TYPE,
    "pdf.fonttype": 42,
    "ps.fonttype": 42,
    "svg.fonttype": "none",
    "svg.hashsalt": "discourse",
    "text.parse_math": False,
    "text.usetex": False,
    "text.color": INK,
    "text.hinting": "none",
    "axes.titlesize": TITLE,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": TYPE,
    "axes.labelcolor": INK,
    "axes.edgecolor": INK,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.formatter.useoffset": False,
    "axes.unicode_minus": True,
    "lines.linewidth": 1.0,
    "lines.solid_capstyle": "round",
    "patch.linewidth": 0.5,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "savefig.bbox": None,
    "legend.frameon": False,
    "legend.fontsize": SMALL,
    **{
        f"{axis}tick.{key}": value
        for axis in "xy"
        for key, value in (
            ("labelsize", TYPE - 0.5),
            ("color", INK),
            ("labelcolor", INK),
            ("direction", "out"),
            ("major.width", 0.6),
            ("major.size", 3.0),
            ("major.pad", 2.5),
        )
    },
}
_complete: dict[str, Any] = {}
_inside: list[bool] = []


@contextmanager
def theme() -> Iterator[None]:
    """Draw in the theme of the workbook, whatever the reader's own matplotlib settings are.

    Type is DejaVu Sans (it comes with matplotlib, so every machine has it), embedded as TrueType in PDF and kept as
    text in SVG; ``$``, ``_`` and ``^`` are the characters they are, never mathematics.

    Examples
    --------
    >>> with theme():
    ...     figure = new_figure("single-column")
    """
    import matplotlib as mpl

    if _inside:  # entering costs a millisecond, and a drawing enters at several places
        yield
        return
    if not _complete:
        defaults = {key: mpl.rcParamsDefault[key] for key in mpl.rcParamsDefault if key.split(".")[0] in _FAMILIES}
        _complete.update({key: value for key, value in defaults.items() if key not in _KEEP} | _THEME)
    interactive = mpl.is_interactive()
    try:
        with mpl.rc_context(_complete):  # type: ignore[arg-type]
            _inside.append(True)
            try:
                yield
            finally:
                _inside.clear()
                interactive = mpl.is_interactive()
    finally:
        # A notebook's backend loads with the first figure and turns drawing on: that has to outlive the theme.
        mpl.interactive(interactive)


def polarity_colour(value: float, *, strongest: float = 0.5) -> str:
    """Give the colour of a polarity, for strips and cells.

    Parameters
    ----------
    value : float
        Polarity, −1 to 1; NaN (nothing was scored) is white.
    strongest : float, default 0.5
        The polarity, in either direction, from which the colour is full; 0 to 1.

    Returns
    -------
    str
        ``#rrggbb``, from dark red over light grey to blue.

    Examples
    --------
    >>> polarity_colour(-1), polarity_colour(0), polarity_colour(1)
    ('#99102a', '#e3e3e3', '#3a80c1')
    """
    if value != value:
        return PAPER
    share = min(abs(float(value)) / strongest, 1.0)
    return mix(NEUTRAL, NEGATIVE if value < 0 else POSITIVE, share)


def mix(one: str, other: str, share: float) -> str:
    """Mix two ``#rrggbb`` colours; `share` (0…1) is the part of the second."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def palette(n: int) -> list[str]:
    """Give `n` colours for groups or actors, told apart by colour-blind readers and, up to seven, in grey.

    From the eighth on the hues come back, darker and then lighter: there the labels must tell them apart.

    Examples
    --------
    >>> palette(2)
    ['#332288', '#47b3a1']
    """
    rounds = (lambda c: c, lambda c: mix(c, "#000000", 0.35), lambda c: mix(c, PAPER, 0.45))
    return [rounds[at // len(GROUPS) % 3](GROUPS[at % len(GROUPS)]) for at in range(n)]


def group_colours(groups: Iterable[str | None]) -> dict[str | None, str]:
    """Give each group (or actor) its colour, in the order in which they first appear; no group is grey.

    Examples
    --------
    >>> group_colours(["states", "rebels", "states"])
    {'states': '#332288', 'rebels': '#47b3a1'}
    """
    order = list(dict.fromkeys(groups))
    named = [group for group in order if group]
    colours = dict(zip(named, palette(len(named)), strict=True))
    return {group: colours[group] if group else NO_GROUP for group in order}


def preset_of(name: str) -> Preset:
    """Look a preset up by its name, or say which there are."""
    if name not in PRESETS:
        raise DiscourseError(f"There is no preset {name!r}.", do=f"Choose one of: {', '.join(PRESETS)}.")
    return PRESETS[name]


def figure_size(preset: str = "double-column", height: float | None = None) -> tuple[float, float]:
    """Give the width and height of a preset in inches.

    Parameters
    ----------
    preset : str
        A name in `PRESETS`.
    height : float, optional
        Height in millimetres, where the preset's own or the usual one does not suit.

    Raises
    ------
    DiscourseError
        There is no such preset, or the height is not 20 to 1,000 mm.

    Examples
    --------
    >>> [round(inches * 25.4) for inches in figure_size("single-column", 60)]
    [89, 60]
    """
    chosen = preset_of(preset)
    tall = height if height is not None else chosen.height or chosen.width * (0.62 if chosen.width < 150 else 0.42)
    if not 20 <= tall <= 1000:
        raise DiscourseError(f"A figure cannot be {tall:g} mm high.", do="Give a height of 20 to 1,000 mm.")
    return chosen.width * _MM, tall * _MM


def new_figure(preset: str = "double-column", *, height: float | None = None) -> "Figure":
    """Make an empty figure of a preset's size that pyplot knows nothing of; add axes with ``figure.add_subplot()``.

    Parameters
    ----------
    preset : str
        A name in `PRESETS`.
    height : float, optional
        Height in millimetres.

    Examples
    --------
    >>> ax = new_figure("single-column").add_subplot()
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with theme():
        figure = Figure(figsize=figure_size(preset, height))
        FigureCanvasAgg(figure)
    return figure


def render_png(figure: "Figure", width_px: int, height_px: int, scale: float = 2) -> bytes:
    """Draw a figure for the screen.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        A figure on an Agg canvas, as `new_figure` makes it; it keeps the size it is drawn at.
    width_px, height_px : int
        Size of the picture in CSS pixels.
    scale : float, default 2
        Device pixels for each CSS pixel.

    Returns
    -------
    bytes
        A PNG file of ``width_px * scale`` by ``height_px * scale`` pixels, lightly compressed as it is shown at once.
    """
    # Half a pixel more, so that rounding down the product never loses a row.
    figure.set_dpi(SCREEN_PPI * scale)
    figure.set_size_inches((width_px + 0.5 / scale) / SCREEN_PPI, (height_px + 0.5 / scale) / SCREEN_PPI, forward=False)
    canvas: Any = figure.canvas
    with theme():
        canvas.draw()
    return _png(np.asarray(canvas.buffer_rgba())[:, :, :3])


def _png(pixels: np.ndarray) -> bytes:
    """Write a PNG in half the time of a general encoder: each row as its difference from the row above."""
    height, width, _ = pixels.shape
    rows = pixels.reshape(height, width * 3)
    filtered = np.full((height, width * 3 + 1), 2, dtype=np.uint8)
    filtered[0, 1:] = rows[0]
    np.subtract(rows[1:], rows[:-1], out=filtered[1:, 1:])

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(filtered.tobytes(), 1))
        + chunk(b"IEND", b"")
    )
