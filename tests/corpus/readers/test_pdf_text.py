"""Does a page read the same however its words were drawn, and are its peculiarities understood?"""

from pathlib import Path

import pytest

from discourse.corpus.readers.pdf_text import laid_out
from discourse.corpus.readers.pdf_words import Page, Word, page_words

FILES = Path(__file__).parent / "files"
SET = ["pdf-paper-latex.pdf", "pdf-paper-libreoffice.pdf", "pdf-newspaper-chromium.pdf", "pdf-report-libreoffice.pdf"]


def pages_of(name):
    import pypdfium2

    document = pypdfium2.PdfDocument((FILES / name).read_bytes())
    return [page_words(document, number) for number in range(len(document))]


@pytest.mark.parametrize("name", SET)
def test_words_drawn_row_by_row_across_the_columns_are_read_column_by_column(name):
    pages = pages_of(name)
    text = laid_out(pages).parts
    pages = pages_of(name)
    for page in pages:
        page.words.sort(key=lambda word: (round(word.y), word.x0))
    assert laid_out(pages).parts == text


def page(*lines, number=0, step=12.0, size=10.0, top=100.0):
    """A page 500 points wide with one line below the other; each is its left end and its words."""
    words = []
    for row, (left, text) in enumerate(lines):
        x, y = left, top + row * step
        for word in text.split():
            words.append(Word(word, x, x + 5.0 * len(word), y, size, False, False))
            x += 5.0 * len(word) + 3.0
    return Page(number, 500.0, 800.0, words)


def texts(*pages):
    return [text for _, text in laid_out(pages).parts]


FULL = "the words of this line go on and on until they come to the very end of it and so"


def test_an_indented_line_begins_a_paragraph():
    assert len(texts(page((50, FULL), (50, FULL), (60, FULL[:-3]), (50, FULL)))) == 2


def test_a_line_that_ends_early_ends_its_paragraph():
    lines = [(50, FULL), (50, "until here."), (50, "The " + FULL[4:]), (50, FULL), (50, FULL)]
    assert [text.split()[-1] for text in texts(page(*lines))] == ["here.", "so"]


def test_a_paragraph_goes_on_on_the_next_page():
    first = page(*[(50, FULL)] * 6)
    second = page(*[(50, FULL)] * 3, (50, "until here."), number=1)
    assert len(texts(first, second)) == 1


def test_a_large_initial_is_the_first_letter_of_its_word():
    below = page((80, "he " + FULL[:-16]), (80, FULL[:-12]), *[(50, FULL)] * 3)
    below.words.insert(0, Word("T", 50.0, 76.0, 112.0, 34.0, False, False))
    assert texts(below)[0].startswith("The the words")


def test_rows_of_cells_are_a_table_and_not_a_paragraph():
    rows = page(*[(50, FULL)] * 4)
    for row, cells in enumerate((("Season", "Ships", "Guards"), ("Autumn", "212", "34"), ("Winter", "147", "58"))):
        for column, cell in enumerate(cells):
            x = 50.0 + 120 * column
            rows.words.append(Word(cell, x, x + 5.0 * len(cell), 170.0 + 12 * row, 10.0, False, False))
    found = laid_out([rows]).parts
    assert [text for kind, text in found if kind == "table"] == [
        "Season\tShips\tGuards",
        "Autumn\t212\t34",
        "Winter\t147\t58",
    ]


@pytest.mark.parametrize(
    ("foot", "left"),
    [
        ("7", True),
        ("– 7 –", True),
        ("Page 7 of 9", True),
        ("vii", True),
        ("7 / 9", True),
        ("In 1907 it rained.", False),
    ],
)
def test_a_page_number_is_left_out_however_it_is_written(foot, left):
    pages = []
    for number in range(6, 9):
        one = page(*[(50, FULL)] * 20, number=number)
        written = foot.replace("vii", ("vii", "viii", "ix")[number - 6]).replace("7", str(number + 1))
        x = 240.0
        for word in written.split():
            one.words.append(Word(word, x, x + 5.0 * len(word), 760.0, 10.0, False, False))
            x += 5.0 * len(word) + 3
        pages.append(one)
    for index, one in enumerate(pages):
        one.number = index
    laid = laid_out(pages)
    assert (len(laid.margins.numbers) == 3) is left


def test_text_from_right_to_left_and_pages_without_words_are_no_trouble():
    assert texts(page((50, "שלום לכם וברכה")), Page(1, 500.0, 800.0)) == ["שלום לכם וברכה"]
    assert laid_out([Page(0, 500.0, 800.0)]).parts == []


def test_a_letter_beyond_16_bits_is_one_letter():
    from discourse.corpus.readers.pdf_letters import halves_joined

    assert halves_joined("a \ud83d\ude00 b") == "a 😀 b"
    assert halves_joined("half of one: \ud83d") == "half of one: \ufffd"
