"""Which paragraphs does an OpenDocument text have, as a reader of the page sees them?"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from .flow import Flow, Row, parts_of_flow, seen
from .odt_styles import Styles
from .style_names import LEFT_OUT
from .tally import Tally
from .xml_trees import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_INDEXES = frozenset(
    ("table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index")
)
_THROUGH = frozenset(
    ("section", "list", "list-item", "list-header", "numbered-paragraph", "index-body", "bibliography")
)
_INLINE = frozenset(("span", "a", "ruby", "ruby-base", "meta", "meta-field", "bibliography-mark"))
_PAGE_FIELDS = frozenset(("page-number", "page-count", "page-continuation"))
_SHAPES = frozenset(("frame", "g", "custom-shape", "rect", "ellipse", "caption", "line", "polygon", "path", "a"))
_BLANKS = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 1000
_TOC, _HIDDEN = "lines of tables of contents", "hidden passages"


class Walker:
    """Walks through the content of one file and collects what is text; `tally` is told of the rest.

    ``notes`` are the paragraphs of footnotes and endnotes in the order of their marks; ``languages`` counts the
    characters that are set in a language, ``characters`` all of them.
    """

    def __init__(self, styles: Styles, tally: Tally) -> None:
        self.notes: list[str] = []
        self.marks = 0
        self.languages: Counter[str] = Counter()
        self.characters = 0
        self._styles, self._tally = styles, tally
        self._begin(None)

    def blocks(self, parent: _Element, kind: str = "body") -> Flow:
        """Return the paragraphs and rows in the body, a list (whose paragraphs are a ``list``), a cell or a box."""
        flow: Flow = []
        for element in parent:
            name = local(element)
            if name in ("p", "h"):
                flow += self._paragraph(element, "heading" if name == "h" else kind)
            elif name == "table":
                flow += self._rows(element)
            elif name in _INDEXES:
                for line in element.iter():
                    if local(line) == "p" and seen(text := _plain(line)):
                        self._tally.add("left out", _TOC, text)
            elif name == "tracked-changes":
                self._note_deletions(element)
            elif name == "section" and (attribute(element, "display") or "true") != "true":
                self._tally.add("left out", _HIDDEN, _plain(element))
            elif name in _THROUGH:
                flow += self.blocks(element, "list" if name in ("list", "numbered-paragraph") else kind)
            elif name in _SHAPES:
                flow += self._shape(element)
        return flow

    # -- paragraphs -----------------------------------------------------------------------------------------------

    def _begin(self, style: str | None) -> None:
        self._style = style
        self._pieces: list[str] = []
        self._boxes: Flow = []
        self._left_out: dict[str, list[str]] = {}

    def _paragraph(self, element: _Element, kind: str) -> Flow:
        outer = (self._style, self._pieces, self._boxes, self._left_out)
        style = attribute(element, "style-name")
        self._begin(style)
        hidden = self._styles.is_hidden(style, "paragraph")
        self._inline(element, _HIDDEN if hidden else None, self._styles.language(style, "paragraph"))
        text, boxes = _spaced(self._pieces), self._boxes
        for what, pieces in self._left_out.items():
            if seen(left_out := _spaced(pieces)):
                self._tally.add("left out", what, left_out)
        self._style, self._pieces, self._boxes, self._left_out = outer
        stated = self._styles.kind(style)
        if stated == LEFT_OUT and kind != "heading":
            if seen(text):
                self._tally.add("left out", _TOC, text)
            return boxes
        if kind == "heading":
            kind = stated if stated == "title" else "heading"
        elif stated is not None and not (kind == "list" and stated == "heading"):
            kind = stated
        return [(kind, text), *boxes] if seen(text) else boxes

    # -- inside a paragraph ---------------------------------------------------------------------------------------

    def _inline(self, parent: _Element, left_out: str | None, language: str | None) -> None:
        self._emit(parent.text, left_out, language)
        for element in parent:
            name = local(element)
            if name == "s":
                self._emit(_Set(" " * _times(element, "c", _MOST_SPACES)), left_out, language)
            elif name == "tab":
                self._emit(_Set("\t"), left_out, language)
            elif name == "line-break":
                self._emit(_Set("\n"), left_out, language)
            elif name in _INLINE:
                self._span(element, left_out, language)
            elif name == "note":
                self._note(element)
            elif name == "annotation":
                self._tally.add("left out", "comments", _plain(element, without=("creator", "date")))
            elif name in ("hidden-text", "hidden-paragraph") or name in _PAGE_FIELDS:
                self._emit(element.text, "page numbers" if name in _PAGE_FIELDS else _HIDDEN, language)
            elif name in _SHAPES:
                self._boxes += self._shape(element)
            elif name not in ("note-citation", "ruby-text", "bookmark", "reference-mark", "change"):
                self._inline(element, left_out, language)  # a field: its value is text
            self._emit(element.tail, left_out, language)

    def _span(self, element: _Element, left_out: str | None, language: str | None) -> None:
        style = attribute(element, "style-name") if local(element) == "span" else None
        if style is not None:
            left_out = left_out or (_HIDDEN if self._styles.is_hidden(style, "text") else None)
            language = self._styles.language(style, "text") or language
        self._inline(element, left_out, language)

    def _emit(self, text: str | None, left_out: str | None, language: str | None) -> None:
        if not text:
            return
        if left_out is not None:
            self._left_out.setdefault(left_out, []).append(text)
            return
        self._pieces.append(text)
        self.characters += len(text)
        if language:
            self.languages[language] += len(text)

    def _note(self, element: _Element) -> None:
        self.marks += 1
        for body in element:
            if local(body) == "note-body":
                self.notes += [text.strip() for _, text in parts_of_flow(self.blocks(body))]

    def _shape(self, element: _Element) -> Flow:
        """Return the paragraphs of a frame or a drawn shape; of its pictures one is counted, not each copy of it."""
        flow: Flow = []
        names = [local(one) for one in element]
        if "image" in names and "text-box" not in names and "object" not in names:
            self._tally.add("left out", "pictures")
        if "object" in names:
            self._tally.add("left out", "charts and embedded objects")
        for one in element:
            name = local(one)
            if name in ("p", "list"):  # shapes hold paragraphs of their own
                return flow + self.blocks(element)
            if name == "text-box":
                flow += self.blocks(one)
            elif name in _SHAPES:
                flow += self._shape(one)
        return flow

    def _note_deletions(self, changes: _Element) -> None:
        for one in changes.iter():
            if local(one) == "deletion" and seen(text := _plain(one, without=("change-info",))):
                self._tally.add("left out", "tracked deletions", text)

    # -- tables ---------------------------------------------------------------------------------------------------

    def _rows(self, table: _Element) -> Flow:
        rows: Flow = []
        for element in table:
            name = local(element)
            if name == "table-row":
                rows.append(Row(tuple(self._cells(element))))
            elif name in ("table-header-rows", "table-rows", "table-row-group"):
                rows += self._rows(element)
        return rows

    def _cells(self, row: _Element) -> list[tuple[tuple[str, str], ...]]:
        return [
            tuple(parts_of_flow(self.blocks(cell)))
            for cell in row
            if local(cell) in ("table-cell", "covered-table-cell")
        ]


class _Set(str):
    """White space that the author set on purpose."""


def _spaced(pieces: list[str]) -> str:
    """Join the pieces of a paragraph: white space of the file is one space, what the author set stays as it is."""
    joined: list[str] = []
    after_blank = True
    for piece in pieces:
        text = piece if isinstance(piece, _Set) else _BLANKS.sub(" ", piece)
        if not isinstance(piece, _Set):
            text = text[1:] if after_blank and text.startswith(" ") else text
        if text:
            joined.append(text)
            after_blank = text.endswith((" ", "\n")) and not (isinstance(piece, _Set) and piece != "\n")
    return "".join(joined).strip(" ")


def _plain(element: _Element, *, without: tuple[str, ...] = ()) -> str:
    pieces: list[str] = []

    def collect(one: _Element) -> None:
        if local(one) not in without:
            pieces.append(one.text or "")
            for inner in one:
                collect(inner)
                pieces.append(inner.tail or "")
            if local(one) in ("p", "h", "s", "tab", "line-break"):
                pieces.append(" ")

    collect(element)
    return " ".join("".join(pieces).split())


def _times(element: _Element, name: str, most: int) -> int:
    count = attribute(element, name) or "1"
    return min(int(count), most) if count.isascii() and count.isdigit() and len(count) < 9 else 1
