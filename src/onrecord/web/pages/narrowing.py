"""Counts of what was found, as links that narrow a search down or widen it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.lexicon import load
from onrecord.record.found import Facet
from onrecord.web.templating import plain, query

TITLES = {
    "speaker": "Speaker",
    "act": "What they do",
    "named": "Named or not",
    "type": "Kind of source",
    "certainty": "How firmly",
    "about_status": "When its event is",
    "polarity": "Negated",
    "mode": "Quoted",
    "channel": "Channel",
    "place": "Place",
    "country": "Country",
    "publisher": "Outlet",
    "report": "Report",
}
"""The counts that are shown, in this order."""
NO_FILTER = (None, "")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value: how many statements have it, and the search with it, or without it where it is chosen."""

    name: str
    count: int
    href: str | None
    chosen: bool
    share: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The values of one field; `others` counts what is not listed."""

    field: str
    title: str
    choices: tuple[Choice, ...]
    others: int


def narrowings(facets: Sequence[Facet], asked: Sequence[tuple[str, str]]) -> Iterator[Narrowing]:
    """The counts of all fields that tell anything."""
    by_field = {facet.field: facet for facet in facets}
    for field, title in TITLES.items():
        facet = by_field.get(field)
        if facet is None or not any(value is not None for value, _ in facet.counts):
            continue
        most = max((count for _, count in facet.counts), default=1)
        choices = tuple(_choice(field, value, count, most, asked) for value, count in facet.counts)
        yield Narrowing(field, title, choices, facet.others)


def _choice(field: str, value: str | None, count: int, most: int, asked: Sequence[tuple[str, str]]) -> Choice:
    share = round(100 * count / most) if most else 0
    if value in NO_FILTER:
        return Choice(
            "undecided" if field in ("act", "certainty", "polarity") else "none", count, None, False, share
        )
    given = {"named": "yes", "unnamed": "no"}.get(str(value), str(value)) if field == "named" else str(value)
    chosen = (field, given) in asked
    rest = [pair for pair in asked if pair != (field, given)]
    if field == "named":
        rest = [pair for pair in rest if pair[0] != "named"]
    href = query("/search", *rest) if chosen else query("/search", *rest, (field, given))
    return Choice(plain(str(value)), count, href, chosen, share, _gloss(field, str(value)))


def _gloss(field: str, value: str) -> str:
    table = {"about_status": "status"}.get(field, field)
    told: str = load("glosses").get(table, {}).get(value, "")
    return told
