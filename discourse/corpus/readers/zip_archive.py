"""What do the files inside a zip hold? Each goes to the reader of its own format."""

from __future__ import annotations

from pathlib import PurePosixPath

from ...errors import ReadError
from ..document import Document, Unread
from .reader import Reader, Source
from .unpacking import Members, climbs_out

# Files of other programs that are zips as well: one that its own reader does not know is damaged, or of no use.
_PACKED_TOO = frozenset(
    (
        *(".docx", ".docm", ".dotx", ".dotm", ".xlsx", ".xlsm", ".xltx", ".xlsb", ".pptx", ".ppsx"),
        *(".odt", ".ott", ".ods", ".odp", ".epub", ".pages", ".numbers", ".key", ".idml"),
        *(".jar", ".apk", ".kmz", ".whl", ".qdpx", ".nvpx"),
    )
)


def read_zip(source: Source) -> list[Document | Unread]:
    """Return the documents of all files in a zip, in the order of their names.

    A member is called ``"export.zip/a.html"``. Hidden ones (``__MACOSX``, ``.DS_Store``) and links are passed over.
    Archives inside of the archive are opened, those inside of these are not. Nothing is written to disk.

    Raises
    ------
    ReadError
        If the archive is broken or locked with a password, holds a path that leads out of it, or would unpack to more
        than :mod:`discourse.corpus.readers.unpacking` allows.
    """
    from .among_others import opened_archive

    with opened_archive(source) as nesting:
        archive = Members(source.data, source.name, most_bytes=nesting.left)
        outside = next((name for name in archive.names if climbs_out(name)), None)
        if outside is not None:
            raise ReadError(
                f"It holds a path that leads out of it ({outside}); nothing of it was read.",
                where=source.name,
                do="Do not open it, unless you know who made it.",
            )
        if archive.names and all(map(archive.is_encrypted, archive.names)):
            raise ReadError("It is locked with a password.", where=source.name, do="Unpack it with the password first.")
        parts: list[Document | Unread] = []
        for member in sorted(archive.names, key=lambda name: PurePosixPath(name).parts):
            parts += _member(archive, member, source)
            nesting.left -= archive.size(member)
    return parts


def _member(archive: Members, member: str, source: Source) -> list[Document | Unread]:
    from .among_others import HIDDEN, is_hidden, read_among_others
    from .registry import unread_of

    name = f"{source.name}/{_shown(member)}"
    if any(map(is_hidden, PurePosixPath(member).parts)):
        return [Unread(name, HIDDEN, passed_over=True)]
    if archive.is_link(member):
        return [Unread(name, "a link, which is not followed", passed_over=True)]
    try:
        load = lambda: archive.read(member)  # noqa: E731
        return list(read_among_others(name, archive.size(member), load, source.encoding, source.text))
    except ReadError as error:
        return [unread_of(error, name)]


def _shown(member: str) -> str:
    """Return the name of a member with slashes; programs on Macs and Linux write UTF-8 without saying so."""
    name = member.replace("\\", "/")
    try:
        return name if name.isascii() else name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _recognises(source: Source) -> bool:
    return source.head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and source.suffix not in _PACKED_TOO


READER = Reader(
    "zip",
    "zip archive",
    (".zip",),
    read_zip,
    _recognises,
    keeps="the texts of all files in it, each as its own format keeps them",
    leaves_out="hidden files, links, archives inside of archives inside of it",
    has_columns=True,
)
