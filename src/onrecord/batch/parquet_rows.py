"""Rows of a Parquet file as reports: each row an object with the keys of onrecord."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime
from typing import Any, BinaryIO

from onrecord.batch.messages import Columns, Piece
from onrecord.batch.places import Place
from onrecord.read import Origin, Received, Refused
from onrecord.read.json_item import read_object
from onrecord.read.jsonlines import MEDIA_TYPE
from onrecord.record.errors import BatchError, ReadError

ROWS = 256
"""Rows that are in memory at once."""


def _opened(stream: BinaryIO, source: str) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(stream)
    except pa.ArrowInvalid as error:
        raise BatchError(f"{source} is no Parquet ({error})", "a whole Parquet file") from None


def count_rows(place: Place, source: str, columns: Columns) -> int:
    """How many rows a file has. Raises `BatchError` where a column that was named is not there."""
    with place.opened() as stream:
        file = _opened(stream, source)
        _there(file, source, columns)
        return int(file.metadata.num_rows)


def _there(file: Any, source: str, columns: Columns) -> dict[str, str]:
    """The keys of onrecord that the file has, and its columns for them."""
    names = list(file.schema_arrow.names)
    there = {}
    for own in fields(Columns):
        named = getattr(columns, own.name)
        if named in names:
            there[own.name] = named
        elif own.name == "text" or named != own.default:
            raise BatchError(
                f"{source} has no column {named!r}; its columns are {', '.join(map(repr, names)) or 'none'}",
                f"a column with the {own.name} of each report",
                f"name it with --{own.name}-column",
            )
    return there


def read_rows(stream: BinaryIO, piece: Piece, columns: Columns) -> Iterator[Received | Refused]:
    """The reports of some rows. The groups of rows before them are not read."""
    file = _opened(stream, piece.source)
    there = _there(file, piece.source, columns)
    groups, skip = _groups(file.metadata, piece)
    left = piece.count or 0
    number = piece.first
    for batch in file.iter_batches(ROWS, row_groups=groups, columns=list(there.values())):
        if skip >= batch.num_rows:
            skip -= batch.num_rows
            continue
        for row in batch.slice(skip, left).to_pylist():
            number += 1
            yield _item(
                {own: row[name] for own, name in there.items()}, Origin(piece.source, f"row {number}")
            )
        left -= min(left, batch.num_rows - skip)
        skip = 0
        if not left:
            return


def _groups(metadata: Any, piece: Piece) -> tuple[list[int], int]:
    """The groups of rows that hold a range, and how many rows of the first are before it."""
    groups: list[int] = []
    begins = skip = 0
    for number in range(metadata.num_row_groups):
        ends = begins + metadata.row_group(number).num_rows
        if begins < piece.first + (piece.count or 0) and ends > piece.first:
            skip = skip if groups else piece.first - begins
            groups.append(number)
        begins = ends
    return groups, skip


def _item(values: dict[str, Any], origin: Origin) -> Received | Refused:
    """One row; empty cells are left out."""
    told = {key: _plain(value) for key, value in values.items() if value is not None}
    data = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    try:
        item = read_object(told)
    except ReadError as error:
        return Refused(origin, error)
    return Received(origin, data, MEDIA_TYPE, item_id=item.item_id)


def _plain(value: Any) -> Any:
    """A cell as JSON has it: moments in ISO 8601, text in bytes as text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str | int | float | bool | list) else str(value)
