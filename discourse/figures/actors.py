"""Which actors does a text speak of, where, and who is named together with whom?"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..errors import DiscourseError
from .labels import LINE, clean, text_width
from .network import plot_cooccurrence
from .picture import EDGE, Picture, Sheet, attach, axes_for, check_columns, dress, root, say
from .positions import Band, Positions, marked, number_ticks, several
from .rows import RowLabels, left_out, row_box
from .targets import data_box
from .theme import HAIR, INK, PAPER, ROW, SMALL, TYPE, group_colours, mix, theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_cooccurrence", "plot_mentions"]

_PER = {"count": "mentions", "per_100_words": "mentions per 100 words"}
_LIGHT, _MIDDLE, _DARK = "#a8c8e4", "#3f7fb9", "#08264d"
#: From this many cells on, the cells are a picture inside the PDF or SVG: tens of thousands of outlines stall a reader.
_MANY_CELLS = 4000


@theme()
def plot_mentions(
    table: pd.DataFrame,
    codebook: Any = None,
    *,
    ax: "Axes | None" = None,
    paragraphs: pd.DataFrame | None = None,
    per: str = "count",
    mark: int | tuple[int, int] | None = None,
    actors: Iterable[str] | None = None,
    empty: bool = False,
    title: str | None = None,
) -> "Axes":
    """Draw the mentions of each actor in each paragraph as a heatmap, grouped by the groups of the actors.

    Parameters
    ----------
    table : DataFrame
        What `mentions` returns: one row a mention, with `doc, paragraph, actor`.
    codebook : Codebook, optional
        Gives each actor's label and group and their order; without it actors are named by their ids.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; by default the current ones if they are empty, else new ones.
    paragraphs : DataFrame, optional
        ``corpus.paragraphs``: shows paragraphs without a mention too, and gives the words that rates need. Those of
        kinds that were not searched (headings, footnotes …) are left blank.
    per : {"count", "per_100_words"}
        Whether a cell is a number of mentions or of mentions per 100 words of its paragraph.
    mark : int or (int, int), optional
        Paragraph to highlight, or document and paragraph.
    actors : iterable of str, optional
        Ids of the actors to draw; by default all.
    empty : bool, default False
        Whether actors of the codebook who are never mentioned have a row.
    title : str, optional
        A title of your own; ``""`` for none.

    Returns
    -------
    matplotlib.axes.Axes
        The darker a cell, the more mentions; cells without a mention stay empty.

    Raises
    ------
    DiscourseError
        The table lacks a column, or rates are asked for without `paragraphs`.

    Examples
    --------
    >>> import discourse as dc
    >>> corpus, codebook = dc.sample("sotu-2016"), dc.Codebook.sample("us-politics")
    >>> ax = dc.plot_mentions(dc.mentions(corpus, codebook), codebook, paragraphs=corpus.paragraphs)
    """
    check_columns(table, ("doc", "paragraph", "actor"), "plot_mentions")
    if per not in _PER:
        raise DiscourseError(f"Cells cannot show {per!r}.", do=f"Choose one of: {', '.join(_PER)}.")
    if per == "per_100_words" and (paragraphs is None or "words" not in paragraphs):
        raise DiscourseError(
            "Mentions per 100 words need the words of each paragraph.", do="Give paragraphs=corpus.paragraphs."
        )
    chosen = list(actors) if actors is not None else None
    parameters = {"per": per, "mark": mark, "actors": chosen, "empty": empty, "title": title}
    picture = Picture("plot_mentions", table, parameters, title="Actors by paragraph" if title is None else title)
    ax = axes_for(ax)
    rows = _rows(table, codebook, chosen, empty)
    paragraphs = _searched(table, paragraphs)
    units = table if paragraphs is None else paragraphs
    if not rows or units.empty:
        return say(ax, "No actor of the codebook is mentioned here.", picture)
    places = Positions(units.sort_values(["doc", "paragraph"], kind="stable"), "paragraph")
    ids = [actor for actor, _, _ in rows]
    counts = _counts(table, ids, places)
    cells = counts.copy()
    if per == "per_100_words" and paragraphs is not None:
        by_place = dict(
            zip(zip(paragraphs["doc"], paragraphs["paragraph"], strict=True), paragraphs["words"], strict=True)
        )
        words = np.array([max(int(by_place[key]), 1) for key in places.keys])
        cells = counts * 100 / words
    headed = len({group for _, _, group in rows}) > 1
    labels, heads, at_row = _lines(rows, headed)
    columns = places.numbers - places.first  # a paragraph that was not searched leaves its place blank
    matrix = np.full((len(labels), places.last - places.first + 1), np.nan)
    matrix[np.ix_(np.array(at_row), columns)] = cells
    colours = group_colours(group for _, _, group in rows)
    strongest = float(cells.max()) or 1.0
    of_group = [colours[group] for _, _, group in rows] if headed else None
    mesh, stripes = _draw(ax, matrix, strongest, at_row, columns, of_group)
    shift = 0.5 - places.first  # the heatmap counts its columns from 0
    groups = [group for _, _, group in rows]
    for border in places.borders():
        ax.axvline(border + shift, color=HAIR, linewidth=0.6, dashes=(1, 2), zorder=2.5)
    band = Band(ax, marked(units, mark, places), f"¶ {mark[1] if isinstance(mark, tuple) else mark}", shift=shift)
    ax.set_xlabel(places.axis_label(), fontsize=TYPE)
    inks = [mix(colours[head], "#000000", 0.45) if head else INK for head in heads]
    middles = [line + 0.5 for line in range(len(labels))]
    names = RowLabels(ax, labels, middles, bold=[bool(head) for head in heads], colours=inks, gap=7)

    def fit(ax: "Axes", picture: Picture) -> None:
        sheet = Sheet(ax, picture)
        s = sheet.scale
        edge, tick = EDGE * s, (TYPE - 0.5) * s
        right = edge + text_width(str(places.last), tick) / 2
        bottom = edge + 5.5 * s + tick * 1.1 + 3 * s + SMALL * s * 1.4
        for _ in range(2):
            fitted = names.fit(sheet, sheet.axes_height / len(labels))
            picture.note_text = " · ".join(filter(None, [_key(strongest, per), left_out(fitted, "row")]))
            above = SMALL * s * LINE
            sheet.settle(edge + names.width(fitted, sheet), right, bottom, align_left=True, above=above)
        names.show(fitted, sheet)
        number_ticks(ax, places, sheet, shift=shift)
        cell = min(sheet.axes_width / matrix.shape[1], sheet.axes_height / len(labels))
        if cell > 2.5 * s:
            mesh.set(edgecolor=PAPER, linewidth=min(0.8 * s, 0.09 * cell))
        else:  # a cell of a long text is a hair: an edge of its own shade keeps it to be seen
            mesh.set(edgecolor="face", linewidth=max(0.0, 1.1 * s - sheet.axes_width / matrix.shape[1]))
        if stripes is not None:
            x = -2.2 * s / sheet.axes_width
            stripes.set_verts([_rectangle(2 * x, line, x, line + 1) for line in at_row])
        sheet.label_axis("x", 5.5 * s + tick * 1.1 + 2 * s)
        band.fit(sheet, above=True)

    def boxes(ax: "Axes") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for line, actor, values in zip(at_row, ids, counts, strict=True):
            for at in np.flatnonzero(values).tolist():
                (doc, paragraph), column = places.keys[at], int(columns[at])
                box = data_box(ax, column, column + 1, line, line + 1)
                found.append({**box, "actor": actor, "doc": int(doc), "paragraph": int(paragraph)})
        high = len(labels)
        found += [row_box(ax, n, n + 1, {"actor": actor}, whole=False) for n, actor in zip(at_row, ids, strict=True)]
        for column, (doc, paragraph) in zip(columns.tolist(), places.keys, strict=True):
            box = data_box(ax, column, column + 1, 0, high)
            found.append({**box, "doc": int(doc), "paragraph": int(paragraph)})
        return found

    picture.fit, picture.targets = fit, boxes
    picture.height = lambda width: names.height(width, extra=52)
    totals = counts.sum(axis=1)
    shown = [clean(label) for _, label, _ in rows]
    order = np.argsort(-totals, kind="stable")
    listed = "; ".join(f"{shown[i]} {totals[i]:.0f}" for i in order[:5]) + ("; …" if len(order) > 5 else "")
    silent = int((counts.sum(axis=0) == 0).sum())
    picture.description = (
        f"Heatmap of {several(int(totals.sum()), 'mention')} of {several(len(rows), 'actor')} in "
        f"{several(len(places), 'paragraph')}: {listed}; {several(silent, 'paragraph')} without a mention."
    )
    named = [group for group in dict.fromkeys(groups) if group]
    grouped = f" Actors are grouped: {', '.join(named)}." if named else ""
    picture.caption = (
        f"Mentions of {several(len(rows), 'actor')} by paragraph; n = {several(int(totals.sum()), 'mention')} in "
        f"{several(len(places), 'paragraph')}. Cells: {_PER[per]}, the darker the more "
        f"(darkest: {_figure(strongest)}); grey: none.{grouped}"
    )
    return attach(ax, picture)


def _searched(table: pd.DataFrame, paragraphs: pd.DataFrame | None) -> pd.DataFrame | None:
    """Leave out paragraphs of the kinds that the table says were not searched."""
    kinds = table.attrs.get("kinds")
    if paragraphs is None or kinds is None or "kind" not in paragraphs:
        return paragraphs
    return paragraphs[paragraphs["kind"].isin(kinds)]


def _figure(value: float) -> str:
    return f"{value:.0f}" if value == round(value) else f"{value:.1f}"


def _key(strongest: float, per: str) -> str:
    if per == "count":
        return "shade: mentions, 1" + (f" (light) to {strongest:.0f} (dark)" if strongest > 1 else "")
    return f"shade: mentions per 100 words, darkest {_figure(strongest)}"


def _rows(
    table: pd.DataFrame, codebook: Any, chosen: list[str] | None, empty: bool
) -> list[tuple[str, str, str | None]]:
    """Give id, label and group of each actor with a row, groups together, in the order of the codebook."""
    mentioned = list(dict.fromkeys(table["actor"].astype(str)))
    known = {actor.id: (actor.label or actor.id, actor.group or None) for actor in codebook.actors} if codebook else {}
    ids = [*known, *(actor for actor in mentioned if actor not in known)]
    if chosen is not None:
        ids = [actor for actor in ids if actor in set(chosen)]
    if not empty:
        ids = [actor for actor in ids if actor in set(mentioned)]
    rows = [(actor, *known.get(actor, (actor, None))) for actor in ids]
    order = list(dict.fromkeys(group for _, _, group in rows))
    order.sort(key=lambda group: group is None)  # actors without a group come last
    return sorted(rows, key=lambda row: order.index(row[2]))


def _lines(rows: list[tuple[str, str, str | None]], headed: bool) -> tuple[list[str], list[str | None], list[int]]:
    """Give the labels of the lines, the group where a line is a group's head, and the line of each actor."""
    labels: list[str] = []
    heads: list[str | None] = []
    at_row: list[int] = []
    before: Any = object()
    for _, label, group in rows:
        if headed and group != before:
            labels.append(group or "no group")
            heads.append(group)
            before = group
        at_row.append(len(labels))
        labels.append(label)
        heads.append(None)
    return labels, heads, at_row


def _counts(table: pd.DataFrame, ids: list[str], places: Positions) -> np.ndarray:
    counts = np.zeros((len(ids), len(places)))
    row = {actor: at for at, actor in enumerate(ids)}
    column = {key: at for at, key in enumerate(places.keys)}
    for doc, paragraph, actor in zip(table["doc"], table["paragraph"], table["actor"].astype(str), strict=True):
        if actor in row and (doc, paragraph) in column:
            counts[row[actor], column[doc, paragraph]] += 1
    return counts


def _draw(
    ax: "Axes",
    matrix: np.ndarray,
    strongest: float,
    at_row: list[int],
    columns: np.ndarray,
    colours: list[str] | None,
) -> tuple[Any, Any]:
    """Draw the cells, pale rows beneath them, and the stripes in the colours of the groups; give cells and stripes."""
    import seaborn as sns
    from matplotlib.collections import PolyCollection
    from matplotlib.colors import LinearSegmentedColormap

    shades = LinearSegmentedColormap.from_list("mentions", [_LIGHT, _MIDDLE, _DARK])
    figure = root(ax)
    shown = figure.get_visible()
    dress(ax, spines=())
    figure.set_visible(False)  # seaborn draws the whole figure once to look for colliding labels, which we do ourselves
    try:
        sns.heatmap(
            matrix,
            mask=~(matrix > 0),
            ax=ax,
            cmap=shades,
            vmin=0 if strongest <= 1 else min(1.0, strongest / 2),
            vmax=strongest,
            cbar=False,
            xticklabels=False,
            yticklabels=False,
            linecolor=PAPER,
            linewidths=0.5,
            rasterized=matrix.size > _MANY_CELLS,
            zorder=2,
        )
    finally:
        figure.set_visible(shown)
    mesh = ax.collections[-1]
    runs = np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1)
    pale = [_rectangle(run[0], line + 0.04, run[-1] + 1, line + 0.96) for line in at_row for run in runs]
    ax.add_collection(PolyCollection(pale, facecolors=ROW, linewidths=0, zorder=0.2), autolim=False)
    stripes = None
    if colours:
        whole = [_rectangle(0, line + 0.04, matrix.shape[1], line + 0.96) for line in at_row]
        stripes = PolyCollection(whole, facecolors=colours, linewidths=0, clip_on=False, in_layout=False)
        stripes.set_transform(ax.get_yaxis_transform())
        ax.add_collection(stripes, autolim=False)
    return mesh, stripes


def _rectangle(x0: float, y0: float, x1: float, y1: float) -> list[tuple[float, float]]:
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
