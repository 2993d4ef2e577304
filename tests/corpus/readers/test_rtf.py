"""Is the text of an RTF file what a reader of the page sees? (See also test_docx: the same features.)"""

import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse.corpus.document import Document
from discourse.corpus.paragraphs import is_blank
from discourse.corpus.readers import registry
from discourse.corpus.readers.reader import Source
from discourse.corpus.readers.rtf import read_rtf
from discourse.errors import DiscourseWarning, ReadError

from .fuzzing import mutations, only_our_errors

FILES = Path(__file__).parent / "files"


def read(body: bytes | str, head: str = r"\ansi\ansicpg1252") -> Document:
    body = body if isinstance(body, bytes) else body.encode("latin-1")
    [document] = read_rtf(Source("file.rtf", b"{\\rtf1" + head.encode() + b" " + body + b"}"))
    return document


def paragraphs(document: Document) -> list[tuple[str, str]]:
    assert document.blocks is not None
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def text(body: bytes | str, head: str = r"\ansi\ansicpg1252") -> str:
    return read(body, head).text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"Caf\'e9", "Café"),
        (r"\u322?\u243\'f3d\u378z", "łódź"),  # one character to skip after each, whatever it is
        (r"\uc2\u322 ??\u243 \'f3\'f3", "łó"),
        (r"\uc0\u322\u243d", "łód"),
        (r"{\uc0 \u322}\u243?d", "łód"),
        (r"\u-3913?", ""),  # a sign of a symbol font in the private corner, and no such font
        (r"\u-10179?\u-8704?", "😀"),
        (r"\u8220\ldblquote x", "“x"),
        (r"a\~b\_c\-d", "a\u00a0b\u2011c\u00add"),
        (r"\lquote a\rquote\emdash b\endash\bullet c", "‘a’—b–•c"),
        ("one\\\ntwo", "one\n\ntwo"),
        (r"a\line b\tab c\page d", "a\nb\tc\nd"),
        (r"\{a\}\\b", r"{a}\b"),
        ("wrapped\r\n lines\r\n are one", "wrapped lines are one"),
        (r"\bin5 {}{}\and on", "and on"),
        (r"\b bold\b0  and {\i italic}", "bold and italic"),
        (r"{\*\unknown hidden}{\upr{ansi}{\*\ud{unicode}}}", "unicode"),
        (r"\'", None),
        (r'{\field{\*\fldinst SYMBOL 97 \\f "Symbol"}{\fldrslt }}x', "αx"),
        (r"{\*\mmath{\moMath{\mr x=y}}} done", "x=y done"),
        (r"a{\xe index}{\*\bkmkstart b}b", "ab"),
    ],
)  # fmt: skip
def test_signs_become_characters(body: str, expected: str | None) -> None:
    if not expected:
        with pytest.raises(ReadError, match="no text in it"):
            text(body)
    else:
        assert text(body) == expected


@pytest.mark.parametrize(
    ("charset", "data", "expected"),
    [
        (238, r"\'b3\'f3d\'9f", "łódź"),
        (204, r"\'cc\'e8\'f0", "Мир"),
        (161, r"\'c5\'e9\'f1\'de\'ed\'e7", "Ειρήνη"),
        (128, r"\'95\'bd\'98\'61", "平和"),
        (134, r"\'ba\'cd\'c6\'bd", "和平"),
        (162, r"bar\'fd\'fe", "barış"),
        (177, r"\'f9\'ec\'e5\'ed", "שלום"),
        (2, r"abc", "αβχ"),
    ],
)
def test_each_font_has_a_code_page_of_its_own(charset: int, data: str, expected: str) -> None:
    name = "Symbol" if charset == 2 else "Arial"
    fonts = rf"{{\fonttbl{{\f0\fcharset0 Times;}}{{\f1\fnil\fcharset{charset} {name};}}}}"
    assert text(rf"{fonts}\f0 caf\'e9 {{\f1 {data}}} \'e9") == f"café {expected} é"


def test_the_code_page_of_the_file_serves_where_a_font_states_none() -> None:
    assert text(r"\'cc\'e8\'f0", r"\ansi\ansicpg1251") == "Мир"
    assert text(r"{\fonttbl{\f0 Arial;}}\f0\'cc\'e8\'f0", r"\ansi\ansicpg1251") == "Мир"
    assert text(r"\'8e", r"\mac") == "é"
    assert text(b"\xcc\xe8\xf0", r"\ansi\ansicpg1251") == "Мир"
    assert text(r"\'e9", r"\ansi\ansicpg99999") == "é"


def test_kinds_come_from_styles_levels_and_lists() -> None:
    sheet = (
        r"{\stylesheet{\s0 Normal;}{\s1\sbasedon0\outlinelevel0 heading 1;}{\s2\sbasedon1 Mine;}{\s3 Intense Quote;}"
        r"{\*\cs4 heading 3;}{\s5\sbasedon5 Loop;}{\s6\ls2 Points;}{\s7 toc 1;}}"
    )
    body = (
        rf"{sheet}\pard\s1 One\par\pard\s2 Two\par\pard\s3 Three\par\pard\s5 Four\par\pard\s6 Five\par"
        r"\pard\s7 Six\par\pard\ls1 Seven\par\pard{\pntext 1.\tab}Eight\par\pard\outlinelevel2 Nine\par"
        r"\pard\s1\outlinelevel9 Ten\par\pard\ls0 Eleven\par"
    )
    assert [kind for kind, _ in paragraphs(read(body))] == [
        "heading", "heading", "quote", "body", "list", "list", "list", "heading", "body", "body",
    ]  # fmt: skip


def test_rows_cells_and_tables_within() -> None:
    body = (
        r"\trowd\pard\intbl a\par b\cell c\cell\row\trowd\pard\intbl d\cell\pard\intbl\itap2 x\nestcell y\nestcell"
        r"{\*\nesttableprops\nestrow}{\nonesttables\par}\pard\intbl\itap1 e\cell\row\pard after\par"
    )
    assert paragraphs(read(body)) == [("table", "a b\tc"), ("table", "d\tx y e"), ("body", "after")]


def test_a_table_without_its_last_row_end_is_not_lost() -> None:
    assert paragraphs(read(r"\trowd\intbl a\cell b\cell\pard after\par")) == [("table", "a\tb"), ("body", "after")]
    assert paragraphs(read(r"\trowd\intbl a\cell b")) == [("table", "a\tb")]


def test_cells_are_told_by_the_row_where_their_paragraphs_do_not_say_so() -> None:
    body = r"\trowd\cellx1\cellx2\pard HD\cell\pard One\par\pard Two\cell\row\pard after\par\trowd\pard on\par"
    assert paragraphs(read(body)) == [("table", "HD\tOne Two"), ("body", "after"), ("body", "on")]


def test_what_is_no_text_is_left_out_and_told() -> None:
    body = (
        r"{\header Head\par}{\footerf Foot\par}Text{\v  hidden}{\deleted  deleted}{\revised  inserted}"
        r"{\super\chftn}{\footnote\pard {\super\chftn} A note.\par}{\*\atnid A}{\*\annotation A comment.}"
        r"{\*\shppict{\pict\pngblip 89504e47}}{\nonshppict{\pict 00}}"
        r"{\field{\*\fldinst TOC}{\fldrslt Chapter 3\par}}{\field{\*\fldinst HYPERLINK x}{\fldrslt  link}}"
        r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt In a box.\par}}{\shprslt{\pict 00}}}.\par"
    )
    document = read(body)
    assert paragraphs(document) == [
        ("body", "Text inserted"),
        ("body", "link."),
        ("body", "In a box."),
        ("footnote", "A note."),
    ]
    assert {(note.what, note.count, note.example) for note in document.notes} == {
        ("headers", 1, "Head"),
        ("footers", 1, "Foot"),
        ("hidden passages", 1, "hidden"),
        ("tracked deletions", 1, "deleted"),
        ("comments", 1, "A comment."),
        ("pictures", 1, ""),
        ("marks of footnotes", 1, ""),
        ("lines of tables of contents", 1, "Chapter 3"),
    }


def test_what_the_file_says_of_itself() -> None:
    times = r"{\creatim\yr2021\mo3\dy14}{\revtim\yr2022\mo1\dy1}"
    info = rf"{{\info{{\title Der Friede}}{{\author Z. Wei\'df}}{times}{{\keywords a, b}}}}"
    document = read(rf"{info}\lang1031 Text auf Deutsch. {{\lang1033 English.}}")
    assert (document.title, document.language) == ("Der Friede", "de")
    assert document.metadata == {"author": "Z. Weiß", "created": "2021-03-14", "keywords": "a, b"}
    assert "created" not in read(r"{\info{\creatim\yr0\mo0\dy0}}Text").metadata


def test_a_file_that_breaks_off_is_read_as_far_as_it_goes_with_a_warning() -> None:
    with pytest.warns(DiscourseWarning, match=r"file\.rtf: the file breaks off"):
        [document] = read_rtf(Source("file.rtf", rb"{\rtf1\ansi {\b First.\par Second, and"))
    assert [text for _, text in paragraphs(document)] == ["First.", "Second, and"]
    assert any(note.action == "noticed" and "breaks off" in note.what for note in document.notes)


def test_what_follows_the_last_brace_is_not_read() -> None:
    [document] = read_rtf(Source("file.rtf", b"{\\rtf1 Text}\0\0 rest {\\b more}"))
    assert document.text == "Text"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no RTF"),
        (b"plain text", "no RTF"),
        (rb"{\rtf1}", "no text in it"),
        (rb"{\rtf1{\pict 00}}", "pictures and no text"),
        (rb"{\rtf1" + b"{" * 5000 + b"}" * 5001, "nested more than"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=r"file\.rtf") as refused:
        read_rtf(Source("file.rtf", data))
    assert words in str(refused.value)
    assert refused.value.do


def test_rtf_named_doc_is_read_as_what_it_is() -> None:
    [document] = registry.documents_of(Source("letter.doc", rb"{\rtf1 Text}"))
    assert isinstance(document, Document)
    assert document.metadata["format"] == "rtf"


@pytest.mark.parametrize(
    "unit",
    [
        rb"word \b word\b0\par ", rb"{\b word}", rb"\u8217?", rb"\'e9", rb"{\field{\*\fldinst X}{\fldrslt y}}", rb"\'",
        rb"\intbl a\cell ", rb"{\footnote n}", rb"\v a\v0 b", rb"{\pict 00}", b"\\\n", rb"\trowd", rb"{\*\x ",
    ],
)  # fmt: skip
def test_time_grows_with_the_file_and_not_with_its_square(unit: bytes) -> None:
    def seconds(times: int) -> float:
        data = rb"{\rtf1 Text " + unit * times + b"}"
        begun = time.process_time()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                read_rtf(Source("file.rtf", data))
            except ReadError as error:
                assert "nested" in str(error)
        return time.process_time() - begun

    seconds(10)
    few = min(seconds(2_000) for _ in range(3))
    # Eight times the file takes about eight times as long; squared it would be 64 times.
    assert min(seconds(16_000) for _ in range(2)) < 24 * few + 0.05


def escaped(characters: str) -> str:
    """Write a text as RTF, the way the specification says: a number for all but ASCII."""
    units = characters.encode("utf-16-le")
    numbers = [int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2)]
    plain = {ord(c) for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,;.:!?"}
    return "".join(chr(number) if number in plain else rf"\u{number}?" for number in numbers)


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Zl", "Zp"))).filter(lambda text: not is_blank(text))
)
def test_any_text_comes_back_whole(characters: str) -> None:
    assert text(escaped(characters)) == characters.strip()


@pytest.fixture
def broken() -> Iterator[bytes]:
    return mutations((FILES / "features.rtf").read_bytes(), 160, seed=3)


def test_broken_files_raise_nothing_but_our_errors(broken: Iterator[bytes]) -> None:
    assert only_our_errors(registry.documents_of, "file.rtf", broken) > 0
