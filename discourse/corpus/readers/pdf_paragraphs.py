"""Which lines of a column are one paragraph, and where does it go on in the next column or on the next page?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .pdf_lines import Line
from .pdf_words import Page

_END = re.compile(r"[.!?:…。！？]['\"”’»)\]]*$")
_CLOSED = re.compile(r"[.!?:…。！？'\"”’»)\]]$")
_BULLET = re.compile(r"[•‣▪▫●○◦■□◆◇▶➤➢✓✔❖·∙\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]$")
_DASH = re.compile(r"[-–—*]$")
_ORDINAL = re.compile(r"[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)\]]$|\(\d{1,3}\)$")
_LEADING = re.compile(r"[.·…]\s*(?:\d+|[ivxlc]+)$", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\s*[.·…]){4,}\s*(?:\d+|[ivxlc]+)$", re.IGNORECASE)


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, within the margins of their column."""

    lines: list[Line]
    page: int
    left: float
    right: float
    justified: bool = False
    kind: str = "body"
    label: str = ""  # the bullet or number of an item of a list
    gap: float = 0.0  # distance from what stands above it in the column, in letter heights
    first: bool = False  # whether it begins its column
    last: bool = False  # whether it ends its column

    @property
    def size(self) -> float:
        """Height of its letters in points."""
        return self.lines[0].size

    @property
    def plain(self) -> str:
        """Its lines with a space between them, hyphens and all."""
        return " ".join(line.text for line in self.lines)


@dataclass
class Column:
    """The lines of one column of one page, and its margins."""

    page: int
    lines: list[Line]
    left: float
    right: float
    step: float  # from one baseline to the next, in letter heights
    justified: bool = False  # whether its full lines all end at the right margin


def column_of(page: int, found: list[Line], em: float) -> Column:
    """Return a column with its margins: most lines begin at the left one, and hardly any goes beyond the right one."""
    own = [line for line in found if abs(line.size - em) < 0.08 * em] or found
    starts = Counter(round(line.x0) for line in own)
    common = [x for x, count in starts.items() if count >= 0.2 * len(own)]
    left = min(common) if common else min(line.x0 for line in own)
    ends = sorted(line.x1 for line in own)
    right = ends[-1] if len(ends) < 12 else ends[int(0.96 * len(ends))]
    steps = [(b.y - a.y) / a.size for a, b in pairwise(found) if abs(a.size - b.size) < 0.05 * a.size]
    step = _usual(steps)
    full = [line for line in own if right - line.x1 < 3 * em]
    even = [line for line in full if abs(right - line.x1) < 0.15 * em]
    return Column(page, found, float(left), right, step, len(full) > 5 and len(even) > 0.8 * len(full))


def _usual(steps: list[float]) -> float:
    """Return the commonest of the smaller distances between lines: the larger ones stand between paragraphs."""
    near = [round(step, 1) for step in steps if 0.9 <= step <= 2.6]
    return Counter(near).most_common(1)[0][0] if len(near) >= 4 else (min(near) if near else 1.2)


def margins_shared(columns: Sequence[Column], em: float) -> None:
    """Give columns of few lines the right margin and the line distance of the long ones that begin where they do."""
    long = [column for column in columns if len(column.lines) >= 8]
    if not long:
        return
    step = median(column.step for column in long)
    for column in columns:
        if len(column.lines) < 8:
            column.step = step
            alike = [one.right for one in long if abs(one.left - column.left) < 2.5 * em]
            if alike:
                column.right = max(column.right, median(alike))


def labels_found(lines: Sequence[Line], page: Page) -> None:
    """Set `label` of lines that begin with a bullet, written or drawn, or with the number of an item."""
    for line in lines:
        if len(line.words) > 1:
            first, second = line.words[0], line.words[1]
            # A wide space behind it: "2. March" within a sentence has a narrow one.
            wide = second.x0 - first.x1 > 0.38 * line.size
            if _BULLET.match(first.text) or (wide and (_ORDINAL.match(first.text) or _DASH.match(first.text))):
                line.label = first.text
        for x, y in page.dots:
            if 0.15 < (line.x0 - x) / line.size < 2.5 and 0 < (line.y - y) / line.size < 0.8 and not line.label:
                line.label, line.drawn = "•", True


def rows_found(lines: Sequence[Line], em: float) -> None:
    """Set `cells` of lines that are rows of a table: two or more with a wide gap at the same place, or leaders."""
    gaps = [_wide_gaps(line, em) for line in lines]
    for index, line in enumerate(lines):
        if (
            len(line.words) > 1
            and _LEADING.search(line.words[-2].text + line.words[-1].text)
            and _LEADERS.search(line.text)
        ):
            title = _LEADERS.sub("", line.text).strip()
            number = line.text[len(title) :].strip(" .·…")
            line.cells = (title, number) if title and number else (line.text.strip(" .·…"),)
            continue
        for other in (index - 1, index + 1):
            if not 0 <= other < len(lines) or abs(lines[other].y - line.y) > 3.2 * em:
                continue
            if any(min(b, d) - max(a, c) > 0.7 * em for a, b in gaps[index] for c, d in gaps[other]):
                line.cells = _cells(line, em)
                break


def _wide_gaps(line: Line, em: float) -> list[tuple[float, float]]:
    words = line.words
    if len(words) < 2:
        return []
    start = 1 if line.label and not line.drawn else 0
    pairs = zip(words[start:], words[start + 1 :], strict=False)
    return [(a.x1, b.x0) for a, b in pairs if b.x0 - a.x1 > 1.3 * em]


def _cells(line: Line, em: float) -> tuple[str, ...]:
    cells = [[line.words[0].text]]
    for before, word in zip(line.words, line.words[1:], strict=False):
        if word.x0 - before.x1 > 1.3 * em:
            cells.append([])
        cells[-1].append(("" if word.glued or not cells[-1] else " ") + word.text)
    return tuple("".join(cell) for cell in cells)


def paragraphs(column: Column, em: float) -> list[Paragraph]:
    """Split a column into its paragraphs.

    A paragraph begins after more than the usual distance, where the size or the weight of the letters changes, at
    an indented line, at the label of an item, where the text returns from an indented paragraph, and after a line
    that ends early though the next word would have fitted on it.
    """
    found: list[Paragraph] = []
    for index, line in enumerate(column.lines):
        before = column.lines[index - 1] if index else None
        after = column.lines[index + 1] if index + 1 < len(column.lines) else None
        gap = (line.y - before.y) / max(before.size, line.size) if before else 0.0
        if found and before and not _begins(found[-1], before, line, after, column, em):
            found[-1].lines.append(line)
        else:
            paragraph = Paragraph(
                [line], column.page, column.left, column.right, column.justified, label=line.label, gap=gap
            )
            paragraph.kind = "table" if line.cells else "list" if paragraph.label else "body"
            found.append(paragraph)
    if found:
        found[0].first = found[-1].last = True
    return found


def _begins(current: Paragraph, before: Line, line: Line, after: Line | None, column: Column, em: float) -> bool:
    """Tell whether a line begins a paragraph, given the one before it."""
    size = max(before.size, line.size)
    if line.cells or before.cells or line.mark:
        return True
    if abs(before.size - line.size) > 0.07 * size or before.bold != line.bold:
        return True
    distance = (line.y - before.y) / size
    if distance < 0.5 or distance > 1.28 * max(column.step, 1.0):
        return True
    # "(2)" may stand at the head of a line by chance, amid a sentence.
    ended = bool(_CLOSED.search(before.words[-1].text)) or before.words[-1].text[-1:] in ";,"
    if line.label and (ended or _BULLET.match(line.label) or abs(line.x0 - before.x0) > 0.5 * size):
        return True
    moved = line.x0 - before.x0
    inset = min(line.x0, before.x0) > column.left + 0.3 * size
    if abs(line.middle - before.middle) < 0.5 * size and abs(moved) > 0.6 * size and inset:
        return False  # two lines in the middle of a column
    alone = len(current.lines) == 1
    if moved > 0.6 * size:
        words = before.words
        numbered = len(words) > 1 and len(words[0].text) < 5 and not words[0].text.isalpha()
        aligned = numbered and abs(words[1].x0 - line.x0) < 0.2 * size
        hangs = False
        if after is not None and abs(after.size - line.size) < 0.07 * size and abs(after.x0 - line.x0) < 0.3 * size:
            hangs = after.y - line.y < 1.28 * column.step * size and not _short(before, line, column.right)
        return not (alone and (bool(current.label) or aligned or hangs))
    if moved < -0.6 * size:
        return not (alone and not current.label)
    return ends_early(before, line, column.right, column.justified)


def _short(before: Line, line: Line, right: float) -> bool:
    """Tell whether the first word of a line would have fitted on the one before it."""
    word = line.words[0]
    return before.x1 + 0.25 * before.size + (word.x1 - word.x0) + 0.6 * before.size < right


def ends_early(before: Line, line: Line, right: float, justified: bool) -> bool:
    """Tell whether a paragraph ends with a line that is shorter than it had to be."""
    if justified and right - before.x1 > 0.3 * before.size and not line.words[0].text[:1].islower():
        return bool(_CLOSED.search(before.words[-1].text)) or right - before.x1 > 2 * before.size
    if not _short(before, line, right):
        return False
    if _END.search(before.words[-1].text):
        return True
    return right - before.x1 > 0.3 * (right - before.x0) and not line.words[0].text[:1].islower()
