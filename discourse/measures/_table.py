"""What does a table say about itself? The attributes every measure gives its table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus


class _Fixed(tuple[Any, ...]):
    """A tuple that is not copied along each time pandas copies the attributes of a table."""

    def __deepcopy__(self, memo: dict[int, Any]) -> _Fixed:
        return self


def counted(n: int, noun: str) -> str:
    """Write a number with its noun: ``1 word``, ``1,153 words``."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def call_of(measure: str, **parameters: Any) -> str:
    """Write a call down as one would type it; ``call_of("sentiment", unit="sentence")``."""
    written = [f"{name}={value!r}" for name, value in parameters.items()]
    return f"{measure}({', '.join(['corpus', *written])})"


def described(table: pd.DataFrame, corpus: Corpus, measure: str, call: str, **attributes: Any) -> pd.DataFrame:
    """Give a table its attributes: ``measure``, those in `attributes`, and its ``provenance``.

    ``provenance`` holds ``texts`` (title and SHA-256 of each document, in order) and ``call``.
    """
    documents = corpus.documents
    texts = _Fixed(
        {"title": title, "sha256": digest}
        for title, digest in zip(documents["title"].tolist(), documents["sha256"].tolist(), strict=True)
    )
    table.attrs.update(measure=measure, **attributes, provenance={"texts": texts, "call": call})
    return table
