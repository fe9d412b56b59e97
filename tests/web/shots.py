"""Pictures of every page, at desktop and phone width: `make shots` writes them to build/shots.

They are of the example reports, read by the model, and of a small revised one. Look at them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.ledger import Arrival, Ledger
from onrecord.web.team import Role, Team
from tests.ledger import fake
from tests.web.conftest import STORM
from tests.web.serving import serving
from tests.web.test_in_browser import SECRET, Visit, visit

__all__ = ["visit"]
ROOT = Path(__file__).parents[2]
OUT = ROOT / "build" / "shots"
WIDTHS = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
PAGES = {
    "reports": "/reports",
    "report": "/reports/{harbour}",
    "changes": "/reports/{storm}/changes",
    "statement": "/statements/{harbour}:s2",
    "search": "/search?words=said+OR+the",
    "search-nothing": "/search?words=xyzzy",
    "speakers": "/speakers",
    "speaker": "/speakers/{harbour}:p2",
    "speaker-edit": "/speakers/{harbour}:p2/edit",
    "joining": "/joining",
    "sourcing": "/sourcing",
    "sourcing-report": "/sourcing?report={harbour}",
    "add": "/add",
    "accounts": "/accounts",
    "account": "/accounts/{toll}",
    "promises": "/promises",
    "positions": "/speakers/{voice}/positions",
    "compare": "/compare?report={wire}&report={courier}",
    "map": "/map",
    "timeline": "/timeline",
    "api": "/api",
    "team": "/team",
}
"""Further pages are a line each."""


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that is shown; ONRECORD_SHOTS_LEDGER names one that has been filled already."""
    path = tmp_path_factory.mktemp("shots") / "sarn.db"
    if ready := os.environ.get("ONRECORD_SHOTS_LEDGER"):
        shutil.copyfile(ready, path)
    else:
        with onrecord.open(path) as ledger:
            ledger.add(ROOT / "examples", workers=0)
    url = "https://courier.example/storm"
    with Ledger.open(path) as plain:
        for text in (
            STORM,
            STORM.replace("12 boats", "14 boats").replace("that help would come", "that help came"),
        ):
            plain.add_record(
                fake.read(text, name="storm", url=url), Arrival(url, text.encode(), name="storm")
            )
        plain.relate()
        plain.compare_waiting()
    return path


@pytest.fixture
def served(shown: Path, tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Serves it to a team."""
    with Team(tmp_path / "team.db") as team:
        for name, role in (("ada", Role.ADMIN), ("bekim", Role.EDITOR), ("tamsin", Role.READER)):
            team.put(name, SECRET, role)
    with serving() as begin:
        yield lambda **_: begin(ledger=str(shown), team=True, team_file=tmp_path / "team.db")


@pytest.mark.parametrize("width", WIDTHS)
def test_pictures(visit: Visit, shown: Path, width: str) -> None:
    """Each page as it is first seen."""
    OUT.mkdir(parents=True, exist_ok=True)
    with Ledger.open(shown) as ledger:
        ids = {one.partition("-")[0]: one for one in ledger.reports()}
        (toll, *_) = ledger.accounts(kind="toll").accounts
        ids |= {"toll": toll.id, "wire": ids["01"], "courier": ids["03"]}
        ids["voice"] = next(
            f"{ids['03']}:{one.id}" for one in ledger.record(ids["03"]).speakers if one.name == "Ilsa Marrek"
        )
    page = visit("/login", viewport=WIDTHS[width])
    page.screenshot(path=OUT / f"login-{width}.png")
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill(SECRET)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/reports")
    for name, address in PAGES.items():
        page.goto(address.format(**ids))
        page.screenshot(path=OUT / f"{name}-{width}.png")
