"""Where on a page of a PDF does each word stand, and how is it set?"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from .pdf_letters import Letters, Setting, accents_put_on, halves_joined

_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_LIGATURE = re.compile("[\ufb00-\ufb06]")
# PDFium's own signs for a hyphen at a line end.
_LINE_HYPHEN = re.compile("[\x02\ufffe]")
_WORD = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_HYPHENS = "\x02\ufffe"
_PRIVATE = ("Co", "Cn", "Cc")
_FAR = 20_000.0  # points; no page is wider
_DRAWINGS = 20_000  # so many of a page are looked at


@dataclass(slots=True)
class Word:
    """Letters between two spaces, or a part of them set differently (the number of a note).

    `x0` and `x1` are where it begins and ends along its line, `y` is its baseline, measured downwards; all in points.
    `glued` says that no space stands before it.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    glued: bool = False


@dataclass
class Page:
    """The words of a page in the order in which they were drawn, and what stands beside them."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)  # words beyond the edge of the page
    turned: list[str] = field(default_factory=list)  # text that runs in another direction than the page's
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)  # left, top, right, bottom
    dots: list[tuple[float, float]] = field(default_factory=list)  # where bullets are drawn, not written
    damaged: bool = False
    scanned: bool = False  # whether a picture holds most of it
    letters: int = 0
    unknown: int = 0  # letters whose font does not say what they are
    unreadable: int = 0  # letters that have no meaning
    ligatures: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The visible part of a page, and the direction in which its text runs (in degrees, 90 is upwards)."""

    left: float
    bottom: float
    right: float
    top: float
    angle: int

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.angle in (90, 270) else (width, height)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return how far along and how far down the page a point is, seen as its text is read."""
        if self.angle == 0:
            return x - self.left, self.top - y
        if self.angle == 90:
            return y - self.bottom, x - self.left
        if self.angle == 180:
            return self.right - x, y - self.bottom
        if self.angle == 270:
            return self.top - y, self.right - x
        cosine, sine = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
        return x * cosine + y * sine, x * sine - y * cosine

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return the left, upper, right and lower end of a rectangle, seen as the text of the page is read."""
        corners = [self.place(x, y) for x in (left, right) for y in (bottom, top)]
        along, down = [x for x, _ in corners], [y for _, y in corners]
        return min(along), min(down), max(along), max(down)


def page_words(document: Any, number: int) -> Page:
    """Return the words of a page.

    Parameters
    ----------
    document : pypdfium2.PdfDocument
    number : int
        Of the page, from 0.

    Returns
    -------
    Page
        Seen as its text is read: if most of it runs upwards, the page is turned. `damaged` if it cannot be read.
    """
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return Page(number, 0.0, 0.0, damaged=True)
    try:
        text_page = page.get_textpage()
        try:
            return _words(raw, page, Letters(raw, text_page.raw), number)
        finally:
            text_page.close()
    except pypdfium2.PdfiumError:
        return Page(number, 0.0, 0.0, damaged=True)
    finally:
        page.close()


def _words(raw: Any, page: Any, letters: Letters, number: int) -> Page:
    if letters.is_nameless():
        letters.read_as_tex()
    text = accents_put_on(letters)
    odd = {mark for mark in set(text) if unicodedata.category(mark) in _PRIVATE or mark == "\ufffd"} - set(_HYPHENS)
    found: list[tuple[int, int, Setting, bool]] = []
    unknown = unreadable = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        first = letters.setting(start)
        last = letters.setting(end - 1) if end - start > 1 else first
        found.extend([(start, end, first, False)] if first is last else _pieces(letters, start, end))
        # A letter alone may be a bullet.
        if end - start > 1 and odd and not odd.isdisjoint(match[0]):
            unreadable += end - start
        elif end - start > 1 and first.unknown:
            unknown += end - start
    angles: Counter[int] = Counter()
    for start, end, setting, _ in found:
        angles[setting.angle] += end - start
    left, bottom, right, top = page.get_cropbox()
    frame = _Frame(left, bottom, right, top, angles.most_common(1)[0][0] if angles else 0)
    result = Page(number, *frame.size, letters=sum(angles.values()), unknown=unknown, unreadable=unreadable)
    turned: dict[int, list[str]] = {}
    for start, end, setting, glued in found:
        if abs((setting.angle - frame.angle + 180) % 360 - 180) > 3:
            turned.setdefault(setting.angle, []).append(halves_joined(text[start:end]))
            continue
        word = _word(letters, text[start:end], start, end, setting, glued, frame, result)
        inside = -0.5 * word.size <= word.x0 <= result.width and 0 <= word.y <= result.height + 0.5 * word.size
        if inside or (frame.angle % 90 and abs(word.x0) + abs(word.y) < _FAR):
            result.words.append(word)
        else:
            result.outside.append(word.text)
    result.turned = [" ".join(words) for words in turned.values()]
    _drawings(raw, page, frame, result)
    return result


def _pieces(letters: Letters, start: int, end: int) -> list[tuple[int, int, Setting, bool]]:
    """Split a word where its size changes: ``year.3`` with a small raised 3 is two words without a space."""
    pieces, begin, setting = [], start, letters.setting(start)
    for index in range(start + 1, end):
        other = letters.setting(index)
        if other is not setting and (
            abs(other.size - setting.size) > 0.08 * setting.size or other.angle != setting.angle
        ):
            pieces.append((begin, index, setting, begin > start))
            begin, setting = index, other
    pieces.append((begin, end, setting, begin > start))
    return pieces


def _word(
    letters: Letters, text: str, start: int, end: int, setting: Setting, glued: bool, frame: _Frame, page: Page
) -> Word:
    x0, y = frame.place(*letters.origin(start))
    left, bottom, right, top = letters.box(end - 1)
    x1 = right - frame.left if frame.angle == 0 else frame.box(left, bottom, right, top)[2]
    text = halves_joined(_LINE_HYPHEN.sub("-", text))
    if _LIGATURE.search(text):
        page.ligatures.update(_LIGATURE.findall(text))
        text = _LIGATURE.sub(lambda match: _LIGATURES[match[0]], text)
    return Word(text, x0, min(max(x1, x0), x0 + _FAR), y, setting.size, setting.bold, setting.italic, glued)


def _drawings(raw: Any, page: Any, frame: _Frame, result: Page) -> None:
    """Find where pictures and drawn bullets stand; a drawing that holds most of the page is the page."""
    sides = [ctypes.c_float() for _ in range(4)]
    pointers = [ctypes.byref(side) for side in sides]
    pictures = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), _DRAWINGS)):
        drawn = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(drawn)
        if kind == raw.FPDF_PAGEOBJ_TEXT or not raw.FPDFPageObj_GetBounds(drawn, *pointers):
            continue
        x0, y0, x1, y1 = frame.box(*(side.value for side in sides))
        if kind in pictures and (x1 - x0) * (y1 - y0) < 0.6 * result.width * result.height:
            result.pictures.append((x0, y0, x1, y1))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            result.scanned = True
        elif kind == raw.FPDF_PAGEOBJ_PATH and 1 < x1 - x0 < 8 and 0.7 < (x1 - x0) / max(y1 - y0, 0.1) < 1.4:
            result.dots.append(((x0 + x1) / 2, (y0 + y1) / 2))
