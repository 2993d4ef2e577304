"""Measures count what the author says to the reader, not what stands around it, and each table says so."""

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import discourse as dc
from discourse import Actor, Codebook, Corpus, DiscourseError, from_text, table_notes
from discourse.corpus.corpus import Document
from discourse.corpus.document import document_of_parts
from discourse.corpus.narrowing import running_text
from discourse.corpus.paragraphs import KINDS, RUNNING
from discourse.figures.targets import targets
from discourse.measures.counting import count, count_groups
from discourse.measures.query import find

PARTS = [
    ("title", "The terrible truce"),
    ("byline", "By A. Terrible, Washington"),
    ("body", "The US announced a good truce. Nobody in Moscow trusts it."),
    ("heading", "A terrible week for the US"),
    ("list", "The truce holds in Moscow and in Washington."),
    ("caption", "Terrible weather in Moscow. The truce of the US."),
    ("quote", "It is a good day for the US and for Moscow."),
    ("table", "truce\tterrible\tUS"),
    ("body", "The war goes on, says Washington. The truce was a war of words."),
    ("footnote", "The terrible truce of the US and Moscow."),
]
BODY = [text for kind, text in PARTS if kind in RUNNING]


def _document(parts: list[tuple[str, str]], title: str, **metadata: object) -> Document:
    document = document_of_parts(parts, f"{title}.html", title=title, metadata=metadata)
    assert document is not None
    return document


def _two(parts: list[tuple[str, str]]) -> Corpus:
    """The text, and a second one that has other words around it."""
    other = [("body", "Peace in Moscow. A bad war ends; the US and its truce win."), ("footnote", "A terrible note.")]
    kept = [(kind, text) for kind, text in other if parts is PARTS or kind in RUNNING]
    return Corpus([_document(parts, "A", side="left", year=2016), _document(kept, "B", side="right", year=2017)])


MIXED = _two(PARTS)
PLAIN = _two([("body", text) for text in BODY])
BOOK = Codebook(
    "Truce",
    actors=[Actor("us", names=["US", "Washington"]), Actor("ru", names=["Moscow"]), Actor("t", names=["Terrible"])],
)

MEASURES: dict[str, Callable[[Corpus], pd.DataFrame]] = {
    "sentiment": lambda c: dc.sentiment(c),
    "sentiment by sentence": lambda c: dc.sentiment(c, unit="sentence"),
    "sentiment by document": lambda c: dc.sentiment(c, unit="document"),
    "sentiment by document, vader": lambda c: dc.sentiment(c, "vader", "document"),
    "sentiment_evidence": lambda c: dc.sentiment_evidence(c),
    "frequency": lambda c: dc.frequency(c),
    "frequency by sentence": lambda c: dc.frequency(c, "sentence"),
    "frequency of lemmas": lambda c: dc.frequency(c, terms="lemma", by="side"),
    "ngrams": lambda c: dc.ngrams(c, 2),
    "dispersion": lambda c: dc.dispersion(c, "paragraph"),
    "dispersion of equal parts": lambda c: dc.dispersion(c, 3),
    "keyness": lambda c: dc.keyness(c[0], c[1]),
    "keyness by side": lambda c: dc.keyness(c, by="side"),
    "collocates": lambda c: dc.collocates(c, "truce"),
    "collocates in the document": lambda c: dc.collocates(c, "truce", within="document"),
    "concordance": lambda c: dc.concordance(c, "truce"),
    "concordance of a pattern": lambda c: dc.concordance(c, r"/\w*rr\w*/"),
    "lexical_diversity": lambda c: dc.lexical_diversity(c),
    "trajectory": lambda c: dc.trajectory(c, ["truce", "terrible"], "year"),
    "term_counts": lambda c: dc.term_counts(c, ["truce", "terrible"]),
    "mentions": lambda c: dc.mentions(c, BOOK),
    "cooccurrence": lambda c: dc.cooccurrence(dc.mentions(c, BOOK)),
    "explain": lambda c: dc.explain(dc.frequency(c), "truce", c),
    "find": lambda c: find(c, "truce"),
}
#: Where a row stands in the text differs, as it must, where something stands around it.
_PLACES = ["paragraph", "sentence", "start", "end"]


@pytest.fixture(autouse=True)
def _no_warning() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def _values(table: pd.DataFrame) -> pd.DataFrame:
    return table.drop(columns=[name for name in _PLACES if name in table])


@pytest.mark.parametrize("name", MEASURES)
def test_only_the_running_text_counts(name: str) -> None:
    counted = MEASURES[name](MIXED)
    pd.testing.assert_frame_equal(_values(counted), _values(MEASURES[name](PLAIN)))
    if "start" in counted:
        of = MIXED.paragraphs.set_index(["doc", "paragraph"])
        for row in counted.itertuples():
            around = of.loc[(row.doc, row.paragraph)]
            assert around["kind"] in RUNNING and around["start"] <= row.start and row.end <= around["end"]


@pytest.mark.parametrize("name", [name for name in MEASURES if name not in ("find", "explain")])
def test_a_table_says_what_it_left_out(name: str) -> None:
    counted = MEASURES[name](MIXED)
    left_out = "1 title, 1 byline, 1 heading, 1 caption, 2 footnotes, 1 table row"
    if name == "keyness":  # of the target here, and of the reference in a note of its own
        left_out = left_out.replace("2 footnotes", "1 footnote")
        assert "Body text: 4 paragraphs; left out: " + left_out + "." in table_notes(counted)
        assert "Reference: body text: 1 paragraph; left out: 1 footnote." in table_notes(counted)
    else:
        assert f"Body text: 5 paragraphs; left out: {left_out}." in table_notes(counted)
    assert not [note for note in table_notes(MEASURES[name](PLAIN)) if "left out: " in note or "Body text" in note]


@pytest.mark.parametrize("name", MEASURES)
def test_every_kind_counts_where_that_is_asked_for(name: str) -> None:
    everything = Corpus(
        [_document([("body", MIXED.text(doc)[a:b]) for a, b in _spans(MIXED, doc)], f"{doc}", side=side, year=year)
         for doc, side, year in ((0, "left", 2016), (1, "right", 2017))]
    )  # fmt: skip
    counted = MEASURES[name](MIXED.only("all"))
    pd.testing.assert_frame_equal(counted, MEASURES[name](everything), check_names=False)
    assert len(_values(counted)) >= len(MEASURES[name](MIXED))


def _spans(corpus: Corpus, doc: int) -> list[tuple[int, int]]:
    rows = corpus.paragraphs[corpus.paragraphs["doc"] == doc]
    return list(zip(rows["start"].tolist(), rows["end"].tolist(), strict=True))


@pytest.mark.parametrize("name", [name for name in MEASURES if name not in ("find", "explain")])
def test_chosen_kinds_are_named_in_the_table_and_in_its_call(name: str) -> None:
    counted = MEASURES[name](MIXED.only("footnote"))
    assert counted.attrs["kinds"] == ["footnote"]
    assert any(note.startswith("Counted: ") and "footnote" in note for note in table_notes(counted))
    if name not in ("keyness", "mentions", "cooccurrence"):  # which have two corpora, or no call
        assert "(corpus.only('footnote')" in counted.attrs["provenance"]["call"]


def test_plain_text_is_measured_itself_not_a_copy_of_it() -> None:
    corpus = from_text("War.\n\nPeace.")
    assert running_text(corpus) is corpus
    assert "kinds" not in dc.frequency(corpus).attrs and "paragraphs" not in dc.frequency(corpus).attrs


def test_what_counts_is_worked_out_once() -> None:
    assert running_text(MIXED) is running_text(MIXED)
    assert MIXED.only("heading", "footnote") is MIXED.only("footnote", "heading")
    assert running_text(MIXED.only("heading")) is MIXED.only("heading")


def test_the_corpus_itself_keeps_every_paragraph() -> None:
    dc.frequency(MIXED)
    assert len(MIXED.paragraphs) == len(PARTS) + 2
    assert int(MIXED.documents["words"].sum()) == len(MIXED.tokens) == int(MIXED.sentences["words"].sum())


@pytest.mark.parametrize("kinds", [("heading",), ("body", "footnote"), ("all",), RUNNING])
def test_narrowed_tables_are_rows_of_the_whole_ones(kinds: tuple[str, ...]) -> None:
    wanted = set(KINDS) if kinds == ("all",) else set(kinds)
    narrowed, of = MIXED.only(*kinds), MIXED.paragraphs.set_index(["doc", "paragraph"])["kind"]
    for name in ("paragraphs", "sentences", "tokens"):
        whole, part = getattr(MIXED, name), getattr(narrowed, name)
        kept = [of[place] in wanted for place in zip(whole["doc"], whole["paragraph"], strict=True)]
        expected = whole[kept].reset_index(drop=True).astype({"term": str} if name == "tokens" else {})
        pd.testing.assert_frame_equal(part.astype({"term": str} if name == "tokens" else {}), expected)
        assert len(part)
    assert narrowed.documents["words"].tolist() == [(narrowed.tokens["doc"] == doc).sum() for doc in (0, 1)]


def test_kinds_go_together_with_parts_and_with_choosing_documents(tmp_path: Path) -> None:
    for corpus in (
        MIXED.only("body", "footnote").part(2, 3),
        MIXED.part(2, 3).only("body", "footnote"),
        MIXED.only("body", "footnote").part(1, 9).part(2, 3),
        MIXED.only("body", "footnote", "heading").only("body", "footnote").part(2, 3),
        Corpus.open(MIXED.only("body", "footnote").part(2, 3).save(tmp_path / "saved")),
    ):
        assert list(zip(corpus.paragraphs["doc"], corpus.paragraphs["paragraph"], strict=True)) == [(0, 3), (1, 2)]
    assert MIXED.only("footnote").where(side="right").paragraphs["paragraph"].tolist() == [2]
    assert MIXED.where(side="right").only("footnote").paragraphs["doc"].tolist() == [0]
    assert dc.frequency(MIXED.part(3, 4)).attrs["paragraphs"] == "Body text: 1 paragraph; left out: 1 heading"


def test_a_saved_corpus_counts_what_it_counted(tmp_path: Path) -> None:
    for name, corpus in {"whole": MIXED, "all": MIXED.only("all"), "notes": MIXED.only("footnote")}.items():
        again = Corpus.open(corpus.save(tmp_path / name))
        pd.testing.assert_frame_equal(dc.frequency(again), dc.frequency(corpus))
        assert dc.frequency(again).attrs.get("kinds") == dc.frequency(corpus).attrs.get("kinds")


def test_a_kind_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(DiscourseError, match=r"'headign'.*Kinds there: 3 body paragraphs, 1 list item"):
        MIXED.only("headign")
    with pytest.raises(DiscourseError, match="Kinds there: 2 body paragraphs"):
        PLAIN.part(1, 1).only("footnote")
    with pytest.raises(DiscourseError, match="No kind"):
        MIXED.only()


@pytest.mark.parametrize("name", [name for name in MEASURES if "keyness" not in name and name != "explain"])
def test_a_text_without_running_text_gives_an_empty_table_that_says_why(name: str) -> None:
    corpus = Corpus([_document([("heading", "The terrible truce of Moscow")], "H", side="left", year=2016)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore" if name in ("mentions", "cooccurrence") else "error")
        counted = MEASURES[name](corpus)
    numbers = counted.select_dtypes("number").drop(columns=["doc", "year"], errors="ignore").to_numpy(dtype=float)
    assert not np.nan_to_num(numbers).any()
    if name != "find":
        assert "Body text: 0 paragraphs; left out: 1 heading." in table_notes(counted)


def test_lines_behind_a_number_are_those_it_counted() -> None:
    for corpus in (MIXED, MIXED.only("all"), MIXED.only("footnote", "heading")):
        table = dc.frequency(corpus)
        for whole in (MIXED, MIXED.only("all"), corpus):
            n = int(table.set_index("term")["count"]["terrible"]) if "terrible" in set(table["term"]) else 0
            assert not n or len(dc.explain(table, "terrible", whole)) == n
        assert len(dc.explain(table, "truce", MIXED)) == int(table.set_index("term")["count"]["truce"])


def test_a_passage_may_be_of_any_kind() -> None:
    table = dc.concordance(MIXED.only("footnote"), "terrible")
    assert dc.passage(table, 0, MIXED) == "The terrible truce of the US and Moscow."


def test_strips_show_the_places_that_were_counted() -> None:
    ax = dc.plot_dispersion(dc.dispersion(MIXED, "paragraph", terms=["truce"]), MIXED)
    assert ax.get_xlim()[1] == len(running_text(MIXED).tokens)


def test_counts_of_parts_add_up_to_those_of_the_running_text() -> None:
    whole, parts = count(MIXED), count_groups(MIXED, np.array([0, 1]), 2)
    assert whole.words == parts[0].words + parts[1].words == len(PLAIN.tokens)


def test_figures_leave_the_place_of_a_paragraph_that_does_not_count_blank() -> None:
    one = MIXED[0]
    ax = dc.plot_mentions(dc.mentions(one, BOOK), BOOK, paragraphs=one.paragraphs)
    cells = ax.collections[0].get_array().reshape(2, -1)  # US and Russia, from paragraph 3 to 9
    assert (~np.ma.getmaskarray(cells)).astype(int).tolist() == [[1, 0, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 0, 0]]
    assert {box["paragraph"] for box in targets(ax) if "paragraph" in box} == {3, 5, 7, 9}
    assert {box["paragraph"] for box in targets(dc.plot_sentiment(dc.sentiment(one)))} == {3, 5, 7, 9}
