"""What a Python user calls: read one report, compare several, open a ledger."""

from onrecord.api.comparing import compare, with_own_ids
from onrecord.api.opened import OpenLedger, open_ledger
from onrecord.api.reading import pipeline, read
from onrecord.api.taking_in import PassedOver, Summary, Taking, take_in

__all__ = [
    "OpenLedger",
    "PassedOver",
    "Summary",
    "Taking",
    "compare",
    "open_ledger",
    "pipeline",
    "read",
    "take_in",
    "with_own_ids",
]
