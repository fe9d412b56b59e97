"""The cards beside the report: what each speaker said, one card a statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from onrecord.export.cast import Cast
from onrecord.export.phrasing import date_phrase, figure_phrase, is_unsure, period_phrase, shortened
from onrecord.record import Basis, Place, Record, Speaker, Statement, Status

LONGEST_EXCERPT = 150
"""Characters of a statement on its card; the whole stands in the report beside it."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One line of a card; `href` where it leads to another statement."""

    label: str
    value: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One statement in the side column; `href` leads to its words, or to itself where it has none."""

    key: str
    mark: str
    href: str | None
    cue: str
    excerpt: str
    traits: tuple[str, ...]
    details: tuple[Detail, ...]
    confidence: str
    percent: int
    unsure: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What one speaker said; `speaker` is None where nobody could be decided."""

    speaker: Speaker | None
    hue: str
    about: str
    cards: tuple[Card, ...]


def groups(record: Record, cast: Cast) -> Iterator[Group]:
    """What each speaker said, in the order of the record; at last what has no known speaker."""
    for speaker in (*record.speakers, None):
        said = cast.said_by(speaker.id if speaker else None)
        if said:
            cards = tuple(_card(statement, cast) for statement in said)
            yield Group(speaker, cast.hue(speaker.id if speaker else None), _about(speaker), cards)


def _about(speaker: Speaker | None) -> str:
    if speaker is None:
        return ""
    return " · ".join(filter(None, (speaker.type, *speaker.roles, speaker.affiliation)))


def _card(statement: Statement, cast: Cast) -> Card:
    return Card(
        key=cast.key(statement.id),
        mark=statement.id,
        href=f"#{cast.key(statement.id)}" if _has_words(statement) else _card_of(statement.id, cast),
        cue=statement.cue.text,
        excerpt=shortened(statement.content.text, LONGEST_EXCERPT),
        traits=tuple(_traits(statement)),
        details=tuple(_details(statement, cast)),
        confidence=f"{statement.confidence:.2f}",
        percent=round(100 * min(max(statement.confidence, 0.0), 1.0)),
        unsure=is_unsure(statement),
    )


def _has_words(statement: Statement) -> bool:
    known = (statement.source.spans, statement.cue.spans, statement.content.spans)
    spans = chain(*known, *(link.spans for link in statement.via))
    return any(start < end for start, end in spans)


def _card_of(statement_id: str, cast: Cast) -> str | None:
    key = cast.key(statement_id)
    return f"#card-{key}" if key else None


def _traits(statement: Statement) -> Iterator[str]:
    decided = (statement.act, statement.certainty, statement.polarity, statement.content.mode)
    return (str(value) for value in decided if value is not None)


def _details(statement: Statement, cast: Cast) -> Iterator[Detail]:
    if statement.within:
        yield Detail("within", statement.within, _card_of(statement.within, cast))
    lines = (
        ("said", _said(statement)),
        ("to", statement.audience),
        ("on", statement.channel),
        ("via", " · ".join(cast.name(link.speaker) or link.text for link in statement.via)),
        ("about", _event_time(statement)),
        ("places", " · ".join(map(_place, statement.places))),
        ("figures", " · ".join(figure_phrase(figure) for figure in statement.figures)),
        ("if", statement.condition),
        ("due", period_phrase(statement.due.start, statement.due.end) if statement.due else None),
    )
    yield from (Detail(label, value) for label, value in lines if value)


def _said(statement: Statement) -> str:
    if not statement.said.date:
        return ""
    carried = " (carried over)" if statement.said.basis is Basis.CARRIED else ""
    return date_phrase(statement.said.date) + carried


def _event_time(statement: Statement) -> str:
    period = period_phrase(statement.about.start, statement.about.end)
    known = (statement.about.status if statement.about.status is not Status.NONE else None, period)
    return ", ".join(filter(None, known))


def _place(place: Place) -> str:
    if place.country:
        return f"{place.name} ({place.country})"
    return f"{place.name} (ambiguous)" if len(place.candidates) > 1 else place.name
