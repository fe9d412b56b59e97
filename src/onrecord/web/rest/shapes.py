"""The shapes of REST that the record has not got: lists, problems, what is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from onrecord.compare.courses import Course
from onrecord.compare.matters import Clash, Side
from onrecord.compare.pledges import Pledge
from onrecord.compare.series import Series
from onrecord.ledger.accounts import AccountHead
from onrecord.ledger.history import Change, Step
from onrecord.ledger.listing import ListedReport
from onrecord.record import Account, Promise, Record, Relation, Speaker, Statement
from onrecord.record.audit import Voice
from onrecord.record.found import Facet, Hit

Words = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=4096)]
"""A text of a request: without NUL, which no database keeps, and of bounded length."""
Name = Annotated[str, StringConstraints(pattern=r"^[^\x00]*[^\x00\s][^\x00]*$", max_length=400)]
"""A text that says something."""
Key = Annotated[str, StringConstraints(pattern=r"^[^\x00/]+$", max_length=400)]
"""An id."""


class Problem(BaseModel):
    """What went wrong, in words (RFC 9457)."""

    title: str
    status: int
    detail: str


@dataclass(frozen=True, slots=True)
class Reports:
    """A page of reports; `after` begins the next one, null on the last."""

    reports: tuple[ListedReport, ...]
    total: int
    after: str | None


@dataclass(frozen=True, slots=True)
class Statements:
    """A page of statements; `after` begins the next one, null on the last."""

    statements: tuple[Hit, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many statements there are, and how many of them have which value of a field."""

    total: int
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """A page of speakers across reports, and how many there are."""

    speakers: tuple[Voice, ...]
    total: int


@dataclass(frozen=True, slots=True)
class AccountInFull:
    """An account with its statements by origin in order of time, what stands between them, its figures."""

    head: AccountHead
    account: Account
    relations: tuple[Relation, ...]
    sides: tuple[Side, ...]
    clashes: tuple[Clash, ...]
    figures: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Promises:
    """A page of promises; `total` counts all, `after` begins the next page, null on the last."""

    promises: tuple[Pledge, ...]
    total: int
    after: str | None


@dataclass(frozen=True, slots=True)
class Positions:
    """What somebody said on some matters, those with most changes first, and on how many in all."""

    courses: tuple[Course, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Reports side by side; each is as `read` gives it, statements are [report id, statement id]."""

    reports: tuple[Record, ...]
    relations: tuple[Relation, ...]
    accounts: tuple[Account, ...]
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A statement or speaker under its permanent id: as it stands, as the machine reads it, and its history.

    `statement` and `speaker` are null where it was rejected or is of the other kind.
    """

    id: str
    statement: Statement | None
    speaker: Speaker | None
    machine: Statement | Speaker | None
    history: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """What became of one item that was sent."""

    outcome: str
    source: str
    report: str | None
    revision: int | None
    statements: int
    why: str | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the taking in of something is: `waiting`, `reading`, `done` or `failed`."""

    id: str
    stage: str
    items: tuple[Item, ...]
    error: str


class NewReport(BaseModel):
    """A report to be taken in: its text, or the address of a page. `published` goes before what it says."""

    model_config = ConfigDict(extra="forbid")
    text: Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=5_000_000)] | None = None
    url: Words | None = None
    name: Annotated[Words, StringConstraints(max_length=80)] | None = None
    published: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d$")] | None = None


class Reason(BaseModel):
    """Why something is done, for the history."""

    model_config = ConfigDict(extra="forbid")
    why: Name


class NewValues(BaseModel):
    """Fields of a statement or speaker, or parts of them such as said.date, with the values that are right.

    For source, cue and content the words are enough, as they stand in the report.
    """

    model_config = ConfigDict(extra="forbid")
    values: Annotated[dict[str, Any], Field(min_length=1, max_length=30)]
    why: Name


class Merge(BaseModel):
    """The speaker of the same report that this one is, and why."""

    model_config = ConfigDict(extra="forbid")
    into: Key
    why: Name


__all__ = [
    "AccountInFull",
    "Change",
    "Compared",
    "Counts",
    "Item",
    "Key",
    "Merge",
    "Name",
    "NewReport",
    "NewValues",
    "Positions",
    "Problem",
    "Progress",
    "Promises",
    "Reason",
    "Reports",
    "Standing",
    "Statements",
    "Voices",
    "Words",
]
