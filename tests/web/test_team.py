"""Several people at one ledger: who they are, what they may do, and how they are not imitated."""

from __future__ import annotations

import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.record.errors import OnrecordError
from onrecord.web.team import Role, Team
from onrecord.web.team.throttle import Throttle
from tests.web.conftest import Open, post, token

SECRET = "salt and rope and tar"


@pytest.fixture(scope="session")
def made_team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a team of three: reader, editor, admin."""
    path = tmp_path_factory.mktemp("team") / "team.db"
    with Team(path) as team:
        for name, role in (("rea", Role.READER), ("edda", Role.EDITOR), ("adam", Role.ADMIN)):
            team.put(name, SECRET, role)
    return path


@pytest.fixture
def team_file(made_team: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(made_team, tmp_path / "team.db"))


@pytest.fixture
def client(storm: str, opened: Open, team_file: Path) -> TestClient:
    """The ledger opened for the team; nobody is logged in."""
    return opened(team=True, team_file=team_file, host="0.0.0.0", names=("127.0.0.1",))


def log_in(client: TestClient, name: str, password: str = SECRET) -> int:
    """Fills the form of the login page."""
    return post(client, "/login", "/login", name=name, password=password).status_code


def test_nobody_sees_anything_before_logging_in(client: TestClient, storm: str) -> None:
    """Pages lead to the form and back; programs are told to send a token."""
    for page in (
        "/reports",
        f"/reports/{storm}",
        "/search?words=boats",
        "/export?format=csv",
        "/add",
        "/team",
    ):
        answer = client.get(page)
        assert answer.status_code == 303, page
        assert answer.headers["location"].startswith("/login?then=")
    for path in ("/api/v1/reports", "/api/v1/statements", f"/api/v1/reports/{storm}"):
        answer = client.get(path)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
    back = client.get("/search?words=boats").headers["location"]
    assert "words" in client.get(back).text


def test_a_reader_reads_and_is_refused_to_write(client: TestClient, storm: str) -> None:
    """Forms are not offered, and sending them all the same is refused in words."""
    assert log_in(client, "rea") == 303
    page = client.get(f"/reports/{storm}")
    assert page.status_code == 200
    assert ">accept<" not in page.text
    assert "/reject" not in page.text
    good = token(client, "/reports")
    for address in (
        f"/statements/{storm}:s1/reject",
        f"/statements/{storm}:s1/correct",
        "/add/text",
        "/team",
    ):
        answer = client.post(address, data={"token": good, "why": "x", "text": "x"})
        assert answer.status_code == 403, address
        assert re.search(
            "rea may read here, but not do this: that takes the role of an (editor|admin)", answer.text
        )
    assert client.get("/add").status_code == 403
    sent = client.post(
        f"/api/v1/statements/{storm}:s1/reject", json={"why": "x"}, headers={"X-CSRF-Token": good}
    )
    assert sent.status_code == 403


def test_every_write_stands_under_its_name(client: TestClient, storm: str, empty: Path) -> None:
    """The history tells who corrected, whoever they say they are in a form."""
    log_in(client, "edda")
    post(client, f"/statements/{storm}:s1/reject", why="no statement", who="somebody else")
    with Ledger.open(empty) as ledger:
        assert [c.who for c in ledger.effective(f"{storm}:s1").corrections] == ["edda"]
    assert client.get("/team").status_code == 403


def test_a_session_is_needed_for_a_write_and_its_own_token(client: TestClient, storm: str) -> None:
    """The token of one session is worth nothing in another, nor is JSON without one."""
    log_in(client, "edda")
    other = token(client)
    log_in(client, "adam")
    assert client.post(f"/statements/{storm}:s1/reject", data={"token": other, "why": "x"}).status_code == 403
    assert client.post(f"/api/v1/statements/{storm}:s1/reject", json={"why": "x"}).status_code == 403
    mine = {"X-CSRF-Token": token(client)}
    sent = client.post(f"/api/v1/statements/{storm}:s1/reject", json={"why": "x"}, headers=mine)
    assert sent.status_code == 200


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(client: TestClient) -> None:
    """HttpOnly and SameSite; and after logging out the old one is worth nothing."""
    sent = post(client, "/login", "/login", name="rea", password=SECRET)
    cookie = next(one for one in sent.headers.get_list("set-cookie") if one.startswith("onrecord="))
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    key = client.cookies["onrecord"]
    post(client, "/logout", "/reports")
    client.cookies.set("onrecord", key)
    assert client.get("/reports").status_code == 303


def test_with_https_the_cookie_is_sent_by_it_alone(storm: str, opened: Open, team_file: Path) -> None:
    """Secure, under a name that only this host can set."""
    client = opened(team=True, team_file=team_file, https=True)
    client.base_url = "https://127.0.0.1:8737"  # type: ignore[assignment]
    sent = post(client, "/login", "/login", name="rea", password=SECRET)
    cookie = next(one for one in sent.headers.get_list("set-cookie") if one.startswith("__Host-onrecord="))
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert sent.headers["strict-transport-security"]


def test_guessing_is_slowed_down(client: TestClient) -> None:
    """After five wrong passwords the right one has to wait too, and it is said how long."""
    for _ in range(5):
        assert log_in(client, "rea", "wrong wrong wrong") == 403
    answer = post(client, "/login", "/login", name="rea", password=SECRET)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1
    assert "Try again in" in answer.text


def test_the_pause_grows_and_ends() -> None:
    """Two seconds, four, eight … and after a while one may try again."""
    now = [0.0]
    throttle = Throttle(lambda: now[0])
    pauses = []
    for _ in range(8):
        throttle.failed("rea")
        pauses.append(throttle.pause("rea"))
    assert pauses == [0, 0, 0, 0, 2, 4, 8, 16]
    now[0] = 17
    assert throttle.pause("rea") == 0
    assert throttle.pause("edda") == 0


def test_a_wrong_name_is_not_told_from_a_wrong_password(client: TestClient) -> None:
    """The answer is the same, and as slow: a hash is checked either way."""
    known = post(client, "/login", "/login", name="rea", password="wrong wrong wrong").text
    unknown = post(client, "/login", "/login", name="nobody", password="wrong wrong wrong").text
    assert "Name or password is wrong" in known
    assert known == unknown


def test_a_token_lets_a_program_in(client: TestClient, storm: str, team_file: Path) -> None:
    """As its owner, with the same role; a wrong one does not."""
    with Team(team_file) as team:
        good, poor = team.give_token("edda"), team.give_token("rea")
    path = f"/api/v1/statements/{storm}:s1/reject"
    assert client.post(path, json={"why": "x"}, headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert (
        client.post(path, json={"why": "x"}, headers={"Authorization": f"Bearer {poor}"}).status_code == 403
    )
    sent = client.post(path, json={"why": "x"}, headers={"Authorization": f"Bearer {good}"})
    assert sent.status_code == 200
    assert sent.json()["history"][-1]["by"] == "edda"


def test_admins_look_after_the_team(client: TestClient) -> None:
    """They let in, change roles and let go; who is let go is out at once. Nobody does it to themselves."""
    log_in(client, "adam")
    post(client, "/team", "/team", name="nell", password="oil and tin and flour", role="reader")
    assert "nell" in client.get("/team").text
    assert post(client, "/team", "/team", name="nell", password="short", role="reader").status_code == 400
    assert post(client, "/team/role", "/team", name="adam", do="remove", role="reader").status_code == 400
    nell = TestClient(client.app, base_url="http://127.0.0.1:8737", follow_redirects=False)
    assert log_in(nell, "nell", "oil and tin and flour") == 303
    post(client, "/team/role", "/team", name="nell", role="editor", do="role")
    assert nell.get("/add").status_code == 200
    post(client, "/team/role", "/team", name="nell", role="editor", do="remove")
    assert nell.get("/add").status_code == 303


def test_the_file_holds_nothing_that_opens_a_door(client: TestClient, team_file: Path) -> None:
    """No password, no session and no token stands in it as such; only its owner may read it."""
    log_in(client, "rea")
    with Team(team_file) as team:
        secret = team.give_token("edda")
    told = "\n".join(sqlite3.connect(team_file).iterdump())
    assert "$argon2id$" in told
    for one in (SECRET, client.cookies["onrecord"], secret):
        assert one not in told
    assert team_file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "password"), [("", SECRET), ("a b", SECRET), ("<b>", SECRET), ("ok", "short")]
)
def test_names_and_passwords_are_sound(tmp_path: Path, name: str, password: str) -> None:
    """What cannot be one is refused and it is said what can."""
    with Team(tmp_path / "t.db") as team, pytest.raises(OnrecordError, match="expected"):
        team.put(name, password, Role.READER)
