"""What does a reader hand over? One text, what is known about it, and what was done to get it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from .paragraphs import Block, is_blank

# What the corpus itself says of every text.
COLUMNS = ("title", "source", "language", "sha256", "characters", "words")
_TAKEN = frozenset((*COLUMNS, "doc", "format", "encoding"))


@dataclass(frozen=True)
class Note:
    """One thing that reading did, for the reading report.

    `action` is ``"left out"``, ``"joined"``, ``"assumed"`` or ``"noticed"``; `what` says of what, in a few plain
    words in the plural (``"page numbers"``); `count` how many there were; `example` shows one of them.
    """

    action: str
    what: str
    count: int = 1
    example: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One text as a reader hands it over.

    `blocks` are its paragraphs where the format tells them; ``None`` leaves them to be found. `notes` say what
    reading left out, joined, assumed or noticed in this text, `file_notes` in its file as a whole: these are the same
    for every document of the file and are counted once. `file` is the file it was read from, where `source` is what a
    table says.
    """

    text: str
    title: str = "untitled"
    source: str | None = None
    language: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    blocks: tuple[Block, ...] | None = None
    notes: tuple[Note, ...] = ()
    file_notes: tuple[Note, ...] = ()
    file: str | None = None


@dataclass(frozen=True)
class Unread:
    """A file, or a part of one, that could not be read: a member of an archive, a line of a table.

    A reader hands it over among its documents where the rest can be read. `source` is the file as
    :class:`Document` has it (one that has documents too counts as partly read), `problem` what is wrong, `do` what to
    do about it. `passed_over` marks what nobody asked for: hidden files, pictures beside the texts.
    """

    source: str
    problem: str
    do: str = ""
    passed_over: bool = False


def document_of_parts(
    parts: Iterable[tuple[str, str]],
    name: str,
    *,
    title: Any = None,
    language: Any = None,
    metadata: dict[str, Any] | None = None,
    notes: Iterable[Note] = (),
) -> Document | None:
    """Put a document together from its paragraphs, in reading order.

    Parameters
    ----------
    parts : iterable of (kind, text)
        Kinds as :data:`discourse.corpus.paragraphs.KINDS` has them. White space at either end of a text is
        dropped, and so are texts with nothing to be seen in them; a line end inside a text stays.
    name : str
        The file's name; the title where the file states none and has no heading.
    title, language : str, optional
        What the file states.
    metadata : dict, optional
        What else the file states: ``author``, ``date`` … Dates are kept as ISO 8601 text, as exact as they are
        known (``"2016-02-01"``, ``"2016-02"``), so that they sort whatever format they come from. Empty values are
        dropped; a name that the corpus fills itself gets ``stated_`` before it (``stated_source``).
    notes : iterable of Note

    Returns
    -------
    Document or None
        None if no part holds anything to be seen. Blank lines separate its paragraphs.
    """
    kept = [(kind, part.strip()) for kind, part in parts if not is_blank(part)]
    if not kept:
        return None
    blocks, start = [], 0
    for kind, part in kept:
        blocks.append(Block(start, start + len(part), kind))
        start += len(part) + len("\n\n")
    heading = next((part for kind, part in kept if kind in ("title", "heading")), None)
    stated = " ".join(str(title or heading or "").split())
    described = {
        f"stated_{key}" if key in _TAKEN else str(key): value.isoformat() if isinstance(value, dt.date) else value
        for key, value in (metadata or {}).items()
        if value is not None and value != ""
    }
    return Document(
        "\n\n".join(part for _, part in kept),
        stated or PurePath(name).stem or name,
        None,
        str(language) if language else None,
        described,
        tuple(blocks),
        tuple(notes),
    )
