"""People, merges and near-copies as rows.

Nothing here decides who is one or what is a copy: see `who_is_one` and `near_copies`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, or_, select, update

from onrecord.ledger import tables as t
from onrecord.ledger.arrival import now
from onrecord.ledger.deciding import Decision, note, pair_id
from onrecord.ledger.rows import Rows, few, next_key
from onrecord.ledger.words import folded
from onrecord.record.errors import LedgerError, NotInLedger


@dataclass(frozen=True, slots=True)
class Person:
    """A person or body; `members` are the permanent ids of its speakers, each with why where names differ."""

    id: str
    name: str
    type: str | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    lands: tuple[str, ...] = ()
    members: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """Two speakers that may be one: proposed, accepted, refused or undone.

    `a` and `b` are permanent ids of speakers; `confidence` is 0 … 1.
    """

    a: str
    b: str
    a_name: str
    b_name: str
    confidence: float
    because: str
    proposed_by: str
    state: str = "proposed"
    decided_by: str | None = None
    decided_why: str | None = None

    @property
    def id(self) -> str:
        """What names the pair: the same however often it is proposed."""
        return pair_id(self.a, self.b)


@dataclass(frozen=True, slots=True)
class NearCopy:
    """A report whose text is nearly that of another, its origin."""

    report: str
    origin: str
    similarity: float
    because: str


def keep_people(connection: Connection, people: Iterable[Person], gone: Iterable[str] = ()) -> None:
    """Keeps people as they are now; ids in `gone` went into others.

    Members leave whom they were with before; who is as before is not written.
    """
    those = list(people)
    before = {one.id: one for one in load_people(connection, [one.id for one in those])}
    changed = [one for one in those if before.get(one.id) != one]
    rows, left = Rows(), []
    for one in changed:
        old = before.get(one.id)
        rows.add(t.people, id=one.id, name=one.name, type=one.type)
        for name in dict.fromkeys(one.aliases):
            rows.add(t.aliases, person=one.id, name=name)
        for kind, values in (("role", one.roles), ("land", one.lands)):
            for at, value in enumerate(values):
                rows.add(t.traits, person=one.id, kind=kind, position=at, value=value)
        left += [speaker for speaker, _ in set(old.members) - set(one.members)] if old else []
    moved = [(m, one.id) for one in changed for m in one.members if m not in _members(before.get(one.id))]
    for some in few([*left, *(speaker for (speaker, _), _ in moved)]):
        connection.execute(delete(t.memberships).where(t.memberships.c.speaker.in_(some)))
    _replace_people(connection, rows, {one.id for one in changed} & set(before))
    for (speaker, because), person in moved:
        rows.add(t.memberships, speaker=speaker, person=person, because=because)
    rows.write(connection)
    for some in few(sorted(set(gone))):
        connection.execute(delete(t.people).where(t.people.c.id.in_(some)))


def _members(one: Person | None) -> frozenset[tuple[str, str | None]]:
    return frozenset(one.members) if one else frozenset()


def _replace_people(connection: Connection, rows: Rows, there: set[str]) -> None:
    """Writes people over what is there of them, without their members, who stay."""
    for some in few(sorted(there)):
        for table in (t.aliases, t.traits):
            connection.execute(delete(table).where(table.c.person.in_(some)))
    fresh: list[dict[str, Any]] = []
    for row in rows.of.pop(t.people, []):
        if row["id"] in there:
            values = {"name": row["name"], "type": row["type"], "words": folded(row["name"])}
            connection.execute(update(t.people).where(t.people.c.id == row["id"]).values(**values))
        else:
            fresh.append(row)
    if fresh:
        rows.of[t.people] = fresh


def load_people(connection: Connection, ids: Iterable[str]) -> tuple[Person, ...]:
    """People by their ids, in order of name and id; those that are not there are left out."""
    wanted = sorted(set(ids))
    p, a, x, m = t.people.c, t.aliases.c, t.traits.c, t.memberships.c
    heads: dict[str, tuple[str, str | None]] = {}
    aliases: dict[str, list[str]] = defaultdict(list)
    traits: dict[tuple[str, str], list[str]] = defaultdict(list)
    members: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for some in few(wanted):
        for one, name, kind in connection.execute(select(p.id, p.name, p.type).where(p.id.in_(some))):
            heads[one] = (name, kind)
        for one, name in connection.execute(select(a.person, a.name).where(a.person.in_(some))):
            aliases[one].append(name)
        chosen = select(x.person, x.kind, x.value).where(x.person.in_(some)).order_by(x.position)
        for one, kind, value in connection.execute(chosen):
            traits[one, kind].append(value)
        speakers = select(m.person, m.speaker, m.because).where(m.person.in_(some))
        for one, speaker, because in connection.execute(speakers):
            members[one].append((speaker, because))
    made = [
        Person(
            one,
            name,
            kind,
            tuple(sorted(aliases[one])),
            tuple(traits[one, "role"]),
            tuple(traits[one, "land"]),
            tuple(sorted(members[one], key=lambda k: k[0])),
        )
        for one, (name, kind) in heads.items()
    ]
    return tuple(sorted(made, key=lambda one: (one.name, one.id)))


def propose(connection: Connection, merges: Iterable[Merge], of: Iterable[str] = ()) -> None:
    """Keeps proposals in place of all earlier ones in which a speaker of `of` stands.

    What a person decided of a pair stays, and is not proposed again.
    """
    c = t.merges.c
    for some in few(list(of)):
        connection.execute(delete(t.merges).where(c.state == "proposed", or_(c.a.in_(some), c.b.in_(some))))
    number, rows = next_key(connection, t.merges), Rows()
    for one in merges:
        if _merge_key(connection, one.a, one.b) is None:
            rows.add(t.merges, key=number, proposed_at=now(), **_columns(one))
            number += 1
    rows.write(connection)


def decide(connection: Connection, a: str, b: str, state: str, *, who: str, why: str) -> None:
    """Notes what a person decided of a pair: accepted, refused, or undone where it was accepted.

    A pair that nobody proposed may be decided too. Raises `NotInLedger` for
    speakers that are not there, `LedgerError` for another state.
    """
    if state not in ("accepted", "refused", "undone"):
        raise LedgerError(f"a merge cannot be {state}", "accepted, refused or undone")
    names = {one: _name(connection, one) for one in (a, b)}
    key = _merge_key(connection, a, b)
    if key is None:
        key, rows = next_key(connection, t.merges), Rows()
        made = Merge(a, b, names[a], names[b], 1.0, why, who)
        rows.add(t.merges, key=key, proposed_at=now(), **_columns(made))
        rows.write(connection)
    decided = {"state": state, "decided_by": who, "decided_at": now(), "decided_why": why}
    connection.execute(update(t.merges).where(t.merges.c.key == key).values(**decided))
    note(connection, Decision(a, b, state, who, now(), why))


def merges(connection: Connection, state: str | None = None) -> tuple[Merge, ...]:
    """All merges, or those in one state, the surest first."""
    c = t.merges.c
    columns = [c[name] for name in Merge.__slots__]
    wanted = select(*columns).order_by(c.confidence.desc(), c.a, c.b)
    rows = connection.execute(wanted if state is None else wanted.where(c.state == state))
    return tuple(Merge(**dict(row)) for row in rows.mappings())


def keep_copies(connection: Connection, copies: Iterable[NearCopy], of: Iterable[str] = ()) -> None:
    """Marks reports as near-copies, in place of what was known of the reports of `of`."""
    found = list(copies)
    for some in few([*of, *(one.report for one in found)]):
        connection.execute(delete(t.copies).where(t.copies.c.report.in_(some)))
    rows = Rows()
    for one in found:
        rows.add(
            t.copies,
            report=one.report,
            origin=one.origin,
            similarity=one.similarity,
            because=one.because,
        )
    rows.write(connection)


def copies(connection: Connection) -> tuple[NearCopy, ...]:
    """All near-copies, in order of their ids."""
    c = t.copies.c
    rows = connection.execute(select(c.report, c.origin, c.similarity, c.because).order_by(c.report))
    return tuple(NearCopy(*row) for row in rows)


def _columns(one: Merge) -> dict[str, object]:
    return {name: getattr(one, name) for name in Merge.__slots__}


def _merge_key(connection: Connection, a: str, b: str) -> int | None:
    c = t.merges.c
    pair = or_((c.a == a) & (c.b == b), (c.a == b) & (c.b == a))
    key: int | None = connection.execute(select(c.key).where(pair)).scalar()
    return key


def _name(connection: Connection, speaker: str) -> str:
    c = t.speakers.c
    name: str | None = connection.execute(select(c.name).where(c.id == speaker, c.current)).scalar()
    if name is None:
        raise NotInLedger(f"there is no speaker {speaker}", "an id such as REPORT:p2")
    return name
