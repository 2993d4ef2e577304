"""What does TextBlob say of a passage, and which of its words make it say so?

TextBlob's default analyzer is the one of the `pattern` library (De Smedt & Daelemans 2012): the mean
over the words and phrases of a passage that stand in its lexicon. All rules here are TextBlob's own:
its tokenizer and its ``assessments`` are called, with words that remember where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from importlib.metadata import version
from itertools import filterfalse
from typing import Any, NamedTuple

from .instrument import Evidence, Instrument
from .textblob_parts import textblob_parts

_PIECE = re.compile(r"\S+")
_REMEMBERED = 1 << 17  # pieces whose tokens are kept: some 20 MB
_LONGEST_REMEMBERED = 40
_LONGEST_EMOTICON = 5
_PLAIN_ENDS = ",.;:?"
_BETWEEN = "\ue000"  # a private character, which is in no rule of TextBlob


class _Word(str):
    """A word in lower case that knows its place: number of piece and offset in it, of its begin and its end.

    Pattern asks ``isalpha`` for one thing only: whether to go through its list of emoticons. For words
    that stand in none of them, True spares the walk.
    """

    begin: tuple[int, int]
    close: tuple[int, int]

    def isalpha(self) -> bool:
        return True


class _Emoticon(_Word):
    def isalpha(self) -> bool:
        return str.isalpha(self)


# Stand-ins for words that do nothing but end the reach of a negation, or of a negation and a modifier.
_SHORT, _LONG = _Word("··"), _Word("···")


class _Token(NamedTuple):
    """A token of a piece: the kind of word it is, in lower case, and its span in the piece."""

    kind: type[_Word] | None  # None: a stand-in
    lower: str
    start: int
    end: int


class _Lexicon(dict[str, Any]):
    """TextBlob's lexicon as a plain dict: its own looks up whether it has been loaded at every word."""

    labeler: dict[str, str]
    negations: tuple[str, ...]
    modifiers: tuple[str, ...]
    modifier: Any


_Read = tuple[_Token, ...]

# Pieces of which no token can score, negate or strengthen.
_ONLY_SHORT: _Read = (_Token(None, _SHORT, 0, 0),)
_ONLY_LONG: _Read = (_Token(None, _LONG, 0, 0),)


class _Pieces(dict[str, _Read]):
    """What TextBlob makes of each piece of text without white space: common ones come again and again.

    A piece is those of its tokens that have an effect; or a stand-in if none of them can score, negate or
    strengthen.
    """

    def __init__(self, pattern: _Pattern) -> None:
        super().__init__()
        self.pattern = pattern

    def __missing__(self, piece: str) -> _Read:
        if self.ends_plainly(piece):
            # The mark parted from the word has no effect: only the word has.
            read = self[piece[:-1]]
            if self.worth(piece):
                self[piece] = read
            return read
        return self.remember(piece, [piece] if piece.isalpha() else self.pattern.tokens(piece))

    def remember(self, piece: str, tokens: list[str]) -> _Read:
        read = self.pattern.read(piece, tokens)
        if self.worth(piece):
            if len(self) >= _REMEMBERED:
                self.clear()
            self[piece] = read
        return read

    @staticmethod
    def worth(piece: str) -> bool:
        return len(piece) <= _LONGEST_REMEMBERED

    def ends_plainly(self, piece: str) -> bool:
        """Tell whether a piece is a word with a stop or comma, which TextBlob parts from it without more ado."""
        return (
            piece[-1] in _PLAIN_ENDS
            and piece[:-1].isalpha()
            and not (piece[-1] == "." and self.pattern.is_abbreviation(piece))
            and not self.pattern.face.search(piece)
        )

    def of(self, pieces: list[str]) -> list[_Read]:
        """Return what TextBlob makes of each of the pieces of a text."""
        self.learn(set(filterfalse(self.__contains__, pieces)))
        return list(map(self.__getitem__, pieces))

    def learn(self, pieces: set[str]) -> None:
        """Have TextBlob part new pieces at one go, which spares most of its time."""
        new = [
            piece
            for piece in pieces
            if self.worth(piece) and not piece.isalpha() and _BETWEEN not in piece and not self.ends_plainly(piece)
        ]
        if not new:
            return
        tokens: list[str] = []
        which = iter(new)
        for token in [*self.pattern.tokens(f" {_BETWEEN} ".join(new)), _BETWEEN]:
            if token == _BETWEEN:
                self.remember(next(which), tokens)
                tokens = []
            else:
                tokens.append(token)


class _Pattern:
    """TextBlob's tokenizer and rules, made ready once."""

    def __init__(self) -> None:
        pattern, english = textblob_parts()
        sentiment = english.sentiment
        if not dict.__len__(sentiment):
            sentiment.load()
        self.lexicon = _Lexicon(dict.items(sentiment))
        for name in ("labeler", "negations", "modifiers", "modifier"):
            setattr(self.lexicon, name, getattr(sentiment, name))
        self.tokenizer = sentiment.tokenizer
        self.find_assessments = pattern.Sentiment.assessments
        faces = {face for group in pattern.EMOTICONS.values() for face in group}
        self.emoticons = {face.lower() for face in faces}
        self.acting = {*self.lexicon, *self.lexicon.negations, *self.emoticons, "!", "(!)"}
        self.face = re.compile("|".join(re.escape(face) for face in sorted(faces)))
        self.abbreviations = pattern.ABBREVIATIONS
        self.shapes = (pattern.RE_ABBR1, pattern.RE_ABBR2, pattern.RE_ABBR3)
        self.gap, self.gap_of_face = _gaps({*faces, "(!)"})
        self.pieces = _Pieces(self)

    def tokens(self, text: str) -> list[str]:
        return " ".join(self.tokenizer(text)).split()

    def is_abbreviation(self, piece: str) -> bool:
        """Tell whether TextBlob leaves the full stop of a piece where it is."""
        return piece in self.abbreviations or any(shape.match(piece) for shape in self.shapes)

    def read(self, piece: str, tokens: list[str]) -> _Read:
        read = []
        for token, start, end in _aligned(tokens, piece):
            lower = token.lower()
            if self.acts(lower):
                kind = _Emoticon if lower in self.emoticons else _Word
                read.append(_Token(kind, lower, start, end))
            elif len(lower) > 2:
                read.append(_Token(None, _LONG, 0, 0))
            elif len(lower.strip("'")) > 1:
                read.append(_Token(None, _SHORT, 0, 0))
        if read and not any(token.kind for token in read):
            return _ONLY_LONG if any(token.lower is _LONG for token in read) else _ONLY_SHORT
        return tuple(read)

    def acts(self, lower: str) -> bool:
        """Tell whether a word can score, negate or strengthen."""
        return lower in self.acting or ("'" in lower and lower != "'")

    def words(self, text: str) -> list[str]:
        """Return the words of `text` as TextBlob sees them, without those that cannot change its score.

        TextBlob parts each stretch without white space by itself, unless an emoticon reaches across the
        white space (``: )``). An unknown word ends the reach of the negation or modifier before it; of
        several in a row one is enough.
        """
        surfaces = text.split()
        if self.closes_up(text):
            return self.words_of_whole(text)
        words: list[str] = []
        at_rest = True
        for i, tokens in enumerate(self.pieces.of(surfaces)):
            if at_rest and (tokens is _ONLY_LONG or tokens is _ONLY_SHORT):
                continue
            for kind, lower, start, end in tokens:
                if kind is not None:
                    word = kind(lower)
                    word.begin, word.close = (i, start), (i, end)
                    words.append(word)
                    at_rest = False
                elif not at_rest:
                    words.append(lower)
                    at_rest = lower is _LONG
        return words

    def closes_up(self, text: str) -> bool:
        """Tell whether TextBlob takes out white space of `text` in front of or inside an emoticon."""
        gaps = [gap.end() for gap in self.gap.finditer(text) if self.gap_of_face.match(text, gap.start())]
        if not gaps:
            return False
        # Emoticons are found from left to right and never overlap: with one inside a piece, what closes
        # up depends on all that comes before. Without, the pieces beside a gap tell.
        if self.face.search(text):
            return True
        for gap in gaps:
            near = text[:gap].rsplit(None, _LONGEST_EMOTICON)[-_LONGEST_EMOTICON:]
            near += text[gap:].split(None, _LONGEST_EMOTICON)[:_LONGEST_EMOTICON]
            if self.tokens(" ".join(near)) != [token for piece in near for token in self.tokens(piece)]:
                return True
        return False

    def words_of_whole(self, text: str) -> list[str]:
        surfaces = text.split()
        places = [
            (i, place)
            for i, surface in enumerate(surfaces)
            for _, start, end in _aligned(self.tokens(surface), surface)
            for place in range(start, end)
        ]
        # Closing up takes out white space only: the visible characters are the same in the same order.
        words: list[str] = []
        at = 0
        for token in self.tokens(text):
            lower = token.lower()
            word = (_Emoticon if lower in self.emoticons else _Word)(lower)
            word.begin = places[at]
            at += len(token)
            word.close = places[at - 1][0], places[at - 1][1] + 1
            words.append(word)
        return words

    def assessments(self, text: str) -> list[tuple[list[str], float, float, str | None]]:
        assessed: list[tuple[list[str], float, float, str | None]] = self.find_assessments(
            self.lexicon, [(word, None) for word in self.words(text)]
        )
        return assessed


def _gaps(faces: set[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match white space that may lie inside an emoticon, from the character before it: a quick look, a closer one."""
    before, after, between = set(), set(), set()
    for face in faces:
        for i in range(1, len(face)):
            before.add(face[i - 1])
            after.add(face[i])
            left = (f"(?<=[{re.escape(face[i - 2])}\\s])" if i > 1 else "") + re.escape(face[i - 1])
            # A letter has to end the token; "n't" is parted from the word before it.
            right = re.escape(face[i]) + (r"(?:(?![^\W_])|(?=n't))" if face[i].isalnum() else "")
            between.add((left, right))
    ends = "".join(re.escape(character) for character in sorted(before))
    begins = "".join(re.escape(character) for character in sorted(after))
    closer = "|".join(f"{left}\\s+{right}" for left, right in sorted(between))
    return re.compile(f"[{ends}]\\s+(?=[{begins}])"), re.compile(closer)


def _aligned(tokens: list[str], piece: str) -> Iterator[tuple[str, int, int]]:
    """For each token of a piece its span: the tokenizer drops some dots, and else changes nothing."""
    end = 0
    for token in tokens:
        start = piece.index(token, end)
        end = start + len(token)
        yield token, start, end


class TextBlobInstrument(Instrument):
    """TextBlob's polarity (−1…1) and subjectivity (0…1): equal to ``TextBlob(passage).sentiment``.

    The score of a passage is the mean over its evidence, 0 where no word stands in the lexicon. Evidence
    is a word of the lexicon with the negation (*not a good*: −0.5 × 0.7) or modifier (*very good*) before
    it and the exclamation marks after it.

    References
    ----------
    De Smedt, T. & Daelemans, W. (2012). Pattern for Python. *Journal of Machine Learning Research* 13.
    """

    name = "textblob"
    title = "TextBlob"
    has_subjectivity = True
    passage = "whole"
    scale = "polarity −1 (negative) to 1 (positive), subjectivity 0 to 1; a passage has the mean of its words"
    language = "en"
    notes = (
        "TextBlob knows some 2,900 words, most of them adjectives; words it does not know count for nothing.",
        "TextBlob does not see contracted negations: “isn’t good” counts as “good”, “is not good” as negated.",
        "An exclamation mark strengthens the last scoring word before it, however far back that is.",
    )

    @cached_property
    def version(self) -> str:  # type: ignore[override]
        """The version of TextBlob."""
        return f"textblob {version('textblob')}"

    @cached_property
    def _pattern(self) -> _Pattern:
        return _Pattern()

    def score(self, text: str) -> tuple[float, float]:
        """Return polarity and subjectivity, equal to ``TextBlob(text).sentiment``.

        >>> TextBlobInstrument().score("The truce is not very good.")
        (-0.26923076923076916, 0.46153846153846156)
        """
        assessed = self._pattern.assessments(text)
        polarity = subjectivity = 0.0
        # One after the other, as TextBlob adds: newer versions of sum() round differently.
        for _, p, s, _ in assessed:
            polarity += p
            subjectivity += s
        n = len(assessed) or 1
        return polarity / n, subjectivity / n

    def evidence(self, text: str) -> list[Evidence]:
        """Return the words and phrases whose mean is the score, in text order.

        >>> TextBlobInstrument().evidence("A brutal siege.")
        [Evidence(start=2, end=8, polarity=-0.875, subjectivity=1.0)]
        """
        starts = [match.start() for match in _PIECE.finditer(text)]
        return [
            Evidence(*_span(chunk, starts, text), float(polarity), float(subjectivity))
            for chunk, polarity, subjectivity, _ in self._pattern.assessments(text)
        ]


def _span(chunk: list[str], starts: list[int], text: str) -> tuple[int, int]:
    """Return the span from the first to the last word of a phrase, with the exclamation marks after it."""
    words = [word for word in chunk if isinstance(word, _Word)]
    piece, offset = min(word.begin for word in words)
    start = starts[piece] + offset
    piece, offset = max(word.close for word in words)
    end = starts[piece] + offset
    # Pattern adds exclamation marks as bare strings, wherever in the rest of the passage they stand.
    for _ in range(len(chunk) - len(words)):
        if text[end : end + 1] != "!":
            break
        end += 1
    return start, end
