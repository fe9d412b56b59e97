"""Speakers alike: whether two statements of different reports come from one mouth.

Names meet in any transliteration and with or without their country; a spokesman
and the body he speaks for are one voice. The unnamed are one where the words
that describe them are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.compare.parties import bones_of, party_of
from onrecord.compare.terms import WORD, term_of
from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Record, Speaker, SpeakerType, Statement
from onrecord.text.folding import fold


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the words of the name, those of the body spoken for, the countries in them, the side."""

    name: str | None
    words: frozenset[str]
    body: frozenset[str]
    lands: frozenset[str]
    initials: str
    party: str | None
    kind: SpeakerType | None
    named: bool


SILENT = Voice(None, frozenset(), frozenset(), frozenset(), "", None, None, False)
"""Nobody: the report names no source."""


def voice_of(record: Record, statement: Statement, setting: str) -> Voice:
    """Whose voice a statement is."""
    speaker = record.speaker(statement.source.speaker)
    return voice_of_speaker(speaker, setting) if speaker else SILENT


def voice_of_speaker(speaker: Speaker, setting: str) -> Voice:
    """The voice of a speaker."""
    words, lands = _parts(speaker.name if speaker.named else _in_sentence(speaker.name))
    body, of_body = _parts(speaker.affiliation or "")
    party = party_of(speaker.name, setting) or party_of(speaker.affiliation or "", setting)
    seats: dict[str, str] = load("bodies")["seats"]
    seat = next((seats[s] for s in seats if s in speaker.name.lower()), None)
    if seat and not party:
        party = party_of(seat, setting)
    if speaker.type is SpeakerType.STATE and len(lands) == 1 and (not party or party.startswith("@")):
        party = next(iter(lands))
    capitals = [w[0] for w in speaker.name.split() if w[:1].isupper()]
    return Voice(
        speaker.name,
        words,
        body,
        lands | of_body,
        "".join(capitals).lower(),
        party,
        speaker.type,
        speaker.named,
    )


def alike(one: Voice, other: Voice) -> bool:
    """Whether two voices are one; never of nobody."""
    if not one.name or not other.name:
        return False
    if one.lands and other.lands and not one.lands & other.lands:
        return False
    if one.kind is SpeakerType.STATE and other.kind is SpeakerType.STATE:
        return one.party is not None and one.party == other.party
    if one.named != other.named and SpeakerType.PERSON in (one.kind, other.kind):
        return _body_alike(one, other)
    return _names_alike(one, other) or _body_alike(one, other)


def _names_alike(one: Voice, other: Voice) -> bool:
    if not one.words or not other.words:
        return bool(one.lands) and one.lands == other.lands and one.words == other.words
    if one.words == other.words:
        return True
    if one.kind is SpeakerType.GROUP or other.kind is SpeakerType.GROUP or not (one.named and other.named):
        shared = len(one.words & other.words)
        return shared >= 2 and shared / len(one.words | other.words) >= 0.5
    if one.words <= other.words or other.words <= one.words:
        return True
    return _is_initials(one, other) or _is_initials(other, one)


def _is_initials(short: Voice, long: Voice) -> bool:
    name = short.name or ""
    return name.isupper() and len(name) > 2 and name.lower() == long.initials


def _body_alike(one: Voice, other: Voice) -> bool:
    """Whether one of them speaks for the other, or both for one body."""
    pairs = ((one.body, other.words), (other.body, one.words))
    return any(len(body) > 0 and body == words for body, words in pairs)


def _in_sentence(description: str) -> str:
    """A description as it reads within a sentence: "Inspectors" that begin one are inspectors.

    >>> _in_sentence("Inspectors of the harbour"), _in_sentence("White House officials")
    ('inspectors of the harbour', 'White House officials')
    """
    first, *others = WORD.findall(description)[:2] or [""]
    is_name = first.isupper() or term_of(first).startswith(("@", "=")) or any(w[:1].isupper() for w in others)
    return description if is_name else description[:1].lower() + description[1:]


@lru_cache(maxsize=20_000)
def _parts(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The telling words of a name, and the countries in it."""
    words, lands = set(), set()
    for match in WORD.finditer(name):
        term = term_of(match[0])
        small = fold(match[0])
        land = party_of(match[0], "") if match[0][:1].isupper() else None
        if term.startswith("@"):
            lands.add(term)
        elif land and not any(c.isupper() for c in match[0][1:]):
            lands.add(land)
        elif small not in _idle():
            words.add(_same().get(small) or (_name(match[0]) if match[0][:1].isupper() else small))
    return frozenset(words), frozenset(lands)


def _name(word: str) -> str:
    """A word of a name by which its spellings meet, with or without the s of a possessive."""
    bones = bones_of(word)
    return bones.removesuffix("s") if len(bones) > 3 else bones


@cache
def _idle() -> frozenset[str]:
    return lexicon_words("compare", "speakers.idle")


@cache
def _same() -> dict[str, str]:
    groups = {word: group[0] for group in load("compare")["speakers"]["same"] for word in group}
    bodies = {word: "body" for word in load("compare")["speakers"]["bodies"]}
    return groups | bodies
