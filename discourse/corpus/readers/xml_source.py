"""How does an XML file become a tree without losing a letter? Decoded here, named characters put in, then parsed."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from .reader import Source
from .tally import Tally
from .web_tree import decode_page
from .xml_trees import xml_tree

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*\?>")
# What stands in CDATA sections, comments and the document type is no reference to a character.
_NAMED = re.compile(
    r"(?P<literal><!\[CDATA\[.*?\]\]>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)"
    r"|&(?!(?:amp|lt|gt|quot|apos);)(?P<name>[A-Za-z][\w.-]{0,40});",
    re.DOTALL,
)
_BEFORE_ROOT = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")


def xml_of(source: Source, tally: Tally) -> tuple[_Element, str]:
    """Return the root of an XML file, and how the file was encoded.

    Characters with a name (``&mdash;``), which files of the time before Unicode take from definitions elsewhere, are
    put in; names that nobody knows stay as they are written and are noted.

    Raises
    ------
    ReadError
        If it cannot be decoded or is not well-formed, or declares entities of its own.
    """
    text, encoding = decode_page(source.data, source.name, source.encoding, tally)

    def put_in(match: re.Match[str]) -> str:
        if match["literal"] is not None:
            return match["literal"]
        character = html5.get(f"{match['name']};")
        if character is None:
            tally.add("noticed", "characters whose names are not known", match[0])
            return f"&amp;{match['name']};"
        return {"<": "&lt;", "&": "&amp;"}.get(character, character)

    plain = _NAMED.sub(put_in, _DECLARATION.sub("", text).lstrip())
    return xml_tree(plain.encode("utf-8", "surrogatepass"), source.name), encoding


def root_name(source: Source) -> str:
    """Return the name of the first element of an XML file without its prefix; ``""`` if it does not begin with one."""
    head = source.head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").decode("latin-1")
    root = _ROOT.match(head, _BEFORE_ROOT.match(head).end())  # type: ignore[union-attr]  # matches nothing, too
    return root[1] if root else ""


def in_one_line(element: _Element) -> str:
    """Return the words inside an element in one line."""
    return " ".join("".join(element.itertext()).split())
