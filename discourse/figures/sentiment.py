"""How does the sentiment of a text move from its beginning to its end?"""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from .labels import text_width
from .picture import EDGE, Picture, Sheet, attach, axes_for, check_columns, dress, say
from .positions import Band, Positions, centred_mean, marked, number_ticks, several, smoothing
from .targets import data_box
from .theme import HAIR, INK, NEGATIVE, NEUTRAL, POSITIVE, QUIET, SMALL, TYPE, mix, theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Areas of the dots in square points, from subjectivity 0 to 1; and where there is no subjectivity.
_SMALLEST_DOT, _LARGEST_DOT, _PLAIN_DOT = 2.5, 26.0, 11.0
_LEGIBLE_DOT = 1.6  # diameter in points under which dots say nothing


@theme()
def plot_sentiment(
    table: pd.DataFrame,
    *,
    ax: "Axes | None" = None,
    smooth: int | None = None,
    mark: int | tuple[int, int] | None = None,
    reference_line: float | None = None,
    limits: tuple[float, float] | None = None,
    title: str | None = None,
) -> "Axes":
    """Draw the polarity of each unit of a text as a stem with a dot.

    Parameters
    ----------
    table : DataFrame
        What `sentiment` returns: `doc, paragraph[, sentence], polarity` (−1…1), `subjectivity` (0…1 or NaN), `words`.
        ``table.attrs["unit"]`` names the unit, ``table.attrs["instrument_title"]`` the instrument.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; by default the current ones if they are empty, else new ones.
    smooth : int, optional
        Draw the centred mean over this odd number of units; at either end the window is shorter.
    mark : int or (int, int), optional
        Paragraph to highlight, or document and paragraph (in a table of documents: the document).
    reference_line : float, optional
        Polarity at which a dashed line is drawn, such as the mean of a corpus.
    limits : (float, float), optional
        Lowest and highest polarity of the axis, so that two figures can be compared; by default those of the data.
    title : str, optional
        A title of your own; ``""`` for none, where the caption is to say it.

    Returns
    -------
    matplotlib.axes.Axes
        Stems below zero are dark red, above it blue; the larger a dot, the more subjective its unit. Units without a
        polarity (NaN) have no mark.

    Raises
    ------
    DiscourseError
        The table lacks a column, or the smoothing window is not an odd number.

    Examples
    --------
    >>> import discourse as dc
    >>> ax = dc.plot_sentiment(dc.sentiment(dc.sample("sotu-2016")), smooth=7)
    """
    check_columns(table, ("doc", "polarity"), "plot_sentiment")
    window = smoothing(smooth)
    unit = _unit(table)
    name = {"document": "Sentiment by document", "sentence": "Sentiment by sentence"}.get(
        unit, "Sentiment by paragraph"
    )
    parameters = {"smooth": window, "mark": mark, "reference_line": reference_line, "limits": limits, "title": title}
    picture = Picture("plot_sentiment", table, parameters, title=name if title is None else title)
    ax = axes_for(ax)
    values = table["polarity"].to_numpy(dtype=float)
    if not np.isfinite(values).any():
        return say(ax, f"No {unit} has a polarity: there is nothing to draw." if len(table) else _NOTHING, picture)

    places = Positions(table, unit)
    x = places.of(table).astype(float)
    subjectivity = (
        table["subjectivity"].to_numpy(dtype=float) if "subjectivity" in table else np.full(len(table), np.nan)
    )
    sized = bool(np.isfinite(subjectivity).any())
    areas = (
        _SMALLEST_DOT + np.nan_to_num(subjectivity) * (_LARGEST_DOT - _SMALLEST_DOT)
        if sized
        else np.full(len(x), _PLAIN_DOT)
    )
    there = np.isfinite(values)
    colours = np.where(values < 0, NEGATIVE, np.where(values > 0, POSITIVE, mix(NEUTRAL, INK, 0.45)))
    dress(ax)
    ax.axhline(0, color=HAIR, linewidth=0.6, zorder=1)
    stems = ax.vlines(x[there], 0, values[there], colors=colours[there], linewidth=1.2, alpha=0.85, zorder=2)
    dots = ax.scatter(x[there], values[there], s=areas[there], c=colours[there], linewidths=0, zorder=3)
    if window:
        means = centred_mean(table["polarity"].astype(float), table["doc"], window)
        for _, part in table.groupby("doc", sort=False).groups.items():
            at = table.index.get_indexer(part)
            ax.plot(x[at], means.to_numpy()[at], color=INK, linewidth=1.1, zorder=4)
    if reference_line is not None:
        ax.axhline(reference_line, color=QUIET, linewidth=0.8, dashes=(4, 2), zorder=1.5)
    for border in places.borders():
        ax.axvline(border, color=HAIR, linewidth=0.5, dashes=(1, 2), zorder=0.8)
    span = marked(table, mark, places)
    band = Band(ax, span, _mark_name(mark, unit))
    ax.set_xlim(places.first - 0.7, places.last + 0.7)
    instrument = table.attrs.get("instrument_title") or table.attrs.get("instrument")
    ax.set_ylabel(f"Polarity ({instrument})" if instrument else "Polarity", fontsize=TYPE)
    ax.set_xlabel(places.axis_label(), fontsize=TYPE)

    low, high = min(values[there].min(), 0.0), max(values[there].max(), 0.0)
    if reference_line is not None:
        low, high = min(low, reference_line), max(high, reference_line)
    full_areas = areas[there]
    largest = 2 * float(np.sqrt(full_areas.max() / np.pi))

    def fit(ax: "Axes", picture: Picture) -> None:
        sheet = Sheet(ax, picture)
        s = sheet.scale
        size, pad = (TYPE - 0.5) * s, (3 + 2.5) * s
        for _ in range(2):  # the width of the tick labels and the margins depend on each other
            step = sheet.axes_width / (places.last - places.first + 1.4)
            shrink = min(1.0, 1.25 * step / (largest * s))  # a dot is hardly wider than the unit it stands for
            seen = largest * shrink >= _LEGIBLE_DOT
            parts = [
                "dot size: subjectivity" if sized and seen else "",
                f"line: mean of {window}" if window else "",
                f"dashed: {_signed(reference_line)}" if reference_line is not None else "",
            ]
            picture.note_text = " · ".join(filter(None, parts))
            _vertical(ax, sheet, low, high, limits, picture)
            y_ticks = sheet.axis_text("y")
            left = EDGE * s + sheet.y_label_width() + 3 * s + y_ticks + pad
            right = EDGE * s + text_width(str(places.last), size) / 2
            sheet.settle(left, right, EDGE * s + pad + size * 1.1 + 3 * s + SMALL * s * 1.4)
        number_ticks(ax, places, sheet)
        dots.set_visible(seen)
        dots.set_sizes(full_areas * (shrink * s) ** 2)
        stems.set_linewidth(min(1.2 * s, max(0.25, 0.55 * step)))
        sheet.label_axis("y", y_ticks + pad + 3 * s)
        sheet.label_axis("x", pad + size * 1.1 + 2 * s)
        band.fit(sheet)

    def boxes(ax: "Axes") -> list[dict[str, Any]]:
        bottom, top = ax.get_ylim()
        found = []
        for row, at in zip(table.to_dict("records"), x, strict=True):
            keys: dict[str, Any] = {
                key: int(row[key]) for key in ("doc", "paragraph", "sentence") if key in row and row[key] == row[key]
            }
            found.append({**data_box(ax, at - 0.5, at + 0.5, bottom, top), **keys})
        return found

    picture.state["ylim"] = tuple(ax.get_ylim())
    picture.fit, picture.targets = fit, boxes
    picture.description = _description(table, values, x, places, unit, window)
    picture.caption = _caption(table, values, unit, window, sized, reference_line, places)
    return attach(ax, picture)


_NOTHING = "There is no text to show here."


def _unit(table: pd.DataFrame) -> str:
    unit = table.attrs.get("unit")
    if unit in ("paragraph", "sentence", "document"):
        return str(unit)
    return "sentence" if "sentence" in table else "paragraph" if "paragraph" in table else "document"


def _mark_name(mark: Any, unit: str) -> str:
    number = mark[1] if isinstance(mark, tuple) else mark
    return f"document {number}" if unit == "document" else f"¶ {number}"


def _vertical(
    ax: "Axes", sheet: Sheet, low: float, high: float, limits: tuple[float, float] | None, picture: Picture
) -> None:
    """Set the y axis: room for whole dots, and above them for the name of the marked paragraph."""
    from matplotlib.ticker import MaxNLocator

    set_before = picture.state.get("ylim")
    if set_before is not None and tuple(ax.get_ylim()) != set_before:
        return  # somebody has chosen other limits
    if limits is None:
        points = max(sheet.axes_height, 20)
        above, below = min(11 * sheet.scale, points * 0.3), min(4 * sheet.scale, points * 0.1)
        span = max(high - low, 0.1) / (1 - (above + below) / points)
        bottom, top = low - span * below / points, max(high, low + 0.1) + span * above / points
    else:
        bottom, top = limits
    ax.set_ylim(bottom, top)
    picture.state["ylim"] = tuple(ax.get_ylim())
    most = int(min(max(sheet.axes_height / (2.2 * TYPE * sheet.scale), 2), 8))
    ax.yaxis.set_major_locator(MaxNLocator(most, steps=[1, 2, 5, 10]))


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _description(
    table: pd.DataFrame, values: np.ndarray, x: np.ndarray, places: Positions, unit: str, window: int | None
) -> str:
    there = np.flatnonzero(np.isfinite(values))
    low, high = there[np.argmin(values[there])], there[np.argmax(values[there])]
    below, above = int((values < 0).sum()), int((values > 0).sum())
    parts = [f"Polarity of {several(len(there), unit)}"]
    if len(there) > 1:
        parts[0] += (
            f", from {_signed(values[low])} ({places.name(int(x[low]))})"
            f" to {_signed(values[high])} ({places.name(int(x[high]))})"
        )
        parts.append(f"mean {_signed(float(values[there].mean()))}; {below} below zero, {above} above")
    else:
        parts[0] += f": {_signed(values[low])}"
    missing = len(values) - len(there)
    if missing:
        parts.append(f"{missing} without a polarity")
    if window and len(there) > 1:
        parts.append(f"a line shows the mean of {window} {unit}s")
    return "; ".join(parts) + "."


def _caption(
    table: pd.DataFrame,
    values: np.ndarray,
    unit: str,
    window: int | None,
    sized: bool,
    reference_line: float | None,
    places: Positions,
) -> str:
    instrument = table.attrs.get("instrument_title") or table.attrs.get("instrument")
    n = int(np.isfinite(values).sum())
    words = f", {several(int(table['words'].sum()), 'word')}" if "words" in table and len(table) else ""
    where = f" in {places.documents} documents" if places.several else ""
    sentences = [
        f"Polarity by {unit}{f' ({instrument})' if instrument else ''}; n = {several(n, unit)}{where}{words}.",
        "Stems: polarity, from −1 (negative, dark red) to +1 (positive, blue).",
    ]
    if sized:
        sentences.append("Dot size: subjectivity, 0 to 1.")
    if window:
        sentences.append(f"Line: centred mean of {window} {unit}s (fewer at either end).")
    if reference_line is not None:
        sentences.append(f"Dashed line: {_signed(reference_line)}.")
    if len(values) > n:
        sentences.append(f"{several(len(values) - n, unit)} without a polarity not shown.")
    return " ".join(sentences)
