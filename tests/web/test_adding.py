"""Adding reports: pasted, sent, fetched; with what became of each."""

from __future__ import annotations

import io
import json
import threading
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.web.conftest import STORM, Open, post, token

PAGE = """<html><head><title>Harbour to open</title></head><body><article><h1>Harbour to open</h1>
<p>Ada Merrin said that the harbour would open in spring. The works had taken three years
and cost more than planned.</p>
<p>Bekim Vasht denied that the harbour was too shallow. He pointed at the charts,
which were drawn anew last year.</p>
</article></body></html>"""


class Pages(BaseHTTPRequestHandler):
    """A site with one report."""

    def do_GET(self) -> None:
        found = self.path == "/harbour.html"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if found:
            self.wfile.write(PAGE.encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@pytest.fixture(scope="session")
def pages() -> Iterator[str]:
    """The address of a small site on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def results(client: TestClient, address: str) -> list[dict[str, Any]]:
    """What became of everything, when it is over."""
    for _ in range(600):
        told: dict[str, Any] = client.get(f"{address}/state").json()
        if told["stage"] in ("done", "failed"):
            assert told["error"] == ""
            made: list[dict[str, Any]] = told["results"]
            return made
        time.sleep(0.1)
    raise AssertionError("it does not end")


def test_a_pasted_text_is_read_and_known_the_next_time(opened: Open) -> None:
    """Its page shows how far it is without a script, and leads to the record."""
    client = opened()
    sent = post(client, "/add/text", text=STORM, name="storm")
    waiting = client.get(sent.headers["location"])
    assert waiting.status_code == 200
    (one,) = results(client, sent.headers["location"])
    assert (one["outcome"], one["statements"]) == ("new", 4)
    assert one["report"].startswith("storm-")
    assert client.get(f"/reports/{one['report']}").text.count('class="ref"') == 4
    assert f"/reports/{one['report']}" in client.get(sent.headers["location"]).text
    (again,) = results(client, post(client, "/add/text", text=STORM).headers["location"])
    assert again["outcome"] == "known"


def test_files_and_archives_are_gone_through(opened: Open) -> None:
    """Each report in them is taken in; what is none is refused with its reason, under a harmless name."""
    client = opened()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("one.txt", STORM)
        archive.writestr(
            "two.txt", "Ruth Adeyo said that the talks would go on in Hask this week, whatever happened."
        )
    files = [
        ("files", ("../../reports.zip", packed.getvalue(), "application/zip")),
        ("files", ("<b>broken.txt", b"", "text/plain")),
    ]
    sent = client.post("/add/files", data={"token": token(client)}, files=files)
    told = results(client, sent.headers["location"])
    assert sorted(one["outcome"] for one in told) == ["new", "new", "refused"]
    assert {one["source"] for one in told} == {
        "reports.zip, one.txt",
        "reports.zip, two.txt",
        "<b>broken.txt",
    }
    assert "&lt;b&gt;broken.txt" in client.get(sent.headers["location"]).text


def test_an_address_is_fetched_where_it_may_be(opened: Open, pages: str) -> None:
    """With leave for one's own network, from a site there; its words say where it is from."""
    client = opened(allow_private=True)
    told = results(client, post(client, "/add/url", url=f"{pages}/harbour.html").headers["location"])
    assert [one["outcome"] for one in told] == ["new"]
    page = client.get(f"/reports/{told[0]['report']}").text
    assert "Harbour to open" in page
    assert f'href="{pages}/harbour.html"' in page
    (gone,) = results(client, post(client, "/add/url", url=f"{pages}/none").headers["location"])
    assert gone["outcome"] == "refused"
    assert "404" in gone["why"]


def test_progress_is_told_as_it_comes(opened: Open) -> None:
    """Server-sent events, the last of which says that it is done."""
    client = opened()
    job = post(client, "/add/text", text=STORM).headers["location"]
    with client.stream("GET", f"{job}/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        told = [json.loads(line[6:]) for line in stream.iter_lines() if line.startswith("data: ")]
    assert told[-1]["stage"] == "done"
    assert told[-1]["counts"]["new"] == 1


def test_what_is_no_report_is_refused_in_words(opened: Open) -> None:
    """And what was typed is still there."""
    client = opened()
    for address, fields in (
        ("/add/text", {"text": "  "}),
        ("/add/files", {}),
        ("/add/url", {"url": "ftp://x.example/"}),
        ("/add/text", {"text": STORM, "published": "tomorrow"}),
    ):
        answer = post(client, address, **fields)
        assert answer.status_code == 400, address
        assert 'role="alert"' in answer.text
    assert "12 boats" in answer.text
    assert client.get("/add/unknown").status_code == 404


def test_programs_add_a_report_and_ask_how_far_it_is(opened: Open) -> None:
    """The answer says where; the record is then what the page shows."""
    client = opened()
    sent = client.post("/api/v1/reports", json={"text": STORM, "name": "storm", "published": "2031-06-14"})
    assert sent.status_code == 202
    address = sent.headers["location"]
    for _ in range(600):
        told = client.get(address).json()
        if told["stage"] == "done":
            break
        time.sleep(0.1)
    (item,) = told["items"]
    record = client.get(f"/api/v1/reports/{item['report']}").json()
    assert record["report"]["published"] == "2031-06-14"
    assert len(record["statements"]) == item["statements"] == 4
    assert client.post("/api/v1/reports", json={}).status_code == 400
