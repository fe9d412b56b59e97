"""Several processes that read at once; the death of one costs the report it was reading.

The pools of the standard library and of joblib are lost as a whole when one
process dies (out of memory, a fault in a native library). Here every process
is spoken to by one thread over a pipe of its own: nothing is shared that a
dying process could leave locked.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from onrecord.api.messages import MODEL_READER, Answer, Failed, Options, Reader, receive, send
from onrecord.api.readers import answer, make_reader
from onrecord.read import Received

LONGEST_READING = 1800.0
"""Seconds that one report may take; then its process is ended."""


def cores() -> int:
    """The cores that this process may use, where the system tells; else all there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """A pool of reading processes, started as they are needed.

    `reader` names a function, MODULE:FUNCTION, that takes the options and gives
    a reader.
    """

    def __init__(self, count: int, options: Options, reader: str = MODEL_READER) -> None:
        self._options, self._reader = options, reader
        self._own = threading.local()
        self._all: list[_Worker] = []
        self._closed = False
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="onrecord-reading")

    def submit(self, item: Received) -> Future[Answer]:
        """Has an item read by the next process that is free."""
        return self._threads.submit(self._ask, item)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._closed = True
            for worker in self._all:
                worker.end()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _ask(self, item: Received) -> Answer:
        worker: _Worker | None = getattr(self._own, "worker", None)
        if worker is None or worker.ended:
            with self._lock:
                if self._closed:
                    return Failed("the reading was broken off")
                worker = _Worker(self._options, self._reader)
                self._all = [w for w in self._all if not w.ended] + [worker]
            self._own.worker = worker
        return worker.ask(item)


class _Worker:
    """One reading process."""

    def __init__(self, options: Options, reader: str) -> None:
        self.ended = False
        self._late = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", "onrecord.api.worker", reader],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self._greeting: Options | None = options

    def ask(self, item: Received) -> Answer:
        """The answer to an item, or that the process died over it."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        alarm = threading.Timer(LONGEST_READING, self._too_late)
        alarm.daemon = True
        alarm.start()
        try:
            if self._greeting is not None:
                send(stdin, self._greeting)
                self._greeting = None
            send(stdin, item)
            answer = receive(stdout)
            assert isinstance(answer, Answer)
            return answer
        except (EOFError, OSError, ValueError):
            return Failed(self._obituary())
        finally:
            alarm.cancel()

    def end(self) -> None:
        """Ends the process, whatever it does."""
        self.ended = True
        self._process.kill()

    def _too_late(self) -> None:
        self._late = True
        self._process.kill()

    def _obituary(self) -> str:
        self.ended = True
        self._process.kill()
        code = self._process.wait()
        if self._late:
            return f"reading it took more than {LONGEST_READING / 60:.0f} minutes"
        if code < 0:
            name = signal.Signals(-code).name
            memory = "; too little memory?" if name == "SIGKILL" else ""
            return f"the process that read it was ended by {name}{memory}"
        return f"the process that read it ended with code {code}"


class Here:
    """Reads in this process, one item after the other: for a few reports, or where no process may be started.

    A fault in a native library then ends everything.
    """

    def __init__(self, options: Options, reader: str = MODEL_READER) -> None:
        self._options, self._name = options, reader
        self._reader: Reader | None = None

    def submit(self, item: Received) -> Future[Answer]:
        """Reads an item at once."""
        if self._reader is None:
            self._reader = make_reader(self._name, self._options)
        future: Future[Answer] = Future()
        future.set_result(answer(self._reader, item))
        return future

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None
