"""How does a text come in? Files, folders, strings and tables become a Corpus."""

from __future__ import annotations

import glob
import os
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import DiscourseWarning, ReadError
from .corpus import COLUMNS, Corpus, Document
from .markdown import markdown_document
from .plain import decode, plain_document, unified

if TYPE_CHECKING:
    import pandas as pd

PLAIN = (".txt", ".text", "")
MARKDOWN = (".md", ".markdown")
READABLE = (*PLAIN[:-1], *MARKDOWN)


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
    away and what they meant is kept as the ``kind`` of the paragraph.

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
    given = [path] if isinstance(path, str | os.PathLike) else list(path)
    files = [file for one in given for file in _files(one)]
    if not files:
        raise ReadError("The list of files is empty.", do="Give at least one path.")
    return Corpus(
        [
            document_from_bytes(_bytes(file), _source(file), encoding=encoding, language=language, metadata=metadata)
            for file in files
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
        If the text is blank.

    >>> from_text("One.\\n\\nTwo.").paragraphs["paragraph"].tolist()
    [1, 2]
    """
    if not isinstance(text, str):
        raise ReadError(
            f"A text was expected, not {type(text).__name__}.", do="Give a string; discourse.read reads files."
        )
    title = title or "untitled"
    return Corpus(
        [Document(_not_blank(unified(text), title), title, None, language, dict(metadata))], paragraphs=paragraphs
    )


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
    if text not in frame.columns:
        raise ReadError(
            f'The table has no column "{text}".',
            do=f"It has: {', '.join(map(str, frame.columns))}. Name one with text=….",
        )
    if frame.empty:
        raise ReadError("The table has no rows.", do="Give a table with one text a row.")
    documents = []
    for number, row in enumerate(frame.to_dict("records"), 1):
        content = row.pop(text)
        title = str(row.pop("title", None) or f"row {number}")
        if not isinstance(content, str):
            raise ReadError(
                f'Row {number} has no text in column "{text}".',
                where=title,
                do="Leave such rows out: frame.dropna(subset=…).",
            )
        metadata = {str(name): value for name, value in row.items() if name not in ("source", "language", *_COMPUTED)}
        source, language = (
            row.get(name) if isinstance(row.get(name), str) else None for name in ("source", "language")
        )
        documents.append(Document(_not_blank(unified(content), title), title, source, language, metadata))
    return Corpus(documents, paragraphs=paragraphs)


_COMPUTED = ("sha256", "characters", "words")


def document_from_bytes(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    language: str | None = None,
    metadata: dict[str, Any] | None = None,
) -> Document:
    """Read one file that is in memory, as an upload is; `name` tells its format and is named in errors."""
    suffix = Path(name).suffix.lower()
    if suffix not in (*PLAIN, *MARKDOWN):
        raise ReadError(
            f"Files of the kind {suffix} are not read.",
            where=name,
            do=f"Save it as one of {', '.join(READABLE)} first.",
        )
    content, used = decode(data, name, encoding)
    _not_blank(content, name)
    make = markdown_document if suffix in MARKDOWN else plain_document
    document = make(content, name)
    described = {**document.metadata, "encoding": used, **(metadata or {})}
    clash = set(described) & set(COLUMNS)
    if clash:
        raise ReadError(f"Metadata cannot be called {', '.join(sorted(clash))}.", where=name, do="Choose another name.")
    return Document(document.text, document.title, name, language or document.language, described, document.blocks)


def _files(path: str | os.PathLike[str]) -> list[Path]:
    name = os.fspath(path)
    place = Path(name).expanduser()
    if place.is_dir():
        return _in_folder(place)
    if place.exists() or not glob.has_magic(name):
        return [place]
    found = sorted(Path(hit) for hit in glob.glob(str(place), recursive=True))
    files = [hit for hit in found if hit.is_file()]
    if not files:
        raise ReadError(
            "No file fits this pattern.", where=name, do="Check the folder and the ending; * stands for any characters."
        )
    return files


def _in_folder(folder: Path) -> list[Path]:
    everything = sorted(file for file in folder.rglob("*") if file.is_file() and not file.name.startswith("."))
    files = [file for file in everything if file.suffix.lower() in READABLE]
    if not files:
        raise ReadError(
            f"The folder holds no texts ({len(everything)} other files).",
            where=str(folder),
            do=f"Texts end in {', '.join(READABLE)}.",
        )
    left_out = [file.name for file in everything if file not in set(files)]
    if left_out:
        shown = ", ".join(left_out[:5]) + (", …" if len(left_out) > 5 else "")
        warnings.warn(
            f"{folder}: {len(left_out)} files were left out, since only {', '.join(READABLE)} are read: {shown}",
            DiscourseWarning,
            stacklevel=4,
        )
    return files


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        near = _similar(file)
        raise ReadError(
            "There is no such file.",
            where=str(file),
            do=near or f"Check the name; the folder looked in is {file.absolute().parent}.",
        ) from error
    except OSError as error:
        raise ReadError(
            f"The file cannot be opened ({error.strerror}).", where=str(file), do="Check its permissions."
        ) from error


def _similar(file: Path) -> str | None:
    from difflib import get_close_matches

    try:
        names = [entry.name for entry in file.parent.iterdir()]
    except OSError:
        return f"There is no folder {file.parent} either."
    close = get_close_matches(file.name, names, n=1)
    return f'Is it "{close[0]}"?' if close else None


def _source(file: Path) -> str:
    return file.as_posix()


def _not_blank(text: str, where: str) -> str:
    if not text.strip("\ufeff\u200b \t\n\r\f\v\xa0"):
        raise ReadError(
            "There is no text in it: it is empty or blank.", where=where, do="Check that the right file was saved."
        )
    return text
