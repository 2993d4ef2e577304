"""What did reading do? File by file: what was read, what was left out, joined or assumed, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from .document import Document, Note, Unread
from .languages import recognise, said_of
from .narrowing import kind_counts, listed

if TYPE_CHECKING:
    from .corpus import Corpus

COLUMNS = ("source", "outcome", "format", "encoding", "language", "documents", "paragraphs", "words", "kinds",
           "left_out", "notes", "problem")  # fmt: skip
READ, PARTLY, NOT_READ = "read", "partly read", "not read"
_PROBLEMS = 5


@dataclass(frozen=True)
class Origin:
    """What reading says of one document, beside its description: its file, and the notes about both."""

    file: str | None = None
    file_notes: tuple[Note, ...] = ()
    notes: tuple[Note, ...] = ()


def report(texts: Corpus | Iterable[Document | Unread], *, paragraphs: str = "auto") -> pd.DataFrame:
    """Say what reading did, one row a file, also those not read.

    Parameters
    ----------
    texts : Corpus, or list of Document and Unread
        What :func:`discourse.corpus.reading.documents_from_bytes` returns serves too, so that a report can be shown
        before texts are taken in.
    paragraphs : {"auto", "blank", "line", "wrapped"}
        As in :func:`discourse.read`, for documents whose paragraphs are to be found.

    Returns
    -------
    pandas.DataFrame
        ``source`` (missing for texts from memory), ``outcome`` (``"read"``, ``"partly read"`` or ``"not read"``),
        ``format``, ``encoding``, ``language`` (``"fr"`` as stated, ``"fr (recognised)"``); how many ``documents``,
        ``paragraphs`` and ``words`` it gave, and ``kinds``, the paragraphs of each kind in words; ``left_out`` and
        ``notes`` (joined, assumed, noticed) in words, with counts and an example; ``problem``, why something was not
        read.

    >>> from discourse import from_text
    >>> report(from_text("It holds.")).loc[0, ["outcome", "kinds"]].tolist()
    ['read', '1 body paragraph']
    """
    from .corpus import Corpus

    if not isinstance(texts, Corpus):
        parts = list(texts)
        if not any(isinstance(part, Document) for part in parts):
            return _frame(_of_unread([part for part in parts if isinstance(part, Unread)]))
        texts = Corpus(parts, paragraphs=paragraphs)
    return _frame([*_of_documents(texts), *_of_unread(texts._unread, _files(texts))])


def origins(documents: Iterable[Document]) -> list[Origin]:
    """Return where each document comes from; one object for all that come from the same place."""
    found: list[Origin] = []
    origin = Origin()
    for one in documents:  # neighbours mostly come from the same file, be they a million
        if not (one.file == origin.file and one.file_notes is origin.file_notes and one.notes is origin.notes):
            origin = Origin(one.file, one.file_notes, one.notes)
        found.append(origin)
    return found


def moved(corpus: Corpus, old: str, new: str) -> Corpus:
    """Return the same corpus as if its file, and what is packed in it, had been read from another place.

    >>> from discourse.corpus.corpus import Corpus
    >>> moved(Corpus([Document("It holds.", source="a.zip/b.txt")]), "a.zip", "copy.zip").documents["source"].tolist()
    ['copy.zip/b.txt']
    """

    def place(name: str | None) -> str | None:
        return new + name[len(old) :] if name is not None and (name + "/").startswith(old + "/") else name

    chosen = corpus._with(range(len(corpus)))
    chosen._described = [{**described, "source": place(described["source"])} for described in corpus._described]
    chosen._origins = [replace(origin, file=place(origin.file)) for origin in corpus._origins]
    chosen._unread = [replace(part, source=place(part.source) or part.source) for part in corpus._unread]
    return chosen


# The table


def _files(corpus: Corpus) -> list[str | None]:
    return [o.file or described["source"] for o, described in zip(corpus._origins, corpus._described, strict=True)]


def _of_documents(corpus: Corpus) -> list[dict[str, Any]]:
    whole = corpus._narrowing.whole if corpus._narrowing else corpus
    codes, files = pd.factorize(np.array(_files(corpus), dtype=object), use_na_sentinel=False)
    table = whole.paragraphs
    by_file = table.groupby(codes[table["doc"].to_numpy()])
    kinds = {int(code): kind_counts(of_one) for code, of_one in by_file["kind"]}
    words = by_file["words"].sum().to_dict()
    members = [np.flatnonzero(codes == code) for code in range(len(files))] if len(files) < 2 else _members(codes)
    problems = _problems(corpus._unread)
    recognise(corpus._described, corpus._texts, corpus._blocks)
    spoken = [row["language"] for row in corpus._described]
    rows = []
    for code, source in enumerate(files):
        found = problems.get(source, [])
        docs = members[code]
        notes = _merged(_notes(corpus._origins, docs))
        rows.append(
            {
                "source": source,
                "outcome": PARTLY if any(not part.passed_over for part in found) else READ,
                "format": _values(corpus, docs, "format"),
                "encoding": _values(corpus, docs, "encoding"),
                "language": ", ".join(dict.fromkeys(filter(None, (said_of(spoken[doc]) for doc in docs)))),
                "documents": len(docs),
                "paragraphs": sum(kinds.get(code, {}).values()),
                "words": int(words.get(code, 0)),
                "kinds": listed(kinds.get(code, {})),
                "left_out": ", ".join(_counted(note) for note in notes if note.action == "left out"),
                "notes": "; ".join(f"{note.action}: {_counted(note)}" for note in notes if note.action != "left out"),
                "problem": _joined(found),
            }
        )
    return rows


def _members(codes: np.ndarray) -> list[np.ndarray]:
    order = np.argsort(codes, kind="stable")
    return np.split(order, np.cumsum(np.bincount(codes))[:-1])


def _of_unread(unread: Sequence[Unread], but: Iterable[str | None] = ()) -> list[dict[str, Any]]:
    elsewhere = set(but)
    rows = [
        {"source": source, "outcome": NOT_READ, "problem": _joined(found), "asked": not found[0].passed_over}
        for source, found in _problems(unread).items()
        if source not in elsewhere
    ]
    return sorted(rows, key=lambda row: not row.pop("asked"))


def _problems(unread: Iterable[Unread]) -> dict[str | None, list[Unread]]:
    found: dict[str | None, list[Unread]] = {}
    for part in unread:
        found.setdefault(part.source, []).append(part)
    return found


def _joined(parts: Sequence[Unread]) -> str:
    shown = [" ".join(filter(None, (part.problem, part.do))) for part in parts[:_PROBLEMS]]
    more = [f"and {len(parts) - _PROBLEMS:,} more"] if len(parts) > _PROBLEMS else []
    return "; ".join([*shown, *more])


def _values(corpus: Corpus, docs: np.ndarray, name: str) -> str:
    return ", ".join(dict.fromkeys(str(v) for doc in docs if (v := corpus._described[doc].get(name)) is not None))


def _notes(origins: Sequence[Origin], docs: np.ndarray) -> Iterable[Note]:
    of_files = {id(origins[doc].file_notes): origins[doc].file_notes for doc in docs}
    for notes in of_files.values():
        yield from notes
    for doc in docs:
        yield from origins[doc].notes


def _merged(notes: Iterable[Note]) -> list[Note]:
    """Add up the notes that say the same."""
    merged: dict[tuple[str, str], Note] = {}
    for note in notes:
        key = (note.action, note.what)
        old = merged.get(key)
        merged[key] = note if old is None else Note(*key, old.count + note.count, old.example or note.example)
    return list(merged.values())


def _counted(note: Note) -> str:
    """Write down a note; what is assumed or noticed once needs no count."""
    if note.count == 1 and note.action in ("assumed", "noticed"):
        return f"{note.what}: “{note.example}”" if note.example else note.what
    count = f"{note.count:,}"
    inside = ", ".join(filter(None, (count, f"such as “{note.example}”" if note.example else "")))
    return f"{note.what} ({inside})"


def _frame(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    numbers = ["documents", "paragraphs", "words"]
    words = [name for name in COLUMNS if name not in (*numbers, "source")]
    empty = {**dict.fromkeys(words, ""), **dict.fromkeys(numbers, 0)}
    frame = pd.DataFrame([{**empty, **row} for row in rows], columns=list(COLUMNS))
    return frame.astype(dict.fromkeys(numbers, "int64"))


# To be kept


def kept(origins: Sequence[Origin], unread: Sequence[Unread]) -> list[dict[str, Any]]:
    """Return what :func:`given` reads: neighbours from the same place together, then what was not read."""
    lines: list[dict[str, Any]] = []
    first = 0
    for origin, run in groupby(origins):
        last = first + sum(1 for _ in run) - 1
        if origin != Origin():
            notes = {"file_notes": _listed(origin.file_notes), "notes": _listed(origin.notes)}
            lines.append({"documents": [first, last], "file": origin.file, **notes})
        first = last + 1
    return lines + [{"unread": [one.source, one.problem, one.do, one.passed_over]} for one in unread]


def given(lines: Sequence[dict[str, Any]], documents: int) -> tuple[list[Origin], list[Unread]]:
    """Return the origins of so many documents, and what was not read."""
    found = [Origin()] * documents
    shared: dict[tuple[Note, ...], tuple[Note, ...]] = {}
    unread = []
    for line in lines:
        if "unread" in line:
            unread.append(Unread(*line["unread"]))
            continue
        first, last = line["documents"]
        file_notes = tuple(Note(*note) for note in line["file_notes"])
        file_notes = shared.setdefault(file_notes, file_notes)
        found[first : last + 1] = [Origin(line["file"], file_notes, tuple(Note(*note) for note in line["notes"]))] * (
            last + 1 - first
        )
    return found, unread


def _listed(notes: Iterable[Note]) -> list[list[Any]]:
    return [[note.action, note.what, note.count, note.example] for note in notes]
