"""Profiles: appearances that nothing tells apart, and what is known of them together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import TypeAlias

from onrecord.lexicon import words as lexicon_words
from onrecord.people.appearance import Appearance, AppearanceKey
from onrecord.people.body_names import (
    BodyName,
    body_name,
    is_epithet,
    lands_of,
    offices,
    outlet_of,
    role_words,
)
from onrecord.people.person_names import PersonName, person_name
from onrecord.people.spelling import skeleton
from onrecord.record import Speaker, SpeakerType
from onrecord.text.names import gender_of_words, given_name_gender, names_body, organisations, tokens_of

ProfileKey: TypeAlias = tuple[str, ...]
"""What names a profile; begins with its kind."""


class Kind(StrEnum):
    """What a profile is of."""

    PERSON = "person"
    BODY = "body"


@dataclass(slots=True, eq=False)
class Profile:
    """Appearances under one name that are one speaker as far as each of them tells.

    `weak` is a name that many may have, or that does not say whose it is; such
    a profile holds appearances of one role and land, or a single one. `first` is
    the appearance under each name that comes first by its key, `days` are
    the first and last day it speaks, as ordinals; None where no report bears a date.
    """

    key: ProfileKey
    kind: Kind
    weak: bool
    person: PersonName | None = None
    body: BodyName | None = None
    members: list[Appearance] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    first: dict[str, AppearanceKey] = field(default_factory=dict)
    types: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    lands: Counter[str] = field(default_factory=Counter)
    duties: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)
    initials: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    days: tuple[int, int] | None = None

    def add(self, appearance: Appearance) -> None:
        """Takes in one more appearance."""
        speaker = appearance.speaker
        self.members.append(appearance)
        self.reports.add(appearance.report)
        day = _ordinal(appearance.published)
        if day:
            first, last = self.days or (day, day)
            self.days = (min(first, day), max(last, day))
        self.names[speaker.name] += 1
        self.first[speaker.name] = min(appearance.key, self.first.get(speaker.name, appearance.key))
        self.roles.update(speaker.roles)
        self.types[str(speaker.type or "")] += 1
        for role in (*speaker.roles, speaker.affiliation or ""):
            self.lands.update(lands_of(role))
        for role in speaker.roles:
            self.duties |= role_words(role)
        if speaker.affiliation:
            self.duties |= role_words(speaker.affiliation)
        if self.person:
            self.genders |= {g for g in (_gender_of(speaker),) if g}
        if appearance.acronym:
            self.acronyms.add(appearance.acronym)
        if self.body and len(initials_of(speaker.name)) > 2:
            self.initials.add(initials_of(speaker.name))

    @property
    def name(self) -> str:
        """The name it is written with most often; the longest of those, then by letter."""
        return min(self.names, key=lambda n: (-self.names[n], -len(n), n))

    @property
    def private(self) -> bool:
        """Whether it is known as what private people are, and as nothing else ("resident", "father")."""
        return bool(self.duties & private_roles()) and not self.office

    @property
    def office(self) -> bool:
        """Whether a role is known that few have at once."""
        return bool(self.duties & high_offices())


def _gender_of(speaker: Speaker) -> str | None:
    """`he` or `she` where a title, a role's own word or the given name says it."""
    words = [token.lower for token in tokens_of(speaker.name)[:1]]
    heads = [token.lower for role in speaker.roles for token in tokens_of(role)[-1:]]
    return gender_of_words(words) or gender_of_words(heads) or given_name_gender(speaker.name)


def private_roles() -> frozenset[str]:
    """Roles of private people."""
    return lexicon_words("known_bodies", "private.words")


@cache
def high_offices() -> frozenset[str]:
    """Roles that few have at once."""
    return offices() - common_roles()


@cache
def common_roles() -> frozenset[str]:
    """Roles that many have at once."""
    return private_roles() | lexicon_words("known_bodies", "many.words")


@lru_cache(maxsize=16384)
def _ordinal(published: str | None) -> int | None:
    try:
        return date.fromisoformat(published).toordinal() if published else None
    except ValueError:
        return None


def profile_of(appearance: Appearance, alone: bool = False) -> Profile | None:
    """The profile that an appearance stands in, still empty; None for speakers that are never merged.

    Never merged are the unnamed, groups, documents and joint speakers. `alone`
    gives it a profile of its own whatever its name.
    """
    speaker = appearance.speaker
    several = speaker.type in (SpeakerType.GROUP, SpeakerType.DOCUMENT)
    if not speaker.named or several or not speaker.name.strip() or _cut_off(speaker):
        return None
    body = body_name(speaker.name)
    if body.joint or (body.known and _is_somebody_of(speaker)):
        return None
    outlet = None if body.known else outlet_of(speaker.name)
    as_person = speaker.type is SpeakerType.PERSON and not body.known and not outlet
    if as_person and not _is_body(speaker.name):
        return _of_person(appearance, alone)
    return _of_body(appearance, body, outlet, alone)


def _cut_off(speaker: Speaker) -> bool:
    """Whether a role ends in the air ("activist in"): the name is where or whose somebody unnamed is."""
    lasts = (role.split()[-1].lower() for role in speaker.roles if role.split())
    return any(last in lexicon_words("people", "connectors") or last == "from" for last in lasts)


def _is_somebody_of(speaker: Speaker) -> bool:
    """Whether a body's name stands for somebody of it ("a spokesman for …"), who is not the body."""
    if speaker.type is not SpeakerType.PERSON:
        return False
    return any(role_words(role) & offices() for role in speaker.roles)


def _is_body(name: str) -> bool:
    """Whether a name that was read as a person's holds a word that bodies are called by."""
    return any(names_body(token) for token in tokens_of(name))


def _of_person(appearance: Appearance, alone: bool) -> Profile | None:
    name = person_name(appearance.speaker.name)
    written = appearance.speaker.name.lower().split()
    if not name.words or all("-" in w and (is_epithet(w) or w.endswith("-led")) for w in written):
        return None
    key: ProfileKey = (Kind.PERSON, " ".join(name.words), name.suffix)
    if name.common:
        speaker = appearance.speaker
        lands = {land for r in (*speaker.roles, speaker.affiliation) for land in lands_of(r)}
        duties = {w for r in speaker.roles for w in role_words(r)}
        telling = bool(duties & high_offices())
        key += tuple(sorted(lands | duties)) if telling else appearance.key
    return Profile(key + (appearance.key if alone else ()), Kind.PERSON, name.common, person=name)


def _of_body(appearance: Appearance, name: BodyName, outlet: str | None, alone: bool) -> Profile | None:
    speaker = appearance.speaker
    if outlet:
        name = replace(name, known=outlet, vague=False)
    lands = name.lands
    if not lands and name.institution and not name.known:
        lands = lands_of(speaker.affiliation)
    name = replace(name, lands=lands, vague=name.vague and not (lands and name.institution))
    if name.vague or not (name.words or name.state or name.known):
        return None
    key: ProfileKey = (
        (Kind.BODY, "known", name.known)
        if name.known
        else (Kind.BODY, "state", *sorted(lands))
        if name.state
        else (Kind.BODY, "named", " ".join(sorted(name.words)), *sorted(lands))
    )
    single = not (name.known or name.state or name.acronym or name.lands) and len(name.words) == 1
    if alone or (single and speaker.name.lower() not in organisations()):
        key += appearance.key  # it may be a surname, read as a body's name
    return Profile(key, Kind.BODY, single or bool(name.acronym and not name.known), body=name)


def blocking_keys(profile: Profile) -> tuple[str, ...]:
    """What a profile has in common with all that it could be one with.

    Only profiles that share a key are ever compared. A store can keep these
    strings in a table and look candidates up there.
    """
    keys = {"=" + " ".join(profile.key[1:3])}
    if profile.person:
        keys.add("p:" + skeleton(profile.person.words[-1]))
    elif profile.body:
        body = profile.body
        keys |= {f"k:{known}" for known in (body.known, *body.others) if known}
        if body.state:
            keys.add("s:" + " ".join(sorted(body.lands)))
        elif not body.known:
            keys.add("b:" + " ".join(sorted(skeleton(w) for w in body.words)))
            keys |= {f"a:{letters}" for letters in (body.acronym, *profile.initials) if letters}
            if body.lands:
                heads = body.words & lexicon_words("known_bodies", "institutions.words")
                keys |= {f"i:{' '.join(sorted(body.lands))}:{head}" for head in heads}
        keys |= {f"a:{acronym}" for acronym in profile.acronyms}
        if len(body.words) == 1 and not body.known and not body.acronym:
            keys.add("p:" + skeleton(next(iter(body.words))))
    return tuple(sorted(keys))


def initials_of(name: str) -> str:
    """The capitals that the words of a name begin with."""
    return "".join(word[0] for word in name.split() if word[0].isupper())
