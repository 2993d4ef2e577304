"""Filtering a concordance in a narrow window, drawing lines by chance, sorting them by metadata, reading paragraphs."""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse import (
    Corpus,
    DiscourseError,
    QueryError,
    collocates,
    concordance,
    from_frame,
    from_text,
    mentions,
    passage,
    sample,
    sentiment,
)
from discourse.codebook import Codebook

_WARS = pd.DataFrame(
    {
        "text": ["The war ended. War again.", "A war of words.", "No war, no end.", "Wars? One war."],
        "title": ["d", "c", "B", "a"],
        "year": [1945, 1812, 2003, 1945],
        "party": ["Whig", None, "democratic", "Republican"],
    }
)


@pytest.fixture(scope="module")
def wars() -> Corpus:
    return from_frame(_WARS)


# A second word nearby


def test_only_hits_with_the_second_word_in_the_window_are_kept_and_read_in_a_wide_one() -> None:
    corpus = from_text("Peace was near. Nobody spoke of war at all.\n\nThey wanted peace, not war.\n\nWar.")
    table = concordance(corpus, "peace", 20, near="war", within=2)
    assert table["paragraph"].tolist() == [2]
    assert table.loc[0, "right"] == ", not war."
    assert table["distance"].tolist() == [2]
    assert corpus.text()[table.loc[0, "near_start"] : table.loc[0, "near_end"]] == "war"
    assert len(concordance(corpus, "peace", near="war", within=6)) == 2
    assert len(concordance(corpus, "peace", near="war", within=5)) == 1
    assert table.attrs["base"] == "1 of 2 hits with “war” within 2 words in 15 words"


def test_left_and_right_are_asked_for_apart_and_the_nearest_one_is_named() -> None:
    corpus = from_text("war a peace b c war d peace")

    def distances(within: object) -> list[int]:
        return concordance(corpus, "peace", near="war", within=within)["distance"].tolist()  # type: ignore[arg-type]

    assert distances(3) == [-2, -2]
    assert distances((0, 3)) == [3]
    assert distances((1, 3)) == [3]
    assert distances((2, 0)) == [-2, -2]
    assert distances((0, 1)) == []


def test_a_phrase_must_stand_in_the_window_as_a_whole_and_a_word_is_not_near_itself() -> None:
    corpus = from_text("peace at any price now. No peace.")
    assert len(concordance(corpus, "peace", near="at any price", within=(0, 3))) == 1
    assert concordance(corpus, "peace", near="at any price", within=(0, 2)).empty
    assert concordance(from_text("One peace."), "peace", near="peace", within=9).empty
    assert concordance(from_text("Peace, peace."), "peace", near="peace", within=1)["distance"].tolist() == [1, -1]
    assert concordance(from_text("Never! No."), "/!/", near="/!/", within=3).empty


_word = st.sampled_from(["war", "peace", "and", "or"])
_texts = st.lists(st.lists(_word, min_size=1, max_size=10).map(" ".join), min_size=1, max_size=3).map("\n\n".join)


@given(_texts, st.integers(0, 4), st.integers(1, 4))
def test_what_is_near_is_near_also_when_every_pair_of_words_is_looked_at(text: str, left: int, right: int) -> None:
    corpus = from_text(text)
    tokens = corpus.tokens
    expected = []
    for row in tokens[tokens["term"] == "war"].itertuples():
        others = tokens[(tokens["paragraph"] == row.paragraph) & (tokens["term"] == "peace")].index
        steps = [at - row.Index for at in others if -left <= at - row.Index <= right]
        if steps:
            expected.append((row.start, min(map(abs, steps))))
    table = concordance(corpus, "war", near="peace", within=(left, right))
    assert [(start, abs(d)) for start, d in zip(table["start"], table["distance"], strict=True)] == expected
    beside = collocates(corpus, "peace", (right, left), within="paragraph")
    counted = beside.loc[beside["term"] == "war", "count"].sum()
    assert counted == len(table)  # a second way, which goes from the other word


@pytest.mark.parametrize("within", [0, (0, 0), -1, 1001, 2.5, "5", True, (1, 2, 3), None])
def test_a_window_for_the_second_word_that_cannot_be_is_refused(within: object) -> None:
    with pytest.raises(QueryError, match="1 to 1,000"):
        concordance(from_text("War."), "war", near="peace", within=within)  # type: ignore[arg-type]


def test_a_second_word_that_is_never_near_leaves_an_empty_table_that_says_so() -> None:
    table = concordance(from_text("War.\n\nPeace."), "war", near="peace", within=(0, 4), sample=2, sort="title")
    assert table.empty
    assert table.attrs["note"] == "No hit of “war” has “peace” within 4 words to the right in its paragraph."
    assert {"near_start", "near_end", "distance", "title"} < set(table.columns)
    with pytest.raises(QueryError, match="empty"):
        concordance(from_text("War."), "war", near=" ")


# A sample


def test_the_same_seed_draws_the_same_lines_in_text_order_and_the_table_says_so() -> None:
    corpus = sample("sotu-2016")
    whole, drawn = concordance(corpus, "we"), concordance(corpus, "we", sample=20, seed=1)
    assert len(drawn) == 20
    assert drawn["start"].is_monotonic_increasing
    assert set(drawn["start"]) < set(whole["start"])
    pd.testing.assert_frame_equal(drawn, concordance(corpus, "we", sample=20, seed=1))
    assert set(drawn["start"]) != set(concordance(corpus, "we", sample=20, seed=2)["start"])
    assert set(drawn["start"]) < set(concordance(corpus, "we", sample=30, seed=1)["start"])
    attributes = json.loads(json.dumps(drawn.attrs))
    assert (attributes["sample"], attributes["seed"], attributes["hits"]) == (20, 1, len(whole))
    assert attributes["base"].startswith(f"20 lines drawn by chance (seed 1) from {len(whole)} hits")
    assert "sample=20, seed=1" in attributes["provenance"]["call"]


def test_every_hit_is_as_likely_to_be_drawn_as_any_other() -> None:
    corpus = from_text(" ".join(["war"] * 10))
    times = pd.concat([concordance(corpus, "war", sample=3, seed=seed)["start"] for seed in range(300)]).value_counts()
    # 300 draws of 3 out of 10: 90 each, with a standard deviation of √(300·.3·.7) = 7.9.
    assert len(times) == 10 and times.between(90 - 4 * 7.9, 90 + 4 * 7.9).all()


def test_a_sample_larger_than_what_there_is_shows_all() -> None:
    table = concordance(from_text("War, war."), "war", sample=50)
    assert len(table) == 2 and table.attrs["base"] == "2 hits in 2 words"


@pytest.mark.parametrize(("sample_", "seed"), [(0, 0), (2.5, 0), (True, 0), ("5", 0), (5, -1), (5, None), (5, 1.5)])
def test_a_sample_that_cannot_be_drawn_is_refused(sample_: object, seed: object) -> None:
    with pytest.raises(QueryError, match="whole number"):
        concordance(from_text("War."), "war", sample=sample_, seed=seed)  # type: ignore[arg-type]


# Metadata


def test_lines_are_sorted_by_metadata_numbers_by_size_words_by_the_alphabet_none_last(wars: Corpus) -> None:
    by_year = concordance(wars, "war", sort="year")
    assert by_year["year"].tolist() == [1812, 1945, 1945, 1945, 2003]
    assert by_year["doc"].tolist() == [1, 0, 0, 3, 2]  # alike in text order
    assert concordance(wars, "war", sort="party")["doc"].tolist() == [2, 3, 0, 0, 1]
    assert concordance(wars, "war", sort="year 1R")["right"].str.strip().tolist()[1:4] == [
        ".",
        "again.",
        "ended. War again.",
    ]
    assert concordance(wars, "war", sort="title")["title"].tolist() == ["a", "B", "c", "d", "d"]
    assert list(by_year.columns) == ["doc", "paragraph", "sentence", "start", "end", "left", "node", "right", "year"]


def test_columns_of_the_documents_stand_behind_the_lines(wars: Corpus) -> None:
    table = concordance(wars, "war", show=["year", "party"], near="war", within=9)
    assert list(table.columns[-2:]) == ["year", "party"]
    assert table["year"].tolist() == [1945, 1945]
    with pytest.raises(DiscourseError, match='no column "era"'):
        concordance(wars, "war", show="era")
    with pytest.raises(QueryError, match="year"):
        concordance(wars, "war", sort="era")


def test_a_column_with_a_space_in_its_name_can_be_sorted_by() -> None:
    corpus = from_frame(pd.DataFrame({"text": ["War b.", "War a."], "held on": ["2001-02-03", "1999-01-01"]}))
    assert concordance(corpus, "war", sort="held on")["doc"].tolist() == [1, 0]
    assert concordance(corpus, "war", sort=["held on", "1R"])["doc"].tolist() == [1, 0]


# The whole paragraph


def test_each_line_can_show_its_paragraph_with_its_words_marked() -> None:
    corpus = sample("sotu-2016").part(40, 50)
    table = concordance(corpus, "war", window=2)
    assert len(table)
    for at, row in table.iterrows():
        shown = passage(table, at, corpus)
        assert shown[shown.start : shown.end] == row["node"]
        assert row["left"] + row["node"] + row["right"] in shown
        assert (shown.doc, shown.paragraph) == (row["doc"], row["paragraph"])
        assert passage(table, row, corpus) == shown
    assert f"<mark>{table.loc[0, 'node']}</mark>" in passage(table, 0, corpus)._repr_html_()


def test_other_tables_lead_to_their_paragraphs_too() -> None:
    corpus = sample("pier-nine-for")
    named = mentions(corpus, Codebook.sample("pier-nine"))
    shown = passage(named, 0, corpus)
    assert shown[shown.start : shown.end] == named.loc[0, "surface"]
    whole = passage(sentiment(corpus), 2, corpus)
    assert whole.startswith("Let us be clear") and whole.start == whole.end == 0
    assert "<mark>" not in whole._repr_html_()


def test_markup_in_a_text_is_shown_as_it_is_written() -> None:
    corpus = from_text("<b>War</b> & <script>peace</script>.", title="<i>")
    assert passage(concordance(corpus, "war"), 0, corpus)._repr_html_().count("<b>") == 0
    assert "&lt;i&gt;" in passage(concordance(corpus, "war"), 0, corpus)._repr_html_()


def test_a_row_without_a_paragraph_in_this_corpus_is_refused() -> None:
    corpus = from_text("War.\n\nPeace.")
    table = concordance(corpus, "war")
    with pytest.raises(DiscourseError, match="no row 7"):
        passage(table, 7, corpus)
    with pytest.raises(DiscourseError, match="doc and paragraph"):
        passage(corpus.documents, 0, corpus)
    with pytest.raises(DiscourseError, match="without 1 text"):
        passage(table, 0, from_text("Another war."))
    named = mentions(sample("pier-nine-for"), Codebook.sample("pier-nine"))
    with pytest.raises(DiscourseError, match="does not stand in this place"):
        passage(named, 0, sample("pier-nine-against"))
    with pytest.raises(DiscourseError, match="no paragraph 1"):
        passage(table, 0, corpus.part(2, 2))
