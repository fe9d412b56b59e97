"""What holds for all exports of many records."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from onrecord.export import MANY_FORMATS
from onrecord.export.columns import StatementRow, documented, provenance_columns, statement_columns
from onrecord.export.event_rows import EventRow, event_columns
from onrecord.export.flat import Leaf, leaves
from onrecord.export.handed import PLAIN, Best, Options, Provenance
from onrecord.record import Record, Report, Speaker, Statement
from onrecord.record.errors import RecordError

ORIGIN = Provenance("2031-05-07T08:09:10+00:00", "https://feed.example/rss", 4711, "reader 9.8.7")


def renamed(record: Record, name: str) -> Record:
    return replace(record, report=replace(record.report, id=name))


def with_long_text(record: Record, number: int) -> Record:
    text = record.report.text + f"{number:08d}" * 5_000
    return replace(record, report=replace(record.report, id=f"report-{number}", text=text))


def written(name: str, records: list[Record], options: Options = PLAIN) -> bytes:
    return b"".join(MANY_FORMATS[name].write(records, options))


def told(name: str, data: bytes) -> str:
    """All that a file says, as text."""
    if MANY_FORMATS[name].suffix == ".parquet":
        table = pq.read_table(io.BytesIO(data))
        return json.dumps([table.to_pydict(), table.schema.names], default=str)
    if MANY_FORMATS[name].suffix == ".zip":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "".join(archive.read(one).decode() for one in archive.namelist())
    return data.decode()


def test_the_table_lists_every_format() -> None:
    """Seven formats, each with its name, ending, type of media and description."""
    assert list(MANY_FORMATS) == [
        "jsonl",
        "csv",
        "parquet",
        "web-annotation",
        "brat",
        "events",
        "events-parquet",
    ]
    for name, form in MANY_FORMATS.items():
        assert form.name == name
        assert form.description
        assert form.suffix.startswith(".")
        assert "/" in form.media_type


@pytest.mark.parametrize("name", MANY_FORMATS)
def test_the_same_records_give_the_same_bytes(record: Record, name: str) -> None:
    """Parquet and archives too."""
    several = [record, renamed(record, "other")]
    assert written(name, several) == written(name, several)


@pytest.mark.parametrize("name", MANY_FORMATS)
def test_no_clock_time_run_or_order_is_written_unless_asked_for(record: Record, name: str) -> None:
    """Where a record came from is true of one machine; asked for, it is there."""
    asked = told(name, written(name, [record], Options(provenance=lambda _: ORIGIN)))
    plain = told(name, written(name, [record]))
    assert "2031-05-07T08:09:10+00:00" in asked
    for word in ("2031-05-07", "feed.example", "4711", "9.8.7", "provenance"):
        assert word not in plain
    if name != "web-annotation":
        assert all(word in asked for word in ("feed.example", "4711", "9.8.7"))


@pytest.mark.parametrize("name", MANY_FORMATS)
def test_no_records_give_a_whole_file(name: str) -> None:
    """A file of nothing can be opened."""
    data = written(name, [])
    assert data or name == "jsonl"
    assert told(name, data) is not None


@pytest.mark.parametrize("name", MANY_FORMATS)
def test_many_records_are_never_all_in_memory(record: Record, name: str) -> None:
    """Three times the records take no more than a little more memory: what is written is let go."""

    def peak(number: int) -> int:
        tracemalloc.start()
        made = (with_long_text(record, n) for n in range(number))
        for _ in MANY_FORMATS[name].write(made, PLAIN):
            pass
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(2)  # what is loaded once is loaded
    few, many = peak(40), peak(160)
    assert many < 1.5 * few + 2_000_000  # the texts alone have 4,800,000 more


def test_records_are_asked_for_one_by_one(record: Record) -> None:
    """The first line is there before the second report is read."""
    asked: list[int] = []

    def endless() -> Iterator[Record]:
        while True:
            asked.append(len(asked))
            yield renamed(record, f"report-{len(asked)}")

    pieces = iter(MANY_FORMATS["jsonl"].write(endless(), PLAIN))
    assert json.loads(next(pieces))["report"]["id"] == "report-1"
    assert len(asked) == 1


def test_every_column_has_a_meaning() -> None:
    """One that somebody adds to a dataclass without saying what it means is an error."""
    for columns in (statement_columns(), event_columns(), provenance_columns()):
        assert all(len(column.meaning) > 4 for column in columns)
    with pytest.raises(RecordError, match="mood"):
        documented(
            "provenance", (*leaves(Provenance, "provenance"), Leaf("mood", statement_columns()[0].kind))
        )


def test_every_field_of_the_record_has_its_column() -> None:
    """Nothing that is on record is left out of the table."""
    names = [column.name for column in statement_columns()]
    for kind, prefix in ((Report, "report_"), (Speaker, "speaker_"), (Statement, "")):
        for field in fields(kind):
            assert any(name.startswith(prefix + field.name) for name in names), field.name
    assert [column.name for column in event_columns()] == [field.name for field in fields(EventRow)]
    assert len(names) == len(set(names)) == len(leaves(StatementRow))


def test_the_manual_names_every_format_and_policy() -> None:
    """A format that nobody can find is none."""
    manual = (Path(__file__).parents[2] / "docs" / "how-to" / "handing-over.md").read_text(encoding="utf-8")
    for name in (*MANY_FORMATS, *Best):
        assert f"`{name}`" in manual
