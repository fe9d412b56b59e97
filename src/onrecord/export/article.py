"""The report as published, in blocks and pieces, so that every statement can be lit in its place.

The blocks, put together, are the text of the report, character by character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from onrecord.export.cast import Cast
from onrecord.export.phrasing import depths, is_unsure
from onrecord.export.segments import Part, Role, Segment, segments
from onrecord.record import Record, Span, Spans
from onrecord.text.paragraphs import paragraph_at, paragraphs

SHORT_LINE = 50
"""Characters: a line that ends before, and not at the end of its paragraph, was ended on purpose."""

_ACTING = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Reference:
    """The mark that stands where a statement begins, a link to its card."""

    key: str
    mark: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One segment as the template writes it: words, classes and what it belongs to.

    `ids` and `roles` run in parallel, from the outermost statement to the
    innermost; `lights` are the statements to light where it is pointed at.
    """

    text: Markup
    references: tuple[Reference, ...]
    classes: str = ""
    ids: str = ""
    roles: str = ""
    lights: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph (`number` from 1), or the white space between two (0 or less).

    `lines` tells that the paragraph's own line ends count (an address, a list).
    """

    number: int
    pieces: tuple[Piece, ...]
    lines: bool = False


def blocks(record: Record, cast: Cast, noted: Spans = ()) -> Iterator[Block]:
    """The whole text in blocks, in reading order; `noted` words are marked beside the statements."""
    text = record.report.text
    found = paragraphs(text)
    cuts = [border for span in (*found, *noted) for border in span]
    writer = _PieceWriter(record, cast, noted)
    cut = segments(text, record.statements, cuts)
    for number, run in groupby(cut, key=lambda segment: _paragraph_of(found, segment.span)):
        pieces = tuple(writer.piece(segment, lit=number > 0) for segment in run)
        yield Block(number, pieces, number > 0 and _has_own_lines(text, found[number - 1]))


def _has_own_lines(text: str, paragraph: Span) -> bool:
    lines = text[paragraph.start : paragraph.end].splitlines()
    return any(len(line.strip()) < SHORT_LINE for line in lines[:-1])


def _paragraph_of(found: Sequence[Span], span: Span) -> int:
    """The number (from 1) of the paragraph a segment lies in; 0, or minus it, between two."""
    index = paragraph_at(tuple(found), span.start)
    return index + 1 if index >= 0 and span.within(found[index]) else -(index + 1)


class _PieceWriter:
    """Turns segments into pieces, in reading order."""

    def __init__(self, record: Record, cast: Cast, noted: Spans) -> None:
        self._noted = noted
        self._text = record.report.text
        self._statements = {statement.id: statement for statement in record.statements}
        self._depths = depths(record.statements)
        self._cast = cast
        self._waiting: dict[str, None] = {}
        self._referred: set[str] = set()

    def piece(self, segment: Segment, *, lit: bool) -> Piece:
        """One piece; between paragraphs nothing is lit and marks wait for the next one."""
        text = _visible(self._text[segment.span.start : segment.span.end])
        for part in segment.parts:
            if part.statement not in self._referred:
                self._waiting[part.statement] = None
        if not lit:
            return Piece(text, ())
        references = tuple(self._reference(statement_id) for statement_id in self._waiting)
        self._referred.update(self._waiting)
        self._waiting.clear()
        note = " noted" if any(segment.span.within(span) for span in self._noted) else ""
        if not segment.parts:
            return Piece(text, references, note.strip())
        return Piece(
            text,
            references,
            self._classes(segment) + note,
            " ".join(self._cast.key(part.statement) for part in segment.parts),
            " ".join(part.role for part in segment.parts),
            " ".join(dict.fromkeys(self._cast.key(p.statement) for p in self._innermost(segment.parts))),
        )

    def _reference(self, statement_id: str) -> Reference:
        speaker = self._cast.of(self._statements[statement_id])
        by = f", by {speaker.name}" if speaker else ""
        return Reference(self._cast.key(statement_id), statement_id, f"Statement {statement_id}{by}")

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
        return self._cast.hue(self._statements[part.statement].source.speaker)


def _visible(text: str) -> Markup:
    """Text for the page: markup escaped, characters that act on their neighbours shown and held in."""
    safe = str(escape(text)).replace("\r", "&#13;")
    return Markup(_ACTING.sub(_shown, safe))


def _shown(match: re.Match[str]) -> str:
    return f'<bdi class="acting" data-code="U+{ord(match[0]):04X}">{match[0]}</bdi>'
