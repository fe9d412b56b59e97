"""W3C Web Annotations as JSON-LD: every statement as annotations of the report's text.

One annotation collection with one page. A statement is one annotation of its
content (`urn:onrecord:REPORT:s7`), and one each of its source, its cue and every
link of its chain (`urn:onrecord:REPORT:s7:source`), linked to the first. The text
is named by its hash (RFC 6920), and says from which address it was retrieved
(`via`). Positions count code points, as the model asks.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote as percent

from onrecord.export.handed import Options
from onrecord.export.selectors import quote_of
from onrecord.record import Record, Report, Span, Spans, Speaker, Statement
from onrecord.record.wire import as_json, plain

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
COLLECTION = "urn:onrecord:export"
_DIGEST = re.compile("[0-9a-f]{64}")
_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)

Node = dict[str, Any]
"""An object of JSON-LD, on its way out."""


def write(records: Iterable[Record], options: Options) -> Iterator[bytes]:
    """The collection, annotation by annotation; how many there are stands at its end."""
    yield (
        f'{{"@context": "{CONTEXT}", "id": "{COLLECTION}", "type": "AnnotationCollection",\n'
        f' "label": "Statements of reports",\n'
        f' "first": {{"id": "{COLLECTION}:page", "type": "AnnotationPage",\n'
        f' "partOf": "{COLLECTION}", "startIndex": 0, "items": ['
    ).encode()
    total = 0
    for record in records:
        lines = [as_json(annotation) for annotation in annotations_of(record, options)]
        before = ",\n" if total else "\n"
        total += len(lines)
        if lines:
            yield (before + ",\n".join(lines)).encode("utf-8")
    yield f'\n]}}, "total": {total}}}\n'.encode()


def annotations_of(record: Record, options: Options) -> Iterator[Node]:
    """The annotations of one record, in the order of its statements."""
    target = _Target(record.report)
    speakers = {speaker.id: speaker for speaker in record.speakers}
    origin = options.provenance(record) if options.provenance else None
    for statement in record.statements:
        speaker = speakers.get(statement.source.speaker or "")
        made = _content(statement, speaker, record.report.id)
        made["target"] = target.of(statement.content.spans)
        if origin and origin.taken_in:
            made["generated"] = plain(origin)["taken_in"]
        yield made
        for part, spans, named in _parts(statement, speakers):
            yield {**_part(record.report.id, statement, part, named), "target": target.of(spans)}


def address(report_id: str, *parts: str) -> str:
    """The IRI of a report or of something in it."""
    return ":".join(
        ["urn:onrecord", *(percent(one, safe="", errors="replace") for one in (report_id, *parts))]
    )


def _content(statement: Statement, speaker: Speaker | None, report_id: str) -> Node:
    bodies = [_tag(name, value) for name, value in _traits(statement)]
    if speaker:
        bodies.insert(0, _text("identifying", speaker.name))
    if statement.within:
        bodies.append(_link(address(report_id, statement.within)))
    body = {"body": bodies} if bodies else {}
    return {
        "id": address(report_id, statement.id),
        "type": "Annotation",
        "motivation": "describing",
        **body,
    }


def _traits(statement: Statement) -> Iterator[tuple[str, str]]:
    known = (
        ("act", statement.act),
        ("certainty", statement.certainty),
        ("polarity", statement.polarity),
        ("mode", statement.content.mode),
        ("said", statement.said.date),
        ("channel", statement.channel),
        ("audience", statement.audience),
        ("about", statement.about.status),
        *(("event", event.type) for event in statement.events),
    )
    return ((name, str(value)) for name, value in known if value is not None)


def _parts(statement: Statement, speakers: dict[str, Speaker]) -> Iterator[tuple[str, Spans, str | None]]:
    """The other words of a statement: what they are called, where they stand, whom they name."""

    def name(speaker_id: str | None) -> str | None:
        speaker = speakers.get(speaker_id or "")
        return speaker.name if speaker else None

    if statement.source.spans:
        yield "source", statement.source.spans, name(statement.source.speaker)
    if statement.cue.spans:
        yield "cue", statement.cue.spans, None
    for number, link in enumerate(statement.via, start=1):
        if link.spans:
            yield f"via{number}", link.spans, name(link.speaker)


def _part(report_id: str, statement: Statement, part: str, named: str | None) -> Node:
    bodies = [_tag("part", part.rstrip("0123456789")), _link(address(report_id, statement.id))]
    if named is not None:
        bodies.insert(0, _text("identifying", named))
    if part == "cue" and statement.cue.lemma:
        bodies.append(_tag("lemma", statement.cue.lemma))
    return {
        "id": address(report_id, statement.id, part),
        "type": "Annotation",
        "motivation": "identifying" if named is not None else "linking",
        "body": bodies,
    }


def _text(purpose: str, value: str) -> Node:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _tag(name: str, value: str) -> Node:
    return _text("tagging", f"{name}: {value}")


def _link(iri: str) -> Node:
    return {"type": "SpecificResource", "purpose": "linking", "source": iri}


class _Target:
    """What annotations of one report point at."""

    def __init__(self, report: Report) -> None:
        self._text = report.text
        self._iri = address(report.id)
        if _DIGEST.fullmatch(report.sha256):
            digest = base64.urlsafe_b64encode(bytes.fromhex(report.sha256)).decode().rstrip("=")
            self._iri = f"ni:///sha-256;{digest}"
        self._source: Node = {
            "id": self._iri,
            "type": "Text",
            "format": "text/plain",
            "language": report.language,
        }
        if report.url and _WEB.fullmatch(report.url):
            self._source["via"] = report.url

    def of(self, spans: Spans) -> Node | list[Node]:
        """The places of some words; the whole text where there are none."""
        if not spans:
            return self._source
        several = [self._place(span) for span in spans]
        return several if len(several) > 1 else several[0]

    def _place(self, span: Span) -> Node:
        quote = quote_of(self._text, span)
        return {
            "type": "SpecificResource",
            "source": self._source,
            "selector": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": quote.exact,
                    "prefix": quote.prefix,
                    "suffix": quote.suffix,
                },
            ],
        }
