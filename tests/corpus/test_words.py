"""What is a word, and which term does it count as?"""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from discourse.corpus.segmentation import word_table
from discourse.corpus.words import APOSTROPHES, fold, word_spans

from .any_text import any_text


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in zip(*(ends.tolist() for ends in word_spans(text)), strict=True)]


def terms(text: str) -> list[str]:
    return [fold(word) for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The US bombed Aleppo.", ["The", "US", "bombed", "Aleppo"]),
        ("to re-equip and redeploy", ["to", "re-equip", "and", "redeploy"]),
        ("non‐state, non‑state", ["non‐state", "non‑state"]),
        ("they don’t, don't", ["they", "don’t", "don't"]),
        ("Afra’a Dagher", ["Afra’a", "Dagher"]),
        ("the rebels’ keep", ["the", "rebels", "keep"]),
        ("‘moderates’ and 'rebels'", ["moderates", "and", "rebels"]),
        ("since 9/11", ["since", "9", "11"]),
        ("1,000 dead, 3.5 million, 2-3", ["1,000", "dead", "3.5", "million", "2-3"]),
        ("in the U.S. and the U.K.", ["in", "the", "U.S", "and", "the", "U.K"]),
        ("i.e. at 5 p.m., e.g.", ["i.e", "at", "5", "p.m", "e.g"]),
        ("It ended.Nobody left", ["It", "ended", "Nobody", "left"]),
        ("Syria—or Iraq--or Libya – or", ["Syria", "or", "Iraq", "or", "Libya", "or"]),
        ("snake_case and/or @user #tag", ["snake", "case", "and", "or", "user", "tag"]),
        ("na\u00adive co\u200dop", ["na\u00adive", "co\u200dop"]),
        ("zero\u200bwidth", ["zero\u200bwidth"]),
        ("ไทย\u200bไทย", ["ไทย", "ไทย"]),
        ("3\u00ad.5 U.\u200bS. don\u200d’t US’\u00ads", ["3\u00ad.5", "U.\u200bS", "don\u200d’t", "US"]),
        ("e\u0301tat", ["e\u0301tat"]),
        ("שָׁלוֹם", ["שָׁלוֹם"]),
        ("", []),
        ("– … !", []),
        ("\u0301\u200d", []),
    ],
)
def test_letters_and_digits_with_inner_hyphens_and_apostrophes_are_one_word(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the US’s talks", ["the", "US", "talks"]),
        ("Russia's war, O'Neill's", ["Russia", "war", "O'Neill"]),
        ("THE UN’S ENVOY", ["THE", "UN", "ENVOY"]),
        ("the U.S.’s talks", ["the", "U.S", "talks"]),
        ("Apple Inc.’s profit", ["Apple", "Inc", "profit"]),
        ("the “moderates”’s arms", ["the", "moderates", "arms"]),
        ("it’s what’s here: let's", ["it’s", "what’s", "here", "let's"]),
        ("’s Gravenhage, s", ["s", "Gravenhage", "s"]),
        ("US\u200d’s", ["US"]),
    ],
)
def test_the_possessive_is_cut_off_and_contractions_stay_whole(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US Us us", ["US", "us", "us"]),
        ("U.S. and US", ["US", "and", "US"]),
        ("The the THE", ["the", "the", "THE"]),
        ("I A", ["i", "a"]),
        ("don’t don't DON’T don´t", ["don't"] * 4),
        ("non‐state non-state", ["non-state"] * 2),
        ("café cafe\u0301 ca\u00adfé", ["café"] * 3),
        ("ﬁnd find ｆｉｎｄ fi\u200bnd", ["find"] * 4),
        ("ＵＳ US U\u00adS", ["US"] * 3),
        ("m² m2", ["m²", "m2"]),
        ("well‑known well-known", ["well-known"] * 2),
        ("F-16 S-400 MiG-29 COVID-19", ["f-16", "s-400", "mig-29", "COVID-19"]),
        ("a.m. e.g.", ["a.m", "e.g"]),
    ],
)
def test_case_and_typography_are_folded_except_in_acronyms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@given(st.lists(any_text, min_size=1, max_size=6))
@example(["U.S.", "’s", "'s", "S", "\u0301s", "a-", "-b", "1.", "5", "A.", "B.C", "s’", "s"])
@example(["tim\xad", "\xadtable", "e\ufe0f"])
def test_the_words_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    table = word_table(texts)
    for doc, text in enumerate(texts):
        of_one = table[table["doc"] == doc]
        starts, ends = word_spans(text)
        assert (of_one["start"].tolist(), of_one["end"].tolist()) == (starts.tolist(), ends.tolist())


@given(any_text)
@example("a\u200d’s")
@example("U.S.’s ’s 's")
def test_words_lie_in_order_inside_the_text_and_hold_every_letter_and_digit(text: str) -> None:
    starts, ends = word_spans(text)
    assert (starts < ends).all()
    assert (starts[1:] >= ends[:-1]).all()
    assert not starts.size or (starts[0] >= 0 and ends[-1] <= len(text))
    assert all(text[start].isalnum() for start in starts)
    left_out = list(text)
    for start, end in zip(starts, ends, strict=True):
        left_out[start:end] = " " * (end - start)
    for at, character in enumerate(left_out):
        if character.isalnum() and character not in APOSTROPHES:
            assert character in "sS", (character, at)
            assert text[at - 1] in APOSTROPHES, at
            assert at >= 2, at


@given(any_text)
def test_a_word_stays_one_word_and_its_term_is_a_term(text: str) -> None:
    for word in words(text):
        term = fold(word)
        assert term
        assert fold(term) == term
        assert not re.search(r"\s", term)


@given(any_text)
@example("A.À")
@example("É.U.")
def test_composed_and_decomposed_accents_give_the_same_terms(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    if unicodedata.normalize("NFC", decomposed) == composed:
        assert terms(composed) == terms(decomposed)


def test_the_article_counts_the_us_and_never_us(article: str) -> None:
    found = terms(article)
    # The second way: the letters US between characters that are no letters.
    assert found.count("US") == len(re.findall(r"(?<![^\W_])US(?![^\W_])", article)) == 21
    assert "us" not in found
    assert "afra'a" in found
    assert "ie" in found
