"""Does the reading report say of each file what was read and what was not, wherever its documents go?"""

import json
from pathlib import Path

import pandas as pd
import pytest

from discourse import Corpus, Document, Note, Unread, from_frame, from_text, read, sample
from discourse.corpus.paragraphs import Block
from discourse.corpus.report import COLUMNS, report

from .readers.fuzzing import zipped

HEADS = Note("left out", "running heads", 2, "The Gazette")
JOINED = Note("joined", "words hyphenated at line ends", 3, "tim-table")
FILE = (Note("assumed", "column of the texts", 1, "body"), Note("left out", "rows without a text", 4, "lines 2, 3"))


def document(text: str, source: str, *notes: Note, kind: str = "body", file_notes: tuple[Note, ...] = ()) -> Document:
    blocks = (Block(0, len(text), kind),)
    known = {"format": "pdf", "encoding": "utf-8"}
    return Document(text, source, source, "en", known, blocks, notes, file_notes, source)


@pytest.fixture
def parts() -> list[Document | Unread]:
    return [
        document("A heading", "a.pdf", HEADS, kind="heading", file_notes=FILE),
        document("It holds, they said.", "a.pdf", HEADS, JOINED, file_notes=FILE),
        document("Why?", "b.pdf"),
        Unread("b.pdf", "Page 2 is torn.", "Scan it again."),
        Unread("hidden.pdf", "hidden", passed_over=True),
        Unread("c.pdf", "It is locked."),
    ]


def test_there_is_a_row_for_each_file_also_for_those_not_read(parts: list[Document | Unread]) -> None:
    table = report(parts)
    assert list(table.columns) == list(COLUMNS)
    rows = table.set_index("source")
    assert list(rows.index) == ["a.pdf", "b.pdf", "c.pdf", "hidden.pdf"]
    assert rows["outcome"].tolist() == ["read", "partly read", "not read", "not read"]
    assert rows["documents"].tolist() == [2, 1, 0, 0]
    assert rows["paragraphs"].tolist() == [2, 1, 0, 0]
    assert rows["words"].tolist() == [6, 1, 0, 0]
    assert rows.loc["a.pdf", "kinds"] == "1 body paragraph, 1 heading"
    assert rows.loc["a.pdf", ["format", "encoding"]].tolist() == ["pdf", "utf-8"]
    assert rows["problem"].tolist() == ["", "Page 2 is torn. Scan it again.", "It is locked.", "hidden"]


def test_notes_of_texts_are_added_up_and_those_of_files_counted_once(parts: list[Document | Unread]) -> None:
    row = report(parts).iloc[0]
    assert row["left_out"] == (
        "rows without a text (4, such as “lines 2, 3”), running heads (4, such as “The Gazette”)"
    )
    assert row["notes"] == (
        "assumed: column of the texts: “body”; joined: words hyphenated at line ends (3, such as “tim-table”)"
    )


def test_the_report_stays_with_the_corpus_when_it_is_saved(parts: list[Document | Unread], tmp_path: Path) -> None:
    corpus = Corpus(parts)
    again = Corpus.open(corpus.save(tmp_path / "saved"))
    pd.testing.assert_frame_equal(again.report(), corpus.report())
    pd.testing.assert_frame_equal(Corpus.open(again.save(tmp_path / "again")).report(), corpus.report())


def test_a_corpus_that_was_saved_without_a_report_opens(parts: list[Document | Unread], tmp_path: Path) -> None:
    folder = Corpus(parts).save(tmp_path / "saved")
    (folder / "report.jsonl").unlink()
    table = Corpus.open(folder).report()
    assert table["source"].tolist() == ["a.pdf", "b.pdf"]
    assert table["outcome"].tolist() == ["read", "read"]


def test_what_is_kept_is_a_line_for_each_place(parts: list[Document | Unread], tmp_path: Path) -> None:
    rows = [document(f"Row {n}.", "a.csv", file_notes=FILE) for n in range(1_000)]
    folder = Corpus([*rows, *parts]).save(tmp_path / "saved")
    lines = [json.loads(line) for line in (folder / "report.jsonl").read_text("utf-8").splitlines()]
    assert lines[0]["documents"] == [0, 999]
    assert len(lines) < 10


def test_chosen_documents_have_the_report_of_their_files(parts: list[Document | Unread]) -> None:
    corpus = Corpus(parts)
    assert corpus[[2]].report()["source"].tolist() == ["b.pdf"]
    assert corpus.where(title="a.pdf").report()["documents"].tolist() == [2]
    assert corpus[1:2].report()["left_out"].tolist() == [
        "rows without a text (4, such as “lines 2, 3”), running heads (2, such as “The Gazette”)"
    ]
    whole = corpus.report()
    for narrowed in (corpus.part(1, 1), corpus.only("body"), corpus.part(1, 1).only("all")):
        pd.testing.assert_frame_equal(narrowed.report(), whole)


def test_texts_from_memory_report_too() -> None:
    row = from_text("It holds.\n\nWhy?").report().iloc[0]
    assert pd.isna(row["source"])
    assert row[["outcome", "documents", "paragraphs", "words"]].tolist() == ["read", 1, 2, 3]
    table = from_frame(pd.DataFrame({"text": ["One.", "Two.", "Three."], "source": ["a", "a", None]})).report()
    assert table["documents"].tolist() == [2, 1]
    assert sample("sotu-2016").report()["documents"].tolist() == [1]


def test_members_of_an_archive_are_files(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(zipped({"b.txt": "It holds.", "c.csv": "text,source\nOne of many.,Gazette\n", "d.md": ""}))
    corpus = read(file)
    assert [Path(source).name for source in corpus.report()["source"]] == ["b.txt", "c.csv", "d.md"]
    assert corpus.documents["source"].tolist()[1] == "Gazette"
    assert corpus.report()["outcome"].tolist() == ["read", "read", "not read"]


def test_what_was_not_read_at_all_can_be_shown_before_it_is_taken_in(parts: list[Document | Unread]) -> None:
    nothing = report([part for part in parts if isinstance(part, Unread)])
    assert nothing["outcome"].tolist() == ["not read"] * 3
    assert report([]).empty


def test_a_million_rows_of_one_file_are_one_row() -> None:
    rows = [document("Why?", "a.csv", file_notes=FILE) for _ in range(20_000)]
    table = report(rows)
    assert len(table) == 1
    assert table["documents"].tolist() == [20_000]
    assert "(4," in table["left_out"].iloc[0]
