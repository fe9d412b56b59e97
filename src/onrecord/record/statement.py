"""Statements: what a report attributes to a source.

Fields that nothing has decided are None or empty: undecided, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.record.span import Span, Spans


class Mode(StrEnum):
    """How the content is given: only quoted words, none, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What the speaker does with a statement."""

    ASSERTION = "assertion"
    DENIAL = "denial"
    ACCUSATION = "accusation"
    COMMITMENT = "commitment"
    THREAT = "threat"
    WARNING = "warning"
    DEMAND = "demand"
    FORECAST = "forecast"
    EVALUATION = "evaluation"
    OTHER = "other"


class Certainty(StrEnum):
    """How firmly the speaker puts it; `unknown` for demands, questions, bare evaluations."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Polarity(StrEnum):
    """Whether the main predicate is negated, or the cue denies it."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Basis(StrEnum):
    """Whether words beside the cue state it, or it is carried over within one occasion."""

    STATED = "stated"
    CARRIED = "carried"


class Status(StrEnum):
    """When a statement's main event is, seen from the utterance."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


class Precision(StrEnum):
    """How finely a place is known."""

    CITY = "city"
    REGION = "region"
    COUNTRY = "country"


class Measure(StrEnum):
    """What a figure counts."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    DISPLACED = "displaced"
    DETAINED = "detained"
    PEOPLE = "people"
    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"


class EventStatus(StrEnum):
    """How real an event is by the statement."""

    ANNOUNCED = "announced"
    HAPPENING = "happening"
    HAPPENED = "happened"
    PREDICTED = "predicted"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content as the tagger links them, before anything is made of them.

    `confidence` is the probability that all three are right (0 … 1). `within`
    is the attribution whose content this one was read from, None for most.
    """

    source: Spans
    cue: Spans
    content: Spans
    confidence: float
    within: Attribution | None = None

    @property
    def spans(self) -> Spans:
        """All spans of the attribution in reading order."""
        return tuple(sorted((*self.source, *self.cue, *self.content)))


@dataclass(frozen=True, slots=True)
class Source:
    """The mention that names the source, and the id of the speaker behind it."""

    spans: Spans = ()
    text: str = ""
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that make the attribution; empty for a bare quotation."""

    spans: Spans = ()
    text: str = ""
    lemma: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What was said. Quotation marks and "that" belong to it."""

    spans: Spans = ()
    text: str = ""
    mode: Mode | None = None


@dataclass(frozen=True, slots=True)
class Via:
    """One link of the chain that passed a statement on."""

    spans: Spans
    text: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """When it was said: an ISO day, month or year."""

    date: str | None = None
    basis: Basis | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class About:
    """When the main event is, seen from the utterance; ISO dates where stated."""

    status: Status | None = None
    start: str | None = None
    end: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of several places that a name may mean."""

    geonames: int
    name: str
    lat: float
    lon: float
    country: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in the content; `lat` and `lon` in degrees, `country` ISO 3166."""

    name: str
    span: Span
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    precision: Precision | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in the content; an open end is None, an exact one has low = high."""

    measure: Measure
    low: float | None
    high: float | None
    approximate: bool
    unit: str | None
    scope: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """The content's main event; `type` in PLOVER capitals."""

    type: str
    actor: str | None
    recipient: str | None
    place: str | None
    status: EventStatus


@dataclass(frozen=True, slots=True)
class Due:
    """When a commitment falls due, as ISO dates."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Trace:
    """What decided one field: the rule or model version, its words, and why in a sentence."""

    field: str
    by: str
    spans: Spans
    because: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a report. Ids are `s1`, `s2` … in order of first character."""

    id: str
    source: Source
    cue: Cue
    content: Content
    within: str | None = None
    via: tuple[Via, ...] = ()
    channel: str | None = None
    audience: str | None = None
    act: Act | None = None
    certainty: Certainty | None = None
    polarity: Polarity | None = None
    said: Said = Said()
    about: About = About()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    condition: str | None = None
    due: Due | None = None
    confidence: float = 0.0
    trace: tuple[Trace, ...] = ()
