"""Which terms set one group of texts apart from another, by how much, and on what evidence?"""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..errors import DiscourseError
from .labels import clean, shorten, text_height, text_width
from .picture import EDGE, Picture, Sheet, attach, axes_for, check_columns, dress, say
from .placement import leaders, place_names
from .positions import several
from .rows import RowLabels, left_out, row_box
from .targets import axes_box
from .theme import FAINT, HAIR, INK, MARK_INK, PAPER, QUIET, SMALL, TYPE, mix, palette, theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

KINDS = ("evidence", "bars")
_NEEDED = ("term", "count_target", "count_reference", "log_likelihood", "log_ratio", "p")
#: Log-likelihood below which no term is drawn: chance gives as much to every third. Where there are keywords, the
#: picture begins at this share of the weakest one's, so that the room is theirs.
_LEAST, _SHARE = 1.0, 0.3
#: Radius of a dot with evidence and of one without, in points.
_DOT, _FAINT_DOT = 1.9, 1.0
#: From this many dots on they are a picture inside the PDF or SVG.
_MANY_DOTS = 3000
_COLOURS = tuple(palette(3)[::2])


@theme()
def plot_keyness(
    table: pd.DataFrame,
    *,
    ax: "Axes | None" = None,
    kind: str = "evidence",
    top: int = 12,
    alpha: float = 0.05,
    mark: str | None = None,
    names: tuple[str, str] | None = None,
    title: str | None = None,
) -> "Axes":
    """Draw keywords by the size of the difference and the evidence for it, or as bars to two sides.

    Parameters
    ----------
    table : DataFrame
        What `keyness` returns, for one comparison: of a table made with `by`, the rows of one group.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; by default the current ones if they are empty, else new ones.
    kind : {"evidence", "bars"}
        ``"evidence"``: a dot for each term, the log ratio across and the log-likelihood upwards. ``"bars"``: the
        log ratios of the terms with the strongest evidence with their confidence intervals, those of the target to the
        right, those of the reference to the left.
    top : int, default 12
        How many terms of either side are named (or have a bar): those with the highest log-likelihood; at least 1.
    alpha : float, default 0.05
        Terms whose `p` is below it are in colour; 0…1.
    mark : str, optional
        Term that stands out and is named in any case.
    names : (str, str), optional
        What target and reference are called; by default what the table says.
    title : str, optional
        A title of your own; ``""`` for none.

    Returns
    -------
    matplotlib.axes.Axes
        To the right stands what is more frequent in the target, to the left what is more frequent in the reference.

    Raises
    ------
    DiscourseError
        The table lacks a column or holds several comparisons, or `kind`, `top` or `alpha` cannot be.

    Examples
    --------
    >>> import discourse as dc
    >>> corpus = dc.sample("sotu")
    >>> table = dc.keyness(corpus.where(president="Obama"), corpus.where(president="Lincoln"), stop="english")
    >>> ax = dc.plot_keyness(table, names=("Obama", "Lincoln"))
    """
    check_columns(table, (*_NEEDED, *(("log_ratio_low", "log_ratio_high") if kind == "bars" else ())), "plot_keyness")
    if kind not in KINDS:
        raise DiscourseError(f'Keywords cannot be drawn as "{kind}".', do=f"Choose one of: {', '.join(KINDS)}.")
    if top < 1:
        raise DiscourseError(f"{top} terms cannot be drawn.", do="Ask for at least one.")
    if not 0 <= alpha <= 1:
        raise DiscourseError(f"An alpha of {alpha!r} makes no sense.", do="Give a probability, such as 0.05.")
    by = table.attrs.get("by")
    if table["term"].duplicated().any():
        chosen = f'table[table["{by}"] == …]' if by in table else "the rows of one of them"
        raise DiscourseError("The table holds several comparisons.", do=f"Draw one: {chosen}.")
    target, reference = _names(table, names)
    parameters = {"kind": kind, "top": top, "alpha": alpha, "mark": mark, "names": names, "title": title}
    usual = f"Keywords: {target} against {reference}"
    picture = Picture("plot_keyness", table, parameters, title=usual if title is None else title)
    ax = axes_for(ax)
    # Equal rates are evidence of nothing and lie on neither side.
    drawn = table[table["log_likelihood"] >= _LEAST].copy()
    if drawn.empty:
        return say(ax, f"No term is clearly more frequent in {target} or in {reference}.", picture)
    drawn["side"] = np.sign(drawn["log_ratio"])
    if {"per_million_target", "per_million_reference"} <= set(drawn):
        # In a small corpus the 0.5 that stands for a count of 0 may be the higher rate.
        drawn["side"] = np.sign(drawn["per_million_target"] - drawn["per_million_reference"])
    drawn["term"] = drawn["term"].astype(str)
    weakest = drawn.loc[drawn["p"] < alpha, "log_likelihood"].min()
    least = max(_LEAST, _SHARE * weakest) if weakest == weakest else _LEAST
    if mark is not None:
        least = max(_LEAST, min([least, *(0.9 * drawn.loc[drawn["term"] == mark, "log_likelihood"])]))
    if kind == "evidence":
        drawn = drawn[drawn["log_likelihood"] >= least]
    picture.state["least"] = least
    ranked = drawn.sort_values("log_likelihood", ascending=False, kind="stable")
    named = pd.concat([ranked[ranked["side"] > 0].head(top), ranked[ranked["side"] < 0].head(top)])
    if mark is not None and mark not in set(named["term"]):
        named = pd.concat([named, ranked[ranked["term"] == mark]])
    named = named.sort_values("log_likelihood", ascending=False, kind="stable")
    across = f"← {clean(reference)} · log ratio · {clean(target)} →"
    (_dots if kind == "evidence" else _bars)(ax, picture, drawn, named, alpha, mark, across)
    _describe(picture, drawn, ranked, named, target, reference, alpha)
    return attach(ax, picture)


def _dots(
    ax: "Axes", picture: Picture, drawn: pd.DataFrame, named: pd.DataFrame, alpha: float, mark: str | None, across: str
) -> None:
    from matplotlib.collections import LineCollection
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    strong = (drawn["p"] < alpha).to_numpy()
    xy = np.column_stack([drawn["log_ratio"], np.log10(drawn["log_likelihood"])])
    wide = max(float(np.abs(xy[:, 0]).max()) * 1.06, 0.5)
    floor = float(np.log10(picture.state["least"]))
    tall = max(float(xy[:, 1].max()) - floor, 0.5) * 1.08
    floor, high = floor - 0.03 * tall, floor + tall
    dress(ax)
    ax.set(xlim=(-wide, wide), ylim=(floor, high), ylabel=_evidence(picture.data), xlabel=across)
    for label in (ax.xaxis.label, ax.yaxis.label):
        label.set_fontsize(TYPE)
    ax.axvline(0, color=HAIR, linewidth=0.6, zorder=0.5)
    many = len(drawn) > _MANY_DOTS
    pale = ax.scatter(xy[~strong, 0], xy[~strong, 1], c=FAINT, linewidths=0, zorder=1, rasterized=many)
    colours = np.where(drawn["side"].to_numpy()[strong] > 0, *_COLOURS)
    dots = ax.scatter(xy[strong, 0], xy[strong, 1], c=list(colours), linewidths=0, zorder=2, rasterized=many)
    at = np.column_stack([named["log_ratio"], np.log10(named["log_likelihood"])])
    inks = [_ink(row, alpha, mark) for row in named.itertuples()]
    bold = [term == mark for term in named["term"]]
    texts = [
        ax.text(0, 0, clean(term), ha="center", va="center", color=ink, fontsize=SMALL, zorder=4,
                fontweight="bold" if heavy else "normal")
        for term, ink, heavy in zip(named["term"], inks, bold, strict=True)
    ]  # fmt: skip
    for text in texts:
        text.set_bbox({"facecolor": PAPER, "alpha": 0.75, "linewidth": 0, "pad": 0.2})
        text.set_in_layout(False)
    lines: Any = ax.add_collection(LineCollection([], colors=HAIR, zorder=3), autolim=False)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{10**value:,.0f}"))

    def fit(ax: "Axes", picture: Picture) -> None:
        sheet = Sheet(ax, picture)
        s = sheet.scale
        size, pad = (TYPE - 0.5) * s, (3 + 2.5) * s
        picture.note_text = picture.state.get("crowded", "")
        for _ in range(3):  # the margins, the ticks and the names that find room depend on each other
            ax.xaxis.set_major_locator(
                MaxNLocator(int(min(max(sheet.axes_width / (26 * s), 2), 12)), integer=wide > 2, symmetric=True)
            )
            ax.set_yticks(_ticks(floor, high, sheet.axes_height / s))
            ticks = sheet.axis_text("y")
            left = EDGE * s + sheet.y_label_width() + 3 * s + ticks + pad
            below = EDGE * s + pad + size * 1.1 + 3 * s
            label = _lines(ax.xaxis.label, sheet)
            sheet.settle(left, EDGE * s + 6 * s, below + label)
            extent = np.array([sheet.axes_width, sheet.axes_height])
            origin, span = np.array([-wide, floor]), np.array([2 * wide, high - floor])
            shown = [
                shorten(clean(t), extent[0] * 0.3, SMALL * s, bold=b) for t, b in zip(named["term"], bold, strict=True)
            ]
            halves = np.array(
                [
                    (text_width(t, SMALL * s, bold=b) / 2 + 0.6 * s, text_height(t, SMALL * s) / 2)
                    for t, b in zip(shown, bold, strict=True)
                ]
            )
            points = (at - origin) / span * extent
            others = (xy[strong] - origin) / span * extent
            key = (*np.round(extent, 2).tolist(), s)
            if picture.state.get("room") != key:  # a second drawing at the same size need not look for places again
                picture.state["places"] = place_names(points, halves, others, tuple(extent), _DOT * s, scale=s)
                picture.state["room"] = key
            places = picture.state["places"]
            missing = sum(place is None for place in places)
            picture.note_text = f"{several(missing, 'term')} not named for want of room" if missing else ""
        sheet.label_axis("y", ticks + pad + 3 * s)
        sheet.label_axis("x", pad + size * 1.1 + 2 * s)
        pale.set_sizes([4 * (_FAINT_DOT * s) ** 2])
        dots.set_sizes([4 * (_DOT * s) ** 2])
        for text, label_, place in zip(texts, shown, places, strict=True):
            text.set(text=label_, visible=place is not None, fontsize=SMALL * s)
            if place is not None:
                text.set_position(tuple(np.array(place) / extent * span + origin))
        lines.set_segments([line / extent * span + origin for line in leaders(points, halves, places, _DOT * s, s)])
        lines.set_linewidth(0.5 * s)
        picture.state["boxes"] = [
            (term, (np.array(place) - half) / extent, (np.array(place) + half) / extent)
            for term, place, half in zip(named["term"], places, halves, strict=True)
            if place is not None
        ] + [
            (term, (dot - 2.5 * s) / extent, (dot + 2.5 * s) / extent)
            for term, dot in zip(drawn["term"].to_numpy()[strong], others, strict=True)
        ]

    picture.fit = fit
    picture.targets = lambda ax: [
        {**axes_box(ax, low[0], high[0], low[1], high[1]), "term": str(term)}
        for term, low, high in picture.state.get("boxes", [])
    ]
    picture.height = lambda width: width * (0.95 if width < 4 else 0.8 if width < 5 else 0.55)


def _bars(
    ax: "Axes", picture: Picture, drawn: pd.DataFrame, named: pd.DataFrame, alpha: float, mark: str | None, across: str
) -> None:
    from matplotlib.ticker import MaxNLocator

    shown = named.sort_values(["side", "log_ratio"], ascending=False, kind="stable")
    terms, sizes = shown["term"].tolist(), shown["log_ratio"].to_numpy(dtype=float)
    low, high = shown["log_ratio_low"].to_numpy(dtype=float), shown["log_ratio_high"].to_numpy(dtype=float)
    # A line's height between the two sides.
    rows = np.arange(len(terms)) + 0.6 * (shown["side"].to_numpy() < 0) * bool((shown["side"] > 0).any())
    colours = np.where(shown["side"] > 0, *_COLOURS)
    fills = [mix(str(c), PAPER, 0.4 if p < alpha else 0.75) for c, p in zip(colours, shown["p"], strict=True)]
    counts = [f"{a:,} : {b:,}" for a, b in zip(shown["count_target"], shown["count_reference"], strict=True)]
    strong = [term == mark for term in terms]
    dress(ax, spines=("bottom",))
    ax.barh(rows, sizes, height=0.66, color=fills, linewidth=0)
    whiskers = ax.hlines(rows, low, high, colors=INK, linewidth=0.7, zorder=3)
    ax.axvline(0, color=INK, linewidth=0.6, zorder=2)
    ends = np.array([min(low.min(), 0.0), max(high.max(), 0.0)])
    ax.set(xlim=ends + np.array([-0.03, 0.03]) * np.ptp(ends), ylim=(rows[-1] + 0.6, -0.6), yticks=[], xlabel=across)
    ax.xaxis.label.set_fontsize(TYPE)
    across_axes = ax.get_yaxis_transform()
    numbers = [
        ax.text(1, row, text, transform=across_axes, va="center", ha="right", fontsize=SMALL, color=QUIET)
        for row, text in zip(rows.tolist(), counts, strict=True)
    ]
    for number in numbers:
        number.set_in_layout(False)
    labels = RowLabels(ax, terms, rows.tolist(), bold=strong, colours=[MARK_INK if f else INK for f in strong])

    def fit(ax: "Axes", picture: Picture) -> None:
        sheet = Sheet(ax, picture)
        s = sheet.scale
        edge, size, pad = EDGE * s, (TYPE - 0.5) * s, (3 + 2.5) * s
        for _ in range(4):  # the height of the rows and the lines of the axis label depend on each other
            fitted = labels.fit(sheet, sheet.axes_height / (rows[-1] + 1.2))
            ending = min(SMALL * s, fitted.size)
            beside = max(text_width(text, ending) for text in counts)
            notes = ("line: confidence interval", "right: occurrences", left_out(fitted, "term"))
            picture.note_text = " · ".join(filter(None, notes))
            below = edge + pad + size * 1.1 + 3 * s + _lines(ax.xaxis.label, sheet)
            sheet.settle(edge + labels.width(fitted, sheet), edge + beside + 4 * s, below, align_left=True)
            ax.xaxis.set_major_locator(
                MaxNLocator(int(min(max(sheet.axes_width / (24 * s), 2), 12)), steps=[1, 2, 5, 10])
            )
        labels.show(fitted, sheet)
        for number, text in zip(numbers, fitted.texts, strict=True):
            number.set(fontsize=ending, x=1 + (beside + 4 * s) / sheet.axes_width, visible=bool(text))
        whiskers.set_linewidth(0.7 * s)
        sheet.label_axis("x", pad + size * 1.1 + 2 * s)

    picture.fit = fit
    picture.targets = lambda ax: [
        row_box(ax, row - 0.5, row + 0.5, {"term": term}) for row, term in zip(rows.tolist(), terms, strict=True)
    ]
    picture.height = lambda width: labels.height(width, extra=62)


def _ticks(low: float, high: float, points: float) -> list[float]:
    """Give the places of 1, 10, 100 … on the logarithmic axis, with 3, or 2 and 5, between them where there is room."""
    for between in ((1, 2, 5), (1, 3), (1,)):
        decades = range(int(np.floor(low)), int(high) + 1)
        places = [n + float(np.log10(m)) for n in decades for m in between if low <= n + np.log10(m) <= high]
        if len(places) * 22 < points:
            break
    return places


def _lines(label: Any, sheet: Sheet) -> float:
    """Measure the label of the x axis, wrapped to the axes' width, in points."""
    from .labels import wrap

    size = label.get_fontsize()
    return text_height("\n".join(wrap(label.get_text().replace("\n", " "), max(sheet.axes_width, 20), size)), size)


def _ink(row: Any, alpha: float, mark: str | None) -> str:
    if row.term == mark:
        return MARK_INK
    return mix(_COLOURS[0 if row.side > 0 else 1], "#000000", 0.35) if row.p < alpha else QUIET


def _names(table: pd.DataFrame, names: tuple[str, str] | None) -> tuple[str, str]:
    if names is not None:
        target, reference = names
        return str(target), str(reference)
    by = table.attrs.get("by")
    found = table.attrs.get("names", ("target", "reference"))
    if by in table.columns and (table[by] == table[by].iloc[0]).all():
        return str(table[by].iloc[0]), found[1]
    return str(found[0]), str(found[1])


def _evidence(table: pd.DataFrame) -> str:
    form = table.attrs.get("form")
    return f"Log-likelihood ({form})" if form else "Log-likelihood"


def _describe(
    picture: Picture, drawn: pd.DataFrame, ranked: pd.DataFrame, named: pd.DataFrame, target: str, reference: str,
    alpha: float,
) -> None:  # fmt: skip
    listed = []
    for name, side in ((target, 1), (reference, -1)):
        rows = ranked[ranked["side"] == side].head(5)
        some = "; ".join(f"{r.term} ({r.count_target:,} : {r.count_reference:,})" for r in rows.itertuples())
        listed.append(f"more in {name}: {some or 'none'}")
    table, kind = picture.data, picture.parameters["kind"]
    what = "Dots for" if kind == "evidence" else "Bars to two sides for the keywords among"
    picture.description = (
        f"{what} {several(len(drawn), 'term')} of {target} against {reference} (occurrences): {'. '.join(listed)}."
    )
    correction = {"bonferroni": " (Bonferroni)", "benjamini-hochberg": " (Benjamini–Hochberg)"}
    significant = int((drawn["p"] < alpha).sum())
    base = table.attrs.get("base")
    about = f" {base[0].upper()}{base[1:].rstrip('.')}." if isinstance(base, str) and base else ""
    confidence = table.attrs.get("confidence")
    interval = f"{confidence * 100:g} % confidence interval" if confidence else "confidence interval"
    shape = (
        f"Across: log ratio (binary logarithm of the ratio of rates, 0.5 for a count of 0); upwards: "
        f"{_evidence(table)} from {picture.state['least']:.3g}, logarithmic. "
        f"Named: the terms with the strongest evidence on either side"
        if kind == "evidence"
        else f"Bars: log ratio (binary logarithm of the ratio of rates, 0.5 for a count of 0); lines: {interval}; "
        f"right: occurrences in {target} : {reference}. Chosen by {_evidence(table).lower()}"
    )
    picture.caption = (
        f"Keywords of {target} against {reference}; n = {several(len(table), 'term')}. {shape}. "
        f"In full colour: p < {alpha:g}{correction.get(str(table.attrs.get('correction')), '')}, "
        f"{several(significant, 'term')}.{about}"
    )
