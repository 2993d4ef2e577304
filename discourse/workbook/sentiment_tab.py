"""How favourable is each passage, by an instrument, and which words made it so?"""

from __future__ import annotations

from typing import Any

import ipywidgets as W

from ..measures.instruments import get_instrument, instruments
from .analysis import rows
from .results import Drawing, sentiment_drawing
from .tab import Tab, controls, dropdown, note

_COLUMNS: list[dict[str, Any]] = [
    {"label": "words", "strong": True},
    {"label": "polarity", "align": "right", "digits": 2, "signed": True},
    {"label": "subjectivity", "align": "right", "digits": 2},
    {"label": "in context", "fit": "cut"},
]
_HONEST = (
    '<span title="Both instruments read words, not arguments: on news sentences TextBlob agrees with people little '
    'better than chance (macro-F1 0.41 against 0.33). Read the words below before you trust a number.">'
    "⚠ not validated on this text</span>"
)


class SentimentTab(Tab):
    """Polarity by paragraph or sentence, and the words of the chosen paragraph that made it."""

    title = "Sentiment"

    def layout(self) -> list[W.Widget]:
        self.instrument = dropdown(
            "Instrument",
            [(get_instrument(name).title, name) for name in instruments()],
            "textblob",
            "What scores the text",
        )
        self.unit = dropdown("Unit", ["paragraph", "sentence"], "paragraph", "What gets one score")
        self.smooth = dropdown(
            "Smooth",
            [("no", 0), *((str(n), n) for n in (3, 5, 7, 9, 15))],
            5,
            "Mean over this many units, drawn as a line",
        )
        self.watch(self.instrument, self.unit, self.smooth, also=self._tell)
        return [
            controls(self.instrument, self.unit, self.smooth, note(_HONEST, "dw-warning")),
            self.picture(),
            self.table,
        ]

    def _tell(self) -> None:
        self.state.instrument = self.instrument.value

    def drawings(self) -> list[Drawing]:
        mark = self.state.paragraph or None
        return [
            sentiment_drawing(
                self.state.analysis, self.instrument.value, self.unit.value, self.smooth.value or None, mark
            )
        ]

    def tables(self) -> dict[str, Any]:
        evidence = self.state.analysis.evidence(self.instrument.value)
        return {**super().tables(), f"sentiment-evidence-{self.instrument.value}": evidence}

    def fills_from(self) -> tuple[Any, ...]:
        return (self.instrument.value, self.state.paragraph)

    def fill(self) -> None:
        analysis, number = self.state.analysis, self.state.paragraph
        evidence = analysis.evidence(self.instrument.value)
        self._rows = rows(evidence[evidence["paragraph"] == number])
        instrument = get_instrument(self.instrument.value)
        score = (
            analysis.sentiment(self.instrument.value, "paragraph")
            .set_index("paragraph")["polarity"]
            .get(number, float("nan"))
        )
        value = f"{score:+.2f}".replace("-", "−")
        title = f"¶ {number} · polarity {value} · what made it" if self._rows else f"¶ {number} · no word here scores"
        if number in analysis.spans and number not in analysis.counted:
            title = f"¶ {number} · not counted"
        columns = (
            _COLUMNS if instrument.has_subjectivity else [_COLUMNS[0], _COLUMNS[1] | {"label": "valence"}, _COLUMNS[3]]
        )
        cells = [
            [
                row.surface,
                float(row.polarity),
                *([float(row.subjectivity)] if instrument.has_subjectivity else []),
                analysis.context(row),
            ]
            for row in self._rows
        ]
        if instrument.passage == "whole":
            n = len(cells)
            how = f"mean over {n} scoring word{'' if n == 1 else 's'} or phrase{'' if n == 1 else 's'} of the paragraph"
        else:
            how = f"mean of the scores of its sentences; words on the instrument's own scale ({instrument.scale})"
        named = f"{instrument.title} {instrument.version.rpartition(' ')[2]}".strip()
        self.table.put(title, columns, cells, f"{named}: {how}. Words it does not know count for nothing.")

    def row_chosen(self, index: int) -> None:
        self.state.show(self._rows[index])
