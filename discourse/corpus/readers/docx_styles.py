"""What do the styles of a Word file say of a paragraph: its kind, its language, whether it is hidden or numbered?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from .style_names import kind_of_style
from .xml_trees import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_BODY_LEVEL = 9


def child(element: _Element | None, *path: str) -> _Element | None:
    """Follow a path of element names downwards, whatever their namespace."""
    for name in path:
        element = next((one for one in element if local(one) == name), None) if element is not None else None
    return element


def value(element: _Element | None, *path: str) -> str | None:
    """Return the ``w:val`` of the element at the end of a path."""
    found = child(element, *path)
    return attribute(found, "val") if found is not None else None


def is_on(element: _Element | None, *path: str) -> bool | None:
    """Tell whether a switch such as ``w:vanish`` is on; None where it is not there."""
    found = child(element, *path)
    return None if found is None else (attribute(found, "val") or "true") not in ("0", "false", "off", "none")


def outline_level(properties: _Element | None) -> int | None:
    """Return the outline level of paragraph properties: 0 to 8 for headings, 9 for body text."""
    level = value(properties, "outlineLvl")
    return int(level) if level is not None and level.isascii() and level.isdigit() else None


class Styles:
    """The styles of one file. Each question follows a style to those it is based on."""

    def __init__(self, root: _Element | None) -> None:
        styles = [one for one in root if local(one) == "style"] if root is not None else []
        self._by_id = {attribute(one, "styleId") or "": one for one in styles}
        paragraphs = [one for one in styles if attribute(one, "type") == "paragraph"]
        defaults = [one for one in paragraphs if (attribute(one, "default") or "0") in ("1", "true", "on")]
        defaults += [one for one in paragraphs if value(one, "name") == "Normal"]  # LibreOffice does not mark it
        self.default = attribute(defaults[0], "styleId") if defaults else None
        self.kind = cache(self._kind)
        self.language = cache(self._language)
        self.is_hidden = cache(self._is_hidden)
        self.is_numbered = cache(self._is_numbered)

    def _chain(self, style: str | None) -> Iterator[_Element]:
        gone: set[str] = set()
        while style is not None and style in self._by_id and style not in gone:
            gone.add(style)
            yield self._by_id[style]
            style = value(self._by_id[style], "basedOn")

    def _kind(self, style: str | None) -> str | None:
        for one in self._chain(style):
            if kind := kind_of_style(value(one, "name")):
                return kind
            level = outline_level(child(one, "pPr"))
            if level is not None:
                return "heading" if level < _BODY_LEVEL else None
        return kind_of_style(style) if style not in self._by_id else None

    def _language(self, style: str | None) -> str | None:
        """Return the language that was set; what the defaults say is that of the program, not of the text."""
        default = self._by_id.get(self.default or "")
        stated = (value(one, "rPr", "lang") for one in self._chain(style) if one is not default)
        return next((language for language in stated if language), None)

    def _is_hidden(self, style: str | None) -> bool:
        stated = (is_on(one, "rPr", "vanish") for one in self._chain(style))
        return next((hidden for hidden in stated if hidden is not None), False)

    def _is_numbered(self, style: str | None) -> bool:
        stated = (value(one, "pPr", "numPr", "numId") for one in self._chain(style))
        return next((number != "0" for number in stated if number is not None), False)
