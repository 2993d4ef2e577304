"""What are the paragraphs of a text encoded in TEI: prose, verse, plays, debates, and tokens of linguists?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..paragraphs import is_blank
from .tally import Tally
from .web_tree import name_set
from .xml_blocks import has_words
from .xml_source import in_one_line
from .xml_trees import local

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = name_set(
    "p ab head div div0 div1 div2 div3 div4 div5 div6 div7 body front back text group floatingText lg l list item "
    "label sp speaker stage u table row cell figure figDesc cit bibl listBibl biblStruct biblFull epigraph argument "
    "opener closer salute signed dateline byline trailer postscript titlePage docTitle titlePart docAuthor docImprint "
    "docEdition docDate imprimatur castList castGroup castItem set prologue epilogue performance eg egXML code "
    "incident kinesic vocal writing desc spGrp sequence entry entryFree form sense timeline listPerson person"
)
_KINDS = {
    "head": "heading", "trailer": "heading", "item": "list", "quote": "quote", "cit": "quote", "epigraph": "quote",
    "figure": "caption", "stage": "caption", "set": "caption", "castList": "caption", "incident": "caption",
    "kinesic": "caption", "vocal": "caption", "writing": "caption", "speaker": "byline", "byline": "byline",
    "signed": "byline", "dateline": "byline", "docAuthor": "byline", "docImprint": "byline", "docDate": "byline",
    "docEdition": "byline", "titlePart": "title", "docTitle": "title", "bibl": "caption", "listBibl": "footnote",
    "eg": "code", "egXML": "code", "row": "table", "note": "footnote",
}  # fmt: skip
_FIRST = ("footnote", "code", "heading", "title", "byline", "caption", "quote", "list")
# An editor's reading, where what was printed stands beside it; what was struck out; what only a printer needs.
_LEFT_OUT = {
    "reg": "regularised spellings", "corr": "corrections by editors", "expan": "expansions of abbreviations",
    "ex": "expansions of abbreviations", "rdg": "variant readings", "del": "deletions", "fw": "running heads",
    "figDesc": "descriptions of pictures", "index": "index entries",
}  # fmt: skip
_PRINTED = {"reg": "orig", "corr": "sic", "expan": "abbr", "ex": "am"}
_BREAKS = name_set("lb pb cb gb milestone")
_HAPPENINGS = name_set("stage incident kinesic vocal")
_SPOKEN = name_set("q said quote")
_EITHER = name_set("bibl label code form sense desc")  # a paragraph, but part of one where words stand beside it
_SIGNS = "“”„‟\"«»‹›‘’‚'—–"
_NO_SPACE = "\x01"
_HYPHEN = re.compile(rf"[-‐¬⸗­]?\s*{_NO_SPACE}\s*")
_PARAGRAPHS = name_set("p ab seg l head item cell speaker note q said quote s")


def parts_of(text: _Element, persons: dict[str, str], tally: Tally) -> list[tuple[str, str]]:
    """Return kind and text of each paragraph of a ``text`` element, its notes last; the tree is changed.

    What was printed is kept (``orig``, ``sic``, ``abbr``) and what editors put beside it (``reg``, ``corr``,
    ``expan``) left out and noted, so that every span can be found in the source. Quotation marks are put around
    ``q``, ``said`` and ``quote`` inside a paragraph where the file has none.

    Parameters
    ----------
    text : lxml element
    persons : dict
        Names by ``"#id"``, for speeches that say only by an attribute whose they are.
    tally : Tally
    """
    notes = _without_editors(text, tally)
    return [*_walked(text, persons, tally), *notes]


def _without_editors(text: _Element, tally: Tally) -> list[tuple[str, str]]:
    notes = []
    for element in list(text.iter()):
        name = local(element)
        above = element.getparent()
        if above is None or element is text:
            continue
        if name in _PRINTED and not (local(above) == "choice" and _has(above, _PRINTED[name])):
            continue
        if name == "rdg" and (not _has(above, "lem") and above.find(element.tag) is element):
            continue
        if name in _LEFT_OUT:
            _cut(element)
            if words := in_one_line(element):
                tally.add("left out", _LEFT_OUT[name], words)
        elif name == "include" or name == "gap":
            tally.add("noticed", "gaps in the text" if name == "gap" else "parts that stand in other files")
        elif name == "note":
            kind = _kind_of_note(element, above)
            if kind == "footnote":
                _cut(element)
                notes.append((kind, in_one_line(element)))
            else:
                element.set("kind", kind)
        elif name in _HAPPENINGS and local(above) in _PARAGRAPHS:
            _cut(element)
            tally.add("left out", "stage directions and interruptions inside a paragraph", in_one_line(element))
    return [note for note in notes if not is_blank(note[1])]


def _kind_of_note(note: _Element, above: _Element) -> str:
    """Say what a note is: parliaments and plays put speakers and interruptions into notes."""
    kind = (note.get("type") or "").lower()
    if kind == "speaker":
        return "byline"
    is_between = local(above) in ("div", "body", "u", "sp") and (note.get("place") or "") == ""
    return "caption" if is_between and kind else "footnote"


def _walked(text: _Element, persons: dict[str, str], tally: Tally) -> Iterator[tuple[str, str]]:
    from lxml import etree

    pieces: list[str] = []
    kinds: list[str] = []
    blocks = {text, *_blocks_in(text)}
    walk = etree.iterwalk(text, events=("start", "end"))
    for event, element in walk:
        name = local(element)
        is_block = element in blocks
        if name in ("table", "row") and event == "start":
            yield from _flushed(pieces, kinds)
            if name == "row":
                yield "table", "\t".join(_clean(_inline(cell)) for cell in element if local(cell) == "cell")
                walk.skip_subtree()
        elif event == "start":
            if is_block and not (name == "l" and _follows_a_line(element)):
                yield from _flushed(pieces, kinds)
            elif name == "l":
                pieces.append("\n")
            kinds.append(_kind_of(element) if is_block else "")
            if name == "u" and (speaker := _speaker(element, persons)):
                tally.add("assumed", "speakers named by attributes only", speaker)
                yield "byline", speaker
            pieces.append(_before(element, is_block))
            pieces.append(_words(element.text))
        else:
            if name not in ("row",):
                pieces.append(_after(element, is_block))
                if is_block and not (name == "l" and _leads_a_line(element)):
                    yield from _flushed(pieces, kinds)
                if name != "table":
                    kinds.pop()
            pieces.append(_words(element.tail) if element is not text else "")
    yield from _flushed(pieces, kinds)


def _flushed(pieces: list[str], kinds: list[str]) -> Iterator[tuple[str, str]]:
    words = _clean("".join(pieces))
    pieces.clear()
    if not is_blank(words):
        yield next((kind for kind in _FIRST if kind in kinds), "body"), words


def _blocks_in(text: _Element) -> set[_Element]:
    """Return the elements that begin a paragraph of their own."""
    blocks = set()
    for above in text.iter():
        with_words: bool | None = None
        for element in above:
            name = local(element)
            is_block: bool | None = name in _BLOCKS or (name == "note" and element.get("kind") is not None)
            if name == "seg":  # parliaments: a paragraph of a speech
                is_block = local(above) == "u"
            elif (is_block and name in _EITHER) or (name in _SPOKEN and not _holds_blocks(element)):
                with_words = has_words(above) if with_words is None else with_words
                is_block = not with_words
            elif name in _SPOKEN:
                is_block = True
            if is_block:
                blocks.add(element)
    return blocks


def _kind_of(element: _Element) -> str:
    name = local(element)
    above = element.getparent()
    around = local(above) if above is not None else ""
    if name == "head" and around in ("figure", "table"):
        return "caption"
    if name in ("q", "said"):
        return ""
    return element.get("kind") or _KINDS.get(name, "")


def _speaker(speech: _Element, persons: dict[str, str]) -> str | None:
    """Return whose a speech is where no note before it or in it says so."""
    before = speech.getprevious()
    who = speech.get("who")
    named = [one for one in ([before] if before is not None else []) if one.get("kind") == "byline"]
    if not who or named or any(one.get("kind") == "byline" for one in speech):
        return None
    return persons.get(who, who.rpartition("#")[2] or who)


def _before(element: _Element, is_block: bool) -> str:
    name = local(element)
    if name in _BREAKS:
        return _NO_SPACE if element.get("break") == "no" else " "
    mark = _NO_SPACE if element.get("join") in ("left", "both") else ""
    return mark + (
        "“" if _wants_marks(element, is_block) else "‘" if name == "soCalled" and not _has_marks(element) else ""
    )


def _after(element: _Element, is_block: bool) -> str:
    name = local(element)
    marks = "”" if _wants_marks(element, is_block) else "’" if name == "soCalled" and not _has_marks(element) else ""
    return marks + (_NO_SPACE if element.get("join") in ("right", "both") else "")


def _wants_marks(element: _Element, is_block: bool) -> bool:
    return local(element) in _SPOKEN and not is_block and not _has_marks(element)


def _has_marks(element: _Element) -> bool:
    before, above = element.getprevious(), element.getparent()
    lead = (before.tail if before is not None else above.text if above is not None else "") or ""
    words = "".join(element.itertext()).strip()
    return (lead.rstrip()[-1:] in _SIGNS and bool(lead.strip())) or words[:1] in _SIGNS


def _inline(element: _Element) -> str:
    return " ".join(element.itertext())


def _clean(words: str) -> str:
    joined = _HYPHEN.sub("", words)
    return "\n".join(line for part in joined.split("\n") if (line := " ".join(_ascii_split(part))))


def _words(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _ascii_split(text: str) -> list[str]:
    return [word for word in re.split(r"[ \t\r\n\f]+", text) if word]


def _follows_a_line(element: _Element) -> bool:
    before = element.getprevious()
    return before is not None and local(before) in ("l", "pb", "lb") and not _is_first(element)


def _leads_a_line(element: _Element) -> bool:
    after = element.getnext()
    return after is not None and local(after) in ("l", "pb", "lb")


def _is_first(element: _Element) -> bool:
    before = element.getprevious()
    while before is not None and local(before) in ("pb", "lb"):
        before = before.getprevious()
    return before is None or local(before) != "l"


def _holds_blocks(element: _Element) -> bool:
    return any(local(one) in ("p", "lg", "l", "ab", "sp", "list") for one in element)


def _has(element: _Element, name: str) -> bool:
    return any(local(one) == name for one in element)


def _cut(element: _Element) -> None:
    """Take an element out; what stands behind it stays."""
    above, before = element.getparent(), element.getprevious()
    tail, element.tail = element.tail or "", None
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        above.text = (above.text or "") + tail
    above.remove(element)
