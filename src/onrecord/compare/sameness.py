"""Sameness: how far two statements speak of one matter, 0 … 1.

What counts is what both say (their contents), then where they say it (the
sentences around), then that both count the same toll or blame the same party.
All statements of two reports are held side by side at once, as products of
their terms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.compare.figures import comparable
from onrecord.compare.incidents import one_incident, same_people
from onrecord.compare.scopes import may_meet
from onrecord.compare.sheets import Bags, Numbers, Sheet, Weights
from onrecord.compare.utterances import Utterance

OWN, AROUND, BEFORE = 0.55, 0.2, 0.25
"""Weights of the contents, of their sentences, and of those with the sentences before."""

TOLL, BLAME, ACT = 0.3, 0.35, 0.1
"""What is added where both count one toll, blame or clear one party, do the same kind of thing."""

TOPIC = 0.7
"""What a word of the heads of both reports counts for, where the point of two statements is asked."""

APART = 0.5
"""What is left of a likeness where one speaks of the news and the other of long ago."""

ABOUT_ONE = 0.15
"""Likeness of what is around two statements from which both may be of one event."""

ALONE = 0.25
"""The same of two statements of one report."""

DAYS = 21
"""Days beyond which two utterances are not held to speak of one event by toll or blame alone."""

WHOLE = 3
"""Terms from which a content that stands in another one is known to."""

HELD = 0.8
"""What it counts for that one content stands within the other."""

SHARED = 3.0
"""Weight (nats) of shared terms around two statements from which they are compared."""

LEAST = 0.1
"""Likeness below which nothing is made of two statements."""

_SMALL = 1e-9


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two statements are alike, 0 … 1, and by what beside words.

    `shared` counts the terms both contents have; `cosine` is of the contents,
    `around` of the sentences they stand in; `point` leaves aside what the heads
    of both reports tell; `content` is how far they speak of one matter by all
    but tolls, `matter` with these; `event` is how far what stands around them
    tells of one event, asked where both count or blame.
    """

    shared: int
    cosine: float
    around: float
    point: float
    content: float
    matter: float
    event: float
    toll: bool
    blame: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two statements that may speak of one matter: their places in both reports, and how alike they are."""

    i: int
    j: int
    like: Likeness


class Facing:
    """One report turned towards others, whose statements are then compared with its own.

    Built once for all reports that it is compared with. `size` is the number of
    terms of the vocabulary.
    """

    def __init__(self, sheet: Sheet, size: int) -> None:
        self.sheet = sheet
        bags = (sheet.own, sheet.around, sheet.before)
        columns = np.unique(np.concatenate([*(bag.terms for bag in bags), sheet.lead_terms]))
        self._lookup = np.full(size, -1, np.int32)
        self._lookup[columns] = np.arange(len(columns), dtype=np.int32)
        self._in_lead = np.zeros(len(columns), np.bool_)
        self._in_lead[self._lookup[sheet.lead_terms]] = True
        self._own, self._around, self._before = (self._matrix(bag) for bag in bags)

    def meetings(self, other: Sheet) -> Iterator[Meeting]:
        """The statements of the other report, each with those of this one that it may have to do with."""
        if not self.sheet.utterances or not other.utterances:
            return
        known = self._known(other)
        own, around, before = (self._matrix(bag) for bag in (other.own, other.around, other.before))
        mine = self.sheet
        own_dot = self._own @ own.T
        around_dot = self._around @ around.T
        before_dot = self._before @ before.T
        table = _Table(
            shared=(self._own > 0).astype(np.float64) @ (own > 0).T.astype(np.float64),
            cosine=_cosine(own_dot, mine.own.squares, other.own.squares),
            around=_cosine(around_dot, mine.around.squares, other.around.squares),
            before=_cosine(before_dot, mine.before.squares, other.before.squares),
            point=_pointed(own_dot, (self._own, own), (mine.own, other.own), known),
            held=self._held(own, other),
        )
        base = OWN * np.maximum(table.point, HELD * table.held)
        base += AROUND * _pointed(around_dot, (self._around, around), (mine.around, other.around), known)
        base += BEFORE * _pointed(before_dot, (self._before, before), (mine.before, other.before), known)
        base += ACT * ((mine.kinds[:, None] == other.kinds) & (mine.kinds[:, None] >= 0))
        near = mine is other or self._around @ (around > 0).T >= SHARED
        meet = (base >= LEAST) & near
        counting = dict(_counting(mine, other))
        counted = {pair for pair, alike in counting.items() if alike}
        blamed = set(_blamed(mine, other))
        for pair in counting.keys() | blamed:
            meet[pair] = True
        if mine is other:
            meet &= np.arange(len(meet))[:, None] < np.arange(len(meet))
        reports = self._alike(other) if counted or blamed else 0.0
        for i, j in np.argwhere(meet).tolist():
            like = self._likeness(other, table, base, (i, j), ((i, j) in counted, (i, j) in blamed, reports))
            if like.matter >= LEAST:
                yield Meeting(i, j, like)

    def _likeness(
        self,
        other: Sheet,
        table: _Table,
        base: Weights,
        at: tuple[int, int],
        known: tuple[bool, bool, float],
    ) -> Likeness:
        one, two = self.sheet.utterances[at[0]], other.utterances[at[1]]
        counts, blame, reports = known
        event = 0.0
        if counts or blame:
            near = float(table.before[at])
            event = max(near, ALONE if self.sheet is other else reports)
        toll = counts and one_incident(one, two, event)
        now = self.sheet.now[at[0]] and other.now[at[1]]
        met = bool(now) or may_meet(one.scope, two.scope)
        blame = blame and (met or (near_in_time(one, two) and event >= ABOUT_ONE))
        content = (float(base[at]) + BLAME * blame) * (1.0 if met else APART)
        return Likeness(
            shared=int(table.shared[at]),
            cosine=float(table.cosine[at]),
            around=float(table.around[at]),
            point=float(table.point[at]),
            content=min(1.0, round(content, 9)),
            matter=min(1.0, round(content + TOLL * toll, 9)),
            event=event,
            toll=toll,
            blame=blame,
        )

    def _matrix(self, bags: Bags) -> Weights:
        """The passages over the columns of this report. Shape: (statements, columns)."""
        made = np.zeros((len(bags.sizes), len(self._in_lead)))
        at = self._lookup[bags.terms]
        there = at >= 0
        made[bags.rows[there], at[there]] = bags.weights[there]
        return made

    def _known(self, other: Sheet) -> Numbers:
        """The columns of what the heads of both reports tell."""
        at = self._lookup[other.lead_terms]
        at = at[at >= 0]
        return at[self._in_lead[at]]

    def _held(self, own: Weights, other: Sheet) -> Weights:
        """How much of the shorter content stands in the longer one. Shape: (statements, statements)."""
        a, b = self.sheet.own, other.own
        ours = self._own @ (own > 0).T / np.maximum(a.totals, _SMALL)[:, None]
        theirs = (self._own > 0) @ own.T / np.maximum(b.totals, _SMALL)
        mine_is_less = a.sizes[:, None] <= b.sizes
        least = np.minimum(a.sizes[:, None], b.sizes)
        return np.where(least >= WHOLE, np.where(mine_is_less, ours, theirs), 0.0)

    def _alike(self, other: Sheet) -> float:
        """How alike heads and wholes of both reports are."""
        if self.sheet is other:
            return 1.0
        return max(self.sheet.lead.likeness(other.lead), self.sheet.profile.likeness(other.profile))


@dataclass(frozen=True, slots=True)
class _Table:
    """What words tell of all pairs of statements of two reports. Shape of each: (statements, statements)."""

    shared: Weights
    cosine: Weights
    around: Weights
    before: Weights
    point: Weights
    held: Weights


def _cosine(dot: Weights, ours: Weights, theirs: Weights) -> Weights:
    lengths = np.sqrt(np.maximum(ours, _SMALL)[:, None] * np.maximum(theirs, _SMALL))
    made: Weights = np.round(np.where(dot > 0, np.maximum(dot, 0.0) / lengths, 0.0), 9)
    return made


def _pointed(
    dot: Weights, matrices: tuple[Weights, Weights], bags: tuple[Bags, Bags], known: Numbers
) -> Weights:
    """The cosine where known terms count for `TOPIC` of their weight."""
    if not len(known):
        return _cosine(dot, bags[0].squares, bags[1].squares)
    ours, theirs = (matrix[:, known] for matrix in matrices)
    less = 1.0 - TOPIC * TOPIC
    squares = (
        bag.squares - less * (part * part).sum(axis=1) for bag, part in zip(bags, (ours, theirs), strict=True)
    )
    made = _cosine(dot - less * (ours @ theirs.T), *squares)
    return np.where(dot > 0, made, 0.0)


def _counting(one: Sheet, other: Sheet) -> Iterator[tuple[tuple[int, int], bool]]:
    """Pairs that count one toll, each with whether it is of the same people and of one order."""
    for i in one.tolls:
        a = one.utterances[i]
        for j in other.tolls:
            b = other.utterances[j]
            both = [m for m in a.tolls if m in b.tolls]
            if both:
                yield (i, j), any(comparable(a.tolls[m], b.tolls[m]) and same_people(a, b, m) for m in both)


def _blamed(one: Sheet, other: Sheet) -> Iterator[tuple[int, int]]:
    """Pairs that blame or clear one party."""
    for i in one.blames:
        for j in other.blames:
            a, b = one.utterances[i].blame, other.utterances[j].blame
            if a and b and a.culprit == b.culprit:
                yield i, j


def near_in_time(one: Utterance, other: Utterance) -> bool:
    """Whether both were said within some weeks, as far as days are known."""
    if one.day is None or other.day is None:
        return True
    return abs((one.day - other.day).days) <= DAYS
