"""What happened to a statement or speaker, told for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.ledger.history import Change, Step

LONGEST_VALUE = 300


@dataclass(frozen=True, slots=True)
class Told:
    """Steps of one moment by one person for one reason, told together."""

    at: str
    by: str
    what: str
    why: str
    changes: tuple[Change, ...]


def together(steps: tuple[Step, ...]) -> Iterator[Told]:
    """Steps that were one act of one person are told as one; what was confirmed changes nothing."""
    at = 0
    while at < len(steps):
        first, changes = steps[at], []
        while at < len(steps) and (steps[at].at, steps[at].by, steps[at].why, steps[at].what) == (
            first.at,
            first.by,
            first.why,
            first.what,
        ):
            changes += [one for one in steps[at].changes if one.before != one.after]
            at += 1
        yield Told(first.at, first.by, first.what, first.why, tuple(_short(one) for one in changes))


def _short(one: Change) -> Change:
    return Change(one.field, _value(one.before), _value(one.after))


def _value(text: str | None) -> str:
    if text is None or text == "null":
        return "nothing"
    value = json.loads(text)
    told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return told if len(told) <= LONGEST_VALUE else told[:LONGEST_VALUE] + "…"
