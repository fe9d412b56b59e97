"""What `onrecord doctor` looks at: one module for each part of an installation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.cli.health.finding import Finding, State
from onrecord.cli.health.installation import installation
from onrecord.cli.health.libraries import extras, libraries
from onrecord.cli.health.model import model
from onrecord.cli.health.showing import drawing, machine
from onrecord.cli.health.storing import storing

__all__ = ["Finding", "State", "look"]


def look(ledger: str | None, weights: Path | None) -> Iterator[Finding]:
    """Looks at every part; nothing is changed, nothing is asked of the network but a ledger that is on it.

    `ledger` None means the default one where it is there; `weights` None those that ship.
    """
    yield from installation()
    yield from libraries()
    yield from extras()
    yield from model(weights)
    yield from storing(ledger)
    yield from drawing()
    yield from machine()
