"""Which statements of a report cannot be right together with those of other reports."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.ledger import tables as t
from onrecord.ledger.ids import local
from onrecord.ledger.relation_list import of_kind
from onrecord.record import Aspect, RelationKind


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A statement of another report against one of ours: in what and why, who says it, where."""

    statement: str
    aspect: Aspect | None
    because: str
    confidence: float
    speaker: str | None
    report: str
    publisher: str | None
    title: str | None
    published: str | None


def conflicts_elsewhere(connection: Connection, report: str) -> dict[str, tuple[Elsewhere, ...]]:
    """What conflicts in other reports, by the id within the report (s7); the surest first."""
    found: dict[str, list[Elsewhere]] = defaultdict(list)
    r, s, p, v = t.relations.c, t.statements.c, t.speakers.c, t.revisions.c
    for own, other, own_report, other_report in (
        (r.a, r.b, r.a_report, r.b_report),
        (r.b, r.a, r.b_report, r.a_report),
    ):
        rows = connection.execute(
            select(
                own,
                other,
                r.aspect,
                r.because,
                r.confidence,
                p.name,
                s.report,
                v.publisher,
                v.title,
                v.published,
            )
            .join(t.statements, (s.id == other) & s.current)
            .join(t.revisions, (v.report == s.report) & (v.number == s.revision))
            .outerjoin(t.speakers, (p.id == s.speaker) & p.current)
            .where(own_report == report, other_report != report, of_kind(RelationKind.CONFLICTS))
        )
        for ours, theirs, aspect, because, confidence, *told in rows:
            one = Elsewhere(theirs, Aspect(aspect) if aspect else None, because, confidence, *told)
            found[local(ours) or ""].append(one)
    return {
        ours: tuple(sorted(those, key=lambda e: (-e.confidence, e.published or "9999", e.statement)))
        for ours, those in found.items()
    }
