"""How much room does a label take, and how does it fit in the room there is?"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from math import ceil
from typing import Any, NamedTuple

from .theme import SMALLEST

#: Baseline to baseline, in sizes of type; and the height of a single line.
LEADING, LINE = 1.18, 1.06
#: Hinting and rounding may draw a text a little wider than its unhinted advance widths.
_ALLOWANCE = 1.03


@cache
def _font(bold: bool) -> Any:
    from matplotlib.font_manager import findfont
    from matplotlib.ft2font import FT2Font

    from .theme import theme

    with theme():
        # Our own: matplotlib changes the size of the fonts it shares.
        font = FT2Font(findfont("DejaVu Sans:bold" if bold else "DejaVu Sans"))
    font.set_size(100, 72)
    return font


@cache
def _advance(character: str, bold: bool) -> float:
    from matplotlib.ft2font import LoadFlags

    font = _font(bold)
    if font.get_char_index(ord(character)) == 0:  # not in the typeface: drawn as a box, or by a wide font of the system
        return 0.0 if unicodedata.combining(character) else 1.0
    return float(font.load_char(ord(character), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / 100


def clean(text: str) -> str:
    """Put a text on one line, with a sign for characters that no page can show (and no SVG may hold)."""
    shown = "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cs") and not c.isspace() else c for c in str(text))
    return " ".join(shown.split())


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Measure the widest line of a text in points, the same on every output format."""
    return max(sum(_advance(character, bold) for character in line) for line in text.split("\n")) * size * _ALLOWANCE


def text_height(text: str, size: float) -> float:
    """Measure the height of a text of one or more lines in points."""
    return (text.count("\n") * LEADING + LINE) * size


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than `width` points; only a word that is wider by itself is cut."""
    lines, line = [], ""
    for piece in _pieces(text, width, size, bold):
        if line and text_width((line + piece).rstrip(), size, bold=bold) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str, width: float, size: float, bold: bool) -> list[str]:
    pieces = []
    for piece in re.findall(r"[^\s/-]*[/-]+|[^\s/-]+\s*|\s+", " ".join(text.split())):
        while len(piece.rstrip()) > 1 and text_width(piece.rstrip(), size, bold=bold) > width:
            cut = len(piece) - 1
            while cut > 1 and text_width(piece[:cut], size, bold=bold) > width:
                cut -= 1
            pieces.append(piece[:cut])
            piece = piece[cut:]
        pieces.append(piece)
    return pieces


def shorten(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Cut a line at its end with an ellipsis where it is wider than `width` points."""
    if text_width(text, size, bold=bold) <= width:
        return text
    kept = text
    while kept and text_width(kept.rstrip() + "…", size, bold=bold) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"


class Fitted(NamedTuple):
    """Labels as they are shown: their texts ("" where left out), the size of type, and how many were left out."""

    texts: list[str]
    size: float
    left_out: int

    def width(self, bold: Sequence[bool] | None = None) -> float:
        """Measure the widest of them, in points."""
        flags = bold or [False] * len(self.texts)
        return max((text_width(t, self.size, bold=b) for t, b in zip(self.texts, flags, strict=True)), default=0.0)


def fit_labels(
    labels: Sequence[str],
    width: float,
    pitch: float,
    size: float,
    *,
    bold: Sequence[bool] | None = None,
    scale: float = 1,
) -> Fitted:
    """Fit a column of labels into `width`, one to each `pitch` points of height.

    First smaller type and more lines are tried, then an ellipsis, and where rows are lower than the smallest type
    only every second, third … label stays.
    """
    flags = list(bold or [False] * len(labels))
    smallest, decent = SMALLEST * scale, 6 * scale
    sizes = [size - step * 0.25 * scale for step in range(int((size - smallest) / (0.25 * scale)) + 1)]
    for tried in sizes:
        lines = int((pitch / tried - LINE) / LEADING + 1)
        if lines < 1 or (tried < decent and pitch >= LINE * decent):
            continue
        texts = [wrap(label, width, tried, bold=flag) for label, flag in zip(labels, flags, strict=True)]
        if all(len(text) <= lines for text in texts):
            return Fitted(["\n".join(text) for text in texts], tried, 0)
    fitting = [tried for tried in sizes if LINE * tried <= pitch]
    tried = next((s for s in reversed(fitting) if s >= decent), fitting[0] if fitting else smallest)
    every = 1 if fitting else ceil(LINE * smallest / max(pitch, 0.01))
    lines = max(int((pitch / tried - LINE) / LEADING + 1), 1)
    texts_: list[str] = []
    for at, (label, flag) in enumerate(zip(labels, flags, strict=True)):
        wrapped = wrap(label, width, tried, bold=flag)
        if at % every:
            texts_.append("")
        elif len(wrapped) <= lines:
            texts_.append("\n".join(wrapped))
        else:
            last = shorten(" ".join(wrapped[lines - 1 :]), width, tried, bold=flag)
            texts_.append("\n".join([*wrapped[: lines - 1], last]))
    return Fitted(texts_, tried, sum(not text for text in texts_))


def row_pitch(labels: Sequence[str], width: float, *, bold: Sequence[bool] | None = None, least: float = 9.5) -> float:
    """Ask for the height of a row, in points, in which every label can be read whole."""
    flags = list(bold or [False] * len(labels))
    wanted = []
    for size in (7.0, 6.5, 6.0):
        lines = max((len(wrap(label, width, size, bold=b)) for label, b in zip(labels, flags, strict=True)), default=1)
        wanted.append(((lines - 1) * LEADING + LINE + 0.2) * size)
    return max(min(wanted), least)
