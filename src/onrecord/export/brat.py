"""brat standoff: a folder (or zip of one) that brat opens, a .txt and an .ann for each report.

Lines of an .ann: `T` words (Source, Cue, Content, Via, Place, Figure), `E` a statement
with its cue as trigger, `R` what links a statement without a cue to its source, and a
statement to the one it stands within, `A` act, certainty, polarity, mode, `#` all
other fields as JSON. What brat demands (its `annotation.py`) and how it is met:

- no line end in the words of a `T` line: a span over several lines is given line
  by line, apart by `;`, its words apart by one blank;
- no carriage return in the .txt, which brat would count otherwise: a blank, or a
  line end where none follows; every offset stays what it is;
- spans that do not overlap, in order, none of white space alone.

Where these change the spans of a statement, the spans as they were stand in its note.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.export.csv_table import storable
from onrecord.export.handed import Member, Options
from onrecord.export.zipping import Names, zipped
from onrecord.lexicon import load
from onrecord.record import Record, Span, Spans, Statement
from onrecord.record.wire import plain

FOLDER = "onrecord"
LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""All that ends a line for brat."""

ATTRIBUTES = ("act", "certainty", "polarity", "mode")
_LINE = re.compile(f"[^{LINE_ENDS}]+")
_CARRIAGE = re.compile("\r(?=\n)")
_BREAKING = re.compile(f"[{LINE_ENDS}]")


def write(records: Iterable[Record], options: Options) -> Iterator[bytes]:
    """The folder as a zip."""
    return zipped(members(records, options))


def members(records: Iterable[Record], options: Options) -> Iterator[Member]:
    """The files of the folder: what brat must know of the types, then two for each report."""
    for name, body in load("brat")["files"].items():
        yield f"{FOLDER}/{name}", body.lstrip("\n").encode()
    names = Names()
    for record in records:
        stem = names.name(record.report.id)
        yield f"{FOLDER}/{stem}.txt", brat_text(record.report.text).encode()
        lines = _Lines(record)
        origin = options.provenance(record) if options.provenance else None
        note = {"report": {k: v for k, v in plain(record.report).items() if k != "text"}}
        if origin:
            note["provenance"] = plain(origin)
        yield f"{FOLDER}/{stem}.ann", storable("".join(lines.written(note))).encode()


def brat_text(text: str) -> str:
    """The text as brat reads it, character for character in the same place."""
    return storable(_CARRIAGE.sub(" ", text).replace("\r", "\n"))


def fragments(text: str, spans: Iterable[Span]) -> Spans:
    """The spans as brat takes them: one line each, in order, apart, none of white space alone."""
    made: list[Span] = []
    for start, end in sorted(spans):
        for match in _LINE.finditer(text, max(start, made[-1].end if made else 0), end):
            if match[0].strip():
                made.append(Span(*match.span()))
    return tuple(made)


def mended(text: str, pieces: Sequence[Span]) -> Spans:
    """The spans that `fragments` cut at line ends, put together again."""
    made: list[Span] = []
    for piece in pieces:
        if made and made[-1].end < piece.start and set(text[made[-1].end : piece.start]) <= set(LINE_ENDS):
            made[-1] = Span(made[-1].start, piece.end)
        else:
            made.append(piece)
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Parts:
    """Ids of the `T` lines of one statement, None where it has no such words."""

    source: str | None
    cue: str | None
    content: str | None
    via: tuple[str | None, ...]


class _Lines:
    """The lines of one .ann file, numbered as they are written."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._text = brat_text(record.report.text)
        self._names = {speaker.id: speaker for speaker in record.speakers}
        self._last = dict.fromkeys("TERA#", 0)
        self._lines: list[str] = []

    def written(self, about: dict[str, Any]) -> Iterator[str]:
        """All lines."""
        contents: dict[str, str | None] = {}
        for number, statement in enumerate(self._record.statements):
            parts = self._parts(statement)
            contents[statement.id] = parts.content or parts.cue or parts.source
            head = self._head(parts)
            note = self._note(statement)
            if head:
                self._attributes(statement, head)
                self._add("#", f"AnnotatorNotes {head}", _json(note | (about if number == 0 else {})))
            outer = contents.get(statement.within or "")
            if outer and parts.content:
                self._add("R", f"Within Arg1:{parts.content} Arg2:{outer}")
        return iter(self._lines)

    def _add(self, kind: str, data: str, tail: str | None = None) -> str:
        self._last[kind] += 1
        name = f"{kind}{self._last[kind]}"
        self._lines.append("\t".join(filter(None, (name, data, tail))) + "\n")
        return name

    def _words(self, kind: str, spans: Spans) -> str | None:
        pieces = fragments(self._text, spans)
        if not pieces:
            return None
        places = ";".join(f"{start} {end}" for start, end in pieces)
        return self._add("T", f"{kind} {places}", " ".join(self._text[start:end] for start, end in pieces))

    def _parts(self, statement: Statement) -> _Parts:
        parts = _Parts(
            self._words("Source", statement.source.spans),
            self._words("Cue", statement.cue.spans),
            self._words("Content", statement.content.spans),
            tuple(self._words("Via", link.spans) for link in statement.via),
        )
        for place in statement.places:
            self._words("Place", (place.span,))
        for figure in statement.figures:
            self._words("Figure", (figure.span,))
        return parts

    def _head(self, parts: _Parts) -> str | None:
        """What stands for the statement: its event, or without a cue its content or source."""
        via = [one for one in parts.via if one]
        if not parts.cue:
            head = parts.content or parts.source or (via[0] if via else None)
            for kind, words in (("Source-of", parts.source), *(("Via-of", one) for one in via)):
                if words and words != head:
                    self._add("R", f"{kind} Arg1:{words} Arg2:{head}")
            return head
        roles = [f"Cue:{parts.cue}"]
        roles += [f"Source:{parts.source}"] if parts.source else []
        roles += [f"Content:{parts.content}"] if parts.content else []
        roles += [f"Via{number if number > 1 else ''}:{one}" for number, one in enumerate(via, start=1)]
        return self._add("E", " ".join(roles))

    def _attributes(self, statement: Statement, head: str) -> None:
        mode = statement.content.mode
        for name, value in zip(
            ATTRIBUTES, (statement.act, statement.certainty, statement.polarity, mode), strict=True
        ):
            if value is not None:
                self._add("A", f"{name.capitalize()} {head} {value}")

    def _note(self, statement: Statement) -> dict[str, Any]:
        """All that no other line says, with who speaks in front."""
        speaker = self._names.get(statement.source.speaker or "")
        note: dict[str, Any] = {"speaker": speaker.name} if speaker else {}
        note |= plain(statement)
        for name in ("trace", "act", "certainty", "polarity"):
            del note[name]
        for part in [note["source"], note["cue"], note["content"], *note["via"]]:
            spans = tuple(Span(*span) for span in part.pop("spans"))
            del part["text"]
            if mended(self._text, fragments(self._text, spans)) != spans:
                part["spans"] = plain(spans)
        del note["content"]["mode"]
        known: dict[str, Any] = _known(note)
        for link, noted in zip(statement.via, known.get("via", ()), strict=True):
            if not fragments(self._text, link.spans):  # it has no line, and must not take the next one's
                noted["spans"] = plain(link.spans)
        return known


def _known(value: Any) -> Any:
    """A note without what is undecided."""
    if isinstance(value, dict):
        kept = {name: _known(one) for name, one in value.items() if one is not None}
        return {name: one for name, one in kept.items() if one not in ([], {})}
    return [_known(one) for one in value] if isinstance(value, list) else value


def _json(note: dict[str, Any]) -> str:
    """A note on one line: what would end it is escaped."""
    return _BREAKING.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(note, ensure_ascii=False))
