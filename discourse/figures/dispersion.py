"""Where over a text or a whole corpus does each term occur: everywhere, or crowded into a few places?"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..errors import DiscourseError
from ..measures.dispersion import COLUMNS
from ..measures.explain import counted_places, counted_text
from .labels import LINE, clean, text_width
from .picture import EDGE, Picture, Sheet, attach, axes_for, check_columns, dress, say
from .positions import several
from .rows import RowLabels, left_out, row_box
from .targets import data_box
from .theme import FAINT, HAIR, INK, MARK_INK, QUIET, SMALL, TYPE, mix, theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LIGHT, _DARK, _ALONE = "#9dbfdd", "#08264d", "#26649c"
#: Columns that a strip is divided into: finer than a printer's dots are apart at the width of a column.
_BINS = 1200
#: More documents than this have no borders of their own, more hits than this no place to click.
_BORDERS, _CLICKS = 40, 2000
_NAMES = {
    "dp": "DP", "dp_norm": "DPnorm", "juilland_d": "D", "rosengren_s": "S", "carroll_d2": "D2", "kld": "KLD",
}  # fmt: skip
_EVEN = {"dp": "0 even", "dp_norm": "0 even, 1 uneven", "kld": "0 even"}


@theme()
def plot_dispersion(
    table: pd.DataFrame,
    corpus: Any,
    *,
    ax: "Axes | None" = None,
    terms: Sequence[str] | None = None,
    top: int = 10,
    measure: str = "dp",
    label: str | None = None,
    mark: str | None = None,
    title: str | None = None,
) -> "Axes":
    """Draw a strip for each term with a stroke wherever it occurs, and its dispersion at the right.

    Parameters
    ----------
    table : DataFrame
        What `dispersion` returns, or some rows of it.
    corpus : Corpus
        The corpus the table was made from: it tells where the terms stand.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; by default the current ones if they are empty, else new ones.
    terms : sequence of str, optional
        Terms of the table to draw, from top to bottom; by default the first `top` rows.
    top : int, default 10
        How many rows, at least 1, where no terms are chosen.
    measure : {"dp", "dp_norm", "juilland_d", "rosengren_s", "carroll_d2", "kld"}
        Which value stands at the right.
    label : str, optional
        A column of ``corpus.documents`` (``"year"``) whose values stand under the axis where a document with another
        value begins; by default words are counted.
    mark : str, optional
        Term whose name stands out.
    title : str, optional
        A title of your own; ``""`` for none.

    Returns
    -------
    matplotlib.axes.Axes
        From left to right all words of the corpus in the order of the text. Where strokes would lie on each other (in
        1,200 columns), the darker one stands for more occurrences.

    Raises
    ------
    DiscourseError
        The table lacks a column or a term, was made from other texts, or `measure`, `label` or `top` cannot be.

    Examples
    --------
    >>> import discourse as dc
    >>> corpus = dc.sample("sotu-2016")
    >>> ax = dc.plot_dispersion(dc.dispersion(corpus, "paragraph", terms=["ISIL", "jobs"]), corpus)
    """
    if measure not in _NAMES:
        raise DiscourseError(f"Strips cannot show {measure!r}.", do=f"Choose one of: {', '.join(_NAMES)}.")
    if top < 1:
        raise DiscourseError(f"{top} terms cannot be drawn.", do="Ask for at least one.")
    check_columns(table, ("term", "count", measure), "plot_dispersion")
    rows = _chosen(table, terms, top)
    corpus = counted_text(table, corpus)
    hits, names = _hits(rows, corpus)
    parameters = {
        "terms": list(terms) if terms is not None else None, "top": top, "measure": measure, "label": label,
        "mark": mark, "title": title,
    }  # fmt: skip
    picture = Picture("plot_dispersion", hits, parameters, title="Where terms occur" if title is None else title)
    ax = axes_for(ax)
    words = len(corpus.tokens)
    if rows.empty or not words:
        return say(ax, "No term is left to show here.", picture)
    of_row, column, count = _binned(hits, words)
    most = int(count.max(initial=1))
    share = np.log(count) / np.log(most) if most > 1 else np.zeros(len(count))
    # One occurrence is the lighter, the more the darkest stroke stands for.
    single = mix(_ALONE, _LIGHT, min(np.log(most) / np.log(12), 1))
    colours = [mix(single, _DARK, float(s)) for s in share]
    dress(ax, spines=("bottom",))
    bases = np.arange(len(rows))
    ax.hlines(bases, 0, words, colors=FAINT, linewidth=0.5, zorder=1)
    order = np.argsort(count, kind="stable")  # the darker on top
    x = (column + 0.5) * words / _BINS
    strokes: Any = ax.vlines(
        x[order], of_row[order] - 0.36, of_row[order] + 0.36, colors=[colours[i] for i in order], linewidth=1, zorder=2
    )
    strokes.set_capstyle("butt")
    starts = _starts(corpus)
    if 1 < len(starts) <= _BORDERS:
        for start in starts[1:]:
            ax.axvline(start, color=HAIR, linewidth=0.5, dashes=(1, 2), zorder=0.8)
    ax.set(xlim=(0, words), ylim=(len(rows) - 0.45, -0.55), yticks=[])
    strong = [term == mark for term in rows["term"]]
    labels = RowLabels(ax, names, bases.tolist(), bold=strong, colours=[MARK_INK if s else INK for s in strong], gap=4)
    across = ax.get_yaxis_transform()
    values = [f"{value:.2f}" for value in rows[measure]]
    totals = [f"{total:,}" for total in rows["count"]]
    cells = [
        [ax.text(1, y, text, transform=across, va="center", ha="right", fontsize=SMALL, color=QUIET, clip_on=False)
         for y, text in zip(bases.tolist(), column_texts, strict=True)]
        for column_texts in (values, totals)
    ]  # fmt: skip
    heads = [
        ax.text(1, 1, text, transform=ax.transAxes, va="baseline", ha="right", fontsize=SMALL, color=QUIET)
        for text in (_NAMES[measure], "n")
    ]
    for text in (*cells[0], *cells[1], *heads):
        text.set_in_layout(False)
    named = _named_starts(corpus, label, starts)
    documents = len(starts)
    through = f", counted through {documents:,} documents" if documents > 1 else ""
    ax.set_xlabel(label.capitalize() if label is not None else f"Word{through}", fontsize=TYPE)

    def fit(ax: "Axes", picture: Picture) -> None:
        sheet = Sheet(ax, picture)
        s = sheet.scale
        edge, tick, small = EDGE * s, (TYPE - 0.5) * s, SMALL * s
        widths = [max(text_width(t, small) for t in texts) for texts in ([*values, _NAMES[measure]], [*totals, "n"])]
        right = edge + sum(widths) + 11 * s
        bottom = edge + 5.5 * s + tick * 1.1 + 3 * s + small * 1.4
        for _ in range(2):
            pitch = sheet.axes_height / (len(rows) + 0.1)
            fitted = labels.fit(sheet, pitch * 0.95)
            # Where type is higher than its row, the heads of the columns give way to the first row.
            lift = max(2 * s, fitted.size * 0.55 + small * 0.27 - 0.55 * pitch)
            shade = f"darkest: {most:,} occurrences" if most > 1 else ""
            picture.note_text = " · ".join(filter(None, (shade, left_out(fitted, "term"))))
            sheet.settle(
                edge + labels.width(fitted, sheet), right, bottom, align_left=True, above=small * LINE + lift - 2 * s
            )
        labels.show(fitted, sheet)
        ends = [1 + (4 * s + widths[0]) / sheet.axes_width, 1 + (11 * s + sum(widths)) / sheet.axes_width]
        for texts, head, end in zip(cells, heads, ends, strict=True):
            head.set(x=end, y=1 + lift / sheet.axes_height)
            for text, shown in zip(texts, fitted.texts, strict=True):
                text.set(x=end, visible=bool(shown), fontsize=min(small, fitted.size))
        strokes.set_linewidth(max(0.35 * s, sheet.axes_width / _BINS))
        _ticks(ax, sheet, words, named)
        sheet.label_axis("x", 5.5 * s + tick * 1.1 + 2 * s)

    def boxes(ax: "Axes") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        half = words / 400
        for hit in hits.head(_CLICKS).to_dict("records"):
            box = data_box(ax, hit["word"] - half, hit["word"] + half, hit["row"] - 0.4, hit["row"] + 0.4)
            found.append({**box, "term": hit["term"], "doc": int(hit["doc"]), "paragraph": int(hit["paragraph"])})
        return found + [
            row_box(ax, y - 0.5, y + 0.5, {"term": term}) for y, term in zip(bases, rows["term"], strict=True)
        ]

    picture.fit, picture.targets = fit, boxes
    picture.data = hits.drop(columns="row")
    picture.height = lambda width: min(max((len(rows) * 17 + 62) / 72, labels.height(width, extra=62)), 9.4)
    listed = "; ".join(
        f"{clean(name)} {total} times, {_NAMES[measure]} {value}"
        for name, total, value in zip(names[:6], totals, values, strict=False)
    )
    more = "; …" if len(rows) > 6 else ""
    over = f" in {several(documents, 'document')}" if documents > 1 else ""
    picture.description = f"Strips of where terms occur in {several(words, 'word')}{over}: {listed}{more}."
    base = table.attrs.get("base")
    scale = f" ({_EVEN.get(measure, '1 even, 0 uneven')})"
    picture.caption = (
        f"Occurrences of {several(len(rows), 'term')} over {several(words, 'word')}{over}, in the order of the text; "
        f"the darker a stroke, the more occurrences it stands for. Right: {_NAMES[measure]}{scale}"
        f"{f', {base}' if base else ''}; n, occurrences."
    )
    return attach(ax, picture)


def _chosen(table: pd.DataFrame, terms: Sequence[str] | None, top: int) -> pd.DataFrame:
    if terms is None:
        return table.head(top)
    found = [np.flatnonzero((table["term"] == term).to_numpy()) for term in terms]
    missing = [term for term, at in zip(terms, found, strict=True) if not len(at)]
    if missing:
        seen = ", ".join(table["term"].head(6))
        raise DiscourseError(f"“{missing[0]}” is no term of the table.", do=f"Its terms: {seen or 'none'}, …")
    return table.iloc[np.concatenate(found)] if found else table.head(0)


def _hits(rows: pd.DataFrame, corpus: Any) -> tuple[pd.DataFrame, list[str]]:
    """Give every place of the terms, one row each, and the names of the strips."""
    by = rows.attrs.get("by")
    names, parts = [], []
    for at in range(len(rows)):
        row: Any = rows.iloc[at]
        names.append(f"{row['term']} ({row[by]})" if by in rows.columns else str(row["term"]))
        hits = counted_places(rows, row, corpus)
        part = {"row": at, "term": names[-1], "doc": hits.doc, "paragraph": hits.paragraph, "start": hits.start}
        values = {key: row[key] for key in COLUMNS[1:] if key in rows.columns}
        parts.append(pd.DataFrame({**part, "end": hits.end, "word": hits.first + 1}).assign(**values))
    empty = pd.DataFrame(columns=["row", "term", "doc", "paragraph", "start", "end", "word"])
    found = pd.concat(parts, ignore_index=True) if parts else empty
    found.attrs = {key: rows.attrs[key] for key in ("provenance", "base", "notes") if key in rows.attrs}
    return found, names


def _binned(hits: pd.DataFrame, words: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Count the places of each strip in each of its columns."""
    column = np.minimum((hits["word"].to_numpy(dtype=np.int64) - 1) * _BINS // max(words, 1), _BINS - 1)
    cells, count = np.unique(hits["row"].to_numpy(dtype=np.int64) * _BINS + column, return_counts=True)
    return cells // _BINS, cells % _BINS, count


def _starts(corpus: Any) -> np.ndarray:
    """Give the number of words before each document."""
    words = corpus.documents["words"].to_numpy()
    return np.cumsum(words) - words


def _named_starts(corpus: Any, label: str | None, starts: np.ndarray) -> list[tuple[float, str]] | None:
    """Give the places where a document with another label begins, and the labels."""
    if label is None:
        return None
    if label not in corpus.documents.columns:
        seen = ", ".join(map(str, corpus.documents.columns))
        raise DiscourseError(f'The documents have no column "{label}".', do=f"They have: {seen}.")
    names = [clean(str(value)) for value in corpus.documents[label]]
    kept = [0, *(at for at, (one, other) in enumerate(pairwise(names), 1) if one != other)]
    return [(float(starts[at]), names[at]) for at in kept]


def _ticks(ax: "Axes", sheet: Sheet, words: int, named: list[tuple[float, str]] | None) -> None:
    """Number the words at round numbers, or name the documents where there is room for a name."""
    from matplotlib.ticker import FixedLocator, FuncFormatter

    size, gap = (TYPE - 0.5) * sheet.scale, 10 * sheet.scale

    def fitting(places: list[tuple[float, str]]) -> list[tuple[float, str]]:
        shown, free = [], EDGE * sheet.scale - sheet.ax.get_position().x0 * sheet.width
        for x, name in places:
            middle, half = x / words * sheet.axes_width, text_width(name, size) / 2
            # The last name must not reach into the figures at the right.
            if middle - half >= free and middle + half <= sheet.axes_width + 4 * sheet.scale:
                shown.append((x, name))
                free = middle + half + gap
        return shown

    if named is None:
        most = max(int(sheet.axes_width / (text_width(f"{words:,}", size) + gap)), 1)
        steps = (base * 10**power for power in range(12) for base in (1, 2, 5))
        step = next(step for step in steps if words // step <= most)
        shown = fitting([(float(at), f"{at:,}") for at in range(0, words + 1, step)])
    elif all(name.isdecimal() for _, name in named):  # years: round ones, as close as there is room for
        rounds = [[place for place in named if int(place[1]) % step == 0] for step in (1, 2, 5, 10, 20, 25, 50, 100)]
        whole = [places for places in rounds if len(places) > 1 and len(fitting(places)) == len(places)]
        shown = whole[0] if whole else fitting(named)
    else:
        shown = fitting(named)
    texts = dict(shown)
    ax.xaxis.set_major_locator(FixedLocator([x for x, _ in shown]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: texts.get(x, "")))
