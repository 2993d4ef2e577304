"""In which words around it does a word stand?"""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse import QueryError, concordance, from_frame, from_text, sample

_COLUMNS = ["doc", "paragraph", "sentence", "start", "end", "left", "node", "right"]
_TEXT = "“Peace,” he said, “is war.” War’s end? No war, no end.\n\nThe war goes on."


def test_the_context_is_cut_from_the_text_by_words_and_keeps_to_the_paragraph() -> None:
    table = concordance(from_text(_TEXT), "war", window=2)
    assert list(table.columns) == _COLUMNS
    assert table[["left", "node", "right"]].to_numpy().tolist() == [
        ["said, “is ", "war", ".” War’s end?"],
        ["is war.” ", "War", "’s end? No"],
        ["end? No ", "war", ", no end."],
        ["The ", "war", " goes on."],
    ]
    assert table["sentence"].tolist() == [1, 2, 3, 4]
    assert concordance(from_text(_TEXT), "peace", window=1).loc[0, ["left", "right"]].tolist() == ["“", ",” he"]


def test_a_window_of_no_words_is_the_node_alone() -> None:
    table = concordance(from_text(_TEXT), "war", window=0)
    assert set(table["left"]) == set(table["right"]) == {""}


_word = st.sampled_from(["war", "peace", "The", "US", "us,", "“moderate”", "Assad’s", "—", "end.", "No", "war’s"])
_texts = (
    st.lists(st.lists(_word, min_size=1, max_size=14).map(" ".join), min_size=1, max_size=4)
    .map("\n\n".join)
    .filter(lambda text: any(map(str.isalnum, text)))
)


@given(
    st.lists(_texts, min_size=1, max_size=3),
    st.sampled_from(["war", "us", "US", "the *", "*e*", "/e/", "/[^a-z]+/"]),
    st.integers(0, 4),
)
def test_left_node_and_right_are_the_text_as_it_is_written(texts: list[str], query: str, window: int) -> None:
    corpus = from_frame(pd.DataFrame({"text": texts}))
    spans = corpus.paragraphs.set_index(["doc", "paragraph"])
    tokens = corpus.tokens
    for row in concordance(corpus, query, window).itertuples():
        text, paragraph = corpus.text(row.doc), spans.loc[(row.doc, row.paragraph)]
        assert text[row.start : row.end] == row.node
        low, high = row.start - len(row.left), row.end + len(row.right)
        assert text[low:high] == row.left + row.node + row.right
        assert paragraph.start <= low <= high <= paragraph.end
        here = tokens[(tokens["doc"] == row.doc) & (tokens["paragraph"] == row.paragraph)]
        before, after = here[here["end"] <= row.start], here[here["start"] >= row.end]
        assert ((before["start"] >= low).sum(), (after["end"] <= high).sum()) == (
            min(window, len(before)), min(window, len(after)),
        )  # fmt: skip


def test_rows_stand_in_text_order_unless_sorted() -> None:
    corpus = from_frame(pd.DataFrame({"text": ["b war a. war", "a war US, d war b"], "title": ["Second", "First"]}))
    node = concordance(corpus, "war")
    assert list(zip(node["doc"], node["start"], strict=True)) == [(0, 2), (0, 9), (1, 2), (1, 12)]

    def order(sort: str) -> list[int]:
        table = concordance(corpus, "war", sort=sort)
        places = list(zip(node["doc"], node["start"], strict=True))
        return [places.index(place) for place in zip(table["doc"], table["start"], strict=True)]

    assert order("1L") == [1, 2, 0, 3]  # a, a, b, d: alike in text order
    assert order("1R") == [1, 0, 3, 2]  # nothing first; then a, b, US
    assert order("1L 1R") == [1, 2, 0, 3]
    assert order("document") == [2, 3, 0, 1]
    assert order("1R 1L") == order("right") == [1, 0, 3, 2]


def test_the_left_context_is_sorted_from_the_node_outwards() -> None:
    corpus = from_text("x b war. y a war. a b war. z a war.")
    lefts = concordance(corpus, "war", 2, sort="left")["left"].tolist()
    assert [left.split() for left in lefts] == [["y", "a"], ["z", "a"], ["a", "b"], ["x", "b"]]
    assert concordance(corpus, "war", 2, sort="1L 2L")["left"].tolist() == lefts
    assert concordance(corpus, "war", 2, sort="1l,2l")["left"].tolist() == lefts
    assert concordance(corpus, "war", 2, sort=["1L", "2L"])["left"].tolist() == lefts


@given(_texts, st.sampled_from(["1L", "1R", "2L", "node", "1L 2L", "1R 2R 1L"]))
def test_sorting_is_by_the_terms_at_the_asked_places_and_loses_no_row(text: str, sort: str) -> None:
    corpus = from_text(text)
    plain, table = concordance(corpus, "*e* | war*"), concordance(corpus, "*e* | war*", sort=sort)
    tokens = corpus.tokens

    def key(row: tuple[int, int, int, str]) -> tuple[str, ...]:
        paragraph, start, end, node = row
        here = tokens[tokens["paragraph"] == paragraph]
        before = here[here["end"] <= start]["term"].astype(str).tolist()[::-1]
        after = here[here["start"] >= end]["term"].astype(str).tolist()
        parts = []
        for position in sort.split():
            if position == "node":
                parts.append(node.casefold())
                continue
            words = before if position[1] == "L" else after
            place = int(position[0]) - 1
            parts.append(words[place].casefold() if place < len(words) else "")
        return tuple(parts)

    columns = ["paragraph", "start", "end", "node"]
    expected = sorted(plain[columns].itertuples(index=False, name=None), key=key)
    assert list(table[columns].itertuples(index=False, name=None)) == expected


@pytest.mark.parametrize("sort", ["length", "0L", "1X", "", "1L nonsense", ["1L", 2], "100R"])
def test_a_sort_that_is_unknown_is_an_error_that_lists_the_choices(sort: object) -> None:
    with pytest.raises(QueryError, match='"node"'):
        concordance(from_text(_TEXT), "war", sort=sort)  # type: ignore[arg-type]


@pytest.mark.parametrize("window", [-1, 1001, 2.5, "8", True, None])
def test_a_window_that_cannot_be_is_refused(window: object) -> None:
    with pytest.raises(QueryError, match="0 to 1,000"):
        concordance(from_text(_TEXT), "war", window=window)  # type: ignore[arg-type]


@pytest.mark.parametrize("sort", [None, "1L", "node", "document"])
def test_what_is_not_in_the_text_gives_an_empty_table_that_says_so(sort: str | None) -> None:
    for query in ("zebra", "zebra war", "/zebra/", "z*"):
        table = concordance(from_text(_TEXT), query, sort=sort)
        assert table.empty
        assert list(table.columns) == _COLUMNS
        assert "not in the text" in table.attrs["note"]
    assert "note" not in concordance(from_text(_TEXT), "war").attrs


def test_a_table_says_what_it_is_and_where_it_comes_from() -> None:
    table = concordance(from_text(_TEXT, title="War"), "war", 3, "1L")
    attributes = json.loads(json.dumps(table.attrs))
    assert (attributes["query"], attributes["window"], attributes["sort"]) == ("war", 3, "1L")
    assert attributes["base"] == "4 hits in 15 words"
    assert attributes["provenance"]["call"] == "concordance(corpus, query='war', window=3, sort='1L')"


def test_in_a_part_of_a_text_the_rows_are_those_of_the_whole() -> None:
    corpus = sample("sotu-2016")
    whole = concordance(corpus, "our")
    kept = whole[whole["paragraph"].between(7, 25)].reset_index(drop=True)
    pd.testing.assert_frame_equal(concordance(corpus.part(7, 25), "our"), kept)


def test_a_text_without_words_has_no_hits() -> None:
    corpus = from_text("War.\n\n* * *").part(2, 2)
    assert concordance(corpus, "war").empty
    table = concordance(corpus, "/\\*/", window=3, sort="1L")
    assert table["node"].tolist() == ["*"] * 3
    assert table.loc[1, ["left", "right"]].tolist() == ["* ", " *"]
