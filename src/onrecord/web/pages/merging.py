"""Speakers of one report put right: another name, two that are one, one that is two."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from onrecord.ledger.corrected import field_json, json_of
from onrecord.ledger.hits import report_heads
from onrecord.ledger.ids import local, permanent
from onrecord.record import Speaker, SpeakerType
from onrecord.record.errors import CorrectionError, NotInLedger
from onrecord.web.access import Editor, Sent
from onrecord.web.showing import go_to, show
from onrecord.web.site import site_of
from onrecord.web.steps import together

router = APIRouter()


@router.get("/speakers/{speaker}/edit")
def edit(request: Request, speaker: str, visitor: Editor) -> Response:
    """The forms, with what the speaker says in its report."""
    site, report = site_of(request), speaker.rpartition(":")[0]
    one = site.ledger.effective(speaker).standing
    if not isinstance(one, Speaker):
        raise NotInLedger(f"there is no speaker {speaker} that stands", "an id such as REPORT:p2")
    record = site.ledger.record(report)
    with site.ledger.reading() as connection:
        head = report_heads(connection, {report})[report]
    return show(
        request,
        "speaker_edit.html.jinja",
        id=speaker,
        one=one,
        head=head,
        others=[p for p in record.speakers if p.id != one.id],
        said=record.said_by(one.id),
        types=[str(kind) for kind in SpeakerType],
        steps=tuple(together(site.ledger.history(speaker).steps)),
    )


@router.post("/speakers/{speaker}/edit")
def correct(request: Request, speaker: str, visitor: Editor, form: Sent) -> Response:
    """Another name, kind or affiliation."""
    ledger = site_of(request).ledger
    one = ledger.effective(speaker).standing
    if not isinstance(one, Speaker):
        raise NotInLedger(f"there is no speaker {speaker} that stands")
    values: dict[str, Any] = {
        "name": _text(form, "name"),
        "type": _text(form, "type") or None,
        "affiliation": _text(form, "affiliation") or None,
        "named": _text(form, "named") != "no",
    }
    changed = {name: value for name, value in values.items() if json_of(value) != field_json(one, name)}
    if not changed:
        raise CorrectionError("nothing was changed in the form", "another value in one of its fields")
    ledger.correct_all(speaker, changed, who=visitor.name, why=_why(form, "corrected while reading"))
    return go_to(f"/speakers/{speaker}/edit")


@router.post("/speakers/{speaker}/merge")
def merge(request: Request, speaker: str, visitor: Editor, form: Sent) -> Response:
    """Makes the speaker and another of its report one: the other."""
    into = permanent(speaker.rpartition(":")[0], _text(form, "into")) or ""
    site_of(request).ledger.merge_speakers(into, speaker, who=visitor.name, why=_why(form, "they are one"))
    return go_to(f"/speakers/{into}")


@router.post("/speakers/{speaker}/split")
def split(request: Request, speaker: str, visitor: Editor, form: Sent) -> Response:
    """Gives some statements to a new speaker."""
    report = speaker.rpartition(":")[0]
    said = [permanent(report, str(one)) or "" for one in form.getlist("statement")]
    changes = {"name": _text(form, "name"), "named": _text(form, "named") != "no"}
    made = site_of(request).ledger.split_speaker(
        speaker, said, changes, who=visitor.name, why=_why(form, "they are two")
    )
    return go_to(f"/speakers/{made}" if local(made) else "/speakers")


def _why(form: FormData, otherwise: str) -> str:
    return _text(form, "why") or otherwise


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""
