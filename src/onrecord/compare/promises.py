"""Promises: every commitment, and what later statements say of it.

The state says who says so; the software itself never rules.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.compare.utterances import Utterance
from onrecord.record import Act, Promise, PromiseState, Relation, RelationKind


def promises_of(utterances: Sequence[Utterance], relations: Sequence[Relation]) -> tuple[Promise, ...]:
    """The commitments among some statements with their states, in the order given."""
    found = []
    for utterance in utterances:
        if utterance.statement.act is not Act.COMMITMENT:
            continue
        kept = [r.b for r in relations if r.a == utterance.key and r.relation is RelationKind.FULFILS]
        broken = [r.b for r in relations if r.a == utterance.key and r.relation is RelationKind.BREAKS]
        found.append(Promise(utterance.key, _state(bool(kept), bool(broken)), (*kept, *broken)))
    return tuple(found)


def _state(kept: bool, broken: bool) -> PromiseState:
    if kept and broken:
        return PromiseState.DISPUTED
    if kept or broken:
        return PromiseState.KEPT if kept else PromiseState.BROKEN
    return PromiseState.OPEN
