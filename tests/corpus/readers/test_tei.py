# ruff: noqa: E501 - markup breaks badly
"""Is a text encoded in TEI read as it was printed: prose, verse, plays, debates, and tagged words?"""

from pathlib import Path

import pytest
from hypothesis import given, settings

from discourse.corpus.document import Document
from discourse.corpus.readers.reader import Source
from discourse.corpus.readers.registry import documents_of, reader_for
from discourse.corpus.readers.tei import read_tei
from discourse.errors import ReadError

from ..any_text import any_text
from .fuzzing import mutations, only_our_errors

FILES = Path(__file__).parent / "files"
HEADER = "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader>"


def read(body: str, header: str = HEADER, root: str = "") -> Document:
    markup = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"{root}>{header}<text>{body}</text></TEI>'
    [document] = read_tei(Source("a.xml", markup.encode()))
    return document


def parts(document: Document) -> list[tuple[str, str]]:
    assert document.blocks is not None
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def of(body: str) -> list[tuple[str, str]]:
    return parts(read(f"<body>{body}</body>"))


def notes(document: Document) -> set[tuple[str, str, int]]:
    return {(note.action, note.what, note.count) for note in (*document.notes, *document.file_notes)}


def test_prose_keeps_its_paragraphs_and_their_kinds() -> None:
    assert of(
        "<div><head>Of\n   rivers</head><p>Some <hi>high</hi>\n  water.</p><div><head>Sub</head><ab>Block.</ab></div><list>"
        "<head>Things</head><item>one</item><item><p>two</p><list><item>three</item></list></item></list><quote><p>Said.</p>"
        "</quote><cit><quote>Cited.</quote><bibl>Book</bibl></cit><figure><head>Under it</head><figDesc>A bridge</figDesc>"
        "</figure><table><row><cell>a</cell><cell><p>b</p></cell></row></table></div>"
    ) == [
        ("heading", "Of rivers"),
        ("body", "Some high water."),
        ("heading", "Sub"),
        ("body", "Block."),
        ("heading", "Things"),
        ("list", "one"),
        ("list", "two"),
        ("list", "three"),
        ("quote", "Said."),
        ("quote", "Cited."),
        ("caption", "Book"),
        ("caption", "Under it"),
        ("table", "a\tb"),
    ]


def test_front_and_back_belong_to_the_text() -> None:
    document = read(
        "<front><titlePage><docTitle><titlePart>On <lb/>rivers</titlePart></docTitle><docAuthor>A. B.</docAuthor><docDate>"
        "1612</docDate></titlePage><div><p>To the reader.</p></div></front><body><p>Text.</p></body><back><div><p>The end."
        "</p></div></back>"
    )
    assert parts(document) == [
        ("title", "On rivers"),
        ("byline", "A. B."),
        ("byline", "1612"),
        ("body", "To the reader."),
        ("body", "Text."),
        ("body", "The end."),
    ]


def test_a_play_tells_speakers_speeches_and_stage_directions_apart() -> None:
    document = read(
        "<body><div><head>Act I</head><stage>Enter two.</stage><sp who='#a'><speaker>Anna.</speaker><l>First line,</l>"
        "<pb n='2'/><l>second <stage>aside</stage>line.</l></sp><sp><speaker>B.</speaker><p>No.</p></sp><lg><l>One</l>"
        "<l>Two</l></lg><lg><l>Three</l></lg></div></body>"
    )
    assert parts(document) == [
        ("heading", "Act I"),
        ("caption", "Enter two."),
        ("byline", "Anna."),
        ("body", "First line,\nsecond line."),
        ("byline", "B."),
        ("body", "No."),
        ("body", "One\nTwo"),
        ("body", "Three"),
    ]
    assert notes(document) == {("left out", "stage directions and interruptions inside a paragraph", 1)}


def test_what_was_printed_is_kept_and_what_editors_say_is_noted() -> None:
    document = read(
        "<body><p>An <choice><orig>olde</orig><reg>old</reg></choice> <choice><sic>rivre</sic><corr>river</corr></choice>, "
        "<choice><abbr>Mr</abbr><expan>Mister</expan></choice> <supplied>X</supplied>, <app><lem>held</lem><rdg>fell</rdg>"
        "</app> <del>not</del><add>well</add><fw>RUNNING HEAD</fw>.</p><p>A lone <corr>mended</corr> word.</p></body>"
    )
    assert parts(document) == [
        ("body", "An olde rivre, Mr X, held well."),
        ("body", "A lone mended word."),
    ]
    assert notes(document) == {
        ("left out", "regularised spellings", 1),
        ("left out", "corrections by editors", 1),
        ("left out", "expansions of abbreviations", 1),
        ("left out", "variant readings", 1),
        ("left out", "deletions", 1),
        ("left out", "running heads", 1),
    }


def test_notes_become_footnotes_and_leave_no_gap() -> None:
    assert of(
        "<p>It held.<note place='foot' n='1'><p>A <hi>note</hi>.</p></note> Mostly.</p><p>Yes<note>Two</note>.</p>"
    ) == [
        ("body", "It held. Mostly."),
        ("body", "Yes."),
        ("footnote", "A note."),
        ("footnote", "Two"),
    ]


def test_lines_and_pages_of_the_print_part_no_words() -> None:
    assert of("<p>coun-<lb break='no'/>ter, ri<lb break='no'/>ver,\n<lb/>two<pb n='3'/> words<lb/>here</p>") == [
        ("body", "counter, river, two words here")
    ]


def test_speech_without_quotation_marks_is_given_them_once() -> None:
    assert of("<p>He: <q>Yes</q>, “<q>no</q>” and <said>“well”</said>; <soCalled>moderates</soCalled>.</p>") == [
        ("body", "He: “Yes”, “no” and “well”; ‘moderates’.")
    ]


def test_a_debate_as_parlamint_has_it() -> None:
    header = (
        "<teiHeader><fileDesc><titleStmt><title>Sitting</title></titleStmt><sourceDesc><bibl><date when='2018-02-07'/></bibl>"
        "</sourceDesc></fileDesc><profileDesc><particDesc><listPerson><person xml:id='B'><persName><surname>Quill</surname>"
        "<forename>Jo</forename></persName></person></listPerson></particDesc></profileDesc></teiHeader>"
    )
    document = read(
        "<body><div type='debateSection'><note type='speaker'>The Speaker:</note><u who='#A'><seg>Order.</seg><seg>We <vocal>"
        "<desc>Shame!</desc></vocal>vote.</seg><kinesic type='applause'><desc>(Applause)</desc></kinesic><seg><s><w>Do</w>\n"
        "<w join='right'>it</w>\n<pc>.</pc></s></seg></u><note type='time'>(10.02)</note><u who='#B'><seg>No.</seg></u></div>"
        "</body>",
        header,
    )
    assert parts(document) == [
        ("byline", "The Speaker:"),
        ("body", "Order."),
        ("body", "We vote."),
        ("caption", "(Applause)"),
        ("body", "Do it."),
        ("caption", "(10.02)"),
        ("byline", "Jo Quill"),
        ("body", "No."),
    ]
    assert document.metadata["date"] == "2018-02-07"


def test_the_header_says_what_the_text_is() -> None:
    header = (
        "<teiHeader><fileDesc><titleStmt><title type='main'>On rivers</title><title type='sub'>A poem</title><author>"
        "<persName><surname>Doe</surname>, <forename>Jane</forename></persName></author><author>B. C.</author></titleStmt>"
        "<publicationStmt><date>2019</date><idno type='URI'>https://x.org/1</idno></publicationStmt><sourceDesc><biblStruct>"
        "<monogr><title level='j'>The Quay</title><imprint><date when='1612-03'>March</date></imprint></monogr></biblStruct>"
        "</sourceDesc></fileDesc><profileDesc><langUsage><language ident='de' usage='10'/><language ident='en' usage='90'/>"
        "</langUsage></profileDesc></teiHeader>"
    )
    document = read("<body><p>Text.</p></body>", header)
    assert (document.title, document.language) == ("On rivers", "en")
    assert document.metadata == {
        "author": "Jane Doe; B. C.",
        "date": "1612-03",
        "publication": "The Quay",
        "url": "https://x.org/1",
        "encoding": "utf-8",
    }


def test_a_corpus_gives_a_document_for_each_text() -> None:
    one = f"<TEI xml:lang='en'>{HEADER}<text><body><p>{{}}</p></body></text></TEI>"
    corpus = (
        f"<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'>{HEADER}{one.format('One.')}{one.format('Two.')}</teiCorpus>"
    )
    documents = read_tei(Source("c.xml", corpus.encode()))
    assert [(document.text, document.language) for document in documents] == [("One.", "en"), ("Two.", "en")]


def test_characters_with_names_are_put_in_and_unknown_names_stay() -> None:
    document = read("<body><p>A&mdash;b &bogus; <![CDATA[&eacute;]]> &lt;</p></body>")
    assert document.text == "A—b &bogus; &eacute; <"
    assert notes(document) == {("noticed", "characters whose names are not known", 1)}


def test_encodings_are_those_of_the_declaration() -> None:
    for encoding in ("iso-8859-1", "utf-16", "utf-8", "cp1250"):
        markup = f'<?xml version="1.0" encoding="{encoding}"?><TEI>{HEADER}<text><body><p>Übung</p></body></text></TEI>'
        [document] = read_tei(Source("a.xml", markup.encode(encoding)))
        assert document.text == "Übung"


@pytest.mark.parametrize(
    "start",
    [
        '<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE TEI [<!ENTITY c SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE TEI [<!ENTITY % d SYSTEM "http://127.0.0.1:9/x"> %d;]>',
    ],
)
def test_entities_are_refused_unread(start: str) -> None:
    markup = f"{start}<TEI>{HEADER}<text><body><p>&c;</p></body></text></TEI>"
    with pytest.raises(ReadError, match=r"a\.xml: It declares XML entities"):
        read_tei(Source("a.xml", markup.encode()))


def test_other_files_are_never_opened() -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/hostname" parse="text"/>'
    document = read(f"<body><p>Text {include}here.</p></body>")
    assert document.text == "Text here."
    assert notes(document) == {("noticed", "parts that stand in other files", 1)}
    with pytest.raises(ReadError, match="names other files"):
        read_tei(Source("a.xml", f"<teiCorpus>{HEADER}{include}</teiCorpus>".encode()))
    doctype = f'<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/tei.dtd"><TEI>{HEADER}<text><body><p>A&eacute;</p></body></text></TEI>'
    assert read_tei(Source("a.xml", doctype.encode()))[0].text == "Aé"


def test_what_is_broken_or_empty_is_told() -> None:
    with pytest.raises(ReadError, match=r"a\.xml, line 1: It is damaged"):
        read_tei(Source("a.xml", b"<TEI><text><p>x</text></TEI>"))
    with pytest.raises(ReadError, match="There is no text in it"):
        read("<body/>")
    deep = "<hi>" * 100_000 + "x" + "</hi>" * 100_000
    with pytest.raises(ReadError, match=r"a\.xml"):
        read(f"<body><p>{deep}</p></body>")


def test_it_is_known_by_its_root() -> None:
    for start in ("", '<?xml version="1.0"?>', "<!-- c --><?x y?>\n", '<!DOCTYPE TEI SYSTEM "a" [ <!ELEMENT a (b)> ]>'):
        assert reader_for(Source("a.xml", f'{start}<tei:TEI xmlns:tei="x">'.encode())).name == "tei"
    assert reader_for(Source("a.xml", b"<?xml version='1.0'?><TEXT/>")).name == "xml"


@settings(max_examples=60)
@given(any_text)
def test_every_letter_is_read_whatever_the_text(text: str) -> None:
    plain = "".join(c for c in text if c.isprintable() or c in "\n\t ")
    escaped = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    try:
        document = read(f"<body><p>a {escaped}</p></body>")
    except ReadError:
        return
    assert "".join(document.text.split()) == "".join(f"a {plain}".split()).rstrip("\u200b\u2060\ufeff")


def test_of_broken_files_only_our_errors_come_out() -> None:
    assert (
        only_our_errors(documents_of, "truce.tei", mutations((FILES / "truce.tei").read_bytes(), 300), seconds=1.5) > 10
    )
