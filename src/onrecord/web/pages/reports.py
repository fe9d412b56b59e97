"""*Reports*: which reports the ledger holds, newest first, and where to add some."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.ledger.listing import REPORT_SORTS, ReportPage, ReportQuery, list_reports, publishers, state
from onrecord.web.asked import flag, given, text
from onrecord.web.exports import LIST_FORMATS
from onrecord.web.kept import LAG
from onrecord.web.showing import go_to, show
from onrecord.web.site import Site, site_of

router = APIRouter()
ON_A_PAGE = 50
SORT_NAMES = {
    "-published": "newest first",
    "published": "oldest first",
    "-taken": "last taken in first",
    "title": "by title",
}


@router.get("/")
def first() -> Response:
    """The first page is that of the reports."""
    return go_to("/reports")


@router.get("/reports")
def reports(request: Request) -> Response:
    """The list, with filters."""
    site, after = site_of(request), text(request, "after")
    wanted, sort = report_query_of(request)
    page, outlets = listed(site, wanted, sort, after)
    return show(
        request,
        "reports.html.jinja",
        page=page,
        outlets=outlets,
        sort=sort,
        sorts=SORT_NAMES,
        asked=[
            (name, value) for name, value in request.query_params.multi_items() if name != "after" and value
        ],
        is_filtered=wanted != ReportQuery(),
        values=dict(request.query_params),
        begins=after is None,
        formats=LIST_FORMATS,
    )


def report_query_of(request: Request) -> tuple[ReportQuery, str]:
    """Which reports an address asks for, and in which order; raises `QueryError`."""
    filters = given(
        words=text(request, "words"),
        publisher=text(request, "publisher"),
        published=text(request, "published"),
        copies=None if flag(request, "copies") is not False else False,
        corrected=flag(request, "corrected"),
    )
    return ReportQuery.of(**filters), text(request, "sort") or REPORT_SORTS[0]


def listed(
    site: Site, wanted: ReportQuery, sort: str, after: str | None
) -> tuple[ReportPage, tuple[tuple[str, int], ...]]:
    """A page of reports, and the outlets that there are."""
    with site.ledger.reading() as connection:
        now = state(connection)

        def make() -> ReportPage:
            return list_reports(
                connection, site.ledger.backend, wanted, sort=sort, limit=ON_A_PAGE, after=after
            )

        page = site.kept.get(("reports", wanted, sort, after), now, make)
        return page, site.kept.get("outlets", now, lambda: publishers(connection), LAG)
