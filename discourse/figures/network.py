"""Who is named together with whom? The network of actors."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..errors import DiscourseError
from .labels import LEADING, LINE, shorten, text_height, text_width, wrap
from .picture import EDGE, Picture, Sheet, attach, axes_for, check_columns, dress, say
from .positions import several
from .spread import clashes, layout, separate
from .targets import data_box
from .theme import HAIR, INK, MARK_INK, PAPER, SMALL, SMALLEST, TYPE, group_colours, mix, theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Diameters of nodes and widths of edges in points.
_NODE, _EDGE_WIDTH = (4.0, 15.0), (0.5, 4.0)
_CORNERS = ((-1, -1), (1, -1), (1, 1), (-1, 1))


@theme()
def plot_cooccurrence(
    table: pd.DataFrame,
    *,
    codebook: Any = None,
    ax: "Axes | None" = None,
    mark: str | None = None,
    minimum: int = 1,
    title: str | None = None,
) -> "Axes":
    """Draw which actors are mentioned together as a network; the same table gives the same picture each time.

    Parameters
    ----------
    table : DataFrame
        What `cooccurrence` returns: `actor_a, actor_b, count` (paragraphs or sentences in which both are mentioned).
        ``table.attrs["mentions"]`` (actor to count), where it is there, gives the sizes of the nodes; else they
        follow the actor's shared units.
    codebook : Codebook, optional
        Gives each actor's label and group; without it actors are named by their ids.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; by default the current ones if they are empty, else new ones.
    mark : str, optional
        Id of the actor whose ties stand out.
    minimum : int, default 1
        Pairs with a smaller count are left out.
    title : str, optional
        A title of your own; ``""`` for none.

    Returns
    -------
    matplotlib.axes.Axes
        The larger a node, the more often it is mentioned; the broader a line, the more often both ends are together.

    Raises
    ------
    DiscourseError
        The table lacks a column.

    Examples
    --------
    >>> import discourse as dc
    >>> corpus, codebook = dc.sample("sotu-2016"), dc.Codebook.sample("us-politics")
    >>> ax = dc.plot_cooccurrence(dc.cooccurrence(dc.mentions(corpus, codebook)), codebook=codebook)
    """
    from matplotlib.collections import PolyCollection

    check_columns(table, ("actor_a", "actor_b", "count"), "plot_cooccurrence")
    if minimum < 1:
        raise DiscourseError(f"A smallest count of {minimum} leaves pairs that never meet.", do="Give 1 or more.")
    picture = Picture(
        "plot_cooccurrence",
        table,
        {"mark": mark, "minimum": minimum, "title": title},
        title="Actors named together" if title is None else title,
    )
    ax = axes_for(ax)
    ties = table[table["count"] >= minimum]
    if ties.empty:
        often = f" at least {minimum} times" if minimum > 1 else ""
        return say(ax, f"No two actors are named together{often} here.", picture)
    ids, labels, groups, sizes = _nodes(ties, codebook, table.attrs.get("mentions"))
    index = {actor: at for at, actor in enumerate(ids)}
    ends = np.array(
        [[index[a], index[b]] for a, b in zip(ties["actor_a"].astype(str), ties["actor_b"].astype(str), strict=True)]
    )
    counts = ties["count"].to_numpy(dtype=float)
    weights = np.zeros((len(ids), len(ids)))
    weights[ends[:, 0], ends[:, 1]] = weights[ends[:, 1], ends[:, 0]] = counts
    base = layout(weights)
    bold = [actor == mark for actor in ids]
    colours = group_colours(groups)
    several_groups = len(colours) > 1
    near = {mark} | {ids[b] if ids[a] == mark else ids[a] for a, b in ends if mark in (ids[a], ids[b])}
    faded = [mark in index and actor not in near for actor in ids]
    dress(ax, spines=())
    ax.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[])
    edges = _edges(ax, ends, counts, ids, mark if mark in index else None)
    fills = [mix(colours[g], PAPER, 0.7 if dim else 0) for g, dim in zip(groups, faded, strict=True)]
    dots = ax.scatter(base[:, 0], base[:, 1], c=fills, zorder=3, linewidths=0.6, clip_on=False)
    dots.set_edgecolor(
        [
            MARK_INK if actor == mark else mix(INK, PAPER, 0.6 if dim else 0.15)
            for actor, dim in zip(ids, faded, strict=True)
        ]
    )
    texts = [
        ax.text(0, 0, label, ha="center", va="center", fontsize=TYPE, zorder=4, linespacing=1.1,
                color=HAIR if dim else MARK_INK if actor == mark else INK,
                fontweight="bold" if actor == mark else "normal")
        for actor, label, dim in zip(ids, labels, faded, strict=True)
    ]  # fmt: skip
    legend = _legend(ax, colours) if several_groups else []
    # White beneath the labels in one piece: a box of each text's own takes matplotlib as long as the text.
    beneath = PolyCollection([], facecolors=PAPER, alpha=0.7, linewidths=0, zorder=2.5)
    ax.add_collection(beneath, autolim=False)
    for text in texts:
        text.set_in_layout(False)

    def fit(ax: "Axes", picture: Picture) -> None:
        sheet = Sheet(ax, picture)
        s, edge = sheet.scale, EDGE * sheet.scale
        diameters = _NODE[0] + (_NODE[1] - _NODE[0]) * np.sqrt(sizes / sizes.max())
        small = min(1.0, max(0.45, np.sqrt(sheet.width * sheet.height / s**2 / (len(ids) * 2600))))
        diameters = diameters * s * small
        room = sheet.width - 2 * edge if sheet.owned else sheet.axes_width
        bottom = edge + _legend_height(legend, room, s)
        picture.note_text = "dot: mentions · line: named together"
        sheet.settle(edge, edge, bottom, align_left=True)
        wide, high = sheet.axes_width, sheet.axes_height
        key = (round(wide, 2), round(high, 2), s)
        if picture.state.get("room") != key:  # a second drawing at the same size need not look for places again
            picture.state["places"] = _arrange(base, labels, diameters, wide, high, s, sizes, bold)
            picture.state["room"] = key
        centres, shown, size = picture.state["places"]
        missing = sum(not text for text in shown)
        if missing:
            picture.note_text += f" · {several(missing, 'actor')} not named for want of room"
            sheet.settle(edge, edge, bottom, align_left=True)
        scale = np.array([wide, high])
        at = centres / scale
        dots.set_offsets(at)
        dots.set_sizes(diameters**2)
        dots.set_linewidth(0.6 * s)
        edges.set_segments(at[ends])
        edges.set_linewidth(picture.state["edge_widths"] * s)
        papers = []
        for text, label, (x, y), diameter, flag in zip(texts, shown, centres, diameters, bold, strict=True):
            tall = text_height(label, size)
            drop = diameter / 2 + tall / 2 + 0.8 * s
            text.set(text=label, x=x / wide, y=(y - drop) / high, fontsize=size, visible=bool(label))
            if label:
                half = text_width(label, size, bold=flag) / 2
                papers.append(np.array([[x + dx * half, y - drop + dy * tall / 2] for dx, dy in _CORNERS]) / scale)
        beneath.set_verts(papers)
        picture.state["at"], picture.state["radius"] = at, diameters / 2
        _place_legend(legend, sheet, s)

    def boxes(ax: "Axes") -> list[dict[str, Any]]:
        place = ax.get_position()
        width, height = (72 * inches for inches in ax.figure.get_size_inches())  # type: ignore[union-attr]
        found = []
        for actor, (x, y), radius in zip(
            ids, picture.state.get("at", base), picture.state.get("radius", [6] * len(ids)), strict=True
        ):
            rx, ry = max(radius, 6) / (place.width * width), max(radius, 6) / (place.height * height)
            found.append({**data_box(ax, x - rx, x + rx, y - 2 * ry, y + ry), "actor": actor})
        return found

    picture.state["edge_widths"] = (
        _EDGE_WIDTH[0] + (_EDGE_WIDTH[1] - _EDGE_WIDTH[0]) * counts / counts.max()
        if counts.max() > 1
        else np.full(len(counts), 0.8)
    )
    picture.fit, picture.targets = fit, boxes
    picture.height = lambda width: _height(width, labels, several_groups)
    unit = table.attrs.get("unit") if table.attrs.get("unit") in ("paragraph", "sentence", "document") else "passage"
    order = np.argsort(-counts, kind="stable")[:3]
    pairs = "; ".join(f"{labels[ends[i, 0]]} and {labels[ends[i, 1]]} ({counts[i]:.0f})" for i in order)
    picture.description = (
        f"Network of {several(len(ids), 'actor')} with {several(len(ties), 'tie')}; most often named together: {pairs}."
    )
    named = [str(group) for group in colours if group]
    sized = "mentions" if table.attrs.get("mentions") else f"{unit}s shared with others"
    picture.caption = (
        f"Actors named together in a {unit}; {several(len(ids), 'actor')}, {several(len(ties), 'pair')}"
        f"{f' (at least {minimum} times)' if minimum > 1 else ''}. Dots: {sized}; lines: {unit}s in which both are "
        f"named ({counts.min():.0f} to {counts.max():.0f}). Distances have no meaning of their own."
        + (f" Colours: {', '.join(named)}." if several_groups and named else "")
    )
    return attach(ax, picture)


def _nodes(
    ties: pd.DataFrame, codebook: Any, mentions: Any
) -> tuple[list[str], list[str], list[str | None], np.ndarray]:
    """Give ids, labels, groups and sizes of the nodes, group by group, so that groups start out together."""
    both = pd.concat([ties["actor_a"].astype(str), ties["actor_b"].astype(str)], ignore_index=True)
    shared = pd.concat([ties["count"], ties["count"]], ignore_index=True).groupby(both).sum()
    known = {actor.id: (actor.label or actor.id, actor.group or None) for actor in codebook.actors} if codebook else {}
    present = set(both)
    ids = [actor for actor in known if actor in present] + sorted(present - set(known))
    group_of = {actor: known.get(actor, (actor, None))[1] for actor in ids}
    order = list(dict.fromkeys(group_of.values()))
    ids.sort(key=lambda actor: order.index(group_of[actor]))
    sizes = [float(mentions.get(actor, 0)) if mentions else float(shared[actor]) for actor in ids]
    return ids, [known.get(a, (a, None))[0] for a in ids], [group_of[a] for a in ids], np.maximum(np.array(sizes), 1.0)


def _edges(ax: "Axes", ends: np.ndarray, counts: np.ndarray, ids: list[str], mark: str | None) -> Any:
    from matplotlib.collections import LineCollection

    def shade(a: int, b: int, count: float) -> str:
        if mark is None:
            return mix("#c3cad2", "#5d6b7a", float(count / counts.max()))
        return "#b87900" if mark in (ids[a], ids[b]) else "#e4e7ea"

    colours = [shade(a, b, count) for (a, b), count in zip(ends, counts, strict=True)]
    return ax.add_collection(
        LineCollection([((0, 0), (0, 0))] * len(ends), colors=colours, zorder=2, capstyle="round", clip_on=False),
        autolim=False,
    )


def _arrange(
    base: np.ndarray,
    labels: list[str],
    diameters: np.ndarray,
    wide: float,
    high: float,
    s: float,
    sizes: np.ndarray,
    bold: list[bool],
) -> tuple[np.ndarray, list[str], float]:
    """Find places for nodes with their labels beneath: first whole labels, then smaller, then shortened ones."""
    margin = 1.6 * s
    tries = [(TYPE, 0.34, 9), (7.0, 0.3, 9), (6.5, 0.28, 9), (6.0, 0.26, 9), (5.5, 0.24, 9), (SMALLEST, 0.22, 9),
             (SMALLEST, 0.2, 2), (SMALLEST, 0.16, 2), (SMALLEST, 0.13, 1), (SMALLEST, 0.09, 1)]  # fmt: skip
    for size, share, lines in tries:
        size *= s
        room = max(min(wide * share, 95 * s), 24 * s)
        shown = [_label(label, room, size, lines, b) for label, b in zip(labels, bold, strict=True)]
        offsets, halves = _boxes(shown, diameters, size, bold, margin)
        if (halves[:, 0] * 2 > wide).any() or (4 * halves.prod(axis=1)).sum() > 0.72 * wide * high:
            continue
        start = base * (np.array([wide, high]) - 2 * halves) + halves
        boxes, free = separate(start, halves, wide, high)
        if free:
            return boxes - offsets, shown, size
    # There is less room than the shortest labels need: those of the least mentioned actors go.
    shown = [_label(label, room, size, 1, b) for label, b in zip(labels, bold, strict=True)]
    for at in np.argsort(sizes, kind="stable"):
        offsets, halves = _boxes(shown, diameters, size, bold, margin)
        boxes, free = separate(base * (np.array([wide, high]) - 2 * halves) + halves, halves, wide, high, rounds=80)
        if free or not clashes(boxes, halves)[[i for i, text in enumerate(shown) if text]].any():
            break
        shown[at] = ""
    return boxes - offsets, shown, size


def _label(label: str, room: float, size: float, lines: int, bold: bool) -> str:
    wrapped = wrap(label, room, size, bold=bold)
    if len(wrapped) <= lines:
        return "\n".join(wrapped)
    return "\n".join([*wrapped[: lines - 1], shorten(" ".join(wrapped[lines - 1 :]), room, size, bold=bold)])


def _boxes(
    shown: list[str], diameters: np.ndarray, size: float, bold: list[bool], margin: float
) -> tuple[np.ndarray, np.ndarray]:
    """Give the box of each node with its label: where its middle lies seen from the node, and half its size."""
    widths = np.array([text_width(t, size, bold=b) if t else 0.0 for t, b in zip(shown, bold, strict=True)])
    heights = np.array([(t.count("\n") * LEADING + LINE) * size + margin / 2 if t else 0.0 for t in shown])
    halves = np.column_stack([np.maximum(widths, diameters), diameters + heights]) / 2 + margin / 2
    return np.column_stack([np.zeros(len(shown)), -heights / 2]), halves


def _legend(ax: "Axes", colours: dict[str | None, str]) -> list[tuple[Any, Any, str]]:
    """Make the entries that say which colour is which group; `_place_legend` puts them below the network."""
    entries = []
    for group, colour in colours.items():
        name = group or "no group"
        (dot,) = ax.plot([0], [0], "o", markersize=4.8, markerfacecolor=colour, markeredgecolor=mix(INK, PAPER, 0.15))
        dot.set(markeredgewidth=0.5, clip_on=False, transform=ax.transAxes, zorder=3, in_layout=False)
        text = ax.text(
            0, 0, name, transform=ax.transAxes, fontsize=SMALL, color=INK, ha="left", va="center", clip_on=False
        )
        text.set_in_layout(False)
        entries.append((dot, text, name))
    return entries


def _rows_of(legend: list[tuple[Any, Any, str]], room: float, s: float) -> list[list[tuple[Any, Any, str, float]]]:
    rows: list[list[tuple[Any, Any, str, float]]] = [[]]
    used = 0.0
    for dot, text, name in legend:
        label = shorten(name, room - 10 * s, SMALL * s)
        width = text_width(label, SMALL * s) + 18 * s
        if rows[-1] and used + width > room + 8 * s:
            rows.append([])
            used = 0.0
        rows[-1].append((dot, text, label, used))
        used += width
    return rows


def _legend_height(legend: list[tuple[Any, Any, str]], room: float, s: float) -> float:
    return (len(_rows_of(legend, room, s)) * 1.45 * SMALL + 2) * s if legend else 0.0


def _place_legend(legend: list[tuple[Any, Any, str]], sheet: Sheet, s: float) -> None:
    if not legend:
        return
    for line, row in enumerate(_rows_of(legend, sheet.axes_width, s)):
        y = -(line * 1.45 + 0.95) * SMALL * s / sheet.axes_height
        for dot, text, label, left in row:
            dot.set_data([(left + 3.5 * s) / sheet.axes_width], [y])
            text.set(x=(left + 9 * s) / sheet.axes_width, y=y, text=label, fontsize=SMALL * s)


def _height(width: float, labels: list[str], grouped: bool) -> float:
    """Ask for a height in inches at which the labels take up a third of the picture."""
    points = width * 72
    room = min(points * 0.3, 95)
    area = sum(room * 0.8 * text_height("\n".join(wrap(label, room, 7)), 7) + 260 for label in labels)
    return min(
        max(area * 2.1 / points + 25 + 14 * grouped, points * 0.55 if width < 5 else points * 0.36) / 72, 240 / 25.4
    )
