"""*Statement*: one statement under its permanent address, why it is what it is, and what became of it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.export.explanation import Explanation, explain
from onrecord.export.phrasing import title_of
from onrecord.ledger import settling
from onrecord.ledger.accounts import accounts_of, heads_of
from onrecord.ledger.history import history
from onrecord.ledger.hits import report_heads
from onrecord.ledger.ids import local
from onrecord.ledger.related import relations_of
from onrecord.record import Act, Certainty, Polarity, Record, Statement, Status
from onrecord.record.errors import NotInLedger
from onrecord.web.citing import citations
from onrecord.web.relating import ties_of
from onrecord.web.reviewing import reviewed
from onrecord.web.showing import show
from onrecord.web.site import Site, site_of
from onrecord.web.steps import together

router = APIRouter()
CHOICES = {
    "act": tuple(Act),
    "certainty": tuple(Certainty),
    "polarity": tuple(Polarity),
    "about.status": tuple(Status),
}


@router.get("/statements/{statement}")
def statement(request: Request, statement: str) -> Response:
    """The statement as it stands; one that was rejected is shown as the machine read it."""
    site = site_of(request)
    report = statement.rpartition(":")[0]
    record = _record(site, statement, report)
    one = record.statement(local(statement))
    with site.ledger.reading() as connection:
        effective = settling.effective(connection, statement)
        told = history(connection, statement, effective)
        head = report_heads(connection, {report})[report]
        related = ties_of(relations_of(connection, statement))
        accounts = heads_of(connection, accounts_of(connection, [statement]).get(statement, ()))
    explained: Explanation | None = explain(record, one.id) if one else None
    return show(
        request,
        "statement.html.jinja",
        id=statement,
        one=one,
        record=record,
        head=head,
        title=title_of(record),
        explained=explained,
        stands=effective.standing is not None,
        review=reviewed(effective.corrections),
        differences=effective.corrected.differences,
        unapplied=effective.corrected.unapplied,
        steps=tuple(together(told.steps)),
        cites=citations(request, statement, record, one) if one else (),
        inner=[s for s in record.statements if one and s.within == one.id],
        outer=record.statement(one.within) if one else None,
        related=related,
        accounts=accounts,
        neighbours=_neighbours(record, one),
        choices=CHOICES,
    )


def _record(site: Site, statement: str, report: str) -> Record:
    record = site.ledger.record(report)
    if record.statement(local(statement)):
        return record
    machine = site.ledger.machine_record(report)
    if machine.statement(local(statement)):
        return machine
    revision = _last_revision(site, statement)
    return site.ledger.machine_record(report, revision) if revision else record


def _last_revision(site: Site, statement: str) -> int | None:
    """The last revision in whose text a statement was found that the present one does not have."""
    from sqlalchemy import func, select

    from onrecord.ledger import tables as t

    with site.ledger.reading() as connection:
        c = t.statements.c
        found: int | None = connection.execute(select(func.max(c.revision)).where(c.id == statement)).scalar()
    if found is None:
        raise NotInLedger(f"there is no statement {statement}")
    return found


def _neighbours(record: Record, one: Statement | None) -> tuple[Statement | None, Statement | None]:
    if one is None or one not in record.statements:
        return None, None
    at = record.statements.index(one)
    before = record.statements[at - 1] if at else None
    after = record.statements[at + 1] if at + 1 < len(record.statements) else None
    return before, after
