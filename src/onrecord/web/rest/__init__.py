"""REST under /api/v1: the ledger for programs, one module a kind of thing."""

from __future__ import annotations

from fastapi import APIRouter

from onrecord.web.rest import accounts, correcting, finding, mapping, reports, speakers, taking_in
from onrecord.web.rest.shapes import Problem

PROBLEMS = {
    400: "What was asked for could not be understood.",
    401: "It must be known who asks.",
    403: "Your role is not enough, or the request did not come from a page of ours.",
    404: "The ledger has nothing of that id.",
    409: "It cannot be done as asked.",
    413: "More was sent than is taken.",
    422: "A value does not fit.",
    503: "Another process holds the ledger for too long.",
}

router = APIRouter(
    responses={
        status: {
            "description": told,
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
            "model": Problem,
        }
        for status, told in PROBLEMS.items()
    }
)
for one in (reports, finding, accounts, mapping, speakers, taking_in, correcting):
    router.include_router(one.router)
