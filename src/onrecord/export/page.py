"""The page: the report as published, every statement lit in its place, and beside it who said what."""

from __future__ import annotations

from onrecord.export.cards import groups
from onrecord.export.cast import Cast
from onrecord.export.fields import ALWAYS, decided_anywhere
from onrecord.export.frame import fill
from onrecord.export.phrasing import tally
from onrecord.record import Record


def render(record: Record) -> str:
    """The record as one self-contained HTML page, see `fill`."""
    cast = Cast(record)
    decided = decided_anywhere(record.statements)
    return fill(
        "page.html.jinja",
        record,
        cast,
        carded={cast.key(statement.id) for statement in record.statements},
        tally=tally(record),
        groups=tuple(groups(record, cast)),
        silent=tuple(speaker for speaker in record.speakers if not cast.said_by(speaker.id)),
        undecided=tuple(name for name in ALWAYS if name not in decided) if record.statements else (),
    )
