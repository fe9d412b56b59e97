"""What a ledger keeps beside statements: arrivals, runs, copies, bytes, lessons; and what was taken out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response, StreamingResponse

from onrecord.ledger import Arrived, NearCopy, Run
from onrecord.ledger.redacting import Redacted, Removed, Tombstone
from onrecord.ledger.training import Lesson
from onrecord.record.audit import Audit
from onrecord.record.wire import as_json, plain
from onrecord.web.access import Admin, signed
from onrecord.web.rest.answers import MODIFIED, answer
from onrecord.web.rest.filters import Filters
from onrecord.web.rest.shapes import Covered, Key, Reason, Words
from onrecord.web.site import site_of

router = APIRouter(tags=["keeping"])
Report = Annotated[Key, Path(description="id of the report")]


class AuditOptions(Filters):
    """Filters, and whether copies count."""

    every_copy: Annotated[bool, Query(description="near-copies of one text each count")] = False


@router.get("/audit", response_model=Audit, responses={**MODIFIED})
def audit(request: Request, asked: Annotated[AuditOptions, Query()]) -> Response:
    """The sourcing of what meets the filters, in numbers, as `onrecord sourcing` gives it."""
    wanted = asked.only_filters().query()
    return answer(request, site_of(request).ledger.audit(wanted, every_copy=asked.every_copy))


@router.get("/reports/{report}/arrivals", response_model=tuple[Arrived, ...], responses={**MODIFIED})
def arrivals(request: Request, report: Report) -> Response:
    """When and from where each text of a report was taken in, the first first."""
    return answer(request, site_of(request).ledger.arrivals(report))


@router.get("/runs", response_model=tuple[Run, ...], responses={**MODIFIED})
def runs(request: Request) -> Response:
    """By which versions statements were made, the first run first."""
    return answer(request, site_of(request).ledger.runs())


@router.get("/copies", response_model=tuple[NearCopy, ...], responses={**MODIFIED})
def copies(request: Request) -> Response:
    """The reports that are near-copies of others, each with its origin."""
    return answer(request, site_of(request).ledger.copies())


@router.get("/tombstones", response_model=tuple[Tombstone, ...], responses={**MODIFIED})
def tombstones(request: Request) -> Response:
    """What was taken out, in order: by whom, when and why."""
    return answer(request, site_of(request).ledger.tombstones())


@router.get("/lessons", response_model=tuple[Lesson, ...], responses={**MODIFIED})
def lessons(
    request: Request,
    report: Annotated[list[Words], Query(max_length=50, description="of these reports alone")] = [],  # noqa: B006
) -> Response:
    """The corrections that count, as training data."""
    return answer(request, tuple(site_of(request).ledger.lessons(*report)))


@router.get(
    "/corrected",
    response_class=StreamingResponse,
    responses={200: {"description": "A record a line.", "content": {"application/x-ndjson": {}}}},
)
def corrected(request: Request) -> Response:
    """The records in which people corrected something, as they stand, one a line."""
    records = site_of(request).ledger.corrected_records()
    lines = (as_json(plain_record) + "\n" for plain_record in map(_with_schema, records))
    return StreamingResponse(lines, media_type="application/x-ndjson")


def _with_schema(record: object) -> dict[str, object]:
    return {"schema": "onrecord/1", **plain(record)}


@router.get(
    "/dump",
    response_class=StreamingResponse,
    responses={200: {"description": "Lines of text.", "content": {"text/plain": {}}}},
)
def dump(request: Request) -> Response:
    """All that is kept, as lines in one order, to hold two ledgers against each other."""
    return StreamingResponse(_lines(site_of(request).ledger.dump()), media_type="text/plain; charset=utf-8")


def _lines(told: Iterator[str]) -> Iterator[bytes]:
    return ((line + "\n").encode("utf-8", "backslashreplace") for line in told)


@router.get(
    "/originals/{sha256}",
    response_class=Response,
    responses={200: {"description": "The bytes.", "content": {"application/octet-stream": {}}}},
)
def original(
    request: Request, sha256: Annotated[Key, Path(description="SHA-256 of the bytes, from the arrivals")]
) -> Response:
    """The bytes of a report as received; always as a file, never shown."""
    data = site_of(request).ledger.original(sha256)
    name = f'attachment; filename="{sha256[:16] if sha256.isalnum() else "original"}.bin"'
    return Response(data, media_type="application/octet-stream", headers={"Content-Disposition": name})


@router.post("/reports/{report}/redact", response_model=Redacted)
def redact(request: Request, visitor: Admin, report: Report, new: Covered) -> Response:
    """Covers words of a report wherever they stand, and makes the old ones unreadable; for admins."""
    who = signed(request, visitor, new.who)
    return answer(request, site_of(request).ledger.redact(report, *new.words, who=who, why=new.why))


@router.post("/reports/{report}/remove", response_model=Removed)
def remove(request: Request, visitor: Admin, report: Report, new: Reason) -> Response:
    """Takes a report out; a tombstone stays. For admins."""
    who = signed(request, visitor, new.who)
    return answer(request, site_of(request).ledger.remove(report, who=who, why=new.why))
