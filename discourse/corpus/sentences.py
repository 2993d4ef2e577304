"""Where does each sentence end?

nupunkt (Bommarito et al. 2025), a Punkt segmenter (Kiss & Strunk 2006), decides at each stop whether it ends a
sentence. It goes by the lists in :mod:`discourse.corpus.abbreviations` instead of the model in its package.

At nineteen stops of twenty there is nothing to decide: a word that is no abbreviation, a stop, a blank, another word.
These are found on arrays, a text at a time, and only the sentences around the others are handed to nupunkt, which
gives the very same sentences.
"""

import re
from functools import lru_cache
from typing import Any

import numpy as np

from .abbreviations import ABBREVIATIONS, BEFORE_FIGURES, LINKS, OFTEN_LAST, STARTERS, TITLES
from .paragraphs import EDGE, trimmed
from .words import code_points

_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.\s*\Z")
_LONGEST_BEFORE_FIGURES = max(map(len, BEFORE_FIGURES))
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_BLANK, _LINE_END, _DOLLAR = ord(" "), ord("\n"), ord("$")
_DOUBTFUL, _ENDS, _NEVER = range(3)  # what a stop may be
_CLOSES = np.zeros(ord("”") + 2, dtype=bool)  # by code point; the last stands for all beyond
_CLOSES[[ord(mark) for mark in "\"')]’”"]] = True
# Before these, a stop is left to nupunkt: further stops, marks that may close the sentence, what is not seen.
_OPEN_QUESTIONS = frozenset(".!?…\"')]}”’»*") | EDGE
# How far nupunkt looks back for the beginning of a line, before which "1." is no sentence; and one character.
_LINE_BEGINS = 13


class _Known(set):
    """The abbreviations listed, and letters with dots between them (``u.s``)."""

    def __contains__(self, word: object) -> bool:
        return super().__contains__(word) or (isinstance(word, str) and _DOTTED.fullmatch(word) is not None)


@lru_cache(maxsize=1)
def _model() -> Any:
    from nupunkt import PunktSentenceTokenizer
    from nupunkt.core.constants import ORTHO_LC
    from nupunkt.core.parameters import PunktParameters

    class Editorial(PunktSentenceTokenizer):
        _TITLE_ABBREVS = TITLES | LINKS

    always = (Editorial.BREAK_RATE_MIN_COUNT, Editorial.BREAK_RATE_MIN_COUNT)
    return Editorial(
        PunktParameters(
            abbrev_types=_Known(ABBREVIATIONS),
            sent_starters=set(STARTERS),
            # A word known in small letters that is met with a capital begins a sentence, even after an initial
            # ("World War I. It ended").
            ortho_context=dict.fromkeys(STARTERS, ORTHO_LC),
            abbrev_break_rates=dict.fromkeys(OFTEN_LAST, always),
        )
    )


def sentence_starts(text: str) -> list[int]:
    """Find where each sentence of a paragraph but the first begins, as character offsets into it.

    >>> sentence_starts("The U.S. Secretary of State left. “Why?” she asked. Nobody knew.")
    [34, 52]
    """
    spans = _model().span_tokenize(text)
    next(spans, None)
    return [start for start, _ in spans if not _is_inside(text, start)]


def sentence_cuts(
    text: str, starts: np.ndarray, ends: np.ndarray, word_starts: np.ndarray, word_ends: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Find where each sentence but the first begins, in all paragraphs of a text at once.

    Parameters
    ----------
    text : str
    starts, ends : numpy arrays
        The paragraphs of the text, in order, without white space at either end.
    word_starts, word_ends : numpy arrays
        Its words, as :func:`discourse.corpus.words.word_spans` finds them.

    Returns
    -------
    row, end, start : numpy arrays
        For each cut the paragraph, as its place in `starts`, where the sentence before it ends, and where the one
        behind it begins, without the white space between them: in text order, and in each paragraph what
        :func:`sentence_starts` finds in it.
    """
    codes = code_points(text)
    stop, row = _stops(codes, starts, ends)
    before = np.searchsorted(word_starts, stop, side="right") - 1
    after = np.append(word_starts, len(text))[before + 1]
    first, past = (np.append(edges, 0)[before] for edges in (word_starts, word_ends))
    # Within a word, or with one behind it, no stop ends a sentence: "3.5", "U.S".
    is_free = (after > stop + 1) & (past <= stop)
    stop, row, first, past = stop[is_free], row[is_free], first[is_free], past[is_free]

    # A word in its line, a stop, perhaps a closing mark, a blank, another word: whatever else stands around them,
    # nupunkt ends the sentence there. It never does behind a title (Mr. Smith), nor where a closing mark stands before
    # a small letter.
    first = first - (codes[first - 1] == _DOLLAR)
    closed = _CLOSES[np.minimum(codes[stop + 1].astype(np.int64), len(_CLOSES) - 1)]
    blank = np.minimum(stop + 1 + closed, len(codes) - 1)
    following = codes[np.minimum(blank + 1, len(codes) - 1)]
    in_line = (past == stop) & (first - 2 >= starts[row]) & (codes[first - 1] == _BLANK)
    in_line &= ((codes[blank] == _BLANK) | (codes[blank] == _LINE_END)) & (blank + 1 < ends[row])
    # Nearly always all characters around are ASCII, and it is the word alone that tells.
    is_full_stop, before_word = codes[stop] == ord("."), _is_letter(following) | _is_figure(following)
    easy = in_line & _is_solid(codes[first - 2]) & before_word & _is_letter(codes[first]) & is_full_stop
    verdict = np.full(len(stop), _DOUBTFUL)
    at = np.flatnonzero(easy)
    spans = zip(first[at].tolist(), stop[at].tolist(), strict=True)
    verdict[at] = [_verdict(text[begin:end]) for begin, end in spans]
    at = np.flatnonzero(in_line & ~easy)
    spans = zip(first[at].tolist(), stop[at].tolist(), strict=True)
    verdict[at] = [_ENDS if _surely_ends(text, begin, end) else _DOUBTFUL for begin, end in spans]
    is_small = _is_letter(following) & (following >= ord("a"))
    verdict[closed & is_small & (codes[blank] == _BLANK) & (blank + 1 < ends[row])] = _NEVER

    plain = verdict == _ENDS
    last, cuts = stop[plain] + 1, blank[plain] + 1
    kept = np.ones(len(cuts), dtype=bool)
    figures = np.flatnonzero(~_is_letter(codes[cuts]))
    kept[figures] = [not _is_inside(text, cut) for cut in cuts[figures].tolist()]
    found = [np.stack((row[plain], cuts - 1, cuts))[:, kept]]
    doubtful = verdict == _DOUBTFUL
    if doubtful.any():
        # Between two such places nupunkt is asked.
        stop, row = stop[doubtful], row[doubtful]
        place = np.searchsorted(last, stop)
        new = np.append(True, (place[1:] != place[:-1]) | (row[1:] != row[:-1]))
        row, place = row[new], place[new]
        begin = np.maximum(np.append(0, cuts)[place], starts[row])
        close = np.minimum(np.append(last, len(text))[place], ends[row])
        for at_row, *span in zip(row.tolist(), begin.tolist(), close.tolist(), starts[row].tolist(), strict=True):
            more = [(at_row, *_gap(text, cut)) for cut in _cuts_between(text, *span)]
            found.append(np.array(more, dtype=np.int64).reshape(-1, 3).T)
    row, end, start = np.concatenate(found, axis=1)
    order = np.argsort(start, kind="stable")
    return row[order], end[order], start[order]


def _stops(codes: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the stops before the last character of a paragraph, and the rows of their paragraphs."""
    is_stop = codes == ord(".")
    for mark in "!?…" if codes.itemsize > 1 else "!?":
        is_stop |= codes == ord(mark)
    stop = np.flatnonzero(is_stop)
    row = np.searchsorted(starts, stop, side="right") - 1
    inside = (row >= 0) & (stop + 1 < ends[row])
    return stop[inside], row[inside]


def _surely_ends(text: str, start: int, stop: int) -> bool:
    """Tell whether a sentence ends at a stop, by the word from `start` to it and by the character after the blank."""
    following = text[stop + 2]
    if text[start - 2].isspace() or following in _OPEN_QUESTIONS or following.isspace() or text[stop] == "…":
        return False
    word = text[start:stop]
    if word.isalpha():
        return text[stop] != "." or _is_no_abbreviation(word)
    # Before a small letter nupunkt takes the stop for that of an ordinal.
    return _NUMBER.fullmatch(word.removeprefix("$")) is not None and (following.isupper() or word[0] == "$")


def _is_no_abbreviation(word: str) -> bool:
    return _verdict(word) == _ENDS


@lru_cache(maxsize=1 << 16)
def _verdict(word: str) -> int:
    """Tell what a full stop behind a word is, if a letter or figure follows: the end, never the end, or doubtful."""
    if "-" in word and word.replace("-", "").isalpha():
        return _ENDS  # with a hyphen nothing is an abbreviation
    if len(word) < 2 or not word.isalpha():
        return _DOUBTFUL
    lower = word.lower()
    if lower in TITLES | LINKS:
        return _NEVER
    return _DOUBTFUL if lower in _model().abbreviations else _ENDS


def _is_letter(codes: np.ndarray) -> np.ndarray:
    return (codes | 32) - ord("a") < 26  # below 0 is above 26 in numbers without a sign


def _is_figure(codes: np.ndarray) -> np.ndarray:
    return codes - ord("0") < 10


def _is_solid(codes: np.ndarray) -> np.ndarray:
    """Mark visible ASCII characters."""
    return codes - (_BLANK + 1) < 94


def _cuts_between(text: str, start: int, end: int, begins: int) -> list[int]:
    """Return the cuts of nupunkt within some sentences of a paragraph that begins at `begins`."""
    base = max(begins, start - _LINE_BEGINS)
    piece = text[base:end]
    return [base + at for at, _ in _model().span_tokenize(piece) if base + at > start and not _is_inside(piece, at)]


def _gap(text: str, cut: int) -> tuple[int, int]:
    """Return where the white space around a cut begins and ends."""
    return trimmed(text, 0, cut)[1], trimmed(text, cut, len(text))[0]


def _is_inside(text: str, start: int) -> bool:
    """Tell whether a full stop belongs to what follows it: ``No. 5``, ``J. I. Smith``."""
    if text[start].isdigit():
        word = _LAST_WORD.search(text, max(0, start - _LONGEST_BEFORE_FIGURES - 3), start)
        return word is not None and word[1].lower() in BEFORE_FIGURES
    if text[start + 1 : start + 2] == ".":
        word = _LAST_WORD.search(text, max(0, start - 4), start)
        return word is not None and len(word[1]) == 1
    return False
