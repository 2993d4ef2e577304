"""How do the bytes of a text file become characters?"""

from __future__ import annotations

import codecs
import re

from ..errors import ReadError
from ..warn import warn

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
_OFTEN_ZERO = 0.3  # the share of zero bytes on one side of the pairs that UTF-16 has in any Western text
_SEEN = 4096

_ACCENTED = 0.06  # English, Spanish, German … have fewer accented letters among their letters, Czech or Russian more
_MISREAD = 0.1
_IMPLAUSIBLE = re.compile(
    r"(?<=[^\W\d_])[^\x00-\x7f\w\s’‘“”–—…·»«›‹‐•®™©°†‡]"  # a symbol glued to the end of a word
    r"|(?<=[a-zà-ÿ])[À-ÖØ-ÞŠŽŸŒ]"  # a capital inside a word
    r"|[¼½¾¹²³](?=[a-z])"  # a figure inside a word
)


def unified(text: str) -> str:
    """Strip a byte order mark and make every line end ``\\n``.

    The line separator of word processors (U+2028) becomes a line end, their paragraph separator (U+2029)
    a blank line.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\u2028", "\n").replace("\u2029", "\n\n")


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """Decode the bytes of a text file.

    Parameters
    ----------
    data : bytes
    name : str
        Named in errors and warnings.
    encoding : str, optional
        What the researcher says it is; nothing is guessed then.

    Returns
    -------
    text, encoding : str
        The text without a byte order mark and with ``\\n`` line ends, and the encoding that was used.

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
    if encoding is not None:
        return _decoded(data, name, encoding)
    for mark, codec_name in _MARKS:
        if data.startswith(mark):
            return _decoded(data, name, codec_name)
    if b"\x00" in data:
        return _without_mark(data, name)
    if len(data) - len(data.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(data):
        raise ReadError(
            "This is no text file: it holds control characters.", where=name, do="Check that the right file was saved."
        )
    try:
        return unified(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return _guessed(data, name)


def _decoded(data: bytes, name: str, encoding: str) -> tuple[str, str]:
    try:
        text, used = data.decode(encoding), codecs.lookup(encoding).name
    except UnicodeDecodeError as error:
        raise ReadError(
            f"The bytes do not fit the encoding {error.encoding}: {error.reason} at byte {error.start:,}.",
            where=name,
            do="Leave encoding out to have it recognised, or name another.",
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
    return unified(text), used


def _without_mark(data: bytes, name: str) -> tuple[str, str]:
    """Decode what holds zero bytes: UTF-16 without a byte order mark, or no text at all."""
    start = data[:_SEEN]
    for side, encoding in ((start[1::2], "utf-16-le"), (start[0::2], "utf-16-be")):
        if side.count(0) > _OFTEN_ZERO * len(side) and start.count(0) == side.count(0) and len(data) % 2 == 0:
            text, used = _decoded(data, name, encoding)
            _tell(name, used)
            return text, used
    raise ReadError(
        "This is no text file: it holds zero bytes.",
        where=name,
        do='If it is UTF-16 without a mark, say encoding="utf-16-le" or "utf-16-be".',
    )


def _guessed(data: bytes, name: str) -> tuple[str, str]:
    """Decode what is not UTF-8: as cp1252 where that gives plausible words, else as charset-normalizer says.

    Of short Western texts the latter says cp1250, which turns £ into Ł and ñ into ń.
    """
    text = _as_western(data)
    if text is not None:
        _tell(name, "cp1252")
        return unified(text), "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise ReadError(
            "Its encoding is not recognised, or it is no text.",
            where=name,
            do='Say which it is, for example encoding="cp1252" (Windows, Western Europe).',
        )
    _tell(name, best.encoding)
    return unified(str(best)), best.encoding


def _as_western(data: bytes) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    accented = len(re.findall(r"[^\x00-\x7f\W\d_]", text))
    letters = len(re.findall(r"[^\W\d_]", text))
    special = len(re.findall(r"[^\x00-\x7f]", text))
    is_plausible = accented <= max(2, _ACCENTED * letters) and len(_IMPLAUSIBLE.findall(text)) <= _MISREAD * special
    return text if is_plausible else None


def _tell(name: str, encoding: str) -> None:
    warn(f"{name}: not UTF-8; read as {encoding}. If letters look wrong, say which it is: read(…, encoding=…).")
