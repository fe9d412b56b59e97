"""Utterances: statements with all that comparing asks of them, computed once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.compare.culprits import Blame, blame_of
from onrecord.compare.figures import TOLLS, Count, tolls_of
from onrecord.compare.hearsay import Hearsay, hearsay_of, is_held
from onrecord.compare.parties import bones_of, parties_in, setting_of
from onrecord.compare.scopes import Scope, Scopes
from onrecord.compare.speakers_alike import Voice, voice_of
from onrecord.compare.spoken import Told, tolls_told
from onrecord.compare.terms import WORD, in_steps, term_of, terms_of, weight
from onrecord.record import Measure, Precision, Record, Statement, StatementKey
from onrecord.text.sentences import Sentences

COUNTED = frozenset({"~kill", "~wound", "~attack", "toll", "miss", "~displace", "~arrest"})
"""Terms that tell of a toll and of what took it."""

BESIDE = 2
"""Other telling words, but those of the report's head, of a statement that does little more than count."""

PROFILE = 40
"""Telling terms kept of a whole report."""

LEAD = 3
"""Sentences that tell what a report is about."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The weighted terms of a passage, the square of their length as a vector, and their sum."""

    weights: dict[str, float]
    square: float
    total: float

    def likeness(self, other: Passage) -> float:
        """The cosine of both, 0 … 1."""
        dot = 0.0
        for term in self.weights.keys() & other.weights.keys():
            dot += self.weights[term] * other.weights[term]
        return round(dot / math.sqrt(self.square * other.square), 9) if dot else 0.0


@dataclass(frozen=True, slots=True)
class Utterance:
    """One statement, ready to be compared.

    `own` are the terms of its content, `place` puts it in the order of time: the
    day, then report and number. `day` is when it was said, or the publication,
    `event_day`, `months_ago` and `spots` when and where it was, as far as told,
    `names` those of the whole report; `held` says that the speaker holds it,
    `hearsay` who is said to have said it where it tells of no more than that,
    `counts` that it does little more than count the killed, the wounded …
    """

    key: StatementKey
    record: Record
    statement: Statement
    voice: Voice
    own: Passage
    place: tuple[str, str, int]
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


@dataclass(frozen=True, slots=True)
class SpokenIn:
    """A statement, the terms of its sentence, and those of its sentence and the one before."""

    utterance: Utterance
    around: Passage
    before: Passage


def utterances_of(record: Record) -> tuple[Utterance, ...]:
    """The statements of a report, ready to be compared, in reading order."""
    return tuple(one.utterance for one in spoken_in(record)[1])


def spoken_in(record: Record) -> tuple[Passage, tuple[SpokenIn, ...]]:
    """The terms of the head of a report, and its statements in reading order."""
    sentences = Sentences(record.report.text)
    terms = _Terms(record.report.text, sentences)
    title = terms_of(record.report.title or "")
    lead = passage_of((*title, *terms.of(0, min(LEAD, len(sentences.starts)) - 1)))
    frame = _Frame(setting_of(record.report.text), Scopes(record, sentences), lead, _names(record))
    return lead, tuple(_spoken_in(record, s, terms, frame) for s in record.statements)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the statements of one report share."""

    setting: str
    scopes: Scopes
    lead: Passage
    names: frozenset[str]


def _spoken_in(record: Record, statement: Statement, terms: _Terms, frame: _Frame) -> SpokenIn:
    first, last = terms.sentences_of(statement)
    around = passage_of(terms.of(first, last))
    before = passage_of(terms.of(max(0, first - 1), last)) if first else around
    return SpokenIn(_utterance(record, statement, frame), around, before)


def _utterance(record: Record, statement: Statement, frame: _Frame) -> Utterance:
    voice = voice_of(record, statement, frame.setting)
    content = statement.content.text
    own = terms_of(content)
    parties = parties_in(content, frame.setting)
    day = day_of(statement.said.date) or day_of(record.report.published)
    return Utterance(
        key=(record.report.id, statement.id),
        record=record,
        statement=statement,
        voice=voice,
        own=passage_of(own),
        place=(day.isoformat() if day else "9999", record.report.id, _number(statement.id)),
        day=day,
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
        counts=_counts(statement, own, frame.lead),
    )


def _number(identity: str) -> int:
    return int("".join(c for c in identity if c.isdigit()) or 0)


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
    return Passage(weights, sum(v * v for v in values), sum(values))


def profile_of(text: str) -> Passage:
    """The telling terms of a report, weighted by number and rarity."""
    counts = terms_of(text)
    weights = {term: in_steps((1 + math.log(n)) * weight(term)) for term, n in counts.items()}
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


def _counts(statement: Statement, own: Iterable[str], lead: Passage) -> bool:
    if not any(figure.measure in TOLLS for figure in statement.figures):
        return False
    beside = [t for t in own if t not in COUNTED and t not in lead.weights]
    return len(beside) <= BESIDE
