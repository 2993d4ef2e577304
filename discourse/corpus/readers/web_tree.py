"""What is the tree of a web page? Parsed as browsers parse it, whatever it is encoded in, and without losing text."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from ...errors import ReadError
from ..encodings import decode, unified
from .tally import Tally

if TYPE_CHECKING:
    from lxml.etree import _Element


def name_set(text: str) -> frozenset[str]:
    """Return a set of names that stand in one line."""
    return frozenset(text.split())


# Of the attributes only those that say something of the text are taken over.
_ATTRIBUTES = name_set(
    "id class role style hidden open aria-hidden aria-modal href name content property itemprop rel type lang xml:lang "
    "datetime epub:type"
)
_TAG = re.compile(r"[A-Za-z][A-Za-z0-9-]*\Z")
_DEEPEST = 200  # lxml and what stands on it go no deeper than 256; deeper elements become siblings, in order
_TOO_DEEP = 5_000  # each level costs the parser as much as all those above it
_NESTING = re.compile(r"<(/?)(?!(?:p|li|td|tr|th|dd|dt|br|hr|img|input|meta|link|option)\b)[a-zA-Z]")
# Each attribute costs the parser as much as all those before it. (A picture inside a page is one long attribute.)
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{5000,}")
_MOST_ATTRIBUTES = 1_000
# What XML cannot hold: control characters, half characters and the two that are none.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_DECLARED = re.compile(rb"<meta\b[^>]{0,500}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_:.+-]+)", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"\A\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9_:.+-]+)")
_WHERE_DECLARED = 8192
# What browsers take these names for.
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
          "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-11": "cp874"}  # fmt: skip


def decode_page(
    data: bytes, name: str, encoding: str | None, tally: Tally, *, declared: str | None = None
) -> tuple[str, str]:
    """Decode a page: as the researcher says, else by its byte order mark, by what it declares, or as plain text is.

    A declaration that does not fit the bytes is passed over, and that is noted. `declared` is one that came with the
    page from outside, as a server or a browser sends it.

    Returns
    -------
    text, encoding : str

    Raises
    ------
    ReadError
        As :func:`discourse.corpus.encodings.decode` does.
    """
    has_mark = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"\0\0\xfe\xff"))
    declared = _codec(declared) or _declared(data)
    if encoding is None and not has_mark and declared is not None:
        try:
            text = data.decode(declared)
        except (UnicodeDecodeError, LookupError, ValueError):
            tally.add("noticed", "declared encodings that do not fit", declared)
        else:
            if "\x00" not in text:
                return unified(text), "utf-8" if data.isascii() else declared
    return decode(data, name, encoding, tally)


def html_tree(text: str, where: str) -> _Element:
    """Parse a page as browsers do, and return its root.

    The parser of lxml is not used: it drops, without a word, what stands deeper than 256 elements or after
    ``</html>``.

    Raises
    ------
    ReadError
        If its elements are nested beyond what any page needs.
    """
    from lxml import etree
    from selectolax.lexbor import LexborHTMLParser

    if _nesting(text) > _TOO_DEEP or any(tag.count("=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.findall(text)):
        raise ReadError(
            f"Its elements are nested more than {_TOO_DEEP:,} deep, or have more attributes than any page's.",
            where=where,
            do="Open it in a browser and save it anew.",
        )
    node = LexborHTMLParser(_NO_XML.sub("", text)).root
    if node is None:
        return etree.Element("html")
    root = etree.Element("html", _kept(node.attributes))
    current: _Element = root
    last: _Element | None = None
    # What is open, and the element that is open in it; None for those too deep, whose content stands beside them.
    open_elements: list[tuple[_Element, _Element | None]] = []
    node = node.first_child
    while node is not None:
        if node.is_text_node:
            words = node.text_content or ""
            if last is None:
                current.text = (current.text or "") + words
            else:
                last.tail = (last.tail or "") + words
        elif node.is_element_node:
            tag = node.tag if _TAG.match(node.tag or "") else "span"
            last = etree.SubElement(current, tag, _kept(node.attributes))
            if node.first_child is not None:
                if len(open_elements) < _DEEPEST:
                    open_elements.append((current, last))
                    current, last = last, None
                else:
                    open_elements.append((current, None))
                node = node.first_child
                continue
        while node is not None and node.next is None and open_elements:
            node = node.parent
            current, opened = open_elements.pop()
            last = last if opened is None else opened
        node = None if node is None else node.next
    return root


def _kept(attributes: dict[str, str | None]) -> dict[str, str]:
    return {
        key.replace(":", "-"): _NO_XML.sub("", value or "") for key, value in attributes.items() if key in _ATTRIBUTES
    }


def _declared(data: bytes) -> str | None:
    start = data[:_WHERE_DECLARED]
    match = _XML_DECLARED.match(start) or _DECLARED.search(start)
    # Bytes that can be searched for a declaration are no UTF-16, whatever it says.
    return _codec(match[1].decode("ascii")) if match else None


def _codec(declared: str | None) -> str | None:
    """Return Python's name of an encoding, None if there is none; browsers read more into some than they say."""
    try:
        name = codecs.lookup(declared or "").name
        if not name.startswith("utf") and "a".encode(name) != b"a":
            return None
    except (LookupError, ValueError, TypeError, UnicodeError):
        return None
    return "utf-8" if name.startswith(("utf-16", "utf-32", "utf-7")) else _WIDER.get(name, name)


def _nesting(text: str) -> int:
    deepest = depth = 0
    if text.count("<") < _TOO_DEEP:
        return 0
    for match in _NESTING.finditer(text):
        depth += -1 if match[1] else 1
        deepest = max(deepest, depth)
    return deepest
