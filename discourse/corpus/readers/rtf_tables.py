"""What do the tables at the head of an RTF file say of its fonts and its styles?"""

from __future__ import annotations

from dataclasses import dataclass

from .rtf_codes import CHARSETS, SYMBOL_CHARSET, code_page
from .style_names import kind_of_style
from .symbols import symbol

_BODY_LEVEL = 9


@dataclass
class _Font:
    name: str = ""
    codec: str | None = None
    is_symbol: bool = False


class Fonts:
    """The fonts of a file, of which each may have a code page of its own."""

    def __init__(self) -> None:
        self.default_codec, self.default = "cp1252", 0
        self._fonts: dict[int, _Font] = {}
        self._current = _Font()

    def word(self, word: str, number: int | None) -> None:
        """Take a control word from within the font table."""
        if word == "f" and number is not None:
            self._current = self._fonts.setdefault(number, _Font())
        elif word == "fcharset" and number is not None:
            self._current.codec = CHARSETS.get(number)
            self._current.is_symbol = number == SYMBOL_CHARSET
        elif word == "cpg" and number:
            self._current.codec = code_page(number)

    def text(self, text: str) -> None:
        """Take text from within the font table: a piece of a name."""
        self._current.name = (self._current.name + text).strip("; ")

    def decode(self, data: bytes, font: int | None) -> str:
        """Return the characters that bytes stand for in a font."""
        known = self._fonts.get(self.default if font is None else font, _Font())
        if known.is_symbol:
            return "".join(symbol(0xF000 + byte, known.name) for byte in data)
        return data.decode(known.codec or self.default_codec, errors="replace")

    def character(self, code: int, font: int | None) -> str:
        """Return the character of a ``\\u``; symbol fonts have theirs in a private corner of Unicode."""
        known = self._fonts.get(self.default if font is None else font, _Font())
        if 0xF000 <= code < 0xF100:
            return symbol(code, known.name if known.is_symbol else "")
        return chr(code)


@dataclass
class _Style:
    name: str = ""
    parent: int | None = None
    level: int | None = None
    is_list: bool = False


class StyleSheet:
    """The paragraph styles of a file. Each question follows a style to those it is based on."""

    def __init__(self) -> None:
        self._styles: dict[int, _Style] = {}
        self._current: _Style | None = None
        self._kinds: dict[int, str | None] = {}
        self.language: int | None = None  # that of the default style

    def begin(self) -> None:
        """Begin an entry: the default style, until a number says which."""
        self._current, self._number = _Style(), 0

    def word(self, word: str, number: int | None) -> None:
        """Take a control word from within the style sheet."""
        if self._current is None:
            return
        if word == "s" and number is not None:
            self._number = number
        elif word in ("cs", "ts", "ds"):  # styles of characters, tables, sections
            self._current = None
        elif word == "sbasedon":
            self._current.parent = number
        elif word == "outlinelevel":
            self._current.level = number
        elif word == "ls":
            self._current.is_list = bool(number)
        elif word == "lang" and self._number == 0:
            self.language = number

    def text(self, text: str) -> None:
        """Take text from within the style sheet: a piece of a name."""
        if self._current is not None:
            self._current.name += text

    def end(self) -> None:
        """End an entry."""
        if self._current is not None and self._current.name.strip(" ;"):
            self._current.name = self._current.name.strip(" ;")
            self._styles.setdefault(self._number, self._current)
        self._current = None

    def kind(self, style: int, level: int | None, listed: bool) -> str:
        """Return the kind of a paragraph in a style, with the outline level and the list set by hand, if any."""
        if style not in self._kinds:
            self._kinds[style] = self._kind(style)
        stated = self._kinds[style]
        if level is not None and stated in (None, "heading"):
            stated = "heading" if 0 <= level < _BODY_LEVEL else None
        return stated or ("list" if listed or self._is_list(style) else "body")

    def _chain(self, style: int | None) -> list[_Style]:
        chain: list[_Style] = []
        gone: set[int] = set()
        while style is not None and style in self._styles and style not in gone:
            gone.add(style)
            chain.append(self._styles[style])
            style = self._styles[style].parent
        return chain

    def _kind(self, style: int) -> str | None:
        for one in self._chain(style):
            if kind := kind_of_style(one.name):
                return kind
            if one.level is not None:
                return "heading" if 0 <= one.level < _BODY_LEVEL else None
        return None

    def _is_list(self, style: int) -> bool:
        return any(one.is_list for one in self._chain(style))
