"""From number to text: every row of every table of terms leads to as many lines as it counts."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import discourse as dc
from discourse import Corpus, DiscourseError, explain, from_frame, from_text

_word = st.sampled_from(["War", "war", "wars", "US", "us", "the", "of", "don’t"])
_sentence = st.lists(_word, min_size=1, max_size=8).map(lambda words: "So " + " ".join(words) + ".")
_text = st.lists(st.lists(_sentence, min_size=1, max_size=2).map(" ".join), min_size=1, max_size=3).map("\n\n".join)
_corpora = st.lists(st.tuples(_text, st.integers(1990, 2010)), min_size=1, max_size=3).map(
    lambda rows: from_frame(pd.DataFrame(rows, columns=["text", "year"]))
)

TABLES = {
    "words": lambda corpus: dc.frequency(corpus),
    "lemmas": lambda corpus: dc.frequency(corpus, terms="lemma"),
    "words by sentence": lambda corpus: dc.frequency(corpus, "sentence"),
    "words by year": lambda corpus: dc.frequency(corpus, by="year"),
    "bigrams": lambda corpus: dc.ngrams(corpus),
    "trigrams across sentences": lambda corpus: dc.ngrams(corpus, 3, within="paragraph"),
    "lemma bigrams by paragraph": lambda corpus: dc.ngrams(corpus, unit="paragraph", terms="lemma"),
    "dispersion": lambda corpus: dc.dispersion(corpus, "paragraph"),
    "dispersion of queries": lambda corpus: dc.dispersion(corpus, terms={"war": "war*", "we": "/[Uu][Ss]/"}),
    "chosen terms": lambda corpus: dc.term_counts(corpus, ["war", "the US", "us"]),
    "trajectory": lambda corpus: dc.trajectory(corpus, ["war", "US"], period=10),
    "collocates": lambda corpus: dc.collocates(corpus, "war", 2),
    "collocates across sentences": lambda corpus: dc.collocates(corpus, "war | US", (0, 3), within="paragraph"),
}


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=15)
@given(corpus=_corpora)
def test_a_row_has_as_many_lines_as_it_counts(name: str, corpus: Corpus) -> None:
    table = TABLES[name](corpus)
    for row, count in zip(table.index.tolist(), table["count"].tolist(), strict=True):
        lines = explain(table, row, corpus)
        assert len(lines) == count
        for line in lines.itertuples():
            text = corpus.text(line.doc)
            assert text[line.start : line.end] == line.node
            assert line.left + line.node + line.right in text


def test_the_lines_of_keywords_come_from_the_target_or_the_reference() -> None:
    target, reference = from_text("War, war and peace. War.", title="A"), from_text("Peace now. No war.", title="B")
    table = dc.keyness(target, reference)
    row = table.set_index("term").loc["war"]
    assert len(explain(table, "war", target)) == row["count_target"] == 3
    assert len(explain(table, "war", reference)) == row["count_reference"] == 1
    with pytest.raises(DiscourseError, match="without 1 text"):
        explain(table, "war", from_text("Another war."))


def test_a_term_shows_all_its_lines_and_a_row_only_its_own() -> None:
    frame = pd.DataFrame({"text": ["War. Peace.", "War, war!"], "side": ["A", "B"]})
    corpus = from_frame(frame)
    table = dc.frequency(corpus, by="side")
    assert explain(table, "war", corpus)["doc"].tolist() == [0, 1, 1]
    chosen = table[(table["side"] == "B") & (table["term"] == "war")]
    assert explain(chosen, int(chosen.index[0]), corpus)["doc"].tolist() == [1, 1]
    assert explain(table, chosen.iloc[0], corpus).attrs["explains"] == {
        "measure": "frequency",
        "term": "war",
        "side": "B",
    }
    assert explain(table, "war", corpus.where(side="A"))["doc"].tolist() == [0]


def test_runs_that_overlap_each_have_their_line_and_lines_can_be_sorted() -> None:
    corpus = from_text("No no no. War now, war again, war.")
    assert explain(dc.ngrams(corpus), "no no", corpus)["start"].tolist() == [0, 3]
    lines = explain(dc.frequency(corpus), "war", corpus, window=1, sort="1R")
    assert lines["right"].tolist() == [".", " again,", " now,"]
    assert list(lines.columns) == ["doc", "paragraph", "sentence", "start", "end", "left", "node", "right"]
    assert lines.attrs["measure"] == "concordance" and lines.attrs["base"] == "3 lines counted as “war”"


def test_of_many_lines_a_sample_can_be_drawn_and_shown_with_metadata() -> None:
    corpus = dc.sample("sotu-2016")
    table = dc.frequency(corpus)
    lines = explain(table, "we", corpus, sample=5, seed=1, show="year", sort="1R")
    assert len(lines) == 5 and lines["year"].tolist() == [2016] * 5
    assert set(lines["start"]) < set(explain(table, "we", corpus)["start"])
    assert lines.attrs["base"].startswith("5 lines drawn by chance (seed 1) from ")
    assert lines.attrs["base"].endswith("counted as “we”")
    assert "sample=5, seed=1" in lines.attrs["provenance"]["call"]
    assert explain(table, "we", corpus, sample=5, seed=1)["start"].tolist() == sorted(lines["start"])
    with pytest.raises(DiscourseError, match="cannot be drawn"):
        explain(table, "we", corpus, sample=0)


def test_what_cannot_be_explained_is_refused_with_what_to_do() -> None:
    corpus = from_text("War and peace.")
    table = dc.frequency(corpus)
    with pytest.raises(DiscourseError, match="no term of the table"):
        explain(table, "truce", corpus)
    with pytest.raises(DiscourseError, match="no row 99"):
        explain(table, 99, corpus)
    with pytest.raises(DiscourseError, match="A row of the table"):
        explain(table, None, corpus)  # type: ignore[arg-type]
    with pytest.raises(DiscourseError, match="concordance"):
        explain(pd.DataFrame({"term": ["war"], "count": [1]}), "war", corpus)
    with pytest.raises(DiscourseError, match="without 1 text"):
        explain(table, "war", from_text("War."))
    with pytest.raises(DiscourseError, match="0 to 1,000"):
        explain(table, "war", corpus, window=-1)
    two = from_frame(pd.DataFrame({"text": ["War.", "Peace."]}))
    by_document = dc.frequency(two, "document")
    with pytest.raises(DiscourseError, match="Document 1"):
        explain(by_document, 1, two[1])
