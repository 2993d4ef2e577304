"""What does a table say about itself? The attributes every measure gives its table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..corpus.narrowing import counted_paragraphs
from ..corpus.paragraphs import RUNNING

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

    ``provenance`` holds ``texts`` (title and SHA-256 of each document, in order) and ``call``. Where only paragraphs
    of some kinds were counted (:func:`~discourse.corpus.narrowing.running_text`, or ``corpus.only``), ``kinds`` names
    them and ``paragraphs`` says which were left out.
    """
    documents = corpus.documents
    texts = _Fixed(
        {"title": title, "sha256": digest}
        for title, digest in zip(documents["title"].tolist(), documents["sha256"].tolist(), strict=True)
    )
    kinds = counted_kinds(corpus)
    if "kinds" in kinds and kinds["kinds"] != list(RUNNING):
        chosen = ", ".join(map(repr, kinds["kinds"]))
        call = call.replace("(corpus", f"(corpus.only({chosen})", 1)
    table.attrs.update(measure=measure, **attributes, **kinds)
    table.attrs["provenance"] = {"texts": texts, "call": call}
    return table


def counted_kinds(corpus: Corpus) -> dict[Any, Any]:
    """Return the attributes ``kinds`` and ``paragraphs`` of a table of this corpus, if it has something to say."""
    kinds = corpus._narrowing.kinds if corpus._narrowing else None
    said = counted_paragraphs(corpus)
    return {**({"kinds": list(kinds)} if kinds is not None else {}), **({"paragraphs": said} if said else {})}
