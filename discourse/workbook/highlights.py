"""What is highlighted in a text, in which colour, and what does each highlight say? For reader and report alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from ..figures.theme import NEGATIVE, NO_GROUP, POSITIVE, group_colours, polarity_colour
from ..measures.instruments import get_instrument
from .analysis import Analysis, rows

#: What one highlight is: ``start``, ``end`` from the start of its paragraph, ``layer``, ``colour``, ``label``.
Mark = dict[str, Any]


class Piece(NamedTuple):
    """A stretch of a paragraph under the same highlights."""

    text: str
    actor: Mark | None
    score: Mark | None


def marks(analysis: Analysis, instrument: str = "textblob") -> dict[int, list[Mark]]:
    """Return the scoring words and the mentions of actors, by paragraph number.

    Each is ``{start, end, layer, colour, label}``: offsets in code points from the start of the paragraph; the layer
    ``"score"`` or ``"actor"``; a colour ``#rrggbb``; and what it is in words.
    """
    found: dict[int, list[Mark]] = defaultdict(list)
    subjective = get_instrument(instrument).has_subjectivity
    for row in rows(analysis.evidence(instrument)):
        number, start, end = analysis.place(row)
        label = f"polarity {signed(row.polarity)}"
        if subjective:
            label += f", subjectivity {row.subjectivity:.2f}"
        colour = NO_GROUP if row.polarity == 0 else NEGATIVE if row.polarity < 0 else POSITIVE
        found[number].append({"start": start, "end": end, "layer": "score", "colour": colour, "label": label})
    if analysis.codebook is None:
        return dict(found)
    actors = {actor.id: actor for actor in analysis.codebook.actors}
    colours = actor_colours(analysis)
    for row in rows(analysis.mentions()):
        actor = actors[str(row.actor)]
        number, start, end = analysis.place(row)
        label, colour = f"{actor.label} ({actor.group})", colours[actor.group]
        found[number].append({"start": start, "end": end, "layer": "actor", "colour": colour, "label": label})
    return dict(found)


def polarity_colours(analysis: Analysis, instrument: str = "textblob") -> dict[int, Mark]:
    """Return ``{colour, label}`` of each paragraph's polarity, by its number."""
    title = get_instrument(instrument).title
    return {
        int(row.paragraph): {
            "colour": polarity_colour(row.polarity),
            "label": f"{title} polarity {signed(row.polarity)}",
        }
        for row in rows(analysis.sentiment(instrument, "paragraph"))
    }


def actor_colours(analysis: Analysis) -> dict[str | None, str]:
    """Return the colour of each group of actors of the codebook."""
    return group_colours(actor.group for actor in analysis.codebook.actors) if analysis.codebook else {}


def legend(analysis: Analysis) -> list[dict[str, str]]:
    """Return ``{label, colour}`` of each group of actors that the text mentions."""
    if analysis.codebook is None:
        return []
    groups = {actor.id: actor.group for actor in analysis.codebook.actors}
    seen = {groups[str(actor)] for actor in analysis.mentions()["actor"].unique()}
    colours = actor_colours(analysis).items()
    return [{"label": str(group), "colour": colour} for group, colour in colours if group in seen]


def pieces(text: str, of_paragraph: list[Mark]) -> Iterator[Piece]:
    """Cut the text of a paragraph where a highlight begins or ends; the pieces together are the text.

    >>> [piece.text for piece in pieces("A good US", [{"start": 2, "end": 6, "layer": "score"}])]
    ['A ', 'good', ' US']
    """
    edges = {0, len(text), *(mark["start"] for mark in of_paragraph), *(mark["end"] for mark in of_paragraph)}
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(text))
    waiting = sorted(of_paragraph, key=lambda mark: (mark["start"], -mark["end"]))
    here: list[Mark] = []
    for start, end in pairwise(cuts):
        while waiting and waiting[0]["start"] <= start:
            here.append(waiting.pop(0))
        here = [mark for mark in here if mark["end"] > start]
        layers = {mark["layer"]: mark for mark in here}
        yield Piece(text[start:end], layers.get("actor"), layers.get("score"))


def signed(value: float) -> str:
    """Write a polarity with its sign and a true minus; ``none`` where nothing was scored.

    >>> signed(-0.5)
    '−0.50'
    """
    if value != value:
        return "none"
    written = f"{value:+.2f}".replace("-", "−")
    return "0.00" if written[1:] == "0.00" else written
