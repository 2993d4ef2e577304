"""What is counted apart from what? Units of text, groups of documents, and the choices of every table of terms."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..errors import DiscourseError
from ._table import counted
from .stopwords import STOP_LISTS, stop_list

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus

KEYS = {"document": ["doc"], "paragraph": ["doc", "paragraph"], "sentence": ["doc", "paragraph", "sentence"]}


def check_unit(unit: Any) -> None:
    """Refuse what is no unit of text; None is the whole corpus."""
    if unit is not None and unit not in KEYS:
        raise DiscourseError(f'Terms cannot be counted by "{unit}".', do=f"Units: {', '.join(KEYS)}, or None.")


def check_whole(value: Any, least: int, what: str) -> int:
    """Refuse what is no whole number from `least` on; `what` says what is asked for: ``"minimum of … occurrences"``."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < least:
        raise DiscourseError(
            f"A {what.replace('…', repr(value))} makes no sense.", do=f"Give a whole number ≥ {least}."
        )
    return int(value)


def unit_table(corpus: Corpus, unit: str) -> pd.DataFrame:
    """Return the units of a corpus in text order, with their ``start`` and ``words``."""
    if unit == "paragraph":
        return corpus.paragraphs
    if unit == "sentence":
        return corpus.sentences
    words = corpus.paragraphs.groupby("doc")["words"].sum().reindex(corpus.documents.index, fill_value=0)
    return pd.DataFrame({"doc": words.index.to_numpy(), "start": 0, "words": words.to_numpy()})


def unit_rows(corpus: Corpus, unit: str) -> np.ndarray:
    """Return for each token the row of its unit in :func:`unit_table`."""
    # The words of a unit are neighbours in corpus.tokens, unit after unit.
    words = unit_table(corpus, unit)["words"].to_numpy()
    return np.repeat(np.arange(len(words)), words)


def check_column(corpus: Corpus, by: str, taken: Iterable[str] = ()) -> None:
    """Refuse what is no column of the documents, or one that the table is to have already."""
    if by not in corpus.documents.columns:
        raise DiscourseError(
            f'The documents have no column "{by}".', do=f"They have: {', '.join(map(str, corpus.documents.columns))}."
        )
    if by in taken:
        raise DiscourseError(f'A column called "{by}" would stand twice in the table.', do="Rename it in the metadata.")


def unit_groups(
    corpus: Corpus, unit: str | None, by: str | None, taken: Iterable[str] = ()
) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the groups that are counted, and for each unit, or else document, the row of its group (−1: none).

    `taken` are the columns of the table: a column of the documents with such a name is refused.
    """
    check_unit(unit)
    if unit is not None and by is not None:
        raise DiscourseError("Terms can be counted by unit or by a column, not both.", do="Leave one of the two out.")
    if unit is not None:
        table = unit_table(corpus, unit)[KEYS[unit]]
        return table, np.arange(len(table))
    if by is None:
        return pd.DataFrame(index=pd.RangeIndex(1)), np.zeros(len(corpus), dtype=np.int64)
    check_column(corpus, by, taken)
    of_document, values = pd.factorize(corpus.documents[by])
    return pd.DataFrame({by: values}), of_document


def groups_of(
    corpus: Corpus, unit: str | None, by: str | None, taken: Iterable[str] = ()
) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the groups that are counted, and for each token the row of its group (−1: none)."""
    groups, of_row = unit_groups(corpus, unit, by, taken)
    return groups, np.repeat(of_row, unit_table(corpus, unit or "document")["words"].to_numpy())


def stop_choice(stop: str | Path | Iterable[str] | None) -> Any:
    """Return a choice of stop list that can be read more than once."""
    return stop if isinstance(stop, str | Path | None) else list(stop)


def hidden_terms(names: pd.Index | np.ndarray, stop: Any) -> np.ndarray:
    """Mark the names that a stop list hides."""
    if stop is None:
        return np.zeros(len(names), dtype=bool)
    return pd.Index(names).isin(list(stop_list(stop)))


def stop_name(stop: Any) -> str:
    """Name a stop list as tables name it: ``"english"``, ``"2 words of your own"``, ``""`` for none."""
    if stop is None:
        return ""
    if isinstance(stop, str) and stop in STOP_LISTS:
        return stop
    return f"{counted(len(stop_list(stop)), 'word')} of your own"


def rate_base(words: int, unit: str | None, stop: Any) -> str:
    """Say what the rates of a table are out of."""
    base = f"per million of {counted(words, 'word')}{f' (of the words of each {unit})' if unit else ''}"
    return base if stop is None else f"{base}; stop words are left out of the table, not of the base"


def empty_note(words: int, table: pd.DataFrame, what: str = "term") -> dict[str, str]:
    """Say why a table of terms is empty, as the attribute ``note``; nothing where it is not."""
    if len(table):
        return {}
    hidden = f"No {what} is left to count: none there, or the stop list or the minimum hides them all."
    return {"note": hidden if words else "There is no word to count."}
