"""The part of a ledger behind a server that tells what several reports say of one matter."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from onrecord.api.remote.talking import Talk, params_of, path_of
from onrecord.compare.following import Following
from onrecord.compare.pledges import Pledge
from onrecord.ledger.accounts import AccountHead, AccountPage, Slice, check_list
from onrecord.ledger.positions import Positions
from onrecord.ledger.promised import PledgePage
from onrecord.ledger.query import Query
from onrecord.ledger.related import Related
from onrecord.record import Comparison, PromiseState
from onrecord.record.comparison_wire import comparison_from_dict
from onrecord.record.wire import build

AT_ONCE = 200
PAUSE = 0.2
"""Seconds between two questions how far comparing is."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    reports: int
    comparing: bool
    compared: bool


@dataclass(frozen=True, slots=True)
class _Account:
    head: AccountHead


@dataclass(frozen=True, slots=True)
class _Pledges:
    pledges: tuple[Pledge, ...]
    total: int
    counts: tuple[tuple[PromiseState, int], ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class _Followed:
    person: str | None
    following: Following


class Matters:
    """Accounts, relations, promises and positions, as in `onrecord.ledger.by_matter.ByMatter`."""

    _talk: Talk

    def uncompared(self) -> int:
        """How many reports are new or changed and not compared with the others yet."""
        return self._waiting().reports

    def is_compared(self) -> bool:
        """Whether all reports are compared with the others, and all accounts are formed."""
        return self._waiting().compared

    def compare_waiting(self, told: Callable[[int, int], None] | None = None) -> int:
        """Has the server compare all reports that wait for it; gives how many those were, when it is done."""
        begun: _Waiting = self._talk.send(_Waiting, "/waiting")
        while (now := self._waiting()).comparing:
            if told:
                told(max(0, begun.reports - now.reports), begun.reports)
            time.sleep(PAUSE)
        return begun.reports

    def accounts(
        self,
        words: str | Query | None = None,
        *,
        matter: str | None = None,
        kind: str | None = None,
        min_conflicts: int = 0,
        min_origins: int = 0,
        min_reports: int = 0,
        sort: str = "-conflicts",
        limit: int = 50,
        after: str | None = None,
        **filters: Any,
    ) -> AccountPage:
        """Accounts with a statement that meets a query, page by page; raises `QueryError`."""
        check_list(kind, sort)
        asked = params_of(
            Query.asked(words, **filters),
            matter=matter,
            kind=kind,
            conflicts=min_conflicts,
            origins=min_origins,
            reports=min_reports,
            sort=sort,
        )
        found: list[AccountHead] = []
        part = Slice(limit, after)
        while True:
            few = [("limit", str(min(part.limit, AT_ONCE))), *([("after", part.after)] if part.after else [])]
            page: AccountPage = self._talk.get(AccountPage, "/accounts", [*asked, *few])
            found += page.accounts
            if page.after is None or len(found) >= limit:
                return AccountPage(tuple(found), page.total, page.after)
            part = Slice(limit - len(found), page.after)

    def account(self, account: str) -> AccountHead:
        """An account by an id that it has or had, under the id that it has now; raises `NotInLedger`."""
        told: _Account = self._talk.get(_Account, path_of("accounts", account))
        return told.head

    def account_comparison(self, account: str) -> Comparison:
        """One account with all that is needed to lay it out; raises `NotInLedger`."""
        return comparison_from_dict(self._talk.json(path_of("accounts", account, "comparison")))

    def accounts_of(self, statement: str) -> tuple[AccountHead, ...]:
        """The accounts in which a statement stands: none, one, or its matter and its toll."""
        path = path_of("statements", statement, "accounts")
        return cast(tuple[AccountHead, ...], self._talk.get(tuple[AccountHead, ...], path))

    def relations_of(self, statement: str) -> tuple[Related, ...]:
        """The relations of a statement, each with the other statement; raises `NotInLedger`."""
        path = path_of("statements", statement, "relations")
        return cast(tuple[Related, ...], self._talk.get(tuple[Related, ...], path))

    def promises(
        self,
        words: str | Query | None = None,
        *,
        state: PromiseState | str | None = None,
        limit: int = 50,
        after: str | None = None,
        **filters: Any,
    ) -> PledgePage:
        """Promises that meet a query, the disputed first, at most 200 on a page; raises `QueryError`."""
        part, query = Slice(limit, after), Query.asked(words, **filters)
        wanted = None if state is None else PromiseState(state)
        asked = params_of(query, state=wanted, limit=min(part.limit, AT_ONCE), after=part.after)
        told = self._talk.json("/promises/comparison", asked)
        page: _Pledges = build(_Pledges, told, "promises")
        comparison = comparison_from_dict(told["comparison"])
        return PledgePage(page.pledges, comparison, page.total, page.counts, page.after)

    def positions(self, speaker: str, account: str | None = None) -> Positions:
        """What somebody said on each matter in order; by id or name, on one account or all.

        Raises `NoSuchSpeaker` (of `onrecord.compare.following`), `NotInLedger`.
        """
        asked = [("speaker", speaker), *([("account", account)] if account else [])]
        told = self._talk.json("/positions", asked)
        known: _Followed = build(_Followed, told, "positions")
        return Positions(known.person, known.following, comparison_from_dict(told["comparison"]))

    def _waiting(self) -> _Waiting:
        return cast(_Waiting, self._talk.get(_Waiting, "/waiting"))
