"""All that happened to a statement or speaker: readings by the machine, corrections by people."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.ledger import tables as t
from onrecord.ledger.corrected import MERGED, Correction, Difference, field_json
from onrecord.ledger.ids import local
from onrecord.ledger.load import load_speakers, load_statements
from onrecord.ledger.settling import Effective, effective
from onrecord.record import Speaker, Statement
from onrecord.record.wire import field_types

_OWN = ("id", "trace", "confidence")


@dataclass(frozen=True, slots=True)
class Change:
    """A field with its value before and after, as JSON; None where there was none."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: when, by whom or what, and which fields changed.

    `by` is a person, or the version of the weights that read it. `what` is
    read, read again, set, added, rejected, restored.
    """

    at: str
    by: str
    what: str
    why: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """The steps from the first reading on, how it stands, and where person and machine now differ.

    `unapplied` are corrections on words that the present text does not have.
    """

    id: str
    steps: tuple[Step, ...]
    standing: Statement | Speaker | None
    differences: tuple[Difference, ...]
    unapplied: tuple[Correction, ...]


def history(connection: Connection, target: str, now: Effective | None = None) -> History:
    """The history of a permanent id; `now` is how it stands, if that is known. Raises `NotInLedger`."""
    now = now or effective(connection, target)
    steps = sorted([*_readings(connection, target), *_corrections(now)], key=lambda step: step.at)
    return History(target, tuple(steps), now.standing, now.corrected.differences, now.corrected.unapplied)


def _readings(connection: Connection, target: str) -> list[Step]:
    speaker = (local(target) or "").startswith("p")
    table = t.speakers if speaker else t.statements
    c, r, v = table.c, t.runs.c, t.revisions.c
    rows = connection.execute(
        select(c.key, v.taken_at, v.number, r.started_at, r.model)
        .join(t.readings, t.readings.c.key == c.reading)
        .join(t.revisions, (v.report == c.report) & (v.number == c.revision))
        .outerjoin(t.runs, r.key == t.readings.c.run)
        .where(c.id == target, c.made_by == "machine")
        .order_by(c.key)
    ).all()
    keys = [row[0] for row in rows]
    loaded: dict[int, Statement | Speaker] = {}
    loaded.update(load_speakers(connection, keys) if speaker else load_statements(connection, keys))
    steps: list[Step] = []
    before: Statement | Speaker | None = None
    revision = None
    for key, taken_at, number, started_at, model in rows:
        what = (
            "read" if before is None else "read again" if number == revision else f"read in revision {number}"
        )
        at = max(taken_at, started_at or taken_at)
        steps.append(Step(at, model or "machine", what, changes=_between(before, loaded[key])))
        before, revision = loaded[key], number
    return steps


def _between(before: Statement | Speaker | None, after: Statement | Speaker) -> tuple[Change, ...]:
    if before is None:
        return ()
    names = [name for name in field_types(type(after)) if name not in _OWN]
    pairs = ((name, field_json(before, name), field_json(after, name)) for name in names)
    return tuple(Change(*pair) for pair in pairs if pair[1] != pair[2])


def _corrections(now: Effective) -> list[Step]:
    words = {"set": "set", "add": "added", "reject": "rejected", "restore": "restored"}
    last: dict[str, str | None] = {}
    steps = []
    for one in now.corrections:
        changes: tuple[Change, ...] = ()
        if one.kind == "set" and one.field:
            changes = (Change(one.field, last.get(one.field, one.machine_value), one.value),)
            last[one.field] = one.value
        elif one.kind == "reject" and one.field == MERGED:
            changes = (Change(MERGED, None, one.value),)
        steps.append(Step(one.at, one.who, words[one.kind], one.why, changes))
    return steps
