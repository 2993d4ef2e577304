"""How does a text come in? Files, folders, strings and tables become a Corpus."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from ..errors import ReadError
from ..progress import progress
from ..warn import warn
from .corpus import Corpus
from .document import Document
from .encodings import unified
from .paragraphs import is_blank
from .readers.reader import Source
from .readers.registry import documents_of, suffixes


def read(
    path: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    encoding: str | None = None,
    language: str | None = None,
    text: str | None = None,
    paragraphs: str = "auto",
    **metadata: Any,
) -> Corpus:
    """Read texts from a file, a folder, a pattern or a list of them.

    Plain text (``.txt``) and Markdown (``.md``) are read. Reading decodes, strips a byte order mark and
    makes every line end ``\\n``; after that the text never changes. From Markdown the marks are taken
    away and what they meant is kept as the ``kind`` of the paragraph. In folders, hidden files and folders
    are passed over. A file that comes up twice is read once, with a warning.

    Parameters
    ----------
    path : path, or list of paths
        A file; a folder (read with its folders, in the order of their names); or a pattern such as
        ``"speeches/*.txt"``.
    encoding : str, optional
        The character encoding, such as ``"cp1252"``. Without it: a byte order mark, else UTF-8, else what
        `charset-normalizer` recognises, with a warning. ``corpus.documents["encoding"]`` tells.
    language : str, optional
        Language of the texts, such as ``"en"``.
    text : str, optional
        Name of the text column, for tables; see :func:`from_frame`.
    paragraphs : {"auto", "blank", "line"}
        What separates the paragraphs of a plain text: blank lines, or every line end. ``"auto"``: blank
        lines where there are any.
    **metadata
        Further columns of ``corpus.documents``, the same for each text, such as ``year=2016``.

    Returns
    -------
    Corpus

    Raises
    ------
    ReadError
        If a file is missing, empty, no text, or cannot be decoded; if a folder or pattern holds no text.

    >>> from discourse.shipped import shipped
    >>> len(read(shipped("data/texts")))
    2
    """
    if text is not None:
        raise ReadError(
            f'text="{text}" names a column, and these files are not tables.',
            do='Load the table with pandas, then discourse.from_frame(frame, text="…").',
        )
    files = _once([file for given in _paths(path) for file in _files(given)])
    return Corpus(
        [
            document
            for file in progress(files, "Reading texts")
            for document in documents_from_bytes(
                _bytes(file), file.as_posix(), encoding=encoding, language=language, text=text, metadata=metadata
            )
        ],
        paragraphs=paragraphs,
    )


def from_text(
    text: str, *, title: str | None = None, paragraphs: str = "auto", language: str | None = None, **metadata: Any
) -> Corpus:
    """Make a Corpus of one text from a string.

    Parameters
    ----------
    text : str
    title : str, optional
        Default ``"untitled"``.
    paragraphs, language, **metadata
        As in :func:`read`.

    Raises
    ------
    ReadError
        If the text is blank, or no string.

    >>> from_text("One.\\n\\nTwo.").paragraphs["paragraph"].tolist()
    [1, 2]
    """
    if not isinstance(text, str):
        raise ReadError(
            f"A text was expected, not {type(text).__name__}.", do="Give a string; discourse.read reads files."
        )
    title = str(title or "untitled")
    if is_blank(text):
        raise ReadError("There is no text in it: it is empty or blank.", where=title, do="Give a text with words.")
    return Corpus([Document(unified(text), title, None, language, dict(metadata))], paragraphs=paragraphs)


def from_frame(frame: pd.DataFrame, *, text: str = "text", paragraphs: str = "auto") -> Corpus:
    """Make a Corpus from a table with one text a row.

    Parameters
    ----------
    frame : pandas.DataFrame
        Columns ``title``, ``source`` and ``language`` are taken where they are there; the others become metadata.
    text : str
        The column that holds the texts.
    paragraphs : {"auto", "blank", "line"}
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
    rows = frame.set_axis(columns, axis=1).to_dict("records")
    return Corpus([_from_row(row, number, text) for number, row in enumerate(rows, 1)], paragraphs=paragraphs)


# What a corpus works out by itself: left out where a table brings it along, as ``corpus.documents`` does.
_COMPUTED = ("doc", "sha256", "characters", "words")


def _from_row(row: dict[Any, Any], number: int, column: str) -> Document:
    content = row.pop(column)
    described = {name: row.pop(name, None) for name in ("title", "source", "language")}
    title, source, language = (
        str(value) if value is not None and not pd.isna(value) and str(value) else None for value in described.values()
    )
    if not isinstance(content, str) or is_blank(content):
        raise ReadError(
            f'Row {number} has no text in column "{column}".',
            where=title,
            do="Leave such rows out before.",
        )
    metadata = {name: value for name, value in row.items() if name not in _COMPUTED}
    return Document(unified(content), title or f"row {number}", source, language, metadata)


def documents_from_bytes(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    language: str | None = None,
    text: str | None = None,
    metadata: dict[str, Any] | None = None,
) -> list[Document]:
    """Read one file that is in memory, as an upload is; `name` helps to tell its format and is named in errors."""
    return [
        replace(document, language=language or document.language, metadata={**document.metadata, **(metadata or {})})
        for document in documents_of(Source(name, data, encoding, text))
    ]


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


_LONGEST_PATH = 4000


def _files(name: str) -> list[Path]:
    try:
        place = Path(name).expanduser()
        if place.is_dir():
            return _in_folder(place)
        if place.exists() or not glob.has_magic(name):
            return [place]
        found = sorted(Path(hit) for hit in glob.glob(str(place), recursive=True))
        files = [hit for hit in found if hit.is_file()]
    except (OSError, ValueError, RuntimeError) as error:
        raise ReadError(f"This is no path that can be opened ({error}).", where=name, do="Check it.") from error
    if not files:
        raise ReadError(
            "No file fits this pattern.", where=name, do="Check the folder and the ending; * stands for any characters."
        )
    return files


def _in_folder(folder: Path) -> list[Path]:
    everything = [file for file in folder.rglob("*") if file.is_file() and not _is_hidden(file.relative_to(folder))]
    everything.sort(key=lambda file: file.relative_to(folder).parts)
    readable = suffixes()
    files = [file for file in everything if file.suffix.lower() in readable]
    if not files:
        raise ReadError(
            f"The folder holds no texts ({len(everything)} other files).",
            where=str(folder),
            do=f"Texts end in {', '.join(readable)}.",
        )
    left_out = [file.name for file in everything if file.suffix.lower() not in readable]
    if left_out:
        warn(f"{folder}: left out, since only {', '.join(readable)} are read: {_shortened(left_out)}.")
    return files


def _is_hidden(path: Path) -> bool:
    """Tell whether a file or a folder above it is hidden, as the copies that JupyterLab keeps are."""
    return any(part.startswith(".") for part in path.parts)


def _once(files: Sequence[Path]) -> list[Path]:
    """Drop files that come up again: a text read twice counts twice in every measure."""
    first: dict[str, Path] = {}
    again = [file for file in files if first.setdefault(os.path.realpath(file), file) is not file]
    if again:
        warn(f"Read once only, though given more than once: {_shortened([file.as_posix() for file in again])}.")
    return list(first.values())


def _shortened(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def _bytes(file: Path) -> bytes:
    try:
        file.stat()
        return file.read_bytes()
    except FileNotFoundError as error:
        raise ReadError("There is no such file.", where=str(file), do=_where_to_look(file)) from error
    except OSError as error:
        raise ReadError(
            f"The file cannot be opened ({error.strerror or error}).", where=str(file), do="Check its permissions."
        ) from error


def _where_to_look(file: Path) -> str:
    from difflib import get_close_matches

    try:
        names = [entry.name for entry in file.parent.iterdir()]
    except OSError:
        return f"There is no folder {file.parent} either."
    close = get_close_matches(file.name, names, n=1)
    return f'Is it "{close[0]}"?' if close else f"Check the name; the folder looked in is {file.absolute().parent}."
