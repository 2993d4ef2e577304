"""What is the text of an OpenDocument file (LibreOffice), and what is each of its paragraphs?

Read from its XML with lxml: odfpy, the library for such files, has had no release since 2020 and resolves neither
styles nor notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...errors import ReadError
from ..document import Document
from .docx import MOST_PART
from .flow import seen
from .odt_styles import Styles
from .odt_text import Walker
from .office import documents_of_flow, main_language, stated_author, stated_day
from .reader import Reader, Source
from .tally import Tally
from .unpacking import Members
from .xml_trees import local, xml_tree

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARTS = ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml")
_MIME = b"application/vnd.oasis.opendocument.text"


def read_odt(source: Source) -> list[Document]:
    """Return the text of an OpenDocument file; an export of a newspaper database gives a document for each article.

    Paragraphs get their kinds, and the same is kept and left out, as :func:`.docx.read_docx` says of Word files.
    """
    members = Members(source.data, source.name, most_member_bytes=MOST_PART, wanted=lambda name: name in _PARTS)
    trees = {name: _tree(members, name, source.name) for name in _PARTS if name in members}
    manifest = trees.get("META-INF/manifest.xml")
    if manifest is not None and any(local(one) == "encryption-data" for one in manifest.iter()):
        raise ReadError(
            "It is locked with a password.",
            where=source.name,
            do="Open it with the password and save it anew without one.",
        )
    if "content.xml" not in trees:
        raise ReadError(
            "It is a zip file without an OpenDocument text in it.",
            where=source.name,
            do="Open it in its own program and save it as .odt.",
        )
    body = next((one for one in trees["content.xml"].iter() if local(one) == "body"), None)
    text = next((one for one in body if local(one) == "text"), None) if body is not None else None
    if text is None:
        raise ReadError(
            "This is an OpenDocument file, but no text: a spreadsheet, a presentation or a drawing.",
            where=source.name,
            do="Save its text as .odt, or a spreadsheet as .xlsx.",
        )
    tally = Tally()
    styled = [trees[name] for name in ("styles.xml", "content.xml") if name in trees]
    walker = Walker(Styles(styled), tally)
    flow = walker.blocks(text)
    tally.add("left out", "marks of footnotes", count=walker.marks)
    _note_headers(trees.get("styles.xml"), tally)
    title, metadata = _properties(trees.get("meta.xml"))
    return documents_of_flow(
        flow,
        walker.notes,
        source.name,
        tally,
        title=title,
        language=main_language(walker.languages, walker.characters),
        metadata=metadata,
    )


def _tree(members: Members, name: str, file: str) -> _Element:
    return xml_tree(members.read(name), f"{file}/{name}")


def _note_headers(styles: _Element | None, tally: Tally) -> None:
    if styles is None:
        return
    for what, label in (("header", "headers"), ("footer", "footers")):
        names = (what, f"{what}-left", f"{what}-first")
        texts = [" ".join("".join(one.itertext()).split()) for one in styles.iter() if local(one) in names]
        for text in dict.fromkeys(text for text in texts if seen(text)):
            tally.add("left out", label, text)


def _properties(meta: _Element | None) -> tuple[str | None, dict[str, Any]]:
    stated: dict[str, str] = {}
    keywords = []
    for one in meta.iter() if meta is not None else ():
        text = (one.text or "").strip()
        if text:
            stated.setdefault(local(one), text)
            keywords += [text] if local(one) == "keyword" else []
    metadata = {
        "author": stated_author(stated.get("initial-creator") or stated.get("creator")),
        "created": stated_day(stated.get("creation-date")),
        "keywords": ", ".join(keywords),
    }
    return stated.get("title"), metadata


def _recognises(source: Source) -> bool:
    # The name of the format stands unpacked at the start; another office program may have packed it, or left it out.
    return "content.xml" in source.zipped and (_MIME in source.head[:200] or source.suffix in READER.suffixes)


READER = Reader(
    "odt",
    "OpenDocument text",
    (".odt", ".ott"),
    read_odt,
    _recognises,
    library="lxml",
    keeps="headings, lists, quotations, captions, tables, footnotes; title, author, date, language; Nexis articles",
    leaves_out="headers, footers, tables of contents, comments, tracked deletions, hidden text, pictures",
)
