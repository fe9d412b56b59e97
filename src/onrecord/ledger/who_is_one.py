"""Which speakers of a ledger are one person or body, worked out anew where a report changed it.

The register of `onrecord.people` decides; here it is given what hangs together
with the speakers of some reports, and what it says is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, exists, select

from onrecord.ledger import deciding, heard, kin
from onrecord.ledger import tables as t
from onrecord.ledger.kin import Merge, Person
from onrecord.ledger.rows import few
from onrecord.people import AppearanceKey, Identity, Pair, People

RULES = "onrecord.people"
"""What proposed merges name as who proposed them."""


def relate(connection: Connection, reports: Sequence[str], keys: Iterable[str] = ()) -> None:
    """Works out who the speakers of some reports are, and all that could change by it.

    `keys` are those of speakers who went, or of whom something was decided.
    """
    before = members_in(connection, reports)
    there = heard.fresh(connection, reports)
    standing = {heard.id_of(one.key) for one in there}
    if lost := [one for one in before if one not in standing]:
        deciding.carry_over(connection, lost)
    decided = deciding.in_force(connection)
    decisions = deciding.standing(decided)
    found = heard.keep(connection, reports, there, decisions.leaving) | set(keys)
    linked: dict[str, list[str]] = defaultdict(list)
    for one in decided:
        linked[one.a].append(one.b)
        linked[one.b].append(one.a)
    area = heard.area(connection, found, lambda speaker: linked.get(speaker, ()))
    known = _known(connection, [*area, *before])
    ids = {heard.key_of(one): known[one] for one in area if one in known}
    register = People((), decisions, ids, _taken(connection))
    those = heard.stored(connection, area)
    names = {one.key: one.speaker.name for one in those}
    change = register.add(those)
    kin.keep_people(connection, [_person(one, names) for one in change.identities], change.gone)
    merged = {heard.id_of(key) for one in change.identities for key in one.members}
    _leave(connection, [one for one in {*before, *area} if one not in merged])
    _drop_nobody(connection, set(known.values()))
    kin.propose(connection, [_merge(one) for one in change.proposals], area)


def members_in(connection: Connection, reports: Sequence[str]) -> list[str]:
    """Speakers of some reports who could be somebody's members until now."""
    a = t.appearances.c
    found: list[str] = []
    for some in few(reports):
        found += connection.execute(select(a.speaker).where(a.report.in_(some))).scalars()
    return found


def _known(connection: Connection, speakers: Sequence[str]) -> dict[str, str]:
    m = t.memberships.c
    found: dict[str, str] = {}
    for some in few(sorted(set(speakers))):
        rows = connection.execute(select(m.speaker, m.person).where(m.speaker.in_(some)))
        found |= {row[0]: row[1] for row in rows}
    return found


def _taken(connection: Connection) -> Callable[[str], bool]:
    """Whether an id is somebody's."""

    def taken(identity: str) -> bool:
        return bool(connection.execute(select(exists().where(t.people.c.id == identity))).scalar())

    return taken


def _leave(connection: Connection, speakers: Sequence[str]) -> None:
    """Speakers who are nobody's members any more."""
    for some in few(sorted(speakers)):
        connection.execute(delete(t.memberships).where(t.memberships.c.speaker.in_(some)))


def _drop_nobody(connection: Connection, persons: set[str]) -> None:
    """Those of some people go of whom no speaker is left."""
    for some in few(sorted(persons)):
        left = exists().where(t.memberships.c.person == t.people.c.id)
        connection.execute(delete(t.people).where(t.people.c.id.in_(some), ~left))


def _person(one: Identity, names: Mapping[AppearanceKey, str]) -> Person:
    reasons = {name: link.because for link in reversed(one.links) for name in link.names if name != one.name}
    return Person(
        one.id,
        one.name,
        None if one.type is None else str(one.type),
        tuple(sorted(one.aliases)),
        one.roles,
        one.lands,
        tuple(sorted((heard.id_of(key), reasons.get(names[key])) for key in one.members)),
    )


def _merge(pair: Pair) -> Merge:
    link = pair.link
    return Merge(heard.id_of(link.a), heard.id_of(link.b), *link.names, link.score, link.because, RULES)
