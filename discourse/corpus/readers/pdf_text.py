"""What are the paragraphs of a PDF, from its first page to its last, and what was done to get them?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .pdf_columns import columns
from .pdf_hyphens import Joiner
from .pdf_kinds import kinds_found
from .pdf_lines import body_size, marks_taken_out, segments
from .pdf_margins import Margins, margins_taken_off
from .pdf_paragraphs import (
    Column,
    Paragraph,
    column_of,
    ends_early,
    labels_found,
    margins_shared,
    paragraphs,
    rows_found,
)
from .pdf_words import Page

_ENDS = re.compile(r"[.!?:…。！？]['\"”’»)\]]*$")
_FLOATS = ("footnote", "caption", "table", "pulled")
_NUMBER = re.compile(r"(?:\d{1,3}|[*∗†‡§¶‖]{1,3})[.)]?\s+")


@dataclass
class Laid:
    """The paragraphs of a PDF and what was done to them."""

    parts: list[tuple[str, str]]
    margins: Margins
    marks: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    pulled: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    continued: list[str] = field(default_factory=list)  # where they go on


def laid_out(pages: Sequence[Page], author: str = "") -> Laid:
    """Put the words of all pages together to paragraphs.

    Parameters
    ----------
    pages : sequence of Page
    author : str
        As the file states it, to know the byline by.
    """
    rests, margins = margins_taken_off(pages, [segments(page) for page in pages])
    em = body_size(piece for rest in rests for piece in rest)
    marks: list[str] = []
    found: list[Column] = []
    for page, rest in zip(pages, rests, strict=True):
        for block in columns(rest, em):
            marks += marks_taken_out(block)
            labels_found(block, page)
            rows_found(block, em)
            found.append(column_of(page.number, block, em))
    margins_shared(found, em)
    every = [paragraph for column in found for paragraph in paragraphs(column, em)]
    laid = Laid([], margins, marks)
    if not every:
        return laid
    kinds_found(every, pages, em, author)
    _pulled_out(every, em, laid)
    joiner = Joiner(line for column in found for line in column.lines)
    merged = _continued(every, em, laid)
    for paragraph in merged:
        if paragraph.kind != "pulled":
            laid.parts.append((paragraph.kind, _text(paragraph, joiner, laid)))
    laid.joined, laid.kept = joiner.joined, joiner.kept
    return laid


def _text(paragraph: Paragraph, joiner: Joiner, laid: Laid) -> str:
    if paragraph.kind == "table":
        return "\n".join("\t".join(line.cells) or line.text for line in paragraph.lines)
    first = paragraph.lines[0]
    if paragraph.kind == "list":
        laid.labels.append(paragraph.label)
        if not first.drawn:
            first.words = first.words[1:]
            first.words[0].glued = False
    text = joiner.text(paragraph.lines)
    if paragraph.kind == "footnote" and not first.mark:
        text = _NUMBER.sub("", text, count=1)
    return text.rstrip("↩ ") if paragraph.kind == "footnote" else text


def _pulled_out(every: Sequence[Paragraph], em: float, laid: Laid) -> None:
    """Find quotations pulled out of the text: set large, and standing in it a second time."""
    large = [p for p in every if p.kind in ("heading", "quote", "body") and p.size > 1.12 * em and len(p.plain) > 25]
    if not large:
        return
    running = [_bare(p.plain) for p in every if p.kind in ("body", "quote") and p.size <= 1.12 * em]
    for paragraph in large:
        own = _bare(paragraph.plain)
        # A heading stands a second time in the table of contents, but not within a paragraph.
        whole = bool(_ENDS.search(paragraph.plain)) and own.count(" ") >= 8
        if own.count(" ") >= 5 and any(own in text and (whole or len(text) > 1.2 * len(own)) for text in running):
            paragraph.kind = "pulled"
            laid.pulled.append(paragraph.plain)


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]|_", "", re.sub(r"-\s+", "", text.casefold())).split())


def _continued(every: Sequence[Paragraph], em: float, laid: Laid) -> list[Paragraph]:
    """Join paragraphs that go on in the next column, and put footnotes and pictures behind what they interrupt."""
    indented = _are_indented(every, em)
    merged: list[Paragraph] = []
    floats: list[Paragraph] = []
    open_: Paragraph | None = None
    head = False  # whether nothing but pictures and notes stands before it in its column
    for paragraph in every:
        head = head or paragraph.first
        if paragraph.kind in _FLOATS and not (
            paragraph.kind == "footnote" and _goes_on_note(merged + floats, paragraph)
        ):
            (floats if open_ else merged).append(paragraph)
            continue
        if paragraph.kind == "footnote":
            last = next(p for p in reversed(merged + floats) if p.kind == "footnote")
            last.lines.extend(paragraph.lines)
            laid.continued.append(paragraph.lines[0].text)
            continue
        if open_ is not None and head and _goes_on(open_, paragraph, indented, em):
            open_.lines.extend(paragraph.lines)
            open_.last, open_.right, open_.justified = paragraph.last, paragraph.right, paragraph.justified
            laid.continued.append(paragraph.lines[0].text)
        else:
            merged.extend(floats)
            floats = []
            merged.append(paragraph)
            open_ = paragraph
        head = False
        if open_ is not None and not paragraph.last:
            merged.extend(floats)
            floats = []
    merged.extend(floats)
    return merged


def _goes_on_note(before: Sequence[Paragraph], note: Paragraph) -> bool:
    """Tell whether a footnote is the rest of one on the page before."""
    last = next((p for p in reversed(before) if p.kind == "footnote"), None)
    if last is None or last.page == note.page or note.lines[0].mark or _NUMBER.match(note.plain):
        return False
    return not _ENDS.search(last.plain)


def _are_indented(every: Sequence[Paragraph], em: float) -> bool:
    body = [p for p in every if p.kind == "body" and len(p.lines) > 1 and not p.first]
    return sum(p.lines[0].x0 - p.lines[1].x0 > 0.5 * em for p in body) > 0.5 * len(body) if body else False


def _goes_on(before: Paragraph, after: Paragraph, indented: bool, em: float) -> bool:
    """Tell whether the first paragraph of a column is the rest of the last one of the column before."""
    if before.kind not in ("body", "list", "quote") or after.label or abs(before.size - after.size) > 0.06 * em:
        return False
    if after.kind not in ("body", "quote") or (before.kind == "body" and after.kind == "quote"):
        return False
    last, first = before.lines[-1], after.lines[0]
    text = last.text
    if text[-1:] in "-\u2010\u00ad" and text[-2:-1].isalpha():
        return True
    if before.kind == "quote" and first.text[:1].islower():
        return True
    if ends_early(last, first, before.right, before.justified):
        return False
    if indented and before.kind == "body":
        return first.x0 - after.left < 0.5 * em
    if before.kind != after.kind:
        return not _ENDS.search(text)
    return True
