"""Taking reports in: from where they come to where they are kept, on all cores.

One process reads the ledger and writes it, several read reports. What is known
is recognised before it is read. Results come in the order of the items, each
when its report is on the disk; items wait for the slowest, so that memory stays
bounded and the same items give the same ledger.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from onrecord.api.messages import MODEL_READER, Answer, Failed, Options, Read, Recognised, Stopped
from onrecord.api.workers import Here, Workers, cores
from onrecord.ledger import Arrival, Ledger, Outcome, Result, Run
from onrecord.read import Headers, Received, Refused
from onrecord.record.errors import ModelError, RecordError

AHEAD = 6
"""Items that are under way for each process; what waits for the slowest of them."""


@dataclass(frozen=True, slots=True)
class Taking:
    """How items are taken in.

    `workers` are the processes that read, by default one for each core; with 0
    this one reads. `published` is an ISO day that goes before what reports say. `reader` names
    the function that makes a reader. With `compare` what is new is compared
    with the other reports; without it, it waits for that.
    """

    published: str | None = None
    model: Path | None = None
    workers: int | None = None
    command: str = "onrecord.open().add"
    reader: str = MODEL_READER
    compare: bool = True


@dataclass(slots=True)
class Summary:
    """What became of all items: counted, and those that were refused or revised with their reasons.

    `passed_over` counts what nobody would have taken for a report, `taken` are
    the ids of what is new or revised, `copies` counts those of them that are
    near-copies of other reports.
    """

    counts: Counter[Outcome] = field(default_factory=Counter)
    told: list[Result] = field(default_factory=list)
    statements: int = 0
    passed_over: int = 0
    taken: list[str] = field(default_factory=list)
    copies: int = 0

    def note(self, result: Result) -> None:
        """Counts one result."""
        self.counts[result.outcome] += 1
        if result.outcome in (Outcome.NEW, Outcome.REVISED):
            self.statements += result.statements
            self.taken.append(result.report or "")
        if result.outcome in (Outcome.REFUSED, Outcome.REVISED):
            self.told.append(result)

    def note_copies(self, ledger: Ledger) -> None:
        """Counts near-copies, when all reports have been compared with the others."""
        self.copies = len({one.report for one in ledger.copies()} & set(self.taken))

    @property
    def items(self) -> int:
        """How many items there were."""
        return sum(self.counts.values())

    @property
    def refused(self) -> tuple[Result, ...]:
        """What was refused, and why."""
        return tuple(r for r in self.told if r.outcome is Outcome.REFUSED)

    def __str__(self) -> str:
        parts = (f"{self.counts[outcome]} {outcome}" for outcome in Outcome)
        copies = f" ({self.copies} of them near-copies of others)" if self.copies else ""
        return f"{', '.join(parts)}{copies}; {self.statements} statements"


class PassedOver(Result):
    """Something that nobody would have taken for a report, such as a picture in a folder."""

    __slots__ = ()


def take_in(
    ledger: Ledger, items: Iterable[Received | Refused], taking: Taking | None = None
) -> Iterator[Result]:
    """Takes items in and gives what became of each, in their order.

    A result is given when its report is on the disk. When all are, those that
    have not been compared with the others yet are. Raises a `LedgerError`
    where the ledger cannot be written, `ModelError` where the weights cannot be
    used; all that was given before is kept.
    """
    taking = taking or Taking()
    count = cores() if taking.workers is None else taking.workers
    options = Options(taking.published, taking.model, ledger.location)
    pool = Workers(count, options, taking.reader) if count else Here(options, taking.reader)
    with pool as workers:
        keeping = _Keeping(ledger, taking.command)
        under_way: deque[tuple[Received, Future[Answer]] | Result] = deque()
        for item in items:
            under_way.append(_begun(item, ledger, workers))
            while under_way and (len(under_way) > AHEAD * count or _is_done(under_way[0])):
                yield keeping.kept(under_way.popleft())
        while under_way:
            yield keeping.kept(under_way.popleft())
        keeping.end()
    ledger.relate()
    if taking.compare:
        ledger.compare_waiting()


def _begun(
    item: Received | Refused, ledger: Ledger, workers: Workers | Here
) -> tuple[Received, Future[Answer]] | Result:
    if isinstance(item, Refused):
        kind = PassedOver if item.passed_over else Result
        return kind(Outcome.REFUSED, str(item.origin), why=str(item.error))
    return ledger.recognise(arrival_of(item)) or (item, workers.submit(item))


def _is_done(one: tuple[Received, Future[Answer]] | Result) -> bool:
    return isinstance(one, Result) or one[1].done()


class _Keeping:
    """Writes what was read, under one run that begins with the first report."""

    def __init__(self, ledger: Ledger, command: str) -> None:
        self._ledger, self._command = ledger, command
        self._runs: dict[str, int] = {}

    def kept(self, one: tuple[Received, Future[Answer]] | Result) -> Result:
        """What became of an item, when it is on the disk."""
        if isinstance(one, Result):
            return one
        item, future = one
        arrival, answer = arrival_of(item), future.result()
        if isinstance(answer, Stopped):
            raise ModelError(answer.got, answer.expected, answer.hint)
        if isinstance(answer, Failed):
            return Result(Outcome.REFUSED, arrival.source, why=answer.why)
        if isinstance(answer, Recognised):
            known = self._ledger.recognise(arrival, answer.sha256)
            return known or Result(Outcome.REFUSED, arrival.source, why="it was taken out meanwhile")
        try:
            return self._ledger.add_record(answer.record, arrival, self._run(answer))
        except RecordError as error:
            return Result(Outcome.REFUSED, arrival.source, why=str(error))

    def end(self) -> None:
        """Notes that all was read."""
        for number in self._runs.values():
            self._ledger.end_run(number)

    def _run(self, answer: Read) -> int:
        if answer.model not in self._runs:
            own = version("onrecord")
            self._runs[answer.model] = self._ledger.begin_run(
                Run(onrecord=own, model=answer.model, rules=own, command=self._command)
            )
        return self._runs[answer.model]


def arrival_of(item: Received) -> Arrival:
    """Where an item came from, as a ledger keeps it."""
    return Arrival(
        source=str(item.origin),
        data=item.data,
        name=item.name,
        url=item.source_url,
        publisher=item.known.publisher or item.otherwise.publisher,
        media_type=item.media_type,
        request=_lines(item.request),
        response=_lines(item.response),
        captured_at=item.captured,
    )


def _lines(headers: Headers) -> str | None:
    return "\n".join(f"{name}: {value}" for name, value in headers) or None
