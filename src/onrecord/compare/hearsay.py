"""Hearsay: what a statement passes on of another speaker's, and who takes the stand on it.

Whether it is true is the inner speaker's to hold; that it was said is the outer
one's. "Inspectors had warned the firm, the union said" is so contradicted by
who denies that they had.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.compare.speakers_alike import Voice, alike, voice_of
from onrecord.compare.terms import terms_of
from onrecord.record import Act, Record, Span, SpeakerType, Statement, Status

HEDGE = 2
"""Telling words of a content without a source that is no more than the report's own hedge."""

COVERED = 0.7
"""Share of a content that a statement within it takes up which is all that it passes on."""


@dataclass(frozen=True, slots=True)
class Hearsay:
    """Who is said to have said something, and how: the lemma of the cue and the act."""

    voice: Voice
    lemma: str | None
    act: Act | None


def hearsay_of(record: Record, statement: Statement, setting: str) -> Hearsay | None:
    """What a statement tells of another speaker's telling, where that is all it tells.

    None where it tells of more, and where it only stands within what somebody denies or foresees.
    """
    if _is_another_s(record, statement):
        return None
    for inner in _within(record, statement):
        if _tells_of(statement, inner):
            return Hearsay(voice_of(record, inner, setting), inner.cue.lemma, inner.act)
    return None


def one_telling(one: Hearsay | None, other: Hearsay | None) -> bool:
    """Whether two statements tell of one speaker who said something in one way."""
    if one is None or other is None or not alike(one.voice, other.voice):
        return False
    return (one.lemma is not None and one.lemma == other.lemma) or (
        one.act is not None and one.act is other.act
    )


def is_held(record: Record, statement: Statement) -> bool:
    """Whether the speaker holds what is said.

    Not a bare hedge without a source, nor what another only foresees; and of a
    statement within another the one that takes the stand: "photos show a crime,
    the party said" is the party's, "rebels blame the army, an activist said" the
    rebels', "the firm denied that inspectors had warned it" the firm's.
    """
    if _is_another_s(record, statement):
        return False
    parent = record.statement(statement.within)
    if parent and _is_document(record, statement) and _covers(statement, parent):
        return False
    inner = _within(record, statement)
    passed_on = any(_covers(s, statement) and not _is_document(record, s) for s in inner)
    if passed_on and statement.act is not Act.DENIAL:
        return False
    return bool(statement.source.speaker) or len(terms_of(statement.content.text)) > HEDGE


def _is_another_s(record: Record, statement: Statement) -> bool:
    """Whether a statement stands within what another speaker denies or only foresees."""
    parent = record.statement(statement.within)
    if parent is None:
        return False
    if parent.act in (Act.FORECAST, Act.COMMITMENT) and parent.about.status is Status.FUTURE:
        return True
    return parent.act is Act.DENIAL and bool(statement.source.speaker)


def _within(record: Record, statement: Statement) -> list[Statement]:
    return [s for s in record.statements if s.within == statement.id and s.source.speaker]


def _is_document(record: Record, statement: Statement) -> bool:
    speaker = record.speaker(statement.source.speaker)
    return speaker is not None and speaker.type is SpeakerType.DOCUMENT


def _covers(inner: Statement, outer: Statement) -> bool:
    return len(inner.content.text) >= COVERED * len(outer.content.text)


def _tells_of(outer: Statement, inner: Statement) -> bool:
    """Whether the inner statement with its source and cue makes up the content of the outer one."""
    told = _reach((*inner.source.spans, *inner.cue.spans, *inner.content.spans))
    content = _reach(outer.content.spans)
    if told is None or content is None:
        return False
    shared = min(told.end, content.end) - max(told.start, content.start)
    return shared >= COVERED * (content.end - content.start)


def _reach(spans: tuple[Span, ...]) -> Span | None:
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None
