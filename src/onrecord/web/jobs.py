"""Reports that are being taken in, one job after another, while their pages show how far it is.

A job is known by a name that cannot be guessed. What was taken in is on the
disk; a job itself lives as long as the server.
"""

from __future__ import annotations

import io
import queue
import secrets
import sys
import threading
import time
import traceback
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from onrecord.api import OpenLedger, PassedOver, Taking, take_in
from onrecord.export.phrasing import counted
from onrecord.intake import gather
from onrecord.intake.containers import open_up
from onrecord.ledger import Outcome, Result
from onrecord.read import Origin, Received, Refused
from onrecord.record.errors import OnrecordError
from onrecord.web.settings import Settings

REMEMBERED = 200
"""Jobs whose outcome can still be looked at."""
WAITING = 50
"""Jobs that may wait; more are refused."""

COMPARE = object()
"""Stands in the queue for comparing what waits for it."""

Items = Callable[[], Iterator[Received | Refused]]


@dataclass(slots=True)
class Job:
    """Some items on their way into the ledger, and what became of them so far.

    `report` is one of the ledger that is read again instead. `kind` is the kind
    of `error`, `passed_over` counts what nobody would have taken for a report.
    """

    id: str
    who: str
    what: str
    items: Items
    published: str | None = None
    begun: float | None = None
    ended: float | None = None
    results: list[Result] = field(default_factory=list)
    passed_over: int = 0
    error: str = ""
    kind: str = ""
    report: str | None = None
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def is_over(self) -> bool:
        """Whether all items are done."""
        return self.ended is not None

    @property
    def stage(self) -> str:
        """Where it is, in a word."""
        if self.is_over:
            return "failed" if self.error else "done"
        return "waiting" if self.begun is None else "reading"

    @property
    def counts(self) -> dict[str, int]:
        """How many items have which outcome."""
        return {str(one): sum(1 for r in self.results if r.outcome is one) for one in Outcome}

    def wait(self, seen: int, seconds: float) -> None:
        """Waits until there is more than `seen` results, or it is over."""
        with self.changed:
            self.changed.wait_for(lambda: self.is_over or len(self.results) > seen, seconds)


class Jobs:
    """The queue of jobs and the one thread that does them."""

    def __init__(self, ledger: OpenLedger, settings: Settings) -> None:
        self._ledger, self._settings = ledger, settings
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: queue.Queue[Job | object | None] = queue.Queue()
        self._asked = self._comparing = False
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def text(self, text: str, who: str, name: str | None = None, published: str | None = None) -> Job:
        """Takes in one pasted text; raises `OnrecordError` where too much waits, as the others do."""
        data = text.encode("utf-8", "surrogatepass")
        origin = Origin(f"pasted by {who}")
        item = Received(origin, data, "text/plain", "utf-8", item_id=name or _first_words(text))
        return self._begin("a pasted text", who, lambda: iter((item,)), published)

    def files(self, files: Sequence[tuple[str, bytes]], who: str, published: str | None = None) -> Job:
        """Takes in files by name and content; archives are gone through."""

        def items() -> Iterator[Received | Refused]:
            for name, data in files:
                yield from open_up(cast(io.BufferedReader, io.BufferedReader(io.BytesIO(data))), name)

        names = files[0][0] if len(files) == 1 else f"{len(files)} files"
        return self._begin(names, who, items, published)

    def url(self, url: str, who: str, published: str | None = None) -> Job:
        """Fetches a page, as safely as the command line does, and takes it in."""
        return self._begin(
            url, who, lambda: gather(urls=[url], allow_private=self._settings.allow_private), published
        )

    def compare(self) -> None:
        """Has what waits for it compared with the other reports, after what is under way."""
        with self._lock:
            if self._asked:
                return
            self._asked = True
            self._start()
        self._queue.put(COMPARE)

    @property
    def is_comparing(self) -> bool:
        """Whether reports are being compared, or will be soon."""
        return self._asked or self._comparing

    def again(self, report: str, who: str) -> Job:
        """Reads a report of the ledger again; raises `NotInLedger`."""
        self._ledger.record(report)
        return self._begin(f"{report}, read again", who, lambda: iter(()), None, report)

    def get(self, job: str) -> Job | None:
        """A job by its id."""
        return self._jobs.get(job)

    def recent(self, most: int = 10) -> tuple[Job, ...]:
        """The last jobs, the latest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))[:most]

    def close(self) -> None:
        """Lets the item under way finish and drops the rest."""
        self._closed.set()
        self._queue.put(None)
        if self._thread:
            self._thread.join(timeout=60)

    def _begin(
        self, what: str, who: str, items: Items, published: str | None, report: str | None = None
    ) -> Job:
        job = Job(secrets.token_urlsafe(12), who, what, items, published or None, report=report)
        with self._lock:
            if self._queue.qsize() >= WAITING:
                raise OnrecordError(f"{WAITING} others wait to be read", hint="try again in a few minutes")
            self._jobs[job.id] = job
            for old in [one.id for one in self._jobs.values() if one.is_over][: -REMEMBERED or None]:
                del self._jobs[old]
            self._start()
        self._queue.put(job)
        return job

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="onrecord-jobs", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while (job := self._queue.get()) is not None and not self._closed.is_set():
            if not isinstance(job, Job):
                self._compare()
                continue
            job.begun = time.time()
            try:
                self._take_in(job) if job.report is None else self._read_again(job, job.report)
            except OnrecordError as error:
                job.error, job.kind = str(error), type(error).__name__
            except Exception as error:  # the next job must not suffer
                job.error = f"Something went wrong here ({type(error).__name__}); please report this."
            with job.changed:
                job.ended = time.time()
                job.items = iter  # type: ignore[assignment]  # lets go of what was sent
                job.changed.notify_all()

    def _compare(self) -> None:
        """Compares what waits; what is left over by an error is tried again the next time."""
        self._asked, self._comparing = False, True
        try:
            self._ledger.compare_waiting()
        except OnrecordError as error:
            sys.stderr.write(f"comparing was broken off: {error}\n")
        except Exception:  # the next job must not suffer
            traceback.print_exc(file=sys.stderr)
        finally:
            self._comparing = False

    def _take_in(self, job: Job) -> None:
        own = self._settings
        taking = Taking(job.published, own.model, own.workers, f"onrecord serve, by {job.who}", own.reader)
        for result in take_in(self._ledger, job.items(), taking):
            if isinstance(result, PassedOver):
                job.passed_over += 1
                continue
            with job.changed:
                job.results.append(result)
                job.changed.notify_all()
            if self._closed.is_set():
                return

    def _read_again(self, job: Job, report: str) -> None:
        done = self._ledger.reread(report, model=self._settings.model)
        told = f"{len(done.kept)} statements as before, {len(done.new)} new, {len(done.gone)} gone"
        if done.differences:
            told += f"; in {counted(len(done.differences), 'field')} a person's word stands against it"
        count = len(done.kept) + len(done.new)
        with job.changed:
            job.results.append(Result(Outcome.KNOWN, report, report, why=told, statements=count))
            job.changed.notify_all()


def _first_words(text: str) -> str:
    line = next((line.strip() for line in text.splitlines() if line.strip()), "pasted text")
    return " ".join(line.split()[:8])
