"""PolNeAR: attribution spans in political news, read and scored.

PolNeAR (Newell, Margolin and Ruths, LREC 2018) annotates no nesting, so only
statements of the report itself are held against it, their spans as they stand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from onrecord.evaluate.attribution import score
from onrecord.evaluate.corpus import check_output, digest_of, read_rows, write_text
from onrecord.evaluate.run import Evaluation, Task, read_all
from onrecord.record import Record, Spans


def evaluate_polnear(
    path: Path,
    read: Callable[[str], Record],
    *,
    limit: int | None = None,
    predictions: Path | None = None,
    scores: Path | None = None,
    model: str = "",
    bootstrap: int = 0,
    progress: bool = True,
) -> Evaluation:
    """Reads every article of a corpus file and scores what was attributed.

    `path` is a file of JSON lines, packed if it ends in .gz; `limit` takes the
    first articles alone. `predictions` and `scores` name files to write: the
    rows that were scored as JSON lines, and the evaluation as JSON. `model` is
    named in the report, `bootstrap` the number of samples for intervals. An
    article that cannot be read counts as an empty prediction and is named in
    `run.failures`. Raises `EvaluationError` where the corpus is missing or not
    as described, or an output cannot be written.
    """
    for output in (predictions, scores):
        if output:
            check_output(output, path)
    gold = read_rows(path, limit)
    outcome = read_all([Task(row["id"], row["text"], partial(read, row["text"])) for row in gold], progress)
    rows = [polnear_row(record, article) for article, record in outcome.records.items()]
    if predictions:
        write_rows(predictions, rows)
    run = outcome.run(path, digest_of([path]), model, len(gold))
    evaluation = Evaluation(run, score(gold, rows, bootstrap))
    if scores:
        evaluation.write(scores)
    return evaluation


def polnear_row(record: Record, article: str) -> dict[str, Any]:
    """A record as a row of PolNeAR: an attribution for each statement that stands within no other."""
    text = record.report.text.encode("utf-8", "surrogatepass")
    return {
        "id": article,
        "text_sha256": hashlib.sha256(text).hexdigest(),
        "attributions": [
            {
                "source": _plain(statement.source.spans),
                "cue": _plain(statement.cue.spans),
                "content": _plain(statement.content.spans),
            }
            for statement in record.statements
            if statement.within is None
        ],
    }


def write_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Writes rows as JSON lines, one an article."""
    write_text(path, "".join(json.dumps(row) + "\n" for row in rows))


def _plain(spans: Spans) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
