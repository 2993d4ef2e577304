"""What is each paragraph of a PDF: running text, a heading, a caption, a footnote?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .pdf_paragraphs import Paragraph
from .pdf_words import Page

_CAPTION = re.compile(
    r"(?:fig(?:ure|\.)?|table|tab\.|abb(?:ildung|\.)|tabelle|chart|map|plate|photo(?:graph)?|grafik|tableau|"
    r"figura|tabla|rys\.|illustration|box)\s*(?:\d+|[A-Z]\d*|[IVX]+)(?:[.\d]*)?\s*[.:|–—-]|(?:photo(?:graph)?|foto|source|quelle):",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z])[.)]?\s+\S")
_BY = re.compile(r"(?:by|von|par|por|di|von|door|av|autor(?:in)?:?)\s+\w", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)]*$")


def kinds_found(found: Sequence[Paragraph], pages: Sequence[Page], em: float, author: str) -> None:
    """Set the kind of each paragraph."""
    indent = _usual_indent(found, em)
    _footnotes(found, pages, em)
    for paragraph in found:
        if paragraph.kind in ("body", "list"):
            if _is_caption(paragraph, pages[paragraph.page], em):
                paragraph.kind = "caption"
            elif _is_heading(paragraph, em):
                paragraph.kind = "heading"
            elif paragraph.kind == "body" and _is_quote(paragraph, em, indent):
                paragraph.kind = "quote"
    _lists_checked(found)
    _title_and_byline(found, em, author)


def _usual_indent(found: Sequence[Paragraph], em: float) -> float:
    """Return by how much the first line of a paragraph is usually indented; 0 if it is not."""
    indents = Counter(
        round(paragraph.lines[0].x0 - paragraph.lines[1].x0)
        for paragraph in found
        if paragraph.kind == "body"
        and len(paragraph.lines) > 1
        and abs(paragraph.lines[1].x0 - paragraph.left) < 0.4 * em
    )
    common = indents.most_common(1)
    return float(common[0][0]) if common and common[0][0] > 0.5 * em else 0.0


def _footnotes(found: Sequence[Paragraph], pages: Sequence[Page], em: float) -> None:
    """Find the small print below the text of a column or page."""
    on_page: dict[int, list[Paragraph]] = {}
    for paragraph in found:
        on_page.setdefault(paragraph.page, []).append(paragraph)
    noted = False  # whether the page before has footnotes, one of which may go on
    for number, own in on_page.items():
        small = [p for p in own if p.size < 0.93 * em and p.kind in ("body", "list")]
        notes: list[Paragraph] = []
        for paragraph in sorted(small, key=lambda p: -p.lines[-1].y):
            foot = paragraph.lines[-1].y
            below = [
                p
                for p in own
                if p is not paragraph
                and p.lines[0].y > foot
                and min(p.right, max(line.x1 for line in p.lines)) > paragraph.lines[0].x0
                and min(line.x0 for line in p.lines) < max(line.x1 for line in paragraph.lines)
            ]
            if all(any(p is note for note in notes) for p in below):
                notes.append(paragraph)
        marked = [p for p in notes if p.lines[0].mark or _NUMBERED.match(p.plain)]
        room = sum(len(p.lines) * p.size * 1.2 for p in notes)
        if not notes or (len(notes) == len(own) and not (noted and marked)) or _CAPTION.match(notes[0].plain):
            noted = False
            continue
        if marked:
            first = min(p.lines[0].y for p in marked) if not noted else 0.0
            notes = [p for p in notes if p.lines[0].y >= first - 0.1]
        elif not (noted or (room < 0.12 * pages[number].height and not _CAPTION.match(notes[-1].plain))):
            notes.clear()
        for paragraph in notes:
            paragraph.kind = "footnote"
        noted = bool(notes)


def _is_caption(paragraph: Paragraph, page: Page, em: float) -> bool:
    if len(paragraph.lines) > 12:
        return False
    if _CAPTION.match(paragraph.plain):
        return True
    if paragraph.size > 0.95 * em or len(paragraph.lines) > 5:
        return False
    top, bottom = paragraph.lines[0].top, paragraph.lines[-1].bottom
    x0, x1 = min(line.x0 for line in paragraph.lines), max(line.x1 for line in paragraph.lines)
    return any(
        x0 < right and x1 > left and (-0.5 * em <= top - lower < 2.5 * em or -0.5 * em <= upper - bottom < 1.5 * em)
        for left, upper, right, lower in page.pictures
    )


def _is_heading(paragraph: Paragraph, em: float) -> bool:
    text = paragraph.plain
    if len(paragraph.lines) > 5 or len(text) > 250 or not re.search(r"[^\W\d_]", text):
        return False
    if paragraph.size > 1.09 * em:
        return True
    if len(paragraph.lines) > 3 or (paragraph.label and not re.search(r"\w", paragraph.label)):
        return False
    if all(line.bold for line in paragraph.lines):
        return not (_SENTENCE_END.search(text) and len(text) > 80)
    capitals = text.isupper() and len(text) > 3 and len(text) < 100 and not _SENTENCE_END.search(text)
    return capitals and paragraph.gap > 1.5


def _is_quote(paragraph: Paragraph, em: float, indent: float) -> bool:
    rest = paragraph.lines[1:] or paragraph.lines
    inset = min(line.x0 for line in rest) - paragraph.left
    if abs(paragraph.size - em) > 0.12 * em and paragraph.size > em:
        return False
    short = paragraph.right - max(line.x1 for line in paragraph.lines)
    if len(paragraph.lines) > 1:
        return inset > 0.9 * em and short > 0.7 * em
    return inset > max(1.4 * em, 1.5 * indent) and short > 0.7 * em and not _centred(paragraph, em)


def _centred(paragraph: Paragraph, em: float) -> bool:
    return abs(paragraph.lines[0].middle - (paragraph.left + paragraph.right) / 2) < 0.7 * em


def _lists_checked(found: Sequence[Paragraph]) -> None:
    """Take a numbered paragraph for an item only if another one is its neighbour, or its lines hang."""
    for index, paragraph in enumerate(found):
        if paragraph.kind != "list" or not re.search(r"\w|[-–—*]", paragraph.label):
            continue
        near = [found[i] for i in (index - 2, index - 1, index + 1, index + 2) if 0 <= i < len(found)]
        alike = any(p.kind == "list" for p in near if p.label)
        hangs = len(paragraph.lines) > 1 and paragraph.lines[1].x0 - paragraph.lines[0].x0 > 0.5 * paragraph.size
        if not (alike or hangs):
            paragraph.kind, paragraph.label = "body", ""


def _title_and_byline(found: Sequence[Paragraph], em: float, author: str) -> None:
    """The largest words of the first page are the title; the short lines that follow it are the byline."""
    opening = [p for p in found if p.page == found[0].page]
    large = [p for p in opening if p.kind == "heading" and p.size > 1.25 * em]
    if not large:
        return
    top = max(p.size for p in large)
    at = next(
        index for index, p in enumerate(found) if p.page == found[0].page and p.kind == "heading" and p.size == top
    )
    long = [p for p in found[:at] if p.kind == "body" and len(p.lines) > 2]
    if long:
        return
    found[at].kind = "title"
    for paragraph in found[at + 1 : at + 5]:
        text = paragraph.plain
        named = _BY.match(text) or (bool(author) and author.casefold() in text.casefold())
        # Names set larger than the text stand between the title and the first heading, which is bold or smaller.
        larger = paragraph.kind == "heading" and not all(line.bold for line in paragraph.lines)
        short = len(paragraph.lines) <= 2 and not _SENTENCE_END.search(text)
        plain = paragraph.kind in ("body", "quote")
        if len(text) > 200 or not (named or (short and (plain or larger))):
            break
        paragraph.kind = "byline"
