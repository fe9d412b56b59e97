"""onrecord reads news reports and puts on record who said what happened.

>>> import onrecord
>>> record = onrecord.read("The bridge is closed, the mayor said.")  # doctest: +SKIP
"""

from onrecord.api import compare, read
from onrecord.api import open_ledger as open
from onrecord.record import Record, from_json, json_schema, to_json
from onrecord.record.errors import OnrecordError

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
