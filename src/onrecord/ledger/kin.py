"""People, merges and near-copies, kept as other rooms work them out.

Nothing here decides who is one or what is a copy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, or_, select, update

from onrecord.ledger import tables as t
from onrecord.ledger.arrival import now
from onrecord.ledger.rows import Rows, next_key
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


@dataclass(frozen=True, slots=True)
class NearCopy:
    """A report whose text is nearly that of another, its origin."""

    report: str
    origin: str
    similarity: float
    because: str


def keep_people(connection: Connection, people: Iterable[Person], gone: Iterable[str] = ()) -> None:
    """Keeps people as they are now; ids in `gone` went into others.

    Members leave whom they were with before.
    """
    rows, ids, members = Rows(), list(gone), []
    for one in people:
        ids.append(one.id)
        members += [speaker for speaker, _ in one.members]
        rows.add(t.people, id=one.id, name=one.name, type=one.type)
        for name in dict.fromkeys(one.aliases):
            rows.add(t.aliases, person=one.id, name=name)
        for kind, values in (("role", one.roles), ("land", one.lands)):
            for at, value in enumerate(values):
                rows.add(t.traits, person=one.id, kind=kind, position=at, value=value)
        for speaker, because in one.members:
            rows.add(t.memberships, speaker=speaker, person=one.id, because=because)
    for some in _few(ids):
        connection.execute(delete(t.people).where(t.people.c.id.in_(some)))
    for some in _few(members):
        connection.execute(delete(t.memberships).where(t.memberships.c.speaker.in_(some)))
    rows.write(connection)


def propose(connection: Connection, merges: Iterable[Merge], of: Iterable[str] = ()) -> None:
    """Keeps proposals in place of all earlier ones in which a speaker of `of` stands.

    What a person decided of a pair stays, and is not proposed again.
    """
    c = t.merges.c
    for some in _few(list(of)):
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
    for some in _few([*of, *(one.report for one in found)]):
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


def _few(ids: list[str], most: int = 500) -> Iterable[list[str]]:
    """A list in parts short enough for one statement of SQL."""
    for at in range(0, len(ids), most):
        yield ids[at : at + most]
