"""Records to the rows of the table of statements, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from onrecord.export.columns import Column, StatementRow, provenance_columns, statement_columns
from onrecord.export.flat import Row, flat, leaves, unflat
from onrecord.export.handed import Options, Provenance
from onrecord.record import Record, Speaker, Statement


def key(report_id: str, statement_id: str) -> str:
    """A statement among all reports."""
    return f"{report_id}:{statement_id}"


def columns(options: Options) -> tuple[Column, ...]:
    """The columns of the rows; those of provenance only where it is asked for."""
    return statement_columns() + (provenance_columns() if options.provenance else ())


def rows(records: Iterable[Record], options: Options) -> Iterator[Row]:
    """One row a statement, in the order of the records and of their statements."""
    for record in records:
        speakers = {speaker.id: speaker for speaker in record.speakers}
        origin: Row = ()
        if options.provenance:
            origin = flat(options.provenance(record), Provenance)
        for statement in record.statements:
            yield flat(_row(record, statement, speakers), StatementRow) + origin


def _row(record: Record, statement: Statement, speakers: dict[str, Speaker]) -> StatementRow:
    return StatementRow(
        key(record.report.id, statement.id),
        record.report,
        statement,
        speakers.get(statement.source.speaker or ""),
        tuple(speakers.get(link.speaker or "") for link in statement.via),
    )


def records(table: Iterable[Row]) -> Iterator[Record]:
    """The records of a table with all columns of statements, in its order.

    They have the statements of the table and the speakers of those; a report
    without a statement has no row, and warnings have no column.
    """
    width = len(leaves(StatementRow))
    made = (unflat(row[:width], StatementRow) for row in table)
    for report, said in groupby(made, key=lambda row: row.report):
        several = tuple(said)
        speakers: dict[str, Speaker] = {}
        for row in several:
            for speaker in (row.speaker, *row.via_speaker):
                if speaker:
                    speakers.setdefault(speaker.id, speaker)
        yield Record(report, tuple(speakers.values()), tuple(row.told for row in several))


def with_bulk(table: Iterable[Row], text_of: Callable[[str], str]) -> Iterator[Row]:
    """Rows without the bulky columns as rows with them: the report's text is asked for by its id.

    Why each field is what it is stays empty.
    """
    every = statement_columns()
    place_of_id = next(
        n for n, column in enumerate(c for c in every if not c.bulky) if column.name == "report_id"
    )
    for row in table:
        cells = iter(row)
        text = text_of(str(row[place_of_id]))
        yield tuple((() if column.several else text) if column.bulky else next(cells) for column in every)
