"""A site over a small ledger of invented reports, and one that is served on loopback."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from onrecord.ledger import Arrival, Ledger
from onrecord.record import Record
from onrecord.web import Settings, create_app
from tests.export.story import STORY
from tests.ledger import fake
from tests.web.reading import READER

HERE = "http://127.0.0.1:8737"
STORM = """Storm over Sarn

Ilsabet Morrow said that 12 boats sank off Sarn. Anders Hulle denied that anybody had been warned.
Ilsabet Morrow said that the radio of Hask was off. Ruth Adeyo said that help would come if the wind fell.
"""
FERRY = """Ferry port shut

Peter Anslow said that the ferry port of Velden would stay shut.
Anders Hulle said that 3 shells fell on Velden.
"""
Open = Callable[..., TestClient]


def named(record: Record, **known: Any) -> Record:
    """The record of a report with other words about it."""
    return replace(record, report=replace(record.report, **known))


def keep(path: Path, *records: Record) -> list[str]:
    """Puts records in a ledger; gives the ids of their reports."""
    with Ledger.open(path) as ledger:
        return [
            ledger.add_record(
                one, Arrival(f"{one.report.id}.txt", one.report.text.encode(), name=one.report.id)
            ).report
            or ""
            for one in records
        ]


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the tables of a ledger and nothing in them."""
    path = tmp_path_factory.mktemp("tables") / "ledger.db"
    Ledger.open(path).close()
    return path


@pytest.fixture
def empty(tmp_path: Path, tables: Path) -> Path:
    """A ledger without reports."""
    path = tmp_path / "ledger.db"
    shutil.copyfile(tables, path)
    return path


@pytest.fixture
def storm(empty: Path) -> str:
    """The id of a report; its ledger holds another one too."""
    first, _ = keep(
        empty,
        fake.read(STORM, name="storm", url="https://courier.example/storm"),
        named(fake.read(FERRY, name="ferry"), publisher="Velden Post", published="2031-06-20"),
    )
    return first


@pytest.fixture
def opened(empty: Path) -> Iterator[Open]:
    """Opens the ledger to browsers, as one likes; the reader is the tiny one."""
    clients: list[TestClient] = []

    def _open(**settings: Any) -> TestClient:
        app = create_app(Settings(ledger=str(empty), reader=READER, **settings))
        client = TestClient(app, base_url=HERE, follow_redirects=False)
        client.__enter__()
        clients.append(client)
        return client

    yield _open
    for one in clients:
        one.__exit__(None, None, None)


@pytest.fixture
def site(storm: str, opened: Open) -> TestClient:
    """The ledger with two reports, opened for one person."""
    return opened()


def token(client: TestClient, page: str = "/add") -> str:
    """What a form of a page holds, so that the server knows its own forms."""
    found = re.search(r'name="token" value="([^"]+)"', client.get(page).text)
    assert found
    return found[1]


def post(client: TestClient, address: str, page: str = "/add", **fields: Any) -> Response:
    """Sends a form as a page of ours would."""
    return client.post(address, data={"token": token(client, page), **fields})


@pytest.fixture
def fire(empty: Path) -> tuple[str, ...]:
    """The ids of four reports on one fire: gazette, post, kesh, later; compared with one another."""
    ids = keep(empty, *STORY.records)
    with Ledger.open(empty) as ledger:
        ledger.relate()
        ledger.compare_waiting()
    return tuple(ids)
