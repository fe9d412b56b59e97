"""Record files: a folder of reports with gold records, read and scored, overall and by part."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from onrecord.evaluate.corpus import Gold, check_output, digest_of, gold_paths, read_gold, write_text
from onrecord.evaluate.records import score
from onrecord.evaluate.run import Evaluation, Outcome, Task, read_all
from onrecord.record import Record, to_dict, to_json
from onrecord.record.errors import EvaluationError

# parts of parts that come from another corpus and are reported apart
APART = ("d-pol",)


def evaluate_records(
    folder: Path,
    read: Callable[[str, str | None], Record],
    *,
    limit: int | None = None,
    predictions: Path | None = None,
    scores: Path | None = None,
    model: str = "",
    progress: bool = True,
) -> Evaluation:
    """Reads every report of a folder of <id>.gold.json and <id>.txt and scores the records.

    `read` is given the text and the date of publication from the gold file (an
    ISO date or None). `predictions` names a folder for the records, one
    <id>.json each; `scores` a file for the evaluation as JSON. The other
    arguments, failures and errors are those of `evaluate_polnear`.
    """
    if scores:
        check_output(scores, folder)
    if predictions:
        _make_folder(predictions)
    gold = read_gold(folder, limit)
    tasks = [Task(g.id, g.text, partial(read, g.text, g.document.get("published"))) for g in gold]
    outcome = read_all(tasks, progress)
    if predictions:
        _write_records(predictions, gold, outcome)
    paths = sorted(path for g in gold for path in gold_paths(folder, g.id))
    run = outcome.run(folder, digest_of(paths), model, len(gold))
    pairs = [(g.document, _prediction(outcome, g)) for g in gold]
    evaluation = Evaluation(run, score(pairs), by_part(pairs))
    if scores:
        evaluation.write(scores)
    return evaluation


def part_of(report_id: str) -> str:
    """The part of the corpus that a report belongs to: its id up to the first hyphen.

    >>> part_of("w-harbour"), part_of("d-pol-courier")
    ('w', 'd-pol')
    """
    for part in APART:
        if report_id.startswith(f"{part}-"):
            return part
    return report_id.split("-", 1)[0]


def fold_of(report_id: str, folds: int) -> int:
    """The fold that a report is left out in. Reports on one event (`d-idlib-…`) share it."""
    event = report_id.rsplit("-", 1)[0] if report_id.startswith("d-") else report_id
    return int(hashlib.sha256(event.encode()).hexdigest(), 16) % folds


def by_part(pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> dict[str, dict[str, Any]]:
    """The scores of each part of a corpus, by name."""
    parts: dict[str, list[tuple[Mapping[str, Any], Mapping[str, Any]]]] = {}
    for gold, prediction in pairs:
        parts.setdefault(part_of(gold["id"]), []).append((gold, prediction))
    return {part: score(parts[part]) for part in sorted(parts)}


def _prediction(outcome: Outcome, gold: Gold) -> dict[str, Any]:
    record = outcome.records.get(gold.id)
    return {} if record is None else to_dict(record)


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EvaluationError(
            f"cannot make the folder {path} ({error.strerror or error})", "a folder for the records"
        ) from None


def _write_records(folder: Path, gold: Sequence[Gold], outcome: Outcome) -> None:
    """Writes the records; for a report without one an empty object, which replaces that of an earlier run."""
    for report in gold:
        record = outcome.records.get(report.id)
        text = "{}" if record is None else to_json(record, indent=1)
        write_text(folder / f"{report.id}.json", text + "\n")
