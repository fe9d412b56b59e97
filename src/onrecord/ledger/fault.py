"""What a check finds wrong, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

RESTORE = "restore a backup with onrecord restore, or remove the report and add it again"
REPAIR = "onrecord check --repair makes it anew"
READ_AGAIN = "read the report again with onrecord reread, or restore a backup"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was written: of what, what is wrong, what to do."""

    of: str
    what: str
    todo: str
