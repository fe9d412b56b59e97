"""Corrections: each says who (by login) and why; nothing of the machine's is lost."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from onrecord.ledger.ids import permanent
from onrecord.record import Statement
from onrecord.record.errors import CorrectionError
from onrecord.record.wire import build
from onrecord.web.access import Editor, signed
from onrecord.web.rest.answers import answer
from onrecord.web.rest.finding import standing
from onrecord.web.rest.shapes import Key, Merge, Missed, NewValues, Reason, Split, Standing
from onrecord.web.reviewing import accept
from onrecord.web.site import site_of

router = APIRouter(tags=["corrections"])
Target = Annotated[Key, Path(description="permanent id, such as REPORT:s7 or REPORT:p2")]
Report = Annotated[Key, Path(description="id of the report")]


@router.post("/statements/{target}/accept", response_model=Standing)
def accept_one(request: Request, visitor: Editor, target: Target) -> Response:
    """Stands for a statement as it is, so that it outlives every later reading."""
    accept(site_of(request).ledger, target, visitor.name)
    return answer(request, standing(request, target))


@router.post("/statements/{target}/correct", response_model=Standing)
def correct(request: Request, visitor: Editor, target: Target, new: NewValues) -> Response:
    """Sets fields of a statement or speaker: all of them, or none."""
    who = signed(request, visitor, new.who)
    site_of(request).ledger.correct_all(target, new.values, who=who, why=new.why)
    return answer(request, standing(request, target))


@router.post("/statements/{target}/reject", response_model=Standing)
def reject(request: Request, visitor: Editor, target: Target, reason: Reason) -> Response:
    """Takes out what is no statement; it can be put back."""
    site_of(request).ledger.reject(target, who=signed(request, visitor, reason.who), why=reason.why)
    return answer(request, standing(request, target))


@router.post("/statements/{target}/restore", response_model=Standing)
def restore(request: Request, visitor: Editor, target: Target, reason: Reason) -> Response:
    """Puts back what was rejected."""
    site_of(request).ledger.restore(target, who=signed(request, visitor, reason.who), why=reason.why)
    return answer(request, standing(request, target))


@router.post("/speakers/{target}/merge", response_model=Standing)
def merge(request: Request, visitor: Editor, target: Target, new: Merge) -> Response:
    """Makes a speaker and another of its report one: the other."""
    report = target.rpartition(":")[0]
    into = new.into if ":" in new.into else permanent(report, new.into) or ""
    if into == target:
        raise CorrectionError(f"{target} is one already", "two speakers")
    who = signed(request, visitor, new.who)
    site_of(request).ledger.merge_speakers(into, target, who=who, why=new.why)
    return answer(request, standing(request, into))


@router.post("/speakers/{target}/split", response_model=Standing, status_code=201)
def split(request: Request, visitor: Editor, target: Target, new: Split) -> Response:
    """Gives some statements of a speaker to another one of the same report, who is made."""
    who = signed(request, visitor, new.who)
    made = site_of(request).ledger.split_speaker(target, new.statements, new.values, who=who, why=new.why)
    return answer(request, standing(request, made), status=201)


@router.post("/reports/{report}/statements", response_model=Standing, status_code=201)
def add_statement(request: Request, visitor: Editor, report: Report, missed: Missed) -> Response:
    """Adds a statement that was missed."""
    ledger, who = site_of(request).ledger, signed(request, visitor, missed.who)
    if (missed.content is None) == (missed.statement is None):
        raise CorrectionError("words and a whole statement, or neither", "one of content and statement")
    if missed.statement is not None:
        whole = build(Statement, missed.statement, "statement")
        made = ledger.add_statement(report, whole, who=who, why=missed.why)
    else:
        made = ledger.add_words(
            report,
            missed.content or "",
            who=who,
            why=missed.why,
            source=missed.source,
            cue=missed.cue,
            speaker=missed.speaker,
            values=missed.values,
        )
    return answer(request, standing(request, made), status=201)
