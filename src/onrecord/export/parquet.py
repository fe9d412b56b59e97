"""Parquet: rows to bytes and back, one group of rows at a time.

Every column has its meaning as metadata (`description`); the file says in its
own metadata what it is. Texts are UTF-8: lone surrogates are U+FFFD.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.export.columns import Column
from onrecord.export.csv_table import storable
from onrecord.export.flat import Kind, Row, Value
from onrecord.record.errors import RecordError

ROWS = 4096
CHARACTERS = 4_000_000
"""A group of rows ends with as many rows, or with as much text: the same rows give the same bytes."""

_TYPES = {
    Kind.TEXT: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.BOOLEAN: pa.bool_(),
    Kind.SPANS: pa.string(),
    Kind.JSON: pa.string(),
}


class _Pipe(io.RawIOBase):
    """A file that can only be written; what was written is taken out in pieces."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._waiting.append(bytes(data))
        return len(self._waiting[-1])

    def take(self) -> bytes:
        taken = b"".join(self._waiting)
        self._waiting.clear()
        return taken


def schema(columns: Sequence[Column], title: str) -> pa.Schema:
    """The Arrow schema of some columns."""
    made = [
        pa.field(
            column.name,
            pa.list_(_TYPES[column.kind]) if column.several else _TYPES[column.kind],
            metadata={"description": column.meaning, "type": column.type},
        )
        for column in columns
    ]
    return pa.schema(made, metadata={"onrecord": title})


def write(columns: Sequence[Column], table: Iterable[Row], title: str) -> Iterator[bytes]:
    """The file, in pieces of one group of rows each."""
    pipe, form = _Pipe(), schema(columns, title)
    with pq.ParquetWriter(pipe, form, compression="zstd") as writer:
        for group in _groups(table):
            cells = [
                pa.array([_storable(value) for value in values], form.field(n).type)
                for n, values in enumerate(zip(*group, strict=True))
            ]
            writer.write_table(pa.Table.from_arrays(cells, schema=form), row_group_size=ROWS)
            yield pipe.take()
    yield pipe.take()


def _groups(table: Iterable[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    characters = 0
    for row in table:
        group.append(row)
        characters += sum(len(value) for value in row if isinstance(value, str))
        if len(group) >= ROWS or characters >= CHARACTERS:
            yield group
            group, characters = [], 0
    if group:
        yield group


def _storable(value: Value) -> Any:
    if isinstance(value, str):
        return storable(value)
    return [_storable(item) for item in value] if isinstance(value, tuple) else value


def read(columns: Sequence[Column], data: Any) -> Iterator[Row]:
    """The rows of a file (a path or an open file); further columns are left out.

    Raises `RecordError` where it is no Parquet file or a column is missing.
    """
    try:
        file = pq.ParquetFile(data)
    except pa.ArrowInvalid as error:
        raise RecordError(f"this is no Parquet ({error})", "what --format parquet wrote") from None
    missing = [column.name for column in columns if column.name not in file.schema_arrow.names]
    if missing:
        raise RecordError(f"the table has no column {missing[0]}", "the columns of docs/reference/columns.md")
    names = [column.name for column in columns]
    for batch in file.iter_batches(batch_size=ROWS, columns=names):
        lists = [batch.column(name).to_pylist() for name in names]
        for row in zip(*lists, strict=True):
            yield tuple(
                tuple(value or ()) if column.several else value
                for value, column in zip(row, columns, strict=True)
            )
