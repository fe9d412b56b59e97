"""A ledger behind a server: all its parts."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from onrecord.api.remote.looking import Looking
from onrecord.api.remote.matters import Matters
from onrecord.api.remote.saying import Saying
from onrecord.api.remote.taking_in import TakingIn
from onrecord.api.remote.talking import Talk
from onrecord.record.errors import LedgerError

TOKEN = "ONRECORD_TOKEN"
"""The variable of the environment that holds a token, where none is given."""
THERE = frozenset({"check", "repair", "back_up", "restore"})
"""What is done where the ledger is."""


@dataclass(frozen=True, slots=True)
class _Session:
    name: str
    role: str
    token: str


class RemoteLedger(Looking, Matters, Saying, TakingIn):
    """A ledger that `onrecord serve` opens, with the names, types and errors of one that is here.

    Use it in a `with` block, or close it. What only the machine of the ledger
    can do (check, repair, back_up) is done there.
    """

    def __init__(self, talk: Talk, *, session: bool = False) -> None:
        self._talk = talk
        self._session = session

    @property
    def address(self) -> str:
        """Where it is."""
        return self._talk.address

    def close(self) -> None:
        """Gives the connection back, and logs out where name and password were given."""
        if self._session:
            self._session = False
            with suppress(LedgerError):  # where the server is gone, the session ends by itself
                self._talk.send(type(None), "/sessions/end")
        self._talk.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __getattr__(self, name: str) -> Any:
        if name in THERE:
            raise LedgerError(
                f"{name} needs the files of the ledger", "a ledger that is here", "do it where the ledger is"
            )
        raise AttributeError(f"a ledger behind a server has no {name}")


def connect(
    address: str, *, token: str | None = None, user: str | None = None, password: str | None = None
) -> RemoteLedger:
    """Opens the ledger of a server, such as http://127.0.0.1:8737; use it in a `with` block.

    A ledger of a team takes a `token` (`onrecord team token NAME`; also from the
    variable ONRECORD_TOKEN), or `user` and `password`. Raises `LedgerMissing`
    where nothing answers, `LedgerForbidden` where one is not let in.
    """
    talk = Talk(address, token or (os.environ.get(TOKEN) if user is None else None))
    try:
        if user is not None:
            given = {"name": user, "password": password or ""}
            session: _Session = talk.send(_Session, "/sessions", given)
            talk.use(session.token)
        talk.json("/reports", [("limit", "1")])  # whether somebody is there, and lets us in
    except BaseException:
        talk.close()
        raise
    return RemoteLedger(talk, session=user is not None)
