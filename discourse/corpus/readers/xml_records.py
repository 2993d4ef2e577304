"""Is an XML file one text, or many with the same fields, as databases write them?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .web_metadata import iso_date
from .xml_names import METADATA, METADATA_OF, SPEECHES, TEXTS, plain_name
from .xml_source import in_one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHARE = 0.6  # of the records have the field that holds the text
_LONGEST_FIELD = 300  # characters; longer ones are text
_MOST_FIELDS = 60


def records_of(root: _Element) -> list[_Element]:
    """Return the elements that are a text each, where one element repeats with the same fields; else none.

    Parts of a text (paragraphs, sections, speeches, rows) are no records, however often they repeat.
    """
    for box in _boxes(root):
        counts = Counter(one.tag for one in box if isinstance(one.tag, str))
        if not counts:
            continue
        tag, count = counts.most_common(1)[0]
        if count < 2 or plain_name(tag) in SPEECHES:
            continue
        records = [one for one in box if one.tag == tag]
        fields = Counter(plain_name(name) for one in records for name in {field.tag for field in one})
        has_fields = [one for one in records if len(one) and not (one.text or "").strip()]
        text = text_field(records)
        if text and len(has_fields) >= _SHARE * count and fields[text] >= _SHARE * count:
            return records
    return []


def text_field(records: list[_Element]) -> str | None:
    """Return the name of the field that holds the text of records: by its name, else by far the longest."""
    sizes: Counter[str] = Counter()
    for record in records:
        for field in record:
            sizes[plain_name(field.tag)] += sum(len(words) for words in field.itertext())
    named = [name for name in TEXTS if sizes[name]]
    if named and sizes[named[0]] >= max(sizes.values()) / 4:
        return named[0]
    longest = [name for name, _ in sizes.most_common(2) if name not in METADATA_OF]
    if not longest:
        return None
    others = sum(sizes.values()) - sizes[longest[0]]
    return longest[0] if sizes[longest[0]] > max(others, 20 * len(records)) else None


def described(record: _Element, text: str | None) -> tuple[dict[str, Any], frozenset[_Element]]:
    """Return the short fields and attributes of a record as metadata, and the elements they come from.

    Parameters
    ----------
    record : lxml element
    text : str or None
        The name of the field that holds the text.
    """
    found: dict[str, Any] = {}
    used = set()
    for key, value in record.attrib.items():
        name = key.rpartition("}")[2]
        found.setdefault(METADATA_OF.get(plain_name(key), name), " ".join(value.split()))
    for field in list(record)[:_MOST_FIELDS]:
        name = plain_name(field.tag)
        words = in_one_line(field)
        if not name or name == text or not words or len(words) > _LONGEST_FIELD or _is_deep(field):
            continue
        key = METADATA_OF.get(name, field.tag.rpartition("}")[2])
        if key in METADATA and name in METADATA_OF:
            used.add(field)
        elif len(field):
            continue
        else:
            used.add(field)
        found[key] = f"{found[key]}; {words}" if key in found and found[key] != words else words
    if date := iso_date(found.get("date")):
        found["date"] = date
    return found, frozenset(used)


def _boxes(root: _Element) -> Iterator[_Element]:
    """Yield the elements that may hold records: the root, and what is alone in it."""
    level = [root]
    for _ in range(4):
        yield from level
        level = [one for box in level for one in box if isinstance(one.tag, str) and len(one) > 1][:20]


def _is_deep(field: _Element) -> bool:
    return any(len(one) for one in field)
