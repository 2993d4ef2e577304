"""How do the bytes of a text file become characters?"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from ..errors import ReadError
from ..warn import warn

if TYPE_CHECKING:
    from .readers.tally import Tally

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip, Word, OpenDocument or EPUB file",
    b"\xd0\xcf\x11\xe0": "an old Word, Excel or PowerPoint file",
    b"{\\rtf": "a rich-text (RTF) file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a gzip archive",
}
# What no text file holds: control characters other than tab, line ends, form feed and escape.
_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1b"))
_MOST_CONTROLS = 0.001
_SEEN = 1 << 16

# What is noted of a file, and warned of; see `discourse.corpus.alarms`.
ENCODING = "the encoding "
BROKEN = "broken bytes, shown as �"
WINDOWS = "control characters where Windows (cp1252) has quotation marks and dashes"

# The next line of Unicode. Where other controls of its kind stand too, it is a letter or mark gone wrong.
_NEXT_LINE, _OTHER_C1 = "\x85", re.compile("[\x80-\x84\x86-\x9f]")
_BROKEN_BYTE = re.compile("[\udc80-\udcff]")
_BROKEN_AT_MOST = 0.5  # broken bytes for one whole letter beyond ASCII; in other encodings nearly all are broken


def unified(text: str) -> str:
    """Strip a byte order mark and make every line end ``\\n``.

    The line separator of word processors (U+2028, vertical tab) and the next line of mainframes (U+0085) become a line
    end, the paragraph separator (U+2029) a blank line. A form feed stays: it ends a page.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    if _NEXT_LINE in text and not _OTHER_C1.search(text):
        text = text.replace(_NEXT_LINE, "\n")
    return text.replace("\u2028", "\n").replace("\u2029", "\n\n")


def decode(data: bytes, name: str, encoding: str | None = None, tally: Tally | None = None) -> tuple[str, str]:
    """Decode the bytes of a text file: :func:`characters`, without a byte order mark and with ``\\n`` line ends.

    >>> decode("Zürich\\r\\n".encode(), "a.txt")
    ('Zürich\\n', 'utf-8')
    """
    text, used = characters(data, name, encoding, tally)
    return unified(text), used


def characters(data: bytes, name: str, encoding: str | None = None, tally: Tally | None = None) -> tuple[str, str]:
    """Return the characters that the bytes of a text file stand for, whatever its line ends.

    A byte order mark settles it; what is UTF-8 is read as UTF-8; else the encoding is recognised. Where only a few
    bytes of UTF-8 are broken, each stands in the text as the replacement character �, and that is told.

    Parameters
    ----------
    data : bytes
    name : str
        Named in errors and warnings.
    encoding : str, optional
        What the researcher says it is; nothing is guessed then, and every byte must fit.
    tally : Tally, optional
        Where to note what was assumed or noticed; without it a warning says so.

    Returns
    -------
    text, encoding : str
        The text, and the encoding that was used.

    Raises
    ------
    ReadError
        If the file is no text, the encoding is unknown, or the bytes do not fit it.
    """
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise ReadError(
                f"This is {kind}, not plain text.",
                where=name,
                do="Open it in its program and save it as plain text (UTF-8).",
            )
    told = _Told(name, tally)
    if encoding is not None:
        return _decoded(data, name, encoding, told)
    mark = next((codec for mark, codec in _MARKS if data.startswith(mark)), None)
    if mark == "utf-8-sig":
        return _as_utf8(data.removeprefix(codecs.BOM_UTF8), told, mark) or _decoded(data, name, mark, told)
    if mark is not None:
        return _decoded(data, name, mark, told)
    if b"\x00" in data:
        return _without_mark(data, name, told)
    if len(data) - len(data.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(data):
        raise ReadError(
            "This is no text file: it holds control characters.", where=name, do="Check that the right file was saved."
        )
    # The encodings of Japanese mail are 7-bit: they would pass for UTF-8.
    if b"\x1b$" not in data:
        as_utf8 = _as_utf8(data, told, "utf-8")
        if as_utf8 is not None:
            return as_utf8
    return _recognised(data, name, told)


class _Told:
    """Notes what was assumed or noticed in a file, or warns of it."""

    def __init__(self, name: str, tally: Tally | None) -> None:
        self._name, self._tally = name, tally

    def add(self, action: str, what: str, example: str = "", count: int = 1) -> None:
        from .alarms import alarm
        from .document import Note

        if self._tally is not None:
            self._tally.add(action, what, example, count=count)
        else:
            warn(alarm(Note(action, what, count, example), [self._name]))


def _decoded(data: bytes, name: str, encoding: str, told: _Told) -> tuple[str, str]:
    try:
        text, used = data.decode(encoding), codecs.lookup(encoding).name
    except UnicodeDecodeError as error:
        do = "Leave encoding out to have it recognised, or name another."
        if codecs.lookup(encoding).name == "utf-8":
            do = "Leave encoding out to have it recognised (a few broken bytes are shown as � then), or name another."
        raise ReadError(
            f"The bytes do not fit the encoding {error.encoding}: {error.reason} at byte {error.start:,} "
            f"({_place(data, error.start)}).",
            where=name,
            do=do,
        ) from error
    except (LookupError, TypeError, ValueError) as error:
        raise ReadError(
            f'There is no text encoding called "{encoding}".',
            where=name,
            do="Common ones are utf-8, utf-16, cp1252 and latin-1.",
        ) from error
    if "\x00" in text:
        raise ReadError(
            f"Read as {used} it holds zero characters, so it is no text or another encoding.",
            where=name,
            do="Leave encoding out to have it recognised, or name another.",
        )
    controls = re.findall("[\x80-\x9f]", text) if used.startswith("iso8859") else []
    if controls:
        told.add("noticed", WINDOWS, _place(data, text.index(controls[0])), len(controls))
    return text, used


def _place(data: bytes, at: int) -> str:
    """Say where a byte stands: its line, and the bytes about it."""
    line = data[:at].count(b"\n") + 1
    around = data[max(0, at - 20) : at + 10].decode("ascii", "replace").split("\n")
    before = data[max(0, at - 20) : at].count(b"\n")
    return f"line {line:,}: “{around[before].strip()}”"


def _as_utf8(data: bytes, told: _Told, encoding: str) -> tuple[str, str] | None:
    """Decode UTF-8, also with a few broken bytes; None if it is something else."""
    try:
        return data.decode("utf-8"), encoding
    except UnicodeDecodeError as error:
        first = error.start
    text = data.decode("utf-8", "surrogateescape")
    broken = len(_BROKEN_BYTE.findall(text))
    whole = len(re.findall("[^\x00-\x7f\udc80-\udcff]", text))
    if broken > _BROKEN_AT_MOST * whole and not (whole and broken < 4 and first + 4 > len(data)):
        return None
    told.add("noticed", BROKEN, _place_in_text(text, _BROKEN_BYTE), broken)
    return _BROKEN_BYTE.sub("�", text), encoding


def _place_in_text(text: str, pattern: re.Pattern[str]) -> str:
    found = pattern.search(text)
    assert found is not None
    line = text.count("\n", 0, found.start()) + 1
    start = max(text.rfind("\n", 0, found.start()) + 1, found.start() - 20)
    around = pattern.sub("�", text[start : found.start() + 20].partition("\n")[0])
    return f"line {line:,}: {around.strip()}"


def _without_mark(data: bytes, name: str, told: _Told) -> tuple[str, str]:
    """Decode what holds zero bytes: UTF-16 or UTF-32 without a byte order mark, or no text at all."""
    start = data[:_SEEN]
    for encoding in _wide_encodings(start, len(data)):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.isascii() or _is_language(text[:_SEEN]):
            told.add("assumed", ENCODING + encoding)
            return _decoded(data, name, encoding, told)
    raise ReadError(
        "This is no text file: it holds zero bytes.",
        where=name,
        do='If it is UTF-16 without a mark, say encoding="utf-16-le" or "utf-16-be".',
    )


def _wide_encodings(start: bytes, size: int) -> list[str]:
    """Return the encodings with two or four bytes a character that may be meant, the likelier one first."""
    if size % 4 == 0 and not any(start[3::4]) and max(start[2::4], default=0) <= 0x10:
        return ["utf-32-le"]
    if size % 4 == 0 and not any(start[0::4]) and max(start[1::4], default=0) <= 0x10:
        return ["utf-32-be"]
    if size % 2:
        return []
    # Spaces, line ends, digits and Latin letters stand in every text, with a zero byte on one side.
    return sorted(["utf-16-le", "utf-16-be"], key=lambda e: start[e.endswith("le") :: 2].count(0), reverse=True)


def _is_language(text: str) -> bool:
    """Tell whether nearly all characters are letters, marks and spaces, and few of them rare ones."""
    import unicodedata

    if "\x00" in text:
        return False
    odd = sum(unicodedata.category(c) in ("Cn", "Co", "Cs", "Cc") and c not in "\t\n\r\f\v" for c in text)
    spaces = sum(map(text.count, " \n\r\t\u3000。、"))
    return odd <= 0.01 * len(text) and spaces >= 0.005 * len(text)


def _recognised(data: bytes, name: str, told: _Told) -> tuple[str, str]:
    from .legacy_encodings import legacy_encoding

    encoding = legacy_encoding(data)
    if encoding is None:
        raise ReadError(
            "Its encoding is not recognised, or it is no text.",
            where=name,
            do='Say which it is, for example encoding="cp1252" (Windows, Western Europe).',
        )
    told.add("assumed", ENCODING + encoding)
    return _decoded(data, name, encoding, told)
