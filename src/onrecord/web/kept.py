"""What was made of the ledger and is used again while nothing in it has changed."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection

from onrecord.ledger.comparing import is_pending

Value = TypeVar("Value")
MOST = 400
LAG = 10.0
"""Seconds that counts over the whole ledger may be behind what is being taken in."""


def patience(connection: Connection) -> float:
    """How far what is compared may be behind: not at all, but where reports wait to be compared anyway."""
    return LAG if is_pending(connection) else 0.0


class Kept:
    """Values by name and state; the least used go first. Safe for several threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._values: OrderedDict[object, tuple[str, float, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: object, state: str, make: Callable[[], Value], lag: float = 0.0) -> Value:
        """The value of a name in a state, made where it is not there.

        With `lag` it may be that many seconds behind what was taken in (the part
        of the state behind a /), never behind what people did.
        """
        now = time.monotonic()
        with self._lock:
            known = self._values.get(name)
            if known is not None and self._holds(known[0], known[1], state, now, lag):
                self._values.move_to_end(name)
                value: Value = known[2]
                return value
        made = make()
        with self._lock:
            self._values[name] = (state, now, made)
            self._values.move_to_end(name)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return made

    @staticmethod
    def _holds(known: str, since: float, state: str, now: float, lag: float) -> bool:
        by_people = known.partition("/")[0] == state.partition("/")[0]
        return known == state or (by_people and now - since < lag)
