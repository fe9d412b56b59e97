"""The register: people and bodies across reports, kept up as reports come in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from hashlib import sha256
from itertools import count

from onrecord.people.appearance import Appearance, AppearanceKey
from onrecord.people.grouping import Group, Judged, group, main_name
from onrecord.people.outcome import Change, Decisions, Identity, Link, Pair
from onrecord.people.profile import Profile, ProfileKey, blocking_keys, profile_of
from onrecord.record import SpeakerType


class People:
    """All people and bodies on record.

    Taking in a report compares its speakers with those alone that share a
    blocking key. What is one does not depend on the order in which reports
    come; only the ids of identities do, since they are kept once given.

    A store keeps `Identity`, `Pair` and `Decisions`; to go on, it gives the
    appearances and decisions on record again, with `known` to keep the ids. It
    may give those alone that share blocking keys with what is new, and what they
    share keys with in turn; then `taken` tells which ids others have.
    """

    def __init__(
        self,
        appearances: Iterable[Appearance] = (),
        decisions: Decisions | None = None,
        known: dict[AppearanceKey, str] | None = None,
        taken: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self.decisions = decisions or Decisions()
        self._profiles: dict[ProfileKey, Profile] = {}
        self._index: dict[str, set[ProfileKey]] = defaultdict(set)
        self._profile_of: dict[AppearanceKey, ProfileKey] = {}
        self._id_of: dict[AppearanceKey, str] = dict(known or {})
        self._issued: set[str] = set(self._id_of.values())
        self._taken = taken
        self._identities: dict[str, Identity] = {}
        self._proposals: dict[tuple[str, str], Pair] = {}
        self._near: dict[tuple[str, str], Pair] = {}
        self.add(appearances)

    @property
    def identities(self) -> tuple[Identity, ...]:
        """All identities, sorted by name and id."""
        return tuple(sorted(self._identities.values(), key=lambda i: (i.name, i.id)))

    @property
    def proposals(self) -> tuple[Pair, ...]:
        """All merges that a person should decide on, the surest first."""
        return _ranked(self._proposals.values())

    @property
    def near_misses(self) -> tuple[Pair, ...]:
        """All that looked alike and are kept apart, the likeliest first."""
        return _ranked(self._near.values())

    def identity_of(self, key: AppearanceKey) -> Identity | None:
        """Whose appearance it is; None for the unnamed, groups and documents."""
        return self._identities.get(self._id_of.get(key, ""))

    def add(self, appearances: Iterable[Appearance]) -> Change:
        """Takes in speakers of one or many reports; those already there are passed over."""
        touched: set[ProfileKey] = set()
        unmerged: list[AppearanceKey] = []
        for appearance in sorted(appearances, key=lambda a: a.key):
            if appearance.key in self._profile_of:
                continue
            profile = profile_of(appearance, alone=appearance.key in self.decisions.leaving)
            if profile is None:
                unmerged.append(appearance.key)
                continue
            known = self._profiles.setdefault(profile.key, profile)
            before = blocking_keys(known) if known.members else ()
            known.add(appearance)
            self._profile_of[appearance.key] = known.key
            for key in set(blocking_keys(known)) - set(before):
                self._index[key].add(known.key)
            touched.add(known.key)
        return self._settle(touched, tuple(unmerged))

    def decide(self, decisions: Decisions) -> Change:
        """Puts other decisions in force, and gives what they change."""
        old, self.decisions = self.decisions, decisions
        pairs = (old.must_link ^ decisions.must_link) | (old.two ^ decisions.two)
        keys = {key for pair in pairs for key in pair if key in self._profile_of}
        touched = {self._profile_of[key] for key in keys}
        back: list[Appearance] = []
        for key in sorted(keys & (old.leaving ^ decisions.leaving)):
            back.append(self._take_out(key))
        change = self.add(back)
        return self._settle(touched | {self._profile_of[key] for key in keys}, change.unmerged)

    def remove(self, report: str) -> Change:
        """Forgets the speakers of a report."""
        keys = sorted(key for key in self._profile_of if key[0] == report)
        touched = {self._profile_of[key] for key in keys}
        for key in keys:
            self._take_out(key)
        return self._settle(touched, ())

    def _take_out(self, key: AppearanceKey) -> Appearance:
        """Takes an appearance out of its profile, which is made anew from those that stay."""
        old = self._profiles[self._profile_of.pop(key)]
        out = next(m for m in old.members if m.key == key)
        for block in blocking_keys(old):
            self._index[block].discard(old.key)
        fresh = Profile(old.key, old.kind, old.weak, old.person, old.body)
        for member in old.members:
            if member.key != key:
                fresh.add(member)
        self._profiles[old.key] = fresh
        for block in blocking_keys(fresh):
            self._index[block].add(old.key)
        self._drop_ids({key})
        return out

    # ------------------------------------------------------------ settling
    def _settle(self, touched: set[ProfileKey], unmerged: tuple[AppearanceKey, ...]) -> Change:
        """Groups anew all that the touched profiles could be one with."""
        area = self._area(touched)
        for key in [k for k in area if not self._profiles[k].members]:
            area.discard(key)
            for block in blocking_keys(self._profiles.pop(key)):
                self._index[block].discard(key)
        grouped = group([self._profiles[key] for key in area], self.decisions)
        members = {m.key for key in area for m in self._profiles[key].members}
        old_ids = {self._id_of[key] for key in members if key in self._id_of}
        named = _named(grouped.groups, self._id_of, lambda i: i in self._issued or self._taken(i))
        self._issued |= named.keys()
        for identity_id in old_ids:
            self._identities.pop(identity_id, None)
        for pairs in (self._proposals, self._near):
            for ends in [e for e in pairs if e[0] in old_ids or e[1] in old_ids]:
                del pairs[ends]
        by_profile: dict[ProfileKey, str] = {}
        for identity_id, one in named.items():
            self._identities[identity_id] = _identity(identity_id, one)
            for profile in one.profiles:
                by_profile[profile.key] = identity_id
                self._id_of.update((m.key, identity_id) for m in profile.members)
        for judged_pairs, kept in ((grouped.proposals, self._proposals), (grouped.near, self._near)):
            for judged in judged_pairs:
                pair = _pair(judged, by_profile)
                kept[pair.one, pair.other] = pair
        return Change(
            tuple(self._identities[i] for i in sorted(named)),
            tuple(sorted(old_ids - set(named))),
            _ranked(p for p in self._proposals.values() if p.one in named or p.other in named),
            _ranked(p for p in self._near.values() if p.one in named or p.other in named),
            unmerged,
        )

    def _area(self, touched: set[ProfileKey]) -> set[ProfileKey]:
        """The touched profiles and all that hang together with them by blocking keys or decisions."""
        linked: dict[ProfileKey, set[ProfileKey]] = defaultdict(set)
        for a, b in self.decisions.must_link | self.decisions.two:
            if a in self._profile_of and b in self._profile_of:
                linked[self._profile_of[a]].add(self._profile_of[b])
                linked[self._profile_of[b]].add(self._profile_of[a])
        area: set[ProfileKey] = set()
        blocks: set[str] = set()
        waiting = [key for key in touched if key in self._profiles]
        while waiting:
            key = waiting.pop()
            if key in area:
                continue
            area.add(key)
            waiting += linked.get(key, ())
            for block in blocking_keys(self._profiles[key]):
                if block not in blocks:
                    blocks.add(block)
                    waiting += self._index[block]
        return area

    def _drop_ids(self, keys: set[AppearanceKey]) -> None:
        for key in keys:
            identity = self._identities.get(self._id_of.pop(key, ""))
            if identity and set(identity.members) <= keys:
                del self._identities[identity.id]


def merge(appearances: Iterable[Appearance], decisions: Decisions | None = None) -> People:
    """People and bodies of all reports at once; the same whatever the order of `appearances`."""
    return People(appearances, decisions)


# ---------------------------------------------------------------- making what is shown
def _named(
    groups: Iterable[Group], id_of: dict[AppearanceKey, str], taken: Callable[[str], bool]
) -> dict[str, Group]:
    """Gives every group the id that most of its appearances had, or a new one."""
    wanted: list[tuple[int, str, ProfileKey, Group]] = []
    for one in groups:
        had = Counter(id_of[m.key] for p in one.profiles for m in p.members if m.key in id_of)
        wanted += [(-count, identity_id, one.key, one) for identity_id, count in had.items()]
    named: dict[str, Group] = {}
    done: set[ProfileKey] = set()
    for _, identity_id, key, one in sorted(wanted, key=lambda w: w[:3]):
        if identity_id not in named and key not in done:
            named[identity_id] = one
            done.add(key)
    for one in groups:
        if one.key not in done:
            named[_new_id(one, lambda i: i in named or taken(i))] = one
    return named


def _new_id(one: Group, taken: Callable[[str], bool]) -> str:
    """A slug of the name and eight digits that stand for the first appearance; none that is `taken`."""
    first = min((m.published or "9999", *m.key) for p in one.profiles for m in p.members)
    words = "".join(c if c.isalnum() else " " for c in main_name(one.profiles).lower()).split()
    slug = "-".join(words)[:40].strip("-")
    for turn in count():  # what leaves an identity begins as that did
        text = "\n".join((*first, str(turn) if turn else ""))
        digits = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        found = f"{slug}-{digits}" if slug else digits
        if not taken(found):
            return found
    raise AssertionError("count() does not end")


def _identity(identity_id: str, one: Group) -> Identity:
    names: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    lands: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for profile in one.profiles:
        names.update(profile.names)
        roles.update(profile.roles)
        types.update(profile.types)
        lands.update(profile.body.lands if profile.body else profile.lands)
    name = main_name(one.profiles)
    kind = _type_of(types, one.profiles)
    return Identity(
        identity_id,
        name,
        kind,
        tuple(n for n in _often(names) if n != name),
        _often(roles),
        _often(lands),
        tuple(sorted(m.key for p in one.profiles for m in p.members)),
        tuple(sorted((*map(_link, one.joined), *_spellings(one)), key=lambda k: (k.names, k.a, k.b))),
    )


def _type_of(types: Counter[str], profiles: Iterable[Profile]) -> SpeakerType | None:
    """The type that most appearances have; a known body is no person, whatever they say."""
    known = any(p.body and p.body.known for p in profiles)
    counted = [t for t in _often(types) if t and not (known and t == SpeakerType.PERSON)]
    if not known and any(p.person and not p.person.bare for p in profiles):
        return SpeakerType.PERSON
    return SpeakerType(counted[0]) if counted else SpeakerType.ORGANISATION if known else None


def _spellings(one: Group) -> Iterable[Link]:
    """Links between the names within a profile, which no verdict was needed for."""
    for profile in one.profiles:
        main, because = profile.name, _same_because(profile)
        for name in sorted(profile.first):
            if name != main:
                yield Link(profile.first[name], profile.first[main], (name, main), 0.99, because)


def _same_because(profile: Profile) -> str:
    if profile.body and profile.body.known:
        return f"both are names of {profile.body.known}"
    if profile.body and profile.body.state:
        return "names of one and the same state"
    if profile.body:
        return "the same words and land in the name"
    return "the same name but for articles, hyphens and capitals"


def _often(counted: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counted, key=lambda k: (-counted[k], k)))


def _link(judged: Judged) -> Link:
    one, other, verdict = judged
    a, b = (min(p.first.values()) for p in (one, other))
    return Link(a, b, (one.name, other.name), verdict.score, verdict.because)


def _pair(judged: Judged, by_profile: dict[ProfileKey, str]) -> Pair:
    link = _link(judged)
    one, other = by_profile[judged[0].key], by_profile[judged[1].key]
    if one > other:
        one, other = other, one
        link = Link(link.b, link.a, (link.names[1], link.names[0]), link.score, link.because)
    return Pair(one, other, link)


def _ranked(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(pairs, key=lambda p: (-p.link.score, p.one, p.other)))
