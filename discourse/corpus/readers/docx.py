"""What is the text of a Word file, and what is each of its paragraphs?

Read from its XML with lxml, not with a library for Word files: python-docx knows no footnotes, text boxes, tracked
changes or fields and refuses files with macros; docx2python and mammoth turn them into plain text or HTML, in which
hidden text and deleted paragraph ends can no longer be told.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from ...errors import ReadError
from ..document import Document
from .docx_styles import Styles
from .docx_text import Walker
from .flow import parts_of_flow, seen
from .office import documents_of_flow, main_language, stated_author, stated_day
from .reader import Reader, Source
from .tally import Tally
from .unpacking import Members
from .xml_trees import attribute, local, xml_tree

if TYPE_CHECKING:
    from lxml.etree import _Element

# One part unpacked: the text of some fifty books.
MOST_PART = 192 * 1024**2


def read_docx(source: Source) -> list[Document]:
    """Return the text of a Word file; an export of a newspaper database gives a document for each article.

    Kinds of paragraphs come from their styles (in whatever language they are named), outline levels and numbering:
    ``title``, ``byline``, ``heading``, ``body``, ``list``, ``quote``, ``caption``, ``code``; a row of a table is one
    paragraph of kind ``table`` with a tab between its cells; footnotes and endnotes follow the text. Tracked
    insertions are kept. Left out, and told in the notes: tracked deletions, comments, headers and footers, hidden
    text, tables of contents, pictures, the marks of footnotes. Nothing it links to is fetched and no macro is run.
    """
    package = _Package(source)
    tally = Tally()
    walker = Walker(Styles(package.part("styles")), tally)
    body = next((one for one in package.main if local(one) == "body"), None)
    flow = walker.blocks(body) if body is not None else []
    footnotes = _footnotes(package, walker)
    tally.add("left out", "marks of footnotes", count=len(walker.references))
    _note_the_rest(package, tally)
    title, metadata = _properties(package)
    return documents_of_flow(
        flow,
        footnotes,
        source.name,
        tally,
        title=title,
        language=main_language(walker.languages, walker.characters),
        metadata=metadata,
    )


class _Package:
    """The parts of a Word file, found by how they are related, since their names are not fixed."""

    def __init__(self, source: Source) -> None:
        self._name = source.name
        self._members = Members(
            source.data, source.name, most_member_bytes=MOST_PART, wanted=lambda name: name.endswith((".xml", ".rels"))
        )
        first = self._related("").get("officeDocument", ["word/document.xml"])[0]
        if first not in self._members:
            raise ReadError(
                "It is a zip file without a Word text in it.",
                where=source.name,
                do="Open it in its own program and save it as .docx.",
            )
        self._related_to_main = self._related(first)
        self.main = self._tree(first)
        if local(self.main) != "document":
            raise ReadError("It holds no Word text.", where=source.name, do="Save it as .docx in Word or LibreOffice.")

    def part(self, what: str) -> _Element | None:
        """Return the root of the part that the text refers to as its styles, footnotes, comments …"""
        return next(iter(self.parts(what)), None)

    def parts(self, what: str) -> list[_Element]:
        return [self._tree(name) for name in self._related_to_main.get(what, []) if name in self._members]

    def property_parts(self) -> list[_Element]:
        names = self._related("").get("core-properties", ["docProps/core.xml"])
        return [self._tree(name) for name in names if name in self._members]

    @property
    def has_macros(self) -> bool:
        return any(name.endswith("vbaProject.bin") for name in self._members.names)

    def _tree(self, member: str) -> _Element:
        return xml_tree(self._members.read(member), f"{self._name}/{member}")

    def _related(self, member: str) -> dict[str, list[str]]:
        folder, name = posixpath.split(member)
        file = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, list[str]] = {}
        if file not in self._members:
            return found
        for one in self._tree(file):
            target, external = attribute(one, "Target") or "", attribute(one, "TargetMode") == "External"
            if target and not external:
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                kind = (attribute(one, "Type") or "").rstrip("/").rpartition("/")[2]
                found.setdefault(kind, []).append(posixpath.normpath(path))
        return found


def _footnotes(package: _Package, walker: Walker) -> list[str]:
    """Return the notes in the order of their marks; those in notes themselves come last."""
    notes: dict[tuple[str, str], _Element] = {}
    for kind in ("footnote", "endnote"):
        for root in package.parts(f"{kind}s"):
            notes |= {(kind, attribute(one, "id") or ""): one for one in root if local(one) == kind}
    texts: list[str] = []
    done: set[tuple[str, str]] = set()
    for reference in walker.references:  # grows while notes refer to notes
        note = notes.get(reference)
        if note is None or reference in done or (attribute(note, "type") or "normal") != "normal":
            continue
        done.add(reference)
        paragraphs = [text.strip() for _, text in parts_of_flow(walker.blocks(note))]
        texts += [text for text in paragraphs if seen(text)]
    return texts


def _note_the_rest(package: _Package, tally: Tally) -> None:
    for comments in package.parts("comments"):
        for comment in comments:
            tally.add("left out", "comments", _plain(comment))
    for what, label in (("header", "headers"), ("footer", "footers")):
        texts = dict.fromkeys(text for root in package.parts(what) if seen(text := _plain(root)))
        for text in texts:
            tally.add("left out", label, text)
    if package.has_macros:
        tally.add("left out", "macros")


def _plain(root: _Element) -> str:
    """Return the words of a header or a comment, for an example."""
    pieces = []
    for one in root.iter():
        name = local(one)
        pieces.append((one.text or "") if name == "t" else " " if name in ("p", "tab", "br") else "")
    return " ".join("".join(pieces).split())


def _properties(package: _Package) -> tuple[str | None, dict[str, Any]]:
    """Return title and metadata that the file states of itself.

    Its language is not among them: LibreOffice puts there the one it was set up for.
    """
    stated: dict[str, str] = {}
    for root in package.property_parts():
        stated |= {local(one): (one.text or "").strip() for one in root if (one.text or "").strip()}
    metadata = {
        "author": stated_author(stated.get("creator")),
        "created": stated_day(stated.get("created")),
        "keywords": stated.get("keywords"),
    }
    return stated.get("title"), metadata


def _recognises(source: Source) -> bool:
    names = source.zipped
    return "word/document.xml" in names or (
        "[Content_Types].xml" in names and any(name.startswith("word/document") for name in names)
    )


READER = Reader(
    "docx",
    "Word",
    (".docx", ".docm", ".dotx", ".dotm"),
    read_docx,
    _recognises,
    library="lxml",
    keeps="headings, lists, quotations, captions, tables, footnotes; title, author, date, language; Nexis articles",
    leaves_out="headers, footers, tables of contents, comments, tracked deletions, hidden text, pictures",
)
