"""Is the text of a PDF that of its author, whoever set it: in order, whole, and without what the page adds?"""

from pathlib import Path

import pytest

from discourse.corpus.readers import registry
from discourse.corpus.readers.reader import Source
from tests.corpus.readers.pdf_pages import JOURNAL, PAGES, speech, truth

FILES = Path(__file__).parent / "files"
SET = [name for name in PAGES if "password" not in name]
RUNNING = ("body", "list", "quote")


def read(name, data=None):
    (document,) = registry.documents_of(Source(name, data if data is not None else (FILES / name).read_bytes()))
    return document


def parts(document):
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def alike(text):
    """What all programs agree on: TeX knows one kind of straight quotation mark, and closes with two apostrophes."""
    for mark, plain in (("“", '"'), ("”", '"'), ("''", '"'), ("’", "'"), ("‘", "'")):
        text = text.replace(mark, plain)
    return " ".join(text.split())


def wanted(name, *kinds):
    return [alike(text) for kind, text in truth(speech(**PAGES[name][0])) if kind in kinds]


def got(name, *kinds):
    return [alike(text) for kind, text in parts(read(name)) if kind in kinds]


def count(document, what):
    return sum(note.count for note in document.notes if what in note.what)


@pytest.mark.parametrize("name", SET)
def test_the_running_text_is_that_of_the_speaker_paragraph_by_paragraph_in_order(name):
    assert got(name, *RUNNING) == wanted(name, *RUNNING)


@pytest.mark.parametrize("name", SET)
def test_quotations_and_items_of_lists_are_known_as_such(name):
    for kind in ("quote", "list"):
        assert got(name, kind) == wanted(name, kind)


@pytest.mark.parametrize("name", SET)
def test_headings_title_and_byline_are_no_running_text(name):
    assert got(name, "title") == wanted(name, "title")
    assert got(name, "heading") == wanted(name, "heading")
    assert [words.replace("Pawel", "Paweł") for words in got(name, "byline")] == wanted(name, "byline")


@pytest.mark.parametrize("name", SET)
def test_footnotes_and_captions_stand_by_themselves(name):
    assert got(name, "caption") == wanted(name, "caption")
    assert got(name, "footnote") == wanted(name, "footnote")


@pytest.mark.parametrize("name", [name for name in SET if "libreoffice" in name])
def test_running_heads_and_page_numbers_are_left_out_and_counted(name):
    document = read(name)
    assert JOURNAL not in document.text
    heads, numbers = count(document, "running heads"), count(document, "page numbers")
    assert heads == numbers > 1
