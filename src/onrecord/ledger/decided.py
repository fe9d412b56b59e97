"""What people decided of who is one, as far as it counts for the origins of accounts.

Two names that a person made one are one origin, whatever the names; two that a
person keeps apart are two. Where such a decision, or whom it is of, changes, the
accounts in which those speak are formed anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, select

from onrecord.compare.origins import NOTHING, Decided
from onrecord.ledger import deciding
from onrecord.ledger import tables as t
from onrecord.ledger.heard import key_of
from onrecord.ledger.rows import few
from onrecord.ledger.unpairing import mark_unformed


def decided(connection: Connection, speakers: Iterable[str] | None = None) -> Decided:
    """What was decided of speakers by permanent id, of all where none are given."""
    those = deciding.in_force(connection)
    if not those:
        return NOTHING
    person = deciding.persons_of(connection, [end for one in those for end in (one.a, one.b)])
    pairs = ((person.get(one.a), person.get(one.b)) for one in those if one.state != "accepted")
    apart = frozenset(frozenset((a, b)) for a, b in pairs if a and b and a != b)
    if speakers is None:
        members = _members(connection, set(person.values()))
    else:
        known, concerned = deciding.persons_of(connection, list(speakers)), set(person.values())
        members = {one: of for one, of in known.items() if of in concerned}
    return Decided({key_of(one): of for one, of in members.items()}, apart)


@contextmanager
def watched(connection: Connection) -> Iterator[None]:
    """Marks the statements of those of whom something else is decided at the end than at the beginning."""
    before = decided(connection)
    yield
    after = decided(connection)
    if before == after:
        return
    changed = {
        one
        for one in before.persons.keys() | after.persons.keys()
        if before.persons.get(one) != after.persons.get(one)
    }
    persons = {person for pair in before.apart ^ after.apart for person in pair}
    changed |= {one for one, person in after.persons.items() if person in persons}
    k, s = t.compared.c, t.statements.c
    for some in few(sorted(f"{report}:{speaker}" for report, speaker in changed)):
        said = select(k.key).join(t.statements, (s.id == k.statement) & s.current)
        mark_unformed(connection, connection.execute(said.where(s.speaker.in_(some))).scalars())


def _members(connection: Connection, persons: set[str]) -> dict[str, str]:
    m = t.memberships.c
    found: dict[str, str] = {}
    for some in few(sorted(persons)):
        rows = connection.execute(select(m.speaker, m.person).where(m.person.in_(some)))
        found |= {row[0]: row[1] for row in rows}
    return found
