"""Grouping: profiles to groups that are one speaker each.

Names that stand for themselves come first, the surest pairs before others;
then surnames and acronyms go to the one group that they can belong to. The
outcome depends on the profiles alone, not on their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from typing import TypeAlias

from onrecord.people.appearance import AppearanceKey
from onrecord.people.outcome import Decisions
from onrecord.people.profile import Profile, ProfileKey, blocking_keys
from onrecord.people.verdict import MERGE, PROPOSE, Evidence, Verdict
from onrecord.people.weighing import weigh
from onrecord.text.names import roles

CROWD = 300
"""Profiles under one key from which a single name is compared with nobody but its own."""
KEPT_NEAR = 5
"""Near misses kept for one group."""
SEASON = 90
"""Days around the dates of a group in which a surname alone may mean it."""
ALIKE = -4.6
"""Log odds from which two that are kept apart count as having looked alike."""

Judged: TypeAlias = tuple[Profile, Profile, Verdict]


@dataclass(slots=True, eq=False)
class Group:
    """Profiles that are one speaker, and the verdicts that joined them."""

    profiles: list[Profile]
    joined: list[Judged] = field(default_factory=list)

    @property
    def key(self) -> ProfileKey:
        """What orders groups."""
        return min(p.key for p in self.profiles)


@dataclass(slots=True)
class Grouped:
    """Groups, and the pairs of groups that may be one or looked alike."""

    groups: list[Group]
    proposals: list[Judged] = field(default_factory=list)
    near: list[Judged] = field(default_factory=list)


def group(profiles: Iterable[Profile], decisions: Decisions) -> Grouped:
    """Groups all profiles that are given; those that share no blocking key are never compared."""
    ordered = sorted(profiles, key=lambda p: p.key)
    return _Grouping(ordered, decisions).run()


def dangling(profile: Profile) -> bool:
    """Whether a name means nobody by itself: a single word, an acronym."""
    if profile.person:
        return profile.person.bare
    body = profile.body
    return bool(
        body
        and not body.known
        and not body.state
        and (body.acronym or (len(body.words) == 1 and not body.lands))
    )


class _Grouping:
    def __init__(self, profiles: Sequence[Profile], decisions: Decisions) -> None:
        self.profiles = profiles
        self.decisions = decisions
        here = {m.key for p in profiles for m in p.members}
        self._two = [(a, b) for a, b in decisions.two if a in here and b in here]
        self.of: dict[ProfileKey, Group] = {p.key: Group([p]) for p in profiles}
        self.left: list[Judged] = []

    def run(self) -> Grouped:
        self._link_decided()
        anchored, loose = self._judge()
        for judged in sorted(anchored, key=lambda j: (-j[2].score, j[0].key, j[1].key)):
            self._consider(judged)
        self._attach(loose)
        groups = sorted({id(g): g for g in self.of.values()}.values(), key=lambda g: g.key)
        return self._sorted_out(groups)

    # ------------------------------------------------------------ candidates
    def _judge(self) -> tuple[list[Judged], dict[ProfileKey, list[Judged]]]:
        """The verdicts on all pairs with a key in common: of names that stand alone, and of loose ones."""
        anchored: list[Judged] = []
        loose: dict[ProfileKey, list[Judged]] = defaultdict(list)
        for one, other in self._pairs():
            verdict = weigh(one, other)
            if verdict is None or self._forbidden([one], [other]):
                continue
            hang = dangling(one), dangling(other)
            if not any(hang):
                anchored.append((one, other, verdict))
            elif all(hang):
                self.left.append((one, other, verdict))
            else:
                short, full = (one, other) if hang[0] else (other, one)
                loose[short.key].append((short, full, verdict))
        return anchored, loose

    def _pairs(self) -> list[tuple[Profile, Profile]]:
        blocks: dict[str, list[Profile]] = defaultdict(list)
        for profile in self.profiles:
            for key in blocking_keys(profile):
                blocks[key].append(profile)
        found: dict[tuple[ProfileKey, ProfileKey], tuple[Profile, Profile]] = {}
        for key, block in blocks.items():
            full = [p for p in block if not dangling(p)]
            short = [p for p in block if dangling(p)]
            if key.startswith("k:"):  # names that hold a known body's are compared with that alone
                known = [p for p in full if p.body and p.body.known]
                pairs = [(a, b) for a in known for b in full if a is not b]
            else:
                pairs = [(a, b) for k, a in enumerate(full) for b in _partners(full, k)]
            if len(full) <= CROWD:
                pairs += [(a, b) for a in short for b in full]
            pairs += list(pairwise(short))
            for a, b in pairs:
                first, second = sorted((a, b), key=lambda p: p.key)
                found[first.key, second.key] = (first, second)
        return [found[key] for key in sorted(found)]

    # ------------------------------------------------------------ joining
    def _link_decided(self) -> None:
        if not self.decisions.must_link:
            return
        at: dict[AppearanceKey, Profile] = {m.key: p for p in self.profiles for m in p.members}
        for a, b in sorted(self.decisions.must_link):
            if a in at and b in at and at[a] is not at[b]:
                verdict = Verdict((Evidence("a person has said that they are one", 20.0),))
                if not self._forbidden(self.of[at[a].key].profiles, self.of[at[b].key].profiles):
                    self._join((at[a], at[b], verdict))

    def _forbidden(self, ones: Sequence[Profile], others: Sequence[Profile]) -> bool:
        """Whether a person has said that somebody of the one is not somebody of the other."""
        if not self._two:
            return False
        left = {m.key for p in ones for m in p.members}
        right = {m.key for p in others for m in p.members}
        return any((a in left and b in right) or (b in left and a in right) for a, b in self._two)

    def _consider(self, judged: Judged) -> None:
        one, other, verdict = judged
        here, there = self.of[one.key], self.of[other.key]
        if here is there:
            return
        if verdict.score < MERGE or self._forbidden(here.profiles, there.profiles):
            self.left.append(judged)
            return
        clash = self._clash(here, there)
        if clash:
            self.left.append((one, other, verdict.plus(Evidence(f"others of the two differ: {clash}", -1.5))))
        else:
            self._join(judged)

    def _clash(self, here: Group, there: Group) -> str | None:
        """Why two groups can't be one although two of their names can."""
        for a in here.profiles:
            for b in there.profiles:
                verdict = weigh(a, b) if a.kind is b.kind else None
                if verdict and verdict.score < 0.2:
                    return verdict.because
        return None

    def _join(self, judged: Judged) -> None:
        here, there = sorted((self.of[judged[0].key], self.of[judged[1].key]), key=lambda g: g.key)
        if here is there:
            return
        here.profiles += there.profiles
        here.joined += [*there.joined, judged]
        for profile in there.profiles:
            self.of[profile.key] = here

    # ------------------------------------------------------------ surnames, acronyms
    def _attach(self, loose: dict[ProfileKey, list[Judged]]) -> None:
        joins: list[Judged] = []
        for key in sorted(loose):
            best = self._best_of_groups(loose[key])
            plausible = [j for j in best if _odds(j[2]) > -1.5]
            beside = [j for j in plausible if j[0].reports <= self._reports_of(j[1])]
            plausible = beside or plausible
            told = [self._told(j, alone=plausible == [j]) for j in best]
            told.sort(key=lambda j: (-j[2].score, j[1].key))
            margin = _odds(told[0][2]) - _odds(told[1][2]) if len(told) > 1 else 9.0
            if told[0][2].score >= MERGE and margin > 1.2:
                joins.append(told.pop(0))
            elif told[0][2].score >= MERGE:
                says = Evidence(f"{len(plausible)} of that name are on record", -1.0)
                told = [(a, b, v.plus(says)) for a, b, v in told]
            self.left += told
        joins += self._single_words(set(loose))
        for judged in joins:
            if not self._forbidden(self.of[judged[0].key].profiles, self.of[judged[1].key].profiles):
                self._join(judged)

    def _single_words(self, loose: set[ProfileKey]) -> list[Judged]:
        """Bodies of one and the same word, which could be nobody's surname on record."""
        same: dict[str, Profile] = {}
        joins: list[Judged] = []
        for profile in self.profiles:
            if profile.body is None or profile.key in loose or not dangling(profile) or profile.body.acronym:
                continue
            first = same.setdefault(profile.key[2], profile)
            if first is not profile:
                joins.append(
                    (first, profile, Verdict((Evidence("the same name, and nobody's surname", 2.6),)))
                )
        return joins

    def _best_of_groups(self, judged: list[Judged]) -> list[Judged]:
        best: dict[ProfileKey, Judged] = {}
        for one in judged:
            at = self.of[one[1].key].key
            rank = _odds(one[2]), len(one[1].members)
            if at not in best or rank > (_odds(best[at][2]), len(best[at][1].members)):
                best[at] = one
        return list(best.values())

    def _reports_of(self, profile: Profile) -> set[str]:
        """The reports in which the group of a profile speaks."""
        return set().union(*(p.reports for p in self.of[profile.key].profiles))

    def _told(self, judged: Judged, alone: bool) -> Judged:
        """A verdict with what the whole group says: whether it is the only one, and how often it speaks."""
        short, full, verdict = judged
        whole = self.of[full.key]
        if _odds(verdict) < -2.5 or (short.body and short.body.acronym):
            return judged
        found = [Evidence("nobody else of that name is on record", 0.9)] if alone else []
        reports = self._reports_of(full)
        if short.reports <= reports:
            found.append(Evidence("both names stand in one report", 2.0))
        elif alone and _in_season(short, whole.profiles) and len(reports) > 1:
            often = f"{main_name(whole.profiles)} speaks in {len(reports)} reports of that time"
            found.append(Evidence(often, min(2.2, 0.5 * log(len(reports)))))
        return (short, full, verdict.plus(*found))

    # ------------------------------------------------------------ what is left
    def _sorted_out(self, groups: list[Group]) -> Grouped:
        best: dict[tuple[ProfileKey, ProfileKey], Judged] = {}
        for judged in self.left:
            here, there = self.of[judged[0].key], self.of[judged[1].key]
            if here is there or self._forbidden(here.profiles, there.profiles):
                continue
            first, second = sorted((here.key, there.key))
            if (first, second) not in best or judged[2].score > best[first, second][2].score:
                best[first, second] = judged
        out = Grouped(groups)
        kept: dict[ProfileKey, int] = defaultdict(int)
        for pair in sorted(best, key=lambda p: (-best[p][2].score, p)):
            judged = best[pair]
            if judged[2].score >= PROPOSE:
                out.proposals.append(judged)
            elif _odds(judged[2]) > ALIKE and max(kept[pair[0]], kept[pair[1]]) < KEPT_NEAR:
                out.near.append(judged)
                kept[pair[0]] += 1
                kept[pair[1]] += 1
        return out


def main_name(profiles: Sequence[Profile]) -> str:
    """The usual name of several profiles; of a known body the one on record."""
    known = sorted({p.body.known for p in profiles if p.body and p.body.known})
    if known:
        return known[0]
    counted: Counter[str] = Counter()
    for profile in [p for p in profiles if not dangling(p)] or profiles:
        counted.update(profile.names)
    return min(counted, key=lambda n: (_titled(n), -counted[n], -len(n), n))


def _titled(name: str) -> bool:
    """Whether a name of several words still holds a role, or ends in an "s" of the genitive."""
    words = name.lower().split()
    return len(words) > 2 and any(word in roles() for word in words)


def _odds(verdict: Verdict) -> float:
    return sum(e.weight for e in verdict.evidence)


def _partners(full: Sequence[Profile], k: int) -> Sequence[Profile]:
    """Whom one of many is compared with: all behind it, in a crowd those next to it alone."""
    return full[k + 1 :] if len(full) <= CROWD else full[k + 1 : k + 1 + CROWD // 4]


def _in_season(short: Profile, others: Sequence[Profile]) -> bool:
    """Whether a profile speaks in the time in which a group does."""
    days = [d for d in (p.days for p in others) if d]
    own = short.days
    if not days or not own:
        return False
    first, last = min(d[0] for d in days) - SEASON, max(d[1] for d in days) + SEASON
    return first <= own[0] and own[1] <= last
