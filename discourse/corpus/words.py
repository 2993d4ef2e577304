"""Which stretches of a text are words, and which term does each of them count as?

Word boundaries are found on arrays of character classes, one text at a time, so that two million
words take a fraction of a second. The rules:

- letters and digits with inner hyphens and apostrophes are one word (``re-equip``, ``don’t``);
- a dot or comma between digits, and the dots between single letters, are inside the word (``1,000``, ``U.S``, ``e.g``);
- the possessive ’s is cut off (``US’s`` → ``US``), contractions such as ``it’s`` stay whole;
- what nobody sees (a soft hyphen, a zero-width space) is not there, see :mod:`discourse.fair_copy`;
- case is folded except in acronyms written in capitals, so that ``US`` never becomes ``us``.
"""

import unicodedata

import numpy as np

from ..fair_copy import INVISIBLE, fair_copy, fair_text

_OTHER, _LETTER, _UPPER, _DIGIT, _MARK, _INVISIBLE, _APOSTROPHE, _HYPHEN, _POINT = range(9)
_LETTERS = (_LETTER, _UPPER)
_UNSEEN = 255

APOSTROPHES = "'’‘ʼ＇´`"
HYPHENS = "-‐‑"
_POINTS = ".,"

# 's after these is a contraction ("it's" = "it is"), not a possessive.
CONTRACTED = frozenset(
    ["it", "he", "she", "that", "what", "there", "here", "who", "where", "how", "let", "when", "why", "this"],
)
_LONGEST_CONTRACTED = max(map(len, CONTRACTED))

# Filled as characters are met: the class of each code point, shared by all texts.
_CLASSES = np.full(0x110000, _UNSEEN, dtype=np.uint8)

_CLOSING = np.array([ord(mark) for mark in '.!?"”»)]'], dtype=np.uint32)
_PLAIN = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(HYPHENS, "-")})


def _class_of(character: str) -> int:
    if character in APOSTROPHES:
        return _APOSTROPHE
    if character in HYPHENS:
        return _HYPHEN
    if character in _POINTS:
        return _POINT
    category = unicodedata.category(character)
    if category[0] == "L":
        return _UPPER if category in ("Lu", "Lt") else _LETTER
    if category[0] == "N" or character.isalnum():
        return _DIGIT
    if INVISIBLE.match(character):
        return _INVISIBLE
    # Combining marks belong to the word they stand in and never begin one.
    return _MARK if category[0] == "M" else _OTHER


def code_points(text: str) -> np.ndarray:
    """Return the code points of `text`, shape (characters,): bytes where all are below 128, else uint32."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), dtype=np.uint8)
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4")


def _padded_classes(codes: np.ndarray) -> np.ndarray:
    """Return the class of each character; two characters of nothing on either side spare the edge cases."""
    padded = np.zeros(len(codes) + 4, dtype=np.uint8)
    classes = padded[2:-2]
    _CLASSES.take(codes, out=classes, mode="clip")
    unseen = classes == _UNSEEN
    if unseen.any():
        for code in np.unique(codes[unseen]):
            _CLASSES[code] = _class_of(chr(code))
        _CLASSES.take(codes, out=classes, mode="clip")
    return padded


def belongs_to_words(codes: np.ndarray) -> np.ndarray:
    """Mark the code points that can stand in a word."""
    return _padded_classes(codes)[2:-2] != _OTHER


def word_spans(text: str) -> tuple[np.ndarray, np.ndarray]:
    """Find the words of a text.

    Parameters
    ----------
    text : str

    Returns
    -------
    starts, ends : numpy arrays of int32
        Half-open character offsets, in text order, never overlapping. Every letter and digit lies in
        a word, except the s of a possessive that was cut off.
    """
    none = np.empty(0, dtype=np.int32)
    if not text:
        return none, none
    codes = code_points(text)
    padded = _padded_classes(codes)
    classes = padded[2:-2]
    marks: np.ndarray = (classes - np.uint8(_MARK) <= _INVISIBLE - _MARK) if codes.itemsize > 1 else none
    is_ragged = bool(marks.any())
    if is_ragged and (classes == _INVISIBLE).any():
        return _spans_in_fair_copy(text)
    # From the character before the text to the one after it, so that each word has two edges.
    inside = padded[1:-1] - np.uint8(_LETTER) <= _DIGIT - _LETTER
    # Apostrophes, hyphens and points with a letter or digit behind them are few: only they are looked at closely.
    at = np.flatnonzero((classes >= _APOSTROPHE) & inside[2:])
    kind, before, after = classes[at], padded[at + 1], padded[at + 3]
    joins = (kind != _POINT) & (before >= _LETTER) & (before <= _MARK)
    is_point = kind == _POINT
    points = at[is_point]
    digits = (before[is_point] == _DIGIT) & (after[is_point] == _DIGIT)
    joins[is_point] = digits | (_between_single_letters(padded, points) & (codes[points] == ord(".")))
    inside[at[joins] + 1] = True
    if is_ragged:
        inside[1:-1] |= marks
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2].astype(np.int32), edges[1::2].astype(np.int32)

    is_apostrophe = kind == _APOSTROPHE
    _cut_possessives(text, codes, inside, at[joins & is_apostrophe], starts, ends)
    if is_ragged:
        starts, ends = _trim_marks(classes, starts, ends)
    lone = _lone_possessives(codes, classes, at[is_apostrophe & ~joins], starts, ends)
    return (np.delete(starts, lone), np.delete(ends, lone)) if lone.size else (starts, ends)


def _spans_in_fair_copy(text: str) -> tuple[np.ndarray, np.ndarray]:
    copy = fair_copy(text)
    assert copy is not None
    starts, ends = word_spans(copy.text)
    return copy.starts[starts].astype(np.int32), copy.ends[ends - 1].astype(np.int32)


def _between_single_letters(padded: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Mark the points of ``U.S`` and ``e.g``: a letter on either side, each standing alone but for its accents."""
    left, right = _base(padded, points + 1, -1), points + 3
    further = padded[_base(padded, left - 1, -1)], padded[_base(padded, right + 1, 1)]
    alone = [(classes < _LETTER) | (classes > _DIGIT) for classes in further]
    return np.isin(padded[left], _LETTERS) & np.isin(padded[right], _LETTERS) & alone[0] & alone[1]


def _base(padded: np.ndarray, at: np.ndarray, step: int) -> np.ndarray:
    """Move each place past accents."""
    at = at.copy()
    moving = np.arange(len(at))
    while (moving := moving[padded[at[moving]] == _MARK]).size:
        at[moving] += step
    return at


def _cut_possessives(
    text: str, codes: np.ndarray, inside: np.ndarray, apostrophes: np.ndarray, starts: np.ndarray, ends: np.ndarray
) -> None:
    """End words before the last of their `apostrophes` where a lone s follows it."""
    last = apostrophes[_is_s(codes[apostrophes + 1]) & ~inside[apostrophes + 3]]
    for i, end in zip(np.searchsorted(ends, last + 2).tolist(), last.tolist(), strict=True):
        start = int(starts[i])
        if end - start > _LONGEST_CONTRACTED or text[start:end].lower() not in CONTRACTED:
            ends[i] = end


def _trim_marks(classes: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A word begins in a letter or digit; a run of marks is no word."""
    solid = (classes >= _LETTER) & (classes <= _DIGIT)
    for i in np.flatnonzero(~solid[starts]):
        while starts[i] < ends[i] and not solid[starts[i]]:
            starts[i] += 1
    kept = starts < ends
    return starts[kept], ends[kept]


def _lone_possessives(
    codes: np.ndarray, classes: np.ndarray, apostrophes: np.ndarray, starts: np.ndarray, ends: np.ndarray
) -> np.ndarray:
    """Find the s that a full stop or a closing mark has parted from its word: ``U.S.’s``, ``the “moderates”’s``."""
    at = apostrophes[apostrophes >= 2]
    at = at[_is_s(codes[at + 1]) & np.isin(codes[at - 1], _CLOSING) & (classes[at - 2] != _OTHER)] + 1
    row = np.searchsorted(starts, at)
    row, at = row[row < len(starts)], at[row < len(starts)]
    return row[(starts[row] == at) & (ends[row] == at + 1)]


def _is_s(codes: np.ndarray) -> np.ndarray:
    return (codes == ord("s")) | (codes == ord("S"))


def fold(surface: str) -> str:
    """Return the term that a written word counts as.

    Typographic and plain apostrophes and hyphens become one, composed and decomposed accents become
    one, invisible characters go, ligatures and letters of double width become the letters they stand for,
    and case is folded except in acronyms (two capitals or more, no small letter and no apostrophe), whose
    dots go.

    >>> fold("Don’t"), fold("US"), fold("U.S"), fold("Us"), fold("DON’T")
    ("don't", 'US', 'US', 'us', "don't")
    """
    if surface.isascii() and surface.isalpha() and (surface.islower() or not surface.isupper()):
        return surface.lower()  # most words
    plain = surface.translate(_PLAIN)
    if not plain.isascii():
        plain = fair_text(plain)
    if is_acronym(plain):
        return plain.replace(".", "") if "." in plain and not any(map(str.isdigit, plain)) else plain
    return unicodedata.normalize("NFC", plain.lower())


def is_acronym(surface: str) -> bool:
    """Tell whether a word is written as an acronym: two capitals or more, no small letter and no apostrophe."""
    return surface.isupper() and sum(map(str.isupper, surface)) > 1 and not any(a in surface for a in APOSTROPHES)
