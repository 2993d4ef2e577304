"""What are the letters of a page of a PDF, and how is each set? PDFium is asked, one letter at a time."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

# Marks that old fonts set as glyphs of their own over a letter, and what Unicode combines instead.
_ACCENTS = {
    "\u00a8": "\u0308", "\u00b4": "\u0301", "\u0060": "\u0300", "\u02c6": "\u0302", "\u005e": "\u0302",
    "\u02dc": "\u0303", "\u00b8": "\u0327", "\u02c7": "\u030c", "\u02d8": "\u0306", "\u02da": "\u030a",
    "\u02d9": "\u0307", "\u02db": "\u0328", "\u02dd": "\u030b", "\u00af": "\u0304",
}  # fmt: skip
# What TeX's first encoding of fonts has at the places of other signs. Its ligatures are single letters here, as there.
_TEX = {
    "\x0b": "\ufb00", "\x0c": "\ufb01", "\x0d": "\ufb02", "\x0e": "\ufb03", "\x0f": "\ufb04", "\x10": "ı", "\x11": "ȷ",
    "\x12": "\u0060", "\x13": "\u00b4", "\x14": "\u02c7", "\x15": "\u02d8", "\x16": "\u00af", "\x17": "\u02da",
    "\x18": "\u00b8", "\x19": "ß", "\x1a": "æ", "\x1b": "œ", "\x1c": "ø", "\x1d": "Æ", "\x1e": "Œ", "\x1f": "Ø",
    "\x5c": "“", "\x22": "”", "\x3c": "¡", "\x3e": "¿", "\x5e": "\u02c6", "\x5f": "\u02d9", "\x7b": "–", "\x7c": "—",
    "\x7d": "\u02dd", "\x7e": "\u02dc", "\x7f": "\u00a8",
}  # fmt: skip
_HALF = re.compile("[\ud800-\udfff]")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|cmbx|-bx|sfbx|ecbx", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|cmti|cmsl|sfti|ecti", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """What all letters of one stretch of drawn text have in common."""

    size: float
    angle: int
    bold: bool
    italic: bool
    unknown: bool  # whether the font does not say what the first letter is


class Letters:
    """The letters of one page as PDFium gives them, one call at a time."""

    def __init__(self, raw: Any, text_page: Any) -> None:
        self.raw, self.handle = raw, text_page
        self.fonts: dict[int, tuple[bool, bool]] = {}
        self.text = self._text()
        self._x, self._y, self._box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        self._to_x, self._to_y, self._to_box = (ctypes.byref(one) for one in (self._x, self._y, self._box))
        self._matrix = raw.FS_MATRIX()
        self._settings: dict[int, Setting] = {}
        # The address of the drawing is all that is asked for, hundreds of thousands of times.
        asked = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
        self._drawing = asked(ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value or 0)
        self._page = ctypes.cast(text_page, ctypes.c_void_p)

    def _text(self) -> str:
        count = max(self.raw.FPDFText_CountChars(self.handle), 0)
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self.raw.FPDFText_GetText(self.handle, 0, count, buffer) - 1
        if written == count:
            text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
            # Letters beyond 16 bits are two for PDFium, each half with a number of its own (see `halves_joined`).
            return text if len(text) == count else "".join(map(chr, buffer[:count]))
        # Letters without a meaning make the two counts differ: ask for each.
        codes = (self.raw.FPDFText_GetUnicode(self.handle, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)

    def is_nameless(self) -> bool:
        """Tell whether the page has a font that has no name and does not say what its letters are."""
        asked, count = self.raw.FPDFText_HasUnicodeMapError, len(self.text)
        first = (index for index in range(0, count, max(count // 50, 1)) if asked(self.handle, index) == 1)
        return any(self._name(index) == "" for index in first)

    def _name(self, index: int) -> str:
        drawn = self.raw.FPDFText_GetTextObject(self.handle, index)
        font = self.raw.FPDFTextObj_GetFont(drawn) if drawn else None
        return _name(self.raw, font) if font else "?"

    def read_as_tex(self) -> None:
        """Read letters of fonts without names and meanings as those of TeX.

        Papers of the years in which TeX's fonts were pictures of letters (Type 3) have hundreds of pages of them.
        """
        asked, generated = self.raw.FPDFText_HasUnicodeMapError, self.raw.FPDFText_IsGenerated
        text = list(self.text)
        for index, mark in enumerate(text):
            if mark in _TEX and asked(self.handle, index) == 1 and generated(self.handle, index) == 0:
                text[index] = _TEX[mark]
        self.text = "".join(text)

    def origin(self, index: int) -> tuple[float, float]:
        """Where a letter begins on its baseline."""
        self.raw.FPDFText_GetCharOrigin(self.handle, index, self._to_x, self._to_y)
        return self._x.value, self._y.value

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Left, lower, right and upper end of the room of a letter."""
        self.raw.FPDFText_GetLooseCharBox(self.handle, index, self._to_box)
        return self._box.left, self._box.bottom, self._box.right, self._box.top

    def setting(self, index: int) -> Setting:
        """How a letter is set; the same object for all letters drawn together."""
        address = self._drawing(self._page, index) or 0
        known = self._settings.get(address)
        if known is None:
            known = self._settings[address] = self._ask(index)
        return known

    def _ask(self, index: int) -> Setting:
        drawn = self.raw.FPDFText_GetTextObject(self.handle, index)
        matrix = self._matrix
        self.raw.FPDFText_GetMatrix(self.handle, index, ctypes.byref(matrix))
        size = self.raw.FPDFText_GetFontSize(self.handle, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
        angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
        bold, italic = self._font(self.raw.FPDFTextObj_GetFont(drawn)) if drawn else (False, False)
        unknown = self.raw.FPDFText_HasUnicodeMapError(self.handle, index) == 1
        return Setting(round(abs(size), 2), angle, bold, italic, unknown)

    def _font(self, font: Any) -> tuple[bool, bool]:
        address = ctypes.addressof(font.contents) if font else 0
        if address not in self.fonts:
            self.fonts[address] = _weight_and_slope(self.raw, font) if address else (False, False)
        return self.fonts[address]


def _weight_and_slope(raw: Any, font: Any) -> tuple[bool, bool]:
    name = _name(raw, font).split("+")[-1]
    # What a font states of its weight is often wrong; it is asked where the name says nothing ("F1").
    bold = bool(_BOLD.search(name)) or (len(name) < 5 and raw.FPDFFont_GetWeight(font) >= 700)
    italic = bool(_ITALIC.search(name)) or bool(raw.FPDFFont_GetFlags(font) & 64)
    return bold, italic


def _name(raw: Any, font: Any) -> str:
    buffer = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace")


def halves_joined(text: str) -> str:
    """Return a text in which the halves of letters beyond 16 bits are one letter."""
    if not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def accents_put_on(letters: Letters) -> str:
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
                bare = {"ı": "i", "ȷ": "j"}.get(marks[near], marks[near])
                composed = unicodedata.normalize("NFC", bare + _ACCENTS[text[index]])
                if len(composed) == 1:
                    marks[near], marks[index] = composed, " "
                break
    return "".join(marks)
