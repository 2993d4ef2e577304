"""How is a result written so that it is there whole or not at all?"""

import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import DiscourseError

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")


@contextmanager
def atomic(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Write one file whole or not at all.

    Parameters
    ----------
    path : path
        The file to be; its folder is made if it is missing. A file already there stays as it is until the new one is
        complete, and for good if anything goes wrong.

    Yields
    ------
    Path
        A path in the same folder to write to; it takes the place of `path` when the block ends without an error.

    Raises
    ------
    DiscourseError
        The folder cannot be made or written to.

    Examples
    --------
    >>> with atomic("results/table.csv") as part:
    ...     _ = part.write_text("term,count", encoding="utf-8")
    """
    with atomic_files([path]) as parts:
        yield parts[Path(path)]


@contextmanager
def atomic_files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[dict[Path, Path]]:
    """Write several files, all of them or none.

    Yields
    ------
    dict of Path to Path
        For each file the path to write to. A part that the block did not write is an error, and nothing changes.
    """
    targets = [Path(path) for path in paths]
    parts = {target: target.parent / f".{secrets.token_hex(8)}.part" for target in targets}
    for folder in dict.fromkeys(target.parent for target in targets):
        _prepare(folder)
    for target in targets:
        if target.is_dir():
            raise DiscourseError(
                "This is a folder, so no file can be written there.", where=str(target), do="Choose another name."
            )
    try:
        yield parts
        with _named(targets):
            _swap([(part, target) for target, part in parts.items()])
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


@contextmanager
def atomic_folder(path: str | os.PathLike[str], *, overwrite: bool = False) -> Iterator[Path]:
    """Write a folder whole or not at all.

    Parameters
    ----------
    path : path
        The folder to be.
    overwrite : bool, default False
        Whether a folder that is there already is replaced, when the new one is complete.

    Yields
    ------
    Path
        An empty folder beside `path`; it takes its place when the block ends without an error.

    Raises
    ------
    DiscourseError
        There is a folder (not an empty one) or a file already, or nothing can be written there.
    """
    target = Path(path)
    if target.name in ("", ".."):  # the working folder, a root: there is nothing beside them to build in
        target = target.resolve()
    if target.exists() and not target.is_dir():
        raise DiscourseError("There is a file of this name.", where=str(target), do="Choose another folder.")
    if target.exists() and any(target.iterdir()) and not overwrite:
        raise DiscourseError(
            "There is something in this folder already.",
            where=str(target),
            do="Choose another one, or allow it to be replaced.",
        )
    _prepare(target.parent)
    part = target.parent / f".{secrets.token_hex(8)}.part"
    with _named([target]):
        part.mkdir()
    try:
        yield part
        with _named([target]):
            _swap([(part, target)])
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _prepare(folder: Path) -> None:
    with _named([folder]):
        folder.mkdir(parents=True, exist_ok=True)
        # Folders may look writable and not be (network drives, root): only writing tells.
        probe = folder / f".{secrets.token_hex(8)}.part"
        probe.touch()
        probe.unlink()


@contextmanager
def _named(paths: list[Path]) -> Iterator[None]:
    """Turn the system's errors into ours."""
    try:
        yield
    except OSError as error:
        where = str(paths[0] if len(paths) == 1 else paths[0].parent)
        raise DiscourseError(
            f"Nothing can be written here ({error.strerror or error}).", where=where, do="Choose a folder of your own."
        ) from error


def _swap(moves: list[tuple[Path, Path]]) -> None:
    """Put each part in its place; what was there comes back if one of the moves fails."""
    done: list[tuple[Path, Path | None]] = []
    try:
        for part, target in moves:
            if not part.exists():
                raise FileNotFoundError(2, "a part was not written", str(target))
            old = target.parent / f".{secrets.token_hex(8)}.old" if target.exists() else None
            if old is not None:
                os.replace(target, old)
            done.append((target, old))
            os.replace(part, target)
    except BaseException:
        for target, old in reversed(done):
            if old is not None:
                _remove(target)
                os.replace(old, target)
            else:
                _remove(target)
        raise
    for _, old in done:
        if old is not None:
            _remove(old)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def safe_name(title: str, *, otherwise: str = "figure") -> str:
    """Make a file name of a title: it never leaves its folder, and every system takes it.

    Parameters
    ----------
    title : str
        Any text.
    otherwise : str, default "figure"
        The name, where nothing of the title is left.

    Returns
    -------
    str
        Letters, digits, ``-``, ``_`` and inner dots, at most 80 characters and 200 bytes; spaces become ``-``.

    Examples
    --------
    >>> safe_name("../Aleppo: who speaks?")
    'Aleppo-who-speaks'
    """
    text = unicodedata.normalize("NFC", str(title))
    text = "".join(
        character if character.isalnum() or character in "-_." or unicodedata.combining(character) else " "
        for character in text
    )
    text = re.sub(r"\s+", "-", re.sub(r"\.{2,}", ".", text).strip())
    text = re.sub(r"[-.]{2,}", "-", text)[:80]
    while len(text.encode("utf-8", "replace")) > 200:
        text = text[:-1]
    text = text.strip("-. ")
    if not text:
        return otherwise
    return (
        f"{text}-"
        if _RESERVED.fullmatch(text) and "." not in text
        else f"_{text}"
        if _RESERVED.fullmatch(text)
        else text
    )
