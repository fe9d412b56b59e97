"""How often a password may be tried: a few times a name and an address, then with growing pauses."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

FREE = 5
"""Wrong passwords before a pause."""
LONGEST_PAUSE = 900.0
"""Seconds."""
REMEMBERED = 10_000
"""Names and addresses; the oldest are forgotten first."""


class Throttle:
    """Counts wrong passwords; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = threading.Lock()

    def pause(self, *keys: str) -> float:
        """Seconds that one still has to wait before another try; 0 where one may."""
        with self._lock:
            return max((self._left(key) for key in keys), default=0.0)

    def failed(self, *keys: str) -> None:
        """Notes a wrong password."""
        with self._lock:
            for key in keys:
                count = self._failed.pop(key, (0, 0.0))[0] + 1
                self._failed[key] = (count, self._clock())
                if len(self._failed) > REMEMBERED:
                    self._failed.popitem(last=False)

    def passed(self, *keys: str) -> None:
        """Forgets the wrong ones after a right one."""
        with self._lock:
            for key in keys:
                self._failed.pop(key, None)

    def _left(self, key: str) -> float:
        count, last = self._failed.get(key, (0, 0.0))
        if count < FREE:
            return 0.0
        pause = min(2.0 ** (count - FREE + 1), LONGEST_PAUSE)
        return max(0.0, last + pause - self._clock())
