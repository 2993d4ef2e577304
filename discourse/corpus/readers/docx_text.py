"""Which paragraphs does a Word text have, as a reader of the page sees them?

Tracked insertions are text and deletions are not; of alternatives for old and new programs one is taken; the results
of fields are text, save tables of contents; text boxes follow the paragraph they hang on.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .docx_styles import Styles, child, is_on, outline_level, value
from .flow import Flow, Row, parts_of_flow, seen
from .style_names import LEFT_OUT
from .symbols import symbol
from .tally import Tally
from .xml_trees import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_THROUGH = frozenset(("hyperlink", "smartTag", "customXml", "ins", "moveTo", "bdo", "dir", "fldSimple", "sdtContent"))
_GONE = frozenset(("del", "moveFrom"))
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_LISTS_OF = ("TOC", "INDEX", "TOA")
_PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_TOC, _HIDDEN = "lines of tables of contents", "hidden passages"


class _Field:
    """A field being read: first its instruction, then its result."""

    def __init__(self) -> None:
        self.instruction, self.in_result = "", False


def _not_text(instruction: str) -> str | None:
    """Return what the result of a field is, if it is not text; its instruction begins with what it does."""
    name = (instruction.split(None, 1) or [""])[0].upper()
    return _TOC if name in _LISTS_OF else "page numbers" if name in _PAGE_FIELDS else None


class Walker:
    """Walks through the parts of one Word file and collects what is text; `tally` is told of the rest.

    ``references`` are the notes met, in order, as (kind of note, its id); ``languages`` counts the characters that are
    set in a language, ``characters`` all of them.
    """

    def __init__(self, styles: Styles, tally: Tally) -> None:
        self.references: list[tuple[str, str]] = []
        self.languages: Counter[str] = Counter()
        self.characters = 0
        self._styles, self._tally = styles, tally
        self._fields: list[_Field] = []
        self._carried = ""
        self._begin_paragraph(None)

    def blocks(self, parent: _Element) -> Flow:
        """Return the paragraphs and rows in the body, a cell, a note or a text box."""
        flow: Flow = []
        for element in parent:
            name = local(element)
            if name == "p":
                flow += self._paragraph(element)
            elif name == "tbl":
                flow += self._rows(element)
            elif name == "sdt":
                flow += self._content_control(element)
            elif name in _GONE:
                self._note_gone(element)
            elif name == "AlternateContent":
                flow += [item for chosen in _chosen(element) for item in self.blocks(chosen)]
            elif name in _THROUGH:
                flow += self.blocks(element)
            elif name == "altChunk":
                self._tally.add("left out", "documents embedded in it")
        if self._carried:  # the last paragraph lost its end and nothing follows
            flow.append(("body", self._carried))
            self._carried = ""
        return flow

    def _content_control(self, element: _Element) -> Flow:
        content = child(element, "sdtContent")
        gallery = value(element, "sdtPr", "docPartObj", "docPartGallery") or ""
        if content is None:
            return []
        if "table of contents" in gallery.casefold():
            lines = [line for line in ("".join(_texts(one)) for one in content if local(one) == "p") if seen(line)]
            for line in lines:
                self._tally.add("left out", _TOC, line)
            return []
        return self.blocks(content)

    # -- paragraphs -----------------------------------------------------------------------------------------------

    def _begin_paragraph(self, style: str | None) -> None:
        self._style = style
        self._pieces: list[str] = []
        self._boxes: Flow = []
        self._left_out: dict[str, list[str]] = {}

    def _paragraph(self, element: _Element) -> Flow:
        outer = (self._style, self._pieces, self._boxes, self._left_out)
        properties = child(element, "pPr")
        style = value(properties, "pStyle") or self._styles.default
        self._begin_paragraph(style)
        self._inline(element)
        text = self._carried + "".join(self._pieces)
        boxes = self._boxes
        for what, pieces in self._left_out.items():
            if seen(left_out := "".join(pieces)):
                self._tally.add("left out", what, left_out)
        self._style, self._pieces, self._boxes, self._left_out = outer
        self._carried = ""
        if child(properties, "rPr", "del") is not None:  # its end was deleted: the next paragraph goes on in it
            self._carried = text
            return boxes
        kind = self._kind(properties, style)
        if kind == LEFT_OUT:
            if seen(text):
                self._tally.add("left out", _TOC, text)
            return boxes
        return [(kind, text), *boxes] if seen(text) else boxes

    def _kind(self, properties: _Element | None, style: str | None) -> str:
        level = outline_level(properties)
        stated = self._styles.kind(style)
        if level is not None and stated in (None, "heading"):
            stated = "heading" if 0 <= level < 9 else None
        if stated is not None:
            return stated
        number = value(properties, "numPr", "numId")
        numbered = number != "0" if number is not None else self._styles.is_numbered(style)
        return "list" if numbered else "body"

    # -- inside a paragraph ---------------------------------------------------------------------------------------

    def _inline(self, parent: _Element) -> None:
        for element in parent:
            name = local(element)
            if name == "r":
                self._run(element)
            elif name == "sdt":
                content = child(element, "sdtContent")
                if content is not None:
                    self._inline(content)
            elif name == "fldSimple" and (what := _not_text(attribute(element, "instr") or "")):
                self._left_out.setdefault(what, []).extend(_texts(element))
            elif name in _GONE:
                self._note_gone(element)
            elif name == "AlternateContent":
                for chosen in _chosen(element):
                    self._inline(chosen)
            elif name in ("oMath", "oMathPara"):
                self._emit("".join(_texts(element)), hidden=False)
            elif name in _THROUGH:
                self._inline(element)

    def _run(self, run: _Element) -> None:
        properties = child(run, "rPr")
        hidden = is_on(properties, "vanish")
        style = value(properties, "rStyle")
        if hidden is None:
            hidden = self._styles.is_hidden(style) or self._styles.is_hidden(self._style)
        before = len(self._pieces)
        self._in_run(run, hidden)
        written = sum(map(len, self._pieces[before:]))
        language = value(properties, "lang") or self._styles.language(style if style else self._style)
        self.characters += written
        if written and language:
            self.languages[language] += written

    def _in_run(self, run: _Element, hidden: bool) -> None:
        own_mark = False
        for element in run:
            name = local(element)
            if name == "t":
                if not own_mark:
                    self._emit((element.text or "").replace("\n", " ").replace("\r", ""), hidden)
            elif name in _CHARACTERS:
                self._emit(_CHARACTERS[name], hidden)
            elif name == "fldChar":
                self._field(attribute(element, "fldCharType"))
            elif name == "instrText":
                if self._fields:
                    self._fields[-1].instruction += element.text or ""
            elif name in ("footnoteReference", "endnoteReference"):
                self.references.append((name.removesuffix("Reference"), attribute(element, "id") or ""))
                own_mark = (attribute(element, "customMarkFollows") or "0") in ("1", "true", "on")
            elif name == "sym":
                code = attribute(element, "char") or ""
                font = attribute(element, "font") or ""
                self._emit(symbol(int(code, 16), font) if _is_hex(code) else "", hidden)
            elif name in ("drawing", "pict", "object"):
                self._drawing(element)
            elif name == "AlternateContent":
                for chosen in _chosen(element):
                    self._in_run(chosen, hidden)
            elif name == "ruby":
                base = child(element, "rubyBase")
                if base is not None:
                    self._inline(base)

    def _emit(self, text: str, hidden: bool) -> None:
        if any(not field.in_result for field in self._fields):
            return
        left_out = next((what for field in self._fields if (what := _not_text(field.instruction))), None)
        if left_out or hidden:
            self._left_out.setdefault(left_out or _HIDDEN, []).append(text)
        else:
            self._pieces.append(text)

    def _field(self, what: str | None) -> None:
        if what == "begin":
            self._fields.append(_Field())
        elif what == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif what == "end" and self._fields:
            self._fields.pop()

    def _drawing(self, element: _Element) -> None:
        """Collect the text boxes of a drawing; a picture is counted."""
        for one in element:
            name = local(one)
            if name == "txbxContent":
                fields, carried = self._fields, self._carried
                self._fields, self._carried = [], ""
                self._boxes += self.blocks(one)
                self._fields, self._carried = fields, carried
            elif name == "AlternateContent":
                for chosen in _chosen(one):
                    self._drawing(chosen)
            elif name in ("blip", "imagedata"):
                self._tally.add("left out", "pictures")
            elif name in ("chart", "relIds"):
                self._tally.add("left out", "charts and diagrams")
            else:
                self._drawing(one)

    def _note_gone(self, element: _Element) -> None:
        text = "".join(one.text or "" for one in element.iter() if local(one) in ("delText", "t"))
        if seen(text):
            self._tally.add("left out", "tracked deletions", text)

    # -- tables ---------------------------------------------------------------------------------------------------

    def _rows(self, table: _Element) -> Flow:
        rows: Flow = []
        for element in table:
            name = local(element)
            if name == "tr":
                properties = child(element, "trPr")
                if child(properties, "del") is not None:
                    self._note_gone(element)
                elif is_on(properties, "hidden"):
                    self._tally.add("left out", _HIDDEN, " ".join(_texts(element)))
                else:
                    rows.append(Row(tuple(self._cells(element))))
            elif name == "sdt":
                content = child(element, "sdtContent")
                rows += self._rows(content) if content is not None else []
            elif name in _THROUGH:
                rows += self._rows(element)
        return rows

    def _cells(self, row: _Element) -> list[tuple[tuple[str, str], ...]]:
        cells: list[tuple[tuple[str, str], ...]] = []
        for element in row:
            name = local(element)
            if name == "tc":
                cells.append(tuple(parts_of_flow(self.blocks(element))))
            elif name == "sdt":
                content = child(element, "sdtContent")
                cells += self._cells(content) if content is not None else []
            elif name in _THROUGH:
                cells += self._cells(element)
        return cells


def _chosen(alternatives: _Element) -> list[_Element]:
    """Return the one of several alternatives that is read: the first, which is for new programs."""
    found = [one for one in alternatives if local(one) in ("Choice", "Fallback")]
    return found[:1]


def _texts(element: _Element) -> list[str]:
    named = ((local(one), one.text or "") for one in element.iter())
    return [" " if name == "tab" else text for name, text in named if name in ("t", "tab")]


def _is_hex(code: str) -> bool:
    return 0 < len(code) <= 6 and all(digit in "0123456789abcdefABCDEF" for digit in code)
