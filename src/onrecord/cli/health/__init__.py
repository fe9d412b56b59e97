"""What `onrecord doctor` looks at: one module for each part of an installation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.cli.health import installation, libraries, model, showing, storing
from onrecord.cli.health.finding import Finding, State

__all__ = ["Finding", "State", "look"]


def look(ledger: str | None, weights: Path | None) -> Iterator[Finding]:
    """Looks at every part; nothing is changed, nothing is asked of the network but a ledger that is on it.

    `ledger` None means the default one where it is there; `weights` None those that ship.
    """
    yield from installation.findings()
    yield from libraries.needed()
    yield from libraries.extras()
    yield from model.findings(weights)
    yield from storing.findings(ledger)
    yield from showing.findings()
