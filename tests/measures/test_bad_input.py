"""What cannot be counted is said in words: no infinite value, no unexplained gap, no bare warning, no endless wait."""

import time
import warnings
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
import pytest

import discourse as dc
from discourse import Corpus, DiscourseError, QueryError, from_frame, from_text
from discourse.measures import query as querying

ONE, EMPTY, TINY = from_text("War."), from_text("* * *"), from_text("War and peace. War now.")
TWO = from_frame(pd.DataFrame({"text": ["War now.", "Peace."], "side": ["a", "b"]}))
GAPS = from_frame(pd.DataFrame({"text": ["War now.", "* * *", "Peace, war."], "side": ["a", "b", "c"]}))

Measure = Callable[[Corpus], pd.DataFrame]
MEASURES: dict[str, Measure] = {
    "frequency": lambda c: dc.frequency(c),
    "frequency by sentence": lambda c: dc.frequency(c, "sentence"),
    "n-grams of six": lambda c: dc.ngrams(c, 6),
    "dispersion": lambda c: dc.dispersion(c),
    "dispersion over a hundred parts": lambda c: dc.dispersion(c, 100),
    "collocates": lambda c: dc.collocates(c, "war"),
    "collocates in a window larger than the text": lambda c: dc.collocates(c, "war", 1000, within="document"),
    "collocates of all": lambda c: dc.collocates(c, r"/\S+/"),
    "concordance": lambda c: dc.concordance(c, "war", 1000, "1R"),
    "concordance of all": lambda c: dc.concordance(c, "/.+/"),
    "concordance near": lambda c: dc.concordance(c, "war", near="/[a-z]/", within=1000, sample=1),
    "keyness": lambda c: dc.keyness(c, TINY, measures="all"),
    "keyness the other way": lambda c: dc.keyness(TINY, c, form="four-term", measures="all"),
    "keyness with itself": lambda c: dc.keyness(c, c, measures="all", correction="benjamini-hochberg"),
    "trajectory": lambda c: dc.trajectory(c, ["war", "zebra", "/./"], "title"),
    "term counts": lambda c: dc.term_counts(c, ["war", "zebra"], "document"),
    "lexical diversity": lambda c: dc.lexical_diversity(c, window=1000, draws=1000),
}


@pytest.fixture(autouse=True)
def _no_warning() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.mark.parametrize("corpus", [ONE, EMPTY, TINY, TWO, GAPS], ids=["one word", "no word", "tiny", "two", "gaps"])
@pytest.mark.parametrize("name", MEASURES)
def test_every_value_is_finite_or_explained_and_an_empty_table_says_why(name: str, corpus: Corpus) -> None:
    try:
        table = MEASURES[name](corpus)
    except DiscourseError as error:
        assert "no word" in str(error) and corpus is EMPTY and name.startswith("keyness")
        return
    numbers = table.select_dtypes("number").astype(float)
    assert not np.isinf(numbers.to_numpy()).any()
    if numbers.isna().to_numpy().any():
        assert any(note.startswith("Without ") for note in table.attrs["notes"])
    if table.empty:
        assert table.attrs.get("note") or table.attrs.get("notes")
    assert dc.table_notes(table)


# Queries


def test_a_query_that_matches_everything() -> None:
    corpus = dc.sample("sotu-2016")
    assert len(dc.concordance(corpus, "/.+/")) == len(corpus.paragraphs)
    assert len(dc.concordance(corpus, r"/\w[\w'’.-]*/")) >= len(corpus.tokens) * 0.98
    table = dc.collocates(corpus, "/.+/")
    assert table.empty and "No other word stands within" in table.attrs["note"]
    for everything in ("*", "?*", "war | *", "* *"):
        with pytest.raises(QueryError, match="asks for every word"):
            dc.concordance(corpus, everything)


@pytest.mark.parametrize(
    "broken", ["/(/", "/[z-a]/", "/a{2/1", "/", "//", "/*a/", "/(?<x>a)(?<=y", "/" + "(" * 3000 + ")" * 3000 + "/"]
)
def test_a_broken_regular_expression_is_told_where(broken: str) -> None:
    for measure in (dc.concordance, dc.collocates):
        with pytest.raises(QueryError, match=r"regular expression|has no end"):
            measure(TINY, broken)
    with pytest.raises(QueryError):
        dc.concordance(TINY, "war", near=broken)
    with pytest.raises(QueryError):
        dc.trajectory(TWO, [broken], "side")


def test_a_catastrophic_regular_expression_is_given_up_in_time() -> None:
    corpus = from_text("a" * 60 + "!")
    begun = time.perf_counter()
    with pytest.raises(QueryError, match="more than 2 seconds on paragraph 1"):
        dc.concordance(corpus, "/(a|aa)+$/")
    assert time.perf_counter() - begun < 20


def test_a_slow_regular_expression_does_not_go_on_for_thousands_of_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(querying, "_SLOW", 0.0)
    monkeypatch.setattr(querying, "_SECONDS_OF_SLOW", 0.0)
    with pytest.raises(QueryError, match="seconds on the paragraphs up to 1"):
        dc.concordance(dc.sample("sotu-2016"), "/war/")


# Comparing


def test_a_text_compared_with_itself_differs_in_nothing() -> None:
    corpus = dc.sample("sotu-2016")
    for form in ("two-term", "four-term"):
        table = dc.keyness(corpus, corpus, form=form, measures="all")
        assert (
            table[["log_likelihood", "log_ratio", "lrc", "percent_diff", "chi_squared", "text_dispersion"]] == 0
        ).all(axis=None)
        assert (table[["p", "odds_ratio", "simple_maths"]] == 1).all(axis=None)
        assert (table["log_ratio_low"] < 0).all() and (table["log_ratio_high"] > 0).all()
        assert "stand in the reference too" in table.attrs["notes"][-1]


def test_a_text_compared_with_an_empty_one_is_refused() -> None:
    for target, reference, side in ((TINY, EMPTY, "reference"), (EMPTY, TINY, "target")):
        with pytest.raises(DiscourseError, match=f"The {side} has no word"):
            dc.keyness(target, reference)


def test_a_text_compared_with_one_word() -> None:
    table = dc.keyness(TINY, ONE).set_index("term")
    # 2 of 5 words against 1 of 1: log2((2/5)/(1/1)).
    assert table.loc["war", "log_ratio"] == pytest.approx(np.log2(2 / 5))
    # peace: 1 of 5 against none of 1, which stands as 0.5: log2((1/5)/(0.5/1)).
    assert table.loc["peace", "log_ratio"] == pytest.approx(np.log2(0.4))
    assert table.loc["peace", "log_ratio_low"] < 0 < table.loc["peace", "log_ratio_high"]
    assert (table["lrc"] == 0).all() and (table["p"] == 1).all()  # one word proves nothing


def test_groups_of_one_document_are_compared_by_their_words() -> None:
    table = dc.keyness(TWO, by="side")
    assert table.groupby("side").size().to_dict() == {"a": 3, "b": 3}
    assert table.attrs["range_unit"] == "document"
    strips = dc.dispersion(TWO, by="side")
    assert (strips[["dp", "dp_norm", "kld"]] == 0).all(axis=None) and "single part" in strips.attrs["notes"][-1]
    moved = dc.trajectory(TWO, ["war"], "side", interval="bootstrap")
    assert moved["low"].isna().all() and "without an interval" in " ".join(moved.attrs["notes"])


def test_a_group_without_words_is_left_out_and_the_table_says_so() -> None:
    table = dc.keyness(GAPS, by="side")
    assert set(table["side"]) == {"a", "c"}
    assert "1 group without words left out." in table.attrs["notes"]
    with pytest.raises(DiscourseError, match="No side has a word"):
        dc.keyness(from_frame(pd.DataFrame({"text": ["*", "* *"], "side": ["a", "b"]})), by="side")
    for one_group in (TINY, dc.sample("sotu-2016")):
        with pytest.raises(DiscourseError, match=r"two values or more|no column"):
            dc.keyness(one_group, by="year")


# Windows


def test_a_window_larger_than_the_text_is_the_text() -> None:
    [first, second] = dc.concordance(TINY, "war", 1000)[["left", "node", "right"]].agg("".join, axis=1)
    assert first == second == TINY.text()
    table = dc.collocates(TINY, "war", 1000, within="document").set_index("term")
    # Everything stands in a window: 3 words of the text beside 2 hits, and each hit beside the other.
    assert table["count"].to_dict() == {"war": 2, "and": 1, "peace": 1, "now": 1}
    assert (table["delta_p"].abs() <= 1).all() and (table["log_likelihood"] == 0).all()
    assert np.isfinite(table.select_dtypes("number").to_numpy()).all()
    assert dc.lexical_diversity(TINY, window=6)["mattr"].isna().all()
    assert dc.ngrams(TINY, 6).attrs["note"].startswith("No run of 6 words is left")
