"""How quickly statements are found in a large ledger, filter by filter.

    python benchmarks/finding.py RECORDS_DIR --ledger big.db --ledger postgresql://me@/big

RECORDS_DIR holds records as `onrecord read --format json` writes them. They are
taken in and repeated with changed names and dates (`generated.py`) until there
are enough statements, unless the ledger holds as many already. A time is that
of the first page of 50 with all its fields, the best of several; cold is the
first search of a freshly opened ledger, deep the page after nine tenths of what
is found. All are milliseconds of processor time, of this program and of the
database's process for it, which a busy machine lengthens little; wall is the
first page by the clock. The ratio is that of the first page to loading one
whole report.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from generated import grow
from sqlalchemy import func, select

from onrecord.ledger import Ledger
from onrecord.ledger import tables as t
from onrecord.ledger.conditions import conditions
from onrecord.ledger.ordering import joined, order_of
from onrecord.ledger.query import SORTS, Query

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
    ("report", Query.of(report="syria-19149*")),
)


@dataclass(frozen=True)
class Took:
    """Milliseconds of one call, by processors and by the clock."""

    cpu: float
    wall: float


class Stopwatch:
    """Measures calls, with what the database's own process does for them."""

    def __init__(self, ledger: Ledger) -> None:
        self._server: Path | None = None
        if ledger.backend.name == "postgresql":
            with ledger.reading() as connection:
                number = connection.execute(select(func.pg_backend_pid())).scalar_one()
            self._server = Path(f"/proc/{number}/schedstat")

    def _cpu(self) -> float:
        served = int(self._server.read_text().split()[0]) / 1e9 if self._server else 0.0
        return time.process_time() + served

    def took(self, action: Callable[[], object]) -> Took:
        """How long one call takes."""
        cpu, wall = self._cpu(), time.perf_counter()
        action()
        return Took(1000 * (self._cpu() - cpu), 1000 * (time.perf_counter() - wall))

    def best(self, action: Callable[[], object], repeat: int) -> Took:
        """The least of several calls."""
        all_of_them = [self.took(action) for _ in range(repeat)]
        return Took(min(one.cpu for one in all_of_them), min(one.wall for one in all_of_them))


@dataclass(frozen=True)
class Times:
    """Of one query: how many it finds, and milliseconds."""

    name: str
    found: int
    cold: float
    page: float
    second: float
    deep: float
    counts: float
    wall: float
    ratio: float

    def row(self) -> str:
        """A line of the table."""
        told = (self.cold, self.page, self.second, self.deep, self.counts, self.wall)
        return (
            f"{self.name:<22}{self.found:>10,}" + "".join(f"{x:>9.1f}" for x in told) + f"{self.ratio:>8.2f}"
        )


HEAD = f"{'filter':<22}{'found':>10}" + "".join(
    f"{x:>9}" for x in ("cold", "page 1", "page 2", "deep", "counts", "wall 1")
)


def measure(address: str, name: str, query: Query, sort: str, repeat: int) -> Times:
    """Cold, first, second and deep page, counts by field, and one report to hold them against."""
    with Ledger.open(address) as fresh:
        watch = Stopwatch(fresh)
        found = fresh.find(query, sort=sort)
        cold = watch.took(lambda: found.page(50))
        after, count = found.page(50).after, len(found)
        deep = _at(fresh, query, sort, count * 9 // 10) if count > 1000 else None
        with fresh.reading() as connection:
            some = connection.execute(select(t.reports.c.id).order_by(t.reports.c.id).limit(1)).scalar_one()
        page = watch.best(lambda: found.page(50), repeat)
        report = watch.best(lambda: fresh.record(some), repeat)
        return Times(
            name,
            count,
            cold.cpu,
            page.cpu,
            watch.best(lambda: found.page(50, after), repeat).cpu if after else 0.0,
            watch.best(lambda: found.page(50, deep), repeat).cpu if deep else 0.0,
            watch.best(found.facets, min(repeat, 2)).cpu if sort == "said" else 0.0,
            page.wall,
            page.cpu / report.cpu,
        )


def _at(ledger: Ledger, query: Query, sort: str, number: int) -> str:
    """The id of the statement that stands at a place in what is found."""
    order = order_of(ledger.backend, sort)
    with ledger.reading() as connection:
        chosen = select(t.statements.c.id).where(*conditions(connection, ledger.backend, query))
        at = joined(chosen, order).order_by(*order.by()).offset(number).limit(1)
        return str(connection.execute(at).scalar_one())


def main() -> None:
    """Fills and measures each ledger, and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("records", type=Path)
    parser.add_argument("--ledger", action="append", required=True)
    parser.add_argument("--statements", type=int, default=50_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--only", default="", help="filters whose name holds this")
    parser.add_argument("--json", type=Path, help="a file for the figures")
    options = parser.parse_args()
    told: dict[str, list[dict[str, object]]] = {}
    for address in options.ledger:
        with Ledger.open(address) as ledger:
            grow(ledger, options.records, options.statements)
            with ledger.reading() as connection:
                total = connection.execute(select(func.count()).select_from(t.statements)).scalar_one()
            name = f"{ledger.backend.name}, {total:,} statements"
        print(f"\n{name}\n{HEAD}   ratio")
        told[name] = []
        for label, query, sort in (
            *((x, q, "said") for x, q in QUERIES),
            *((f"by {x}", Query(), x) for x in SORTS),
        ):
            if options.only in label:
                times = measure(address, label, query, sort, options.repeat)
                print(times.row(), flush=True)
                told[name].append(asdict(times))
    if options.json:
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
