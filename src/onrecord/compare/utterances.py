"""Utterances: statements with all that comparing asks of them, computed once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.compare.culprits import Blame, blame_of
from onrecord.compare.figures import TOLLS, Count, tolls_of
from onrecord.compare.parties import parties_in, setting_of
from onrecord.compare.scopes import Scope, Scopes
from onrecord.compare.speakers_alike import Voice, voice_of
from onrecord.compare.terms import terms_of, weight
from onrecord.record import Act, Measure, Record, SpeakerType, Statement, StatementKey, Status
from onrecord.text.sentences import Sentences


HEDGE = 2
"""Telling words of a content without a source that is no more than the report's own hedge."""

COVERED = 0.7
"""Share of a content that a statement within it takes up which is all that it passes on."""

COUNTED = frozenset({"~kill", "~wound", "~attack", "toll", "miss", "~displace", "~arrest"})
"""Terms that tell of a toll and of what took it."""

BESIDE = 2
"""Other telling words that a statement may have which does little more than count."""

LEAD = 3
"""Sentences that tell what a report is about."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The weighted terms of a passage, and their length as a vector."""

    weights: Mapping[str, float]
    length: float

    def likeness(self, other: Passage) -> float:
        """The cosine of both, 0 … 1."""
        if not self.length or not other.length:
            return 0.0
        small, large = sorted((self.weights, other.weights), key=len)
        dot = sum(value * large[term] for term, value in small.items() if term in large)
        return dot / (self.length * other.length)

    def held_by(self, other: Passage) -> float:
        """The share of this passage's weight that stands in the other one too, 0 … 1."""
        total = sum(self.weights.values())
        shared = sum(value for term, value in self.weights.items() if term in other.weights)
        return shared / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Utterance:
    """One statement, ready to be compared.

    `own` are the terms of its content, `around` those of its sentence, `before`
    those of its sentence and the one before, `lead` those of the head of its report. `day` is when it was said, or the
    publication; `held` says that the speaker holds it. `counts` says that it does
    little more than count the killed, the wounded …
    """

    key: StatementKey
    record: Record
    statement: Statement
    voice: Voice
    own: Passage
    around: Passage
    before: Passage
    lead: Passage
    day: date | None
    scope: Scope
    blame: Blame | None
    tolls: Mapping[Measure, Count]
    parties: frozenset[str]
    held: bool
    counts: bool


def utterances_of(record: Record) -> tuple[Utterance, ...]:
    """The statements of a report, ready to be compared, in reading order."""
    sentences = Sentences(record.report.text)
    setting = setting_of(record)
    scopes = Scopes(record, sentences)
    lead = passage_of(terms_of(_head(record, sentences)))
    voices = {s.id: voice_of(record, s, setting) for s in record.statements}
    made = []
    for statement in record.statements:
        start, first, end = _bounds(sentences, statement)
        text = record.report.text
        made.append(
            Utterance(
                key=(record.report.id, statement.id),
                record=record,
                statement=statement,
                voice=voices[statement.id],
                own=passage_of(terms_of(statement.content.text)),
                around=passage_of(terms_of(text[first:end])),
                before=passage_of(terms_of(text[start:end])),
                lead=lead,
                day=day_of(statement.said.date) or day_of(record.report.published),
                scope=scopes.of(statement),
                blame=blame_of(statement, voices[statement.id], setting),
                tolls=tolls_of(statement, text),
                parties=frozenset(parties_in(statement.content.text, setting)),
                held=_held(record, statement),
                counts=_counts(statement),
            )
        )
    return tuple(made)


def passage_of(terms: Iterable[str]) -> Passage:
    """Terms with their weights; a term counts once."""
    weights = {term: weight(term) for term in terms}
    return Passage(weights, math.sqrt(sum(value * value for value in weights.values())))


def day_of(iso: str | None) -> date | None:
    """An ISO day as a date; None for what is no whole day."""
    try:
        return date.fromisoformat(iso or "")
    except ValueError:
        return None


def _held(record: Record, statement: Statement) -> bool:
    """Whether the speaker holds what is said.

    Not a bare hedge without a source, nor what another only foresees; and of a
    statement within another the one that takes the stand: "photos show a crime,
    the party said" is the party's, "rebels blame the army, an activist said" the rebels'.
    """
    parent = record.statement(statement.within)
    if parent and parent.act in (Act.FORECAST, Act.COMMITMENT) and parent.about.status is Status.FUTURE:
        return False
    if parent and _is_document(record, statement) and _covers(statement, parent):
        return False
    inner = [s for s in record.statements if s.within == statement.id and s.source.speaker]
    if any(_covers(s, statement) and not _is_document(record, s) for s in inner):
        return False
    return bool(statement.source.speaker) or len(terms_of(statement.content.text)) > HEDGE


def _is_document(record: Record, statement: Statement) -> bool:
    speaker = record.speaker(statement.source.speaker)
    return speaker is not None and speaker.type is SpeakerType.DOCUMENT


def _covers(inner: Statement, outer: Statement) -> bool:
    return len(inner.content.text) >= COVERED * len(outer.content.text)


def _counts(statement: Statement) -> bool:
    if not any(figure.measure in TOLLS for figure in statement.figures):
        return False
    beside = [t for t in terms_of(statement.content.text) if t not in COUNTED]
    return len(beside) <= BESIDE


def _head(record: Record, sentences: Sentences) -> str:
    """Title and first sentences of a report."""
    end = sentences.bounds(min(LEAD, len(sentences.starts)) - 1)[1]
    return f"{record.report.title or ''} {record.report.text[:end]}"


def _bounds(sentences: Sentences, statement: Statement) -> tuple[int, int, int]:
    """Start of the sentence before, start of the first sentence, and end of the last one."""
    spans = sorted((*statement.source.spans, *statement.cue.spans, *statement.content.spans))
    if not spans:
        return 0, 0, 0
    first = sentences.number_at(spans[0].start)
    last = sentences.number_at(max(span.end for span in spans) - 1)
    return sentences.bounds(max(0, first - 1))[0], sentences.bounds(first)[0], sentences.bounds(last)[1]
