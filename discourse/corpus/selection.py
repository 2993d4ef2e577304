"""Which documents are meant, and which rows of the tables are theirs?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd


def described_table(described: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Return one row a document, as it was described; a column of whole numbers stays one where some are missing."""
    frame = pd.DataFrame(list(described), index=pd.RangeIndex(len(described), name="doc"))
    for name in frame.columns:
        given = [row[name] for row in described if name in row and row[name] is not None]
        if len(given) < len(described) and given and all(type(value) is int for value in given):
            frame[name] = frame[name].astype("Int64")
    return frame


def fits(column: pd.Series, wanted: Any) -> np.ndarray:
    """Mark the values that are what is wanted: a value, one of several (None: missing), or true of a function."""
    if callable(wanted):
        return np.array([bool(wanted(value)) for value in column.tolist()], dtype=bool)
    alternatives = [wanted] if isinstance(wanted, str) or not isinstance(wanted, Iterable) else list(wanted)
    given = [value for value in alternatives if not _is_missing(value)]
    chosen = column.isna() if len(given) < len(alternatives) else pd.Series(False, index=column.index)
    # One by one, so that pandas compares a date with "2016-01-12" as it does everywhere else.
    matches = [column == value for value in given] if len(given) <= 10 else [column.isin(given)]
    for match in matches:
        chosen |= match.fillna(False).astype(bool)
    return chosen.to_numpy(dtype=bool)


def _is_missing(value: Any) -> bool:
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def gathered(frame: pd.DataFrame, chosen: Sequence[int]) -> pd.DataFrame:
    """Return the rows of the chosen documents, in that order, numbered anew."""
    doc, wanted = frame["doc"].to_numpy(), np.asarray(chosen, dtype=np.int64)
    low, high = np.searchsorted(doc, wanted), np.searchsorted(doc, wanted, side="right")
    sizes = high - low
    rows = np.repeat(low - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
    renumbered = np.repeat(np.arange(len(wanted), dtype=doc.dtype), sizes)
    return tidy(frame.take(rows).assign(doc=renumbered))


def tidy(frame: pd.DataFrame) -> pd.DataFrame:
    """Number the rows anew and drop the terms that are left without a token, so that no count shows them as 0."""
    frame = frame.reset_index(drop=True)
    return frame.assign(term=frame["term"].cat.remove_unused_categories()) if "term" in frame else frame
