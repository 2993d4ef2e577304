"""Runs of words are counted where they stand in a row, and nowhere else."""

import json
from collections import Counter, defaultdict

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse import Corpus, DiscourseError, frequency, from_frame, from_text, ngrams, sample
from discourse.measures._order import stable_order
from discourse.measures.lemmas import lemma_of

_sentence = st.lists(st.sampled_from(["War", "war", "the", "US", "wars", "of"]), min_size=1, max_size=9).map(
    lambda words: "So " + " ".join(words) + "."
)
_text = st.lists(st.lists(_sentence, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=3).map("\n\n".join)
_corpora = st.lists(st.tuples(_text, st.sampled_from(["A", "B", None])), min_size=1, max_size=3).map(
    lambda rows: from_frame(pd.DataFrame(rows, columns=["text", "side"]))
)


def _walked(corpus: Corpus, n: int, within: str) -> list[tuple[int, int, int, str]]:
    """Every n-gram as document, paragraph, sentence and words, by walking over the tokens of each unit."""
    keys = ["doc", "paragraph"] if within == "paragraph" else ["doc", "paragraph", "sentence"]
    found = []
    for _, unit in corpus.tokens.groupby(keys):
        rows = list(unit[["doc", "paragraph", "sentence", "term"]].astype({"term": str}).itertuples(index=False))
        for at in range(len(rows) - n + 1):
            run = rows[at : at + n]
            found.append((*run[0][:3], " ".join(row.term for row in run)))
    return found


def test_bigrams_are_counted_by_hand_on_a_small_text() -> None:
    table = ngrams(from_text("The truce holds. The truce broke.\n\nThe truce, the last."))
    assert list(table.columns) == ["term", "count", "per_million", "range"]
    assert table[["term", "count", "range"]].to_numpy().tolist() == [
        ["the truce", 3, 2], ["the last", 1, 1], ["truce broke", 1, 1], ["truce holds", 1, 1], ["truce the", 1, 1],
    ]  # fmt: skip
    assert table["per_million"].iloc[0] == pytest.approx(3 / 10 * 1e6)
    assert (table.attrs["ngrams"], table.attrs["words"], table.attrs["n"]) == (7, 10, 2)
    assert table.attrs["base"] == "per million of 10 words"


def test_runs_cross_sentences_only_if_wished_and_paragraphs_never() -> None:
    corpus = from_text("The truce holds. Nobody cares.\n\nThe end.")
    assert "holds nobody" not in set(ngrams(corpus)["term"])
    across = set(ngrams(corpus, within="paragraph")["term"])
    assert "holds nobody" in across and "cares the" not in across


@given(_corpora, st.integers(2, 6), st.sampled_from(["sentence", "paragraph"]))
def test_counts_and_ranges_are_those_of_a_walk_over_the_tokens(corpus: Corpus, n: int, within: str) -> None:
    walked = _walked(corpus, n, within)
    counts, where = Counter(run for *_, run in walked), defaultdict(set)
    for doc, paragraph, _, run in walked:
        where[run].add(doc if len(corpus) > 1 else paragraph)
    table = ngrams(corpus, n, within=within)
    expected = sorted(counts, key=lambda run: (-counts[run], run.split()))
    assert table["term"].tolist() == expected
    assert table["count"].tolist() == [counts[run] for run in expected]
    assert table["range"].tolist() == [len(where[run]) for run in expected]
    assert table.attrs["ngrams"] == len(walked)


@given(_corpora, st.integers(2, 4), st.sampled_from(["document", "paragraph", "sentence"]))
def test_counts_by_unit_add_up_to_those_of_the_whole(corpus: Corpus, n: int, unit: str) -> None:
    keys = {"document": 1, "paragraph": 2, "sentence": 3}[unit]
    counts = Counter((*place[:keys], run) for *place, run in _walked(corpus, n, "sentence"))
    table = ngrams(corpus, n, unit)
    names = ["doc", "paragraph", "sentence"][:keys]
    assert table.set_index([*names, "term"])["count"].to_dict() == counts
    whole = ngrams(corpus, n).set_index("term")
    assert (table["range"].to_numpy() == whole["range"].reindex(table["term"]).to_numpy()).all()
    assert table.groupby("term")["count"].sum().to_dict() == whole["count"].to_dict()


@given(_corpora, st.integers(2, 3))
def test_counts_by_a_column_are_those_of_its_documents(corpus: Corpus, n: int) -> None:
    table = ngrams(corpus, n, by="side")
    for side in corpus.documents["side"].dropna().unique():
        part = ngrams(corpus[corpus.documents["side"] == side], n).sort_values(
            ["count", "term"], ascending=[False, True]
        )
        own = table[table["side"] == side].sort_values(["count", "term"], ascending=[False, True])
        for name in ("term", "count", "per_million"):
            assert own[name].tolist() == part[name].tolist()
    assert table["side"].nunique() <= corpus.documents["side"].nunique()


def test_a_stop_list_hides_runs_by_their_ends_by_any_or_by_all_words() -> None:
    corpus = from_text("The state of the union.")
    hidden = {
        where: ngrams(corpus, 4, stop="english", stop_at=where)["term"].tolist() for where in ("ends", "anywhere")
    }
    assert hidden == {"ends": ["state of the union"], "anywhere": []}
    assert ngrams(corpus, stop="english", stop_at="everywhere")["term"].tolist() == [
        "state of",
        "the state",
        "the union",
    ]
    assert ngrams(corpus, stop="english").attrs["stopwords"] == "english"
    assert ngrams(corpus, stop=iter(["of", "the"]))["term"].tolist() == []


def test_rare_runs_can_be_left_out_and_lemmas_counted() -> None:
    corpus = from_text("The war ends. The wars ended.")
    assert ngrams(corpus, minimum=2).empty
    assert ngrams(corpus, 3, terms="lemma")[["term", "count"]].to_numpy().tolist() == [["the war end", 2]]
    assert ngrams(corpus, terms="lemma").attrs["terms"] == "lemma"


def test_long_runs_of_a_large_vocabulary_are_told_apart() -> None:
    # Six codes of a large vocabulary do not fit into 63 bits: they are numbered on the way.
    corpus = sample("sotu-2016")
    for n in (5, 6):
        table = ngrams(corpus, n)
        counts = Counter(run for *_, run in _walked(corpus, n, "sentence"))
        assert table.set_index("term")["count"].to_dict() == counts
        assert table["term"].tolist() == sorted(counts, key=lambda run: (-counts[run], run.split()))


@given(st.lists(st.tuples(st.integers(0, 2**50), st.integers(0, 3)), max_size=40))
def test_the_fast_order_is_that_of_a_stable_sort(rows: list[tuple[int, int]]) -> None:
    one, other = (np.array([row[i] for row in rows], dtype=np.int64) for i in (0, 1))
    assert stable_order(other, one).tolist() == sorted(range(len(rows)), key=lambda i: (rows[i][1], rows[i][0]))


def test_lemmas_of_a_run_are_the_lemmas_of_its_words() -> None:
    corpus = sample("sotu-2016")
    words = ngrams(corpus, 2)
    lemmas = dict(zip(vocabulary := frequency(corpus)["term"].tolist(), lemma_of(vocabulary), strict=True))
    words["lemma"] = [" ".join(lemmas[word] for word in run.split()) for run in words["term"]]
    assert ngrams(corpus, 2, terms="lemma").set_index("term")["count"].to_dict() == (
        words.groupby("lemma")["count"].sum().to_dict()
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"n": 1}, "2 to 6"), ({"n": 7}, "2 to 6"), ({"n": 2.5}, "whole number"),
        ({"within": "document"}, "sentence, paragraph"),
        ({"stop": "english", "stop_at": "middle"}, "ends, anywhere"), ({"unit": "chapter"}, "document, paragraph"),
        ({"by": "party"}, "They have"), ({"minimum": 0}, "whole number"), ({"terms": "stem"}, "lemma"),
        ({"by": "title", "unit": "document"}, "not both"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused_with_the_choices(arguments: dict[str, object], said: str) -> None:
    with pytest.raises(DiscourseError, match=said):
        ngrams(from_text("War and peace."), **arguments)  # type: ignore[arg-type]


def test_texts_too_short_for_a_run_give_an_empty_table() -> None:
    for corpus in (from_text("War."), from_text("War.\n\n* * *").part(2, 2)):
        for unit in (None, "paragraph"):
            table = ngrams(corpus, 3, unit)
            assert table.empty and list(table.columns)[-4:] == ["term", "count", "per_million", "range"]
    assert json.loads(json.dumps(ngrams(from_text("War ends.")).attrs))["provenance"]["call"].startswith(
        "ngrams(corpus, n=2"
    )
