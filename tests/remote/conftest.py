"""A ledger twice: here, and behind a real server on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.api import OpenLedger, RemoteLedger
from onrecord.ledger import Ledger
from tests.ledger import fake
from tests.web.conftest import FERRY, STORM, empty, fire, keep, named, tables
from tests.web.serving import serving

__all__ = ["empty", "fire", "tables"]
AnyLedger = OpenLedger | RemoteLedger
Serve = Callable[..., str]


@pytest.fixture
def serve(empty: Path) -> Iterator[Serve]:
    """Serves the ledger on loopback, as one likes; gives the address."""
    with serving() as begin:
        yield lambda **settings: begin(ledger=str(empty), **settings)


@pytest.fixture
def storm(empty: Path) -> str:
    """The id of a report; the ledger holds another one too."""
    first, _ = keep(
        empty,
        fake.read(STORM, name="storm", url="https://courier.example/storm"),
        named(fake.read(FERRY, name="ferry"), publisher="Velden Post", published="2031-06-20"),
    )
    with Ledger.open(empty) as plain:
        plain.relate()
    return first


@pytest.fixture(params=["here", "behind a server"])
def ledger(request: pytest.FixtureRequest, empty: Path, serve: Serve) -> Iterator[AnyLedger]:
    """The ledger, opened in one of the two ways: every test that takes it runs twice."""
    address: Any = str(empty) if request.param == "here" else serve()
    with onrecord.open(address) as opened:
        yield opened
