"""What people say of statements: accepted, corrected, rejected, put back; each by name and with a reason."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from onrecord.ledger.corrected import field_json, json_of
from onrecord.ledger.ids import permanent
from onrecord.record import Statement
from onrecord.record.errors import CorrectionError, NotInLedger
from onrecord.web.access import Editor, Sent
from onrecord.web.reviewing import accept
from onrecord.web.showing import go_to
from onrecord.web.site import site_of

router = APIRouter()
FIELDS = (
    "source.speaker",
    "act",
    "certainty",
    "polarity",
    "said.date",
    "about.status",
    "channel",
    "audience",
    "within",
)
WORDS = ("content", "cue", "source")
REJECTED = "no statement"


@router.post("/reports/{report}/review")
def review(request: Request, report: str, visitor: Editor, form: Sent) -> Response:
    """Accepts a statement from its card, and goes back to it."""
    one = _text(form, "accept")
    target = permanent(report, one) or ""
    accept(site_of(request).ledger, target, visitor.name)
    return go_to(f"/reports/{report}#card-{one}")


@router.post("/statements/{statement}/accept")
def accept_one(request: Request, statement: str, visitor: Editor) -> Response:
    """Stands for a statement as it is."""
    accept(site_of(request).ledger, statement, visitor.name)
    return go_to(f"/statements/{statement}")


@router.post("/statements/{statement}/reject")
def reject(request: Request, statement: str, visitor: Editor, form: Sent) -> Response:
    """Takes out what is no statement, or a wrong one."""
    site_of(request).ledger.reject(statement, who=visitor.name, why=_text(form, "why") or REJECTED)
    return go_to(f"/statements/{statement}")


@router.post("/statements/{statement}/restore")
def restore(request: Request, statement: str, visitor: Editor, form: Sent) -> Response:
    """Puts back what was rejected."""
    why = _text(form, "why") or "put back"
    site_of(request).ledger.restore(statement, who=visitor.name, why=why)
    return go_to(f"/statements/{statement}")


@router.post("/statements/{statement}/correct")
def correct(request: Request, statement: str, visitor: Editor, form: Sent) -> Response:
    """Sets the fields that the form changes; all of them, or none."""
    ledger = site_of(request).ledger
    one = ledger.effective(statement).standing
    if not isinstance(one, Statement):
        raise CorrectionError(f"{statement} does not stand", hint="put it back first")
    if not (changed := _changed(one, form)):
        raise CorrectionError("nothing was changed in the form", "another value in one of its fields")
    ledger.correct_all(
        statement, changed, who=visitor.name, why=_text(form, "why") or "corrected while reading"
    )
    return go_to(f"/statements/{statement}")


@router.post("/statements/{statement}/speaker")
def new_speaker(request: Request, statement: str, visitor: Editor, form: Sent) -> Response:
    """Gives a statement a speaker that the report does not have yet."""
    ledger, name = site_of(request).ledger, _text(form, "name")
    one = ledger.effective(statement).standing
    if not isinstance(one, Statement):
        raise NotInLedger(f"{statement} does not stand")
    if not name:
        raise CorrectionError("the new speaker has no name", "a name, or a description of the unnamed")
    if one.source.speaker is None:
        raise CorrectionError(
            "a statement without a speaker cannot be split off",
            "one of the report's speakers",
            "choose one above first",
        )
    old = permanent(statement.rpartition(":")[0], one.source.speaker) or ""
    changes = {"name": name, "named": _text(form, "named") != "no"}
    ledger.split_speaker(
        old, [statement], changes, who=visitor.name, why=_text(form, "why") or "another speaker"
    )
    return go_to(f"/statements/{statement}")


def _changed(one: Statement, form: FormData) -> dict[str, Any]:
    """The fields whose value in the form is not what it is, and was sent."""
    changed: dict[str, Any] = {}
    for name in FIELDS:
        if name in form:
            value = _text(form, name) or None
            if json_of(value) != field_json(one, name):
                changed[name] = value
    for name in WORDS:
        words = _text(form, name)
        if name in form and words and words != getattr(one, name).text.strip():
            changed[name] = words
    return changed


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip().replace("\r\n", "\n") if isinstance(value, str) else ""
