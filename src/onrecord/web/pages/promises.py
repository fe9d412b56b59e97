"""*Promises*: what was promised, by the state that later statements give it, each with who says so."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.compare.pledges import STATE_ORDER
from onrecord.export.pledge_rows import PledgeRow, pledge_rows
from onrecord.export.side_by_side import Writer
from onrecord.export.views import PROMISE_FORMATS
from onrecord.ledger.accounts import Slice
from onrecord.ledger.listing import publishers, state
from onrecord.ledger.promised import PledgePage, page_of_promises, promise_groups
from onrecord.ledger.query import Query
from onrecord.record import PromiseState
from onrecord.record.errors import QueryError
from onrecord.web.asked import pairs, query_of, text
from onrecord.web.kept import LAG, patience
from onrecord.web.pages.accounts import waiting
from onrecord.web.shelf import LedgerShelf
from onrecord.web.showing import show
from onrecord.web.site import Site, site_of

router = APIRouter()
ON_THE_BOARD = 8
"""Promises of each state that the board shows."""
ON_A_PAGE = 24
"""Promises of one state on a page of their own."""


@dataclass(frozen=True, slots=True)
class Card:
    """One promise on the board, and the account in which it stands."""

    row: PledgeRow
    id: str
    account: str | None


@dataclass(frozen=True, slots=True)
class Column:
    """The promises of one state; `after` begins the next page."""

    state: PromiseState
    cards: tuple[Card, ...]
    total: int
    after: str | None

    @property
    def kind(self) -> str:
        """The state as a class name takes it."""
        return str(self.state).split()[-1]


@router.get("/promises")
def promises(request: Request) -> Response:
    """The board, or a page of the promises of one state."""
    site, wanted, only, after = site_of(request), query_of(request), state_of(request), text(request, "after")
    states = STATE_ORDER if only is None else (only,)
    limit = ON_THE_BOARD if only is None else ON_A_PAGE
    board = [column(site, wanted, one, limit, after if only else None) for one in states]
    with site.ledger.reading() as connection:
        outlets = site.kept.get("outlets", state(connection), lambda: publishers(connection), LAG)
    asked = pairs(request, "sort")
    return show(
        request,
        "promises.html.jinja",
        board=board,
        only=only,
        states=STATE_ORDER,
        total=sum(one.total for one in board),
        outlets=outlets,
        values=request.query_params,
        asked=asked,
        is_filtered=bool(asked),
        begins=after is None,
        formats=PROMISE_FORMATS,
        **waiting(site),
    )


def state_of(request: Request) -> PromiseState | None:
    """The state that an address asks for, in full or by its last word; raises `QueryError`."""
    value = text(request, "state")
    if value is None:
        return None
    found = [one for one in PromiseState if value in (str(one), str(one).split()[-1])]
    if not found:
        raise QueryError(f"there is no state {value!r}", f"one of {', '.join(PromiseState)}")
    return found[0]


def column(site: Site, wanted: Query, of: PromiseState, limit: int, after: str | None) -> Column:
    """The promises of one state."""
    with site.ledger.reading() as connection:
        now, lag = state(connection), patience(connection)
        groups = site.kept.get(
            ("gathered promises", wanted),
            now,
            lambda: promise_groups(connection, site.ledger.backend, wanted),
            lag,
        )

        def make() -> Column:
            page = page_of_promises(connection, groups, of, Slice(limit, after))
            return Column(of, _cards(page), page.total, page.after)

        return site.kept.get(("promises", wanted, of, limit, after), now, make, lag)


def _cards(page: PledgePage) -> tuple[Card, ...]:
    rows = pledge_rows(page.pledges, Writer(page.comparison, (), shelved=LedgerShelf))
    return tuple(
        Card(row, ":".join(pledge.statements[0]), pledge.account)
        for row, pledge in zip(rows, page.pledges, strict=True)
    )
