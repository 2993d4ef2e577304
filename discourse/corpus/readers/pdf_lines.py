"""Which words of a page stand on one line?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .pdf_words import Page, Word

# The number of a note: digits or signs, never letters (the "th" of 19th is raised too).
_MARK = re.compile(r"[(\[]?(?:\d{1,3}(?:[,–-]\d{1,3})*,?|[*∗†‡§¶‖#]{1,3})[)\]]?$")
# What takes an exponent instead: figures, single letters, units, a bracket.
_POWER = re.compile(r"(?:\d|\b[A-Za-z]|\b[cdkmµn]?m|\b(?:ft|in|mi|CO|log))$|[)\]}=+×−]$")
_INITIAL = 1.7  # how much larger than its line the initial of a paragraph is
_QUOTES = "“\"‘'„«"
_NARROW = 0.75  # widest gap, in letter heights, that still is a space for certain


@dataclass(slots=True)
class Line:
    """Words on one baseline, from left to right; `y` is the baseline, measured downwards."""

    words: list[Word]
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    mark: str = ""  # the number of a note that it begins with
    label: str = ""  # the bullet or number of an item that it begins with
    drawn: bool = False  # whether that bullet is a drawing and not a word of the line
    cells: tuple[str, ...] = ()  # what stands in it where it is a row of a table

    @property
    def text(self) -> str:
        """Its words, with a space wherever one stands."""
        pieces: list[str] = []
        for word in self.words:
            if pieces and not word.glued:
                pieces.append(" ")
            pieces.append(word.text)
        return "".join(pieces)

    @property
    def top(self) -> float:
        """Where its highest letters end."""
        return self.y - 0.8 * self.size

    @property
    def bottom(self) -> float:
        """Where its lowest letters end."""
        return self.y + 0.2 * self.size

    @property
    def middle(self) -> float:
        """Half-way between its ends."""
        return (self.x0 + self.x1) / 2


def line_of(words: list[Word]) -> Line:
    """Return the line that words make: its size, weight and baseline are those of most of its letters."""
    sizes: Counter[tuple[float, float]] = Counter()
    bold = italic = letters = 0
    for word in words:
        count = len(word.text)
        sizes[word.size, word.y] += count
        letters += count
        bold += count * word.bold
        italic += count * word.italic
    size, y = sizes.most_common(1)[0][0]
    return Line(
        words,
        words[0].x0,
        max(word.x1 for word in words),
        y,
        size,
        2 * bold > letters * 1.6,
        2 * italic > letters * 1.6,
    )


def segments(page: Page) -> list[Line]:
    """Return stretches of words with no more than a space between them, in the order in which they were drawn.

    A line may come in several of them; :func:`lines` puts together those that stand in the same column.
    """
    found: list[list[Word]] = []
    y = size = 0.0
    for word in page.words:
        if found:
            last = found[-1][-1]
            gap, rise = word.x0 - last.x1, abs(word.y - y)
            larger = max(size, word.size)
            small = min(last.size, word.size) < 0.85 * larger
            near = (-0.5 if small else -0.25) * larger <= gap <= _NARROW * larger and word.x1 > last.x0
            raised = small and rise <= 0.6 * larger and gap <= 0.4 * larger and not _is_initial(last, word.size)
            if near and (rise <= 0.12 * larger or raised):
                if gap <= 0.03 * larger and not (last.text[-1:] == "-" and last.text[:-1].isalpha()):
                    word.glued = True
                found[-1].append(word)
                if word.size > 1.05 * size:
                    y, size = word.y, word.size
                continue
        found.append([word])
        y, size = word.y, word.size
    return [line_of(words) for words in found]


def lines(pieces: Sequence[Line]) -> list[Line]:
    """Put pieces of one column together to lines, from top to bottom."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.y, piece.x0)):
        row = rows[-1] if rows else None
        if row and _same_line(row, piece):
            row.append(piece)
        else:
            rows.append([piece])
    result = []
    for row in rows:
        words = sorted((word for piece in row for word in piece.words), key=lambda word: word.x0)
        result.append(row[0] if len(row) == 1 else line_of(words))
    return _initials_joined(sorted(result, key=lambda line: (line.y, line.x0)))


def _same_line(row: list[Line], piece: Line) -> bool:
    main = max(row, key=lambda one: one.size)
    larger, smaller = max(main.size, piece.size), min(main.size, piece.size)
    rise = abs(main.y - piece.y)
    if any(len(one.words) == 1 and _is_initial(one.words[0], smaller) for one in (main, piece)):
        return False
    few, many = sorted(([word for one in row for word in one.words], piece.words), key=len)
    if rise > 0.12 * larger:
        # A raised or lowered figure, right beside a word of the line.
        gaps = (gap for a in few[:3] for b in many for gap in (a.x0 - b.x1, b.x0 - a.x1))
        if smaller >= 0.85 * larger or rise > 0.6 * larger or not any(-0.3 < gap / larger < 0.4 for gap in gaps):
            return False
    reach = 0.45 * larger
    if all(piece.x0 >= one.x1 - reach or piece.x1 <= one.x0 + reach for one in row):
        return True
    # A figure that was drawn by itself may stand between two words of a piece.
    between = not any(a.x0 < b.x1 - 0.1 * larger and b.x0 < a.x1 - 0.1 * larger for a in few for b in many)
    return smaller < 0.85 * larger and len(few) < 3 and between


def _is_initial(word: Word, size: float) -> bool:
    """Tell whether a word is the large first letter of a paragraph whose letters have that size."""
    return word.size > _INITIAL * size and len(word.text.strip(_QUOTES)) == 1 and word.text[-1].isalpha()


def _initials_joined(found: list[Line]) -> list[Line]:
    """Put the large initial of a paragraph before the line beside its head; the lines beside it begin where it does."""
    for initial in [line for line in found if len(line.words) == 1 and _is_initial(line.words[0], 0.0)]:
        beside = [
            line
            for line in found
            if line is not initial
            and _is_initial(initial.words[0], line.size)
            and -0.3 * line.size <= line.x0 - initial.x1 < 2 * line.size
            and initial.y - 0.95 * initial.size < line.y <= initial.y + 0.3 * line.size
        ]
        if not beside:
            continue
        head, word = beside[0], initial.words[0]
        first = head.words[0]
        # "A nation" is two words, "T he" is one: a small gap alone does not tell after a large letter.
        first.glued = not (word.text in ("A", "I", "O") and first.x0 - word.x1 > 0.25 * first.size)
        head.words.insert(0, Word(word.text, word.x0, word.x1, head.y, head.size, head.bold, head.italic))
        for line in beside:
            line.x0 = initial.x0
        found.remove(initial)
    return found


def marks_taken_out(found: Sequence[Line]) -> list[str]:
    """Take the raised numbers of notes out of lines and return them; the one a line begins with becomes its `mark`."""
    taken = []
    for line in found:
        kept: list[Word] = []
        for word in line.words:
            raised = word.size <= 0.9 * line.size and line.y - word.y > 0.12 * line.size
            if raised and _MARK.match(word.text):
                if not kept:
                    line.mark = line.mark or word.text
                    continue
                before = kept[-1].text
                if not (word.text[0].isdigit() and _POWER.search(before) and word.x0 - kept[-1].x1 < 0.2 * line.size):
                    taken.append(word.text)
                    continue
                word.glued = True
            kept.append(word)
        if len(kept) < len(line.words) and kept:
            if kept[0].x0 > line.words[0].x0:
                kept[0].glued = False
            line.words = kept
    return taken


def body_size(found: Iterable[Line]) -> float:
    """Return the size in which most letters are set."""
    sizes: Counter[float] = Counter()
    for line in found:
        sizes[round(line.size * 2) / 2] += sum(len(word.text) for word in line.words)
    return sizes.most_common(1)[0][0] if sizes else 10.0
