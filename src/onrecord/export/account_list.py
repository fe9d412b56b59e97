"""A list of accounts as a table: one row an account, without its statements."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.export.columns import Column, documented
from onrecord.export.flat import Row, flat, leaves


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account; `conflicts` counts the pairs of its statements that cannot both be right."""

    account: str
    kind: str
    matter: str
    statements: int
    reports: int
    origins: int
    conflicts: int
    first: str | None
    last: str | None


@cache
def account_columns() -> tuple[Column, ...]:
    """The columns of the list of accounts."""
    return documented("accounts", leaves(AccountLine))


def account_row(line: AccountLine) -> Row:
    """The values of one account."""
    return flat(line, AccountLine)
