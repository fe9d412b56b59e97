"""onrecord reads news reports and puts on record who said what happened.

>>> import onrecord
>>> record = onrecord.read("The bridge is closed, the mayor said.")  # doctest: +SKIP
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.api import compare, read
from onrecord.record import Record, from_json, json_schema, to_json
from onrecord.record.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.api import OpenLedger

__version__ = "0.1.0"

__all__ = [
    "OnrecordError",
    "Record",
    "__version__",
    "compare",
    "from_json",
    "json_schema",
    "open",
    "read",
    "to_json",
]


def open(address: str | Path = "onrecord.db", *, create: bool = True) -> OpenLedger:
    """Opens the ledger of a file or a `postgresql://` address; use it in a `with` block.

    A file that is not there is made, unless `create` is false. Raises a
    `LedgerError` that says what to do.
    """
    from onrecord.api import open_ledger  # with the database library: loaded when a ledger is opened

    return open_ledger(address, create=create)
