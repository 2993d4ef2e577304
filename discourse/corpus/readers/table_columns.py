"""Which column of a table holds the texts, and what do the others say of them?"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import compress
from pathlib import PurePath
from typing import Any

from ...errors import ReadError
from ...uncollected import uncollected
from ..document import Document, Note
from ..rows import COMPUTED, documents_of_rows, is_text
from .reader import Source

#: What the column of the texts is usually called.
NAMES = (
    "text", "full text", "fulltext", "body", "body text", "content", "article", "article text", "article body",
    "articlebody", "speech", "speech text", "transcript", "statement", "raw text", "rawtext", "document", "message",
    "post", "comment", "tweet", "maintext", "main text", "story", "paragraph", "sentence", "texte", "texto", "testo",
    "volltext",
)  # fmt: skip

# What every file says of itself: a column of that name keeps its values under another.
_TAKEN = ("format", "encoding")
_LOOKED_AT = 1000
_TIMES_LONGER = 3
_LONG = 40
_EXAMPLE = 60
_LISTED = 20
_HALF = re.compile("[\ud800-\udfff]")


def documents_of_table(
    source: Source,
    reader: str,
    columns: Mapping[str, Sequence[Any]],
    numbers: Sequence[int],
    *,
    row: str = "row",
    notes: Sequence[Note] = (),
    encoding: str | None = None,
    where: str | None = None,
) -> list[Document]:
    """Make a document of each row of a table.

    Parameters
    ----------
    source : Source
        ``source.text`` names the column of the texts; without it the obvious one is taken.
    reader : str
        The name of the format.
    columns : mapping of str to sequence
        The table, column by column.
    numbers : sequence of int
        What the researcher would call each row.
    row : str
        What a row is called: ``"line"`` where the numbers are lines of a file.
    notes : sequence of Note
        What reading the table did so far.
    encoding : str, optional
    where : str, optional
        What to call the table in errors; the file's name by default.

    Raises
    ------
    ReadError
        If there is no such column, none is obvious, or none of its rows has a text.
    """
    where = where or source.name
    if not numbers:
        raise ReadError("The table has no rows.", where=where, do="Check that the right file was saved.")
    text = text_column(columns, source.text, where)
    said = [] if text == source.text else [Note("assumed", "column of the texts", 1, text)]
    if dropped := [name for name in columns if name in COMPUTED and name != text]:
        said.append(Note("left out", "columns that the corpus fills itself", len(dropped), ", ".join(dropped)))
    blank = [number for number, value in zip(numbers, columns[text], strict=True) if not is_text(value)]
    if len(blank) == len(numbers):
        raise ReadError(
            f'The column "{text}" holds no text in any of {len(numbers):,} rows.',
            where=where,
            do=f"Name another column with text=…. The table has:{described(columns)}",
        )
    if blank:
        said.append(Note("left out", "rows without a text", len(blank), numbered(row, blank)))
        kept = list(map(is_text, columns[text]))
        columns = {name: list(compress(values, kept)) for name, values in columns.items()}
        numbers = list(compress(numbers, kept))
    with uncollected():
        return documents_of_rows(
            {f"stated_{name}" if name in _TAKEN and name != text else name: values for name, values in columns.items()},
            text,
            numbers,
            title=f"{_escaped(PurePath(source.name).stem or source.name)}, {row} {{}}",
            file=source.name,
            known={"format": reader, "encoding": encoding},
            file_notes=(*notes, *said),
        )


def text_column(columns: Mapping[str, Sequence[Any]], asked: str | None, where: str) -> str:
    """Return the column of the texts: the one asked for, else the obvious one.

    A column is obvious if it holds texts and is called as such columns usually are, or if its texts are by far the
    longest.

    Raises
    ------
    ReadError
        If there is none; the error lists the columns with an example of each.
    """
    if asked is not None:
        found = same_column(columns, asked)
        if found is not None:
            return found
        raise ReadError(
            f'The table has no column "{asked}".', where=where, do=f"Name one of these with text=…:{described(columns)}"
        )
    found = obvious_column(columns)
    if found is None:
        raise ReadError(
            "No column is obviously the one with the texts.",
            where=where,
            do=f"Name it with text=…. The table has:{described(columns)}",
        )
    return found


def same_column(columns: Mapping[str, Sequence[Any]], asked: str) -> str | None:
    """Return the column of that name; without one, the only one that differs in capitals or spaces alone."""
    close = [name for name in columns if _plain(name) == _plain(asked)]
    return asked if asked in columns else close[0] if len(close) == 1 else None


def obvious_column(columns: Mapping[str, Sequence[Any]]) -> str | None:
    """Return the column that obviously holds the texts, None if there is no such one."""
    called = [name for name in columns if is_name_of_texts(name) and _may_be_texts(columns[name])]
    if len(called) == 1:
        return called[0]
    lengths = {name: _mean_length(values) for name, values in columns.items() if name not in ("source", "language")}
    texts = {name: length for name, length in lengths.items() if length > 0}
    if len(columns) == len(texts) == 1:
        return next(iter(texts))
    longest = sorted((name for name in texts if not called or name in called), key=lambda name: -texts[name])
    if not longest or texts[longest[0]] < _LONG:
        return None
    second = max((texts[name] for name in texts if name != longest[0]), default=0)
    return longest[0] if texts[longest[0]] >= _TIMES_LONGER * second else None


def is_name_of_texts(name: str) -> bool:
    """Tell whether columns of texts are usually called so."""
    return _plain(name) in NAMES


def _may_be_texts(values: Sequence[Any]) -> bool:
    given = [value for value in values[:_LOOKED_AT] if value is not None]
    return 2 * sum(isinstance(value, str) for value in given) >= len(given)


def _escaped(name: str) -> str:
    return name.replace("{", "{{").replace("}", "}}")


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").replace("-", " ").casefold().split())


def _mean_length(values: Sequence[Any]) -> float:
    """Return how many characters the texts of a column have on average; 0 for one of numbers or single words."""
    step = max(1, len(values) // _LOOKED_AT)
    texts = [value for value in values[::step] if isinstance(value, str) and value.strip()]
    if not any(" " in text.strip() for text in texts):
        return 0
    return sum(map(len, texts)) / len(texts)


def described(columns: Mapping[str, Sequence[Any]]) -> str:
    """List the columns with an example of each, for an error."""
    lines = []
    for name, values in list(columns.items())[:_LISTED]:
        example = next((str(value) for value in values if value is not None and str(value).strip()), None)
        line = " ".join((example or "").split())
        line = f"{line[:_EXAMPLE]}…" if len(line) > _EXAMPLE else line
        lines.append(f"\n  {name}: {line if example is not None else '(empty)'}")
    more = f"\n  and {len(columns) - _LISTED:,} more" if len(columns) > _LISTED else ""
    return "".join(lines) + more


def numbered(row: str, numbers: Sequence[int], most: int = 10) -> str:
    """Name rows by their numbers: ``"lines 4, 17 and 30 more"``."""
    shown = ", ".join(f"{number:,}" for number in numbers[:most])
    more = f" and {len(numbers) - most:,} more" if len(numbers) > most else ""
    return f"{row}{'s' if len(numbers) > 1 else ''} {shown}{more}"


def unique_names(names: Sequence[Any]) -> list[str]:
    """Return the names of columns, each another: unnamed ones by their place, second ones with a number."""
    taken: dict[str, int] = {}
    unique = []
    for place, given in enumerate(names, 1):
        name = " ".join(str(given).split()) if given is not None else ""
        name = name or f"column {place}"
        taken[name] = taken.get(name, 0) + 1
        unique.append(name if taken[name] == 1 else f"{name} ({taken[name]})")
    return unique


def plain_value(value: Any) -> Any:
    """Return a value as metadata keeps it: text, a number, True or False, or None; dates as ISO 8601 text."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return (whole_characters(value) if _HALF.search(value) else value) if value.strip() else None
    if isinstance(value, float):
        return None if math.isnan(value) else value
    if isinstance(value, dt.datetime):
        return (value.date() if value.time() == dt.time() and value.tzinfo is None else value).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, list | tuple | dict):
        import json

        return plain_value(json.dumps(value, ensure_ascii=False, default=str)) if value else None
    return str(value)


def whole_characters(text: str) -> str:
    """Join the halves of characters (surrogates) that belong together; a lone one becomes �."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
