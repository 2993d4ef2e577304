"""What is the text of a file encoded as the Text Encoding Initiative (TEI) has it?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...errors import ReadError
from ..document import Document, document_of_parts
from .reader import Reader, Source
from .tally import Tally
from .tei_header import header_of, persons_of
from .tei_text import parts_of
from .xml_source import root_name, xml_of
from .xml_trees import local

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOTS = ("TEI", "TEI.2", "teiCorpus", "teiCorpus.2")


def read_tei(source: Source) -> list[Document]:
    """Return the texts of a TEI file: one, or one for each ``TEI`` element of a ``teiCorpus``.

    Front and back matter belong to the text. Paragraphs know their kind; the lines of a stanza or of a speech in
    verse are one paragraph, with line ends. Speakers are of kind ``byline``, stage directions and interruptions
    between speeches of kind ``caption``. Notes stand at the end as ``footnote``. What was printed is kept, editors'
    corrections and regularised spellings, deletions and running heads are left out and noted. Title, author, date,
    publication, language and address come from the header.

    Raises
    ------
    ReadError
        If it is not well-formed, declares entities, or has no text.
    """
    shared = Tally()
    root, encoding = xml_of(source, shared)
    texts = [root] if local(root) in ("TEI", "TEI.2") else [one for one in root.iter() if local(one) in _ROOTS[:2]]
    persons = persons_of(root)
    documents = [
        replace(document, metadata={**document.metadata, "encoding": encoding}, file_notes=shared.notes())
        for number, tei in enumerate(texts, 1)
        if (document := _document(tei, persons, f"{source.name}, text {number}" if len(texts) > 1 else source.name))
    ]
    if not documents:
        elsewhere = any(local(one) == "include" for one in root.iter())
        raise ReadError(
            "It has no text of its own: it names other files that hold it." if elsewhere else "There is no text in it.",
            where=source.name,
            do="Read the files that it names." if elsewhere else "Check that the right file was saved.",
        )
    return documents


def _document(tei: _Element, persons: dict[str, str], name: str) -> Document | None:
    tally = Tally()
    title, language, metadata = header_of(tei)
    parts = [part for text in tei if local(text) == "text" for part in parts_of(text, persons, tally)]
    for number, (kind, words) in enumerate(parts[:8]):
        if kind == "heading" and title and words.casefold().strip(" .") == title.casefold().strip(" ."):
            parts[number] = ("title", words)
            break
    author = metadata.get("author")
    for number, (kind, words) in enumerate(parts[:4]):
        if kind == "body" and author and words.casefold().removeprefix("by ").strip() == author.casefold():
            parts[number] = ("byline", words)
    return document_of_parts(parts, name, title=title, language=language, metadata=metadata, notes=tally.notes())


def _recognises(source: Source) -> bool:
    return root_name(source) in _ROOTS


READER = Reader(
    "tei",
    "a text encoded in TEI (XML)",
    (".tei",),
    read_tei,
    recognises=_recognises,
    library="lxml",
    keeps="headings, lists, verse, quotations, speakers, stage directions, captions, tables, notes; the header",
    leaves_out="editors' corrections, regularised spellings, variant readings, deletions, running heads",
)
