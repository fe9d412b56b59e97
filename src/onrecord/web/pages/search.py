"""*Search*: statements by words and filters, with counts to narrow it down; the address is the search."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from onrecord.export import MANY_FORMATS
from onrecord.ledger.listing import state
from onrecord.ledger.query import SORTS, Query
from onrecord.record import Act, Certainty, Measure, Mode, Polarity, SpeakerType, Status
from onrecord.record.errors import QueryError
from onrecord.record.found import Facet, Hit
from onrecord.web.asked import pairs, query_of, text
from onrecord.web.pages.narrowing import narrowings
from onrecord.web.showing import show
from onrecord.web.site import Site, site_of
from onrecord.web.templating import marked

router = APIRouter()
ON_A_PAGE = 25
SORT_NAMES = {
    "said": "said, earliest first",
    "-said": "said, latest first",
    "published": "published, earliest first",
    "-published": "published, latest first",
    "report": "by report",
    "-confidence": "surest first",
}
CHOICES = {
    "act": tuple(Act),
    "certainty": tuple(Certainty),
    "polarity": tuple(Polarity),
    "mode": tuple(Mode),
    "type": tuple(SpeakerType),
    "about_status": tuple(Status),
    "measure": tuple(Measure),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One statement that was found, with the words lit that were looked for."""

    hit: Hit
    words: Markup


@router.get("/search")
def search(request: Request) -> Response:
    """What meets the filters of the address."""
    site = site_of(request)
    sort, after = text(request, "sort") or SORTS[0], text(request, "after")
    asked = pairs(request)
    try:
        wanted = query_of(request)
        found, total, facets, following = _found(site, wanted, sort, after)
        why = ""
    except QueryError as error:
        found, total, facets, following, why = (), 0, (), None, str(error)
    return show(
        request,
        "search.html.jinja",
        status=400 if why else 200,
        why=why,
        found=[Shown(hit, marked(hit.statement.content.text, hit.matched)) for hit in found],
        total=total,
        following=following,
        narrowings=tuple(narrowings(facets, asked)),
        chosen=[one for one in asked if one[0] not in ("words", "sort")],
        asked=asked,
        is_asked=any(name != "sort" for name, _ in asked),
        values=request.query_params,
        sort=sort,
        sorts=SORT_NAMES,
        choices=CHOICES,
        formats=MANY_FORMATS,
        begins=after is None,
    )


def _found(
    site: Site, wanted: Query, sort: str, after: str | None
) -> tuple[tuple[Hit, ...], int, tuple[Facet, ...], str | None]:
    total, facets = site.counts(wanted)
    with site.ledger.reading() as connection:
        now = state(connection)
    page = site.kept.get(
        ("hits", wanted, sort, after), now, lambda: site.counting.page(wanted, sort, ON_A_PAGE, after)
    )
    return page.hits, total, facets, page.after
