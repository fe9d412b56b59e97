"""One matter, speaker or state of promises out of what is compared: files, or what a ledger holds.

Of a ledger without filters, whose reports are all compared, only that one is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.comparing import Those
from onrecord.cli.finding import opened
from onrecord.ledger.query import Query
from onrecord.record import Comparison, PromiseState

if TYPE_CHECKING:
    from onrecord.compare.following import Following
    from onrecord.compare.matters import Matter
    from onrecord.compare.pledges import Pledge
    from onrecord.ledger import Ledger

EVERY = 1_000_000
"""More than there are: all on one page."""


def followed(those: Those, speaker: str, account: str | None) -> tuple[Comparison, Following]:
    """What a speaker said, everywhere or on one account."""
    from onrecord.compare.following import follow

    if _is_whole(those):
        with opened(those.ledger) as ledger:
            if ledger.is_compared():
                found = ledger.positions(speaker, None if account is None else _account(ledger, account))
                return found.comparison, found.following
    comparison = those.compared()
    return comparison, follow(comparison, speaker, account)


def counted(those: Those, account: str) -> tuple[Comparison, Matter]:
    """An account with its figures."""
    from onrecord.compare.following import find_account
    from onrecord.compare.matters import Layout

    comparison = None
    if _is_whole(those):
        with opened(those.ledger) as ledger:
            if ledger.is_compared():
                comparison = ledger.account_comparison(_account(ledger, account))
                account = comparison.accounts[0].id
    comparison = comparison or those.compared()
    return comparison, Layout(comparison).matter(find_account(comparison, account))


def promised(those: Those, state: PromiseState | None) -> tuple[Comparison, tuple[Pledge, ...]]:
    """The promises, or those of one state."""
    from onrecord.compare.pledges import pledges_of

    if _of_ledger(those):
        with opened(those.ledger) as ledger:
            if ledger.is_compared():
                page = ledger.promises(those.query, state=state, limit=EVERY)
                return page.comparison, page.pledges
    comparison = those.compared()
    return comparison, pledges_of(comparison, state)


def _is_whole(those: Those) -> bool:
    """Whether a ledger is asked for, and all of it."""
    return _of_ledger(those) and those.query == Query()


def _of_ledger(those: Those) -> bool:
    return not those.files and those.statements_from is None


def _account(ledger: Ledger, wanted: str) -> str:
    """The id of an account by its id, one that it had, or words of its name."""
    from onrecord.compare.following import called
    from onrecord.record.errors import NotInLedger, QueryError

    try:
        return ledger.account(wanted).id
    except NotInLedger:
        pass
    try:
        heads = ledger.accounts(matter=wanted, limit=EVERY).accounts
    except QueryError:  # no word to look for
        heads = ()
    return called({one.id: one.matter for one in heads or ledger.accounts().accounts}, wanted)
