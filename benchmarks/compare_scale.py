"""Time and memory of comparing many reports, and how both grow.

    python benchmarks/compare_scale.py FOLDER [SIZE …] [--out FILE]

FOLDER holds records as `onrecord read --format json` writes them; beyond their
number they are repeated with other names and places (letters turned round in
every capitalised word that the text never writes small, so that offsets hold)
and other days. SIZE is by default 1000 3000 10000. Reading is not timed. The search for
near-copies (MinHash over the texts) is measured too, and with --ledger what it
takes to bring one report more into a ledger of so many.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from onrecord.compare import Comparer
from onrecord.copies import CopyIndex, make_text
from onrecord.ledger import Arrival, Ledger
from onrecord.record import Record, from_dict

VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxz"
DAYS = 11
"""Days by which each repetition is later than the one before."""

_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")


@dataclass(frozen=True, slots=True)
class Size:
    """What one number of reports took; seconds of the processor, of this one process."""

    reports: int
    statements: int
    relations: int
    accounts: int
    take_apart_seconds: float
    compare_seconds: float
    copies_seconds: float
    copies: int
    ledger_seconds: float | None
    one_more_seconds: float | None
    peak_megabytes: int


def turned(word: str, by: int) -> str:
    """A name with its letters turned round, of the same length.

    >>> turned("Belmora", 1)
    'Cimnusa'
    """
    out = []
    for letter in word:
        small = letter.lower()
        for ring in (VOWELS, CONSONANTS):
            if small in ring:
                small = ring[(ring.index(small) + by) % len(ring)]
                break
        out.append(small.upper() if letter.isupper() else small)
    return "".join(out)


def repeated(data: dict[str, Any], by: int) -> Record:
    """A record with other names and a later day."""
    if not by:
        return from_dict(data)
    text = data["report"]["text"]
    small = set(re.findall(r"\b[a-z]{4,}\b", text))

    def other(match: re.Match[str]) -> str:
        return match[0] if match[0].lower() in small else turned(match[0], by)

    def changed(value: Any) -> Any:
        if isinstance(value, str):
            return _NAME.sub(other, value)
        if isinstance(value, list):
            return [changed(item) for item in value]
        if isinstance(value, dict):
            return {key: value[key] if key in KEPT else changed(value[key]) for key in value}
        return value

    made = changed(data)
    published = made["report"]["published"]
    if published and len(published) == len("2031-05-03"):
        made["report"]["published"] = str(date.fromisoformat(published) + timedelta(days=DAYS * by))
    made["report"]["id"] += f"-{by}"
    made["report"]["sha256"] = sha256(made["report"]["text"].encode()).hexdigest()
    return from_dict(made)


KEPT = {"id", "schema", "act", "certainty", "polarity", "mode", "measure", "type", "status", "basis", "unit"}


def reports(folder: Path, number: int) -> Iterator[Record]:
    """So many records, the folder's own first."""
    paths = sorted(folder.glob("*.json"))
    for i in range(number):
        yield numbered(paths, i)


def numbered(paths: list[Path], i: int) -> Record:
    """The record of a number: those of the files in turn, each round with other names."""
    return repeated(json.loads(paths[i % len(paths)].read_text(encoding="utf-8")), i // len(paths))


def measure(folder: Path, number: int, *, in_ledger: bool = False) -> Size:
    """Compares so many reports, looks for near-copies among them, and keeps them in a ledger if asked to."""
    kept = _in_ledger(folder, number) if in_ledger else (None, None)
    comparer, copies = Comparer(), CopyIndex()
    statements, apart, copying, found = 0, 0.0, 0.0, 0
    for record in reports(folder, number):
        start = time.process_time()
        comparer.add(record)
        middle = time.process_time()
        of = record.report
        found += sum(copy.kind.is_copy for copy in copies.add(make_text(of.id, of.text, of.published, None)))
        apart += middle - start
        copying += time.process_time() - middle
        statements += len(record.statements)
    start = time.process_time()
    comparison = comparer.comparison()
    compared = time.process_time() - start
    return Size(
        number,
        statements,
        len(comparison.relations),
        len(comparison.accounts),
        round(apart, 1),
        round(compared, 1),
        round(copying, 1),
        found,
        *kept,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


def _in_ledger(folder: Path, number: int) -> tuple[float, float]:
    """Seconds to compare so many reports in a ledger, all at once, and then one more."""
    with TemporaryDirectory() as place, Ledger.open(Path(place) / "scale.db") as ledger:
        for record in reports(folder, number):
            ledger.add_record(record, Arrival(record.report.id))
        start = time.process_time()
        ledger.compare_waiting()
        whole = time.process_time() - start
        last = numbered(sorted(folder.glob("*.json")), number)
        ledger.add_record(last, Arrival(last.report.id))
        start = time.process_time()
        ledger.compare_waiting()
        return round(whole, 1), round(time.process_time() - start, 2)


def main() -> None:
    """Measures every size in turn; prints a table, keeps JSON where asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 3000, 10000])
    parser.add_argument("--ledger", action="store_true", help="keep them in a ledger too")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    found = []
    for number in sorted(given.sizes):
        size = measure(given.folder, number, in_ledger=given.ledger)
        found.append({name: getattr(size, name) for name in Size.__dataclass_fields__})
        print(json.dumps(found[-1]), flush=True)
        if given.out:
            given.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
