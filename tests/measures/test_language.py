"""Is a researcher told, once, that an English instrument is used on texts in another language?"""

import warnings
from collections.abc import Callable

import pandas as pd
import pytest

from discourse import (
    Actor,
    Codebook,
    Corpus,
    collocates,
    dispersion,
    frequency,
    from_frame,
    from_text,
    keyness,
    lexicon_instrument,
    mentions,
    ngrams,
    sentiment,
    sentiment_evidence,
)
from discourse.errors import DiscourseWarning
from tests.corpus.test_languages import PASSAGES

FRENCH, ENGLISH = PASSAGES["fr"], PASSAGES["en"]
BOOK = Codebook("Lake", actors=[Actor("town", names=["ville", "town"])])

USES: dict[str, Callable[[Corpus], pd.DataFrame]] = {
    "the instrument textblob": lambda corpus: sentiment(corpus),
    "the instrument vader": lambda corpus: sentiment(corpus, "vader", "document"),
    "the instrument textblob ": sentiment_evidence,
    "the stop list “english”": lambda corpus: frequency(corpus, stop="english"),
    "the stop list “english” ": lambda corpus: ngrams(corpus, 2, stop="english"),
    "the stop list “english”  ": lambda corpus: collocates(corpus, "ville | town", stop="english", minimum=1),
    "the stop list “english”   ": lambda corpus: dispersion(corpus, "paragraph", stop="english", minimum=1),
    "the stop list “english”    ": lambda corpus: keyness(corpus, from_text(ENGLISH), stop="english", minimum=1),
    "the codebook “Lake”": lambda corpus: mentions(corpus, BOOK),
}


@pytest.mark.parametrize("what", USES)
def test_a_french_text_and_what_is_for_english_are_both_named(what: str) -> None:
    corpus = from_text(FRENCH, title="La trêve")
    with pytest.warns(DiscourseWarning) as caught:
        table = USES[what](corpus)
    said = [str(one.message) for one in caught]
    note = f"The text “La trêve” is in French (fr); {what.strip()} is for English (en)."
    assert said == [f"{note} If a language is wrong, state it when reading: language=…."]
    assert note in table.attrs["notes"]
    assert caught[0].filename == __file__


@pytest.mark.parametrize("what", USES)
@pytest.mark.parametrize("stated", [None, "en", "en-GB"])
def test_an_english_text_is_no_matter(what: str, stated: str | None) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        USES[what](from_text(ENGLISH, language=stated))
        USES[what](from_text("The town.", language=stated))


def test_of_many_texts_one_warning_counts_them() -> None:
    texts = pd.DataFrame({"text": [FRENCH, PASSAGES["de"], ENGLISH, *[FRENCH] * 3], "title": list("abcdef")})
    with pytest.warns(DiscourseWarning) as caught:
        sentiment(from_frame(texts))
    (said,) = [str(one.message) for one in caught]
    assert said.startswith(
        "5 of 6 texts are in other languages (French (fr): 4, German (de): 1; such as “a”, “b”, “d” …); "
        "the instrument textblob is for English (en)."
    )


def test_what_the_researcher_states_counts() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sentiment(from_text(FRENCH, language="en"))
        frequency(from_text(FRENCH), stop=["la", "le"])
        frequency(from_text(FRENCH))
        sentiment(from_text(FRENCH), lexicon_instrument({"trêve": 0.5}))
        sentiment(from_text(FRENCH), lexicon_instrument({"trêve": 0.5}, language="fr"))
        mentions(from_text(FRENCH), Codebook("Lac", language="fr", actors=[Actor("ville", names=["ville"])]))
    with pytest.warns(DiscourseWarning, match=r"“untitled” is in English \(en\); the instrument lexicon is for French"):
        sentiment(from_text(ENGLISH), lexicon_instrument({"trêve": 0.5}, language="fr"))
