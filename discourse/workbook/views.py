"""The views of the explorer that need a script of their own: reader, picture, table, upload and preview."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
from traitlets import Any as AnyTrait
from traitlets import Bool, Bytes, Dict, Float, Int, List, Unicode

_STATIC = Path(__file__).parent / "static"


class Reader(anywidget.AnyWidget):
    """The text with its highlights.

    `paragraphs` is a list of ``{number, kind, text, counted, label}``; `marks` and `found` map a paragraph number to
    a list of ``{start, end, layer, colour, label}`` with offsets in code points from the start of the paragraph;
    `colours` maps it to ``{colour, label}`` for the map beside the text. `kinds` lists ``{kind, label}`` of what can be
    counted, `counted` the kinds that are.
    """

    _esm = _STATIC / "reader.js"
    _css = _STATIC / "explorer.css"

    paragraphs: List[Any] = List().tag(sync=True)
    marks: Dict[Any, Any] = Dict().tag(sync=True)
    found: Dict[Any, Any] = Dict().tag(sync=True)
    kinds: List[Any] = List().tag(sync=True)
    counted: List[Any] = List().tag(sync=True)
    colours: Dict[Any, Any] = Dict().tag(sync=True)
    legend: List[Any] = List().tag(sync=True)
    layers = Dict({"actor": True, "score": True}).tag(sync=True)
    chosen = Int(0).tag(sync=True)
    flash = Dict({"number": 0, "start": 0, "end": 0, "turn": 0}).tag(sync=True)
    query = Unicode("").tag(sync=True)
    next = Int(0).tag(sync=True)
    status = Unicode("").tag(sync=True)

    def show(self, number: int, start: int, end: int) -> None:
        """Choose a paragraph and let a stretch of it light up; offsets from the start of the paragraph."""
        self.chosen = number
        self.flash = {"number": number, "start": start, "end": end, "turn": self.flash["turn"] + 1}


class Picture(anywidget.AnyWidget):
    """A figure as it will be printed, with a text for those who cannot see it.

    `width` (CSS pixels) and `scale` (device pixels for each) are what the screen has room for; the view tells them.
    """

    _esm = _STATIC / "picture.js"

    png = Bytes(b"").tag(sync=True)
    alt = Unicode("").tag(sync=True)
    version = Int(0).tag(sync=True)
    width = Int(760).tag(sync=True)
    scale = Float(2.0).tag(sync=True)
    targets: List[Any] = List().tag(sync=True)
    clicked = Dict().tag(sync=True)

    def put(self, png: bytes, alt: str, targets: list[dict[str, Any]]) -> None:
        """Show a new picture; the old one stays on screen until the new one is there."""
        with self.hold_sync():
            self.alt, self.targets, self.version, self.png = alt, targets, self.version + 1, png


class Table(anywidget.AnyWidget):
    """A small table whose rows can be chosen.

    `columns` is a list of ``{label, align, digits, signed, strong, sortable, fit}`` (`fit` is ``"cut"`` or ``"wrap"``
    for a column that gives way), `rows` a list of lists.
    """

    _esm = _STATIC / "table.js"

    title = Unicode("").tag(sync=True)
    note = Unicode("").tag(sync=True)
    columns: List[Any] = List().tag(sync=True)
    rows: List[Any] = List().tag(sync=True)
    lines = Bool(False).tag(sync=True)
    chosen = Dict({"row": -1, "turn": 0}).tag(sync=True)

    def put(self, title: str, columns: list[dict[str, Any]], rows: list[list[Any]], note: str = "") -> None:
        """Show other rows; none of them is chosen yet."""
        with self.hold_sync():
            self.title, self.columns, self.rows, self.note = title, columns, rows, note
            self.chosen = {"row": -1, "turn": self.chosen["turn"]}


class Upload(anywidget.AnyWidget):
    """A button, and the whole explorer as a place to drop files on.

    `arrived` is a tuple of ``(name, content)`` once all files have come; `problem` says why none did.
    """

    _esm = _STATIC / "upload.js"

    accept = Unicode("").tag(sync=True)
    tip = Unicode("").tag(sync=True)
    largest = Int(500_000_000).tag(sync=True)
    arrived = AnyTrait(())
    problem = Unicode("")

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._names: list[str] = []
        self._pieces: list[bytearray] = []
        self.on_msg(lambda _, message, buffers: self._hear(message, buffers))

    def _hear(self, message: dict[str, Any], buffers: list[Any]) -> None:
        what = message.get("what")
        if what == "begin":
            self._names = [str(name) for name in message["names"]]
            self._pieces = [bytearray() for _ in self._names]
        elif what == "piece":
            self._pieces[message["file"]] += buffers[0]
        elif what == "end":
            files = tuple(zip(self._names, map(bytes, self._pieces), strict=True))
            self._names, self._pieces = [], []
            self.arrived = files
        elif what in ("too large", "failed"):
            self._names, self._pieces = [], []
            name, size = message["name"], message.get("size", 0) / 1e6
            self.problem = ""
            self.problem = (
                f"{name}: {size:,.0f} MB are too much to upload. Read it where it lies: dc.read(…)."
                if what == "too large"
                else f"{name}: the browser cannot read this file. Check that it is still there."
            )


class Preview(anywidget.AnyWidget):
    """The first paragraphs of a text that is about to be taken in.

    `paragraphs` is a list of ``{number, kind, label, text}``. The first `known` of them are front matter already; the
    next `left_out` are to be.
    """

    _esm = _STATIC / "preview.js"

    paragraphs: List[Any] = List().tag(sync=True)
    known = Int(0).tag(sync=True)
    left_out = Int(0).tag(sync=True)
