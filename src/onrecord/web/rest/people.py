"""People and bodies across reports: who there are, who may be one, what people decided."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord.ledger import Decision, Listed, Merge
from onrecord.record.audit import Voice
from onrecord.web.access import Editor, signed
from onrecord.web.rest.answers import MODIFIED, answer
from onrecord.web.rest.filters import Filters
from onrecord.web.rest.shapes import Apart, Pair, Same, Words
from onrecord.web.site import site_of

router = APIRouter(tags=["people"])


class Asked(Filters):
    """Filters, and how many are listed."""

    limit: Annotated[int, Query(ge=1, le=100_000, description="at most so many")] = 100
    every_copy: Annotated[bool, Query(description="near-copies of one text each count")] = False


@router.get("/voices", response_model=tuple[Voice, ...], responses={**MODIFIED})
def voices(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """Who speaks in what meets the filters, the most quoted first, as `onrecord speakers` lists them."""
    wanted = asked.only_filters().query()
    ledger = site_of(request).ledger
    return answer(request, ledger.speakers(wanted, limit=asked.limit, every_copy=asked.every_copy))


@router.get("/people", response_model=tuple[Listed, ...], responses={**MODIFIED})
def people(
    request: Request,
    words: Annotated[Words | None, Query(description="a name or an id")] = None,
    limit: Annotated[int | None, Query(ge=1, le=1_000_000, description="at most so many")] = None,
) -> Response:
    """People and bodies across reports, those of most reports first."""
    return answer(request, site_of(request).ledger.people(words, limit=limit))


@router.get("/proposals", response_model=tuple[Merge, ...], responses={**MODIFIED})
def proposals(request: Request) -> Response:
    """Pairs of speakers that may be one, for people to decide, the surest first."""
    return answer(request, site_of(request).ledger.proposals())


@router.get("/decisions", response_model=tuple[Decision, ...], responses={**MODIFIED})
def decisions(request: Request) -> Response:
    """All that people decided of who is one, the first first."""
    return answer(request, site_of(request).ledger.decisions())


@router.post("/decisions", response_model=tuple[Decision, ...], status_code=201)
def decide(request: Request, visitor: Editor, new: Pair) -> Response:
    """Accepts or refuses a proposed pair, or takes a decision back; gives all decisions."""
    ledger, who = site_of(request).ledger, signed(request, visitor, new.who)
    do = {"accept": ledger.accept, "refuse": ledger.refuse, "undo": ledger.undo}[new.decision]
    do(new.pair, who=who, why=new.why)
    return answer(request, ledger.decisions(), status=201)


@router.post("/people/merge", response_model=tuple[Decision, ...], status_code=201)
def merge(request: Request, visitor: Editor, new: Same) -> Response:
    """Makes two people or bodies one; gives all decisions."""
    ledger, who = site_of(request).ledger, signed(request, visitor, new.who)
    ledger.merge_people(new.one, new.other, who=who, why=new.why)
    return answer(request, ledger.decisions(), status=201)


@router.post("/people/split", response_model=tuple[Decision, ...], status_code=201)
def split(request: Request, visitor: Editor, new: Apart) -> Response:
    """Takes speakers out of a person or body; gives all decisions."""
    ledger, who = site_of(request).ledger, signed(request, visitor, new.who)
    ledger.split_person(new.person, *new.speakers, who=who, why=new.why)
    return answer(request, ledger.decisions(), status=201)
