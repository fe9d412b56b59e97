"""Places: toponyms of news texts, found, resolved, and measured against annotated corpora.

A name is found where a span equals a gold one. It is right where it also lies
within 161 km (a hundred miles) of the gold coordinates, the measure of Gritta,
Pilehvar and Collier 2019; names without gold coordinates count for finding alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import mean, median
from typing import Any

from onrecord.evaluate.corpus import check_output, digest_of
from onrecord.evaluate.run import Evaluation, Run
from onrecord.evaluate.tally import Tally, per_cent
from onrecord.evaluate.toponyms import Article, Corpus, read_corpus
from onrecord.interpret.toponyms import Toponym
from onrecord.record.errors import EvaluationError

WITHIN_KM = 161.0
HALVES = ("tuned", "unseen")

Find = Callable[[str], Sequence[Toponym]]


class Sheet:
    """Counts over articles; `peoples` says whether adjectives for peoples are asked for."""

    def __init__(self, peoples: bool) -> None:
        self.peoples = peoples
        self.found = Tally()
        self.placed = 0
        self.errors: list[float] = []

    def count(self, article: Article, given: Iterable[Toponym]) -> None:
        """Adds one article."""
        by_span = {t.span: t for t in given if self.peoples or not t.people}
        right = sum(t.span in by_span for t in article.toponyms)
        self.found += Tally(right, len(by_span), len(article.toponyms))
        for gold in article.toponyms:
            if gold.lat is None or gold.lon is None:
                continue
            self.placed += 1
            toponym = by_span.get(gold.span)
            if toponym and toponym.place:
                self.errors.append(toponym.place.distance(gold.lat, gold.lon))

    def scores(self) -> dict[str, Any]:
        """Rates in per cent, errors in kilometres."""
        near = sum(error <= WITHIN_KM for error in self.errors)
        return {
            "gold": self.found.gold,
            "given": self.found.predicted,
            "P": round(self.found.precision, 1),
            "R": round(self.found.recall, 1),
            "F1": round(self.found.f1, 1),
            "with_coordinates": self.placed,
            "found_and_near": round(per_cent(near, self.placed), 1),
            "near_of_found": round(per_cent(near, len(self.errors)), 1),
            "mean_km": round(mean(self.errors), 1) if self.errors else None,
            "median_km": round(median(self.errors), 1) if self.errors else None,
        }


def evaluate_places(
    path: Path, find: Find, *, limit: int | None = None, scores: Path | None = None, model: str = ""
) -> Evaluation:
    """Finds the toponyms of every article of a corpus, or of all corpora of a folder, and scores them.

    `path` is an XML file or a folder of them; `limit` takes the first articles of
    each. `scores` is a file for the evaluation as JSON. The scores are by corpus and
    half: `tuned` are the articles on which weights were fitted, `unseen` the others.
    Raises `EvaluationError` where there is no corpus, or the output cannot be written.
    """
    if scores:
        check_output(scores, path)
    paths = corpus_paths(path)
    corpora = [read_corpus(p) for p in paths]
    wall, cpu = time.perf_counter(), time.process_time()
    by_corpus = {c.name: score_corpus(c, find, limit) for c in corpora}
    articles = [a for c in corpora for a in c.articles[:limit]]
    run = Run(
        corpus=path.name,
        corpus_sha256=digest_of(paths),
        model=model,
        articles=len(articles),
        words=sum(len(a.text.split()) for a in articles),
        wall_seconds=round(time.perf_counter() - wall, 3),
        cpu_seconds=round(time.process_time() - cpu, 3),
    )
    evaluation = Evaluation(run, {"corpora": by_corpus})
    if scores:
        evaluation.write(scores)
    return evaluation


def score_corpus(corpus: Corpus, find: Find, limit: int | None = None) -> dict[str, Any]:
    """The scores of one corpus: of both halves and of all."""
    sheets = {name: Sheet(corpus.peoples) for name in (*HALVES, "all")}
    for article in corpus.articles[:limit]:
        given = find(article.text)
        sheets[article.half].count(article, given)
        sheets["all"].count(article, given)
    return {"peoples": corpus.peoples, **{name: sheet.scores() for name, sheet in sheets.items()}}


def corpus_paths(path: Path) -> list[Path]:
    """The XML files that a path names, in order of their names."""
    paths = sorted(path.glob("*.xml")) if path.is_dir() else [path]
    if not paths:
        raise EvaluationError(f"{path} has no file *.xml", "GeoVirus, GeoWebNews or LGL as XML")
    return paths
