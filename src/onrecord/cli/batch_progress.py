"""How far a batch is: on a terminal a bar, elsewhere a line from time to time; and its summary."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import Progress as Bar
from rich.table import Table

from onrecord.batch import Course
from onrecord.cli.progress import PAUSE, SHOWN


class BatchProgress:
    """Reports done, their rate, the time left, what failed, and how many workers there are."""

    def __init__(self) -> None:
        self._begun: float | None = None
        self._told = time.monotonic()
        console = Console(stderr=True)
        self._bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[told]}"),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task("planning", total=None, told="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def watch(self, course: Course) -> None:
        """Shows how far it is."""
        if self._begun is None:
            self._begun = time.monotonic()
        line = self._line(course)
        self._bar.update(
            self._task, description="reading", completed=course.items, total=course.expected, told=line
        )
        if self._bar.disable and time.monotonic() - self._told > PAUSE:
            self._told = time.monotonic()
            sys.stderr.write(f"{course.items:,} of {course.expected:,}, {line}\n")
            sys.stderr.flush()

    def _line(self, course: Course) -> str:
        """Rate, time left, shards, workers and failures in a line."""
        passed = time.monotonic() - (self._begun or 0.0)
        rate = (course.items - course.begun) / passed if passed > 1 else 0.0
        parts = [f"{rate:.1f} a second"]
        if rate:
            minutes, seconds = divmod(int((course.expected - course.items) / rate), 60)
            hours, minutes = divmod(minutes, 60)
            parts.append(f"{hours}:{minutes:02}:{seconds:02} left")
        parts.append(f"shard {len(course.done)} of {len(course.shards)}")
        if course.workers:
            parts.append(f"{course.workers} workers")
        if course.refused:
            parts.append(f"{course.refused:,} not read")
        if course.deaths:
            parts.append(f"{course.deaths} workers lost")
        return ", ".join(parts)

    def tables(self, course: Course, output: str) -> Iterator[Table]:
        """What came of it: counted, and what could not be read."""
        passed = time.monotonic() - (self._begun or time.monotonic())
        table = Table("what there is", "count", title=f"written to {output}", title_justify="left")
        rows = {
            "reports": course.count("reports"),
            "statements": course.count("statements"),
            "speakers": course.count("speakers"),
            "not read, with the reason in errors/": course.count("refused"),
            "passed over: no reports": course.count("passed_over") + course.passed_over,
        }
        for name, count in rows.items():
            table.add_row(name, f"{count:,}")
        if course.begun:
            table.add_row("items that were done before", f"{course.begun:,}")
        if course.cleared:
            table.add_row("shards taken out, whose input is gone or changed", f"{course.cleared:,}")
        if course.deaths:
            table.add_row("workers lost, their shards read again", f"{course.deaths:,}")
        made = course.count("items") - course.begun
        rate = made / passed if passed > 1 else 0.0
        table.caption = f"{len(course.done):,} of {len(course.shards):,} shards; {rate:.1f} reports a second"
        table.caption_justify = "left"
        yield table
        if course.lost:
            lost = Table("shards left for another run, and why")
            for why in list(course.lost.values())[:SHOWN]:
                lost.add_row(why)
            yield lost
