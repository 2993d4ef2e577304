"""Is each row of a CSV or TSV a text, whatever separates its values, and is every row that is not read named?"""

import csv
import io
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse import Document, ReadError, Unread, read
from discourse.corpus.encodings import unified
from discourse.corpus.paragraphs import is_blank
from discourse.corpus.readers.reader import Source
from discourse.corpus.readers.registry import documents_of

from ..any_text import any_text
from .fuzzing import mutations, only_our_errors
from .make_files import FILES
from .make_table_files import SPEECHES

PROSE = ("It holds, they said; nobody – not one – “believes” it.", 'He said "no".\n\nThen, "perhaps".', "Why?")


def parts(content: str | bytes, name: str = "a.csv", text: str | None = None) -> list[Document | Unread]:
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    return documents_of(Source(name, data, None, text))


def texts(content: str | bytes, name: str = "a.csv", text: str | None = None) -> list[str]:
    return [part.text for part in parts(content, name, text) if isinstance(part, Document)]


def notes(content: str | bytes, name: str = "a.csv") -> dict[str, tuple[str, int, str]]:
    first = next(part for part in parts(content, name) if isinstance(part, Document))
    return {note.what: (note.action, note.count, note.example) for note in first.file_notes}


def written(rows: list[tuple[object, ...]], **options: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, **options).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


# What separates the values


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_separates_the_values_is_found_out(delimiter: str, quoting: int, encoding: str) -> None:
    rows = [("id", "party", "text"), *((n, "A", prose) for n, prose in enumerate(PROSE, 1))]
    content = written(rows, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    found = parts(content.encode(encoding))
    assert texts(content.encode(encoding)) == list(PROSE)
    assert [part.metadata["id"] for part in found if isinstance(part, Document)] == [1, 2, 3]


@given(st.lists(any_text.filter(lambda text: not is_blank(text)), min_size=1, max_size=4), st.sampled_from(",;\t|"))
def test_any_text_that_is_quoted_comes_back(held: list[str], delimiter: str) -> None:
    controls = dict.fromkeys([*range(9), *range(14, 27), *range(28, 32), 127])
    rows = [text.translate(controls) for text in held]
    content = written([("n", "text"), *enumerate(rows)], delimiter=delimiter, quoting=csv.QUOTE_ALL)  # type: ignore[arg-type]
    if any(not is_blank(row) for row in rows):
        assert texts(content, text="text") == [unified(row) for row in rows if not is_blank(row)]


def test_a_line_of_excel_says_what_separates() -> None:
    assert texts("sep=;\r\nid;text\r\n1;One, two, three.\r\n") == ["One, two, three."]
    assert texts("SEP=|\nid|text\n1|One; two, three.\n") == ["One; two, three."]
    assert parts("sep=;\nid;text\n1;One two.\n")[0].title == "a, line 3"  # type: ignore[union-attr]


def test_a_table_of_one_column_is_not_cut_at_commas() -> None:
    assert texts("text\nOne, two, three.\nFour; five.\n") == ["One, two, three.", "Four; five."]


def test_quotation_marks_of_a_tsv_belong_to_the_text() -> None:
    assert texts('id\ttext\n1\t"No," he said.\n2\t"Why?\n', "a.tsv") == ['"No," he said.', '"Why?']


def test_quotation_marks_may_be_marked_by_a_backslash() -> None:
    assert texts('id,text\n1,"He said \\"no, never\\" to it."\n2,"Why?"\n') == ['He said "no, never" to it.', "Why?"]


def test_a_quotation_mark_that_is_not_doubled_is_told() -> None:
    content = 'id,text\n1,"He said "no" to it."\n2,"Why, then?"\n'
    assert texts(content)[1] == "Why, then?"
    assert notes(content)["quotation marks inside values that are not doubled"] == ("noticed", 1, "line 2")


# Rows


def test_rows_without_a_text_are_left_out_and_named() -> None:
    content = "id,text\n1,One two.\n2,\n3,  \n\n4,Three four.\n"
    assert texts(content) == ["One two.", "Three four."]
    assert notes(content)["rows without a text"] == ("left out", 2, "lines 3, 4")


def test_rows_that_are_too_long_are_left_out_and_named_by_line() -> None:
    found = parts('id,text\n1,"One, two."\n2,Three, four.\n3,"Five\nsix."\n4,Seven, eight.\n')
    assert [part.text for part in found if isinstance(part, Document)] == ["One, two.", "Five\nsix."]
    assert found[-1] == Unread(
        "a.csv",
        "2 of 4 rows have more values than there are columns (2) and were left out: lines 3, 6.",
        "Quotation marks around a value are probably missing there.",
    )


def test_short_rows_are_filled_and_long_ones_that_end_in_nothing_are_cut() -> None:
    content = "id,text,party\n1,One two.\n2,Three four.,B,,\n"
    found = [part for part in parts(content) if isinstance(part, Document)]
    assert [(part.text, part.metadata["party"]) for part in found] == [("One two.", None), ("Three four.", "B")]
    assert notes(content)["rows with fewer values than there are columns"] == ("noticed", 1, "line 2")


def test_what_stands_behind_a_quotation_mark_that_is_never_closed_is_told() -> None:
    good = "".join(f'{n},"One, two."\n' for n in range(50))
    found = parts(f'id,text\n{good}50,"Three, four.\n51,Five.\n')
    assert len(found) == 51
    assert isinstance(found[-1], Unread)
    assert "line 52" in found[-1].problem


def test_a_title_above_the_names_of_the_columns_is_passed_over() -> None:
    content = "Session of spring;;\nid;text;party\n1;One, two.;A\n"
    assert texts(content) == ["One, two."]
    assert notes(content)["rows above the names of the columns"] == ("left out", 1, "Session of spring")


def test_a_text_may_be_very_long() -> None:
    before = csv.field_size_limit()
    long = "All of it. " * 60_000
    assert texts(f'id,text\n1,"{long}"\n') == [long]
    assert csv.field_size_limit() == before


def test_a_line_separator_inside_of_a_text_ends_no_row() -> None:
    assert texts("id,text\n1,One\u2028two.\n2,Three.\n") == ["One\ntwo.", "Three."]


# Columns


def test_numbers_are_numbers_unless_their_spelling_says_more() -> None:
    content = written(
        [
            ("year", "id", "share", "version", "sign", "long", "gap", "text"),
            (2016, "007", "0.5", "1.1", "+5", "1234567890123456789", "", "One two."),
            (-3, "8", "12", "1.10", "6", "2", 4, "Three four."),
        ]
    )
    first, second = (part.metadata for part in parts(content) if isinstance(part, Document))
    assert (first["year"], second["year"]) == (2016, -3)
    assert (first["id"], second["id"]) == ("007", "8")
    assert (first["share"], second["share"]) == (0.5, 12.0)
    assert (first["version"], second["version"]) == ("1.1", "1.10")
    assert (first["sign"], first["long"], first["gap"], second["gap"]) == ("+5", "1234567890123456789", None, 4)


def test_title_source_and_language_describe_the_text_and_names_of_the_corpus_are_left_out() -> None:
    content = "title,source,language,format,words,doc,text\nTruce,The Gazette,en,op-ed,5,1,It holds.\n,,,,,,Why?\n"
    first, second = (part for part in parts(content) if isinstance(part, Document))
    assert (first.title, first.source, first.language) == ("Truce", "The Gazette", "en")
    assert (second.title, second.source, second.file) == ("a, line 3", "a.csv", "a.csv")
    assert first.metadata == {"stated_format": "op-ed", "format": "csv", "encoding": "utf-8"}
    assert notes(content)["columns that the corpus fills itself"] == ("left out", 2, "words, doc")


def test_columns_without_a_name_or_with_the_same_get_one() -> None:
    [first] = [part for part in parts("text,party,,party\nOne two.,A,x,B\n") if isinstance(part, Document)]
    assert {key: first.metadata[key] for key in ("party", "column 3", "party (2)")} == {
        "party": "A",
        "column 3": "x",
        "party (2)": "B",
    }


@pytest.mark.parametrize(
    ("heading", "column"),
    [("id,Text,note", "Text"), ("id,full_text,url", "full_text"), ("id,what he said,by", "what he said")],
)
def test_the_obvious_column_holds_the_texts_and_is_told(heading: str, column: str) -> None:
    content = f'{heading}\n1,"{"It holds, for now. " * 9}",short and sweet\n'
    assert texts(content) == ["It holds, for now. " * 9]
    assert notes(content)["column of the texts"] == ("assumed", 1, column)


def test_a_column_that_is_not_obvious_is_asked_for_with_an_example_of_each() -> None:
    with pytest.raises(
        ReadError, match=r"(?s)No column is obviously.*text=….*question: why is that\?.*answer: nobody k"
    ):
        parts("question,answer\nwhy is that?,nobody knows yet\n")
    assert texts("question,answer\nwhy is that?,nobody knows yet\n", text="answer") == ["nobody knows yet"]
    assert texts("question,Answer\nwhy is that?,nobody knows yet\n", text="answer") == ["nobody knows yet"]


def test_a_column_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(ReadError, match=r'(?s)a\.csv: The table has no column "body"\..*id: 1\n  text: One two\.'):
        parts("id,text\n1,One two.\n", text="body")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,text\n", "no rows below"),
        ("id;text;;\n\n\n", "no rows below"),
        ("id,text\n1,\n2, \n", "holds no text in any of 2 rows"),
        ('id,text\n1,"One, two\n', "never closed"),
        ("Nobody in the city was astonished when the truce, which all of them had longed for, broke on the first day.\n"
         "Then it was quiet.\n", "a text rather than names of columns"),
        ("id,text\n1,One, two, three.\n", "1 of 1 rows have more values"),
    ],
)  # fmt: skip
def test_a_table_without_texts_is_explained(content: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        parts(content)


# Real files


def test_a_table_that_libreoffice_saved_is_read(recwarn: pytest.WarningsRecorder) -> None:
    documents = read(FILES / "speeches.csv").documents
    assert documents["id"].tolist() == [number for number, *_, speech in SPEECHES if speech]
    assert documents["encoding"].unique().tolist() == ["cp1252"]
    assert "read as cp1252" in str(recwarn.pop().message)


def test_a_broken_table_raises_nothing_but_our_errors() -> None:
    assert only_our_errors(documents_of, "speeches.csv", mutations((FILES / "speeches.csv").read_bytes(), 300)) > 50


def test_many_rows_are_read_one_by_one(tmp_path: Path) -> None:
    chance = random.Random(3)
    rows = [(n, "AB"[chance.randrange(2)], f"Row {n}, they said.") for n in range(20_000)]
    file = tmp_path / "many.csv"
    file.write_text(written([("n", "party", "text"), *rows]), encoding="utf-8")
    corpus = read(file)
    assert len(corpus) == 20_000
    assert corpus.documents["n"].tolist() == list(range(20_000))
    assert corpus.report()["documents"].tolist() == [20_000]
