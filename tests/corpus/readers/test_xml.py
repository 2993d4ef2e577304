# ruff: noqa: E501 - markup breaks badly
"""Is the text of XML files found, whatever their elements are called: debates, journals, feeds, databases?"""

import pytest

from discourse.corpus.document import Document
from discourse.corpus.readers.reader import Source
from discourse.corpus.readers.registry import documents_of, reader_for
from discourse.corpus.readers.xml import read_xml
from discourse.errors import ReadError

from .fuzzing import mutations, only_our_errors


def documents(markup: str) -> list[Document]:
    return read_xml(Source("file.xml", f'<?xml version="1.0"?>{markup}'.encode()))


def parts(document: Document) -> list[tuple[str, str]]:
    assert document.blocks is not None
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def of(markup: str) -> list[tuple[str, str]]:
    [document] = documents(markup)
    return parts(document)


RECORDS = (
    '<articles><article id="7"><title>One</title><author>A. B.</author><date>1 March 2016</date><source>The Quay</source>'
    "<text><p>First\n   here.</p><p>Second <b>bold</b> one.</p></text><long><a>Some <i>deep</i></a> words</long></article>"
    '<article id="8"><title>Two</title><date>2016-03-02</date><text>Only one.\n\nNo, two.</text></article><article id="9">'
    "<title>Three</title><text/></article></articles>"
)


def test_records_become_documents_with_their_fields() -> None:
    one, two = documents(RECORDS)
    assert (one.title, parts(one)) == ("One", [("body", "First here."), ("body", "Second bold one.")])
    assert one.metadata == {
        "id": "7",
        "author": "A. B.",
        "date": "2016-03-01",
        "publication": "The Quay",
        "encoding": "utf-8",
    }
    assert [(note.what, note.count, note.example) for note in one.notes] == [("words of <long>", 3, "Some deep words")]
    assert (two.title, parts(two)) == ("Two", [("body", "Only one."), ("body", "No, two.")])
    assert [(note.action, note.what, note.count) for note in two.file_notes] == [
        ("assumed", "texts taken from the elements <text>", 3),
        ("left out", "records without text", 1),
    ]


def test_the_field_with_the_text_is_found_by_its_length_too() -> None:
    rows = "".join(
        f"<row><id>{n}</id><stuff>{'The ferry runs again every forty minutes. ' * 3}</stuff></row>" for n in range(3)
    )
    found = documents(f"<dump><head><made>today</made></head><rows>{rows}</rows></dump>")
    assert [document.metadata["id"] for document in found] == ["0", "1", "2"]
    assert found[0].text.startswith("The ferry runs")


def test_a_feed_with_escaped_html_gives_a_document_for_each_item() -> None:
    found = documents(
        "<rss><channel><title>Feed</title><item><title>One</title><link>https://x.org/1</link><pubDate>Sun, 14 Mar 2021 "
        "06:30:00 GMT</pubDate><description>&lt;p&gt;Para one.&lt;/p&gt;&lt;p&gt;Para &lt;b&gt;two&lt;/b&gt;.&lt;/p&gt;"
        "</description></item><item><title>Two</title><description>Plain.</description></item></channel></rss>"
    )
    assert [(document.title, document.text) for document in found] == [
        ("One", "Para one.\n\nPara two."),
        ("Two", "Plain."),
    ]
    assert (found[0].metadata["date"], found[0].metadata["url"]) == ("2021-03-14", "https://x.org/1")


def test_speeches_are_parts_of_a_debate_and_speakers_are_named() -> None:
    assert of(
        '<debate date="2018-02-07"><speech speaker="Ms Arden">I beg <i>to</i> move.</speech><speech speaker="Mr Quill">No.'
        "</speech></debate>"
    ) == [("byline", "Ms Arden"), ("body", "I beg to move."), ("byline", "Mr Quill"), ("body", "No.")]
    assert of(
        '<publicwhip><major-heading>Pay</major-heading><speech speakername="Ms Arden"><p>One.</p><p>Two.</p></speech>'
        "</publicwhip>"
    ) == [("heading", "Pay"), ("byline", "Ms Arden"), ("body", "One."), ("body", "Two.")]


def test_akoma_ntoso_is_read() -> None:
    [document] = documents(
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate><meta><identification><FRBRWork>'
        '<FRBRdate date="2018-02-07" name="d"/></FRBRWork></identification></meta><debateBody><debateSection><heading>Pay'
        '</heading><speech by="#a"><from>Ms Arden</from><p>I beg <ref href="#">to</ref> move<authorialNote><p>Note.</p>'
        "</authorialNote>.</p></speech><scene>(Laughter)</scene></debateSection></debateBody></debate></akomaNtoso>"
    )
    assert document.metadata["date"] == "2018-02-07"
    assert parts(document)[:2] == [("heading", "Pay"), ("byline", "Ms Arden")]
    assert parts(document)[-2:] == [("caption", "(Laughter)"), ("footnote", "Note.")]


def test_the_protocols_of_the_bundestag_are_read() -> None:
    [document] = documents(
        '<dbtplenarprotokoll><rede id="1"><p klasse="redner"><redner id="1"><name><vorname>Anna</vorname></name></redner>'
        'Anna Zander (SPD):</p><p klasse="J_1">Sehr geehrte Damen!</p><kommentar>(Beifall)</kommentar><p>Weiter.</p></rede>'
        "</dbtplenarprotokoll>"
    )
    assert parts(document) == [
        ("byline", "Anna Zander (SPD):"),
        ("body", "Sehr geehrte Damen!"),
        ("caption", "(Beifall)"),
        ("body", "Weiter."),
    ]


def test_an_article_of_a_journal_is_read_and_its_head_is_metadata() -> None:
    [document] = documents(
        '<article xml:lang="en"><front><journal-meta><journal-title>Rivers</journal-title></journal-meta><article-meta>'
        "<article-title>On tolls</article-title></article-meta></front><body><sec><title>Aims</title><p>Text <xref>1</xref> "
        "here.</p><list><list-item><p>one</p></list-item></list></sec></body><back><fn-group><fn><p>Note.</p></fn></fn-group>"
        "</back></article>"
    )
    assert (document.title, document.language, document.metadata["publication"]) == ("On tolls", "en", "Rivers")
    assert parts(document) == [("heading", "Aims"), ("body", "Text 1 here."), ("list", "one"), ("footnote", "Note.")]


def test_a_vocabulary_of_one_s_own_is_read_too() -> None:
    assert of("<doc><chunk>Words <x>in</x> it.</chunk><y><z>Deeper</z></y><s><w>The</w> <w>cat</w></s></doc>") == [
        ("body", "Words in it."),
        ("body", "Deeper"),
        ("body", "The cat"),
    ]


def test_records_without_a_text_are_no_records() -> None:
    assert len(documents("<list><p><a>One</a><b>two</b></p><p><a>One</a><b>two</b></p></list>")) == 1


def test_what_has_no_words_is_refused() -> None:
    with pytest.raises(ReadError, match=r"file\.xml: There is no text between its tags"):
        documents('<doc><a text="in attributes"/></doc>')
    with pytest.raises(ReadError, match=r"file\.xml.*damaged"):
        documents("<doc><a></doc>")


@pytest.mark.parametrize(
    "markup",
    [
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><d>&a;</d>',
    ],
)
def test_entities_are_refused(markup: str) -> None:
    with pytest.raises(ReadError, match="declares XML entities"):
        documents(markup)


def test_xml_is_known_by_its_declaration() -> None:
    assert reader_for(Source("export", b'\xef\xbb\xbf<?xml version="1.0"?>\n<a>x</a>')).name == "xml"
    assert reader_for(Source("page.xml", b'<?xml version="1.0"?><html><body>x')).name == "html"


def test_of_broken_files_only_our_errors_come_out() -> None:
    whole = f'<?xml version="1.0" encoding="utf-8"?>{RECORDS}'.encode()
    assert only_our_errors(documents_of, "file.xml", mutations(whole, 300), seconds=1.5) > 3
