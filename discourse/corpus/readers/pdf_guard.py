"""Would a PDF fill the memory once it is unpacked? Asked before PDFium unpacks it."""

from __future__ import annotations

import re
import zlib

from ...errors import ReadError

LIMIT = 64 * 1024 * 1024  # bytes that one packed part of a PDF may hold; PDFium needs twenty times as many to draw it
_PIECE = 1 << 20
_STREAM = re.compile(rb"stream\r?\n")
_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\b")
# Pictures may be large, and are never unpacked for their page's text.
_PICTURE = re.compile(rb"/Subtype\s*/Image|/FontFile")
_BEFORE = 1000


def check_unpacked_size(data: bytes, name: str, limit: int = LIMIT) -> None:
    """Raise a ReadError if a part of a PDF other than a picture unpacks to more than `limit` bytes.

    No more than a megabyte is held at a time. A part that is packed several times over is unpacked as often.
    """
    for match in _STREAM.finditer(data):
        about = data[max(match.start() - _BEFORE, 0) : match.start()]
        about = about[about.rfind(b" obj") + 1 :]
        depth = len(_PACKED.findall(about))
        if depth and not _PICTURE.search(about) and _unpacks_beyond(data, match.end(), min(depth, 4), limit):
            raise ReadError(
                f"One of its parts unpacks to more than {limit // 2**20} MB: it is damaged or a trap.",
                where=name,
                do="Do not open it, unless you know where it comes from; then print it to a new PDF.",
            )


def _unpacks_beyond(data: bytes, start: int, depth: int, limit: int) -> bool:
    end = data.find(b"endstream", start)
    end = len(data) if end < 0 else end
    if depth == 1 and (end - start) * 1040 < limit:
        return False  # the packing makes nothing smaller than a 1,032nd
    unpackers = [zlib.decompressobj() for _ in range(depth)]
    total = 0
    try:
        for at in range(start, end, _PIECE):
            total += _through(unpackers, data[at : min(at + _PIECE, end)], limit - total)
            if total > limit:
                return True
    except zlib.error:
        return False  # damaged: PDFium stops there too
    return False


def _through(unpackers: list[zlib._Decompress], piece: bytes, room: int) -> int:
    """Return how many bytes come out at the end when a piece is put in; not more than a little over `room`."""
    if not unpackers:
        return len(piece)
    total = 0
    while piece and total <= room:
        out = unpackers[0].decompress(piece, _PIECE)
        piece = unpackers[0].unconsumed_tail
        total += _through(unpackers[1:], out, room - total)
        if not out and unpackers[0].eof:
            break
    return total
