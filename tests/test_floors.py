"""The committed figures: of the weights that ship, and not below the floors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.tag.network import default_model, read_card

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
FLOORS: dict[str, dict[str, float]] = json.loads((BENCHMARKS / "floors.json").read_text())


def report(name: str) -> dict[str, Any]:
    """A committed report of `make evaluate`."""
    data: dict[str, Any] = json.loads((BENCHMARKS / "reports" / f"{name}.json").read_text())
    return data


def value(data: dict[str, Any], path: str) -> float:
    """A figure by its path, such as scores/attribution/lenient/F1."""
    for key in path.split("/"):
        data = data[key]
    return float(data)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", FLOORS)
def test_the_report_is_of_the_weights_that_ship(name: str) -> None:
    """New weights need a new report."""
    assert read_card(default_model()).sha256[:12] in report(name)["run"]["model"]


DIGESTS = {
    "polnear-dev": "ab3157012d080e6ecdcde1606552b69fb5271668823bae3b4bae3ce928335730",
    "records": "90ca12c3d384c92bc7a09fa38a391af1367b0c7fa4a0e57f20c3eab8a805053c",
}


@pytest.mark.parametrize("name", FLOORS)
def test_the_report_is_of_the_whole_corpus(name: str) -> None:
    """Another corpus, or a part of it, would have other figures."""
    run = report(name)["run"]
    assert run["corpus_sha256"] == DIGESTS[name]
    assert run["failures"] == []


@pytest.mark.parametrize(("name", "path"), [(n, p) for n, floors in FLOORS.items() for p in floors])
def test_no_figure_has_slipped_below_its_floor(name: str, path: str) -> None:
    """Lowering a floor takes a commit that says why."""
    assert value(report(name), path) >= FLOORS[name][path]
