"""What are the paragraphs of an XML file whose vocabulary nobody may know?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..paragraphs import is_blank
from .tally import Tally
from .xml_names import HEADS, INLINE, KIND_OF, PARAGRAPHS, SPEAKER_ATTRIBUTES, plain_name
from .xml_source import in_one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_FIRST = ("footnote", "code", "heading", "byline", "caption", "quote", "list")
_MARKUP = re.compile(r"</?(?:p|br|div|a|b|i|em|strong|span|ul|li|h[1-6]|blockquote|img)\b[^<>]*/?>", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_LONGEST_HEAD = 60  # words; a "title" with more is a paragraph


def parts_of_xml(root: _Element, tally: Tally, *, skip: frozenset[_Element] = frozenset()) -> list[tuple[str, str]]:
    """Return kind and text of the paragraphs of an XML tree, footnotes last.

    An element with words of its own is a paragraph, and so is one with a name that common vocabularies give to
    paragraphs; names that they give to emphasis and links never part one. Speakers that stand in attributes
    (``<speech speaker="…">``) become paragraphs of kind ``byline``. Boxes of metadata, and the elements in `skip`, are
    left out and noted. Blank lines part paragraphs inside an element; escaped HTML in an element is read as HTML.
    """
    parts = list(_walked(root, tally, skip))
    return [part for part in parts if part[0] != "footnote"] + [part for part in parts if part[0] == "footnote"]


def _walked(root: _Element, tally: Tally, skip: frozenset[_Element]) -> Iterator[tuple[str, str]]:
    from lxml import etree

    pieces: list[str] = []
    kinds: list[str] = []
    known: dict[_Element, tuple[bool, bool]] = {}
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = plain_name(element.tag)
        # What the Bundestag knows of a speaker stands before the name as it is printed.
        is_skipped = element is not root and (element in skip or name in HEADS or (name == "redner" and len(element)))
        if event == "start" and (is_skipped or name in ("row", "tr")):
            yield from _flushed(pieces, kinds)
            if not is_skipped:
                yield "table", "\t".join(in_one_line(cell) for cell in element).rstrip()
            elif element not in skip and (words := in_one_line(element)):
                tally.add("left out", f"words of metadata ({name})", words, count=len(words.split()))
            walk.skip_subtree()
        elif event == "start":
            if _is_block(element, known):
                yield from _flushed(pieces, kinds)
                kinds.append(_kind_of(element) if element is not root else "")
                if speaker := _speaker(element):
                    yield "byline", speaker
            else:
                kinds.append("")
                if name in ("br", "lb", "eol"):
                    pieces.append("\n" if name == "br" else " ")
            pieces.append(element.text or "")
        else:
            if not (is_skipped or name in ("row", "tr")):
                if _is_block(element, known):
                    yield from _flushed(pieces, kinds)
                kinds.pop()
            if element is not root:
                pieces.append(element.tail or "")
    yield from _flushed(pieces, kinds)


def _flushed(pieces: list[str], kinds: list[str]) -> Iterator[tuple[str, str]]:
    words = "".join(pieces)
    pieces.clear()
    if is_blank(words):
        return
    kind = next((kind for kind in _FIRST if kind in kinds), "body")
    if len(_MARKUP.findall(words)) > 1:
        yield from _from_html(words, kind)
        return
    for part in _PARAGRAPH.split(words.replace("\r\n", "\n")):
        line = _SPACES.sub(" ", part).strip(" ")
        if not is_blank(line):
            is_long = kind in ("heading", "byline") and len(line.split()) > _LONGEST_HEAD
            yield "body" if is_long else kind, line


def _from_html(markup: str, kind: str) -> Iterator[tuple[str, str]]:
    from .web_blocks import blocks_of, without_unseen
    from .web_tree import html_tree

    tree = html_tree(markup, "")
    without_unseen(tree, [])
    for block in blocks_of(tree):
        yield block.kind if block.kind != "body" else kind, block.text


def _is_block(element: _Element, known: dict[_Element, tuple[bool, bool]]) -> bool:
    """Tell whether an element is a paragraph, or holds some; `known` keeps what was found of the elements around."""
    name, above = plain_name(element.tag), element.getparent()
    if above is None or name in PARAGRAPHS or (name in KIND_OF and name not in INLINE):
        return above is None or name not in INLINE
    if above not in known:
        known[above] = has_words(above), all(plain_name(one.tag) in INLINE for one in above)
    with_words, is_sentence = known[above]
    if name in INLINE:
        return not with_words and not is_sentence and name not in ("br", "lb", "eol")
    return not with_words


def _kind_of(element: _Element) -> str:
    """Say what an element holds, by its name, or by the class that the Bundestag gives to its paragraphs."""
    return "byline" if element.get("klasse") == "redner" else KIND_OF.get(plain_name(element.tag), "")


def has_words(element: _Element) -> bool:
    """Tell whether an element has words of its own beside those of its children."""
    return bool((element.text or "").strip()) or any((one.tail or "").strip() for one in element)


def _speaker(element: _Element) -> str | None:
    """Return whose words an element says it holds, unless it says so in an element too."""
    if plain_name(element.tag) not in ("speech", "sp", "u", "utterance", "contribution", "intervention", "turn"):
        return None
    named = {key.lower(): value for key, value in element.attrib.items()}
    said = next((named[key] for key in SPEAKER_ATTRIBUTES if named.get(key)), None)
    if not said or any(KIND_OF.get(plain_name(one.tag)) == "byline" for one in element):
        return None
    return said.lstrip("#")
