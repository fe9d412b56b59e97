"""Statements: found by the filters of the command line, counted, exported; and one by its id."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response, StreamingResponse

from onrecord.export import MANY_FORMATS
from onrecord.export.handed import PLAIN
from onrecord.ledger.facets import MOST
from onrecord.record import Speaker, Statement
from onrecord.record.comparison_wire import comparison_to_dict
from onrecord.web.rest.answers import MODIFIED, answer
from onrecord.web.rest.filters import Filters
from onrecord.web.rest.shapes import Counts, Key, Standing, Statements
from onrecord.web.site import site_of

router = APIRouter(tags=["statements"])
Sort = Literal["said", "-said", "published", "-published", "report", "-confidence"]


class FindOptions(Filters):
    """Filters, order and page."""

    sort: Annotated[Sort, Query(description="with - the latest, or surest, first")] = "said"
    limit: Annotated[int, Query(ge=1, le=500, description="at most so many")] = 50
    after: Annotated[Key | None, Query(description="begin after the statement of this id")] = None


class CountOptions(Filters):
    """Filters, and how much is listed."""

    most: Annotated[int, Query(ge=1, le=10_000, description="values listed of each field")] = MOST


class ExportOptions(Filters):
    """Filters and format."""

    format: Annotated[
        Literal["jsonl", "csv", "parquet", "web-annotation", "brat", "events", "events-parquet"],
        Query(description="as for onrecord export"),
    ] = "jsonl"


@router.get("/statements", response_model=Statements, responses={**MODIFIED})
def statements(request: Request, options: Annotated[FindOptions, Query()]) -> Response:
    """Statements that meet the filters, a page at a time, as `onrecord find` lists them."""
    found = site_of(request).ledger.find(options.only_filters().query(), sort=options.sort)
    page = found.page(options.limit, options.after)
    return answer(request, Statements(page.hits, page.after))


@router.get("/counts", response_model=Counts, responses={**MODIFIED})
def counts(request: Request, asked: Annotated[CountOptions, Query()]) -> Response:
    """How many statements meet the filters, and how many of them have which value of which field."""
    return answer(request, Counts(*site_of(request).counts(asked.only_filters().query(), asked.most)))


@router.get("/comparison", response_model=dict[str, Any], responses={**MODIFIED})
def comparison(request: Request, filters: Annotated[Filters, Query()]) -> Response:
    """What meets the filters side by side: what repeats, agrees, conflicts, changes, what was promised."""
    return answer(request, comparison_to_dict(site_of(request).ledger.compare(filters.query())))


@router.get(
    "/export",
    response_class=StreamingResponse,
    responses={200: {"description": "A file.", "content": {"application/octet-stream": {}}}},
)
def export(request: Request, options: Annotated[ExportOptions, Query()]) -> Response:
    """All statements that meet the filters, in a format of `onrecord export`."""
    form = MANY_FORMATS[options.format]
    records = site_of(request).ledger.find(options.only_filters().query()).records()
    name = f'attachment; filename="onrecord{form.suffix}"'
    return StreamingResponse(
        form.write(records, PLAIN),
        media_type="application/octet-stream",
        headers={"Content-Disposition": name},
    )


@router.get("/statements/{statement}", response_model=Standing, responses={**MODIFIED})
def statement(
    request: Request,
    statement: Annotated[Key, Path(description="permanent id, such as REPORT:s7 or REPORT:p2")],
) -> Response:
    """A statement, or a speaker of one report, as it stands, as the machine reads it, and its history."""
    return answer(request, standing(request, statement))


def standing(request: Request, target: str) -> Standing:
    """How something stands; raises `NotInLedger`."""
    ledger = site_of(request).ledger
    now, past = ledger.effective(target), ledger.history(target)
    one = now.standing
    return Standing(
        target,
        one if isinstance(one, Statement) else None,
        one if isinstance(one, Speaker) else None,
        now.machine,
        past.steps,
        now.corrections,
        past.differences,
        past.unapplied,
    )
