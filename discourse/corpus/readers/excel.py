"""What do the rows of an Excel sheet hold? One text a row; what Excel shows of them, not how it is computed."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...errors import ReadError
from ...uncollected import uncollected
from ..document import Document, Note
from .reader import Reader, Source
from .table_columns import documents_of_table, obvious_column, plain_value, same_column, unique_names
from .unpacking import Members
from .xml_trees import refuse_entities

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_ERRORS = frozenset(("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA"))
_HIDDEN = re.compile(rb'<row\b[^>]*\shidden="(?:1|true)"')
_UNCOMPUTED = re.compile(rb"(?:</f>|<f\b[^>]*/>)(?:<v\s*/>|<v></v>)?</c>")
_MERGED = re.compile(rb'<mergeCell\b[^>]*\sref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_MOST_MERGED = 1_000_000
# Characters that XML cannot hold are written as _x000D_.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass
class _Sheet:
    """The table of one sheet: its columns, the number of each row, and what was met on the way."""

    title: str
    columns: dict[str, list[Any]]
    numbers: list[int]
    notes: list[Note]
    merged: list[str]


def read_excel(source: Source) -> list[Document]:
    """Return a document for each row of the first sheet that has a column of texts.

    The first row with more than one value (or any, where the sheet has one column) names the columns. Formulas count
    as what was computed when the file was saved, dates become ISO 8601 text, numbers stay numbers and text stays text
    (``007``). What stands in merged cells stands in each of their rows. Hidden rows are read too, and told.
    """
    from openpyxl import load_workbook

    members = Members(source.data, source.name)
    for member in members.names:
        if member.endswith((".xml", ".rels")):
            refuse_entities(members.read(member), source.name)
    book = load_workbook(io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False)
    try:
        empty = None
        for place, worksheet in enumerate(book.worksheets):
            with uncollected():
                sheet = _sheet(worksheet, members)
            if not sheet.numbers:
                continue
            empty = empty or sheet
            if _has_texts(sheet, source.text):
                others = [one.title for at, one in enumerate(book.worksheets) if at != place]
                return _documents(source, sheet, others)
    finally:
        book.close()
    if empty is None:
        raise ReadError(
            "No sheet holds a table: names of columns in one row, and one text in each row below.",
            where=source.name,
            do="Check that the right file was saved.",
        )
    return _documents(source, empty, [])


def _documents(source: Source, sheet: _Sheet, others: list[str]) -> list[Document]:
    notes = list(sheet.notes)
    if others:
        notes = [
            Note("assumed", "sheet of the texts", 1, sheet.title),
            Note("left out", "other sheets", len(others), ", ".join(others)[:80]),
            *notes,
        ]
    if sheet.merged:
        _fill_merged(sheet)
        notes.append(Note("assumed", "merged cells, whose value stands in each of their rows", len(sheet.merged)))
    where = f"{source.name}, sheet {sheet.title}" if others else source.name
    return documents_of_table(source, "xlsx", sheet.columns, sheet.numbers, notes=notes, where=where)


def _has_texts(sheet: _Sheet, asked: str | None) -> bool:
    return (same_column(sheet.columns, asked) if asked else obvious_column(sheet.columns)) is not None


def _sheet(worksheet: ReadOnlyWorksheet, members: Members) -> _Sheet:
    worksheet.reset_dimensions()  # programs write wrong ones
    rows = [
        (number, values)
        for number, values in enumerate(map(_trimmed, worksheet.iter_rows(values_only=True)), 1)
        if values
    ]
    width = max((len(values) for _, values in rows), default=0)
    heading = next((at for at, (_, values) in enumerate(rows) if _count(values) >= min(width, 2)), len(rows))
    above, named, below = rows[:heading], rows[heading : heading + 1], rows[heading + 1 :]
    names = unique_names([*(named[0][1] if named else ()), *[None] * (width - len(named[0][1]) if named else 0)])
    columns: dict[str, list[Any]] = {name: [] for name in names}
    for place, name in enumerate(names):
        columns[name] = [_value(values[place]) if place < len(values) else None for _, values in below]
    notes = [Note("left out", "rows above the names of the columns", len(above), _shown(above))] if above else []
    part = worksheet._worksheet_path.lstrip("/")
    markup = members.read(part) if part in members else b""
    for pattern, action, what in (
        (_HIDDEN, "noticed", "hidden rows, which were read too"),
        (_UNCOMPUTED, "noticed", "formulas without a value: open the file in Excel and save it"),
    ):
        if count := len(pattern.findall(markup)):
            notes.append(Note(action, what, count))
    merged = [found.decode("ascii") for found in _MERGED.findall(markup)]
    return _Sheet(worksheet.title, columns, [number for number, _ in below], notes, merged)


def _trimmed(row: Sequence[Any]) -> tuple[Any, ...]:
    values = tuple(None if isinstance(value, str) and not value.strip() else value for value in row)
    width = len(values)
    while width and values[width - 1] is None:
        width -= 1
    return values[:width]


def _count(values: Sequence[Any]) -> int:
    return sum(value is not None for value in values)


def _shown(rows: Sequence[tuple[int, Sequence[Any]]]) -> str:
    return " ".join(str(value) for _, values in rows for value in values if value is not None)[:80]


def _value(value: Any) -> Any:
    if isinstance(value, str):
        if value in _ERRORS:
            return None
        if "_x" in value:
            value = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), value)
    return plain_value(value)


def _fill_merged(sheet: _Sheet) -> None:
    """Repeat the value of merged cells in each of their rows, unless it is a long text."""
    from openpyxl.utils import range_boundaries

    names = list(sheet.columns)
    places = {number: place for place, number in enumerate(sheet.numbers)}
    filled = 0
    for ref in sheet.merged:
        left, top, _, bottom = range_boundaries(ref)
        if left is None or top is None or bottom is None or left > len(names) or top not in places:
            continue
        column = sheet.columns[names[left - 1]]
        for number in range(top + 1, min(bottom, sheet.numbers[-1]) + 1):
            filled += 1
            if filled > _MOST_MERGED:
                return
            if number in places:
                column[places[number]] = column[places[top]]


def _recognises(source: Source) -> bool:
    return "xl/workbook.xml" in source.zipped


READER = Reader(
    "xlsx",
    "Excel table",
    (".xlsx", ".xlsm"),
    read_excel,
    _recognises,
    library="openpyxl",
    keeps="one text a row of the first sheet with texts; the other columns as metadata, dates as ISO 8601",
    leaves_out="other sheets, formulas (their values stay), rows without a text",
    has_columns=True,
)
