"""What forming an account asks of a statement, be it of a report just read or of rows of a ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from onrecord.compare.figures import TOLLS
from onrecord.compare.speakers_alike import Voice
from onrecord.record import Figure, Measure, StatementKey


class Spoken(Protocol):
    """A statement with whose voice it is; `speaker` is its id within the report."""

    @property
    def key(self) -> StatementKey:
        """Report and statement."""

    @property
    def voice(self) -> Voice:
        """Who speaks."""

    @property
    def speaker(self) -> str | None:
        """The id of the speaker within the report."""

    @property
    def content(self) -> str:
        """What was said."""

    @property
    def told(self) -> tuple[Told, ...]:
        """The tolls it gives."""

    @property
    def said(self) -> str | None:
        """ISO date on which it was said, else the day of publication."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of a toll; None where it is open."""

    measure: Measure
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Member:
    """A statement that stands in an account, without its report."""

    key: StatementKey
    voice: Voice
    speaker: str | None
    content: str
    told: tuple[Told, ...]
    said: str | None


def tolls_told(figures: tuple[Figure, ...]) -> tuple[Told, ...]:
    """Those of some figures that count what was done to people."""
    return tuple(Told(f.measure, f.low, f.high) for f in figures if f.measure in TOLLS)
