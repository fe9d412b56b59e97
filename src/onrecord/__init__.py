"""onrecord reads news reports and puts on record who said what happened.

>>> import onrecord
>>> record = onrecord.read("The bridge is closed, the mayor said.")  # doctest: +SKIP
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, overload

# The two packages before the functions of their names: a package imported later would take the name.
import onrecord.compare
import onrecord.read  # noqa: F401
from onrecord.api import compare, read
from onrecord.record import Record, from_json, json_schema, to_json
from onrecord.record.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.api import OpenLedger, RemoteLedger

__version__ = "0.1.0"

__all__ = [
    "OnrecordError",
    "Record",
    "__version__",
    "compare",
    "connect",
    "from_json",
    "json_schema",
    "open",
    "read",
    "to_json",
]


@overload
def open(address: Path = ..., *, create: bool = True) -> OpenLedger: ...
@overload
def open(address: str = ..., *, create: bool = True) -> OpenLedger | RemoteLedger: ...
def open(address: str | Path = "onrecord.db", *, create: bool = True) -> OpenLedger | RemoteLedger:
    """Opens the ledger of a file, a `postgresql://` address or a server; use it in a `with` block.

    A file that is not there is made, unless `create` is false. The address of a
    server begins with http:// or https://; see `connect`. Raises a `LedgerError`
    that says what to do.
    """
    if isinstance(address, str) and address.startswith(("http://", "https://")):
        return connect(address)
    from onrecord.api import open_ledger  # with the database library: loaded when a ledger is opened

    return open_ledger(address, create=create)


def connect(
    address: str, *, token: str | None = None, user: str | None = None, password: str | None = None
) -> RemoteLedger:
    """Opens the ledger of a server (`onrecord serve`); use it in a `with` block.

    >>> onrecord.connect("https://ledger.example", token="…")  # doctest: +SKIP

    A ledger of a team takes a `token` (`onrecord team token NAME`; also from the
    variable ONRECORD_TOKEN), or `user` and `password`. It has the same names,
    types and errors as a ledger that is here.
    """
    from onrecord.api import connect as connect_to

    return connect_to(address, token=token, user=user, password=password)
