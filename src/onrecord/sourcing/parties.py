"""Parties: whether two names may mean one side ("Russia", "Moscow", "the Russian defence ministry")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Record, Speaker, SpeakerType, Statement
from onrecord.sourcing.findings import Origin
from onrecord.sourcing.keywords import stem_of

Party = frozenset[str]
_POSSESSIVE = ("\u2019s", "'s")
_POWER = "power"
_CAPITAL = r"[A-Z][\w.\u2019'-]*"
_NAME = re.compile(rf"{_CAPITAL}(?:\s+(?:of\s+(?:the\s+)?|(?:al|el|bin|ibn|de|van|von)[\s-])?{_CAPITAL})*")
_WHERE = re.compile(r"\b(?:in|at|near|around|across)\s+(?:the\s+)?\Z")
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_BLAMED = re.compile(
    r"\b(?:accus\w+|blam\w+|denounc\w+|charg\w+)\s+(?P<after>(?:the\s+|its\s+|his\s+)?[\w\u2019' -]{2,60}?)"
    r"\s+(?:of|for|over|as|with)\b|\b(?:by|on)\s+(?P<by>(?:the\s+)?[\w\u2019'-]+(?:\s+[\w\u2019'-]+){0,3})"
)


def party_of(name: str) -> Party:
    """The words of a name that tell one party from another; countries under one name.

    >>> sorted(party_of("the Russian defence ministry")), sorted(party_of("government forces"))
    (['russia'], ['power'])
    """
    words = _TOKEN.findall(name.replace("\u2019s", "").replace("'s", ""))
    lands = {_lands()[word.lower()] for word in words if word.lower() in _lands()}
    rest = {stem_of(word) for word in words if word.lower() not in _lands()} - {""}
    own = rest - _arms()
    return frozenset(lands | own) or (frozenset({_POWER}) if rest else frozenset())


def same_party(one: Party, other: Party) -> bool:
    """Whether two parties may be one.

    All that one of them has to tell itself apart is in the other; but a country
    alone is not every body that has its name ("the Syrian Observatory").
    """
    if not one or not other:
        return False
    own = (one - _land_names(), other - _land_names())
    return one == other or (all(own) and (one <= other or other <= one))


def parties_of(speaker: Speaker) -> tuple[Party, ...]:
    """The parties a speaker may speak for: itself, and the body or land it belongs to."""
    known = (speaker.name, speaker.affiliation)
    return tuple(party for party in (party_of(name) for name in known if name) if party)


def speaks_for(speaker: Speaker | None, party: Party) -> bool:
    """Whether what a speaker says may be said for a party.

    "Government forces", "the regime" without a country are whichever power speaks in the report.
    """
    if speaker is None:
        return False
    if party == {_POWER}:
        return any(bool(own) and own <= _land_names() for own in parties_of(speaker)) and _is_power(speaker)
    return any(same_party(own, party) for own in parties_of(speaker))


def _is_power(speaker: Speaker) -> bool:
    named = f"{speaker.name} {speaker.affiliation or ''}".lower().split()
    return any(word in lexicon_words("sourcing", "parties.powers") for word in named)


def accused_of(record: Record, statement: Statement) -> Origin | None:
    """Whom an accusation accuses: its event's actor, else the first name in its words but the accuser's."""
    accuser = record.speaker(statement.source.speaker)
    names = [event.actor for event in statement.events if event.actor]
    names += [name for name in _names(statement) if not speaks_for(accuser, party_of(name))]
    for name in names:
        party = party_of(name)
        known = [one for one in record.speakers if one is not accuser and speaks_for(one, party)]
        own = [one for one in known if same_party(party_of(one.name), party)]
        first = min(own or known, key=_distance, default=None)
        if first is None or first.type is not SpeakerType.DOCUMENT:
            return Origin(first.id, first.name) if first and own else Origin(None, name)
    return None


def _distance(speaker: Speaker) -> tuple[bool, bool]:
    """How far a speaker is from being a party itself: named first, then powers and bodies before people."""
    return not speaker.named, speaker.type not in (SpeakerType.STATE, SpeakerType.ORGANISATION)


def _names(statement: Statement) -> list[str]:
    """The names in the words of an accusation, first those that stand where the accused does.

    Where no name stands there, nouns of power do ("government forces").
    """
    text = " ".join(statement.content.text.split())
    places = {place.name for place in statement.places if place.name.lower() not in _lands()}
    blamed = [match["after"] or match["by"] for match in _BLAMED.finditer(f"{statement.cue.text} {text}")]
    found = [name for phrase in (*blamed, text) for name in _capitals(phrase)]
    owners = [name for name in found if name.endswith(_POSSESSIVE)]
    first = [name for name in found if name not in owners]
    owned = [name[:-2] for name in owners]
    return [name for name in (*first, *owned) if name not in places and _tells(name)] + _powers(text)


def _capitals(text: str) -> Iterator[str]:
    """Runs of capitals that are no places where something happened, without words that begin a sentence."""
    for match in _NAME.finditer(text):
        words = match[0].split()
        while words and not stem_of(words[0]):
            words = words[1:]
        if words and not _WHERE.search(text, 0, match.start()):
            yield " ".join(words)


def _tells(name: str) -> bool:
    """Whether a run of capitals is a name: no month, no word that begins a sentence."""
    words = name.lower().replace(".", "").split()
    known = load("calendar")["months"].keys() | lexicon_words("calendar", "weekdays")
    return not all(word in known for word in words) and bool(party_of(name)) and party_of(name) != {_POWER}


def _powers(text: str) -> list[str]:
    powers = "|".join(sorted(lexicon_words("sourcing", "parties.powers")))
    return re.findall(rf"\b(?:the )?(?:{powers})(?: forces| troops| army)?\b", text, re.IGNORECASE)


@cache
def _lands() -> dict[str, str]:
    """Lower-case names, adjectives and capitals of one word, with the country they stand for."""
    found: dict[str, str] = {}
    for land in load("countries").values():
        if isinstance(land, dict) and "name" in land:
            for word in (*land.get("capitals", ()), *land.get("names", ()), *land.get("demonyms", ())):
                if " " not in word:
                    found.setdefault(word.lower(), land["name"].lower())
    return found


@cache
def _arms() -> frozenset[str]:
    return frozenset(stem_of(word) for word in lexicon_words("sourcing", "parties.arms"))


@cache
def _land_names() -> Party:
    return frozenset(_lands().values())
