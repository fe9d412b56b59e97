"""Reports: which there are, and the record of one."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from onrecord.ledger.listing import list_reports
from onrecord.record import Record
from onrecord.record.wire import to_dict
from onrecord.web.rest.answers import MODIFIED, answer
from onrecord.web.rest.filters import ReportFilters
from onrecord.web.rest.shapes import Key, Reports
from onrecord.web.site import site_of

router = APIRouter(tags=["reports"])


class ListOptions(ReportFilters):
    """Filters, order and page."""

    sort: Annotated[
        Literal["-published", "published", "-taken", "title"], Query(description="with - the latest first")
    ] = "-published"
    limit: Annotated[int, Query(ge=1, le=500, description="at most so many")] = 50
    after: Annotated[Key | None, Query(description="begin after the report of this id")] = None


@router.get("/reports", response_model=Reports, responses={**MODIFIED})
def reports(request: Request, options: Annotated[ListOptions, Query()]) -> Response:
    """Reports that meet the filters, a page at a time."""
    ledger = site_of(request).ledger
    wanted = ReportFilters(**options.model_dump(include=set(ReportFilters.model_fields))).query()
    with ledger.reading() as connection:
        page = list_reports(
            connection, ledger.backend, wanted, sort=options.sort, limit=options.limit, after=options.after
        )
    return answer(request, Reports(page.reports, page.total, page.after))


@router.get("/reports/{report}", response_model=Record, responses={**MODIFIED})
def report(
    request: Request,
    report: Annotated[Key, Path(description="id of the report")],
    revision: Annotated[
        int | None, Query(ge=1, le=1_000_000, description="an earlier text, as the machine read it")
    ] = None,
    machine: Annotated[bool, Query(description="without people's corrections")] = False,
) -> Response:
    """The record of a report as it stands, as `onrecord read --format json` gives it."""
    ledger = site_of(request).ledger
    as_it_stands = revision is None and not machine
    record = ledger.record(report) if as_it_stands else ledger.machine_record(report, revision)
    return answer(request, to_dict(record))
