"""*Who is one?*: pairs of speakers of several reports that may be one, for people to decide."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.ledger.kin import Merge, decide, merges
from onrecord.record.errors import QueryError
from onrecord.web.access import Editor, Sent
from onrecord.web.asked import text
from onrecord.web.showing import go_to, show
from onrecord.web.site import site_of

router = APIRouter()
STATES = ("proposed", "accepted", "refused", "undone")
MOST = 100
DECISIONS = {"accepted": "they are one", "refused": "they are two", "undone": "taken back"}


@router.get("/joining")
def joining(request: Request) -> Response:
    """The pairs in one state, the surest first."""
    state = text(request, "state") or STATES[0]
    if state not in STATES:
        raise QueryError(f"state is {state!r}", f"one of {', '.join(STATES)}")
    with site_of(request).ledger.reading() as connection:
        found: tuple[Merge, ...] = merges(connection, state)
    return show(
        request, "joining.html.jinja", found=found[:MOST], total=len(found), state=state, states=STATES
    )


@router.post("/joining")
def decided(request: Request, visitor: Editor, form: Sent) -> Response:
    """Notes what somebody decided of a pair, and goes on to the next."""
    values = {name: form.get(name) for name in ("a", "b", "do", "why", "state")}
    a, b, do, why, state = (value.strip() if isinstance(value, str) else "" for value in values.values())
    with site_of(request).ledger.writing() as connection:
        decide(connection, a, b, do, who=visitor.name, why=why or DECISIONS.get(do, ""))
    return go_to(f"/joining?state={state}" if state in STATES else "/joining")
