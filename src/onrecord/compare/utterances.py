"""Utterances: statements with all that comparing asks of them, computed once."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from onrecord.compare.culprits import Blame, blame_of
from onrecord.compare.figures import TOLLS, Count, tolls_of
from onrecord.compare.hearsay import Hearsay, hearsay_of, is_held
from onrecord.compare.parties import bones_of, parties_in, setting_of
from onrecord.compare.scopes import Scope, Scopes
from onrecord.compare.speakers_alike import Voice, voice_of
from onrecord.compare.spoken import Told, tolls_told
from onrecord.compare.terms import WORD, term_of, terms_of, weight
from onrecord.record import Measure, Precision, Record, Statement, StatementKey
from onrecord.text.sentences import Sentences

COUNTED = frozenset({"~kill", "~wound", "~attack", "toll", "miss", "~displace", "~arrest"})
"""Terms that tell of a toll and of what took it."""

BESIDE = 2
"""Other telling words, but those of the report's head, of a statement that does little more than count."""

_LEAST = 1e-9

PROFILE = 40
"""Telling terms kept of a whole report."""

LEAD = 3
"""Sentences that tell what a report is about."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The weighted terms of a passage, their length as a vector, and their sum.

    Sums over terms are rounded, since the order of a set's terms differs from
    run to run and with it the last digits.
    """

    weights: dict[str, float]
    length: float
    total: float

    def likeness(self, other: Passage, known: AbstractSet[str] = frozenset(), worth: float = 1.0) -> float:
        """The cosine of both, 0 … 1; terms that are `known` count for a share of their weight."""
        ours, theirs = self.weights, other.weights
        shared = ours.keys() & theirs.keys()
        dot = sum(ours[term] * theirs[term] for term in shared)
        if not dot:
            return 0.0
        squares = self.length**2, other.length**2
        if known and worth != 1.0:
            less = 1.0 - worth * worth
            dot -= less * sum(ours[term] * theirs[term] for term in shared & known)
            squares = (
                squares[0] - less * sum(ours[term] ** 2 for term in ours.keys() & known),
                squares[1] - less * sum(theirs[term] ** 2 for term in theirs.keys() & known),
            )
        return round(max(0.0, dot) / math.sqrt(max(squares[0], _LEAST) * max(squares[1], _LEAST)), 9)

    def held_by(self, other: Passage) -> float:
        """The share of this passage's weight that stands in the other one too, 0 … 1."""
        shared = 0.0
        for term in self.weights.keys() & other.weights.keys():
            shared += self.weights[term]
        return round(shared / self.total, 9) if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Utterance:
    """One statement, ready to be compared.

    `own` are the terms of its content, `around` those of its sentence, `before`
    those of its sentence and the one before, `lead` those of the head of its
    report, `whole` the most telling ones of all of it. `day` is when it was said, or the publication,
    `event_day`, `months_ago` and `spots` when and where it was, as far as told, `names` those of
    the whole report; `held` says that the speaker holds it, `hearsay` who is said to have said it
    where it tells of no more than that, `counts` that it does little more than count the killed,
    the wounded …
    """

    key: StatementKey
    record: Record
    statement: Statement
    voice: Voice
    own: Passage
    around: Passage
    before: Passage
    lead: Passage
    whole: Passage
    day: date | None
    event_day: date | None
    months_ago: bool
    spots: frozenset[str]
    names: frozenset[str]
    scope: Scope
    blame: Blame | None
    tolls: Mapping[Measure, Count]
    parties: frozenset[str]
    held: bool
    hearsay: Hearsay | None
    counts: bool

    @property
    def speaker(self) -> str | None:
        """The id of the speaker within the report."""
        return self.statement.source.speaker

    @property
    def content(self) -> str:
        """What was said."""
        return self.statement.content.text

    @property
    def told(self) -> tuple[Told, ...]:
        """The tolls it gives."""
        return tolls_told(self.statement.figures)

    @property
    def said(self) -> str | None:
        """ISO date on which it was said, else the day of publication."""
        return self.statement.said.date or self.record.report.published


def utterances_of(record: Record) -> tuple[Utterance, ...]:
    """The statements of a report, ready to be compared, in reading order."""
    sentences = Sentences(record.report.text)
    terms = _Terms(record.report.text, sentences)
    setting = setting_of(record)
    scopes = Scopes(record, sentences)
    title = terms_of(record.report.title or "")
    lead = passage_of((*title, *terms.of(0, min(LEAD, len(sentences.starts)) - 1)))
    frame = _Frame(terms, setting, scopes, lead, profile_of(record), _names(record))
    return tuple(_utterance(record, s, frame) for s in record.statements)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the statements of one report share."""

    terms: _Terms
    setting: str
    scopes: Scopes
    lead: Passage
    whole: Passage
    names: frozenset[str]


def _utterance(record: Record, statement: Statement, frame: _Frame) -> Utterance:
    first, last = frame.terms.sentences_of(statement)
    voice = voice_of(record, statement, frame.setting)
    content = statement.content.text
    parties = parties_in(content, frame.setting)
    return Utterance(
        key=(record.report.id, statement.id),
        record=record,
        statement=statement,
        voice=voice,
        own=passage_of(terms_of(content)),
        around=passage_of(frame.terms.of(first, last)),
        before=passage_of(frame.terms.of(max(0, first - 1), last)),
        lead=frame.lead,
        whole=frame.whole,
        day=day_of(statement.said.date) or day_of(record.report.published),
        event_day=day_of(statement.about.start),
        months_ago=frame.scopes.months_ago(content),
        spots=_spots(statement),
        names=frame.names,
        scope=frame.scopes.of(statement),
        blame=blame_of(statement, voice, parties, frame.setting),
        tolls=tolls_of(statement, record.report.text),
        parties=frozenset(parties),
        held=is_held(record, statement),
        hearsay=hearsay_of(record, statement, frame.setting),
        counts=_counts(statement, frame.lead),
    )


class _Terms:
    """The terms of a report, sentence by sentence."""

    def __init__(self, text: str, sentences: Sentences) -> None:
        self._sentences = sentences
        self._text = text
        self._known: dict[int, dict[str, int]] = {}

    def of(self, first: int, last: int) -> dict[str, None]:
        """The terms of some sentences, in reading order."""
        return dict.fromkeys(term for number in range(first, last + 1) for term in self._sentence(number))

    def sentences_of(self, statement: Statement) -> tuple[int, int]:
        """The numbers of the first and the last sentence of a statement."""
        spans = (*statement.source.spans, *statement.cue.spans, *statement.content.spans)
        if not spans:
            return 0, 0
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        return self._sentences.number_at(start), self._sentences.number_at(end - 1)

    def _sentence(self, number: int) -> dict[str, int]:
        if number not in self._known:
            self._known[number] = terms_of(self._text[slice(*self._sentences.bounds(number))])
        return self._known[number]


def passage_of(terms: Iterable[str]) -> Passage:
    """Terms with their weights; a term counts once."""
    weights = {term: weight(term) for term in terms}
    return weighted(weights)


def weighted(weights: dict[str, float]) -> Passage:
    """A passage of terms that have their weights."""
    values = weights.values()
    return Passage(weights, math.sqrt(math.fsum(v * v for v in values)), math.fsum(values))


def profile_of(record: Record) -> Passage:
    """The telling terms of a report, weighted by number and rarity."""
    counts = Counter(terms_of(record.report.text))
    weights = {term: (1 + math.log(number)) * weight(term) for term, number in counts.items()}
    kept = dict(sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:PROFILE])
    return weighted(kept)


def day_of(iso: str | None) -> date | None:
    """An ISO day as a date; None for what is no whole day."""
    try:
        return date.fromisoformat(iso or "")
    except ValueError:
        return None


def _spots(statement: Statement) -> frozenset[str]:
    """The places named in a content, below countries, in a form in which spellings meet."""
    names = (p.name for p in statement.places if p.precision is not Precision.COUNTRY)
    words = (word for name in names for word in name.split() if word[:1].isupper())
    return frozenset(bones_of(word) for word in words if not term_of(word).startswith("@"))


def _names(record: Record) -> frozenset[str]:
    """All capitalised words of a report, in the form of `_spots`."""
    words = {w for w in WORD.findall(record.report.text) if w[:1].isupper()}
    return frozenset(bones_of(word) for word in words)


def _counts(statement: Statement, lead: Passage) -> bool:
    if not any(figure.measure in TOLLS for figure in statement.figures):
        return False
    beside = [t for t in terms_of(statement.content.text) if t not in COUNTED and t not in lead.weights]
    return len(beside) <= BESIDE
