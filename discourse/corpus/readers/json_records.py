"""What do records in JSON hold? One text a record, be there one in each line or a list of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ...errors import ReadError
from ...uncollected import uncollected
from ..document import Document, Note, Unread
from ..encodings import characters
from ..paragraphs import is_blank
from .reader import Reader, Source
from .table_columns import documents_of_table, is_name_of_texts, numbered, plain_value, unique_names
from .tally import Tally

_Record = dict[str, Any]
_HALF = re.compile("[\ud800-\udfff]")
_SHOWN = 3
_LINES = (".jsonl", ".ndjson")


def read_records(source: Source) -> list[Document | Unread]:
    """Return a document for each record of a JSON Lines file, or of a JSON file with a list of records.

    Fields inside of fields get a name with a dot (``user.name``); lists are kept as JSON text, a list of strings in
    the field of the texts as paragraphs. Lines that are no record are left out and told.
    """
    tally = Tally()
    text, encoding = characters(source.data, source.name, source.encoding, tally)
    text = text.removeprefix("\ufeff")
    if is_blank(text):
        return []
    with uncollected():
        records, numbers, bad, row = _records(text, source)
        columns = _columns([_flat(record) for record in records])
    notes = list(tally.notes())
    halves = sum(isinstance(v, str) and _HALF.search(v) is not None for values in columns.values() for v in values)
    if halves:
        notes.append(Note("noticed", "texts with halves of characters, which became �", halves))
    plain = {name: [_joined(value) for value in values] for name, values in columns.items()}
    documents = documents_of_table(source, "json", plain, numbers, row=row, notes=notes, encoding=encoding)
    return [*documents, *bad]


def _records(text: str, source: Source) -> tuple[list[_Record], list[int], list[Unread], str]:
    """Return the records, their numbers, what could not be read, and what a record is called."""
    try:
        whole = json.loads(text)
    except RecursionError:
        raise ReadError(
            "It is nested too deeply.", where=source.name, do="Check that it is a list of records."
        ) from None
    except ValueError as error:
        wrong = error
    else:
        records = [whole] if isinstance(whole, dict) and source.suffix in _LINES else _listed(whole)
        if records is None:
            raise ReadError(
                "It is JSON, but holds no list of records.",
                where=source.name,
                do='Records look like [{"title": "…", "text": "…"}, …], or one {…} in each line.',
            )
        return records, list(range(1, len(records) + 1)), [], "record"
    return *_records_of_lines(text, source, wrong), "line"


def _records_of_lines(text: str, source: Source, wrong: ValueError) -> tuple[list[_Record], list[int], list[Unread]]:
    records: list[_Record] = []
    numbers: list[int] = []
    bad: list[tuple[int, str]] = []
    for number, found in _of_lines(text):
        if isinstance(found, dict):
            records.append(found)
            numbers.append(number)
        else:
            bad.append((number, found))
    if not records:
        raise _no_json(source, wrong)
    return records, numbers, _unread(bad, source)


def _of_lines(text: str) -> Iterator[tuple[int, _Record | str]]:
    # Not splitlines: U+2028 and its like may stand inside of a string.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, getattr(error, "msg", "it is nested too deeply or no JSON")
            continue
        yield number, record if isinstance(record, dict) else "it is no record in curly brackets"


def _unread(bad: list[tuple[int, str]], source: Source) -> list[Unread]:
    if not bad:
        return []
    shown = "; ".join(f"line {number:,}: {what}" for number, what in bad[:_SHOWN])
    lines = numbered("line", [number for number, _ in bad])
    more = f" ({shown}; all of them: {lines})" if len(bad) > _SHOWN else f" ({shown})"
    what = "1 line is no JSON record and was" if len(bad) == 1 else f"{len(bad):,} lines are no JSON records and were"
    return [Unread(source.name, f"{what} left out{more}.", "Check whether the file was saved whole.")]


def _no_json(source: Source, error: ValueError) -> ReadError:
    line = getattr(error, "lineno", None)
    return ReadError(
        f"It is no valid JSON ({getattr(error, 'msg', error)}).",
        where=f"{source.name}, line {line}" if line else source.name,
        do="Check whether the file was saved whole.",
    )


def _listed(whole: Any) -> list[_Record] | None:
    """Return the records of a JSON value: a list; columns, as pandas writes them; the one list somewhere inside."""
    if _is_list(whole):
        return list(whole)
    if not isinstance(whole, dict) or not whole:
        return None
    if any(isinstance(value, str) and is_name_of_texts(name) for name, value in whole.items()):
        return [whole]
    columns = list(whole.values())
    if all(isinstance(one, dict) and one.keys() == columns[0].keys() for one in columns) and len(columns) > 1:
        return [dict(zip(whole, row, strict=True)) for row in zip(*(one.values() for one in columns), strict=True)]
    if (
        len({len(one) if isinstance(one, list) else -1 for one in columns} - {-1}) == 1
        and len(columns) > 1
        and _is_columns(columns)
    ):
        return [dict(zip(whole, row, strict=True)) for row in zip(*columns, strict=True)]
    lists = _lists(whole)
    return lists[0] if len(lists) == 1 else [whole]


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _is_columns(columns: list[Any]) -> bool:
    return all(isinstance(one, list) for one in columns) and not all(map(_is_list, columns))


def _lists(whole: _Record) -> list[list[_Record]]:
    """Return the lists of records in an object and in the objects inside of it."""
    found, ahead = [], [whole]
    while ahead:
        for value in ahead.pop().values():
            if _is_list(value):
                found.append(value)
            elif isinstance(value, dict):
                ahead.append(value)
    return found


def _flat(record: _Record) -> _Record:
    if not any(isinstance(value, dict) for value in record.values()):
        return record
    flat: _Record = {}
    ahead = list(reversed(record.items()))
    while ahead:
        name, value = ahead.pop()
        if isinstance(value, dict) and value:
            ahead += [(f"{name}.{inner}", held) for inner, held in reversed(value.items())]
        else:
            flat[name] = value
    return flat


def _columns(records: list[_Record]) -> dict[str, list[Any]]:
    names = list(dict.fromkeys(name for record in records for name in record))
    values = ([record.get(name) for record in records] for name in names)
    return dict(zip(unique_names(names), values, strict=True))


def _joined(value: Any) -> Any:
    """Return a value as metadata keeps it; a list of longer strings is a text in paragraphs."""
    if isinstance(value, list) and value and all(isinstance(one, str) and " " in one.strip() for one in value):
        value = "\n\n".join(value)
    return plain_value(value)


READER = Reader(
    "json",
    "JSON or JSON Lines records",
    (".jsonl", ".ndjson", ".json"),
    read_records,
    keeps="one text a record; the other fields as metadata, inner ones with a dot (user.name)",
    leaves_out="records without a text",
    has_columns=True,
)
