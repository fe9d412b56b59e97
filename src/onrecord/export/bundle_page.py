"""The two files of a bundle that people read: its page and its README."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.export.bundled import Bundled, HistoryEntry
from onrecord.export.fields import about_phrase, details
from onrecord.export.phrasing import counted, date_phrase, title_of
from onrecord.export.printable import printable
from onrecord.export.segments import segments
from onrecord.export.statement_rows import key
from onrecord.record import Span, Speaker, Statement
from onrecord.text.paragraphs import paragraph_at, paragraphs

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_WEB = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Files:
    """Where in the bundle the parts of one report lie; None where there is no such part."""

    text: str
    original: str | None = None
    headers: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words and what they are to the statement; empty for those around it."""

    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One statement as the page shows it."""

    anchor: str
    key: str
    speaker: str
    chosen: bool
    pieces: tuple[Piece, ...]
    details: tuple[tuple[str, str], ...]
    spans: str
    history: tuple[HistoryEntry, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One report as the page shows it."""

    title: str
    facts: tuple[str, ...]
    file: str
    original: str | None
    headers: str | None
    link: str | None
    sha256: str
    original_sha256: str
    statements: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """Words that the README shows how to look up."""

    key: str
    file: str
    start: int
    end: int
    words: str


def part_of(bundled: Bundled, files: Files, number: int) -> Part:
    """A report with its chosen statements; `number` keeps its anchors apart from others."""
    report = bundled.record.report
    speakers = {speaker.id: speaker for speaker in bundled.record.speakers}
    facts = (
        report.publisher,
        ", ".join(report.bylines),
        date_phrase(report.published) if report.published else None,
    )
    return Part(
        title=printable(title_of(bundled.record)),
        facts=tuple(printable(fact) for fact in facts if fact),
        file=files.text,
        original=files.original,
        headers=files.headers,
        link=report.url if report.url and _WEB.match(report.url) else None,
        sha256=report.sha256,
        original_sha256=report.original_sha256,
        statements=tuple(
            _shown(bundled, statement, speakers, f"statement-{number}-{place}")
            for place, statement in enumerate(bundled.statements(), start=1)
        ),
    )


def _shown(bundled: Bundled, statement: Statement, speakers: dict[str, Speaker], anchor: str) -> Shown:
    def name(speaker_id: str | None) -> str | None:
        return speakers[speaker_id].name if speaker_id in speakers else None

    return Shown(
        anchor=anchor,
        key=key(bundled.record.report.id, statement.id),
        speaker=name(statement.source.speaker) or "nobody known",
        chosen=bundled.is_chosen(statement),
        pieces=tuple(_pieces(bundled.record.report.text, statement)),
        details=(*_decided(statement), *details(statement, name)),
        spans=" ".join(f"{start}–{end}" for start, end in statement.content.spans),
        history=tuple(entry for entry in bundled.history if entry.statement == statement.id),
    )


def _decided(statement: Statement) -> Iterator[tuple[str, str]]:
    """What is told in one word each, undecided or not."""
    for label, value in (
        ("act", statement.act),
        ("certainty", statement.certainty),
        ("polarity", statement.polarity),
        ("about", about_phrase(statement)),
    ):
        yield label, str(value) if value else "undecided"
    if statement.within:
        yield "within", statement.within
    yield "confidence", f"{statement.confidence:.2f}"


def _pieces(text: str, statement: Statement) -> Iterator[Piece]:
    """The paragraphs in which a statement stands, its parts marked."""
    spans = [*statement.source.spans, *statement.cue.spans, *statement.content.spans]
    if not spans:
        return
    found = paragraphs(text)
    first, last = (paragraph_at(found, place) for place in (min(spans).start, max(s.end for s in spans) - 1))
    shell = Span(found[first].start, max(found[last].end, *(s.end for s in spans)))
    for segment in segments(text, [statement], shell):
        if segment.span.within(shell):
            role = str(segment.parts[-1].role) if segment.parts else ""
            yield Piece(text[segment.span.start : segment.span.end], role)


def page(parts: Sequence[Part]) -> str:
    """The page of a bundle: one file that asks nobody for anything and runs nothing."""
    style = _file("bundle.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    made = (
        _environment()
        .get_template("bundle.html.jinja")
        .render(parts=parts, style=Markup(style), style_digest=f"sha256-{digest}", **_counts(parts))
    )
    return _UNSTORABLE.sub("\ufffd", made)


def readme(parts: Sequence[Part], example: Example | None) -> str:
    """The README of a bundle: how to check it with tools that every system has."""
    made = (
        _environment()
        .get_template("bundle-readme.txt.jinja")
        .render(example=example, verify_lines=len(verify().splitlines()), **_counts(parts))
    )
    return _UNSTORABLE.sub("\ufffd", made)


def verify() -> str:
    """The program of a bundle that checks it."""
    return _file("verify.py.txt")


def _counts(parts: Sequence[Part]) -> dict[str, str]:
    return {
        "counted_statements": counted(sum(len(part.statements) for part in parts), "statement"),
        "counted_reports": counted(len(parts), "report"),
    }


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("onrecord.export"),
        autoescape=lambda name: bool(name and name.endswith(".html.jinja")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _file(name: str) -> str:
    return (resources.files("onrecord.export") / "templates" / name).read_text(encoding="utf-8")
