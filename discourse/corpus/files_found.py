"""Which files are meant by a path, a folder or a pattern, and what do they hold?"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from glob import has_magic
from pathlib import Path
from typing import Any

from ..errors import ReadError
from .document import Unread
from .readers.among_others import HIDDEN, is_hidden
from .readers.registry import suffixes

#: The largest file that is read, in bytes: reading takes up to six times as much memory.
LARGEST_FILE = 1_000_000_000

_LONGEST_PATH = 4000


@dataclass(frozen=True)
class Found:
    """What a path led to: files to be read, and what lies beside them and is not read.

    `single` tells that one file was named, so that what is wrong with it is an error.
    """

    files: list[Path]
    unread: list[Unread]
    single: bool = False


def found(path: Any) -> Found:
    """Find the files that are meant by a path, folder or pattern, or a list of them, in order, each once.

    A folder is gone through with its folders in the order of names. Hidden files, links to folders, and what is no
    ordinary file (pipes, devices) are passed over and told.

    Raises
    ------
    ReadError
        If `path` is no path, a pattern fits no file, or a folder holds none or cannot be opened.
    """
    given = _paths(path)
    parts = [_one(name) for name in given]
    first: dict[str, Path] = {}
    again = []
    for file in [file for part in parts for file in part.files]:
        if first.setdefault(os.path.realpath(file), file) is not file:
            again.append(Unread(shown(file), "given more than once, and read once", passed_over=True))
    unread = [unread for part in parts for unread in part.unread]
    return Found(list(first.values()), [*unread, *again], len(given) == 1 and parts[0].single)


def file_bytes(file: Path) -> bytes:
    """Return what a file holds.

    Raises
    ------
    ReadError
        If it is not there or not to be opened; if it is a folder, a pipe or a device; if it is larger than
        :data:`LARGEST_FILE`; if it changes while it is read.
    """
    name = shown(file)
    try:
        before = file.stat()
        _check_ordinary(before, name)
        with file.open("rb") as handle:
            data = handle.read(before.st_size + 1)
            after = os.fstat(handle.fileno())
    except FileNotFoundError as error:
        raise ReadError("There is no such file.", where=name, do=_where_to_look(file)) from error
    except OSError as error:
        raise ReadError(
            f"The file cannot be opened ({error.strerror or error}).", where=name, do="Check its permissions."
        ) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise ReadError(
            "The file changed while it was read.", where=name, do="Read it again when nothing writes to it any more."
        )
    return data


def shown(path: str | os.PathLike[str]) -> str:
    r"""Return a path as it can be shown and stored: bytes that are no characters become ``\xe9``."""
    return os.fsencode(Path(path).as_posix()).decode("utf-8", "backslashreplace")


def _check_ordinary(status: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise ReadError("This is a folder.", where=name, do="Give it to discourse.read by itself.")
    if not stat.S_ISREG(status.st_mode):
        raise ReadError(
            "This is a pipe, socket or device, not a file with a text.", where=name, do="Save its content as a file."
        )
    if status.st_size > LARGEST_FILE:
        raise ReadError(
            f"The file has {status.st_size / 1e6:,.0f} MB; at most {LARGEST_FILE / 1e6:,.0f} MB are read, "
            "since a text takes several times its size in memory.",
            where=name,
            do="Divide it into smaller files.",
        )


def _paths(path: Any) -> list[str]:
    given = [path] if isinstance(path, str | os.PathLike) or not isinstance(path, Iterable) else list(path)
    if not given:
        raise ReadError("The list of files is empty.", do="Give at least one path.")
    names = []
    for one in given:
        name = os.fspath(one) if isinstance(one, str | os.PathLike) else None
        if not isinstance(name, str) or not name or "\0" in name:
            raise ReadError(f"{one!r} is no path.", do="Give a file, a folder, a pattern, or a list of them.")
        if "\n" in name or len(name) > _LONGEST_PATH:
            raise ReadError(
                "This looks like a text, not like the path of one.", do="discourse.from_text(text) takes a text itself."
            )
        names.append(name)
    return names


def _one(name: str) -> Found:
    try:
        place = Path(name).expanduser()
        if place.is_dir():
            return _in_folder(place)
        if place.exists() or os.path.lexists(place) or not has_magic(name):
            return Found([place], [], single=True)
        files = [hit for hit in _hits(place) if hit.is_file()]
    except (OSError, ValueError, RuntimeError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"This is no path that can be opened ({error}).", where=name, do="Check it.") from error
    if not files:
        raise ReadError(
            "No file fits this pattern.", where=name, do="Check the folder and the ending; * stands for any characters."
        )
    return Found(files, [])


def _hits(pattern: Path) -> list[Path]:
    """Return what a pattern fits, sorted; hidden names only where the pattern says so, as in a shell.

    Not by `glob`: that one follows links to folders, also those that lead round in circles.
    """
    plain = next(place for place, part in enumerate(pattern.parts) if has_magic(part))
    folder, parts = Path(*pattern.parts[:plain]), list(pattern.parts[plain:])
    parts = [part if part == "**" else part.replace("**", "*") for part in parts]
    if parts[-1] == "**":
        parts.append("*")
    may_hide = any(part.startswith(".") for part in parts)
    hits = (
        hit
        for hit in folder.glob("/".join(parts))
        if may_hide or not any(map(is_hidden, hit.relative_to(folder).parts))
    )
    return sorted(set(hits))


def _in_folder(folder: Path) -> Found:
    entries = list(_walked(folder))
    files = [entry for entry in entries if isinstance(entry, Path)]
    unread = [entry for entry in entries if isinstance(entry, Unread)]
    if not files:
        raise ReadError(
            f"The folder holds no texts{_named(unread)}.",
            where=shown(folder),
            do=f"Texts end in {', '.join(suffixes())}.",
        )
    return Found(files, unread)


def _walked(folder: Path) -> Iterator[Path | Unread]:
    """Yield the files of a folder and its folders in the order of names, and what is passed over."""
    ahead = [folder]
    while ahead:
        path = ahead.pop()
        if path is not folder and is_hidden(path.name):
            yield Unread(shown(path), HIDDEN, passed_over=True)
        elif path is folder or _is(path, stat.S_ISDIR, follow_symlinks=False):
            try:
                ahead += sorted(path.iterdir(), key=lambda entry: entry.name, reverse=True)
            except OSError as error:
                why = f"The folder cannot be opened ({error.strerror or error})."
                yield Unread(shown(path), why, "Check its permissions.")
        elif _is(path, stat.S_ISREG):
            yield path
        else:
            yield Unread(shown(path), _why_no_file(path), passed_over=True)


def _is(path: Path, kind: Callable[[int], bool], *, follow_symlinks: bool = True) -> bool:
    try:
        return kind(path.stat(follow_symlinks=follow_symlinks).st_mode)
    except OSError:
        return False


def _why_no_file(path: Path) -> str:
    if not path.is_symlink():
        return "a pipe, socket or device, not a file with a text"
    return "a link to a folder, which is not followed" if _is(path, stat.S_ISDIR) else "a link that leads to no file"


def _named(unread: Sequence[Unread]) -> str:
    return f" ({len(unread):,} passed over: {unread[0].source}, {unread[0].problem})" if unread else ""


def _where_to_look(file: Path) -> str:
    from difflib import get_close_matches

    try:
        names = [entry.name for entry in file.parent.iterdir()]
    except OSError:
        return f"There is no folder {file.parent} either."
    close = get_close_matches(file.name, names, n=1)
    return f'Is it "{close[0]}"?' if close else f"Check the name; the folder looked in is {file.absolute().parent}."
