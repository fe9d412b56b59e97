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
from onrecord.record.span import GAP
from onrecord.record.wire import build, field_types, plain

Kept = TypeVar("Kept", Statement, Speaker)
WHOLE = "statement"
"""The field of a correction that adds a whole statement or speaker."""
_UNTOLD = {"id", "confidence", "trace"}
"""Fields that a person does not say of a statement they add."""


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
    if added is not None and added.value is not None:
        made = _placed(_built(added), text)
        if made is None:  # its words are not in the text that stands
            return Corrected(None, unapplied=(added, *counting.values()))
    if made is None:
        return Corrected(None, unapplied=tuple(counting.values()))
    in_order = sorted(counting.values(), key=lambda c: c.number)
    unapplied = []
    for one in in_order:
        try:
            made = with_field(made, one.field or "", json.loads(one.value or "null"), text)
        except RecordError:
            unapplied.append(one)
    fields = [name for name in field_types(type(made)) if name not in _UNTOLD] if added else []
    fields += [one.field for one in in_order if one.field and one not in unapplied]
    differences = () if machine is None else tuple(_differences(made, machine, fields))
    return Corrected(None if rejected else made, differences, tuple(unapplied))


def _built(added: Correction) -> Any:
    kind = Speaker if added.target.rpartition(":")[2].startswith("p") else Statement
    return build(kind, json.loads(added.value or "null"), added.target)


def _placed(added: Any, text: str) -> Any:
    """What a person added, moved along with its words where a revision moved them."""
    for by in (0, _moved_by(added, text)):
        moved = added if by == 0 else _shifted(added, by)
        try:
            _check_spans(moved, text, "the added statement")
        except RecordError:
            continue
        return moved
    return None


def _moved_by(added: Any, text: str) -> int:
    """How many characters further its first words stand, 0 where they are not there."""
    if not isinstance(added, Statement):
        return 0
    spans = added.content.spans
    first = added.content.text.split(GAP)[0]
    at = text.find(first) if first else -1
    return at - spans[0].start if spans and at >= 0 else 0


def _shifted(value: Any, by: int) -> Any:
    if isinstance(value, Span):
        return Span(value.start + by, value.end + by)
    if isinstance(value, tuple):
        return tuple(_shifted(item, by) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed: Any = {name: _shifted(getattr(value, name), by) for name in field_types(type(value))}
        return replace(value, **changed)
    return value


def _differences(person: Any, machine: Any, fields: Iterable[str]) -> Iterable[Difference]:
    for field in dict.fromkeys(fields):
        words, read = field_json(person, field), field_json(machine, field)
        if words != read:
            yield Difference(field, words, read)


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
