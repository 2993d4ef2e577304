"""What does a text look like without what nobody sees, and with one spelling for each letter?

Typesetting leaves traces in texts: soft hyphens, zero-width characters, accents beside their letters, ligatures,
letters of double width. They stay where they are, since a text never changes once it is read. Words, names, sentences
and scores are found in a fair copy of it that has none of them, and every place found there leads back to the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np

# Format characters: soft hyphen, marks of direction, zero-width spaces and joiners, byte order marks inside …
UNSEEN = (
    "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0001\U000e0020-\U000e007f"
)
# … and what chooses between the forms of a character, which belongs to the character before it.
_SELECTORS = "\u034f\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
INVISIBLE = re.compile(f"[{UNSEEN}{_SELECTORS}]")
_HYPHENS = "\u2010\u2011"
# Compatibility characters that are letters or digits all the same: ligatures, double width, presentation forms.
_FORMS = ("<compat>", "<wide>", "<narrow>", "<initial>", "<medial>", "<final>", "<isolated>")
# Khmer, Thai, Lao and Burmese put zero-width spaces between words; elsewhere they only allow a line to break.
_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaa7f]"
)
_JAMO = "\u1160-\u11ff"  # the vowels and final consonants of Korean, beside the first one when decomposed
_BESIDE = re.compile(f"[{_JAMO}]")

_CLEAR, _ODD, _JOINS, _UNMET = 0, 1, 2, 255
_CLASSES = np.full(0x110000, _UNMET, dtype=np.uint8)  # filled as characters are met


class _Letters(dict[int, str | None]):
    """What each character becomes in a fair copy, worked out as characters are met; None: nothing."""

    def __missing__(self, code: int) -> str | None:
        self[code] = _letter(chr(code))
        return self[code]


def _letter(character: str) -> str | None:
    if INVISIBLE.match(character):
        return None
    if character in _HYPHENS:
        return "-"
    if unicodedata.decomposition(character).startswith(_FORMS):
        plain = unicodedata.normalize("NFKC", character)
        if plain.isalnum():
            return plain
    return character


_LETTERS = _Letters()


@dataclass(frozen=True)
class FairCopy:
    """A copy of a text, and where each of its characters begins and ends in the text itself."""

    text: str
    starts: np.ndarray
    ends: np.ndarray

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the copy, which is not empty, stands in the text."""
        return int(self.starts[start]), int(self.ends[end - 1])

    def places(self, offsets: np.ndarray | int) -> np.ndarray:
        """Return where offsets into the text are in the copy; those inside of a character move behind it."""
        return np.searchsorted(self.starts, offsets)


def fair_text(text: str) -> str:
    """Return the fair copy of a short text, without a way back.

    >>> fair_text("ﬁnd Zu\\u0308rich and the hy\\u00adphen")
    'find Zürich and the hyphen'
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text.translate(_LETTERS))


def fair_copy(text: str) -> FairCopy | None:
    """Return the fair copy of a text; None if the text is its own, as most are.

    In it invisible characters are left out, but for zero-width spaces between the words of scripts without spaces;
    accents are joined with their letters (NFC); ligatures, letters and digits of double width and presentation forms
    are the letters they stand for; typographic hyphens are plain ones.

    >>> copy = fair_copy("the hy\\u00adphen")
    >>> copy.text, copy.span(4, 10)
    ('the hyphen', (4, 11))
    """
    if text.isascii():
        return None
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    codes = codes[codes > 127]
    classes = _classes(codes)
    if not classes.any():
        return None
    if (codes - 0xD800 < 0x800).any():  # halves of characters beyond 16 bits
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        classes = _classes(codes)
    if not (classes == _ODD).any() and unicodedata.is_normalized("NFC", text):
        return None
    return _copied(text, "".join(map(chr, np.unique(codes[classes == _ODD]).tolist())))


def _classes(codes: np.ndarray) -> np.ndarray:
    classes = _CLASSES.take(codes)
    unmet = classes == _UNMET
    if unmet.any():
        for code in np.unique(codes[unmet]).tolist():
            _CLASSES[code] = _class_of(code)
        classes = _CLASSES.take(codes)
    return classes


def _class_of(code: int) -> int:
    character = chr(code)
    if _LETTERS[code] != character:
        return _ODD
    # What may be joined with the character before it, or has another spelling: the whole text tells.
    joins = unicodedata.combining(character) or _BESIDE.match(character) or "\ud800" <= character <= "\udfff"
    return _JOINS if joins or not unicodedata.is_normalized("NFC", character) else _CLEAR


def _copied(text: str, odd: str) -> FairCopy:
    marks = "".join(c for c in set(text) if unicodedata.combining(c))
    # A letter with accents beside it, also where something invisible stands between; or anything odd.
    beside = f"[{re.escape(marks)}{_JAMO}]"
    between = f"[{re.escape(odd)}]" if odd else "(?!)"
    cluster = re.compile(rf"(?s:[^{re.escape(odd)}])(?:{between}*{beside})+|{between}" if odd else rf"(?s:.){beside}+")
    pieces: list[str] = []
    starts: list[np.ndarray] = []
    ends: list[np.ndarray] = []
    done = 0
    for found in cluster.finditer(text):
        start, end = found.span()
        new = fair_text(found.group())
        if found.group() == "\u200b" and _WITHOUT_SPACES.search(text[max(0, start - 1) : end + 1]):
            new = " "
        if new == found.group():
            continue
        pieces += text[done:start], new
        starts += np.arange(done, start), np.full(len(new), start)
        ends += np.arange(done + 1, start + 1), np.full(len(new), end)
        done = end
    pieces.append(text[done:])
    starts.append(np.arange(done, len(text)))
    ends.append(np.arange(done + 1, len(text) + 1))
    return FairCopy("".join(pieces), np.concatenate(starts), np.concatenate(ends))
