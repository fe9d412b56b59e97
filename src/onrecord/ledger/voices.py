"""Who speaks in a ledger, and how: counts over persons and bodies, and the audit of a set of reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, exists, func, select

from onrecord.ledger import tables as t
from onrecord.ledger.conditions import Condition
from onrecord.record.audit import Audit, Share, Voice


@dataclass(slots=True)
class _Heard:
    """What is gathered of one voice while rows are read."""

    name: str
    type: str | None
    named: bool
    affiliation: str | None
    statements: int = 0
    reports: set[str] = field(default_factory=set)
    names: Counter[str] = field(default_factory=Counter)


def voices(connection: Connection, where: Sequence[Condition], *, every_copy: bool = False) -> list[Voice]:
    """All who speak in some statements, the most quoted first; persons and bodies once.

    Of reports that are one text one is counted, unless `every_copy`.
    """
    if not every_copy and (repeated := again(connection, where)):
        where = [*where, t.statements.c.report.not_in(repeated)]
    heard: dict[str, _Heard] = {}
    for row in connection.execute(_said(where)):
        if row.name is None:
            continue
        identity = row.person or row.speaker
        one = heard.get(identity)
        if one is None:
            one = heard[identity] = _Heard(row.person_name or row.name, row.type, row.named, row.affiliation)
        one.statements += row.number
        one.reports.add(row.report)
        one.names[row.name] += row.number
    made = [
        Voice(
            identity,
            one.name,
            one.type,
            one.named,
            one.affiliation,
            one.statements,
            len(one.reports),
            tuple(sorted(one.names, key=lambda n, one=one: (-one.names[n], n))),  # type: ignore[misc]
        )
        for identity, one in heard.items()
    ]
    return sorted(made, key=lambda v: (-v.statements, -v.reports, v.name, v.id))


def _said(where: Sequence[Condition]) -> Any:
    """How many statements each speaker of each report has, with who that is."""
    c, p, m, h = t.statements.c, t.speakers.c, t.memberships.c, t.people.c
    said = (
        select(c.speaker, c.report, func.count().label("number"))
        .where(*where)
        .group_by(c.speaker, c.report)
        .subquery()
    )
    return (
        select(
            said.c.speaker,
            said.c.report,
            said.c.number,
            p.name,
            p.type,
            p.named,
            p.affiliation,
            m.person,
            h.name.label("person_name"),
        )
        .select_from(said)
        .outerjoin(t.speakers, (p.id == said.c.speaker) & p.current)
        .outerjoin(t.memberships, m.speaker == said.c.speaker)
        .outerjoin(t.people, h.id == m.person)
        .order_by(said.c.report, said.c.speaker)
    )


def again(connection: Connection, where: Sequence[Condition]) -> list[str]:
    """Reports that meet some conditions and whose text another of them has: of a family one counts.

    That is the origin, or the first by its id where the origin has nothing that is asked for.
    """
    c, report = t.copies.c, t.statements.c.report
    copied = select(c.report, c.origin)
    if not connection.execute(copied.limit(1)).first():
        return []
    found = set(connection.execute(select(report).where(*where).distinct()).scalars())
    families: dict[str, list[str]] = defaultdict(list)
    for copy, origin in connection.execute(copied.order_by(c.origin, c.report)):
        if copy in found:
            families[origin].append(copy)
    return sorted(
        copy for origin, copies in families.items() for copy in (copies if origin in found else copies[1:])
    )


def audit(
    connection: Connection, where: Sequence[Condition], most: int = 15, *, every_copy: bool = False
) -> Audit:
    """The audit of the statements that meet some conditions; `most` voices are listed.

    Of reports that are one text one is counted, unless `every_copy`.
    """
    repeated = again(connection, where)
    if repeated and not every_copy:
        where = [*where, t.statements.c.report.not_in(repeated)]
    c, v = t.statements.c, t.revisions.c
    sources, types, by_report = Counter[str](), Counter[str](), defaultdict[str, Counter[str]](Counter)
    unnamed_in, per_report = Counter[str](), Counter[str]()
    for row in connection.execute(_said(where)):
        kind = "without a source" if row.name is None else "named" if row.named else "unnamed"
        sources[kind] += row.number
        types[row.type or ("undecided" if row.name else "without a source")] += row.number
        per_report[row.report] += row.number
        unnamed_in[row.report] += row.number if kind == "unnamed" else 0
        if row.name is not None:
            by_report[row.report][row.person or row.speaker] += row.number
    total = sum(sources.values())
    outlets, unnamed_by = Counter[str](), Counter[str]()
    known = select(t.reports.c.id, v.publisher).join(
        t.revisions, (v.report == t.reports.c.id) & (v.number == t.reports.c.revision)
    )
    for report, publisher in connection.execute(known):
        if report in per_report:
            outlets[publisher or "unknown"] += per_report[report]
            unnamed_by[publisher or "unknown"] += unnamed_in[report]
    passed = select(func.count()).where(*where, exists().where(t.via.c.statement == c.key))
    everyone = voices(connection, where, every_copy=True)
    return Audit(
        reports=len(per_report),
        statements=total,
        copies=len(repeated),
        sources=tuple(Share(k, sources[k], total) for k in ("named", "unnamed", "without a source")),
        types=_shares(types, total),
        modes=_shares(_counted(connection, c.mode, where), total),
        acts=_shares(_counted(connection, c.act, where), total),
        outlets=_shares(outlets, total)[:most],
        unnamed_by_outlet=tuple(
            Share(name, unnamed_by[name], outlets[name])
            for name in sorted(outlets, key=lambda n: (-outlets[n], n))[:most]
        ),
        passed_on=Share("passed on by somebody", int(connection.execute(passed).scalar_one()), total),
        voices=tuple(everyone[:most]),
        speakers=len(everyone),
        alone=sum(len(heard) == 1 for heard in by_report.values()),
    )


def _counted(connection: Connection, column: Any, where: Sequence[Condition]) -> Counter[str]:
    rows = connection.execute(select(column, func.count()).where(*where).group_by(column))
    return Counter({value or "undecided": number for value, number in rows})


def _shares(counted: Counter[str], total: int) -> tuple[Share, ...]:
    ranked = sorted(counted.items(), key=lambda i: (-i[1], i[0]))
    return tuple(Share(kind, number, total) for kind, number in ranked)
