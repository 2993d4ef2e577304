"""What does a table of values separated by commas, semicolons or tabs hold? One text a row."""

from __future__ import annotations

import csv
import io
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from ...errors import ReadError
from ...uncollected import uncollected
from ..document import Document, Unread
from ..encodings import characters
from ..paragraphs import is_blank
from ..rows import DESCRIBED
from .reader import Reader, Source
from .table_columns import documents_of_table, numbered, unique_names
from .tally import Tally

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 300_000
_LONGEST_NAME = 100
_MOSTLY = 0.8
_LONGEST_FIELD = 2**31 - 1
_MOST_DIGITS = 18
_SEP = re.compile(r"sep=(.)\r?\n?\Z", re.IGNORECASE)
# As a program writes numbers: 007 and +5 are names of something.
_WHOLE = re.compile(r"0|-?[1-9][0-9]*")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_FEW = 20
_SENTENCE = re.compile(r"\w+\W+\w+\W+\w+\W+\w.*[.!…]\W*\Z", re.DOTALL)
_END = "\x1eend\x1e"

# How long a field may be is one setting for the whole process.
_LOCK = threading.Lock()


@dataclass(frozen=True)
class _Dialect:
    delimiter: str
    quoted: bool = True
    escape: str | None = None


@dataclass
class _Parsed:
    """Rows, the line in which each begins, where a stray quotation mark stands, and whether the last one is closed."""

    rows: list[list[str]]
    lines: list[int]
    stray: int | None = None
    closed: bool = True


def read_delimited(source: Source) -> list[Document | Unread]:
    """Return a document for each row of a CSV or TSV file.

    What separates the values and whether quotation marks enclose them is found out from the first rows: the way in
    which most of them have as many values as the heading. The first row names the columns. A column is numbers where
    each of its values is written as a plain number and no two ways of writing become one, so that ``007`` stays text.
    """
    tally = Tally()
    text, encoding = characters(source.data, source.name, source.encoding, tally)  # with the line ends inside of values
    text = text.removeprefix("\ufeff")
    if is_blank(text):
        return []
    with _long_fields(), uncollected():
        parsed = _parsed_table(text, source)
    unread: list[Unread] = []
    if not parsed.closed:
        unread.append(_never_closed(source.name, parsed.lines.pop()))
        parsed.rows.pop()
    if parsed.stray is not None:
        tally.add("noticed", "quotation marks inside values that are not doubled", f"line {parsed.stray}")
    names, body, numbers, long = _fitted(parsed, source, tally)
    unread += long
    if not body:
        raise ReadError(
            unread[0].problem if unread else "The table has no rows below the names of its columns.",
            where=source.name,
            do=unread[0].do if unread else "Check that the right file was saved.",
        )
    with uncollected():
        values = [list(column) for column in zip(*body, strict=True)]
        del body, parsed
        columns = {
            name: column if name in DESCRIBED else _typed(column) for name, column in zip(names, values, strict=True)
        }
    made = documents_of_table(source, "csv", columns, numbers, row="line", notes=tally.notes(), encoding=encoding)
    return [*made, *unread]


def _parsed_table(text: str, source: Source) -> _Parsed:
    """Parse the whole table; a first line as Excel writes it (``sep=;``) says what separates the values."""
    first_line = text[: text.find("\n") + 1] or text
    told = _SEP.match(first_line)
    text = text[len(first_line) :] if told else text
    parsed = _parsed(_dialect(text, source, told[1] if told else None), text)
    return replace(parsed, lines=[line + 1 for line in parsed.lines]) if told else parsed


def _dialect(text: str, source: Source, told: str | None) -> _Dialect:
    """Choose how the table is written: the way in which most rows are as long as the heading."""
    sample = text[:_SAMPLE]
    whole = len(sample) == len(text)
    delimiters = [told] if told else ["\t"] if source.suffix in (".tsv", ".tab") and "\t" in sample else _DELIMITERS
    ways = [_Dialect(delimiter) for delimiter in delimiters]
    ways += [_Dialect(delimiter, escape="\\") for delimiter in delimiters if '\\"' in sample]
    ways += [_Dialect(delimiter, quoted=False) for delimiter in delimiters if '"' in sample]
    scores = {}
    for way in ways:
        found = _parsed(way, sample)
        rows = found.rows if whole or len(found.rows) < 3 else found.rows[:-1]
        width = len(rows[0]) if rows else 0
        never_closed = whole and not found.closed
        fitting = (sum(len(row) == width for row in rows) - never_closed) / max(len(rows), 1)
        if width > 1 or told:
            encloses = found.stray is None or _encloses(sample, way.delimiter)
            scores[way] = (round(fitting, 2), encloses, way.quoted, width)
    # A table of one column needs nothing that separates.
    return max(scores, key=scores.__getitem__, default=_Dialect("\x1f"))


def _encloses(sample: str, delimiter: str) -> bool:
    """Tell whether quotation marks at the beginning of values have one at the end, so that they are no part of them."""
    mark = re.escape(delimiter)
    begin = len(re.findall(rf'(?:^|{mark})"', sample, re.MULTILINE))
    end = len(re.findall(rf'"(?={mark}|$)', sample, re.MULTILINE))
    return end >= _MOSTLY * begin


def _parsed(dialect: _Dialect, text: str) -> _Parsed:
    try:
        return _parsed_so(dialect, text, strict=True)
    except _Stray as stray:
        return replace(_parsed_so(dialect, text, strict=False), stray=stray.line)


class _Stray(Exception):
    def __init__(self, line: int) -> None:
        self.line = line


def _parsed_so(dialect: _Dialect, text: str, *, strict: bool) -> _Parsed:
    parsed, before = _Parsed([], []), 0
    reader = csv.reader(
        chain(io.StringIO(text, newline=""), ["\n", _END]),
        delimiter=dialect.delimiter,
        quoting=csv.QUOTE_MINIMAL if dialect.quoted else csv.QUOTE_NONE,
        escapechar=dialect.escape,
        doublequote=dialect.escape is None,
        strict=strict,
    )
    try:
        for row in reader:
            if row:  # an empty line is no row
                parsed.rows.append(row)
                parsed.lines.append(before + 1)
            before = reader.line_num
    except csv.Error as error:
        # The end of the file inside of a value is told by the mark put there.
        if "unexpected end" not in str(error):
            raise _Stray(reader.line_num) from error
        return _parsed_so(dialect, text, strict=False)
    parsed.closed = parsed.rows[-1] == [_END]
    if parsed.closed:
        del parsed.rows[-1], parsed.lines[-1]
    return parsed


def _never_closed(name: str, line: int) -> Unread:
    return Unread(
        name,
        f"The value that begins in line {line:,} or a value of that row has a quotation mark that is never closed; "
        "nothing from there on was read.",
        "Mend that line.",
    )


def _fitted(
    parsed: _Parsed, source: Source, tally: Tally
) -> tuple[list[str], list[list[str]], list[int], list[Unread]]:
    """Return the names of the columns, the rows, their lines, and the rows too long to know what belongs where."""
    first = _above_the_names(parsed.rows)
    for row in parsed.rows[:first]:
        tally.add("left out", "rows above the names of the columns", " ".join(row))
    if first >= len(parsed.rows):
        return [], [], [], []
    heading = parsed.rows[first]
    while len(heading) > 1 and not heading[-1].strip():
        heading.pop()
    _check_heading(heading, source)
    width = len(heading)
    body, numbers, short, long = [], [], [], []
    for row, line in zip(parsed.rows[first + 1 :], parsed.lines[first + 1 :], strict=True):
        if len(row) < width:
            short.append(line)
            row += [""] * (width - len(row))
        elif len(row) > width:
            if any(value.strip() for value in row[width:]):
                long.append(line)
                continue
            del row[width:]
        body.append(row)
        numbers.append(line)
    if short:
        what = "rows with fewer values than there are columns"
        tally.add("noticed", what, numbered("line", short), count=len(short))
    too_long = Unread(
        source.name,
        f"{len(long):,} of {len(parsed.rows) - first - 1:,} rows have more values than there are columns ({width}) "
        f"and were left out: {numbered('line', long)}.",
        "Quotation marks around a value are probably missing there.",
    )
    return unique_names(heading), body, numbers, [too_long] if long else []


def _above_the_names(rows: list[list[str]]) -> int:
    """Return how many rows stand above the names of the columns: a title in the first of several columns."""
    width = max(map(len, rows[:_FEW]), default=0)
    several = (at for at, row in enumerate(rows[:_FEW]) if sum(map(bool, map(str.strip, row))) > 1)
    return next(several, 0) if width > 1 else 0


def _check_heading(heading: Sequence[str], source: Source) -> None:
    for name in heading:
        if source.text is None and (len(name) > _LONGEST_NAME or _SENTENCE.search(name)):
            raise ReadError(
                f"The first line holds a text rather than names of columns (“{name[: _LONGEST_NAME // 2]}…”).",
                where=source.name,
                do="Put a line with the names of the columns on top, such as title;date;text.",
            )


def _typed(column: list[str]) -> list[Any]:
    """Make numbers of a column of numbers; missing values become None."""
    values = [value if value and not value.isspace() else None for value in column]
    given = [value for value in values if value is not None]
    if _all_fit(_WHOLE, given):
        return [None if value is None else int(value) for value in values]
    if _all_fit(_DECIMAL, given):
        numbers = {value: float(value) for value in given}
        if len(set(numbers.values())) == len(numbers):
            return [None if value is None else numbers[value] for value in values]
    return values


def _all_fit(pattern: re.Pattern[str], values: list[str]) -> bool:
    few = values[:_FEW]
    return (
        all(map(pattern.fullmatch, few))
        and max(map(len, values), default=0) <= _MOST_DIGITS
        and all(map(pattern.fullmatch, values))
    )


@contextmanager
def _long_fields() -> Iterator[None]:
    with _LOCK:
        before = csv.field_size_limit(_LONGEST_FIELD)
        try:
            yield
        finally:
            csv.field_size_limit(before)


READER = Reader(
    "csv",
    "CSV or TSV table",
    (".csv", ".tsv", ".tab"),
    read_delimited,
    keeps="one text a row; the other columns as metadata",
    leaves_out="rows without a text",
    has_columns=True,
)
