"""Rows to train on: the features of every annotated statement, with its labels.

Each report is read twice: with the spans that the annotators gave, and with
those that the tagger finds; of the latter the statements count that pair with
an annotated one. `../labels` holds labels of further statements, read by eye.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.evaluate.gold_drafts import spans_of, with_spans
from onrecord.evaluate.labels import read_labels
from onrecord.evaluate.records import pair
from onrecord.evaluate.sides import gold_sides, record_sides
from onrecord.interpret.features import features_of
from onrecord.interpret.passage import passages_of
from onrecord.pipeline import Pipeline
from onrecord.read import read_text
from onrecord.record import Draft, to_dict

FOLDS = 10
QUESTIONS = ("act", "certainty", "polarity")


@dataclass(frozen=True)
class Row:
    """One statement: where it comes from, its features and its labels by question."""

    report: str
    spans: str  # "gold", "tagged" or, of another corpus, "labelled"
    values: dict[str, float]
    labels: dict[str, str]

    @property
    def fold(self) -> int:
        """Reports are dealt into ten folds by the MD5 of their id; -1, never left out, for other corpora."""
        if self.spans == "labelled":
            return -1
        return int(hashlib.md5(self.report.encode()).hexdigest(), 16) % FOLDS

    @property
    def half(self) -> str:
        """`seen`: reports that the rules were written on; `unseen`: the others."""
        return "seen" if hashlib.sha1(self.report.encode()).hexdigest()[0] in "01234567" else "unseen"


def rows_of(folder: Path) -> Iterator[Row]:
    """All rows of a folder of <id>.gold.json and <id>.txt."""
    pipeline = Pipeline()
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        raw = path.with_name(f"{gold['id']}.txt").read_bytes().decode("utf-8")
        taken = read_text(raw, published=gold.get("published"), report_id=gold["id"])
        empty = Draft(taken.report, taken.furniture, taken.warnings)
        yield from _rows("gold", gold, with_spans(empty, gold["statements"]))
        draft = empty
        for stage in pipeline.stages:
            draft = stage.run(draft)
            if stage.name == "resolve":
                break
        yield from _rows("tagged", gold, draft)


def labelled_rows(labels: Path, corpora: dict[str, Path]) -> Iterator[Row]:
    """Rows of the labels read by eye, `corpora` being name and path of their texts."""
    for own in read_labels(labels, corpora):
        numbered = [{**x, "id": str(k), "within": None} for k, x in enumerate(own.labels)]
        taken = read_text(own.text, published=own.published, report_id=own.id)
        empty = Draft(taken.report, taken.furniture, taken.warnings)
        of = {(spans_of(x["cue"]), spans_of(x["content"])): x for x in numbered}
        for passage in passages_of(with_spans(empty, numbered)):
            statement = passage.statement
            label = of[statement.cue.spans, statement.content.spans]
            values = features_of(passage).values
            yield Row(f"{own.corpus} {own.id}", "labelled", values, {q: label[q] for q in QUESTIONS})


def _rows(spans: str, gold: dict[str, Any], draft: Draft) -> Iterator[Row]:
    wanted, given = gold_sides(gold), record_sides(to_dict(draft.finished()))
    of = {given[j].id: gold["statements"][i] for i, j in pair(wanted, given)}
    for passage in passages_of(draft):
        statement = of.get(passage.statement.id)
        if statement:
            labels = {question: statement[question] for question in QUESTIONS}
            yield Row(gold["id"], spans, features_of(passage).values, labels)
