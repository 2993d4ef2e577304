"""What is the text of a plain text file? All of it."""

from __future__ import annotations

from pathlib import PurePath

from ..document import Document
from ..encodings import decode
from .reader import Reader, Source


def read_plain(source: Source) -> list[Document]:
    """Return a plain text as one document titled by its file name; its paragraphs are found later."""
    text, encoding = decode(source.data, source.name, source.encoding)
    return [Document(text, PurePath(source.name).stem or source.name, metadata={"encoding": encoding})]


READER = Reader("txt", "plain text", (".txt", ".text", ""), read_plain)
