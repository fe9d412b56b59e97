"""brat standoff read back: a .txt and its .ann to the record they were written from.

Statements come back with all their words and fields, but for why a field is what
it is; of speakers brat's files have the names alone, so there are none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from onrecord.export.brat import fragments, mended
from onrecord.record import SCHEMA, Record, Span, Spans, from_dict, text_of
from onrecord.record.errors import RecordError
from onrecord.record.wire import plain


@dataclass(slots=True)
class _Read:
    """The lines of one .ann by what they are."""

    words: dict[str, tuple[str, Spans]] = field(default_factory=dict)
    events: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)


def read(text: str, annotations: str) -> Record:
    """The record of a .txt and its .ann.

    Lines that a person added in brat and that belong to no statement are left
    out. Raises `RecordError` where a line is not as brat writes it, or its words
    are not those of the text.
    """
    lines = _read(text, annotations)
    report: dict[str, Any] = {}
    statements = []
    for head, note in lines.notes.items():
        report = note.pop("report", report)
        if "id" in note:
            statements.append(_statement(text, lines, head, note))
    if not report:
        report = {"id": "report", "sha256": "", "original_sha256": "", "bylines": [], "language": "en"}
    known = {"path": None, "title": None, "publisher": None, "url": None, "published": None, **report}
    return from_dict(
        {
            "schema": SCHEMA,
            "report": {**known, "text": text},
            "speakers": [],
            "statements": statements,
            "warnings": [],
        }
    )


def _statement(text: str, lines: _Read, head: str, note: dict[str, Any]) -> dict[str, Any]:
    found = _words_of(lines, head)
    made = {name: value for name, value in note.items() if name != "speaker"}
    for name in ("source", "cue", "content"):
        made[name] = _part(text, made.get(name, {}), found.get(name.capitalize(), [()])[0])
    chain = iter(found.get("Via", []))
    links = []
    for link in made.get("via", []):
        unseen = "spans" in link and not fragments(text, (Span(*span) for span in link["spans"]))
        spans = () if unseen else next(chain, ())
        links.append({"speaker": None, **_part(text, link, spans)})
    made["via"] = links
    marks = dict(lines.attributes.get(head, {}))
    made["content"]["mode"] = marks.pop("mode", None)
    return _completed({**made, **marks})


def _completed(made: dict[str, Any]) -> dict[str, Any]:
    """A statement in which what brat's note left out as undecided is undecided."""
    for name, empty in (
        ("events", {"actor": None, "recipient": None, "place": None}),
        ("figures", {"low": None, "high": None, "unit": None, "scope": None}),
    ):
        made[name] = [{**empty, **one} for one in made.get(name, [])]
    if "due" in made:
        made["due"] = {"start": None, "end": None, **made["due"]}
    return made


def _part(text: str, noted: dict[str, Any], spans: Spans) -> dict[str, Any]:
    exact = tuple(Span(*span) for span in noted["spans"]) if "spans" in noted else spans
    return {**noted, "spans": plain(exact), "text": text_of(text, exact)}


def _words_of(lines: _Read, head: str) -> dict[str, list[Spans]]:
    """The words of a statement by what they are, from its event, or from its relation."""
    named = [target for _, target in lines.events.get(head, ())] or [head]
    named += [a for kind, a, b in lines.relations if kind in {"Source-of", "Via-of"} and b == head]
    found: dict[str, list[Spans]] = {}
    for target in named:
        kind, spans = lines.words.get(target, ("", ()))
        found.setdefault(kind, []).append(spans)
    return found


def _read(text: str, annotations: str) -> _Read:
    made = _Read()
    for number, line in enumerate(annotations.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            name, data, *tail = line.split("\t", 2)
            _take(made, text, name, data, "".join(tail))
        except (ValueError, IndexError) as error:
            raise RecordError(f"line {number} of the .ann is {line!r} ({error})", "brat standoff") from None
    return made


def _take(made: _Read, text: str, name: str, data: str, tail: str) -> None:
    if name[0] == "T":
        kind, places = data.split(" ", 1)
        pieces = tuple(_pieces(places))
        if " ".join(text[start:end] for start, end in pieces) != tail:
            raise ValueError("its words are not those of the text")
        made.words[name] = (kind, mended(text, pieces))
    elif name[0] == "E":
        roles = [role.split(":", 1) for role in data.split()]
        made.events[name] = tuple((role, target) for role, target in roles)
    elif name[0] == "R":
        kind, first, second = data.split()
        made.relations.append((kind, first.partition(":")[2], second.partition(":")[2]))
    elif name[0] in "AM":
        kind, target, value = data.split()
        made.attributes.setdefault(target, {})[kind.lower()] = value
    elif name[0] == "#" and tail.startswith("{"):
        made.notes[data.split()[1]] = json.loads(tail)


def _pieces(places: str) -> Iterator[Span]:
    for place in places.split(";"):
        start, end = place.split()
        yield Span(int(start), int(end))
