"""In which order do millions of whole numbers stand? A stable order, several times faster than a comparing sort."""

from __future__ import annotations

import numpy as np


def stable_order(*keys: np.ndarray) -> np.ndarray:
    """Return the order that sorts by the first key, then the second …; equal rows stay as they were.

    Parameters
    ----------
    *keys : arrays of whole numbers ≥ 0, all of one length
        The weightiest first (the other way round than in ``numpy.lexsort``).

    Notes
    -----
    A radix sort, 16 bits a round from the lowest on: numpy sorts numbers of 16 bits by counting them.

    >>> stable_order(np.array([1, 0, 1]), np.array([5, 9, 2])).tolist()
    [1, 2, 0]
    """
    order = np.arange(len(keys[0]))
    for key in reversed(keys):
        bits = int(key.max(initial=0)).bit_length()
        for shift in range(0, bits, 16):
            digit = ((key >> shift) & 0xFFFF).astype(np.uint16)
            order = order[np.argsort(digit[order], kind="stable")]
    return order


def changes(*values: np.ndarray) -> np.ndarray:
    """Mark each row in which one of the columns differs from the row before; the first row always."""
    marked = np.zeros(len(values[0]), dtype=bool)
    marked[:1] = True
    for column in values:
        marked[1:] |= column[1:] != column[:-1]
    return marked
