"""Which terms does a text use, and where do chosen ones come up?"""

import json
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse import DiscourseError, QueryError, frequency, from_frame, from_text, sample, term_counts
from discourse.measures.stopwords import STOP_LISTS, stop_list

_word = st.sampled_from(["war", "War", "US", "us", "the", "The", "don’t", "don't", "Assad’s", "peace", "—"])
_texts = (
    st.lists(st.lists(_word, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=4)
    .map("\n\n".join)
    .filter(lambda text: any(map(str.isalnum, text)))
)
_corpora = st.lists(_texts, min_size=1, max_size=3).map(lambda texts: from_frame(pd.DataFrame({"text": texts})))


def test_in_the_article_US_is_counted_21_times_and_us_never(article: str) -> None:
    corpus = from_text(article)
    table = frequency(corpus).set_index("term")
    assert table.loc["US", "count"] == 21
    assert "us" not in table.index
    assert frequency(corpus, stop="english").loc[0, "term"] == "US"
    followed = term_counts(corpus, ["US", "us"])
    assert followed.groupby("term")["count"].sum().to_dict() == {"US": 21, "us": 0}
    assert len(followed) == 19 * 2


def test_terms_are_counted_by_hand_on_a_small_text() -> None:
    table = frequency(from_text("War is war.\n\nThe US told us: no war."))
    assert list(table.columns) == ["term", "count", "per_million", "range"]
    assert table[["term", "count", "range"]].to_numpy().tolist() == [
        ["war", 3, 2], ["US", 1, 1], ["is", 1, 1], ["no", 1, 1], ["the", 1, 1], ["told", 1, 1], ["us", 1, 1],
    ]  # fmt: skip
    assert table["per_million"].iloc[0] == pytest.approx(3 / 9 * 1e6)
    assert table.attrs["range_unit"] == "paragraph"


@given(_corpora)
def test_counts_and_ranges_are_those_of_a_counter(corpus: object) -> None:
    tokens = corpus.tokens  # type: ignore[attr-defined]
    terms = tokens["term"].astype(str).tolist()
    where = tokens["doc"] if len(corpus) > 1 else tokens["paragraph"]  # type: ignore[arg-type]
    counts, ranges = Counter(terms), Counter(term for term, _ in set(zip(terms, where, strict=True)))
    table = frequency(corpus)  # type: ignore[arg-type]
    expected = sorted(counts, key=lambda term: (-counts[term], term))
    assert table["term"].tolist() == expected
    assert table["count"].tolist() == [counts[term] for term in expected]
    assert table["range"].tolist() == [ranges[term] for term in expected]
    assert table["per_million"].sum() == pytest.approx(1e6)
    assert table.attrs["words"] == len(tokens)


@pytest.mark.parametrize("unit", ["document", "paragraph", "sentence"])
@given(corpus=_corpora)
def test_by_unit_every_count_is_that_of_the_unit_and_they_add_up(unit: str, corpus: object) -> None:
    keys = {"document": ["doc"], "paragraph": ["doc", "paragraph"], "sentence": ["doc", "paragraph", "sentence"]}[unit]
    tokens = corpus.tokens  # type: ignore[attr-defined]
    counts = Counter(zip(*(tokens[key] for key in keys), tokens["term"].astype(str), strict=True))
    words = Counter(zip(*(tokens[key] for key in keys), strict=True))
    table = frequency(corpus, unit)  # type: ignore[arg-type]
    assert list(table.columns) == [*keys, "term", "count", "per_million", "range"]
    found = {tuple(row[: len(keys) + 1]): row[len(keys) + 1 :] for row in table.itertuples(index=False, name=None)}
    assert {key: row[0] for key, row in found.items()} == counts
    for key, (count, rate, _) in found.items():
        assert rate == pytest.approx(count / words[key[:-1]] * 1e6)
    whole = frequency(corpus).set_index("term")["range"]  # type: ignore[arg-type]
    assert (table["range"].to_numpy() == whole.reindex(table["term"]).to_numpy()).all()
    assert table.equals(table.sort_values([*keys, "count", "term"], ascending=[*[True] * len(keys), False, True]))


def test_a_stop_list_hides_rows_but_not_the_base() -> None:
    corpus = from_text("The war and the peace.")
    table = frequency(corpus, stop="english")
    assert table["term"].tolist() == ["peace", "war"]
    assert table["per_million"].tolist() == [200_000, 200_000]
    assert table.attrs["base"] == ("per million of 5 words; stop words are left out of the table, not of the base")
    assert table.attrs["stopwords"] == "english"
    assert frequency(corpus, stop=["War"])["term"].tolist() == ["the", "and", "peace"]
    assert frequency(corpus, stop=iter(["War", "The"]))["term"].tolist() == ["and", "peace"]
    assert frequency(corpus, stop=[]).attrs["stopwords"] == "0 words of your own"
    assert frequency(corpus).attrs["stopwords"] == ""


def test_rare_terms_can_be_left_out() -> None:
    corpus = from_text("War, war.\n\nWar and peace.")
    assert frequency(corpus, minimum=2)["term"].tolist() == ["war"]
    assert frequency(corpus, "paragraph", minimum=2)["count"].tolist() == [2, 1]


def test_terms_are_counted_by_a_column_of_the_metadata() -> None:
    frame = pd.DataFrame({"text": ["War. Peace.", "War, war!", "Peace now", "Alone"], "side": ["A", "B", "A", None]})
    table = frequency(from_frame(frame), by="side")
    assert list(table.columns) == ["side", "term", "count", "per_million", "range"]
    assert table[["side", "term", "count", "range"]].to_numpy().tolist() == [
        ["A", "peace", 2, 2], ["A", "now", 1, 1], ["A", "war", 1, 1], ["B", "war", 2, 1],
    ]  # fmt: skip
    assert table["per_million"].tolist() == [500_000, 250_000, 250_000, 1_000_000]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"unit": "chapter"}, "document, paragraph, sentence"),
        ({"minimum": 0}, "whole number"),
        ({"minimum": True}, "whole number"),
        ({"by": "party"}, "They have"),
        ({"by": "title", "unit": "paragraph"}, "not both"),
        ({"stop": "klingon"}, "english"),
        ({"stop": [1, 2]}, "no word"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_the_choices(arguments: dict[str, object], said: str) -> None:
    with pytest.raises(DiscourseError, match=said):
        frequency(from_text("War."), **arguments)  # type: ignore[arg-type]


# Stop lists


def test_the_english_list_hides_us_but_never_the_US() -> None:
    assert "us" in STOP_LISTS["english"]
    assert "US" not in STOP_LISTS["english"]
    assert frequency(from_text("The US told us."), stop="english")["term"].tolist() == ["US", "told"]


def test_the_entries_of_the_english_list_are_terms_so_that_each_can_hide_something() -> None:
    entries = sorted(STOP_LISTS["english"])
    assert from_text("\n\n".join(entries)).tokens["term"].astype(str).tolist() == entries


def test_typographic_apostrophes_do_not_break_a_stop_list() -> None:
    assert frequency(from_text("It’s war, don’t they’re"), stop="english")["term"].tolist() == ["war"]
    assert stop_list(["Don’t"]) == {"don't"}


def test_a_stop_list_is_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.txt"
    file.write_text("\ufeffwar peace # both\n# nothing here\nUS\n", "utf-8")
    assert stop_list(file) == stop_list(str(file)) == {"war", "peace", "US"}
    assert stop_list(None) == frozenset()
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(DiscourseError, match="UTF-8"):
        stop_list(tmp_path / "bad.txt")


# Chosen terms


def test_chosen_terms_are_counted_in_every_paragraph_also_where_there_are_none() -> None:
    corpus = from_text("War is war.\n\n* * *\n\nThe Free Syrian Army bombs; bombing.")
    table = term_counts(corpus, ["war", "free syrian army", "bomb*", "/[A-Z]\\w+/"])
    assert list(table.columns) == ["doc", "paragraph", "term", "count", "per_100_words", "words"]
    assert table["term"].tolist()[:4] == ["war", "free syrian army", "bomb*", "/[A-Z]\\w+/"]
    assert table["count"].to_numpy().reshape(3, 4).tolist() == [[2, 0, 0, 1], [0, 0, 0, 0], [0, 1, 2, 4]]
    assert table["per_100_words"].tolist()[0] == pytest.approx(200 / 3)
    assert table["per_100_words"].tolist()[4:8] == [0, 0, 0, 0]


def test_a_mapping_names_what_is_counted() -> None:
    corpus = from_text("A truce, a cease-fire and peace.")
    table = term_counts(corpus, {"peace": "truce* | ceasefire* | cease-fire* | peace"})
    assert table[["term", "count"]].to_numpy().tolist() == [["peace", 3]]
    assert table.attrs["terms"] == {"peace": "truce* | ceasefire* | cease-fire* | peace"}


@given(_corpora, st.sampled_from(["document", "paragraph", "sentence"]))
def test_counts_of_chosen_terms_add_up_to_their_frequency(corpus: object, unit: str) -> None:
    chosen = ["war", "US", "us", "don't"]
    table = term_counts(corpus, chosen, unit)  # type: ignore[arg-type]
    whole = frequency(corpus).set_index("term")["count"]  # type: ignore[arg-type]
    assert table.groupby("term")["count"].sum().to_dict() == {term: int(whole.get(term, 0)) for term in chosen}
    units = {"document": "documents", "paragraph": "paragraphs", "sentence": "sentences"}[unit]
    assert len(table) == len(chosen) * len(getattr(corpus, units))
    assert not table.isna().any().any()


def test_in_a_part_of_a_text_its_paragraphs_are_counted_and_no_others() -> None:
    corpus = sample("sotu-2016")
    whole = term_counts(corpus, ["America", "world"])
    kept = whole[whole["paragraph"].between(5, 9)].reset_index(drop=True)
    pd.testing.assert_frame_equal(term_counts(corpus.part(5, 9), ["America", "world"]), kept)
    part = frequency(corpus.part(5, 9))
    tokens = corpus.tokens[corpus.tokens["paragraph"].between(5, 9)]
    assert part["count"].sum() == len(tokens) == part.attrs["words"]
    assert set(part["term"]) == set(tokens["term"].astype(str))


def test_a_text_without_words_has_no_terms() -> None:
    corpus = from_text("War.\n\n* * *").part(2, 2)
    for table in (frequency(corpus), frequency(corpus, "paragraph"), frequency(corpus, stop="english")):
        assert table.empty
        assert list(table.columns)[-4:] == ["term", "count", "per_million", "range"]
    assert term_counts(corpus, "war")["count"].tolist() == [0]


def test_terms_that_cannot_be_counted_are_refused() -> None:
    with pytest.raises(QueryError, match="no term"):
        term_counts(from_text("War."), [])
    with pytest.raises(QueryError, match="no valid regular"):
        term_counts(from_text("War."), ["/(/"])
    with pytest.raises(DiscourseError, match="document, paragraph, sentence"):
        term_counts(from_text("War."), ["war"], "chapter")


def test_a_term_that_never_occurs_is_told() -> None:
    assert term_counts(from_text("The US left."), ["us"]).attrs["notes"] == [
        "“us” is not in the text. “US” is, as an acronym in capitals: ask for it that way."
    ]


def test_a_table_says_what_it_is_and_where_it_comes_from() -> None:
    corpus = from_text("War.", title="War")
    for table in (frequency(corpus, stop="english"), term_counts(corpus, ["war"])):
        attributes = json.loads(json.dumps(table.attrs))
        assert attributes["provenance"]["texts"][0]["title"] == "War"
        assert attributes["provenance"]["call"].startswith(f"{attributes['measure']}(corpus, ")
        assert "1 words" not in attributes["base"]
