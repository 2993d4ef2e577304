"""Does a term come or go over time, and within what bounds?"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..errors import DiscourseError
from .labels import LINE, Fitted, clean, fit_labels, shorten, text_height, text_width, wrap
from .picture import EDGE, Picture, Sheet, attach, axes_for, check_columns, dress, say
from .positions import several
from .rows import left_out, share
from .targets import axes_box, data_box
from .theme import PAPER, SMALL, SMALLEST, TYPE, mix, palette, theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@theme()
def plot_trajectory(
    table: pd.DataFrame,
    *,
    ax: "Axes | None" = None,
    terms: Sequence[str] | None = None,
    mark: str | None = None,
    limits: tuple[float, float] | None = None,
    title: str | None = None,
) -> "Axes":
    """Draw the rate of terms over years or periods as lines within their intervals of uncertainty.

    Parameters
    ----------
    table : DataFrame
        What `trajectory` returns: a column of years or groups, `term, per_million, low, high`.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; by default the current ones if they are empty, else new ones.
    terms : sequence of str, optional
        Terms to draw; by default all of the table. Four are read with ease; from the eighth on colours come back.
    mark : str, optional
        Term whose line stands out; the others are drawn fainter.
    limits : (float, float), optional
        Lowest and highest rate of the axis, so that two figures can be compared; by default from 0 to the data.
    title : str, optional
        A title of your own; ``""`` for none.

    Returns
    -------
    matplotlib.axes.Axes
        Numbers (years) stand at their distances, a line breaks where one is missing, and the rate of a period stands at
        its middle. Groups without an order in time (parties) have dots with whiskers and no line.

    Raises
    ------
    DiscourseError
        The table lacks a column or a term, or the limits are none.

    Examples
    --------
    >>> import discourse as dc
    >>> ax = dc.plot_trajectory(dc.trajectory(dc.sample("sotu"), ["war", "peace"], period=20))
    """
    check_columns(table, ("term", "per_million", "low", "high"), "plot_trajectory")
    by = table.attrs.get("by") or str(table.columns[0])
    check_columns(table, (by,), "plot_trajectory")
    if limits is not None and not (len(limits) == 2 and limits[0] < limits[1]):
        raise DiscourseError(f"{limits!r} are no limits of an axis.", do="Give the lowest and the highest rate.")
    names = list(dict.fromkeys(map(str, table["term"] if terms is None else terms)))
    if missing := [name for name in names if name not in set(table["term"])]:
        raise DiscourseError(f"“{missing[0]}” is no term of the table.", do="Give terms that were counted.")
    parameters = {"terms": list(terms) if terms is not None else None, "mark": mark, "limits": limits, "title": title}
    picture = Picture("plot_trajectory", table, parameters, title="Terms over time" if title is None else title)
    ax = axes_for(ax)
    kept = table[table["term"].isin(names)]
    if kept.empty:
        return say(ax, "No term is left to follow here.", picture)
    in_time = pd.api.types.is_numeric_dtype(kept[by])
    if title is None and not in_time:
        picture.title = f"Terms by {by}"
    groups = list(dict.fromkeys(kept[by]))
    period = table.attrs.get("period")
    place = {group: float(group) + (period or 0) / 2 if in_time else at for at, group in enumerate(groups)}
    colours = dict(zip(names, palette(len(names)), strict=True))
    dress(ax)
    drawn, ends = {}, []
    for at, name in enumerate(names):
        part = kept[kept["term"] == name]
        shift = 0 if in_time else (at - (len(names) - 1) / 2) * min(0.12, 0.7 / len(names))
        x = np.array([place[group] for group in part[by]]) + shift
        rate, low, high = (part[key].to_numpy(dtype=float) for key in ("per_million", "low", "high"))
        colour = colours[name] if mark in (None, name) else mix(colours[name], PAPER, 0.35)
        drawn[name] = (x, rate, low, high, _draw(ax, x, rate, low, high, colour, in_time=in_time, strong=name == mark))
        ends.append(rate[-1])
    tops = np.concatenate([np.maximum(np.nan_to_num(high), rate) for _, rate, _, high, _ in drawn.values()])
    ax.set_ylim(limits or (0, max(float(tops.max()), 1.0) * 1.04))
    xs = np.array(list(place.values()))
    margin = max(0.02 * (xs.max() - xs.min()), 0.6 * _step(xs)) if in_time else 0.6
    ax.set_xlim(xs.min() - margin, xs.max() + margin)
    ax.set_xlabel(by.capitalize(), fontsize=TYPE)
    ax.set_ylabel("Occurrences per million words", fontsize=TYPE)
    shown = [clean(name) for name in names]
    tags: list[Any] = [
        ax.text(1, 0, name, transform=ax.transAxes, va="center", ha="left", fontsize=TYPE, clip_on=False,
                color=mix(colours[n], "#000000", 0.25), fontweight="bold" if n == mark else "normal", linespacing=1.1)
        for name, n in zip(shown, names, strict=True)
    ]  # fmt: skip
    for tag in tags:
        tag.set_in_layout(False)

    def fit(ax: "Axes", picture: Picture) -> None:
        sheet = Sheet(ax, picture)
        s = sheet.scale
        edge, pad = EDGE * s, 5.5 * s
        for _ in range(3):  # margins, tick labels and the names at the right depend on each other
            _vertical(ax, sheet)
            room = (sheet.width if sheet.owned else sheet.axes_width) * share(sheet.width / s) * 0.8
            fitted = _fit_tags(shown, room, sheet)
            under = _horizontal(ax, sheet, groups, in_time=in_time)
            across = sheet.axis_text("y")
            left = edge + sheet.y_label_width() + 3 * s + across + pad
            picture.note_text = " · ".join(filter(None, (_band(table, in_time), left_out(fitted, "term"))))
            right = edge + fitted.width() + 5 * s
            sheet.settle(left, right, edge + pad + under + 3 * s + SMALL * s * 1.4)
        low, high = ax.get_ylim()
        wanted = [(min(max(end, low), high) - low) / (high - low) * sheet.axes_height for end in ends]
        heights = [text_height(text, fitted.size) * 1.05 if text else 0.0 for text in fitted.texts]
        for tag, text, y in zip(tags, fitted.texts, _spread(wanted, heights, sheet.axes_height), strict=True):
            tag.set(text=text, fontsize=fitted.size, x=1 + 3 * s / sheet.axes_width, y=y / sheet.axes_height)
            tag.set_visible(bool(text))
        dense = sheet.axes_width / max(len(groups), 1)
        for *_, dots in drawn.values():
            dots.set_markersize(min(3.2 * s, max(0.8 * s, 0.4 * dense)))
        sheet.label_axis("y", across + pad + 3 * s)
        sheet.label_axis("x", pad + under + 2 * s)

    def boxes(ax: "Axes") -> list[dict[str, Any]]:
        beside = []
        for tag, name in zip(tags, names, strict=True):
            y, half = tag.get_position()[1], 0.02
            beside.append({**axes_box(ax, 1, 1e6, y - half, y + half), "term": name})
        wide, tall = _span(ax.get_xlim()) / 80, _span(ax.get_ylim()) / 40
        points = [
            {**data_box(ax, a - wide, a + wide, b - tall, b + tall), "term": name}
            for name, (x, rate, *_) in drawn.items()
            for a, b in zip(x, rate, strict=True)
        ]
        return beside + points

    picture.fit, picture.targets = fit, boxes
    picture.description = _described(drawn, kept, by, groups, period)
    interval = {"wilson": "Wilson", "bootstrap": "bootstrap over documents"}.get(table.attrs.get("interval", ""), "")
    level = table.attrs.get("confidence")
    bounds = ", ".join(filter(None, (f"{level:.0%} intervals" if level else "intervals", interval)))
    marks = (
        "Lines: occurrences per million words; bands" if in_time else "Dots: occurrences per million words; whiskers"
    )
    base = table.attrs.get("base")
    picture.caption = (
        f"Rate of {several(len(names), 'term')} by {by}{f', in periods of {period}' if period else ''}; n = "
        f"{several(len(groups), 'period' if period else 'group')}. {marks}: {bounds}."
        f"{f' {base[0].upper()}{base[1:]}.' if base else ''}"
    )
    return attach(ax, picture)


def _draw(
    ax: "Axes",
    x: np.ndarray,
    rate: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    colour: str,
    *,
    in_time: bool,
    strong: bool,
) -> Any:
    """Draw one term; give its dots."""
    if not in_time:
        ax.vlines(x, low, high, colors=colour, linewidth=1.6 if strong else 1.0, zorder=2)
        return ax.plot(x, rate, "o", color=colour, markersize=3.2, markeredgewidth=0, zorder=3)[0]
    gaps = np.flatnonzero(np.diff(x) > 1.5 * _step(x)) + 1
    line, below, above, above_rate = (np.insert(v.astype(float), gaps, np.nan) for v in (x, low, high, rate))
    ax.fill_between(line, below, above, color=colour, alpha=0.18, linewidth=0, zorder=1.5)
    ax.plot(line, above_rate, color=colour, linewidth=1.7 if strong else 1.1, zorder=3 if strong else 2.5)
    return ax.plot(x, rate, "o", color=colour, markersize=3.2, markeredgewidth=0, zorder=3)[0]


def _step(x: np.ndarray) -> float:
    """Give the distance at which neighbours stand, most often."""
    steps = np.diff(np.unique(x))
    return float(np.median(steps)) if len(steps) else 1.0


def _span(limits: tuple[float, float]) -> float:
    return abs(limits[1] - limits[0])


def _band(table: pd.DataFrame, in_time: bool) -> str:
    level = table.attrs.get("confidence")
    if not table["low"].notna().any():
        return ""
    return f"{'bands' if in_time else 'whiskers'}: {level:.0%} intervals" if level else ""


def _fit_tags(names: list[str], room: float, sheet: Sheet) -> Fitted:
    """Fit the names at the right: whole if together they are no higher than the axes, else smaller, else fewer."""
    size, smallest = TYPE * sheet.scale, SMALLEST * sheet.scale
    while True:
        texts = ["\n".join(wrap(name, room, size)) for name in names]
        if sum(text_height(text, size) * 1.05 for text in texts) <= sheet.axes_height:
            return Fitted(texts, size, 0)
        if size <= smallest:
            break
        size = max(size - 0.25 * sheet.scale, smallest)
    fitting = fit_labels(
        names, room, max(sheet.axes_height / len(names), LINE * smallest * 1.06), size, scale=sheet.scale
    )
    most = int(sheet.axes_height / (LINE * smallest * 1.06))
    kept = [text.replace("\n", " ") if at < most and "\n" not in text else "" for at, text in enumerate(fitting.texts)]
    return Fitted(kept, smallest, sum(not text for text in kept))


def _spread(wanted: list[float], heights: list[float], room: float) -> list[float]:
    """Move labels along one line until none overlaps, as little as can be, between 0 and `room`."""
    order = np.argsort(wanted, kind="stable")
    blocks: list[list[float]] = []  # each: where it would like to begin (sum and number), its height
    for at in order.tolist():
        blocks.append([wanted[at] - heights[at] / 2, 1, heights[at]])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] + blocks[-2][2] > blocks[-1][0] / blocks[-1][1]:
            total, n, height = blocks.pop()
            # What follows would like to begin as much earlier as the block before it is high.
            blocks[-1][0] += total - n * blocks[-1][2]
            blocks[-1][1] += n
            blocks[-1][2] += height
    begins, free = [], 0.0
    for total, n, height in blocks:
        begin = max(total / n, free)
        begins.append((begin, height))
        free = begin + height
    limit = room
    for at in range(len(begins) - 1, -1, -1):
        begin, height = begins[at]
        begins[at] = (min(begin, limit - height), height)
        limit = begins[at][0]
    places = [0.0] * len(wanted)
    inside = iter(order.tolist())
    for (begin, _), (_, n, _) in zip(begins, blocks, strict=True):
        for _ in range(int(n)):
            at = next(inside)
            places[at] = begin + heights[at] / 2
            begin += heights[at]
    return places


def _vertical(ax: "Axes", sheet: Sheet) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    most = int(min(max(sheet.axes_height / (2.4 * TYPE * sheet.scale), 2), 8))
    ax.yaxis.set_major_locator(MaxNLocator(most, steps=[1, 2, 5, 10]))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: f"{y:,.10g}"))


def _horizontal(ax: "Axes", sheet: Sheet, groups: list[Any], *, in_time: bool) -> float:
    """Set the ticks of the x axis; give the height of their labels in points."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

    size = (TYPE - 0.5) * sheet.scale
    if in_time:
        widest = max(text_width(f"{group:g}", size) for group in groups) + 12 * sheet.scale
        whole = all(float(group).is_integer() for group in groups)
        most = max(int(sheet.axes_width / widest), 1)
        ax.xaxis.set_major_locator(MaxNLocator(most, steps=[1, 2, 5, 10], integer=whole))
        ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:.10g}"))
        return size * 1.1
    names, room = [clean(str(group)) for group in groups], sheet.axes_width / (len(groups) + 0.2) - 4 * sheet.scale
    sizes = [size - step * 0.25 * sheet.scale for step in range(7)]
    words = [word for name in names for word in re.split(r"(?<=[-/])|\s+", name)]
    size = next((s for s in sizes if max(text_width(word, s) for word in words) <= room), 0.0)
    upright = size == 0  # no word is cut in two: where one is too long, the names are turned
    if upright:
        size = sizes[-1]
        every = max(int(np.ceil(LINE * size / max(room + 4 * sheet.scale, 0.1))), 1)
        long = sheet.height * 0.3 if sheet.owned else sheet.axes_height * 0.3
        texts = [shorten(name, long, size) if at % every == 0 else "" for at, name in enumerate(names)]
    else:
        texts = ["\n".join(wrap(name, room, size)) for name in names]
    ax.xaxis.set_major_locator(FixedLocator(list(range(len(groups)))))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: texts[round(x)] if 0 <= round(x) < len(texts) else ""))
    ax.tick_params(axis="x", labelsize=size, labelrotation=90 if upright else 0)
    measured = text_width if upright else text_height
    return max((measured(text, size) for text in texts if text), default=0.0)


def _described(drawn: dict[str, Any], kept: pd.DataFrame, by: str, groups: list[Any], period: int | None) -> str:
    def named(group: Any) -> str:
        return f"{group}–{group + period - 1}" if period and period > 1 else str(group)

    found = []
    for name in drawn:
        part: Any = kept[kept["term"] == name].reset_index(drop=True)
        top, low = part.loc[part["per_million"].idxmax()], part.loc[part["per_million"].idxmin()]
        ends = [f"{row['per_million']:,.0f} ({named(row[by])})" for row in (low, top)]
        found.append(f"{clean(name)} from {ends[0]} to {ends[1]}")
    more = "; …" if len(found) > 6 else ""
    over = several(len(groups), "period" if period else "group")
    return f"Occurrences per million words in {over} by {by}: {'; '.join(found[:6])}{more}."
