"""Does a corpus come back from disk as it was, and is nothing ever lost to it?"""

import datetime as dt
import json
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from discourse import Corpus, from_text, read
from discourse.corpus.corpus import COLUMNS, Document
from discourse.corpus.paragraphs import is_blank
from discourse.errors import DiscourseError, ReadError

from .any_text import any_character, any_text
from .test_corpus import assert_same

names = st.text(min_size=1, max_size=8).filter(lambda name: name not in (*COLUMNS, "doc") and name.isprintable())
simple = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**60), 2**60),
    st.floats(),
    st.dates(),
    st.datetimes().map(lambda time: time.replace(fold=0)),
    st.text(any_character),
    st.sampled_from([pd.NaT, pd.NA, pd.Timestamp("2016-01-12 10:00", tz="UTC"), pd.Timestamp("2016-01-12")]),
)
values = st.one_of(simple, st.lists(simple, max_size=3), st.dictionaries(st.just("key"), simple, max_size=1))
descriptions = st.dictionaries(names, values, max_size=3)
texts = any_text.filter(lambda text: not is_blank(text))


@given(st.lists(st.tuples(texts, descriptions), min_size=1, max_size=3))
@example([("Daesh – Джебхат", {"ключ": "значение", "when": dt.date(2016, 2, 27), "n": float("nan")})])
def test_any_text_and_its_metadata_come_back(held: list) -> None:
    corpus = Corpus([Document(text, text[:9], None, "en", metadata) for text, metadata in held])
    with tempfile.TemporaryDirectory() as folder:
        again = Corpus.open(corpus.save(Path(folder) / "corpus"))
    assert [again.text(doc) for doc in range(len(again))] == [corpus.text(doc) for doc in range(len(corpus))]
    for one, other in zip(corpus._described, again._described, strict=True):
        assert list(one) == list(other)
        assert repr(list(one.values())) == repr(list(other.values()))


@pytest.fixture
def corpus() -> Corpus:
    return Corpus(
        [
            Document("US LEAVES DAMASCUS\n\nThe US left.\n\nWhy?", "A", "a.txt", "en", {"year": np.int64(2015)}),
            Document("Two.\u2028Three.", "B", metadata={"date": pd.Timestamp("2016-02-27"), "score": np.float64(0.5)}),
        ],
    )


def test_the_tables_come_back(corpus: Corpus, tmp_path: Path) -> None:
    assert_same(Corpus.open(corpus.save(tmp_path / "deep" / "saved")), corpus)


def test_a_part_comes_back_as_the_part_it_was(corpus: Corpus, tmp_path: Path) -> None:
    assert_same(Corpus.open(corpus.part(2, 3).save(tmp_path / "saved")), corpus.part(2, 3))
    assert_same(Corpus.open(corpus.part(1, 1)[[0]].save(tmp_path / "one")), corpus[0].part(1, 1))


def test_the_kinds_of_paragraphs_come_back(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Truce\n\n> It holds.", encoding="utf-8")
    markdown = read(tmp_path / "a.md")
    again = Corpus.open(markdown.save(tmp_path / "saved"))
    assert again.paragraphs["kind"].tolist() == ["heading", "quote"]
    assert_same(again, markdown)


def test_the_files_are_plain_and_the_same_each_time(corpus: Corpus, tmp_path: Path) -> None:
    one, two = corpus.save(tmp_path / "one"), corpus.save(tmp_path / "two")
    assert {file.name: file.read_bytes() for file in one.iterdir()} == {f.name: f.read_bytes() for f in two.iterdir()}
    lines = (one / "texts.jsonl").read_text("utf-8").split("\n")
    assert [json.loads(line) for line in lines[:-1]] == [corpus.text(0), corpus.text(1)]


def test_nothing_the_researcher_made_is_replaced(corpus: Corpus, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "mine.txt").write_text("mine", encoding="utf-8")
    for overwrite in (False, True):
        with pytest.raises(DiscourseError, match=r"more than a saved corpus \(mine\.txt\)"):
            corpus.save(notes, overwrite=overwrite)
        with pytest.raises(DiscourseError, match="There is a file"):
            corpus.save(notes / "mine.txt", overwrite=overwrite)
    assert [file.name for file in notes.iterdir()] == ["mine.txt"]
    assert (notes / "mine.txt").read_text("utf-8") == "mine"


def test_a_saved_corpus_is_replaced_only_on_request(corpus: Corpus, tmp_path: Path) -> None:
    other = from_text("Another text.")
    folder = corpus.save(tmp_path / "saved")
    with pytest.raises(DiscourseError, match="overwrite=True"):
        other.save(folder)
    assert_same(Corpus.open(folder), corpus)
    other.save(folder, overwrite=True)
    assert_same(Corpus.open(folder), other)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(DiscourseError, match=r"notes\.txt"):
        corpus.save(folder, overwrite=True)
    assert_same(Corpus.open(folder), other)


def test_an_empty_folder_is_filled(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert_same(Corpus.open(corpus.save(str(tmp_path / "empty"))), corpus)


def test_what_cannot_be_kept_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    corpus = Corpus([Document("One.", "Truce", metadata={"thing": object()})])
    with pytest.raises(DiscourseError, match=r'Truce: The metadata "thing" holds a object'):
        corpus.save(tmp_path / "saved")
    assert not list(tmp_path.iterdir())


def test_no_saved_corpus_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    for place in (tmp_path, tmp_path / "nowhere", tmp_path / "a.txt"):
        with pytest.raises(ReadError, match="no folder with a saved corpus"):
            Corpus.open(place)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("corpus.json", "{}", "no folder with a saved corpus"),
        ("corpus.json", '{"format": 99}', "Update"),
        ("corpus.json", '{"format": 1}', "damaged"),
        ("texts.jsonl", "", "damaged"),
        ("texts.jsonl", '"One."\n"Two."', 'text of "A" was changed'),
        ("texts.jsonl", "{", "damaged"),
        ("documents.jsonl", "[]\n[]", "damaged"),
        ("documents.jsonl", '{"title": "A"}\n{}', "damaged"),
        ("paragraphs.jsonl", "[[1]]\n[]", "damaged"),
        ("paragraphs.jsonl", None, "damaged"),
    ],
)
def test_a_damaged_corpus_is_refused(
    corpus: Corpus, tmp_path: Path, name: str, content: str | None, message: str
) -> None:
    folder = corpus.save(tmp_path / "saved")
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=message):
        Corpus.open(folder)
