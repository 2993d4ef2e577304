"""How is a column of strings written without making each string by itself?

Where pandas keeps strings in Arrow's form (all characters of a column one after the other, and where each string
ends), the columns are put together from whole arrays, some ten times as fast. Otherwise they are lists of strings.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..corpus.once import once
from ..corpus.words import code_points

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus

_INLINE = 12  # a view of a string holds so many bytes itself
_MASKS = np.array([(1 << (8 * n)) - 1 for n in range(9)], dtype=np.uint64)
_MOST_BYTES = 2**31 - 64
_FEWEST_ASCII = 0.9


@lru_cache(maxsize=1)
def in_arrow() -> bool:
    """Tell whether pandas keeps strings in Arrow's form."""
    return sys.byteorder == "little" and getattr(pd.array(["a"], dtype="str").dtype, "storage", None) == "pyarrow"


def with_blanks(names: pd.Index, columns: Sequence[np.ndarray]) -> Any:
    """Write the names of each row, one of each column, with a blank between them.

    >>> with_blanks(pd.Index(["a", "truce"], dtype="str"), [np.array([0, 1]), np.array([1, 1])]).tolist()
    ['a truce', 'truce truce']
    """
    rows, n = len(columns[0]), len(columns)
    if not in_arrow() or not rows:
        words = [names.array.take(column).tolist() for column in columns]
        return pd.array(list(map(" ".join, zip(*words, strict=True))), dtype="str")
    import pyarrow as pa

    both = pa.array(names.array.astype("str"))
    both = pa.concat_arrays([pa.array((names.astype("str") + " ").array), both])
    # All names of all rows in a line; of where each of them begins, every nth is where a row begins.
    at = np.stack(columns, axis=1).astype(np.int64)
    at[:, -1] += len(names)
    line = both.take(pa.array(at.ravel()))
    _, edges, characters = line.buffers()
    edges = np.frombuffer(edges, dtype=np.int64)[: rows * n + 1 : n].copy()
    return pd.array(pa.LargeStringArray.from_buffers(rows, pa.py_buffer(edges), characters), dtype="str")


@dataclass(frozen=True)
class Characters:
    """The texts of a corpus in UTF-8, one after the other, and where a character of theirs stands.

    ``begins`` is where each text begins, in characters; ``wide`` are the characters of two bytes and more, and
    ``further`` is how many bytes more than one all of them up to there have.
    """

    data: np.ndarray
    begins: np.ndarray
    wide: np.ndarray
    further: np.ndarray

    def bytes_at(self, doc: np.ndarray, offset: np.ndarray) -> np.ndarray:
        """Return where the characters at some offsets into their documents begin."""
        place = self.begins[doc] + offset
        return place + self.further[np.searchsorted(self.wide, place)] if len(self.wide) else place


def characters(corpus: Corpus) -> Characters | None:
    """Return the characters of a corpus; None where strings are not cut out of them any faster."""
    whole = corpus._narrowing.whole if corpus._narrowing else corpus
    return once(whole, "characters", lambda: _characters(whole._texts)) if in_arrow() else None


def _characters(texts: Sequence[str]) -> Characters | None:
    begins = np.cumsum([0, *map(len, texts)])
    wide, width = [], []
    for text, begin in zip(texts, begins.tolist(), strict=False):
        if not text.isascii():
            codes = code_points(text)
            at = np.flatnonzero(codes > 0x7F)
            wide.append(begin + at)
            width.append(1 + (codes[at] > 0x7FF) + (codes[at] > 0xFFFF))
    wides = np.concatenate(wide) if wide else np.empty(0, dtype=np.int64)
    further = np.concatenate(([0], np.cumsum(np.concatenate(width)) if width else [])).astype(np.int64)
    if begins[-1] + further[-1] > _MOST_BYTES or len(wides) > (1 - _FEWEST_ASCII) * begins[-1]:
        return None
    data = np.zeros(begins[-1] + further[-1] + 8, dtype=np.uint8)
    place = 0
    for text in texts:
        encoded = text.encode("utf-8")
        data[place : place + len(encoded)] = np.frombuffer(encoded, dtype=np.uint8)
        place += len(encoded)
    return Characters(data, begins, wides, further)


def cut_out(corpus: Corpus, doc: np.ndarray, *edges: np.ndarray) -> list[Any]:
    """Cut strings out of the texts: for each row those between the first and second edge, the second and third …"""
    known = characters(corpus)
    if known is None or not len(doc):
        texts, of = corpus._texts, doc.tolist()
        lists = [edge.tolist() for edge in edges]
        return [
            pd.array([texts[d][a:b] for d, a, b in zip(of, begins, ends, strict=True)], dtype="str")
            for begins, ends in pairwise(lists)
        ]
    return [_of_bytes(known.data, begin, end) for begin, end in pairwise(known.bytes_at(doc, edge) for edge in edges)]


def _of_bytes(data: np.ndarray, begin: np.ndarray, end: np.ndarray) -> Any:
    import pyarrow as pa

    # Arrow's views of strings: the length and the first four bytes, then where the string is, or the rest of it.
    size = (end - begin).astype(np.uint64)
    fours = np.ndarray(len(data) - 3, "<u4", data, strides=(1,))
    eights = np.ndarray(len(data) - 7, "<u8", data, strides=(1,))
    views = np.empty((len(begin), 2), dtype=np.uint64)
    first = fours[begin] & _MASKS[np.minimum(size, 4)]
    views[:, 0] = size | first << np.uint64(32)
    short = np.flatnonzero(size <= _INLINE)
    views[:, 1] = begin.astype(np.uint64) << np.uint64(32)
    rest = np.maximum(size[short], 4) - 4
    views[short, 1] = eights[np.minimum(begin[short] + 4, len(eights) - 1)] & _MASKS[rest]
    array = pa.Array.from_buffers(pa.string_view(), len(begin), [None, pa.py_buffer(views), pa.py_buffer(data)])
    return pd.array(array.cast(pa.large_string()), dtype="str")
