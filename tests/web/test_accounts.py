"""Accounts, promises, positions and reports side by side, as pages and for programs."""

from __future__ import annotations

import csv
import io
import re
import time
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.web.site import Site
from tests.export.story import STORY, hostile
from tests.web.conftest import Open, keep, post

EVIL = "\"><script>document.title='taken over'</script>\u202e<img src=x onerror=alert(1)>'"
PATIENCE = 300.0
"""Seconds that comparing may take: machines that test may be busy."""


@pytest.fixture
def told(fire: tuple[str, ...], opened: Open) -> TestClient:
    """The ledger with the four reports on a fire."""
    return opened()


def words(page: str) -> str:
    """What a page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def links(page: str, path: str) -> list[str]:
    """Where a page leads to under a path, each once."""
    return list(dict.fromkeys(unescape(one) for one in re.findall(rf'href="({path}/[^"?#]+)"', page)))


def finish(client: TestClient) -> None:
    """Waits until the reports that are to be compared have been."""
    site: Site = client.app.state.site  # type: ignore[attr-defined]
    begun = time.monotonic()
    while "not compared" in client.get("/accounts").text or site.jobs.is_comparing:
        assert time.monotonic() - begun < PATIENCE
        time.sleep(0.05)


def toll(client: TestClient) -> str:
    """The address of the account of the toll."""
    return links(client.get("/accounts?measure=killed").text, "/accounts")[0]


def test_accounts_are_listed_with_origins_and_who_is_against_whom(told: TestClient) -> None:
    """Conflicts first; each with reports, origins by name, the conflict and the figures at a glance."""
    page = words(told.get("/accounts").text)
    assert "3 matters on which several statements speak" in page
    assert "4 reports, 2 origins: Interior Ministry of Ostrel, Ferrow Miners' Union" in page
    assert "Interior Ministry of Ostrel ≠ against Ferrow Miners' Union at least 12 killed against 30" in page
    assert "killed 12 to 30" in page
    assert page.index("killed in the Ferrow tunnel") < page.index("locking the gates")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("matter=tunnel", ["killed in the Ferrow tunnel"]),
        ("speaker=Orsk", ["locking the gates"]),
        ("kind=toll", ["killed in the Ferrow tunnel"]),
        ("said=2031-03-10..&conflicts=1&origins=3", []),
        ("sort=matter", ["killed in the Ferrow tunnel", "locking the gates", "publish the list"]),
    ],
)
def test_accounts_are_filtered_and_ordered(told: TestClient, asked: str, found: list[str]) -> None:
    """By words of their name, by who speaks in them, by what they have; nothing found says what to do."""
    page = told.get(f"/accounts?{asked}").text
    assert re.findall(r'<h2><a href="/accounts/[^>]+><bdi>([^<]+)', page) == found
    assert found or "Show all accounts" in page


def test_an_account_shows_positions_side_by_side(told: TestClient, fire: tuple[str, ...]) -> None:
    """Conflicts on top, then each origin in order with what changed; every cell leads to its place."""
    page = told.get(toll(told)).text
    said = words(page)
    assert "4 reports, 2 origins: Interior Ministry of Ostrel, Ferrow Miners' Union" in said
    assert said.index("In conflict") < said.index("Who says what") < said.index("Figures over time")
    assert "changed at least 12 killed → 19 killed" in said
    assert "changed 19 killed → 17 killed" in said
    for place in (f"{fire[0]}#s1", f"{fire[0]}#s2", f"{fire[2]}#s1", f"{fire[3]}#s1"):
        assert f'href="/reports/{place}"' in page
    for place in re.findall(r'href="(/reports/[^"]+#s\d+)"', page):
        path, _, anchor = place.partition("#")
        assert f'id="{anchor}"' in told.get(path).text


def test_figures_stand_in_a_picture_and_a_table(told: TestClient) -> None:
    """From the lowest to the highest of what each said last, as a picture by origin over time."""
    page = told.get(toll(told)).text
    assert "stands: 17 to 30" in page
    assert page.count('class="mark-of') == 4
    assert "as written" in page


def test_an_account_is_found_by_any_of_its_statements(told: TestClient, fire: tuple[str, ...]) -> None:
    """An id that it once had, or that of another of its statements, leads on to where it is now."""
    for one in (f"{fire[3]}:t1", f"{fire[2]}:s1"):
        moved = told.get(f"/accounts/{one}")
        assert (moved.status_code, moved.headers["location"]) == (303, toll(told))
    assert told.get("/accounts/none:a1").status_code == 404
    assert told.get("/accounts/none").status_code == 404


def test_promises_stand_on_a_board_by_state(told: TestClient, fire: tuple[str, ...]) -> None:
    """Each with condition, date, and who says that it was kept or broken, in which words."""
    page = told.get("/promises").text
    said = words(page)
    assert "disputed 1" in said
    assert "open 1" in said
    assert "condition if the families agree" in said
    assert "a committee of the families reports it kept" in said
    assert "Ferrow Miners' Union reports it broken" in said
    assert f'href="/reports/{fire[3]}#s2"' in page
    assert f'href="/statements/{fire[0]}:s5"' in page
    assert "Orsk Mining" not in words(told.get("/promises?state=disputed").text)
    assert "No promise meets these filters" in words(told.get("/promises?speaker=nobody").text)
    assert told.get("/promises?state=certain").status_code == 400


def test_a_statement_tells_how_it_stands_to_others(told: TestClient, fire: tuple[str, ...]) -> None:
    """What conflicts with it and in what, what changed it, what is said of a promise; with reasons."""
    said = words(told.get(f"/statements/{fire[0]}:s1").text)
    assert "It stands in killed in the Ferrow tunnel" in said
    assert "In conflict with it 1 Ferrow Miners' Union figure" in said
    assert "at least 12 killed against 30" in said
    assert "Later changed to 2" in said
    assert "Told again 1" in said
    promise = words(told.get(f"/statements/{fire[0]}:s5").text)
    assert "Says that it was kept 1" in promise
    assert "Says that it was broken 1" in promise
    assert "The promise that it says was kept 1" in words(told.get(f"/statements/{fire[3]}:s2").text)
    assert "Changed from 2" in words(told.get(f"/statements/{fire[2]}:s1").text)


def test_a_speaker_shows_what_changed(told: TestClient) -> None:
    """The latest change first; the page of positions has each matter in order with who differs."""
    address = next(
        one for one in links(told.get("/speakers?words=ministry").text, "/speakers") if "interior" in one
    )
    said = words(told.get(address).text)
    assert "Positions that changed 2" in said
    assert said.index("19 killed, then 17") < said.index("at least 12 killed, then 19")
    followed = words(told.get(f"{address}/positions").text)
    assert "killed in the Ferrow tunnel 3 changes" in followed
    assert "Ferrow Miners' Union says otherwise (figure)" in followed


def test_a_report_tells_what_conflicts_elsewhere(told: TestClient, fire: tuple[str, ...]) -> None:
    """On the card who says otherwise and where; the filter lights those statements alone."""
    page = told.get(f"/reports/{fire[2]}").text
    assert "1 statement in conflict with other reports" in words(page)
    assert "figure Ferrow Miners' Union says otherwise" in words(page)
    alone = told.get(f"/reports/{fire[2]}?conflict=yes").text
    assert alone.count('class="card') == 1
    assert 'id="card-s1"' in alone


def test_chosen_reports_stand_side_by_side(told: TestClient, fire: tuple[str, ...]) -> None:
    """What they say of one matter in conflict first, then both texts with their words lit."""
    address = f"/compare?report={fire[0]}&report={fire[2]}"
    page = told.get(address).text
    said = words(page)
    assert "2 reports on 2 matters" in said
    assert "30 killed against 19" in said
    assert page.count('<section class="volume"') == 2
    assert 'href="#r2-s1"' in page
    assert 'id="r2-s1"' in page
    assert "17" not in re.findall(r"killed (?:→|against) (\d+)", said)


def test_reports_are_chosen_where_too_few_are_named(told: TestClient, fire: tuple[str, ...]) -> None:
    """Those that share matters come first; a report that is not there is told of; too many are refused."""
    page = told.get(f"/compare?report={fire[1]}").text
    assert f'value="{fire[1]}" checked' in page
    assert page.index("They share matters with it") < page.index(f'value="{fire[0]}"')
    assert "Choose reports to compare" in words(told.get("/compare").text)
    assert told.get("/compare?report=none&report=nothing").status_code == 404
    assert told.get("/compare?" + "&".join(f"report=r{n}" for n in range(13))).status_code == 400


def test_every_list_of_what_is_compared_can_be_exported(told: TestClient, fire: tuple[str, ...]) -> None:
    """Each format that a page offers is there, as a file to be saved."""
    ministry = links(told.get("/speakers?words=ministry").text, "/speakers")[0]
    pages = (
        "/accounts",
        toll(told),
        "/promises",
        f"{ministry}/positions",
        f"/compare?report={fire[0]}&report={fire[1]}",
    )
    for page in pages:
        offered = [unescape(one) for one in re.findall(r'href="(/export/[^"]+)"', told.get(page).text)]
        assert len(offered) >= 3
        for one in offered:
            saved = told.get(one)
            assert saved.status_code == 200, one
            assert saved.headers["content-disposition"].startswith("attachment")
            assert saved.content
    rows = list(csv.DictReader(io.StringIO(told.get("/export/accounts?format=csv").text)))
    assert rows[0]["matter"] == "killed in the Ferrow tunnel"
    assert told.get("/export/accounts?format=nonsense").status_code == 400


def test_what_waits_to_be_compared_is_told_and_can_be_begun(empty: Path, opened: Open) -> None:
    """Reports that another program took in; the button has them compared."""
    keep(empty, *STORY.records)
    client = opened()
    page = client.get("/accounts").text
    assert "4 reports are not compared with the others yet" in words(page)
    assert "Nothing to compare yet" in words(page)
    assert post(client, "/accounts/compare").headers["location"] == "/accounts"
    finish(client)
    page = client.get("/accounts").text
    assert "3 matters on which several statements speak" in words(page)


def test_a_correction_is_compared_with_the_rest(told: TestClient, fire: tuple[str, ...]) -> None:
    """Rejecting the statement that was in conflict takes it out at once, and then the conflict away."""
    address = toll(told)
    assert "the dead at 30" in words(told.get(address).text)
    post(told, f"/statements/{fire[0]}:s2/reject", f"/statements/{fire[0]}:s2", why="no")
    assert "the dead at 30" not in words(told.get(address).text)
    finish(told)
    page = words(told.get(toll(told)).text)
    assert "19 people" in page
    assert "In conflict" not in page


def test_an_empty_ledger_says_what_to_do(opened: Open) -> None:
    """Each page has a way on."""
    client = opened()
    for page in ("/accounts", "/promises", "/compare"):
        assert 'href="/add"' in client.get(page).text.split("<main")[-1]


def test_names_of_hostile_reports_stay_words(empty: Path, opened: Open) -> None:
    """Markup in titles, names and words is shown, never run, on every page of what is compared."""
    keep(empty, *hostile(EVIL).records)
    with Ledger.open(empty) as ledger:
        ledger.compare_waiting()
        reports = ledger.reports()
    client = opened()
    pages = ["/accounts", "/promises", "/compare?" + "&".join(f"report={one}" for one in reports)]
    pages += links(client.get("/accounts").text, "/accounts")
    pages += [f"{one}/positions" for one in links(client.get("/speakers").text, "/speakers")[:2]]
    assert len(pages) > 4
    for page in pages:
        text = client.get(page).text
        assert "<script>document" not in text
        assert "<img" not in text
        assert "\u202e" not in words(re.sub(r'<bdi class="acting"[^>]*>.', "", text))


def test_programs_are_given_the_same(told: TestClient, fire: tuple[str, ...]) -> None:
    """Accounts, one in full, relations, promises, positions and a comparison, with pages and ETags."""
    first = told.get("/api/v1/accounts?limit=1").json()
    rest = told.get(f"/api/v1/accounts?after={first['after']}").json()
    assert (first["total"], len(first["accounts"]), len(rest["accounts"])) == (3, 1, 2)
    full = told.get(f"/api/v1/accounts/{first['accounts'][0]['id']}")
    assert {one["origin"] for one in full.json()["sides"]} == {
        "Ferrow Miners' Union",
        "Interior Ministry of Ostrel",
    }
    assert full.json()["figures"][0]["stands"]["high"] == 30
    again = told.get(f"/api/v1/accounts/{fire[2]}:s1", headers={"If-None-Match": full.headers["etag"]})
    assert again.status_code == 304
    told_of = told.get(f"/api/v1/relations?report={fire[3]}&relation=fulfils").json()["relations"]
    assert [one["a"] for one in told_of] == [[fire[0], "s5"]]
    pages, after = [], ""
    while after is not None:
        page = told.get(
            "/api/v1/relations", params={"limit": 5, **({"after": after} if after else {})}
        ).json()
        pages += page["relations"]
        after = page["after"]
    assert len(pages) == len({(*one["a"], *one["b"]) for one in pages}) == 16
    states = [one["state"] for one in told.get("/api/v1/promises").json()["promises"]]
    assert states == ["disputed", "open"]
    speaker = links(told.get("/speakers?words=ministry").text, "/speakers")[0].rpartition("/")[2]
    courses = told.get(f"/api/v1/speakers/{speaker}/positions").json()["courses"]
    assert [len(step["changes"]) for step in courses[0]["steps"]] == [0, 1, 2]
    both = told.get(f"/api/v1/side-by-side?report={fire[0]}&report={fire[2]}").json()
    assert [one["report"]["id"] for one in both["reports"]] == [fire[0], fire[2]]
    assert told.get(f"/api/v1/side-by-side?report={fire[0]}").status_code == 422
