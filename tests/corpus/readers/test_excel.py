"""Is each row of an Excel sheet a text, with its values as Excel shows them?"""

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook

from discourse import Document, ReadError, read
from discourse.corpus.readers.reader import Source
from discourse.corpus.readers.registry import documents_of

from .fuzzing import broken_zips, only_our_errors
from .make_files import FILES
from .make_table_files import SPEECHES

PROSE = "It holds, they said; nobody believes it."


def book(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def documents(data: bytes, name: str = "a.xlsx", text: str | None = None) -> list[Document]:
    return [part for part in documents_of(Source(name, data, None, text)) if isinstance(part, Document)]


def notes(found: list[Document]) -> dict[str, tuple[str, int, str]]:
    return {note.what: (note.action, note.count, note.example) for note in found[0].file_notes}


def test_a_sheet_that_libreoffice_saved_is_read() -> None:
    corpus = read(FILES / "speeches.xlsx")
    spoken = [speech for *_, speech in SPEECHES if speech]
    assert [corpus.text(doc) for doc in range(len(corpus))] == spoken
    table = corpus.documents
    assert table["id"].tolist() == ["007", "008", "010"]
    assert table["day"].tolist() == ["2016-02-27", "2016-03-01", "2016-03-03"]
    assert table["party"].tolist() == ["Green", "Green", "Blue"]  # one cell for two rows
    assert table["length"].tolist() == [len(speech) for speech in spoken]  # a formula
    assert table["title"].tolist() == ["speeches, row 3", "speeches, row 4", "speeches, row 6"]
    row = corpus.report().iloc[0]
    for told in ("other sheets (1, such as “About”)", "rows above the names of the columns", "rows without a text"):
        assert told in row["left_out"]
    for told in ("sheet of the texts: “Speeches”", "hidden rows", "merged cells", "column of the texts: “speech”"):
        assert told in row["notes"]


def test_values_keep_what_they_are() -> None:
    rows = [
        ["n", "share", "day", "time", "clock", "yes", "id", "wrong", "text"],
        [3, 0.5, dt.date(2016, 2, 1), dt.datetime(2016, 2, 1, 10, 30), dt.time(9, 5), True, "007", "#N/A", PROSE],
    ]
    [one] = documents(book(("A", rows)))
    assert one.metadata == {
        "n": 3,
        "share": 0.5,
        "day": "2016-02-01",
        "time": "2016-02-01T10:30:00",
        "clock": "09:05:00",
        "yes": True,
        "id": "007",
        "wrong": None,
        "format": "xlsx",
        "encoding": None,
    }
    assert [type(one.metadata[name]) for name in ("n", "share", "yes")] == [int, float, bool]


def test_the_first_sheet_with_texts_is_read_or_that_with_the_column_asked_for() -> None:
    data = book(
        ("Codes", [["code", "meaning"], [1, "yes"]]),
        ("One", [["text", "n"], [PROSE, 1]]),
        ("Two", [["n", "reply"], [2, "Why is that?"]]),
    )
    found = documents(data)
    assert [one.text for one in found] == [PROSE]
    assert notes(found)["sheet of the texts"] == ("assumed", 1, "One")
    assert notes(found)["other sheets"] == ("left out", 2, "Codes, Two")
    assert [one.text for one in documents(data, text="reply")] == ["Why is that?"]
    with pytest.raises(ReadError, match=r'(?s)no column "speech".*code: 1\n  meaning: yes'):
        documents(data, text="speech")


def test_formulas_that_were_never_computed_are_told() -> None:
    data = book(("A", [["text", "length"], [PROSE, "=LEN(A2)"], ["Why?", "=LEN(A3)"]]))
    found = documents(data)
    assert [one.metadata["length"] for one in found] == [None, None]
    assert notes(found)["formulas without a value: open the file in Excel and save it"][1] == 2


def test_characters_that_xml_cannot_hold_come_back() -> None:
    [one] = documents(book(("A", [["text"], ["One_x000D_\ntwo, they said."]])))
    assert one.text == "One\ntwo, they said."


def test_a_wrong_size_in_the_file_hides_no_row() -> None:
    data = book(("A", [["text"], [PROSE], ["Why is that?"]]))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<dimension ref="A1:A3"', b'<dimension ref="A1:A2"'))
    assert len(documents(out.getvalue())) == 2


def test_the_content_tells_it_whatever_the_name() -> None:
    found = documents(book(("A", [["text"], [PROSE]])), "table.csv")
    assert found[0].metadata["format"] == "xlsx"
    assert "ending .csv though the content is Excel table" in notes(found)


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        ([("A", [])], "No sheet holds a table"),
        ([("A", [["text"]])], "No sheet holds a table"),
        ([("A", [["text"], [None]])], "No sheet holds a table"),
        ([("A", [["n", "m"], [1, 2]])], "No column is obviously"),
    ],
)
def test_a_book_without_texts_is_explained(sheets: list[tuple[str, list[list[Any]]]], message: str) -> None:
    with pytest.raises(ReadError, match=rf"a\.xlsx: {message}"):
        documents(book(*sheets))


def test_old_and_locked_books_are_refused_with_what_to_do() -> None:
    with pytest.raises(ReadError, match=r"speeches\.xls: This is an old Excel file \(\.xls\).*save it as \.xlsx"):
        read(FILES / "speeches.xls")
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(ReadError, match=r"a\.xlsx: It is locked with a password"):
        documents(locked)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("entity", ['"ha"', 'SYSTEM "file:///etc/hostname"'])
def test_entities_that_explode_or_point_outside_are_refused(part: str, entity: str) -> None:
    data = book(("A", [["text"], [PROSE]]))
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    declared = f"<!DOCTYPE sst [<!ENTITY l0 {entity}>{laughs}]>".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            held = old.read(name)
            new.writestr(name, declared + held.replace(b"It holds", b"&l11;") if name == part else held)
    with pytest.raises(ReadError, match=r"a\.xlsx: It declares XML entities"):
        documents(out.getvalue())


def test_broken_books_raise_nothing_but_our_errors() -> None:
    broken = broken_zips((FILES / "speeches.xlsx").read_bytes(), 120)
    assert only_our_errors(documents_of, "a.xlsx", broken) > 10
