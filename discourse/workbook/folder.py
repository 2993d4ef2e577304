"""How do the notebooks come into a researcher's folder without ever touching what the researcher wrote there?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import DiscourseError
from ..files import atomic
from ..shipped import shipped

#: What was put into the folder and how it looked then: path -> digest.
RECORD = ".discourse-workbook.json"


@dataclass
class Placed:
    """What happened to the files of a folder; paths are relative to it."""

    folder: Path
    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    #: changed by the researcher, with where the newer version was put
    kept: dict[str, str] = field(default_factory=dict)


def place_files(folder: Path) -> Placed:
    """Put the notebooks, sample texts and codebooks into a folder.

    Parameters
    ----------
    folder : Path
        Made if it is not there.

    Returns
    -------
    Placed
        Files that were missing are put there; files that nobody changed are brought up to date; a file the
        researcher changed is kept as it is, and a version newer than the one it was made from is put beside it.

    Raises
    ------
    DiscourseError
        The folder cannot be made or written to.
    """
    if folder.exists() and not folder.is_dir():
        raise DiscourseError("There is a file of this name.", where=str(folder), do="Name another folder.")
    record = _read_record(folder)
    placed = Placed(folder)
    for name, source in _shipped_files():
        content = source.read_bytes()
        state = digest(name, content)
        before = record.get(name)
        there = _digest_of(folder, name)
        if there is None:
            _write(folder / name, content)
            placed.new.append(name)
        elif there != state and there == before:
            _write(folder / name, content)
            placed.updated.append(name)
        elif there != state and state != before:
            beside = _put_beside(folder, name, content, state, record)
            if beside:
                placed.kept[name] = beside
        record[name] = state
    _write(folder / RECORD, (json.dumps(record, indent=1, sort_keys=True) + "\n").encode())
    return placed


def digest(name: str, content: bytes) -> str:
    """Return what two versions of a file share exactly if nobody wrote anything into it.

    A notebook that was opened and saved differs in bytes from the one that was put there, but not in its cells and
    their results; those count.
    """
    if name.endswith(".ipynb"):
        try:
            cells = json.loads(content)["cells"]
            kept = [[cell["cell_type"], "".join(cell["source"]), cell.get("outputs", [])] for cell in cells]
            content = json.dumps(kept, sort_keys=True).encode()
        except (ValueError, KeyError, TypeError):
            pass  # no longer a notebook: then its bytes count
    return hashlib.sha256(content).hexdigest()


def _shipped_files() -> Iterator[tuple[str, Path]]:
    """Yield each file with its path in the folder: notebooks at its top, then texts/, formats/ and codebooks/."""
    for source, below, pattern in (
        ("notebooks", "", "*.ipynb"),
        ("data/texts", "texts/", "*.txt"),
        ("data/formats", "formats/", "*.*"),
        ("data/codebooks", "codebooks/", "*.toml"),
    ):
        for file in sorted(shipped(source).glob(pattern)):
            yield f"{below}{file.name}", file


def _put_beside(folder: Path, name: str, content: bytes, state: str, record: dict[str, str]) -> str | None:
    """Put the newer version of a changed file beside it, under a name that takes nothing away from anyone."""
    path = Path(name)
    number = 1
    while True:
        beside = path.with_name(f"{path.stem}.new{number if number > 1 else ''}{path.suffix}").as_posix()
        there = _digest_of(folder, beside)
        if there == state:
            return None  # it was put there before
        if there is None or there == record.get(beside):
            _write(folder / beside, content)
            record[beside] = state
            return beside
        number += 1


def _digest_of(folder: Path, name: str) -> str | None:
    path = folder / name
    try:
        return digest(name, path.read_bytes()) if path.exists() else None
    except OSError as error:
        raise DiscourseError(
            f"This cannot be read ({error.strerror}).",
            where=str(path),
            do="Check its permissions, or name another folder.",
        ) from error


def _read_record(folder: Path) -> dict[str, str]:
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return {str(name): str(value) for name, value in record.items()}
    except (OSError, ValueError, AttributeError):
        return {}  # without it every file counts as changed, and none is overwritten


def _write(path: Path, content: bytes) -> None:
    with atomic(path) as part:
        part.write_bytes(content)
