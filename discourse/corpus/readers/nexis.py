"""What are the articles of a text file downloaded from LexisNexis, as it was before Nexis Uni?"""

from __future__ import annotations

import re
from dataclasses import replace

from ...errors import ReadError
from ..document import Document
from ..encodings import decode
from .flow import Paragraph
from .press_nexis import nexis_documents
from .reader import Reader, Source
from .tally import Tally

_START = re.compile(
    rb"^[ \t]*(?:\d{1,5} of \d{1,5} DOCUMENTS?|Dokument \d{1,5} von \d{1,5}|Document \d{1,5} de \d{1,5})[ \t]*\r?$",
    re.MULTILINE,
)
_LABEL = re.compile(rb"^[ \t]*(?:LENGTH|L.{1,2}NGE|LONGUEUR|LOAD-DATE|DATE-CHARGEMENT):", re.MULTILINE)
_WORDS = (b" DOCUMENT", b"Dokument ", b"Document ")  # found at once, where an expression would take its time
_LOOKED_AT = 256 * 1024
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def read_nexis(source: Source) -> list[Document]:
    """Return a document for each article of a text file from LexisNexis.

    Lines are wrapped in such files: what stands between blank lines is one paragraph. What the database adds (labels
    in capitals, the load date, the copyright line) is left out of the text; publication, date, author, section and
    length become metadata.
    """
    tally = Tally()
    text, encoding = decode(source.data, source.name, source.encoding, tally)
    parts: list[Paragraph] = [("body", " ".join(part.split())) for part in _BLANK_LINES.split(text)]
    documents = nexis_documents(parts, source.name, tally.notes())
    if documents is None:
        raise ReadError(
            "It looks like a file from LexisNexis, but has no articles that can be told apart.",
            where=source.name,
            do="Download it as .docx, or take the line with the number of documents out to read it as one text.",
        )
    return [replace(one, metadata={**one.metadata, "encoding": encoding}) for one in documents]


def _recognises(source: Source) -> bool:
    start = source.data[:_LOOKED_AT]
    if b"\0" in start or not any(word in start for word in _WORDS):
        return False
    return _START.search(start) is not None and _LABEL.search(start) is not None


READER = Reader(
    "nexis",
    "LexisNexis text",
    (),
    read_nexis,
    _recognises,
    keeps="each article as a text: headings; title, date, publication, author, section",
    leaves_out="the index, labels and copyright lines of the database",
)
