"""How is a table written as an Excel workbook, so that numbers are numbers, text is text, and bytes are the same?"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from .errors import DiscourseError

#: What a sheet of Excel holds.
ROWS, COLUMNS, CHARACTERS = 1_048_576, 16_384, 32_767
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDEST, _LARGEST = 60, 9.99e307
_EPOCH = (1980, 1, 1, 0, 0, 0)


def workbook_bytes(table: pd.DataFrame, notes: Sequence[str], places: Mapping[str, int], title: str) -> bytes:
    """Write a table as an Excel workbook with one sheet; the heading stays in view, the notes stand under the table.

    Parameters
    ----------
    table : DataFrame
    notes : list of str
    places : mapping from column to int
        Decimals that columns of numbers show; the cells hold sixteen digits.
    title : str
        The name of the sheet.

    Raises
    ------
    DiscourseError
        The table has more rows or columns than a sheet.
    """
    if len(table) + len(notes) + 2 > ROWS or table.shape[1] > COLUMNS:
        raise DiscourseError(
            f"A table of {len(table):,} rows and {table.shape[1]:,} columns is larger than a sheet of Excel.",
            do=f'Save its first rows, table.head({ROWS // 2:,}), or all of it as CSV: formats=["csv"].',
        )
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(_sheet_name(title))
    sheet.freeze_panes = "A2"
    for at, name in enumerate(table.columns):
        sheet.column_dimensions[get_column_letter(at + 1)].width = _width(table.iloc[:, at], name, places)

    def cell(value: Any, **style: Any) -> Any:
        made = WriteOnlyCell(sheet, value)
        if isinstance(value, str):
            made.data_type = "s"  # never a formula or an error value, whatever it begins with
            made.quotePrefix = value[:1] in "=+-@"
        for key, setting in style.items():
            setattr(made, key, setting)
        return made

    bold, right, small = Font(bold=True), Alignment(horizontal="right"), Font(size=9, italic=True)
    number_formats = {name: "0" if not n else f"0.{'0' * n}" for name, n in places.items()}
    heads = [
        cell(_text(str(name)), font=bold, **({"alignment": right} if name in places or name == "left" else {}))
        for name in table.columns
    ]
    sheet.append(heads)
    for row in zip(*(_values(table.iloc[:, at]) for at in range(table.shape[1])), strict=True):
        cells = []
        for name, value in zip(table.columns, row, strict=True):
            if name in number_formats and not isinstance(value, str):
                cells.append(cell(value, number_format=number_formats[name]))
            else:
                cells.append(cell(value, **({"alignment": right} if name == "left" else {})))
        sheet.append(cells)
    if notes:
        sheet.append([])
        for note in notes:
            sheet.append([cell(_text(note), font=small)])
    made = io.BytesIO()
    book.save(made)
    return _without_times(made.getvalue())


def _values(column: pd.Series) -> Iterator[Any]:
    """Give cells that Excel can hold: numbers, truth values and texts; what is missing is an empty cell."""
    for value in column.tolist():
        if value is None or value is pd.NA or value is pd.NaT:
            yield None
        elif isinstance(value, bool | int | float):
            if isinstance(value, float) and not abs(value) < _LARGEST:
                yield None if math.isnan(value) else _large(value)
            else:
                # From 10^15 on Excel would round a whole number.
                yield str(value) if isinstance(value, int) and abs(value) >= 10**15 else value
        else:
            yield _text(str(value))


def _large(value: float) -> str:
    """Write a number that no cell can hold as text."""
    return repr(value) if math.isfinite(value) else "∞" if value > 0 else "−∞"


def _text(text: str) -> str:
    """Make a text one that a cell can hold: no control characters, no more than 32,767 characters."""
    text = _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= CHARACTERS else f"{text[: CHARACTERS - 1]}…"


def _width(column: pd.Series, name: Any, places: Mapping[str, int]) -> float:
    """Ask for the width of a column in characters, from its heading and its first thousand cells."""
    some = column.head(1000).tolist()
    digits = places.get(name)
    lengths = [len(f"{v:.{digits}f}") if digits is not None and v == v else len(str(v)) for v in some if v is not None]
    return min(max([len(str(name)), *lengths]) + 2, _WIDEST)


def _sheet_name(title: str) -> str:
    """Make a name that a sheet can have: 31 characters, none of those Excel keeps to itself."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip().strip("'")[:31].strip("' ")
    return name if name and name.lower() != "history" else "table"


def _without_times(workbook: bytes) -> bytes:
    """Take the time of writing out of a workbook: the same table gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", b"1980-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(entry, content)
    return out.getvalue()
