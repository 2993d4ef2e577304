"""How is a corpus kept? As a folder of plain files that any program can read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..errors import DiscourseError, ReadError
from ..files import atomic_folder
from .document import Document, Unread
from .languages import Recognised, recognise
from .narrowing import Narrowing
from .paragraphs import Block
from .report import given as given_origins
from .report import kept as kept_origins

if TYPE_CHECKING:
    from .corpus import Corpus

_FORMAT = 1
_ABOUT = "corpus.json"
_DOCUMENTS, _TEXTS, _PARAGRAPHS = "documents.jsonl", "texts.jsonl", "paragraphs.jsonl"
_REPORT = "report.jsonl"
_COMPUTED = ("title", "source", "language", "sha256", "characters")


def save(corpus: Corpus, folder: Path, *, overwrite: bool = False) -> Path:
    """Write ``corpus.json`` (format, versions, what is kept) and, a line a document, descriptions, texts, blocks."""
    from .. import __version__

    _check_replaceable(folder, overwrite)
    narrowing = corpus._narrowing or Narrowing(corpus)
    whole = narrowing.whole
    about = {
        "format": _FORMAT, "discourse": __version__, "documents": len(corpus), "part": narrowing.span,
        "kinds": narrowing.kinds,
    }  # fmt: skip
    recognise(whole._described, whole._texts, whole._blocks)
    described = [{name: _kept(value, name, row["title"]) for name, value in row.items()} for row in whole._described]
    with atomic_folder(folder, overwrite=overwrite) as new:
        (new / _ABOUT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
        _write_lines(new / _DOCUMENTS, described)
        _write_lines(new / _TEXTS, whole._texts)
        _write_lines(new / _PARAGRAPHS, ([[b.start, b.end, b.kind] for b in blocks] for blocks in whole._blocks))
        _write_lines(new / _REPORT, kept_origins(corpus._origins, corpus._unread))
    return folder


def load(folder: Path) -> Corpus:
    """Read what :func:`save` wrote, checking each text against its SHA-256."""
    from .corpus import Corpus

    about = _about(folder)
    try:
        described, texts, blocks = (_read_lines(folder / name) for name in (_DOCUMENTS, _TEXTS, _PARAGRAPHS))
        # Corpora were saved without a report at first.
        lines = _read_lines(folder / _REPORT) if (folder / _REPORT).exists() else []
        origins, unread = given_origins(lines, len(texts))
        documents: list[Document | Unread] = []
        for row, text, spans, origin in zip(described, texts, blocks, origins, strict=True):
            given = {name: _given(value) for name, value in row.items()}
            title, source, language, sha256, _ = (given.pop(name) for name in _COMPUTED)
            paragraphs = tuple(Block(start, end, kind) for start, end, kind in spans)
            reading = (origin.notes, origin.file_notes, origin.file)
            documents.append(Document(text, title, source, language, given, paragraphs, *reading))
            _check_sum(text, sha256, title, folder)
        corpus = Corpus([*documents, *unread])
        if about.get("kinds") is not None:
            corpus = corpus._of_kinds(tuple(map(str, about["kinds"])))
        return corpus.part(*about["part"]) if about["part"] else corpus
    except ReadError:
        raise
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ReadError(
            f"The saved corpus is damaged ({type(error).__name__}: {error}).",
            where=str(folder),
            do="Save it again from the texts.",
        ) from error


def _about(folder: Path) -> dict[str, Any]:
    try:
        about = json.loads((folder / _ABOUT).read_text("utf-8"))
        form = about["format"]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ReadError(
            "This is no folder with a saved corpus.",
            where=str(folder),
            do="Give a folder that corpus.save(folder) wrote; discourse.read reads texts.",
        ) from error
    if form != _FORMAT:
        raise ReadError(
            f"It was saved in format {form}, this version reads format {_FORMAT}.",
            where=str(folder),
            do="Update discourse-workbook.",
        )
    return about


def _check_replaceable(folder: Path, overwrite: bool) -> None:
    """Let a saved corpus be replaced on request, and nothing else that is in the way."""
    if not folder.is_dir() or not any(folder.iterdir()):
        return
    others = sorted({entry.name for entry in folder.iterdir()} - {_ABOUT, _DOCUMENTS, _TEXTS, _PARAGRAPHS, _REPORT})
    if others or not (folder / _ABOUT).is_file():
        shown = ", ".join(others[:5]) + (", …" if len(others) > 5 else "")
        raise DiscourseError(
            f"The folder holds more than a saved corpus ({shown or 'no ' + _ABOUT}); nothing was written.",
            where=str(folder),
            do="Give a folder that is not there yet.",
        )
    if not overwrite:
        raise DiscourseError(
            "There is a saved corpus in this folder already; nothing was written.",
            where=str(folder),
            do="Give another folder, or save(…, overwrite=True) to replace it.",
        )


def _check_sum(text: str, expected: str, title: str, folder: Path) -> None:
    from hashlib import sha256

    if sha256(text.encode("utf-8")).hexdigest() != expected:
        raise ReadError(
            f'The text of "{title}" was changed since it was saved.',
            where=str(folder),
            do="Save the corpus again from the texts.",
        )


def _kept(value: Any, name: str, title: str) -> Any:
    """Return a value as JSON has it; what JSON has no word for becomes ``{"kind": value}``."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, Recognised):
        return {"recognised": str(value)}
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if np.isfinite(value) else {"number": str(value)}
    if value is pd.NaT or value is pd.NA:
        return {"missing": str(value)}
    if isinstance(value, dt.datetime):
        return {"time" if isinstance(value, pd.Timestamp) else "datetime": value.isoformat()}
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    if isinstance(value, list | tuple):
        return [_kept(item, name, title) for item in value]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {"table": {key: _kept(item, name, title) for key, item in value.items()}}
    raise DiscourseError(
        f'The metadata "{name}" holds a {type(value).__name__}, which cannot be kept in a file.',
        where=title,
        do="Turn it into text, a number, a date, or a list of these.",
    )


def _given(value: Any) -> Any:
    if isinstance(value, list):
        return [_given(item) for item in value]
    if not isinstance(value, dict):
        return value
    [(kind, held)] = value.items()
    if kind == "table":
        return {key: _given(item) for key, item in held.items()}
    return _KINDS[kind](held)


_KINDS: dict[str, Any] = {
    "number": float,
    "recognised": Recognised,
    "missing": {"NaT": pd.NaT, "<NA>": pd.NA}.__getitem__,
    "time": pd.Timestamp,
    "datetime": dt.datetime.fromisoformat,
    "date": dt.date.fromisoformat,
}


def _write_lines(file: Path, rows: Iterable[Any]) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as handle:
        handle.writelines(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in rows)


def _read_lines(file: Path) -> list[Any]:
    # Not splitlines: U+2028 and its like stand inside the texts.
    return [json.loads(line) for line in file.read_text("utf-8").split("\n") if line]
