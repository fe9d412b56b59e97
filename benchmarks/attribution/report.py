"""The report: scores, speed and memory of every extractor, as plain data without a date."""

from __future__ import annotations

import platform
import statistics
from collections.abc import Mapping, Sequence
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from corpus import Corpus
from onrecord.evaluate.attribution import score
from peers import RECORD, TAGGER, YARDSTICK, Extractor

KINDS = ("direct", "mixed", "indirect")


def report_of(
    corpus: Corpus, extractors: Sequence[Extractor], found: Mapping[str, Sequence[Mapping[str, Any]]]
) -> dict[str, Any]:
    """Everything that was measured.

    `found` has the results of each extractor, one a round. Quality is that of
    the first round; `same_in_all_rounds` says whether the others found the same.
    """
    lines = {one.name: _line(one, corpus, found[one.name]) for one in extractors if found.get(one.name)}
    return {
        "corpus": {
            "name": corpus.name,
            "sha256": corpus.sha256,
            "articles": len(corpus.rows),
            "words": corpus.words,
            "attributions": sum(len(row["attributions"]) for row in corpus.rows),
            "contents": _contents(corpus),
        },
        "machine": {
            "python": platform.python_version(),
            "system": platform.system(),
            "processor": processor(),
        },
        "packages": {d.metadata["Name"]: d.version for d in sorted(distributions(), key=_name)},
        "speed_of_yardstick": ratios(lines),
        "extractors": lines,
    }


def _name(distribution: Any) -> str:
    return str(distribution.metadata["Name"]).lower()


def _contents(corpus: Corpus) -> dict[str, int]:
    kinds = score(corpus.rows, [])["content_recall_by_type"]
    return {kind: kinds[kind]["gold"] for kind in KINDS if kind in kinds}


def _line(extractor: Extractor, corpus: Corpus, results: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    first = results[0]
    rates = [result["words"] / result["cpu_seconds"] for result in results]
    line = {
        "rounds": len(results),
        "words_per_cpu_second": {
            "median": round(statistics.median(rates), 1),
            "least": round(min(rates), 1),
            "most": round(max(rates), 1),
        },
        "load_cpu_seconds": round(statistics.median(r["load_cpu_seconds"] for r in results), 2),
        "peak_megabytes": round(max(r["peak_megabytes"] for r in results)),
        "not_read": first["failures"],
    }
    if extractor.quality:
        line["same_in_all_rounds"] = all(r["attributions"] == first["attributions"] for r in results)
        rows = [{"id": i, "attributions": own} for i, own in first["attributions"].items()]
        line["scores"] = _rounded(score(corpus.rows, rows))
    return line


def ratios(lines: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """Words per CPU-second of tagger and whole reading over those of the yardstick, where both were run."""

    def rate(name: str) -> float:
        return float(lines[name]["words_per_cpu_second"]["median"])

    if YARDSTICK not in lines:
        return {}
    return {name: round(rate(name) / rate(YARDSTICK), 2) for name in (TAGGER, RECORD) if name in lines}


def processor() -> str:
    """The name of the processor, as far as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(own) for key, own in value.items()}
    return round(value, 4) if isinstance(value, float) else value
