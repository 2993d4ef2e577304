"""Is the text of a PDF that of its author, whoever set it: in order, whole, and without what the page adds?"""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from discourse.corpus.readers import registry
from discourse.corpus.readers.pdf import READER
from discourse.corpus.readers.reader import Source
from discourse.errors import ReadError
from tests.corpus.readers.pdf_pages import JOURNAL, OLD_PAPER, PAGES, speech, truth

FILES = Path(__file__).parent / "files"
SET = [name for name in PAGES if "password" not in name]
RUNNING = ("body", "list", "quote")


@cache
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


def test_what_stands_upright_in_the_margin_of_a_preprint_is_left_out_and_told():
    document = read("pdf-paper-latex.pdf")
    assert "Preprint" not in document.text
    [note] = [note for note in document.notes if "sideways" in note.what]
    assert note.example.startswith("Preprint 2101.01234v2")


def test_words_broken_at_line_ends_are_whole_again_and_compounds_stay_compounds():
    document = read("pdf-paper-libreoffice.pdf")
    assert count(document, "hyphenated") > 20
    assert "land-use policies" in document.text or "American-produced gold" in document.text


def test_a_quotation_pulled_out_of_the_text_is_not_counted_twice():
    document = read("pdf-newspaper-chromium.pdf")
    [note] = [note for note in document.notes if "pulled" in note.what]
    assert document.text.count(" ".join(note.example.split()[:8])) == 1


def test_an_accent_set_over_its_letter_is_one_letter_with_it():
    assert "Ärendt" in read("pdf-paper-latex.pdf").text


def test_what_a_program_writes_for_want_of_a_title_is_no_title():
    document = read("pdf-report-libreoffice.pdf")
    assert document.title == "On the address of 2010"


def test_the_file_states_who_wrote_it_and_when_it_was_made():
    metadata = read("truce.pdf").metadata
    assert metadata["author"] == "Zoé Weiß-Łukowska"
    assert len(metadata["created"]) == len("2021-03-14")


def test_a_password_is_asked_for_by_an_error_that_says_what_to_do():
    with pytest.raises(ReadError, match=r"pdf-password\.pdf: It is encrypted and needs a password.*without one"):
        read("pdf-password.pdf")


def test_a_password_for_printing_alone_does_not_keep_anybody_from_reading():
    assert set(wanted("pdf-owner-password.pdf", "body")) <= set(got("pdf-owner-password.pdf", "body"))


def test_pictures_of_pages_are_told_from_text():
    with pytest.raises(ReadError, match=r"pictures of pages, no text.*ocrmypdf"):
        read("pdf-scan.pdf")


def joined(*names):
    import io

    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    for name in names:
        whole.import_pages(pypdfium2.PdfDocument((FILES / name).read_bytes()))
    kept = io.BytesIO()
    whole.save(kept)
    return kept.getvalue()


def test_pages_without_text_among_others_are_counted():
    document = read("mixed.pdf", joined("truce.pdf", "pdf-scan.pdf"))
    [note] = [note for note in document.notes if note.what == "pages without text"]
    assert (note.action, note.count, note.example) == ("noticed", 1, "page 3")


def test_fonts_that_hide_their_letters_are_refused_rather_than_read_as_gibberish():
    data = (FILES / "truce-chromium.pdf").read_bytes().replace(b"/ToUnicode", b"/NoUnicode")
    with pytest.raises(ReadError, match=r"do not say which letters.*--force-ocr"):
        read("a.pdf", data)


def test_fonts_that_are_pictures_of_letters_are_read_as_tex_meant_them():
    document = read("pdf-old-latex.pdf")
    assert parts(document) == [("body", OLD_PAPER), ("body", "Naïve café straße."), ("footnote", "A note that flies.")]
    [note] = [note for note in document.notes if note.action == "assumed"]
    assert note.what == "letters whose font does not say what they are"
    assert count(document, "ligatures") > 10


def test_a_file_cut_off_is_refused_or_said_to_lack_its_end():
    data = (FILES / "truce.pdf").read_bytes()
    with pytest.raises(ReadError, match="cut off or damaged"):
        read("a.pdf", data[: len(data) // 3])
    marks = [note.what for note in read("a.pdf", data.replace(b"%%EOF", b"")).notes]
    assert "files without an end: pages may be missing" in marks


def test_pages_without_anything_on_them_are_no_text():
    import io

    import pypdfium2

    blank, kept = pypdfium2.PdfDocument.new(), io.BytesIO()
    blank.new_page(595, 842)
    blank.save(kept)
    with pytest.raises(ReadError, match="no text in this PDF"):
        read("a.pdf", kept.getvalue())


def test_a_pdf_is_known_by_its_content_whatever_it_is_called():
    data = (FILES / "truce.pdf").read_bytes()
    assert registry.reader_for(Source("scan.txt", data)) is READER
    assert registry.reader_for(Source("a.pdf", b"no such thing")) is READER


def test_a_part_that_would_fill_the_memory_is_refused_before_it_is_unpacked():
    import tracemalloc
    import zlib

    packed = zlib.compress(bytes(80 * 2**20), 9)
    twice = zlib.compress(packed, 9)
    for filters, body in ((b"/FlateDecode", packed), (b"[/FlateDecode /FlateDecode]", twice)):
        data = b"%PDF-1.4\n4 0 obj <</Filter " + filters + b">> stream\n" + body + b"\nendstream endobj"
        tracemalloc.start()
        with pytest.raises(ReadError, match="unpacks to more than 64 MB"):
            read("bomb.pdf", data)
        assert tracemalloc.get_traced_memory()[1] < 16 * 2**20
        tracemalloc.stop()


def test_a_large_picture_is_not_taken_for_a_trap():
    import zlib

    from discourse.corpus.readers.pdf_guard import check_unpacked_size

    packed = zlib.compress(bytes(80 * 2**20), 9)
    data = b"4 0 obj <</Subtype /Image /Filter /FlateDecode>> stream\n" + packed + b"\nendstream endobj"
    check_unpacked_size(data, "a.pdf")
    check_unpacked_size(b"4 0 obj <</Filter /FlateDecode>> stream\nnot packed at all", "a.pdf")


def mutations(seed, rounds):
    import random

    dice = random.Random(seed)
    files = sorted(FILES.glob("*.pdf"))
    for _ in range(rounds):
        data = bytearray(dice.choice(files).read_bytes())
        way = dice.randrange(4)
        if way == 0:
            for _ in range(dice.choice((1, 10, 200))):
                data[dice.randrange(len(data))] = dice.randrange(256)
        elif way == 1:
            del data[dice.randrange(len(data)) :]
        elif way == 2:
            at = dice.randrange(len(data))
            del data[at : at + dice.randrange(1, 3000)]
        else:
            at = dice.randrange(len(data))
            data[at:at] = data[dice.randrange(len(data)) :][: dice.randrange(1, 3000)]
        yield bytes(data)


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(seed):
    outcomes = Counter()
    for data in mutations(seed, 12):
        try:
            document = read("a.pdf", data)
        except ReadError as error:
            assert "a.pdf" in str(error)
            assert error.do
            outcomes["refused"] += 1
        else:
            assert all(text for _, text in parts(document))
            document.text.encode("utf-8")
            outcomes["read"] += 1
    assert set(outcomes) == {"read", "refused"}


def test_a_long_file_shows_how_far_it_is_and_can_be_interrupted(monkeypatch):
    seen = []

    def watched(pages, what):
        seen.append((len(pages), what))
        yield next(iter(pages))
        raise KeyboardInterrupt

    monkeypatch.setattr("discourse.corpus.readers.pdf.progress", watched)
    data = (FILES / "pdf-report-libreoffice.pdf").read_bytes()
    with pytest.raises(KeyboardInterrupt):
        registry.documents_of(Source("long.pdf", data))
    [(pages, what)] = seen
    assert pages > 1
    assert what == "Reading pages of long.pdf"
