"""What was found of one part of an installation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it stands with a part."""

    OK = "ok"
    ABSENT = "absent"
    """Not there, and not needed: an extra, a ledger."""
    DOUBTFUL = "doubtful"
    """Works, but look at it."""
    FAULT = "fault"
    """Something that onrecord promises does not work."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: what it is called, how it stands, what was seen, and what to do."""

    part: str
    name: str
    state: State
    found: str
    todo: str = ""
