"""Where on a page of a PDF does each word stand, and how is it set?"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

# Marks that old fonts set as glyphs of their own over a letter, and what Unicode combines instead.
_ACCENTS = {
    "\u00a8": "\u0308", "\u00b4": "\u0301", "\u0060": "\u0300", "\u02c6": "\u0302", "\u005e": "\u0302",
    "\u02dc": "\u0303", "\u00b8": "\u0327", "\u02c7": "\u030c", "\u02d8": "\u0306", "\u02da": "\u030a",
    "\u02d9": "\u0307", "\u02db": "\u0328", "\u02dd": "\u030b", "\u00af": "\u0304",
}  # fmt: skip
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_LIGATURE = re.compile("[\ufb00-\ufb06]")
# PDFium's own signs for a hyphen at a line end.
_LINE_HYPHEN = re.compile("[\x02\ufffe]")
_WORD = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|cmbx|-bx|sfbx|ecbx", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|cmti|cmsl|sfti|ecti", re.IGNORECASE)
_PRIVATE = ("Co", "Cn", "Cc", "Cs")


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
    turned: list[str] = field(default_factory=list)  # text that runs in another direction than the page's
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)  # left, top, right, bottom
    dots: list[tuple[float, float]] = field(default_factory=list)  # where bullets are drawn, not written
    scanned: bool = False  # whether a picture holds most of it
    letters: int = 0
    unreadable: int = 0  # letters whose font does not say what they are
    ligatures: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What all letters of one stretch of drawn text have in common."""

    size: float
    angle: int
    bold: bool
    italic: bool


class _Letters:
    """The letters of one page as PDFium gives them, one call at a time."""

    def __init__(self, raw: Any, text_page: Any, fonts: dict[int, tuple[bool, bool]]) -> None:
        self.raw, self.handle, self.fonts = raw, text_page, fonts
        self.text = self._text()
        self._x, self._y, self._box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._settings: dict[int, _Setting] = {}

    def _text(self) -> str:
        count = max(self.raw.FPDFText_CountChars(self.handle), 0)
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self.raw.FPDFText_GetText(self.handle, 0, count, buffer) - 1
        if written == count:
            text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
            if len(text) == count and not _SURROGATE.search(text):
                return text
        # Letters without a meaning and those beyond 16 bits make the two counts differ: ask for each.
        codes = (self.raw.FPDFText_GetUnicode(self.handle, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd" for code in codes)

    def origin(self, index: int) -> tuple[float, float]:
        self.raw.FPDFText_GetCharOrigin(self.handle, index, ctypes.byref(self._x), ctypes.byref(self._y))
        return self._x.value, self._y.value

    def box(self, index: int) -> tuple[float, float, float, float]:
        self.raw.FPDFText_GetLooseCharBox(self.handle, index, ctypes.byref(self._box))
        return self._box.left, self._box.bottom, self._box.right, self._box.top

    def setting(self, index: int) -> _Setting:
        drawn = self.raw.FPDFText_GetTextObject(self.handle, index)
        address = ctypes.addressof(drawn.contents) if drawn else 0
        if address not in self._settings:
            self._settings[address] = self._ask(index, drawn)
        return self._settings[address]

    def _ask(self, index: int, drawn: Any) -> _Setting:
        matrix = self._matrix
        self.raw.FPDFText_GetMatrix(self.handle, index, ctypes.byref(matrix))
        size = self.raw.FPDFText_GetFontSize(self.handle, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
        angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
        bold, italic = self._font(self.raw.FPDFTextObj_GetFont(drawn)) if drawn else (False, False)
        return _Setting(round(abs(size), 2), angle, bold, italic)

    def _font(self, font: Any) -> tuple[bool, bool]:
        address = ctypes.addressof(font.contents) if font else 0
        if address not in self.fonts:
            self.fonts[address] = _weight_and_slope(self.raw, font) if address else (False, False)
        return self.fonts[address]


def _weight_and_slope(raw: Any, font: Any) -> tuple[bool, bool]:
    buffer = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace").split("+")[-1]
    # What a font states of its weight is often wrong; it is asked where the name says nothing ("F1").
    bold = bool(_BOLD.search(name)) or (len(name) < 5 and raw.FPDFFont_GetWeight(font) >= 700)
    italic = bool(_ITALIC.search(name)) or bool(raw.FPDFFont_GetFlags(font) & 64)
    return bold, italic


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
        Seen as its text is read: if most of it runs upwards, the page is turned.
    """
    import pypdfium2.raw as raw

    page = document[number]
    try:
        text_page = page.get_textpage()
        try:
            return _words(raw, page, _Letters(raw, text_page.raw, {}), number)
        finally:
            text_page.close()
    finally:
        page.close()


def _words(raw: Any, page: Any, letters: _Letters, number: int) -> Page:
    text = _accents_put_on(letters)
    found: list[tuple[int, int, _Setting, bool]] = []
    unreadable = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        first, last = letters.setting(start), letters.setting(end - 1)
        if first is last:
            found.append((start, end, first, False))
        else:
            found.extend(_pieces(letters, start, end))
        if raw.FPDFText_HasUnicodeMapError(letters.handle, start) == 1 or any(
            unicodedata.category(mark) in _PRIVATE or mark == "\ufffd" for mark in match[0].rstrip("\x02\ufffe")
        ):
            unreadable += end - start
    angles: Counter[int] = Counter()
    for start, end, setting, _ in found:
        angles[setting.angle] += end - start
    angle = angles.most_common(1)[0][0] if angles else 0
    result = _blank_page(page, number, angle)
    result.letters, result.unreadable = sum(angles.values()), unreadable
    turned: dict[int, list[str]] = {}
    for start, end, setting, glued in found:
        if abs((setting.angle - angle + 180) % 360 - 180) > 3:
            turned.setdefault(setting.angle, []).append(text[start:end])
        else:
            result.words.append(_word(letters, text, start, end, setting, glued, angle, result))
    result.turned = [" ".join(words) for words in turned.values()]
    _drawings(raw, page, angle, result)
    return result


def _pieces(letters: _Letters, start: int, end: int) -> list[tuple[int, int, _Setting, bool]]:
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
    letters: _Letters, text: str, start: int, end: int, setting: _Setting, glued: bool, angle: int, page: Page
) -> Word:
    x, y = letters.origin(start)
    left, bottom, right, top = letters.box(end - 1)
    x0, base = _place(x, y, angle, page.height)
    x1 = right if angle == 0 else max(_place(a, b, angle, 0)[0] for a in (left, right) for b in (bottom, top))
    word = _LINE_HYPHEN.sub("-", text[start:end])
    if _LIGATURE.search(word):
        page.ligatures.update(_LIGATURE.findall(word))
        word = _LIGATURE.sub(lambda match: _LIGATURES[match[0]], word)
    return Word(word, x0, max(x1, x0), base, setting.size, setting.bold, setting.italic, glued)


def _blank_page(page: Any, number: int, angle: int) -> Page:
    left, bottom, right, top = page.get_mediabox()
    if angle % 180 == 90:
        return Page(number, top - bottom, right - left)
    return Page(number, right - left, top - bottom)


def _accents_put_on(letters: _Letters) -> str:
    """Return the text with accents that are glyphs of their own put on the letters below them."""
    text = letters.text
    accents = [index for index, mark in enumerate(text) if mark in _ACCENTS]
    if not accents or len(accents) > 5000:
        return text
    marks = list(text)
    for index in accents:
        left, _, right, _ = letters.box(index)
        middle, height = (left + right) / 2, letters.origin(index)[1]
        for near in sorted(range(max(index - 60, 0), min(index + 4, len(text))), key=lambda i: abs(i - index)):
            if near == index or not text[near].isalpha():
                continue
            own = letters.box(near)
            if own[0] < middle < own[2] and abs(letters.origin(near)[1] - height) < own[3] - own[1]:
                composed = unicodedata.normalize("NFC", marks[near] + _ACCENTS[text[index]])
                if len(composed) == 1:
                    marks[near], marks[index] = composed, " "
                break
    return "".join(marks)


def _drawings(raw: Any, page: Any, angle: int, result: Page) -> None:
    """Find where pictures and drawn bullets stand; a drawing that holds most of the page is the page."""
    left, bottom, right, top = sides = tuple(ctypes.c_float() for _ in range(4))
    pointers = [ctypes.byref(side) for side in sides]
    pictures = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), 20_000)):
        drawn = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(drawn)
        if kind == raw.FPDF_PAGEOBJ_TEXT or not raw.FPDFPageObj_GetBounds(drawn, *pointers):
            continue
        corners = [_place(x.value, y.value, angle, result.height) for x in (left, right) for y in (bottom, top)]
        x0, x1 = min(corner[0] for corner in corners), max(corner[0] for corner in corners)
        y0, y1 = min(corner[1] for corner in corners), max(corner[1] for corner in corners)
        if kind in pictures and (x1 - x0) * (y1 - y0) < 0.6 * result.width * result.height:
            result.pictures.append((x0, y0, x1, y1))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            result.scanned = True
        elif kind == raw.FPDF_PAGEOBJ_PATH and 1 < x1 - x0 < 8 and 0.7 < (x1 - x0) / max(y1 - y0, 0.1) < 1.4:
            result.dots.append(((x0 + x1) / 2, (y0 + y1) / 2))


def _place(x: float, y: float, angle: int, height: float) -> tuple[float, float]:
    """Return how far along and how far down a page a point is, seen as its text is read."""
    if angle == 0:
        return x, height - y
    cosine, sine = _turn(angle)
    return x * cosine + y * sine, x * sine - y * cosine


@lru_cache(maxsize=512)
def _turn(angle: int) -> tuple[float, float]:
    return math.cos(math.radians(angle)), math.sin(math.radians(angle))
