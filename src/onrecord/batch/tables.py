"""The tables of a shard: what is known of its reports, laid out in rows and written as Parquet.

`statements`, `speakers` and `reports` are for analysis, `errors` tells what
could not be read, and `records` holds every record whole, with the bytes as
they arrived, so that a ledger can take it without reading again.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, ClassVar

from onrecord.api.taking_in import arrival_of
from onrecord.export import parquet
from onrecord.export.columns import Column, documented, statement_columns
from onrecord.export.csv_table import storable
from onrecord.export.flat import Row, flat, leaves
from onrecord.export.handed import PLAIN
from onrecord.export.statement_rows import key
from onrecord.export.statement_rows import rows as statement_rows
from onrecord.ledger import Arrival
from onrecord.ledger.ids import report_id
from onrecord.read import Received
from onrecord.record import SCHEMA, Record, Report, Speaker, Warning, from_json, to_json

TABLES = ("records", "statements", "speakers", "reports", "errors")
"""In the order in which a shard writes them."""


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """One speaker of one report."""

    __bare__: ClassVar[frozenset[str]] = frozenset({"of"})

    speaker: str
    report_id: str
    statements: int
    of: Speaker


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report, with where it came from and what was found in it."""

    source: str
    report: Report
    words: int
    statements: int
    speakers: int
    model: str
    warnings: tuple[Warning, ...] = ()


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """One item that could not be read, and why; `position` counts the items of its shard from 0."""

    position: int
    source: str
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as a ledger takes it: where it stood, by which weights it was read, how it arrived."""

    position: int
    record: Record
    model: str
    arrival: Arrival


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of `statements`, `speakers`, `reports` or `errors`, with their meanings."""
    if table == "statements":  # the text stands in reports, once
        return tuple(column for column in statement_columns() if column.name != "report_text")
    kinds = {"speakers": SpeakerRow, "reports": ReportRow, "errors": ErrorRow}
    return documented(f"batch_{table}", leaves(kinds[table]))


@dataclass(slots=True)
class Tables:
    """What a shard collects until it is written."""

    kept: list[Kept] = field(default_factory=list)
    errors: list[ErrorRow] = field(default_factory=list)
    words: int = 0
    statements: int = 0
    speakers: int = 0

    def keep(self, position: int, item: Received, record: Record, model: str) -> None:
        """Takes a record in, under its permanent id."""
        arrival = replace(arrival_of(item), source=storable(str(item.origin)))
        identity = report_id(arrival.name or "report", record.report.sha256)
        named = replace(record, report=replace(record.report, id=identity))
        self.kept.append(Kept(position, named, model, arrival))
        self.words += len(record.report.text.split())
        self.statements += len(record.statements)
        self.speakers += len(record.speakers)

    def refuse(self, position: int, source: str, kind: str, why: str) -> None:
        """Notes what could not be read."""
        self.errors.append(ErrorRow(position, storable(source), kind, storable(why)))

    def written(self) -> Iterator[tuple[str, bytes]]:
        """Each table with its file; the same records give the same bytes."""
        yield "records", _records_file(self.kept)
        rows = {
            "statements": self._statements(),
            "speakers": self._speakers(),
            "reports": (flat(_report_row(one), ReportRow) for one in self.kept),
            "errors": (flat(one, ErrorRow) for one in self.errors),
        }
        for table, made in rows.items():
            yield table, b"".join(parquet.write(columns(table), made, f"{SCHEMA} {table}"))

    def _statements(self) -> Iterator[Row]:
        names = [column.name for column in statement_columns()]
        text = names.index("report_text")
        for row in statement_rows((one.record for one in self.kept), PLAIN):
            yield (*row[:text], *row[text + 1 :])

    def _speakers(self) -> Iterator[Row]:
        for one in self.kept:
            of = one.record.report.id
            for speaker in one.record.speakers:
                said = len(one.record.said_by(speaker.id))
                yield flat(SpeakerRow(key(of, speaker.id), of, said, speaker), SpeakerRow)


def _report_row(one: Kept) -> ReportRow:
    record = one.record
    return ReportRow(
        source=one.arrival.source,
        report=record.report,
        words=len(record.report.text.split()),
        statements=len(record.statements),
        speakers=len(record.speakers),
        model=one.model,
        warnings=record.warnings,
    )


def columns_page() -> str:
    """Name, type and meaning of every column but those of statements, as Markdown, for the manual."""
    lines = []
    for table in ("speakers", "reports", "errors"):
        lines += [f"### {table}", "", "| column | type | meaning |", "|---|---|---|"]
        lines += [f"| `{c.name}` | {c.type} | {c.meaning.replace('|', '&#124;')} |" for c in columns(table)]
        lines.append("")
    return "\n".join(lines)


# ---------------------------------------------------------------- whole records
_ARRIVAL = ("source", "name", "url", "publisher", "media_type", "request", "response", "captured_at")


def _records_schema() -> Any:
    import pyarrow as pa

    text = [pa.field(name, pa.string()) for name in ("report_id", "record", "model", *_ARRIVAL)]
    made = [pa.field("position", pa.int64()), *text, pa.field("original", pa.binary())]
    return pa.schema(made, metadata={"onrecord": f"{SCHEMA} records"})


def _records_file(kept: Sequence[Kept]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [
        {
            "position": one.position,
            "report_id": one.record.report.id,
            "record": to_json(one.record),
            "model": one.model,
            "original": one.arrival.data,
            **{name: _text(getattr(one.arrival, name)) for name in _ARRIVAL},
        }
        for one in kept
    ]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=_records_schema()), out, compression="zstd")
    return out.getvalue()


def _text(value: str | None) -> str | None:
    return None if value is None else storable(value)


def read_records(stream: Any) -> Iterator[Kept]:
    """The records of a file in order, as they were when it was written."""
    import pyarrow.parquet as pq

    for batch in pq.ParquetFile(stream).iter_batches(32):
        for row in batch.to_pylist():
            arrival = Arrival(data=row["original"], **{name: row[name] for name in _ARRIVAL})
            yield Kept(row["position"], from_json(row["record"]), row["model"], arrival)


def read_errors(stream: Any) -> Iterable[ErrorRow]:
    """What a shard could not read, in order."""
    return (ErrorRow(*row) for row in parquet.read(columns("errors"), stream))  # type: ignore[arg-type]
