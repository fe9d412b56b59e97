"""The fields of a statement in words, for the table, the cards and the explanation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from onrecord.export.phrasing import counted, date_phrase, figure_phrase, period_phrase
from onrecord.record import Basis, Event, Place, Polarity, Statement, Status

NameOf = Callable[[str | None], str | None]
"""From the id of a speaker to its name, None where there is none."""

JOIN = " · "

ALWAYS = ("act", "certainty", "polarity", "about")
"""Fields that every statement has a value for; where one is empty it is undecided."""


def traits(statement: Statement) -> Iterator[str]:
    """What is told in one word each; that nothing is negated goes without saying."""
    if statement.act is not None:
        yield str(statement.act)
    if statement.certainty is not None:
        known = statement.certainty
        yield "certainty unknown" if known == "unknown" else str(known)
    if statement.polarity is Polarity.NEGATIVE:
        yield "negated"
    if statement.about.status not in (None, Status.NONE):
        yield str(statement.about.status)
    if statement.content.mode is not None:
        yield str(statement.content.mode)


def details(statement: Statement, name_of: NameOf) -> Iterator[tuple[str, str]]:
    """The fields that take more than one word, with their labels; those without a value are left out."""
    lines = (
        ("said", said_phrase(statement)),
        ("to", statement.audience or ""),
        ("channel", statement.channel or ""),
        ("via", via_phrase(statement, name_of)),
        ("when", period_phrase(statement.about.start, statement.about.end)),
        ("places", JOIN.join(map(place_phrase, statement.places))),
        ("figures", JOIN.join(map(figure_phrase, statement.figures))),
        ("events", JOIN.join(map(event_phrase, statement.events))),
        ("condition", statement.condition or ""),
        ("due", due_phrase(statement)),
    )
    return ((label, value) for label, value in lines if value)


def undecided_fields(statement: Statement, among: Sequence[str] = ALWAYS) -> tuple[str, ...]:
    """Those of some fields that nothing has decided."""
    empty = {
        "act": statement.act is None,
        "certainty": statement.certainty is None,
        "polarity": statement.polarity is None,
        "about": statement.about.status is None,
    }
    return tuple(name for name in among if empty[name])


def decided_anywhere(statements: Sequence[Statement]) -> tuple[str, ...]:
    """The fields of `ALWAYS` that are decided for at least one statement.

    What is decided for none is told once for the whole record, not on every card.
    """
    undecided = [set(undecided_fields(statement)) for statement in statements]
    return tuple(name for name in ALWAYS if any(name not in fields for fields in undecided))


def said_phrase(statement: Statement) -> str:
    """The day, month or year it was said."""
    if not statement.said.date:
        return ""
    carried = " (carried over)" if statement.said.basis is Basis.CARRIED else ""
    return date_phrase(statement.said.date) + carried


def about_phrase(statement: Statement) -> str:
    """When its main event is: past, present or future, and dates where they are stated."""
    period = period_phrase(statement.about.start, statement.about.end)
    known = ("no time" if statement.about.status is Status.NONE else statement.about.status, period)
    return ", ".join(filter(None, known))


def via_phrase(statement: Statement, name_of: NameOf) -> str:
    """Who passed it on, innermost first."""
    return JOIN.join(name_of(link.speaker) or link.text for link in statement.via)


def place_phrase(place: Place) -> str:
    """A place as it is written, with its country, or that it may be one of several."""
    if place.country:
        return f"{place.name} ({place.country})"
    return f"{place.name} (ambiguous)" if len(place.candidates) > 1 else place.name


def place_in_full(place: Place) -> str:
    """A place with all that is known of it; coordinates in degrees."""
    known = [place.name]
    if place.precision or place.country:
        known.append(" in ".join(filter(None, (place.precision, place.country))))
    if place.lat is not None and place.lon is not None:
        known.append(f"{place.lat:.2f}, {place.lon:.2f}")
    if place.geonames is not None:
        known.append(f"GeoNames {place.geonames}")
    if place.candidates:
        known.append(counted(len(place.candidates), "candidate"))
    return known[0] if len(known) == 1 else f"{known[0]} ({'; '.join(known[1:])})"


def event_phrase(event: Event) -> str:
    """An event in words: its type, who to whom, where, how real.

    >>> from onrecord.record import EventStatus
    >>> event_phrase(Event("ASSAULT", "rebels", "Sarn", None, EventStatus.HAPPENED))
    'assault: rebels → Sarn, happened'
    """
    parties = " → ".join(filter(None, (event.actor, event.recipient)))
    if event.recipient and not event.actor:
        parties = f"→ {event.recipient}"
    where = f" in {event.place}" if event.place else ""
    told = f": {parties}{where}" if parties or where else ""
    return f"{event.type.lower().replace('_', ' ')}{told}, {event.status}"


def due_phrase(statement: Statement) -> str:
    """When a commitment falls due."""
    return period_phrase(statement.due.start, statement.due.end) if statement.due else ""
