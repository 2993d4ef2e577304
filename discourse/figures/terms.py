"""Which terms does a text use most, and where in the text does it use them?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..errors import DiscourseError
from .labels import LINE, text_width
from .picture import EDGE, Picture, Sheet, attach, axes_for, check_columns, dress, say
from .positions import Band, Positions, centred_mean, marked, number_ticks, several, smoothing
from .rows import RowLabels, left_out, row_box
from .targets import data_box
from .theme import FAINT, HAIR, INK, MARK_INK, POSITIVE, QUIET, SMALL, TYPE, mix, theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BAR, _STRONG = mix(POSITIVE, "#000000", 0.18), "#b87900"
#: Height of the tallest stem, where the strips stand 1 apart.
_STRIP = 0.78
_RATES = {"per_million": "per million words"}


@theme()
def plot_frequency(
    table: pd.DataFrame,
    *,
    ax: "Axes | None" = None,
    top: int = 20,
    mark: str | None = None,
    per: str | None = None,
    title: str | None = None,
) -> "Axes":
    """Draw the most frequent terms as horizontal bars with their counts at the ends.

    Parameters
    ----------
    table : DataFrame
        What `frequency` or `ngrams` returns: `term, count` and, for rates, `per_million`. Over several units the
        counts of a term are added up.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; by default the current ones if they are empty, else new ones.
    top : int, default 20
        How many terms, at least 1.
    mark : str, optional
        Term whose bar stands out.
    per : {"count", "per_million"}, optional
        What the length of a bar is; by default the count.
    title : str, optional
        A title of your own; ``""`` for none.

    Returns
    -------
    matplotlib.axes.Axes
        Longest bar on top; terms with the same count in the order of the table.

    Raises
    ------
    DiscourseError
        The table lacks a column, or `per` or `top` cannot be.

    Examples
    --------
    >>> import discourse as dc
    >>> ax = dc.plot_frequency(dc.frequency(dc.sample("sotu-2016")), top=10)
    """
    value = "count" if per is None else per
    if value not in ("count", *_RATES):
        raise DiscourseError(f"Bars cannot show {per!r}.", do=f"Choose one of: count, {', '.join(_RATES)}.")
    if top < 1:
        raise DiscourseError(f"{top} terms cannot be drawn.", do="Ask for at least one.")
    check_columns(table, ("term", value), "plot_frequency")
    picture = Picture(
        "plot_frequency", table, {"top": top, "mark": mark, "per": value, "title": title}, title="Most frequent terms"
    )
    if title is not None:
        picture.title = title
    ax = axes_for(ax)
    summed = table.groupby(table["term"].astype(str), sort=False, observed=True)[value].sum()
    shown = summed[summed > 0].sort_values(ascending=False, kind="stable").head(top)
    if shown.empty:
        return say(ax, "No term is left to count here.", picture)
    terms, values = list(shown.index), shown.to_numpy(dtype=float)
    ends = [f"{v:,.0f}" if value == "count" or v >= 100 else f"{v:,.1f}" for v in values]
    rows = np.arange(len(terms))
    strong = [term == mark for term in terms]
    dress(ax, spines=("left",))
    ax.barh(rows, values, height=0.72, color=[_STRONG if flag else _BAR for flag in strong], linewidth=0)
    numbers = [
        ax.text(v, row, end, va="center", ha="left", fontsize=SMALL, color=INK, clip_on=False)
        for row, v, end in zip(rows.tolist(), values.tolist(), ends, strict=True)
    ]
    ax.set(xlim=(0, values.max()), ylim=(len(terms) - 0.4, -0.6), xticks=[], yticks=[])
    names = RowLabels(ax, terms, rows.tolist(), bold=strong, colours=[MARK_INK if flag else INK for flag in strong])
    ax.set_xlabel("Occurrences" if value == "count" else f"Occurrences {_RATES[value]}", fontsize=TYPE)

    def fit(ax: "Axes", picture: Picture) -> None:
        sheet = Sheet(ax, picture)
        s = sheet.scale
        edge, below = EDGE * s, SMALL * s * 1.4 + 4 * s
        for _ in range(2):
            pitch = sheet.axes_height / (len(terms) + 0.2)
            fitted = names.fit(sheet, pitch)
            ending = min(SMALL * s, fitted.size)
            # The longest number may stand beside the longest bar: the bars give way to the numbers.
            room = max(text_width(end, ending) for end in ends) + 3.5 * s
            picture.note_text = left_out(fitted, "term")
            sheet.settle(edge + names.width(fitted, sheet), edge + room, edge + below, align_left=True)
        names.show(fitted, sheet)
        for number, v, text in zip(numbers, values, fitted.texts, strict=True):
            number.set(fontsize=ending, x=v + 2.5 * s / sheet.axes_width * values.max(), visible=bool(text))
        sheet.label_axis("x", 3 * s)

    def boxes(ax: "Axes") -> list[dict[str, Any]]:
        return [row_box(ax, row - 0.5, row + 0.5, {"term": term}) for row, term in zip(rows, terms, strict=True)]

    picture.fit, picture.targets = fit, boxes
    picture.height = lambda width: names.height(width, extra=38)
    listed = "; ".join(f"{term} ({end})" for term, end in zip(terms[:5], ends[:5], strict=True))
    rest = f"; … {terms[-1]} ({ends[-1]})" if len(terms) > 5 else ""
    unit = "" if value == "count" else f", {_RATES[value]}"
    what = "the most frequent term" if len(terms) == 1 else f"the {len(terms)} most frequent terms"
    picture.description = f"Bar chart of {what}{unit}: {listed}{rest}."
    picture.caption = (
        f"{what[0].upper()}{what[1:]}. Bars and figures: occurrences{unit.replace(',', '')}.{_base(table)}"
    )
    return attach(ax, picture)


def _base(table: pd.DataFrame) -> str:
    """Say what the counts are out of, where the measure has said so."""
    base = table.attrs.get("base")
    return f" {base[0].upper()}{base[1:].rstrip('.')}." if isinstance(base, str) and base else ""


@theme()
def plot_terms(
    table: pd.DataFrame,
    *,
    ax: "Axes | None" = None,
    terms: Sequence[str] | None = None,
    smooth: int | None = None,
    mark: int | tuple[int, int] | None = None,
    paragraphs: pd.DataFrame | None = None,
    title: str | None = None,
) -> "Axes":
    """Draw where in a text chosen terms stand: one strip for each term, all on the same scale.

    Parameters
    ----------
    table : DataFrame
        What `term_counts` returns: `doc, paragraph, term, count`; a paragraph without the term may be missing.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; by default the current ones if they are empty, else new ones.
    terms : sequence of str, optional
        Terms to draw, from top to bottom; by default all of the table, in its order. Eight are read with ease.
    smooth : int, optional
        Draw the centred mean over this odd number of paragraphs as a line.
    mark : int or (int, int), optional
        Paragraph to highlight, or document and paragraph.
    paragraphs : DataFrame, optional
        ``corpus.paragraphs``: shows paragraphs in which no term occurs, too.
    title : str, optional
        A title of your own; ``""`` for none.

    Returns
    -------
    matplotlib.axes.Axes
        To the right of each strip stands how often the term occurs in all.

    Raises
    ------
    DiscourseError
        The table lacks a column, or the smoothing window is not an odd number.

    Examples
    --------
    >>> import discourse as dc
    >>> corpus = dc.sample("sotu-2016")
    >>> ax = dc.plot_terms(dc.term_counts(corpus, ["America", "world"]), paragraphs=corpus.paragraphs)
    """
    check_columns(table, ("doc", "paragraph", "term", "count"), "plot_terms")
    window = smoothing(smooth)
    parameters = {"terms": list(terms) if terms is not None else None, "smooth": window, "mark": mark, "title": title}
    picture = Picture("plot_terms", table, parameters, title="Terms by paragraph" if title is None else title)
    ax = axes_for(ax)
    names = list(dict.fromkeys(map(str, table["term"] if terms is None else terms)))
    units = table if paragraphs is None else paragraphs
    if not names or units.empty:
        return say(
            ax,
            "Choose a term to see where it stands in the text." if len(units) else "There is no text to show here.",
            picture,
        )
    places = Positions(units.sort_values(["doc", "paragraph"], kind="stable"), "paragraph")
    counts = np.zeros((len(names), len(places)))
    kept = table[table["term"].astype(str).isin(names)]
    column = {number: at for at, number in enumerate(places.numbers.tolist())}
    for name, position, count in zip(kept["term"].astype(str), places.of(kept), kept["count"], strict=True):
        if position in column:
            counts[names.index(name), column[position]] += count
    most = max(counts.max(), 1.0)
    docs = pd.Series([doc for doc, _ in places.keys])
    bases = np.arange(len(names)) + 0.42  # the axis points down: a strip grows from its base upwards
    at_row, at_column = np.nonzero(counts)
    feet = bases[at_row]
    tips = feet - _STRIP * counts[at_row, at_column] / most
    totals = [f"{total:,.0f}" for total in counts.sum(axis=1)]
    dress(ax, spines=("bottom",))
    ax.hlines(bases, places.first - 0.7, places.last + 0.7, colors=FAINT, linewidth=0.6, zorder=1)
    stems = ax.vlines(places.numbers[at_column], feet, tips, colors=_BAR, linewidth=2, zorder=2)
    if window:
        ax.plot(*_smoothed(counts, places, docs, window, bases, most), color=INK, linewidth=0.9, zorder=3)
    for border in places.borders():
        ax.axvline(border, color=HAIR, linewidth=0.5, dashes=(1, 2), zorder=0.8)
    across = ax.get_yaxis_transform()
    numbers = [
        ax.text(1, base, total, transform=across, va="baseline", fontsize=SMALL, color=QUIET)
        for base, total in zip(bases.tolist(), totals, strict=True)
    ]
    band = Band(ax, marked(units, mark, places), f"¶ {mark[1] if isinstance(mark, tuple) else mark}")
    ax.set(xlim=(places.first - 0.7, places.last + 0.7), ylim=(len(names) - 0.4, -0.5), yticks=[])
    labels = RowLabels(ax, names, (bases - 0.32).tolist(), gap=4)
    ax.set_xlabel(places.axis_label(), fontsize=TYPE)

    def fit(ax: "Axes", picture: Picture) -> None:
        sheet = Sheet(ax, picture)
        s = sheet.scale
        edge, tick = EDGE * s, (TYPE - 0.5) * s
        right = edge + max(text_width(total, SMALL * s) for total in totals) + 4 * s
        bottom = edge + 5.5 * s + tick * 1.1 + 3 * s + SMALL * s * 1.4
        for _ in range(2):
            fitted = labels.fit(sheet, sheet.axes_height / (len(names) + 0.1))
            notes = (f"tallest: {most:.0f}", f"line: mean of {window}" if window else "", "right: total")
            picture.note_text = " · ".join(filter(None, (*notes, left_out(fitted, "term"))))
            above = SMALL * s * LINE
            sheet.settle(edge + labels.width(fitted, sheet), right, bottom, align_left=True, above=above)
        labels.show(fitted, sheet)
        number_ticks(ax, places, sheet)
        step = sheet.axes_width / (places.last - places.first + 1.4)
        stems.set_linewidth(min(5 * s, max(0.3, 0.6 * step)))
        for number, text in zip(numbers, fitted.texts, strict=True):
            number.set(x=1 + 3 * s / sheet.axes_width, visible=bool(text))
        sheet.label_axis("x", 5.5 * s + tick * 1.1 + 2 * s)
        band.fit(sheet, above=True)

    def boxes(ax: "Axes") -> list[dict[str, Any]]:
        bottom, top = ax.get_ylim()
        beside = [
            row_box(ax, base - 0.92, base + 0.08, {"term": name}, whole=False)
            for base, name in zip(bases, names, strict=True)
        ]
        columns = [
            {**data_box(ax, n - 0.5, n + 0.5, bottom, top), "doc": int(doc), "paragraph": int(paragraph)}
            for n, (doc, paragraph) in zip(places.numbers.tolist(), places.keys, strict=True)
        ]
        return beside + columns

    picture.fit, picture.targets = fit, boxes
    picture.height = lambda width: min((len(names) * 26 + 52) / 72, 9)
    found = []
    for name, values, total in zip(names, counts, totals, strict=True):
        peak = places.name(int(places.numbers[values.argmax()]))
        found.append(f"{name} {total} times, most in {peak} ({values.max():.0f})" if values.any() else f"{name} never")
    picture.description = f"Occurrences in {several(len(places), 'paragraph')}: {'; '.join(found)}."
    line = f" Line: centred mean of {window} paragraphs (fewer at either end)." if window else ""
    picture.caption = (
        f"Occurrences of {several(len(names), 'term')} by paragraph; n = {several(len(places), 'paragraph')}. Stems: "
        f"occurrences, on one scale for all terms (tallest: {most:.0f}).{line} Right: total of each term."
    )
    return attach(ax, picture)


def _smoothed(
    counts: np.ndarray, places: Positions, docs: pd.Series, window: int, bases: np.ndarray, most: float
) -> tuple[np.ndarray, np.ndarray]:
    """Give the smoothed lines of all strips as one line, broken between strips and between documents."""
    breaks = np.flatnonzero(docs.to_numpy()[1:] != docs.to_numpy()[:-1]) + 1
    xs, ys = [], []
    for values, base in zip(counts, bases, strict=True):
        line = base - _STRIP * centred_mean(pd.Series(values), docs, window).to_numpy() / most
        xs.append(np.append(np.insert(places.numbers.astype(float), breaks, np.nan), np.nan))
        ys.append(np.append(np.insert(line, breaks, np.nan), np.nan))
    return np.concatenate(xs), np.concatenate(ys)
