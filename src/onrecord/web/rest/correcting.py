"""Corrections: each says who (by login) and why; nothing of the machine's is lost."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from onrecord.ledger.ids import permanent
from onrecord.record.errors import CorrectionError
from onrecord.web.access import Editor
from onrecord.web.rest.answers import answer
from onrecord.web.rest.finding import standing
from onrecord.web.rest.shapes import Key, Merge, NewValues, Reason, Standing
from onrecord.web.reviewing import accept
from onrecord.web.site import site_of

router = APIRouter(tags=["corrections"])
Target = Annotated[Key, Path(description="permanent id, such as REPORT:s7 or REPORT:p2")]


@router.post("/statements/{target}/accept", response_model=Standing)
def accept_one(request: Request, visitor: Editor, target: Target) -> Response:
    """Stands for a statement as it is, so that it outlives every later reading."""
    accept(site_of(request).ledger, target, visitor.name)
    return answer(request, standing(request, target))


@router.post("/statements/{target}/correct", response_model=Standing)
def correct(request: Request, visitor: Editor, target: Target, new: NewValues) -> Response:
    """Sets fields of a statement or speaker: all of them, or none."""
    site_of(request).ledger.correct_all(target, new.values, who=visitor.name, why=new.why)
    return answer(request, standing(request, target))


@router.post("/statements/{target}/reject", response_model=Standing)
def reject(request: Request, visitor: Editor, target: Target, reason: Reason) -> Response:
    """Takes out what is no statement; it can be put back."""
    site_of(request).ledger.reject(target, who=visitor.name, why=reason.why)
    return answer(request, standing(request, target))


@router.post("/statements/{target}/restore", response_model=Standing)
def restore(request: Request, visitor: Editor, target: Target, reason: Reason) -> Response:
    """Puts back what was rejected."""
    site_of(request).ledger.restore(target, who=visitor.name, why=reason.why)
    return answer(request, standing(request, target))


@router.post("/speakers/{target}/merge", response_model=Standing)
def merge(request: Request, visitor: Editor, target: Target, new: Merge) -> Response:
    """Makes a speaker and another of its report one: the other."""
    report = target.rpartition(":")[0]
    into = new.into if ":" in new.into else permanent(report, new.into) or ""
    if into == target:
        raise CorrectionError(f"{target} is one already", "two speakers")
    site_of(request).ledger.merge_speakers(into, target, who=visitor.name, why=new.why)
    return answer(request, standing(request, into))
