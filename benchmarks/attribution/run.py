"""onrecord and installable quotation extractors, measured side by side in one run, on one core.

    python benchmarks/attribution/run.py CORPUS [--limit N] [--out FOLDER]

CORPUS is a file of JSON lines (PolNeAR: one {"id", "text", "attributions"} a
line, .gz allowed) or a folder of <id>.gold.json and <id>.txt.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from corpus import Corpus, read_corpus
from onrecord.record.errors import OnrecordError
from peers import EXTRACTORS, Extractor
from picture import picture
from report import report_of
from sheet import markdown, sheets, tables

ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
INSTALL = "see benchmarks/attribution/README.md, or: make peers"
FOLDER = Path(__file__).parent

console = Console(stderr=True)


def available(extractors: Sequence[Extractor]) -> list[Extractor]:
    """Those whose packages are installed; says of the others what is missing."""
    found = []
    for extractor in extractors:
        missing = extractor.missing()
        if missing:
            console.print(
                f"[yellow]{extractor.name}: {', '.join(missing)} not installed; left out[/] ({INSTALL})",
                highlight=False,
            )
        else:
            found.append(extractor)
    return found


def run_one(extractor: Extractor, texts: Path, folder: Path) -> dict[str, Any] | None:
    """Measures one extractor in a new process; None, and the reason on stderr, where it fails."""
    out = folder / "out.json"
    command = [sys.executable, str(FOLDER / "measure.py"), extractor.name, str(texts), str(out)]
    done = subprocess.run(
        command, env={**os.environ, **ONE_THREAD}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]
        console.print(f"[red]{extractor.name} failed:[/] {reason}", highlight=False)
        return None
    result: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return result


def run_all(extractors: Sequence[Extractor], corpus: Corpus, rounds: int) -> dict[str, list[dict[str, Any]]]:
    """Every extractor once a round, round after round, so that a busy minute does not hit one alone."""
    results: dict[str, list[dict[str, Any]]] = {}
    broken: set[str] = set()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = folder / "texts.json"
        texts.write_text(json.dumps([[row["id"], row["text"]] for row in corpus.rows]), encoding="utf-8")
        for number in range(1, rounds + 1):
            for extractor in extractors:
                if extractor.name in broken:
                    continue
                with console.status(f"round {number} of {rounds}: {extractor.name}"):
                    result = run_one(extractor, texts, folder)
                if result is None:
                    broken.add(extractor.name)
                    results.pop(extractor.name, None)
                else:
                    results.setdefault(extractor.name, []).append(result)
    return results


def write(folder: Path, report: dict[str, Any], found: dict[str, list[dict[str, Any]]]) -> None:
    """Writes report, tables, picture, and what each found as rows that any scorer can read."""
    folder.mkdir(parents=True, exist_ok=True)
    _put(folder / "report.json", json.dumps(report, indent=1) + "\n")
    _put(folder / "tables.md", markdown(sheets(report)))
    _put(folder / "picture.svg", picture(report))
    (folder / "predictions").mkdir(exist_ok=True)
    for name, results in found.items():
        rows = [{"id": i, "attributions": own} for i, own in results[0]["attributions"].items()]
        path = folder / "predictions" / f"{name.replace(', ', '-').replace(' ', '-')}.jsonl"
        _put(path, "".join(json.dumps(row) + "\n" for row in rows))


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--limit", type=int, help="the first N articles alone")
    parser.add_argument("--rounds", type=int, default=3, help="times each is run; speed is the median (3)")
    parser.add_argument(
        "--out", type=Path, help="folder for report.json, tables.md, picture.svg, predictions"
    )
    parser.add_argument("--only", action="append", metavar="NAME", help="this one alone; may be repeated")
    given = parser.parse_args()
    names = [extractor.name for extractor in EXTRACTORS]
    if unknown := set(given.only or ()) - set(names):
        parser.error(f"no extractor {', '.join(sorted(unknown))}; there are: {'; '.join(names)}")
    if given.rounds < 1:
        parser.error("--rounds is a number from 1")
    return given


def main() -> int:
    """Runs everything that is installed; 1 where nothing could be run."""
    given = arguments()
    try:
        corpus = read_corpus(given.corpus, given.limit)
    except OnrecordError as error:
        console.print(str(error), markup=False)
        return 1
    asked = [extractor for extractor in EXTRACTORS if not given.only or extractor.name in given.only]
    found = run_all(available(asked), corpus, given.rounds)
    if not found:
        console.print("nothing was measured", style="red")
        return 1
    report = report_of(corpus, asked, found)
    Console().print(*tables(sheets(report)), sep="\n")
    if given.out:
        write(given.out, report, found)
        console.print(f"written to {given.out}", highlight=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
