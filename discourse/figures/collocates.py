"""Which words keep a word's company, and how closely? A word with its collocates around it."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..errors import DiscourseError
from .circle import Circle, arrange
from .labels import clean, shorten, text_height, text_width, wrap
from .picture import EDGE, Picture, Sheet, attach, axes_for, check_columns, dress, say
from .positions import several
from .targets import axes_box
from .theme import INK, MARK_INK, PAPER, QUIET, SMALL, SMALLEST, TYPE, mix, theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Strengths of association; the log-likelihood and t are evidence for one, which grows with the corpus.
_NAMES = {
    "log_dice": "logDice", "mi": "MI", "mi2": "MI2", "mi3": "MI3", "delta_p": "ΔP (term | node)",
    "delta_p_reverse": "ΔP (node | term)", "log_odds_ratio": "log odds ratio", "t_score": "t",
}  # fmt: skip
_LINE, _RING, _PLACE, _STRONG = "#9dbfdd", "#e2e6ea", "#26649c", "#b87900"
#: Radii of dots and widths of lines in points, from the rarest to the most frequent.
_DOT, _WIDTH = (1.4, 4.0), (0.4, 2.8)
#: How far from the middle the strongest stands, as a part of the way to the weakest.
_INNER = 0.34


@theme()
def plot_collocates(
    table: pd.DataFrame,
    *,
    ax: "Axes | None" = None,
    measure: str = "log_dice",
    top: int = 20,
    mark: str | None = None,
    title: str | None = None,
) -> "Axes":
    """Draw a word with its collocates around it: the stronger the tie the nearer, the more frequent the broader.

    Parameters
    ----------
    table : DataFrame
        What `collocates` returns, for one node and group: of a table made with `by`, the rows of one group.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; by default the current ones if they are empty, else new ones.
    measure : {"log_dice", "mi", "mi2", "mi3", "delta_p", "delta_p_reverse", "log_odds_ratio", "t_score"}
        What the distance from the middle shows; the rings are labelled with its values.
    top : int, default 20
        How many of the strongest collocates, 1 to 60.
    mark : str, optional
        Collocate that stands out.
    title : str, optional
        A title of your own; ``""`` for none.

    Returns
    -------
    matplotlib.axes.Axes
        Distances from the middle are the measure; those between collocates, and their directions, have no meaning. The
        same table gives the same picture each time.

    Raises
    ------
    DiscourseError
        The table lacks a column or holds several groups, or `measure` or `top` cannot be.

    Examples
    --------
    >>> import discourse as dc
    >>> ax = dc.plot_collocates(dc.collocates(dc.sample("sotu-2016"), "America | American", stop="english"))
    """
    if measure not in _NAMES:
        raise DiscourseError(f"Collocates cannot be drawn by {measure!r}.", do=f"Choose one of: {', '.join(_NAMES)}.")
    if isinstance(top, bool) or not isinstance(top, int | np.integer) or not 1 <= top <= 60:
        raise DiscourseError(f"{top!r} collocates cannot be drawn.", do="Ask for a number from 1 to 60.")
    check_columns(table, ("term", "count", measure), "plot_collocates")
    if table["term"].duplicated().any():
        by = table.attrs.get("by")
        chosen = f'table[table["{by}"] == …]' if by in table else "the rows of one of them"
        raise DiscourseError("The table holds the collocates of several groups.", do=f"Draw one: {chosen}.")
    node = clean(str(table.attrs.get("node", "node"))).strip()
    usual = f"Collocates of “{node}”"
    parameters = {"measure": measure, "top": top, "mark": mark, "title": title}
    picture = Picture("plot_collocates", table, parameters, title=usual if title is None else title)
    ax = axes_for(ax)
    drawn = _chosen(table, measure, int(top), mark)
    if drawn.empty:
        return say(ax, str(table.attrs.get("note") or f"No collocate of “{node}” is left to show here."), picture)
    terms = [clean(str(term)) for term in drawn["term"]]
    strong = [term == mark for term in drawn["term"]]
    strengths, counts = drawn[measure].to_numpy(dtype=float), drawn["count"].to_numpy(dtype=float)
    share = np.sqrt(counts / counts.max())
    radii, rings = _radii(strengths)
    dress(ax, spines=())
    ax.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[])
    parts = _artists(ax, node, terms, strong, rings)

    def fit(ax: "Axes", picture: Picture) -> None:
        sheet = Sheet(ax, picture)
        s, edge = sheet.scale, EDGE * sheet.scale
        missing = 0
        for _ in range(3):  # the note takes room, and says how many words there is no room for
            left_out = f"{several(missing, 'collocate')} left out for want of room" if missing else ""
            picture.note_text = " · ".join(
                filter(None, (f"nearer: higher {_NAMES[measure]}", "broader: more often", left_out))
            )
            sheet.settle(edge, edge, edge, align_left=True)
            key = (round(sheet.axes_width, 2), round(sheet.axes_height, 2), s)
            places = picture.state.setdefault("places", {})
            if key not in places:  # a second drawing at the same size need not look for places again
                places[key] = _places(sheet, node, terms, strong, radii, rings, share)
            picture.state["circle"] = circle, shown, size = places[key]
            if missing == sum(not found for found in circle.found):
                break
            missing = sum(not found for found in circle.found)
        _show(parts, circle, shown, size, sheet, share)
        picture.state["boxes"] = [
            (str(term), box)
            for term, box, found in zip(drawn["term"], circle.boxes(), circle.found, strict=True)
            if found
        ]

    picture.fit = fit
    picture.targets = lambda ax: [
        {**axes_box(ax, box[0], box[1], box[2], box[3]), "term": term} for term, box in picture.state.get("boxes", [])
    ]
    picture.data = drawn
    picture.height = lambda width: width * (0.95 if width < 4 else 0.75 if width < 5 else 0.5)
    listed = "; ".join(
        f"{term} ({count:,.0f} times, {_NAMES[measure]} {value:.2f})"
        for term, count, value in list(zip(terms, counts, strengths, strict=True))[:6]
    )
    more = "; …" if len(terms) > 6 else ""
    picture.description = f"The word “{node}” with {several(len(terms), 'collocate')} around it: {listed}{more}."
    base = table.attrs.get("base")
    picture.caption = (
        f"Collocates of “{node}”: {several(len(terms), 'word')} with the highest {_NAMES[measure]} of {len(table):,}. "
        f"Distance from the middle: {_NAMES[measure]}, from {strengths.max():.2f} to {strengths.min():.2f}; lines and "
        f"dots: times together, {counts.min():,.0f} to {counts.max():,.0f}. Directions, and distances between "
        f"collocates, have no meaning.{f' {base[0].upper()}{base[1:]}.' if isinstance(base, str) and base else ''}"
    )
    return attach(ax, picture)


def _chosen(table: pd.DataFrame, measure: str, top: int, mark: str | None) -> pd.DataFrame:
    ranked = table.sort_values([measure, "count"], ascending=False, kind="stable")
    chosen = ranked.head(top)
    if mark is not None and mark not in set(chosen["term"]):
        chosen = pd.concat([chosen, ranked[ranked["term"] == mark]])
    chosen.attrs = dict(table.attrs)
    return chosen.reset_index(drop=True)


def _radii(strengths: np.ndarray) -> tuple[np.ndarray, list[tuple[float, str]]]:
    """Give the distance of each collocate from the middle (0…1), and of rings at round values of the measure."""
    from matplotlib.ticker import MaxNLocator

    high, low = float(strengths.max()), float(strengths.min())
    if high - low < 1e-9:
        return np.full(len(strengths), 0.7), [(0.7, f"{high:.4g}")]

    def radius(value: Any) -> Any:
        return _INNER + (1 - _INNER) * (high - value) / (high - low)

    ticks = [tick for tick in MaxNLocator(3, steps=[1, 2, 5, 10]).tick_values(low, high) if low <= tick <= high]
    return radius(strengths), [(float(radius(tick)), f"{tick:.4g}".replace("-", "−")) for tick in ticks]


def _artists(
    ax: "Axes", node: str, terms: list[str], strong: list[bool], rings: list[tuple[float, str]]
) -> dict[str, Any]:
    from matplotlib.collections import LineCollection

    colours = [_STRONG if flag else _LINE for flag in strong]
    fills = [_STRONG if flag else _PLACE for flag in strong]
    style: dict[str, Any] = {"ha": "center", "va": "center", "linespacing": 1.1}

    def lines(colour: Any, order: float) -> Any:
        return ax.add_collection(
            LineCollection([((0, 0), (0, 0))], colors=colour, zorder=order, capstyle="round", clip_on=False),
            autolim=False,
        )

    parts: dict[str, Any] = {
        "rings": lines(_RING, 0.8),
        "lines": lines(colours, 1),
        "dots": ax.scatter(np.zeros(len(terms)), np.zeros(len(terms)), c=fills, linewidths=0, zorder=2, clip_on=False),
        "values": [ax.text(0, 0, value, fontsize=SMALL, color=QUIET, zorder=1.5, **style) for _, value in rings],
        "terms": [
            ax.text(0, 0, term, fontsize=TYPE, color=MARK_INK if flag else INK, zorder=4,
                    fontweight="bold" if flag else "normal", **style)
            for term, flag in zip(terms, strong, strict=True)
        ],
        "node": ax.text(0, 0, node, fontsize=TYPE, color=PAPER, zorder=5, fontweight="bold", **style),
    }  # fmt: skip
    parts["node"].set_bbox({"facecolor": mix(_PLACE, "#000000", 0.45), "linewidth": 0, "boxstyle": "round,pad=0.35"})
    for text in (*parts["values"], *parts["terms"]):
        text.set_bbox({"facecolor": PAPER, "alpha": 0.75, "linewidth": 0, "pad": 0.4})
    for text in (*parts["values"], *parts["terms"], parts["node"]):
        text.set_in_layout(False)
    return parts


def _places(
    sheet: Sheet, node: str, terms: list[str], strong: list[bool], radii: np.ndarray, rings: list[tuple[float, str]],
    share: np.ndarray,
) -> tuple[Circle, list[str], float]:  # fmt: skip
    """Find places for all collocates, if need be in smaller type."""
    s, extent = sheet.scale, (sheet.axes_width, sheet.axes_height)
    dots = (_DOT[0] + (_DOT[1] - _DOT[0]) * share) * s
    ring_halves = np.array([(text_width(v, SMALL * s) / 2 + s, text_height(v, SMALL * s) / 2) for _, v in rings])
    best: tuple[Circle, list[str], float] | None = None
    for size in (TYPE, 7.0, 6.5, 6.0, 5.5, SMALLEST):
        size *= s
        shown = [shorten(t, extent[0] * 0.26, size, bold=b) for t, b in zip(terms, strong, strict=True)]
        halves = np.array(
            [(text_width(t, size, bold=b) / 2, text_height(t, size) / 2) for t, b in zip(shown, strong, strict=True)]
        )
        middle = "\n".join(_middle(node, extent[0] * 0.24, size))
        centre = np.array([text_width(middle, size, bold=True), text_height(middle, size)]) / 2 + 0.45 * size
        circle = arrange(radii, halves, dots, extent, centre, np.array([r for r, _ in rings]), ring_halves, scale=s)
        if best is None or sum(circle.found) > sum(best[0].found):
            best = circle, [*shown, middle], size
        if all(circle.found):
            break
    assert best is not None
    return best


def _middle(node: str, room: float, size: float) -> list[str]:
    lines = wrap(node, room, size, bold=True)
    return lines if len(lines) <= 3 else [*lines[:2], shorten(" ".join(lines[2:]), room, size, bold=True)]


def _show(
    parts: dict[str, Any], circle: Circle, shown: list[str], size: float, sheet: Sheet, share: np.ndarray
) -> None:
    s, extent = sheet.scale, np.array([sheet.axes_width, sheet.axes_height])
    found = np.array(circle.found)
    *terms, middle = shown
    parts["node"].set(text=middle, position=tuple(circle.middle / extent), fontsize=size)
    for text, term, label, there in zip(parts["terms"], terms, circle.labels, found, strict=True):
        text.set(text=term, position=tuple(label / extent), fontsize=size, visible=bool(there))
    for text, place, there in zip(parts["values"], circle.values, circle.numbered, strict=True):
        text.set(position=tuple(place / extent), fontsize=SMALL * s, visible=there)
    parts["rings"].set_segments([ring / extent for ring in circle.rings])
    parts["rings"].set_linewidth(0.6 * s)
    parts["lines"].set_segments([np.array([circle.middle, dot]) / extent for dot in circle.dots])
    parts["lines"].set_linewidth(np.where(found, (_WIDTH[0] + (_WIDTH[1] - _WIDTH[0]) * share) * s, 0))
    parts["dots"].set_offsets(circle.dots / extent)
    parts["dots"].set_sizes(np.where(found, (2 * circle.radii) ** 2, 0))
