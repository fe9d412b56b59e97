"""How far a long command is: on a terminal a bar, elsewhere a line from time to time; and its summary."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar
from rich.table import Table

from onrecord.api import Summary
from onrecord.ledger import Outcome

PAUSE = 10.0
"""Seconds between two lines where there is no terminal."""
SHOWN = 20
"""Refused and revised items that the summary shows one by one."""


@dataclass(frozen=True, slots=True)
class Told:
    """How long a command took and where it wrote."""

    seconds: float
    ledger: str


class Progress:
    """Items done, their rate, and the time left once it is known how many there are."""

    def __init__(self) -> None:
        self._begun = self._told = time.monotonic()
        self._done = 0
        self._total: int | None = None
        self._over = threading.Event()
        console = Console(stderr=True)
        self._bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task("reading", total=None, rate="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._bar.stop()

    def count(self, items: Callable[[], Iterable[object]]) -> None:
        """Counts in the background how many items there will be."""
        threading.Thread(target=self._count, args=(items,), daemon=True).start()

    def _count(self, items: Callable[[], Iterable[object]]) -> None:
        counted = 0
        for _ in items():
            counted += 1
            if self._over.is_set():
                return
        self._total = counted
        self._bar.update(self._task, total=counted)

    def one_more(self) -> None:
        """One item more is done."""
        self._done += 1
        passed = time.monotonic() - self._begun
        rate = self._done / passed if passed else 0.0
        last = self._done == self._total  # what comes after it is told
        what = "comparing with the others" if last else "reading"
        self._bar.update(self._task, completed=self._done, rate=f"{rate:.1f} a second", description=what)
        if self._bar.disable and time.monotonic() - self._told > PAUSE:
            self._told = time.monotonic()
            sys.stderr.write(f"{self._done} of {self._total or '?'}, {rate:.1f} a second{self._left(rate)}\n")
            sys.stderr.flush()

    def _left(self, rate: float) -> str:
        if self._total is None or not rate:
            return ""
        minutes, seconds = divmod(int((self._total - self._done) / rate), 60)
        return f", {minutes}:{seconds:02} left"

    def told(self, ledger: str) -> Told:
        """How long it took."""
        return Told(time.monotonic() - self._begun, ledger)


def tables(summary: Summary, told: Told) -> Iterator[Table]:
    """What became of the items: counted, and what was refused or revised with its reason."""
    table = Table("what became of them", "reports", title=f"taken into {told.ledger}", title_justify="left")
    words = {
        Outcome.NEW: "new",
        Outcome.KNOWN: "known already",
        Outcome.REVISED: "revised: another text of a known address",
        Outcome.REFUSED: "refused",
    }
    for outcome, name in words.items():
        table.add_row(name, f"{summary.counts[outcome]:,}")
    if summary.copies:
        table.add_row("  of the new and revised, near-copies of others", f"{summary.copies:,}")
    if summary.passed_over:
        table.add_row("passed over: no reports", f"{summary.passed_over:,}")
    rate = summary.items / told.seconds if told.seconds else 0.0
    table.caption = f"{summary.statements:,} statements in {told.seconds:.1f} s, {rate:.1f} reports a second"
    table.caption_justify = "left"
    yield table
    if not summary.told:
        return
    why = Table("", "item", "why")
    for one in summary.told[:SHOWN]:
        changed = f" ({one.kept} statements stand in both, {one.gone} are gone)" if one.report else ""
        why.add_row(str(one.outcome), one.report or one.source, f"{one.why}{changed}")
    if len(summary.told) > SHOWN:
        why.caption = f"and {len(summary.told) - SHOWN:,} more; --format json lists them all"
    yield why
