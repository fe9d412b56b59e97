"""*Accounts*: the matters that several statements speak of, those in conflict first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from onrecord.ledger.accounts import (
    ACCOUNT_SORTS,
    AccountHead,
    AccountPage,
    AccountQuery,
    Slice,
    list_accounts,
)
from onrecord.ledger.comparing import pending
from onrecord.ledger.glimpse import Glimpse, glimpses
from onrecord.ledger.listing import publishers, state
from onrecord.ledger.query import Query
from onrecord.record import Measure
from onrecord.web.access import Editor
from onrecord.web.asked import pairs, query_of, text, whole
from onrecord.web.exports import ACCOUNT_LIST_FORMATS
from onrecord.web.kept import LAG, patience
from onrecord.web.showing import go_to, show
from onrecord.web.site import Site, site_of

router = APIRouter()
ON_A_PAGE = 25
SORT_NAMES = {
    "-conflicts": "most in conflict first",
    "-origins": "most origins first",
    "-reports": "most reports first",
    "-said": "latest first",
    "said": "earliest first",
    "matter": "by name",
}
LEAST = ("conflicts", "origins", "reports")
OWN = ("matter", "kind", *LEAST)
"""Parameters beside those of a search."""


@dataclass(frozen=True, slots=True)
class Row:
    """One account of the list, and what can be told of it at a glance."""

    head: AccountHead
    glimpse: Glimpse


def account_query_of(request: Request) -> AccountQuery:
    """Which accounts an address asks for; raises `QueryError`."""
    return AccountQuery(
        query_of(request),
        text(request, "matter"),
        text(request, "kind"),
        *(whole(request, name) for name in LEAST),
    )


@router.get("/accounts")
def accounts(request: Request) -> Response:
    """The list, with filters: those of a search, and what an account has."""
    site, wanted = site_of(request), account_query_of(request)
    sort, after = text(request, "sort") or ACCOUNT_SORTS[0], text(request, "after")
    page, rows, outlets = listed(site, wanted, sort, after)
    asked = [*pairs(request), *((n, v) for n in OWN if (v := text(request, n)))]
    return show(
        request,
        "accounts.html.jinja",
        page=page,
        rows=rows,
        outlets=outlets,
        sort=sort,
        sorts=SORT_NAMES,
        measures=tuple(map(str, Measure)),
        values=request.query_params,
        asked=asked,
        is_filtered=any(name != "sort" for name, _ in asked),
        begins=after is None,
        formats=ACCOUNT_LIST_FORMATS,
        **waiting(site),
    )


@router.post("/accounts/compare")
def compare(request: Request, visitor: Editor) -> Response:
    """Has the reports compared that wait for it, such as those that the command line took in."""
    site_of(request).jobs.compare()
    return go_to("/accounts")


def waiting(site: Site) -> dict[str, Any]:
    """How many reports are not compared with the others yet, and whether that is under way."""
    with site.ledger.reading() as connection:
        return {"waiting": pending(connection), "comparing": site.jobs.is_comparing}


def listed(
    site: Site, wanted: AccountQuery, sort: str, after: str | None
) -> tuple[AccountPage, tuple[Row, ...], tuple[tuple[str, int], ...]]:
    """A page of accounts, what can be told of them at a glance, and the outlets that there are."""
    with site.ledger.reading() as connection:
        now = state(connection)

        def make() -> tuple[AccountPage, tuple[Row, ...]]:
            some = site.gathering.accounts(wanted.query) if wanted.query != Query() else None
            part = Slice(ON_A_PAGE, after)
            page = list_accounts(connection, site.ledger.backend, wanted, part, sort, among=some)
            return page, _rows(connection, page)

        page, rows = site.kept.get(("accounts", wanted, sort, after), now, make, patience(connection))
        return page, rows, site.kept.get("outlets", now, lambda: publishers(connection), LAG)


def _rows(connection: Connection, page: AccountPage) -> tuple[Row, ...]:
    seen = glimpses(connection, [one.id for one in page.accounts])
    return tuple(Row(one, seen[one.id]) for one in page.accounts)
