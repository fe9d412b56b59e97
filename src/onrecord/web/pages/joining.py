"""*Who is one?*: pairs of speakers of several reports that may be one, for people to decide."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from onrecord.record.errors import CorrectionError
from onrecord.web.access import Editor, Sent
from onrecord.web.showing import go_to, show
from onrecord.web.site import site_of

router = APIRouter()
MOST = 100


@router.get("/joining")
def joining(request: Request) -> Response:
    """What waits for a decision, the surest first, and what was decided, the last first."""
    ledger = site_of(request).ledger
    proposed, decided = ledger.proposals(), ledger.decisions()
    return show(
        request,
        "joining.html.jinja",
        proposed=proposed[:MOST],
        total=len(proposed),
        decided=tuple(reversed(decided))[:MOST],
    )


@router.post("/joining")
def decide(request: Request, visitor: Editor, form: Sent) -> Response:
    """Accepts or refuses a pair, or takes a decision back."""
    ledger, pair, why = site_of(request).ledger, _text(form, "pair"), _text(form, "why")
    match _text(form, "do"):
        case "accept":
            ledger.accept(pair, who=visitor.name, why=why or "they are one")
        case "refuse":
            ledger.refuse(pair, who=visitor.name, why=why or "they are two")
        case "undo":
            ledger.undo(pair, who=visitor.name, why=why or "taken back")
        case other:
            raise CorrectionError(f"nothing is known of {other!r}", "accept, refuse or undo")
    return go_to("/joining")


@router.post("/speakers/{voice}/same")
def same(request: Request, voice: str, visitor: Editor, form: Sent) -> Response:
    """Makes a person or body and another one, by its id or a name that is only its own."""
    other = _text(form, "other")
    site_of(request).ledger.merge_people(
        voice, other, who=visitor.name, why=_text(form, "why") or "they are one"
    )
    return go_to(f"/speakers/{voice}" if ":" in voice else "/joining")


@router.post("/speakers/{voice}/apart")
def apart(request: Request, voice: str, visitor: Editor, form: Sent) -> Response:
    """Takes speakers of some reports out of a person or body."""
    speakers = [one for one in form.getlist("speaker") if isinstance(one, str)]
    if not speakers:
        raise CorrectionError("no speaker was chosen", "those who are somebody else")
    site_of(request).ledger.split_person(
        voice, *speakers, who=visitor.name, why=_text(form, "why") or "somebody else"
    )
    return go_to(f"/speakers/{speakers[0]}")


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""
