"""Pledges: every commitment with what is known of it, and who says that it was kept or broken.

The state is that of the comparison and rests on statements alone; the software
itself never rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.compare.matters import UNDATED, joined
from onrecord.record import Comparison, Due, Promise, PromiseState, Record, RelationKind, StatementKey


@dataclass(frozen=True, slots=True)
class Verdict:
    """One later statement on a promise: whose it is, whether it says kept, when, and why.

    `own` tells that it is the promiser's own word.
    """

    statement: StatementKey
    speaker: str | None
    kept: bool
    said: str | None
    own: bool
    because: str


@dataclass(frozen=True, slots=True)
class Pledge:
    """One promise: whose, when given, its condition and due date, its state, and who says so.

    `statements` are all that give it: the same words in several reports are one promise.
    """

    statements: tuple[StatementKey, ...]
    speaker: str | None
    said: str | None
    content: str
    condition: str | None
    due: Due | None
    state: PromiseState
    by: tuple[Verdict, ...]
    account: str | None


STATE_ORDER = (PromiseState.DISPUTED, PromiseState.BROKEN, PromiseState.KEPT, PromiseState.OPEN)
"""States as they are listed: first what somebody has spoken on, the disputed before all."""


def pledges_of(comparison: Comparison, state: PromiseState | None = None) -> tuple[Pledge, ...]:
    """The promises of a comparison, those in dispute first, then by the day they were given."""
    records = {record.report.id: record for record in comparison.records}
    accounts = {key: account.id for account in comparison.accounts for key in account.statements}
    reasons = {
        (r.a, r.b): (r.relation is RelationKind.FULFILS, r.because)
        for r in comparison.relations
        if r.relation in (RelationKind.FULFILS, RelationKind.BREAKS)
    }
    groups = joined([promise.statement for promise in comparison.promises], comparison.relations)
    promises = {promise.statement: promise for promise in comparison.promises}
    order = {key: n for n, key in enumerate(promises)}
    made = []
    for group in groups:
        given = [promises[key] for key in sorted(group, key=order.__getitem__)]
        pledge = _pledge(given, records, reasons, accounts.get(given[0].statement))
        if state in (None, pledge.state):
            made.append(pledge)
    return tuple(sorted(made, key=lambda p: (STATE_ORDER.index(p.state), p.said or UNDATED)))


def _pledge(
    given: Sequence[Promise],
    records: Mapping[str, Record],
    reasons: Mapping[tuple[StatementKey, StatementKey], tuple[bool, str]],
    account: str | None,
) -> Pledge:
    first = given[0].statement
    statement = records[first[0]].statement(first[1])
    if statement is None:
        raise ValueError(f"the comparison has no statement {' '.join(first)}")
    speaker = _speaker(first, records)
    found = {
        key: _verdict(key, records, *reasons[promise.statement, key], speaker)
        for promise in given
        for key in promise.by
        if (promise.statement, key) in reasons
    }
    said = [day for promise in given if (day := _said(promise.statement, records))]
    return Pledge(
        tuple(promise.statement for promise in given),
        speaker,
        min(said, default=None),
        statement.content.text,
        statement.condition,
        statement.due,
        _state({promise.state for promise in given}),
        tuple(sorted(found.values(), key=lambda v: (v.said or UNDATED, v.statement))),
        account,
    )


def _state(states: set[PromiseState]) -> PromiseState:
    """What is said of a promise given several times: kept by one, broken by another is disputed."""
    told = states - {PromiseState.OPEN}
    if len(told) > 1:
        return PromiseState.DISPUTED
    return next(iter(told), PromiseState.OPEN)


def _verdict(
    key: StatementKey, records: Mapping[str, Record], kept: bool, because: str, promiser: str | None
) -> Verdict:
    speaker = _speaker(key, records)
    own = speaker is not None and speaker == promiser
    return Verdict(key, speaker, kept, _said(key, records), own, because)


def _speaker(key: StatementKey, records: Mapping[str, Record]) -> str | None:
    record = records[key[0]]
    statement = record.statement(key[1])
    speaker = record.speaker(statement.source.speaker) if statement else None
    return speaker.name if speaker else None


def _said(key: StatementKey, records: Mapping[str, Record]) -> str | None:
    record = records[key[0]]
    statement = record.statement(key[1])
    return (statement.said.date if statement else None) or record.report.published
