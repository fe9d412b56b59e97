"""*Speakers*: who speaks in the ledger, and how much."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.ledger.speaking import VOICE_SORTS, VoicePage, VoiceQuery
from onrecord.record import SpeakerType
from onrecord.record.errors import QueryError
from onrecord.web.asked import flag, page_number, text
from onrecord.web.exports import LIST_FORMATS
from onrecord.web.showing import show
from onrecord.web.site import Site, site_of

router = APIRouter()
ON_A_PAGE = 60
SORT_NAMES = {"-statements": "most statements first", "name": "by name"}


@router.get("/speakers")
def speakers(request: Request) -> Response:
    """The list, with filters."""
    wanted, number = voice_query_of(request), page_number(request)
    page = listed(site_of(request), wanted, number)
    return show(
        request,
        "speakers.html.jinja",
        page=page,
        number=number,
        last=max(1, -(-page.total // ON_A_PAGE)),
        sort=wanted.sort,
        sorts=SORT_NAMES,
        types=[str(one) for one in SpeakerType],
        values=request.query_params,
        asked=[(n, v) for n, v in request.query_params.multi_items() if n != "page" and v],
        is_filtered=bool(wanted.words or wanted.type or wanted.named is not None),
        formats=LIST_FORMATS,
        most=max((one.statements for one in page.voices), default=1),
    )


def voice_query_of(request: Request) -> VoiceQuery:
    """Which speakers an address asks for; raises `QueryError`."""
    kind = text(request, "type")
    if kind is not None and kind not in list(SpeakerType):
        raise QueryError(f"type is {kind!r}", f"one of {', '.join(SpeakerType)}")
    sort = text(request, "sort") or VOICE_SORTS[0]
    if sort not in VOICE_SORTS:
        raise QueryError(f"there is no order {sort!r}", f"one of {', '.join(VOICE_SORTS)}")
    return VoiceQuery(text(request, "words"), kind, flag(request, "named"), sort)


def listed(site: Site, wanted: VoiceQuery, number: int) -> VoicePage:
    """One page of voices."""
    return site.voicing.page(wanted, ON_A_PAGE, (number - 1) * ON_A_PAGE)
