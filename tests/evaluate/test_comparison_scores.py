"""Scores of comparisons: worked out by hand, and equal to the outside scorer where there is one."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from onrecord.evaluate.comparison_scores import align, bcubed, score
from onrecord.evaluate.comparisons import evaluate_comparisons, read_links, reports_of
from onrecord.evaluate.corpus import Gold
from onrecord.record import Comparison, Record, Report
from onrecord.record.errors import EvaluationError
from tests.evaluate.test_outside_scorers import SCORERS, program

RECORDS = os.environ.get("ONRECORD_RECORDS")
WHERE = {(r, s): (r.lower(), s) for r in "XY" for s in ("s1", "s2")}
LINKS: dict[str, Any] = {
    "links": [
        {"a": ["x", "s1"], "b": ["y", "s1"], "relation": "conflicts"},
        {"a": ["x", "s2"], "b": ["y", "s2"], "relation": "repeats"},
    ],
    "accounts": [
        {"matter": "toll", "statements": [["x", "s1"], ["y", "s1"]]},
        {"matter": "cause", "statements": [["x", "s2"], ["y", "s2"]]},
    ],
}


def linked(*relations: tuple[str, str, str, str, str], lump: bool = False) -> dict[str, Any]:
    """A comparison of relations (report, statement, report, statement, name), accounts right or lumped."""
    groups = [[["X", "s1"], ["Y", "s1"]], [["X", "s2"], ["Y", "s2"]]]
    accounts = [[*groups[0], *groups[1]]] if lump else groups
    return {
        "relations": [{"a": [a, i], "b": [b, j], "relation": name} for a, i, b, j, name in relations],
        "accounts": [{"statements": group} for group in accounts],
    }


def test_a_right_comparison_scores_full() -> None:
    """In either direction of a pair."""
    found = score(
        LINKS, linked(("Y", "s1", "X", "s1", "conflicts"), ("X", "s2", "Y", "s2", "repeats")), WHERE
    )
    assert found["accounts"] == {"p": 100.0, "r": 100.0, "f1": 100.0}
    assert {rates["f1"] for rates in found["relations"].values()} == {100.0}


def test_a_name_of_the_same_side_counts_for_the_contrast_alone() -> None:
    """Updates for conflicts: apart all the same."""
    found = score(LINKS, linked(("X", "s1", "Y", "s1", "updates")), WHERE)["relations"]
    assert found["contrast: apart"]["f1"] == 100.0
    assert found["conflicts"]["r"] == found["updates"]["p"] == 0.0
    assert found["contrast: together"]["r"] == 0.0


def test_a_pair_unlinked_in_gold_is_wrong_and_one_not_aligned_is_left_out() -> None:
    """The first costs precision, the second nothing."""
    given = linked(
        ("X", "s1", "Y", "s2", "agrees"), ("X", "s2", "Y", "s2", "repeats"), ("X", "s9", "Y", "s2", "agrees")
    )
    assert score(LINKS, given, WHERE)["relations"]["contrast: together"] == {
        "p": 50.0,
        "r": 100.0,
        "f1": 66.7,
        "gold": 1,
        "predicted": 2,
    }


def test_lumping_costs_precision_and_silence_costs_recall() -> None:
    """All in one account: half of it is wrong. No account: every statement is alone."""
    lump = score(LINKS, linked(lump=True), WHERE)["accounts"]
    assert (lump["p"], lump["r"]) == (50.0, 100.0)
    silent = score(LINKS, {}, WHERE)["accounts"]
    assert (silent["p"], silent["r"]) == (100.0, 50.0)
    assert bcubed([], []) == {"p": 0.0, "r": 0.0, "f1": 0.0}


@pytest.mark.skipif(not (SCORERS and RECORDS), reason="no outside scorer")
@pytest.mark.parametrize("seed", range(3))
def test_scores_are_those_of_the_outside_scorer(seed: int) -> None:
    """On clusters with gold accounts and relations damaged at random."""
    outside, source, folder = program("score_compare"), random.Random(seed), Path(str(RECORDS))
    for links in read_links(folder).values():
        gold = {r: json.loads((folder / f"{r}.gold.json").read_text()) for r in reports_of(links)}
        given = damaged(links, gold, source)
        where = align(gold, given)
        assert where == outside.align(folder, links, given)
        found, expected = score(links, given, where), outside.score(links, given, where)
        assert found == expected


def damaged(links: dict[str, Any], gold: dict[str, Any], source: random.Random) -> dict[str, Any]:
    """A gold cluster as a comparison, with links lost and invented and statements moved."""
    reports = [
        {"report": {"id": f"{r}!", "path": f"in/{r}.txt"}, "speakers": [], "statements": as_printed(gold[r])}
        for r in sorted(gold)
    ]
    keys = [[f"{r}!", s["id"]] for r in sorted(gold) for s in gold[r]["statements"]]
    relations = [
        {**link, "a": [f"{link['a'][0]}!", link["a"][1]], "b": [f"{link['b'][0]}!", link["b"][1]]}
        for link in links["links"]
        if source.random() < 0.7
    ]
    relations += [
        {"a": source.choice(keys), "b": source.choice(keys), "relation": source.choice(["agrees", "updates"])}
        for _ in range(30)
    ]
    accounts = [
        {"statements": [[f"{r}!", s] for r, s in a["statements"] if source.random() < 0.8] or [keys[0]]}
        for a in links["accounts"]
    ]
    return {"reports": reports, "relations": relations, "accounts": [*accounts, {"statements": keys[:5]}]}


def as_printed(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Gold statements in the shape of a record."""
    return [
        {
            **s,
            "source": {"spans": s["source"], "speaker": None},
            "cue": {"spans": s["cue"]},
            "content": {"spans": s["content"], "mode": s["mode"]},
        }
        for s in document["statements"]
    ]


# ---------------------------------------------------------------- whole runs
def test_a_folder_of_clusters_is_scored_both_ways(tmp_path: Path) -> None:
    """From what is read, and from what annotators gave."""
    for name in ("x", "y"):
        (tmp_path / f"{name}.txt").write_text("It rained, Ana said.", encoding="utf-8")
        gold = {"id": name, "published": None, "speakers": [], "statements": []}
        (tmp_path / f"{name}.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "links-rain.json").write_text(json.dumps({"cluster": "rain", **LINKS}), encoding="utf-8")

    def read(gold: Gold) -> Record:
        return Record(Report(gold.id, None, "", "", None, None, None, (), None, "en", gold.text))

    scores = tmp_path / "scores.json"
    found = evaluate_comparisons(
        tmp_path, read, read, lambda records: Comparison(tuple(records)), scores=scores, progress=False
    )
    assert set(found.scores) == {"read", "annotated"}
    assert found.scores["read"]["rain"]["accounts"]["r"] == 50.0
    assert json.loads(scores.read_text())["scores"] == found.scores
    assert found.run.articles == 2


def test_a_folder_without_clusters_is_refused(tmp_path: Path) -> None:
    """So is a file that is none."""
    with pytest.raises(EvaluationError, match="links-"):
        read_links(tmp_path)
    (tmp_path / "links-rain.json").write_text("[]", encoding="utf-8")
    with pytest.raises(EvaluationError, match="no cluster"):
        read_links(tmp_path)
