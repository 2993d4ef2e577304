"""Which paragraphs does an RTF text have, as a reader of the page sees them?

Control words are taken as the Rich Text Format specification (version 1.9.1) describes them, in one pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field

from ...errors import ReadError
from .flow import Flow, Paragraph, Row, parts_of_flow, seen
from .rtf_codes import CHARACTERS, HEADERS, SIGNS, SILENT, STARRED, code_page, language_of
from .rtf_tables import Fonts, StyleSheet
from .rtf_tokens import BYTES, CLOSE, HEX, OPEN, SIGN, WORD, rtf_tokens
from .style_names import LEFT_OUT
from .symbols import symbol
from .tally import Tally

_DEEPEST = 1000
_TOC = "lines of tables of contents"
_NOT_TEXT = {**dict.fromkeys(("TOC", "INDEX", "TOA"), _TOC), **dict.fromkeys(("PAGE", "NUMPAGES"), "page numbers")}
_INFO = frozenset(("title", "author", "keywords", "creatim"))
_BOXES = frozenset(("shptxt", "dptxbxtext"))


@dataclass
class _Field:
    instruction: str = ""
    has_result: bool = False

    @property
    def name(self) -> str:
        return (self.instruction.split(None, 1) or [""])[0].upper()


@dataclass
class _Stream:
    """A run of paragraphs: the body, a note, a header, a comment, a text box."""

    purpose: str = "body"
    flow: Flow = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    boxes: Flow = field(default_factory=list)
    is_listed: bool = False
    cells: list[tuple[Paragraph, ...]] = field(default_factory=list)
    cell: list[Paragraph] = field(default_factory=list)
    columns: int = 0
    inner_cells: list[str] = field(default_factory=list)
    inner: list[Paragraph] = field(default_factory=list)


@dataclass
class _State:
    """What a brace keeps, so that the closing one can bring it back."""

    stream: _Stream
    target: str = "text"  # where text goes: text, silent, fonts, styles, instruction, or a name of _INFO
    font: int | None = None
    skipped: int = 1
    hidden: bool = False
    deleted: bool = False
    left_out: str | None = None
    language: int | None = None
    style: int = 0
    level: int | None = None
    listed: bool = False
    in_table: bool = False
    depth: int = 1
    field: _Field | None = None
    upper: str = "text"  # the target before it became silent
    is_copy: bool = False  # what is here is there a second time, for old programs


class Machine:
    """Runs through one file: ``flow`` and ``notes`` then hold its text, ``info`` and ``languages`` what it states."""

    def __init__(self, data: bytes, name: str, tally: Tally) -> None:
        self.notes: list[str] = []
        self.marks = 0
        self.info: dict[str, str] = {}
        self.languages: Counter[int] = Counter()
        self.characters = 0
        self._tally, self._name = tally, name
        self._fonts, self._styles = Fonts(), StyleSheet()
        self._state = _State(_Stream())
        self._stack: list[_State] = []
        self._bytes = bytearray()
        self._skip = 0
        self._first = self._star = False
        self._default_language: int | None = None
        self._words = self._handlers()
        self.is_complete = self._run(data)
        self._flush()
        self._end_paragraph()
        while self._stack:
            self._close()
        self._end_paragraph()
        self._end_row()
        self.flow = self._state.stream.flow

    def _run(self, data: bytes) -> bool:
        """Go through the file; tell whether its last brace was there."""
        for what, word, number, piece in rtf_tokens(data, max(data.find(b"{"), 0)):
            if what in (BYTES, HEX):
                self._first = self._star = False
                if self._skip:
                    dropped = min(self._skip, len(piece))
                    self._skip -= dropped
                    piece = piece[dropped:]
                if self._state.target != "silent":
                    self._bytes += piece
                continue
            if self._bytes:
                self._flush()
            if what == WORD:
                self._word(word, number)
                self._first = self._star = False
            elif what == OPEN:
                self._open()
            elif what == CLOSE:
                if len(self._stack) < 2:
                    return True
                self._close()
            elif what == SIGN:
                self._sign(piece)
        return False

    # -- groups ---------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        if len(self._stack) >= _DEEPEST:
            raise ReadError(
                f"Its groups are nested more than {_DEEPEST:,} deep, as in no document.",
                where=self._name,
                do="Open it in Word or LibreOffice and save it as .docx.",
            )
        self._stack.append(self._state)
        self._state = copy(self._state)
        self._skip, self._first = 0, True
        if self._state.target == "styles":
            self._styles.begin()

    def _close(self) -> None:
        self._skip, self._first, self._star = 0, False, False
        inner = self._state
        if inner.target == "styles":
            self._styles.end()
        if inner.field is not self._stack[-1].field and inner.field is not None:
            self._end_field(inner.field)
        if inner.stream is not self._stack[-1].stream:
            self._end_stream(inner.stream)
        self._state = self._stack.pop()

    def _enter(self, purpose: str) -> None:
        """Begin a run of paragraphs of its own in this group."""
        old = self._state
        self._state = _State(_Stream(purpose), font=old.font, skipped=old.skipped, language=old.language)

    def _end_stream(self, stream: _Stream) -> None:
        self._end_paragraph()
        self._end_row()
        texts = [text.strip() for _, text in parts_of_flow(stream.flow)]
        if stream.purpose == "note":
            self.marks += 1
            self.notes += texts
        elif stream.purpose == "box":
            self._stack[-1].stream.boxes += stream.flow
        elif texts:
            self._tally.add("left out", stream.purpose, " ".join(texts))

    # -- control words --------------------------------------------------------------------------------------------

    def _word(self, word: str, number: int | None) -> None:
        state = self._state
        if (self._star and word not in STARRED) or (self._first and word in SILENT):
            if word in ("listtext", "pntext"):
                state.stream.is_listed = True
            state.upper, state.target = state.target, "silent"
            state.is_copy = state.is_copy or word in ("nonshppict", "shprslt")
        elif state.target == "silent":
            if word == "ud":  # the Unicode twin of a group for old programs
                state.target = self._stack[-1].upper
            elif word == "pict" and not state.is_copy:
                self._picture(number)
        elif state.target == "fonts":
            self._fonts.word(word, number)
        elif state.target == "styles":
            self._styles.word(word, number)
        elif word in CHARACTERS:
            if self._skip:
                self._skip -= 1
            else:
                self._text(CHARACTERS[word])
        elif word in self._words:
            if word != "u":
                self._skip = 0
            self._words[word](number)
        elif word in HEADERS:
            self._enter("headers" if word.startswith("header") else "footers")
        elif word in _BOXES:
            self._enter("box")
        elif word in _INFO and self._first:
            state.target = "silent" if word in self.info else word
        elif state.target == "creatim":
            self.info[word] = str(number)

    def _handlers(self) -> dict[str, Callable[[int | None], None]]:
        def to(target: str) -> Callable[[int | None], None]:
            return lambda _: setattr(self._state, "target", target)

        def switch(name: str) -> Callable[[int | None], None]:
            return lambda number: setattr(self._state, name, number != 0)

        def keep(name: str) -> Callable[[int | None], None]:
            return lambda number: setattr(self._state, name, number)

        def codec(name: str) -> Callable[[int | None], None]:
            return lambda _: setattr(self._fonts, "default_codec", name)

        return {
            "fonttbl": to("fonts"), "stylesheet": to("styles"), "fldinst": to("instruction"),
            "v": switch("hidden"), "deleted": switch("deleted"), "intbl": switch("in_table"),
            "trowd": lambda _: self._new_row(0), "cellx": lambda _: self._new_row(self._state.stream.columns + 1),
            "f": keep("font"), "lang": keep("language"), "outlinelevel": keep("level"),
            "ls": lambda number: setattr(self._state, "listed", bool(number)),
            "s": lambda number: setattr(self._state, "style", number or 0),
            "itap": lambda number: setattr(self._state, "depth", number or 0),
            "uc": lambda number: setattr(self._state, "skipped", max(0, 1 if number is None else number)),
            "mac": codec("mac_roman"), "pc": codec("cp437"), "pca": codec("cp850"),
            "ansicpg": lambda number: setattr(self._fonts, "default_codec", code_page(number or 1252)),
            "deff": lambda number: setattr(self._fonts, "default", number or 0),
            "deflang": lambda number: setattr(self, "_default_language", number),
            "plain": self._plain, "pard": self._pard, "u": self._unicode,
            "par": lambda _: self._end_paragraph(), "sect": lambda _: self._end_paragraph(),
            "cell": lambda _: self._end_cell(), "row": lambda _: self._end_row(),
            "nestcell": lambda _: self._end_inner_cell(), "nestrow": lambda _: self._end_inner_row(),
            "footnote": lambda _: self._enter("note"), "annotation": lambda _: self._enter("comments"),
            "field": lambda _: setattr(self._state, "field", _Field()), "fldrslt": self._result,
            "pict": self._picture,
        }  # fmt: skip

    def _plain(self, _: int | None) -> None:
        state = self._state
        state.font, state.hidden, state.deleted = None, False, False

    def _pard(self, _: int | None) -> None:
        state = self._state
        state.style, state.level, state.listed, state.in_table, state.depth = 0, None, False, False, 1

    def _picture(self, _: int | None) -> None:
        self._tally.add("left out", "pictures")
        self._state.target = "silent"

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._star = self._first
            return
        self._first = self._star = False
        if sign in SIGNS or sign in b"\r\n":
            if self._skip:
                self._skip -= 1
            elif sign in SIGNS:
                self._text(SIGNS[sign])
            elif self._state.target == "text":  # a backslash before a line end is a paragraph end
                self._end_paragraph()

    # -- text -----------------------------------------------------------------------------------------------------

    def _unicode(self, number: int | None) -> None:
        code = (number or 0) % 0x10000 if (number or 0) < 0x10000 else number or 0
        if 0 < code < 0x110000:
            self._text(self._fonts.character(code, self._state.font))
        self._skip = self._state.skipped

    def _flush(self) -> None:
        if self._bytes:
            self._text(self._fonts.decode(bytes(self._bytes), self._state.font))
            self._bytes.clear()

    def _text(self, text: str) -> None:
        state = self._state
        if state.target == "text":
            left_out = state.left_out or ("tracked deletions" if state.deleted else None)
            left_out = left_out or ("hidden passages" if state.hidden else None)
            if left_out:
                state.stream.left_out.setdefault(left_out, []).append(text)
                return
            state.stream.pieces.append(text)
            if state.field is not None:
                state.field.has_result = True
            if state.stream.purpose == "body":
                self.characters += len(text)
                if state.language not in (None, self._default_language, self._styles.language):
                    self.languages[state.language or 0] += len(text)
        elif state.target == "fonts":
            self._fonts.text(text)
        elif state.target == "styles":
            self._styles.text(text)
        elif state.target == "instruction" and state.field is not None:
            state.field.instruction += text
        elif state.target in _INFO:
            self.info[state.target] = self.info.get(state.target, "") + text

    def _result(self, _: int | None) -> None:
        state = self._state
        state.target = "text"
        if state.field is not None and state.field.name in _NOT_TEXT:
            state.left_out = _NOT_TEXT[state.field.name]

    def _end_field(self, ended: _Field) -> None:
        words = ended.instruction.split()
        if ended.name == "SYMBOL" and len(words) > 1 and words[1].isascii() and words[1].isdigit():
            font = ended.instruction.partition("\\f")[2].strip().strip('"').partition('"')[0]
            if not ended.has_result and len(words[1]) < 8:
                self._state.target = "text"
                self._text(symbol(int(words[1]), font))

    # -- paragraphs and tables ------------------------------------------------------------------------------------

    def _end_paragraph(self) -> None:
        state, stream = self._state, self._state.stream
        text, boxes = _joined(stream.pieces), stream.boxes
        for what, pieces in stream.left_out.items():
            if seen(left_out := _joined(pieces)):
                self._tally.add("left out", what, left_out)
        kind = self._styles.kind(state.style, state.level, state.listed or stream.is_listed)
        stream.pieces, stream.left_out, stream.boxes, stream.is_listed = [], {}, [], False
        if kind == LEFT_OUT:
            if seen(text):
                self._tally.add("left out", _TOC, text)
            text = ""
        ended: Flow = [(kind, text), *boxes] if seen(text) else boxes
        if state.in_table or stream.columns > len(stream.cells):  # some programs leave out what says so
            (stream.inner if state.depth > 1 else stream.cell).extend(parts_of_flow(ended))
        elif ended:
            self._end_row()
            stream.flow += ended

    def _end_cell(self) -> None:
        if self._state.target != "text":
            return
        stream, in_table = self._state.stream, self._state.in_table
        self._state.in_table, self._state.depth = True, 1
        self._end_paragraph()
        self._state.in_table = in_table
        stream.cells.append(tuple(stream.cell))
        stream.cell = []

    def _new_row(self, columns: int) -> None:
        if self._state.depth < 2 and self._state.target == "text":
            self._state.stream.columns = columns

    def _end_row(self) -> None:
        stream = self._state.stream
        if stream.inner or stream.inner_cells:
            self._end_inner_row()
        if stream.cell:
            stream.cells.append(tuple(stream.cell))
        if any(stream.cells):
            stream.flow.append(Row(tuple(stream.cells)))
        stream.cells, stream.cell, stream.columns = [], [], 0

    def _end_inner_cell(self) -> None:
        stream = self._state.stream
        self._state.in_table, self._state.depth = True, max(self._state.depth, 2)
        self._end_paragraph()
        stream.inner_cells.append(" ".join(text for _, text in stream.inner))
        stream.inner = []

    def _end_inner_row(self) -> None:
        stream = self._state.stream
        cells = [*stream.inner_cells, *(text for _, text in stream.inner)]
        stream.cell.append(("table", "\t".join(" ".join(cell.split()) for cell in cells)))
        stream.inner_cells, stream.inner = [], []


def _joined(pieces: list[str]) -> str:
    """Join the pieces of a paragraph; characters beyond 16 bits come in two halves."""
    text = "".join(pieces)
    if any("\ud800" <= character < "\ue000" for character in set(text)):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def languages_of(counts: Counter[int]) -> dict[str, int]:
    """Return how many characters are in which language, from the numbers that Windows has for them."""
    return {name: count for number, count in counts.items() if (name := language_of(number))}
