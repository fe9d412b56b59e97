"""CSV, Parquet and JSON lines: tables of statements that other tools open, and that can be read back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.export import MANY_FORMATS, csv_table, jsonl, parquet, statement_rows
from onrecord.export.columns import Column, statement_columns
from onrecord.export.flat import Kind
from onrecord.export.handed import PLAIN
from onrecord.record import Record
from onrecord.record.errors import RecordError
from tests.export.many_records import records

CSV_COLUMNS = [column for column in statement_columns() if not column.bulky]


def written(name: str, several: Iterable[Record]) -> bytes:
    return b"".join(MANY_FORMATS[name].write(several, PLAIN))


def csv_rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


@settings(max_examples=40, deadline=None)
@given(records())
def test_a_record_survives_the_way_to_json_lines_and_back(record: Record) -> None:
    """Nothing at all is lost."""
    assert list(jsonl.read(io.BytesIO(written("jsonl", [record, record])))) == [record, record]


@settings(max_examples=40, deadline=None)
@given(records())
def test_a_record_survives_the_way_to_parquet_and_back(record: Record) -> None:
    """All fields of the statements, their speakers, the report and its text."""
    rows = parquet.read(statement_columns(), io.BytesIO(written("parquet", [record])))
    assert list(statement_rows.records(rows)) == [record]


@settings(max_examples=40, deadline=None)
@given(records())
def test_a_record_survives_the_way_to_csv_and_back(record: Record) -> None:
    """All but the text, which is asked for, and why each field is what it is."""
    lines = io.StringIO(written("csv", [record]).decode("utf-8"), newline="")
    rows = statement_rows.with_bulk(
        csv_table.read(CSV_COLUMNS, lines), {record.report.id: record.report.text}.get
    )
    bare = tuple(replace(statement, trace=()) for statement in record.statements)
    assert list(statement_rows.records(rows)) == [replace(record, statements=bare)]


ANY = st.text(max_size=12) | st.text(st.sampled_from("'=+-@|\\ NE\"\r\n\t,"), max_size=6)


@given(st.lists(st.none() | ANY, min_size=1, max_size=4).map(tuple))
def test_several_values_in_one_cell_come_back_as_they_were(values: tuple[str | None, ...]) -> None:
    """Bars, backslashes, empty texts and missing values among them."""
    assert csv_table.parted(csv_table.joined(values)) == values


@given(ANY)
def test_text_guarded_against_formulas_comes_back_as_it_was(text: str) -> None:
    """An apostrophe is taken away only where one was added."""
    assert csv_table.unguarded(csv_table.guarded(text)) == text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "'=", "\uff1d"])
def test_no_cell_of_text_begins_like_a_formula(record: Record, start: str) -> None:
    """A report must not make a spreadsheet run anything; spans still count the report's own text."""
    title = start + 'HYPERLINK("https://thief.example")'
    (row, *_) = csv_rows(written("csv", [replace(record, report=replace(record.report, title=title))]))
    assert row["report_title"] == "'" + title
    assert row["content_spans"] == " ".join(f"{a}:{b}" for a, b in record.statements[0].content.spans)


def test_a_negative_number_is_no_formula() -> None:
    """Only text is guarded: the south and the west stay numbers."""
    column = Column("lat", Kind.NUMBER, False, "degrees")
    assert b"".join(csv_table.write([column], [(-3.25,), (None,)])) == b"lat\r\n-3.25\r\n\r\n"


def test_csv_keeps_to_rfc_4180(record: Record) -> None:
    """CR LF ends every line, quotation marks are doubled, and each line has a cell a column."""
    data = written("csv", [record])
    assert data.endswith(b"\r\n")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b'""The wall is sound,""' in data
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    assert rows[0] == [column.name for column in CSV_COLUMNS]
    assert {len(row) for row in rows} == {len(CSV_COLUMNS)}
    assert len(rows) == 1 + len(record.statements)


@pytest.mark.parametrize("name", ["csv", "parquet", "events", "web-annotation", "jsonl", "brat"])
def test_half_a_character_breaks_no_file(record: Record, name: str) -> None:
    """What UTF-8 cannot carry (a lone surrogate) is replaced one for one, or escaped in JSON."""
    text = record.report.text.replace("nobody in", "nobody\ud800in")
    broken = replace(record, report=replace(record.report, title="half \ud83d", text=text))
    data = written(name, [broken])
    if name == "csv":
        assert csv_rows(data)[0]["report_title"] == "half \ufffd"
    if name == "parquet":
        (held, *_) = pq.read_table(io.BytesIO(data))["report_text"].to_pylist()
        assert held == text.replace("\ud800", "\ufffd")
    if name == "jsonl":
        assert list(jsonl.read(io.BytesIO(data))) == [broken]


def test_duckdb_opens_both_tables_with_the_same_values(record: Record, tmp_path: Path) -> None:
    """What the manual shows works."""
    for name in ("csv", "parquet"):
        (tmp_path / f"s.{name}").write_bytes(written(name, [record]))
    asked = "id, act, speaker_name, content_text, said_date::VARCHAR, confidence, statement"
    opened = (duckdb.read_csv(str(tmp_path / "s.csv")), duckdb.read_parquet(str(tmp_path / "s.parquet")))
    found = [table.project(asked).order("statement").fetchall() for table in opened]
    assert found[0] == found[1]
    assert [row[0] for row in found[0]] == [statement.id for statement in record.statements]
    assert opened[1].project("unnest(figures_low)").fetchall() == [(20.0,), (4000.0,)]


def test_pandas_opens_both_tables(record: Record, tmp_path: Path) -> None:
    """Numbers are numbers and truth is truth."""
    for name in ("csv", "parquet"):
        (tmp_path / f"s.{name}").write_bytes(written(name, [record]))
    frames = [pandas.read_csv(tmp_path / "s.csv"), pandas.read_parquet(tmp_path / "s.parquet")]
    for frame in frames:
        assert list(frame["confidence"]) == [statement.confidence for statement in record.statements]
        assert list(frame["speaker_named"].dropna()) == [True, False, True, True, False, True]


def test_every_parquet_column_says_what_it_means(record: Record) -> None:
    """The manual travels with the file."""
    schema = pq.read_schema(io.BytesIO(written("parquet", [record])))
    for column in statement_columns():
        assert schema.field(column.name).metadata[b"description"].decode() == column.meaning


def test_a_table_without_a_column_is_refused_by_its_name() -> None:
    """The message names what is missing."""
    with pytest.raises(RecordError, match="report_id"):
        list(csv_table.read(CSV_COLUMNS, io.StringIO("statement\r\na:s1\r\n")))
    with pytest.raises(RecordError, match="no Parquet"):
        list(parquet.read(statement_columns(), io.BytesIO(b"PAR0")))
    with pytest.raises(RecordError, match="line 2"):
        list(jsonl.read(["\n", "{}\n"]))


def test_a_number_that_is_none_is_refused_with_its_column() -> None:
    """A cell that somebody spoilt is not read as something else."""
    column = Column("confidence", Kind.NUMBER, False, "0 to 1")
    with pytest.raises(RecordError, match="confidence is 'high'"):
        list(csv_table.read([column], io.StringIO("confidence\r\nhigh\r\n")))
