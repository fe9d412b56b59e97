"""Events: what happens by a statement's content, in the classes of PLOVER.

Of every content at most one event is told, that of its first sentence which
names one: a class where the event model is sure enough and a phrase of that
class stands in the main clause, the parties where they are sure enough, the
status from what earlier stages decided, else from the words. A content that
judges, asks or thanks has none.
PLOVER: Halterman et al., "PLOVER and POLECAT", 2023; sentences for training: Hu et al., ACL 2024.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.interpret.event_find import SURE_ALONE, Found, find
from onrecord.interpret.event_model import EventModel, shipped
from onrecord.interpret.event_roles import Roles, is_speaker, roles_of
from onrecord.interpret.event_status import status_of
from onrecord.interpret.event_words import Token, tokens_of
from onrecord.lexicon import words as lexicon_words
from onrecord.record import (
    Act,
    Content,
    Cue,
    Draft,
    Event,
    Source,
    Span,
    Speaker,
    Statement,
    Trace,
)
from onrecord.text.sentences import Sentences

READ_SENTENCES = 3
"""Sentences of a content in which its event is looked for."""

NO_EVENT = frozenset({Act.EVALUATION, Act.OTHER})
"""Acts that tell of no event."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is made of a sentence alone: the likeliest class, and the event as far as it is told."""

    likeliest: str
    type: str | None = None
    actor: str | None = None
    recipient: str | None = None


def read_sentence(sentence: str, model: EventModel) -> Reading:
    """Reads a sentence as if it were the content of a statement whose speaker nobody knows."""
    shares = model.types_of(tokens_of(sentence))
    likeliest = max(shares, key=shares.__getitem__)
    whole = (Span(0, len(sentence)),)
    statement = Statement("s1", Source(), Cue(), Content(whole, sentence))
    read = _told(statement, sentence, Sentences(sentence), {}, model)
    if not read.events:
        return Reading(likeliest)
    event = read.events[0]
    return Reading(likeliest, event.type, event.actor, event.recipient)


def tell_events(draft: Draft, model: EventModel | None = None) -> Draft:
    """Gives every statement whose content tells of an event that event; `model` as shipped by default."""
    text, model = draft.report.text, model or shipped()
    sentences = Sentences(text)
    speakers = {speaker.id: speaker for speaker in draft.speakers}
    told = tuple(_told(statement, text, sentences, speakers, model) for statement in draft.statements)
    return replace(draft, statements=told)


def _told(
    statement: Statement, text: str, sentences: Sentences, speakers: Mapping[str, Speaker], model: EventModel
) -> Statement:
    if statement.act in NO_EVENT:
        return statement
    speaker = speakers.get(statement.source.speaker or "")
    for piece in _pieces(statement, sentences):
        found = find(text[piece.start : piece.end], piece.start, model)
        if found:
            parties = roles_of(statement, found, speaker, model)
            if parties.political or (found.strong and found.confidence >= SURE_ALONE):
                event = _event(statement, text, found, parties, speaker)
                trace = Trace(
                    "events", model.version, (found.span,), _reason(event, found, text), found.confidence
                )
                return replace(statement, events=(event,), trace=(*statement.trace, trace))
    return statement


def _pieces(statement: Statement, sentences: Sentences) -> Iterator[Span]:
    """The first sentences of the content."""
    left = READ_SENTENCES
    for start, end in statement.content.spans:
        number = sentences.number_at(start)
        at = start
        while at < end and left:
            stop = min(end, sentences.bounds(number)[1])
            yield Span(at, stop)
            at, number, left = stop, number + 1, left - 1


def _event(statement: Statement, text: str, found: Found, roles: Roles, speaker: Speaker | None) -> Event:
    me = speaker.name if speaker else None
    recipient = me if is_speaker(roles.recipient) else _as_written(roles.recipient, text)
    return Event(
        found.trigger.type,
        me if roles.own else _as_written(roles.actor, text),
        recipient,
        statement.places[0].name if statement.places else None,
        status_of(statement, found.tokens, found.trigger, roles.own),
    )


def _as_written(tokens: tuple[Token, ...], text: str) -> str | None:
    """A party as the report writes it; who "he" and "they" are is left open."""
    if not tokens or (
        len(tokens) == 1 and tokens[0].text.lower() in lexicon_words("plover", "parties.pronouns")
    ):
        return None
    return text[tokens[0].start : tokens[-1].end]


def _reason(event: Event, found: Found, text: str) -> str:
    words = text[found.span.start : found.span.end]
    return f"“{words}” and the words around it read like an event of the class {event.type}"
