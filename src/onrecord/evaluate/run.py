"""Runs: a reader over the texts of a corpus, with its clock and its failures."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from onrecord.evaluate.corpus import write_text
from onrecord.record import Record
from onrecord.record.errors import EvaluationError, OnrecordError


@dataclass(frozen=True, slots=True)
class Task:
    """One article of a corpus, and the call that reads it."""

    id: str
    text: str
    read: Callable[[], Record]


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read and counts as an empty prediction."""

    id: str
    error: str
    message: str


@dataclass(frozen=True, slots=True)
class Run:
    """What was run, and what it took.

    `corpus_sha256` is the digest of the corpus as `corpus` defines it. `words`
    are counted between white space, of the articles that were read; the seconds
    are of reading alone, without loading and scoring; those of the processor are
    of all threads of this process.
    """

    corpus: str
    corpus_sha256: str
    model: str
    articles: int
    words: int
    wall_seconds: float
    cpu_seconds: float
    failures: tuple[Failure, ...] = ()

    @property
    def words_per_cpu_second(self) -> float:
        """How fast one core reads; 0 where the clock saw no time pass."""
        return self.words / self.cpu_seconds if self.cpu_seconds else 0.0

    def to_dict(self) -> dict[str, Any]:
        """The run for JSON."""
        rate = round(self.words_per_cpu_second, 1)
        data = asdict(self)
        failures = data.pop("failures")
        return {**data, "words_per_cpu_second": rate, "failures": list(failures)}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A run and its scores, overall and by part of the corpus where it has parts."""

    run: Run
    scores: dict[str, Any]
    parts: Mapping[str, dict[str, Any]] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Run, scores and parts for JSON."""
        data: dict[str, Any] = {"run": self.run.to_dict(), "scores": self.scores}
        return {**data, "parts": dict(self.parts)} if self.parts else data

    def write(self, path: Path) -> None:
        """Writes the evaluation as JSON; raises `EvaluationError` where that cannot be done."""
        write_text(path, json.dumps(self.to_dict(), indent=1) + "\n")


@dataclass(slots=True)
class Outcome:
    """The records of a run by article, and what it took."""

    records: dict[str, Record] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    words: int = 0
    wall_seconds: float = 0.0
    cpu_seconds: float = 0.0

    def run(self, corpus: Path, sha256: str, model: str, articles: int) -> Run:
        """The run that this outcome is of."""
        return Run(
            corpus=corpus.name,
            corpus_sha256=sha256,
            model=model,
            articles=articles,
            words=self.words,
            wall_seconds=round(self.wall_seconds, 3),
            cpu_seconds=round(self.cpu_seconds, 3),
            failures=tuple(self.failures),
        )


def read_all(tasks: Sequence[Task], progress: bool = True) -> Outcome:
    """Reads all articles in order, with a progress bar where stderr is a terminal.

    An article that raises an `OnrecordError`, or comes back with another text
    than it was given, is noted as a failure and has no record.
    """
    outcome = Outcome()
    for task in _shown(tasks, progress):
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            outcome.records[task.id] = _read(task)
            outcome.words += len(task.text.split())
        except OnrecordError as error:
            outcome.failures.append(Failure(task.id, type(error).__name__, str(error)))
        outcome.wall_seconds += time.perf_counter() - wall
        outcome.cpu_seconds += time.process_time() - cpu
    return outcome


def _read(task: Task) -> Record:
    record = task.read()
    if record.report.text != task.text:
        raise EvaluationError(
            f"the record of {task.id} is of another text",
            "the text as it was given, to which the gold offsets count",
        )
    return record


def _shown(tasks: Sequence[Task], progress: bool) -> Iterator[Task]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    hidden = not (progress and console.is_terminal)
    with Progress(*columns, console=console, transient=True, disable=hidden) as bar:
        yield from bar.track(tasks, description="Reading")
