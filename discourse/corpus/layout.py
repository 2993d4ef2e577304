"""What is a paragraph of a plain text that was laid out for a page or a screen, and what stands before the text itself?

Plain text has no marks but its lines. Where there is no blank line, a line is a paragraph, unless the lines are all
filled to one width: then they were wrapped, and a paragraph ends with a line that has room for the next word, or before
one that is indented. Headings of e-mail and the licence of Project Gutenberg are no text of the author.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from ..errors import ReadError
from .document import Document, Note
from .paragraphs import Block, has_blank_lines, is_blank, paragraph_blocks, trimmed

FRONT = "front"
_FEWEST_LINES = 5
_NARROWEST, _WIDEST = 36, 110
_SOME_LONGER = 0.03  # the share of lines that may be longer than the rest: addresses, tables
_MOSTLY_FULL, _OFTEN_MIDWAY = 0.6, 0.25
_MUCH_ROOM, _HALF_EMPTY = 0.6, 0.4
_MOST_INDENTED = 0.5
_STOP = re.compile(r"[.!?…:][\"'”’»)\]*_]*$")
_SMALL = re.compile(r"[\"'“‘«(\[]?[^\W\d_A-ZÀ-ÖØ-Þ]")

_START, _END = r"\*{3} ?START OF", r"\*{3} ?END OF"
_BOOK = "(?:THE|THIS) PROJECT GUTENBERG "
_GUTENBERG_START = re.compile(rf"^[ \t]*{_START} {_BOOK}[^*]*\*{{3}}.*$", re.MULTILINE)
_GUTENBERG_END = re.compile(rf"^[ \t]*(?:{_END} {_BOOK}|End of (?:the )?Project Gutenberg)", re.MULTILINE)
_HEADER = re.compile(r"(?P<name>[A-Z][A-Za-z-]{1,30}): ?\S.*(?:\n[ \t]+\S.*)*(?:\n|\Z)")
_HEADERS = frozenset(
    ["from", "to", "cc", "subject", "date", "newsgroups", "message-id", "sent", "reply-to", "organization", "sender",
     "received", "return-path", "references", "path", "lines", "mime-version", "content-type", "in-reply-to"]
)  # fmt: skip
_FEWEST_HEADERS = 3


class _Lines(NamedTuple):
    """The lines of a text that have something in them: where they stand, and their indentation."""

    spans: list[tuple[int, int]]
    indents: list[int]


def laid_out(document: Document, mode: str = "auto") -> Document:
    """Return a document with its paragraphs, as its format tells or as its lines show, and with notes about that.

    Parameters
    ----------
    document : Document
    mode : {"auto", "blank", "line", "wrapped"}
        As in :func:`discourse.read`.
    """
    if document.blocks is not None:
        return document
    text = document.text
    notes: list[Note] = []
    width = _width_of(text) if mode == "wrapped" or (mode == "auto" and not has_blank_lines(text)) else None
    if mode == "wrapped" or (width is not None and width.is_wrapped):
        blocks = _wrapped_blocks(text, width)
        if mode == "auto" and width is not None:
            notes.append(Note("assumed", f"lines wrapped at about {width.columns} characters, put together"))
    else:
        blocks = paragraph_blocks(text, mode)
    blocks = _without_surroundings(text, blocks, notes)
    return replace(document, blocks=tuple(blocks), notes=(*document.notes, *notes))


def with_front_matter(document: Document, paragraphs: int) -> Document:
    """Return a document of which the first paragraphs are front matter: stored, shown, not counted.

    Parameters
    ----------
    document : Document
        With its paragraphs.
    paragraphs : int
        How many, from 0 on; what is front matter already is not among them. Titles, headings and the like count as
        paragraphs and keep their kind.

    Raises
    ------
    ReadError
        If nothing would be left.
    """
    blocks = document.blocks or ()
    first = next((at for at, block in enumerate(blocks) if block.kind != FRONT), 0)
    last = first + paragraphs
    if paragraphs and not any(block.kind != FRONT for block in blocks[last:]):
        raise ReadError(
            f"front_matter={paragraphs} leaves nothing of its {len(blocks) - first:,} paragraphs.",
            where=document.file or document.source or document.title,
            do="Give a smaller number; corpus.paragraphs shows what the paragraphs are.",
        )
    changed = [block for block in blocks[first:last] if block.kind in ("body", "list", "quote")]
    if not changed:
        return document
    fronts = [replace(block, kind=FRONT) if block in changed else block for block in blocks[first:last]]
    note = Note("left out", _FRONT_MATTER, len(changed), _glimpse(document.text, changed[0]))
    return replace(document, blocks=(*blocks[:first], *fronts, *blocks[last:]), notes=(*document.notes, note))


_FRONT_MATTER = "paragraphs of front matter, as asked"


def check_front_matter(paragraphs: int) -> None:
    """Raise a ReadError if this is no number of paragraphs."""
    if isinstance(paragraphs, bool) or not isinstance(paragraphs, int) or paragraphs < 0:
        raise ReadError(f"front_matter={paragraphs!r} is no number of paragraphs.", do="Give a whole number from 0 on.")


# Lines


class _Width(NamedTuple):
    """To how many characters the lines of a text are filled, and whether they are wrapped there."""

    columns: int
    is_wrapped: bool


def _lines(text: str) -> _Lines:
    spans, indents, start = [], [], 0
    for line in text.split("\n"):
        first, last = trimmed(text, start, start + len(line))
        if first < last:
            spans.append((first, last))
            indents.append(len(text[start:first].expandtabs(8)))
        start += len(line) + 1
    return _Lines(spans, indents)


def _width_of(text: str) -> _Width | None:
    """Find out how wide the lines of a text are; None where there are too few to tell."""
    lines = _lines(text)
    if len(lines.spans) < _FEWEST_LINES:
        return None
    # Of the lines that are not indented, since a tab may stand for any number of columns.
    usual = sorted(lines.indents)[len(lines.indents) // 2]
    lengths = sorted(indent + end - start for (start, end), indent in zip(*lines, strict=True) if indent <= usual)
    columns = lengths[-1 - int(_SOME_LONGER * len(lengths))]
    full = midway = 0
    for (one, indent), (two, _) in pairwise(zip(*lines, strict=True)):
        full += _is_full(text, one, two, indent, columns)
        midway += not _STOP.search(text[max(one[0], one[1] - 8) : one[1]]) and bool(_SMALL.match(text, two[0]))
    breaks = len(lines.spans) - 1
    is_wrapped = _NARROWEST <= columns <= _WIDEST and full >= _MOSTLY_FULL * breaks and midway >= _OFTEN_MIDWAY * breaks
    return _Width(columns, is_wrapped)


def _is_full(text: str, line: tuple[int, int], following: tuple[int, int], indent: int, columns: int) -> bool:
    """Tell whether a line had no room for the first word of the next one."""
    word = re.compile(r"\S+").match(text, following[0])
    assert word is not None
    return indent + line[1] - line[0] + 1 + word.end() - word.start() > columns


def _wrapped_blocks(text: str, width: _Width | None) -> list[Block]:
    """Put wrapped lines together: a paragraph ends before an indented line, or with a line that has room left."""
    lines = _lines(text)
    if not lines.spans:
        return []
    usual = sorted(lines.indents)[len(lines.indents) // 2]
    columns = width.columns if width else max(end - start for start, end in lines.spans)
    is_indented = [usual < indent <= usual + 12 for indent in lines.indents]
    by_indent = 1 < sum(is_indented) <= _MOST_INDENTED * len(is_indented)
    blocks, start = [], lines.spans[0][0]
    for at, (one, two) in enumerate(pairwise(lines.spans)):
        blank = text.count("\n", one[1], two[0]) > 1 and not _goes_on(text, one, two)
        # All lines of a quotation are indented: only the first begins a paragraph.
        anew = not is_indented[at] or not _is_full(text, one, two, lines.indents[at], columns)
        indented = by_indent and is_indented[at + 1] and anew
        if blank or indented or _ends(text, one, two, lines.indents[at], columns, by_indent):
            blocks.append(Block(start, one[1]))
            start = two[0]
    blocks.append(Block(start, lines.spans[-1][1]))
    return [block for block in blocks if not is_blank(text[block.start : block.end])]


def _ends(text: str, one: tuple[int, int], two: tuple[int, int], indent: int, columns: int, by_indent: bool) -> bool:
    """Tell whether a paragraph ends with a line: it has room for the next word, and the next one may begin anew."""
    if _is_full(text, one, two, indent, columns):
        return False
    filled = (indent + one[1] - one[0]) / columns
    if _SMALL.match(text, two[0]) and filled > _HALF_EMPTY:
        return False
    if by_indent:
        return filled < _HALF_EMPTY
    return filled < _MUCH_ROOM or _STOP.search(text[max(one[0], one[1] - 8) : one[1]]) is not None


def _goes_on(text: str, one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Tell whether a sentence goes on from one line to the next, as it may over a page break."""
    stopped = _STOP.search(text[max(one[0], one[1] - 8) : one[1]]) is not None
    return "\f" in text[one[1] : two[0]] and not stopped and _SMALL.match(text, two[0]) is not None


# What stands around a text


def _without_surroundings(text: str, blocks: Sequence[Block], notes: list[Note]) -> list[Block]:
    """Mark the headings of an e-mail and the licence of Project Gutenberg as what they are."""
    first, last = 0, len(text)
    start = _GUTENBERG_START.search(text) if "PROJECT GUTENBERG" in text else None
    if start is not None:
        end = _GUTENBERG_END.search(text, start.end())
        first, last = start.end(), end.start() if end else last
        blocks = _marked(text, blocks, first, last, "paragraphs of Project Gutenberg about its licence", notes)
    headers = _headers_end(text)
    if headers:
        blocks = _marked(text, blocks, headers, len(text), "headings of e-mail or newsgroups", notes)
    return list(blocks)


def _marked(text: str, blocks: Sequence[Block], first: int, last: int, what: str, notes: list[Note]) -> list[Block]:
    """Mark the blocks outside of a stretch as front matter, cutting those that reach into it."""
    found: list[Block] = []
    outside: list[Block] = []
    for block in blocks:
        edges = [block.start, *(edge for edge in (first, last) if block.start < edge < block.end), block.end]
        for start, end in (trimmed(text, *span) for span in pairwise(edges)):
            if start < end and not is_blank(text[start:end]):
                is_outside = end <= first or start >= last
                found.append(Block(start, end, FRONT if is_outside else block.kind))
                outside += found[-1:] if is_outside else []
    if len(outside) == len(found) or not outside:
        return list(blocks)
    notes.append(Note("left out", what, len(outside), _glimpse(text, outside[0])))
    return found


def _headers_end(text: str) -> int:
    """Return where the headings of an e-mail at the beginning of a text end; 0 if there are none."""
    at = len(text) - len(text.lstrip())
    names = []
    while (header := _HEADER.match(text, at)) is not None:
        names.append(header["name"].lower())
        at = header.end()
    is_mail = sum(name in _HEADERS or name.startswith("x-") for name in names) >= _FEWEST_HEADERS
    followed = at >= len(text) or is_blank(text[at : text.find("\n", at) if "\n" in text[at:] else len(text)])
    return at if is_mail and followed else 0


def _glimpse(text: str, block: Block) -> str:
    line = " ".join(text[block.start : min(block.end, block.start + 200)].split())
    return line if len(line) <= 60 else f"{line[:59]}…"
