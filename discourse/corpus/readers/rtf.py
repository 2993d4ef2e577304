"""What is the text of an RTF file, and what is each of its paragraphs?

Read by a small machine of our own (``rtf_text``): the library for RTF in Python, striprtf, gives the bare characters
without footnotes, styles, hidden text or lists, and takes twice the time.
"""

from __future__ import annotations

from ...errors import ReadError
from ...warn import warn
from ..document import Document
from .office import documents_of_flow, main_language, stated_author
from .reader import Reader, Source
from .rtf_text import Machine, languages_of
from .tally import Tally

_START = b"{\\rtf"


def read_rtf(source: Source) -> list[Document]:
    """Return the text of an RTF file; an export of a newspaper database gives a document for each article.

    Paragraphs get their kinds, and the same is kept and left out, as :func:`.docx.read_docx` says of Word files.
    A file that breaks off is read as far as it goes, with a warning and a note.
    """
    if not source.data.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(_START):
        raise ReadError(
            "This is no RTF: it does not begin as such files do.",
            where=source.name,
            do="Open it in its own program and save it anew.",
        )
    tally = Tally()
    machine = Machine(source.data, source.name, tally)
    tally.add("left out", "marks of footnotes", count=machine.marks)
    if not machine.is_complete:
        tally.add("noticed", "missing ends: the file breaks off before its last brace")
        warn(f"{source.name}: the file breaks off before its end; copy it again if text is missing.")
    title = machine.info.get("title")
    metadata = {
        "author": stated_author(machine.info.get("author")),
        "created": _created(machine.info),
        "keywords": (machine.info.get("keywords") or "").strip(),
    }
    return documents_of_flow(
        machine.flow,
        machine.notes,
        source.name,
        tally,
        title=title,
        language=main_language(languages_of(machine.languages), machine.characters),
        metadata=metadata,
    )


def _created(info: dict[str, str]) -> str | None:
    import datetime as dt

    try:
        day = dt.date(*(int(info.get(part, "0")) for part in ("yr", "mo", "dy")))
    except ValueError:
        return None
    return day.isoformat() if day.year > 1900 else None


def _recognises(source: Source) -> bool:
    return source.head.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(_START)


READER = Reader(
    "rtf",
    "Rich Text (RTF)",
    (".rtf",),
    read_rtf,
    _recognises,
    keeps="headings, lists, quotations, captions, tables, footnotes; title, author, date, language; Nexis articles",
    leaves_out="headers, footers, tables of contents, comments, tracked deletions, hidden text, pictures",
)
