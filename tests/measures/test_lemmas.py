"""Forms of one word can be counted together, without any download and never by guessing at acronyms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse import Corpus, DiscourseError, frequency, from_text
from discourse.corpus.corpus import Document
from discourse.corpus.words import fold
from discourse.measures.lemmas import lemma_of, term_codes

_LEMMAS = {
    "wars": "war", "children": "child", "was": "be", "bombing": "bombing", "bombed": "bomb", "said": "say",
    "cities": "city", "worse": "bad", "worst": "bad", "better": "good", "syrians": "syrian",
    "cease-fires": "cease-fire", "peace": "peace",
}  # fmt: skip


def test_forms_of_a_word_have_one_lemma() -> None:
    assert dict(zip(_LEMMAS, lemma_of(list(_LEMMAS)), strict=True)) == _LEMMAS


def test_acronyms_contractions_and_numbers_stay_as_they_are() -> None:
    kept = ["US", "UN", "AIDS", "don't", "it's", "1990s", "3rd", "state-sponsored", "well-being"]
    assert lemma_of(kept) == kept
    assert lemma_of(["us", "aids"]) == ["we", "aid"]


def test_other_languages_have_their_own_dictionaries() -> None:
    assert lemma_of(["häuser", "ging", "syrern"], "de") == ["haus", "gehen", "syrer"]
    assert lemma_of(["guerres", "étaient"], "fr-CA") == ["guerre", "être"]
    with pytest.raises(DiscourseError, match="“xx”"):
        lemma_of(["war"], "xx")


@given(st.lists(st.text(min_size=1, max_size=12).map(fold), max_size=8))
def test_every_term_has_a_lemma_of_one_word(vocabulary: list[str]) -> None:
    lemmas = lemma_of(vocabulary)
    assert len(lemmas) == len(vocabulary)
    assert all(
        lemma and (lemma == term or lemma.split() == [lemma]) for lemma, term in zip(lemmas, vocabulary, strict=True)
    )


def test_lemmas_are_counted_together_and_words_apart() -> None:
    corpus = from_text("War and wars.\n\nThe US warred; a war told us.")
    assert frequency(corpus, stop="english")["term"].tolist() == ["war", "US", "told", "warred", "wars"]
    table = frequency(corpus, stop="english", terms="lemma")
    assert table[["term", "count", "range"]].to_numpy().tolist() == [["war", 4, 2], ["US", 1, 1], ["tell", 1, 1]]
    assert table.attrs["terms"] == "lemma"
    assert "without context (simplemma" in table.attrs["notes"][0]
    assert frequency(corpus).attrs["terms"] == "word" and frequency(corpus).attrs["notes"] == []


def test_counts_of_lemmas_are_the_sums_of_the_counts_of_their_words() -> None:
    corpus = from_text("He was here, she is there. They were, are and have been; being is to be.\n\nNothing was.")
    for unit in (None, "paragraph", "sentence"):
        words = frequency(corpus, unit)
        keys = [name for name in words.columns if name in ("doc", "paragraph", "sentence")]
        words["lemma"] = lemma_of(words["term"].tolist())
        summed = words.groupby([*keys, "lemma"])["count"].sum().to_dict()
        found = frequency(corpus, unit, terms="lemma")
        assert found.set_index([*keys, "term"])["count"].to_dict() == summed
    codes, names = term_codes(corpus, "lemma")
    assert names[codes].tolist() == lemma_of(corpus.tokens["term"].astype(str).tolist())
    assert names.tolist() == sorted(names)


def test_lemmas_need_one_language_and_a_known_choice() -> None:
    corpus = Corpus([Document("War.", language="en"), Document("Häuser.", language="de")])
    with pytest.raises(DiscourseError, match=r"several languages \(de, en\)"):
        frequency(corpus, terms="lemma")
    assert frequency(corpus.where(language="de"), terms="lemma")["term"].tolist() == ["haus"]
    with pytest.raises(DiscourseError, match='"word"'):
        frequency(corpus, terms="stem")
