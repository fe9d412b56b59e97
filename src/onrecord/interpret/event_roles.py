"""Roles: which noun phrases are an event's actor and recipient."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.interpret.event_actors import is_named, is_political
from onrecord.interpret.event_find import Found
from onrecord.interpret.event_model import EventModel
from onrecord.interpret.event_parties import Chunk, chunks_of
from onrecord.interpret.event_words import Token
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Speaker, SpeakerType, Statement

SURE_PARTY = 0.6
"""Least probability of an actor or recipient: of these seven in ten are right at it, above it more."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Actor and recipient as their words, empty where none is sure; `own`: the actor is the speaker."""

    actor: tuple[Token, ...] = ()
    recipient: tuple[Token, ...] = ()
    own: bool = False
    political: bool = False


def roles_of(statement: Statement, found: Found, speaker: Speaker | None, model: EventModel) -> Roles:
    """Who does an event and to whom, as far as the model is sure; the speaker where he speaks of himself."""
    accused = statement.cue.lemma in lexicon_words("plover", "parties.accusing")
    chunks = chunks_of(found.tokens, found.trigger, ("and",) if accused else ("of", "and"))
    own = _own_doing(statement, found, chunks)
    if not chunks:
        return Roles(own=own, political=own and _acts_publicly(speaker))
    shares = model.parties_of(found.tokens, chunks, found.trigger)
    first = int(shares.actor.argmax())
    others = [n for n in range(len(chunks)) if n != first or own]
    second = max(others, key=lambda n: shares.recipient[n], default=first)
    actor, recipient = (found.tokens[chunks[n].first : chunks[n].last + 1] for n in (first, second))
    actor = () if own or shares.actor[first] < SURE_PARTY else actor
    unsure = (second == first and not own) or shares.recipient[second] < SURE_PARTY
    recipient = () if unsure else recipient
    own = own or is_speaker(actor)
    actor = actor if own else _presentable(actor, found)
    doer = (
        _acts_publicly(speaker) if own else bool(actor) and (is_political(actor) or is_political(recipient))
    )
    return Roles(actor, recipient, own, doer)


def _presentable(actor: tuple[Token, ...], found: Found) -> tuple[Token, ...]:
    """The actor where it is a name or a party of politics; before a noun cut to it ("a Sarnian raid")."""
    trigger, openers = found.tokens[found.trigger.first], lexicon_words("plover", "parties.openers")
    modifies = bool(actor) and 0 <= trigger.start - actor[-1].end <= 1 and not trigger.text.endswith("ed")
    while modifies and len(actor) > 1 and (not actor[0].capital or actor[0].text.lower() in openers):
        actor = actor[1:]
    before = [t.text.lower() for t in found.tokens if actor and t.end < actor[0].start][-1:]
    if before and before[0] in lexicon_words("plover", "parties.placing") and not is_political(actor):
        return ()
    if is_political(actor):
        return actor
    named = is_named(actor) and not (modifies and len(actor) == 1)
    return actor if named else ()


def is_speaker(tokens: tuple[Token, ...]) -> bool:
    """Whether a party is "we" or "I"."""
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
