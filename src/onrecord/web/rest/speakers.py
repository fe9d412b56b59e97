"""Speakers across reports."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from onrecord.ledger.speaking import Profile, list_voices, profile
from onrecord.record import SpeakerType
from onrecord.web.rest.answers import MODIFIED, answer
from onrecord.web.rest.shapes import Key, Voices, Words
from onrecord.web.site import site_of

router = APIRouter(tags=["speakers"])


@router.get("/speakers", response_model=Voices, responses={**MODIFIED})
def speakers(
    request: Request,
    words: Annotated[Words | None, Query(description="words of a name, any that they go by")] = None,
    type: Annotated[SpeakerType | None, Query(description="kind of source")] = None,
    named: Annotated[bool | None, Query(description="false for those that reports keep unnamed")] = None,
    sort: Annotated[Literal["-statements", "name"], Query(description="order")] = "-statements",
    limit: Annotated[int, Query(ge=1, le=500, description="at most so many")] = 50,
    skip: Annotated[int, Query(ge=0, le=1_000_000, description="leave out the first so many")] = 0,
) -> Response:
    """Who speaks in the ledger; the unnamed are never taken for one another."""
    with site_of(request).ledger.reading() as connection:
        page = list_voices(
            connection, words=words, type=type, named=named, sort=sort, limit=limit, skip=skip
        )
    return answer(request, Voices(page.voices, page.total))


@router.get("/speakers/{speaker}", response_model=Profile, responses={**MODIFIED})
def speaker(
    request: Request,
    speaker: Annotated[Key, Path(description="id of a person or body, or of a speaker such as REPORT:p2")],
) -> Response:
    """Names, roles over time and reports of one speaker; its statements are found with speaker=ID."""
    with site_of(request).ledger.reading() as connection:
        return answer(request, profile(connection, speaker))
