"""A ledger on each backend: every test that takes `ledger` or `address` runs on both."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from onrecord.ledger import Ledger
from tests.ledger.cluster import running

BACKENDS = ("sqlite", "postgresql")
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A running server: the address of its databases, with {} for the name of one.

    Its database `model` holds the tables of a ledger already.
    """
    with running() as pattern:
        with psycopg.connect(pattern.format("postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE model")
        Ledger.open(pattern.format("model")).close()
        yield pattern


@pytest.fixture(scope="session")
def model_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that holds the tables of a ledger."""
    path = tmp_path_factory.mktemp("model") / "model.db"
    Ledger.open(path).close()
    return path


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """The name of a backend; a test that takes it runs once for each."""
    return str(request.param)


@pytest.fixture
def empty_address(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a ledger that has never been opened."""
    if backend == "sqlite":
        yield str(tmp_path / "ledger.db")
        return
    yield from _database(request.getfixturevalue("postgres"), "template0")


@pytest.fixture
def address(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a ledger without reports."""
    if backend == "sqlite":
        path = tmp_path / "ledger.db"
        shutil.copyfile(request.getfixturevalue("model_file"), path)
        yield str(path)
        return
    yield from _database(request.getfixturevalue("postgres"), "model")


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    """An open ledger without reports."""
    with Ledger.open(address) as opened:
        yield opened


def _database(pattern: str, template: str) -> Iterator[str]:
    name = f"ledger{next(_numbers)}"
    with psycopg.connect(pattern.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")  # type: ignore[call-overload]
        yield pattern.format(name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]
