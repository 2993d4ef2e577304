"""What does the header of a TEI file say of its text?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .web_metadata import iso_date
from .xml_source import in_one_line
from .xml_trees import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_DATE_ATTRIBUTES = ("when", "when-iso", "from", "notBefore", "notAfter", "value", "to")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def header_of(tei: _Element) -> tuple[str | None, str | None, dict[str, Any]]:
    """Return title, language and metadata of one ``TEI`` element.

    The date is that of the source (a speech, a printed book) where the header tells it, else that of its creation,
    else that of the file. ``publication`` is the journal it stood in.
    """
    header = next((one for one in tei if local(one) == "teiHeader"), None)
    if header is None:
        return None, tei.get(_LANGUAGE), {}
    statement = _under(header, "titleStmt")
    titles = list(_all(statement, "title"))
    main = [one for one in titles if attribute(one, "type") in (None, "main")] or titles
    authors = [name for one in _all(statement, "author") if (name := _name(one))]
    source = _under(header, "sourceDesc")
    if not authors:
        authors = [name for one in _all(source, "author") if (name := _name(one))]
    metadata = {
        "author": "; ".join(dict.fromkeys(authors)),
        "date": _date(header),
        "publication": next((in_one_line(one) for one in _all(source, "title") if one.get("level") == "j"), None),
        "url": next(
            (words for one in _all(header, "idno", "ref", "ptr") if (words := _address(one))),
            None,
        ),
    }
    return (in_one_line(main[0]) if main else None) or None, _language(tei, header), metadata


def persons_of(root: _Element) -> dict[str, str]:
    """Return the names of the persons that a header lists, by their ids (``"#MayTheresa"``)."""
    found = {}
    for person in _all(root, "person", "role", "personGrp"):
        key = attribute(person, "id")
        name = next((_name(one) for one in _all(person, "persName", "name", "roleDesc")), None)
        if key and (name := name or in_one_line(person)[:80]):
            found[f"#{key}"] = name
    return found


def _name(element: _Element) -> str:
    """Return a name as it is spoken: given names before the family's, whatever the order in the file."""
    parts = {local(one): in_one_line(one) for one in element.iter() if local(one) in ("forename", "surname")}
    if len(parts) == 2 and not (element.text or "").strip():
        given = [in_one_line(one) for one in element.iter() if local(one) == "forename"]
        return " ".join([*given, parts["surname"]])
    return in_one_line(element)


def _date(header: _Element) -> str | None:
    for place in ("sourceDesc", "settingDesc", "creation", "publicationStmt"):
        for date in _all(_under(header, place), "date"):
            stated = [value for name in _DATE_ATTRIBUTES if (value := date.get(name))]
            if iso := next((iso for value in [*stated, in_one_line(date)] if (iso := iso_date(value))), None):
                return iso
    return None


def _language(tei: _Element, header: _Element) -> str | None:
    text = next((one for one in tei if local(one) == "text"), None)
    stated = text.get(_LANGUAGE) if text is not None else None
    used = [one for one in _all(_under(header, "langUsage"), "language") if one.get("ident")]
    used.sort(key=lambda one: -_number(one.get("usage")))
    return stated or (used[0].get("ident") if used else None) or tei.get(_LANGUAGE)


def _number(text: str | None) -> float:
    try:
        return float((text or "0").rstrip("%"))
    except ValueError:
        return 0.0


def _address(element: _Element) -> str | None:
    value = in_one_line(element) if local(element) == "idno" else element.get("target") or ""
    is_own = (attribute(element, "type") or "").upper() in ("URI", "URL")
    return value if is_own and value.startswith(("http://", "https://")) else None


def _under(element: _Element, name: str) -> _Element | None:
    return next(_all(element, name), None)


def _all(element: _Element | None, *names: str) -> Iterator[_Element]:
    return (one for one in ([] if element is None else element.iter()) if local(one) in names)
