"""One text saved in every format is one text: its running paragraphs are the same."""

from pathlib import Path

import pytest

from discourse.corpus.readers import registry
from tests.corpus.readers.truce import AUTHOR, EXPECTED, RUNNING, TITLE

FILES = Path(__file__).parent / "files"


def words(text):
    """A paragraph as far as formats can agree on it: soft hyphens and the width of white space are not its words."""
    return " ".join(text.replace("\u00ad", "").split())


def read(name):
    source = registry.Source(name, (FILES / name).read_bytes())
    (document,) = registry.documents_of(source)
    return document, [(block.kind, words(document.text[block.start : block.end])) for block in document.blocks or ()]


STRUCTURED = sorted(
    path.name for path in FILES.glob("truce*") if path.suffix in registry.suffixes() and path.suffix != ".txt"
)


@pytest.mark.parametrize("name", STRUCTURED)
def test_the_running_paragraphs_are_the_same_in_every_format(name):
    _, parts = read(name)
    running = [(kind, text) for kind, text in parts if kind in ("body", "list", "quote")]
    others = {words(text) for kind, text in EXPECTED if kind == "byline"}
    assert [part for part in running if part[1] not in others] == [(kind, words(text)) for kind, text in RUNNING]


@pytest.mark.parametrize("name", STRUCTURED)
def test_the_title_and_the_headings_are_the_same_in_every_format(name):
    document, parts = read(name)
    assert document.title.startswith(TITLE)
    headings = [text for kind, text in parts if kind == "heading" and text != TITLE]
    assert headings == [text for kind, text in EXPECTED if kind == "heading"]


def test_a_plain_text_has_the_same_paragraphs_without_their_kinds():
    text = (FILES / "truce.txt").read_text("utf-8")
    assert [words(part) for part in text.split("\n\n")] == [words(text) for _, text in EXPECTED]


@pytest.mark.parametrize("name", [name for name in STRUCTURED if not name.endswith("-page.html")])
def test_the_author_is_known_where_the_format_states_one(name):
    document, _ = read(name)
    stated = "chromium" not in name  # Chromium does not write the author of a page into the PDF
    assert document.metadata.get("author") == (AUTHOR if stated else None)
