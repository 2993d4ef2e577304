"""Where does each paragraph of a plain text begin and end?"""

import re
import unicodedata
from dataclasses import dataclass

from ..errors import ReadError

MODES = ("auto", "blank", "line")

# What a paragraph can be. Running text is what the author says to the reader; the rest stands around it.
RUNNING = ("body", "list", "quote")
KINDS = (*RUNNING, "title", "byline", "heading", "caption", "footnote", "table", "code")

# A line break, then lines with nothing but white space (a no-break space or a zero-width one is nothing too).
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]|[\u200b\u2060\ufeff])*\n[\s\u200b\u2060\ufeff]*")
_LINE = re.compile(r"\n")
_WORD = re.compile(r"\w")
EDGE = frozenset("\u200b\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph before it is numbered: half-open character offsets and a kind (``"body"``, ``"heading"`` …)."""

    start: int
    end: int
    kind: str = "body"


def paragraph_blocks(text: str, mode: str = "auto") -> list[Block]:
    """Find the paragraphs of a plain text.

    Parameters
    ----------
    text : str
        Line ends are ``\\n``.
    mode : {"auto", "blank", "line"}
        ``"blank"``: blank lines separate paragraphs. ``"line"``: each line is one.
        ``"auto"``: blank lines where the text has any, else lines.

    Returns
    -------
    list of Block
        In text order, without white space at either end, each with something to be seen in it.
    """
    check_mode(mode)
    if "\n" not in text:
        return [] if is_blank(text) else [Block(*trimmed(text, 0, len(text)))]
    if mode == "auto":
        mode = "blank" if _BLANK_LINES.search(text, *trimmed(text, 0, len(text))) else "line"
    breaks = _BLANK_LINES if mode == "blank" else _LINE
    blocks, start = [], 0
    for gap in breaks.finditer(text):
        blocks.append(trimmed(text, start, gap.start()))
        start = gap.end()
    blocks.append(trimmed(text, start, len(text)))
    return [Block(start, end) for start, end in blocks if not is_blank(text[start:end])]


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
