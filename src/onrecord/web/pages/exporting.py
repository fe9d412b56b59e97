"""Exports: what any list shows, in every format of the command line, always as a file to be saved."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from onrecord.export import FORMATS, MANY_FORMATS
from onrecord.export.handed import PLAIN
from onrecord.record.errors import QueryError
from onrecord.web.asked import query_of, text, texts
from onrecord.web.site import site_of

router = APIRouter()


@router.get("/export")
def export(request: Request) -> Response:
    """The statements that meet the filters of the address, in a format."""
    name = text(request, "format") or "jsonl"
    wanted = query_of(request)
    found = site_of(request).ledger.find(wanted)
    if name in MANY_FORMATS:
        form = MANY_FORMATS[name]
        return StreamingResponse(
            form.write(found.records(), PLAIN),
            media_type=form.media_type,
            headers=as_file(f"onrecord{form.suffix}"),
        )
    if name in FORMATS:
        single = FORMATS[name]
        report = _only(texts(request, "report"))
        record = next(found.records(), None) or site_of(request).ledger.record(report)
        data = single.render(record).encode("utf-8", "backslashreplace")
        return Response(data, media_type=single.media_type, headers=as_file(f"{report}{single.suffix}"))
    raise QueryError(f"there is no format {name}", f"one of {', '.join(MANY_FORMATS)}")


def _only(reports: tuple[str, ...]) -> str:
    if len(reports) != 1:
        raise QueryError("that format is of one report", "the id of one report", "jsonl is the whole of many")
    return reports[0]


def as_file(name: str) -> dict[str, str]:
    """Headers of what is to be saved under a name."""
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
