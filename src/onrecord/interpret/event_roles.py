"""Roles: which noun phrases are an event's actor and recipient."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.interpret.event_actors import is_named, is_political
from onrecord.interpret.event_find import Found
from onrecord.interpret.event_model import EventModel
from onrecord.interpret.event_parties import Chunk, chunks_of, is_passive
from onrecord.interpret.event_words import Token, tokens_of
from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Speaker, SpeakerType, Statement

SURE_PARTY = 0.5
"""Least probability of an actor or recipient: two in three are right at it, above it more."""


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
    first, second = _likeliest(found, chunks, model, own)
    silent, subject = own, _subject(found, chunks)
    if is_speaker(_words(found, chunks, subject)) and not is_passive(found.tokens, found.trigger):
        first, own = subject, True
    actor = () if silent else _words(found, chunks, first)
    recipient = _words(found, chunks, None if second == first and not silent else second)
    own = own or is_speaker(actor)
    actor = actor if own or not actor else _presentable(actor, found)
    doer = (
        _acts_publicly(speaker) if own else bool(actor) and (is_political(actor) or is_political(recipient))
    )
    return Roles(actor, recipient, own, doer)


def _is_noun_behind(actor: tuple[Token, ...], found: Found) -> bool:
    """Whether the event's word is a noun right behind the phrase, which then is part of one with it."""
    word = found.tokens[found.trigger.first]
    verb = word.text.endswith("ed") or word.text.lower() in load("plover")["irregular"]
    return 0 <= word.start - actor[-1].end <= 1 and not verb


def _presentable(actor: tuple[Token, ...], found: Found) -> tuple[Token, ...]:
    """The actor where it is a name or a party of politics; before a noun cut to it ("a Sarnian raid")."""
    modifies = bool(actor) and _is_noun_behind(actor, found)
    if modifies and is_named(actor):
        while not is_named(actor[:1]):
            actor = actor[1:]
    before = [t.text.lower() for t in found.tokens if actor and t.end < actor[0].start][-1:]
    if before and before[0] in lexicon_words("plover", "parties.placing") and not is_political(actor):
        return ()
    if is_political(actor):
        return actor
    named = is_named(actor) and not (modifies and len(actor) == 1)
    return actor if named else ()


def _likeliest(
    found: Found, chunks: tuple[Chunk, ...], model: EventModel, silent: bool
) -> tuple[int | None, int | None]:
    """The chunks of actor and recipient, None where none is sure; in the passive grammar decides."""
    if is_passive(found.tokens, found.trigger):
        by = (n for n, c in enumerate(chunks) if c.first and found.tokens[c.first - 1].text.lower() == "by")
        return next((n for n in by if chunks[n].first > found.trigger.first), None), _subject(found, chunks)
    shares = model.parties_of(found.tokens, chunks, found.trigger)
    actor = int(shares.actor.argmax())
    others = [n for n in range(len(chunks)) if n != actor or silent]
    recipient = max(others, key=lambda n: shares.recipient[n], default=None)
    unsure = recipient is None or shares.recipient[recipient] < SURE_PARTY
    return actor if shares.actor[actor] >= SURE_PARTY else None, None if unsure else recipient


def _subject(found: Found, chunks: tuple[Chunk, ...]) -> int | None:
    """The chunk nearest before the event's words, None where a comma parts them or there is none."""
    nearest = max((n for n, c in enumerate(chunks) if c.last < found.trigger.first), default=None)
    if nearest is None or any(
        t.text == "," for t in found.tokens[chunks[nearest].last : found.trigger.first]
    ):
        return None
    return nearest


def _words(found: Found, chunks: tuple[Chunk, ...], number: int | None) -> tuple[Token, ...]:
    return () if number is None else found.tokens[chunks[number].first : chunks[number].last + 1]


def is_speaker(tokens: tuple[Token, ...]) -> bool:
    """Whether a party is "we" or "I"."""
    return len(tokens) == 1 and tokens[0].text.lower() in lexicon_words("plover", "parties.speaking")


def _acts_publicly(speaker: Speaker | None) -> bool:
    """Whether a speaker is a state, a public body, or somebody who holds an office or speaks for one."""
    if speaker is None:
        return False
    known = (speaker.name, *speaker.roles, speaker.affiliation or "")
    return speaker.type is SpeakerType.STATE or any(is_political(tokens_of(text)) for text in known)


def _own_doing(statement: Statement, found: Found, chunks: tuple[Chunk, ...]) -> bool:
    """Whether the content is an infinitive whose doer is the speaker ("promised to withdraw")."""
    opens = found.tokens[0].text.lower() == "to"
    led = not any(chunk.last < found.trigger.first for chunk in chunks)
    return opens and led and statement.cue.lemma in lexicon_words("plover", "status.own_doing")
