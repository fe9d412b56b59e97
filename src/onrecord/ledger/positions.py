"""Positions over time: what one person or body of a ledger said on each matter, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.compare.following import LISTED, Following, NoSuchSpeaker, follow_statements
from onrecord.ledger import tables as t
from onrecord.ledger.accounts import accounts_of, find_account, members_of
from onrecord.ledger.conditions import speakers_called
from onrecord.ledger.excerpt import excerpt, key_of
from onrecord.ledger.rows import few
from onrecord.record import Comparison


@dataclass(frozen=True, slots=True)
class Positions:
    """Who is followed: courses account by account, and the comparison that holds all statements they name.

    `person` is the id of the person or body, None for a speaker who is nobody's member.
    """

    person: str | None
    following: Following
    comparison: Comparison


def positions(connection: Connection, speaker: str, account: str | None = None) -> Positions:
    """What somebody said: a person's or speaker's id or name; everywhere, or on one account.

    Raises `NoSuchSpeaker` where none or several are called so, `NotInLedger`
    where there is no such account.
    """
    person, statements = _said_by(connection, speaker)
    if account is not None:
        chosen = [find_account(connection, account)]
        members = set(members_of(connection, chosen[0]))
        statements = [one for one in statements if one in members]
        if not statements:
            raise NoSuchSpeaker(f"{speaker!r} says nothing on {account}", "one of its speakers")
    else:
        found = accounts_of(connection, statements)
        chosen = sorted({one for several in found.values() for one in several})
    comparison = excerpt(connection, statements, chosen)
    following = follow_statements(comparison, {key_of(one) for one in statements})
    return Positions(person, following, comparison)


def _said_by(connection: Connection, speaker: str) -> tuple[str | None, list[str]]:
    """The person of a name or id, and the permanent ids of all they say."""
    p, m, h, s = t.speakers.c, t.memberships.c, t.people.c, t.statements.c
    rows = connection.execute(
        select(p.id, p.name, m.person, h.name)
        .outerjoin(t.memberships, m.speaker == p.id)
        .outerjoin(t.people, h.id == m.person)
        .where(p.current, p.id.in_(speakers_called((speaker,))))
    ).all()
    named = {row[2] or row[0]: row[3] or row[1] for row in rows}
    exact = [one for one in named if speaker in (one, named[one])]
    meant = exact if len(exact) == 1 else list(named)
    if len(meant) != 1:
        known = sorted(f"{named[one]} ({one})" for one in meant)
        got = f"several speakers are called {speaker!r}" if meant else f"no speaker is called {speaker!r}"
        expected = f"one of: {', '.join(known[:LISTED])}" if known else "a name, or an id"
        raise NoSuchSpeaker(got, expected)
    person = next((row[2] for row in rows if meant[0] == row[2]), None)
    speakers = [meant[0]] if person is None else _members(connection, person)
    found: list[str] = []
    for some in few(speakers):
        found += connection.execute(select(s.id).where(s.current, s.speaker.in_(some))).scalars()
    return person, sorted(found)


def _members(connection: Connection, person: str) -> Sequence[str]:
    m = t.memberships.c
    return sorted(connection.execute(select(m.speaker).where(m.person == person)).scalars())
