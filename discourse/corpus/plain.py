"""How do the bytes of a plain text become characters?"""

from __future__ import annotations

import codecs
import warnings
from pathlib import PurePath

from ..errors import DiscourseWarning, ReadError
from .corpus import Document

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


def plain_document(text: str, name: str) -> Document:
    """Return a plain text as a document titled by its file name."""
    return Document(text, PurePath(name).stem or name)


def unified(text: str) -> str:
    """Strip a byte order mark and make every line end ``\\n``."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


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
    if encoding is not None:
        try:
            codec = codecs.lookup(encoding)
            return unified(codec.decode(data)[0]), codec.name
        except LookupError as error:
            raise ReadError(
                f'There is no encoding called "{encoding}".',
                where=name,
                do="Common ones are utf-8, utf-16, cp1252 and latin-1.",
            ) from error
        except UnicodeDecodeError as error:
            raise ReadError(
                f"The bytes do not fit the encoding {codec.name}: byte {error.start:,} is {data[error.start]:#04x}.",
                where=name,
                do="Leave encoding out to have it recognised, or name another.",
            ) from error
    for mark, codec_name in _MARKS:
        if data.startswith(mark):
            return decode(data, name, codec_name)
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise ReadError(
                f"This is {kind}, not plain text.",
                where=name,
                do="Open it in its program and save it as plain text (UTF-8).",
            )
    if b"\x00" in data:
        raise ReadError(
            "This is no text file: it holds zero bytes.",
            where=name,
            do='If it is UTF-16 without a mark, say encoding="utf-16-le".',
        )
    try:
        return unified(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return _guessed(data, name)


def _guessed(data: bytes, name: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise ReadError(
            "Its encoding is not recognised, or it is no text.",
            where=name,
            do='Say which it is, for example encoding="cp1252" (Windows, Western Europe).',
        )
    warnings.warn(
        f"{name}: not UTF-8; read as {best.encoding}. If letters look wrong, say which it is: read(…, encoding=…).",
        DiscourseWarning,
        stacklevel=5,
    )
    return unified(str(best)), best.encoding
