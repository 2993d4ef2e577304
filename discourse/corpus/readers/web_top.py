"""Which of the first paragraphs of a page are its title and byline, and which later ones stand under a picture?"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from .web_blocks import HtmlBlock

if TYPE_CHECKING:
    from lxml.etree import _Element

_TOP = 8  # paragraphs at most before the text begins
_LONGEST_LINE = 14  # words of a byline, a date or a section name
_LONGEST_CAPTION = 60
_BY = re.compile(r"(?:by|von|par|por|di|door|av|af|od|текст)\b[:\s]", re.IGNORECASE)
_DATE = re.compile(
    r"(?:\w{2,12},?\s+)?(?:\d{1,2}\.?\s+\w{3,12}\.?|\w{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?|\d{1,2}[./-]\d{1,2}),?[\s./-]"
    r"\s*(?:19|20)\d\d\b.{0,40}\Z|(?:19|20)\d\d-\d\d-\d\d.{0,30}\Z",
    re.IGNORECASE,
)


def name_the_top(blocks: list[HtmlBlock], titles: list[str], author: str | None) -> None:
    """Give title, byline and captions their kind, in place, where elements do not tell it.

    Parameters
    ----------
    blocks : list of HtmlBlock
    titles : list of str
        What the page says its title is, in several places ("A truce | The Courier").
    author : str or None
        What it says of its author.
    """
    place = _title(blocks, titles)
    first = next((n for n, block in enumerate(blocks) if block.kind == "body" and block.words > _LONGEST_LINE), _TOP)
    for block in blocks[: min(first, _TOP)]:
        if block.kind == "body" and _is_byline(block.text, author):
            block.kind = "byline"
    if place is not None:
        blocks[place].kind = "title"
        for block in blocks[:place]:
            if block.kind == "body" and block.words <= _LONGEST_LINE and not _is_sentence(block.text):
                block.kind = "heading"
    _captions(blocks)


def _title(blocks: list[HtmlBlock], titles: list[str]) -> int | None:
    """Return the place of the paragraph that is the title."""
    known = [_plain(title) for title in titles if title]
    for number, block in enumerate(blocks[:_TOP]):
        if block.kind in ("body", "heading") and block.words <= 60:
            text = _plain(block.text)
            if text and any(title == text or (block.kind == "heading" and title.startswith(text)) for title in known):
                return number
    heads = [n for n, block in enumerate(blocks) if block.kind == "heading" and block.element.tag == "h1"]
    return heads[0] if len(heads) == 1 and heads[0] < _TOP else None


def _is_byline(text: str, author: str | None) -> bool:
    words = len(text.split())
    if words > _LONGEST_LINE:
        return False
    if author and _plain(author) in _plain(text):
        return words <= len(author.split()) + 6
    return (bool(_BY.match(f"{text} ")) and not _is_sentence(text)) or bool(_DATE.match(text))


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith((".", "!", "?", "…", "”", ":"))


def _captions(blocks: list[HtmlBlock]) -> None:
    """Take a short paragraph straight after a picture for its caption if it is set unlike the others."""
    usual: Counter[tuple[str, ...]] = Counter()
    for block in blocks:
        if block.kind == "body":
            usual[_setting(block.element)] += block.words
    if not usual:
        return
    most = usual.most_common(1)[0][0]
    for block in blocks:
        is_under_picture = block.kind == "body" and block.after_picture and block.words <= _LONGEST_CAPTION
        if is_under_picture and _setting(block.element) != most:
            block.kind = "caption"


def _setting(element: _Element) -> tuple[str, ...]:
    """Say how a paragraph is set: the elements and classes that hold all its words."""
    found = [element.tag, element.get("class") or ""]
    while len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip():
        element = element[0]
        found += [element.tag, element.get("class") or ""]
    return tuple(found)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
