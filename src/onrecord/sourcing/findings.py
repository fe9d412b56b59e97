"""What is found in the sourcing of a report. Every finding points at characters; none of them judges.

`statement` and `statements` are ids of the record's statements, `speaker` the
id of one of its speakers, `name` what that speaker is called.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.record import Spans, SpeakerType

SCHEMA = "onrecord-sourcing/1"


@dataclass(frozen=True, slots=True)
class Subject:
    """Which text the offsets count: that whose SHA-256 in UTF-8 is `sha256`."""

    id: str
    path: str | None
    sha256: str
    title: str | None
    publisher: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the report: half-open character offsets, and the text there."""

    spans: Spans = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who is behind something; `speaker` is None where the record knows nobody."""

    speaker: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Anonymity:
    """Words that say that a source is not named, and those that say why; empty where there are none."""

    condition: Words = Words()
    reason: Words = Words()


@dataclass(frozen=True, slots=True)
class UnnamedSource:
    """A source the report does not name: how it is described, how often it speaks.

    `quotations` counts its statements with quoted words, `described` are the
    different words for it, in reading order.
    """

    speaker: str
    name: str
    type: SpeakerType | None
    affiliation: str | None
    roles: tuple[str, ...]
    statements: tuple[str, ...]
    quotations: int
    described: tuple[Words, ...]
    anonymity: tuple[Anonymity, ...]


@dataclass(frozen=True, slots=True)
class NoSource:
    """A statement whose words name nobody, or nobody that could be found."""

    statement: str
    cue: Words
    content: Words


@dataclass(frozen=True, slots=True)
class SharedQuotation:
    """Quoted words that are given to more than one mouth."""

    statement: str
    origin: Origin
    source: Words
    quotation: Words


@dataclass(frozen=True, slots=True)
class Matter:
    """Statements about one matter with everybody who is behind them.

    `shared` are the words by which the statements were put together; empty
    where one stands alone.
    """

    statements: tuple[str, ...]
    origins: tuple[Origin, ...]
    words: Words
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph (`paragraph` from 1, as the page counts) in which nothing is attributed."""

    paragraph: int
    length: int
    words: Words


@dataclass(frozen=True, slots=True)
class Allegation:
    """What a denial answers: a statement, or with `statement` None the report's own words."""

    statement: str | None
    origin: Origin
    words: Words
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial with the allegation it answers; None where the report has none beside the denial."""

    statement: str
    origin: Origin
    words: Words
    answers: Allegation | None


class Answering(StrEnum):
    """How an accused party answers: it denies, speaks of the matter, or is said to give no answer."""

    DENIES = "denies"
    SPEAKS = "speaks of it"
    SILENT = "gives no answer"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the report has from the accused; `statement` is None for the report's own words."""

    how: Answering
    statement: str | None
    words: Words


@dataclass(frozen=True, slots=True)
class Accusation:
    """An accusation, whom it accuses, and the answers of the accused in the report.

    `accused` is None where no name of it stands in the words.
    """

    statement: str
    origin: Origin
    words: Words
    accused: Origin | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Sourcing:
    """The sourcing of a report: all findings, each kind in reading order, and how many paragraphs it has."""

    report: Subject
    unnamed: tuple[UnnamedSource, ...] = ()
    no_source: tuple[NoSource, ...] = ()
    shared_quotations: tuple[SharedQuotation, ...] = ()
    single_source: tuple[Matter, ...] = ()
    several_sources: tuple[Matter, ...] = ()
    unattributed: tuple[Passage, ...] = ()
    paragraphs: int = 0
    denials: tuple[Denial, ...] = ()
    accusations: tuple[Accusation, ...] = ()
