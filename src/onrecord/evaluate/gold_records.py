"""Gold records: what annotators found in a report, as a record, so that errors of reading don't count.

What gold files hold is taken over; what they don't (events, conditions, where
places lie) is what the program reads from the annotated words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from onrecord.evaluate.gold_drafts import spans_of, with_spans
from onrecord.pipeline import Pipeline
from onrecord.read import read_text
from onrecord.record import (
    About,
    Act,
    Basis,
    Certainty,
    Content,
    Draft,
    Figure,
    Measure,
    Mode,
    Place,
    Polarity,
    Record,
    Said,
    Source,
    Span,
    Speaker,
    SpeakerType,
    Statement,
    Status,
    Via,
)

Json = Mapping[str, Any]


def gold_record(pipeline: Pipeline, document: Json, text: str) -> Record:
    """The record of a report as annotators gave it."""
    taken = read_text(text, published=document.get("published"))
    annotated = [
        {"id": s["id"], "within": s["within"], **{r: s[r] for r in ("source", "cue", "content")}}
        for s in document["statements"]
    ]
    draft = with_spans(Draft(taken.report, taken.furniture, taken.warnings), annotated)
    by_place = {(s.cue.spans, s.content.spans, s.source.spans): s.id for s in draft.statements}
    for stage in pipeline.stages:
        if stage.name not in {"tag", "trim", "state", "resolve"}:
            draft = stage.run(draft)
    read = {s.id: s for s in draft.statements}
    speakers = tuple(_speaker(s) for s in document["speakers"])
    names = {s.name: s.id for s in reversed(speakers)}
    statements = [
        _statement(row, read[by_place[_place_of(row)]], text, names) for row in document["statements"]
    ]
    report = replace(taken.report, id=document["id"], title=document.get("title"))
    return Record(report, speakers, tuple(statements), taken.warnings)


def _place_of(row: Json) -> tuple[Any, Any, Any]:
    return (spans_of(row["cue"]), spans_of(row["content"]), spans_of(row["source"]))


def _speaker(row: Json) -> Speaker:
    kind = SpeakerType(row["type"]) if row.get("type") else None
    return Speaker(
        row["id"],
        row["name"],
        kind,
        bool(row["named"]),
        tuple(row.get("roles") or ()),
        row.get("affiliation"),
        (),
    )


def _statement(row: Json, read: Statement, text: str, names: Mapping[str, str]) -> Statement:
    said, carried = row.get("said"), (row.get("carried") or {}).get("said")
    about = row.get("about") or {}
    content = Content(read.content.spans, read.content.text, Mode(row["mode"]))
    return replace(
        read,
        id=row["id"],
        source=Source(read.source.spans, read.source.text, row.get("speaker")),
        content=content,
        within=row["within"],
        via=tuple(Via((), name, names.get(name)) for name in row.get("via") or ()),
        channel=row.get("channel"),
        audience=row.get("audience"),
        act=Act(row["act"]),
        certainty=Certainty(row["certainty"]),
        polarity=Polarity(row["polarity"]),
        said=Said(said or carried, Basis.STATED if said else Basis.CARRIED if carried else None),
        about=About(
            Status(about["status"]) if about.get("status") else None, about.get("start"), about.get("end")
        ),
        places=tuple(_place(name, read, text) for name in row.get("places") or ()),
        figures=tuple(_figure(f, read, text) for f in row.get("figures") or ()),
    )


def _place(name: str, read: Statement, text: str) -> Place:
    known = next((p for p in read.places if p.name == name), None)
    return known or Place(name, _find(name, read.content.spans, text))


def _figure(row: Json, read: Statement, text: str) -> Figure:
    return Figure(
        Measure(row["measure"]),
        row.get("low"),
        row.get("high"),
        bool(row.get("approximate")),
        row.get("unit"),
        None,
        _find(row.get("text") or "", read.content.spans, text),
    )


def _find(words: str, spans: Sequence[Span], text: str) -> Span:
    """Where some words stand in a content; its start where they don't."""
    for span in spans:
        at = text.find(words, span.start, span.end)
        if at >= 0:
            return Span(at, at + len(words))
    start = spans[0].start if spans else 0
    return Span(start, start)
