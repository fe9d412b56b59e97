"""Speakers across reports."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from onrecord.ledger.speaking import Profile, VoiceQuery, profile
from onrecord.record import SpeakerType
from onrecord.web.rest.answers import MODIFIED, answer
from onrecord.web.rest.shapes import Key, Voices, Words
from onrecord.web.site import site_of

router = APIRouter(tags=["speakers"])


class VoiceOptions(BaseModel):
    """Filters, order and page."""

    words: Annotated[Words | None, Field(description="words of a name, any that they go by")] = None
    type: Annotated[SpeakerType | None, Field(description="kind of source")] = None
    named: Annotated[bool | None, Field(description="false for those that reports keep unnamed")] = None
    sort: Annotated[Literal["-statements", "name"], Field(description="order")] = "-statements"
    limit: Annotated[int, Field(ge=1, le=500, description="at most so many")] = 50
    skip: Annotated[int, Field(ge=0, le=1_000_000, description="leave out the first so many")] = 0


@router.get("/speakers", response_model=Voices, responses={**MODIFIED})
def speakers(request: Request, asked: Annotated[VoiceOptions, Query()]) -> Response:
    """Who speaks in the ledger; the unnamed are never taken for one another."""
    wanted = VoiceQuery(asked.words, asked.type, asked.named, asked.sort)
    page = site_of(request).voicing.page(wanted, asked.limit, asked.skip)
    return answer(request, Voices(page.voices, page.total))


@router.get("/speakers/{speaker}", response_model=Profile, responses={**MODIFIED})
def speaker(
    request: Request,
    speaker: Annotated[Key, Path(description="id of a person or body, or of a speaker such as REPORT:p2")],
) -> Response:
    """Names, roles over time and reports of one speaker; its statements are found with speaker=ID."""
    with site_of(request).ledger.reading() as connection:
        return answer(request, profile(connection, speaker))
