"""What people decide of pairs of speakers: one, two, or as if nothing were decided.

Decisions are only ever added; of one pair the last one counts, and it counts for
ever. Where a speaker goes (its report is removed, or a new reading does not
find it), what was decided of it is carried over to another speaker who is the
same person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, or_, select, update

from onrecord.ledger import tables as t
from onrecord.ledger.arrival import now
from onrecord.ledger.heard import key_of
from onrecord.ledger.rows import few, next_key
from onrecord.people import Decisions

STATES = ("accepted", "refused", "split", "undone")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of two speakers, by permanent ids.

    `state` is accepted (they are one), refused (they are two), split (they are
    two, and `a` leaves those it was with) or undone.
    """

    a: str
    b: str
    state: str
    who: str
    at: str
    why: str

    @property
    def id(self) -> str:
        """What names the pair: the same whoever decides, and whatever."""
        return pair_id(self.a, self.b)


def pair_id(a: str, b: str) -> str:
    """Eight digits for a pair of speakers, in either order."""
    return sha256("\n".join(sorted((a, b))).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def decisions(connection: Connection) -> tuple[Decision, ...]:
    """All that was ever decided, the first first."""
    c = t.decisions.c
    rows = connection.execute(select(c.a, c.b, c.state, c.who, c.at, c.why).order_by(c.key))
    return tuple(Decision(*row) for row in rows)


def in_force(connection: Connection) -> tuple[Decision, ...]:
    """The last decision of each pair, without those undone, in order."""
    last: dict[frozenset[str], Decision] = {}
    for one in decisions(connection):
        pair = frozenset((one.a, one.b))
        last.pop(pair, None)
        last[pair] = one
    return tuple(one for one in last.values() if one.state != "undone")


def standing(those: Iterable[Decision]) -> Decisions:
    """Decisions as the register of people takes them."""
    pairs: dict[str, set[tuple[tuple[str, str], tuple[str, str]]]] = defaultdict(set)
    for one in those:
        pairs[one.state].add((key_of(one.a), key_of(one.b)))
    return Decisions(frozenset(pairs["accepted"]), frozenset(pairs["split"]), frozenset(pairs["refused"]))


def note(connection: Connection, one: Decision) -> None:
    """Adds a decision."""
    number = next_key(connection, t.decisions)
    row = {"key": number, "a": one.a, "b": one.b, "state": one.state}
    connection.execute(insert(t.decisions).values(**row, who=one.who, at=one.at, why=one.why))


def undo(connection: Connection, those: Iterable[Decision], who: str, why: str) -> None:
    """Undoes decisions that are in force, because another one says otherwise."""
    for one in those:
        note(connection, Decision(one.a, one.b, "undone", who, now(), why))
        c = t.merges.c
        pair = or_((c.a == one.a) & (c.b == one.b), (c.a == one.b) & (c.b == one.a))
        connection.execute(
            update(t.merges)
            .where(pair)
            .values(state="undone", decided_by=who, decided_at=now(), decided_why=why)
        )


def carry_over(connection: Connection, gone: Sequence[str]) -> None:
    """Decides of others who are the same person what was decided of speakers that go.

    Where a person has no other speaker, the decision stays as it is, in case
    the speaker is found again.
    """
    leaving = set(gone)
    concerned = [one for one in in_force(connection) if {one.a, one.b} & leaving]
    if not concerned:
        return
    person = _persons(connection, [end for one in concerned for end in (one.a, one.b)])
    for one in concerned:
        a, b = (_other(connection, end, person, leaving) if end in leaving else end for end in (one.a, one.b))
        if {a, b} != {one.a, one.b} and a != b:
            state = "refused" if one.state == "split" else one.state
            note(connection, Decision(a, b, state, one.who, one.at, one.why))


def forget(connection: Connection, report: str) -> None:
    """Takes out what was decided of the speakers of a report."""
    c, inside = t.decisions.c, f"{report}:"
    connection.execute(
        delete(t.decisions).where(
            c.a.startswith(inside, autoescape=True) | c.b.startswith(inside, autoescape=True)
        )
    )


def _persons(connection: Connection, speakers: Sequence[str]) -> dict[str, str]:
    m = t.memberships.c
    found: dict[str, str] = {}
    for some in few(speakers):
        rows = connection.execute(select(m.speaker, m.person).where(m.speaker.in_(some)))
        found |= {row[0]: row[1] for row in rows}
    return found


def _other(connection: Connection, end: str, person: Mapping[str, str], leaving: set[str]) -> str:
    """Another speaker of the same person, of the same name where there is one."""
    m, s = t.memberships.c, t.speakers.c
    names = set(connection.execute(select(s.name).where(s.id == end)).scalars())
    rows = connection.execute(
        select(m.speaker, s.name)
        .join(t.speakers, (s.id == m.speaker) & s.current)
        .where(m.person == person.get(end))
    )
    others = [(name not in names, speaker) for speaker, name in rows if speaker not in leaving]
    return min(others, default=(True, end))[1]
