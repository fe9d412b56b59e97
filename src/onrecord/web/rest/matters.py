"""What a ledger knows of matters, whole: what a client takes to be the same as a ledger that is here."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from onrecord.ledger.accounts import AccountHead
from onrecord.ledger.related import Related
from onrecord.record import comparison_to_dict
from onrecord.record.wire import plain
from onrecord.web.access import Editor
from onrecord.web.rest.accounts import PromiseOptions, only_filters
from onrecord.web.rest.answers import MODIFIED, answer
from onrecord.web.rest.shapes import Key, Waiting, Words
from onrecord.web.site import Site, site_of

router = APIRouter(tags=["accounts"])
OfStatement = Annotated[Key, Path(description="permanent id, such as REPORT:s7")]


@router.get("/accounts/{account}/comparison", response_model=dict[str, Any], responses={**MODIFIED})
def account_comparison(
    request: Request,
    account: Annotated[Key, Path(description="an id that it has or had, such as REPORT:a7")],
) -> Response:
    """One account with its statements in their reports, the relations between them and what was promised."""
    return answer(request, comparison_to_dict(site_of(request).ledger.account_comparison(account)))


@router.get("/statements/{statement}/accounts", response_model=list[AccountHead], responses={**MODIFIED})
def accounts_of(request: Request, statement: OfStatement) -> Response:
    """The accounts in which a statement stands: none, one, or its matter and its toll."""
    return answer(request, site_of(request).ledger.accounts_of(statement))


@router.get("/statements/{statement}/relations", response_model=list[Related], responses={**MODIFIED})
def relations_of(request: Request, statement: OfStatement) -> Response:
    """How a statement stands to others, each with the other one; conflicts first."""
    return answer(request, site_of(request).ledger.relations_of(statement))


@router.get("/promises/comparison", response_model=dict[str, Any], responses={**MODIFIED})
def promises(request: Request, options: Annotated[PromiseOptions, Query()]) -> Response:
    """A page of promises as `/promises` gives it, with the comparison that holds all they name."""
    page = site_of(request).ledger.promises(
        only_filters(options).query(), state=options.state, limit=options.limit, after=options.after
    )
    told = {name: plain(getattr(page, name)) for name in ("pledges", "total", "counts", "after")}
    return answer(request, {**told, "comparison": comparison_to_dict(page.comparison)})


@router.get("/positions", response_model=dict[str, Any], responses={**MODIFIED})
def positions(
    request: Request,
    speaker: Annotated[Words, Query(description="a name, or the id of a person, body or speaker")],
    account: Annotated[Key | None, Query(description="on one account alone")] = None,
) -> Response:
    """What somebody said on each matter in order, and the comparison that holds all of it."""
    told = site_of(request).ledger.positions(speaker, account)
    following, held = plain(told.following), comparison_to_dict(told.comparison)
    return answer(request, {"person": told.person, "following": following, "comparison": held})


@router.get("/waiting", response_model=Waiting, responses={**MODIFIED})
def waiting(request: Request) -> Response:
    """How many reports are not compared with the others yet, and whether that is under way."""
    return answer(request, _waiting(site_of(request)))


@router.post("/waiting", response_model=Waiting)
def compare_waiting(request: Request, visitor: Editor) -> Response:
    """Begins to compare what waits for it, where nobody has yet; `GET` tells how far it is."""
    site = site_of(request)
    told = _waiting(site)
    site.jobs.compare()
    return answer(request, told)


def _waiting(site: Site) -> Waiting:
    ledger = site.ledger
    return Waiting(ledger.uncompared(), site.jobs.is_comparing, ledger.is_compared())
