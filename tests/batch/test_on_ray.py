"""On Ray: three nodes, one of them killed at work, and not a byte differs from the local run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from onrecord.batch import Asked, Course, run_batch
from onrecord.batch.tables import TABLES
from tests.batch.conftest import REPORTS
from tests.batch.ray_cluster import cluster

pytest.importorskip("ray")


class Killer:
    """Kills a node once every worker is reading a shard."""

    def __init__(self, of: Any, workers: int) -> None:
        self.cluster, self.workers = of, workers
        self.killed: str | None = None

    def watch(self, course: Course) -> None:
        """Called with every news of the batch."""
        if self.killed is None and len(course.under_way) == self.workers:
            node = self.cluster.list_all_nodes()[-1]
            self.killed = node.node_id
            self.cluster.remove_node(node, allow_graceful=False)


def files(out: Path) -> dict[str, bytes]:
    """All files of the tables, by table and name."""
    return {f"{t}/{f.name}": f.read_bytes() for t in TABLES for f in (out / t).iterdir()}


def test_a_lost_node_costs_its_shard_alone(wire: Path, read_here: Path, tmp_path: Path) -> None:
    """What it was reading is read again elsewhere: every statement is there once, as the local run has it."""
    out = tmp_path / "ray"
    with cluster(3) as three:
        killer = Killer(three, 3)
        asked = Asked(str(wire), str(out), "ray", three.address, 3, shard=6)
        course = run_batch(asked, killer.watch)
    assert killer.killed
    assert course.deaths >= 1
    assert (course.lost, course.count("reports"), course.count("refused")) == ({}, REPORTS, 1)
    assert files(out) == files(read_here)
    there = duckdb.read_parquet(f"{out}/statements/*.parquet")
    ((total, once),) = there.aggregate("count(*), count(DISTINCT statement)").fetchall()
    assert total == once == course.count("statements") > REPORTS
    again = run_batch(Asked(str(wire), str(out), "local", shard=6))
    assert again.begun == REPORTS + 1  # another engine finds all of it done
