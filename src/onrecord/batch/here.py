"""The engine without processes: this one reads, shard after shard.

For few reports; a fault in a native library ends everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Self

from onrecord.api.messages import Options
from onrecord.api.readers import make_reader
from onrecord.batch.messages import Event, Settings, Task
from onrecord.batch.reading import read_shard


class HereEngine:
    """One worker, which is this process."""

    workers = 1

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._reader = make_reader(settings.reader, Options(settings.published, settings.model))
        self._reading: Iterator[Event] | None = None

    @property
    def free(self) -> int:
        """Whether it waits for a task."""
        return int(self._reading is None)

    def submit(self, task: Task) -> None:
        """Begins with a task."""
        self._reading = read_shard(task, self._settings, self._reader)

    def events(self, seconds: float) -> list[Event]:
        """The next event of the task."""
        event = next(self._reading, None) if self._reading is not None else None
        if event is None:
            self._reading = None
        return [] if event is None else [event]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None
