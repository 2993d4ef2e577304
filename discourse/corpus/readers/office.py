"""How does what a word processor's file holds become documents? The same way for Word, OpenDocument and RTF."""

from __future__ import annotations

import re
from typing import Any

from ...errors import ReadError
from ..document import Document, document_of_parts
from .flow import Flow, Paragraph, Row, parts_of_flow, seen
from .press_factiva import factiva_documents
from .press_nexis import nexis_documents
from .tally import Tally

# What programs write into the properties when nobody filled them in.
_NO_TITLE = re.compile(
    r"(microsoft word|untitled|unbenannt|sans (nom|titre)|sin título|document|dokument|documento)\W*\d*\W*(\.\w{2,4})?"
    r"|.*\.(docx?|docm|odt|rtf|txt|wpd|html?|indd|qxd)|microsoft word - .*|word document|powerpoint presentation",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(microsoft office|windows|office|default|authorized|local|test|home|mac|lab|guest)?[\s-]*"
    r"(user|admin|administrator|benutzer|anwender|utilisateur|usuario|utente|owner|author|unknown|guest|pc|dell|hp)\d*"
    r"|python-docx|docx4j|apache poi|.*\bword processor\b|none|n/?a",
    re.IGNORECASE,
)
_WORDS_OF_PROSE = 60


def documents_of_flow(
    flow: Flow,
    footnotes: list[str],
    name: str,
    tally: Tally,
    *,
    title: str | None = None,
    language: str | None = None,
    metadata: dict[str, Any] | None = None,
) -> list[Document]:
    """Make documents of what was found in one file: several if it is an export of a newspaper database.

    Parameters
    ----------
    flow : list
        Paragraphs and rows, in reading order.
    footnotes : list of str
        Footnotes and endnotes, in the order of their marks; their paragraphs follow the text.
    name : str
        The file.
    tally : Tally
        What was left out so far.
    title, language, metadata
        What the properties of the file state.

    Raises
    ------
    ReadError
        If there is nothing in it to be read.
    """
    articles = factiva_documents(flow, name, tally.notes()) if not footnotes else None
    if articles is None and not footnotes:  # an article in a database has none
        articles = nexis_documents(list(parts_of_flow(flow)), name, tally.notes())
    if articles:
        return articles
    _note_layout(flow, tally)
    parts = [*parts_of_flow(flow), *(("footnote", note) for note in footnotes)]
    stated = next((text for kind, text in parts if kind == "title" and seen(text)), None)
    title = stated or (None if title is None or _NO_TITLE.fullmatch(title.strip()) else title)
    document = document_of_parts(
        parts, name, title=title, language=language, metadata=metadata, notes=tally.notes()
    )  # fmt: skip
    if document is None:
        if any(note.what == "pictures" for note in tally.notes()):
            raise ReadError(
                "It holds pictures and no text.",
                where=name,
                do="If they are pictures of pages, run text recognition (OCR) first.",
            )
        raise ReadError("There is no text in it.", where=name, do="Check that the right file was saved.")
    return [document]


def stated_author(author: str | None) -> str | None:
    """Return the author that the properties of a file state; None for what programs put there by themselves.

    >>> stated_author("Microsoft Office User"), stated_author(" Zoé Weiß ")
    (None, 'Zoé Weiß')
    """
    author = " ".join((author or "").split())
    return author if author and not _NO_AUTHOR.fullmatch(author) else None


def stated_day(moment: str | None) -> str | None:
    """Return the day of a moment in ISO 8601, as office files state it; None for anything else."""
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)(?!\d)", moment or "")
    is_one = match is not None and int(match[1]) > 1900 and 1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31
    return match[0] if match is not None and is_one else None


def main_language(set_in: dict[str, int], characters: int) -> str | None:
    """Return the language that most characters are set in, by its first part: ``"en"`` for ``"en-GB"``.

    Where nobody set a language, a file says that of the program it was typed in: that is no statement on the text.

    >>> main_language({"en-GB": 70, "fr-FR": 90, "en-US": 30}, 190), main_language({"fr-FR": 90}, 190)
    ('en', None)
    """
    counts: dict[str, int] = {}
    for language, count in set_in.items():
        code = re.split(r"[-_]", language.strip())[0].lower()
        if re.fullmatch(r"[a-z]{2,3}", code) and code not in ("zxx", "und"):
            counts[code] = counts.get(code, 0) + count
    first = max(counts, key=lambda code: counts[code], default=None)
    return first if first is not None and 2 * counts[first] > characters else None


def _note_layout(flow: Flow, tally: Tally) -> None:
    """Tell of tables that look like page layout: their rows are no running text."""
    for item in flow:
        if isinstance(item, Row) and len(item.cells) > 1:
            for cell in item.cells:
                if sum(len(text.split()) for _, text in cell) > _WORDS_OF_PROSE:
                    tally.add("noticed", "cells of tables with whole paragraphs in them", _first(cell))


def _first(cell: tuple[Paragraph, ...]) -> str:
    return next((text for _, text in cell if seen(text)), "")
