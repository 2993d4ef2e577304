"""Is each row of a Parquet file a text, however it is packed?"""

import datetime as dt
import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from discourse import Document, ReadError, read
from discourse.corpus.readers import parquet
from discourse.corpus.readers.reader import Source
from discourse.corpus.readers.registry import documents_of

from .fuzzing import mutations, only_our_errors

TEXTS = ["It holds, they said.", "Why?\n\nNobody in Łódź knows.", "It holds, they said."]


def packed(table: pa.Table, **options: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


def speeches() -> pa.Table:
    return pa.table(
        {
            "id": ["007", "8", None],
            "year": [2016, None, 2018],
            "day": [dt.date(2016, 2, 1), None, dt.date(2016, 2, 3)],
            "when": pa.array([dt.datetime(2016, 2, 1, 10), None, dt.datetime(2016, 2, 3)], pa.timestamp("ns")),
            "who": [{"name": "Zoë"}, None, {"name": "Bo"}],
            "tags": [["a", "b"], [], None],
            "picture": [b"\x00", b"\x01", None],
            "speech": TEXTS,
        }
    )


def documents(data: bytes, name: str = "a.parquet", text: str | None = None) -> list[Document]:
    return [part for part in documents_of(Source(name, data, None, text)) if isinstance(part, Document)]


@pytest.mark.parametrize("compression", ["snappy", "zstd", "gzip", "none"])
@pytest.mark.parametrize("dictionary", [True, False])
def test_rows_come_back_with_plain_values(compression: str, dictionary: bool) -> None:
    found = documents(packed(speeches(), compression=compression, use_dictionary=dictionary, row_group_size=2))
    assert [one.text for one in found] == TEXTS
    assert found[0].metadata == {
        "id": "007",
        "year": 2016,
        "day": "2016-02-01",
        "when": "2016-02-01T10:00:00",
        "who": '{"name": "Zoë"}',
        "tags": '["a", "b"]',
        "format": "parquet",
        "encoding": None,
    }
    assert [one.metadata["year"] for one in found] == [2016, None, 2018]
    assert {note.what: note.example for note in found[0].file_notes} == {
        "columns of bytes": "picture",
        "column of the texts": "speech",
    }


def test_what_pandas_writes_is_read(tmp_path: object) -> None:
    out = io.BytesIO()
    pd.DataFrame({"text": TEXTS, "party": pd.Categorical(["A", "B", "A"])}, index=[7, 8, 9]).to_parquet(out)
    found = documents(out.getvalue())
    assert [(one.text, one.metadata["party"]) for one in found] == list(zip(TEXTS, "ABA", strict=True))


def test_equal_values_are_kept_once() -> None:
    found = documents(packed(pa.table({"text": TEXTS * 2, "party": ["A long name"] * 6})))
    assert len({id(one.metadata["party"]) for one in found}) == 1


def test_too_much_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed(pa.table({"text": TEXTS * 1000}))
    monkeypatch.setattr(parquet, "MOST_BYTES", 50)
    with pytest.raises(ReadError, match=r"a\.parquet: Unpacked it holds more than"):
        documents(data)
    monkeypatch.undo()
    monkeypatch.setattr(parquet, "_MOST_ROWS", 50)
    with pytest.raises(ReadError, match="more than 50 rows"):
        documents(data)


def test_the_content_tells_it_whatever_the_name() -> None:
    assert documents(packed(speeches()), "table.txt")[0].metadata["format"] == "parquet"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (packed(speeches())[:-20], "not whole"),
        (b"PAR1", "not whole"),
        (b"PAR1" + bytes(20) + b"PAR1", "damaged"),
        (b"PARE" + bytes(20) + b"PARE", "encrypted"),
        (packed(pa.table({"text": pa.array([], pa.string())})), "no rows"),
        (packed(pa.table({"text": pa.array([None], pa.string())})), "holds no text"),
        (packed(pa.table({"n": [1]})), "No column is obviously"),
    ],
)
def test_what_cannot_be_read_is_explained(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=rf"(?s)a\.parquet: .*{message}"):
        documents(data)


def test_a_column_is_asked_for_and_missed_with_examples(tmp_path: object) -> None:
    with pytest.raises(ReadError, match=r'(?s)no column "body".*speech: It holds'):
        documents(packed(speeches()), text="body")


def test_broken_files_raise_nothing_but_our_errors() -> None:
    data = packed(speeches())
    assert only_our_errors(documents_of, "a.parquet", mutations(data, 400)) > 0
    only_our_errors(
        documents_of, "a.parquet", mutations(packed(speeches(), compression="none", use_dictionary=False), 400)
    )


def test_a_parquet_file_is_read_from_disk(tmp_path: object) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "a.parquet"
    file.write_bytes(packed(speeches()))
    assert read(file, year=2016).documents["year"].tolist() == [2016] * 3
