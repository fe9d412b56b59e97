"""People and bodies across reports, as they are listed, and what persons say of who is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

from sqlalchemy import ColumnElement, Connection, func, or_, select

from onrecord.ledger import deciding, kin
from onrecord.ledger import tables as t
from onrecord.ledger.arrival import now
from onrecord.ledger.conditions import named_as
from onrecord.ledger.correcting import By
from onrecord.ledger.deciding import Decision
from onrecord.ledger.heard import key_of
from onrecord.ledger.kin import Merge, Person, load_people
from onrecord.ledger.rows import few
from onrecord.record.errors import CorrectionError, NotInLedger


@dataclass(frozen=True, slots=True)
class Listed:
    """A person or body, and how much it says: the reports it is in, and its statements that stand."""

    person: Person
    reports: int
    statements: int


def listed(connection: Connection, words: str | None = None, limit: int | None = None) -> tuple[Listed, ...]:
    """People and bodies, those of most reports first; `words` is an id, or stands in one of their names."""
    p, a, m, s = t.people.c, t.aliases.c, t.memberships.c, t.speakers.c
    counted = (
        select(m.person, p.name, func.count(s.report.distinct()))
        .join(t.people, p.id == m.person)
        .join(t.speakers, (s.id == m.speaker) & s.current)
        .group_by(m.person, p.name)
    )
    if words:
        also = select(a.person).where(named_as(a.words, words))
        called: ColumnElement[bool] = or_(p.id == words, named_as(p.words, words), p.id.in_(also))
        counted = counted.where(m.person.in_(select(p.id).where(called)))
    found = _most([tuple(row) for row in connection.execute(counted)], limit)
    said = _statements(connection, [one for one, _, _ in found])
    order = sorted(found, key=lambda x: (-x[2], -said.get(x[0], 0), x[1], x[0]))[:limit]
    people = {one.id: one for one in load_people(connection, [one for one, _, _ in order])}
    return tuple(Listed(people[one], reports, said.get(one, 0)) for one, _, reports in order)


def _most(found: list[tuple[str, str, int]], limit: int | None) -> list[tuple[str, str, int]]:
    """Those of most reports, with all that are in as many as the last of them: statements then tell."""
    if limit is None or not 0 < limit < len(found):
        return found
    least = nlargest(limit, (reports for _, _, reports in found))[-1]
    return [one for one in found if one[2] >= least]


def _statements(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    m, c = t.memberships.c, t.statements.c
    found: dict[str, int] = {}
    for some in few(ids):
        rows = (
            select(m.person, func.count(c.key))
            .join(t.statements, (c.speaker == m.speaker) & c.current)
            .where(m.person.in_(some))
            .group_by(m.person)
        )
        found |= {row[0]: row[1] for row in connection.execute(rows)}
    return found


# ----------------------------------------------------------- what persons say
def decide(connection: Connection, proposal: str, state: str, by: By) -> list[str]:
    """Accepts or refuses a proposed merge, by its id; gives the reports to relate anew."""
    one = _one_of([m for m in kin.merges(connection, "proposed") if m.id.startswith(proposal)], proposal)
    return _say(connection, one.a, one.b, state, by)


def undo(connection: Connection, decision: str, by: By) -> list[str]:
    """Takes a decision back, by the id of its pair; gives the reports to relate anew."""
    those = [one for one in deciding.in_force(connection) if one.id.startswith(decision)]
    if not those:
        raise NotInLedger(
            f"no decision {decision} is in force", hint="onrecord people --decisions lists them"
        )
    if len(those) > 1:
        raise NotInLedger(f"{len(those)} decisions begin with {decision}", "more of its id")
    deciding.undo(connection, those, by.who, by.why)
    return _reports(those[0].a, those[0].b)


def merge(connection: Connection, one: str, other: str, by: By) -> list[str]:
    """Makes two people one, by their ids (or those of speakers); gives the reports to relate anew."""
    here, there = (_members(connection, name) for name in (one, other))
    if set(here) & set(there):
        raise CorrectionError(f"{one} and {other} are one already", "two people or bodies")
    against = _between(connection, here, there, ("refused", "split"))
    deciding.undo(connection, against, by.who, by.why)
    reports = [report for d in against for report in _reports(d.a, d.b)]
    return [*reports, *_say(connection, here[0], there[0], "accepted", by)]


def split(connection: Connection, person: str, speakers: Sequence[str], by: By) -> list[str]:
    """Takes speakers out of a person or body; gives the reports to relate anew."""
    members = _members(connection, person)
    if missing := [one for one in speakers if one not in members]:
        raise CorrectionError(
            f"{missing[0]} is no speaker of {person}", "ids such as REPORT:p2", f"onrecord people {person}"
        )
    left = [one for one in members if one not in speakers]
    if not left or not speakers:
        raise CorrectionError(f"nobody would be left of {person}", "some of its speakers, not all")
    links = _between(connection, list(speakers), left, ("accepted",))
    deciding.undo(connection, links, by.who, by.why)
    reports = [report for d in links for report in _reports(d.a, d.b)]
    for speaker in speakers:
        deciding.note(connection, Decision(speaker, left[0], "split", by.who, now(), by.why))
        reports += _reports(speaker, left[0])
    return reports


def _say(connection: Connection, a: str, b: str, state: str, by: By) -> list[str]:
    kin.decide(connection, a, b, state, who=by.who, why=by.why)
    return _reports(a, b)


def _reports(*speakers: str) -> list[str]:
    return [key_of(one)[0] for one in speakers]


def _between(
    connection: Connection, ones: Sequence[str], others: Sequence[str], states: Sequence[str]
) -> list[Decision]:
    """Decisions in force between the speakers of two sides."""
    left, right = set(ones), set(others)
    return [
        one
        for one in deciding.in_force(connection)
        if one.state in states and ((one.a in left and one.b in right) or (one.a in right and one.b in left))
    ]


def _members(connection: Connection, name: str) -> list[str]:
    """The speakers of a person or body: by its id, one of its speakers', or a name only it has."""
    m, p, a = t.memberships.c, t.people.c, t.aliases.c
    own = select(m.person).where(m.speaker == name)
    found = set(connection.execute(select(p.id).where(or_(p.id == name, p.id.in_(own)))).scalars())
    if not found:
        also = select(a.person).where(a.name == name)
        found = set(connection.execute(select(p.id).where(or_(p.name == name, p.id.in_(also)))).scalars())
    if not found:
        raise NotInLedger(f"there is no person or body {name}", hint="onrecord people lists those there are")
    if len(found) > 1:
        raise NotInLedger(f"{name} are {len(found)}: {', '.join(sorted(found))}", "one of these ids")
    (person,) = found
    members = select(m.speaker).where(m.person == person).order_by(m.speaker)
    return list(connection.execute(members).scalars())


def _one_of(those: Sequence[Merge], proposal: str) -> Merge:
    if len(those) == 1:
        return those[0]
    if not those:
        raise NotInLedger(f"there is no proposal {proposal}", hint="onrecord people --proposals lists them")
    raise NotInLedger(f"{len(those)} proposals begin with {proposal}", "more of its id")
