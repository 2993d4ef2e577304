"""What is an electronic book made of? Its metadata, its files in reading order, and whether they are locked."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from ...errors import ReadError
from .unpacking import Members, climbs_out
from .web_metadata import iso_date
from .xml_trees import attribute, local, xml_tree

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_TEXTS = (".xhtml", ".html", ".htm", ".xml", ".opf", ".ncx")
# Fonts are often scrambled so that they cannot be copied; that locks no text.
_SCRAMBLED_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_MOST_BYTES = 300 * 1024**2
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")


@dataclass(frozen=True)
class Page:
    """One file of a book in reading order, and what the package says it is (``"nav"``, ``"cover"``, ``"text"``)."""

    path: str
    role: str = "text"
    is_linear: bool = True


@dataclass
class Package:
    """What the package file of a book says."""

    title: str | None = None
    language: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    contents: str | None = None


def open_book(data: bytes, name: str) -> Members:
    """Open a book without unpacking it.

    Raises
    ------
    ReadError
        If it is broken, too big, holds harmful paths, or is locked.
    """
    members = Members(data, name, most_bytes=_MOST_BYTES, wanted=lambda path: path.lower().endswith(_TEXTS))
    for path in members.names:
        if climbs_out(path):
            raise ReadError(
                f'It holds a path that leads out of the book ("{path[:80]}"), as only harmful files do.',
                where=name,
                do="Get the book from another place.",
            )
    if _ENCRYPTION in members:
        for entry in xml_tree(members.read(_ENCRYPTION), f"{name}/{_ENCRYPTION}").iter():
            how = attribute(entry, "Algorithm") or ""
            is_method = local(entry) == "EncryptionMethod" and local(entry.getparent()) == "EncryptedData"
            if is_method and how not in _SCRAMBLED_FONTS:
                raise ReadError(
                    "This book is locked (digital rights management): its text is encrypted.",
                    where=name,
                    do="Ask the publisher or your library for a copy without a lock.",
                )
    return members


def package_of(members: Members, name: str) -> Package:
    """Read the package file of a book.

    Raises
    ------
    ReadError
        If there is none, or it is damaged.
    """
    if _CONTAINER not in members:
        raise ReadError(
            "It is no complete electronic book: it does not say where its text is.",
            where=name,
            do="Copy or download it again.",
        )
    container = xml_tree(members.read(_CONTAINER), f"{name}/{_CONTAINER}")
    paths = [attribute(one, "full-path") for one in container.iter() if local(one) == "rootfile"]
    place = next((unquote(path) if path not in members else path for path in paths if path), "")
    root = xml_tree(members.read(place), f"{name}/{place}")
    return _package(root, posixpath.dirname(place), members)


def _package(root: _Element, folder: str, members: Members) -> Package:
    items = {one.get("id"): one for one in root.iter() if local(one) == "item" and one.get("id")}
    guide = {
        _joined(folder, one.get("href")): (one.get("type") or "").lower()
        for one in root.iter()
        if local(one) == "reference"
    }
    package = Package(*_stated(root))
    named: set[str] = set()
    for reference in (one for one in root.iter() if local(one) == "itemref"):
        item = items.get(reference.get("idref"))
        if item is None or (item.get("media-type") or _PAGES[0]) not in _PAGES:
            continue
        path = _in_book(_joined(folder, item.get("href")), members)
        if path is None or path in named:
            continue
        named.add(path)
        is_linear = reference.get("linear") != "no"
        package.pages.append(Page(path, _role(item, guide.get(path, "")), is_linear))
    contents = [item for item in items.values() if "nav" in (item.get("properties") or "").split()]
    contents += [item for item in items.values() if item.get("media-type") == "application/x-dtbncx+xml"]
    package.contents = next((path for item in contents if (path := _joined(folder, item.get("href"))) in members), None)
    return package


def _role(item: _Element, guide: str) -> str:
    if "nav" in (item.get("properties") or "").split() or guide == "toc":
        return "nav"
    name = f"{item.get('id') or ''} {posixpath.basename(item.get('href') or '')}".lower().split()
    is_cover = guide == "cover" or any(part.split(".")[0] in ("cover", "coverpage", "cover_xhtml") for part in name)
    return "cover" if is_cover else "text"


def _joined(folder: str, href: str | None) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote((href or "").partition("#")[0])))


def _in_book(path: str, members: Members) -> str | None:
    """Return the name of a member as the book spells it; some books get the case wrong."""
    if path in members:
        return path
    return next((one for one in members.names if one.lower() == path.lower()), None)


def _stated(root: _Element) -> tuple[str | None, str | None, dict[str, Any]]:
    found: dict[str, list[_Element]] = {}
    for one in root.iter():
        if "purl.org/dc/" in (one.tag if isinstance(one.tag, str) else "") and (one.text or "").strip():
            found.setdefault(local(one), []).append(one)

    def first(name: str) -> str | None:
        return " ".join((found[name][0].text or "").split()) if name in found else None

    authors = [" ".join((one.text or "").split()) for one in found.get("creator", [])]
    dates = [one for one in found.get("date", []) if attribute(one, "event") in (None, "publication")]
    metadata = {
        "author": "; ".join(dict.fromkeys(authors)),
        "date": iso_date(dates[0].text) if dates else None,
        "publisher": first("publisher"),
        "identifier": first("identifier"),
    }
    return first("title"), first("language"), metadata
