"""Where in a text do the names and patterns of a codebook stand, and whose are they?

All names become one regular expression, a tree that shares their beginnings, so that the time hardly grows
with the number of names. It runs over a copy of the text with plain apostrophes, hyphens and spaces of the same
length (see `discourse.spelling`), so that every offset is true for the text itself. Where a text has soft hyphens,
accents beside their letters and the like, over its fair copy (see `discourse.fair_copy`).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from ..codebook import Actor
from ..fair_copy import fair_copy
from ..spelling import APOSTROPHES, name_key, unify

_WORD = r"[^\W_]"  # a letter or digit; the underscore of _emphasis_ is none
# After a name: no letter or digit, no combining accent, and no apostrophe that goes on with the word (Qa'ida)
# unless it begins a possessive or a contraction (US's, US'll).
_ENCLITIC = rf"(?:[sS]|ll|re|ve|d)(?!{_WORD})"


class Hit(NamedTuple):
    """A span of an actor; `actor` is its place in the codebook, `rank` 0 for a name and 1 for a pattern."""

    start: int
    end: int
    rank: int
    actor: int


class Matcher:
    """The names, patterns and exceptions of a list of actors, ready to be looked for."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        owners: dict[str, tuple[int, ...]] = {
            name_key(name): (place,) for place, actor in enumerate(actors) for name in actor.names
        }
        self._names = _Names(owners)
        self._patterns = [
            (place, *_compiled(pattern)) for place, actor in enumerate(actors) for pattern in actor.patterns
        ]
        excepted: dict[str, tuple[int, ...]] = {}
        for place, actor in enumerate(actors):
            for name in {name_key(name) for name in actor.excepts}:
                excepted[name] = (*excepted.get(name, ()), place)
        self._excepts = _Names(excepted)

    def find(self, text: str, stretches: Iterable[tuple[int, int]]) -> Iterator[Hit]:
        """Yield the mentions in each stretch of a text, in text order; no two overlap and none leaves its stretch."""
        copy = fair_copy(text)
        if copy is not None:
            spans = np.array(list(stretches), dtype=np.int64).reshape(-1, 2)
            for hit in self._find(copy.text, copy.places(spans).tolist()):
                start, end = copy.span(hit.start, hit.end)
                yield hit._replace(start=start, end=end)
            return
        yield from self._find(text, stretches)

    def _find(self, text: str, stretches: Iterable[Sequence[int]]) -> Iterator[Hit]:
        plain = unify(text)
        for start, end in stretches:
            hits = [*self._names.find(plain, start, end)]
            for place, raw, whole in self._patterns:
                hits += (Hit(*span, 1, place) for span in _pattern_spans(raw, whole, plain, start, end))
            if hits:
                excepts = [*self._excepts.find(plain, start, end)]
                yield from _longest([hit for hit in hits if not any(_forbids(e, hit) for e in excepts)])


@lru_cache(maxsize=16)
def matcher(actors: tuple[Actor, ...]) -> Matcher:
    """Return the matcher of these actors, made once."""
    return Matcher(actors)


class _Names:
    """Whole-word names, each with the places of the actors that own it."""

    def __init__(self, owners: dict[str, tuple[int, ...]]) -> None:
        self._owners = owners
        self._regex = re.compile(_tree(owners) + _flank()) if owners else None
        # "UN Security Council" also begins with "UN": should a longer name win the words after it, "UN" is still there.
        self._shorter = {
            name: [
                re.compile(_tree([other]) + _flank()) for other in owners if other != name and name.startswith(other)
            ]
            for name in owners
        }

    def find(self, text: str, start: int, end: int) -> Iterator[Hit]:
        """Yield every name in text[start:end], overlapping ones too."""
        if self._regex is None:
            return
        found = self._regex.search(text, start, end)
        while found:
            if not _in_word(text, found.start()):
                name = name_key(found.group())
                shorter = (regex.match(text, found.start(), end) for regex in self._shorter[name])
                for match in (found, *filter(None, shorter)):
                    for actor in self._owners[name_key(match.group())]:
                        yield Hit(match.start(), match.end(), 0, actor)
            found = self._regex.search(text, found.start() + 1, end)


def _in_word(text: str, start: int) -> bool:
    before = text[start - 1] if start else " "
    return before.isalnum() or unicodedata.category(before)[0] == "M"


def _forbids(exception: Hit, hit: Hit) -> bool:
    """Whether an exception of the same actor overlaps the hit, which is not a longer name around it."""
    if exception.actor != hit.actor or exception.end <= hit.start or hit.end <= exception.start:
        return False
    around = hit.start <= exception.start and exception.end <= hit.end
    return not (around and hit.end - hit.start > exception.end - exception.start)


def _longest(hits: list[Hit]) -> Iterator[Hit]:
    """Keep the longest of hits that overlap, of equal ones the earliest, then names, then the codebook's order."""
    hits.sort()
    cluster: list[Hit] = []
    reach = -1
    for hit in [*hits, None]:
        if cluster and (hit is None or hit.start >= reach):
            kept: list[Hit] = []
            for rival in sorted(cluster, key=lambda h: (h.start - h.end, h)):
                if all(rival.end <= other.start or other.end <= rival.start for other in kept):
                    kept.append(rival)
            yield from sorted(kept)
            cluster = []
        if hit is not None:
            reach = max(reach, hit.end) if cluster else hit.end
            cluster.append(hit)


# Regular expressions


@cache
def _flank() -> str:
    marks = "".join(c for c in map(chr, range(0x300, 0x10000)) if unicodedata.category(c)[0] == "M")
    return rf"(?!{_WORD}|[{marks}]|'(?!{_ENCLITIC}){_WORD})"


def _tree(names: Iterable[str]) -> str:
    """Return a regular expression of all names that shares their beginnings and prefers the longest."""
    root: dict[str, dict] = {}
    for name in names:
        node = root
        for character in name:
            node = node.setdefault(character, {})
        node[""] = {}  # a name ends here
    return _branches(root)


def _branches(node: dict[str, dict]) -> str:
    written = ""
    while len(node) == 1 and "" not in node:  # no fork: go on without a bracket
        ((character, node),) = node.items()
        written += _character(character)
    further = [_character(character) + _branches(below) for character, below in node.items() if character]
    if not further:
        return written
    return f"{written}(?:{'|'.join(further)}){'?' if '' in node else ''}"


def _character(character: str) -> str:
    if character == " ":
        return " +"
    parted = unicodedata.normalize("NFD", character)  # é may be typed as one character or as e and an accent
    return re.escape(character) if parted == character else f"(?:{character}|{parted})"


def _compiled(pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return a pattern as it is, which is quick to search, and one that ends where a word ends."""
    for apostrophe in APOSTROPHES:
        pattern = pattern.replace(apostrophe, "'")  # as in the copy of the text
    flags = re.match(r"\(\?[aiLmsux]+\)", pattern)
    front, rest = (flags.group(), pattern[flags.end() :]) if flags else ("", pattern)
    close = "\n)" if "x" in front else ")"  # the last line of a verbose pattern may be a comment
    return re.compile(pattern), re.compile(f"{front}(?:{rest}{close}(?!(?<={_WORD}){_flank_reversed()})")


def _flank_reversed() -> str:
    return "(?:" + _flank().removeprefix("(?!")


def _pattern_spans(
    raw: re.Pattern[str], whole: re.Pattern[str], text: str, start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Yield where a pattern stands as whole words."""
    found = raw.search(text, start, end)
    while found:
        at = found.start()
        match = whole.match(text, at, end)
        if match and match.group() and not (text[at].isalnum() and _in_word(text, at)):
            yield match.span()
            at = match.end() - 1
        found = raw.search(text, at + 1, end) if at < end else None
