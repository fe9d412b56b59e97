"""What people said of a statement: accepted, corrected or rejected, by whom and when.

To accept is a correction too: each field is set to what it is, so that it
outlives every later reading.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.ledger import Ledger
from onrecord.ledger.corrected import Correction, field_json, standing_corrections
from onrecord.record import Statement
from onrecord.record.errors import CorrectionError

ACCEPTED = "accepted as read"
CONFIRMED = (
    "source.speaker",
    "act",
    "certainty",
    "polarity",
    "channel",
    "audience",
    "said.date",
    "about.status",
)
"""The fields that somebody who accepts a statement stands for."""


@dataclass(frozen=True, slots=True)
class Review:
    """The last word of people on a statement: `state` is accepted, corrected or rejected."""

    state: str
    who: str
    at: str
    fields: tuple[str, ...] = ()


def reviewed(corrections: Sequence[Correction]) -> Review | None:
    """What stands of people's words; None where nobody said anything, or it was taken back."""
    if not corrections:
        return None
    rejected, counting = standing_corrections(corrections)
    last = max(corrections, key=lambda one: one.number)
    if rejected:
        return Review("rejected", last.who, last.at)
    changed = [name for name, one in counting.items() if one.machine_value != one.value]
    accepted = [one for one in counting.values() if one.why == ACCEPTED]
    if changed:
        latest = max((counting[name] for name in changed), key=lambda one: one.number)
        return Review("corrected", latest.who, latest.at, tuple(sorted(changed)))
    return Review("accepted", accepted[-1].who, accepted[-1].at) if accepted else None


def accept(ledger: Ledger, target: str, who: str) -> None:
    """Stands for a statement as it is; raises `CorrectionError` where it does not stand."""
    one = ledger.effective(target).standing
    if not isinstance(one, Statement):
        raise CorrectionError(f"{target} does not stand", "a statement that stands")
    values: dict[str, Any] = {name: json.loads(field_json(one, name)) for name in CONFIRMED}
    ledger.correct_all(target, values, who=who, why=ACCEPTED)
