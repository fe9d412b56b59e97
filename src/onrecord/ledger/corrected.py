"""What people's corrections make of what the machine read.

Corrections are only ever added; of those of one field the last one counts. A
`reject` takes the statement out until a `restore`. A correction on words that
the present text does not have is kept, but not applied.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, is_dataclass, replace
from typing import Any, TypeVar

from onrecord.record import Content, Cue, Source, Span, Speaker, Statement, text_of
from onrecord.record.errors import RecordError
from onrecord.record.wire import build, field_types, plain

Kept = TypeVar("Kept", Statement, Speaker)
WHOLE = "statement"
"""The field of a correction that adds a whole statement or speaker."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: who, when and why, of what; values are JSON.

    `target` is the permanent id of a statement or speaker, `kind` one of set,
    add, reject, restore; `field` a field or a part of one (`said.date`).
    """

    number: int
    at: str
    who: str
    why: str
    target: str
    kind: str
    revision: int
    field: str | None = None
    value: str | None = None
    machine_value: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A field where a person's word and what the machine reads now are not the same; both as JSON."""

    field: str
    person: str
    machine: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """A statement or speaker as it stands, None where it was rejected, and where a person changed it."""

    standing: Statement | Speaker | None
    differences: tuple[Difference, ...] = ()
    unapplied: tuple[Correction, ...] = ()


def standing_corrections(corrections: Iterable[Correction]) -> tuple[bool, dict[str, Correction]]:
    """Whether it stands rejected, and the correction that counts for each field."""
    rejected = False
    counting: dict[str, Correction] = {}
    for one in sorted(corrections, key=lambda c: c.number):
        if one.kind in ("reject", "restore"):
            rejected = one.kind == "reject"
        elif one.field is not None:
            for field in [f for f in counting if f.startswith(f"{one.field}.")]:
                del counting[field]  # the whole field was set anew
            counting[one.field] = one
    return rejected, counting


def corrected(machine: Statement | Speaker | None, corrections: Sequence[Correction], text: str) -> Corrected:
    """A statement or speaker with the corrections that count.

    `machine` is None for what a person added; `text` is that of the revision
    that stands.
    """
    rejected, counting = standing_corrections(corrections)
    added = counting.pop(WHOLE, None)
    made: Any = machine
    differences: list[Difference] = []
    if added is not None:
        made = _added(added, text) or machine
        if made is not None and machine is not None:
            differences += _differing(made, machine)
    if made is None:
        left = (added, *counting.values()) if added is not None else tuple(counting.values())
        return Corrected(None, unapplied=left)
    unapplied = []
    for one in sorted(counting.values(), key=lambda c: c.number):
        try:
            changed = with_field(made, one.field or "", json.loads(one.value or "null"), text)
        except RecordError:
            unapplied.append(one)
            continue
        if machine is not None and (before := field_json(machine, one.field or "")) != one.value:
            differences.append(Difference(one.field or "", one.value or "null", before))
        made = changed
    return Corrected(None if rejected else made, tuple(differences), tuple(unapplied))


def _added(correction: Correction, text: str) -> Statement | Speaker | None:
    """What a person added, None where the present text does not have its words."""
    kind = Speaker if correction.target.rpartition(":")[2].startswith("p") else Statement
    made: Statement | Speaker = build(kind, json.loads(correction.value or "null"), correction.target)
    try:
        _check_spans(made, text, correction.target)
    except RecordError:
        return None
    return made


def _differing(person: Statement | Speaker, machine: Statement | Speaker) -> list[Difference]:
    """The fields in which what a person added is not what the machine reads now."""
    names = (n for n in field_types(type(person)) if n not in ("id", "trace", "confidence"))
    pairs = ((name, field_json(person, name), field_json(machine, name)) for name in names)
    return [Difference(*pair) for pair in pairs if pair[1] != pair[2]]


def field_json(one: Statement | Speaker, field: str) -> str:
    """A field, or a part of one (`said.date`), as JSON. Raises `RecordError` where there is none."""
    value: Any = one
    for name in field.split("."):
        if not is_dataclass(value) or name not in field_types(type(value)):
            raise RecordError(f"there is no field {field}", f"one of {', '.join(field_types(type(one)))}")
        value = getattr(value, name)
    return json_of(plain(value))


def json_of(value: Any) -> str:
    """JSON with one way to write everything, so that equal values are equal texts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def with_field(one: Kept, field: str, value: Any, text: str) -> Kept:
    """The same with another value of one field, or of a part of one.

    `value` is plain JSON. Where spans are set the words follow from `text`.
    Raises `RecordError` for a field that there is none, a value of another
    type, or spans that the text does not have.
    """
    name, _, part = field.partition(".")
    types = field_types(type(one))
    if name not in types or name == "id":
        raise RecordError(f"there is no field {field}", f"one of {', '.join(n for n in types if n != 'id')}")
    old: Any = getattr(one, name)
    if part:
        inner = field_types(type(old)) if is_dataclass(old) else {}
        if part not in inner:
            raise RecordError(f"there is no field {field}", f"a part of {name}: {', '.join(inner) or 'none'}")
        new: Any = replace(old, **{part: build(inner[part], value, field)})
        if part == "spans":
            new = _worded(new, text)
    else:
        new = build(types[name], value, field)
    _check_spans(new, text, field)
    changed: Any = {name: new}
    return replace(one, **changed)


def _worded(part: Any, text: str) -> Any:
    if isinstance(part, Source | Cue | Content):
        return replace(part, text=text_of(text, part.spans))
    return part


def _check_spans(value: Any, text: str, field: str) -> None:
    if isinstance(value, Span):
        if not 0 <= value.start < value.end <= len(text):
            raise RecordError(f"{field} stands at {value.start}-{value.end}", f"within 0-{len(text)}")
    elif isinstance(value, Source | Cue | Content):
        for span in value.spans:
            _check_spans(span, text, field)
        if text_of(text, value.spans) != value.text:
            raise RecordError(f"the words of {field} do not stand at its spans", "words of the text")
    elif isinstance(value, tuple):
        for item in value:
            _check_spans(item, text, field)
    elif is_dataclass(value):
        for name in field_types(type(value)):
            _check_spans(getattr(value, name), text, field)
