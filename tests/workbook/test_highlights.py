"""Highlights lie exactly on their words, and cutting a text at their edges loses nothing of it."""

from hypothesis import given
from hypothesis import strategies as st

import discourse as dc
from discourse.workbook import highlights
from discourse.workbook.analysis import Analysis


@st.composite
def _marked(draw: st.DrawFn) -> tuple[str, list[highlights.Mark]]:
    """A text with spans on it, within and across each other."""
    text = draw(st.text(min_size=1, max_size=40))
    made = []
    for layer in draw(st.lists(st.sampled_from(["actor", "score"]), max_size=6)):
        start = draw(st.integers(0, len(text) - 1))
        made.append({"start": start, "end": draw(st.integers(start + 1, len(text))), "layer": layer})
    return text, made


@given(_marked())
def test_the_pieces_together_are_the_text(marked: tuple[str, list[highlights.Mark]]) -> None:
    text, made = marked
    assert "".join(piece.text for piece in highlights.pieces(text, made)) == text


@given(_marked())
def test_every_letter_has_the_highlights_that_lie_on_it(marked: tuple[str, list[highlights.Mark]]) -> None:
    text, made = marked
    at = 0
    for piece in highlights.pieces(text, made):
        for place in range(at, at + len(piece.text)):
            covering = {mark["layer"] for mark in made if mark["start"] <= place < mark["end"]}
            assert covering == {layer for layer in ("actor", "score") if getattr(piece, layer)}
        at += len(piece.text)


def test_a_mention_is_highlighted_in_the_colour_of_its_group() -> None:
    corpus, book = dc.open_text("pier-nine-for"), dc.open_codebook("pier-nine")
    analysis = Analysis(corpus, book)
    found = highlights.marks(analysis)
    first = dc.mentions(corpus, book).iloc[0]
    text = analysis.text[slice(*analysis.spans[int(first["paragraph"])])]
    actors = [mark for mark in found[int(first["paragraph"])] if mark["layer"] == "actor"]
    assert text[actors[0]["start"] : actors[0]["end"]] == first["surface"]
    group = book.actor(first["actor"]).group
    assert {"label": group, "colour": actors[0]["colour"]} in highlights.legend(analysis)


def test_every_scoring_word_is_highlighted_once() -> None:
    analysis = Analysis(dc.open_text("pier-nine-for"))
    found = [mark for marks in highlights.marks(analysis, "vader").values() for mark in marks]
    assert len(found) == len(dc.sentiment_evidence(analysis.corpus, "vader"))


def test_without_a_codebook_no_actor_is_highlighted() -> None:
    analysis = Analysis(dc.open_text("pier-nine-for"))
    assert highlights.legend(analysis) == []
    assert {mark["layer"] for marks in highlights.marks(analysis).values() for mark in marks} == {"score"}


def test_polarities_are_written_with_a_true_minus_and_nothing_is_minus_nought() -> None:
    assert [highlights.signed(value) for value in (0.5, -0.5, -0.001, float("nan"))] == [
        "+0.50",
        "−0.50",
        "0.00",
        "none",
    ]
