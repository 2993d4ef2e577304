"""What is the text of a plain text file? All of it."""

from __future__ import annotations

from pathlib import PurePath

from ..document import Document
from ..encodings import decode
from .reader import Reader, Source
from .tally import Tally


def read_plain(source: Source) -> list[Document]:
    """Return a plain text as one document titled by its file name; its paragraphs are found later."""
    tally = Tally()
    text, encoding = decode(source.data, source.name, source.encoding, tally)
    title = PurePath(source.name).stem or source.name
    return [Document(text, title, metadata={"encoding": encoding}, notes=tally.notes())]


READER = Reader(
    "txt",
    "plain text",
    (".txt", ".text", ""),
    read_plain,
    keeps="everything",
    leaves_out="nothing; front_matter=N keeps the first paragraphs uncounted",
)
