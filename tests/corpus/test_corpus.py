"""Do the tables of a corpus agree with its texts, with each other, and after choosing from it?"""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from discourse import Corpus, from_frame, from_text
from discourse.corpus.corpus import Document
from discourse.corpus.paragraphs import is_blank
from discourse.corpus.words import fold
from discourse.errors import DiscourseError, ReadError
from discourse.fair_copy import UNSEEN

from .any_text import any_text

TABLES = ("documents", "paragraphs", "sentences", "tokens")
visible_text = any_text.filter(lambda text: not is_blank(text))


def assert_same(one: Corpus, other: Corpus) -> None:
    assert [one.text(doc) for doc in range(len(one))] == [other.text(doc) for doc in range(len(other))]
    for name in TABLES:
        assert_frame_equal(getattr(one, name), getattr(other, name), obj=name)


def assert_sound(corpus: Corpus) -> None:
    """Hold every rule that spans, numbers and counts obey, whatever the texts."""
    tables = {name: getattr(corpus, name) for name in TABLES}
    for name in TABLES[1:]:
        table = tables[name]
        assert isinstance(table.index, pd.RangeIndex)
        assert table.equals(table.sort_values(["doc", "start"], kind="stable"))
        for doc, rows in table.groupby("doc"):
            start, end = rows["start"].to_numpy(), rows["end"].to_numpy()
            assert (start < end).all()
            assert (start[1:] >= end[:-1]).all()
            assert start[0] >= 0
            assert end[-1] <= len(corpus.text(int(doc)))
    for inner, outer, key in (("sentences", "paragraphs", "paragraph"), ("tokens", "sentences", "sentence")):
        around = tables[inner].merge(tables[outer], on=["doc", key], suffixes=("", "_outer"), validate="many_to_one")
        assert len(around) == len(tables[inner])
        assert (around["start"] >= around["start_outer"]).all()
        assert (around["end"] <= around["end_outer"]).all()
    for name, keys in (
        ("documents", ["doc"]),
        ("paragraphs", ["doc", "paragraph"]),
        ("sentences", ["doc", "paragraph", "sentence"]),
    ):
        counted = tables["tokens"].groupby(keys).size()
        said = tables[name].reset_index().set_index(keys)["words"]
        assert counted.reindex(said.index, fill_value=0).tolist() == said.tolist()
    wordless = tables["sentences"].query("words == 0").merge(tables["paragraphs"], on=["doc", "paragraph"])
    assert (wordless["words_y"] == 0).all()
    for doc, _, start, end in tables["paragraphs"][["doc", "paragraph", "start", "end"]].itertuples(index=False):
        rows = tables["sentences"].query("doc == @doc and @start <= start < @end")
        text = corpus.text(doc)
        covered = "".join(text[a:b] for a, b in zip(rows["start"], rows["end"], strict=True))
        edge = re.compile(rf"[\s{UNSEEN}]")
        assert edge.sub("", covered) == edge.sub("", text[start:end])


@given(visible_text)
@example("\u200eOne.\n\n\u200e\n\nTwo.")
@example("“Go.”\u2028He went.")
@example("a\x1cb. C\x85d")
def test_spans_nest_and_counts_agree_in_any_text(text: str) -> None:
    assert_sound(from_text(text))


@given(visible_text)
def test_numbers_count_from_one_in_each_document(text: str) -> None:
    corpus = Corpus([Document(text), Document("Another text. It has two."), Document(text)])
    assert_sound(corpus)
    for name, column in (("paragraphs", "paragraph"), ("sentences", "sentence")):
        for _, rows in getattr(corpus, name).groupby("doc"):
            assert rows[column].tolist() == list(range(1, len(rows) + 1))


@given(visible_text)
def test_the_span_of_a_token_is_its_evidence(text: str) -> None:
    corpus = from_text("A small first word.\n\n" + text)
    shouted = {
        p
        for p, a, b in corpus.paragraphs[["paragraph", "start", "end"]].to_numpy(object)
        if corpus.text()[a:b].isupper()
    }
    for paragraph, start, end, term in corpus.tokens[["paragraph", "start", "end", "term"]].itertuples(index=False):
        surface = corpus.text()[start:end]
        assert term == fold(surface) or (paragraph in shouted and term == fold(surface.lower()))


@given(st.text(), st.sampled_from(["\ud800", "\udfff"]))
def test_half_a_character_is_refused_and_nothing_else_raises(text: str, half: str) -> None:
    with pytest.raises(DiscourseError):
        from_text(text + "word" + half)


def test_columns_and_types_are_those_of_the_contract(article: str) -> None:
    corpus = from_text(article, year=2016)
    assert corpus.documents.index.name == "doc"
    assert corpus.documents.columns.tolist() == [
        "title", "source", "language", "sha256", "characters", "words", "year",
    ]  # fmt: skip
    assert corpus.paragraphs.columns.tolist() == ["doc", "paragraph", "start", "end", "kind", "words"]
    assert corpus.sentences.columns.tolist() == ["doc", "paragraph", "sentence", "start", "end", "words"]
    assert corpus.tokens.columns.tolist() == ["doc", "paragraph", "sentence", "start", "end", "term"]
    for name in TABLES:
        table = getattr(corpus, name)
        for column in set(table.columns) - {"title", "source", "language", "sha256", "kind", "term"}:
            assert pd.api.types.is_integer_dtype(table[column]), (name, column)
    assert corpus.paragraphs["kind"].dtype == "str"
    assert isinstance(corpus.tokens["term"].dtype, pd.CategoricalDtype)
    assert corpus.tokens["term"].cat.categories.is_monotonic_increasing


def test_the_article_in_numbers(article: str) -> None:
    corpus = from_text(article)
    assert_sound(corpus)
    assert (len(corpus.paragraphs), len(corpus.sentences)) == (19, 40)
    terms = corpus.tokens["term"]
    assert ((terms == "US").sum(), (terms == "us").sum()) == (21, 0)
    # The possessive belongs to no one's word count: "the US’s" is the word US.
    [at] = [match.start() for match in re.finditer("US’s diplomatic", article)]
    row = corpus.tokens[corpus.tokens["start"] == at].iloc[0]
    assert (row["end"] - row["start"], row["term"]) == (2, "US")
    lost = list(article)
    for start, end in zip(corpus.tokens["start"], corpus.tokens["end"], strict=True):
        lost[start:end] = " " * (end - start)
    lost_letters = [at for at, character in enumerate(lost) if character.isalnum()]
    assert all(article[at - 1 : at + 1] == "’s" for at in lost_letters)


# Headlines


def terms_of(text: str, paragraph: int = 1) -> list[str]:
    tokens = from_text(text).tokens
    return tokens.loc[tokens["paragraph"] == paragraph, "term"].tolist()


def test_a_headline_in_capitals_is_folded_but_its_acronyms_are_kept() -> None:
    text = "US BOMBS ALEPPO AGAIN\n\nThe US bombed it again."
    assert terms_of(text) == ["US", "bombs", "aleppo", "again"]


def test_the_acronym_may_have_its_dots_elsewhere() -> None:
    assert terms_of("U.S. BOMBS ALEPPO\n\nThe US did it.") == ["US", "bombs", "aleppo"]
    assert terms_of("US BOMBS ALEPPO\n\nThe U.S. did it.") == ["US", "bombs", "aleppo"]


def test_what_is_an_acronym_in_another_text_is_none_in_this_one() -> None:
    corpus = Corpus([Document("WHO BOMBS ALEPPO\n\nNobody knows."), Document("The WHO knows.")])
    assert corpus.tokens["term"].tolist() == ["who", "bombs", "aleppo", "nobody", "knows", "the", "WHO", "knows"]


def test_two_words_in_capitals_are_names() -> None:
    assert terms_of("NATO, UN\n\nThey met.") == ["NATO", "UN"]


# Choosing


@pytest.fixture
def four() -> Corpus:
    return Corpus(
        [
            Document("US ENVOY LEAVES DAMASCUS\n\nThe US left. Why?", "A", metadata={"year": 2015, "party": "R"}),
            Document("It’s the U.S. Congress.\n\nTwo.\n\nThree. Four.", "B", metadata={"year": 2016, "party": "D"}),
            Document("One more, and “one more.”", "C", language="en", metadata={"year": 2016, "party": "R"}),
            Document("—\n\nThe end.", "D", metadata={"year": 2017, "party": None}),
        ]
    )


@pytest.mark.parametrize("seen", [(), ("paragraphs",), ("sentences",), TABLES])
@pytest.mark.parametrize("chosen", [[0], [1, 2], [3, 1], [2, 2], [0, 1, 2, 3]])
def test_chosen_documents_are_like_a_corpus_made_of_them(four: Corpus, seen: tuple[str, ...], chosen: list) -> None:
    documents = [
        Document(row.text, row.title, None, row.language, {"year": row.year, "party": row.party})
        for row in (_row(four, doc) for doc in chosen)
    ]
    for name in seen:
        getattr(four, name)
    assert_same(four[chosen], Corpus(documents))
    assert_sound(four[chosen])


def _row(corpus: Corpus, doc: int) -> pd.Series:
    row = corpus.documents.loc[doc].copy()
    row["text"] = corpus.text(doc)
    return row.where(row.notna(), None)


def test_documents_are_chosen_by_their_metadata(four: Corpus) -> None:
    def titles(**wanted: object) -> list[str]:
        return four.where(**wanted).documents["title"].tolist()

    assert titles(party="R") == ["A", "C"]
    assert titles(party="R", year=2016) == ["C"]
    assert titles(year=range(2016, 2018)) == ["B", "C", "D"]
    assert titles(year=[2015, 2017]) == ["A", "D"]
    assert titles(year=lambda year: year > 2015) == ["B", "C", "D"]
    assert titles(party=None) == ["D"]
    assert titles(party=["D", None]) == ["B", "D"]
    assert titles(title={"A", "B"}) == ["A", "B"]
    assert titles() == ["A", "B", "C", "D"]
    dated = from_frame(pd.DataFrame({"text": ["One.", "Two."], "date": pd.to_datetime(["2016-01-12", "2017-02-28"])}))
    assert dated.where(date="2016-01-12").text() == "One."
    assert dated.where(date=lambda date: date.year == 2017).text() == "Two."


def test_what_fits_nothing_says_what_there_is(four: Corpus) -> None:
    with pytest.raises(DiscourseError, match="party"):
        four.where(president="Lincoln")
    with pytest.raises(DiscourseError, match=r"Values of party: R, D\."):
        four.where(party="Whig")
    with pytest.raises(DiscourseError, match="fits all"):
        four.where(party="D", year=2017)


def test_documents_are_chosen_as_from_any_sequence(four: Corpus) -> None:
    def titles(mask: object) -> list[str]:
        return four[mask].documents["title"].tolist()

    assert titles(0) == ["A"]
    assert titles(-1) == ["D"]
    assert titles(np.int64(1)) == ["B"]
    assert titles([0, -1]) == ["A", "D"]
    assert titles(slice(1, 3)) == ["B", "C"]
    assert titles([True, False, False, True]) == ["A", "D"]
    assert titles(four.documents["year"] == 2016) == ["B", "C"]
    assert titles((four.documents["year"] == 2015).iloc[::-1]) == ["A"]
    assert titles(four.documents.query("year > 2016").index) == ["D"]


@pytest.mark.parametrize(
    "mask",
    [
        4, -5, [0, 9], [True], [], slice(9, 12), [False] * 4, "A", 0.5, [0.5], None,
        pd.Series([True, None, False, True], dtype="boolean"), pd.Series([True], index=[2]), [[0, 1]],
    ],
    ids=repr,
)  # fmt: skip
def test_a_choice_that_cannot_be_made_is_explained(four: Corpus, mask: object) -> None:
    with pytest.raises(DiscourseError):
        four[mask]


def test_a_document_is_asked_for_by_its_number(four: Corpus) -> None:
    assert four.text(3) == "—\n\nThe end."
    for doc in (4, -1):
        with pytest.raises(DiscourseError, match="documents 0 to 3"):
            four.text(doc)


# A part


@pytest.mark.parametrize(("first", "last"), [(1, 1), (2, 3), (1, 99), (3, 3)])
def test_a_part_holds_the_rows_of_its_paragraphs_unchanged(four: Corpus, first: int, last: int) -> None:
    part = four.part(first, last)
    for name in TABLES[1:]:
        table = getattr(four, name)
        expected = table[table["paragraph"].between(first, last)].reset_index(drop=True)
        found = getattr(part, name)
        if name == "tokens":
            assert set(found["term"].cat.categories) == set(found["term"])
            expected, found = (frame.astype({"term": "str"}) for frame in (expected, found))
        assert_frame_equal(found, expected)
    assert [part.text(doc) for doc in range(4)] == [four.text(doc) for doc in range(4)]
    assert (
        part.documents["words"].tolist() == part.tokens.groupby("doc").size().reindex(range(4), fill_value=0).tolist()
    )
    assert part.documents.drop(columns="words").equals(four.documents.drop(columns="words"))


def test_a_headline_outside_its_whole_keeps_its_terms(four: Corpus) -> None:
    assert four[0].part(1, 1).tokens["term"].tolist() == ["US", "envoy", "leaves", "damascus"]


def test_parts_of_parts_and_choices_of_parts_are_parts_of_the_whole(four: Corpus) -> None:
    assert_same(four.part(1, 3).part(2, 9), four.part(2, 3))
    assert_same(four.part(2, 3)[[1, 0]], four[[1, 0]].part(2, 3))
    assert_same(four.part(2, 3).where(title="B"), four.where(title="B").part(2, 3))
    assert_same(four.part(2, 3)[[1, 1]], four[[1, 1]].part(2, 3))


def test_a_range_without_paragraphs_is_explained(four: Corpus) -> None:
    for first, last in ((0, 2), (3, 2), (-1, 1)):
        with pytest.raises(DiscourseError, match="is no range"):
            four.part(first, last)
    with pytest.raises(DiscourseError, match=r"The last paragraph is 3\."):
        four.part(4, 9)
    with pytest.raises(DiscourseError, match=r"The last paragraph is 2\."):
        four.part(1, 2).part(3, 3)


# Never changing, and being looked at


def test_changing_a_table_does_not_change_the_corpus(four: Corpus) -> None:
    for name in TABLES:
        before = getattr(four, name).copy()
        table = getattr(four, name)
        table.iloc[0, 0] = table.iloc[-1, 0]
        table["mine"] = 1
        assert_frame_equal(getattr(four, name), before)


def test_a_corpus_tells_what_is_in_it(four: Corpus) -> None:
    words = len(four.tokens)
    assert repr(four) == f"<Corpus of 4 documents (A, B, C, …): 8 paragraphs, {words} words>"
    assert "<script>" not in from_text("One.", title="<script>")._repr_html_()
    assert "1 document " in repr(four[0])


def test_whole_numbers_stay_whole_where_one_is_missing() -> None:
    corpus = Corpus([Document("One.", metadata={"year": 2016}), Document("Two.")])
    assert pd.api.types.is_integer_dtype(corpus.documents["year"])
    assert corpus.where(year=2016).text() == "One."
    assert corpus.where(year=None).text() == "Two."


def test_a_corpus_needs_a_text_and_names_of_its_own() -> None:
    with pytest.raises(ReadError, match="at least one"):
        Corpus([])
    with pytest.raises(ReadError, match="words"):
        Corpus([Document("One.", metadata={"words": 3})])
