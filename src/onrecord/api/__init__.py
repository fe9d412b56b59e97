"""What a Python user calls: read one report, compare several, open a ledger.

What a ledger needs is loaded when a ledger is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from onrecord.api.comparing import compare, each_with_own_id, with_own_ids
from onrecord.api.reading import pipeline, read

if TYPE_CHECKING:
    from onrecord.api.opened import OpenLedger, open_ledger
    from onrecord.api.remote import RemoteFound, RemoteLedger, connect
    from onrecord.api.taking_in import PassedOver, Summary, Taking, take_in

__all__ = [
    "OpenLedger",
    "PassedOver",
    "RemoteFound",
    "RemoteLedger",
    "Summary",
    "Taking",
    "compare",
    "connect",
    "each_with_own_id",
    "open_ledger",
    "pipeline",
    "read",
    "take_in",
    "with_own_ids",
]
_WHERE = {
    "remote": ("RemoteFound", "RemoteLedger", "connect"),
    "opened": ("OpenLedger", "open_ledger"),
    "taking_in": ("PassedOver", "Summary", "Taking", "take_in"),
}


def __getattr__(name: str) -> Any:
    for module, names in _WHERE.items():
        if name in names:
            return getattr(import_module(f"onrecord.api.{module}"), name)
    raise AttributeError(f"module {__name__} has no attribute {name}")
