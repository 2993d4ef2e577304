"""Which word lies in which paragraph and sentence? The tables of a corpus, filled for all its texts at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from ..fair_copy import fair_copy
from .paragraphs import Block
from .sentences import sentence_cuts
from .vocabulary import terms_of, written_words
from .words import word_spans

# A paragraph in capitals only counts as set in capitals (a headline) from this many words on.
_SHOUTED_WORDS = 3
_GLANCE = 4

_BATCH = 50_000
_APART = "\n\n\n\n"


def word_table(texts: Sequence[str]) -> pd.DataFrame:
    """Return the words of all texts: ``doc, start, end``."""
    spans: list[tuple[np.ndarray, np.ndarray]] = []
    for together in _batches(texts):
        spans += _spans_of_several(together) if len(together) > 1 else [word_spans(together[0])]
    return pd.DataFrame(
        {
            "doc": np.repeat(np.arange(len(texts), dtype=np.int32), [len(starts) for starts, _ in spans]),
            "start": _joined([starts for starts, _ in spans]),
            "end": _joined([ends for _, ends in spans]),
        },
        copy=False,
    )


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Put short neighbours together: to look for the words of a text has its price, however short it is."""
    first, size = 0, 0
    for place, text in enumerate(texts):
        if first < place and size + len(text) > _BATCH:
            yield texts[first:place]
            first, size = place, 0
        size += len(text)
    if first < len(texts):
        yield texts[first:]


def _spans_of_several(texts: Sequence[str]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Find the words of several texts at once; line ends between them keep them apart."""
    joined = _APART.join(texts)
    if fair_copy(joined) is not None:  # what nobody sees may not be looked for across texts
        return [word_spans(text) for text in texts]
    starts, ends = word_spans(joined)
    sizes = np.array([len(text) + len(_APART) for text in texts], dtype=np.int64)
    begin = np.cumsum(sizes) - sizes
    edges = np.searchsorted(starts, [*begin, len(joined)])
    return [
        ((starts[low:high] - at).astype(np.int32), (ends[low:high] - at).astype(np.int32))
        for low, high, at in zip(edges, edges[1:], begin, strict=False)
    ]


def paragraph_table(blocks: Sequence[Sequence[Block]], words: pd.DataFrame) -> pd.DataFrame:
    """Return the paragraphs: ``doc, paragraph, start, end, kind, words``."""
    sizes = [len(of_document) for of_document in blocks]
    rows = [block for of_document in blocks for block in of_document]
    table = pd.DataFrame(
        {
            "doc": np.repeat(np.arange(len(blocks), dtype=np.int32), sizes),
            "paragraph": _joined([np.arange(1, size + 1, dtype=np.int32) for size in sizes]),
            "start": np.array([block.start for block in rows], dtype=np.int32),
            "end": np.array([block.end for block in rows], dtype=np.int32),
            "kind": pd.Series([block.kind for block in rows], dtype="str"),
        }
    )
    low, high = _word_range(table, _keys(words["doc"], words["start"]))
    return table.assign(words=(high - low).astype(np.int32))


def sentence_table(texts: Sequence[str], paragraphs: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences: ``doc, paragraph, sentence, start, end, words``.

    Together the sentences of a paragraph hold all its visible characters, each holds a word if the
    paragraph has any, and none cuts a word in two. Punctuation alone (a closing quotation mark, an
    ellipsis) goes with the sentence before it, or at the beginning of a paragraph with the first.
    """
    row, before_cut, cut = _cuts(texts, paragraphs, words)
    keys = _keys(words["doc"], words["start"])
    first_word, past_word = _word_range(paragraphs, keys)
    before = np.searchsorted(keys, _keys(paragraphs["doc"].to_numpy()[row], cut))  # the first word from the cut on
    # The words from this cut to the next one, or to the end of the paragraph.
    is_last = np.append(row[1:] != row[:-1], True)[: len(row)]
    until = np.where(is_last, past_word[row], np.append(before[1:], 0)[: len(row)])
    kept = (before > first_word[row]) & (until > before)
    kept[kept] = words["end"].to_numpy()[before[kept] - 1] <= cut[kept]

    # A paragraph begins a sentence, and so does each cut that was kept.
    row = np.concatenate((np.arange(len(paragraphs)), row[kept]))
    start = np.concatenate((paragraphs["start"].to_numpy(), cut[kept]))
    before_start = np.concatenate((np.zeros(len(paragraphs), dtype=np.int32), before_cut[kept]))
    order = np.lexsort((start, row))
    row, start, before_start = row[order], start[order], before_start[order]
    is_last = np.append(row[1:] != row[:-1], True)[: len(row)]
    end = np.where(is_last, paragraphs["end"].to_numpy()[row], np.append(before_start[1:], 0)[: len(row)])
    doc = paragraphs["doc"].to_numpy()[row]
    table = pd.DataFrame(
        {
            "doc": doc,
            "paragraph": paragraphs["paragraph"].to_numpy()[row],
            "sentence": _counted(doc),
            "start": start,
            "end": end.astype(np.int32),
        }
    )
    low, high = _word_range(table, keys)
    return table.assign(words=(high - low).astype(np.int32))


def _cuts(texts: Sequence[str], paragraphs: pd.DataFrame, words: pd.DataFrame) -> list[np.ndarray]:
    """Return the cuts of :func:`sentence_cuts` in all texts: row of the paragraph, end before, start behind."""
    columns = [
        (table["start"].to_numpy(), table["end"].to_numpy(), np.searchsorted(table["doc"], np.arange(len(texts) + 1)))
        for table in (paragraphs, words)
    ]
    first = columns[0][2]
    found = []
    for doc, text in enumerate(texts):
        spans = [column[edges[doc] : edges[doc + 1]] for *both, edges in columns for column in both]
        copy = fair_copy(text)
        if copy is None:
            row, end, start = sentence_cuts(text, *spans)
        else:
            row, end, start = sentence_cuts(copy.text, *map(copy.places, spans))
            end, start = copy.ends[end - 1], copy.starts[start]
        found.append((row + first[doc], end.astype(np.int32), start.astype(np.int32)))
    return [_joined(arrays) for arrays in zip(*found, strict=True)]


def token_table(
    texts: Sequence[str], paragraphs: pd.DataFrame, sentences: pd.DataFrame, words: pd.DataFrame
) -> pd.DataFrame:
    """Return the words that lie in a paragraph: ``doc, paragraph, sentence, start, end, term``."""
    low, high = _word_range(sentences, _keys(words["doc"], words["start"]))
    size = high - low
    doc, start, end = (words[name].to_numpy() for name in ("doc", "start", "end"))
    if size.sum() < len(words):
        # The words of a sentence are neighbours: from low[i] on, one after the other.
        chosen = np.repeat((low - np.cumsum(size) + size).astype(np.int32), size)
        chosen += np.arange(len(chosen), dtype=np.int32)
        doc, start, end = doc[chosen], start[chosen], end[chosen]
    shouted = np.repeat(_is_shouted(texts, paragraphs, sentences), size)
    codes, terms = terms_of(*written_words(texts, doc, start, end), doc, shouted)
    return pd.DataFrame(
        {
            "doc": doc,
            "paragraph": np.repeat(sentences["paragraph"].to_numpy(), size),
            "sentence": np.repeat(sentences["sentence"].to_numpy(), size),
            "start": start,
            "end": end,
            "term": pd.Categorical.from_codes(codes, pd.Index(terms, dtype="str")),
        },
        copy=False,
    )


def _is_shouted(texts: Sequence[str], paragraphs: pd.DataFrame, sentences: pd.DataFrame) -> np.ndarray:
    """Mark the sentences of paragraphs set in capitals, as headlines are."""
    long = paragraphs[paragraphs["words"] >= _SHOUTED_WORDS]
    spans = zip(*(long[name].tolist() for name in ("doc", "start", "end")), strict=True)
    shouted = long[np.fromiter((_is_upper(texts[d], a, b) for d, a, b in spans), bool, len(long))]
    return np.isin(_keys(sentences["doc"], sentences["paragraph"]), _keys(shouted["doc"], shouted["paragraph"]))


def _is_upper(text: str, start: int, end: int) -> bool:
    if text[start + 1 : start + _GLANCE].islower() and start + _GLANCE <= end:  # most show small letters at once
        return False
    return text[start:end].isupper()


def _counted(doc: np.ndarray) -> np.ndarray:
    """Number the rows of each document 1, 2, …"""
    return (np.arange(len(doc)) - np.searchsorted(doc, doc) + 1).astype(np.int32)


def _keys(doc: pd.Series | np.ndarray, offset: pd.Series | np.ndarray) -> np.ndarray:
    """Order places across documents: the document in the high bits, the offset in the low ones."""
    # In place: of two million words each further array would take 16 MB.
    keys = np.array(doc, dtype=np.int64)
    keys <<= 32
    keys |= np.asarray(offset)
    return keys


def _word_range(table: pd.DataFrame, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each span in `table` the first word in it, and the first one past it; `keys` are those of the words."""
    low, high = (np.searchsorted(keys, _keys(table["doc"], table[name])) for name in ("start", "end"))
    return low, high


def _joined(arrays: Sequence[np.ndarray]) -> np.ndarray:
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=np.int32)
