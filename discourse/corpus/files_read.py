"""What do these files hold, and which of them cannot be read? One bad file among many stops nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from ..errors import ReadError
from ..progress import progress
from ..warn import warn
from .document import Document, Note, Unread
from .files_found import Found, file_bytes, shown
from .readers.among_others import HIDDEN, read_among_others
from .readers.reader import Source
from .readers.registry import documents_of, none_read, unread_of

ERRORS = ("report", "raise")
_SHOWN = 5


def check_errors(errors: str) -> None:
    """Raise a ReadError if there is no such way to deal with files that cannot be read."""
    if errors not in ERRORS:
        raise ReadError(f'errors="{errors}" is no way to go on.', do=f"Choose one of {', '.join(ERRORS)}.")


def read_files(
    files: Found, where: str, *, encoding: str | None = None, text: str | None = None, errors: str = "report"
) -> list[Document | Unread]:
    """Read the files that were found, in their order, and tell what cannot be read in one warning at the end.

    Parameters
    ----------
    files : Found
    where : str
        The folder, pattern or list they were found by, for the error that nothing of it can be read.
    encoding, text : str, optional
        As :class:`Source` has them.
    errors : {"report", "raise"}

    Raises
    ------
    ReadError
        If there is one file only, or ``errors="raise"``, and something of it cannot be read; or if nothing can.
    """
    _raise_wanted(files.unread, errors)
    parts: list[Document | Unread] = []
    contents: dict[bytes, list[str]] = {}
    for file in progress(files.files, "Reading texts"):
        try:
            new = _parts(file, contents, encoding, text, files.single)
        except ReadError as error:
            if files.single or errors == "raise":
                raise
            new = [unread_of(error, shown(file))]
        _raise_wanted(new, errors)
        parts += new
    parts += files.unread
    unread = [part for part in parts if isinstance(part, Unread)]
    if len(unread) == len(parts):
        raise none_read(unread, where)
    _tell(unread, len(files.files))
    if twins := [f"{name} (as {names[0]})" for names in contents.values() for name in names[1:]]:
        warn(f"The same content under another name, read again: {shortened(twins)}.")
    return parts


def _parts(
    file: Path, contents: dict[bytes, list[str]], encoding: str | None, text: str | None, single: bool
) -> Sequence[Document | Unread]:
    """Read a file, and note which files that were read had the same content."""
    name = shown(file)
    if single:
        return documents_of(Source(name, file_bytes(file), encoding, text))
    loaded: list[bytes] = []

    def load() -> bytes:
        loaded.append(file_bytes(file))
        return loaded[0]

    parts = read_among_others(name, _size(file), load, encoding, text)
    if not any(isinstance(part, Document) for part in parts):
        return parts
    same = contents.setdefault(blake2b(loaded[0], digest_size=16).digest(), [])
    same.append(name)
    return parts if len(same) == 1 else _noticed(parts, Note("noticed", _TWINS, 1, same[0]))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0  # reading it says what is wrong


def _noticed(parts: Sequence[Document | Unread], note: Note) -> list[Document | Unread]:
    """Add a note about their file to all documents; those of an archive stand in files of their own."""
    made: dict[int, tuple[Note, ...]] = {}
    return [
        replace(part, file_notes=made.setdefault(id(part.file_notes), (*part.file_notes, note)))
        if isinstance(part, Document)
        else part
        for part in parts
    ]


_TWINS = "files read before with the same content"


def _raise_wanted(parts: Iterable[Document | Unread], errors: str) -> None:
    for part in parts:
        if errors == "raise" and isinstance(part, Unread) and not part.passed_over:
            raise ReadError(part.problem, where=part.source, do=part.do)


def _tell(unread: Sequence[Unread], files: int) -> None:
    bad = [f"{part.source} ({part.problem.rstrip('.')})" for part in unread if not part.passed_over]
    if bad:
        of = f"Of {files:,} files, not read" if files > 1 else "Not read"
        warn(f"{of}: {shortened(bad)}. See corpus.report().")
    why: dict[str, list[str]] = {}
    for part in unread:
        if part.passed_over and part.problem != HIDDEN:
            why.setdefault(part.problem, []).append(part.source)
    if why:
        warn(f"Passed over: {'; '.join(f'{reason}: {shortened(names)}' for reason, names in why.items())}.")


def shortened(names: Sequence[str]) -> str:
    """List the first few."""
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else "")
