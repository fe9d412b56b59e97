"""The notebook's view: a record's statements as a small table in HTML.

It stands in a page that is not ours: no script, no style of the page touched,
its ink and ground taken over, so that it is read on light and on dark. Every
word of the report is escaped, and its length is bounded whatever the report's.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from onrecord.export.cast import Cast
from onrecord.export.phrasing import (
    collapsed,
    counted,
    date_phrase,
    depths,
    is_unsure,
    shortened,
    tally,
    title_of,
    word_count,
)
from onrecord.export.printable import printable
from onrecord.record import Record, Statement

MOST_ROWS = 25
"""Statements that are shown; of the others their number is told."""

MOST_WARNINGS = 3
LONGEST_CONTENT = 240
LONGEST_NAME = 80
DEEPEST = 4

_CELL = (
    "text-align:left;vertical-align:top;white-space:normal;padding:.3em .7em;border:0;background:transparent"
)
_QUIET = "opacity:.72"


def render(record: Record) -> str:
    """The record as one element of HTML, at most some thirty thousand characters of it."""
    return "".join(_parts(record))


def _parts(record: Record) -> Iterator[str]:
    yield '<div class="onrecord" style="color:inherit;max-width:70em;line-height:1.4">'
    yield f"<p style='margin:.2em 0'><strong>{_shown(title_of(record), 160)}</strong><br>"
    yield f'<span style="{_QUIET}">{_facts(record)}</span></p>'
    if record.statements:
        yield from _table(record)
    else:
        yield "<p>No statement was found in this report.</p>"
    left = len(record.statements) - MOST_ROWS
    if left > 0:
        yield f'<p style="{_QUIET}">and {counted(left, "statement")} more</p>'
    yield from (f"<p>Note: {_shown(w.message, 200)}</p>" for w in record.warnings[:MOST_WARNINGS])
    yield "</div>"


def _facts(record: Record) -> str:
    report = record.report
    known = (
        _shown(report.publisher, LONGEST_NAME) if report.publisher else "",
        _shown(date_phrase(report.published), 40) if report.published else "",
        escape(counted(word_count(report), "word")),
        *map(escape, tally(record)),
    )
    return " · ".join(filter(None, known))


def _table(record: Record) -> Iterator[str]:
    cast, depth = Cast(record), depths(record.statements)
    yield '<table style="border-collapse:collapse;border:0;color:inherit;font:inherit"><thead><tr>'
    for heading in ("", "speaker", "cue", "said", "confidence"):
        yield f'<th scope="col" style="{_CELL};{_QUIET};font-weight:normal">{heading}</th>'
    yield "</tr></thead><tbody>"
    for statement in record.statements[:MOST_ROWS]:
        yield _row(statement, cast, min(depth[statement.id], DEEPEST))
    yield "</tbody></table>"


def _row(statement: Statement, cast: Cast, depth: int) -> str:
    speaker = cast.of(statement)
    name = f"<strong>{_shown(speaker.name, LONGEST_NAME)}</strong>" if speaker else "?"
    unnamed = f' <span style="{_QUIET}">(unnamed)</span>' if speaker and not speaker.named else ""
    traits = " · ".join(str(t) for t in (statement.act, statement.certainty, statement.polarity) if t)
    said = _shown(statement.content.text, LONGEST_CONTENT)
    below = f'<br><small style="{_QUIET}">{escape(traits)}</small>' if traits else ""
    sure = f"{'low ' if is_unsure(statement) else ''}{statement.confidence:.2f}"
    cells = (
        (f'<span style="{_QUIET}">{_shown(statement.id, 12)}</span>', ""),
        (name + unnamed, ""),
        (f"<em>{_shown(statement.cue.text, LONGEST_NAME)}</em>", ""),
        (said + below, f";padding-left:{0.7 + 1.2 * depth:.1f}em"),
        (sure, ";text-align:right"),
    )
    return "<tr>" + "".join(f'<td style="{_CELL}{more}">{cell}</td>' for cell, more in cells) + "</tr>"


def _shown(text: str, length: int) -> str:
    """A text of the report on one line: cut, escaped, kept from turning the writing around it."""
    harmless = printable(shortened(collapsed(text[: 20 * length]), length))
    return f"<bdi>{escape(harmless)}</bdi>"
