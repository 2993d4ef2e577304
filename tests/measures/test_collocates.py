"""Which words stand near a word more often than chance would bring them there?"""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse import Corpus, DiscourseError, QueryError, collocates, explain, from_frame, from_text, sample
from discourse.measures import association as am
from discourse.measures.collocates import COLUMNS, MEASURES, _near, count, score
from discourse.measures.query import find_hits

_word = st.sampled_from(["war", "War", "US", "us", "the", "don’t", "peace", "war.", "peace!", "The"])
_texts = st.lists(
    st.lists(_word, min_size=1, max_size=14).map(" ".join), min_size=1, max_size=3
).map("\n\n".join)  # fmt: skip
_corpora = st.lists(_texts, min_size=1, max_size=3).map(lambda texts: from_frame(pd.DataFrame({"text": texts})))
_windows = st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(any)


def _by_hand(corpus: Corpus, node: str, window: tuple[int, int], within: str) -> tuple[Counter, int, int]:
    """Walk over every token and look for the node in reach: counts, words in windows, hits of a one-word node."""
    keys = {"sentence": ["doc", "sentence"], "paragraph": ["doc", "paragraph"], "document": ["doc"]}[within]
    near: Counter = Counter()
    hits = 0
    for _, unit in corpus.tokens.groupby(keys, observed=True):
        terms = unit["term"].astype(str).tolist()
        hits += terms.count(node)
        for at, term in enumerate(terms):
            before, after = terms[max(0, at - window[1]) : at], terms[at + 1 : at + 1 + window[0]]
            near[term] += node in before or node in after
    return +near, sum(near.values()), hits


@pytest.mark.parametrize("within", ["sentence", "paragraph", "document"])
@given(corpus=_corpora, window=_windows, node=st.sampled_from(["war", "US", "peace"]))
def test_counts_are_those_of_a_walk_over_the_tokens(
    within: str, corpus: Corpus, window: tuple[int, int], node: str
) -> None:
    near, positions, hits = _by_hand(corpus, node, window, within)
    table = collocates(corpus, node, window, within=within)
    assert dict(zip(table["term"], table["count"], strict=True)) == dict(near)
    assert (table.attrs["node_count"], table.attrs["positions"]) == (hits, positions)
    anywhere = Counter(corpus.tokens["term"].astype(str))
    assert dict(zip(table["term"], table["count_term"], strict=True)) == {term: anywhere[term] for term in near}


@pytest.mark.parametrize("expected", ["positions", "span", "node"])
@given(corpus=_corpora, window=_windows)
def test_scores_are_those_of_the_formulas_row_by_row(expected: str, corpus: Corpus, window: tuple[int, int]) -> None:
    table = collocates(corpus, "war", window, expected=expected)
    n, fx, inside = len(corpus.tokens), table.attrs["node_count"], table.attrs["positions"]
    for row in table.itertuples():
        chance = {"positions": inside, "span": fx * sum(window), "node": fx}[expected] * row.count_term / n
        f, fy = table.loc[row.Index, "count"], row.count_term
        assert row.expected == pytest.approx(chance)
        assert row.mi == pytest.approx(np.log2(f / chance))
        assert row.mi3 == pytest.approx(np.log2(f**3 / chance))
        assert row.t_score == pytest.approx((f - chance) / np.sqrt(f))
        assert row.log_dice == pytest.approx(14 + np.log2(2 * f / (fx + fy)))
        assert row.delta_p == pytest.approx(f / inside - ((fy - f) / (n - inside) if n > inside else 0))
        assert row.delta_p_reverse == pytest.approx(f / fy - ((inside - f) / (n - fy) if n > fy else 0))
        assert row.log_likelihood == pytest.approx(
            float(am.log_likelihood(f, fy - f, inside, n - inside, "four-term")), abs=1e-9
        )
        assert -1 <= row.delta_p <= 1 and row.log_likelihood >= 0
    assert np.isfinite(table.drop(columns="term").to_numpy(dtype=float)).all()
    if expected == "positions" and len(table):
        assert table["count"].sum() == inside
        assert table["expected"].sum() <= inside + 1e-9


@given(corpus=_corpora)
def test_counts_of_parts_are_the_counts_of_the_whole(corpus: Corpus) -> None:
    def counted(part: Corpus):  # type: ignore[no-untyped-def]
        return count(part, find_hits(part, "war"), (2, 2))

    parts = [counted(corpus[i]) for i in range(len(corpus))]
    assert score(sum(parts[1:], start=parts[0])).equals(score(counted(corpus)))


def test_the_columns_of_the_contract_come_first_and_the_strongest_tie_is_on_top() -> None:
    table = collocates(sample("sotu-2016"), "united")
    assert list(table.columns) == [*COLUMNS, *MEASURES]
    assert table["term"][0] == "states"
    assert table["log_dice"].is_monotonic_decreasing


def test_words_across_the_end_of_a_sentence_count_only_if_wished() -> None:
    corpus = from_text("The war ended. Hunger stayed.\n\nPeace came.")
    assert set(collocates(corpus, "ended")["term"]) == {"the", "war"}
    assert set(collocates(corpus, "ended", within="paragraph")["term"]) == {"the", "war", "hunger", "stayed"}
    assert "peace" in set(collocates(corpus, "ended", within="document")["term"])


def test_a_word_near_two_hits_counts_once_and_the_node_not_in_its_own_window() -> None:
    table = collocates(from_text("more and more"), "more").set_index("term")
    assert table["count"].to_dict() == {"and": 1, "more": 2}
    assert "free" not in set(collocates(from_text("the free Syrian army won"), "free Syrian army")["term"])


def test_the_next_word_alone_makes_a_window() -> None:
    corpus = from_text("Of course he came. Of late, of course, he did not.")
    table = collocates(corpus, "of", (0, 1)).set_index("term")
    assert table["count"].to_dict() == {"course": 2, "late": 1}
    # As in a table of bigrams: three places after "of", two of them "course", and none elsewhere.
    assert table.loc["course", "delta_p"] == pytest.approx(2 / 3 - 0)
    assert table.loc["course", "delta_p_reverse"] == pytest.approx(1 - 1 / 9)


def test_a_hit_that_is_no_word_has_the_window_of_its_own_sentence() -> None:
    table = collocates(from_text("Is this peace? Nobody knows."), r"/\?/")
    assert set(table["term"]) == {"is", "this", "peace"}


def test_the_window_factor_is_a_named_choice_and_moves_mi_by_its_logarithm() -> None:
    corpus = sample("sotu-2016")
    span, plain = (collocates(corpus, "America", expected=name).set_index("term") for name in ("span", "node"))
    assert plain["mi"].to_numpy() - span["mi"].to_numpy() == pytest.approx(np.log2(10))
    assert plain["log_dice"].equals(span["log_dice"])
    assert plain.attrs["expected"] == "node" and "not multiplied" in plain.attrs["notes"][0]


def test_groups_have_their_own_counts() -> None:
    frame = pd.DataFrame({"text": ["war ends", "war rages on", "war rages"], "side": ["a", "b", "b"]})
    corpus = from_frame(frame)
    table = collocates(corpus, "war", by="side")
    own = collocates(corpus.where(side="b"), "war")
    assert table[table["side"] == "b"].drop(columns="side").reset_index(drop=True).equals(own)
    assert table.attrs["node_count"] == {"a": 1, "b": 2} and table.attrs["words"] == {"a": 2, "b": 5}


def test_stop_words_are_hidden_but_take_up_their_place() -> None:
    corpus = from_text("The end of the war")
    shown = collocates(corpus, "war", 2, stop="english")
    assert shown.empty and "stop list" in shown.attrs["note"]
    assert shown.attrs["positions"] == 2


def test_a_node_that_is_not_there_gives_an_empty_table_that_says_so() -> None:
    corpus = from_text("The US left.")
    table = collocates(corpus, "us")
    assert table.empty and list(table.columns[:8]) == list(COLUMNS)
    assert "“US” is" in table.attrs["note"]
    assert "No other word" in collocates(from_text("War."), "war", 1000).attrs["note"]
    assert collocates(from_text("—"), "war").empty


@pytest.mark.parametrize("window", [0, -1, 1.5, True, (0, 0), (1, 2, 3), (1, -1), 1001, "5"])
def test_a_window_that_makes_no_sense_is_refused(window: object) -> None:
    with pytest.raises(QueryError, match="window"):
        collocates(from_text("War and peace."), "war", window)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "options", [{"within": "chapter"}, {"expected": "chance"}, {"minimum": 0}, {"by": "party"}, {"stop": "klingon"}]
)
def test_an_unknown_choice_is_refused_with_advice(options: dict) -> None:
    with pytest.raises(DiscourseError) as caught:
        collocates(from_text("War and peace."), "war", **options)
    assert caught.value.do


def test_lemmas_gather_the_forms_that_stand_near() -> None:
    corpus = from_text("The war kills. War killed many; wars kill. Nobody kills here.")
    words, lemmas = (collocates(corpus, "war | wars", terms=terms).set_index("term") for terms in ("word", "lemma"))
    assert words["count"][["kills", "killed", "kill"]].tolist() == [1, 1, 1]
    assert lemmas.loc["kill", ["count", "count_term"]].tolist() == [3, 4]
    assert lemmas["count"].sum() == words["count"].sum() == lemmas.attrs["positions"]
    assert lemmas.attrs["terms"] == "lemma" and any("Terms are lemmas" in note for note in lemmas.attrs["notes"])
    assert len(explain(lemmas.reset_index(), "kill", corpus)) == 3
    with pytest.raises(DiscourseError, match='"word"'):
        collocates(corpus, "war", terms="stem")


@given(_corpora, st.integers(0, 40), st.integers(0, 40))
def test_wide_windows_are_marked_as_narrow_ones_are(corpus: Corpus, left: int, right: int) -> None:
    hits, words = find_hits(corpus, "war"), len(corpus.tokens)
    expected = set()
    docs = corpus.tokens["doc"].tolist()
    for first, past in zip(hits.first.tolist(), hits.past.tolist(), strict=True):
        window = [*range(max(first - left, 0), first), *range(past, min(past + right, words))]
        expected |= {at for at in window if docs[at] == docs[first]}
    assert _near(corpus, hits, (left, right), "document").tolist() == sorted(expected)
