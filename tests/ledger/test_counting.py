"""Counts from columns in memory: at every moment what SQL counts, on every backend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.ledger import Arrival, Ledger
from onrecord.ledger.conditions import conditions
from onrecord.ledger.counting import Counting
from onrecord.ledger.query import SORTS, Query
from onrecord.ledger.reality import UNDECIDED, has_status
from onrecord.ledger.speaking import VoiceQuery, profile
from onrecord.ledger.spread import names, spread, times
from onrecord.ledger.spreading import Spreading
from onrecord.ledger.voicing import Voicing
from onrecord.record.errors import QueryError
from tests.ledger import fake
from tests.ledger.test_finding import HARBOUR, MARKET, put

BY = {"who": "ada", "why": "it says so"}
QUERIES = (
    Query(),
    Query.of("that -boats"),
    Query.of(act="assertion", named=True),
    Query.of(speaker="morrow", place="Sarn"),
    Query.of(publisher="Hask Gazette"),
    Query.of(corrected=True),
    Query.of("zzz"),
    Query.of("boats OR radio", type="person", copies=False),
    Query.of(named=False),
    Query.of(said="2031-06", confidence=0.5, mode="indirect"),
)


def counts_are_right(ledger: Ledger, counting: Counting) -> None:
    for query in QUERIES:
        found = ledger.find(query)
        assert counting.counts(query, 3) == (len(found), found.facets(3)), query
    for sort in SORTS:
        pages_are_right(ledger, counting, sort)
    places_and_times_are_right(ledger, counting)
    voices = Voicing(counting).page(VoiceQuery(), 100)
    assert voices.total == len(voices.voices)
    assert sum(one.statements for one in voices.voices) == len(ledger.find())
    with ledger.reading() as connection:
        for one in voices.voices:
            assert one == profile(connection, one.id).voice


def places_and_times_are_right(ledger: Ledger, counting: Counting) -> None:
    spreading = Spreading(counting)
    with ledger.reading() as connection:
        called = names(connection)
        for query in QUERIES:
            for statuses in ((), ("denied", UNDECIDED)):
                where = conditions(connection, ledger.backend, query)
                where += [has_status(statuses)] if statuses else []
                told = spread(connection, where)
                named = (replace(one, name=called.get(one.geonames or 0, one.name)) for one in told.spots)
                assert spreading.spread(query, statuses) == replace(told, spots=tuple(named)), query
                assert spreading.times(query, statuses) == times(connection, where), query


def pages_are_right(ledger: Ledger, counting: Counting, sort: str) -> None:
    query, after = Query.of("that", polarity="positive"), None
    while True:
        page = counting.page(query, sort, 2, after)
        assert page == ledger.find(query, sort=sort).page(2, after), (sort, after)
        if (after := page.after) is None:
            return


def _again(ledger: Ledger, report: str) -> None:
    ledger.read_again(report, fake.read(MARKET, name="market", skip="grain"))


def _revised(ledger: Ledger, _: str) -> None:
    text = f"{HARBOUR}Peter Anslow said that Velden is open."
    record = fake.read(text, name="harbour", url="https://courier.example/harbour")
    ledger.add_record(record, Arrival("harbour", text.encode(), name="harbour"))


CHANGES: tuple[Callable[[Ledger, str], object], ...] = (
    lambda ledger, report: ledger.correct(f"{report}:s1", "act", "denial", **BY),
    lambda ledger, report: ledger.correct(f"{report}:p1", "name", "Ruth Adeyo-Tan", **BY),
    lambda ledger, report: ledger.reject(f"{report}:s2", **BY),
    lambda ledger, report: ledger.restore(f"{report}:s2", **BY),
    lambda ledger, report: ledger.add_words(report, "3 boats", speaker="p1", **BY),
    lambda ledger, report: ledger.split_speaker(f"{report}:p1", [f"{report}:s1"], {"name": "A clerk"}, **BY),
    _again,
    _revised,
    lambda ledger, report: ledger.relate(),
    lambda ledger, report: ledger.merge_people(f"{report}:p2", "Anders Hulle", **BY),
    lambda ledger, report: ledger.remove(report, **BY),
)


def test_counts_follow_every_change(ledger: Ledger) -> None:
    """Whatever is taken in, read again, corrected, joined or taken out, all counts are those of SQL."""
    counting = Counting(ledger)
    counts_are_right(ledger, counting)
    put(ledger, HARBOUR, "harbour", url="https://courier.example/harbour")
    counts_are_right(ledger, counting)
    report = put(ledger, MARKET, "market", published="2031-07-02", publisher="Hask Gazette")
    ledger.relate()
    counts_are_right(ledger, counting)
    for change in CHANGES:
        change(ledger, report)
        counts_are_right(ledger, counting)


def test_voices_are_filtered_sorted_and_paged(ledger: Ledger) -> None:
    """By words of any name, by kind, by whether they are named; the same on every backend."""
    report = put(ledger, HARBOUR, "harbour")
    put(ledger, MARKET, "market")
    ledger.relate()
    ledger.correct(f"{report}:p3", "named", False, **BY)
    voicing = Voicing(Counting(ledger))

    def names(query: VoiceQuery, limit: int = 9, skip: int = 0) -> list[str]:
        return [one.name for one in voicing.page(query, limit, skip).voices]

    everybody = names(VoiceQuery())
    assert names(VoiceQuery(), 2) + names(VoiceQuery(), 9, 2) == everybody
    assert names(VoiceQuery(words="hul")) == ["Anders Hulle"]
    assert names(VoiceQuery(words="MORROW ilsa"))
    assert names(VoiceQuery(words="nobody at all")) == []
    assert names(VoiceQuery(type="state")) == []
    assert names(VoiceQuery(named=False)) == ["Ruth Adeyo"]
    assert names(VoiceQuery(sort="name")) == sorted(everybody)
    with pytest.raises(QueryError, match="no order"):
        names(VoiceQuery(sort="age"))


def test_counts_do_not_depend_on_what_was_counted_before(ledger: Ledger) -> None:
    """Columns that saw a hundred changes tell what fresh ones tell, and do not grow without end."""
    old = Counting(ledger)
    record = fake.read(HARBOUR, name="harbour")
    report = ledger.add_record(record, Arrival("harbour", name="harbour")).report or ""
    for number in range(12):
        ledger.read_again(report, replace(record, warnings=()))
        if number % 3 == 0:
            assert old.counts(Query()) == Counting(ledger).counts(Query())
    assert len(old.statements.alive) < 40
