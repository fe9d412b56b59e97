"""What is compared: accounts, relations, promises, positions, and chosen reports side by side."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from onrecord.compare.matters import Layout
from onrecord.compare.series import figures_of
from onrecord.ledger.accounts import AccountPage, AccountQuery, Slice, find_account, heads_of, list_accounts
from onrecord.ledger.among import among
from onrecord.ledger.excerpt import excerpt
from onrecord.ledger.hits import report_heads
from onrecord.ledger.positioned import positions_page
from onrecord.ledger.promised import list_promises
from onrecord.ledger.relation_list import RelationPage, RelationQuery, list_relations
from onrecord.ledger.speaking import members_of
from onrecord.record import Aspect, PromiseState, RelationKind, comparison_to_dict
from onrecord.record.errors import NotInLedger
from onrecord.web.rest.answers import MODIFIED, answer
from onrecord.web.rest.filters import Filters
from onrecord.web.rest.shapes import AccountInFull, Compared, Key, Positions, Promises, Words
from onrecord.web.site import site_of

router = APIRouter(tags=["accounts"])
Least = Annotated[int, Field(ge=0, le=1_000_000)]
Limit = Annotated[int, Query(ge=1, le=200, description="at most so many")]


def only_filters(options: Filters) -> Filters:
    """The filters of a search among some options."""
    return Filters(**options.model_dump(include=set(Filters.model_fields)))


class AccountOptions(Filters):
    """Filters of a search, which a statement of the account meets; what an account has; order and page."""

    matter: Annotated[Words | None, Field(description="words of its name")] = None
    kind: Annotated[Literal["matter", "toll"] | None, Field(description="toll: what counts the same")] = None
    conflicts: Annotated[Least, Field(description="least number of pairs in conflict")] = 0
    origins: Annotated[Least, Field(description="least number of independent origins")] = 0
    reports: Annotated[Least, Field(description="least number of reports")] = 0
    sort: Annotated[
        Literal["-conflicts", "-origins", "-reports", "said", "-said", "matter"],
        Field(description="with - the most or latest first"),
    ] = "-conflicts"
    limit: Limit = 50
    after: Annotated[Key | None, Query(description="begin after the account of this id")] = None


class RelationOptions(BaseModel):
    """Filters and page."""

    statement: Annotated[Key | None, Field(description="one of its ends, REPORT:s7")] = None
    report: Annotated[Key | None, Field(description="the report of one of its ends")] = None
    relation: Annotated[RelationKind | None, Field(description="how they stand to each other")] = None
    aspect: Annotated[Aspect | None, Field(description="in what they conflict")] = None
    confidence: Annotated[float, Field(ge=0, le=1, description="least confidence")] = 0.0
    limit: Limit = 50
    after: Annotated[Key | None, Field(description="the `after` of the page before")] = None


class PromiseOptions(Filters):
    """Filters of a search, which the promise meets; its state; page."""

    state: Annotated[PromiseState | None, Field(description="what later statements say of it")] = None
    limit: Limit = 50
    after: Annotated[Key | None, Query(description="begin after the promise of this id")] = None


@router.get("/accounts", response_model=AccountPage, responses={**MODIFIED})
def accounts(request: Request, options: Annotated[AccountOptions, Query()]) -> Response:
    """Accounts with a statement that meets the filters, a page at a time, those in conflict first."""
    ledger = site_of(request).ledger
    wanted = AccountQuery(
        only_filters(options).query(),
        options.matter,
        options.kind,
        options.conflicts,
        options.origins,
        options.reports,
    )
    with ledger.reading() as connection:
        page = list_accounts(
            connection, ledger.backend, wanted, Slice(options.limit, options.after), options.sort
        )
    return answer(request, page)


@router.get("/accounts/{account}", response_model=AccountInFull, responses={**MODIFIED})
def account(
    request: Request,
    account: Annotated[Key, Path(description="an id that it has or had, such as REPORT:a7")],
) -> Response:
    """One account: its sides in order of time, what conflicts, its origins, its figures."""
    with site_of(request).ledger.reading() as connection:
        current = find_account(connection, account)
        (head,) = heads_of(connection, [current])
        comparison = excerpt(connection, (), [current], whole=False)
    layout = Layout(comparison)
    matter = layout.matter(comparison.accounts[0])
    return answer(
        request,
        AccountInFull(
            head,
            matter.account,
            comparison.relations,
            matter.sides,
            matter.clashes,
            figures_of(layout, matter).series,
        ),
    )


@router.get("/relations", response_model=RelationPage, responses={**MODIFIED})
def relations(request: Request, asked: Annotated[RelationOptions, Query()]) -> Response:
    """How statements stand to each other, a page at a time, each with its reason."""
    ledger = site_of(request).ledger
    wanted = RelationQuery(asked.statement, asked.report, asked.relation, asked.aspect, asked.confidence)
    with ledger.reading() as connection:
        return answer(request, list_relations(connection, ledger.backend, wanted, asked.limit, asked.after))


@router.get("/promises", response_model=Promises, responses={**MODIFIED})
def promises(request: Request, options: Annotated[PromiseOptions, Query()]) -> Response:
    """Promises that meet the filters, the disputed first, each with who says what became of it."""
    ledger, wanted = site_of(request).ledger, only_filters(options).query()
    with ledger.reading() as connection:
        page = list_promises(
            connection, ledger.backend, wanted, options.state, Slice(options.limit, options.after)
        )
    return answer(request, Promises(page.pledges, page.total, page.after))


@router.get("/speakers/{speaker}/positions", response_model=Positions, responses={**MODIFIED})
def positions(
    request: Request,
    speaker: Annotated[Key, Path(description="id of a person or body, or of a speaker such as REPORT:p2")],
    limit: Annotated[int, Query(ge=1, le=100, description="at most so many matters")] = 20,
    skip: Annotated[int, Query(ge=0, le=1_000_000, description="leave out the first so many")] = 0,
) -> Response:
    """What somebody said matter by matter in order, what changed, and who says otherwise."""
    with site_of(request).ledger.reading() as connection:
        page = positions_page(connection, members_of(connection, speaker), limit, skip)
    courses = page.following.courses if page.following else ()
    return answer(request, Positions(courses, page.total))


@router.get("/side-by-side", response_model=Compared, responses={**MODIFIED})
def side_by_side(
    request: Request,
    report: Annotated[list[Key], Query(min_length=2, max_length=12, description="ids of reports")],
) -> Response:
    """Chosen reports side by side, as `onrecord compare --format json` gives them."""
    chosen = tuple(dict.fromkeys(report))
    with site_of(request).ledger.reading() as connection:
        known = report_heads(connection, set(chosen))
        for one in chosen:
            if one not in known:
                raise NotInLedger(f"there is no report {one}", "the id of a report in the ledger")
        return answer(request, comparison_to_dict(among(connection, chosen)))
