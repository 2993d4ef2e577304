"""How does a table with one text a row become documents?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any

import pandas as pd

from .document import Document, Note
from .encodings import unified
from .paragraphs import Block, is_blank, trimmed

#: Columns that describe a document itself; the others are metadata.
DESCRIBED = ("title", "source", "language")

#: What a corpus works out by itself: left out where a table brings it along, as ``corpus.documents`` does.
COMPUTED = ("doc", "sha256", "characters", "words")


def documents_of_rows(
    columns: Mapping[str, Sequence[Any]],
    text: str,
    numbers: Iterable[int],
    *,
    title: str = "row {}",
    file: str | None = None,
    known: Mapping[str, Any] | None = None,
    file_notes: tuple[Note, ...] = (),
) -> list[Document]:
    """Make a document of each row; each must have a text (:func:`is_text`).

    Parameters
    ----------
    columns : mapping of str to sequence
        The table, column by column. ``title``, ``source`` and ``language`` describe the document, what a corpus
        works out by itself is dropped, the others are metadata.
    text : str
        The column of the texts.
    numbers : iterable of int
        The number of each row as the researcher counts them.
    title : str
        The title of a row that states none; ``{}`` stands for its number.
    file : str, optional
        The file the table was read from; the source of a row that states none.
    known : mapping, optional
        Further metadata, the same for every row.
    file_notes : tuple of Note
    """
    others = [name for name in columns if name != text and name not in (*DESCRIBED, *COMPUTED)]
    names = (*others, *(known or {}))
    values = (
        zip(*(columns[name] for name in others), *map(repeat, (known or {}).values()), strict=False)
        if names
        else repeat(())
    )
    described = (columns[name] if name in columns and name != text else repeat(None) for name in DESCRIBED)
    documents = []
    rows = zip(numbers, columns[text], values, *described, strict=False)
    for number, content, row, titled, source, language in rows:
        stored = unified(content)
        # Most rows have one line, which is one paragraph: nothing about it is to be found out.
        blocks = None if "\n" in stored or "\f" in stored else (Block(*trimmed(stored, 0, len(stored))),)
        documents.append(
            Document(
                stored,
                _stated(titled) or title.format(number),
                _stated(source) or file,
                _stated(language),
                dict(zip(names, row, strict=True)),
                blocks,
                (),
                file_notes,
                file,
            )
        )
    return documents


def is_text(value: Any) -> bool:
    """Tell whether a value of a table is a text with something to be seen in it."""
    return isinstance(value, str) and not is_blank(value)


def _stated(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    return None if pd.isna(value) else str(value)
