"""The benchmark's modules are run as scripts; here they are importable, with a peer that needs nothing."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks" / "attribution"
sys.path.insert(0, str(FOLDER))

TEXT = 'Ana Ruiz said that it rained.\n\n"We stay," Bo told us.'


def spans(*parts: str) -> list[list[int]]:
    return [[TEXT.index(part), TEXT.index(part) + len(part)] for part in parts]


RAIN = {"source": spans("Ana Ruiz"), "cue": spans("said"), "content": spans("that it rained")}
STAY = {"source": spans("Bo"), "cue": spans("told us"), "content": spans('"We stay,"')}


@pytest.fixture
def corpus_file(tmp_path: Path) -> Path:
    """Two articles, of which a stub reads the first."""
    rows = [{"id": name, "text": TEXT, "attributions": [RAIN, STAY]} for name in ("one", "two")]
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def stub_result() -> dict[str, Any]:
    """What a peer gives that finds the quotation of the first article and cannot read the second."""
    return {
        "load_cpu_seconds": 0.5,
        "cpu_seconds": 0.01,
        "words": 20,
        "peak_megabytes": 12.4,
        "failures": {"two": "ValueError: odd marks"},
        "attributions": {"one": [STAY], "two": []},
    }
