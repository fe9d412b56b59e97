"""How quickly statements are found in a large ledger, filter by filter.

    python benchmarks/finding.py RECORDS_DIR --ledger big.db --ledger postgresql://me@/big

RECORDS_DIR holds records as `onrecord read --format json` writes them. They are
repeated with changed names and dates until there are enough statements, and
taken into each ledger, unless it holds as many already. A time is that of the
first page of 50 with all its fields, the best of several; cold is the first
search of a freshly opened ledger. The ratio is that of the first page to
loading one whole report, which a busy machine slows down as much.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy import func, select

from onrecord.ledger import Arrival, Ledger
from onrecord.ledger import tables as t
from onrecord.ledger.query import Query
from onrecord.record import Record, from_json

CLOCK = time.perf_counter
QUERIES: tuple[tuple[str, Query], ...] = (
    ("nothing", Query()),
    ("words: one", Query.of("ceasefire")),
    ("words: frequent", Query.of("the")),
    ("words: beginning", Query.of("withdraw*")),
    ("words: phrase", Query.of('"chemical weapons"')),
    ("words: several", Query.of("attack* civilians -chemical OR retreat")),
    ("words: without alone", Query.of("-the")),
    ("words: none there", Query.of("zzzzzz")),
    ("speaker", Query.of(speaker="assad")),
    ("speaker: beginning", Query.of(speaker="al*")),
    ("type", Query.of(type="organisation")),
    ("named", Query.of(named=True)),
    ("anonymous", Query.of(named=False)),
    ("affiliation", Query.of(affiliation="syria")),
    ("act: frequent", Query.of(act="assertion")),
    ("act: rare", Query.of(act="threat")),
    ("certainty", Query.of(certainty="possible")),
    ("polarity", Query.of(polarity="negative")),
    ("mode", Query.of(mode="direct")),
    ("channel", Query.of(channel="telegram")),
    ("channel: frequent", Query.of(channel="statement")),
    ("audience", Query.of(audience="reporters")),
    ("place", Query.of(place="aleppo")),
    ("country", Query.of(country="SY")),
    ("said: from", Query.of(said="2013-06-01..")),
    ("said: month", Query.of(said="2013-08")),
    ("about: period", Query.of(about="2013-08")),
    ("about: future", Query.of(about="future")),
    ("measure", Query.of(measure="killed")),
    ("event", Query.of(event="ASSAULT")),
    ("event status", Query.of(event_status="denied")),
    ("publisher", Query.of(publisher="reuters")),
    ("published", Query.of(published="2013-08..2013-09")),
    ("confidence", Query.of(confidence=0.9)),
    ("corrected", Query.of(corrected=True)),
    ("without copies", Query.of(copies=False)),
    ("report", Query.of(report="r0001*")),
)


def changed(record: Record, number: int, chance: random.Random) -> Record:
    """The record with another date, and with one name of its speakers changed for another as long."""
    text = record.report.text
    shift = timedelta(days=chance.randrange(-400, 400))
    names = sorted({p.name for p in record.speakers if p.named and len(p.name) > 5})
    swaps: dict[str, str] = {}
    for name in names:
        letters = [
            chr(chance.randrange(97, 123)) if c.islower() and chance.random() < 0.3 else c for c in name
        ]
        swaps[name] = "".join(letters)
    marked = f"{text}\n{number}"
    report = replace(
        record.report,
        id=f"r{number:05}",
        text=marked,
        sha256=sha256(marked.encode("utf-8", "surrogatepass")).hexdigest(),
        published=_moved(record.report.published, shift),
        url=None,
    )
    return Record(
        report,
        tuple(replace(p, name=swaps.get(p.name, p.name)) for p in record.speakers),
        tuple(replace(s, said=replace(s.said, date=_moved(s.said.date, shift))) for s in record.statements),
        record.warnings,
    )


def _moved(day: str | None, by: timedelta) -> str | None:
    if day is None or len(day) != 10:
        return day
    return (date.fromisoformat(day) + by).isoformat()


def fill(ledger: Ledger, folder: Path, least: int) -> None:
    """Takes records in until there are enough statements."""
    there = len(ledger.find())
    if there >= least:
        return
    records = [from_json(path.read_bytes()) for path in sorted(folder.glob("*.json"))]
    chance, number = random.Random(7), len(ledger.reports())
    begun = time.perf_counter()
    while there < least:
        one = changed(records[number % len(records)], number, chance)
        ledger.add_record(one, Arrival(f"generated/{number}", name=one.report.id))
        there += len(one.statements)
        number += 1
    took = time.perf_counter() - begun
    print(f"{ledger.address}: filled with {there:,} statements of {number:,} reports in {took:.0f} s")


def milliseconds(action: Callable[[], object]) -> float:
    """How long one call takes."""
    begun = CLOCK()
    action()
    return 1000 * (CLOCK() - begun)


@dataclass(frozen=True)
class Times:
    """Of one query: how many it finds, and milliseconds; all but `cold` are the best of several."""

    found: int
    cold: float
    warm: float
    second: float
    counts: float
    report: float


def measure(address: str, query: Query, repeat: int) -> Times:
    """Cold, first page, second page, counts by field, and one report to hold them against."""
    with Ledger.open(address) as fresh:
        cold = milliseconds(lambda: fresh.find(query).page(50))
        some, after = fresh.reports()[0], fresh.find(query).page(50).after

        def best(action: Callable[[], object]) -> float:
            return min(milliseconds(action) for _ in range(repeat))

        return Times(
            len(fresh.find(query)),
            cold,
            best(lambda: fresh.find(query).page(50)),
            best(lambda: fresh.find(query).page(50, after)) if after else 0.0,
            best(lambda: fresh.find(query).facets()),
            best(lambda: fresh.record(some)),
        )


def main() -> None:
    """Fills and measures each ledger, and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("records", type=Path)
    parser.add_argument("--ledger", action="append", required=True)
    parser.add_argument("--statements", type=int, default=50_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--only", default="", help="filters whose name holds this")
    parser.add_argument("--cpu", action="store_true", help="processor time: for SQLite on a busy machine")
    options = parser.parse_args()
    global CLOCK  # noqa: PLW0603
    CLOCK = time.process_time if options.cpu else time.perf_counter
    for address in options.ledger:
        with Ledger.open(address) as ledger:
            fill(ledger, options.records, options.statements)
            with ledger.reading() as connection:
                total = connection.execute(select(func.count()).select_from(t.statements)).scalar_one()
            print(f"\n{ledger.address}: {total:,} statements; milliseconds")
        print(f"{'filter':<22}{'found':>8}{'cold':>8}{'page 1':>8}{'page 2':>8}{'counts':>8}{'ratio':>8}")
        for name, query in QUERIES:
            if options.only in name:
                x = measure(address, query, options.repeat)
                told = (x.cold, x.warm, x.second, x.counts)
                print(f"{name:<22}{x.found:>8,}" + "".join(f"{ms:>8.1f}" for ms in told), end="")
                print(f"{x.warm / x.report:>8.2f}", flush=True)


if __name__ == "__main__":
    main()
