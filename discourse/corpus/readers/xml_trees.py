"""How is XML from a stranger's file parsed? Without entities, without the network, and within bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element

# Only the part before the first element can declare entities, and none that is honest is longer than this.
_PROLOGUE = 64 * 1024


def xml_tree(data: bytes, where: str) -> _Element:
    """Parse XML and return its root.

    Parameters
    ----------
    data : bytes
    where : str
        The file, or the part of it, for errors.

    Raises
    ------
    ReadError
        If it is not well-formed, or declares entities (which could grow without end, or point outside).
    """
    from lxml import etree

    refuse_entities(data, where)
    # Without huge_tree libxml2 itself refuses nesting beyond 256 and anything that grows while it is parsed.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, remove_comments=True,
        remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = f", line {error.lineno}" if error.lineno else ""
        raise ReadError(
            f"It is damaged: this is no complete XML ({_first_line(error)}).",
            where=f"{where}{line}",
            do="Open it in its own program and save it anew, or copy it again.",
        ) from error


def refuse_entities(data: bytes, where: str) -> None:
    """Raise a ReadError if XML declares entities."""
    if declares_entities(data):
        raise ReadError(
            "It declares XML entities, which could grow without end or point to other files.",
            where=where,
            do="Open it in its own program and save it anew.",
        )


def declares_entities(data: bytes) -> bool:
    """Tell whether XML declares entities, whatever it is encoded in."""
    start = data[:_PROLOGUE].replace(b"\0", b"")
    return b"<!ENTITY" in start or (b"<!DOCTYPE" in start and b"<!ENTITY" in data.replace(b"\0", b""))


def local(element: _Element) -> str:
    """Return the name of an element without its namespace; ``""`` for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: _Element, name: str) -> str | None:
    """Return an attribute by its name without namespace: office programs write several namespaces for one thing."""
    value = element.get(name)
    if value is not None:
        return value
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [""])[0][:150]
