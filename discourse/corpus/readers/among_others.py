"""How is a file read that nobody named, among the others of a folder or an archive?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from ...errors import ReadError
from ..document import Document, Unread
from .reader import Source
from .registry import documents_of, is_known, suffixes
from .unpacking import MOST_BYTES

#: Why a hidden file is passed over; so many of these are made by programs that no warning names them.
HIDDEN = "hidden"

#: The largest file that is opened to see what it is, in bytes, where its ending does not tell.
LARGEST_UNKNOWN = 50_000_000

#: An archive may hold archives, and these hold texts only.
DEEPEST = 1

_MADE_BY_SYSTEMS = ("__MACOSX", "Thumbs.db", "desktop.ini")


def is_hidden(name: str) -> bool:
    """Tell whether a file or folder is hidden, as programs make many beside the texts.

    >>> [is_hidden(name) for name in (".DS_Store", "__MACOSX", "a.txt")]
    [True, True, False]
    """
    return name.startswith(".") or name in _MADE_BY_SYSTEMS


def read_among_others(
    name: str, size: int, load: Callable[[], bytes], encoding: str | None = None, text: str | None = None
) -> Sequence[Document | Unread]:
    """Read a file if it is of a kind that is read; what is of another kind was hardly meant.

    Parameters
    ----------
    name : str
    size : int
        In bytes; a large file of unknown kind is not loaded.
    load : function
        Returns its bytes.
    encoding, text : str, optional
        As :class:`Source` has them.

    Raises
    ------
    ReadError
        If it is of a kind that is read, and cannot be.
    """
    suffix = PurePosixPath(name).suffix.lower()
    is_unknown = suffix != "" and suffix not in suffixes()
    if is_unknown and size > LARGEST_UNKNOWN:
        return [_of_other_kind(name, suffix)]
    source = Source(name, load(), encoding, text)
    if is_unknown and not is_known(source):
        return [_of_other_kind(name, suffix)]
    return documents_of(source)


def _of_other_kind(name: str, suffix: str) -> Unread:
    return Unread(name, f"files of the kind {suffix} are not read", passed_over=True)


@dataclass
class Nesting:
    """How deep in archives we are, and how many bytes may still be unpacked."""

    depth: int = 0
    left: int = field(default_factory=lambda: MOST_BYTES)


_NOW: ContextVar[Nesting | None] = ContextVar("nesting", default=None)


@contextmanager
def opened_archive(source: Source) -> Iterator[Nesting]:
    """Note that an archive is open while its members are read.

    Raises
    ------
    ReadError
        If it lies in too many others.
    """
    outer = _NOW.get()
    inner = Nesting(outer.depth + 1, outer.left) if outer else Nesting()
    if inner.depth > DEEPEST:
        raise ReadError(
            "An archive inside of an archive inside of an archive is not opened.",
            where=source.name,
            do="Unpack it, and read the folder.",
        )
    before = _NOW.set(inner)
    try:
        yield inner
    finally:
        _NOW.reset(before)
        if outer:
            outer.left = inner.left
