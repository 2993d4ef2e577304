"""Where in the texts does what is asked for stand: a word, a phrase, a pattern?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..corpus.narrowing import running_text
from ..corpus.words import fold, word_spans
from ..errors import QueryError
from ..fair_copy import fair_copy, fair_text

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus

HELP = (
    "Ask for a word (war), a phrase (free Syrian army), with * for any letters and ? for one (bomb*), "
    "several with | between them (war | peace), or a /regular expression/."
)
_SECONDS = 2.0  # for one paragraph, before a regular expression is given up
_SLOW, _SECONDS_OF_SLOW = 0.1, 10.0  # from when a paragraph is slow, and for all slow ones together
_WILD = re.compile(r"[*?]")


@dataclass(frozen=True)
class Hits:
    """Where a query was found: one entry a hit, in text order, never overlapping.

    ``first`` and ``past`` are rows of ``corpus.tokens``: the first word of the hit, and the first word
    after it (the same row where a hit holds no word). ``start`` and ``end`` are character offsets.
    """

    doc: np.ndarray
    paragraph: np.ndarray
    start: np.ndarray
    end: np.ndarray
    first: np.ndarray
    past: np.ndarray

    def __len__(self) -> int:
        return len(self.start)


def find(corpus: Corpus, query: str) -> pd.DataFrame:
    """Find every place that a query asks for.

    Parameters
    ----------
    corpus : Corpus
    query : str
        A word, a phrase, several of them with ``|`` between, or ``/a regular expression/``.

        Words are compared as terms: whatever their case, apostrophes and hyphens, but ``us`` never finds
        the acronym US, and ``US`` finds nothing else. ``*`` stands for any letters, also none, and ``?``
        for one; ``*`` alone for any one word. A phrase is words in a row within one paragraph, whatever
        punctuation is between them.
        The possessive ’s is not part of a hit. A regular expression runs over the text of each paragraph
        as it is written, but for what nobody sees (soft hyphens, accents beside their letters); put ``(?i)``
        in front where case should not matter.

    Returns
    -------
    DataFrame
        One row a hit, in text order, never overlapping (of two the one that begins first counts, then the
        longer): ``doc, paragraph, sentence, start, end``; ``sentence`` is the one it begins in.

    Raises
    ------
    QueryError
        If the query is empty, no word, or no valid regular expression, or takes too long.

    >>> from discourse import from_text
    >>> find(from_text("US’s allies joined us."), "US")[["start", "end"]].values.tolist()
    [[0, 2]]
    """
    corpus = running_text(corpus)
    hits = find_hits(corpus, query)
    return pd.DataFrame(
        {
            "doc": hits.doc,
            "paragraph": hits.paragraph,
            "sentence": sentence_of(corpus, hits),
            "start": hits.start,
            "end": hits.end,
        }
    )


def find_hits(corpus: Corpus, query: str) -> Hits:
    """Find every place that a query asks for, as arrays; see :func:`find`."""
    if not isinstance(query, str) or not query.strip():
        raise QueryError("The query is empty.", do=HELP)
    query = fair_text(query.strip())
    if query.startswith("/"):
        return _regex_hits(corpus, query)
    found = [_phrase_rows(corpus, pieces) for pieces in _phrases(query, corpus.tokens["term"].cat.categories)]
    first, past = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
    if len(found) > 1:
        first, past = _without_overlaps(first, past)
    tokens = corpus.tokens
    return Hits(
        tokens["doc"].to_numpy()[first],
        tokens["paragraph"].to_numpy()[first],
        tokens["start"].to_numpy()[first],
        tokens["end"].to_numpy()[past - 1],
        first,
        past,
    )


def chosen_hits(hits: Hits, rows: np.ndarray) -> Hits:
    """Return some of the hits: their numbers, or a mask."""
    return Hits(*(getattr(hits, name)[rows] for name in ("doc", "paragraph", "start", "end", "first", "past")))


def sentence_of(corpus: Corpus, hits: Hits) -> np.ndarray:
    """Return the number of the sentence in which each hit begins."""
    tokens = corpus.tokens
    at = np.minimum(hits.first, len(tokens) - 1)
    if len(tokens) and all((tokens[name].to_numpy()[at] == getattr(hits, name)).all() for name in ("doc", "start")):
        return tokens["sentence"].to_numpy()[at]
    # A hit of a regular expression may begin anywhere.
    sentences = corpus.sentences
    places = places_of(sentences["doc"].to_numpy(), sentences["start"].to_numpy())
    row = np.searchsorted(places, places_of(hits.doc, hits.start), side="right") - 1
    return sentences["sentence"].to_numpy()[np.maximum(row, 0)] if len(hits) else np.empty(0, dtype=np.int32)


def places_of(doc: np.ndarray, offset: np.ndarray) -> np.ndarray:
    """Order places across documents: the document in the high bits, the offset in the low ones."""
    return (doc.astype(np.int64) << 32) | offset.astype(np.int64)


def no_hit_note(corpus: Corpus, query: str) -> str:
    """Say that a query was not found, and which spelling was, if another one is in the text."""
    note = f"“{query.strip()}” is not in the text."
    terms = set(corpus.tokens["term"].cat.categories)
    for word in () if _WILD.search(query) or query.strip().startswith("/") else _surfaces(query):
        for other in (word.upper(), word.lower()):
            if fold(word) not in terms and other in terms:
                kind = "as an acronym in capitals" if other.isupper() else "as a word in small letters"
                return f"{note} “{other}” is, {kind}: ask for it that way."
    return note


# Words and phrases


def _phrases(query: str, terms: pd.Index) -> Iterator[list[str]]:
    """Split a query at ``|``, and each alternative into its words, folded like terms."""
    for alternative in query.split("|"):
        pieces: list[str] = []
        for chunk in alternative.split():
            if chunk in terms:
                pieces.append(chunk)
            elif _WILD.search(chunk):
                pieces.append(_folded_wild(chunk))
            else:
                pieces += map(fold, _surfaces(chunk))
        if not pieces:
            what = f"“{alternative.strip()}” holds no word." if alternative.strip() else "There is nothing beside a |."
            raise QueryError(what, where=f"query “{query}”", do=HELP)
        if all(not piece.strip("*?") for piece in pieces):
            raise QueryError("The query asks for every word.", where=f"query “{query}”", do="Give some letters too.")
        yield pieces


def _surfaces(text: str) -> list[str]:
    return [text[a:b] for a, b in zip(*(array.tolist() for array in word_spans(text)), strict=True)]


def _folded_wild(chunk: str) -> str:
    """Fold a word with wildcards; ``UN*`` keeps its capitals, ``Bomb*`` does not."""
    chunk = chunk.strip('.,;:!"“”()[]«»…')
    letters = _WILD.sub("", chunk)
    kept = any(character.isupper() for character in fold(letters))
    return "".join(part if _WILD.match(part) else _plain(part, kept) for part in re.split(r"([*?])", chunk))


def _plain(part: str, keep_case: bool) -> str:
    return "".join(c if keep_case and c.isupper() else fold(c.lower()) for c in part)


def _codes(corpus: Corpus, piece: str) -> np.ndarray:
    """Return the codes of the terms that one word of a query asks for."""
    terms = corpus.tokens["term"].cat.categories
    if not _WILD.search(piece):
        return np.array([terms.get_loc(piece)] if piece in terms else [], dtype=np.int64)
    # (?s): a term holds no line break, but nothing depends on that.
    pattern = re.compile(
        "".join({"*": ".*", "?": "."}.get(part, re.escape(part)) for part in re.split(r"([*?])", piece)), re.DOTALL
    )
    match = pattern.fullmatch
    return np.flatnonzero([match(term) is not None for term in terms.to_numpy(dtype=object)])


def _phrase_rows(corpus: Corpus, pieces: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return for each hit of a phrase the row of its first word and the row after its last one."""
    tokens = corpus.tokens
    codes = tokens["term"].array.codes
    wanted = [_codes(corpus, piece) for piece in pieces]
    none = np.empty(0, dtype=np.int64)
    if any(not len(some) for some in wanted):
        return none, none
    rows = np.flatnonzero(_is_one_of(codes, wanted[0]))
    length = len(pieces)
    rows = rows[rows <= len(codes) - length]
    for step, some in enumerate(wanted[1:], 1):
        rows = rows[_is_one_of(codes[rows + step], some)]
    if length > 1:
        doc, paragraph = tokens["doc"].to_numpy(), tokens["paragraph"].to_numpy()
        last = rows + length - 1
        rows = rows[(doc[rows] == doc[last]) & (paragraph[rows] == paragraph[last])]
        if len(rows) > 1 and (np.diff(rows) < length).any():
            return _without_overlaps(rows, rows + length)
    return rows, rows + length


def _is_one_of(codes: np.ndarray, some: np.ndarray) -> np.ndarray:
    if len(some) == 1:
        return codes == some[0]
    asked = np.zeros(max(int(codes.max(initial=0)), int(some.max())) + 1, dtype=bool)
    asked[some] = True
    return asked[codes]


def _without_overlaps(first: np.ndarray, past: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Keep of overlapping hits the one that begins first, then the longer; in text order."""
    order = np.lexsort((-past, first))
    first, past = first[order], past[order]
    kept, free = [], -1
    for i, (a, b) in enumerate(zip(first.tolist(), past.tolist(), strict=True)):
        if a >= free:
            kept.append(i)
            free = b
    return first[kept], past[kept]


# Regular expressions


def _regex_hits(corpus: Corpus, query: str) -> Hits:
    import regex  # type: ignore[import-untyped]

    if len(query) < 3 or not query.endswith("/"):
        raise QueryError("The regular expression has no end.", where=f"query “{query}”", do="Write /between slashes/.")
    try:
        pattern = regex.compile(query[1:-1])
    except regex.error as error:
        at = f", at character {error.pos + 1}" if error.pos is not None else ""
        raise QueryError(
            f"This is no valid regular expression: {error.msg}{at}.", where=f"query “{query}”", do="Mend it there."
        ) from error
    except RecursionError as error:
        raise QueryError("The regular expression has too many brackets in brackets.", do="Write it shorter.") from error
    paragraphs = corpus.paragraphs
    rows: list[tuple[int, int, int, int]] = []
    slow = 0.0
    spans = zip(*(paragraphs[name].tolist() for name in ("doc", "paragraph", "start", "end")), strict=True)
    for doc, paragraph, start, end in spans:
        # The text of the paragraph alone: ^ and $ are its ends, and nothing is seen beyond them.
        written = corpus.text(doc)[start:end]
        copy = fair_copy(written)
        text, begun = written if copy is None else copy.text, perf_counter()
        try:
            found = [match.span() for match in pattern.finditer(text, timeout=_SECONDS) if match.group()]
        except TimeoutError as error:
            raise _too_slow(query, f"more than {_SECONDS:g} seconds on paragraph {paragraph}") from error
        took = perf_counter() - begun
        slow += took if took > _SLOW else 0
        if slow > _SECONDS_OF_SLOW:
            raise _too_slow(query, f"{slow:.0f} seconds on the paragraphs up to {paragraph}")
        places = found if copy is None else [copy.span(a, b) for a, b in found]
        rows += [(doc, paragraph, start + a, start + b) for a, b in places]
    doc, paragraph, start, end = np.array(rows, dtype=np.int32).reshape(-1, 4).T
    tokens = corpus.tokens
    docs = tokens["doc"].to_numpy()
    first = np.searchsorted(places_of(docs, tokens["end"].to_numpy()), places_of(doc, start), side="right")
    past = np.searchsorted(places_of(docs, tokens["start"].to_numpy()), places_of(doc, end), side="left")
    return Hits(doc, paragraph, start, end, first, np.maximum(first, past))


def _too_slow(query: str, what: str) -> QueryError:
    return QueryError(
        f"The regular expression takes {what}.",
        where=f"query “{query}”",
        do="Avoid repetitions inside repetitions, such as (a+)+.",
    )
