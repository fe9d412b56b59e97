"""The formats for many records: one line each, read by the command line and the web.

To add one, write a module with a function from records to bytes in pieces and
add a line to `MANY_FORMATS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from onrecord.export import brat, csv_table, event_rows, jsonl, statement_rows, web_annotation
from onrecord.export.account_rows import account_rows
from onrecord.export.flat import Row
from onrecord.export.handed import ManyFormat, Options
from onrecord.record import SCHEMA, Record


def _statements_csv(records: Iterable[Record], options: Options) -> Iterator[bytes]:
    """The table of statements as CSV; its bulky columns are left out."""
    every = statement_rows.columns(options)
    kept = [place for place, column in enumerate(every) if not column.bulky]
    rows = (tuple(row[place] for place in kept) for row in statement_rows.rows(records, options))
    return csv_table.write([every[place] for place in kept], rows)


def _statements_parquet(records: Iterable[Record], options: Options) -> Iterator[bytes]:
    """The table of statements as Parquet, with all columns."""
    from onrecord.export import parquet  # pyarrow is loaded when it is asked for

    columns, rows = statement_rows.columns(options), statement_rows.rows(records, options)
    return parquet.write(columns, rows, f"{SCHEMA} statements")


def _events(records: Iterable[Record], options: Options) -> Iterator[Row]:
    if options.comparison:
        return account_rows(options.comparison, options.best)
    return event_rows.statement_rows(records, options)


def _events_csv(records: Iterable[Record], options: Options) -> Iterator[bytes]:
    """The table of events as CSV."""
    return csv_table.write(event_rows.columns(options), _events(records, options))


def _events_parquet(records: Iterable[Record], options: Options) -> Iterator[bytes]:
    """The table of events as Parquet."""
    from onrecord.export import parquet

    return parquet.write(event_rows.columns(options), _events(records, options), f"{SCHEMA} events")


_PARQUET = "application/vnd.apache.parquet"
_ALL = (
    ManyFormat(
        "jsonl", ".jsonl", "application/x-ndjson", "whole records, one a line, for programs", jsonl.write
    ),
    ManyFormat("csv", ".csv", "text/csv", "a row a statement, for spreadsheets", _statements_csv),
    ManyFormat(
        "parquet",
        ".parquet",
        _PARQUET,
        "a row a statement, for DuckDB and pandas",
        _statements_parquet,
        readable=False,
    ),
    ManyFormat(
        "web-annotation",
        ".jsonld",
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        "W3C Web Annotations with position and quote",
        web_annotation.write,
    ),
    ManyFormat(
        "brat",
        ".zip",
        "application/zip",
        "a folder for brat, two files a report",
        brat.write,
        members=brat.members,
        readable=False,
    ),
    ManyFormat("events", ".csv", "text/csv", "the table of events, for research on conflicts", _events_csv),
    ManyFormat(
        "events-parquet",
        ".parquet",
        _PARQUET,
        "the table of events, for DuckDB and pandas",
        _events_parquet,
        readable=False,
    ),
)

MANY_FORMATS: Mapping[str, ManyFormat] = MappingProxyType({one.name: one for one in _ALL})
