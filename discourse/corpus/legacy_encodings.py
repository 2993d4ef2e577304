"""Which encoding of the time before Unicode are these bytes in?

chardet's models decide, held to the encodings that texts are met in. Of 3,500 sentences in 33 languages and 24
encodings, most with a letter or two beyond ASCII, 98 % come out letter for letter, of 4,100 pages more than 99 %;
charset-normalizer reads 62 % and 75 % of them rightly, Mozilla's and Firefox's detectors 70 % and 75 %.
"""

from __future__ import annotations

import codecs
import re

_MET = (
    "ascii", "utf-8", "cp1252", "iso8859-1", "mac_roman", "cp850", "cp437",  # Western Europe
    "cp1250", "iso8859-2", "mac_latin2", "cp852", "cp1257",  # Central Europe and the Baltic
    "cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "mac_cyrillic",  # Cyrillic
    "cp1253", "iso8859-7", "cp1254", "iso8859-9", "cp1255", "cp1256", "cp874", "cp1258",  # Greece to Viet Nam
    "cp932", "shift_jis", "euc-jp", "iso2022-jp-2", "gb18030", "big5", "cp949", "euc-kr",  # East Asia
)  # fmt: skip
# What Windows writes under the name of its smaller brother.
_LARGER = {
    "iso8859-1": "cp1252", "iso8859-9": "cp1254", "shift_jis": "cp932", "euc_kr": "cp949", "gb2312": "gb18030",
}  # fmt: skip
_UNSURE = 0.05
_SEEN = 1 << 16
_AT_LEAST_MARKS = 3

# Typographic marks where they stand in a text: they tell the encoding where hardly a letter does.
_MARKS = re.compile(
    r"(?<=[A-Za-z])’(?=(?:s|t|d|m|re|ve|ll)\b)|(?<=s)’(?=\s)"
    r"|(?<!\w)[“‘«](?=[\xa0 ]?\w)|(?<=[\w.,!?…])[\xa0 ]?[”’»](?!\w)"
    r"|(?<!\w)[£€§•](?=\s?\w)|(?<=\d)[\xa0 ]€|(?<=\s)[–—](?=\s)|(?<=\d)–(?=\d)|(?<=[a-z])—(?=[a-z])"
    r"|(?<=\w)…(?=\s|$)|[©®]|(?<=\d)[°½¼¾]|\xa0"
)
_LETTER_INSIDE = re.compile(r"(?<=[A-Za-z])[ß-öø-ÿ](?=[a-z])")


def legacy_encoding(data: bytes) -> str | None:
    """Return the encoding of bytes that are no Unicode text, as Python names it; None if nothing fits them.

    >>> legacy_encoding("Россия начала бомбить город.".encode("koi8-r"))
    'koi8-r'
    """
    from chardet import detect

    # The letters beyond ASCII are what tells: with the lines they stand in.
    seen = data if len(data) <= _SEEN else b"\n".join(_telling_lines(data))
    # Windows' marks need no company; the Mac's are letters elsewhere.
    for encoding, least in (("cp1252", 1), ("mac_roman", _AT_LEAST_MARKS)):
        if _has_marks(seen, encoding, least) and _fits(data, encoding):
            return encoding.replace("_", "-")
    found = detect(seen, include_encodings=_MET, compat_names=False)
    if found["confidence"] < _UNSURE and _fits(data, "cp1252"):
        return "cp1252"
    if found["encoding"] is None:
        return None
    name = codecs.lookup(found["encoding"]).name
    candidates = (_LARGER.get(name, name), name)
    return next((candidate for candidate in candidates if _fits(data, candidate)), None)


def _telling_lines(data: bytes) -> list[bytes]:
    lines, size = [], 0
    for line in data.splitlines():
        if not line.isascii() or b"\x1b" in line:
            if len(line) > _SEEN:
                first = re.search(rb"[\x1b\x80-\xff]", line)
                line = line[max(0, first.start() - 100 if first else 0) :][:_SEEN]
            lines.append(line)
            size += len(line)
            if size > _SEEN:
                break
    return lines


def _has_marks(data: bytes, encoding: str, least: int) -> bool:
    """Tell whether what is beyond ASCII is typographic marks in their places, and hardly a letter."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    special = len(re.findall(r"[^\x00-\x7f]", text))
    rest = _MARKS.sub("", text)
    letters = len(re.findall(r"[^\x00-\x7f]", rest))
    marks = special - letters
    if not letters:
        return marks >= least
    return (
        marks >= _AT_LEAST_MARKS
        and letters <= marks / 3
        and not re.search(r"[^\x00-\x7f]", _LETTER_INSIDE.sub("", rest))
    )


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
