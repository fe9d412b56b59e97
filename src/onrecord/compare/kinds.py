"""Kinds of acts: what is, what is wanted, what one will do, what may come, what is thought of it."""

from __future__ import annotations

from onrecord.record import Act

KINDS = (
    frozenset({Act.ASSERTION, Act.ACCUSATION, Act.DENIAL, None}),
    frozenset({Act.DEMAND}),
    frozenset({Act.COMMITMENT, Act.THREAT}),
    frozenset({Act.WARNING, Act.FORECAST}),
    frozenset({Act.EVALUATION}),
)

_NUMBERS = {act: number for number, kind in enumerate(KINDS) for act in kind}


def kind_of(act: Act | None) -> int:
    """The number of the kind an act is of, -1 for none."""
    return _NUMBERS.get(act, -1)


def one_kind(one: Act | None, other: Act | None) -> bool:
    """Whether both are of one kind."""
    return kind_of(one) == kind_of(other) != -1
