"""Is an electronic book read in its order, with its notes, and refused where it is locked or harmful?"""

import io
import zipfile
from pathlib import Path

import pytest

from discourse.corpus.document import Document
from discourse.corpus.readers.epub import read_epub
from discourse.corpus.readers.reader import Source
from discourse.corpus.readers.registry import documents_of, reader_for
from discourse.errors import ReadError

from .fuzzing import mutations, only_our_errors
from .truce import EXPECTED, RUNNING

FILES = Path(__file__).parent / "files"
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf" '
    'media-type="application/oebps-package+xml"/></rootfiles></container>'
)
XHTML = (
    '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>{}</body></html>'
)


def zipped(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def book(pages: dict[str, str], *, metadata: str = "", nav: str = "", more: dict[str, str] | None = None) -> bytes:
    """Return a book with these pages, in this order; `nav` names the page that lists the contents."""
    is_nav = {True: 'properties="nav"', False: ""}
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml" {is_nav[name == nav]}/>'
        for n, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/'
        f'1.1/">{metadata}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>'
    )
    files = {"META-INF/container.xml": CONTAINER, "OPS/book.opf": package}
    files |= {f"OPS/{name}": XHTML.format(text) for name, text in pages.items()}
    return zipped(files | (more or {}))


def read(data: bytes, name: str = "book.epub") -> Document:
    [document] = read_epub(Source(name, data))
    return document


def parts(document: Document) -> list[tuple[str, str]]:
    assert document.blocks is not None
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_a_book_by_pandoc_has_the_text_and_says_what_it_is() -> None:
    document = read((FILES / "truce.epub").read_bytes())
    found = [(kind, " ".join(text.split(" "))) for kind, text in parts(document)]
    assert [part for part in found if part[0] in ("body", "list", "quote")] == RUNNING
    assert [part for part in found if part[0] in ("footnote", "caption", "table")] == sorted(
        (part for part in EXPECTED if part[0] in ("footnote", "caption", "table")),
        key=lambda part: ("table", "caption", "footnote").index(part[0]),
    )
    assert (document.title, document.language) == ("A truce is not yet a peace", "en")
    assert (document.metadata["author"], document.metadata["date"]) == ("Zoé Weiß-Łukowska", "2021-03-14")


def test_a_book_by_libreoffice_marks_no_headings_but_its_contents_do() -> None:
    document = read((FILES / "libreoffice.epub").read_bytes())
    running = [text for kind, text in parts(document) if kind in ("body", "list", "quote")]
    assert running == [text for _, text in RUNNING]
    assert [text for kind, text in parts(document) if kind == "heading"] == [
        text for kind, text in EXPECTED if kind == "heading"
    ]
    assert parts(document)[-1] == EXPECTED[-1]


def test_the_order_is_that_of_the_spine_and_the_contents_are_left_out() -> None:
    data = book(
        {
            "nav.xhtml": '<nav epub:type="toc"><ol><li><a href="b.xhtml">Second first</a></li></ol></nav>',
            "b.xhtml": "<p>Second first</p><p>Text of b.</p>",
            "a.xhtml": "<h1>A</h1><p>Text of a.</p>",
        },
        nav="nav.xhtml",
    )
    document = read(data)
    assert parts(document) == [
        ("heading", "Second first"),
        ("body", "Text of b."),
        ("title", "A"),
        ("body", "Text of a."),
    ]
    assert ("left out", "words of tables of contents", 2) in [(n.action, n.what, n.count) for n in document.notes]


def test_notes_in_a_file_of_their_own_are_footnotes() -> None:
    data = book(
        {
            "a.xhtml": '<p>It held.<a epub:type="noteref" href="n.xhtml#n1">1</a> Mostly.</p>'
            '<p>Twice.<sup><a href="n.xhtml#n2">2</a></sup></p>',
            "n.xhtml": '<section epub:type="endnotes"><h2>Notes</h2><p id="n1"><a href="a.xhtml#r1">1</a> One note.</p>'
            '<p id="n2">2. Two notes.</p></section>',
            "z.xhtml": '<p>Last<span epub:type="pagebreak" title="9">9</span> page.</p>',
        }
    )
    document = read(data)
    assert parts(document) == [
        ("body", "It held. Mostly."),
        ("body", "Twice."),
        ("body", "Last page."),
        ("footnote", "Notes"),
        ("footnote", "One note."),
        ("footnote", "Two notes."),
    ]
    assert {(n.what, n.count) for n in document.notes} == {("footnote marks", 2), ("page numbers", 1)}


def test_covers_and_copyright_pages_are_left_out_and_noted() -> None:
    data = book(
        {
            "cover.xhtml": "<p>The Book</p>",
            "c.xhtml": '<section epub:type="copyright-page"><p>All rights reserved.</p></section>',
            "a.xhtml": "<p>Text.</p>",
        }
    )
    assert parts(read(data)) == [("body", "Text.")]
    assert {(n.what, n.count) for n in read(data).notes} == {("words of covers", 2), ("words of copyright pages", 3)}


def test_tags_closed_in_themselves_and_named_characters_swallow_nothing() -> None:
    assert parts(read(book({"a.xhtml": '<a id="x"/><p>One&nbsp;&mdash; <i/>two.</p><div/><p/><p>Three.</p>'}))) == [
        ("body", "One\u00a0— two."),
        ("body", "Three."),
    ]
    broken = '<a id="x"/><p>One <b>two.<p>Three<br>four.</p><div/>'  # no XML, so it is read as HTML
    assert [text for _, text in parts(read(book({"a.xhtml": broken})))] == ["One two.", "Three\nfour."]


def test_the_package_says_what_the_book_is() -> None:
    metadata = (
        "<dc:title>On Rivers</dc:title><dc:creator>A. B.</dc:creator><dc:creator>C. D.</dc:creator><dc:language>en-GB"
        "</dc:language><dc:date>1998-02</dc:date><dc:publisher>Quay</dc:publisher><dc:identifier>urn:x</dc:identifier>"
    )
    document = read(book({"a.xhtml": "<p>Text.</p>"}, metadata=metadata))
    assert (document.title, document.language) == ("On Rivers", "en-GB")
    assert document.metadata == {
        "author": "A. B.; C. D.",
        "date": "1998-02",
        "publisher": "Quay",
        "identifier": "urn:x",
        "encoding": "utf-8",
    }


LOCK = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData xmlns="http://www.w3.org/2001/04/'
    'xmlenc#"><EncryptionMethod Algorithm="{}"/></EncryptedData></encryption>'
)


def test_a_locked_book_is_refused_and_one_with_scrambled_fonts_is_not() -> None:
    locked = LOCK.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    with pytest.raises(ReadError, match=r"book\.epub: This book is locked"):
        read(book({"a.xhtml": "<p>Text.</p>"}, more={"META-INF/encryption.xml": locked}))
    fonts = LOCK.format("http://www.idpf.org/2008/embedding")
    assert read(book({"a.xhtml": "<p>Text.</p>"}, more={"META-INF/encryption.xml": fonts})).text == "Text."


@pytest.mark.parametrize("path", ["../../evil.xhtml", "/etc/evil.xhtml", "C:\\evil.xhtml"])
def test_paths_that_lead_out_are_refused(path: str) -> None:
    with pytest.raises(ReadError, match=r"book\.epub: It holds a path that leads out"):
        read(book({"a.xhtml": "<p>Text.</p>"}, more={path: "x"}))


def test_a_bomb_is_refused() -> None:
    with pytest.raises(ReadError, match=r"book\.epub"):
        read(book({"a.xhtml": "<p>Text.</p>"}, more={"OPS/b.xhtml": " " * 100_000_000}))


@pytest.mark.parametrize(
    "page",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><html><body><p>&b;</p></body></html>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body><p>&a;</p></body></html>',
    ],
)
def test_entities_are_refused(page: str) -> None:
    with pytest.raises(ReadError, match=r"book\.epub/OPS/a\.xhtml: It declares XML entities"):
        read(book({"a.xhtml": ""}, more={"OPS/a.xhtml": page}))


def test_what_is_no_book_or_has_no_text_is_refused_in_words() -> None:
    with pytest.raises(ReadError, match="no complete electronic book"):
        read(zipped({"a.txt": "x"}))
    with pytest.raises(ReadError, match="pages are pictures"):
        read(book({"a.xhtml": '<img src="a.png"/>'}))
    with pytest.raises(ReadError, match=r"book\.epub: The archive is broken"):
        read((FILES / "truce.epub").read_bytes()[:3000])


def test_it_is_known_by_its_content() -> None:
    assert reader_for(Source("book.zip", book({"a.xhtml": "<p>x</p>"}))).name == "epub"


def test_of_broken_books_only_our_errors_come_out() -> None:
    assert (
        only_our_errors(documents_of, "truce.epub", mutations((FILES / "truce.epub").read_bytes(), 200), seconds=1) >= 1
    )
    page = XHTML.format('<p>Text <b>of</b> a.<a href="#n">1</a></p><aside epub:type="footnote" id="n">Note.</aside>')
    package = book({"a.xhtml": "<p>x</p>"})
    books = (with_page(package, broken) for broken in mutations(page.encode(), 60))
    assert only_our_errors(documents_of, "book.epub", books) > 20


def with_page(data: bytes, page: bytes) -> bytes:
    """Return a book with other bytes for its one page."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in {**files, "OPS/a.xhtml": page}.items():
            archive.writestr(name, content)
    return buffer.getvalue()
