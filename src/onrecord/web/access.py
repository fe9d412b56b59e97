"""Who may do what: dependencies that an endpoint names.

`Reader` is who asks; `Editor` and `Admin` are the same with the role to write,
and with a form (or header) that comes from one of our own pages.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Request
from starlette.datastructures import FormData

from onrecord.web.guard import SAFE
from onrecord.web.settings import LARGEST_TEXT, MOST_FILES
from onrecord.web.site import Visitor, site_of
from onrecord.web.team import Role

MOST_FIELDS = 400
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class NotLoggedIn(Exception):
    """It must be known who asks; `then` is where to go on afterwards."""

    def __init__(self, then: str) -> None:
        super().__init__(then)
        self.then = then


class NotAllowed(Exception):
    """Somebody's role is not enough, or a form did not come from our pages."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


async def sent(request: Request) -> FormData:
    """The fields and files of a form; nothing where it is none."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in FORMS:
        return FormData()
    return await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=LARGEST_TEXT)


Sent = Annotated[FormData, Depends(sent)]


def reader(request: Request) -> Visitor:
    """Who asks; raises `NotLoggedIn`."""
    visitor = site_of(request).visitor(request)
    if visitor is None:
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        raise NotLoggedIn(quote(here, safe="/") if request.method in SAFE else "/")
    request.state.visitor = visitor
    return visitor


Reader = Annotated[Visitor, Depends(reader)]


def _with(role: Role, request: Request, visitor: Visitor, form: FormData) -> Visitor:
    if visitor.role < role:
        raise NotAllowed(f"{visitor.name} may read here, but not do this: that takes the role of an {role}.")
    if request.method not in SAFE and not visitor.by_program:
        check_token(request, form, visitor.token)
    return visitor


def check_token(request: Request, form: FormData, expected: str) -> None:
    """Raises `NotAllowed` where a form or header does not hold the token of the session.

    A local program needs none where there is no team: pages of other sites were
    turned away before, see `guard`.
    """
    given = form.get("token") or request.headers.get("x-csrf-token") or ""
    if isinstance(given, str) and hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode()):
        return
    if request.url.path.startswith("/api/") and site_of(request).team is None:
        return
    raise NotAllowed(
        "The page was too old, or the form did not come from it. Go back, load it again, and send once more."
    )


def editor(request: Request, visitor: Reader, form: Sent) -> Iterator[Visitor]:
    """Who asks and may add and correct; what that changes is compared with the rest afterwards."""
    yield _with(Role.EDITOR, request, visitor, form)
    site = site_of(request)
    if request.method not in SAFE and not site.ledger.is_compared():
        site.jobs.compare()


def signed(request: Request, visitor: Visitor, who: str | None) -> str:
    """The name under which something is written.

    Of a team it is that of the login: raises `NotAllowed` for another one. A
    program of somebody who is alone may say who it speaks for.
    """
    if who is None or who == visitor.name:
        return visitor.name
    if site_of(request).team is not None:
        raise NotAllowed(f"You are {visitor.name} here, and what you write stands under that name.")
    return who


def admin(request: Request, visitor: Reader, form: Sent) -> Visitor:
    """Who asks and may look after the team."""
    return _with(Role.ADMIN, request, visitor, form)


Editor = Annotated[Visitor, Depends(editor)]
Admin = Annotated[Visitor, Depends(admin)]
