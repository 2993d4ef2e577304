"""What is the text of an XML file: of a parliament, a journal, a database, or of somebody's own making?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ...errors import ReadError
from ..document import Document, Note, document_of_parts
from .reader import Reader, Source
from .tally import Tally
from .web_metadata import iso_date
from .xml_blocks import parts_of_xml
from .xml_names import METADATA, METADATA_OF, plain_name
from .xml_records import described, records_of, text_field
from .xml_source import in_one_line, root_name, xml_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_STATED = ("value", "date", "when", "iso-8601-date", "norm", "content", "href")


def read_xml(source: Source) -> list[Document]:
    """Return the text of an XML file, or its texts where elements with the same fields repeat.

    In files of many records (``<articles><article>…``) the field with the text is told by its name, else by its
    length, and named in a note; short fields and attributes become metadata. In all others the paragraphs are those
    elements that have words of their own; headings, lists, quotations, footnotes, speakers and tables are told by the
    names that common vocabularies use (Akoma Ntoso, Hansard and other parliaments, JATS, DocBook, NITF, RSS).

    Raises
    ------
    ReadError
        If it is not well-formed, declares entities, or has no text.
    """
    tally = Tally()
    root, encoding = xml_of(source, tally)
    records = records_of(root)
    if records:
        field = text_field(records)
        tally.add("assumed", f"texts taken from the elements <{field}>", count=len(records))
        documents = [_of_record(record, field, number, source) for number, record in enumerate(records, 1)]
    else:
        documents = [_of_whole(root, source, tally)]
    kept = [document for document in documents if document]
    if not kept:
        raise ReadError(
            "There is no text between its tags.",
            where=source.name,
            do="If the text stands in attributes, make a table of it and read that.",
        )
    if missing := len(documents) - len(kept):
        tally.add("left out", "records without text", count=missing)
    shared: tuple[Note, ...] = tally.notes()
    return [
        replace(document, metadata={**document.metadata, "encoding": encoding}, file_notes=shared) for document in kept
    ]


def _of_record(record: _Element, field: str | None, number: int, source: Source) -> Document | None:
    tally = Tally()
    metadata, used = described(record, field)
    texts = [one for one in record if plain_name(one.tag) == field]
    parts = [part for text in texts for part in parts_of_xml(text, tally)]
    others = [one for one in record if one not in used and one not in texts]
    for other in others:
        if words := in_one_line(other):
            tally.add("left out", f"words of <{plain_name(other.tag)}>", words, count=len(words.split()))
    title, language = metadata.pop("title", None), metadata.pop("language", None)
    return document_of_parts(
        parts,
        source.name,
        title=title or f"{source.name}, record {number}",
        language=language or record.get(_LANGUAGE),
        metadata=metadata,
        notes=tally.notes(),
    )


def _of_whole(root: _Element, source: Source, tally: Tally) -> Document | None:
    about = _about(root)
    title, language = about.pop("title", None), about.pop("language", None)
    parts = parts_of_xml(root, tally)
    return document_of_parts(parts, source.name, title=title, language=root.get(_LANGUAGE) or language, metadata=about)


def _about(root: _Element) -> dict[str, Any]:
    """Return what the first elements with the names of metadata say, wherever they stand."""
    found: dict[str, Any] = {}
    for element in root.iter():
        key = METADATA_OF.get(plain_name(element.tag))
        if key not in METADATA or key in found or key == "section":
            continue
        stated = [value for name in _STATED if (value := element.get(name))]
        words = in_one_line(element)
        if key == "date":
            value = next((iso for one in [*stated, words] if (iso := iso_date(one))), None)
        elif key == "url":
            value = next((one for one in [*stated, words] if one.startswith(("http://", "https://"))), None)
        else:
            value = words if words and len(words) < 300 else None
        if value:
            found[key] = value
    return found


def _recognises(source: Source) -> bool:
    head = source.head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<?xml") and bool(root_name(source))


READER = Reader(
    "xml",
    "an XML file",
    (".xml",),
    read_xml,
    recognises=_recognises,
    library="lxml",
    keeps="headings, lists, quotations, speakers, tables, notes by the names of common vocabularies; fields of records",
    leaves_out="boxes of metadata",
)
