"""Fifty time phrases from local news: our grammar against dateparser, by answers written before it was run.

    python benchmarks/phrases_time.py [--show]

`phrases/time.jsonl` holds the first fifty time phrases of the LGL local news
articles (Gritta et al. 2019) in order of the SHA-256 of their sentence as
`onrecord.text.sentences` cuts it, one a sentence, found by eye: dates,
weekdays and relative expressions. Passed over: durations ("for two hours"),
times of day alone, "now", and "the year" of every year. Each line has the hash
of the sentence, the phrase, the words around it, the day of reference (assumed
where the article gives none) and the first and last day; both null where no
careful reader could put it on the calendar ("a few months ago"). A year is its
days from 1 January to 31 December.

The answers were committed before the grammar was run on them.
dateparser (`pip install dateparser`) is optional; it gives one day, so a
stretch counts as found where that day lies in it.
"""

from __future__ import annotations

import argparse
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from onrecord.interpret.grammar import time_phrases
from onrecord.interpret.tense import FUTURE, verb_groups
from onrecord.text.words import split_words

ANSWERS = Path(__file__).parent / "phrases" / "time.jsonl"
Bounds = tuple[str | None, str | None]


def days(start: str | None, end: str | None) -> Bounds:
    """Bounds as days."""
    return (
        start and (start + "-01-01" if len(start) == 4 else start),
        end and (end + "-12-31" if len(end) == 4 else end),
    )


def ours(row: dict[str, Any]) -> Bounds:
    """What the grammar makes of the phrase, with the tense of the words around it."""
    words = split_words(row["context"])
    at = row["context"].index(row["phrase"])
    found = [p for p in time_phrases(words) if p.span.start < at + len(row["phrase"]) and at < p.span.end]
    if not found:
        return None, None
    kinds = [group.kind for group in verb_groups(words, range(len(words)))]
    direction = 1 if any(kind in FUTURE for kind in kinds) else -1
    stretch = found[0].time.on(date.fromisoformat(row["reference"]), direction)
    return days(*stretch.bounds) if stretch else (None, None)


def dateparsers(row: dict[str, Any]) -> Bounds:
    """The one day that dateparser finds in the phrase, seeking past ones first."""
    import dateparser

    settings = {"RELATIVE_BASE": datetime.fromisoformat(row["reference"]), "PREFER_DATES_FROM": "past"}
    day = dateparser.parse(row["phrase"], languages=["en"], settings=settings)
    if day is None:
        from dateparser.search import search_dates

        hits = search_dates(row["phrase"], languages=["en"], settings=settings)
        day = hits[0][1] if hits else None
    return (day.date().isoformat(),) * 2 if day else (None, None)


def main() -> None:
    """Prints how many of the fifty each gets right."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    show = parser.parse_args().show
    rows = [json.loads(line) for line in ANSWERS.read_text(encoding="utf-8").splitlines()]
    right = wrong_days = 0
    rivals: dict[str, int] | None = {"exact": 0, "inside": 0}
    for row in rows:
        expected, got = days(row["start"], row["end"]), ours(row)
        right += got == expected
        wrong_days += got not in (expected, (None, None))
        if show and got != expected:
            print(f"  {row['context']!r} on {row['reference']}: expected {expected}, got {got}")
        if rivals is not None:
            try:
                theirs = dateparsers(row)
            except ImportError:
                rivals = None
                continue
            rivals["exact"] += theirs == expected
            low, high = expected
            rivals["inside"] += theirs == expected or bool(
                theirs[0] and (low or high) and (low or "") <= theirs[0] <= (high or "9999")
            )
    print(f"onrecord    {right} of {len(rows)} right, {wrong_days} wrong, the rest left open")
    if rivals is None:
        print("dateparser  not installed")
    else:
        print(
            f"dateparser  {rivals['exact']} of {len(rows)} right, {rivals['inside']} if a day inside counts"
        )


if __name__ == "__main__":
    main()
