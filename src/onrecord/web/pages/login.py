"""Logging in and out, where there is a team."""

from __future__ import annotations

import secrets

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.web.access import Sent, check_token
from onrecord.web.showing import go_to, own_address, show
from onrecord.web.site import Site, site_of
from onrecord.web.team.store import LONGEST_SESSION

router = APIRouter()


@router.get("/login")
def login(request: Request, then: str = "/") -> Response:
    """The form; with nobody to log in there is none."""
    if site_of(request).team is None:
        return go_to("/")
    return _form(request, own_address(then))


def _form(request: Request, then: str, why: str = "", status: int = 200) -> Response:
    site = site_of(request)
    guest = request.cookies.get(_guest(site)) or secrets.token_urlsafe(24)
    answer = show(
        request,
        "login.html.jinja",
        status=status,
        then=then,
        why=why,
        form_token=site.token_of(f"guest {guest}"),
    )
    answer.set_cookie(_guest(site), guest, httponly=True, samesite="strict", secure=site.settings.https)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.post("/login")
def log_in(request: Request, form: Sent) -> Response:
    """Checks name and password; after a few wrong ones there is a pause."""
    site = site_of(request)
    if site.team is None:
        return go_to("/")
    check_token(request, form, site.token_of(f"guest {request.cookies.get(_guest(site), '')}"))
    name, password, then = (str(form.get(one) or "") for one in ("name", "password", "then"))
    address = request.client.host if request.client else ""
    keys = (f"name {name[:80].lower()}", f"address {address}")
    if pause := site.throttle.pause(*keys):
        why = f"Too many wrong passwords. Try again in {round(pause) + 1} seconds."
        answer = _form(request, own_address(then), why, 429)
        answer.headers["Retry-After"] = str(round(pause) + 1)
        return answer
    key = site.team.log_in(name, password)
    if key is None:
        site.throttle.failed(*keys)
        return _form(request, own_address(then), "Name or password is wrong.", 403)
    site.throttle.passed(keys[0])
    answer = go_to(then or "/")
    answer.set_cookie(
        site.cookie,
        key,
        max_age=int(LONGEST_SESSION),
        httponly=True,
        samesite="lax",
        secure=site.settings.https,
    )
    answer.delete_cookie(_guest(site))
    return answer


@router.post("/logout")
def log_out(request: Request, form: Sent) -> Response:
    """Ends the session."""
    site = site_of(request)
    visitor = site.visitor(request)
    if site.team is not None and visitor is not None and visitor.key:
        check_token(request, form, visitor.token)
        site.team.log_out(visitor.key)
    answer = go_to("/login")
    answer.delete_cookie(site.cookie, secure=site.settings.https, httponly=True)
    return answer


def _guest(site: Site) -> str:
    return f"{site.cookie}-guest"
