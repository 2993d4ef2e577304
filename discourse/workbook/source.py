"""Which text and codebook does a result rest on? Copies travel with it, so that it can be made again from itself."""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from ..codebook import Codebook
from ..corpus.corpus import Corpus
from ..corpus.encodings import decode
from ..corpus.files_found import shown
from ..corpus.reading import documents_from_bytes, read
from ..corpus.report import moved
from ..errors import CodebookError, DiscourseWarning, ReadError
from ..files import safe_name
from ..warn import warn
from .opening import is_sample, is_shipped_codebook, open_codebook, open_text

#: The folder of a result that holds the copies.
FOLDER = "source"
#: Formats that are characters and nothing else: their copy is in UTF-8, so that any program opens it.
_PLAIN = ("txt", "md")
_LISTED = 12


@dataclass(frozen=True)
class Choices:
    """What a researcher says of a file that the file itself does not tell.

    `encoding` and `text` (the column of a table) are those of :func:`discourse.read`; `document` counts from 1 in a
    file with many texts; `front_matter` is the number of first paragraphs to leave out.
    """

    encoding: str | None = None
    text: str | None = None
    front_matter: int = 0
    document: int | None = None

    def options(self) -> dict[str, Any]:
        """Return what :func:`discourse.read` is to be told."""
        told = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "document"}
        return {name: value for name, value in told.items() if value}

    def code(self, name: str, way: str = "read") -> str:
        """Return the Python that reads a text so."""
        written = "".join(f", {option}={value!r}" for option, value in self.options().items())
        return f"dc.{way}({name!r}{written})" + (f"[{self.document - 1}]" if self.document else "")

    def arguments(self) -> str:
        """Return the options of the command that reads a text so."""
        named = {**self.options(), "document": self.document}
        return "".join(f" --{name.replace('_', '-')} {quoted(str(value))}" for name, value in named.items() if value)


@dataclass(frozen=True)
class Source:
    """A text and a codebook under the names a notebook inside the result opens them by.

    `choices` are those that hold for the copy; `reading` is the reading report of the text's own file.
    """

    corpus: Corpus
    codebook: Codebook | None
    text: str
    codebook_name: str | None
    copies: dict[str, bytes]
    choices: Choices
    reading: dict[str, Any]

    def write(self, result: Path) -> None:
        """Write the copies into the folder of a result."""
        for name, content in self.copies.items():
            path = result / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def described(self) -> dict[str, object]:
        """Return names and SHA-256 of text and codebook; the text's is that of the stored text in UTF-8."""
        row = self.corpus.documents.iloc[0]
        book = self.codebook
        content = b"" if book is None else book.text.encode("utf-8")
        return {
            "text": {"name": self.text, "title": str(row["title"]), "sha256": str(row["sha256"])},
            "reading": {name: value for name, value in self.reading.items() if value},
            "codebook": None
            if book is None
            else {
                "name": self.codebook_name,
                "title": book.title,
                "sha256": book.sha256 or hashlib.sha256(content).hexdigest(),
            },
        }

    @property
    def code(self) -> str | None:
        """The Python that reads the text, where its name alone does not do."""
        if self.choices == Choices():
            return None
        return self.choices.code(self.text, "read" if self.text in self.copies else "sample")


def source_of(text: str | Path, codebook: str | Path | None = None, *, choices: Choices | None = None) -> Source:
    """Open the text and the codebook of a result.

    Parameters
    ----------
    text : str or path
        A file of any format that is read, or the name of a sample with one text.
    codebook : str, path or None
        A file, or the name of a shipped codebook.
    choices : Choices, optional
        Encoding, text column, document and front matter. The copy of a plain text is in UTF-8 in any case.

    Raises
    ------
    ReadError, CodebookError
        If one of them cannot be read, if there is more than one text and none is chosen, or if something was chosen
        for a sample.
    """
    choices = choices or Choices()
    copies: dict[str, bytes] = {}
    path = None if is_sample(text) else _file(text, choices)
    if path is None:
        corpus, name = _one(_sample(text, choices), choices.document, str(text)), str(text)
        left = Choices(document=choices.document)
    else:
        name = f"{FOLDER}/{_copied_name(path, 'text')}"
        corpus = _one(read(path, **choices.options()), choices.document, str(path))
        _check_encoding(corpus, path, choices)
        left = choices
        copies[name] = path.read_bytes()
    reading = _reading(corpus)
    if path is not None:
        if corpus.documents["format"].iloc[0] in _PLAIN:
            copies[name] = _in_utf8(copies[name], path, choices.encoding)
            left = replace(choices, encoding=None, document=None)
        same = Path(name).name == path.name and copies[name] == path.read_bytes()
        corpus = moved(corpus, shown(path), name) if same else _read_again(copies[name], name, left)
    book, book_name = _codebook(codebook, copies)
    return Source(corpus, book, name, book_name, copies, left, reading)


def quoted(name: str) -> str:
    """Write a name as one word of a command."""
    return name if name and all(c.isalnum() or c in "-_./" for c in name) else f'"{name}"'


def _file(text: str | Path, choices: Choices) -> Path | None:
    """Return the one file that is meant by a path, folder or pattern; None where there is none."""
    path = Path(text).expanduser()
    if path.is_file():
        return path
    corpus = open_text(text, encoding=choices.encoding)
    [*files] = dict.fromkeys(corpus.report().query("outcome != 'not read'")["source"])
    if len(files) == 1 and Path(files[0]).is_file():
        return Path(files[0])
    raise ReadError(
        f"One text is worked on at a time, and there are {len(corpus):,} here.",
        where=str(text),
        do="Name one of the files.",
    )


def _sample(text: str | Path, choices: Choices) -> Corpus:
    if choices.options():
        option = next(iter(choices.options())).replace("_", "-")
        raise ReadError(
            f"--{option} is for files, and this is a sample that comes with the workbook.",
            where=str(text),
            do=f"Leave --{option} out; a file of your own is named with its ending: my-article.txt.",
        )
    return open_text(text)


def _one(corpus: Corpus, document: int | None, where: str) -> Corpus:
    """Choose the document; with one text only there is nothing to choose."""
    if document is None and len(corpus) == 1:
        return corpus
    if document is not None and 1 <= document <= len(corpus):
        return corpus[document - 1]
    titles = corpus.documents["title"].head(_LISTED).tolist()
    listed = ", ".join(f"{number} “{title}”" for number, title in enumerate(titles, 1))
    more = ", …" if len(corpus) > _LISTED else ""
    raise ReadError(
        f"One text is worked on at a time, and there are {len(corpus):,} here."
        if document is None
        else f"There is no document {document}.",
        where=where,
        do=f"Choose with --document, from 1 to {len(corpus):,}: {listed}{more}.",
    )


def _check_encoding(corpus: Corpus, path: Path, choices: Choices) -> None:
    row = corpus.documents.iloc[0]
    if choices.encoding and not isinstance(row["encoding"], str):
        warn(
            f"{path}: --encoding was not needed; the format ({row['format']}) itself tells how characters are written."
        )


def _reading(corpus: Corpus) -> dict[str, Any]:
    """Return what the reading report says of the file."""
    row = corpus.report().iloc[0]
    return {
        name: str(row[name]) for name in ("format", "encoding", "language", "kinds", "left_out", "notes", "problem")
    }


def _read_again(data: bytes, name: str, choices: Choices) -> Corpus:
    """Read a copy as whoever opens the result will: its title may come from its name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DiscourseWarning)  # said already, with the researcher's own name for the file
        return _one(Corpus(documents_from_bytes(data, name, **choices.options())), choices.document, name)


def _in_utf8(data: bytes, path: Path, encoding: str | None) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DiscourseWarning)
        text, used = decode(data, str(path), encoding)
    return data if used == "utf-8" else text.encode("utf-8")


def _codebook(codebook: str | Path | None, copies: dict[str, bytes]) -> tuple[Codebook | None, str | None]:
    opened = open_codebook(codebook)
    if opened is None or is_shipped_codebook(str(codebook)):
        return opened, None if opened is None else str(codebook)
    path = Path(str(codebook)).expanduser()
    name = f"{FOLDER}/{_copied_name(path, 'codebook')}"
    if name in copies:
        raise CodebookError("The text itself is given as its codebook.", where=str(path), do="Name a TOML file.")
    copies[name] = path.read_bytes()
    return opened, name


def _copied_name(path: Path, otherwise: str) -> str:
    """Keep the name of a file where it is an ordinary one, since the title of a text comes from it."""
    name = path.name
    plain = all(character.isalnum() or character in " -_.,()’'&+" for character in name) and name == name.strip()
    return name if plain else f"{safe_name(path.stem, otherwise=otherwise)}{path.suffix}"
