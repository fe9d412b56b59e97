"""Sides: one statement of a gold file or of a record, in the one shape that scoring compares.

Gold files are flat ({"source": [[start, end]], "speaker": "p1", "mode": …}),
records are nested ({"source": {"spans", "speaker"}, "content": {"spans", "mode"}}).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.record.errors import EvaluationError

LABELS = ("mode", "act", "certainty", "polarity")
FIGURE = ("measure", "low", "high")

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Side:
    """A statement as it is compared.

    `source`, `cue` and `content` are character offsets, `labels` the closed
    fields and `about.status`, `speaker` the whole speaker. `carried` is of gold
    alone: what may be taken over from the same occasion or left out.
    """

    id: str
    within: str | None
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    speaker: Json | None
    labels: Mapping[str, str | None]
    values: Mapping[str, str | None]
    via: tuple[str, ...]
    places: tuple[str, ...]
    figures: tuple[tuple[Any, ...], ...]
    carried: Mapping[str, str | None]


def gold_sides(document: Json) -> list[Side]:
    """The statements of a gold file."""
    return [_gold_side(document, statement) for statement in document["statements"]]


def record_sides(document: Json) -> list[Side]:
    """The statements of a record as `read` prints it; none of an empty object."""
    return [_record_side(document, statement) for statement in document.get("statements", [])]


def _gold_side(document: Json, statement: Json) -> Side:
    missing = [name for name in ("id", "content", *LABELS) if name not in statement]
    if missing:
        raise EvaluationError(
            f"a statement of the gold file {document.get('id')} has no {missing[0]}",
            "id, content, mode, act, certainty and polarity in every statement",
        )
    return _side(
        document,
        statement,
        speaker=statement.get("speaker"),
        mode=statement["mode"],
        said=statement.get("said"),
        places=tuple(statement.get("places") or ()),
        carried=statement.get("carried") or {},
    )


def _record_side(document: Json, statement: Json) -> Side:
    content, said = statement.get("content"), statement.get("said")
    return _side(
        document,
        statement,
        speaker=(statement.get("source") or {}).get("speaker"),
        mode=content.get("mode") if isinstance(content, Mapping) else statement.get("mode"),
        said=said.get("date") if isinstance(said, Mapping) else said,
        places=_names(document, statement.get("places")),
        carried={},
    )


def _side(
    document: Json,
    statement: Json,
    *,
    speaker: str | None,
    mode: str | None,
    said: str | None,
    places: tuple[str, ...],
    carried: Json,
) -> Side:
    """What both shapes have in common, beside what differs."""
    about = statement.get("about") or {}
    return Side(
        id=statement["id"],
        within=statement.get("within"),
        source=_characters(statement, "source"),
        cue=_characters(statement, "cue"),
        content=_characters(statement, "content"),
        speaker=_speaker(document, speaker),
        labels={
            **{label: statement.get(label) for label in LABELS},
            "mode": mode,
            "about.status": about.get("status"),
        },
        values={
            "said": said,
            "channel": statement.get("channel"),
            "audience": statement.get("audience"),
            "about.start": about.get("start"),
            "about.end": about.get("end"),
        },
        via=_names(document, statement.get("via")),
        places=places,
        figures=tuple(tuple(f.get(part) for part in FIGURE) for f in statement.get("figures") or ()),
        carried=carried,
    )


def _characters(statement: Json, role: str) -> frozenset[int]:
    value = statement.get(role) or []
    spans = value.get("spans", []) if isinstance(value, Mapping) else value
    return frozenset(offset for start, end in spans for offset in range(start, end))


def _speaker(document: Json, speaker_id: str | None) -> Json | None:
    return next((s for s in document.get("speakers", []) if s["id"] == speaker_id), None)


def _names(document: Json, items: Iterable[Any] | None) -> tuple[str, ...]:
    return tuple(_name(document, item) for item in items or ())


def _name(document: Json, item: Any) -> str:
    """The name of an item that is a name, the id of a speaker, or an object with either."""
    if isinstance(item, Mapping):
        return item.get("name") or (_speaker(document, item.get("speaker")) or {}).get("name") or ""
    speaker = _speaker(document, item)
    return str(speaker["name"]) if speaker else item
