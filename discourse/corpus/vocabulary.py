"""Which words are the same word? Written words and their terms as numbers, told apart without comparing strings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from .words import belongs_to_words, code_points, fold, is_acronym

_AT_ONCE = 8  # characters of one byte that a number of 64 bits holds
_LONGEST = 3 * _AT_ONCE
_MASKS = np.array([(1 << (8 * n)) - 1 for n in range(_AT_ONCE + 1)], dtype=np.uint64)
_PLAIN, _BYTES = 128, 256
_BLOCK = 1 << 17


def written_words(
    texts: Sequence[str], doc: np.ndarray, start: np.ndarray, end: np.ndarray
) -> tuple[np.ndarray, list[str]]:
    """Return which written word each span holds, as a position in the list of written words, and that list.

    Of most words the characters fit into one number: those below 128 are their own byte, and the first 128 others
    that are met in words get one each. Words of up to 24 characters take two or three numbers. What is longer, or
    has characters beyond these (a Chinese text), is compared as strings.
    """
    of = np.empty(len(doc), dtype=np.int32)
    heads: list[np.ndarray] = []
    numbered = 0
    long: list[np.ndarray] = []
    odd: list[np.ndarray] = []
    bytes_of = np.zeros(0x110000, dtype=np.uint8)
    bytes_of[:_PLAIN] = np.arange(_PLAIN)
    bounds = np.searchsorted(doc, np.arange(len(texts) + 1))
    # Some texts at a time, so that no array of all words in 64 bits is needed.
    blocks = np.unique(np.append(np.searchsorted(bounds, np.arange(0, len(doc), _BLOCK)), len(texts)))
    for block in pairwise(blocks.tolist()):
        first = np.empty(bounds[block[1]] - (begins := bounds[block[0]]), dtype=np.uint64)
        for text, low, high in zip(
            texts[slice(*block)], bounds[slice(*block)].tolist(), bounds[block[0] + 1 :].tolist(), strict=False
        ):
            at, size = start[low:high], end[low:high] - start[low:high]
            letters, strange = _letters(text, bytes_of, at, end[low:high])
            eights = np.ndarray(len(letters) - _AT_ONCE + 1, "<u8", letters, strides=(1,))
            first[low - begins : high - begins] = eights[at] & _MASKS[np.minimum(size, _AT_ONCE)]
            rest = np.flatnonzero(size > _AT_ONCE)
            further = [
                eights[at[rest] + n] & _MASKS[np.clip(size[rest] - n, 0, _AT_ONCE)] for n in (_AT_ONCE, 2 * _AT_ONCE)
            ]
            long.append(np.stack(((low + rest).astype(np.uint64), *further)))
            odd.append(low + np.union1d(np.flatnonzero(size > _LONGEST), strange))
        found, head = pd.factorize(first)
        of[begins : begins + len(first)] = found + numbered
        heads.append(head)
        numbered += len(head)
    alike, head = pd.factorize(np.concatenate(heads)) if heads else (of, of)
    of = alike.astype(np.int32)[of]

    rows, *parts = np.concatenate(long, axis=1) if long else np.empty((3, 0), dtype=np.uint64)
    tail = of[rows := rows.astype(np.int64)].astype(np.int64)
    for part in parts:
        more, kinds = pd.factorize(part)
        tail = pd.factorize(tail * max(len(kinds), 1) + more)[0]
    of[rows] = len(head) + tail
    rows = np.concatenate(odd) if odd else rows[:0]
    spans = zip(*(column[rows].tolist() for column in (doc, start, end)), strict=True)
    of[rows] = len(head) + len(tail) + pd.factorize(np.array([texts[d][a:b] for d, a, b in spans], dtype=object))[0]

    one_of = np.full(int(of.max(initial=-1)) + 1, -1, dtype=np.int32)
    one_of[of] = np.arange(len(of), dtype=np.int32)
    met = one_of >= 0
    spans = zip(*(column[one_of[met]].tolist() for column in (doc, start, end)), strict=True)
    return (np.cumsum(met, dtype=np.int32) - 1)[of], [texts[d][a:b] for d, a, b in spans]


def _letters(text: str, bytes_of: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the bytes that stand for the characters of a text, and the words with a character that has none."""
    codes = code_points(text)
    letters = np.zeros(len(codes) + _LONGEST, dtype=np.uint8)
    own = letters[: len(codes)]
    if codes.itemsize == 1:
        own[:] = codes
        return letters, np.empty(0, dtype=np.int64)
    bytes_of.take(codes, out=own, mode="clip")
    new = np.unique(codes[own == 0])
    new = new[belongs_to_words(new)]
    if new.size:
        taken = max(int(bytes_of.max()), _PLAIN - 1) + 1
        bytes_of[new[: _BYTES - taken]] = np.arange(taken, taken + len(new[: _BYTES - taken]))
        bytes_of.take(codes, out=own, mode="clip")
    strange = np.flatnonzero(own == 0)
    word = np.searchsorted(starts, strange, side="right") - 1
    inside = (word >= 0) & (strange < np.append(ends, 0)[word])
    return letters, np.unique(word[inside])


def terms_of(
    of_surface: np.ndarray, surfaces: list[str], doc: np.ndarray, shouted: np.ndarray
) -> tuple[np.ndarray, list[str]]:
    """Return for each word the position of its term in the sorted vocabulary, and that vocabulary.

    Words of a headline in capitals are lowered, except those that are acronyms elsewhere in their text.
    Otherwise the headline would turn every one of its words into an acronym, and lowering all of it
    would turn its US into the word *us*.
    """
    quiet = [fold(surface) for surface in surfaces]
    loud = np.flatnonzero(shouted)
    lowered = {i: fold(surfaces[i].lower()) for i in np.unique(of_surface[loud]).tolist()}
    place = {term: i for i, term in enumerate(sorted({*quiet, *lowered.values()}))}
    of_quiet = np.array([place[term] for term in quiet], dtype=np.int32)
    codes = of_quiet[of_surface]
    if loud.size:
        of_lowered = of_quiet.copy()
        of_lowered[list(lowered)] = [place[term] for term in lowered.values()]
        is_loud = [surface.isupper() and is_acronym(surface) for surface in surfaces]
        acronym = np.array(is_loud, dtype=bool)[of_surface] & ~shouted
        elsewhere = np.unique(_pairs(doc[acronym], codes[acronym]))
        loud = loud[~np.isin(_pairs(doc[loud], codes[loud]), elsewhere)]
        codes[loud] = of_lowered[of_surface[loud]]
    used = np.bincount(codes, minlength=len(place)) > 0
    if used.all():
        return codes, list(place)
    renumbered = np.cumsum(used, dtype=np.int32) - 1
    return renumbered[codes], [term for term, is_used in zip(place, used.tolist(), strict=True) if is_used]


def _pairs(doc: np.ndarray, code: np.ndarray) -> np.ndarray:
    return (doc.astype(np.int64) << 32) | code
