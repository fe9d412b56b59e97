"""Which accounts hold a statement that meets a query, from columns in memory.

The statements of accounts are loaded once; when accounts were formed anew, those
that hold others now are looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from onrecord.ledger import tables as t
from onrecord.ledger.columns import Statements
from onrecord.ledger.counting import Counting
from onrecord.ledger.query import Query

NUMBERS = 1 << 32
"""Above every number that a statement has in its report."""
Names = NDArray[np.int64]
"""Statements by the code of their report and their number in it, as one number."""


class Gathering:
    """The accounts of one ledger, as far as which statements stand in each."""

    def __init__(self, counting: Counting) -> None:
        self._counting = counting
        self._forget(counting.statements)

    def accounts(self, query: Query) -> frozenset[str]:
        """The ids of the accounts with a statement that meets a query; raises `QueryError`."""
        with self._counting.up_to_date() as connection:
            self._refresh(connection)
            rows = np.flatnonzero(self._counting.chosen(connection, query))
            s = self._counting.statements
            met = s.report.all[rows].astype(np.int64) * NUMBERS + s.number.all[rows]
            found = np.unique(self._account[np.isin(self._member, met)])
            return frozenset(self._accounts[code] for code in found.tolist())

    def _forget(self, statements: Statements) -> None:
        self._of, self._turn = statements, -1
        self._told: dict[str, str] = {}
        self._held: dict[str, Names] = {}
        self._accounts: list[str] = []
        self._account: NDArray[np.int32] = np.zeros(0, dtype=np.int32)
        self._member: Names = np.zeros(0, dtype=np.int64)

    def _refresh(self, connection: Connection) -> None:
        """Codes of reports are those of one `Statements`; another is loaded where much has changed."""
        if self._of is not self._counting.statements:
            self._forget(self._counting.statements)
        turn = connection.execute(select(func.max(t.turns.c.turn))).scalar() or 0
        if turn == self._turn:
            return
        m = t.account_statements.c
        told = select(m.account, func.aggregate_strings(m.statement, " ")).group_by(m.account)
        now = {row[0]: row[1] for row in connection.execute(told)}
        self._held = {
            one: self._held[one] if self._told.get(one) == those else self._names(those.split())
            for one, those in now.items()
        }
        self._told, self._accounts, self._turn = now, list(now), turn
        lengths = [len(those) for those in self._held.values()]
        self._account = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        self._member = np.concatenate([np.zeros(0, dtype=np.int64), *self._held.values()])

    def _names(self, statements: Iterable[str]) -> Names:
        parts = (one.rpartition(":s") for one in statements)
        return np.array([self._of.reports(report) * NUMBERS + int(number) for report, _, number in parts])
