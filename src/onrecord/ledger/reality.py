"""How real what a statement is about is: happened, announced, predicted, denied …

The status of its main event where one was coded, else what its act, polarity,
certainty and tense say, by the rules of `interpret.event_status`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, null, or_, select

from onrecord.interpret.event_status import BY_ACT, BY_TIME
from onrecord.ledger import tables as t
from onrecord.record import Act, Certainty, EventStatus, Polarity, Status

UNDECIDED = "undecided"
"""How a status that nothing decides is asked for."""
STATUSES = (*EventStatus, UNDECIDED)


def reality() -> ColumnElement[Any]:
    """The status of a statement, as a column."""
    c = t.statements.c
    coded = (
        select(t.events.c.status)
        .where(t.events.c.statement == c.key, t.events.c.position == 0)
        .scalar_subquery()
    )
    not_past = or_(c.about_status.is_(None), c.about_status != Status.PAST.value)
    told = case(
        (or_(c.act == Act.DENIAL.value, c.polarity == Polarity.NEGATIVE.value), EventStatus.DENIED.value),
        *((c.act == act.value, status.value) for act, status in BY_ACT.items()),
        (and_(c.certainty == Certainty.POSSIBLE.value, not_past), EventStatus.HYPOTHETICAL.value),
        *((c.about_status == time.value, status.value) for time, status in BY_TIME.items()),
        else_=null(),
    )
    return func.coalesce(coded, told)


def has_status(asked: Sequence[str]) -> ColumnElement[bool]:
    """Whether the status is one of some."""
    column = reality()
    known = column.in_([one for one in asked if one != UNDECIDED])
    return or_(known, column.is_(None)) if UNDECIDED in asked else known
