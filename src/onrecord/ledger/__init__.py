"""The ledger: reports and statements kept, found and corrected, in SQLite or PostgreSQL.

The database library is loaded when something that needs it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.ledger.arrival import Arrival, Arrived, Outcome, Result, Run
    from onrecord.ledger.backup import restore
    from onrecord.ledger.corrected import Correction, Difference
    from onrecord.ledger.deciding import Decision
    from onrecord.ledger.kin import Merge, NearCopy, Person
    from onrecord.ledger.persons import Listed
    from onrecord.ledger.settling import Effective
    from onrecord.ledger.store import Ledger

__all__ = [
    "Arrival",
    "Arrived",
    "Correction",
    "Decision",
    "Difference",
    "Effective",
    "Ledger",
    "Listed",
    "Merge",
    "NearCopy",
    "Outcome",
    "Person",
    "Result",
    "Run",
    "restore",
]
_WHERE = {
    "backup": ("restore",),
    "arrival": ("Arrival", "Arrived", "Outcome", "Result", "Run"),
    "corrected": ("Correction", "Difference"),
    "deciding": ("Decision",),
    "kin": ("Merge", "NearCopy", "Person"),
    "persons": ("Listed",),
    "settling": ("Effective",),
    "store": ("Ledger",),
}


def __getattr__(name: str) -> Any:
    for module, names in _WHERE.items():
        if name in names:
            return getattr(import_module(f"onrecord.ledger.{module}"), name)
    raise AttributeError(f"module {__name__} has no attribute {name}")
