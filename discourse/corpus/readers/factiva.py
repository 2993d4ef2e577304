"""What are the articles of a page saved from Factiva?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...errors import ReadError
from ..document import Document
from .flow import seen
from .press import Article, documents_of_articles
from .press_factiva import CODES, DOCUMENT, coded_article, plain_article, take_number
from .reader import Reader, Source
from .tally import Tally
from .web_tree import decode_page, html_tree

if TYPE_CHECKING:
    from lxml.etree import _Element

# Every article stands in a box whose class names its language: "article enArticle".
_ARTICLE = re.compile(r"[a-z]{2,4}Article")
_MARKS = re.compile(rb"class\s*=\s*[\"']article [a-z]{2,4}Article|<b>HD</b>", re.IGNORECASE)
_TITLE = re.compile(rb"<title>\s*Factiva\s*</title>", re.IGNORECASE)
_PARAGRAPH = "articleParagraph"


def read_factiva(source: Source) -> list[Document]:
    """Return a document for each article of a page saved from Factiva, with or without its two-letter codes.

    The text is what stands under LP and TD, or the paragraphs of the article. What the database adds (its index,
    copyright lines, the search) is left out; publication, date, author, section, page, length and the number of the
    document become metadata.
    """
    tally = Tally()
    text, encoding = decode_page(source.data, source.name, source.encoding, tally)
    root = html_tree(text, source.name)
    boxes = [box for box in root.iter() if any(_ARTICLE.fullmatch(name) for name in (box.get("class") or "").split())]
    if not boxes:
        boxes = [table for table in root.iter("table") if _fields(table).get("HD")]
    if not boxes:
        raise ReadError(
            "This page of Factiva holds headlines and no articles.",
            where=source.name,
            do='In Factiva, mark the headlines and save them as "Article Format", not as "Headline Format".',
        )
    articles = [_article(box) for box in boxes]
    documents = documents_of_articles(articles, source.name, "Factiva", tally.notes())
    for document in documents:
        document.metadata["encoding"] = encoding
    return documents


def _article(box: _Element) -> Article:
    fields = _fields(box)
    if "HD" in fields:
        return coded_article(fields)
    title = next((_text(one) for one in box.iter() if "Headline" in (one.get("class") or "")), "")
    byline = next((_text(one) for one in box.iter() if (one.get("class") or "") == "author"), "")
    paragraphs = [one for one in box.iter("div", "p", "pre") if next(one.iterchildren("div", "p", "pre"), None) is None]
    lines = [(_PARAGRAPH in (one.get("class") or ""), _text(one)) for one in paragraphs]
    lines = [(is_text, line) for is_text, line in lines if seen(line)]
    number = next((line for is_text, line in lines if not is_text and DOCUMENT.fullmatch(line)), None)
    first = next((index for index, (is_text, _) in enumerate(lines) if is_text), len(lines))
    head = [("body", line) for _, line in lines[:first]]
    article = plain_article(head, title=title, byline=byline)
    article.dropped += [line for is_text, line in lines[first:] if not is_text and line != number]
    if first < len(lines):
        article.dropped += [line for _, line in article.body]
        article.body = [("body", line) for is_text, line in lines[first:] if is_text]
    if number is not None:
        take_number(article, number)
    return article


def _fields(box: _Element) -> dict[str, list[str]]:
    """Return the paragraphs under each two-letter code, which stands in the first cell of a row."""
    fields: dict[str, list[str]] = {}
    for row in box.iter("tr"):
        cells = list(row.iterchildren("td", "th"))
        code = _text(cells[0]).strip() if len(cells) == 2 else ""
        if code in CODES:
            paragraphs = [_text(one) for one in cells[1].iter("p")] or [_text(cells[1])]
            fields.setdefault(code, []).extend(line for line in paragraphs if seen(line))
    return fields


def _text(element: _Element) -> str:
    """Return the words of an element in one line, but for the breaks that are set in it."""
    pieces: list[str] = []

    def collect(one: _Element) -> None:
        pieces.append("\x1f" if one.tag == "br" else one.text or "")
        for inner in one:
            collect(inner)
            pieces.append(inner.tail or "")

    if element.tag not in ("script", "style"):
        collect(element)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\x1f"))
    return "\n".join(lines).strip()


def _recognises(source: Source) -> bool:
    if not source.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or b"Factiva" not in source.data:
        return False
    return _MARKS.search(source.data) is not None or _TITLE.search(source.data) is not None


READER = Reader(
    "factiva",
    "Factiva page",
    (),
    read_factiva,
    _recognises,
    library="selectolax",
    keeps="each article as a text: headings; title, date, publication, author, section",
    leaves_out="the index, labels and copyright lines of the database",
)
