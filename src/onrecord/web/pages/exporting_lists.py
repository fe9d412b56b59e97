"""Exports of the lists of reports and of speakers, all pages of them, with the filters of the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from onrecord.export.report_list import Line, ReportLine, SpeakerLine, as_csv, as_json_lines
from onrecord.ledger.listing import ReportQuery, list_reports
from onrecord.ledger.speaking import VoiceQuery
from onrecord.record.errors import QueryError
from onrecord.web.asked import text
from onrecord.web.exports import LIST_FORMATS
from onrecord.web.pages.exporting import as_file
from onrecord.web.pages.reports import report_query_of
from onrecord.web.pages.speakers import voice_query_of
from onrecord.web.site import Site, site_of

router = APIRouter()
AT_ONCE = 500


@router.get("/export/reports")
def reports(request: Request) -> Response:
    """The reports that meet the filters of the list."""
    wanted, sort = report_query_of(request)
    return _file(request, ReportLine, _reports(site_of(request), wanted, sort), "reports")


@router.get("/export/speakers")
def speakers(request: Request) -> Response:
    """The speakers that meet the filters of the list."""
    return _file(request, SpeakerLine, _speakers(site_of(request), voice_query_of(request)), "speakers")


def _reports(site: Site, wanted: ReportQuery, sort: str) -> Iterator[ReportLine]:
    after: str | None = None
    while True:
        with site.ledger.reading() as connection:
            page = list_reports(
                connection, site.ledger.backend, wanted, sort=sort, limit=AT_ONCE, after=after
            )
        for one in page.reports:
            head = one.head
            yield ReportLine(
                head.id,
                head.title,
                head.publisher,
                head.published,
                head.url,
                head.copy_of,
                one.revision,
                one.taken_at,
                one.statements,
                one.speakers,
                one.corrected,
            )
        if (after := page.after) is None:
            return


def _speakers(site: Site, wanted: VoiceQuery) -> Iterator[SpeakerLine]:
    skip = 0
    while True:
        page = site.voicing.page(wanted, AT_ONCE, skip)
        for one in page.voices:
            yield SpeakerLine(
                one.id, one.name, one.type, one.named, one.affiliation, one.statements, one.reports
            )
        skip += AT_ONCE
        if skip >= page.total:
            return


def _file(request: Request, kind: type[Line], lines: Iterable[Line], stem: str) -> Response:
    form = text(request, "format") or "csv"
    if form not in LIST_FORMATS:
        raise QueryError(f"there is no format {form}", f"one of {', '.join(LIST_FORMATS)}")
    made = as_csv(kind, lines) if form == "csv" else as_json_lines(lines)
    media_type = "text/csv" if form == "csv" else "application/x-ndjson"
    return StreamingResponse(made, media_type=media_type, headers=as_file(f"{stem}.{form}"))
