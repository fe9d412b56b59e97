"""What may be set of the web."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from onrecord.api.messages import MODEL_READER
from onrecord.record.errors import OnrecordError

LARGEST_UPLOAD = 64_000_000
"""Bytes of all files sent at once."""
LARGEST_TEXT = 24_000_000
"""Bytes of a pasted text or a record."""
LARGEST_FORM = 1_000_000
"""Bytes of any other request."""
MOST_FILES = 50


@dataclass(frozen=True, slots=True)
class Settings:
    """How a ledger is opened to browsers.

    `names` are further host names under which it is reached, `https` tells that
    a proxy ends TLS before it. `allow_private` lets addresses of one's own
    network be fetched. `reader` names the function that makes a reader, as in
    `Taking`; `workers` are the processes that read.
    """

    ledger: str = "onrecord.db"
    host: str = "127.0.0.1"
    port: int = 8737
    team: bool = False
    team_file: Path | None = None
    names: tuple[str, ...] = ()
    https: bool = False
    allow_private: bool = False
    model: Path | None = None
    reader: str = MODEL_READER
    workers: int = 1

    def check(self) -> None:
        """Refuses what would open the ledger to strangers.

        Raises `OnrecordError` for an address that others reach, without a team.
        """
        if not self.team and not is_own(self.host):
            raise OnrecordError(
                f"others can reach {self.host}, and without a team everybody may read and write",
                "an address of one's own machine, such as 127.0.0.1",
                "give --team, and add people with onrecord team add",
            )

    @property
    def hosts(self) -> frozenset[str]:
        """Host names that a request may be for, without ports."""
        own = {"127.0.0.1", "localhost", "[::1]"} if is_own(self.host) else {_bracketed(self.host)}
        return frozenset({*own, *(name.lower() for name in self.names)})


def is_own(host: str) -> bool:
    """Whether nobody but this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host.lower()
