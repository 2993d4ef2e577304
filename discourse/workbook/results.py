"""Which figures and tables does an analysis give? The explorer, the export and the report draw these same ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..figures.actors import plot_cooccurrence, plot_mentions
from ..figures.collocates import plot_collocates
from ..figures.dispersion import plot_dispersion
from ..figures.keyness import plot_keyness
from ..figures.sentiment import plot_sentiment
from ..figures.terms import plot_frequency, plot_terms
from .analysis import Analysis

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: How many of the most frequent terms are followed through the text where none are chosen.
FOLLOWED = 3


@dataclass(frozen=True)
class Drawing:
    """A figure that can be drawn on any Axes, the table behind it, and the code that does the same.

    `height` is that on the screen in CSS pixels; None leaves it to the figure, which knows its number of rows.
    """

    name: str
    draw: Callable[[Axes], Axes]
    table: pd.DataFrame
    code: str
    height: int | None = 300
    mark: int | str | None = None

    def same_as(self, other: Drawing | None) -> bool:
        """Tell whether another drawing is the same picture, so that it need not be drawn again."""
        if other is None or self.table is not other.table:
            return False
        return (self.name, self.code, self.height, self.mark) == (other.name, other.code, other.height, other.mark)


def sentiment_drawing(
    analysis: Analysis,
    instrument: str = "textblob",
    unit: str = "paragraph",
    smooth: int | None = 5,
    mark: int | None = None,
) -> Drawing:
    """Polarity by paragraph or sentence."""
    table = analysis.sentiment(instrument, unit)
    code = (
        f'table = dc.sentiment(corpus, instrument="{instrument}", unit="{unit}")\n'
        f"ax = dc.plot_sentiment(table, smooth={smooth})"
    )
    name = "sentiment" if unit == "paragraph" else f"sentiment-by-{unit}"
    return Drawing(
        f"{name}-{instrument}", partial(_on, plot_sentiment, table, smooth=smooth, mark=mark), table, code, mark=mark
    )


def frequency_drawing(
    analysis: Analysis, stop: str | None = "english", top: int = 15, mark: str | None = None
) -> Drawing:
    """The most frequent terms."""
    table = analysis.frequency(stop)
    code = f"table = dc.frequency(corpus, stop={stop!r})\nax = dc.plot_frequency(table, top={top})"
    return Drawing("terms-top", partial(_on, plot_frequency, table, top=top, mark=mark), table, code, 380, mark)


def followed_terms(analysis: Analysis, stop: str | None = "english") -> tuple[str, ...]:
    """The most frequent terms, to be followed where none are chosen."""
    return tuple(analysis.frequency(stop)["term"].head(FOLLOWED))


def terms_drawing(
    analysis: Analysis,
    terms: tuple[str, ...],
    mark: int | None = None,
    *,
    title: str | None = None,
    height: int | None = 380,
) -> Drawing:
    """Chosen terms across the paragraphs."""
    table = analysis.term_counts(terms)
    code = f"table = dc.term_counts(corpus, {list(terms)!r})\nax = dc.plot_terms(table)"
    return Drawing("terms-followed", partial(_on, plot_terms, table, mark=mark, title=title), table, code, height, mark)


def mentions_drawing(
    analysis: Analysis, per: str = "count", mark: int | None = None, group: str | None = None
) -> Drawing:
    """Actors by paragraph."""
    table = of_group(analysis, group)
    draw = partial(
        _on, plot_mentions, table, analysis.codebook, mark=mark, per=per, paragraphs=analysis.shown.paragraphs
    )
    code = (
        "table = dc.mentions(corpus, codebook)\n"
        f"{_only(group)}"
        f'ax = dc.plot_mentions(table, codebook, per="{per}", paragraphs=corpus.paragraphs)'
    )
    return Drawing("actors", draw, table, code, None, mark)


def cooccurrence_drawing(analysis: Analysis, group: str | None = None) -> Drawing:
    """Which actors are mentioned in the same paragraphs."""
    table = analysis.cooccurrence()
    code = "table = dc.cooccurrence(dc.mentions(corpus, codebook))\nax = dc.plot_cooccurrence(table, codebook=codebook)"
    if group is not None:
        inside = set(of_group(analysis, group)["actor"])
        table = table[table["actor_a"].isin(inside) | table["actor_b"].isin(inside)]
        kept = 'table = table[table["actor_a"].isin(in_group) | table["actor_b"].isin(in_group)]'
        code = code.replace("\nax", f"\nin_group = {sorted(map(str, inside))!r}\n{kept}\nax")
    return Drawing(
        "actors-together", partial(_on, plot_cooccurrence, table, codebook=analysis.codebook), table, code, 430
    )


def keyness_drawing(
    analysis: Analysis,
    table: pd.DataFrame,
    reference: str,
    names: tuple[str, str],
    kind: str = "evidence",
    stop: str | None = None,
    minimum: int = 3,
) -> Drawing:
    """Keywords of a text against another (`reference` is the code that makes it), or of its halves."""
    if reference:
        sides = f"corpus, {reference}"
    else:
        sides = ", ".join(
            f"corpus.part({half.paragraphs['paragraph'].iloc[0]}, {half.paragraphs['paragraph'].iloc[-1]})"
            for half in analysis.halves()
        )
    code = (
        f"table = dc.keyness({sides}, stop={stop!r}, minimum={minimum})\n"
        f"ax = dc.plot_keyness(table, kind={kind!r}, names={names!r})"
    )
    return Drawing("keyness", partial(_on, plot_keyness, table, kind=kind, names=names), table, code, 390)


def collocates_drawing(
    analysis: Analysis,
    node: str,
    window: int = 5,
    within: str = "sentence",
    stop: str | None = "english",
    minimum: int = 2,
) -> Drawing:
    """The words near an expression."""
    table = analysis.collocates(node, window, within, stop, minimum)
    code = (
        f"table = dc.collocates(corpus, {node!r}, {window}, within={within!r}, stop={stop!r}, minimum={minimum})\n"
        "ax = dc.plot_collocates(table)"
    )
    return Drawing("collocates", partial(_on, plot_collocates, table), table, code, 400)


def dispersion_drawing(
    analysis: Analysis,
    unit: str | int = "paragraph",
    stop: str | None = "english",
    minimum: int = 3,
    top: int = 10,
    mark: str | None = None,
) -> Drawing:
    """Where the most frequent terms stand, and how evenly."""
    table = analysis.dispersion(unit, stop, minimum)
    code = (
        f"table = dc.dispersion(corpus, {unit!r}, stop={stop!r}, minimum={minimum})\n"
        f"ax = dc.plot_dispersion(table, corpus, top={top})"
    )
    draw = partial(_on, plot_dispersion, table, analysis.corpus, top=top, mark=mark)
    return Drawing("dispersion", draw, table, code, None, mark)


def of_group(analysis: Analysis, group: str | None) -> pd.DataFrame:
    """The mentions of the actors of one group, or of all."""
    found = analysis.mentions()
    if group is None or analysis.codebook is None:
        return found
    return found[found["actor"].isin([actor.id for actor in analysis.codebook.actors if actor.group == group])]


def standard_drawings(analysis: Analysis) -> list[Drawing]:
    """Every figure of the workbook, as it stands before anyone has touched a control."""
    drawings = [
        sentiment_drawing(analysis),
        sentiment_drawing(analysis, instrument="vader"),
        frequency_drawing(analysis),
        terms_drawing(analysis, followed_terms(analysis)),
    ]
    if analysis.codebook is not None:
        drawings += [mentions_drawing(analysis), cooccurrence_drawing(analysis)]
    return drawings


def standard_tables(analysis: Analysis) -> dict[str, pd.DataFrame]:
    """Every table of the workbook, by the name of its file."""
    corpus = analysis.shown
    tables = {
        "documents": corpus.documents.reset_index(),
        "paragraphs": corpus.paragraphs,
        "sentences": corpus.sentences,
        "tokens": corpus.tokens,
        "frequency": analysis.frequency(None),
    }
    for instrument in ("textblob", "vader"):
        tables[f"sentiment-{instrument}"] = analysis.sentiment(instrument, "paragraph")
        tables[f"sentiment-by-sentence-{instrument}"] = analysis.sentiment(instrument, "sentence")
        tables[f"sentiment-evidence-{instrument}"] = analysis.evidence(instrument)
    if analysis.codebook is not None:
        tables |= {
            "mentions": analysis.mentions(),
            "cooccurrence": analysis.cooccurrence(),
            "actors": analysis.codebook.table,
        }
    return tables


def _only(group: str | None) -> str:
    if group is None:
        return ""
    return f'table = table[table["actor"].isin([a.id for a in codebook.actors if a.group == {group!r}])]\n'


def _on(plot: Callable[..., Axes], *given: Any, **options: Any) -> Axes:
    # partial() fixes table and options; the Axes comes last, when the figure is drawn.
    *tables, ax = given
    return plot(*tables, ax=ax, **options)
