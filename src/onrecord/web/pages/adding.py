"""*Add a report*: paste a text, send files, name an address; then see how far it is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.datastructures import FormData, UploadFile

from onrecord.read.dates import check_date
from onrecord.read.received import is_url
from onrecord.record.errors import EmptyReport, FetchRefused, NotInLedger, OnrecordError
from onrecord.web.access import Editor, Sent
from onrecord.web.jobs import Job
from onrecord.web.mishaps import status_of
from onrecord.web.showing import go_to, show
from onrecord.web.site import Site, site_of

router = APIRouter()
LONGEST_NAME = 120


@router.get("/add")
def add(request: Request, visitor: Editor) -> Response:
    """The three ways to add something."""
    return _form(request, site_of(request))


def _form(
    request: Request, site: Site, error: OnrecordError | None = None, text: str = "", url: str = ""
) -> Response:
    return show(
        request,
        "add.html.jinja",
        status=status_of(error) if error else 200,
        why=str(error) if error else "",
        jobs=site.jobs.recent(),
        text=text,
        url=url,
    )


@router.post("/add/text")
def add_text(request: Request, visitor: Editor, form: Sent) -> Response:
    """Takes in a pasted text."""
    site, text = site_of(request), _field(form, "text")
    try:
        if not text.strip():
            raise EmptyReport("nothing was pasted", "the text of one report")
        text = text.replace("\r\n", "\n")
        return _under_way(site.jobs.text(text, visitor.name, _field(form, "name") or None, _day(form)))
    except OnrecordError as error:
        return _form(request, site, error, text)


@router.post("/add/files")
async def add_files(request: Request, visitor: Editor, form: Sent) -> Response:
    """Takes in files; what each one is shows itself from its content."""
    site = site_of(request)
    try:
        files = [
            (_name(one.filename), await one.read())
            for one in form.getlist("files")
            if isinstance(one, UploadFile) and one.filename
        ]
        if not files:
            raise EmptyReport(
                "no file was chosen", "reports as text, HTML, JSON, feeds, WARC or archives of them"
            )
        return _under_way(site.jobs.files(files, visitor.name, _day(form)))
    except OnrecordError as error:
        return _form(request, site, error)


@router.post("/add/url")
def add_url(request: Request, visitor: Editor, form: Sent) -> Response:
    """Fetches a page and takes it in."""
    site, url = site_of(request), _field(form, "url").strip()
    try:
        if not is_url(url):
            raise FetchRefused(
                f"“{url}” is no address of the web", "one that begins with https:// or http://"
            )
        return _under_way(site.jobs.url(url, visitor.name, _day(form)))
    except OnrecordError as error:
        return _form(request, site, error, url=url)


@router.post("/reports/{report}/again")
def read_again(request: Request, report: str, visitor: Editor) -> Response:
    """Reads a report again with the weights there are now; what people corrected stays."""
    return _under_way(site_of(request).jobs.again(report, visitor.name))


@router.get("/add/{job}")
def under_way(request: Request, visitor: Editor, job: str) -> Response:
    """How far it is; without a script the page loads itself again."""
    return show(request, "job.html.jinja", job=_job(request, job))


@router.get("/add/{job}/state")
def job_state(request: Request, visitor: Editor, job: str) -> Response:
    """How far it is, for scripts."""
    return JSONResponse(_told(_job(request, job)))


@router.get("/add/{job}/events")
async def events(request: Request, visitor: Editor, job: str) -> Response:
    """How far it is, told whenever that changes, until it is over (server-sent events)."""
    return StreamingResponse(
        _events(request, _job(request, job)),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _events(request: Request, job: Job) -> AsyncIterator[str]:
    last = ""
    while True:
        told = json.dumps(_told(job))
        if told != last:
            yield f"data: {told}\n\n"
            last = told
        if job.is_over or await request.is_disconnected():
            return
        await asyncio.sleep(0.3)


def _told(job: Job) -> dict[str, object]:
    return {
        "stage": job.stage,
        "counts": job.counts,
        "error": job.error,
        "results": [
            {
                "outcome": one.outcome,
                "source": one.source,
                "report": one.report,
                "statements": one.statements,
                "why": one.why,
            }
            for one in job.results[-100:]
        ],
    }


def _job(request: Request, job: str) -> Job:
    found = site_of(request).jobs.get(job)
    if found is None:
        raise NotInLedger(
            "what was added here is no longer known to the server",
            hint="what it took in stands among the reports",
        )
    return found


def _under_way(job: Job) -> Response:
    job.wait(0, 0.4)
    return go_to(f"/add/{job.id}")


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _day(form: FormData) -> str | None:
    day = _field(form, "published").strip() or None
    check_date(day)
    return day


def _name(name: str | None) -> str:
    """The last part of a file's name, without anything that acts."""
    last = (name or "").replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if c.isprintable()).strip(". ")
    return kept[-LONGEST_NAME:] or "file"
