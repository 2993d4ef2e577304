"""How does a table leave for a paper: as CSV, as an Excel workbook, as LaTeX, with its notes under it?"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from .errors import DiscourseError
from .files import atomic_files
from .latex import latex_table
from .spreadsheet import workbook_bytes
from .table_notes import table_notes
from .tables import with_index, write_csv

FORMATS = ("csv", "xlsx", "tex")


def save_table(
    table: pd.DataFrame,
    path: str | os.PathLike[str],
    *,
    formats: str | Iterable[str] = FORMATS,
    notes: str | Sequence[str] | None = None,
    digits: int | Mapping[str, int] | None = None,
) -> dict[str, Path]:
    """Write a table for a paper in each format, with the notes that say how it was made under it.

    Parameters
    ----------
    table : DataFrame
        What a measure returned, or some rows of it: ``table.head(20)``.
    path : path
        Where to: a name without a suffix, or with that of a format, which is then written too. Folders are made.
    formats : {"csv", "xlsx", "tex"} or several of them
        CSV as `discourse.tables.write_csv` writes it; an Excel workbook; LaTeX with the package booktabs.
    notes : str or list of str, optional
        What stands under the table; by default what :func:`~discourse.table_notes` reads from it, with texts, call and
        version. An empty list for none.
    digits : int or mapping from column to int, optional
        Decimals shown, 0 to 15; of a mapping, columns not in it are shown as usual: rates with one, shares (between −1
        and 1) with three, other numbers with two. Whatever is shown, CSV keeps every digit and Excel sixteen.

    Returns
    -------
    dict of str to Path
        The files by their kind; with CSV also ``"txt"``: its notes in a file of their own, ``NAME.notes.txt``, so that
        any program reads the CSV as a table.

    Raises
    ------
    DiscourseError
        There is no such format, the digits make no sense, the table is larger than a sheet of Excel, or the folder
        cannot be written to; then no file is changed.

    Notes
    -----
    All files are written or none. The same table and version give the same bytes: there are no time stamps. In Excel
    numbers are numbers and text is text: a cell that begins with ``=`` never runs as a formula. In LaTeX every
    character of the text is escaped; a number that rounds to 0 but is none is written ``<0.001``.

    Examples
    --------
    >>> import discourse as dc
    >>> table = dc.frequency(dc.sample("sotu-2016"), stop="english")
    >>> sorted(dc.save_table(table.head(20), "tables/terms"))
    ['csv', 'tex', 'txt', 'xlsx']
    """
    suffix = Path(path).suffix.lower().lstrip(".")
    asked = [formats] if isinstance(formats, str) else list(formats)
    asked = [str(name).lower().lstrip(".") for name in asked]
    unknown = [name for name in asked if name not in FORMATS]
    if unknown or not asked:
        what = f"There is no format {unknown[0]!r}." if unknown else "No format is chosen."
        raise DiscourseError(what, do=f"Choose from: {', '.join(FORMATS)}.")
    wanted = [name for name in FORMATS if name in asked or name == suffix]
    stem = Path(path).with_suffix("") if suffix in FORMATS else Path(path)
    if stem.name in ("", ".", ".."):
        raise DiscourseError("The table has no name.", where=str(path), do="Give a file name, such as tables/terms.")
    said = table_notes(table, provenance=True) if notes is None else [notes] if isinstance(notes, str) else list(notes)
    shown = with_index(table)
    places = decimals(shown, digits)
    targets = {name: stem.with_name(f"{stem.name}.{name}") for name in wanted}
    if "csv" in targets and said:
        targets["txt"] = stem.with_name(f"{stem.name}.notes.txt")
    with atomic_files(targets.values()) as parts:
        for name, target in targets.items():
            if name == "csv":
                write_csv(table, parts[target])
            elif name == "xlsx":
                title = str(table.attrs.get("measure") or stem.name)
                parts[target].write_bytes(workbook_bytes(shown, said, places, title))
            elif name == "tex":
                parts[target].write_bytes(latex_table(shown, said, places).encode())
            else:
                parts[target].write_bytes("".join(f"{note}\n" for note in said).encode())
    return targets


def decimals(table: pd.DataFrame, digits: int | Mapping[str, int] | None = None) -> dict[str, int]:
    """Give the number of decimals of each column of numbers; see :func:`save_table`."""
    given = digits if isinstance(digits, Mapping) else {}
    for value in given.values() if digits is None or given else [digits]:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 15:
            raise DiscourseError(f"{value!r} decimals cannot be shown.", do="Give a whole number from 0 to 15.")
    strange = [name for name in given if name not in table.columns]
    if strange:
        names = ", ".join(map(str, table.columns))
        raise DiscourseError(f'The table has no column "{strange[0]}".', do=f"It has: {names}.")
    places: dict[str, int] = {}
    for at, name in enumerate(table.columns):
        column = table.iloc[:, at]
        if pd.api.types.is_bool_dtype(column) or not pd.api.types.is_numeric_dtype(column):
            continue
        if pd.api.types.is_integer_dtype(column):
            places[name] = 0
        elif isinstance(digits, int):
            places[name] = digits
        else:
            largest = column.abs().max()
            usual = 1 if "per_million" in str(name) else 3 if largest <= 1 else 2
            places[name] = given.get(name, usual)
    return places
