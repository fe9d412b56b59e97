"""The engine on Ray (Moritz et al. 2018): actors that each hold one loaded pipeline, on any node.

An actor reads a shard as a stream of events. Where an actor or its node is
lost, its shard alone comes back, and another actor is asked for; it is given a
task only when it has started, so that nothing waits for a node that is not there.
All nodes must see the same input and output. Ray's dashboard shows a named task
for every shard, and the metrics `onrecord_*`.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from importlib.metadata import version
from types import TracebackType
from typing import Any, Self

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody

import ray

from onrecord.api.messages import Options
from onrecord.api.readers import make_reader
from onrecord.batch.messages import At, Broken, Died, Event, Receipt, Settings, Task
from onrecord.batch.reading import read_shard, watched
from onrecord.record.errors import BatchError

LOOPBACK = "127.0.0.1"
NEWS = 2.0
"""Seconds between two events of a shard that is not watched closely: a thousand actors send 500 a second."""
MOST_STARTS = 20
"""Actors that may fail to start, one after another, before the batch ends."""


class ShardReader:
    """An actor: one loaded pipeline that reads shards."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._reader = make_reader(settings.reader, Options(settings.published, settings.model))
        self._counters = _counters()

    def ready(self) -> str:
        """The version of onrecord that it has; answers when it has started."""
        return version("onrecord")

    def read(self, task: Task) -> Iterator[Event]:
        """The events of a shard; of its items one from time to time, all only where they are wanted."""
        before = At(task.shard.name, 0)
        told = -NEWS  # the first is told: somebody is at it
        for event in watched(read_shard(task, self._settings, self._reader)):
            if isinstance(event, At):
                self._count(before, event)
                before = event
                if not task.closely and time.monotonic() - told < NEWS:
                    continue
                told = time.monotonic()
            elif isinstance(event, Receipt):
                self._counters["statements"].inc(event.statements)
                self._counters["shards"].inc(1)
            yield event

    def _count(self, before: At, now: At) -> None:
        for name in ("reports", "refused", "words"):
            more = getattr(now, name) - getattr(before, name)
            if more:
                self._counters[name].inc(more)


def _counters() -> dict[str, Any]:
    """Ray's metrics, which its dashboard and Prometheus show."""
    from ray.util.metrics import Counter

    told = {
        "reports": "Reports read",
        "refused": "Items that could not be read",
        "words": "Words read",
        "statements": "Statements found",
        "shards": "Shards done",
    }
    return {name: Counter(f"onrecord_{name}", description=what) for name, what in told.items()}


class RayEngine:
    """Actors on a cluster, by default one a core; without an address a cluster is started here."""

    def __init__(self, settings: Settings, workers: int | None = None, address: str | None = None) -> None:
        self._settings, self._address = settings, address
        self._wanted = workers
        self.workers = 0
        self._idle: list[Any] = []
        self._starting: dict[Any, Any] = {}
        self._reading: dict[Any, tuple[Any, Task, int | None]] = {}
        self._failed_starts = 0
        self._own = False

    @property
    def free(self) -> int:
        """How many actors wait for a task."""
        return len(self._idle)

    def __enter__(self) -> Self:
        if not ray.is_initialized():
            self._own = True
            _connect(self._address, self._wanted)
        there: dict[str, float] = ray.cluster_resources()
        self.workers = self._wanted or max(1, int(there.get("CPU", 1)))
        for _ in range(self.workers):
            self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._own:
            ray.shutdown()
            return
        reading = [actor for actor, _, _ in self._reading.values()]
        for actor in (*self._idle, *self._starting.values(), *reading):
            ray.kill(actor)

    def _start(self) -> None:
        made: Any = ray.remote(num_cpus=1, max_restarts=0)(ShardReader)
        actor = made.remote(self._settings)
        self._starting[actor.ready.remote()] = actor

    def submit(self, task: Task) -> None:
        """Gives a task to a free actor."""
        actor = self._idle.pop()
        stream = actor.read.options(
            num_returns="streaming",
            name=f"read {task.shard.label}",
            _generator_backpressure_num_objects=1,  # an item is read when all before it has been told
        ).remote(task)
        self._reading[stream] = (actor, task, None)

    def events(self, seconds: float) -> list[Event]:
        """What happened; waits for so long where nothing did."""
        waited: list[Any] = [*self._starting, *self._reading]
        if not waited:
            return []
        ready, _ = ray.wait(waited, num_returns=1, timeout=seconds, fetch_local=False)
        if ready:
            more, _ = ray.wait(waited, num_returns=len(waited), timeout=0, fetch_local=False)
            ready = more or ready
        happened = []
        for one in ready:
            if one in self._starting:
                self._started(one)
            elif (event := self._next(one)) is not None:
                happened.append(event)
        return happened

    def _started(self, ready: Any) -> None:
        actor = self._starting.pop(ready)
        try:
            theirs = ray.get(ready)
        except ray.exceptions.RayTaskError as error:
            raise BatchError(
                f"a worker cannot start ({error.cause})", "the same onrecord on every node"
            ) from None
        except ray.exceptions.RayError as error:  # its node is gone, or it was killed
            self._failed_starts += 1
            if self._failed_starts >= MOST_STARTS:
                raise BatchError(f"workers die as they start ({_first_line(error)})") from None
            self._start()
            return
        if theirs != version("onrecord"):
            raise BatchError(
                f"a node has onrecord {theirs}", f"{version('onrecord')} on every node", "install it there"
            )
        self._failed_starts = 0
        self._idle.append(actor)

    def _next(self, stream: Any) -> Event | None:
        """The next event of a stream; an actor is free, or lost, with the last one."""
        actor, task, position = self._reading[stream]
        try:
            event: Event = ray.get(next(stream))
        except StopIteration:
            del self._reading[stream]
            self._idle.append(actor)
            return None
        except ray.exceptions.RayTaskError as error:
            del self._reading[stream]
            self._idle.append(actor)
            return Broken(task, f"{task.shard.label} cannot be read ({error.cause})")
        except ray.exceptions.RayError as error:
            del self._reading[stream]
            self._start()
            return Died(task, position, _first_line(error))
        if isinstance(event, At) and task.closely:
            self._reading[stream] = (actor, task, event.position)
        return event


def _connect(address: str | None, workers: int | None) -> None:
    """Joins a cluster, or starts one on this machine that listens to itself alone."""
    try:
        if address is not None:
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, namespace="onrecord")
            return
        ray.init(
            num_cpus=workers,
            include_dashboard=None,
            log_to_driver=False,
            logging_level=logging.ERROR,
            namespace="onrecord",
            _node_ip_address=LOOPBACK,
        )
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise BatchError(
            f"Ray at {address or 'this machine'} cannot be reached ({_first_line(error)})",
            "the address of a running cluster, such as auto or 10.0.0.5:6379",
            "ray status tells whether it runs",
        ) from None


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n", maxsplit=1)[0]
