"""Logging in by name and password, for programs without a token."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from onrecord.web.rest.answers import answer
from onrecord.web.rest.shapes import Login, Session
from onrecord.web.site import Site, site_of
from onrecord.web.team import Team

router = APIRouter(tags=["team"])


@router.post("/sessions", response_model=Session, status_code=201)
def log_in(request: Request, login: Login) -> Response:
    """Opens a session of twelve hours; after a few wrong passwords there is a pause (429)."""
    site = site_of(request)
    team = _team(site)
    address = request.client.host if request.client else ""
    keys = (f"name {login.name[:80].lower()}", f"address {address}")
    if pause := site.throttle.pause(*keys):
        seconds = str(round(pause) + 1)
        raise HTTPException(
            429, f"Too many wrong passwords. Try again in {seconds} seconds.", {"Retry-After": seconds}
        )
    key = team.log_in(login.name, login.password)
    member = team.of_session(key) if key else None
    if key is None or member is None:
        site.throttle.failed(*keys)
        raise HTTPException(403, "Name or password is wrong.")
    site.throttle.passed(keys[0])
    made = answer(request, Session(member.name, str(member.role), key), status=201)
    made.headers["Cache-Control"] = "no-store"
    return made


@router.post("/sessions/end", status_code=204, response_class=Response)
def log_out(request: Request) -> Response:
    """Ends the session whose token is sent."""
    team = _team(site_of(request))
    _, _, token = request.headers.get("authorization", "").partition(" ")
    team.log_out(token.strip())
    return Response(status_code=204)


def _team(site: Site) -> Team:
    if site.team is None:
        raise HTTPException(404, "There is no team here: the ledger was opened for one person.")
    return site.team
