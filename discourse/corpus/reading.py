"""How does a text come in? Files, folders, strings and tables become a Corpus."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from ..errors import ReadError
from ..warn import warn
from .alarms import examined, tell
from .corpus import Corpus
from .document import Document, Unread
from .encodings import unified
from .files_found import found, shown
from .files_read import check_errors, read_files
from .layout import check_front_matter, laid_out, with_front_matter
from .paragraphs import check_mode, is_blank
from .readers.reader import Source
from .readers.registry import documents_of, unread_of
from .rows import documents_of_rows, is_text


def read(
    path: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    encoding: str | None = None,
    language: str | None = None,
    text: str | None = None,
    paragraphs: str = "auto",
    front_matter: int = 0,
    errors: str = "report",
    **metadata: Any,
) -> Corpus:
    """Read texts from a file, a folder, a pattern or a list of them.

    :func:`discourse.formats` lists the formats: plain text, web pages, word processors' files, PDF, tables with one
    text a row, archives of any of these. A file is taken for what its content shows, else for what its ending says.
    Reading makes characters of the bytes and every line end ``\\n``; after that the text never changes. What a
    format tells of a paragraph is kept as its ``kind``; what is no text (menus, page numbers …) is left out, and
    ``corpus.report()`` says so, file by file.

    Nothing is executed, fetched from the network or written. A file that comes up twice is read once, with a warning.

    Parameters
    ----------
    path : path, or list of paths
        A file; a folder (read with its folders, in the order of their names); or a pattern such as
        ``"speeches/*.txt"``.
    encoding : str, optional
        The character encoding, such as ``"cp1252"``. Without it: a byte order mark, else UTF-8, else what `chardet`
        recognises, with a warning. ``corpus.documents["encoding"]`` tells.
    language : str, optional
        Language of the texts, such as ``"en"``.
    text : str, optional
        For tables: the column that holds the texts. The others become metadata, as :func:`from_frame` does.
        Without it: the one whose name (``text``, ``body`` …) or whose length makes it obvious, and the report says
        which.
    paragraphs : {"auto", "blank", "line", "wrapped"}
        What separates the paragraphs of a plain text: blank lines; every line end; or, where lines are wrapped to one
        width, a line with room left or one that is indented. ``"auto"``: blank lines where there are any, else lines,
        put together where they are wrapped, which the report says.
    front_matter : int, default 0
        How many paragraphs at the beginning of each text (title, byline) are not to be counted: they stay in the text
        with the kind ``"front"``. Headings of e-mail and the licence of Project Gutenberg get this kind anyway.
    errors : {"report", "raise"}
        What happens when one file of many, or one member of an archive, cannot be read. ``"report"``: the others
        are read, a warning names the first few, and ``corpus.report()`` has them all. ``"raise"``: a ReadError. A
        file that is named by itself is always read or an error.
    **metadata
        Further columns of ``corpus.documents``, the same for each text, such as ``year=2016``.

    Returns
    -------
    Corpus

    Raises
    ------
    ReadError
        If a file is missing, empty, no text, damaged or locked; if nothing of a folder, pattern or list can be read;
        if a table has no column `text`, or none that is obvious; if a file has more than
        :data:`~discourse.corpus.files_found.LARGEST_FILE` bytes, or would unpack to too many.

    >>> from discourse.shipped import shipped
    >>> len(read(shipped("data/texts")))
    2
    """
    check_errors(errors)
    check_mode(paragraphs)
    check_front_matter(front_matter)
    parts = read_files(found(path), _name(path), encoding=encoding, text=text, errors=errors)
    parts = examined(_with(parts, language, metadata))
    parts = front_marked(parts, paragraphs, front_matter, errors)
    tell(parts)
    return Corpus(parts, paragraphs=paragraphs)


def from_text(
    text: str,
    *,
    title: str | None = None,
    paragraphs: str = "auto",
    front_matter: int = 0,
    language: str | None = None,
    **metadata: Any,
) -> Corpus:
    """Make a Corpus of one text from a string.

    Parameters
    ----------
    text : str
    title : str, optional
        Default ``"untitled"``.
    paragraphs, front_matter, language, **metadata
        As in :func:`read`.

    Raises
    ------
    ReadError
        If the text is blank, or no string, or `front_matter` leaves nothing of it.

    >>> from_text("One.\\n\\nTwo.").paragraphs["paragraph"].tolist()
    [1, 2]
    """
    if not isinstance(text, str):
        raise ReadError(
            f"A text was expected, not {type(text).__name__}.", do="Give a string; discourse.read reads files."
        )
    check_mode(paragraphs)
    check_front_matter(front_matter)
    title = str(title or "untitled")
    if is_blank(text):
        raise ReadError("There is no text in it: it is empty or blank.", where=title, do="Give a text with words.")
    documents = examined([Document(unified(text), title, None, language, dict(metadata))])
    parts = front_marked(documents, paragraphs, front_matter, "raise")
    tell(parts)
    return Corpus(parts, paragraphs=paragraphs)


def from_frame(frame: pd.DataFrame, *, text: str = "text", paragraphs: str = "auto") -> Corpus:
    """Make a Corpus from a table with one text a row.

    Parameters
    ----------
    frame : pandas.DataFrame
        Columns ``title``, ``source`` and ``language`` are taken where they are there; the others become metadata.
    text : str
        The column that holds the texts.
    paragraphs : {"auto", "blank", "line", "wrapped"}
        As in :func:`read`.

    Raises
    ------
    ReadError
        If the column is not there, or a row has no text.

    >>> import pandas as pd
    >>> from_frame(pd.DataFrame({"text": ["Yes.", "No."], "party": ["A", "B"]})).where(party="B").text()
    'No.'
    """
    if not isinstance(frame, pd.DataFrame):
        raise ReadError(f"A table was expected, not {type(frame).__name__}.", do="Give a pandas DataFrame.")
    columns = [str(name) for name in frame.columns]
    twice = sorted({name for name in columns if columns.count(name) > 1})
    if twice:
        raise ReadError(f"The table has two columns called {', '.join(twice)}.", do="Rename or drop one.")
    if text not in columns:
        raise ReadError(f'The table has no column "{text}".', do=f"It has: {', '.join(columns)}. Name one with text=….")
    if frame.empty:
        raise ReadError("The table has no rows.", do="Give a table with one text a row.")
    lists = {name: frame.iloc[:, place].tolist() for place, name in enumerate(columns)}
    blank = next((place for place, value in enumerate(lists[text]) if not is_text(value)), None)
    if blank is not None:
        title = lists["title"][blank] if "title" in lists else None
        raise ReadError(
            f'Row {blank + 1} has no text in column "{text}".',
            where=str(title) if title is not None and not pd.isna(title) and str(title) else None,
            do="Leave such rows out before.",
        )
    documents = documents_of_rows(lists, text, range(1, len(frame) + 1))
    documents = examined(documents)
    tell(documents)
    return Corpus(documents, paragraphs=paragraphs)


def documents_from_bytes(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    language: str | None = None,
    text: str | None = None,
    front_matter: int = 0,
    metadata: dict[str, Any] | None = None,
) -> list[Document | Unread]:
    """Read one file that is in memory, as an upload is; `name` helps to tell its format and is named in errors."""
    parts = examined(_with(documents_of(Source(name, data, encoding, text)), language, metadata or {}))
    return front_marked(parts, "auto", front_matter, "raise")


def _with(parts: list[Document | Unread], language: str | None, metadata: dict[str, Any]) -> list[Document | Unread]:
    """Add what the researcher said of all the texts."""
    if not language and not metadata:
        return parts
    return [
        replace(part, language=language or part.language, metadata={**part.metadata, **metadata})
        if isinstance(part, Document)
        else part
        for part in parts
    ]


def front_marked(
    parts: Sequence[Document | Unread], paragraphs: str, front_matter: int, errors: str
) -> list[Document | Unread]:
    """Mark the front matter of each text; one that has nothing else is not read."""
    if not front_matter:
        return list(parts)
    new: list[Document | Unread] = []
    for part in parts:
        try:
            if isinstance(part, Document):
                part = with_front_matter(laid_out(part, paragraphs), front_matter)
        except ReadError as error:
            if errors == "raise" or len(parts) == 1:
                raise
            part = unread_of(error, error.where or "")
            warn(f"Not read: {error}")
        new.append(part)
    return new


def _name(path: Any) -> str:
    return shown(path) if isinstance(path, str | os.PathLike) else "the list of files"
