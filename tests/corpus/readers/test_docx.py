"""Is the text of a Word file what a reader of the page sees, and is everything else told?"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from discourse.corpus.document import Document
from discourse.corpus.readers import registry
from discourse.corpus.readers.docx import read_docx
from discourse.corpus.readers.reader import Source
from discourse.errors import ReadError

from .fuzzing import broken_zips, only_our_errors, zipped

FILES = Path(__file__).parent / "files"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    f'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:r="{OFFICE}"'
)
NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'


def package(
    body: str, *, styles: str = "", notes: str = "", more: dict[str, str] | None = None, links: str = ""
) -> bytes:
    """Return a Word file with a body, styles and footnotes given as XML."""
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{what}" Target="{what}.xml"/>'
        for number, what in enumerate(("styles", "footnotes"))
    )
    relations = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships {relations}><Relationship Id="r" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f"<Relationships {relations}>{related}{links}</Relationships>",
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {NAMESPACES}>{NORMAL}{styles}</w:styles>",
            "word/footnotes.xml": f"<w:footnotes {NAMESPACES}>{notes}</w:footnotes>",
            **(more or {}),
        }
    )


def read(data: bytes) -> Document:
    [document] = read_docx(Source("file.docx", data))
    return document


def paragraphs(document: Document) -> list[tuple[str, str]]:
    assert document.blocks is not None
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def parts(body: str, **more: str) -> list[tuple[str, str]]:
    return paragraphs(read(package(body, **more)))


def left_out(document: Document) -> dict[str, tuple[int, str]]:
    return {note.what: (note.count, note.example) for note in document.notes if note.action == "left out"}


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def style(name: str, identifier: str, properties: str = "", based_on: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/><w:basedOn w:val="{based_on}"/>'
        f"{properties}</w:style>"
    )


FEATURES = [
    ("title", "All that is around a text"),
    ("heading", "A line under the title"),
    (
        "body",
        "The first sentence was added to and kept.\nA second line\tafter a tab, with  three spaces and a linked word.",
    ),
    ("heading", "The ferry"),
    ("body", "A note and an end note, non\u00adbreaking 14\u00a0000, no\u2011break, é ß ł 😀."),
    ("quote", "A style of its own, based on that of quotations."),
    ("list", "First point"),
    ("list", "Point within"),
    ("table", "Town\tBoats"),
    ("table", "Skardal, upper\t41"),
    ("body", "Page  hangs on a box."),
    ("body", "In the box."),
    ("body", "Une phrase en français, pour finir."),
    ("footnote", "First note."),
    ("footnote", "It has two paragraphs."),
    ("footnote", "End note."),
]


@pytest.mark.parametrize("ending", ["docx", "odt", "rtf"])
def test_what_stands_around_a_text_is_left_out_and_told_in_each_format(ending: str) -> None:
    name = f"features.{ending}"
    [document] = registry.documents_of(Source(name, (FILES / name).read_bytes()))
    assert isinstance(document, Document)
    assert paragraphs(document) == FEATURES
    told = left_out(document)
    assert told["comments"] == (1, "Is that so?")
    assert told["tracked deletions"] == (1, "a slip of the pen")
    assert told["hidden passages"] == (1, "nobody sees this")
    assert told["lines of tables of contents"] == (1, "The ferry 1")
    assert told["headers"] == (1, "The running head")
    assert told["footers"] == (1, "The running foot")
    assert told["marks of footnotes"][0] == 2
    assert told["page numbers"][0] == 1


@pytest.mark.parametrize("ending", ["docx", "odt", "rtf"])
def test_properties_become_metadata_and_those_of_programs_do_not(ending: str) -> None:
    name = f"features.{ending}"
    [document] = registry.documents_of(Source(name, (FILES / name).read_bytes()))
    assert isinstance(document, Document)
    assert document.title == "All that is around a text"  # not "Microsoft Word - features.doc", as the properties say
    assert document.language is None  # nobody set one, save for a paragraph in French
    assert document.metadata["author"] == "Zoé Weiß-Łukowska"
    assert document.metadata["created"] == "2021-03-14"
    assert "date" not in document.metadata  # the day a file was made is not the day of its text
    assert "truce" in document.metadata["keywords"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("heading 1", "heading"),
        ("Überschrift 2", "heading"),
        ("Titre 3", "heading"),
        ("標題", "body"),
        ("Title", "title"),
        ("Subtitle", "heading"),
        ("Intense Quote", "quote"),
        ("Zitat", "quote"),
        ("Block Text", "quote"),
        ("caption", "caption"),
        ("List Bullet 2", "list"),
        ("List Paragraph", "body"),
        ("HTML Preformatted", "code"),
        ("Author", "byline"),
        ("header", "body"),
        ("Body Text", "body"),
    ],
)
def test_the_name_of_a_style_tells_the_kind(name: str, kind: str) -> None:
    assert parts(p("Text.", '<w:pStyle w:val="X"/>'), styles=style(name, "X")) == [(kind, "Text.")]


def test_a_style_is_what_it_is_based_on_and_a_circle_ends() -> None:
    styles = (
        style("My own", "A", based_on="B") + style("heading 1", "B", based_on="A") + style("Loop", "C", based_on="C")
    )
    body = p("One.", '<w:pStyle w:val="A"/>') + p("Two.", '<w:pStyle w:val="C"/>')
    assert parts(body, styles=styles) == [("heading", "One."), ("body", "Two.")]


def test_outline_levels_make_headings_and_unmake_them() -> None:
    styles = style("heading 1", "H") + style("Kapitel", "K", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
    body = (
        p("One", '<w:outlineLvl w:val="0"/>')
        + p("Two", '<w:pStyle w:val="K"/>')
        + p("Three", '<w:pStyle w:val="H"/><w:outlineLvl w:val="9"/>')
    )
    assert [kind for kind, _ in parts(body, styles=styles)] == ["heading", "heading", "body"]


def test_numbering_makes_a_list_and_number_zero_takes_it_away() -> None:
    styles = style("Points", "P", '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>')
    body = (
        p("One.", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + p("Two.", '<w:pStyle w:val="P"/>')
        + p("Three.", '<w:pStyle w:val="P"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert [kind for kind, _ in parts(body, styles=styles)] == ["list", "list", "body"]


def test_insertions_stay_deletions_go_and_a_deleted_paragraph_end_joins_two() -> None:
    body = (
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Half a </w:t></w:r>"
        "<w:del><w:r><w:delText>wrong </w:delText></w:r></w:del></w:p>"
        "<w:p><w:ins><w:r><w:t>sentence.</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> moved</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t> Moved.</w:t></w:r></w:moveTo></w:p>"
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:delText>gone</w:delText></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    document = read(package(body))
    assert paragraphs(document) == [("body", "Half a sentence. Moved.")]
    assert left_out(document)["tracked deletions"] == (3, "wrong")


def test_hidden_text_is_left_out_also_where_only_its_style_says_so() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="S"><w:name w:val="secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
        + style("hidden", "HP", "<w:rPr><w:vanish/></w:rPr>")
    )
    body = (
        '<w:p><w:r><w:t>Seen</w:t></w:r><w:r><w:rPr><w:rStyle w:val="S"/></w:rPr><w:t> unseen</w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="S"/><w:vanish w:val="0"/></w:rPr><w:t> again.</w:t></w:r></w:p>'
        + p("Never.", '<w:pStyle w:val="HP"/>')
    )
    document = read(package(body, styles=styles))
    assert paragraphs(document) == [("body", "Seen again.")]
    assert left_out(document)["hidden passages"] == (2, "unseen")


def test_results_of_fields_are_text_but_contents_and_page_numbers_are_not() -> None:
    def complex_field(instruction: str, result: str) -> str:
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    toc_begins = complex_field("TOC \\o", "Chapter ..... 3").removesuffix('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    body = (
        f"<w:p>{toc_begins}</w:p><w:p><w:r><w:t>More ..... 5</w:t></w:r></w:p>"
        '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        f"<w:p>{complex_field('HYPERLINK &quot;https://a.org&quot;', 'A link')}<w:r><w:t> on page </w:t></w:r>"
        f"{complex_field(' PAGE ', '7')}<w:fldSimple w:instr='NUMPAGES'><w:r><w:t>9</w:t></w:r></w:fldSimple>"
        "<w:fldSimple w:instr='AUTHOR'><w:r><w:t>by A.</w:t></w:r></w:fldSimple></w:p>"
    )
    document = read(package(body))
    assert paragraphs(document) == [("body", "A link on page by A.")]
    assert left_out(document)["lines of tables of contents"] == (2, "Chapter ..... 3")


def test_signs_of_all_sorts_become_characters() -> None:
    run = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t>"
        '<w:softHyphen/><w:t>f</w:t><w:sym w:font="Symbol" w:char="F061"/>'
        '<w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    )
    math = "<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>"
    smart = "<w:smartTag><w:r><w:t> Paris</w:t></w:r></w:smartTag>"
    smart += "<w:sdt><w:sdtContent><w:r><w:t> 2016</w:t></w:r></w:sdtContent></w:sdt>"
    assert parts(f"<w:p>{run}{math}{smart}</w:p>") == [("body", "a\tb\nc\nd\u2011e\u00adfα✓x+y Paris 2016")]


def test_text_boxes_are_read_once_though_they_are_written_twice() -> None:
    box = f"<w:txbxContent>{p('In the box.')}</w:txbxContent>"
    twice = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert parts(f"<w:p><w:r><w:t>Around.</w:t>{twice}</w:r></w:p>") == [("body", "Around."), ("body", "In the box.")]


def test_a_row_is_a_paragraph_and_a_box_around_text_is_no_table() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        written = "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
        return f"<w:tbl>{written}</w:tbl>"

    inner = table((p("x"), p("y")))
    body = table((p("a") + p("b"), inner + p(""), p("")), (p("c"), p("d"), p("e"))) + table((p("One.") + p("Two."),))
    assert parts(body) == [("table", "a b\tx y"), ("table", "c\td\te"), ("body", "One."), ("body", "Two.")]


def test_whole_paragraphs_in_cells_are_noticed_since_tables_do_not_count() -> None:
    long = " ".join(["word"] * 61)
    document = read(package(f"<w:tbl><w:tr><w:tc>{p(long)}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"))
    assert [note.what for note in document.notes if note.action == "noticed"] == [
        "cells of tables with whole paragraphs in them"
    ]


def test_notes_come_in_the_order_of_their_marks_and_unused_ones_not_at_all() -> None:
    def reference(number: int, more: str = "") -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"{more}/><w:t>{"*" if more else ""}</w:t></w:r>'

    notes = "".join(
        f'<w:footnote w:id="{number}"{kind}>{p(f"Note {number}.")}</w:footnote>'
        for number, kind in ((0, ' w:type="separator"'), (1, ""), (2, ""), (3, ""))
    )
    own = reference(1, ' w:customMarkFollows="1"')
    body = f"<w:p><w:r><w:t>Text</w:t></w:r>{reference(3)}{own}{reference(9)}</w:p>"
    assert parts(body, notes=notes) == [("body", "Text"), ("footnote", "Note 3."), ("footnote", "Note 1.")]


def test_files_after_the_strict_standard_are_read_too() -> None:
    data = package(p("Text.", '<w:pStyle w:val="H"/>'), styles=style("heading 1", "H"))
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        strict = {name: archive.read(name).decode().replace(W, STRICT) for name in archive.namelist()}
    assert paragraphs(read(zipped(strict))) == [("heading", "Text.")]


def test_nothing_is_fetched_and_no_macro_is_run() -> None:
    links = (
        f'<Relationship Id="x" Type="{OFFICE}/footnotes" Target="http://127.0.0.1:9/notes.xml" TargetMode="External"/>'
    )
    document = read(package(p("Text."), links=links, more={"word/vbaProject.bin": "macro"}))
    assert paragraphs(document) == [("body", "Text.")]
    assert left_out(document)["macros"][0] == 1


def test_a_part_that_climbs_out_of_the_package_is_not_looked_for() -> None:
    links = f'<Relationship Id="x" Type="{OFFICE}/comments" Target="../../../../etc/passwd"/>'
    assert paragraphs(read(package(p("Text."), links=links))) == [("body", "Text.")]


BILLION = '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "broken or incomplete"),
        (b"PK\x03\x04 and no more", "broken or incomplete"),
        (package(p("Text."))[:-400], "broken or incomplete"),
        (zipped({"a.txt": "Text."}), "without a Word text"),
        (package(p("Text."), more={"word/document.xml": f"{BILLION}<w>&b;</w>"}), "declares XML entities"),
        (package(p("Text."), more={"word/document.xml": OUTSIDE}), "entities"),
        (package(p("Text."), more={"word/styles.xml": "<w:styles"}), "damaged"),
        (package(p("Text."), more={"word/document.xml": "<html/>"}), "no Word text"),
        (package(p("")), "no text in it"),
        (package('<w:p><w:r><w:drawing><a:blip xmlns:a="a"/></w:drawing></w:r></w:p>'), "pictures and no text"),
        (package("<w:p>" + "<w:sdt><w:sdtContent>" * 500 + "</w:sdtContent></w:sdt>" * 500 + "</w:p>"), "damaged"),
        (zipped({"word/document.xml": b"<w>" + b" " * 30_000_000 + b"</w>"}), "more than any text packs to"),
    ],
    ids=[
        "empty", "a signature", "truncated", "another zip", "exploding", "external", "styles cut off", "not Word",
        "blank", "pictures", "nested without end", "bomb",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=r"file\.docx") as refused:
        read_docx(Source("file.docx", data))
    assert words in str(refused.value)
    assert refused.value.do


@pytest.mark.parametrize("name", ["old.doc", "old.docx", "old"])
def test_an_old_word_file_is_refused_with_advice_whatever_it_is_called(name: str) -> None:
    with pytest.raises(ReadError, match=r"an old Word file \(\.doc\)") as refused:
        registry.documents_of(Source(name, (FILES / "old.doc").read_bytes()))
    assert "save it as .docx" in str(refused.value)


def test_a_file_locked_with_a_password_is_refused_as_such() -> None:
    # What Word writes when a password is set: a file of the old kind that holds the new one in a stream.
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    with pytest.raises(ReadError, match="locked with a password"):
        registry.documents_of(Source("file.docx", locked))


def test_the_content_tells_a_word_file_whatever_its_name() -> None:
    [document] = registry.documents_of(Source("scan.txt", package(p("Text."))))
    assert isinstance(document, Document)
    assert document.metadata["format"] == "docx"


@pytest.fixture
def broken() -> Iterator[bytes]:
    return broken_zips((FILES / "features.docx").read_bytes(), 160)


def test_broken_files_raise_nothing_but_our_errors(broken: Iterator[bytes]) -> None:
    survived = only_our_errors(registry.documents_of, "file.docx", broken)
    assert survived < 160


def test_a_language_is_stated_where_it_was_set_and_not_where_the_program_put_its_own() -> None:
    default = NORMAL.replace("</w:style>", '<w:rPr><w:lang w:val="en-US"/></w:rPr></w:style>')
    typed = p("Un texte en français, tapé sur une machine anglaise.")
    assert read(package(typed, styles=default)).language is None
    by_hand = typed.replace("<w:r>", '<w:r><w:rPr><w:lang w:val="fr-FR"/></w:rPr>')
    assert read(package(by_hand, styles=default)).language == "fr"
    assert read(package(by_hand + typed + typed, styles=default)).language is None
    french = style("Texte", "T", '<w:rPr><w:lang w:val="fr-CA"/></w:rPr>')
    assert read(package(p("Un texte.", '<w:pStyle w:val="T"/>'), styles=french)).language == "fr"
