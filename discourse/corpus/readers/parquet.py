"""What do the rows of a Parquet file hold? One text a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...errors import ReadError
from ...uncollected import uncollected
from ..document import Document, Note
from .reader import Reader, Source
from .table_columns import documents_of_table, plain_value, unique_names
from .unpacking import MOST_BYTES

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_MAGIC = b"PAR1"
_LOCKED = b"PARE"
_ROWS_AT_ONCE = 1_000
_MOST_ROWS = 20_000_000


def read_parquet(source: Source) -> list[Document]:
    """Return a document for each row of a Parquet file.

    Columns of bytes (pictures) are left out; lists and structures are kept as JSON text, dates as ISO 8601 text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    _check_whole(source)
    try:
        file = pq.ParquetFile(pa.BufferReader(source.data))
        _check_size(file, source)
        # A value that stands in many rows is kept once: rows may be much larger than the file says.
        texts = [field.name for field in file.schema_arrow if pa.types.is_string(field.type)]
        file = pq.ParquetFile(pa.BufferReader(source.data), read_dictionary=texts)
        with uncollected():
            columns, left_out = _columns(file, source)
    except (pa.ArrowException, OSError) as error:
        raise ReadError(
            f"The file is damaged or of a kind that is not read ({str(error).splitlines()[0][:200]}).",
            where=source.name,
            do="Write it again.",
        ) from error
    notes = [Note("left out", "columns of bytes", len(left_out), ", ".join(left_out)[:80])] if left_out else []
    numbers = range(1, file.metadata.num_rows + 1)
    return documents_of_table(source, "parquet", columns, numbers, notes=notes)


def _check_whole(source: Source) -> None:
    if _LOCKED in (source.head[:4], source.data[-4:]):
        raise ReadError("It is encrypted.", where=source.name, do="Write it again without encryption.")
    if not source.head.startswith(_MAGIC) or not source.data.endswith(_MAGIC) or len(source.data) < 12:
        raise ReadError(
            "The file is not whole, or no Parquet file.", where=source.name, do="Copy or download it again."
        )


def _check_size(file: pq.ParquetFile, source: Source) -> None:
    about = file.metadata
    size = sum(about.row_group(group).total_byte_size for group in range(about.num_row_groups))
    if size > MOST_BYTES or about.num_rows > _MOST_ROWS:
        raise _too_large(source)


def _too_large(source: Source) -> ReadError:
    return ReadError(
        f"Unpacked it holds more than {MOST_BYTES / 1e6:,.0f} MB, or more than {_MOST_ROWS:,} rows.",
        where=source.name,
        do="Divide it, or take the rows and columns that are needed.",
    )


def _columns(file: pq.ParquetFile, source: Source) -> tuple[dict[str, list[Any]], list[str]]:
    """Return the columns as lists, and the names of those that hold bytes."""
    import pyarrow as pa

    schema = file.schema_arrow
    left_out = [
        field.name for field in schema if pa.types.is_binary(field.type) or pa.types.is_large_binary(field.type)
    ]
    kept = [place for place, field in enumerate(schema) if field.name not in left_out]
    lists: list[list[Any]] = [[] for _ in kept]
    size = 0
    for batch in file.iter_batches(_ROWS_AT_ONCE, columns=[schema.field(place).name for place in kept]):
        size += batch.nbytes
        if size > MOST_BYTES:
            raise _too_large(source)
        for values, column in zip(lists, batch.columns, strict=True):
            values += _values(column)
    return dict(zip(unique_names([schema.field(place).name for place in kept]), lists, strict=True)), left_out


def _values(column: pa.Array) -> list[Any]:
    import pyarrow as pa

    kind = column.type
    if pa.types.is_dictionary(kind):
        different = [plain_value(value) for value in column.dictionary.to_pylist()]
        return [None if place is None else different[place] for place in column.indices.to_pylist()]
    if pa.types.is_timestamp(kind) and kind.unit == "ns":  # finer than Python's own
        column = column.cast(pa.timestamp("us", kind.tz), safe=False)
    return [plain_value(value) for value in column.to_pylist()]


READER = Reader(
    "parquet",
    "Parquet table",
    (".parquet", ".pq"),
    read_parquet,
    lambda source: source.head.startswith((_MAGIC, _LOCKED)),
    library="pyarrow",
    keeps="one text a row; the other columns as metadata, dates as ISO 8601",
    leaves_out="columns of bytes, rows without a text",
    has_columns=True,
)
