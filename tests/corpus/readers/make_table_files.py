"""How were the spreadsheets in ``files/`` made? By LibreOffice, from a table written here; run by hand.

    python -m tests.corpus.readers.make_table_files

``speeches.*`` have a sheet of notes before that of the speeches, which has a heading above the names of its columns,
an id with leading zeros, dates, a formula, a merged cell, a hidden row, and a row without a speech.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from tests.corpus.readers.make_files import FILES, convert

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
    )
)

SPEECHES = (
    (
        "007",
        "2016-02-27",
        "Green",
        "We said it in spring, and we say it again: the bridge stays open.\nNobody pays twice.",
    ),
    ("008", "2016-03-01", None, "“Open” is a word, replied the minister; a timetable is a promise."),
    ("009", "2016-03-02", "Blue", None),
    ("010", "2016-03-03", "Blue", "Then let us vote, said Zoë – today, not in May."),
)

_STYLES = (
    '<office:automatic-styles><number:date-style style:name="iso"><number:year number:style="long"/>'
    '<number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text>'
    '<number:day number:style="long"/></number:date-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="iso"/></office:automatic-styles>'
)


def _text(value: str) -> str:
    lines = "".join(f"<text:p>{line}</text:p>" for line in value.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def _cell(kind: str, shown: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="{kind}"{more}><text:p>{shown}</text:p></table:table-cell>'


def _rows() -> str:
    rows = []
    for place, (number, date, party, speech) in enumerate(SPEECHES, 3):
        if place == 3:
            group = _cell("string", party or "", ' table:number-rows-spanned="2"')
        else:
            group = _text(party) if party else "<table:covered-table-cell/>"
        hidden = ' table:visibility="collapse"' if number == "010" else ""
        cells = (
            _text(number),
            _cell("date", date, f' table:style-name="day" office:date-value="{date}"'),
            group,
            _text(speech) if speech else "<table:table-cell/>",
            f'<table:table-cell table:formula="of:=LEN([.D{place}])" office:value-type="float"/>',
        )
        rows.append(f"<table:table-row{hidden}>{''.join(cells)}</table:table-row>")
    return "".join(rows)


def _sheets() -> str:
    names = "".join(map(_text, ("id", "day", "party", "speech", "length")))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document {_SPACES} office:version="1.3" '
        'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" '
        f'office:mimetype="application/vnd.oasis.opendocument.spreadsheet">{_STYLES}<office:body><office:spreadsheet>'
        f'<table:table table:name="About"><table:table-row>{_text("Invented speeches")}</table:table-row></table:table>'
        f'<table:table table:name="Speeches"><table:table-row>{_text("Session of spring")}</table:table-row>'
        f"<table:table-row>{names}</table:table-row>{_rows()}</table:table>"
        "</office:spreadsheet></office:body></office:document>"
    )


def main() -> None:
    """Write ``speeches.xlsx``, ``speeches.xls`` and ``speeches.csv`` (the second sheet, in cp1252 with semicolons)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "speeches.fods").write_text(_sheets(), encoding="utf-8")
        for form in ("xlsx", "xls", "csv:Text - txt - csv (StarCalc):59,34,1,1,,0,false,true,false,false,false,2"):
            convert(folder / "speeches.fods", form, folder)
        made = next(folder.glob("*.csv"))
        shutil.copy(made, FILES / "speeches.csv")
        for ending in (".xlsx", ".xls"):
            shutil.copy(folder / f"speeches{ending}", FILES / f"speeches{ending}")


if __name__ == "__main__":
    main()
