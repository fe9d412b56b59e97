"""*Team*: who may log in, and as what; for admins."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from onrecord.record.errors import OnrecordError
from onrecord.web.access import Admin, Sent
from onrecord.web.showing import go_to, show
from onrecord.web.site import site_of
from onrecord.web.team import Role, Team, role_of

router = APIRouter()


def _team(request: Request) -> Team:
    team = site_of(request).team
    if team is None:
        raise HTTPException(404, "There is no team here: the ledger was opened for one person.")
    return team


@router.get("/team")
def members(request: Request, visitor: Admin) -> Response:
    """Everybody, with forms to change that."""
    return show(
        request, "team.html.jinja", members=_team(request).members(), roles=[str(one) for one in Role], why=""
    )


@router.post("/team")
def put(request: Request, visitor: Admin, form: Sent) -> Response:
    """Lets somebody in."""
    team = _team(request)
    name, password = _text(form, "name"), _text(form, "password")
    try:
        if any(one.name == name for one in team.members()):
            raise OnrecordError(
                f"{name} is in the team already", "another name", "change the role in the list"
            )
        team.put(name, password, role_of(_text(form, "role")))
    except OnrecordError as error:
        roles = [str(one) for one in Role]
        return show(
            request, "team.html.jinja", status=400, members=team.members(), roles=roles, why=str(error)
        )
    return go_to("/team")


@router.post("/team/role")
def set_role(request: Request, visitor: Admin, form: Sent) -> Response:
    """Gives somebody another role, or lets somebody in no longer; never the last admin, and never oneself."""
    team, name = _team(request), _text(form, "name")
    if name == visitor.name:
        raise OnrecordError("that is yourself", "somebody else", "ask another admin")
    if _text(form, "do") == "remove":
        team.remove(name)
    else:
        team.set_role(name, role_of(_text(form, "role")))
    return go_to("/team")


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""
