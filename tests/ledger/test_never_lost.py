"""Killed at any moment, out of room, two at once: what was taken in is there, whole, and once."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from onrecord.api import open_ledger, take_in
from onrecord.ledger import Ledger, Outcome, Result
from onrecord.read import Received
from onrecord.record.errors import LedgerFull
from tests.ledger import fake
from tests.ledger.runs import FAKE, Child, adding

KILLS = 36
"""Half of them during writing."""


def reports(count: int, urls: bool = True) -> list[Received]:
    """Small reports: some come twice, some are revised, one cannot be read."""
    items = []
    for n in range(count):
        url = f"https://courier.example/{n // 3}" if urls and n % 3 else None
        body = " ".join(f"Skipper {'ABCDEF'[k]}dam said that {n + k} boats left Sarn." for k in range(6))
        items.append(fake.item(f"Day {n} at sea\n\n{body}", f"day{n}.txt", url))
    return [*items, items[3], fake.item("REFUSE", "bad.txt"), *items[:2]]


@pytest.fixture
def undisturbed(address: str, ledger: Ledger, renewed: Callable[[], str]) -> list[str]:
    """What a ledger holds after a run that nothing disturbs; the ledger is empty again after it."""
    with open_ledger(address) as opened:
        list(take_in(opened, reports(60), FAKE))
        held = list(opened.dump())
    ledger.close()
    renewed()
    return held


@pytest.fixture
def renewed(address: str, backend: str, request: pytest.FixtureRequest) -> Callable[[], str]:
    """Empties the ledger."""

    def renew() -> str:
        if backend == "sqlite":
            for suffix in ("", "-wal", "-shm"):
                Path(address + suffix).unlink(missing_ok=True)
            shutil.copyfile(request.getfixturevalue("model_file"), address)
        else:
            with Ledger.open(address) as ledger, ledger.writing() as connection:
                names = "reports, originals, revisions, runs, people, merges, decisions, blocks"
                connection.exec_driver_sql(f"TRUNCATE {names} CASCADE")
        return address

    return renew


def test_kills_lose_nothing(
    address: str, undisturbed: list[str], renewed: Callable[[], str], tmp_path: Path
) -> None:
    """Killed with SIGKILL 36 times, half of them during writing, and begun again: as an undisturbed run.

    What was reported is there after every kill; nothing is there twice.
    """
    chance = random.Random(20310614)
    told = tmp_path / "told"
    kills = during_writing = rounds = 0
    while kills < KILLS or during_writing < KILLS // 2:
        child = Child(adding(address, reports(60), told))
        code = _killed(child, chance)
        if code == 0:
            assert _held(address) == undisturbed
            renewed()
            told.unlink(missing_ok=True)
            rounds += 1
            continue
        assert code == -signal.SIGKILL
        kills += 1
        during_writing += child.writing
        with Ledger.open(address) as ledger:
            there = set(ledger.reports())
            reported = set(told.read_text().split()) - {"None"} if told.exists() else set()
            assert reported <= there
            assert kills % 6 or ledger.check().faults == ()
    assert Child(adding(address, reports(60), told)).wait() == 0
    assert _held(address) == undisturbed
    assert during_writing >= kills / 3
    print(f"{kills} kills, {during_writing} during writing, {rounds} runs came to their end before")


def _killed(child: Child, chance: random.Random) -> int:
    """Kills a process at a random moment, or at one when it writes; its exit code."""
    time.sleep(chance.uniform(0.01, 0.25))
    if chance.random() < 0.6:
        deadline = time.monotonic() + 2
        while not child.writing and time.monotonic() < deadline:
            if (code := child.ended()) is not None:
                return code
        time.sleep(chance.uniform(0, 0.002))
    if (code := child.ended()) is not None:
        return code
    os.kill(child.pid, signal.SIGKILL)
    return child.wait()


def _held(address: str) -> list[str]:
    with Ledger.open(address) as ledger:
        assert ledger.check().faults == ()
        return list(ledger.dump())


def test_a_full_disk_loses_nothing(
    address: str, backend: str, undisturbed: list[str], tmp_path: Path
) -> None:
    """No room left is an error that says so; what was reported stays, and with room the command goes on."""
    told = tmp_path / "told"
    with open_ledger(address) as ledger:
        _fill(ledger, backend)
        results = take_in(ledger, reports(60), FAKE)
        with pytest.raises(LedgerFull, match="is safe"):
            deque(_noted(results, told), maxlen=0)
    _make_room(address, backend)
    with open_ledger(address) as ledger:
        there = ledger.reports()
        assert 3 < len(there) < 30
        assert set(told.read_text().split()) - {"None"} <= set(there)
        assert ledger.check().faults == ()
        list(take_in(ledger, reports(60), FAKE))
        assert list(ledger.dump()) == undisturbed


def _noted(results: Iterator[Result], told: Path) -> Iterator[Result]:
    """Notes every result at once, as the one who is told of it would."""
    for result in results:
        with told.open("a") as file:
            file.write(f"{result.report}\n")
        yield result


def _fill(ledger: Ledger, backend: str) -> None:
    """Leaves room for a few reports."""
    if backend == "sqlite":
        with ledger.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 60}")
        return
    with ledger.writing() as connection:
        connection.execute(
            text(
                """CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                     IF (SELECT count(*) FROM statements) > 60 THEN
                       RAISE EXCEPTION 'could not extend file: No space left' USING ERRCODE = '53100';
                     END IF; RETURN new; END $$"""
            )
        )
        connection.execute(
            text("CREATE TRIGGER no_room AFTER INSERT ON statements EXECUTE FUNCTION no_room()")
        )


def _make_room(address: str, backend: str) -> None:
    if backend == "postgresql":
        with Ledger.open(address) as ledger, ledger.writing() as connection:
            connection.execute(text("DROP FUNCTION no_room CASCADE"))


def test_a_file_that_may_not_grow_loses_nothing(tmp_path: Path, model_file: Path) -> None:
    """Where the system refuses to let the file grow, the ledger is sound and the rest can be added later."""
    address = str(tmp_path / "ledger.db")
    shutil.copyfile(model_file, address)
    size = Path(address).stat().st_size
    assert Child(adding(address, reports(60), tmp_path / "told", size + 300_000)).wait() == 1
    with open_ledger(address) as ledger:
        there = ledger.reports()
        assert 0 < len(there) < 40
        assert set((tmp_path / "told").read_text().split()) - {"None"} <= set(there)
        assert ledger.check().faults == ()
        list(take_in(ledger, reports(60), FAKE))
        assert len(ledger.reports()) == 40


def test_two_writers_do_no_harm(
    address: str, ledger: Ledger, renewed: Callable[[], str], tmp_path: Path
) -> None:
    """Two processes that add the same reports at once, in two orders: each report is there once and whole."""
    items = reports(24, urls=False)
    list(take_in(ledger, items, FAKE))
    alone = list(ledger.dump())
    ledger.close()
    renewed()
    children = [Child(adding(address, order, tmp_path / "told")) for order in (items, items[::-1])]
    assert [child.wait() for child in children] == [0, 0]
    assert _held(address) == alone
    reported = (tmp_path / "told").read_text().split()
    assert len(reported) == 2 * len(items)


def test_results_are_given_when_they_are_kept(address: str, ledger: Ledger) -> None:
    """At the moment a result is given, another connection sees the report."""
    with Ledger.open(address) as other:
        for result in take_in(ledger, reports(6), FAKE):
            if result.outcome is not Outcome.REFUSED:
                assert result.report in other.reports()
