"""Who is who across reports: a sample of merges, proposals and near misses, with verdicts by eye.

    python benchmarks/merges.py RECORDS_DIR [--seed 7] [--size 100] [-o FILE]

RECORDS_DIR holds records as `onrecord read --format json` writes them, one
file a report. The table names speakers only, no sentence of the reports.
Verdicts stand in `verdicts/merges.tsv`; what nobody has looked at is told.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from judged import Judged, cell, tally, verdict_on, verdicts

from onrecord.people import Appearance, Identity, Link, People, appearances_of, merge
from onrecord.record import from_json


def read(folder: Path) -> list[Appearance]:
    """The speakers of all records of a folder, in order of the files' names."""
    paths = sorted(folder.glob("*.json"))
    return [a for path in paths for a in appearances_of(from_json(path.read_bytes()))]


def sample(links: Sequence[Link], size: int, seed: int) -> list[Link]:
    """At most `size` of the links, one for every pair of names, drawn by chance with a seed."""
    unique = {tuple(sorted(link.names)): link for link in links}
    pool = [unique[names] for names in sorted(unique) if names[0] != names[1]]
    drawn = random.Random(seed).sample(pool, min(size, len(pool)))
    return sorted(drawn, key=lambda link: (-link.score, link.names))


def same_names(people: People, size: int, seed: int) -> list[Identity]:
    """Identities with several reports under one written name, drawn by chance with a seed."""
    pool = [i for i in people.identities if len(i.members) > len(i.aliases) + 1]
    drawn = random.Random(seed).sample(pool, min(size, len(pool)))
    return sorted(drawn, key=lambda i: (i.name, i.id))


def table(title: str, links: Sequence[Link], known: dict[tuple[str, str], Judged]) -> list[str]:
    """One section of the report."""
    judged = [verdict_on(known, *map(cell, link.names)) for link in links]
    lines = [f"## {title}", "", f"{len(links)} pairs. Are the two one? {tally(judged)}.", ""]
    lines += ["| # | one | other | score | because | one? | note |", "|--:|---|---|--:|---|---|---|"]
    for number, (link, verdict) in enumerate(zip(links, judged, strict=True), 1):
        one, other = map(cell, link.names)
        because = cell(link.because)
        row = (str(number), one, other, f"{link.score:.2f}", because, verdict.verdict, verdict.note)
        lines.append(f"| {' | '.join(row)} |")
    return [*lines, ""]


def table_of_names(found: Sequence[Identity], known: dict[tuple[str, str], Judged]) -> list[str]:
    """The section on speakers of one written name."""
    judged = [verdict_on(known, cell(i.name), cell(i.name)) for i in found]
    lines = ["## One name in several reports, made one", ""]
    lines += [f"{len(found)} identities. Are all of that name one? {tally(judged)}.", ""]
    lines += ["| # | name | type | speakers | roles | one? | note |", "|--:|---|---|--:|---|---|---|"]
    for number, (one, verdict) in enumerate(zip(found, judged, strict=True), 1):
        roles = cell("; ".join(one.roles[:3]))
        lines.append(
            f"| {number} | {cell(one.name)} | {one.type} | {len(one.members)} | {roles} "
            f"| {verdict.verdict} | {verdict.note} |"
        )
    return [*lines, ""]


def report(people: People, size: int, seed: int, speakers: int) -> str:
    """The whole report in Markdown."""
    known = verdicts("merges")
    merged = [link for identity in people.identities for link in identity.links]
    links = sample(merged, size, seed)
    names = {tuple(sorted(link.names)) for link in merged if link.names[0] != link.names[1]}
    decided = [verdict_on(known, *map(cell, link.names)) for link in links]
    right = sum(j.verdict == "yes" for j in decided)
    looked = sum(j.verdict != "unchecked" for j in decided)
    near = sample([p.link for p in people.near_misses], size, seed)
    missed = sum(verdict_on(known, *map(cell, link.names)).verdict == "yes" for link in near)
    in_all = sum(len(identity.members) for identity in people.identities)
    head = [
        "# Who is who across reports, checked by eye",
        "",
        f"{speakers:,} speakers of reports, {in_all:,} of them named and no group or document; "
        f"{len(people.identities):,} people and bodies. {len(names):,} pairs of names made one at once, "
        f"{len(people.proposals):,} proposals, {len(people.near_misses):,} near misses. "
        f"Seed {seed}.",
        "",
        f"**Merges: {right} of {looked} checked are right"
        + (f" (precision {right / looked:.1%})" if looked else "")
        + f". Near misses: {missed} of {len(near)} should have been one.**",
        "",
        "`yes`: the two are one. `no`: they are two, or one of them is no name at all (a misreading of the "
        "report). `unclear`: the reports don't tell.",
        "",
    ]
    return "\n".join(
        [
            *head,
            *table("Made one at once", links, known),
            *table_of_names(same_names(people, size // 2, seed), known),
            *table("Proposed to a person", sample([p.link for p in people.proposals], size, seed), known),
            *table("Near misses, kept apart", near, known),
        ]
    )


def main() -> None:
    """Reads the records, merges and writes the report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("records", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    appearances = read(options.records)
    start = time.perf_counter()
    people = merge(appearances)
    seconds = time.perf_counter() - start
    sys.stderr.write(f"{len(appearances):,} speakers in {seconds:.1f} s\n")
    text = report(people, options.size, options.seed, len(appearances))
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
