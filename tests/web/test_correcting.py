"""What people say of statements and speakers, with forms alone."""

from __future__ import annotations

import getpass
import html
import re
from pathlib import Path

from fastapi.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.ledger.rereading import reread
from onrecord.record import Report
from tests.ledger import fake
from tests.web.conftest import Open, keep, post
from tests.web.test_reading import said


def fields(client: TestClient, page: str) -> dict[str, str]:
    """The correction form of a statement as it stands, with what is chosen in it."""
    text = client.get(page).text
    form = re.search(r'<form[^>]*class="correction">.*?</form>', text, re.DOTALL)
    assert form
    made = {}
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)">(.*?)</select>', form[0], re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inner)
        made[name] = html.unescape(chosen[1]) if chosen else ""
    for name, value in re.findall(r'<input[^>]*name="([^"]+)"[^>]*type="text" value="([^"]*)"', form[0]):
        made[name] = html.unescape(value)
    return made


def test_a_correction_stands_under_the_name_of_who_made_it(site: TestClient, storm: str, empty: Path) -> None:
    """Only the field that was changed is set; the history says who, when and why."""
    page = f"/statements/{storm}:s2"
    sent = post(site, f"{page}/correct", **{**fields(site, page), "act": "evaluation", "why": "it judges"})
    assert sent.status_code == 303
    words = said(site.get(page).text)
    assert f"set by {getpass.getuser()} : it judges" in words
    assert "act denial → evaluation" in words
    with Ledger.open(empty) as ledger:
        assert [c.field for c in ledger.effective(f"{storm}:s2").corrections] == ["act"]
    assert "corrected by" in said(site.get(f"/reports/{storm}").text)


def test_a_corrected_speaker_is_kept_when_the_report_is_read_again(
    site: TestClient, storm: str, empty: Path
) -> None:
    """A person's word outlives the machine's next reading."""
    page = f"/statements/{storm}:s2"
    post(site, f"{page}/correct", **{**fields(site, page), "source.speaker": "p1"})
    with Ledger.open(empty) as ledger:
        reread(ledger, storm, lambda report: (again(report), "fake/2"))
        assert ledger.record(storm).statement("s2").source.speaker == "p1"  # type: ignore[union-attr]
    words = said(site.get(page).text)
    assert "Ilsabet Morrow" in words
    assert "The person’s word stands" in words


def again(report: Report) -> object:
    """The same text read anew."""
    return fake.read(report.text, name=report.id, model="fake/2")


def test_accepting_changes_nothing_and_is_told(site: TestClient, storm: str) -> None:
    """The statement is marked on its page and on its card."""
    before = site.get(f"/api/v1/statements/{storm}:s1").json()["statement"]
    assert (
        post(site, f"/reports/{storm}/review", accept="s1").headers["location"] == f"/reports/{storm}#card-s1"
    )
    assert site.get(f"/api/v1/statements/{storm}:s1").json()["statement"] == before
    assert "accepted by" in said(site.get(f"/reports/{storm}").text)
    assert "accepted as read" in said(site.get(f"/statements/{storm}:s1").text)


def test_a_rejected_statement_goes_and_can_be_put_back(site: TestClient, storm: str) -> None:
    """It is in no list; its own page says so, and has the button to undo it."""
    page = f"/statements/{storm}:s1"
    post(site, f"{page}/reject", why="no statement")
    assert (
        "boats" not in said(site.get("/search?words=boats").text).split("statements found")[-1].split("No")[0]
    )
    assert "Rejected: s1" in said(site.get(f"/reports/{storm}").text)
    assert "Put it back" in site.get(page).text
    post(site, f"{page}/restore")
    assert "1 statement found" in said(site.get("/search?words=boats").text)


def test_what_does_not_fit_is_said_and_nothing_is_kept(site: TestClient, storm: str) -> None:
    """A day that is none, words that do not stand in the report, a form without a change."""
    page = f"/statements/{storm}:s2"
    for change in ({"said.date": "soon"}, {"content": "words of nobody"}, {}):
        answer = post(site, f"{page}/correct", **{**fields(site, page), **change})
        assert answer.status_code in (409, 422)
        assert "<h1>" in answer.text
    assert "set by" not in said(site.get(page).text)


def test_two_speakers_are_made_one_and_one_is_made_two(site: TestClient, storm: str) -> None:
    """All that the one said is the other's then, and statements go to a new speaker."""
    post(site, f"/speakers/{storm}:p2/merge", into="p1", why="the same")
    record = site.get(f"/api/v1/reports/{storm}").json()
    assert [s["source"]["speaker"] for s in record["statements"]] == ["p1", "p1", "p1", "p3"]
    made = post(site, f"/speakers/{storm}:p1/split", statement=["s3"], name="The harbour master")
    assert made.headers["location"] == f"/speakers/{storm}:p4"
    assert "that the radio of Hask was off" in said(site.get(f"/speakers/{storm}:p4").text)


def test_a_speaker_is_given_another_name(site: TestClient, storm: str) -> None:
    """In its report, with the old name in the history."""
    page = f"/speakers/{storm}:p1/edit"
    post(site, page, name="Ilsabet Morrow-Vane", type="person", affiliation="Ostmark", named="yes")
    assert "Ilsabet Morrow-Vane" in said(site.get(f"/reports/{storm}").text)
    assert "Ilsabet Morrow → Ilsabet Morrow-Vane" in said(site.get(page).text)


def test_a_new_speaker_for_one_statement(site: TestClient, storm: str) -> None:
    """Somebody whom the list of speakers does not have."""
    post(site, f"/statements/{storm}:s3/speaker", name="a radio operator", named="no")
    record = site.get(f"/api/v1/reports/{storm}").json()
    assert record["statements"][2]["source"]["speaker"] == "p4"
    assert not record["speakers"][-1]["named"]


def test_revisions_are_told_with_what_changed(empty: Path, opened: Open) -> None:
    """Words that came and went, statements that came and went, and the old text still to be seen."""
    url = "https://courier.example/storm"
    text = (
        "Storm\n\nIlsabet Morrow said that 12 boats sank. Anders Hulle denied that it was late.\n\nIt rained."
    )
    keep(empty, fake.read(text, name="storm", url=url))
    later = text.replace("12 boats", "14 boats").replace(" Anders Hulle denied that it was late.", "")
    report = keep(empty, fake.read(later, name="storm", url=url))[0]
    client = opened()
    assert "revision 2: what changed" in said(client.get(f"/reports/{report}").text)
    page = client.get(f"/reports/{report}/changes").text
    assert "<del><bdi>12</bdi></del> <ins><bdi>14</bdi></ins>" in page
    words = said(page)
    assert "1 paragraph as before" in words
    assert "Gone 1 s2 Anders Hulle" in words
    assert "the present text does not have it" in said(client.get(f"/statements/{report}:s2").text)
