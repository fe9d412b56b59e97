"""*Account*: one matter, the positions of its speakers side by side, conflicts on top, figures over time."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.compare.matters import Layout
from onrecord.compare.pledges import pledges_of
from onrecord.export.comparison_words import span_of
from onrecord.export.pledge_rows import PledgeRow, pledge_rows
from onrecord.export.side_by_side import Sheet, Writer
from onrecord.ledger.accounts import find_account
from onrecord.ledger.excerpt import excerpt, load_origins
from onrecord.ledger.listing import state
from onrecord.web.exports import ACCOUNT_FORMATS, PICTURE_FORMATS
from onrecord.web.kept import patience
from onrecord.web.pages.accounts import waiting
from onrecord.web.pages.comparing import MOST
from onrecord.web.shelf import LedgerShelf
from onrecord.web.showing import go_to, show
from onrecord.web.site import Site, site_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Seen:
    """One account as its page shows it."""

    id: str
    sheet: Sheet
    pledges: tuple[PledgeRow, ...]
    reports: tuple[str, ...]
    span: str
    statements: int


@router.get("/accounts/{account}")
def account(request: Request, account: str) -> Response:
    """The account of an id that it has or had."""
    site = site_of(request)
    with site.ledger.reading() as connection:
        now, current = state(connection), find_account(connection, account)
        lag = patience(connection)
    if current != account:
        return go_to(f"/accounts/{current}")
    seen = site.kept.get(("account", current), now, lambda: _seen(site, current), lag)
    pictures = PICTURE_FORMATS if any(table.stands for table in seen.sheet.figures) else {}
    formats = {**ACCOUNT_FORMATS, **pictures}
    return show(
        request,
        "account.html.jinja",
        id=current,
        seen=seen,
        sheet=seen.sheet,
        compared=[("report", one) for one in seen.reports[:MOST]],
        formats=formats,
        **waiting(site),
    )


def _seen(site: Site, account: str) -> Seen:
    with site.ledger.reading() as connection:
        comparison = excerpt(connection, (), [account], whole=False)
        layout = Layout(comparison, load_origins(connection, account))
    matter = layout.matter(comparison.accounts[0])
    writer = Writer(comparison, [matter], shelved=LedgerShelf, using=layout)
    return Seen(
        account,
        writer.sheet(matter),
        pledge_rows(pledges_of(comparison), writer),
        matter.reports,
        span_of(comparison.records),
        len(matter.account.statements),
    )
