"""What does a plot know about itself? Its data, its words, its targets, and how it fits the size it is drawn at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..errors import DiscourseError
from .labels import LEADING, LINE, text_height, text_width, wrap
from .theme import INK, QUIET, SMALL, TITLE, TYPE, figure_size, theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ATTRIBUTE = "_discourse_picture"
#: White space round a picture, and between its parts, in points.
EDGE, GAP = 3.0, 2.5


@dataclass
class Picture:
    """What an Axes carries: see `describe`, `caption`, `preferred_height` and `targets` for its use."""

    call: str
    data: pd.DataFrame
    parameters: dict[str, Any] = field(default_factory=dict)
    description: str = ""
    caption: str = ""
    title: str = ""
    note: Any = None
    note_text: str = ""
    fit: Callable[["Axes", "Picture"], None] = lambda ax, picture: None
    targets: Callable[["Axes"], list[dict[str, Any]]] = lambda ax: []
    height: Callable[[float], float] | None = None
    scale: float = 1.0
    state: dict[str, Any] = field(default_factory=dict)


def picture_of(ax: "Axes") -> Picture | None:
    """Give what a plot of this package left on its Axes, or None on any other Axes."""
    return getattr(ax, _ATTRIBUTE, None)


def describe(ax: "Axes") -> str:
    """Say in plain language what a figure shows, with its figures: the alt text of the picture.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        An Axes that a plot function of this package returned.

    Examples
    --------
    >>> import pandas as pd
    >>> from discourse.figures.terms import plot_frequency
    >>> describe(plot_frequency(pd.DataFrame({"term": ["peace"], "count": [3]})))
    'Bar chart of the most frequent term: peace (3).'
    """
    return _known(ax).description


def caption(ax: "Axes") -> str:
    """Give a ready caption for a paper: what is shown, instrument, unit, n, smoothing, and what the marks mean.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        An Axes that a plot function of this package returned.
    """
    return _known(ax).caption


def preferred_height(ax: "Axes", width: float, scale: float = 1.0) -> float:
    """Give the height in inches at which everything in a figure of `width` inches can be read."""
    picture = picture_of(ax)
    width = width / scale
    usual = width * (0.62 if width < 6 else 0.42)
    return scale * (picture.height(width) if picture and picture.height else usual)


def _known(ax: "Axes") -> Picture:
    picture = picture_of(ax)
    if picture is None:
        raise DiscourseError(
            "These axes hold no figure of this package.", do="Give the axes that a plot function has returned."
        )
    return picture


def axes_for(ax: "Axes | None") -> "Axes":
    """Give the axes to draw on: those given, else the current ones if they are still empty, else new ones of pyplot.

    A second plot is thus never drawn over a first one by accident, as it would be in a loop.
    """
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    with theme():
        if plt.get_fignums():
            current = plt.gca()
            if not current.has_data() and picture_of(current) is None:
                return current
        return plt.figure(figsize=figure_size(), dpi=150).add_subplot()


def dress(ax: "Axes", *, spines: tuple[str, ...] = ("left", "bottom")) -> None:
    """Give axes that may have been made outside the theme the theme's lines and type."""
    for name, spine in ax.spines.items():
        spine.set_visible(name in spines)
        spine.set(linewidth=0.6, color=INK)
    ax.tick_params(
        which="major", labelsize=TYPE - 0.5, length=3, width=0.6, pad=2.5, color=INK, labelcolor=INK, direction="out",
        labelfontfamily="sans-serif", left=True, bottom=True, right=False, top=False, labelleft=True, labelbottom=True,
        labelright=False, labeltop=False,
    )  # fmt: skip
    ax.minorticks_off()
    ax.grid(False)
    for label in (ax.xaxis.label, ax.yaxis.label):
        label.set(fontfamily="sans-serif", fontweight="normal", fontsize=TYPE, color=INK, parse_math=False)
    ax.set_axisbelow(True)
    ax.patch.set_visible(False)


def attach(ax: "Axes", picture: Picture) -> "Axes":
    """Leave the picture on its axes and have it fitted to its size at each drawing."""
    with theme():
        ax.set_title(
            picture.title, loc="left", y=1, pad=0, fontsize=TITLE, fontweight="bold", fontfamily="sans-serif", color=INK
        )
        picture.note = ax.text(
            0, 1, "", fontsize=SMALL, color=QUIET, transform=ax.transAxes, clip_on=False, linespacing=1.15
        )
        picture.note.set_in_layout(False)
    title_of(ax).set_parse_math(False)
    # Notebooks crop pictures to what matplotlib's layout knows of, and would cut off the texts that we lay out.
    root(ax).patch.set_in_layout(True)
    setattr(ax, _ATTRIBUTE, picture)
    _fit_at_draw(root(ax))
    return ax


def title_of(ax: "Axes") -> Any:
    """Give the text above the axes on the left, which `set_title` cannot change without changing its style."""
    return ax._left_title  # type: ignore[attr-defined]


def root(ax: "Axes") -> "Figure":
    """Give the whole figure, also of axes in a part of one."""
    figure: Any = ax.figure
    return figure.figure


def _fit_at_draw(figure: "Figure") -> None:
    engine = figure.get_layout_engine()
    if not isinstance(engine, _engine()):
        with theme():
            figure.set_layout_engine(_engine()(engine))


def refit(figure: "Figure") -> None:
    """Fit every picture of a figure to the figure's present size, as drawing it would."""
    if any(picture_of(ax) for ax in figure.axes):
        _fit_at_draw(figure)
        figure.get_layout_engine().execute(figure)  # type: ignore[union-attr]


_engines: list[type] = []


def _engine() -> type:
    """Make the layout engine's class when it is first used, since importing matplotlib takes time."""
    if _engines:
        return _engines[0]
    from matplotlib.layout_engine import LayoutEngine

    class Fit(LayoutEngine):
        """Runs at each drawing, so that labels suit the size the figure has then."""

        _adjust_compatible = True
        _colorbar_gridspec = True

        def __init__(self, inner: Any = None) -> None:
            super().__init__()
            self.inner = inner
            if inner is not None:
                self._adjust_compatible, self._colorbar_gridspec = inner.adjust_compatible, inner.colorbar_gridspec

        def set(self, **settings: Any) -> None:
            """Hand settings on to the engine this one wraps."""
            if self.inner is not None:
                self.inner.set(**settings)

        def execute(self, fig: "Figure") -> None:
            """Fit the pictures of the figure."""
            if self.inner is not None:
                self.inner.execute(fig)
            with theme():
                for ax in fig.axes:
                    picture = picture_of(ax)
                    if picture is not None and ax.get_visible():
                        picture.fit(ax, picture)

    _engines.append(Fit)
    return Fit


class Sheet:
    """The paper a picture is drawn on, measured in points; `owned` where the picture has the figure to itself."""

    def __init__(self, ax: "Axes", picture: Picture) -> None:
        self.ax, self.picture, self.scale = ax, picture, picture.scale
        figure = root(ax)
        self.width, self.height = (float(inches) * 72 for inches in figure.get_size_inches())
        self.owned = figure.axes == [ax] and ax.figure is figure
        if self.owned:  # start from the same place each time, so that the same size gives the same picture
            ax.set_position((0.15, 0.15, 0.8, 0.75))

    @property
    def axes_width(self) -> float:
        """Width of the axes in points."""
        return self.ax.get_position().width * self.width

    @property
    def axes_height(self) -> float:
        """Height of the axes in points."""
        return self.ax.get_position().height * self.height

    def settle(self, left: float, right: float, bottom: float, *, align_left: bool = False, above: float = 0) -> None:
        """Set the margins (points), with the title and the note above the axes, and `above` points left free."""
        ax, picture, s = self.ax, self.picture, self.scale
        shown = ax.get_title(loc="left")
        if shown != picture.state.get("shown", picture.title):  # somebody gave it another title
            picture.title = shown
        edge = EDGE * s
        start = edge if align_left or not self.owned else left
        room = (self.width - right - start) if self.owned else self.axes_width
        head = title_of(ax)
        size, small, bold = head.get_fontsize(), picture.note.get_fontsize(), head.get_fontweight() == "bold"
        title = wrap(picture.title, room, size, bold=bold) if picture.title else []
        note = picture.note_text
        beside = bool(note) and (
            sum((text_width("\n".join(title), size, bold=bold) if title else 0, text_width(note, small), 8 * s)) <= room
            and len(title) <= 1
        )
        if not self.owned and not beside:
            note = ""  # no room above axes that share their figure: the caption says it
        lines = [note] if beside else (wrap(note, room, small) if note else [])
        title_height = (len(title) - 1) * LEADING * size + LINE * size if title else 0
        note_height = 0 if (beside and title) or not lines else (len(lines) - 1) * LEADING * small + LINE * small
        gap = GAP * s
        top = edge + title_height + note_height + above + gap * (1 + bool(title_height and note_height)) + gap
        if self.owned:
            bottom, right = min(bottom, self.height * 0.8), min(right, self.width * 0.5)
            tall = max(self.height - top - bottom, self.height * 0.08)
            wide = max(self.width - left - right, self.width * 0.08)
            ax.set_position((left / self.width, bottom / self.height, wide / self.width, tall / self.height))
        tall, wide = self.axes_height, self.axes_width
        x = (start - left) / wide if self.owned else 0.0
        note_base = above + gap * 1.4
        title_base = note_base + (note_height + gap if note_height else 0)
        picture.state["shown"] = "\n".join(title)
        y = 1 + (title_base + 0.22 * size) / tall
        style = {"fontsize": size, "fontweight": head.get_fontweight(), "color": head.get_color()}
        # set_title forgets the style, but is the only way to keep matplotlib from moving the title.
        ax.set_title(picture.state["shown"], loc="left", x=x, y=y, pad=0, linespacing=1.15, **style)
        picture.note.set(
            text="\n".join(lines),
            x=1.0 if beside else x,
            y=1 + (note_base + 0.22 * small) / tall,
            ha="right" if beside else "left",
            va="baseline",
        )

    def axis_text(self, which: str) -> float:
        """Measure the tick labels of the x axis (their height) or of the y axis (their width), in points."""
        axis = self.ax.xaxis if which == "x" else self.ax.yaxis
        low, high = sorted(axis.get_view_interval())
        ticks = [tick for tick in axis.get_majorticklocs() if low <= tick <= high]
        texts = [text for text in axis.get_major_formatter().format_ticks(ticks) if text]
        size = (TYPE - 0.5) * self.scale
        measured = [text_width(t, size) if which == "y" else text_height(t, size) for t in texts]
        return max(measured, default=0.0)

    def y_label_width(self) -> float:
        """Measure the label of the y axis, wrapped to the axes' height, in points."""
        label: Any = self.ax.yaxis.label
        text, size = " ".join(label.get_text().split()), label.get_fontsize()
        return text_height("\n".join(wrap(text, max(self.axes_height, 20), size)), size) if text else 0.0

    def label_axis(self, which: str, beyond: float) -> None:
        """Place an axis label `beyond` points outside the axes, wrapped to their length."""
        axis: Any = self.ax.xaxis if which == "x" else self.ax.yaxis
        text, size = axis.label.get_text().replace("\n", " "), axis.label.get_fontsize()
        if not text:
            return
        room = self.axes_width if which == "x" else self.axes_height
        lines = wrap(text, max(room, 20), size)
        axis.label.set(text="\n".join(lines), linespacing=1.15)
        if which == "x":
            axis.label.set(va="top")
            axis.set_label_coords(0.5, -beyond / self.axes_height)
        else:
            axis.label.set(va="bottom", rotation_mode="anchor", ha="center")
            axis.set_label_coords(-beyond / self.axes_width, 0.5)


def say(ax: "Axes", sentence: str, picture: Picture) -> "Axes":
    """Write a calm sentence into axes that have nothing to show."""
    dress(ax, spines=())
    ax.set(xticks=[], yticks=[], xlim=(0, 1), ylim=(0, 1))
    with theme():
        text: Any = ax.text(0.5, 0.5, sentence, ha="center", va="center", fontsize=TYPE, color=QUIET, linespacing=1.3)
    picture.description = picture.caption = sentence

    def fit(ax: "Axes", picture: Picture) -> None:
        sheet = Sheet(ax, picture)
        sheet.settle(EDGE * sheet.scale, EDGE * sheet.scale, EDGE * sheet.scale)
        text.set_text("\n".join(wrap(sentence, sheet.axes_width * 0.9, text.get_fontsize())))

    picture.fit = fit
    return attach(ax, picture)


def check_columns(table: pd.DataFrame, columns: tuple[str, ...], call: str) -> None:
    """Make sure a table has what a plot needs, or say what is missing."""
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise DiscourseError(
            f"{call} needs the column{'s' * (len(missing) > 1)} {', '.join(missing)}, and the table has only: "
            f"{', '.join(map(str, table.columns)) or 'none'}.",
            do="Give the table of the measure that belongs to this plot.",
        )
