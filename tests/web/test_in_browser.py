"""What people do, in a real browser at a real server on this machine; nothing is asked of anybody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request

from onrecord.api.messages import MODEL_READER
from onrecord.web.team import Role, Team
from onrecord.web.templating import built
from tests.web.conftest import STORM
from tests.web.serving import serving
from tests.web.test_adding import pages

__all__ = ["pages"]
Visit = Callable[..., Page]
HARBOUR = Path(__file__).parents[2] / "examples" / "harbour.txt"
PHONE = {"width": 390, "height": 844}
SECRET = "salt and rope and tar"
PATIENCE = 180_000
"""Milliseconds that a page may take: machines that test may be busy."""


@pytest.fixture
def served(empty: Path) -> Iterator[Callable[..., str]]:
    """Serves the ledger on a free port of this machine; gives the address."""
    with serving() as begin:
        yield lambda **settings: begin(ledger=str(empty), **settings)


@pytest.fixture
def visit(browser: Browser, served: Callable[..., str]) -> Iterator[Visit]:
    """Opens a page; an outside request, a script error or a broken policy fails the test."""
    troubles: list[str] = []
    pages: list[Page] = []
    site = ""

    def look(request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(site).netloc:
            troubles.append(f"asked {request.url}")

    def _visit(address: str, settings: dict[str, Any] | None = None, **kind: Any) -> Page:
        nonlocal site
        site = site or served(**(settings or {}))
        page = browser.new_page(base_url=site, reduced_motion="reduce", **kind)
        page.set_default_timeout(PATIENCE)
        page.on("request", look)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        page.goto(address)
        pages.append(page)
        return page

    yield _visit
    for page in pages:
        page.close()
    assert not troubles


def test_paste_a_report_and_see_its_record(visit: Visit) -> None:
    """From the empty ledger: paste, wait, and the report is there with its statements lit."""
    page = visit("/")
    page.get_by_role("link", name="Add a report").click()
    page.get_by_label("Text of one report").fill(STORM)
    page.get_by_role("button", name="Read it", exact=True).click()
    page.wait_for_url("**/reports/**")
    assert page.locator("article .content").count() == 4
    assert page.locator("aside .card").count() == 4
    page.keyboard.press("n")
    assert page.locator("article .part.lit").count() == 3
    assert "12 boats" in page.locator(".card.lit .what").inner_text()


def test_find_what_somebody_said(visit: Visit, storm: str) -> None:
    """Search from any page, narrow it down to the speaker, follow it to its words."""
    page = visit("/reports")
    page.get_by_label("Search statements").fill("that")
    page.keyboard.press("Enter")
    page.locator(".facets a", has_text="Anders Hulle").click()
    assert "speaker=Anders+Hulle" in page.url
    assert page.locator(".hit").count() == 2
    page.get_by_role("link", name="Storm over Sarn").click()
    assert page.url.endswith(f"/reports/{storm}#s2")


def test_keys_go_from_statement_to_statement_and_judge_them(visit: Visit, storm: str) -> None:
    """n and p move, a accepts on the spot, r and c lead to the forms; the mark stays after loading anew."""
    page = visit(f"/reports/{storm}")
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("p")
    page.keyboard.press("a")
    card = page.locator("#card-s1")
    card.get_by_role("status").wait_for()
    assert card.get_by_role("status").inner_text() == "accepted by you"
    page.reload()
    assert "accepted by" in page.locator("#card-s1 .review").inner_text()
    page.keyboard.press("n")
    page.keyboard.press("c")
    page.wait_for_url(f"**/statements/{storm}:s1#correct")


def test_correct_a_speaker(visit: Visit, storm: str) -> None:
    """In the form of the statement; the report shows it under the other name."""
    page = visit(f"/statements/{storm}:s2")
    page.get_by_label("Speaker", exact=True).select_option(label="Ruth Adeyo")
    page.locator("#f-why").fill("she denied it")
    page.get_by_role("button", name="Keep the correction").click()
    assert page.locator("h1 a").inner_text() == "Ruth Adeyo"
    assert "she denied it" in page.locator(".steps").inner_text()
    page.goto(f"/reports/{storm}?speaker=p3")
    assert page.locator("aside .card").count() == 2


def test_everything_can_be_read_without_a_script(visit: Visit, storm: str) -> None:
    """Filters, searches, pages, and adding too: its page loads itself again until it is done."""
    page = visit(f"/reports/{storm}", java_script_enabled=False)
    page.get_by_label("What they do").select_option("denial")
    page.get_by_role("button", name="Light these").click()
    assert page.locator("aside .card").count() == 1
    page.goto("/search?words=boats")
    assert page.locator("mark").inner_text() == "boats"
    page.goto("/add")
    page.get_by_label("Text of one report").fill(
        "Ada Merrin said that the mill stands still and that nobody works."
    )
    page.get_by_role("button", name="Read it", exact=True).click()
    page.get_by_text("Done: 1 new").wait_for(timeout=60_000)


def test_compare_two_reports_that_conflict(visit: Visit, fire: tuple[str, ...]) -> None:
    """Tick two in the list, see in what they conflict, and go from a cell to its words and back."""
    page = visit("/reports")
    for one in (fire[0], fire[2]):
        page.locator(f'input[value="{one}"]').check()
    page.get_by_role("button", name="Compare those ticked").click()
    conflict = page.locator(".conflict", has_text="30 killed against 19")
    assert conflict.inner_text().startswith("figure")
    conflict.locator("a.words").first.click()
    place = page.url.rpartition("#")[2]
    assert page.locator(f"#{place}").evaluate("one => one.closest('article') !== null")
    assert page.locator("article .part.lit").count()
    page.get_by_role("button", name="Back to the matter").click()
    page.wait_for_url(lambda address: "#" not in address)
    page.get_by_role("link", name="in all reports").first.click()
    assert page.locator(".position").count() == 2


def test_follow_a_promise(visit: Visit, fire: tuple[str, ...]) -> None:
    """From the board to the promise, to who says that it was broken, to the place in the report."""
    page = visit("/promises")
    card = page.locator(".column.disputed .promise")
    assert "if the families agree" in card.inner_text()
    card.get_by_role("link", name="the promise and what is said of it").click()
    broken = page.locator(".ties.breaks li")
    assert "Ferrow Miners' Union" in broken.inner_text()
    broken.get_by_role("link", name="in its place").click()
    assert page.url.endswith(f"/reports/{fire[3]}#s3")
    assert page.locator("#card-s3.lit").count() == 1


def test_accounts_are_read_without_a_script(visit: Visit, fire: tuple[str, ...]) -> None:
    """Filters, the positions of a matter, and choosing reports to compare."""
    page = visit("/accounts", java_script_enabled=False)
    page.get_by_label("In conflict").select_option("1")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="killed in the Ferrow tunnel").click()
    assert page.locator("svg.figures").count() == 1
    page.goto(f"/compare?report={fire[1]}")
    page.locator(f'input[type="checkbox"][value="{fire[0]}"]').check()
    page.get_by_role("button", name="Put them side by side").click()
    assert page.locator(".volume").count() == 2


def test_a_reader_of_the_team_is_refused_to_write(visit: Visit, storm: str, tmp_path: Path) -> None:
    """Logging in leads back to where one was; there is no button to write, and no page to add."""
    with Team(tmp_path / "team.db") as team:
        team.put("rea", SECRET, Role.READER)
    page = visit(f"/reports/{storm}", {"team": True, "team_file": tmp_path / "team.db"})
    page.get_by_label("Name").fill("rea")
    page.get_by_label("Password").fill(SECRET)
    page.get_by_role("button", name="Log in").click()
    assert page.url.endswith(f"/reports/{storm}")
    assert page.get_by_role("button", name="accept").count() == 0
    assert page.get_by_role("link", name="Add").count() == 0
    page.get_by_role("button", name="log out").click()
    assert "/login" in page.url


def test_from_a_mark_to_its_statements(visit: Visit, storm: str) -> None:
    """On the map and on the timeline, by the picture, without a script too."""
    page = visit("/map", java_script_enabled=False)
    page.locator(".mark").click()
    assert page.locator(".picked h2").first.inner_text() == "Sarn"
    assert page.locator(".picked .hit").count() == 1
    page.get_by_role("link", name="Timeline").last.click()
    page.locator(".column").first.click()
    assert "on=said%3A2031-06-13" in page.url
    assert page.locator(".picked .hit").count() == 6


@pytest.mark.skipif(not built("map.js"), reason="make assets builds it, with npm")
def test_the_map_moves_by_hand(visit: Visit, storm: str) -> None:
    """Dragged, the server draws the new view, and the address holds it; buttons beneath do it in place."""
    page = visit("/map")
    box = page.locator("svg.world").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 4, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 120, y, steps=4)
    page.mouse.up()
    page.wait_for_url("**view=**")
    assert page.locator(".mark").count() == 1
    before = page.url
    page.get_by_role("link", name="nearer").click()
    page.wait_for_url(lambda url: url != before)
    assert page.evaluate("document.activeElement.title") == "nearer"


def test_a_reader_who_writes_all_the_same_is_told_no(visit: Visit, storm: str, tmp_path: Path) -> None:
    """The page to add says whose role it takes; forms and programs under that login are refused."""
    with Team(tmp_path / "team.db") as team:
        team.put("rea", SECRET, Role.READER)
    page = visit("/login", {"team": True, "team_file": tmp_path / "team.db"})
    page.get_by_label("Name").fill("rea")
    page.get_by_label("Password").fill(SECRET)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/reports")
    refused = page.request.get("/add")
    assert refused.status == 403
    assert "rea may read here" in refused.text()
    for path in (f"/statements/{storm}:s1/reject", f"/api/v1/statements/{storm}:s1/accept", "/add/text"):
        assert page.request.post(path, form={"why": "none", "text": "x"}).status == 403, path
    page.goto(f"/statements/{storm}:s1")
    assert page.get_by_text("Keep the correction").count() == 0


def test_an_address_is_fetched_and_read(visit: Visit, pages: str) -> None:
    """From a site on this machine: the server fetches it, the browser asks nobody but the server."""
    page = visit("/add", {"allow_private": True})
    page.get_by_label("Address of a report on the web").fill(f"{pages}/harbour.html")
    page.get_by_role("button", name="Fetch and read it").click()
    page.wait_for_url("**/reports/**")
    assert page.locator("h1").inner_text() == "Harbour to open"
    assert page.get_by_role("link", name="as published").get_attribute("href") == f"{pages}/harbour.html"
    assert page.locator("aside .card").count() == 2


def test_a_report_is_read_corrected_and_read_again(visit: Visit) -> None:
    """With the model: the record of a pasted report, what one speaker said, and a correction that stays."""
    page = visit("/add", {"reader": MODEL_READER})
    page.get_by_label("Text of one report").fill(HARBOUR.read_text(encoding="utf-8"))
    page.get_by_role("button", name="Read it", exact=True).click()
    page.wait_for_url("**/reports/**")
    address = page.url
    assert page.locator("aside .card").count() > 20
    page.locator("aside h3 a", has_text="Peter Anslow").click()
    said = page.locator(".hit .what")
    assert "It was dark" in said.first.inner_text()
    said.first.click()
    statement = page.url
    page.get_by_label("Speaker", exact=True).select_option(label="Joram Tesk")
    page.locator("#f-why").fill("he said so on the quay")
    page.get_by_role("button", name="Keep the correction").click()
    assert page.locator("h1 a").inner_text() == "Joram Tesk"
    page.goto(address)
    page.get_by_role("button", name="read again").click()
    page.get_by_text("Back to the report").wait_for()
    page.goto(statement)
    assert page.locator("h1 a").inner_text() == "Joram Tesk"
    assert "he said so on the quay" in page.locator(".steps").inner_text()
    assert "read again" in page.locator(".steps").inner_text()


PAGES = (
    "/reports",
    "/search?words=that",
    "/search?words=zzz",
    "/speakers",
    "/sourcing",
    "/add",
    "/api",
    "/reports/{}",
    "/reports/{}/changes",
    "/statements/{}:s1",
    "/speakers/{}:p1",
    "/speakers/{}:p1/edit",
    "/sourcing?report={}",
    "/map",
    "/map?on=g5",
    "/timeline",
    "/timeline?on=said:2031-06-13",
)


COMPARED = (
    "/accounts",
    "/accounts?matter=zzz",
    "/accounts/{0}:s1",
    "/accounts/{0}:s4",
    "/promises",
    "/promises?state=open",
    "/compare",
    "/compare?report={0}",
    "/compare?report={0}&report={2}",
    "/statements/{0}:s1",
    "/reports/{2}",
    "/reports",
    "/speakers/{0}:p1",
    "/speakers/{0}:p1/positions",
)


def serious(page: Page, addresses: tuple[str, ...]) -> list[str]:
    """What axe finds on some pages by WCAG 2.2 AA that is serious."""
    rules = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
    found = []
    for address in addresses:
        page.goto(address)
        for one in Axe().run(page, options=rules).response["violations"]:
            if one["impact"] in ("serious", "critical"):
                found += [f"{address}: {one['id']}: {node['html'][:120]}" for node in one["nodes"]]
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible(visit: Visit, storm: str, scheme: str) -> None:
    """No serious finding of axe by WCAG 2.2 AA, in light and in dark."""
    page = visit("/reports", color_scheme=scheme)
    found = serious(page, tuple(address.format(storm) for address in PAGES))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_what_is_compared_is_accessible(
    visit: Visit, fire: tuple[str, ...], scheme: str
) -> None:
    """The same for accounts, promises, positions and reports side by side."""
    page = visit("/accounts", color_scheme=scheme)
    found = serious(page, tuple(address.format(*fire) for address in COMPARED))
    assert not found, "\n".join(found)


def test_every_page_fits_a_phone(visit: Visit, storm: str) -> None:
    """Nothing has to be scrolled sideways."""
    page = visit("/reports", viewport=PHONE)
    for address in PAGES:
        page.goto(address.format(storm))
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address


def test_every_page_of_what_is_compared_fits_a_phone(visit: Visit, fire: tuple[str, ...]) -> None:
    """The same for accounts, promises, positions and reports side by side."""
    page = visit("/accounts", viewport=PHONE)
    for address in COMPARED:
        page.goto(address.format(*fire))
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
