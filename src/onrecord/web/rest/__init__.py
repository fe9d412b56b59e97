"""REST under /api/v1: the ledger for programs, one module a kind of thing."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from onrecord.web.rest import (
    accounts,
    correcting,
    entering,
    finding,
    keeping,
    mapping,
    matters,
    people,
    reports,
    speakers,
    taking_in,
)
from onrecord.web.rest.shapes import Problem

PROBLEMS = {
    400: "What was asked for could not be understood.",
    401: "It must be known who asks.",
    403: "Your role is not enough, or the request did not come from a page of ours.",
    404: "The ledger has nothing of that id.",
    409: "It cannot be done as asked.",
    413: "More was sent than is taken.",
    422: "A value does not fit.",
    429: "Too many wrong passwords were tried.",
    503: "Another process holds the ledger for too long.",
}

_RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {
        "description": told,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        "model": Problem,
    }
    for status, told in PROBLEMS.items()
}
router = APIRouter(responses=_RESPONSES)
open_router = APIRouter(responses=_RESPONSES)
"""For those who are not logged in."""
open_router.include_router(entering.router)
for one in (reports, matters, finding, accounts, mapping, speakers, people, keeping, taking_in, correcting):
    router.include_router(one.router)
