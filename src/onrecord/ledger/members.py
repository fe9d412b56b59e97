"""Members of accounts as rows have them, and the accounts and promises that are made of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select

from onrecord.compare.accounts import Kind, formed
from onrecord.compare.figures import TOLLS
from onrecord.compare.promises import state_of
from onrecord.compare.speakers_alike import SILENT, Voice, voice_of_speaker
from onrecord.compare.spoken import Member, Told
from onrecord.ledger import tables as t
from onrecord.ledger.decided import decided
from onrecord.ledger.excerpt import key_of
from onrecord.ledger.ids import local
from onrecord.ledger.keeping import put_account
from onrecord.ledger.rows import Rows, few
from onrecord.record import Act, Measure, Speaker, SpeakerType, StatementKey

AT_ONCE = 2000
"""Statements whose accounts are made at once."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The statements of an account that is to be made, by permanent id and in order."""

    kind: Kind
    statements: tuple[str, ...]


def put_accounts(connection: Connection, accounts: Sequence[Gathered]) -> None:
    """Makes accounts of statements and writes them."""
    some: list[Gathered] = []
    for one in accounts:
        some.append(one)
        if sum(len(a.statements) for a in some) >= AT_ONCE:
            _put(connection, some)
            some = []
    _put(connection, some)


def _put(connection: Connection, accounts: Sequence[Gathered]) -> None:
    ids = sorted({one for account in accounts for one in account.statements})
    members = load_members(connection, ids)
    again = _pairs(connection, ids, "repeats")
    clashes = _pairs(connection, ids, "conflicts")
    told = decided(connection, {f"{m.key[0]}:{m.speaker}" for m in members.values() if m.speaker})
    rows = Rows()
    for account in accounts:
        spoken = [members[one] for one in account.statements if one in members]
        own = {one.key for one in spoken}
        if len(own) < 2:
            continue
        made = formed("", account.kind, spoken, again, told)
        conflicts = sum(other in own for key in own for other in clashes.get(key, ())) // 2
        put_account(rows, made, {one.key: one.said for one in spoken}, conflicts)
    rows.write(connection)


def load_members(connection: Connection, statements: Sequence[str]) -> dict[str, Member]:
    """Statements as accounts are made of them, by permanent id; those that do not stand are left out."""
    s, v, p = t.statements.c, t.revisions.c, t.placed.c
    found: list[Any] = []
    for some in few(statements):
        rows = (
            select(s.key, s.id, s.speaker, s.content_text, s.said_date, v.published, p.setting)
            .join(t.revisions, (v.report == s.report) & (v.number == s.revision))
            .join(t.placed, p.report == s.report)
            .where(s.current, s.id.in_(some))
        )
        found += connection.execute(rows).all()
    voices = _voices(connection, {row.speaker: row.setting for row in found if row.speaker})
    told = _told(connection, [row.key for row in found])
    return {
        row.id: Member(
            key_of(row.id),
            voices.get(row.speaker, SILENT),
            local(row.speaker),
            row.content_text,
            tuple(told[row.key]),
            row.said_date or row.published,
        )
        for row in found
    }


def _voices(connection: Connection, settings: dict[str, str]) -> dict[str, Voice]:
    """The voices of speakers by permanent id; `settings` are those of their reports."""
    c = t.speakers.c
    found: dict[str, Voice] = {}
    for some in few(sorted(settings)):
        rows = connection.execute(
            select(c.id, c.name, c.type, c.named, c.affiliation).where(c.current, c.id.in_(some))
        )
        for speaker, name, kind, named, affiliation in rows:
            of = SpeakerType(kind) if kind else None
            made = Speaker(local(speaker) or "", name, of, named, (), affiliation, ())
            found[speaker] = voice_of_speaker(made, settings[speaker])
    return found


def _told(connection: Connection, keys: Sequence[int]) -> dict[int, list[Told]]:
    c = t.figures.c
    found: dict[int, list[Told]] = defaultdict(list)
    for some in few(keys):
        rows = (
            select(c.statement, c.measure, c.low, c.high)
            .where(c.statement.in_(some), c.measure.in_([str(m) for m in TOLLS]))
            .order_by(c.statement, c.position)
        )
        for statement, measure, low, high in connection.execute(rows):
            found[statement].append(Told(Measure(measure), low, high))
    return found


def _pairs(
    connection: Connection, statements: Sequence[str], relation: str
) -> dict[StatementKey, list[StatementKey]]:
    """Which of some statements have a relation to which others, in both directions."""
    c = t.relations.c
    found: dict[StatementKey, list[StatementKey]] = defaultdict(list)
    for some in few(statements):
        rows = select(c.a, c.b).where(c.relation == relation, c.a.in_(some))
        for a, b in connection.execute(rows):
            found[key_of(a)].append(key_of(b))
            found[key_of(b)].append(key_of(a))
    return found


def put_promises_of(connection: Connection, statements: Collection[str]) -> None:
    """Writes anew what became of the promises among some statements."""
    s, p, c = t.statements.c, t.promises.c, t.relations.c
    rows = Rows()
    for some in few(sorted(statements)):
        connection.execute(delete(t.promises).where(p.statement.in_(some)))
        given = select(s.id, s.report).where(s.current, s.id.in_(some), s.act == str(Act.COMMITMENT))
        told: dict[str, set[str]] = defaultdict(set)
        verdicts = select(c.a, c.relation).where(c.a.in_(some), c.relation.in_(("fulfils", "breaks")))
        for statement, relation in connection.execute(verdicts):
            told[statement].add(relation)
        for statement, report in connection.execute(given):
            state = state_of("fulfils" in told[statement], "breaks" in told[statement])
            rows.add(t.promises, statement=statement, report=report, state=state)
    rows.write(connection)


def drop_stray(connection: Connection) -> None:
    """Takes out accounts and promises of statements that stand no more."""
    m, p = t.account_statements.c, t.promises.c
    there = select(t.compared.c.statement)
    stray = select(m.account).where(m.statement.not_in(there))
    connection.execute(delete(t.accounts).where(t.accounts.c.id.in_(stray)))
    connection.execute(delete(t.promises).where(p.statement.not_in(there)))
