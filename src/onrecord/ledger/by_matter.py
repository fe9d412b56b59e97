"""What a ledger knows of the matters that its reports speak of: accounts, relations, promises, positions.

Everything here reads what comparing has found (`compare_waiting`); nothing is
compared while somebody waits, unless they ask for it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine

from onrecord.ledger import marking
from onrecord.ledger.backend import Backend
from onrecord.ledger.query import Query
from onrecord.record import Comparison, PromiseState

if TYPE_CHECKING:
    from onrecord.ledger.accounts import AccountHead, AccountPage
    from onrecord.ledger.positions import Positions
    from onrecord.ledger.promised import PledgePage
    from onrecord.ledger.related import Related


class ByMatter:
    """The part of a ledger that tells what several reports say of one matter."""

    backend: Backend
    engine: Engine

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that reads one state of the ledger."""
        raise NotImplementedError

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes: all of it is kept, or nothing."""
        raise NotImplementedError

    def uncompared(self) -> int:
        """How many reports are new or changed and not compared with the others yet."""
        with self.reading() as connection:
            return marking.uncompared(connection)

    def is_compared(self) -> bool:
        """Whether all reports are compared with the others, and all accounts are formed."""
        from onrecord.ledger import comparing

        with self.reading() as connection:
            return not comparing.is_pending(connection)

    def compare_waiting(self, told: Callable[[int, int], None] | None = None) -> int:
        """Compares all reports that wait for it with those near them; gives how many those were.

        `told` is called now and then with how much is done, and how much there
        is. Stopped at any moment, it goes on.
        """
        from onrecord.ledger import comparing

        return comparing.compare_waiting(self, told)

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
        """Accounts with a statement that meets a query, page by page.

        `matter` are words of their names, `kind` is matter or toll. `after` is
        the `after` of the page before. Raises `QueryError`.
        """
        from onrecord.ledger.accounts import AccountQuery, Slice, list_accounts

        query = Query.asked(words, **filters)
        asked = AccountQuery(query, matter, kind, min_conflicts, min_origins, min_reports)
        with self.reading() as connection:
            return list_accounts(connection, self.backend, asked, Slice(limit, after), sort)

    def account(self, account: str) -> AccountHead:
        """An account by an id that it has or had, under the id that it has now; raises `NotInLedger`."""
        from onrecord.ledger import accounts

        with self.reading() as connection:
            (head,) = accounts.heads_of(connection, [accounts.find_account(connection, account)])
            return head

    def account_comparison(self, account: str) -> Comparison:
        """One account with all that is needed to lay it out: its statements in their reports, relations,
        promises. Its only account has the id that it has now; raises `NotInLedger`.
        """
        from onrecord.ledger import accounts, excerpt

        with self.reading() as connection:
            return excerpt.excerpt(connection, (), [accounts.find_account(connection, account)])

    def accounts_of(self, statement: str) -> tuple[AccountHead, ...]:
        """The accounts in which a statement stands: none, one, or its matter and its toll."""
        from onrecord.ledger import accounts

        with self.reading() as connection:
            ids = accounts.accounts_of(connection, [statement]).get(statement, [])
            return accounts.heads_of(connection, ids)

    def relations_of(self, statement: str) -> tuple[Related, ...]:
        """The relations of a statement, each with the other statement; raises `NotInLedger`."""
        from onrecord.ledger import related

        with self.reading() as connection:
            return related.relations_of(connection, statement)

    def promises(
        self,
        words: str | Query | None = None,
        *,
        state: PromiseState | str | None = None,
        limit: int = 50,
        after: str | None = None,
        **filters: Any,
    ) -> PledgePage:
        """Promises that meet a query, the disputed first, each with who says what became of it.

        `state` is open, reported kept, reported broken or disputed. `after` is
        the `after` of the page before. Raises `QueryError`.
        """
        from onrecord.ledger import promised
        from onrecord.ledger.accounts import Slice

        query = Query.asked(words, **filters)
        wanted = None if state is None else PromiseState(state)
        with self.reading() as connection:
            return promised.list_promises(connection, self.backend, query, wanted, Slice(limit, after))

    def positions(self, speaker: str, account: str | None = None) -> Positions:
        """What somebody said on each matter in order, and what changed; by id or name, on one account or all.

        Raises `NoSuchSpeaker` (of `onrecord.compare.following`), `NotInLedger`.
        """
        from onrecord.ledger import positions

        with self.reading() as connection:
            return positions.positions(connection, self.backend, speaker, account)
