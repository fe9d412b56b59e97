"""*Compare*: chosen reports side by side, then their texts with the words lit; or which to choose."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.compare.matters import matters_of
from onrecord.compare.pledges import pledges_of
from onrecord.export.comparison_words import heading_of, span_of
from onrecord.export.comparisons import COMPARISON_FORMATS
from onrecord.export.pledge_rows import PledgeRow, pledge_rows
from onrecord.export.shelf import Volume
from onrecord.export.side_by_side import Sheet, Writer
from onrecord.ledger.among import among, nearest
from onrecord.ledger.hits import report_heads
from onrecord.ledger.listing import ReportPage, ReportQuery, list_reports, state
from onrecord.record.errors import NotInLedger, QueryError
from onrecord.record.found import ReportHead
from onrecord.web.asked import given, text, texts
from onrecord.web.kept import patience
from onrecord.web.pages.accounts import waiting
from onrecord.web.shelf import TitledShelf
from onrecord.web.showing import show
from onrecord.web.site import Site, site_of

router = APIRouter()
MOST = 12
"""Reports that one page puts side by side."""
OFFERED = 30
"""Reports that are offered to be chosen."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Some reports as the page shows them: matters in conflict, the others, promises, texts."""

    title: str
    span: str
    apart: tuple[Sheet, ...]
    together: tuple[Sheet, ...]
    pledges: tuple[PledgeRow, ...]
    volumes: tuple[Volume, ...]
    carded: frozenset[str]


@router.get("/compare")
def compare(request: Request) -> Response:
    """The reports that the address names, by their ids; with fewer than two, which to take."""
    site, chosen = site_of(request), tuple(dict.fromkeys(texts(request, "report")))
    if len(chosen) > MOST:
        raise QueryError(f"{len(chosen)} reports are to stand side by side", f"{MOST} at most")
    heads = _heads(site, chosen)
    if len(chosen) < 2 or text(request, "choose"):
        return _choosing(request, site, heads)
    with site.ledger.reading() as connection:
        now, lag = state(connection), patience(connection)
    seen = site.kept.get(("compared", chosen), now, lambda: _seen(site, chosen), lag)
    return show(
        request,
        "compare.html.jinja",
        heads=heads,
        seen=seen,
        asked=[("report", one) for one in chosen],
        formats=COMPARISON_FORMATS,
        **waiting(site),
    )


def _heads(site: Site, chosen: tuple[str, ...]) -> tuple[ReportHead, ...]:
    with site.ledger.reading() as connection:
        known = report_heads(connection, set(chosen))
    for one in chosen:
        if one not in known:
            raise NotInLedger(f"there is no report {one}", "the id of a report in the ledger")
    return tuple(known[one] for one in chosen)


def _seen(site: Site, chosen: tuple[str, ...]) -> Seen:
    with site.ledger.reading() as connection:
        comparison = among(connection, chosen, whole=False)
    matters = matters_of(comparison)
    writer = Writer(comparison, matters, shelved=TitledShelf)
    sheets = tuple(writer.sheet(matter) for matter in matters)
    return Seen(
        title=heading_of(comparison),
        span=span_of(comparison.records),
        apart=tuple(sheet for sheet in sheets if sheet.conflicts),
        together=tuple(sheet for sheet in sheets if not sheet.conflicts),
        pledges=pledge_rows(pledges_of(comparison), writer),
        volumes=writer.shelf.volumes(),
        carded=frozenset(writer.anchored),
    )


def _choosing(request: Request, site: Site, heads: tuple[ReportHead, ...]) -> Response:
    """Reports to be chosen: those that share most matters with the ones chosen, or that meet the filters."""
    ids = tuple(one.id for one in heads)
    filters = given(words=text(request, "words"), published=text(request, "published"))
    wanted = ReportQuery.of(**filters)
    with site.ledger.reading() as connection:

        def make() -> tuple[ReportPage, dict[str, ReportHead], tuple[tuple[str, int], ...]]:
            near = nearest(connection, ids, OFFERED) if ids and not filters else ()
            page = list_reports(connection, site.ledger.backend, wanted, limit=OFFERED)
            return page, report_heads(connection, {one for one, _ in near}), near

        now, lag = state(connection), patience(connection)
        page, shared, near = site.kept.get(("choosing", ids, wanted), now, make, lag)
    return show(
        request,
        "choose.html.jinja",
        heads=heads,
        near=[(shared[one], count) for one, count in near],
        others=[one.head for one in page.reports if one.head.id not in {*ids, *shared}],
        total=page.total,
        most=MOST,
        values=request.query_params,
        is_filtered=bool(filters),
    )
