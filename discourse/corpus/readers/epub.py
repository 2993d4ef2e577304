"""What is the text of an electronic book (EPUB), in reading order and without its lists of contents?"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ...errors import ReadError
from ..document import Document, document_of_parts
from ..paragraphs import is_blank
from .epub_package import Package, Page, open_book, package_of
from .reader import Reader, Source
from .tally import Tally
from .unpacking import Members
from .web_blocks import HtmlBlock, blocks_of, mark_notes, note_blocks_last, tell, text_of, without_unseen
from .web_top import name_the_top
from .web_tree import decode_page
from .web_xhtml import xhtml_tree

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OUT = {
    "cover": "covers", "toc": "tables of contents", "doc-toc": "tables of contents", "landmarks": "tables of contents",
    "page-list": "tables of contents", "loi": "tables of contents", "lot": "tables of contents",
    "copyright-page": "copyright pages", "doc-index": "indexes", "index": "indexes",
}  # fmt: skip
_NOTES = ("footnotes", "endnotes", "rearnotes", "doc-endnotes")
_A_FEW = 40  # words; a cover with more is no cover


def read_epub(source: Source) -> list[Document]:
    """Return the text of an electronic book as one document, in its reading order.

    Covers, tables of contents, indexes and copyright pages are left out where the book says what they are, and noted.
    Paragraphs know their kind as those of web pages do. Footnotes stand at the end, whatever file of the book holds
    them; the numbers in the text are taken out. Title, author, date, publisher, language and identifier are those of
    its package file.

    Raises
    ------
    ReadError
        If it is locked (DRM), damaged, too big, holds harmful paths, or has no text.
    """
    members = open_book(source.data, source.name)
    package = package_of(members, source.name)
    tally = Tally()
    trees, encoding = _trees(package, members, source, tally)
    headings = _headings(package, members, source)
    blocks: list[HtmlBlock] = []
    for page, tree in trees:
        found = blocks_of(tree)
        _name_headings(found, headings.get(page.path, set()))
        blocks += found
    name_the_top(blocks, [package.title or ""], package.metadata.get("author"))
    document = document_of_parts(
        [(block.kind, block.text) for block in note_blocks_last(blocks)],
        source.name,
        title=package.title,
        language=package.language,
        metadata=package.metadata,
        notes=tally.notes(),
    )
    if document is None:
        raise ReadError(
            "There is no text in this book: its pages are pictures, or empty.",
            where=source.name,
            do="Run text recognition (OCR) on it, or get an edition with text.",
        )
    return [replace(document, metadata={**document.metadata, "encoding": encoding})]


def _trees(
    package: Package, members: Members, source: Source, tally: Tally
) -> tuple[list[tuple[Page, _Element]], str | None]:
    """Return the trees of the pages that are text, without what is not shown, and how they were encoded."""
    kept: list[tuple[Page, _Element]] = []
    left_out: list[tuple[str, str]] = []
    notes: dict[str, set[str]] = {}
    encodings: list[str] = []
    for page in sorted(package.pages, key=lambda page: not page.is_linear):
        where = f"{source.name}/{page.path}"
        text, encoding = decode_page(members.read(page.path), where, source.encoding, tally)
        encodings.append(encoding)
        if is_blank(text):
            continue
        root = xhtml_tree(text, where)
        for address in without_unseen(root, left_out):
            path, _, name = address.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(path)))
            notes.setdefault(target if path else page.path, set()).add(name)
        if page.role == "nav" or (page.role == "cover" and len(text_of(root).split()) <= _A_FEW):
            left_out.append((_LEFT_OUT["toc" if page.role == "nav" else "cover"], text_of(root)))
        else:
            kept.append((page, root))
    for page, root in kept:
        mark_notes(root, notes.get(page.path, set()))
        _leave_out(root, left_out)
    tell(left_out, tally)
    return kept, max(set(encodings), key=encodings.count) if encodings else None


def _leave_out(root: _Element, left_out: list[tuple[str, str]]) -> None:
    """Empty the parts that say they are a cover or a table of contents."""
    for element in list(root.iter()):
        roles = f"{element.get('epub-type') or ''} {element.get('role') or ''}".split()
        why = next((_LEFT_OUT[role] for role in roles if role in _LEFT_OUT), None)
        if why and (why != "covers" or len(text_of(element).split()) <= _A_FEW):
            left_out.append((why, text_of(element)))
            tail = element.tail
            element.clear()
            element.tail = tail
        elif not set(_NOTES).isdisjoint(roles):
            for heading in element.iter("h1", "h2", "h3", "h4", "h5", "h6"):
                heading.set("role", "doc-footnote")


def _headings(package: Package, members: Members, source: Source) -> dict[str, set[str]]:
    """Return what the table of contents calls the parts of each page: the headings of books that mark none."""
    if package.contents is None:
        return {}
    where = f"{source.name}/{package.contents}"
    text, _ = decode_page(members.read(package.contents), where, source.encoding, Tally())
    found: dict[str, set[str]] = {}
    folder = posixpath.dirname(package.contents)
    for address, words in _entries(xhtml_tree(text, where)):
        path = posixpath.normpath(posixpath.join(folder, unquote(address.partition("#")[0])))
        found.setdefault(path, set()).add(words.casefold())
    return found


def _entries(root: _Element) -> Iterator[tuple[str, str]]:
    for link in root.iter("a"):
        yield link.get("href") or "", text_of(link)
    for point in root.iter("navPoint"):
        content = point.find("content")
        label = point.find("navLabel")
        if content is not None and label is not None:
            yield content.get("src") or "", text_of(label)


def _name_headings(blocks: list[HtmlBlock], headings: set[str]) -> None:
    for block in blocks:
        if block.kind == "body" and " ".join(block.text.split()).casefold() in headings:
            block.kind = "heading"


def _recognises(source: Source) -> bool:
    if "META-INF/container.xml" not in source.zipped:
        return False
    return source.data[30:100].startswith(b"mimetypeapplication/epub+zip") or any(
        name.lower().endswith(".opf") for name in source.zipped
    )


READER = Reader(
    "epub",
    "an electronic book (EPUB)",
    (".epub",),
    read_epub,
    recognises=_recognises,
    library="lxml",
    keeps="headings, lists, quotations, captions, tables, footnotes; title, author, date, publisher, language",
    leaves_out="covers, tables of contents, indexes, copyright pages, page numbers, hidden text",
)
