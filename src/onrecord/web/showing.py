"""Answers: a page, an error in words, a way back."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.web.etag import matches, tag_of
from onrecord.web.site import site_of
from onrecord.web.templating import rendered


def show(request: Request, template: str, *, status: int = 200, **own: Any) -> Response:
    """A page of a template, with what all pages need; 304 where the browser has it already."""
    from onrecord.web.pages import PAGES

    visitor = getattr(request.state, "visitor", None)
    site = site_of(request)
    text = rendered(
        template,
        visitor=visitor,
        team=site.team is not None,
        token=visitor.token if visitor else "",
        nav=PAGES,
        here=request.url.path,
        address=str(request.url.path) + (f"?{request.url.query}" if request.url.query else ""),
        **own,
    )
    tag = tag_of(text)
    if status == 200 and matches(request, tag):
        return Response(status_code=304, headers={"ETag": tag})
    return HTMLResponse(text, status, headers={"ETag": tag} if status == 200 else None)


def go_to(address: str) -> RedirectResponse:
    """Sends the browser on after a form, to an address of ours."""
    return RedirectResponse(own_address(address), status_code=303)


def own_address(address: str) -> str:
    """An address within this server; the first page for anything else."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and all(c.isprintable() for c in address) else "/"
