"""Positions over time: what one person or body of a ledger said on each matter, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, exists, func, literal, or_, select

from onrecord.compare.following import (
    LISTED,
    Following,
    NoSuchSpeaker,
    follow,
    follow_statements,
    name_words,
)
from onrecord.ledger import tables as t
from onrecord.ledger.accounts import accounts_of, find_account, members_of
from onrecord.ledger.backend import Backend
from onrecord.ledger.conditions import named_as, speakers_called
from onrecord.ledger.excerpt import excerpt, key_of
from onrecord.ledger.rows import few
from onrecord.record import Comparison

MOST = 500
"""Speakers among whom one voice is looked for."""


@dataclass(frozen=True, slots=True)
class Positions:
    """Who is followed: courses account by account, and the comparison that holds all statements they name.

    `person` is the id of the person or body, None for a speaker who is nobody's member.
    """

    person: str | None
    following: Following
    comparison: Comparison


def positions(
    connection: Connection, backend: Backend, speaker: str, account: str | None = None
) -> Positions:
    """What somebody said, everywhere or on one account; by an id, a name, a role, or words of them.

    Raises `NoSuchSpeaker` where none or several are called so, `NotInLedger`
    where there is no such account.
    """
    chosen = None if account is None else find_account(connection, account)
    by_name = t.speakers.c.id.in_(speakers_called(backend, (speaker,)))
    named = _called(connection, by_name) or _in_role(connection, speaker)
    exact = [one for one, (name, _) in named.items() if speaker in (one, name)]
    meant = exact if len(exact) == 1 else list(named)
    members = [one for identity in meant for one in named[identity][1]]
    if len(meant) != 1:
        if len(members) > MOST:
            raise NoSuchSpeaker(f"{len(named):,} speakers are called {speaker!r}", _listed(named.values()))
        return _of_voices(connection, members, speaker, chosen)
    person = _person(connection, meant[0])
    statements = _said(connection, members if person is None else _members(connection, person))
    accounts = _accounts(connection, statements) if chosen is None else [chosen]
    if chosen is not None:
        own = set(members_of(connection, chosen))
        statements = [one for one in statements if one in own]
        if not statements:
            raise NoSuchSpeaker(f"{speaker!r} says nothing on {account}", "one of its speakers")
    comparison = excerpt(connection, statements, accounts)
    return Positions(person, follow_statements(comparison, {key_of(one) for one in statements}), comparison)


def _of_voices(
    connection: Connection, speakers: Sequence[str], called: str, account: str | None
) -> Positions:
    """Of several who are called so, the one voice that they are, if they are one."""
    statements = _said(connection, speakers)
    if not statements:
        known = _called(connection, t.speakers.c.id.in_(select(t.memberships.c.speaker)))
        raise NoSuchSpeaker(f"no speaker is called {called!r}", _listed(known.values()))
    comparison = excerpt(connection, statements, _accounts(connection, statements))
    return Positions(None, follow(comparison, called, account), comparison)


def _listed(known: Iterable[tuple[str, list[str]]]) -> str:
    """Whom one may have meant, those of most reports first."""
    names = [name for name, _ in sorted(known, key=lambda one: (-len(one[1]), one[0]))]
    more = f" and {len(names) - LISTED:,} more" if len(names) > LISTED else ""
    return (
        f"one of: {', '.join(names[:LISTED])}{more}" if names else "a name, a role, words of them, or an id"
    )


def _called(connection: Connection, which: ColumnElement[bool]) -> dict[str, tuple[str, list[str]]]:
    """Persons, and speakers who are nobody's members: their names, and those who meet a condition, by id."""
    p, m, h = t.speakers.c, t.memberships.c, t.people.c
    rows = connection.execute(
        select(p.id, p.name, m.person, h.name)
        .outerjoin(t.memberships, m.speaker == p.id)
        .outerjoin(t.people, h.id == m.person)
        .where(p.current, which)
        .order_by(p.id)
    )
    found: dict[str, tuple[str, list[str]]] = {}
    for speaker, name, person, known in rows:
        found.setdefault(person or speaker, (known or name, []))[1].append(speaker)
    return found


def _in_role(connection: Connection, called: str) -> dict[str, tuple[str, list[str]]]:
    """The same for those of whom each word is one of the name or of a role ("Governor Marrek")."""
    p, r = t.speakers.c, t.roles.c
    if not (words := sorted(name_words(called))):
        return {}
    of = exists().where(r.speaker == p.key)
    padded = literal(" ") + func.lower(r.role) + literal(" ")
    each = (
        or_(named_as(p.words, word), of.where(padded.contains(f" {word} ", autoescape=True)))
        for word in words
    )
    return _called(connection, and_(*each))


def _person(connection: Connection, identity: str) -> str | None:
    """The id, if it is that of a person or body."""
    found: str | None = connection.execute(select(t.people.c.id).where(t.people.c.id == identity)).scalar()
    return found


def _said(connection: Connection, speakers: Sequence[str]) -> list[str]:
    s = t.statements.c
    found: list[str] = []
    for some in few(speakers):
        found += connection.execute(select(s.id).where(s.current, s.speaker.in_(some))).scalars()
    return sorted(found)


def _accounts(connection: Connection, statements: Sequence[str]) -> list[str]:
    found = accounts_of(connection, statements)
    return sorted({one for several in found.values() for one in several})


def _members(connection: Connection, person: str) -> Sequence[str]:
    m = t.memberships.c
    return sorted(connection.execute(select(m.speaker).where(m.person == person)).scalars())
