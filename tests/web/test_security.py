"""Hostile reports, hostile pages elsewhere, and what is never let through."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.record.errors import OnrecordError
from onrecord.web import Settings, create_app
from onrecord.web.guard import HEADERS
from tests.ledger import fake
from tests.web.conftest import STORM, Open, keep, named, post, token

PAGES = (
    "/reports",
    "/search?words=that",
    "/speakers",
    "/sourcing",
    "/add",
    "/api",
    "/nowhere",
    "/search?words=%22",
)
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"
TURNED = "gnp.\u202etxt.exe"


def test_every_answer_carries_the_policy(site: TestClient, storm: str) -> None:
    """Pages, errors, files and JSON: nothing but our own files may be loaded or run."""
    for page in (*PAGES, f"/reports/{storm}", "/robots.txt", "/api/v1/reports", "/api/v1/nothing"):
        answer = site.get(page)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, page
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_no_page_has_script_or_style_in_it(site: TestClient, storm: str) -> None:
    """All scripts and styles are files of ours; no attribute acts."""
    for page in (*PAGES, f"/reports/{storm}", f"/statements/{storm}:s1", f"/speakers/{storm}:p1"):
        text = site.get(page).text
        assert all(
            re.match(r'<script (type="module" )?src="/static/', tag)
            for tag in re.findall(r"<script[^>]*>", text)
        )
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text), page
        assert not re.search(r'(?:src|href)="(?:https?:)?//(?!courier\.example)', text), page


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8737", "", "0.0.0.0"]
)
def test_other_names_for_this_machine_get_nothing(site: TestClient, host: str) -> None:
    """A page of somebody else's whose name leads here (DNS rebinding) reads nothing."""
    answer = site.get("/reports", headers={"Host": host})
    assert answer.status_code == 421
    assert "Storm" not in answer.text


def test_a_name_that_was_given_is_taken(storm: str, opened: Open) -> None:
    """A proxy's name is one that the server goes by, where it was told so."""
    client = opened(names=("ledger.example",))
    assert client.get("/reports", headers={"Host": "ledger.example"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_pages_of_others_write_nothing(site: TestClient, storm: str, headers: dict[str, str]) -> None:
    """Not even with the right token, nor to the interface for programs."""
    good = token(site)
    before = site.get(f"/statements/{storm}:s1").text
    form = site.post(f"/statements/{storm}:s1/reject", data={"token": good, "why": "x"}, headers=headers)
    sent = site.post(f"/api/v1/statements/{storm}:s1/reject", json={"why": "x"}, headers=headers)
    assert form.status_code == sent.status_code == 403
    assert site.get(f"/statements/{storm}:s1").text == before


def test_a_form_without_its_token_writes_nothing(site: TestClient, storm: str) -> None:
    """A form that did not come from a page of ours is refused, in words."""
    for data in ({}, {"token": "0" * 64}, {"token": "é"}):
        answer = site.post(f"/statements/{storm}:s1/reject", data={"why": "x", **data})
        assert answer.status_code == 403
        assert "load it again" in answer.text


def test_others_cannot_reach_it_without_a_team(empty: Path) -> None:
    """An address outside this machine is refused, and it is said how it may be done."""
    for host in ("0.0.0.0", "192.168.1.5", "::", "ledger.example"):
        with pytest.raises(OnrecordError, match="--team"):
            create_app(Settings(ledger=str(empty), host=host))


def test_hostile_words_are_shown_and_do_not_act(empty: Path, opened: Open) -> None:
    """Script in titles, outlets, names and texts; marks that turn writing round; addresses that run."""
    text = STORM.replace("Storm over Sarn", HOSTILE + TURNED).replace("12 boats", f"12 {HOSTILE} \u202eboats")
    record = named(
        fake.read(text, name="hostile"),
        title=HOSTILE + TURNED,
        publisher=f"<b>{TURNED}",
        url="javascript:alert(1)",
        bylines=(HOSTILE,),
    )
    record = replace(
        record,
        speakers=tuple(replace(p, name=f'{p.name} "><svg onload=alert(1)>{TURNED}') for p in record.speakers),
    )
    report = keep(empty, record)[0]
    client = opened()
    pages = (
        "/reports",
        f"/reports/{report}",
        f"/statements/{report}:s1",
        "/search?words=boats",
        "/speakers",
        f"/speakers/{report}:p1",
        f"/speakers/{report}:p1/edit",
        f"/sourcing?report={report}",
        "/sourcing",
        f"/reports/{report}/changes",
    )
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200
        assert not re.search(r"<script>|<img|<svg onload|<b>gnp", answer.text), page
        assert "javascript:" not in answer.text, page
        title = re.search(r"<title>.*?</title>", answer.text, re.DOTALL)
        assert title
        assert "\u202e" not in title[0], page
        held_in = r'<bdi class="acting".*?</bdi>|<textarea.*?</textarea>|="[^"]*"'
        bare = re.sub(held_in, "", answer.text, flags=re.DOTALL)
        assert "\u202e" not in bare, page


def test_a_text_of_five_megabytes_in_one_paragraph_does_not_hang(empty: Path, opened: Open) -> None:
    """Its page is there in seconds, whole, and the pages of others are as quick as ever."""
    text = "The sea was calm. " * 277_000 + "Ilsabet Morrow said that all was well."
    report = keep(empty, fake.read(text, name="long"))[0]
    client = opened()
    started = time.process_time()
    assert len(client.get(f"/reports/{report}").content) > 4_900_000
    for page in ("/reports", "/search?words=well", f"/statements/{report}:s1", f"/sourcing?report={report}"):
        assert client.get(page).status_code == 200
    assert time.process_time() - started < 20


def test_what_is_sent_is_bounded(site: TestClient) -> None:
    """A body that says it is too long is not read; one that lies is broken off."""
    assert site.post("/add/url", content=b"x", headers={"Content-Length": "99999999999"}).status_code == 413
    assert site.post("/add/url", content=b"x" * 1_000_100).status_code == 413

    def endless() -> object:
        for _ in range(40):
            yield b"x" * 100_000

    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert site.post("/login", content=endless(), headers=kind).status_code == 413


def test_files_that_were_sent_are_never_pages_of_ours(site: TestClient) -> None:
    """What a report is read from is given back as plain text to be saved, or not at all."""
    page = (
        f"<html><head><title>Ferry</title>{HOSTILE}</head><body><p>Ada Merrin said that the ferry sank.</p>"
    )
    files = {"files": ("evil.html", page.encode() * 3, "text/html")}
    sent = site.post("/add/files", data={"token": token(site)}, files=files)
    assert sent.status_code == 303
    for page in ("/static/x/evil.html", "/static/x/..%2f..%2fapp.py", "/static/x/%2e%2e/app.py"):
        assert site.get(page).status_code == 404


def test_the_text_of_a_report_is_a_file_to_be_saved(site: TestClient, storm: str) -> None:
    """As plain text, whatever it holds, and never shown by the browser as a page."""
    answer = site.get(f"/reports/{storm}/text")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_nobody_is_sent_elsewhere(storm: str, opened: Open, tmp_path: Path) -> None:
    """After logging in one goes on within the server alone."""
    from onrecord.web.team import Role, Team

    with Team(tmp_path / "team.db") as team:
        team.put("ada", "a long password", Role.READER)
    client = opened(team=True, team_file=tmp_path / "team.db")
    for then in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        answer = post(client, "/login", "/login", name="ada", password="a long password", then=then)
        assert answer.headers["location"] == "/"


def test_addresses_of_ones_own_network_are_not_fetched(site: TestClient) -> None:
    """The form is as careful as the command: loopback, cloud credentials and files are refused."""
    for url in (
        "http://127.0.0.1:1/",
        "http://169.254.169.254/latest/",
        "http://[::1]/",
        "http://localhost/x",
    ):
        sent = post(site, "/add/url", url=url)
        job = sent.headers["location"]
        for _ in range(100):
            if site.get(f"{job}/state").json()["stage"] == "done":
                break
            time.sleep(0.1)
        (one,) = site.get(f"{job}/state").json()["results"]
        assert one["outcome"] == "refused", url
    assert post(site, "/add/url", url="file:///etc/passwd").status_code == 400


def test_nul_in_an_address_is_no_fault(site: TestClient) -> None:
    """Characters that no database keeps are refused, not stumbled over."""
    for page in (
        "/search?words=a%00b",
        "/reports/a%00b",
        "/speakers?words=%00",
        "/api/v1/statements?words=%00",
    ):
        assert 400 <= site.get(page).status_code < 500, page
