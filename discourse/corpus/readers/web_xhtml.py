"""What is the tree of an XHTML page, as EPUB books are made of?"""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from ...errors import ReadError
from .web_tree import html_tree
from .xml_trees import local, xml_tree

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*);")
_XML_START = re.compile(r"\A\s*<\?xml\b[^>]*\?>")
# What XML may close in its own tag and HTML may not.
_CLOSED = re.compile(r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)([a-zA-Z][\w:-]*)"
                     r"((?:\s+[\w:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*/>")  # fmt: skip


def xhtml_tree(text: str, where: str) -> _Element:
    """Parse XHTML as XML and return its root without namespaces; what is no XML is parsed as HTML.

    Attributes keep their prefix with a hyphen, as :func:`html_tree` gives them (``epub-type``).

    Raises
    ------
    ReadError
        If it declares entities, or is nested beyond what any page needs.
    """
    plain = _ENTITY.sub(lambda match: html5.get(f"{match[1]};", match[0]), _XML_START.sub("", text))
    try:
        root = xml_tree(plain.encode("utf-8", "surrogatepass"), where)
    except ReadError as error:
        if "entities" in error.what:
            raise
        return html_tree(_CLOSED.sub(r"<\1\2></\1>", plain), where)
    for element in root.iter():
        element.tag = local(element) or "span"
        for name in list(element.attrib):
            prefix, found, bare = name.rpartition("}")
            if found:
                value = element.attrib.pop(name)
                element.set(f"{_PREFIXES.get(prefix[1:], 'x')}-{bare}", value)
    return root


_PREFIXES = {"http://www.idpf.org/2007/ops": "epub", "http://www.w3.org/XML/1998/namespace": "xml"}
