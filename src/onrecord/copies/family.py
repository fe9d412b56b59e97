"""Families: all reports that carry one text, with their origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.copies.index import Copy, Text, rank


@dataclass(frozen=True, slots=True)
class Family:
    """Reports that are one text: they count as one.

    `origin` is the report to show first; `agency` the wire that the texts
    credit, also where its own report is not on record. `reports` are all of
    them in order of publication, the origin first.
    """

    origin: str
    agency: str | None
    reports: tuple[str, ...]
    because: str


def families(texts: Mapping[str, Text], copies: Iterable[Copy]) -> tuple[Family, ...]:
    """Puts copies of copies together; shared passages make no family.

    `texts` are those of all reports that `copies` name. Sorted by origin.
    """
    leader: dict[str, str] = {}

    def find(report: str) -> str:
        while leader.setdefault(report, report) != report:
            report = leader[report]
        return report

    for copy in copies:
        if copy.kind.is_copy:
            one, other = sorted((find(copy.report), find(copy.of)))
            leader[other] = one
    groups: dict[str, list[Text]] = {}
    for report in sorted(leader):
        groups.setdefault(find(report), []).append(texts[report])
    return tuple(sorted((_family(group) for group in groups.values()), key=lambda f: f.origin))


def _family(group: list[Text]) -> Family:
    ordered = sorted(group, key=rank)
    credited = Counter(text.agency for text in group if text.agency)
    agency = min(credited, key=lambda a: (-credited[a], a)) if credited else None
    origin = ordered[0]
    if agency and origin.publisher == agency:
        because = f"{agency} published it itself"
    elif agency:
        count = f"{credited[agency]} of {len(group)} texts credit {agency}"
        because = f"{count}; {origin.report} is the earliest of them"
    elif origin.published:
        because = f"published first, on {origin.published}"
    else:
        because = "none bears a date: the longest goes first"
    return Family(origin.report, agency, tuple(text.report for text in ordered), because)
