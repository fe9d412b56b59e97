"""The ledger: reports and statements kept, found and corrected, in SQLite or PostgreSQL."""

from onrecord.ledger.arrival import Arrival, Arrived, Outcome, Result, Run
from onrecord.ledger.backup import restore
from onrecord.ledger.corrected import Correction, Difference
from onrecord.ledger.settling import Effective
from onrecord.ledger.store import Ledger

__all__ = [
    "Arrival",
    "Arrived",
    "Correction",
    "Difference",
    "Effective",
    "Ledger",
    "Outcome",
    "Result",
    "Run",
    "restore",
]
