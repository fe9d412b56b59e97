"""Courses: what one speaker said on one matter in order, and what changed on the way.

A change is told between days, or where an `updates` relation says so: what
somebody says twice in one speech in other words is no change of position.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.compare.denial import is_denied
from onrecord.compare.figures import Count, Stand, in_words, stand, tolls_of
from onrecord.compare.matters import Layout, Matter, Side, Telling
from onrecord.lexicon import words
from onrecord.record import (
    Act,
    Aspect,
    Certainty,
    Measure,
    Relation,
    RelationKind,
    Statement,
    StatementKey,
)


class ChangeOf(StrEnum):
    """In what a position changed."""

    POLARITY = "polarity"
    CERTAINTY = "certainty"
    ACT = "act"
    FIGURE = "figure"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Change:
    """One change against an earlier statement of the same speaker; both values in words.

    Of what is withdrawn, `before` is empty and `after` the words that withdraw it.
    """

    of: ChangeOf
    before: str
    after: str
    against: StatementKey


@dataclass(frozen=True, slots=True)
class Answer:
    """A statement of somebody else that cannot be right together with this one."""

    statement: StatementKey
    origin: str | None
    aspect: Aspect | None
    denies: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One telling in a course, what changed with it, and who says otherwise."""

    telling: Telling
    changes: tuple[Change, ...] = ()
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """What one origin says of one matter, in order of time; matter and account are None outside any."""

    account: str | None
    matter: str | None
    origin: str | None
    steps: tuple[Step, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """All changes of the course, in order."""
        return tuple(change for step in self.steps for change in step.changes)


def course_of(layout: Layout, matter: Matter, origin: str | None) -> Course:
    """The course of one side of a matter."""
    side = next(side for side in matter.sides if side.origin == origin)
    return _course(layout, matter, side, _updated(layout, matter), _answers(layout, matter))


def courses_of(layout: Layout, matter: Matter) -> dict[str | None, Course]:
    """The courses of all sides of a matter."""
    updated, answers = _updated(layout, matter), _answers(layout, matter)
    return {side.origin: _course(layout, matter, side, updated, answers) for side in matter.sides}


def _course(
    layout: Layout,
    matter: Matter,
    side: Side,
    updated: set[frozenset[StatementKey]],
    answers: Mapping[StatementKey, Sequence[Answer]],
) -> Course:
    steps: list[Step] = []
    before: list[Telling] = []
    for telling in side.tellings:
        changes = tuple(_changes(layout, before, telling, updated))
        steps.append(
            Step(telling, changes, tuple(a for key in telling.statements for a in answers.get(key, ())))
        )
        before.append(telling)
    return Course(matter.account.id, matter.account.matter, side.origin, tuple(steps))


def _updated(layout: Layout, matter: Matter) -> set[frozenset[StatementKey]]:
    return {
        frozenset((r.a, r.b)) for r in layout.relations(matter.account) if r.relation is RelationKind.UPDATES
    }


def _changes(
    layout: Layout, before: Sequence[Telling], now: Telling, updated: set[frozenset[StatementKey]]
) -> Iterator[Change]:
    key = now.statements[0]
    statement = layout.placed(key).statement
    last = next((t for t in reversed(before) if _later(now, t) or _linked(now, t, updated)), None)
    if statement.cue.lemma in words("withdrawals", "lemmas") and before:
        yield Change(ChangeOf.WITHDRAWN, "", statement.cue.text, before[-1].statements[0])
    counted = tuple(_figures(layout, before, now, updated))
    if last is not None:
        old = layout.placed(last.statements[0]).statement
        yield from _stances(old, statement, last.statements[0], counting=bool(counted))
    yield from counted


def _later(now: Telling, then: Telling) -> bool:
    return bool(now.day and then.day and now.day > then.day)


def _linked(now: Telling, then: Telling, updated: set[frozenset[StatementKey]]) -> bool:
    return any(frozenset((a, b)) in updated for a in then.statements for b in now.statements)


def _stances(old: Statement, new: Statement, against: StatementKey, *, counting: bool) -> Iterator[Change]:
    """Changes of stance; where one count replaces another ("not 14"), a negation is about the count."""
    if is_denied(old) != is_denied(new) and not counting:
        then, now = ("denies" if is_denied(s) else "affirms" for s in (old, new))
        yield Change(ChangeOf.POLARITY, then, now, against)
    firm = {None, Certainty.UNKNOWN}
    if old.certainty != new.certainty and not {old.certainty, new.certainty} & firm:
        yield Change(ChangeOf.CERTAINTY, str(old.certainty), str(new.certainty), against)
    if old.act and new.act and old.act is not new.act and Act.DENIAL not in (old.act, new.act):
        yield Change(ChangeOf.ACT, str(old.act), str(new.act), against)


def _figures(
    layout: Layout, before: Sequence[Telling], now: Telling, updated: set[frozenset[StatementKey]]
) -> Iterator[Change]:
    ours = _counts(layout, now)
    for measure, count in ours.items():
        earlier = [
            (t, c)
            for t in before
            if (c := _counts(layout, t).get(measure)) and (_later(now, t) or _linked(now, t, updated))
        ]
        if earlier and stand(earlier[-1][1], count) is not Stand.SAME:
            then, old = earlier[-1]
            before_it, after = (f"{in_words(c)} {measure}" for c in (old, count))
            yield Change(ChangeOf.FIGURE, before_it, after, then.statements[0])


def _counts(layout: Layout, telling: Telling) -> dict[Measure, Count]:
    placed = layout.placed(telling.statements[0])
    return dict(tolls_of(placed.statement, placed.record.report.text))


def _answers(layout: Layout, matter: Matter) -> dict[StatementKey, list[Answer]]:
    side_of = {k: s.origin for s in matter.sides for t in s.tellings for k in t.statements}
    found: dict[StatementKey, list[Answer]] = {}
    for relation in layout.relations(matter.account):
        if relation.relation is not RelationKind.CONFLICTS:
            continue
        for own, other in _both_ways(relation):
            if side_of[own] != side_of[other]:
                denies = is_denied(layout.placed(other).statement)
                found.setdefault(own, []).append(Answer(other, side_of[other], relation.aspect, denies))
    return found


def _both_ways(relation: Relation) -> tuple[tuple[StatementKey, StatementKey], ...]:
    return (relation.a, relation.b), (relation.b, relation.a)
