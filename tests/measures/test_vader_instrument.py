"""VADER's own numbers, with the words that make them."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaderSentiment import vaderSentiment as module

from discourse.measures.instruments import get_instrument

vader = get_instrument("vader")
analyzer = module.SentimentIntensityAnalyzer()

_PIECES = [
    "good", "GOOD", "bad", "great", "not", "never", "so", "this", "without", "doubt", "very", "VERY", "kind", "of",
    "sort", "least", "at", "no", "or", "but", "But", "the", "bomb", "shit", "bad ass", "yeah right", "to die for",
    "isn't", "war!", "love,", "“hate”", "(kill)", ":)", "😁", "💋x", "?", "!!", "despite", "victims.", "truce", "  ",
    "\n", "\xa0", "É",
]  # fmt: skip
_sentences = st.one_of(st.lists(st.sampled_from(_PIECES), max_size=16).map(" ".join), st.text(max_size=40))


@settings(max_examples=120)
@given(_sentences)
def test_a_sentence_has_the_compound_score_that_vader_gives_it(text: str) -> None:
    polarity, subjectivity = vader.score(text)
    assert polarity == analyzer.polarity_scores(text)["compound"]
    assert math.isnan(subjectivity)


@settings(max_examples=150)
@given(_sentences)
def test_the_compound_score_follows_from_the_evidence_and_the_punctuation(text: str) -> None:
    evidence = vader.evidence(text)
    for one in evidence:
        assert 0 <= one.start < one.end <= len(text)
    total = sum(one.polarity for one in evidence)
    # Hutto & Gilbert (2014): the sum, strengthened by ! and ?, divided by the root of its square plus 15.
    emphasis = analyzer._punctuation_emphasis(text)
    total += emphasis if total > 1e-12 else -emphasis if total < -1e-12 else 0
    assert total / math.sqrt(total * total + 15) == pytest.approx(vader.score(text)[0], abs=6e-5)


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("The truce is not very good.", ["not very good"]),
        ("It is the bomb today.", ["the bomb"]),
        ('A "good", honest man.', ["good", "honest"]),
        ("A “good”, honest man.", ["honest"]),  # VADER knows plain quotation marks only
        ("He loves 😁 war", ["loves", "😁", "war"]),
        ("It was sort of good.", ["sort of good"]),
        ("A good house.", ["good"]),
        ("No good can come.", ["No good"]),
    ],
)
def test_what_changes_the_valence_of_a_word_belongs_to_its_phrase(text: str, surfaces: list[str]) -> None:
    assert [text[one.start : one.end] for one in vader.evidence(text)] == surfaces


def test_a_booster_raises_a_valence_by_what_vader_says() -> None:
    plain = vader.evidence("good")[0].polarity
    assert plain == analyzer.lexicon["good"]
    assert vader.evidence("very good")[0].polarity == pytest.approx(plain + module.B_INCR)
    assert vader.evidence("not good")[0].polarity == pytest.approx(plain * module.N_SCALAR)


def test_what_stands_before_a_but_counts_half_and_what_follows_half_more() -> None:
    before, after = vader.evidence("good weather but awful roads")
    assert before.polarity == pytest.approx(0.5 * analyzer.lexicon["good"])
    assert after.polarity == pytest.approx(1.5 * analyzer.lexicon["awful"])
