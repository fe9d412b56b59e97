"""Measures batches: one and two workers, on this machine and on Ray, the same reports in the same run.

    python benchmarks/batch.py INPUT [--limit 600] [--nodes 3] [--report benchmarks/reports/batch.md]

INPUT is anything that onrecord add takes. Each run begins with its workers
ready, so that what is compared is reading, not starting; the start is told
apart. Wall time depends on what else the machine does: the CPU seconds of the
workers stand beside it, and `words per CPU-second` does not. With --nodes a
cluster of so many Ray nodes is started here and one of them is killed at work.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import tempfile
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord.batch import Asked, Course, run_batch
from onrecord.batch.tables import TABLES
from onrecord.intake import gather, take
from onrecord.read import Received
from onrecord.record.errors import OnrecordError

LARGEST_SHARD = 20
"""Reports; a fortieth of them where they are few, so that two workers end at about the same time."""


@dataclass(slots=True)
class Run:
    """One batch, timed from its first news of reading on."""

    name: str
    course: Course
    start: float
    seconds: float
    digest: str

    @property
    def rate(self) -> float:
        """Reports a second."""
        return self.course.count("reports") / self.seconds

    @property
    def cpu(self) -> float:
        """CPU seconds of the workers, in reading and writing."""
        return sum(one.cpu_seconds for one in self.course.done.values())


def write_input(source: str, limit: int, file: Path) -> int:
    """The first reports of a source as JSON lines; gives how many there are."""
    count = 0
    with file.open("w", encoding="utf-8") as out:
        for item in islice((i for i in gather([source]) if isinstance(i, Received)), limit):
            try:
                of = take(item).report
            except OnrecordError:
                continue
            count += 1
            told = {"id": f"r{count}", "text": of.text, "title": of.title, "published": of.published}
            out.write(json.dumps({k: v for k, v in told.items() if v}, ensure_ascii=False) + "\n")
    return count


def digest_of(folder: Path) -> str:
    """One hash over all tables."""
    digest = hashlib.sha256()
    for table in TABLES:
        for file in sorted((folder / table).iterdir()):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def timed(name: str, asked: Asked, kill: Any = None) -> Run:
    """Runs a batch; `kill` is called with every news."""
    began, first = time.monotonic(), 0.0

    def watch(course: Course) -> None:
        nonlocal first
        if not first and len(course.under_way) >= (asked.workers or 1):
            first = time.monotonic()
        if kill is not None:
            kill(course)

    course = run_batch(asked, watch)
    ended = time.monotonic()
    return Run(name, course, first - began, ended - first, digest_of(Path(asked.output)))


def lines(runs: list[Run], load: tuple[float, float], shard: int) -> list[str]:
    """The report."""
    one = runs[0]
    told = [
        "# Batches",
        "",
        f"{one.course.count('reports'):,} reports, {one.course.count('words'):,} words, "
        f"{one.course.count('statements'):,} statements; shards of {shard}; {os.cpu_count()} cores. "
        f"Load of the machine before and after: {load[0]:.1f}, {load[1]:.1f}"
        + (
            " (more than its cores: it was busy with other work; not the wall times, the CPU seconds count)."
            if max(load) > (os.cpu_count() or 1) + 1
            else "."
        ),
        "",
        "| run | seconds | reports/s | to one local | CPU s | words/CPU s | start, s | lost | tables |",
        "|---|--:|--:|--:|--:|--:|--:|--:|---|",
    ]
    for run in runs:
        words = run.course.count("words") / run.cpu
        told.append(
            f"| {run.name} | {run.seconds:.1f} | {run.rate:.2f} | {run.rate / one.rate:.2f} "
            f"| {run.cpu:.1f} | {words:.0f} | {run.start:.1f} | {run.course.deaths} "
            f"| {'the same bytes' if run.digest == one.digest else 'DIFFERENT'} |"
        )
    size = one.course.count("bytes")
    told += [
        "",
        f"All tables: {size / one.course.count('statements'):,.0f} bytes a statement, "
        f"{size / one.course.count('reports'):,.0f} bytes a report.",
    ]
    return told


def on_cluster(nodes: int, asked: Asked) -> Run:
    """A batch on a cluster of several nodes on this machine, one of which is killed at work."""
    from ray.cluster_utils import Cluster

    node = {"num_cpus": 1, "node_ip_address": "127.0.0.2", "object_store_memory": 100_000_000}
    cluster = Cluster(initialize_head=True, head_node_args={**node, "include_dashboard": False})
    try:
        for _ in range(nodes - 1):
            cluster.add_node(**node)
        killed = []

        def kill(course: Course) -> None:
            if not killed and len(course.under_way) == nodes:
                killed.append(cluster.list_all_nodes()[-1])
                cluster.remove_node(killed[0], allow_graceful=False)

        there = Asked(asked.input, asked.output, "ray", cluster.address, nodes, asked.shard)
        return timed(f"Ray, {nodes} nodes, one killed", there, kill)
    finally:
        cluster.shutdown()


def main() -> None:
    """Reads the arguments, measures, writes the report."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("input")
    options.add_argument("--limit", type=int, default=600)
    options.add_argument("--engines", default="local,ray")
    options.add_argument("--nodes", type=int, default=0, help="nodes of a cluster, one of which is killed")
    options.add_argument("--report", type=Path)
    o = options.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "reports.jsonl"
        shard = max(1, min(LARGEST_SHARD, write_input(o.input, o.limit, file) // 40))
        runs = []
        for engine in o.engines.split(","):
            for workers in (1, 2):
                asked = Asked(str(file), f"{folder}/{engine}{workers}", engine, None, workers, shard)
                runs.append(timed(f"{engine}, {workers}", asked))
                print(runs[-1].name, f"{runs[-1].rate:.2f}", flush=True)
        if o.nodes:
            runs.append(on_cluster(o.nodes, Asked(str(file), f"{folder}/cluster", shard=shard)))
    page = "\n".join(lines(runs, (load, os.getloadavg()[0]), shard)) + "\n"
    print(page)
    if o.report:
        o.report.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
