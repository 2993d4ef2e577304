"""Where does each paragraph begin and end?"""

from itertools import pairwise

import pytest
from hypothesis import given

from discourse import from_text
from discourse.corpus.paragraphs import MODES, paragraph_blocks
from discourse.errors import ReadError

from .any_text import any_text


def paragraphs(text: str, mode: str = "auto") -> list[str]:
    return [text[block.start : block.end] for block in paragraph_blocks(text, mode)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One,\nstill one.\n\n\n\nTwo.", ["One,\nstill one.", "Two."]),
        ("One.\n \t\u00a0\u200b\nTwo.", ["One.", "Two."]),
        ("\n\n  One.  \n\n  Two.\n\n", ["One.", "Two."]),
        ("One.\n\f\nTwo.", ["One.", "Two."]),
        ("One.", ["One."]),
        ("\ufeffOne.\u200b", ["One."]),
        ("One.\n\n\u200e\x00\n\nTwo.", ["One.", "Two."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_blank_lines_separate_paragraphs(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


def test_a_text_without_a_blank_line_has_one_paragraph_a_line() -> None:
    assert paragraphs("\n\nOne.\nTwo.\n  Three.\n\n") == ["One.", "Two.", "Three."]


def test_the_researcher_may_decide() -> None:
    text = "One,\nstill one.\n\nTwo."
    assert paragraphs(text, "line") == ["One,", "still one.", "Two."]
    assert paragraphs("One,\nstill one.", "blank") == ["One,\nstill one."]
    with pytest.raises(ReadError, match="auto, blank, line"):
        from_text(text, paragraphs="tab")


def test_the_article_has_nineteen_paragraphs(article: str) -> None:
    # A second way: its pieces between blank lines.
    pieces = [piece.strip() for piece in article.split("\n\n") if piece.strip()]
    assert paragraphs(article) == pieces
    assert len(pieces) == 19


@given(any_text)
def test_paragraphs_lie_in_order_and_hold_everything_visible(text: str) -> None:
    for mode in MODES:
        blocks = paragraph_blocks(text, mode)
        assert all(0 <= block.start < block.end <= len(text) for block in blocks)
        assert all(one.end < two.start for one, two in pairwise(blocks))
        inside = "".join(text[block.start : block.end] for block in blocks)
        assert "".join(c for c in text if c.isalnum()) == "".join(c for c in inside if c.isalnum())
        assert all(not text[block.start].isspace() and not text[block.end - 1].isspace() for block in blocks)
