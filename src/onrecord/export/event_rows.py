"""The table of events: rows that a researcher of conflicts can use as they stand.

One row for each event and figure of a statement, which for most is one row; a
statement without either has one row too, so that nothing is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.export.best import Told, best_of
from onrecord.export.columns import Column, documented, provenance_columns
from onrecord.export.csv_table import joined
from onrecord.export.flat import Row, flat, leaves
from onrecord.export.handed import Best, Options, Provenance
from onrecord.export.statement_rows import key
from onrecord.lexicon import load
from onrecord.record import Act, Event, Figure, Place, Record, Speaker, Statement
from onrecord.sourcing.answers import denials

DAY, MONTH = 10, 7
"""Characters of an ISO day and of an ISO month."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One row. Where several values stand in one cell they are apart by ` | `."""

    row: str
    matter: str | None = None
    statements: str | None = None
    event: int | None = None
    event_type: str | None = None
    event_status: str | None = None
    event_quad: str | None = None
    event_cameo: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    date_precision: str | None = None
    place: str | None = None
    place_basis: str | None = None
    place_precision: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    country: str | None = None
    places: str | None = None
    actor: str | None = None
    recipient: str | None = None
    figure: int | None = None
    measure: str | None = None
    low: float | None = None
    high: float | None = None
    approximate: bool | None = None
    unit: str | None = None
    scope: str | None = None
    best: float | None = None
    policy: str | None = None
    said_by: str | None = None
    said_by_type: str | None = None
    said_by_named: str | None = None
    said_by_affiliation: str | None = None
    via: str | None = None
    denied_by: str | None = None
    said: str | None = None
    act: str | None = None
    act_cameo: str | None = None
    certainty: str | None = None
    polarity: str | None = None
    origins: int | None = None
    report: str | None = None
    publisher: str | None = None
    published: str | None = None
    link: str | None = None
    words: str | None = None
    confidence: float | None = None


@cache
def event_columns() -> tuple[Column, ...]:
    """The columns of the table of events."""
    return documented("events", leaves(EventRow))


def columns(options: Options) -> tuple[Column, ...]:
    """The columns of the rows; those of provenance only where it is asked for, and never for accounts."""
    asked = options.provenance and not options.comparison
    return event_columns() + (provenance_columns() if asked else ())


def statement_rows(records: Iterable[Record], options: Options) -> Iterator[Row]:
    """The rows of all statements, in the order of the records."""
    for record in records:
        origin: Row = flat(options.provenance(record), Provenance) if options.provenance else ()
        for row in rows_of(record, options.best):
            yield flat(row, EventRow) + origin


def rows_of(record: Record, policy: Best | None = None) -> Iterator[EventRow]:
    """The rows of one record."""
    speakers = {speaker.id: speaker for speaker in record.speakers}
    denied = _denied(record, speakers)
    for statement in record.statements:
        told = _told(record, statement, speakers, denied)
        for number, event in enumerate(statement.events or (None,), start=1):
            seen = _seen(statement, event, number)
            for count, figure in enumerate(statement.figures or (None,), start=1):
                counted = _counted(record, statement, figure, count, policy)
                name = f"{told['statements']}/{number}/{count}"
                yield EventRow(row=name, **told, **seen, **counted)


def _told(
    record: Record, statement: Statement, speakers: dict[str, Speaker], denied: dict[str, list[str]]
) -> dict[str, Any]:
    """What holds for all rows of a statement: who said it, how, where it stands."""
    report, speaker = record.report, speakers.get(statement.source.speaker or "")
    links = [speakers[v.speaker].name if v.speaker in speakers else v.text for v in statement.via]
    return {
        "statements": key(report.id, statement.id),
        "date_start": statement.about.start,
        "date_end": statement.about.end,
        "date_precision": precision_of(statement.about.start, statement.about.end),
        "places": together(place.name for place in statement.places),
        "said_by": speaker_name(speaker, statement),
        "said_by_type": str(speaker.type) if speaker and speaker.type else None,
        "said_by_named": ("yes" if speaker.named else "no") if speaker else None,
        "said_by_affiliation": speaker.affiliation if speaker else None,
        "via": joined(links) or None,
        "denied_by": together(denied.get(statement.id, ())),
        "said": statement.said.date,
        "act": _text(statement.act),
        "act_cameo": load("coding")["act"].get(statement.act),
        "certainty": _text(statement.certainty),
        "polarity": _text(statement.polarity),
        "origins": 1 if speaker else None,
        "report": report.id,
        "publisher": report.publisher,
        "published": report.published,
        "link": report.url,
        "words": statement.content.text or None,
        "confidence": statement.confidence,
    }


def _seen(statement: Statement, event: Event | None, number: int) -> dict[str, Any]:
    """What is of the event: its type, who to whom, where."""
    name, basis, place = _place(statement, event)
    coded = coding_of(event.type) if event else {}
    return {
        "event": number if event else None,
        "event_type": event.type if event else None,
        "event_status": str(event.status) if event else None,
        "event_quad": coded.get("quad"),
        "event_cameo": coded.get("cameo"),
        "actor": event.actor if event else None,
        "recipient": event.recipient if event else None,
        "place": name,
        "place_basis": basis,
        "place_precision": _text(place.precision) if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "geonames": place.geonames if place else None,
        "country": place.country if place else None,
    }


def _place(statement: Statement, event: Event | None) -> tuple[str | None, str | None, Place | None]:
    """Where it is, how that is known, and the place resolved."""
    if event and event.place:
        known = next((place for place in statement.places if place.name == event.place), None)
        return event.place, "event", known
    if len({place.name for place in statement.places}) == 1:
        return statement.places[0].name, "only place", statement.places[0]
    return None, None, None


def _counted(
    record: Record, statement: Statement, figure: Figure | None, number: int, policy: Best | None
) -> dict[str, Any]:
    """What is of the figure, with the best of it where a policy is named."""
    if figure is None:
        return {}
    when = statement.said.date or record.report.published
    told = Told(figure.low, figure.high, when, statement.source.speaker or statement.id)
    return {
        "figure": number,
        "measure": str(figure.measure),
        "low": figure.low,
        "high": figure.high,
        "approximate": figure.approximate,
        "unit": figure.unit,
        "scope": figure.scope,
        "best": best_of([told], policy) if policy else None,
        "policy": str(policy) if policy else None,
    }


def coding_of(event_type: str) -> dict[str, str]:
    """CAMEO root and quad class of a PLOVER type; empty where it is none."""
    found: dict[str, str] = load("coding")["event"].get(event_type, {})
    return found


def precision_of(start: str | None, end: str | None) -> str | None:
    """How finely a date is known, from its ISO form."""
    if start and end and start != end:
        return "period"
    date = start or end
    if not date:
        return None
    return "day" if len(date) >= DAY else "month" if len(date) >= MONTH else "year"


def speaker_name(speaker: Speaker | None, statement: Statement) -> str | None:
    """Who said it: the speaker's name, else the words that name a source, else nobody."""
    return speaker.name if speaker else (statement.source.text or None)


def together(values: Iterable[object]) -> str | None:
    """Several values in one cell, each once, in their order; those that are missing left out."""
    known = dict.fromkeys(str(value) for value in values if value is not None)
    return joined(known) or None


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _denied(record: Record, speakers: dict[str, Speaker]) -> dict[str, list[str]]:
    """Who denies each statement: those whose denials answer it, and of a denial its speaker."""
    made: dict[str, list[str]] = {}
    for statement in record.statements:
        name = speaker_name(speakers.get(statement.source.speaker or ""), statement)
        if statement.act is Act.DENIAL and name:
            made.setdefault(statement.id, []).append(name)
    for denial in denials(record) if made else ():
        answered = denial.answers.statement if denial.answers else None
        if answered and denial.origin.name:
            made.setdefault(answered, []).append(denial.origin.name)
    return made
