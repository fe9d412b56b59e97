"""From the record's types to rows: one place that knows which field stands in which column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, func, insert, select

from onrecord.ledger import tables as t
from onrecord.ledger.ids import number_of, permanent
from onrecord.ledger.words import folded
from onrecord.record import Place, Span, Spans, Speaker, Statement

Row = dict[str, Any]
Value = TypeVar("Value")


class Rows:
    """Rows of several tables, written in the order in which tables depend on one another."""

    def __init__(self) -> None:
        self.of: dict[Table, list[Row]] = defaultdict(list)

    def add(self, table: Table, **row: Any) -> None:
        """One row more."""
        self.of[table].append({c: str(v) if isinstance(v, StrEnum) else v for c, v in row.items()})

    def write(self, connection: Connection) -> None:
        """Inserts all rows, and forgets them."""
        for table in t.metadata.sorted_tables:
            if rows := self.of.get(table):
                connection.execute(insert(table), rows)
        self.of.clear()


def next_key(connection: Connection, table: Table) -> int:
    """The next key of a table; writers come one after the other, so nobody else gets it."""
    return 1 + int(connection.execute(select(func.coalesce(func.max(table.c.key), 0))).scalar_one())


def few(values: Sequence[Value], most: int = 500) -> Iterator[Sequence[Value]]:
    """Values in parts short enough for one statement of SQL."""
    for at in range(0, len(values), most):
        yield values[at : at + most]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where rows of statements and speakers stand: which report, revision and reading they are of."""

    report: str
    revision: int
    reading: int | None
    made_by: str = "machine"
    current: bool = True


def put_statement(rows: Rows, key: int, position: int, one: Statement, standing: Standing) -> None:
    """The rows of one statement."""
    rows.add(
        t.statements,
        key=key,
        id=permanent(standing.report, one.id),
        report=standing.report,
        revision=standing.revision,
        number=number_of(one.id),
        reading=standing.reading,
        made_by=standing.made_by,
        current=standing.current,
        position=position,
        **_columns(one, standing.report),
    )
    _put_spans(rows, key, "source", one.source.spans)
    _put_spans(rows, key, "cue", one.cue.spans)
    _put_spans(rows, key, "content", one.content.spans)
    for at, link in enumerate(one.via):
        speaker = permanent(standing.report, link.speaker)
        rows.add(t.via, statement=key, position=at, text=link.text, speaker=speaker)
        _put_spans(rows, key, "via", link.spans, at)
    for at, place in enumerate(one.places):
        _put_place(rows, key, at, place)
    _put_figures_and_events(rows, key, one)
    for at, trace in enumerate(one.trace):
        rows.add(
            t.traces,
            statement=key,
            position=at,
            field=trace.field,
            decided_by=trace.by,
            because=trace.because,
            confidence=trace.confidence,
        )
        _put_spans(rows, key, "trace", trace.spans, at)


def _columns(one: Statement, report: str) -> Row:
    return {
        "speaker": permanent(report, one.source.speaker),
        "source_text": one.source.text,
        "cue_text": one.cue.text,
        "cue_lemma": one.cue.lemma,
        "content_text": one.content.text,
        "mode": one.content.mode,
        "within": permanent(report, one.within),
        "channel": one.channel,
        "audience": one.audience,
        "act": one.act,
        "certainty": one.certainty,
        "polarity": one.polarity,
        "said_date": one.said.date,
        "said_basis": one.said.basis,
        **_span("said_span", one.said.span),
        "about_status": one.about.status,
        "about_start": one.about.start,
        "about_end": one.about.end,
        **_span("about_span", one.about.span),
        "condition": one.condition,
        "due_given": one.due is not None,
        "due_start": one.due.start if one.due else None,
        "due_end": one.due.end if one.due else None,
        "confidence": one.confidence,
        "words": folded(one.content.text),
    }


def _put_spans(rows: Rows, key: int, part: str, spans: Spans, item: int = 0) -> None:
    for position, span in enumerate(spans):
        rows.add(t.spans, statement=key, part=part, item=item, position=position, **_span("span", span))


def _put_place(rows: Rows, key: int, at: int, place: Place) -> None:
    rows.add(
        t.places,
        statement=key,
        position=at,
        name=place.name,
        geonames=place.geonames,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        precision=place.precision,
        **_span("span", place.span),
    )
    for position, one in enumerate(place.candidates):
        rows.add(
            t.candidates,
            statement=key,
            place=at,
            position=position,
            geonames=one.geonames,
            name=one.name,
            lat=one.lat,
            lon=one.lon,
            country=one.country,
        )


def _put_figures_and_events(rows: Rows, key: int, one: Statement) -> None:
    for at, figure in enumerate(one.figures):
        rows.add(
            t.figures,
            statement=key,
            position=at,
            measure=figure.measure,
            low=figure.low,
            high=figure.high,
            approximate=figure.approximate,
            unit=figure.unit,
            scope=figure.scope,
            **_span("span", figure.span),
        )
    for at, event in enumerate(one.events):
        rows.add(
            t.events,
            statement=key,
            position=at,
            type=event.type,
            actor=event.actor,
            recipient=event.recipient,
            place=event.place,
            status=event.status,
        )


def put_speaker(rows: Rows, key: int, position: int, one: Speaker, standing: Standing) -> None:
    """The rows of one speaker."""
    rows.add(
        t.speakers,
        key=key,
        id=permanent(standing.report, one.id),
        report=standing.report,
        revision=standing.revision,
        number=number_of(one.id),
        reading=standing.reading,
        made_by=standing.made_by,
        current=standing.current,
        position=position,
        name=one.name,
        type=one.type,
        named=one.named,
        affiliation=one.affiliation,
    )
    for at, role in enumerate(one.roles):
        rows.add(t.roles, speaker=key, position=at, role=role)
    for at, span in enumerate(one.mentions):
        rows.add(t.mentions, speaker=key, position=at, **_span("span", span))


def _span(prefix: str, span: Span | None) -> Row:
    start, end = span if span else (None, None)
    return {f"{prefix}_start": start, f"{prefix}_end": end}
