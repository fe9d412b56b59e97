"""Taking reports in, and how far that is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from onrecord.read.dates import check_date
from onrecord.read.received import is_url
from onrecord.record.errors import EmptyReport, FetchRefused, NotInLedger
from onrecord.web.access import Editor
from onrecord.web.jobs import Job
from onrecord.web.rest.answers import answer
from onrecord.web.rest.shapes import Item, Key, NewReport, Progress
from onrecord.web.site import site_of

router = APIRouter(tags=["taking in"])


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
    made = answer(request, told(job), status=202)
    made.headers["Location"] = f"/api/v1/progress/{job.id}"
    return made


@router.get("/progress/{job}", response_model=Progress)
def progress(
    request: Request,
    visitor: Editor,
    job: Annotated[Key, Path(description="id from the answer to POST /reports")],
) -> Response:
    """How far something is; known as long as the server lives."""
    found = site_of(request).jobs.get(job)
    if found is None:
        raise NotInLedger(
            "nothing of that id is being taken in", hint="what it took in stands among the reports"
        )
    return answer(request, told(found))


def told(job: Job) -> Progress:
    """How far a job is."""
    items = tuple(
        Item(str(one.outcome), one.source, one.report, one.revision, one.statements, one.why)
        for one in job.results
    )
    return Progress(job.id, job.stage, items, job.error)
