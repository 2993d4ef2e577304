"""Which word lies in which paragraph and sentence? The tables of a corpus, filled text by text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from .paragraphs import Block
from .sentences import sentence_spans
from .words import folded, is_acronym, word_spans

# A paragraph in capitals only counts as set in capitals (a headline) from this many words on.
_SHOUTED_WORDS = 4


def word_table(texts: Sequence[str]) -> pd.DataFrame:
    """Return the words of all texts: ``doc, start, end``."""
    spans = [word_spans(text) for text in texts]
    return pd.DataFrame(
        {
            "doc": np.repeat(np.arange(len(texts), dtype=np.int32), [len(starts) for starts, _ in spans]),
            "start": _joined([starts for starts, _ in spans]),
            "end": _joined([ends for _, ends in spans]),
        }
    )


def paragraph_table(blocks: Sequence[Sequence[Block]], first: Sequence[int], words: pd.DataFrame) -> pd.DataFrame:
    """Return the paragraphs: ``doc, paragraph, start, end, kind, words``; document i counts from ``first[i]``."""
    sizes = [len(of_document) for of_document in blocks]
    rows = [block for of_document in blocks for block in of_document]
    table = pd.DataFrame(
        {
            "doc": np.repeat(np.arange(len(blocks), dtype=np.int32), sizes),
            "paragraph": _joined(
                [np.arange(n, n + size, dtype=np.int32) for n, size in zip(first, sizes, strict=True)]
            ),
            "start": np.array([block.start for block in rows], dtype=np.int32),
            "end": np.array([block.end for block in rows], dtype=np.int32),
            "kind": pd.Series([block.kind for block in rows], dtype="str"),
        }
    )
    low, high = _word_range(table, words)
    return table.assign(words=(high - low).astype(np.int32))


def sentence_table(texts: Sequence[str], paragraphs: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences: ``doc, paragraph, sentence, start, end, words``."""
    word_starts, word_ends = words["start"].to_numpy(), words["end"].to_numpy()
    low, high = _word_range(paragraphs, words)
    rows: list[tuple[int, int, int, int, int]] = []
    number, current = 0, -1
    for doc, paragraph, start, end, a, b in zip(
        *(paragraphs[name].tolist() for name in ("doc", "paragraph", "start", "end")),
        low.tolist(),
        high.tolist(),
        strict=True,
    ):
        if doc != current:
            number, current = 0, doc
        for span in sentence_spans(texts[doc], start, end, word_starts[a:b], word_ends[a:b]):
            number += 1
            rows.append((doc, paragraph, number, *span))
    values = np.array(rows, dtype=np.int32).reshape(-1, 5)
    table = pd.DataFrame(values, columns=["doc", "paragraph", "sentence", "start", "end"])
    low, high = _word_range(table, words)
    return table.assign(words=(high - low).astype(np.int32))


def token_table(
    texts: Sequence[str], paragraphs: pd.DataFrame, sentences: pd.DataFrame, words: pd.DataFrame
) -> pd.DataFrame:
    """Return the words that lie in a paragraph: ``doc, paragraph, sentence, start, end, term``."""
    low, high = _word_range(sentences, words)
    sizes = high - low
    row = np.repeat(np.arange(len(sentences)), sizes)
    # The words of a sentence are neighbours: from low[i] on, one after the other.
    chosen = np.repeat(low - np.concatenate(([0], np.cumsum(sizes)[:-1])) if len(low) else low, sizes) + np.arange(
        len(row)
    )
    doc, start, end = (words[name].to_numpy()[chosen] for name in ("doc", "start", "end"))
    surfaces = _surfaces(texts, doc, start, end)
    paragraph = sentences["paragraph"].to_numpy()[row]
    _lower_headlines(surfaces, texts, paragraphs, doc, paragraph)
    codes, terms = folded(surfaces)
    return pd.DataFrame(
        {
            "doc": doc,
            "paragraph": paragraph,
            "sentence": sentences["sentence"].to_numpy()[row],
            "start": start,
            "end": end,
            "term": pd.Categorical.from_codes(codes, pd.Index(terms, dtype="str")),
        }
    )


def _surfaces(texts: Sequence[str], doc: np.ndarray, start: np.ndarray, end: np.ndarray) -> list[str]:
    surfaces: list[str] = []
    bounds = np.searchsorted(doc, np.arange(len(texts) + 1)).tolist()
    for i, text in enumerate(texts):
        here = slice(bounds[i], bounds[i + 1])
        surfaces += [text[a:b] for a, b in zip(start[here].tolist(), end[here].tolist(), strict=True)]
    return surfaces


def _lower_headlines(
    surfaces: list[str], texts: Sequence[str], paragraphs: pd.DataFrame, doc: np.ndarray, paragraph: np.ndarray
) -> None:
    """Lower the words of a paragraph set in capitals, except those that are acronyms elsewhere in their text.

    Otherwise a headline would turn every one of its words into an acronym, and lowering all of it
    would turn the US of the headline into the word *us*.
    """
    long = paragraphs[paragraphs["words"] >= _SHOUTED_WORDS]
    shouted = {
        (d, p)
        for d, p, a, b in zip(*(long[name].tolist() for name in ("doc", "paragraph", "start", "end")), strict=True)
        if texts[d][a:b].isupper()
    }
    if not shouted:
        return
    loud = np.fromiter(
        ((d, p) in shouted for d, p in zip(doc.tolist(), paragraph.tolist(), strict=True)), bool, len(doc)
    )
    elsewhere = {
        (d, s)
        for d, s, is_loud in zip(doc.tolist(), surfaces, loud.tolist(), strict=True)
        if not is_loud and is_acronym(s)
    }
    for i in np.flatnonzero(loud):
        if (int(doc[i]), surfaces[i]) not in elsewhere:
            surfaces[i] = surfaces[i].lower()


def _keys(table: pd.DataFrame, column: str) -> np.ndarray:
    """Order places across documents: the document in the high bits, the offset in the low ones."""
    return (table["doc"].to_numpy(dtype=np.int64) << 32) | table[column].to_numpy(dtype=np.int64)


def _word_range(table: pd.DataFrame, words: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """For each span in `table` the first row of `words` in it, and the first one past it."""
    starts = _keys(words, "start")
    return np.searchsorted(starts, _keys(table, "start")), np.searchsorted(starts, _keys(table, "end"))


def _joined(arrays: Sequence[np.ndarray]) -> np.ndarray:
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=np.int32)
