"""How do two lines become one: with a space, without one, or without the hyphen that the setting put there?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from .pdf_lines import Line

_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"(?:[^\W\d_]+-)*[^\W\d_]+$")
_FIRST = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHENS = "-\u2010\u00ad"
# After "pre- and post-war" a hyphen stands for what the second word says.
_HELD_OVER = re.compile(r"(?:and|or|nor|to|but|und|oder|bis|noch|et|ou|y|o|e|och|og|eller|en|i|lub)$", re.IGNORECASE)
# The few first parts that English nearly always writes with a hyphen.
_FIRSTS = re.compile(
    r"(?:self-(?!ish|less|hood)|well-|so-called$|(?:long|short|mid)-(?:term|run|range)$)", re.IGNORECASE
)
_DASHES = "—―/"
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]")


class Joiner:
    """Joins lines, having seen all words of a text: what stands unbroken elsewhere tells how a broken word is written.

    A hyphen at a line end is kept if the compound stands elsewhere in the text, if its first part is found in other
    compounds, if both parts are words of an English text and the whole is none, before a capital letter or a figure,
    and in ``pre- and post-war``; else it is taken out. In a text that hardly has any hyphens at line ends no words
    were broken, and all are kept.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        self.words: Counter[str] = Counter()
        self.compounds: Counter[str] = Counter()
        self.firsts: Counter[str] = Counter()
        broken = count = 0
        open_ = False  # whether the line before ends within a word; its halves are no words
        for line in lines:
            text = line.text
            ends = text[-1:] in _HYPHENS and text[-2:-1].isalpha()
            tokens = _TOKEN.findall(text.lower())
            self._learn(tokens[1 if open_ else 0 : len(tokens) - 1 if ends else None])
            count, broken, open_ = count + 1, broken + ends, ends
        self.breaks = broken > 1 + 0.015 * count
        self.english = self.words["the"] > 0.01 * self.words.total()
        self.joined: list[str] = []
        self.kept: list[str] = []

    def _learn(self, tokens: Sequence[str]) -> None:
        for token in tokens:
            if "-" in token:
                self.compounds[token] += 1
                self.firsts[token.split("-", 1)[0]] += 1
            else:
                self.words[token] += 1

    def text(self, lines: Sequence[Line]) -> str:
        """Return the text of consecutive lines of one paragraph."""
        whole = ""
        for line in lines:
            whole = self.join(whole, line.text) if whole else line.text
        return whole

    def join(self, before: str, after: str) -> str:
        """Return two lines as one text."""
        if not before or not after:
            return before + after
        if before[-1] == "\u00ad":
            self._note(before[:-1], after)
            return before[:-1] + after
        if before[-1] in _HYPHENS:
            return self._at_hyphen(before, after)
        if before[-1] in _DASHES and before[-2:-1].strip():
            return before + after
        if after[0] in "—―" and after[1:2].strip():
            return before + after
        if _WIDE.match(before[-1]) and _WIDE.match(after[0]):
            return before + after
        return f"{before} {after}"

    def _at_hyphen(self, before: str, after: str) -> str:
        head, tail = _LAST.search(before[-80:-1]), _FIRST.match(after)
        if not before[-2:-1].strip():
            return f"{before} {after}"
        if head is None or tail is None:
            return before + after
        first, second = head[0], tail[0]
        if _HELD_OVER.match(second) and not self.words[(first + second).lower()]:
            return f"{before} {after}"
        if self._is_compound(first, second):
            self.kept.append(f"{first}-{second}")
            return before + after
        self._note(before[:-1], after)
        return before[:-1] + after

    def _is_compound(self, first: str, second: str) -> bool:
        broken, whole = f"{first}-{second}".lower(), (first + second).lower()
        if self.compounds[broken] or self.words[whole]:
            return self.compounds[broken] >= self.words[whole]
        if second[0].isupper() and not first.isupper():
            return True
        if "-" in first or _FIRSTS.match(broken) or not self.breaks:
            return True
        if self.firsts[first.lower()] and self.words[second.lower()] and len(first) > 1:
            return True
        return self._are_two_words(first, second)

    def _are_two_words(self, first: str, second: str) -> bool:
        """Tell whether both halves are words and the whole is none, as far as a dictionary of English knows."""
        if min(len(first), len(second)) < 3 or not self.english:
            return False
        import simplemma

        known = [simplemma.is_known(word.lower(), lang="en") for word in (first, second, first + second)]
        return known == [True, True, False]

    def _note(self, before: str, after: str) -> None:
        head, tail = _LAST.search(before[-80:]), _FIRST.match(after)
        self.joined.append((head[0] if head else "") + (tail[0] if tail else ""))
