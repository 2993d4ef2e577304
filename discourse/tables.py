"""How does a table leave for a spreadsheet and come back unchanged?"""

import math
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from .errors import ReadError
from .files import atomic

#: What a spreadsheet may take for the beginning of a formula, also after blanks; in Asian settings also full-width.
_FORMULA = re.compile(r"[\s\x00-\x20\ufeff\u200b]*[=+\-@＝＋－＠]|[\t\r\n]")
_GUARDED = re.compile(rf"'+(?:{_FORMULA.pattern})")
_MAY_RUN = re.compile(rf"'*(?:{_FORMULA.pattern})")
_FIELD = re.compile(r'(?:"((?:[^"]|"")*)"|([^,\n"]*))(,|\n|\Z)')


def write_csv(table: pd.DataFrame, path: str | os.PathLike[str]) -> Path:
    """Write a table as CSV that a spreadsheet opens as it is meant.

    A cell of **text** that begins with ``=``, ``+``, ``-`` or ``@`` (also after blanks), or with a tab or line end,
    gets an apostrophe in front, so that it cannot run as a formula; so does a text that begins with apostrophes
    followed by such a sign, so that `read_csv` gives back exactly what was written. Numbers stay numbers, negative
    ones too.

    Parameters
    ----------
    table : DataFrame
        Any table. An index with a name is written as the first column; one without a name is not written.
    path : path
        The file; it is there whole or not at all.

    Returns
    -------
    Path
        The file.

    Notes
    -----
    UTF-8 with a byte order mark, because Excel reads a CSV without one in the code page of the machine and garbles
    every letter beyond English; pandas, R and LibreOffice take the mark in their stride. Lines end with a line feed
    on every system, so that the same table gives the same bytes. Texts stand in quotation marks and numbers do not; a
    missing value is an empty cell without them.

    Examples
    --------
    >>> write_csv(pd.DataFrame({"term": ["=1+1"], "count": [-2]}), "terms.csv").read_text("utf-8-sig")
    '"term","count"\\n"\\'=1+1",-2\\n'
    """
    table = with_index(table)
    columns = [[_cell(value) for value in table.iloc[:, at].tolist()] for at in range(table.shape[1])]
    lines = [",".join(_cell(str(name)) for name in table.columns)]
    lines += [",".join(row) for row in zip(*columns, strict=True)]
    with atomic(path) as part:
        part.write_bytes(("\n".join(lines) + "\n").encode("utf-8-sig"))
    return Path(path)


def read_csv(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Read a table that `write_csv` wrote, exactly as it was.

    Parameters
    ----------
    path : path
        A CSV file in UTF-8.

    Returns
    -------
    DataFrame
        With its texts as texts (``"2016"`` too) and its numbers as numbers; a missing value is NaN.

    Raises
    ------
    ReadError
        There is no such file, it is not UTF-8, or its lines differ in length.

    Examples
    --------
    >>> read_csv(write_csv(pd.DataFrame({"term": ["=1+1"], "count": [-2]}), "terms.csv"))["term"][0]
    '=1+1'
    """
    where = str(path)
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ReadError(f"The table cannot be read ({error.strerror}).", where=where, do="Check the path.") from error
    except UnicodeDecodeError as error:
        raise ReadError("The table is not in UTF-8.", where=where, do="Save it as CSV UTF-8.") from error
    rows = list(_rows(text, where))
    if not rows:
        raise ReadError("The table is empty: it has not even a heading.", where=where, do="Choose another file.")
    names = [str(name) for name in rows[0]]
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(names):
            raise ReadError(
                f"Row {number} has {len(row)} cells and the heading {len(names)}.", where=where, do="Correct the row."
            )
    values = list(zip(*rows[1:], strict=True)) or [()] * len(names)
    frame = pd.DataFrame({at: _column(list(column)) for at, column in enumerate(values)})
    frame.columns = pd.Index(names)
    return frame


def with_index(table: pd.DataFrame) -> pd.DataFrame:
    """Make columns of an index that has a name; one without a name only numbers the rows."""
    named = [name for name in table.index.names if name is not None]
    return table.reset_index(level=named) if named else table


def _cell(value: Any) -> str:
    if isinstance(value, str):
        guarded = f"'{value}" if _MAY_RUN.match(value) else value
        return '"' + guarded.replace('"', '""') + '"'
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, (bool, int, float)):
        return repr(value)
    if hasattr(value, "item"):  # a number of numpy inside a column of mixed things
        return _cell(value.item())
    return _cell(str(value))


def _rows(text: str, where: str) -> Iterator[list[Any]]:
    """Split a CSV into rows; quoted cells come as texts, the others as numbers or None."""
    text = text if text.endswith("\n") or not text else text + "\n"
    at, row = 0, []
    while at < len(text):
        match = _FIELD.match(text, at)
        if match is None:
            line = text.count("\n", 0, at) + 1
            raise ReadError(
                "A quotation mark stands inside a cell.", where=f"{where}, line {line}", do="Correct the line."
            )
        quoted, plain, end = match.groups()
        row.append(_unguard(quoted.replace('""', '"')) if quoted is not None else _number(plain.rstrip("\r")))
        at = match.end()
        if end != ",":
            yield row
            row = []


def _unguard(text: str) -> str:
    return text[1:] if _GUARDED.match(text) else text


def _number(cell: str) -> Any:
    if cell == "":
        return None
    if cell in ("True", "False"):
        return cell == "True"
    for kind in (int, float):
        try:
            return kind(cell)
        except ValueError:
            continue
    return _unguard(cell)  # another program has left the quotation marks out


def _column(values: list[Any]) -> pd.Series:
    present = [value for value in values if value is not None]
    if present and all(isinstance(value, str) for value in present):
        return pd.Series([float("nan") if value is None else value for value in values], dtype=object)
    if present and all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in present):
        return pd.Series([float("nan") if value is None else value for value in values])
    return pd.Series(values, dtype=None if present else object)
