"""The cast: the speakers of one report, and which of them a mention means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Span, Speaker, SpeakerType
from onrecord.resolve.fullnames import full_names, named_by_kind, spelt_out
from onrecord.resolve.mention import Mention
from onrecord.resolve.named import Named, NameIndex
from onrecord.text.likeness import clash, is_role, nearly, same_person, telling_words
from onrecord.text.names import (
    bare,
    capital_words,
    country_words,
    demonym_words,
    given_name_gender,
    groups,
    initials_of,
    organisations,
    plural_of,
    surname_of,
)

BODIES = (SpeakerType.ORGANISATION, SpeakerType.MEDIA, SpeakerType.STATE)


@dataclass(slots=True, eq=False)
class Member:
    """One speaker while a report is being read."""

    name: str
    type: SpeakerType | None
    named: bool
    roles: list[str] = field(default_factory=list)
    affiliation: str | None = None
    gender: str | None = None
    head: str = ""
    acronym: str | None = None
    land: str | None = None
    key: str = ""
    mentions: list[Span] = field(default_factory=list)

    @property
    def words(self) -> frozenset[str]:
        """The words of the name that tell it from others."""
        return telling_words(self.name)

    def last_before(self, offset: int) -> int:
        """Where its last mention before an offset begins, -1 where there is none."""
        last = -1
        for start, _ in self.mentions:
            if last < start < offset:
                last = start
        return last


class Cast:
    """Finds or makes the speaker that a mention means.

    `names` is the index of the persons that the whole report names.
    """

    def __init__(self, text: str, names: NameIndex) -> None:
        self.text = text
        self.names = names
        self.members: list[Member] = []
        self.anybody: Callable[[Mention], Member | None] | None = None

    # ------------------------------------------------------------- what a mention means
    def find_or_make(self, mention: Mention) -> tuple[Member, str]:
        """The member that a mention with words of its own means, and the key of the reason."""
        kind = self._by_kind(mention)
        if kind:
            return kind, "by_kind"
        points_back = mention.one_of or (mention.definite and not mention.named)
        found = self._described(mention) if points_back else None
        if found:
            return found, "points_back"
        return self._named(mention)

    def _named(self, mention: Mention) -> tuple[Member, str]:
        """The member that a mention names, or describes for the first time."""
        if mention.parts and mention.named:
            return self._joint(mention), "joint"
        single = mention.name.isalpha() and mention.name[:1].isupper() and mention.text == mention.name
        loud = mention.name.isupper() and len(mention.name) > 1
        is_surname = single and not loud and bool(self.names.of_surname(mention.name))
        is_surname = is_surname or self.names.has(mention.name)
        if is_surname or (mention.type is SpeakerType.PERSON and mention.named):
            return self._person(replace(mention, type=SpeakerType.PERSON))
        if mention.type is SpeakerType.STATE:
            return self._state(mention), "state"
        if mention.type in BODIES:
            return self._body(mention)
        return self._new(mention), "described"

    def _by_kind(self, mention: Mention) -> Member | None:
        """ "a monitoring group", "the airline": the body with a name of that kind."""
        if mention.named or mention.pronoun or mention.one_of or mention.type is SpeakerType.GROUP:
            return None
        words = telling_words(mention.name)
        head = mention.head if mention.head != "group" or "monitoring" in words else ""
        if len(words) > 3 or mention.affiliation:
            return None
        name = named_by_kind(self.text, head, mention.start) if head else None
        if name is None:
            return None
        kind = SpeakerType.MEDIA if mention.type is SpeakerType.MEDIA else SpeakerType.ORGANISATION
        full = replace(mention, name=name, named=True, type=kind, head=bare(name.split()[-1]))
        return self._body(full)[0]

    def _new(self, mention: Mention, **given: object) -> Member:
        member = Member(
            mention.name or mention.text,
            mention.type,
            mention.named,
            list(mention.roles),
            mention.affiliation,
            mention.gender,
            mention.head,
            mention.acronym,
            key=mention.key,
        )
        for key, value in given.items():
            setattr(member, key, value)
        self.members.append(member)
        return member

    # ------------------------------------------------------------- persons
    def _person(self, mention: Mention) -> tuple[Member, str]:
        known = self._known_person(mention.name, mention.gender, mention.start)
        if known:
            self._enrich(known, mention)
            return known, "known"
        full = self._full_name(mention)
        if self._is_no_person(mention, full):
            return self._body(
                replace(mention, type=SpeakerType.ORGANISATION, head=bare(mention.name.split()[-1]))
            )
        member = self._new(mention)
        if full:
            member.name = full.name
            member.gender = member.gender or full.gender
            if full.role and not member.roles:
                member.roles.append(full.role)
            return member, "elsewhere"
        return member, "own_words"

    def _is_no_person(self, mention: Mention, full: Named | None) -> bool:
        """Whether a name that could be a person's is none by how the report uses it.

        Persons are introduced in full, with a role, title or known given name, and
        go by the surname then; bodies keep their whole name.
        """
        if mention.gender or mention.roles or len(mention.text.split()) > len(mention.name.split()):
            return False
        if " " not in mention.name:
            return full is None
        if full is None or full.role or full.gender:
            return False
        surname = surname_of(mention.name)
        alone = len(self.names.places.get(surname, ())) - len(self.names.of_surname(surname))
        return alone <= 0 and len(self.names.of_surname(surname)) > 1

    def _latest(self, at: int, *kinds: SpeakerType) -> list[Member]:
        """The members of some kinds, or all, those mentioned last before `at` first."""
        members = [m for m in self.members if m.type in kinds] if kinds else self.members
        return sorted(members, key=lambda m: -m.last_before(at))

    def _known_person(self, name: str, gender: str | None, at: int) -> Member | None:
        for member in self._latest(at, SpeakerType.PERSON):
            clash = gender and member.gender and gender != member.gender
            named = member.named and not clash
            if named and same_person(member.name, name):
                return member
        return self._misspelt(name, at)

    def _misspelt(self, name: str, at: int) -> Member | None:
        """A surname that nobody in the report has, but for a letter or two of one who has spoken."""
        if " " in name or self.names.of_surname(name):
            return None
        persons = (m for m in self._latest(at, SpeakerType.PERSON) if m.named and " " in m.name)
        return next((m for m in persons if nearly(bare(name), surname_of(m.name))), None)

    def _enrich(self, member: Member, mention: Mention) -> None:
        if len(mention.name.split()) > len(member.name.split()):
            member.name = mention.name
        member.roles += [r for r in mention.roles if r not in member.roles]
        member.affiliation = member.affiliation or mention.affiliation
        member.gender = member.gender or mention.gender

    def _full_name(self, mention: Mention) -> Named | None:
        """The fullest name of a person with that surname, the nearest where there are several."""
        found = [
            p
            for p in self.names.of_surname(surname_of(mention.name))
            if same_person(p.name, mention.name) and not clash(p.gender, mention.gender)
        ]
        if not found:
            return None
        before = [p for p in found if p.span.start <= mention.start]
        nearest = before[-1] if before else found[0]
        alike = [p for p in found if same_person(p.name, nearest.name)]
        fullest = max(alike, key=lambda p: len(p.name.split()))
        role = next((p.role for p in alike if p.role), None)
        return Named(fullest.name, fullest.span, role, next((p.gender for p in alike if p.gender), None))

    # ------------------------------------------------------------- states and bodies
    def _state(self, mention: Mention) -> Member:
        land = mention.affiliation or country_words().get(bare(mention.name))
        states = [m for m in self.members if m.type is SpeakerType.STATE]
        if land is None and mention.head in lexicon_words("bodies", "blocs"):
            return next((m for m in states if m.head == mention.head), None) or self._new(mention)
        if land is None:
            governments = [m for m in states if m.land is None or _is_government(m)] or states
            return governments[0] if len(governments) == 1 else self._new(mention)
        known = next((m for m in reversed(states) if m.land == land), None)
        member = known or self._new(mention, land=land)
        if mention.head in lexicon_words("bodies", "states"):
            member.name, member.head = mention.name, mention.head
        elif bare(member.name) in capital_words():
            member.name = self._fuller_state(land) or member.name
        return member

    def _fuller_state(self, land: str) -> str | None:
        """What the report calls a state that it also names by its capital."""
        for form, country in demonym_words().items():
            found = (
                re.search(rf"\b{re.escape(form)} government\b", self.text, re.I) if country == land else None
            )
            if found:
                return found.group()
        names = [n for n, country in country_words().items() if country == land]
        found = next((m for n in names if (m := re.search(rf"\b{re.escape(n)}\b", self.text, re.I))), None)
        return found.group() if found else None

    def _body(self, mention: Mention) -> tuple[Member, str]:
        words = telling_words(mention.name)
        for member in self._latest(mention.start, *BODIES):
            if same_body(member, mention, words):
                if len(words) > len(member.words) and mention.name != member.acronym:
                    member.name, member.head = mention.name, mention.head
                member.acronym = member.acronym or mention.acronym
                return member, "known"
        general = self._general_body(mention, words)
        if general:
            return general, "last_body"
        full = self._full_body(mention, words)
        if full:
            return self._new(mention, name=full), "elsewhere"
        return self._new(mention), "own_words"

    def _general_body(self, mention: Mention, words: frozenset[str]) -> Member | None:
        """ "the company": the body named last, where no name before it has that word."""
        if not mention.definite or len(words) != 1 or mention.head not in lexicon_words("bodies", "general"):
            return None
        if mention.text[len(mention.text.split()[0]) :].strip()[:1].isupper() or self._full_body(
            mention, words
        ):
            return None
        kinds = load("bodies")["stands_for"]
        bodies = [
            m
            for m in self.members
            if m.type is SpeakerType.ORGANISATION
            and m.named
            and not (mention.head in kinds and bare(m.name.split()[-1]) in organisations())
        ]
        return max(bodies, key=lambda m: m.last_before(mention.start), default=None)

    def _full_body(self, mention: Mention, words: frozenset[str]) -> str | None:
        """A fuller name in the report, for a short one ("the ministry", "NGU")."""
        if mention.name.isupper() and len(mention.name) > 1:
            return spelt_out(self.text, mention.name)
        alone = mention.name[:1].isupper() and mention.text == mention.name
        headline = alone and mention.head not in lexicon_words("bodies", "collective")
        if not (mention.definite or headline) or len(words) != 1 or mention.head not in organisations():
            return None
        fuller = [
            (start, name)
            for start, name in full_names(self.text, mention.head)
            if len(telling_words(name)) > 1 and name.lower() not in lexicon_words("bodies", "seats")
        ]
        before = [name for start, name in fuller if start < mention.start]
        after = [name for start, name in fuller if start > mention.start]
        return before[-1] if before else after[0] if headline and after else None

    # ------------------------------------------------------------- descriptions
    def _described(self, mention: Mention) -> Member | None:
        """A speaker already on record that a description points at."""
        if mention.type is SpeakerType.PERSON and not mention.one_of:
            return self._person_in_role(mention)
        if mention.one_of and not mention.head:  # "one of them"
            plural = [m for m in self._latest(mention.start, SpeakerType.GROUP) if m.mentions]
            return plural[0] if plural else None
        wanted = telling_words(mention.name) - {mention.head}
        for member in self._latest(mention.start):
            same_head = member.head == mention.head and member.type is not SpeakerType.STATE
            if same_head and wanted <= member.words and not member.named:
                return member
        return self._last_document(mention) if mention.type is SpeakerType.DOCUMENT and not wanted else None

    def _last_document(self, mention: Mention) -> Member | None:
        """ "the report", "the findings": the document named last."""
        papers = [m for m in self.members if m.type is SpeakerType.DOCUMENT]
        return max(papers, key=lambda m: m.last_before(mention.start), default=None)

    def _person_in_role(self, mention: Mention) -> Member | None:
        wanted = telling_words(mention.name)
        for member in self._latest(mention.start, SpeakerType.PERSON):
            described = telling_words(" ".join([*member.roles, "" if member.named else member.name]))
            if is_role(mention.head, wanted, described | telling_words(member.affiliation or "")):
                return member
        for member in self._latest(mention.start, SpeakerType.GROUP):  # "the diplomat" of two on record
            of_group = member.head == plural_of(mention.head)
            if of_group and not member.named and wanted - {mention.head} <= member.words:
                return member
        nearest = sorted(
            self.names.persons,
            key=lambda p: (p.span.start > mention.start, abs(p.span.start - mention.start)),
        )
        for person in nearest:
            if person.role and is_role(mention.head, wanted, telling_words(person.role)):
                return self.of_named(person)
        return self.anybody(mention) if self.anybody else None

    def of_named(self, person: Named) -> Member:
        """The member for a person that the report names."""
        gender = person.gender or given_name_gender(person.name)
        known = self._known_person(person.name, gender, person.span.start)
        if known:
            return known
        mention = Mention(
            person.name,
            person.span.start,
            type=SpeakerType.PERSON,
            name=person.name,
            named=True,
            gender=gender,
        )
        full = self._full_name(mention)
        member = self._new(mention)
        if full:
            member.name, member.gender = full.name, member.gender or full.gender
            member.roles += [full.role] if full.role else []
        return member

    def _joint(self, mention: Mention) -> Member:
        for member in reversed(self.members):
            if member.type is mention.type and member.words == telling_words(mention.name):
                return member
        return self._new(mention)

    def named_before(self, member: Member, at: int) -> bool:
        """Whether the report names a person before an offset."""
        spots = self.names.places.get(surname_of(member.name), [])
        return any(spot.start < at for spot in spots)

    def _mentions(self, member: Member) -> tuple[Span, ...]:
        """Where a speaker is mentioned: as a source, and a named person wherever the surname stands."""
        spans = set(member.mentions)
        if member.type is SpeakerType.PERSON and member.named:
            bearers = self.names.of_surname(surname_of(member.name))
            if bearers and all(same_person(b.name, member.name) for b in bearers):
                found = self.names.places.get(surname_of(member.name), [])
                spans |= {f for f in found if not any(f.within(s) for s in member.mentions)}
        return tuple(sorted(spans))

    def speakers(self, used: Iterable[Member]) -> tuple[dict[int, str], tuple[Speaker, ...]]:
        """The members that speak, numbered in order of their first statement."""
        ids: dict[int, str] = {}
        speakers = []
        for member in used:
            if id(member) in ids:
                continue
            ids[id(member)] = f"p{len(ids) + 1}"
            speakers.append(
                Speaker(
                    id=ids[id(member)],
                    name=member.name,
                    type=member.type,
                    named=member.named,
                    roles=tuple(dict.fromkeys(member.roles)),
                    affiliation=member.affiliation,
                    mentions=self._mentions(member),
                )
            )
        return ids, tuple(speakers)


def _is_government(member: Member) -> bool:
    """Whether a state was called by its government or its capital."""
    return member.head in lexicon_words("bodies", "states") or bare(member.name) in capital_words()


def same_body(member: Member, mention: Mention, words: frozenset[str]) -> bool:
    """Whether a mention names a body already on record."""
    if member.words == words or (mention.key and mention.key == member.key):
        return True
    if member.name.lower() in lexicon_words("bodies", "seats"):
        return False  # the House is not the White House
    token = mention.name.replace(".", "")
    if token.isupper() and token in (member.acronym, initials_of(member.name)):
        return True
    if mention.acronym and mention.acronym == member.name:
        return True
    lands = frozenset(demonym_words()) | frozenset(country_words())
    if words and words < member.words and mention.head == member.head:
        return mention.definite or mention.named
    is_short = bool(member.words) and member.words < words and member.name[:1].isupper()
    return is_short and mention.head == member.head not in groups() and not (words - member.words) & lands
