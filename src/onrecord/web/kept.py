"""What was made of the ledger and is used again while nothing in it has changed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

Value = TypeVar("Value")
MOST = 400


class Kept:
    """Values by name and state; the least used go first. Safe for several threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._values: OrderedDict[object, tuple[str, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: object, state: str, make: Callable[[], Value]) -> Value:
        """The value of a name in a state, made where it is not there."""
        with self._lock:
            known = self._values.get(name)
            if known is not None and known[0] == state:
                self._values.move_to_end(name)
                value: Value = known[1]
                return value
        made = make()
        with self._lock:
            self._values[name] = (state, made)
            self._values.move_to_end(name)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return made
