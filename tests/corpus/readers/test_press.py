"""Does an export of a newspaper database become its articles, each with what the newspaper said and no more?"""

import warnings
from pathlib import Path

import pytest

from discourse import Corpus
from discourse.corpus.document import Document
from discourse.corpus.readers import registry
from discourse.corpus.readers.factiva import read_factiva
from discourse.corpus.readers.flow import Flow, Row
from discourse.corpus.readers.nexis import read_nexis
from discourse.corpus.readers.press_factiva import factiva_documents
from discourse.corpus.readers.press_nexis import nexis_documents
from discourse.corpus.readers.reader import Source
from discourse.errors import DiscourseWarning, ReadError

from .fuzzing import mutations, only_our_errors
from .press_samples import PIECES
from .test_docx import p, package

FILES = Path(__file__).parent / "files"
EXPORTS = [
    "nexis-uni.docx", "nexis-uni.rtf", "lexisnexis.docx", "lexisnexis.txt", "factiva-codes.html", "factiva-codes.rtf",
    "factiva-plain.html", "factiva-plain.rtf",
]  # fmt: skip


def read(name: str) -> list[Document]:
    documents = registry.documents_of(Source(name, (FILES / name).read_bytes()))
    found = [document for document in documents if isinstance(document, Document)]
    assert len(found) == len(documents)
    return found


def texts(document: Document, *kinds: str) -> list[str]:
    assert document.blocks is not None
    return [document.text[block.start : block.end] for block in document.blocks if block.kind in kinds]


@pytest.mark.parametrize("name", EXPORTS)
def test_each_article_is_a_document_with_its_own_text_and_nothing_of_the_database(name: str) -> None:
    documents = read(name)
    assert [document.title for document in documents] == [piece.title for piece in PIECES]
    for document, piece in zip(documents, PIECES, strict=True):
        assert texts(document, "body", "list", "quote", "table", "footnote") == list(piece.body)
        assert texts(document, "title") == [piece.title]
        for added in (
            "Copyright",
            "(c) 2021",
            "Load-Date",
            "LOAD-DATE",
            "PEACE PROCESS",
            "gcat",
            "User Name",
            "Document",
        ):
            assert added not in document.text


@pytest.mark.parametrize("name", EXPORTS)
def test_what_the_newspaper_says_of_an_article_becomes_metadata(name: str) -> None:
    for document, piece in zip(read(name), PIECES, strict=True):
        about = document.metadata
        assert (about["publication"], about["date"], about["length"]) == (piece.publication, piece.date, piece.words)
        assert about.get("author") == (piece.author or None)
        assert about["section"] == piece.section.split(";")[0]
        assert document.language == piece.language
        assert about.get("edition") == (piece.edition or None)
        assert about["database"] == ("Factiva" if "factiva" in name else "Nexis" if "nexis-" in name else "LexisNexis")
        if "factiva" in name:
            assert (about["page"], about["database_id"]) == (piece.page, piece.number)
        else:
            assert about["load_date"] == "2021-03-20"


@pytest.mark.parametrize("name", EXPORTS)
def test_what_was_left_out_is_told(name: str) -> None:
    documents = read(name)
    assert all(any("database added" in note.what for note in document.notes) for document in documents)
    told = {note.what for document in documents for note in document.file_notes}
    if name.startswith("nexis"):
        assert "articles that the database could not deliver" in told
    if name.endswith("plain.rtf") or name.endswith("codes.rtf"):
        assert "lines around the articles (the search)" in told


def test_standfirst_and_captions_are_kept_as_such() -> None:
    first, *_ = read("nexis-uni.docx")
    assert texts(first, "heading") == [PIECES[0].standfirst]
    assert texts(first, "caption") == [PIECES[0].caption]
    assert texts(first, "byline") == [f"By {PIECES[0].author}"]


def test_the_tables_of_a_corpus_hold_the_articles() -> None:
    corpus = Corpus(read("nexis-uni.docx"))
    assert corpus.documents["publication"].tolist() == [piece.publication for piece in PIECES]
    assert len(corpus.where(language="de").documents) == 1


def test_a_file_with_one_article_is_one_document() -> None:
    [document] = read("nexis-one.docx")
    assert (document.title, document.metadata["date"]) == (PIECES[1].title, PIECES[1].date)


# -- what looks like an export and is none ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        [
            "The mind",
            "Body",
            "A text about body and mind.",
            "Length: a question of taste.",
            "Classification",
            "Of minds.",
        ],
        ["Copyright 2016 A. Author", "Body", "A text.", "The end of document analysis"],
        ["Body", "End of Document"],
        ["HD", "television sets", "Document 12"],
        ["12 of 20 documents", "were lost in the fire."],
        ["Section: one", "Length: 20 words", "Load-Date: May 1, 2016"],
    ],
)
def test_an_ordinary_document_is_not_split(lines: list[str]) -> None:
    data = package("".join(map(p, lines)))
    [document] = registry.documents_of(Source("file.docx", data))
    assert isinstance(document, Document)
    assert document.text == "\n\n".join(lines)


def test_a_table_with_the_code_in_it_is_no_article() -> None:
    flow: Flow = [Row(((("body", "HD"),), (("body", "1920 × 1080"),))), ("body", "Text.")]
    assert factiva_documents(flow, "a.rtf", ()) is None


def test_a_page_that_speaks_of_factiva_is_a_page() -> None:
    page = b"<html><title>News</title><body><p>We searched Factiva for it.</p><p class='headline'>x</p></body></html>"
    source = Source("a.html", page)
    assert registry.reader_for(source).name != "factiva"


# -- no text is lost to words that an article may have itself ----------------------------------------------------


def nexis(
    *lines: str, head: tuple[str, ...] = ("Title", "The Courier", "May 1, 2016", "Copyright 2016 The Courier")
) -> Document:
    all_lines = [*head, "Length: 10 words", "Body", *lines, "End of Document"]
    documents = nexis_documents([("body", line) for line in all_lines], "a.docx", ())
    assert documents is not None
    return documents[0]


def test_headings_within_an_article_do_not_end_it() -> None:
    lines = ["One.", "Graphic", "Two.", "Classification", "Three.", "Update: May 3, it is said, will tell.", "Four."]
    document = nexis(*lines, "Classification", "Language: ENGLISH", "Load-Date: May 2, 2016")
    assert "Three." in document.text
    assert "Four." in document.text
    assert document.metadata["load_date"] == "2016-05-02"


def test_an_abstract_by_the_database_is_no_text() -> None:
    document = nexis("ABSTRACT", "In short.", "FULL TEXT", "At length.")
    assert texts(document, "body") == ["At length."]


def test_header_lines_may_be_missing() -> None:
    document = nexis("Text.", head=("Title", "The Courier"))
    assert texts(document, "body") == ["Text."]
    assert "date" not in document.metadata


def test_fewer_articles_than_the_cover_says_raise_a_warning() -> None:
    lines = [
        "Documents (3)",
        "Title",
        "The Courier",
        "May 1, 2016",
        "Length: 10 words",
        "Body",
        "Text.",
        "End of Document",
    ]
    with pytest.warns(DiscourseWarning, match="holds 3 articles, but 1 were found"):
        nexis_documents([("body", line) for line in lines], "a.docx", ())


def test_an_article_without_text_is_warned_of() -> None:
    with pytest.warns(DiscourseWarning, match="have no text, such as “Title”"):
        nexis()


def test_factiva_rows_that_break_over_pages_go_on() -> None:
    def row(code: str, text: str) -> Row:
        return Row(((("body", code),), (("body", text),)))

    flow: Flow = [
        row("HD", "Title"), row("SN", "The Courier"), row("LP", "One."), row("TD", "Two."), row("", "Three."),
        row("AN", "Document COUR000020160501ec510000a"),
    ]  # fmt: skip
    documents = factiva_documents(flow, "a.rtf", ())
    assert documents is not None
    assert texts(documents[0], "body") == ["One.", "Two.", "Three."]


def test_an_export_that_breaks_off_keeps_its_last_article() -> None:
    data = (FILES / "factiva-codes.rtf").read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        documents = registry.documents_of(Source("a.rtf", data[: data.rindex(b"RE}")]))
    assert [document.title for document in documents if isinstance(document, Document)] == [one.title for one in PIECES]


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("By Ines Okafor", "Ines Okafor"),
        ("Von Jörg Weiß", "Jörg Weiß"),
        ("BY INES OKAFOR", "INES OKAFOR"),
        ("By", "By"),
    ],
)
def test_the_word_before_the_author_goes(written: str, author: str) -> None:
    head = ("Title", "The Courier", "May 1, 2016", f"Byline: {written}")
    assert nexis("Text.", head=head).metadata["author"] == author


# -- what cannot be read ------------------------------------------------------------------------------------------


def test_a_list_of_headlines_is_refused_with_advice() -> None:
    page = b"<html><head><title>Factiva</title></head><body><div class='headline'>A</div></body></html>"
    with pytest.raises(ReadError, match=r"a\.html.*headlines and no articles"):
        registry.documents_of(Source("a.html", page))


def test_a_text_that_only_begins_like_an_export_is_refused_or_read_as_text() -> None:
    source = Source("a.txt", b"1 of 2 DOCUMENTS\n\nThe Courier\n\nLENGTH:\n")
    with pytest.raises(ReadError, match=r"a\.txt"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        registry.documents_of(source)


@pytest.mark.parametrize("name", ["factiva-codes.html", "factiva-plain.html"])
def test_broken_pages_raise_nothing_but_our_errors(name: str) -> None:
    assert only_our_errors(read_factiva, "a.html", mutations((FILES / name).read_bytes(), 60, seed=4)) > 0


def test_broken_texts_raise_nothing_but_our_errors() -> None:
    data = (FILES / "lexisnexis.txt").read_bytes()
    assert only_our_errors(read_nexis, "a.txt", mutations(data, 60, seed=5)) > 0


@pytest.mark.parametrize("name", ["nexis-uni.rtf", "factiva-codes.rtf", "factiva-plain.rtf"])
def test_broken_exports_raise_nothing_but_our_errors(name: str) -> None:
    assert only_our_errors(registry.documents_of, "a.rtf", mutations((FILES / name).read_bytes(), 40, seed=6)) > 0


def test_the_ending_of_a_page_or_a_text_is_no_oddity() -> None:
    for name in ("factiva-codes.html", "lexisnexis.txt"):
        assert not [note for document in read(name) for note in document.file_notes if "ending" in note.what]
