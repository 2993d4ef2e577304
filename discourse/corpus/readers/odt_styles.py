"""What do the styles of an OpenDocument text say of a paragraph: its kind, its language, whether it is hidden?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from .style_names import kind_of_style
from .xml_trees import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element


class Styles:
    """The styles of one file, those made by hand among them. Each question follows a style to its parents."""

    def __init__(self, roots: Iterable[_Element]) -> None:
        self._by_name: dict[tuple[str, str], _Element] = {}
        self._default: dict[str, _Element] = {}
        for root in roots:
            for one in root.iter():
                family = attribute(one, "family") or ""
                if local(one) == "style":
                    self._by_name[family, attribute(one, "name") or ""] = one
                elif local(one) == "default-style":
                    self._default[family] = one
        self.kind = cache(self._kind)
        self.language = cache(self._language)
        self.is_hidden = cache(self._is_hidden)

    def _chain(self, style: str | None, family: str) -> Iterator[_Element]:
        gone: set[str] = set()
        while style is not None and (family, style) in self._by_name and style not in gone:
            gone.add(style)
            yield self._by_name[family, style]
            style = attribute(self._by_name[family, style], "parent-style-name")

    def _kind(self, style: str | None) -> str | None:
        for one in self._chain(style, "paragraph"):
            if kind := kind_of_style(attribute(one, "display-name") or attribute(one, "name")):
                return kind
            level = attribute(one, "default-outline-level")
            if level is not None:
                return "heading" if level else None
        return kind_of_style(style) if ("paragraph", style) not in self._by_name else None

    def _stated(self, style: str | None, family: str, name: str, *, by_hand: bool = False) -> str | None:
        chain = [*self._chain(style, family), *([self._default[family]] if family in self._default else [])]
        for one in chain:
            if by_hand and (local(one) == "default-style" or attribute(one, "name") == "Standard"):
                continue
            for properties in one:
                if local(properties) == "text-properties" and (found := attribute(properties, name)) is not None:
                    return found
        return None

    def _language(self, style: str | None, family: str) -> str | None:
        """Return the language that was set; what the defaults say is that of the program, not of the text."""
        language = self._stated(style, family, "language", by_hand=True)
        return None if language in (None, "none") else language

    def _is_hidden(self, style: str | None, family: str) -> bool:
        return self._stated(style, family, "display") == "none"
