"""A batch of short reports, read once on this machine with the real pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.batch import Asked, run_batch
from tests.batch.texts import write_lines

REPORTS = 60


@pytest.fixture(scope="session")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty reports as JSON lines."""
    return write_lines(tmp_path_factory.mktemp("batch") / "wire.jsonl", REPORTS)


@pytest.fixture(scope="session")
def read_here(wire: Path) -> Path:
    """What the local engine made of them."""
    out = wire.parent / "local"
    course = run_batch(Asked(str(wire), str(out), shard=6, workers=2))
    assert (course.count("reports"), course.count("refused"), course.lost) == (REPORTS, 1, {})
    return out
