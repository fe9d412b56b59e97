"""What a query finds in a ledger, side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, select, union, update

from onrecord.compare import Comparer
from onrecord.compare.origins import NOTHING, Decided
from onrecord.ledger import marking, neighbours
from onrecord.ledger import tables as t
from onrecord.ledger.excerpt import when
from onrecord.ledger.finding import Found, only
from onrecord.ledger.forming import form
from onrecord.ledger.holding import Shelf, keep_batch, next_batch
from onrecord.ledger.keeping import drop_accounts
from onrecord.record import Comparison, Record

if TYPE_CHECKING:
    from onrecord.ledger.by_matter import ByMatter


def compare_found(found: Found, copies: Mapping[str, str], told: Decided = NOTHING) -> Comparison:
    """Compares the statements found; those that were not are in no relation and no account.

    What a report says beside them is still read: whether a statement is its
    speaker's own depends on what it stands within. `copies` are the reports
    that are near-copies, each with its origin, `told` is what people decided of
    speakers.
    """
    comparer = Comparer(copies, told)
    kept: list[Record] = []
    for record, ids in sorted(found.within_reports(), key=lambda pair: when(pair[0])):
        comparer.add(record, ids)
        kept.append(only(record, ids))
    return replace(comparer.comparison(), records=tuple(kept))


def compare_waiting(ledger: ByMatter, told: Callable[[int, int], None] | None = None) -> int:
    """Compares all reports that wait for it; gives how many those were.

    Reports get their place, are held against those near them, and accounts are
    formed anew where something changed. Each step is one transaction that takes
    away what it was marked by: stopped at any moment, it goes on.
    """
    shelf, placed = Shelf(), 0
    while some := _place(ledger, shelf):
        placed += len(some)
    with ledger.reading() as connection:
        left = whole = int(connection.execute(select(func.count()).select_from(t.unheld)).scalar_one())
    while left:
        done = _hold(ledger, shelf)
        if done is None:
            continue
        left = 0 if not done else max(0, left - done)
        if told:
            told(whole - left, whole)
        if not left:
            with ledger.reading() as connection:
                left = int(connection.execute(select(func.count()).select_from(t.unheld)).scalar_one())
    while not _form(ledger, shelf):
        pass
    return placed


def is_pending(connection: Connection) -> bool:
    """Whether something is still to be compared or formed."""
    marks = (t.uncompared.c.report, t.unheld.c.report, t.unformed.c.statement)
    return any(connection.execute(select(mark).limit(1)).first() is not None for mark in marks)


def pending(connection: Connection) -> int:
    """How many reports are not compared with the others yet, or have accounts that are to be formed anew."""
    marked = union(select(t.uncompared.c.report), select(t.unheld.c.report)).subquery()
    reports = int(connection.execute(select(func.count()).select_from(marked)).scalar_one())
    return reports or int(is_pending(connection))


def forget(connection: Connection, report: str) -> None:
    """Takes out what comparing found of a report, before it goes itself or is another."""
    m = t.account_statements.c
    accounts = connection.execute(select(m.account).where(m.report == report)).scalars().all()
    holders = neighbours.forget(connection, report)
    connection.execute(delete(t.promises).where(t.promises.c.report == report))
    drop_accounts(connection, accounts)
    neighbours.place(connection, [], holders)
    _step(connection)


def _place(ledger: ByMatter, shelf: Shelf) -> list[str]:
    with ledger.reading() as connection:
        if not marking.uncompared(connection):
            return []
    with ledger.writing() as connection:
        shelf.come_to(_turn(connection))
        some = neighbours.place_some(connection)
        shelf.forget(some)
        shelf.turn = _step(connection)
    return some


def _hold(ledger: ByMatter, shelf: Shelf) -> int | None:
    """Compares the next few reports; None where somebody else wrote in between."""
    with ledger.reading() as connection:
        shelf.come_to(_turn(connection))
        batch = next_batch(connection, shelf)
    with ledger.writing() as connection:
        if _turn(connection) != shelf.turn:
            return None
        keep_batch(connection, batch)
        shelf.turn = _step(connection)
    return len(batch.reports)


def _form(ledger: ByMatter, shelf: Shelf) -> bool:
    """Forms accounts where something changed."""
    with ledger.reading() as connection:
        if not is_pending(connection):
            return True
    with ledger.writing() as connection:
        shelf.come_to(_turn(connection))
        form(connection)
        shelf.turn = _step(connection)
    return True


def _turn(connection: Connection) -> int:
    """How many steps were made in all, by whomever."""
    return int(connection.execute(select(t.turns.c.turn)).scalar_one())


def _step(connection: Connection) -> int:
    """Notes that a step was made; gives how many those are now."""
    connection.execute(update(t.turns).where(t.turns.c.key == 1).values(turn=t.turns.c.turn + 1))
    return _turn(connection)
