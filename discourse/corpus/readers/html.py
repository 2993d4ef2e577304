"""What is the text of a saved web page, without the menus, notices and advertisements around it?"""

from __future__ import annotations

import re
from dataclasses import replace

from ...errors import ReadError
from ..document import Document, document_of_parts
from ..paragraphs import is_blank
from .reader import Reader, Source
from .tally import Tally
from .web_article import article_of
from .web_blocks import HtmlBlock, blocks_of, mark_notes, note_blocks_last, tell, without_unseen
from .web_metadata import PageData, page_data
from .web_top import name_the_top
from .web_tree import decode_page, html_tree

_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\b[^>]*>\s*|<!--.*?-->\s*)*(?:<!doctype\s+html\b|<html\b|<head\b|<body\b)",
    re.IGNORECASE | re.DOTALL,
)
_FEW = 0.5  # of the words that the page's own data give as its text


def read_html(source: Source) -> list[Document]:
    """Return the text of a saved web page.

    Menus, page heads and feet, cookie notices, advertisements, comments, related articles, buttons, hidden text and
    scripts are left out and noted with their number of words; see :func:`left_out` for the words themselves. A page
    in which nothing of that kind is found is kept whole. Paragraphs know their kind: ``title``, ``byline``,
    ``heading``, ``body``, ``list``, ``quote``, ``caption``, ``table`` (a row is one paragraph, a tab between its
    cells), ``code``, ``footnote`` (at the end; the raised numbers in the text are taken out). Title, author, date,
    publication, section, address and language are those that the page states.

    Raises
    ------
    ReadError
        If there is no text in it, or it cannot be decoded.
    """
    tally = Tally()
    text, encoding = decode_page(source.data, source.name, source.encoding, tally)
    document = page_document(text, source.name, tally)
    return [replace(document, metadata={**document.metadata, "encoding": encoding})] if document else []


def left_out(source: Source) -> list[tuple[str, str]]:
    """Return what reading a page leaves out: (what, text) for each paragraph of it, in the order of the page.

    >>> page = b"<nav><a href='/'>Home</a></nav><main><h1>A truce</h1><p>Nobody was shot at today.</p></main>"
    >>> left_out(Source("page.html", page))
    [('menus', 'Home')]
    """
    text, _ = decode_page(source.data, source.name, source.encoding, Tally())
    return left_out_of(text, source.name)


def left_out_of(text: str, name: str) -> list[tuple[str, str]]:
    """Return what reading leaves out of a page that is decoded already."""
    *_, outside = _parted(text, name, Tally())
    return [(what, words) for what, words in outside if not is_blank(words)]


def page_document(text: str, name: str, tally: Tally, *, url: str | None = None) -> Document | None:
    """Make a document of a page that is decoded already; None if it is blank.

    `url` is its address where the page does not state one.
    """
    if is_blank(text):
        return None
    blocks, about, outside = _parted(text, name, tally)
    tell(outside, tally)
    parts = [(block.kind, block.text) for block in note_blocks_last(blocks)]
    metadata = {**about.metadata, "url": about.metadata.get("url") or url}
    document = document_of_parts(
        parts, name, title=about.title, language=about.language, metadata=metadata, notes=tally.notes()
    )
    if document is None:
        raise ReadError(
            "There is no text in this page: it is empty, or a script would have loaded it.",
            where=name,
            do="Open it in a browser and save it as “web page, complete” or as MHTML.",
        )
    return document


def _parted(text: str, name: str, tally: Tally) -> tuple[list[HtmlBlock], PageData, list[tuple[str, str]]]:
    root = html_tree(text, name)
    about = page_data(root, tally)
    outside: list[tuple[str, str]] = []
    notes = without_unseen(root, outside)
    mark_notes(root, {address.rpartition("#")[2] for address in notes})
    blocks, around = article_of(root, about.titles)
    name_the_top(blocks, about.titles, about.metadata.get("author"))
    outside += around
    if about.body and sum(len(block.text) for block in blocks if block.kind == "body") < _FEW * len(about.body):
        tally.add("assumed", "texts taken from the page's data, since it shows only a part", about.body)
        blocks = _from_data(about.body, blocks)
    return blocks, about, outside


def _from_data(body: str, blocks: list[HtmlBlock]) -> list[HtmlBlock]:
    top = [block for block in blocks if block.kind in ("title", "byline")]
    tree = html_tree(body.replace("\n", "<br><br>"), "")
    return [*top, *blocks_of(tree)]


def _recognises(source: Source) -> bool:
    head = source.head.replace(b"\0", b"")
    return _OPENING.match(head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")) is not None


READER = Reader(
    "html",
    "a web page (HTML)",
    (".html", ".htm", ".xhtml", ".xht"),
    read_html,
    recognises=_recognises,
    library="trafilatura, selectolax",
    keeps="headings, lists, quotations, captions, tables, footnotes; title, author, date, publication, address",
    leaves_out="menus, notices, advertisements, comments, related articles, hidden text, scripts",
)
