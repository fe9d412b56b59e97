"""Where and when the events of statements are, counted, on every backend."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.ledger import Arrival, Ledger
from onrecord.ledger.conditions import Condition, conditions
from onrecord.ledger.finding import Found
from onrecord.ledger.query import Query
from onrecord.ledger.reality import has_status
from onrecord.ledger.spread import names, naming, spread, times
from onrecord.record import (
    About,
    Act,
    Certainty,
    EventStatus,
    Place,
    Polarity,
    Precision,
    Record,
    Said,
    Statement,
    Status,
)
from onrecord.record.errors import QueryError
from onrecord.record.spread import Spread, Timed
from tests.ledger import fake

TEXT = """Storm over Sarn

Ilsabet Morrow said that the boats of Sarn sank at Sarn. Anders Hulle denied that anybody in Sarn was warned.
Ruth Adeyo said that Hask would be next. Peter Anslow said that nothing else is known.
"""


def told(**fields: object) -> Statement:
    """The first statement with other values, and no event that was coded."""
    record = fake.read(TEXT)
    return replace(record.statements[0], events=(), **fields)  # type: ignore[arg-type]


def put(ledger: Ledger, *statements: Statement) -> None:
    record = fake.read(TEXT)
    numbered = tuple(replace(one, id=f"s{n}") for n, one in enumerate(statements, 1))
    made = Record(record.report, record.speakers, numbered or record.statements)
    ledger.add_record(made, Arrival("storm.txt", TEXT.encode(), name="storm"))


def seen(ledger: Ledger, *also: Condition) -> Spread:
    with ledger.reading() as connection:
        return spread(connection, [*conditions(connection, ledger.backend, Query()), *also])


def test_a_place_counts_a_statement_once(ledger: Ledger) -> None:
    """However often it is named in it; what is known of the place comes with it, the most named first."""
    put(ledger)
    found = seen(ledger)
    assert [(one.key, one.name, one.count) for one in found.spots] == [
        ("g5", "Sarn", 2),
        ("nhask", "Hask", 1),
    ]
    assert (found.spots[0].lat, found.spots[0].precision) == (51.25, Precision.CITY)
    assert found.spots[1].lat is None
    assert (found.placed, found.total) == (3, 4)


def test_of_several_names_the_usual_one_is_known(ledger: Ledger) -> None:
    """A place is called what the ledger calls it most often."""
    place = fake.read(TEXT).statements[0].places[0]
    other = replace(place, name="Port Sarn")
    put(ledger, *(told(places=(one,)) for one in (other, place, other)))
    assert [one.count for one in seen(ledger).spots] == [3]
    with ledger.reading() as connection:
        assert names(connection) == {5: "Port Sarn"}


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"act": Act.DENIAL}, "denied"),
        ({"polarity": Polarity.NEGATIVE}, "denied"),
        ({"act": Act.COMMITMENT}, "announced"),
        ({"act": Act.THREAT}, "announced"),
        ({"act": Act.WARNING}, "predicted"),
        ({"act": Act.DEMAND}, "hypothetical"),
        ({"certainty": Certainty.POSSIBLE, "about": About(Status.FUTURE)}, "hypothetical"),
        ({"certainty": Certainty.POSSIBLE, "about": About(None)}, "hypothetical"),
        ({"certainty": Certainty.POSSIBLE, "about": About(Status.PAST)}, "happened"),
        ({"about": About(Status.PRESENT)}, "happening"),
        ({"about": About(Status.FUTURE)}, "predicted"),
        ({"about": About(None)}, "undecided"),
    ],
)
def test_how_real_it_is_without_an_event(ledger: Ledger, fields: dict[str, object], status: str) -> None:
    """Act, polarity, certainty and tense tell; where they do not, it stays undecided. It can be asked for."""
    put(ledger, told(**fields))
    ((found, count),) = seen(ledger).statuses
    assert (found or "undecided", count) == (status, 1)
    assert seen(ledger, has_status([status])).total == 1
    assert seen(ledger, has_status(["happened" if status != "happened" else "denied"])).total == 0


def test_a_coded_event_goes_before_act_and_tense(ledger: Ledger) -> None:
    """Whoever denies it: its status is what was decided of the event."""
    put(ledger)
    assert dict(seen(ledger).statuses) == {EventStatus.HAPPENED: 3}


def test_statements_of_a_place_are_found_by_its_key(ledger: Ledger) -> None:
    """By number, or by name where nothing else is known, and no other name; a wrong key is told."""
    put(ledger)
    for key, number in (("g5", 2), ("nhask", 1), ("ahask", 0), ("nsarn", 0), ("g999", 0)):
        assert len(Found(ledger, Query(), "said", [naming([key])])) == number, key
    assert len(Found(ledger, Query(), "said", [naming(["g5", "nhask"])])) == 3
    for key in ("", "g", "g-5", "g5' or 1=1", "x5", "g99999999999"):
        with pytest.raises(QueryError):
            naming([key])


def test_what_lies_somewhere_and_what_is_known_by_name_alone_are_two(ledger: Ledger) -> None:
    """An area that has a place on the map but no number is not mixed with a name that has neither."""
    place = fake.read(TEXT).statements[0].places[0]
    area = replace(place, name="the Low Moor", geonames=None, precision=Precision.REGION)
    name = Place("the Low Moor", place.span)
    put(ledger, told(places=(area,)), told(places=(name,)), told(places=(area, name)))
    found = {one.key: (one.count, one.lat) for one in seen(ledger).spots}
    assert found == {"athe low moor": (2, 51.25), "nthe low moor": (2, None)}
    assert len(Found(ledger, Query(), "said", [naming(["athe low moor"])])) == 2


def test_times_are_counted_together(ledger: Ledger) -> None:
    """When it was said with when its event is; what has neither is in the total alone."""
    bare = told(said=Said(), about=About(Status.PAST))
    later = told(said=Said("2031"), about=About(Status.PAST, "2030", "2031-02"))
    put(ledger, told(), told(), later, bare)
    with ledger.reading() as connection:
        found = times(connection, conditions(connection, ledger.backend, Query()))
    assert found.timed == (
        Timed("2031", "2030", "2031-02", EventStatus.HAPPENED, 1),
        Timed("2031-06-13", "2031-06", None, EventStatus.HAPPENED, 2),
    )
    assert found.total == 4
