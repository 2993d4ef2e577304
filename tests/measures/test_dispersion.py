"""Is a term spread evenly? Held against Gries' five-part corpus and a second computation of every formula."""

import math
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import entropy

from discourse import Corpus, DiscourseError, QueryError, dispersion, from_frame, from_text, sample
from discourse.measures.lemmas import lemma_of

# The corpus of Gries (2008), Dispersions and adjusted frequencies in corpora; DPnorm after Lijffijt & Gries (2012).
GRIES = "b a m n i b e u p\nb a s a t b e w q n\nb c a g a b e s t a\nb a g h a b e a a t\nb a h a a b e a x a t"
MEASURES = ["dp", "dp_norm", "juilland_d", "rosengren_s", "carroll_d2", "kld"]

_words = st.lists(st.sampled_from(["war", "peace", "US", "wars", "end"]), min_size=1, max_size=12).map(" ".join)
_corpora = st.lists(st.tuples(_words, st.sampled_from(["A", "B", None])), min_size=1, max_size=5).map(
    lambda rows: from_frame(pd.DataFrame(rows, columns=["text", "side"]))
)


def _by_hand(v: list[int], sizes: list[int]) -> list[float]:
    """Every measure of one term from its counts in the parts and their sizes, formula by formula over all parts."""
    v, s = np.array(v, dtype=float), np.array(sizes, dtype=float)
    f, n, w = v.sum(), len(v), s / s.sum()
    t, p = v / f, v / s
    dp = sum(abs(a - b) for a, b in zip(t, w, strict=True)) / 2
    if n == 1:
        return [0, 0, 1, 1, 1, 0]
    return [
        dp,
        dp / (1 - w.min()),
        1 - np.std(p) / np.mean(p) / math.sqrt(n - 1),
        sum(math.sqrt(a * b) for a, b in zip(w, v, strict=True)) ** 2 / f,
        entropy(p, base=2) / math.log2(n),
        entropy(t, w, base=2),
    ]


def test_gries_five_part_corpus_has_the_published_values() -> None:
    table = dispersion(from_text(GRIES), "paragraph").set_index("term")
    a, b = table.loc["a"], table.loc["b"]
    assert (a["count"], a["range"], b["count"], b["range"]) == (15, 5, 10, 5)
    assert a["dp"] == pytest.approx(0.18, abs=1e-12)
    assert a["dp_norm"] == pytest.approx(0.2195, abs=5e-5)
    assert a["juilland_d"] == pytest.approx(0.78515, abs=5e-6)
    assert a["rosengren_s"] == pytest.approx(0.9498, abs=5e-5)
    assert a["kld"] == pytest.approx(0.1370, abs=5e-5)
    assert b["dp"] == pytest.approx(0.02, abs=1e-12)
    assert b["dp_norm"] == pytest.approx(0.024, abs=5e-4)
    documents = from_frame(pd.DataFrame({"text": GRIES.split("\n")}))
    assert dispersion(documents)["dp"].tolist() == dispersion(from_text(GRIES), "paragraph")["dp"].tolist()


@given(_corpora)
def test_every_measure_is_that_of_the_formula_over_all_parts(corpus: Corpus) -> None:
    tokens = corpus.tokens.astype({"term": str})
    sizes = corpus.documents["words"].tolist()
    table = dispersion(corpus)
    assert list(table.columns) == ["term", "count", "range", *MEASURES]
    for term, row in table.set_index("term").iterrows():
        v = [int(((tokens["doc"] == doc) & (tokens["term"] == term)).sum()) for doc in range(len(corpus))]
        assert (row["count"], row["range"]) == (sum(v), np.count_nonzero(v))
        assert row[MEASURES].tolist() == pytest.approx(_by_hand(v, sizes), abs=1e-9)


@given(_corpora, st.one_of(st.sampled_from(["document", "paragraph", "sentence", "side"]), st.integers(1, 30)))
def test_every_value_is_finite_and_inside_its_range(corpus: Corpus, unit: str | int) -> None:
    table = dispersion(corpus, unit)
    values = table[MEASURES].to_numpy()
    assert np.isfinite(values).all() and (values >= 0).all() and (table[MEASURES[:-1]].to_numpy() <= 1).all()
    counts = Counter(corpus.tokens["term"].astype(str))
    if unit != "side":
        assert table.set_index("term")["count"].to_dict() == counts


@given(_corpora)
def test_a_group_is_measured_as_if_it_were_alone(corpus: Corpus) -> None:
    table = dispersion(corpus, by="side")
    for side in corpus.documents["side"].dropna().unique():
        alone = dispersion(corpus[corpus.documents["side"] == side])
        own = table[table["side"] == side].drop(columns="side").reset_index(drop=True)
        assert own["term"].tolist() == alone["term"].tolist()
        np.testing.assert_allclose(own[MEASURES].to_numpy(), alone[MEASURES].to_numpy(), atol=1e-12)


@given(_corpora, st.integers(1, 9))
def test_equal_parts_differ_by_one_word_at_most(corpus: Corpus, n: int) -> None:
    words = len(corpus.tokens)
    codes = corpus.tokens["term"].astype(str).tolist()
    parts = [codes[math.ceil(k * words / n) : math.ceil((k + 1) * words / n)] for k in range(n)]
    parts = [part for part in parts if part]
    table = dispersion(corpus, n)
    assert table.attrs["parts"] == len(parts)
    for term, row in table.set_index("term").iterrows():
        by_hand = _by_hand([part.count(term) for part in parts], [len(part) for part in parts])
        assert row[MEASURES].tolist() == pytest.approx(by_hand, abs=1e-9)


def test_a_term_everywhere_alike_is_even_and_one_in_the_smallest_part_is_not() -> None:
    even = dispersion(from_text("war a\n\nwar b\n\nwar c"), "paragraph").set_index("term").loc["war"]
    assert even[MEASURES].tolist() == pytest.approx([0, 0, 1, 1, 1, 0], abs=1e-12)
    crowded = dispersion(from_text("war\n\na a a\n\na a a a"), "paragraph").set_index("term").loc["war"]
    assert crowded[MEASURES].tolist() == pytest.approx([7 / 8, 1, 0, 1 / 8, 0, 3], abs=1e-12)


def test_a_single_part_and_parts_without_words_are_told() -> None:
    table = dispersion(from_text("War and peace."))
    assert table[MEASURES].drop_duplicates().to_numpy().tolist() == [[0, 0, 1, 1, 1, 0]]
    assert table.attrs["notes"] == ["With a single part nothing can be uneven: dp and kld are 0, the others 1."]
    assert dispersion(from_text("War and peace."), 5).attrs["notes"] == ["2 parts without words left out."]
    marks = dispersion(from_text("War.\n\n* * *\n\nPeace."), "paragraph")
    assert marks.attrs["notes"] == ["1 paragraph without words left out."] and marks.attrs["parts"] == 2


def test_what_is_asked_for_is_measured_like_the_words_it_finds() -> None:
    corpus = sample("sotu-2016")
    words = dispersion(corpus, "paragraph").set_index("term")
    asked = dispersion(corpus, "paragraph", terms=["world", "people", "zeppelin"])
    assert asked["term"].tolist() == ["world", "people"]
    np.testing.assert_array_equal(asked.set_index("term").to_numpy(), words.loc[["world", "people"]].to_numpy())
    assert asked.attrs["notes"] == ["“zeppelin” is not in the text."]
    named = dispersion(corpus, "paragraph", terms={"both": "world | people", "regular": "/[Ww]orld/"})
    assert named["count"].tolist() == [words.loc[["world", "people"], "count"].sum(), words.loc["world", "count"]]
    assert named.attrs["terms"] == {"both": "world | people", "regular": "/[Ww]orld/"}


def test_lemmas_are_measured_as_one_term() -> None:
    corpus = sample("sotu-2016")
    words = dispersion(corpus, "paragraph")
    lemmas = dispersion(corpus, "paragraph", terms="lemma").set_index("term")["count"].to_dict()
    assert lemmas == words["count"].groupby(lemma_of(words["term"].tolist())).sum().to_dict()


def test_documents_of_one_value_are_one_part() -> None:
    frame = pd.DataFrame({"text": ["war a", "war", "peace now then", "war"], "year": [1990, 1990, 1991, None]})
    table = dispersion(from_frame(frame), "year")
    assert table.set_index("term").loc["war", MEASURES].tolist() == pytest.approx(_by_hand([2, 0], [3, 3]))
    assert table.attrs["notes"] == ["1 occurrence in documents without a value of year left out."]


def test_stop_list_and_minimum_hide_rows_and_change_no_value() -> None:
    corpus = from_text(GRIES)
    whole = dispersion(corpus, "paragraph")
    some = dispersion(corpus, "paragraph", stop=["a"], minimum=5)
    expected = whole[(whole["term"] != "a") & (whole["count"] >= 5)].reset_index(drop=True)
    pd.testing.assert_frame_equal(some, expected)
    assert some.attrs["stopwords"] == "1 word of your own"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"unit": "chapter"}, "equal parts"), ({"unit": 0}, "whole number"), ({"unit": True}, "equal parts"),
        ({"terms": "war"}, r"terms=\['war'\]"), ({"terms": ["war"], "stop": "english"}, "stop or terms"),
        ({"by": "party"}, "They have"), ({"minimum": 0}, "whole number"),
    ],
)  # fmt: skip
def test_what_cannot_be_measured_is_refused_with_the_choices(arguments: dict[str, object], said: str) -> None:
    with pytest.raises(DiscourseError, match=said):
        dispersion(from_text("War and peace."), **arguments)  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="no term"):
        dispersion(from_text("War."), terms=[])


def test_a_text_without_words_has_no_terms() -> None:
    corpus = from_text("War.\n\n* * *").part(2, 2)
    for arguments in ({}, {"terms": ["war"]}, {"terms": ["/\\*/"]}, {"unit": 4}):
        table = dispersion(corpus, **arguments)  # type: ignore[arg-type]
        assert table.empty and list(table.columns) == ["term", "count", "range", *MEASURES]
