"""The shapes of REST that the record has not got: lists, problems, what is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from onrecord.compare.courses import Course
from onrecord.compare.matters import Clash, Side
from onrecord.compare.pledges import Pledge
from onrecord.compare.series import Series
from onrecord.ledger.accounts import AccountHead
from onrecord.ledger.corrected import Correction, Difference
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
    error: Annotated[str | None, Field(description="the kind of error, as Python calls it")] = None
    got: str | None = None
    expected: str | None = None
    hint: str | None = None


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
class Waiting:
    """How many reports are still to be compared, whether that is under way, whether all is done."""

    reports: int
    comparing: bool
    compared: bool


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

    `statement` and `speaker` are null where it was rejected or is of the other
    kind. `differences` are where a person's word and the machine's now differ,
    `unapplied` the corrections on words that the present text does not have.
    """

    id: str
    statement: Statement | None
    speaker: Speaker | None
    machine: Statement | Speaker | None
    history: tuple[Step, ...]
    corrections: tuple[Correction, ...]
    differences: tuple[Difference, ...]
    unapplied: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """What became of one item that was sent."""

    outcome: str
    source: str
    report: str | None
    revision: int | None
    statements: int
    why: str | None
    kept: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the taking in of something is: `waiting`, `reading`, `done` or `failed`.

    `items` are those after the first `seen` ones, `passed_over` counts what
    nobody would have taken for a report. `kind` is the kind of `error`.
    """

    id: str
    stage: str
    items: tuple[Item, ...]
    seen: int
    passed_over: int
    error: str
    kind: str


class NewReport(BaseModel):
    """A report to be taken in: its text, or the address of a page. `published` goes before what it says."""

    model_config = ConfigDict(extra="forbid")
    text: Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=5_000_000)] | None = None
    url: Words | None = None
    name: Annotated[Words, StringConstraints(max_length=80)] | None = None
    published: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d$")] | None = None


class Reason(BaseModel):
    """Why something is done, for the history; `who` where that is not the one who is logged in."""

    model_config = ConfigDict(extra="forbid")
    why: Name
    who: Name | None = None


class NewValues(Reason):
    """Fields of a statement or speaker, or parts of them such as said.date, with the values that are right.

    For source, cue and content the words are enough, as they stand in the report.
    """

    values: Annotated[dict[str, Any], Field(min_length=1, max_length=30)]


class Merge(Reason):
    """The speaker of the same report that this one is, and why."""

    into: Key


class Missed(Reason):
    """A statement that was missed, by its very words: `content`, and where it stands `source` and `cue`.

    `speaker` is the id of a speaker of the report, `values` are other fields.
    Or `statement`, a whole one as records have it.
    """

    content: Words | None = None
    source: Words | None = None
    cue: Words | None = None
    speaker: Key | None = None
    values: Annotated[dict[str, Any], Field(max_length=30)] = {}
    statement: dict[str, Any] | None = None


class Split(Reason):
    """The statements that another speaker says, by permanent ids, and in what that one differs: its name."""

    statements: Annotated[list[Key], Field(min_length=1, max_length=5000)]
    values: Annotated[dict[str, Any], Field(max_length=30)]


class Pair(Reason):
    """A pair of speakers by its id, from the proposals or decisions, and what is decided of it."""

    pair: Key
    decision: Literal["accept", "refuse", "undo"]


class Same(Reason):
    """Two people or bodies that are one: each by id, by a speaker's id, or by a name that is only theirs."""

    one: Words
    other: Words


class Apart(Reason):
    """Speakers (REPORT:p2) that are not the person or body they are with."""

    person: Words
    speakers: Annotated[list[Key], Field(min_length=1, max_length=5000)]


class Covered(Reason):
    """Words that are to be taken out of a report wherever they stand."""

    words: Annotated[list[Name], Field(min_length=1, max_length=100)]


class Login(BaseModel):
    """A name of the team and its password."""

    model_config = ConfigDict(extra="forbid")
    name: Words
    password: Words


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is logged in: `token` goes into the header `Authorization: Bearer …`."""

    name: str
    role: str
    token: str


__all__ = [
    "AccountInFull",
    "Apart",
    "Change",
    "Compared",
    "Counts",
    "Covered",
    "Item",
    "Key",
    "Login",
    "Merge",
    "Missed",
    "Name",
    "NewReport",
    "NewValues",
    "Pair",
    "Positions",
    "Problem",
    "Progress",
    "Promises",
    "Reason",
    "Reports",
    "Same",
    "Session",
    "Split",
    "Standing",
    "Statements",
    "Voices",
    "Waiting",
    "Words",
]
