# ruff: noqa: E501 - markup breaks badly
"""Is the article of a saved page read, all of it and nothing else, and is every other word accounted for?"""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings

import discourse as dc
from discourse.corpus.document import Document
from discourse.corpus.readers.html import left_out, read_html
from discourse.corpus.readers.reader import Source
from discourse.corpus.readers.registry import documents_of, reader_for
from discourse.corpus.readers.web_metadata import iso_date
from discourse.errors import DiscourseError, ReadError

from ..any_text import any_text
from .fuzzing import mutations, only_our_errors
from .pages import HAND_MADE, PAGES, Page

FILES = Path(__file__).parent / "files"
# A line over the text that no markup tells from its first paragraph; an advertisement beside three lines of text.
CANNOT_BE_TOLD = {
    "From the open book of rivers",
    "Ein Streit, zwei Städte und kein Ende.",
    "Volume 635: debated on Wednesday 7 February 2018",
    "ADVERTISEMENT\nBoats for hire by the hour or the day\nClick here",
}


def page(markup: str | bytes, name: str = "page.html") -> Document:
    data = markup.encode("utf-8") if isinstance(markup, str) else markup
    [document] = read_html(Source(name, data))
    return document


@cache
def read_once(saved: Page) -> Document:
    return page(saved.data, saved.name)


@cache
def outside(saved: Page) -> list[tuple[str, str]]:
    return left_out(Source(saved.name, saved.data))


def parts(document: Document) -> list[tuple[str, str]]:
    assert document.blocks is not None
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def body(markup: str) -> list[tuple[str, str]]:
    return parts(page(f"<html><head><title>T</title></head><body>{markup}</body></html>"))


@pytest.mark.parametrize("saved", PAGES, ids=lambda saved: saved.name)
def test_the_paragraphs_of_the_article_are_read_and_no_others(saved: Page) -> None:
    found = parts(read_once(saved))
    running = [(kind, text) for kind, text in found if kind in ("body", "list", "quote")]
    expected = [text for _, text in saved.article.running]
    headings = {text for kind, text in saved.article.parts if kind == "heading"}
    assert [text for _, text in running if text not in CANNOT_BE_TOLD | headings] == expected
    if saved.has_marks:
        kinds = [part for part in running if part[1] not in CANNOT_BE_TOLD]
        assert kinds == saved.article.running
        assert [part for part in found if part[0] == "heading" and part[1] in headings] == [
            part for part in saved.article.parts if part[0] == "heading"
        ]


@pytest.mark.parametrize("saved", PAGES, ids=lambda saved: saved.name)
def test_no_word_of_a_page_is_lost_without_being_told(saved: Page) -> None:
    document = read_once(saved)
    shown = re.sub(r"(?is)<(script|style|template|noscript)\b.*?</\1>|<title>.*?</title>|<[^>]*>", " ", saved.markup)
    shown = shown.replace("&amp;", "&").replace("&nbsp;", " ")
    told = " ".join([document.text, *(text for _, text in outside(saved))])
    assert letters(told) == letters(shown)
    noted = sum(note.count for note in document.notes if note.what.startswith("words of"))
    assert noted == sum(len(text.split()) for what, text in outside(saved) if "marks" not in what)
    assert all(note.example for note in document.notes)


def letters(text: str) -> Counter[str]:
    """Count the letters: words that touch on the page (``<li>Home</li><li>News</li>``) are no words."""
    return Counter(re.findall(r"\w", text))


@pytest.mark.parametrize("saved", PAGES, ids=lambda saved: saved.name)
def test_a_page_says_what_it_is(saved: Page) -> None:
    document = read_once(saved)
    if "og:title" in saved.markup:
        article = saved.article
        assert document.title == article.title
        assert document.language == article.language
        assert document.metadata["date"] == article.date
        assert document.metadata["publication"] == article.publication
        assert document.metadata["url"] == f"https://example.org/{article.name}"
        assert document.metadata.get("author", "") == article.author
    assert document.metadata["encoding"] == "utf-8"


def test_a_page_that_somebody_typed_is_kept_whole() -> None:
    for saved in PAGES:
        if saved.template in {make.__name__ for make in HAND_MADE}:
            assert outside(saved) == []
    note = "<h1>On rivers</h1><p>Home is where the river is.<p>Share it.<address>Written by the river.</address>"
    assert [text for _, text in parts(page(note))] == [
        "On rivers",
        "Home is where the river is.",
        "Share it.",
        "Written by the river.",
    ]


def test_what_is_left_out_can_be_seen() -> None:
    markup = (
        "<nav><a href='/'>Home</a> <a href='/n'>News</a></nav><article><h1>A truce</h1><p>Nobody was shot at on the "
        "bridge today.</p><p>The ferry runs again.</p></article><footer>All rights reserved.</footer>"
    )
    document = page(markup)
    assert [text for _, text in parts(document)] == [
        "A truce",
        "Nobody was shot at on the bridge today.",
        "The ferry runs again.",
    ]
    assert [(note.action, note.what, note.count, note.example) for note in document.notes] == [
        ("left out", "words of menus", 2, "Home News"),
        ("left out", "words of page footers", 3, "All rights reserved."),
    ]
    assert left_out(Source("page.html", markup.encode())) == [
        ("menus", "Home News"),
        ("page footers", "All rights reserved."),
    ]


def test_elements_tell_what_a_paragraph_is() -> None:
    assert body(
        "<h1>Head</h1><p>Text\n  over two   lines.<br>A line<br/> below.</p><ul><li>one<ol><li>nested</li></ol><li>"
        "<p>two</p></ul><blockquote>Quoted <footer>by him</footer></blockquote><blockquote><p>a</p><p>b</p></blockquote>"
        "<dl><dt>term<dd>meaning</dl><pre><code>if x:\n  y()</code></pre><pre>verse one\nverse two\n\nstanza</pre>"
        "<figure><img src=a><figcaption>Under it</figcaption></figure><table><caption>Trade</caption><tr><th>Year<th>"
        "Ships<tr><td>1998<td>2<br>3</table><p>He said <q>yes</q> in H<sub>2</sub>O<wbr>ften.</p>"
    ) == [
        ("title", "Head"),
        ("body", "Text over two lines.\nA line\nbelow."),
        ("list", "one"),
        ("list", "nested"),
        ("list", "two"),
        ("quote", "Quoted"),
        ("quote", "by him"),
        ("quote", "a"),
        ("quote", "b"),
        ("list", "term"),
        ("list", "meaning"),
        ("code", "if x:\n  y()"),
        ("body", "verse one\nverse two"),
        ("body", "stanza"),
        ("caption", "Under it"),
        ("caption", "Trade"),
        ("table", "Year\tShips"),
        ("table", "1998\t2 3"),
        ("body", "He said “yes” in H2Often."),
    ]


def test_two_line_breaks_part_paragraphs_and_a_no_break_space_stays() -> None:
    assert body("one<br><br>two<br>\n <br />\nthree&nbsp;3<div>four<p>five</p>six</div>") == [
        ("body", "one"),
        ("body", "two"),
        ("body", "three\u00a03"),
        ("body", "four"),
        ("body", "five"),
        ("body", "six"),
    ]


@pytest.mark.parametrize(
    "mark",
    [
        '<sup><a href="#n1">1</a></sup>',
        '<a href="#n1"><sup>1</sup></a>',
        '<sup class="footnote-ref" id="r1"><a href="#n1">[1]</a></sup>',
        '<a class="sdfootnoteanc" href="#n1"><sup>1</sup></a>',
        '<a epub:type="noteref" href="#n1">1</a>',
        '<a role="doc-noteref" href="#n1">*</a>',
    ],
)
@pytest.mark.parametrize(
    "note",
    [
        '<p id="n1"><a href="#r1">1</a> The note.</p>',
        '<ol><li id="n1">The note. <a href="#r1">↩</a></li></ol>',
        '<aside id="n1"><p>1 The note.</p></aside>',
        '<p><a name="n1" href="#r1">[1]</a> The note.</p>',
        '<section role="doc-endnotes"><p id="n1">The note.</p></section>',
    ],
)
def test_footnotes_stand_at_the_end_and_their_numbers_nowhere(mark: str, note: str) -> None:
    found = parts(page(f"<p>It held.{mark} Mostly, for <b>two</b> days.</p>{note}<p>Later it did not.</p>"))
    assert found == [
        ("body", "It held. Mostly, for two days."),
        ("body", "Later it did not."),
        ("footnote", "The note."),
    ]


def test_a_raised_number_that_points_nowhere_stays() -> None:
    assert body("<p>Some 40 km<sup>2</sup> of water.</p>") == [("body", "Some 40 km2 of water.")]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>no</p>",
        "<p style='color:red; display : none'>no</p>",
        "<div aria-hidden=true><p>no</p></div>",
        "<p style='visibility:hidden'>no</p>",
        "<span class='visually-hidden'>no</span>",
        "<style>.gone, #x {display:none} @media print {.kept {display: none}}</style><p class=gone>no</p>",
        "<dialog>no</dialog>",
        "<!-- no -->",
        "<script>no()</script>",
        "<style>no{}</style>",
        "<template><p>no</p></template>",
        "<noscript><p>no</p></noscript>",
        "<svg><text>no</text></svg>",
        "<iframe>no</iframe>",
    ],
)
def test_what_a_page_does_not_show_is_not_read(hidden: str) -> None:
    assert body(f"<p class=kept>Nobody was shot at.</p>{hidden}<p>The ferry runs.</p>") == [
        ("body", "Nobody was shot at."),
        ("body", "The ferry runs."),
    ]


def test_text_behind_the_end_and_deep_inside_is_not_lost() -> None:
    assert [text for _, text in parts(page("<html><body><p>one</p></body></html><p>late</p>"))] == ["one", "late"]
    deep = "<div>" * 1000 + "<p>deep</p>" + "</div>" * 1000 + "<p>after</p>"
    assert [text for _, text in parts(page(deep))] == ["deep", "after"]


def test_a_page_nested_beyond_reason_is_refused_at_once() -> None:
    with pytest.raises(ReadError, match=r"page\.html: Its elements are nested more than"):
        page("<div>" * 50_000 + "x")


TEXT = "Übung, façade, naïve – œuvre “quoted”"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (f"<meta charset=windows-1252><p>{TEXT}".encode("cp1252"), "cp1252"),
        (f"<meta charset='iso-8859-1'><p>{TEXT}".encode("cp1252"), "cp1252"),
        (f'<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><p>{TEXT}'.encode(), "utf-8"),
        (f'<?xml version="1.0" encoding="cp1252"?><html><body><p>{TEXT}</html>'.encode("cp1252"), "cp1252"),
        (b"\xef\xbb\xbf<meta charset=cp1252><p>" + TEXT.encode(), "utf-8"),
        (b"\xff\xfe" + f"<html><meta charset=utf-8><p>{TEXT}</html>".encode("utf-16-le"), "utf-16"),
        (f"<meta charset=no-such-thing><p>{TEXT}".encode(), "utf-8"),
    ],
)
def test_a_page_is_decoded_as_it_says(data: bytes, encoding: str) -> None:
    document = page(data)
    assert parts(document) == [("body", TEXT)]
    assert str(document.metadata["encoding"]).removesuffix("-sig") == encoding


def test_a_wrong_declaration_is_passed_over_and_noted() -> None:
    document = page(f"<meta charset=utf-8><p>{TEXT} {TEXT} is what it says here.".encode("cp1252"))
    assert TEXT in document.text
    assert ("noticed", "declared encodings that do not fit") in [(note.action, note.what) for note in document.notes]


def test_the_researcher_knows_better_than_the_page() -> None:
    [document] = read_html(Source("a.html", "<meta charset=utf-8><p>Łódź".encode("cp1250"), encoding="cp1250"))
    assert document.text == "Łódź"


def test_json_ld_is_read_even_in_a_graph_and_broken_ones_are_passed_over() -> None:
    document = page(
        '<script type="application/ld+json">{"broken": </script><script type="application/ld+json">{"@graph": [{'
        '"@type": "NewsArticle", "headline": "H", "datePublished": "2016-02-01T10:00:00Z", "author": [{"name": "A B"}, {"name": '
        '"C D"}], "publisher": {"name": "P"}, "mainEntityOfPage": {"@id": "https://x.org/a"}}]}</script><p>Text here.'
    )
    assert document.title == "H"
    assert document.metadata == {
        "author": "A B; C D",
        "date": "2016-02-01",
        "publication": "P",
        "url": "https://x.org/a",
        "encoding": "utf-8",
    }


def test_a_date_that_only_the_text_tells_is_called_assumed() -> None:
    document = page("<div class='date'>Published on 14 March 2021</div><p>Nobody was shot at on the bridge.</p>")
    if "date" in document.metadata:
        assert document.metadata["date"] == "2021-03-14"
        assert "assumed" in [note.action for note in document.notes]


def test_a_text_that_a_script_would_load_is_taken_from_the_page_s_data() -> None:
    words = "Nobody was shot at on the bridge for eleven days.\n\nThe ferry runs again every forty minutes."
    data = json.dumps({"@type": "NewsArticle", "headline": "H", "articleBody": words})
    document = page(f'<script type="application/ld+json">{data}</script><div id="app"><p>Loading</p></div>')
    assert document.text.split("\n\n")[-2:] == words.split("\n\n")
    assert [note.action for note in document.notes if "data" in note.what] == ["assumed"]


def test_an_empty_page_says_how_to_save_it() -> None:
    with pytest.raises(ReadError, match=r"shell\.html: There is no text in this page.*script.*browser"):
        page("<html><head><title>App</title><script src=a.js></script></head><body><div id=root></div></body></html>",
             "shell.html")  # fmt: skip


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2016-02-01T06:30:00+01:00", "2016-02-01"),
        ("2016/2/1", "2016-02-01"),
        ("20160201", "2016-02-01"),
        ("2016-02", "2016-02"),
        ("2016", "2016"),
        ("Mon, 1 Feb 2016 06:30:00 GMT", "2016-02-01"),
        ("February 1, 2016", "2016-02-01"),
        ("2016-13-01", None),
        ("2016-02-41", None),
        ("two days ago", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_as_exact_as_they_are_stated(value: str | None, date: str | None) -> None:
    assert iso_date(value) == date


def test_a_page_is_known_by_its_content() -> None:
    assert reader_for(Source("page.txt", b"<!DOCTYPE html>\n<p>x")).name == "html"
    assert reader_for(Source("page.php", b"<!-- saved --><HTML><body>x")).name == "html"
    assert reader_for(Source("notes.md", b"# A\n\n<b>x</b>")).name == "md"


def test_a_saved_page_becomes_a_corpus() -> None:
    corpus = dc.read(FILES / "truce-page.html")
    row = corpus.documents.iloc[0]
    assert (row["title"], row["language"], row["date"]) == ("A truce is not yet a peace", "en", "2021-03-14")
    assert set(corpus.paragraphs["kind"]) >= {
        "title",
        "byline",
        "heading",
        "body",
        "list",
        "quote",
        "table",
        "footnote",
    }


def test_reading_is_the_same_every_time() -> None:
    for saved in PAGES[:12]:
        assert page(saved.data) == page(saved.data)


@settings(max_examples=60)
@given(any_text)
def test_whatever_the_text_every_letter_is_read(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    markup = f"<p>{escaped}</p><ul><li>{escaped}</ul><blockquote>{escaped}</blockquote>"
    try:
        [document] = documents_of(Source("a.html", markup.encode("utf-8")))
    except DiscourseError:
        return
    assert isinstance(document, Document)
    assert Counter(re.findall(r"\w", document.text)) == Counter(re.findall(r"\w", text * 3))


@pytest.mark.parametrize("name", ["truce.html", "truce-page.html"])
def test_of_broken_pages_only_our_errors_come_out(name: str) -> None:
    assert only_our_errors(documents_of, name, mutations((FILES / name).read_bytes(), 120), seconds=1.5) > 20


def test_of_broken_clutter_only_our_errors_come_out() -> None:
    assert only_our_errors(documents_of, "page.html", mutations(PAGES[0].data, 120), seconds=1.5) > 20
