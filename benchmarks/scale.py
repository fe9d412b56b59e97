"""What a great many reports take: cores, hours, bytes. A calculation, from figures that onrecord measured.

    python benchmarks/scale.py OUTPUT [--reports 1000000] [--hours 24] [--use 0.8]

OUTPUT is what `onrecord batch` wrote of a sample of the reports in question: its
receipts have the words, statements, bytes and CPU seconds of every shard.
Cores = reports x words a report / words a CPU-second / seconds / use, where
`use` is the share of the time in which a core reads (the rest goes on starting,
waiting for storage, the last shards). `--words-per-cpu-second` and the like put
another figure in place of a measured one.
"""

from __future__ import annotations

import argparse
import math
from dataclasses import dataclass

from onrecord.batch import Output


@dataclass(frozen=True, slots=True)
class Measured:
    """What a sample shows of one report and of one CPU-second."""

    words_per_cpu_second: float
    words: float
    statements: float
    bytes: float


def measured(address: str) -> Measured:
    """The figures of a batch's receipts."""
    receipts = Output.at(address).receipts()
    reports = sum(one.reports for one in receipts)
    words = sum(one.words for one in receipts)
    return Measured(
        words / sum(one.cpu_seconds for one in receipts),
        words / reports,
        sum(one.statements for one in receipts) / reports,
        sum(one.bytes for one in receipts) / reports,
    )


def cores(m: Measured, reports: float, hours: float, use: float) -> float:
    """Cores that read so many reports in so many hours.

    >>> round(cores(Measured(400, 500, 15, 40_000), 1_000_000, 24, 0.8), 1)
    18.1
    """
    return reports * m.words / m.words_per_cpu_second / (hours * 3600) / use


def main() -> None:
    """Reads the arguments, prints the calculation line by line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("output")
    options.add_argument("--reports", type=float, default=1_000_000)
    options.add_argument("--hours", type=float, default=24)
    options.add_argument("--use", type=float, default=0.8)
    options.add_argument("--words-per-cpu-second", type=float)
    options.add_argument("--words", type=float, help="words a report")
    o = options.parse_args()
    m = measured(o.output)
    m = Measured(o.words_per_cpu_second or m.words_per_cpu_second, o.words or m.words, m.statements, m.bytes)
    needed = cores(m, o.reports, o.hours, o.use)
    rows = (
        ("words a CPU-second", f"{m.words_per_cpu_second:,.0f}"),
        ("words a report", f"{m.words:,.0f}"),
        ("CPU-seconds a report", f"{m.words / m.words_per_cpu_second:,.2f}"),
        (f"cores for {o.reports:,.0f} reports in {o.hours:g} hours", f"{math.ceil(needed):,}"),
        ("statements a report", f"{m.statements:,.1f}"),
        ("bytes a statement, all tables", f"{m.bytes / m.statements:,.0f}"),
        ("gigabytes", f"{o.reports * m.bytes / 1e9:,.1f}"),
        ("news of actors a second, to the process that gives out shards", f"{needed / 2:,.0f}"),
    )
    for name, value in rows:
        print(f"{name:<64}{value:>14}")


if __name__ == "__main__":
    main()
