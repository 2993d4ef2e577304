"""What is inside a zip, and is it safe to take out? Nothing is unpacked before its size is known to be bearable."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from ...errors import ReadError

MOST_MEMBERS = 50_000
MOST_BYTES = 2 * 1024**3
MOST_MEMBER_BYTES = 512 * 1024**2
# Text packs ten to thirty times; a bomb a thousand times. Small members may pack as well as they like.
MOST_RATIO = 200
_SMALL = 16 * 1024**2
_SLICE = 1 << 20
_ENTRY = b"PK\x01\x02"
# Of the others Python unpacks a slice whole before it says how large it is.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Members:
    """The files inside a zip, each read only when it is asked for.

    Parameters
    ----------
    data : bytes
        The whole archive.
    name : str
        The file as the researcher named it; stands in errors.
    most_members, most_bytes, most_member_bytes : int
        Limits on the number of members, on all of them unpacked, and on one of them unpacked.
    wanted : function, optional
        Tells by its name whether a member will ever be asked for; the limits on sizes leave the others out, since
        they are never unpacked (the pictures of a Word file).

    Raises
    ------
    ReadError
        If it is no zip or a broken one, if it has more members than allowed, or if unpacking it would take more
        than allowed, going by what the archive says of itself. What it says is held against what comes out when a
        member is read, so that an archive cannot lie.
    """

    def __init__(
        self,
        data: bytes,
        name: str,
        *,
        most_members: int = MOST_MEMBERS,
        most_bytes: int = MOST_BYTES,
        most_member_bytes: int = MOST_MEMBER_BYTES,
        wanted: Callable[[str], bool] | None = None,
    ) -> None:
        self._name, self._most_member = name, most_member_bytes
        self._read_so_far, self._most = 0, most_bytes
        if (said := data.count(_ENTRY)) > most_members:  # before a list of them is made
            raise self._too_many(said, most_members)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        except Exception as error:  # besides BadZipFile, a broken list raises IndexError, struct.error, ValueError …
            raise self._broken(f"{type(error).__name__}: {error}") from error
        asked = [entry for entry in entries if wanted is None or wanted(entry.filename)]
        total = sum(entry.file_size for entry in asked)
        for entry in asked:
            if entry.file_size > most_member_bytes or (
                entry.file_size > _SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1)
            ):
                raise self._bomb(entry.filename, entry.file_size)
        if total > most_bytes or (total > _SMALL and total > MOST_RATIO * max(len(data), 1)):
            raise self._bomb(None, total)
        # Two members of one name: the last one counts, as in every program that unpacks.
        self._entries = {entry.filename: entry for entry in entries}

    @property
    def names(self) -> list[str]:
        """The names of all members, in the order of the archive; folders are left out."""
        return list(self._entries)

    def __contains__(self, member: str) -> bool:
        return member in self._entries

    def size(self, member: str) -> int:
        """Return how many bytes a member has unpacked, as the archive says."""
        return self._entries[member].file_size

    def is_encrypted(self, member: str) -> bool:
        """Tell whether a password is needed to read a member."""
        return bool(self._entries[member].flag_bits & 0x1)

    def is_link(self, member: str) -> bool:
        """Tell whether a member is a symbolic link, which only says where else to look."""
        return stat.S_ISLNK(self._entries[member].external_attr >> 16)

    def read(self, member: str) -> bytes:
        """Unpack one member into memory.

        Raises
        ------
        ReadError
            If it is not there, needs a password, is broken, packed in a way Python does not know, or bigger than
            the archive said.
        """
        where = f"{self._name}/{member}"
        entry = self._entries.get(member)
        if entry is None:
            raise ReadError(f"There is no {member} in it.", where=self._name, do="Check that the file is complete.")
        if self.is_encrypted(member):
            raise ReadError("It is locked with a password.", where=where, do="Unpack it with the password first.")
        if entry.compress_type not in _METHODS:
            raise ReadError(
                f"It is packed in a way that is seldom used (method {entry.compress_type}) and not read here.",
                where=where,
                do="Unpack it yourself first.",
            )
        pieces, size = [], 0
        try:
            with self._zip.open(entry) as stream:
                while piece := stream.read(_SLICE):
                    size += len(piece)
                    if size > min(self._most_member, max(entry.file_size, 0)):
                        raise self._bomb(member, size)
                    pieces.append(piece)
        except ReadError:
            raise
        except Exception as error:
            raise self._broken(f"{member}: {type(error).__name__} {error}") from error
        self._read_so_far += size
        if self._read_so_far > self._most:
            raise self._bomb(None, self._read_so_far)
        return b"".join(pieces)

    def _broken(self, why: str) -> ReadError:
        return ReadError(
            f"The archive is broken or incomplete ({why[:200] or 'no reason given'}).",
            where=self._name,
            do="Copy or download it again.",
        )

    def _too_many(self, count: int, most: int) -> ReadError:
        return ReadError(
            f"It holds {count:,} files; at most {most:,} are unpacked.",
            where=self._name,
            do="Unpack it yourself and read the folder.",
        )

    def _bomb(self, member: str | None, size: int) -> ReadError:
        return _bomb(f"{self._name}/{member}" if member else self._name, size)


def climbs_out(member: str) -> bool:
    """Tell whether the name of a member points outside the folder it would be unpacked to.

    >>> [climbs_out(name) for name in ("a/b.txt", "../b.txt", "/etc/b.txt", "C:\\\\b.txt")]
    [False, True, True, True]
    """
    path = member.replace("\\", "/")
    drive = len(path) > 1 and path[1] == ":"
    return path.startswith("/") or drive or ".." in PurePosixPath(path).parts or "\0" in path


def unpacked_gzip(data: bytes, name: str, *, most_bytes: int = MOST_MEMBER_BYTES) -> bytes:
    """Unpack a gzip file, of one stream or several.

    It is unpacked twice, the first time only to learn its size: what a gzip says of its size need not be true.

    Raises
    ------
    ReadError
        If it is broken, or would take more than allowed.
    """
    try:
        size = 0
        for piece in _gunzipped(data):
            size += len(piece)
            if size > most_bytes or (size > _SMALL and size > MOST_RATIO * len(data)):
                raise _bomb(name, size)
        return b"".join(_gunzipped(data))
    except (zlib.error, EOFError) as error:
        raise ReadError(
            f"The file is broken or incomplete ({error}).", where=name, do="Copy or download it again."
        ) from error


def _gunzipped(data: bytes) -> Iterator[bytes]:
    view, at = memoryview(data), 0
    while at < len(data):
        stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        while not stream.eof:
            packed = stream.unconsumed_tail or view[at : at + _SLICE]
            at += 0 if stream.unconsumed_tail else len(packed)
            if not packed:
                raise EOFError("it ends too early")
            if piece := stream.decompress(packed, _SLICE):
                yield piece
        at -= len(stream.unused_data)
        while at < len(data) and not data[at]:  # zeros may fill up the last block
            at += 1


def _bomb(where: str, size: int) -> ReadError:
    return ReadError(
        f"Unpacked it would take {size / 1e6:,.0f} MB or more: too much, or more than any text packs to.",
        where=where,
        do="If you trust it, unpack it yourself and read what is inside.",
    )
