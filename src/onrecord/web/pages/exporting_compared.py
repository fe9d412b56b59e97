"""Exports of what is compared: accounts, one account, chosen reports, promises, positions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from onrecord.compare.matters import Layout
from onrecord.export import MANY_FORMATS
from onrecord.export.account_list import AccountLine, account_columns, account_row
from onrecord.export.comparisons import COMPARISON_FORMATS
from onrecord.export.csv_table import write
from onrecord.export.flat import Row
from onrecord.export.handed import PLAIN
from onrecord.export.views import FIGURE_FORMATS, FOLLOW_FORMATS, PROMISE_FORMATS
from onrecord.ledger.accounts import AccountQuery, Slice, find_account, list_accounts
from onrecord.ledger.among import among
from onrecord.ledger.excerpt import excerpt
from onrecord.ledger.positioned import positions_page
from onrecord.ledger.promised import list_promises
from onrecord.ledger.speaking import members_of
from onrecord.record import Comparison
from onrecord.record.errors import NotInLedger, QueryError
from onrecord.web.asked import query_of, text, texts
from onrecord.web.pages.accounts import account_query_of
from onrecord.web.pages.comparing import MOST as MOST_REPORTS
from onrecord.web.pages.exporting import as_file
from onrecord.web.pages.promises import state_of
from onrecord.web.site import Site, site_of

router = APIRouter()
Form = TypeVar("Form")
MOST = 200
"""Accounts or promises that are written whole at once; the table of accounts has all of them."""
AT_ONCE = 500
_HEAD = ("id", "kind", "matter", "statements", "reports", "origins", "conflicts", "first", "last")


@router.get("/export/accounts")
def accounts(request: Request) -> Response:
    """The accounts that meet the filters: a table of all of them, or the first ones side by side."""
    site, wanted = site_of(request), account_query_of(request)
    sort, form = text(request, "sort") or "-conflicts", text(request, "format") or "csv"
    if form == "csv":
        rows = write(account_columns(), _rows(site, wanted, sort))
        return StreamingResponse(rows, media_type="text/csv", headers=as_file("accounts.csv"))
    with site.ledger.reading() as connection:
        page = list_accounts(connection, site.ledger.backend, wanted, Slice(MOST), sort)
        comparison = excerpt(connection, (), [one.id for one in page.accounts])
    return compared(comparison, form, "accounts")


@router.get("/export/account")
def account(request: Request) -> Response:
    """One account, side by side, its figures as a picture, its events."""
    site, form = site_of(request), text(request, "format") or "json"
    with site.ledger.reading() as connection:
        current = find_account(connection, text(request, "id") or "")
        comparison = excerpt(connection, (), [current])
    name = current.replace(":", "-")
    if form in ("svg", "png"):
        picture = FIGURE_FORMATS[form]
        made = picture.render(comparison, Layout(comparison).matter(comparison.accounts[0]))
        return _whole(made, picture.media_type, f"{name}{picture.suffix}")
    return compared(comparison, form, name)


@router.get("/export/comparison")
def comparison(request: Request) -> Response:
    """Chosen reports side by side."""
    site, chosen = site_of(request), tuple(dict.fromkeys(texts(request, "report")))
    if not 0 < len(chosen) <= MOST_REPORTS:
        raise QueryError(f"{len(chosen)} reports are named", f"1 to {MOST_REPORTS}")
    with site.ledger.reading() as connection:
        made = among(connection, chosen)
    known = {record.report.id for record in made.records}
    for one in chosen:
        if one not in known:
            site.ledger.record(one)  # raises where there is none
    return compared(made, text(request, "format") or "json", "comparison")


@router.get("/export/promises")
def promises(request: Request) -> Response:
    """The promises that meet the filters, each with who says what became of it."""
    site, form = site_of(request), _of(PROMISE_FORMATS, text(request, "format") or "json")
    with site.ledger.reading() as connection:
        page = list_promises(
            connection, site.ledger.backend, query_of(request), state_of(request), Slice(MOST)
        )
    return _whole(form.render(page.comparison, page.pledges), form.media_type, f"promises{form.suffix}")


@router.get("/export/positions")
def positions(request: Request) -> Response:
    """What one speaker said, matter by matter in order."""
    site, form = site_of(request), _of(FOLLOW_FORMATS, text(request, "format") or "json")
    voice = text(request, "speaker") or ""
    with site.ledger.reading() as connection:
        page = positions_page(connection, members_of(connection, voice), MOST, whole=True)
    if page.following is None:
        raise NotInLedger(f"{voice} speaks of no matter twice", "a speaker with positions over time")
    name = f"positions-{voice.replace(':', '-')}{form.suffix}"
    return _whole(form.render(page.comparison, page.following), form.media_type, name)


def compared(made: Comparison, name: str, stem: str) -> Response:
    """A comparison in a format of `onrecord compare`, or its events by account."""
    if name in ("events", "events-parquet"):
        many = MANY_FORMATS[name]
        pieces = many.write(made.records, replace(PLAIN, comparison=made))
        return StreamingResponse(
            pieces, media_type=many.media_type, headers=as_file(f"{stem}-events{many.suffix}")
        )
    form = _of(COMPARISON_FORMATS, name)
    return _whole(form.render(made), form.media_type, f"{stem}{form.suffix}")


def _of(formats: Mapping[str, Form], name: str) -> Form:
    if name not in formats:
        raise QueryError(f"there is no format {name}", f"one of {', '.join(formats)}")
    return formats[name]


def _whole(made: str | bytes, media_type: str, name: str) -> Response:
    data = made.encode("utf-8", "backslashreplace") if isinstance(made, str) else made
    return Response(data, media_type=media_type, headers=as_file(name))


def _rows(site: Site, wanted: AccountQuery, sort: str) -> Iterator[Row]:
    after: str | None = None
    while True:
        with site.ledger.reading() as connection:
            page = list_accounts(connection, site.ledger.backend, wanted, Slice(AT_ONCE, after), sort)
        for one in page.accounts:
            yield account_row(AccountLine(*(getattr(one, name) for name in _HEAD)))
        if page.after is None:
            return
        after = page.after
