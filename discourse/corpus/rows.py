"""How does a table with one text a row become documents?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from .document import Document
from .encodings import unified
from .paragraphs import is_blank

#: Columns that describe a document itself; the others are metadata.
DESCRIBED = ("title", "source", "language")

#: What a corpus works out by itself: left out where a table brings it along, as ``corpus.documents`` does.
COMPUTED = ("doc", "sha256", "characters", "words")


def documents_of_rows(
    columns: Mapping[str, Sequence[Any]], text: str, numbers: Iterable[int]
) -> tuple[list[Document], list[int]]:
    """Make a document of each row.

    Parameters
    ----------
    columns : mapping of str to sequence
        The table, column by column. ``title``, ``source`` and ``language`` describe the document, what a corpus
        works out by itself is dropped, the others are metadata.
    text : str
        The column of the texts.
    numbers : iterable of int
        The number of each row as the researcher counts them.

    Returns
    -------
    documents : list of Document
    blank : list of int
        The numbers of the rows without a text.
    """
    others = [name for name in columns if name != text and name not in (*DESCRIBED, *COMPUTED)]
    metadata = zip(*(columns[name] for name in others), strict=True) if others else None
    described = [columns[name] if name in columns and name != text else None for name in DESCRIBED]
    documents, blank = [], []
    for place, (number, content) in enumerate(zip(numbers, columns[text], strict=True)):
        values = next(metadata) if metadata else ()
        if not isinstance(content, str) or is_blank(content):
            blank.append(number)
            continue
        title, source, language = (_stated(column[place]) if column is not None else None for column in described)
        known = dict(zip(others, values, strict=True))
        documents.append(Document(unified(content), title or f"row {number}", source, language, known))
    return documents, blank


def _stated(value: Any) -> str | None:
    return str(value) if value is not None and not pd.isna(value) and str(value) else None
