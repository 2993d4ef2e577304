"""What does a file packed with gzip hold? What the file inside of it holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from ...errors import ReadError
from ..document import Document, Unread
from .reader import Reader, Source
from .unpacking import MOST_MEMBER_BYTES, unpacked_gzip

_TAR = b"ustar"
_TAR_AT = 257


def read_gzip(source: Source) -> Sequence[Document | Unread]:
    """Return the documents of the file that is packed in a gzip: ``"speeches.csv.gz/speeches.csv"``.

    Raises
    ------
    ReadError
        If it is broken, would unpack to more than :mod:`discourse.corpus.readers.unpacking` allows, or is a tar.
    """
    from .among_others import opened_archive
    from .registry import documents_of

    with opened_archive(source) as nesting:
        data = unpacked_gzip(source.data, source.name, most_bytes=min(MOST_MEMBER_BYTES, nesting.left))
        nesting.left -= len(data)
        if data[_TAR_AT:].startswith(_TAR):
            raise ReadError("This is a tar archive, which is not opened.", where=source.name, do="Unpack it first.")
        inside = PurePosixPath(source.name).name
        name = inside[:-3] if inside.lower().endswith(".gz") else inside
        return documents_of(Source(f"{source.name}/{name}", data, source.encoding, source.text))


READER = Reader(
    "gz",
    "file packed with gzip",
    (".gz",),
    read_gzip,
    lambda source: source.head.startswith(b"\x1f\x8b"),
    keeps="the text of the file in it, as its own format keeps it",
    leaves_out="tar archives",
    has_columns=True,
)
