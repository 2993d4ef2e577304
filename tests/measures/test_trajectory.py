"""Does a term come or go? Rates of groups with intervals that can be checked by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from discourse import Corpus, DiscourseError, QueryError, from_frame, sample, term_counts, trajectory

_words = st.lists(st.sampled_from(["war", "peace", "US"]), min_size=1, max_size=12).map(" ".join)
_corpora = st.lists(st.tuples(_words, st.integers(1989, 2012)), min_size=1, max_size=6).map(
    lambda rows: from_frame(pd.DataFrame(rows, columns=["text", "year"]))
)


@given(_corpora, st.sampled_from([None, 1, 5, 10]), st.sampled_from([0.8, 0.95, 0.99]))
def test_rates_and_wilson_intervals_are_those_of_scipy(corpus: Corpus, period: int | None, confidence: float) -> None:
    table = trajectory(corpus, ["war", "peace"], period=period, confidence=confidence)
    years = corpus.documents["year"] // (period or 1) * (period or 1)
    counts = term_counts(corpus, ["war", "peace"], "document")
    assert list(table.columns) == ["year", "term", "count", "words", "documents", "per_million", "low", "high"]
    assert table["year"].drop_duplicates().tolist() == sorted(set(years))
    for row in table.itertuples():
        docs = years.index[years == row.year]
        n = int(corpus.documents["words"].loc[docs].sum())
        k = int(counts[counts["doc"].isin(docs) & (counts["term"] == row.term)]["count"].sum())
        assert (row.count, row.words, row.documents) == (k, n, len(docs))
        assert row.per_million == pytest.approx(1e6 * k / n)
        interval = binomtest(k, n).proportion_ci(confidence, method="wilson")
        assert (row.low, row.high) == pytest.approx((1e6 * interval.low, 1e6 * interval.high), abs=1e-6)


def test_the_bootstrap_draws_documents_and_gives_the_same_each_time() -> None:
    corpus = sample("sotu")
    table = trajectory(corpus, ["war"], period=50, interval="bootstrap")
    pd.testing.assert_frame_equal(table, trajectory(corpus, ["peace", "war"], period=50, interval="bootstrap")[
        lambda found: found["term"] == "war"].reset_index(drop=True))  # fmt: skip
    words = trajectory(corpus, ["war"], period=50)
    assert table["per_million"].tolist() == words["per_million"].tolist()
    assert (table["low"] <= table["per_million"]).all() and (table["per_million"] <= table["high"]).all()
    # War comes in bursts: whole speeches vary more than words drawn one by one.
    assert ((table["high"] - table["low"]) > (words["high"] - words["low"])).all()
    # The variance of a ratio by the delta method, a second way to nearly the same interval.
    counts = term_counts(corpus, ["war"], "document")["count"].to_numpy()
    size, period = corpus.documents["words"].to_numpy(), corpus.documents["year"].to_numpy() // 50 * 50
    for row in table.itertuples():
        own = period == row.year
        rate, n = counts[own].sum() / size[own].sum(), own.sum()
        error = np.sqrt(np.var(counts[own] - rate * size[own]) / n) / size[own].mean()
        assert row.high - row.low == pytest.approx(2e6 * 1.96 * error, rel=0.2)


def test_a_single_document_cannot_vary_and_a_text_without_words_has_no_rate() -> None:
    frame = pd.DataFrame({"text": ["War now.", "War. War.", "Peace.", "* * *"], "year": [1990, 1991, None, 2005]})
    table = trajectory(from_frame(frame), ["war"], period=10, interval="bootstrap")
    assert table[["year", "count", "words"]].to_numpy().tolist() == [[1990, 3, 4]]
    assert table.attrs["notes"][1:] == [
        "1 group without words left out.",
        "1 document without a value of year left out.",
    ]
    alone = trajectory(from_frame(frame), {"w": "war"}, interval="bootstrap")
    assert alone[["low", "high"]].isna().all().all()
    assert "2 groups of a single document without an interval; take more together." in alone.attrs["notes"]


def test_a_column_of_names_is_followed_in_the_order_of_the_alphabet() -> None:
    corpus = from_frame(pd.DataFrame({"text": ["War.", "Peace.", "War."], "party": ["Whig", "Democratic", "Whig"]}))
    table = trajectory(corpus, ["war", "truce"], "party")
    assert table[["party", "term", "count"]].to_numpy().tolist() == [
        ["Democratic", "war", 0], ["Democratic", "truce", 0], ["Whig", "war", 2], ["Whig", "truce", 0],
    ]  # fmt: skip
    assert table.attrs["notes"][1] == "“truce” is not in the text."
    assert table["low"].tolist()[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"by": "date"}, "They have"), ({"by": "title", "period": 10}, "no numbers"), ({"period": 0}, "whole number"),
        ({"interval": "normal"}, "wilson, bootstrap"), ({"confidence": 95}, "between 0 and 1"),
        ({"seed": -1}, "whole number"),
    ],
)  # fmt: skip
def test_what_cannot_be_followed_is_refused_with_the_choices(arguments: dict[str, object], said: str) -> None:
    corpus = from_frame(pd.DataFrame({"text": ["War."], "year": [1990]}))
    with pytest.raises(DiscourseError, match=said):
        trajectory(corpus, ["war"], **arguments)  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="no term"):
        trajectory(corpus, [])
