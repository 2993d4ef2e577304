"""Where in the texts does what is asked for stand?"""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse import Corpus, QueryError, from_frame, from_text, sample
from discourse.measures.query import find, no_hit_note

_TEXT = (
    "The US’s allies joined us: “us”. US, U.S. and USA; the Free Syrian Army, the free  Syrian\nregime. "
    "Don’t, don't. A US-led war.\n\nThe end."
)


def _found(corpus: Corpus | str, query: str) -> list[str]:
    corpus = from_text(corpus) if isinstance(corpus, str) else corpus
    return [corpus.text(row.doc)[row.start : row.end] for row in find(corpus, query).itertuples()]


@pytest.mark.parametrize(
    ("query", "surfaces"),
    [
        ("US", ["US", "US", "U.S"]),
        ("us", ["us", "us"]),
        ("US’s", ["US", "US", "U.S"]),
        ("Allies", ["allies"]),
        ("US*", ["US", "US", "U.S", "USA"]),
        ("us*", ["us", "us", "US-led"]),
        ("US?", ["USA"]),
        ("*med", []),
        ("?ree", ["Free", "free"]),
        ("free syrian", ["Free Syrian", "free  Syrian"]),
        ("Free Syrian Army", ["Free Syrian Army"]),
        ("free * army", ["Free Syrian Army"]),
        ("syrian regime", ["Syrian\nregime"]),
        ("don't", ["Don’t", "don't"]),
        ("don’t", ["Don’t", "don't"]),
        ("d*'t", ["Don’t", "don't"]),
        ("US‑led war", ["US-led war"]),
        ("regime | army", ["Army", "regime"]),
        ("syrian | free syrian army", ["Free Syrian Army", "Syrian"]),
        ("army, the", ["Army, the"]),
        ("zebra", []),
        ("/[A-Z]{3}/", ["USA"]),
        ("/(?i)syrian\\s+\\w+/", ["Syrian Army", "Syrian\nregime"]),
        ("/’s/", ["’s"]),
        ("/x*/", []),
    ],
)
def test_a_query_finds_what_a_reader_would_mark(query: str, surfaces: list[str]) -> None:
    assert _found(_TEXT, query) == surfaces


def test_in_the_article_the_US_is_found_21_times_and_us_never(article: str) -> None:
    corpus = from_text(article)
    assert _found(corpus, "US") == ["US"] * 21
    assert _found(corpus, "us") == []
    assert len(find(corpus, "Free Syrian Army")) == article.count("Free Syrian Army")


def test_a_phrase_stays_within_its_paragraph_and_a_pattern_sees_nothing_beyond_it() -> None:
    text = "They want war.\n\nWar is bad, war is."
    assert _found(text, "war war") == []
    assert _found(text, "war is") == ["War is", "war is"]
    assert _found(text, r"/(?i)\bwar\W+war/") == []
    assert [row.start for row in find(from_text(text), "/^./").itertuples()] == [0, text.index("War is")]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("—", "holds no word"),
        ("war |", "beside a |"),
        ("*", "every word"),
        ("war | *", "every word"),
        ("/war", "no end"),
        ("//", "no end"),
        ("/(war/", "no valid regular expression"),
        ("/war[/", "no valid regular expression"),
    ],
)
def test_a_query_that_cannot_be_understood_says_why_and_what_to_do(query: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        find(from_text(_TEXT), query)
    assert said in str(caught.value)
    assert caught.value.do


def test_a_broken_regular_expression_is_shown_where_it_breaks() -> None:
    with pytest.raises(QueryError, match="at character 5"):
        find(from_text(_TEXT), "/war(/")


def test_a_regular_expression_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    from discourse.measures import query

    monkeypatch.setattr(query, "_SECONDS", 0.2)
    with pytest.raises(QueryError, match="paragraph 2"):
        find(from_text("Calm.\n\n" + "a" * 60 + "!"), "/(a|aa)+$/")


def test_a_query_that_finds_nothing_says_which_spelling_would() -> None:
    corpus = from_text("The US told the rest of it: NATO stays.")
    assert "“NATO”" in no_hit_note(corpus, "nato")
    assert "acronym" in no_hit_note(corpus, "us")
    assert "“rest”" in no_hit_note(corpus, "REST")
    assert no_hit_note(corpus, "zebra*") == "“zebra*” is not in the text."


_word = st.sampled_from(
    ["war", "War", "WAR", "US", "us", "U.S.", "don’t", "don't", "Assad’s", "re-equip", "1,000", "9/11", "İz", "é", "—"]
)
_texts = (
    st.lists(st.lists(_word, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=4)
    .map("\n\n".join)
    .filter(lambda text: any(map(str.isalnum, text)))
)


@given(st.lists(_texts, min_size=1, max_size=3))
def test_every_term_is_found_as_often_as_it_stands_in_the_tokens(texts: list[str]) -> None:
    corpus = from_frame(pd.DataFrame({"text": texts}))
    tokens = corpus.tokens
    for term in tokens["term"].astype(str).unique():
        expected = tokens[tokens["term"] == term].drop(columns="term").reset_index(drop=True)
        found = find(corpus, term)
        pd.testing.assert_frame_equal(found, expected[list(found.columns)], check_dtype=False)


@given(
    st.lists(_texts, min_size=1, max_size=2),
    st.lists(st.sampled_from(["war", "US", "us", "*", "re*", "don't", "?ar"]), min_size=1, max_size=3),
)
def test_a_phrase_is_found_where_its_words_follow_each_other(texts: list[str], words: list[str]) -> None:
    corpus = from_frame(pd.DataFrame({"text": texts}))
    if set(words) == {"*"}:
        words = ["war", *words]
    patterns = [re.compile(re.escape(word).replace(r"\*", ".*").replace(r"\?", ".")) for word in words]
    expected, free = [], -1
    rows = list(corpus.tokens.itertuples())
    for i in range(len(rows) - len(words) + 1):
        run = rows[i : i + len(words)]
        together = len({(row.doc, row.paragraph) for row in run}) == 1
        if i >= free and together and all(p.fullmatch(row.term) for p, row in zip(patterns, run, strict=True)):
            expected.append((run[0].doc, run[0].start, run[-1].end))
            free = i + len(words)
    assert [
        tuple(row) for row in find(corpus, " ".join(words))[["doc", "start", "end"]].itertuples(index=False)
    ] == expected


@given(_texts, st.sampled_from([r"war", r"(?i)war", r"\w+’\w", r"[A-Z]+\b", r"\s", r"^.", r"$|x?"]))
def test_a_regular_expression_finds_what_python_finds_in_each_paragraph(text: str, pattern: str) -> None:
    corpus = from_text(text)
    expected = [
        (row.start + match.start(), row.start + match.end())
        for row in corpus.paragraphs.itertuples()
        for match in re.finditer(pattern, text[row.start : row.end])
        if match.end() > match.start()
    ]
    assert [tuple(row) for row in find(corpus, f"/{pattern}/")[["start", "end"]].itertuples(index=False)] == expected


@settings(max_examples=100)
@given(st.text(max_size=20))
def test_any_query_is_either_answered_or_refused_with_a_reason(query: str) -> None:
    try:
        table = find(_SAMPLE, query)
    except QueryError as error:
        assert str(error)
    else:
        assert list(table.columns) == ["doc", "paragraph", "sentence", "start", "end"]


_SAMPLE = from_text(_TEXT)


def test_in_a_part_of_a_text_only_its_paragraphs_are_searched() -> None:
    corpus = sample("sotu-2016")
    for query in ("america*", "/(?i)america/", "the world"):
        whole = find(corpus, query)
        kept = whole[whole["paragraph"].between(5, 20)].reset_index(drop=True)
        assert 0 < len(kept) < len(whole)
        pd.testing.assert_frame_equal(find(corpus.part(5, 20), query), kept)
