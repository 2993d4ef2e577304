"""How is a column of strings written without making each string by itself?

Where pandas keeps strings in Arrow's form (all characters of a column one after the other, and where each string
ends), the columns are put together from whole arrays, some ten times as fast. Otherwise they are lists of strings.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd


@lru_cache(maxsize=1)
def in_arrow() -> bool:
    """Tell whether pandas keeps strings in Arrow's form."""
    return getattr(pd.array(["a"], dtype="str").dtype, "storage", None) == "pyarrow"


def with_blanks(names: pd.Index, columns: Sequence[np.ndarray]) -> Any:
    """Write the names of each row, one of each column, with a blank between them.

    >>> with_blanks(pd.Index(["a", "truce"], dtype="str"), [np.array([0, 1]), np.array([1, 1])]).tolist()
    ['a truce', 'truce truce']
    """
    rows, n = len(columns[0]), len(columns)
    if not in_arrow() or not rows:
        words = [names.array.take(column).tolist() for column in columns]
        return pd.array(list(map(" ".join, zip(*words, strict=True))), dtype="str")
    import pyarrow as pa  # type: ignore[import-untyped]

    both = pa.array(names.array.astype("str"))
    both = pa.concat_arrays([pa.array((names.astype("str") + " ").array), both])
    # All names of all rows in a line; of where each of them begins, every nth is where a row begins.
    at = np.stack(columns, axis=1).astype(np.int64)
    at[:, -1] += len(names)
    line = both.take(pa.array(at.ravel()))
    _, edges, characters = line.buffers()
    edges = np.frombuffer(edges, dtype=np.int64)[: rows * n + 1 : n].copy()
    return pd.array(pa.LargeStringArray.from_buffers(rows, pa.py_buffer(edges), characters), dtype="str")
