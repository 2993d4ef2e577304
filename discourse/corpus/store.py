"""How is a corpus kept? As a folder of plain files that any program can read."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ..errors import ReadError
from ..files import atomic_folder
from .paragraphs import Block

if TYPE_CHECKING:
    from .corpus import Corpus

_FORMAT = 1


def save(corpus: Corpus, folder: Path) -> Path:
    """Write ``corpus.json`` (format, versions), ``documents.json``, ``texts.jsonl`` and ``paragraphs.jsonl``."""
    from .. import __version__

    described = pd.DataFrame(corpus._described, index=pd.RangeIndex(len(corpus), name="doc"))
    with atomic_folder(folder) as new:
        (new / "corpus.json").write_text(
            json.dumps({"format": _FORMAT, "discourse": __version__, "documents": len(corpus)}, indent=1) + "\n",
            encoding="utf-8",
        )
        described.to_json(new / "documents.json", orient="table", force_ascii=False, indent=1, double_precision=15)
        _write_lines(new / "texts.jsonl", corpus._texts)
        _write_lines(
            new / "paragraphs.jsonl",
            [
                {"first": first, "spans": [[b.start, b.end, b.kind] for b in blocks]}
                for first, blocks in zip(corpus._first, corpus._blocks, strict=True)
            ],
        )
    return folder


def load(folder: Path) -> Corpus:
    """Read what :func:`save` wrote, checking each text against its SHA-256."""
    from .corpus import Corpus, Document

    try:
        about = json.loads((folder / "corpus.json").read_text("utf-8"))
        table = pd.read_json(StringIO((folder / "documents.json").read_text("utf-8")), orient="table")
        texts = _read_lines(folder / "texts.jsonl")
        paragraphs = _read_lines(folder / "paragraphs.jsonl")
    except FileNotFoundError as error:
        raise ReadError(
            "This folder is no saved corpus.", where=str(folder), do="Give a folder that corpus.save(folder) wrote."
        ) from error
    except ValueError as error:
        raise ReadError(
            f"The saved corpus is damaged ({error}).", where=str(folder), do="Save it again from the texts."
        ) from error
    if about.get("format") != _FORMAT:
        raise ReadError(
            f"It was saved in format {about.get('format')}, this version reads format {_FORMAT}.",
            where=str(folder),
            do="Update discourse-workbook.",
        )
    if not len(table) == len(texts) == len(paragraphs):
        raise ReadError(
            "The saved corpus is damaged: its files differ in length.",
            where=str(folder),
            do="Save it again from the texts.",
        )
    documents = []
    for row, text, kept in zip(table.to_dict("records"), texts, paragraphs, strict=True):
        sha256 = row.pop("sha256")
        row.pop("characters")
        title, source, language = row.pop("title"), row.pop("source"), row.pop("language")
        blocks = tuple(Block(*span) for span in kept["spans"])
        documents.append(Document(text, title, _text_or_none(source), _text_or_none(language), row, blocks))
        _check_sum(text, sha256, title, folder)
    corpus = Corpus(documents)
    corpus._first = [kept["first"] for kept in paragraphs]
    return corpus


def _check_sum(text: str, expected: str, title: str, folder: Path) -> None:
    from hashlib import sha256

    if sha256(text.encode("utf-8")).hexdigest() != expected:
        raise ReadError(
            f'The text of "{title}" was changed since it was saved.',
            where=str(folder),
            do="Save the corpus again from the texts.",
        )


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _write_lines(file: Path, rows: list) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as handle:
        handle.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _read_lines(file: Path) -> list:
    return [json.loads(line) for line in file.read_text("utf-8").split("\n") if line]
