"""What must a researcher hear at once, without asking for the reading report? One warning for all files of a kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from ..warn import warn
from .document import Document, Note, Unread
from .encodings import BROKEN, ENCODING, WINDOWS
from .mojibake import GARBLED, LOST, mojibake_notes

_SHOWN = 5
_Part = TypeVar("_Part", Document, Document | Unread)


def examined(parts: Iterable[_Part]) -> list[_Part]:
    """Add to each document what its characters show to have gone wrong before it came here."""
    return [_examined(part) if isinstance(part, Document) else part for part in parts]


def _examined(document: Document) -> Document:
    known = {note.what for note in (*document.notes, *document.file_notes)}
    # Broken bytes were told already, with their line.
    notes = [n for n in mojibake_notes(document.text) if not (n.what == LOST and BROKEN in known)]
    return replace(document, notes=(*document.notes, *notes)) if notes else document


def tell(parts: Iterable[Document | Unread]) -> None:
    """Warn of what was assumed or noticed and may spoil every number: once for all files with the same."""
    names: dict[str, list[str]] = {}
    first: dict[str, Note] = {}
    of_file: tuple[Note, ...] = ()
    for part in parts:
        if not isinstance(part, Document):
            continue
        name = part.file or part.source or part.title
        # What is said of a file stands with each of its texts, and is said once.
        notes = part.notes if part.file_notes is of_file else (*part.file_notes, *part.notes)
        of_file = part.file_notes
        for note in notes:
            if not _sentence(note):
                continue
            listed = names.setdefault(note.what, [])
            if not listed or listed[-1] != name:
                listed.append(name)
            old = first.get(note.what)
            first[note.what] = note if old is None else replace(old, count=old.count + note.count)
    for what, note in first.items():
        warn(alarm(note, names[what]))


def alarm(note: Note, names: Sequence[str]) -> str:
    """Write down the warning about a note and the files that it is about."""
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return f"{', '.join(names[:_SHOWN])}{more}: {_sentence(note)}"


def _sentence(note: Note) -> str:
    count, example = f"{note.count:,}", f" ({note.example})" if note.example else ""
    one = note.count == 1
    if note.what.startswith(ENCODING) and note.action == "assumed":
        encoding = note.what.removeprefix(ENCODING)
        return f"not UTF-8; read as {encoding}. If letters look wrong, say which it is: read(…, encoding=…)."
    if note.what == BROKEN:
        return (
            f"UTF-8 but for {count} broken {'byte, which stands' if one else 'bytes, each of which stands'} as � in "
            f"the text{example}. Get the text anew, or name its encoding: read(…, encoding=…)."
        )
    if note.what == WINDOWS:
        return (
            f"{count} control {'character' if one else 'characters'} where Windows has quotation marks and dashes"
            f'{example}: the encoding is rather "cp1252".'
        )
    if note.what == GARBLED:
        return (
            f"{count} {'place looks' if one else 'places look'} like letters read in a wrong encoding{example}. "
            "Nothing was changed: get the text anew, read it with the right encoding=…, or mend it first (for example "
            "with ftfy)."
        )
    if note.what == LOST:
        return (
            f"{count} {'letter is' if one else 'letters are'} lost: {'it stands' if one else 'they stand'} as � in the "
            f"text{example}. Get the text anew from where it was still whole."
        )
    return ""
