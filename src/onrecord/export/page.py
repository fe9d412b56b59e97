"""The page: the report as published, every statement lit in its place.

One file that asks nobody for anything: style and script stand inside it and
are the only ones its security policy lets through, by their digests. It can be
read without the script; anchors lead from a statement to its words and back.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from onrecord.export.phrasing import (
    counted,
    date_phrase,
    depths,
    figure_phrase,
    is_unsure,
    period_phrase,
    shortened,
    tally,
    title_of,
    word_count,
)
from onrecord.export.segments import Part, Role, Segment, paragraph_at, paragraphs, segments
from onrecord.record import Record, Span, Speaker, Statement, Warning

HUES = 8
"""Tints in page.css, given to the speakers in turn."""

UNDECIDED_HUE = "none"
LONGEST_EXCERPT = 150
"""Characters of a statement on its card; the whole stands in the report beside it."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_ACTING = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def render(record: Record) -> str:
    """The record as one self-contained HTML page.

    The text of its `<article>` is `report.text`, every character in order; the
    two that HTML cannot carry (NUL, lone surrogates) are shown as U+FFFD.
    """
    style, script = _asset("page.css"), _asset("page.js")
    speakers = _SpeakersOf(record)
    page = _template().render(
        report=record.report,
        title=title_of(record.report),
        words=counted(word_count(record.report), "word"),
        link=_web_address(record.report.url),
        tally=tally(record),
        warnings=tuple(_warnings(record)),
        blocks=tuple(_blocks(record, speakers)),
        groups=tuple(_groups(record, speakers)),
        silent=tuple(speaker for speaker in record.speakers if not speakers.said_by(speaker.id)),
        style=style,
        style_digest=_digest(style),
        script=script,
        script_digest=_digest(script),
    )
    return _UNSTORABLE.sub("\ufffd", page)


# ------------------------------------------------------------------ the text
@dataclass(frozen=True, slots=True)
class Reference:
    """The number that stands where a statement begins, a link to its card."""

    id: str
    number: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One segment as the template writes it: words, classes and what it belongs to."""

    text: Markup
    references: tuple[Reference, ...]
    classes: str = ""
    ids: str = ""
    roles: str = ""
    lights: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph (`number` from 1), or the white space between two (0)."""

    number: int
    pieces: tuple[Piece, ...]


class _SpeakersOf:
    """Look-up from statements to speakers and their hues."""

    def __init__(self, record: Record) -> None:
        self._by_id = {speaker.id: speaker for speaker in record.speakers}
        self._hues = {speaker.id: str(n % HUES) for n, speaker in enumerate(record.speakers)}
        self._said: dict[str | None, list[Statement]] = {}
        for statement in record.statements:
            known = statement.source.speaker if statement.source.speaker in self._by_id else None
            self._said.setdefault(known, []).append(statement)

    def of(self, statement: Statement) -> Speaker | None:
        return self._by_id.get(statement.source.speaker or "")

    def named(self, speaker_id: str | None) -> str | None:
        speaker = self._by_id.get(speaker_id or "")
        return speaker.name if speaker else None

    def hue(self, speaker_id: str | None) -> str:
        return self._hues.get(speaker_id or "", UNDECIDED_HUE)

    def said_by(self, speaker_id: str | None) -> Sequence[Statement]:
        return self._said.get(speaker_id, ())


def _blocks(record: Record, speakers: _SpeakersOf) -> Iterator[Block]:
    text = record.report.text
    found = paragraphs(text)
    cuts = [border for span in found for border in span]
    writer = _PieceWriter(record, speakers)
    cut = segments(text, record.statements, cuts)
    for number, run in groupby(cut, key=lambda segment: _paragraph_of(found, segment.span)):
        yield Block(number, tuple(writer.piece(segment, lit=number > 0) for segment in run))


def _paragraph_of(found: Sequence[Span], span: Span) -> int:
    """The number (from 1) of the paragraph a segment lies in; 0, or minus it, between two."""
    index = paragraph_at(tuple(found), span.start)
    return index + 1 if index >= 0 and span.within(found[index]) else -(index + 1)


class _PieceWriter:
    """Turns segments into pieces, in reading order."""

    def __init__(self, record: Record, speakers: _SpeakersOf) -> None:
        self._text = record.report.text
        self._statements = {statement.id: statement for statement in record.statements}
        self._depths = depths(record.statements)
        self._speakers = speakers
        self._waiting: dict[str, None] = {}
        self._referred: set[str] = set()

    def piece(self, segment: Segment, *, lit: bool) -> Piece:
        """One piece; between paragraphs nothing is lit and numbers wait for the next one."""
        text = _visible(self._text[segment.span.start : segment.span.end])
        for part in segment.parts:
            if part.statement not in self._referred:
                self._waiting[part.statement] = None
        if not lit:
            return Piece(text, ())
        references = tuple(self._reference(statement_id) for statement_id in self._waiting)
        self._referred.update(self._waiting)
        self._waiting.clear()
        if not segment.parts:
            return Piece(text, references)
        return Piece(
            text,
            references,
            self._classes(segment),
            " ".join(part.statement for part in segment.parts),
            " ".join(part.role for part in segment.parts),
            " ".join(dict.fromkeys(part.statement for part in self._innermost(segment.parts))),
        )

    def _reference(self, statement_id: str) -> Reference:
        speaker = self._speakers.of(self._statements[statement_id])
        by = f", by {speaker.name}" if speaker else ""
        return Reference(statement_id, _number(statement_id), f"Statement {_number(statement_id)}{by}")

    def _innermost(self, parts: Sequence[Part]) -> Iterator[Part]:
        deepest = max(self._depths[part.statement] for part in parts)
        return (part for part in parts if self._depths[part.statement] == deepest)

    def _classes(self, segment: Segment) -> str:
        contents = [part for part in segment.parts if part.role == Role.CONTENT]
        names = {str(part.role) for part in self._innermost(segment.parts)}
        shown = contents[-1] if contents else segment.parts[-1]
        names |= {"content"} if contents else set()
        names.add(f"hue-{self._hue(shown)}")
        if len(contents) > 1:
            names |= {"nested", f"outer-{self._hue(contents[-2])}"}
        if contents and is_unsure(self._statements[shown.statement]):
            names.add("unsure")
        names |= {"opens"} if any(part in segment.opens for part in contents) else set()
        names |= {"closes"} if any(part in segment.closes for part in contents) else set()
        return " ".join(["part", *sorted(names)])

    def _hue(self, part: Part) -> str:
        return self._speakers.hue(self._statements[part.statement].source.speaker)


def _visible(text: str) -> Markup:
    """Text for the page: markup escaped, characters that act on their neighbours shown and held in."""
    safe = str(escape(text)).replace("\r", "&#13;")
    return Markup(_ACTING.sub(_shown, safe))


def _shown(match: re.Match[str]) -> str:
    return f'<bdi class="acting" data-code="U+{ord(match[0]):04X}">{match[0]}</bdi>'


def _number(statement_id: str) -> str:
    return statement_id.removeprefix("s")


# ----------------------------------------------------------------- the cards
@dataclass(frozen=True, slots=True)
class Detail:
    """One line of a card; `href` where it leads to another statement."""

    label: str
    value: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One statement in the side column."""

    id: str
    number: str
    cue: str
    excerpt: str
    traits: tuple[str, ...]
    details: tuple[Detail, ...]
    confidence: str
    percent: int
    unsure: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What one speaker said; `speaker` is None where nobody could be decided."""

    speaker: Speaker | None
    hue: str
    about: str
    cards: tuple[Card, ...]


def _groups(record: Record, speakers: _SpeakersOf) -> Iterator[Group]:
    for speaker in (*record.speakers, None):
        said = speakers.said_by(speaker.id if speaker else None)
        if said:
            cards = tuple(_card(statement, speakers) for statement in said)
            yield Group(speaker, speakers.hue(speaker.id if speaker else None), _about(speaker), cards)


def _about(speaker: Speaker | None) -> str:
    if speaker is None:
        return ""
    return " · ".join(filter(None, (speaker.type, *speaker.roles, speaker.affiliation)))


def _card(statement: Statement, speakers: _SpeakersOf) -> Card:
    return Card(
        id=statement.id,
        number=_number(statement.id),
        cue=statement.cue.text,
        excerpt=shortened(statement.content.text, LONGEST_EXCERPT),
        traits=tuple(_traits(statement)),
        details=tuple(_details(statement, speakers)),
        confidence=f"{statement.confidence:.2f}",
        percent=round(100 * min(max(statement.confidence, 0.0), 1.0)),
        unsure=is_unsure(statement),
    )


def _traits(statement: Statement) -> Iterator[str]:
    decided = (statement.act, statement.certainty, statement.polarity, statement.content.mode)
    return (str(value) for value in decided if value is not None)


def _details(statement: Statement, speakers: _SpeakersOf) -> Iterator[Detail]:
    if statement.within:
        yield Detail("within", f"statement {_number(statement.within)}", statement.within)
    lines = (
        ("said", _said(statement)),
        ("to", statement.audience),
        ("on", statement.channel),
        ("via", " · ".join(speakers.named(link.speaker) or link.text for link in statement.via)),
        ("about", _event_time(statement)),
        ("places", " · ".join(_place(place.name, place.country) for place in statement.places)),
        ("figures", " · ".join(figure_phrase(figure) for figure in statement.figures)),
        ("if", statement.condition),
        ("due", period_phrase(statement.due.start, statement.due.end) if statement.due else None),
    )
    yield from (Detail(label, value) for label, value in lines if value)


def _said(statement: Statement) -> str:
    if not statement.said.date:
        return ""
    carried = " (carried over)" if statement.said.basis == "carried" else ""
    return date_phrase(statement.said.date) + carried


def _event_time(statement: Statement) -> str:
    period = period_phrase(statement.about.start, statement.about.end)
    known = (statement.about.status if statement.about.status != "none" else None, period)
    return ", ".join(filter(None, known))


def _place(name: str, country: str | None) -> str:
    return f"{name} ({country})" if country else name


# ------------------------------------------------------------------ the rest
@dataclass(frozen=True, slots=True)
class Notice:
    """A warning, with the number of the paragraph it is of; 0 for the whole report."""

    message: str
    paragraph: int


def _warnings(record: Record) -> Iterator[Notice]:
    found = paragraphs(record.report.text)
    for warning in record.warnings:
        yield Notice(warning.message, _place_of(warning, found))


def _place_of(warning: Warning, found: tuple[Span, ...]) -> int:
    return paragraph_at(found, warning.span.start) + 1 if warning.span else 0


def _web_address(url: str | None) -> str | None:
    """The address where it is one of the web; a page must not lead to `javascript:`."""
    return url if url and re.match(r"https?://", url, re.IGNORECASE) else None


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("onrecord.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.jinja")


@cache
def _asset(name: str) -> Markup:
    """A file beside the template, trusted as it stands."""
    path = resources.files("onrecord.export") / "templates" / name
    return Markup("\n" + path.read_text(encoding="utf-8"))


def _digest(asset: str) -> str:
    """The digest by which a security policy names an inline style or script (CSP level 3)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(asset.encode()).digest()).decode()
