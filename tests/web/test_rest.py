"""The interface for programs: the same filters, ids and records as on the command line and in Python."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from typer.testing import CliRunner

from onrecord.cli import app as command
from onrecord.ledger import Ledger
from onrecord.record import to_json
from tests.web.conftest import Open


def test_a_record_is_what_python_gives(site: TestClient, storm: str, empty: Path) -> None:
    """The same JSON, byte for byte."""
    with Ledger.open(empty) as ledger:
        assert site.get(f"/api/v1/reports/{storm}").text == to_json(ledger.record(storm))


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("words=that&act=denial", ["that", "--act", "denial"]),
        ("speaker=Hulle", ["--speaker", "Hulle"]),
        ("place=Velden&sort=-published", ["--place", "Velden", "--sort=-published"]),
        ("said=2031-06-13..&measure=killed", ["--said", "2031-06-13..", "--measure", "killed"]),
        ("publisher=Velden+Post", ["--publisher", "Velden Post"]),
        ("report=storm*&confidence=0.5", ["--report", "storm*", "--min-confidence", "0.5"]),
    ],
)
def test_filters_are_those_of_the_command_line(
    site: TestClient, empty: Path, query: str, options: list[str]
) -> None:
    """The same statements in the same order, on the web page too."""
    found = CliRunner().invoke(command, ["find", *options, "--ledger", str(empty), "--format", "jsonl"])
    ids = [json.loads(line)["id"] for line in found.stdout.splitlines()]
    assert ids
    assert [one["id"] for one in site.get(f"/api/v1/statements?{query}").json()["statements"]] == ids
    page = site.get(f"/search?{query}").text
    places = [page.index(f'href="/statements/{one}"') for one in ids]
    assert places == sorted(places)


def test_pages_follow_each_other(site: TestClient) -> None:
    """Each begins after the last statement of the one before."""
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        page = site.get(
            "/api/v1/statements", params={"limit": 2, **({"after": after} if after else {})}
        ).json()
        seen += [one["id"] for one in page["statements"]]
        after = page["after"]
    assert len(seen) == len(set(seen)) == 6
    reports = site.get("/api/v1/reports?limit=1").json()
    rest = site.get(f"/api/v1/reports?limit=1&after={reports['after']}").json()
    assert (reports["total"], rest["after"]) == (2, None)
    assert reports["reports"][0]["head"]["id"] != rest["reports"][0]["head"]["id"]


def test_counts_are_those_of_the_page(site: TestClient) -> None:
    """How many statements, and how many with which value."""
    told = site.get("/api/v1/counts?words=that").json()
    assert told["total"] == 6
    acts = next(one["counts"] for one in told["facets"] if one["field"] == "act")
    assert acts == [["assertion", 5], ["denial", 1]]


def test_what_has_not_changed_is_not_sent_again(site: TestClient, storm: str) -> None:
    """An ETag changes with what it is of, and with nothing else."""
    path = f"/api/v1/reports/{storm}"
    tag = site.get(path).headers["etag"]
    assert site.get(path, headers={"If-None-Match": tag}).status_code == 304
    site.post(
        f"/api/v1/statements/{storm}:s1/correct", json={"values": {"act": "denial"}, "why": "it denies"}
    )
    after = site.get(path, headers={"If-None-Match": tag})
    assert after.status_code == 200
    assert after.json()["statements"][0]["act"] == "denial"


def test_corrections_say_why_and_come_back(site: TestClient, storm: str) -> None:
    """Each answer is how it stands now, with its history; what does not fit is refused."""
    path = f"/api/v1/statements/{storm}:s2"
    assert site.post(f"{path}/correct", json={"values": {"act": "denial"}}).status_code == 422
    assert site.post(f"{path}/correct", json={"values": {"act": "nonsense"}, "why": "x"}).status_code == 422
    assert site.post(f"{path}/reject", json={"why": "no statement"}).json()["statement"] is None
    assert site.post(f"{path}/reject", json={"why": "again"}).status_code == 409
    back = site.post(f"{path}/restore", json={"why": "it is one"}).json()
    assert [step["what"] for step in back["history"]] == ["read", "rejected", "restored"]
    assert site.post(f"{path}/accept").json()["statement"]["act"] == "denial"
    merged = site.post(f"/api/v1/speakers/{storm}:p2/merge", json={"into": "p1", "why": "one"}).json()
    assert merged["speaker"]["id"] == "p1"


def test_problems_are_json_in_words(site: TestClient) -> None:
    """With a status, a title and what was got and expected."""
    for path, status in (
        ("/api/v1/reports/none", 404),
        ("/api/v1/statements?said=soon", 400),
        ("/api/v1/statements?act=nonsense", 422),
        ("/api/v1/nothing", 404),
    ):
        answer = site.get(path)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"]


def test_the_description_is_openapi_and_the_page_lists_it(site: TestClient) -> None:
    """Every operation has a sentence, and stands on the page for programs."""
    told: dict[str, Any] = site.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    page = site.get("/api").text
    for path, methods in told["paths"].items():
        assert path.startswith("/api/v1/")
        for one in methods.values():
            assert one["description"]
        assert path in page


def test_whatever_is_asked_the_answers_are_as_described(storm: str, opened: Open) -> None:
    """Schemathesis: hundreds of right and wrong requests; no fault, no answer of another shape.

    That every well-shaped value is taken is not asked: words of a search, periods
    and pages have a language of their own, and what is none is answered with 400.
    """
    client = opened(names=("testserver",))
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", client.app)
    for result in schema.get_all_operations():
        operation = result.ok()
        _ask(operation, GenerationMode.POSITIVE, storm)
        if any(p.name != "revision" for p in operation.query) or operation.body:
            _ask(operation, GenerationMode.NEGATIVE, storm)


def _ask(operation: Any, mode: GenerationMode, report: str) -> None:
    from hypothesis import given

    @settings(
        max_examples=8,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def asked(case: Any) -> None:
        for name in ("report", "statement", "target"):
            takes_out = case.path.endswith(("/remove", "/redact"))  # the others need the report
            if name in case.path_parameters and mode is GenerationMode.POSITIVE and not takes_out:
                case.path_parameters[name] = report if name == "report" else f"{report}:s1"
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    asked()
