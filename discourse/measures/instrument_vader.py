"""What does VADER say of a sentence, and which of its words make it say so?

VADER (Hutto & Gilbert 2014) adds up the valences of the words of a text after its rules on boosters,
negation, capitals and *but*, and presses the sum into −1…1. All rules here are VADER's own: its methods
are called word by word.
"""

from __future__ import annotations

import re
import string
from functools import cached_property
from importlib.metadata import version
from typing import Any

from .instrument import Evidence, Instrument

_BEFORE, _AFTER = 3, 2  # how far VADER's rules look from a word


class _Words:
    """The words of a text as VADER's rules want them, with their places in the text."""

    def __init__(self, text: str, analyzer: Any, module: Any) -> None:
        plain, places = _without_emoji(text, analyzer.emojis)
        strip = module.SentiText._strip_punc_if_word
        self.words_and_emoticons: list[str] = []
        self.spans: list[tuple[int, int]] = []
        for match in re.finditer(r"\S+", plain):
            word = strip(match.group())
            start = match.start()
            if word != match.group():
                start += len(match.group()) - len(match.group().lstrip(string.punctuation))
            self.words_and_emoticons.append(word)
            self.spans.append((places[start], places[start + len(word) - 1] + 1))
        self.is_cap_diff = module.allcap_differential(self.words_and_emoticons)


def _without_emoji(text: str, emojis: dict[str, str]) -> tuple[str, range | list[int]]:
    """Write emoji out as VADER does, and return for each character its place in `text`."""
    if text.isascii() or not any(character in emojis for character in text):
        return text, range(len(text))
    plain, places = "", []
    before_is_space = True
    for place, character in enumerate(text):
        written, is_emoji = emojis.get(character, character), character in emojis
        if is_emoji and not before_is_space:
            written = " " + written
        plain += written
        places += [place] * len(written)
        before_is_space = not is_emoji and character == " "
    return plain, places


class VaderInstrument(Instrument):
    """VADER's compound score (−1…1), made for single sentences; it has no subjectivity.

    The compound score is a sum pressed into −1…1: on long passages it ends near −1 or 1 whatever they
    say (*bad good* once scores −0.15, nine times in a row −0.90). Paragraphs and documents are therefore
    scored as the mean of the compound scores of their sentences, as VADER's authors advise.

    Evidence is each word with a valence other than zero after VADER's rules, in VADER's own scale
    (about −4 to 4): the span holds the words before it (boosters, negations) and around it (idioms) that
    changed it; a *but*, which halves what stands before it and raises what stands after, counts in the
    valence, not in the span. Question and exclamation marks add to the sum of a sentence, not to a word.

    References
    ----------
    Hutto, C.J. & Gilbert, E. (2014). VADER: a parsimonious rule-based model for sentiment analysis of
    social media text. *Proceedings of ICWSM-14*.
    """

    name = "vader"
    title = "VADER"
    has_subjectivity = False
    passage = "sentences"
    scale = "valence of a word in VADER's own scale, about −4 (most negative) to 4 (most positive)"
    language = "en"
    notes = (
        "VADER's compound is a sum that saturates with length: a passage has the mean of its sentences.",
        "VADER's lexicon was made for social media and rated on such texts.",
        "VADER knows plain quotation marks and apostrophes only: it misses a word that stands right beside “ or ”, "
        "and the negation in isn’t.",
    )

    @cached_property
    def version(self) -> str:  # type: ignore[override]
        """The version of vaderSentiment."""
        return f"vaderSentiment {version('vaderSentiment')}"

    @cached_property
    def _module(self) -> Any:
        from vaderSentiment import vaderSentiment

        return vaderSentiment

    @cached_property
    def _analyzer(self) -> Any:
        return self._module.SentimentIntensityAnalyzer()

    def score(self, text: str) -> tuple[float, float]:
        """Return VADER's compound score of `text` taken as one sentence, and NaN for subjectivity.

        >>> VaderInstrument().score("The truce is not very good.")[0]
        -0.3865
        """
        return float(self._analyzer.polarity_scores(text)["compound"]), float("nan")

    def evidence(self, text: str) -> list[Evidence]:
        """Return the words of one sentence that have a valence, in text order.

        >>> VaderInstrument().evidence("The truce is not good.")[0][:3]
        (13, 21, -1.406)
        """
        words = _Words(text, self._analyzer, self._module)
        valences = [self._valence(words, i) for i in range(len(words.spans))]
        valences = self._analyzer._but_check(words.words_and_emoticons, valences)
        return [
            Evidence(*self._phrase(words, i), float(valence), float("nan"))
            for i, valence in enumerate(valences)
            if valence
        ]

    def _valence(self, words: _Words, i: int) -> float:
        """Return the valence of the i-th word, as ``polarity_scores`` finds it before its rule on *but*."""
        surfaces = words.words_and_emoticons
        word = surfaces[i].lower()
        if word in self._module.BOOSTER_DICT:
            return 0.0
        if word == "kind" and i + 1 < len(surfaces) and surfaces[i + 1].lower() == "of":
            return 0.0
        if word not in self._analyzer.lexicon:
            return 0.0
        valence: float = self._analyzer.sentiment_valence(0, words, surfaces[i], i, [])[0]
        return valence

    def _phrase(self, words: _Words, i: int) -> tuple[int, int]:
        """Return the span of the i-th word and the words near it without which its valence would differ."""
        surfaces = words.words_and_emoticons
        as_it_is = self._valence(words, i)
        used = [i]
        for j in range(max(0, i - _BEFORE), min(len(surfaces), i + _AFTER + 1)):
            if j == i:
                continue
            word, surfaces[j] = surfaces[j], ""
            if self._valence(words, i) != as_it_is:
                used.append(j)
            surfaces[j] = word
        return words.spans[min(used)][0], words.spans[max(used)][1]
