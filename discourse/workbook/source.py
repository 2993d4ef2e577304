"""Which text and codebook does a result rest on? Copies travel with it, so that it can be made again from itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ..codebook import Codebook
from ..corpus.corpus import Corpus
from ..corpus.encodings import decode
from ..corpus.reading import documents_from_bytes, read
from ..errors import CodebookError, ReadError
from ..files import safe_name
from .opening import is_sample, is_shipped_codebook, open_codebook, open_text

#: The folder of a result that holds the copies.
FOLDER = "source"


@dataclass(frozen=True)
class Source:
    """A text and a codebook under the names a notebook inside the result opens them by."""

    corpus: Corpus
    codebook: Codebook | None
    text: str
    codebook_name: str | None
    copies: dict[str, bytes]

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
            "codebook": None
            if book is None
            else {
                "name": self.codebook_name,
                "title": book.title,
                "sha256": book.sha256 or hashlib.sha256(content).hexdigest(),
            },
        }


def source_of(text: str | Path, codebook: str | Path | None = None, *, encoding: str | None = None) -> Source:
    """Open the text and the codebook of a result.

    Parameters
    ----------
    text : str or path
        A file with one text, or the name of a sample with one text.
    codebook : str, path or None
        A file, or the name of a shipped codebook.
    encoding : str, optional
        The character encoding of the text's file. Its copy is in UTF-8 in any case.

    Raises
    ------
    ReadError, CodebookError
        If one of them cannot be read, or if there is more than one text.
    """
    copies: dict[str, bytes] = {}
    if is_sample(text) or not Path(text).expanduser().is_file():
        corpus, name = open_text(text, encoding=encoding), str(text)
        if len(corpus) == 1 and not is_sample(text):  # a folder or a pattern that holds one file
            return source_of(str(corpus.documents["source"].iloc[0]), codebook, encoding=encoding)
        if len(corpus) != 1:
            raise ReadError(
                f"One text is worked on at a time, and there are {len(corpus):,} here.",
                where=str(text),
                do="Name one of the files." if not is_sample(text) else 'Take one of them, such as "sotu-2016".',
            )
    else:
        path = Path(text).expanduser()
        read(path, encoding=encoding)  # what is wrong or worth knowing is said with the researcher's own name for it
        name = f"{FOLDER}/{_copied_name(path, 'text')}"
        copies[name] = _in_utf8(path, encoding)
        corpus = Corpus(documents_from_bytes(copies[name], name, encoding="utf-8"))
    book, book_name = _codebook(codebook, copies)
    return Source(corpus, book, name, book_name, copies)


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


def _in_utf8(path: Path, encoding: str | None) -> bytes:
    data = path.read_bytes()
    text, used = decode(data, str(path), encoding)
    return data if used == "utf-8" else text.encode("utf-8")
