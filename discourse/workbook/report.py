"""What does a reader see who never saw the tool? One page: figures, the highlighted text, tables, and the limits."""

from __future__ import annotations

import base64
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..corpus.narrowing import kind_name
from ..corpus.readers.registry import readers
from ..figures.export import versions
from ..figures.theme import mix
from ..measures.instruments import get_instrument
from . import highlights
from .analysis import Analysis, rows
from .source import Source, quoted

_TEMPLATES = Path(__file__).parent / "templates"
_INSTRUMENTS = ("textblob", "vader")
_TERMS, _NAMES = 20, 12
_PAPER, _DARK_PAPER, _DARK_INK = "#ffffff", "#16191d", "#e6e3dc"
#: Words must stay readable on a highlight (WCAG 2, level AA).
_CONTRAST = 4.5


@dataclass(frozen=True)
class Shown:
    """A figure of the report."""

    name: str
    png: bytes
    alt: str
    caption: str
    code: str

    @property
    def uri(self) -> str:
        """The picture as an address that holds the picture itself."""
        return f"data:image/png;base64,{base64.b64encode(self.png).decode()}"


def report_html(analysis: Analysis, figures: list[Shown], source: Source) -> str:
    """Write the report on one text as one HTML page that needs nothing but itself.

    Parameters
    ----------
    analysis : Analysis
        The text and its measures.
    figures : list of Shown
        The figures, in the order they are to stand.
    source : Source
        Where text and codebook come from, for the last section.

    Returns
    -------
    str
        HTML without scripts, with every picture inside; what the text holds of markup is shown as the characters it is.
    """
    row = analysis.shown.documents.iloc[0]
    told = row["language"] if isinstance(row["language"], str) else None
    language = told or (analysis.codebook.language if analysis.codebook else None)
    page: str = _template().render(
        title=analysis.title,
        document=analysis.corpus.documents.iloc[0],
        counted=len(analysis.corpus.paragraphs),
        left_out=analysis.base,
        formats={reader.name: reader.label for reader in readers()},
        language=language,
        sentences=len(analysis.corpus.sentences),
        paragraphs=_paragraphs(analysis),
        colours=_colours(analysis),
        legend=highlights.legend(analysis),
        figures=figures,
        instruments=[get_instrument(name) for name in _INSTRUMENTS],
        glance=_glance(analysis),
        terms=_terms(analysis),
        base=analysis.frequency("english").attrs.get("base", ""),
        actors=_actors(analysis),
        silent=_silent(analysis),
        codebook=analysis.codebook,
        scores=_scores(analysis),
        source=source.described(),
        made_with=versions(),
        again=_again(source),
    )
    return page.lstrip()


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"signed": highlights.signed, "share": lambda value: f"{value:.2f}"}
    return environment.get_template("report.html")


def _paragraphs(analysis: Analysis) -> list[dict[str, Any]]:
    marks, stripes = highlights.marks(analysis), highlights.polarity_colours(analysis)
    groups = {entry["colour"]: number for number, entry in enumerate(_colours(analysis))}
    made = []
    for row in rows(analysis.shown.paragraphs):
        number = int(row.paragraph)
        cut = highlights.pieces(analysis.text[row.start : row.end], marks.get(number, []))
        made.append(
            {
                "number": number,
                "kind": row.kind,
                "counted": number in analysis.counted,
                "stripe": stripes.get(
                    number, {"colour": "transparent", "label": f"{kind_name(row.kind)}: not counted"}
                ),
                "pieces": [_piece(piece, groups) for piece in cut],
            }
        )
    return made


def _piece(piece: highlights.Piece, groups: dict[str, int]) -> dict[str, Any]:
    labels = [mark["label"] for mark in (piece.actor, piece.score) if mark]
    score = piece.score and {highlights.NEGATIVE: "neg", highlights.POSITIVE: "pos"}.get(piece.score["colour"], "nil")
    names = [name for name in (f"g{groups[piece.actor['colour']]}" if piece.actor else None, score) if name]
    return {"text": piece.text, "classes": " ".join(names), "label": "; ".join(labels)}


def _colours(analysis: Analysis) -> list[dict[str, str]]:
    """Give each group's colour as a tint behind words, for white and for dark paper."""
    return [
        {
            "colour": colour,
            "light": _light_tint(colour),
            "dark": _dark_tint(colour),
        }
        for colour in dict.fromkeys(highlights.actor_colours(analysis).values())
    ]


def _light_tint(colour: str) -> str:
    """Give as much of a colour on white as is seen; a light colour needs more of itself."""
    return mix(_PAPER, colour, 0.24 + 0.4 * max(0.0, _luminance(colour) - 0.2))


def _dark_tint(colour: str) -> str:
    """Give as much of a colour on dark paper as leaves light words readable."""
    tints = (mix(_DARK_PAPER, colour, share / 20) for share in range(12, 0, -1))
    ink = _luminance(_DARK_INK) + 0.05
    return next(tint for tint in tints if ink / (_luminance(tint) + 0.05) >= _CONTRAST)


def _luminance(colour: str) -> float:
    """Give the relative luminance of ``#rrggbb`` as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _glance(analysis: Analysis) -> dict[str, Any]:
    """Pick what a hurried reader wants first: both ends of the sentiment, the commonest terms and actors."""
    table = analysis.sentiment("textblob", "paragraph").dropna(subset="polarity")
    ends = {}
    for name, end in (("highest", table.nlargest(1, "polarity")), ("lowest", table.nsmallest(1, "polarity"))):
        for row in rows(end):
            ends[name] = {"paragraph": int(row.paragraph), "polarity": float(row.polarity)}
    return {**ends, "terms": _terms(analysis)[:6], "actors": _actors(analysis)[:6]}


def _terms(analysis: Analysis) -> list[dict[str, Any]]:
    records: list[Any] = analysis.frequency("english").head(_TERMS).to_dict("records")
    return records


def _actors(analysis: Analysis) -> list[dict[str, Any]]:
    if analysis.codebook is None:
        return []
    actors = {actor.id: actor for actor in analysis.codebook.actors}
    found = analysis.mentions()
    made: list[dict[str, Any]] = []
    for actor, of_actor in found.groupby(found["actor"].astype(str), sort=False):
        named = sorted(of_actor["surface"].value_counts().items(), key=lambda item: (-item[1], item[0]))
        made.append(
            {
                "label": actors[actor].label,
                "group": actors[actor].group,
                "mentions": len(of_actor),
                "paragraphs": int(of_actor["paragraph"].nunique()),
                "names": named[:_NAMES],
                "more": len(named) - _NAMES,
            }
        )
    return sorted(made, key=lambda row: (-row["mentions"], row["label"]))


def _silent(analysis: Analysis) -> list[str]:
    if analysis.codebook is None:
        return []
    seen = set(analysis.mentions()["actor"].astype(str))
    return [actor.label for actor in analysis.codebook.actors if actor.id not in seen]


def _scores(analysis: Analysis) -> list[dict[str, Any]]:
    """Give the scores of each paragraph by both instruments, with the words that made TextBlob's."""
    words: dict[int, list[tuple[str, float]]] = defaultdict(list)
    for row in rows(analysis.evidence("textblob")):
        words[int(row.paragraph)].append((" ".join(str(row.surface).split()), float(row.polarity)))
    table = analysis.sentiment("textblob", "paragraph")
    vader = {int(row.paragraph): float(row.polarity) for row in rows(analysis.sentiment("vader", "paragraph"))}
    return [
        {
            "paragraph": int(row.paragraph),
            "words": int(row.words),
            "polarity": float(row.polarity),
            "subjectivity": float(row.subjectivity),
            "vader": vader[int(row.paragraph)],
            "evidence": words[int(row.paragraph)],
        }
        for row in rows(table)
    ]


def _again(source: Source) -> str:
    """Say the command that makes the same result from the result itself."""
    book = f" --codebook {quoted(source.codebook_name)}" if source.codebook_name else ""
    return f"discourse run {quoted(source.text)}{source.choices.arguments()}{book}"
