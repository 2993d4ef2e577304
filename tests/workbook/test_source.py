"""The text of a result is read again from its own copy as it was read at first, whatever its format."""

import warnings
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import discourse as dc
from discourse import Corpus, ReadError
from discourse.corpus.document import Note, document_of_parts
from discourse.corpus.readers.reader import Reader
from discourse.corpus.readers.registry import register_reader, unregister_reader
from discourse.errors import DiscourseWarning
from discourse.workbook.analysis import Analysis
from discourse.workbook.report import report_html
from discourse.workbook.source import Choices, source_of

FILES = Path(__file__).parents[1] / "corpus" / "readers" / "files"
MARKDOWN = (
    "# A truce\n\nThe truce holds. Nobody trusts it.\n\n- It broke.\n\nThe war goes on.[^1]\n\n[^1]: So they say.\n"
)


def _opened(source, folder: Path) -> Corpus:
    """Open the text as the notebook inside the result does."""
    source.write(folder)
    if source.code is None:
        return dc.open_text(folder / source.text)
    code = source.code.replace(repr(source.text), repr(str(folder / source.text)))
    return dc.open_text(eval(code, {"dc": dc}))


def _same(one: Corpus, other: Corpus) -> None:
    assert [one.text(doc) for doc in range(len(one))] == [other.text(doc) for doc in range(len(other))]
    pd.testing.assert_frame_equal(one.paragraphs, other.paragraphs)
    pd.testing.assert_frame_equal(one.documents.drop(columns="source"), other.documents.drop(columns="source"))


@pytest.fixture
def letters():
    """A format with many texts in a file, as the exports of newspaper databases are."""

    def read(source):
        parts = source.data.decode().split("\n---\n")
        note = Note("left out", "lines of rules", len(parts) - 1)
        documents = [document_of_parts([("heading", "Letter"), ("body", part)], "x", title=f"Letter {number}")
                     for number, part in enumerate(parts, 1)]  # fmt: skip
        return [replace(document, notes=(note,)) for document in documents if document]

    register_reader(Reader("letters", "letters to the editor", (".letters",), read), replace=True)
    yield "The first.\n---\nThe second one.\n---\nThe third of three."
    unregister_reader("letters")


def test_a_file_of_any_format_travels_as_it_is_and_is_read_the_same_way(tmp_path: Path) -> None:
    for file in [FILES / "truce.docx", FILES / "truce.md", FILES / "truce.odt"]:
        source = source_of(file)
        assert source.copies == {f"source/{file.name}": file.read_bytes()}
        assert source.code is None
        _same(source.corpus, dc.read(file))
        _same(source.corpus, _opened(source, tmp_path))
        assert source.corpus.documents["source"].tolist() == [source.text] == source.corpus.report()["source"].tolist()


def test_a_name_that_is_changed_for_the_copy_gives_the_title_it_will_have(tmp_path: Path) -> None:
    odd = tmp_path / "what;rm -rf.txt"
    odd.write_text("The truce.", encoding="utf-8")
    source = source_of(odd)
    assert source.corpus.documents["title"].tolist() == ["what-rm-rf"]
    _same(source.corpus, _opened(source, tmp_path / "out"))


def test_of_a_file_with_many_texts_one_is_chosen_by_its_number(tmp_path: Path, letters: str) -> None:
    file = tmp_path / "all.letters"
    file.write_text(letters)
    with pytest.raises(ReadError, match=r"--document, from 1 to 3: 1 “Letter 1”, 2 “Letter 2”"):
        source_of(file)
    with pytest.raises(ReadError, match=r"no document 4.*from 1 to 3"):
        source_of(file, choices=Choices(document=4))
    source = source_of(file, choices=Choices(document=2))
    assert source.corpus.documents["title"].tolist() == ["Letter 2"]
    assert source.code == "dc.read('source/all.letters')[1]"
    assert source.choices.arguments() == " --document 2"
    _same(source.corpus, _opened(source, tmp_path / "out"))


def test_the_first_of_one_may_be_named(tmp_path: Path) -> None:
    source = source_of(FILES / "truce.md", choices=Choices(document=1))
    assert len(source.corpus) == 1


def test_an_encoding_for_a_sample_is_refused() -> None:
    with pytest.raises(ReadError, match=r"--encoding is for files.*sample"):
        source_of("sotu-2016", choices=Choices(encoding="cp1252"))
    with pytest.raises(ReadError, match="--text is for files"):
        source_of("pier-nine-for", choices=Choices(text="speech"))


def test_an_encoding_that_a_format_does_not_need_is_told() -> None:
    with pytest.warns(DiscourseWarning, match="--encoding was not needed"):
        source_of(FILES / "truce.docx", choices=Choices(encoding="cp1252"))


def test_a_sample_of_many_texts_is_chosen_from() -> None:
    with pytest.raises(ReadError, match="--document, from 1 to"):
        source_of("sotu")
    source = source_of("sotu", choices=Choices(document=2))
    assert source.code is not None
    _same(source.corpus, dc.open_text(eval(source.code, {"dc": dc})))


def test_a_folder_with_one_text_is_that_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MARKDOWN, encoding="utf-8")
    assert source_of(tmp_path).copies.keys() == {"source/a.md"}
    (tmp_path / "b.md").write_text(MARKDOWN, encoding="utf-8")
    with pytest.raises(ReadError, match="there are 2 here"):
        source_of(tmp_path)


def test_the_original_encoding_is_told_though_the_copy_is_utf_8(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("Café – naïve".encode("cp1252"))
    source = source_of(tmp_path / "old.txt", choices=Choices(encoding="cp1252"))
    assert source.reading["encoding"] == "cp1252"
    assert source.choices == Choices() and source.code is None
    _same(source.corpus, _opened(source, tmp_path / "out"))


def test_reading_warns_once_and_names_the_file_as_the_researcher_did(tmp_path: Path) -> None:
    odd = tmp_path / "what;old.txt"
    odd.write_bytes("Le café était fermé, et l’été déjà là : naïveté.".encode("cp1252"))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        source_of(odd)
    assert len({str(one.message) for one in caught}) == len(caught)
    assert all("source/" not in str(one.message) for one in caught)


def test_the_report_tells_format_encoding_what_was_left_out_and_what_counts(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MARKDOWN, encoding="utf-8")
    source = source_of(tmp_path / "a.md")
    page = report_html(Analysis(source.corpus, None), [], source)
    reading = page[page.index('<th scope="row">Reading') :].split("</tr>")[0]
    assert "Markdown, utf-8" in reading
    assert "2 body paragraphs, 1 list item, 1 heading, 1 footnote" in reading
    assert "numbers of notes within the text (1)" in reading
    assert "Body text: 3 paragraphs; left out: 1 heading, 1 footnote; all paragraphs are shown" in page
    assert page.count('<div class="par ') == 5
    assert page.count(" uncounted") == 2 and 'href="#s1"' not in page and 'href="#s2"' in page


def test_the_report_of_a_plain_text_says_that_all_of_it_counts() -> None:
    source = source_of("pier-nine-for")
    page = report_html(Analysis(source.corpus, None), [], source)
    assert '<th scope="row">Counted</th><td>every paragraph</td>' in page
    assert " uncounted" not in page.split("</style>")[1]


def test_a_table_column_a_row_and_front_matter_are_kept_for_the_next_time(tmp_path: Path) -> None:
    table = tmp_path / "speeches.csv"
    rows = [f'Title {n},"By {n}\n\nSpeech {n} is a long and winding one.\n\nIt ends."' for n in (1, 2, 3)]
    table.write_bytes(("title,words\n" + "\n".join(rows) + "\n").encode("cp1252"))
    source = source_of(table, choices=Choices("cp1252", "words", 1, 3))
    assert source.corpus.paragraphs["kind"].tolist() == ["front", "body", "body"]
    assert source.code == "dc.read('source/speeches.csv', encoding='cp1252', text='words', front_matter=1)[2]"
    assert source.choices.arguments() == " --encoding cp1252 --text words --front-matter 1 --document 3"
    _same(source.corpus, _opened(source, tmp_path / "out"))
    page = report_html(Analysis(source.corpus, None), [], source)
    assert "discourse run source/speeches.csv --encoding cp1252 --text words --front-matter 1 --document 3" in page


def test_front_matter_of_a_plain_text_is_kept_too(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("Café\n\nThe truce holds.".encode("cp1252"))
    source = source_of(tmp_path / "old.txt", choices=Choices(encoding="cp1252", front_matter=1))
    assert source.code == "dc.read('source/old.txt', front_matter=1)"
    assert source.corpus.paragraphs["kind"].tolist() == ["front", "body"]
    _same(source.corpus, _opened(source, tmp_path / "out"))
