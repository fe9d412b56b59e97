"""Taking in with several processes: in order, bounded, and a dying process costs its report alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from onrecord.api import PassedOver, Taking, open_ledger, take_in
from onrecord.api.taking_in import AHEAD
from onrecord.ledger import Ledger, Outcome
from onrecord.read import Origin, Received, Refused
from onrecord.record.errors import ModelError, NotText
from tests.ledger import fake
from tests.ledger.runs import FAKE

TWO = replace(FAKE, workers=2)


def item(n: int, extra: str = "") -> Received:
    return fake.item(f"Skipper Adam said that {n} boats left Sarn. {extra}", f"day{n}.txt")


def test_a_process_that_dies_costs_its_report_alone(ledger: Ledger) -> None:
    """Killed, in a fault, refused: each is reported with why, in its place, and the rest goes on."""
    marks = ("", "CRASH", "", "FAULT", "REFUSE", "", "CRASH", "")
    items = [item(n, mark) for n, mark in enumerate(marks)]
    results = list(take_in(ledger, items, TWO))
    assert [r.source for r in results] == [f"day{n}.txt" for n in range(8)]
    outcomes = ["new", "refused", "new", "refused", "refused", "new", "refused", "new"]
    assert [str(r.outcome) for r in results] == outcomes
    assert "ended by SIGKILL" in (results[1].why or "")
    assert "ZeroDivisionError: a fault" in (results[3].why or "")
    assert "nothing to read in it" in (results[4].why or "")
    assert len(ledger.reports()) == 4
    again = [str(r.outcome) for r in take_in(ledger, items, TWO)]
    assert again == [o.replace("new", "known") for o in outcomes]


def test_without_weights_nothing_is_refused(ledger: Ledger) -> None:
    """Where nothing can be read at all, the command stops with the reason; what was read before is kept."""
    with pytest.raises(ModelError, match="no weights"):
        list(take_in(ledger, [item(0), item(1, "WEIGHTS"), item(2)], TWO))
    assert len(ledger.reports()) == 1


def test_items_wait_for_the_slowest(ledger: Ledger) -> None:
    """While one report is slow, only so many others are taken up: memory stays bounded."""
    taken = given = 0

    def items() -> Iterator[Received]:
        nonlocal taken
        for n in range(60):
            taken += 1
            assert taken - given <= 2 * AHEAD + 2
            yield item(n, "WAIT" if n % 20 == 0 else "")

    for _ in take_in(ledger, items(), TWO):
        given += 1
    assert given == 60


def test_what_came_broken_is_told_in_its_place(ledger: Ledger) -> None:
    """What intake refused is refused with its reason; what nobody takes for a report is passed over."""
    refused = Refused(Origin("page.bin"), NotText("these bytes are no text"))
    passed = Refused(Origin("logo.png"), NotText("a picture"), passed_over=True)
    results = list(take_in(ledger, [item(0), refused, passed], FAKE))
    assert [(r.outcome, r.why) for r in results[1:]] == [
        (Outcome.REFUSED, "these bytes are no text."),
        (Outcome.REFUSED, "a picture."),
    ]
    assert [isinstance(r, PassedOver) for r in results] == [False, False, True]


def test_what_is_known_is_not_read_again(ledger: Ledger) -> None:
    """Bytes that were taken in before start no process: a reader that does not exist is not missed."""
    items = [item(n) for n in range(5)]
    list(take_in(ledger, items, FAKE))
    runs = list(ledger.runs())
    none = Taking(workers=2, reader="tests.ledger.fake:there_is_no_such_reader")
    assert [r.outcome for r in take_in(ledger, items, none)] == [Outcome.KNOWN] * 5
    assert list(ledger.runs()) == runs


def test_headers_and_addresses_are_kept(ledger: Ledger) -> None:
    """Where each report came from, with what was asked and answered, and by which run it was read."""
    one = Received(
        Origin("https://courier.example/a"),
        b"Skipper Adam said that 3 boats left Sarn.",
        "text/html",
        request=(("GET", "/a"), ("User-Agent", "onrecord")),
        response=(("Status", "200"), ("Content-Type", "text/html")),
    )
    (result,) = take_in(ledger, [one], FAKE)
    (arrived,) = ledger.arrivals(result.report or "")
    assert arrived.source == arrived.url == "https://courier.example/a"
    assert arrived.request == "GET: /a\nUser-Agent: onrecord"
    assert arrived.response == "Status: 200\nContent-Type: text/html"
    assert arrived.taken_at.endswith("Z")
    (run,) = ledger.runs()
    assert (run.number, run.model) == (arrived.run, "fake/1")
    assert ledger.original(arrived.original_sha256 or "") == one.data


def test_a_removed_report_does_not_come_back(ledger: Ledger) -> None:
    """What was taken out by law is refused with who, when and why, before it is read."""
    from sqlalchemy import insert

    from onrecord.ledger import tables as t

    with ledger.writing() as connection:
        connection.execute(
            insert(t.tombstones).values(
                key=1,
                at="2031-07-01T00:00:00Z",
                who="R. Adeyo",
                why="by order of a court",
                kind="removed",
                report="day0-1",
                original_sha256=fake.read(item(0).data.decode()).report.sha256,
                statements=1,
            )
        )
    (result,) = take_in(ledger, [item(0)], replace(FAKE, reader="tests.ledger.fake:none"))
    assert result.outcome is Outcome.REFUSED
    assert result.why == "it was removed as day0-1 by R. Adeyo on 2031-07-01: by order of a court"


def test_comparing_may_wait(ledger: Ledger) -> None:
    """With `compare` off what is new is related with the rest, and waits to be compared."""
    items = [item(n) for n in range(4)]
    list(take_in(ledger, items, replace(FAKE, compare=False)))
    assert (ledger.relate(), ledger.uncompared()) == (0, 4)
    list(take_in(ledger, items, FAKE))  # the same command without it goes on where that stopped
    assert ledger.is_compared()


@pytest.mark.parametrize("workers", [0, 2])
def test_the_order_is_that_of_the_items(ledger: Ledger, workers: int) -> None:
    """A slow report does not let a later revision of its address go first."""
    url = "https://courier.example/a"
    items = [
        fake.item("Skipper Adam said that it began. WAIT", "first", url),
        fake.item("Skipper Adam said that it began again.", "second", url),
    ]
    results = list(take_in(ledger, items, replace(FAKE, workers=workers)))
    assert [(str(r.outcome), r.revision) for r in results] == [("new", 1), ("revised", 2)]


def test_a_record_that_cannot_be_kept_costs_the_others_nothing(address: str) -> None:
    """A record whose hash is not that of its text is refused with its reason; the next one is taken in."""
    good, other = (fake.read(f"{word} said that it rains.", name=word) for word in ("Vasht", "Orley"))
    bad = replace(other, report=replace(other.report, sha256="0" * 64))
    with open_ledger(address) as ledger:
        summary = ledger.add(bad, good)
        assert (summary.counts[Outcome.REFUSED], summary.counts[Outcome.NEW]) == (1, 1)
        assert "SHA-256" in (summary.refused[0].why or "")
