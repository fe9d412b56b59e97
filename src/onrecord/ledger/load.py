"""From rows back to the record's types."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table, select

from onrecord.ledger import tables as t
from onrecord.ledger.ids import local
from onrecord.record import (
    About,
    Act,
    Basis,
    Candidate,
    Certainty,
    Content,
    Cue,
    Due,
    Event,
    EventStatus,
    Figure,
    Measure,
    Mode,
    Place,
    Polarity,
    Precision,
    Said,
    Source,
    Span,
    Spans,
    Speaker,
    SpeakerType,
    Statement,
    Status,
    Trace,
    Via,
)

Below = dict[int, list[RowMapping]]
"""Rows of a table that belongs to statements or speakers, by the key of their owner."""


def load_statements(
    connection: Connection, keys: Select[Any] | Sequence[int], *, traced: bool = True
) -> dict[int, Statement]:
    """The statements of some rows by key, in the order of their keys.

    `keys` are the keys themselves, or a select that gives them. Without
    `traced` what decided the fields is left out.
    """
    wanted = t.statements.c.key.in_(keys)
    found = connection.execute(select(t.statements).where(wanted).order_by(t.statements.c.key)).mappings()
    below = {table: _below(connection, table, "statement", keys) for table in _PARTS}
    below[t.spans] = _below(connection, t.spans, "statement", keys, *([] if traced else [_UNTRACED]))
    below[t.traces] = _below(connection, t.traces, "statement", keys) if traced else {}
    return {row["key"]: _statement(row, below) for row in found.all()}


_PARTS = (t.via, t.places, t.candidates, t.figures, t.events)
_UNTRACED = t.spans.c.part != "trace"


def load_speakers(connection: Connection, keys: Select[Any] | Sequence[int]) -> dict[int, Speaker]:
    """The speakers of some rows by key, as `load_statements`."""
    wanted = t.speakers.c.key.in_(keys)
    found = connection.execute(select(t.speakers).where(wanted).order_by(t.speakers.c.key)).mappings().all()
    roles = _below(connection, t.roles, "speaker", keys)
    mentions = _below(connection, t.mentions, "speaker", keys)
    return {
        row["key"]: Speaker(
            id=local(row["id"]) or "",
            name=row["name"],
            type=_maybe(SpeakerType, row["type"]),
            named=row["named"],
            roles=tuple(r["role"] for r in roles.get(row["key"], ())),
            affiliation=row["affiliation"],
            mentions=_spans(mentions.get(row["key"], ())),
        )
        for row in found
    }


def _below(
    connection: Connection,
    table: Table,
    owner: str,
    keys: Select[Any] | Sequence[int],
    *where: ColumnElement[bool],
) -> Below:
    rows: Below = defaultdict(list)
    wanted = select(table).where(table.c[owner].in_(keys), *where).order_by(*table.primary_key.columns)
    for row in connection.execute(wanted).mappings():
        rows[row[owner]].append(row)
    return rows


def _statement(row: RowMapping, below: dict[Table, Below]) -> Statement:
    of = {table: rows.get(row["key"], []) for table, rows in below.items()}
    parts: dict[tuple[str, int], list[RowMapping]] = defaultdict(list)
    for span in of[t.spans]:
        parts[span["part"], span["item"]].append(span)
    at = {part: _spans(rows) for part, rows in parts.items()}
    return Statement(
        id=local(row["id"]) or "",
        source=Source(at.get(("source", 0), ()), row["source_text"], local(row["speaker"])),
        cue=Cue(at.get(("cue", 0), ()), row["cue_text"], row["cue_lemma"]),
        content=Content(at.get(("content", 0), ()), row["content_text"], _maybe(Mode, row["mode"])),
        within=local(row["within"]),
        via=tuple(Via(at.get(("via", v["position"]), ()), v["text"], local(v["speaker"])) for v in of[t.via]),
        channel=row["channel"],
        audience=row["audience"],
        act=_maybe(Act, row["act"]),
        certainty=_maybe(Certainty, row["certainty"]),
        polarity=_maybe(Polarity, row["polarity"]),
        said=Said(row["said_date"], _maybe(Basis, row["said_basis"]), _span(row, "said_span")),
        about=About(
            _maybe(Status, row["about_status"]),
            row["about_start"],
            row["about_end"],
            _span(row, "about_span"),
        ),
        places=tuple(_place(p, of[t.candidates]) for p in of[t.places]),
        figures=tuple(_figure(f) for f in of[t.figures]),
        events=tuple(
            Event(e["type"], e["actor"], e["recipient"], e["place"], EventStatus(e["status"]))
            for e in of[t.events]
        ),
        condition=row["condition"],
        due=Due(row["due_start"], row["due_end"]) if row["due_given"] else None,
        confidence=row["confidence"],
        trace=tuple(
            Trace(
                r["field"],
                r["decided_by"],
                at.get(("trace", r["position"]), ()),
                r["because"],
                r["confidence"],
            )
            for r in of[t.traces]
        ),
    )


def _place(row: RowMapping, candidates: Iterable[RowMapping]) -> Place:
    return Place(
        name=row["name"],
        span=Span(row["span_start"], row["span_end"]),
        geonames=row["geonames"],
        lat=row["lat"],
        lon=row["lon"],
        country=row["country"],
        precision=_maybe(Precision, row["precision"]),
        candidates=tuple(
            Candidate(c["geonames"], c["name"], c["lat"], c["lon"], c["country"])
            for c in candidates
            if c["place"] == row["position"]
        ),
    )


def _figure(row: RowMapping) -> Figure:
    return Figure(
        measure=Measure(row["measure"]),
        low=_whole(row["low"]),
        high=_whole(row["high"]),
        approximate=row["approximate"],
        unit=row["unit"],
        scope=row["scope"],
        span=Span(row["span_start"], row["span_end"]),
    )


def _whole(number: float | None) -> float | None:
    """Whole numbers as such, so that a record is written with the digits it came with."""
    return int(number) if number is not None and number.is_integer() else number


def _spans(rows: Iterable[RowMapping]) -> Spans:
    return tuple(Span(row["span_start"], row["span_end"]) for row in rows)


def _span(row: RowMapping, prefix: str) -> Span | None:
    start = row[f"{prefix}_start"]
    return None if start is None else Span(start, row[f"{prefix}_end"])


def _maybe(kind: Any, value: str | None) -> Any:
    return None if value is None else kind(value)
