"""The local engine: processes of this machine, each with a loaded pipeline; a killed one is replaced.

Every process is spoken to by one thread over a pipe of its own, as in
`onrecord.api.workers`; here a process is given whole shards and writes them itself,
so that nothing but news of them goes through the pipe.
"""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

from onrecord.api.messages import receive, send
from onrecord.api.workers import cores
from onrecord.batch.messages import At, Broken, Died, Event, Receipt, Settings, Task


class LocalEngine:
    """A pool of processes, by default one for each core; they start with their first task."""

    def __init__(self, settings: Settings, workers: int | None = None) -> None:
        self._settings = settings
        self.workers = workers or cores()
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._busy = 0
        self._closed = False
        self._lock = threading.Lock()
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(self.workers)]

    @property
    def free(self) -> int:
        """How many processes wait for a task."""
        return self.workers - self._busy

    def submit(self, task: Task) -> None:
        """Gives a task to a free process."""
        self._busy += 1
        self._tasks.put(task)

    def events(self, seconds: float) -> list[Event]:
        """What happened; waits for so long where nothing did."""
        happened: list[Event] = []
        try:
            happened.append(self._events.get(timeout=seconds))
            while True:
                happened.append(self._events.get_nowait())
        except queue.Empty:
            pass
        self._busy -= sum(not isinstance(event, At) for event in happened)
        return happened

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._closed = True
            for process in self._processes:
                process.kill()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join()
        for process in self._processes:
            process.wait()

    # ------------------------------------------------------------ one thread
    def _serve(self) -> None:
        process: subprocess.Popen[bytes] | None = None
        while (task := self._tasks.get()) is not None:
            if process is None or process.poll() is not None:
                process = self._started()
            if process is None:
                return
            last = self._asked(process, task)
            self._events.put(last)
            if isinstance(last, Died):
                process = None

    def _started(self) -> subprocess.Popen[bytes] | None:
        """A new process that knows the settings; None where all is over."""
        with self._lock:
            if self._closed:
                return None
            process = subprocess.Popen(
                [sys.executable, "-m", "onrecord.batch.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={
                    **os.environ,
                    "OMP_NUM_THREADS": "1",
                    "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                },
            )
            self._processes = {p for p in self._processes if p.poll() is None} | {process}
        assert process.stdin is not None
        with suppress(OSError):  # it may be dead already, which its first task will tell
            send(process.stdin, self._settings)
        return process

    def _asked(self, process: subprocess.Popen[bytes], task: Task) -> Event:
        """Has a shard read; what came of it in the end, all else is told on the way."""
        stdin, stdout = process.stdin, process.stdout
        assert stdin is not None
        assert stdout is not None
        position: int | None = None
        try:
            send(stdin, task)
            while True:
                event = receive(stdout)
                if isinstance(event, Receipt | Broken):
                    return event
                assert isinstance(event, At)
                position = event.position
                self._events.put(event)
        except (EOFError, OSError, ValueError):
            process.kill()
            return Died(task, position, _obituary(process.wait()))


def _obituary(code: int) -> str:
    if code < 0:
        return f"a process was ended by {signal.Signals(-code).name}"
    return f"a process ended with code {code}"
