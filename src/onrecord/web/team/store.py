"""Who may log in, and who is logged in: a small SQLite file beside the ledger.

It is not part of the ledger: a backup or an export of what was said holds no
passwords. Passwords are kept as argon2id hashes, sessions and tokens as
SHA-256 of what the other side holds, so that the file opens no door. The cost
of a hash is that of OWASP's password storage cheat sheet (19 MiB, 2 passes).
"""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import (
    Column,
    Float,
    Integer,
    MetaData,
    Table,
    Text,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import SQLAlchemyError

from onrecord.record.errors import OnrecordError
from onrecord.web.team.roles import Role

LONGEST_SESSION = 12 * 3600.0
"""Seconds after which somebody has to log in again."""
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$b25yZWNvcmQtbm9ib2R5$R0yGyp6PBDGGVYXxkaIYzVW9Wp7GWGyUqXZbJnSoIyE"
"""A hash that no password has: what a password is held against where the name is unknown."""
_NAME = re.compile(r"[^\W_][\w.\-]{0,59}")

_metadata = MetaData()
_members = Table(
    "members",
    _metadata,
    Column("name", Text, primary_key=True),
    Column("role", Integer, nullable=False),
    Column("password", Text, nullable=False),
    Column("token", Text, nullable=True, unique=True),
)
_sessions = Table(
    "sessions",
    _metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("ends", Float, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the team."""

    name: str
    role: Role


class Team:
    """Who may log in, and who is; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        try:
            path.touch(mode=0o600, exist_ok=True)
            self._engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 10})
            event.listen(self._engine, "connect", lambda raw, _: raw.execute("PRAGMA journal_mode = WAL"))
            _metadata.create_all(self._engine)
        except (OSError, SQLAlchemyError) as error:
            raise OnrecordError(
                f"{path} cannot be opened ({error})",
                "a file that may be written",
                "name another with --team-file",
            ) from None

    @classmethod
    def beside(cls, ledger: str, path: Path | None = None) -> Self:
        """The team of a ledger: in the file named, else in one beside the ledger's."""
        if path is None and "://" in ledger:
            path = Path("onrecord.team.db")
        return cls(path or Path(ledger).with_suffix(".team.db"))

    def close(self) -> None:
        """Gives all connections back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -------------------------------------------------------------- people
    def put(self, name: str, password: str, role: Role) -> None:
        """Lets somebody in, or changes role and password; whoever had the old ones is logged out."""
        if not _NAME.fullmatch(name):
            raise OnrecordError(f"{name!r} is no name to log in with", "letters, digits, dots and hyphens")
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise OnrecordError(
                f"the password has {len(password)} characters",
                f"{SHORTEST_PASSWORD} to {LONGEST_PASSWORD}",
                "several words are easy to remember and hard to guess",
            )
        kept = self._hasher.hash(password)
        with self._engine.begin() as connection:
            token = connection.execute(select(_members.c.token).where(_members.c.name == name)).scalar()
            connection.execute(delete(_members).where(_members.c.name == name))
            connection.execute(insert(_members).values(name=name, role=int(role), password=kept, token=token))
            connection.execute(delete(_sessions).where(_sessions.c.name == name))

    def set_role(self, name: str, role: Role) -> bool:
        """Gives somebody another role; false where nobody is called so."""
        with self._engine.begin() as connection:
            done = connection.execute(update(_members).where(_members.c.name == name).values(role=int(role)))
        return done.rowcount > 0

    def remove(self, name: str) -> bool:
        """Lets somebody in no longer; false where nobody is called so."""
        with self._engine.begin() as connection:
            connection.execute(delete(_sessions).where(_sessions.c.name == name))
            return connection.execute(delete(_members).where(_members.c.name == name)).rowcount > 0

    def members(self) -> tuple[Member, ...]:
        """Everybody, by name."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(_members.c.name, _members.c.role).order_by(_members.c.name))
            return tuple(Member(row[0], Role(row[1])) for row in rows)

    def is_empty(self) -> bool:
        """Whether nobody may log in yet."""
        with self._engine.connect() as connection:
            return not connection.execute(select(func.count()).select_from(_members)).scalar_one()

    # ------------------------------------------------------------ logging in
    def log_in(self, name: str, password: str) -> str | None:
        """Opens a session and gives what the browser holds of it; None where name or password is wrong.

        It takes as long for a name that there is not as for one that there is.
        """
        with self._engine.connect() as connection:
            kept = connection.execute(select(_members.c.password).where(_members.c.name == name)).scalar()
        try:
            self._hasher.verify(kept or NOBODY, password[: LONGEST_PASSWORD + 1])
        except (Argon2Error, InvalidHashError):
            return None
        if kept is None:
            return None
        key = secrets.token_urlsafe(32)
        with self._engine.begin() as connection:
            connection.execute(delete(_sessions).where(_sessions.c.ends < time.time()))
            ends = time.time() + LONGEST_SESSION
            connection.execute(insert(_sessions).values(id=_digest(key), name=name, ends=ends))
        return key

    def log_out(self, key: str) -> None:
        """Ends a session."""
        with self._engine.begin() as connection:
            connection.execute(delete(_sessions).where(_sessions.c.id == _digest(key)))

    def of_session(self, key: str) -> Member | None:
        """Who is logged in under a key, None where nobody is any more."""
        s, m = _sessions.c, _members.c
        wanted = select(m.name, m.role).where(m.name == s.name, s.id == _digest(key), s.ends > time.time())
        return self._member(wanted)

    # --------------------------------------------------------------- tokens
    def give_token(self, name: str) -> str:
        """Gives a token for programs, in place of the one there was."""
        token = secrets.token_urlsafe(32)
        with self._engine.begin() as connection:
            done = connection.execute(
                update(_members).where(_members.c.name == name).values(token=_digest(token))
            )
        if not done.rowcount:
            raise OnrecordError(f"nobody is called {name}", "a name that onrecord team list shows")
        return token

    def of_token(self, token: str) -> Member | None:
        """Whose token it is."""
        m = _members.c
        return self._member(select(m.name, m.role).where(m.token == _digest(token)))

    def _member(self, wanted: object) -> Member | None:
        with self._engine.connect() as connection:
            row = connection.execute(wanted).first()  # type: ignore[call-overload]
        return Member(row[0], Role(row[1])) if row else None


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
