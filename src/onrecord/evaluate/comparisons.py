"""Comparisons of annotated clusters: a folder of gold records and links-NAME.json, read, compared, scored.

Each cluster is scored twice: from the texts alone, as the program reads them,
and from the statements of the annotators, so that errors of reading don't count.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from onrecord.evaluate.comparison_scores import align, score
from onrecord.evaluate.corpus import Gold, check_output, digest_of, gold_paths, read_gold
from onrecord.evaluate.run import Evaluation, Outcome, Task, read_all
from onrecord.record import Comparison, Record, comparison_to_dict
from onrecord.record.errors import EvaluationError

Compare = Callable[[Sequence[Record]], Comparison]
Read = Callable[[Gold], Record]

LINKS = "links-*.json"
SHAPE = 'an object {"cluster", "links": [{"a", "b", "relation"}], "accounts": [{"matter", "statements"}]}'


def evaluate_comparisons(
    folder: Path,
    read: Read,
    annotated: Read,
    compare: Compare,
    *,
    scores: Path | None = None,
    model: str = "",
    progress: bool = True,
) -> Evaluation:
    """Compares and scores every cluster of a folder.

    `read` gives the record of a report as the program reads it, `annotated`
    as annotators gave it. The scores are by way ("read", "annotated") and
    cluster. Raises `EvaluationError` for a folder without clusters.
    """
    if scores:
        check_output(scores, folder)
    clusters = read_links(folder)
    gold = {g.id: g for g in read_gold(folder) if any(g.id in reports_of(c) for c in clusters.values())}
    ways = {"read": read, "annotated": annotated}
    outcomes = {
        way: read_all([Task(g.id, g.text, partial(made, g)) for g in gold.values()], progress)
        for way, made in ways.items()
    }
    found = {
        way: {name: _scored(links, gold, outcome, compare) for name, links in clusters.items()}
        for way, outcome in outcomes.items()
    }
    paths = [*sorted(folder.glob(LINKS)), *(p for g in gold for p in sorted(gold_paths(folder, g)))]
    evaluation = Evaluation(outcomes["read"].run(folder, digest_of(paths), model, len(gold)), found)
    if scores:
        evaluation.write(scores)
    return evaluation


def read_links(folder: Path) -> dict[str, Mapping[str, Any]]:
    """The links-*.json of a folder by the name of their cluster."""
    clusters: dict[str, Mapping[str, Any]] = {}
    for path in sorted(folder.glob(LINKS)):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise EvaluationError(f"{path} cannot be read ({error})", SHAPE) from None
        if not isinstance(data, dict) or not all(
            isinstance(data.get(k), list) for k in ("links", "accounts")
        ):
            raise EvaluationError(f"{path} is no cluster", SHAPE)
        clusters[str(data.get("cluster") or path.stem.removeprefix("links-"))] = data
    if not clusters:
        raise EvaluationError(f"{folder} has no file {LINKS}", "clusters of reports with their links")
    return clusters


def reports_of(links: Mapping[str, Any]) -> set[str]:
    """The ids of the reports of a cluster."""
    linked = {key[0] for link in links["links"] for key in (link["a"], link["b"])}
    return linked | {key[0] for account in links["accounts"] for key in account["statements"]}


def _scored(
    links: Mapping[str, Any], gold: Mapping[str, Gold], outcome: Outcome, compare: Compare
) -> dict[str, Any]:
    reports = sorted(reports_of(links) & gold.keys())
    records = [_named(outcome.records[r], r) for r in reports if r in outcome.records]
    comparison = comparison_to_dict(compare(records))
    return score(links, comparison, align({r: gold[r].document for r in reports}, comparison))


def _named(record: Record, report: str) -> Record:
    return replace(record, report=replace(record.report, id=report, path=f"{report}.txt"))
