"""Engines: what runs tasks, here or on a cluster.

A new one is a module with this contract and a line in `ENGINES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType, TracebackType
from typing import Protocol, Self

from onrecord.batch.messages import Event, Settings, Task
from onrecord.record.errors import BatchError


class Engine(Protocol):
    """Workers that read shards. A lost worker is replaced, and its shard comes back as `Died`."""

    @property
    def free(self) -> int:
        """How many workers wait for a task."""

    @property
    def workers(self) -> int:
        """How many workers there are."""

    def submit(self, task: Task) -> None:
        """Gives a task to a free worker."""

    def events(self, seconds: float) -> list[Event]:
        """What happened; waits for so long where nothing did."""

    def __enter__(self) -> Self:
        """Starts the workers."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the workers, whatever they do."""


def _local(settings: Settings, workers: int | None, address: str | None) -> Engine:
    from onrecord.batch.here import HereEngine
    from onrecord.batch.local import LocalEngine

    if address is not None:
        raise BatchError("the local engine has no --address", hint="--engine ray takes one")
    return HereEngine(settings) if workers == 0 else LocalEngine(settings, workers)


def _ray(settings: Settings, workers: int | None, address: str | None) -> Engine:
    try:
        import ray  # noqa: F401
    except ImportError:
        raise BatchError("Ray is not installed", hint="pip install 'onrecord[ray]'") from None
    from onrecord.batch.on_ray import RayEngine

    return RayEngine(settings, workers, address)


ENGINES: Mapping[str, Callable[[Settings, int | None, str | None], Engine]] = MappingProxyType(
    {"local": _local, "ray": _ray}
)
