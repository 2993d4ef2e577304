"""How varied is a vocabulary? Each measure against its definition, computed the long way."""

import math
from collections import Counter
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse import Corpus, DiscourseError, from_frame, from_text, lexical_diversity, sample

MEASURES = ["ttr", "mattr", "mtld", "hdd", "yules_k"]
_words = st.lists(st.sampled_from(["war", "peace", "US", "wars", "end", "of"]), min_size=1, max_size=40).map(" ".join)
_corpora = st.lists(st.tuples(_words, st.sampled_from(["A", "B"])), min_size=1, max_size=4).map(
    lambda rows: from_frame(pd.DataFrame(rows, columns=["text", "side"]))
)


def _mtld_one_way(words: list[str], threshold: Fraction) -> float:
    factors, run = Fraction(0), []
    for word in words:
        run.append(word)
        if Fraction(len(set(run)), len(run)) < threshold:
            factors, run = factors + 1, []
    if run:
        factors += (1 - Fraction(len(set(run)), len(run))) / (1 - threshold)
    return float(len(words) / factors) if factors else math.nan


def _by_hand(words: list[str], window: int, draws: int, threshold: Fraction) -> list[float]:
    n, counts = len(words), Counter(words)
    windows = [words[at : at + window] for at in range(n - window + 1)]
    chances = (
        [1 - Fraction(math.comb(n - f, draws), math.comb(n, draws)) for f in counts.values()] if n >= draws else []
    )
    return [
        len(counts) / n,
        float(np.mean([len(set(part)) / window for part in windows])) if windows else math.nan,
        (_mtld_one_way(words, threshold) + _mtld_one_way(words[::-1], threshold)) / 2,
        float(sum(chances) / draws) if chances else math.nan,
        1e4 * (sum(i * i * v for i, v in Counter(counts.values()).items()) - n) / n**2,
    ]


@given(_corpora, st.integers(1, 12), st.integers(1, 12), st.sampled_from(["1/2", "0.66", "0.72", "0.75"]))
def test_every_measure_is_that_of_its_definition(corpus: Corpus, window: int, draws: int, threshold: str) -> None:
    ratio = Fraction(threshold)
    table = lexical_diversity(corpus, window=window, draws=draws, threshold=float(ratio))
    for doc, row in table.set_index("doc").iterrows():
        tokens = corpus.tokens
        words = tokens.loc[tokens["doc"] == doc, "term"].astype(str).tolist()
        assert (row["words"], row["types"]) == (len(words), len(set(words)))
        expected = _by_hand(words, window, draws, ratio)
        assert row[MEASURES].tolist() == pytest.approx(expected, nan_ok=True, rel=1e-9, abs=1e-9)


def test_a_speech_is_measured_as_another_program_measures_it() -> None:
    # LexicalRichness 0.5.1 on the same words: TTR, MATTR of 50 words, HD-D of 42 and Yule's K.
    row = lexical_diversity(sample("sotu-2016")).iloc[0]
    assert (row["words"], row["types"]) == (6061, 1588)
    assert row["ttr"] == pytest.approx(0.2620029698069625, rel=1e-12)
    assert row["mattr"] == pytest.approx(0.8154491017964428, rel=1e-12)
    assert row["hdd"] == pytest.approx(0.8757372137076768, rel=1e-12)
    assert row["yules_k"] == pytest.approx(82.76413031338082, rel=1e-12)


def test_mtld_counts_factors_as_in_the_published_example() -> None:
    # McCarthy & Jarvis (2010: 384): a factor is full at the second "people", where the ratio is 4 / 6; what follows
    # begins anew. Backwards it is full after "people the for people the", where the ratio is 3 / 5.
    text = "of the people by the people for the people"
    for words in (text.split(), text.split()[::-1]):
        assert _mtld_one_way(words, Fraction("0.72")) == 9.0
    assert lexical_diversity(from_text(text)).loc[0, "mtld"] == 9.0
    # Of six words two come again: one full factor, nothing left.
    assert lexical_diversity(from_text("of the people by the people")).loc[0, "mtld"] == 6.0


@pytest.mark.parametrize("unit", ["document", "paragraph", "sentence", None])
def test_units_are_measured_one_by_one(unit: str | None) -> None:
    corpus = from_text("War is war. Peace is peace, and war is war.\n\nThe US told us. The US left us, the US.")
    keys = {"document": ["doc"], "paragraph": ["doc", "paragraph"], "sentence": ["doc", "paragraph", "sentence"]}
    table = lexical_diversity(corpus, unit, window=3, draws=2)
    tokens = corpus.tokens.astype({"term": str})
    parts = [part for _, part in tokens.groupby(keys[unit])] if unit else [tokens]
    assert list(table.columns) == [*keys.get(unit or "", []), "words", "types", *MEASURES]
    expected = [_by_hand(part["term"].tolist(), 3, 2, Fraction("0.72")) for part in parts]
    np.testing.assert_allclose(table[MEASURES].to_numpy(), expected, rtol=1e-12)


def test_groups_are_measured_over_their_documents_in_a_row() -> None:
    frame = pd.DataFrame({"text": ["war war", "peace now", "war again"], "side": ["A", "B", "A"]})
    table = lexical_diversity(from_frame(frame), by="side", window=3)
    assert table[["side", "words", "types", "ttr"]].to_numpy().tolist() == [["A", 4, 2, 0.5], ["B", 2, 2, 1.0]]
    assert table.loc[0, "mattr"] == pytest.approx((1 / 3 + 2 / 3) / 2)


def test_texts_too_short_to_tell_have_no_value_and_a_note() -> None:
    corpus = from_text("War.\n\n* * *\n\nPeace is peace.")
    table = lexical_diversity(corpus, "paragraph", window=2, draws=2)
    assert table["words"].tolist() == [1, 0, 3]
    assert table["ttr"].isna().tolist() == [False, True, False]
    assert (
        table["mattr"].isna().tolist()
        == table["hdd"].isna().tolist()
        == table["mtld"].isna().tolist()
        == [True, True, False]
    )
    assert table["yules_k"].tolist()[0] == 0
    assert table.attrs["notes"] == [
        "Without mattr: 1 paragraph with fewer words than the window of 2.",
        "Without hdd: 1 paragraph with fewer words than the 2 drawn.",
        "Without mtld: 1 paragraph with no word twice.",
        "Without any measure: 1 paragraph with no words.",
    ]
    empty = lexical_diversity(corpus.part(2, 2), None)
    assert empty["words"].tolist() == [0] and empty[MEASURES].isna().all().all()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"window": 0}, "whole number"), ({"draws": 0}, "whole number"), ({"threshold": 1}, "between 0 and 1"),
        ({"threshold": True}, "between 0 and 1"), ({"unit": "chapter"}, "document, paragraph"),
        ({"by": "party"}, "They have"),
        ({"terms": "stem"}, "lemma"),
    ],
)  # fmt: skip
def test_what_cannot_be_measured_is_refused(arguments: dict[str, object], said: str) -> None:
    with pytest.raises(DiscourseError, match=said):
        lexical_diversity(from_text("War."), **arguments)  # type: ignore[arg-type]
