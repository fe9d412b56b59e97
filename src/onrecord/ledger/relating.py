"""Kin across reports: who is one, and what is a near-copy, for reports that have not been compared yet.

Taking a report in marks it as waiting, in the same transaction. Relating works
out its kin and takes the mark away, in one transaction for a few reports: who
is killed in between goes on with those that are left, in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, select

from onrecord.ledger import deciding, heard, near_copies, who_is_one
from onrecord.ledger import tables as t
from onrecord.ledger.decided import watched
from onrecord.ledger.rows import few

AT_ONCE = 250
"""Reports related in one transaction: what hangs together with them is loaded once for all of them."""


def relate_some(connection: Connection) -> int:
    """Works out the kin of the next few reports that wait; gives how many those were."""
    c = t.waiting.c
    reports = connection.execute(select(c.report).order_by(c.report).limit(AT_ONCE)).scalars().all()
    if reports:
        relate(connection, sorted(reports))
    return len(reports)


def relate(connection: Connection, reports: Sequence[str], keys: Iterable[str] = ()) -> None:
    """Works out the kin of some reports anew, now; `keys` are those of speakers who went."""
    with watched(connection):
        who_is_one.relate(connection, reports, keys)
    near_copies.relate(connection, reports)
    for some in few(reports):
        connection.execute(delete(t.waiting).where(t.waiting.c.report.in_(some)))


def forget(connection: Connection, report: str) -> tuple[set[str], list[str]]:
    """Takes out what a report is found by, before it goes itself.

    Gives what to relate afterwards: the keys of its speakers, and the reports
    with which it is one text.
    """
    family = [one for one in near_copies.family_of(connection, [report]) if one != report]
    near_copies.forget(connection, report)
    deciding.carry_over(connection, who_is_one.members_in(connection, [report]))
    deciding.forget(connection, report)
    return heard.forget(connection, report), family
