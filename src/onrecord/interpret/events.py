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

from onrecord.interpret.event_actors import is_named, is_political
from onrecord.interpret.event_model import EventModel, border_of, shipped
from onrecord.interpret.event_parties import Chunk, chunks_of
from onrecord.interpret.event_status import status_of
from onrecord.interpret.event_words import Hit, Token, hits_of, tokens_of
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Act, Draft, Event, Span, Speaker, SpeakerType, Statement, Trace
from onrecord.text.sentences import Sentences

SURE_TYPE = 0.6
"""Least probability of a class: at it three in four are right, above it more."""

SURE_PARTY = 0.5
"""Least probability of an actor or recipient: at it two in three are right, above it more."""

READ_SENTENCES = 3
"""Sentences of a content in which its event is looked for."""

NO_EVENT = frozenset({Act.EVALUATION, Act.OTHER})
"""Acts that tell of no event."""


@dataclass(frozen=True, slots=True)
class Found:
    """An event in one sentence: its words, class, and the probability of the class.

    `strong`: words that name it seldom mean anything else.
    """

    tokens: tuple[Token, ...]
    trigger: Hit
    confidence: float
    strong: bool

    @property
    def span(self) -> Span:
        """The characters of the words that name it."""
        return Span(self.tokens[self.trigger.first].start, self.tokens[self.trigger.last].end)


def tell_events(draft: Draft) -> Draft:
    """Gives every statement whose content tells of an event that event."""
    text, model = draft.report.text, shipped()
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
            parties = _parties(statement, found, speaker, model)
            if found.strong or parties.political:
                event = _event(statement, text, found, parties, speaker)
                trace = Trace("events", model.version, (found.span,), _reason(event, found, text), found.confidence)
                return replace(statement, events=(event,), trace=(*statement.trace, trace))
    return statement


def _pieces(statement: Statement, sentences: Sentences) -> Iterator[Span]:
    """The first sentences of the content."""
    left = READ_SENTENCES
    for start, end in statement.content.spans:
        number = sentences.number_at(start)
        while start < end and left:
            stop = min(end, sentences.bounds(number)[1])
            yield Span(start, stop)
            start, number, left = stop, number + 1, left - 1


def find(text: str, offset: int, model: EventModel) -> Found | None:
    """The event that one sentence may tell, None where no class is sure; `offset` is where the text stands."""
    tokens = tokens_of(text, offset)
    bases = [token.base for token in tokens]
    hits = hits_of(bases)
    if not hits:
        return None
    shares = model.types_of(tokens)
    kind = max(shares, key=shares.__getitem__)
    border = border_of(bases, hits)
    main = [hit for hit in hits if hit.type == kind and hit.first < border]
    if not main or shares[kind] < SURE_TYPE:
        return None
    return Found(tokens, main[0], round(shares[kind], 2), any(not hit.weak for hit in main))


@dataclass(frozen=True, slots=True)
class Roles:
    """Actor and recipient as their words, empty where none is sure; `own`: the actor is the speaker."""

    actor: tuple[Token, ...] = ()
    recipient: tuple[Token, ...] = ()
    own: bool = False
    political: bool = False


def _parties(statement: Statement, found: Found, speaker: Speaker | None, model: EventModel) -> Roles:
    chunks = chunks_of(found.tokens, found.trigger)
    own = _own_doing(statement, found, chunks)
    if not chunks:
        return Roles(own=own, political=own and _acts_publicly(speaker))
    shares = model.parties_of(found.tokens, chunks, found.trigger)
    first = int(shares.actor.argmax())
    others = [n for n in range(len(chunks)) if n != first or own]
    second = max(others, key=lambda n: shares.recipient[n], default=first)
    actor, recipient = (found.tokens[chunks[n].first : chunks[n].last + 1] for n in (first, second))
    actor = () if own or shares.actor[first] < SURE_PARTY else actor
    recipient = () if second == first and not own or shares.recipient[second] < SURE_PARTY else recipient
    own = own or _is_speaker(actor)
    if actor and not (own or is_named(actor) or is_political(actor)):
        actor = ()
    doer = _acts_publicly(speaker) if own else is_political(actor)
    both = is_named(actor) and (is_named(recipient) or is_political(recipient))
    return Roles(actor, recipient, own, doer or both)


def _is_speaker(tokens: tuple[Token, ...]) -> bool:
    return len(tokens) == 1 and tokens[0].text.lower() in lexicon_words("plover", "parties.speaking")


def _acts_publicly(speaker: Speaker | None) -> bool:
    """Whether a speaker is a body or a state, or a person who holds an office or speaks for one."""
    if speaker is None:
        return False
    return speaker.type in (SpeakerType.STATE, SpeakerType.ORGANISATION) or bool(speaker.roles)


def _own_doing(statement: Statement, found: Found, chunks: tuple[Chunk, ...]) -> bool:
    """Whether the content is an infinitive whose doer is the speaker ("promised to withdraw")."""
    opens = found.tokens[0].text.lower() == "to"
    led = not any(chunk.last < found.trigger.first for chunk in chunks)
    return opens and led and statement.cue.lemma in lexicon_words("plover", "status.own_doing")


def _event(statement: Statement, text: str, found: Found, roles: Roles, speaker: Speaker | None) -> Event:
    me = speaker.name if speaker else None
    recipient = me if _is_speaker(roles.recipient) else _as_written(roles.recipient, text)
    return Event(
        found.trigger.type,
        me if roles.own else _as_written(roles.actor, text),
        recipient,
        statement.places[0].name if statement.places else None,
        status_of(statement, found.tokens, found.trigger, roles.own),
    )


def _as_written(tokens: tuple[Token, ...], text: str) -> str | None:
    """A party as the report writes it; who "he" and "they" are is left open."""
    if not tokens or (len(tokens) == 1 and tokens[0].text.lower() in lexicon_words("plover", "parties.pronouns")):
        return None
    return text[tokens[0].start : tokens[-1].end]


def _reason(event: Event, found: Found, text: str) -> str:
    words = text[found.span.start : found.span.end]
    return f"“{words}” and the words around it read like an event of the class {event.type}"
