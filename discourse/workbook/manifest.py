"""What lies in the folder of a result, and is it a result at all? The manifest names every file with its SHA-256."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
_MADE_BY = "discourse-workbook"


def write_manifest(folder: Path, about: dict[str, Any]) -> None:
    """Write the manifest of a folder: what `about` says, and every other file with its SHA-256; no times, no places."""
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in _names(folder)}
    manifest = {"made_by": _MADE_BY, **about, "files": files}
    written = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    (folder / MANIFEST).write_bytes(written.encode("utf-8"))


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read the manifest of a folder; empty if it has none of ours."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    ours = isinstance(manifest, dict) and manifest.get("made_by") == _MADE_BY
    return manifest if ours else {}


def is_result(folder: Path) -> bool:
    """Tell whether a folder holds what ``discourse run`` has left."""
    return bool(read_manifest(folder))


def strangers(folder: Path) -> list[str]:
    """Return the files of a result folder that are no part of the result; hidden ones are nobody's work."""
    known = {MANIFEST, *read_manifest(folder).get("files", {})}
    hidden = [name for name in _names(folder) if any(part.startswith(".") for part in name.split("/"))]
    return [name for name in _names(folder) if name not in known and name not in hidden]


def _names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
