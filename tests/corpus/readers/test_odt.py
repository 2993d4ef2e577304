"""Is the text of an OpenDocument file what a reader of the page sees? (See also test_docx: the same features.)"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from discourse.corpus.document import Document
from discourse.corpus.readers import registry
from discourse.corpus.readers.odt import read_odt
from discourse.corpus.readers.reader import Source
from discourse.errors import ReadError

from .fuzzing import broken_zips, only_our_errors, zipped

FILES = Path(__file__).parent / "files"
MIME = "application/vnd.oasis.opendocument.text"
URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(
    f'xmlns:{short}="{URN}:{long}:1.0"'
    for short, long in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("meta", "meta"),
    )
)  # fmt: skip


def package(body: str, styles: str = "", more: dict[str, str] | None = None) -> bytes:
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": MIME, "content.xml": content, **(more or {})})


def read(data: bytes) -> Document:
    [document] = read_odt(Source("file.odt", data))
    return document


def paragraphs(document: Document) -> list[tuple[str, str]]:
    assert document.blocks is not None
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def parts(body: str, styles: str = "") -> list[tuple[str, str]]:
    return paragraphs(read(package(body, styles)))


def test_white_space_of_the_file_is_one_space_and_that_of_the_author_stays() -> None:
    body = (
        "<text:p>\n  Wrapped\n   lines  are <text:span> one </text:span> line,<text:s text:c='3'/>but<text:tab/>"
        "not\n <text:line-break/> these.\n</text:p>"
    )
    assert parts(body) == [("body", "Wrapped lines are one line,   but\tnot \nthese.")]


def test_a_style_made_by_hand_is_what_its_parent_is() -> None:
    styles = (
        '<style:style style:name="Quotations" style:family="paragraph"/>'
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
        '<style:style style:name="Own" style:family="paragraph" style:default-outline-level="2"/>'
        '<style:style style:name="A" style:family="paragraph" style:parent-style-name="A"/>'
    )
    body = "".join(f'<text:p text:style-name="{name}">{name}</text:p>' for name in ("P1", "Own", "A", "None"))
    assert [kind for kind, _ in parts(body, styles)] == ["quote", "heading", "body", "body"]


def test_headings_in_lists_are_headings_and_what_follows_an_item_is_in_the_list() -> None:
    body = (
        "<text:list><text:list-header><text:p>Before.</text:p></text:list-header><text:list-item>"
        '<text:h text:outline-level="1">Numbered heading</text:h></text:list-item><text:list-item>'
        "<text:p>Point.</text:p><text:p>More of it.</text:p></text:list-item></text:list>"
    )
    assert [kind for kind, _ in parts(body)] == ["list", "heading", "list", "list"]


def test_hidden_sections_paragraphs_and_words_are_left_out() -> None:
    styles = (
        '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="HP" style:family="paragraph"><style:text-properties text:display="none"/>'
        "</style:style>"
    )
    body = (
        '<text:p>Seen<text:span text:style-name="H"> not</text:span>.</text:p>'
        '<text:p text:style-name="HP">Nor this.</text:p><text:section text:display="none"><text:p>Nor that.</text:p>'
        "</text:section><text:section><text:p>But this.</text:p></text:section>"
        "<text:p><text:hidden-text>secret</text:hidden-text></text:p>"
    )
    document = read(package(body, styles))
    assert paragraphs(document) == [("body", "Seen."), ("body", "But this.")]
    [hidden] = [note for note in document.notes if note.what == "hidden passages"]
    assert hidden.count == 4


def test_frames_and_shapes_follow_their_paragraph_and_pictures_are_counted() -> None:
    body = (
        "<text:p>Text<draw:frame><draw:text-box><text:p>In a frame.</text:p></draw:text-box></draw:frame>"
        "<draw:frame><draw:image/><svg:desc>A dog</svg:desc></draw:frame></text:p>"
        "<draw:frame><draw:text-box><text:p>On the page.</text:p></draw:text-box></draw:frame>"
        "<text:p><draw:g><draw:custom-shape><text:p>In a shape.</text:p></draw:custom-shape></draw:g></text:p>"
    )
    document = read(package(body))
    assert [text for _, text in paragraphs(document)] == ["Text", "In a frame.", "On the page.", "In a shape."]
    assert [(note.what, note.count) for note in document.notes] == [("pictures", 1)]


def test_a_row_said_to_be_repeated_a_million_times_is_read_once() -> None:
    body = (
        '<table:table><table:table-header-rows><table:table-row table:number-rows-repeated="1048576"><table:table-cell>'
        '<text:p>a</text:p></table:table-cell><table:table-cell table:number-columns-repeated="99999">'
        "<text:p>b</text:p></table:table-cell></table:table-row></table:table-header-rows></table:table>"
        f'<text:p>x<text:s text:c="{10**12}"/>y</text:p>'
    )
    found = parts(body)
    assert found[0] == ("table", "a\tb")
    assert len(found[1][1]) < 2000


SPREADSHEET = f"<office:d {NAMESPACES}><office:body><office:spreadsheet/></office:body></office:d>"
EXPLODING = "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"
LOCKED = "<manifest><file-entry><encryption-data/></file-entry></manifest>"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04", "broken or incomplete"),
        (zipped({"mimetype": MIME}), "without an OpenDocument text"),
        (zipped({"content.xml": SPREADSHEET}), "no text"),
        (package("<text:p/>"), "no text in it"),
        (package("<text:p>x</text:p>", more={"styles.xml": EXPLODING}), "declares XML entities"),
        (package("<text:p>x</text:p>", more={"META-INF/manifest.xml": LOCKED}), "locked with a password"),
        (package("<text:p>" + "<text:span>" * 400 + "</text:span>" * 400 + "</text:p>"), "damaged"),
    ],
    ids=["truncated", "nothing", "spreadsheet", "blank", "entities", "locked", "deep"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=r"file\.odt") as refused:
        read_odt(Source("file.odt", data))
    assert words in str(refused.value)
    assert refused.value.do


def test_the_content_tells_it_from_other_files_of_its_family() -> None:
    [document] = registry.documents_of(Source("paper.zip", (FILES / "truce.odt").read_bytes()))
    assert isinstance(document, Document)
    assert document.metadata["format"] == "odt"
    with zipfile.ZipFile(io.BytesIO((FILES / "truce.epub").read_bytes())) as archive:
        assert "content.xml" not in archive.namelist()


@pytest.fixture
def broken() -> Iterator[bytes]:
    return broken_zips((FILES / "features.odt").read_bytes(), 160, seed=2)


def test_broken_files_raise_nothing_but_our_errors(broken: Iterator[bytes]) -> None:
    assert only_our_errors(read_odt, "file.odt", broken) < 160
