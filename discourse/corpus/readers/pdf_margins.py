"""Which lines of a page are its running head and its number, and not part of the text?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from .pdf_lines import Line
from .pdf_words import Page

_ZONE = 0.18  # share of the page's height, above and below, in which running heads stand
_DEPTH = 3  # rows of a running head at most
_ROMAN = re.compile(r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$", re.IGNORECASE)
_AROUND = re.compile(r"^[\s\-–—·•|~\[(]+|[\s\-–—·•|~\])]+$")
_NAMED = re.compile(
    r"(?:page|pages|pag\.?|pg\.?|p\.|seite|s\.|página|pagina|strona|sida|side)\s*(\d{1,5}|[ivxlc]+)"
    r"(?:\s*(?:of|/|von|de|di|sur|z|av|van)\s*\d{1,5})?$|(\d{1,5})\s*(?:/|of|von|de|di|sur)\s*\d{1,5}$",
    re.IGNORECASE,
)

_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)]*$")

Row = list[Line]


class Margins:
    """What was taken off the pages: running heads and feet, and page numbers, as they stood there."""

    def __init__(self) -> None:
        self.heads: list[str] = []
        self.numbers: list[str] = []


def margins_taken_off(pages: Sequence[Page], pieces: Sequence[list[Line]]) -> tuple[list[list[Line]], Margins]:
    """Take running heads, running feet and page numbers off every page.

    A row at the edge of a page is taken off if it is the page's number (alone, or with words beside it), if the same
    words stand there on another page, or if it stands apart from the text at a height where most pages have such a row.

    Returns
    -------
    (list of list of Line, Margins)
        What remains of each page, and what was taken off.
    """
    taken = Margins()
    rests = [list(one) for one in pieces]
    for above in (True, False):
        for _ in range(_DEPTH):
            rows = [_edge_row(page, rest, above) for page, rest in zip(pages, rests, strict=True)]
            chosen = _running(pages, rows)
            if not any(chosen):
                break
            for index, (row, how) in enumerate(zip(rows, chosen, strict=True)):
                if how and row:
                    text = " ".join(piece.text for piece in row[0])
                    (taken.numbers if how == "number" else taken.heads).append(text)
                    kept = set(map(id, row[0]))
                    rests[index] = [piece for piece in rests[index] if id(piece) not in kept]
    return rests, taken


def _edge_row(page: Page, rest: list[Line], above: bool) -> tuple[Row, float] | None:
    """Return the outermost row of a page and its distance from the next, in letter heights."""
    if not rest:
        return None
    edge = min(rest, key=lambda p: p.y) if above else max(rest, key=lambda p: p.y)
    inside = edge.y < _ZONE * page.height if above else edge.y > (1 - _ZONE) * page.height
    if not inside:
        return None
    reach = 0.35 * edge.size
    row = sorted((p for p in rest if abs(p.y - edge.y) <= reach), key=lambda p: p.x0)
    others = [abs(p.y - edge.y) for p in rest if abs(p.y - edge.y) > reach]
    return row, (min(others) / edge.size if others else 99.0)


def _running(pages: Sequence[Page], rows: Sequence[tuple[Row, float] | None]) -> list[str]:
    """Tell for the edge row of each page why it is taken off: ``"number"``, ``"head"`` or ``""`` if it is not."""
    same: Counter[str] = Counter()
    slots: Counter[int] = Counter()
    offsets: Counter[tuple[bool, int]] = Counter()
    usual = median([distance for row in rows if row for distance in [row[1]]] or [0.0])
    for page, row in zip(pages, rows, strict=True):
        if row:
            same.update(_keys(row[0]))
            slots[round(row[0][0].y / 3)] += row[1] > 1.6
            for number in _numbers(row[0]):
                offsets[number[0], number[1] - page.number] += 1
    full = sum(1 for row in rows if row)
    result = []
    for page, row in zip(pages, rows, strict=True):
        how = ""
        if row:
            text, distance = " ".join(piece.text for piece in row[0]), row[1]
            near = round(row[0][0].y / 3)
            numbers = _numbers(row[0])
            counted = any(offsets[roman, n - page.number] > 1 for roman, n, _ in numbers)
            alone = any(_AROUND.sub("", text).casefold() == bare.casefold() for _, _, bare in numbers)
            first = any(n == page.number + 1 for _, n, _ in numbers) and distance > 1.6
            named = _NAMED.match(_AROUND.sub("", text)) is not None
            if (named or alone) and (counted or first or distance > 2.2):
                how = "number"
            else:
                often = max((same[key] for key in _keys(row[0])), default=0)
                slot = full >= 4 and usual > 1.6 and sum(slots[near + d] for d in (-1, 0, 1)) > full / 2
                # Footnotes begin with a number too, and may be numbered as the pages are; but they are sentences.
                brief = text.count(" ") < 12 and not _SENTENCE_END.search(text)
                beside = brief and bool(numbers) and (counted or (first and len(pages) == 1))
                if beside or often > 2 or (often > 1 and distance > 0.9) or (slot and distance > 1.6):
                    how = "head"
        result.append(how)
    return result


def _keys(row: Row) -> set[str]:
    """Return the words of a row, and of its first and last piece, without figures, and roughly where they stand."""
    keys = set()
    for pieces in (row, row[:1], row[-1:]):
        words = " ".join(piece.text for piece in pieces).casefold()
        if words.count(" ") < 8:  # longer ones are sentences, in which another figure says something else
            words = re.sub(r"\W*\d+\W*", "#", words)
        elif len(pieces) < len(row):
            continue
        if re.search(r"[^\W\d_]{2}", words):
            keys.add(f"{words}@{round(row[0].y / 6)}@{len(pieces) == len(row)}")
    return keys


def _numbers(row: Row) -> list[tuple[bool, int, str]]:
    """Return the page numbers that a row may begin or end with: whether it is Roman, its value, and its figures."""
    found = []
    texts = [" ".join(piece.text for piece in row), row[0].text, row[-1].text]
    if len(texts[0]) < 80:
        texts += [row[0].words[0].text, row[-1].words[-1].text]
    for text in dict.fromkeys(texts):
        bare = _AROUND.sub("", text)
        named = _NAMED.match(bare)
        figures = (named[1] or named[2]) if named else bare
        if figures.isdecimal() and len(figures) <= 4:
            found.append((False, int(figures), bare))
        elif figures and _ROMAN.match(figures):
            found.append((True, _roman(figures), bare))
    return found


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[mark] for mark in text.lower()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
