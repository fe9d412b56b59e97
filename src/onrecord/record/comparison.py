"""Comparisons: what several reports say of the same matters, side by side.

A statement is named by its report and its own id, since ids of statements
count within a report.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from onrecord.record.record import Record
from onrecord.record.statement import Measure

StatementKey: TypeAlias = tuple[str, str]
"""A statement among several reports: id of the report, id of the statement."""


class RelationKind(StrEnum):
    """How two statements stand to each other."""

    REPEATS = "repeats"
    AGREES = "agrees"
    CONFLICTS = "conflicts"
    UPDATES = "updates"
    FULFILS = "fulfils"
    BREAKS = "breaks"


class Aspect(StrEnum):
    """In what two statements conflict."""

    FIGURE = "figure"
    OCCURRENCE = "occurrence"
    RESPONSIBILITY = "responsibility"
    TIME = "time"
    PLACE = "place"
    CAUSE = "cause"


class PromiseState(StrEnum):
    """What later statements say of a commitment; the software itself never rules."""

    OPEN = "open"
    KEPT = "reported kept"
    BROKEN = "reported broken"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Relation:
    """Two statements and how they stand to each other.

    `b` is the later one where one of them is; `aspect` is given for conflicts
    alone. `confidence` is 0 … 1, `because` a sentence of reason.
    """

    a: StatementKey
    b: StatementKey
    relation: RelationKind
    aspect: Aspect | None
    confidence: float
    because: str


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent origin of an account, and the ids of the reports that carry it.

    `speaker` is the fullest name that the reports give it.
    """

    speaker: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountFigure:
    """A figure of an account: who said it, and when (ISO date or None)."""

    statement: StatementKey
    measure: Measure
    low: float | None
    high: float | None
    said: str | None
    origin: str


@dataclass(frozen=True, slots=True)
class Account:
    """All statements about one and the same matter, named in a few words of their own."""

    id: str
    matter: str
    statements: tuple[StatementKey, ...]
    origins: tuple[Origin, ...] = ()
    figures: tuple[AccountFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment, its state, and the later statements that say so."""

    statement: StatementKey
    state: PromiseState
    by: tuple[StatementKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What several reports say, and how it stands together."""

    records: tuple[Record, ...]
    relations: tuple[Relation, ...] = ()
    accounts: tuple[Account, ...] = ()
    promises: tuple[Promise, ...] = ()
