"""How favourable is the language of each unit, and which words make it so?"""

import json
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textblob import TextBlob
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from discourse import Corpus, DiscourseError, from_frame, from_text, sample, sentiment, sentiment_evidence

_words = st.sampled_from(
    [
        "good",
        "bad",
        "not",
        "very",
        "siege",
        "a",
        "The",
        "US",
        "us.",
        "great!",
        "awful,",
        "“moderate”",
        "isn't",
        "İ",
        ":)",
        "—",
    ]
)
_paragraph = st.lists(_words, min_size=1, max_size=14).map(" ".join)
_texts = st.lists(_paragraph, min_size=1, max_size=5).map("\n\n".join).filter(lambda text: any(map(str.isalnum, text)))


def _paragraphs(corpus: Corpus) -> list[str]:
    return [corpus.text(row.doc)[row.start : row.end] for row in corpus.paragraphs.itertuples()]


def test_each_paragraph_of_the_article_has_textblobs_polarity_and_subjectivity(article: str) -> None:
    corpus = from_text(article)
    table = sentiment(corpus)
    assert len(table) == 19
    for row, text in zip(table.itertuples(), _paragraphs(corpus), strict=True):
        theirs = TextBlob(text).sentiment
        assert row.polarity == pytest.approx(theirs.polarity, abs=1e-9)
        assert row.subjectivity == pytest.approx(theirs.subjectivity, abs=1e-9)


@given(_texts)
def test_any_paragraph_sentence_and_document_has_textblobs_numbers(text: str) -> None:
    corpus = from_text(text)
    for unit, units in (("paragraph", corpus.paragraphs), ("sentence", corpus.sentences)):
        table = sentiment(corpus, unit=unit)
        for row, span in zip(table.itertuples(), units.itertuples(), strict=True):
            assert (row.polarity, row.subjectivity) == tuple(TextBlob(text[span.start : span.end]).sentiment)
    whole = sentiment(corpus, unit="document")
    assert (whole.loc[0, "polarity"], whole.loc[0, "subjectivity"]) == tuple(TextBlob(corpus.text()).sentiment)


@given(st.lists(_texts, min_size=1, max_size=3))
def test_the_polarity_of_a_paragraph_is_the_mean_over_its_evidence(texts: list[str]) -> None:
    corpus = from_frame(pd.DataFrame({"text": texts}))
    evidence = sentiment_evidence(corpus)
    means = evidence.groupby(["doc", "paragraph"])[["polarity", "subjectivity"]].mean()
    for row in sentiment(corpus).itertuples():
        expected = means.loc[(row.doc, row.paragraph)] if (row.doc, row.paragraph) in means.index else (0.0, 0.0)
        assert (row.polarity, row.subjectivity) == pytest.approx(tuple(expected), abs=1e-9)


@pytest.mark.parametrize("instrument", ["textblob", "vader"])
@given(texts=st.lists(_texts, min_size=1, max_size=3))
def test_every_piece_of_evidence_is_the_text_it_points_to(instrument: str, texts: list[str]) -> None:
    corpus = from_frame(pd.DataFrame({"text": texts}))
    sentences = corpus.sentences.set_index(["doc", "sentence"])
    paragraphs = corpus.paragraphs.set_index(["doc", "paragraph"])
    evidence = sentiment_evidence(corpus, instrument)
    assert list(evidence.columns) == [
        "doc", "paragraph", "sentence", "start", "end", "surface", "polarity", "subjectivity",
    ]  # fmt: skip
    for row in evidence.itertuples():
        assert corpus.text(row.doc)[row.start : row.end] == row.surface
        paragraph, sentence = paragraphs.loc[(row.doc, row.paragraph)], sentences.loc[(row.doc, row.sentence)]
        assert paragraph.start <= row.start < row.end <= paragraph.end
        assert sentence.start <= row.start < sentence.end
        assert sentence.paragraph == row.paragraph


@given(_texts)
def test_vader_gives_a_passage_the_mean_of_its_sentences(text: str) -> None:
    corpus = from_text(text)
    compound = SentimentIntensityAnalyzer().polarity_scores
    sentences = corpus.sentences.assign(
        score=[compound(text[row.start : row.end])["compound"] for row in corpus.sentences.itertuples()]
    )
    expected = sentences.groupby("paragraph")["score"].mean()
    table = sentiment(corpus, "vader")
    assert table["polarity"].tolist() == pytest.approx(expected.tolist(), abs=1e-12)
    assert table["subjectivity"].isna().all()
    assert sentiment(corpus, "vader", "document").loc[0, "polarity"] == pytest.approx(
        sentences["score"].mean(), abs=1e-12
    )
    assert sentiment(corpus, "vader", "sentence")["polarity"].tolist() == sentences["score"].tolist()


def test_the_mean_of_sentences_keeps_vader_from_saturating() -> None:
    one, many = "It was bad. It was good.", " ".join(["It was bad. It was good."] * 9)
    compound = SentimentIntensityAnalyzer().polarity_scores
    assert abs(compound("bad good " * 9)["compound"]) > 5 * abs(compound("bad good")["compound"])
    scores = [sentiment(from_text(text), "vader").loc[0, "polarity"] for text in (one, many)]
    assert scores[0] == pytest.approx(scores[1])


@pytest.mark.parametrize("instrument", ["textblob", "vader"])
def test_a_part_of_a_text_scores_as_it_does_in_the_whole(instrument: str) -> None:
    corpus = sample("sotu-2016")
    part = corpus.part(10, 30)
    for unit in ("paragraph", "sentence"):
        whole = sentiment(corpus, instrument, unit)
        kept = whole[whole["paragraph"].between(10, 30)].reset_index(drop=True)
        pd.testing.assert_frame_equal(sentiment(part, instrument, unit), kept, check_like=True)
    evidence = sentiment_evidence(corpus, instrument)
    kept = evidence[evidence["paragraph"].between(10, 30)].reset_index(drop=True)
    pd.testing.assert_frame_equal(sentiment_evidence(part, instrument), kept)
    if instrument == "textblob":
        first, last = part.paragraphs["start"].min(), part.paragraphs["end"].max()
        score = TextBlob(corpus.text()[first:last]).sentiment
        assert tuple(sentiment(part, unit="document").loc[0, ["polarity", "subjectivity"]]) == tuple(score)


def test_a_passage_without_scoring_words_is_neutral_and_a_paragraph_without_words_too() -> None:
    corpus = from_text("The table stands.\n\n* * *\n\nA good day.")
    for instrument in ("textblob", "vader"):
        table = sentiment(corpus, instrument)
        assert table["polarity"].tolist()[:2] == [0, 0]
        assert table["polarity"].tolist()[2] > 0
        assert table["words"].tolist() == [3, 0, 3]
        assert np.isfinite(table["polarity"]).all()


def test_documents_of_which_no_paragraph_is_left_stay_in_the_table_as_neutral() -> None:
    corpus = from_frame(pd.DataFrame({"text": ["Good.", "Bad.\n\nAwful."]})).part(2, 2)
    table = sentiment(corpus, unit="document")
    assert table["doc"].tolist() == [0, 1]
    assert table["polarity"].tolist() == [0, TextBlob("Awful.").sentiment.polarity]
    assert table["words"].tolist() == [0, 1]
    assert sentiment(corpus, "vader", "document")["polarity"].iloc[0] == 0


def test_the_columns_are_those_of_the_unit() -> None:
    corpus = sample("sotu-2016").part(1, 3)
    rest = ["polarity", "subjectivity", "words"]
    assert list(sentiment(corpus).columns) == ["doc", "paragraph", *rest]
    assert list(sentiment(corpus, unit="sentence").columns) == ["doc", "paragraph", "sentence", *rest]
    assert list(sentiment(corpus, unit="document").columns) == ["doc", *rest]


@pytest.mark.parametrize("instrument", ["textblob", "vader"])
@pytest.mark.filterwarnings("ignore:The text “Day” is in German")
def test_a_table_says_what_it_is_and_where_it_comes_from(instrument: str) -> None:
    corpus = from_text("A good day.", title="Day", language="de")
    for table in (sentiment(corpus, instrument), sentiment_evidence(corpus, instrument)):
        attributes = json.loads(json.dumps(table.attrs))
        assert attributes["instrument"] == instrument
        assert attributes["instrument_title"] in ("TextBlob", "VADER")
        assert attributes["scale"]
        assert "3 words" in attributes["base"]
        assert any("“Day” is in German (de)" in note for note in attributes["notes"])
        assert attributes["provenance"]["texts"] == [{"title": "Day", "sha256": corpus.documents.loc[0, "sha256"]}]
        assert instrument in attributes["provenance"]["call"]
        assert instrument in attributes["instrument_version"].lower()
        assert table.head(1).attrs["provenance"]["texts"] is table.attrs["provenance"]["texts"]


def test_an_unknown_unit_is_an_error_that_lists_the_units() -> None:
    with pytest.raises(DiscourseError, match="paragraph, sentence, document"):
        sentiment(from_text("Good."), unit="chapter")


def test_short_work_shows_no_bar_and_long_work_does(capsys: pytest.CaptureFixture[str]) -> None:
    import time

    from discourse.progress import progress

    assert list(progress(range(3), "Scoring")) == [0, 1, 2]
    assert capsys.readouterr() == ("", "")
    for _ in progress(range(3), "Scoring", delay=0.01):
        time.sleep(0.15)
    shown = capsys.readouterr()
    assert "Scoring" in shown.out + shown.err


def test_evidence_of_a_text_without_scoring_words_is_an_empty_table_with_the_columns() -> None:
    table = sentiment_evidence(from_text("The table stands."))
    assert table.empty
    assert str(table["start"].dtype) == "int32"
    assert math.isnan(table["polarity"].mean())
