"""Taking reports in, and how far that is."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from onrecord.ledger import Arrival
from onrecord.ledger.rereading import Reread
from onrecord.read.dates import check_date
from onrecord.read.received import is_url
from onrecord.record import from_json
from onrecord.record.errors import EmptyReport, FetchRefused, NotInLedger
from onrecord.web.access import Editor
from onrecord.web.jobs import Job
from onrecord.web.rest.answers import answer
from onrecord.web.rest.shapes import Item, Key, Name, NewReport, Progress
from onrecord.web.site import site_of

router = APIRouter(tags=["taking in"])
Day = Annotated[str | None, Query(pattern=r"^\d{4}-\d\d-\d\d$", description="goes before what it says")]
_BYTES = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
_RECORD = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}


@router.post("/reports", response_model=Progress, status_code=202)
def add(request: Request, visitor: Editor, new: NewReport) -> Response:
    """Begins to take a report in; its progress has an address of its own (Location)."""
    site = site_of(request)
    check_date(new.published)
    if (new.text is None) == (new.url is None):
        raise EmptyReport("a text and an address, or neither", "one of text and url")
    if new.url is not None:
        if not is_url(new.url):
            raise FetchRefused("that is no address of the web", "one that begins with https:// or http://")
        job = site.jobs.url(new.url, visitor.name, new.published)
    else:
        job = site.jobs.text(new.text or "", visitor.name, new.name, new.published)
    return _begun(request, job)


@router.post("/files", response_model=Progress, status_code=202, openapi_extra=_BYTES)
async def add_file(
    request: Request,
    visitor: Editor,
    name: Annotated[Name, Query(description="its name or path, by which it is known")],
    published: Day = None,
) -> Response:
    """Begins to take in a file, sent as it is: a report, a feed, an archive of many; it shows which."""
    check_date(published)
    data = await request.body()
    if not data:
        raise EmptyReport("no bytes were sent", "a file as the body")
    return _begun(request, site_of(request).jobs.files([(name, data)], visitor.name, published))


@router.post("/records", response_model=Item, status_code=201, openapi_extra=_RECORD)
async def add_record(request: Request, visitor: Editor) -> Response:
    """Takes in a report that has been read elsewhere, with its record, as `onrecord read` writes it."""
    record, ledger = from_json(await request.body()), site_of(request).ledger
    of = record.report

    def put() -> Response:
        result = ledger.add_record(record, Arrival(of.path or of.id, name=of.id))
        ledger.relate()
        made = Item(
            str(result.outcome),
            result.source,
            result.report,
            result.revision,
            result.statements,
            result.why,
            result.kept,
            result.gone,
        )
        return answer(request, made, status=201)

    return await asyncio.to_thread(put)


@router.post("/reports/{report}/reread", response_model=Reread)
def reread(
    request: Request, visitor: Editor, report: Annotated[Key, Path(description="id of the report")]
) -> Response:
    """Reads a report again with the weights of the server; people's corrections stay."""
    site = site_of(request)
    return answer(request, site.ledger.reread(report, model=site.settings.model))


@router.get("/progress/{job}", response_model=Progress)
def progress(
    request: Request,
    visitor: Editor,
    job: Annotated[Key, Path(description="id from the answer to POST /reports")],
    seen: Annotated[int, Query(ge=0, le=100_000_000, description="leave out the first so many")] = 0,
    wait: Annotated[float, Query(ge=0, le=2, description="seconds to wait for more than those")] = 0,
) -> Response:
    """How far something is; known as long as the server lives."""
    found = site_of(request).jobs.get(job)
    if found is None:
        raise NotInLedger(
            "nothing of that id is being taken in", hint="what it took in stands among the reports"
        )
    found.wait(seen, wait)
    return answer(request, told(found, seen))


def _begun(request: Request, job: Job) -> Response:
    made = answer(request, told(job), status=202)
    made.headers["Location"] = f"/api/v1/progress/{job.id}"
    return made


def told(job: Job, seen: int = 0) -> Progress:
    """How far a job is; of its items those after the first `seen`."""
    stage = job.stage  # before the items: what is done by then is among them
    items = tuple(
        Item(
            str(one.outcome),
            one.source,
            one.report,
            one.revision,
            one.statements,
            one.why,
            one.kept,
            one.gone,
        )
        for one in job.results[seen:]
    )
    return Progress(job.id, stage, items, seen, job.passed_over, job.error, job.kind)
