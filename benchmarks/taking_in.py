"""Measures taking reports into a ledger beside reading them, in one run.

    python benchmarks/taking_in.py PATH... [--limit N] [--ledger postgresql://...]

First the reports are read on one core through the Python API, the model loaded
before. Then they are taken into a new ledger with one reading process for each
core, with `--no-compare` and without it, and once more, when all is known. What
counts is the share: reports a second taken in (the start of the processes left
out), of reports a second read times cores.
The speed of reading with all cores busy is told too, since cores that share
memory read slower together than one alone.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import wait
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table

from onrecord.api import Summary, Taking, open_ledger, pipeline, take_in
from onrecord.api.messages import Failed, Options
from onrecord.api.workers import Workers
from onrecord.intake import gather, take
from onrecord.read import Received
from onrecord.record.errors import OnrecordError


def read_alone(items: Sequence[Received]) -> float:
    """Seconds to read all on one core."""
    pipe = pipeline()
    pipe.read(take(items[0]))
    begun = time.perf_counter()
    for item in items:
        try:
            pipe.read(take(item))
        except OnrecordError:
            continue
    return time.perf_counter() - begun


def read_together(items: Sequence[Received], cores: int) -> float:
    """Seconds to read all on all cores, and keep nothing; the processes have their models before."""
    with Workers(cores, Options()) as workers:
        wait([workers.submit(item) for item in items[: 2 * cores]])
        begun = time.perf_counter()
        answers = [future.result() for future in [workers.submit(item) for item in items]]
        seconds = time.perf_counter() - begun
    assert len([a for a in answers if not isinstance(a, Failed)]) > 0
    return seconds


def taken_in(
    address: str, items: Sequence[Received], cores: int, *, compare: bool = True
) -> tuple[float, Summary]:
    """Seconds to take all in, the start of the processes included."""
    summary = Summary()
    with open_ledger(address) as ledger:
        begun = time.perf_counter()
        for result in take_in(ledger, items, Taking(workers=cores, compare=compare)):
            summary.note(result)
        return time.perf_counter() - begun, summary


def seconds_to_start(item: Received, cores: int) -> float:
    """Seconds until processes have their models: a cost once for each command."""
    with Workers(cores, Options()) as workers:
        begun = time.perf_counter()
        wait([workers.submit(item) for _ in range(cores)])
        return time.perf_counter() - begun


def main() -> None:
    """Reads the arguments, measures, prints a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("paths", nargs="+", help="files and folders of reports, as onrecord add takes them")
    options.add_argument("--limit", type=int, help="take the first reports alone")
    options.add_argument("--ledger", help="the address of an empty ledger, instead of a file that is removed")
    options.add_argument("--cores", type=int, default=len(os.sched_getaffinity(0)))
    o = options.parse_args()
    items = [i for i in islice(gather(o.paths), o.limit) if isinstance(i, Received)]
    start = seconds_to_start(items[0], o.cores)
    alone = read_alone(items)
    together = read_together(items, o.cores)
    with tempfile.TemporaryDirectory() as folder:
        address = o.ledger or str(Path(folder) / "ledger.db")
        kept, _ = taken_in(str(Path(folder) / "kept.db"), items, o.cores, compare=False)
        first, summary = taken_in(address, items, o.cores)
        second, again = taken_in(address, items, o.cores)
        size = 0 if o.ledger else Path(address).stat().st_size
    count = len(items)
    table = Table("measure", "value", title=f"{count:,} reports, {o.cores} cores")
    rate = (count / alone, count / together, count / (kept - start), count / (first - start))
    table.add_row("read on one core, reports a second", f"{rate[0]:.2f}")
    table.add_row("read on all cores, reports a second", f"{rate[1]:.2f}")
    table.add_row("taken in, reports a second", f"{rate[2]:.2f}")
    table.add_row("taken in and compared, reports a second", f"{rate[3]:.2f}")
    table.add_row("start of the reading processes", f"{start:.1f} s")
    for name, speed in (("taken in", rate[2]), ("taken in and compared", rate[3])):
        table.add_row(f"{name}: share of one core times cores", f"{speed / (rate[0] * o.cores):.0%}")
        table.add_row(f"{name}: share of reading on all cores", f"{speed / rate[1]:.0%}")
    table.add_row("the same once more", f"{second:.2f} s, {again}")
    table.add_row("what became of them", str(summary))
    table.add_row("the file, bytes for each report", f"{size / count:,.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
