"""Where does each paragraph of a plain text begin and end?"""

import re
import unicodedata
from dataclasses import dataclass

from ..errors import ReadError
from ..fair_copy import UNSEEN

MODES = ("auto", "blank", "line", "wrapped")

# What a paragraph can be. Running text is what the author says to the reader; the rest stands around it.
RUNNING = ("body", "list", "quote")
KINDS = (*RUNNING, "title", "byline", "heading", "caption", "footnote", "table", "code", "front")

# A line break, then lines with nothing to be seen in them (a no-break space is nothing, nor is a soft hyphen).
_BLANK_LINES = re.compile(rf"\n(?:[^\S\n]|[{UNSEEN}])*\n[\s{UNSEEN}]*")
_PAGES_AND_BLANK_LINES = re.compile(rf"{_BLANK_LINES.pattern}|(?<![^\S\f])[^\S\f]*\f[\s{UNSEEN}]*")
_LINE = re.compile(r"[\n\f]")
_WORD = re.compile(r"\w")
EDGE = frozenset(filter(re.compile(f"[{UNSEEN}]").match, map(chr, (*range(0x10000), *range(0xE0000, 0xE0080)))))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph before it is numbered: half-open character offsets and a kind (``"body"``, ``"heading"`` …)."""

    start: int
    end: int
    kind: str = "body"


def has_blank_lines(text: str) -> bool:
    """Tell whether blank lines separate anything in a text; a page break between two lines does not count."""
    return any("\f" not in gap.group() for gap in _BLANK_LINES.finditer(text, *trimmed(text, 0, len(text))))


def paragraph_blocks(text: str, mode: str = "auto") -> list[Block]:
    """Find the paragraphs of a plain text.

    Parameters
    ----------
    text : str
        Line ends are ``\\n``.
    mode : {"auto", "blank", "line"}
        ``"blank"``: blank lines separate paragraphs. ``"line"``: each line is one.
        ``"auto"``: blank lines where the text has any, else lines. A page break (form feed) separates paragraphs too,
        unless a sentence goes on behind it. Wrapped lines: see :mod:`discourse.corpus.layout`.

    Returns
    -------
    list of Block
        In text order, without white space at either end, each with something to be seen in it.
    """
    check_mode(mode)
    if "\n" not in text and "\f" not in text:
        return [] if is_blank(text) else [Block(*trimmed(text, 0, len(text)))]
    if mode == "auto":
        mode = "blank" if has_blank_lines(text) else "line"
    has_pages = "\f" in text
    breaks = (_PAGES_AND_BLANK_LINES if has_pages else _BLANK_LINES) if mode == "blank" else _LINE
    blocks, start = [], 0
    for gap in breaks.finditer(text):
        if has_pages and "\f" in gap.group() and _goes_on(text, gap.start(), gap.end()):
            continue
        blocks.append(trimmed(text, start, gap.start()))
        start = gap.end()
    blocks.append(trimmed(text, start, len(text)))
    seen = _WORD.search
    return [Block(start, end) for start, end in blocks if seen(text, start, end) or not is_blank(text[start:end])]


def _goes_on(text: str, before: int, after: int) -> bool:
    """Tell whether a sentence goes on behind a page break: a letter or comma before it, a small letter behind."""
    return (0 < before < after < len(text) and (text[before - 1].isalnum() or text[before - 1] in ",;-–—")) and text[
        after
    ].islower()


def is_blank(text: str) -> bool:
    """Tell whether a text has nothing to be seen in it: only white space, invisible and control characters."""
    if _WORD.search(text):
        return False
    return all(c.isspace() or unicodedata.category(c) in ("Cc", "Cf") for c in set(text))


def check_mode(mode: str) -> None:
    """Raise a ReadError if there is no such way to find paragraphs."""
    if mode not in MODES:
        raise ReadError(
            f'paragraphs="{mode}" is not a way to find paragraphs.', do=f"Choose one of {', '.join(MODES)}."
        )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow a span so that it neither begins nor ends in white space."""
    while start < end and (text[start].isspace() or text[start] in EDGE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in EDGE):
        end -= 1
    return start, end
