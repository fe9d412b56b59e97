"""Series: the figures of a matter over time, by who gave them.

A range is never an average: it runs from the lowest to the highest that was
said. What stands is told by the latest figure of each origin; figures that are
denied, that are a part of another one or add to it ("including 11 children",
"two more") or that have no number ("dozens") are listed and left out of every
range.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.compare.denial import denies_figure
from onrecord.compare.figures import TOLLS, count_of, in_words, tolls_of
from onrecord.compare.matters import UNDATED, Layout, Matter, Telling
from onrecord.record import Figure, Measure, StatementKey


@dataclass(frozen=True, slots=True)
class Range:
    """From the lowest to the highest number that was said.

    Open ends say that somebody left room: "at least 20" and "50" together run
    from 20 to 50 and are open above.
    """

    low: float
    high: float
    open_low: bool
    open_high: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure: who gave it, when, in which statements, and how it reads there.

    `said` is an ISO date, that of publication where `dated` is false. Of a
    figure that does not count, `left_out` says why.
    """

    statements: tuple[StatementKey, ...]
    origin: str | None
    said: str | None
    dated: bool
    low: float | None
    high: float | None
    approximate: bool
    scope: str | None
    text: str
    left_out: str | None


@dataclass(frozen=True, slots=True)
class OriginRange:
    """All that one origin gave, and what it gave last: on its last day, with what bears no date."""

    origin: str | None
    range: Range
    latest: Range
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one measure in order of time; `stands` is None where no number was given."""

    measure: Measure
    unit: str | None
    entries: tuple[Entry, ...]
    origins: tuple[OriginRange, ...]
    stands: Range | None


@dataclass(frozen=True, slots=True)
class MatterFigures:
    """All figures of one account, one series a measure."""

    account: str
    matter: str
    series: tuple[Series, ...]


def figures_of(layout: Layout, matter: Matter) -> MatterFigures:
    """The figures of a matter over time."""
    counted = {(f.statement, f.measure) for f in matter.account.figures}
    found: dict[tuple[Measure, str | None], list[Entry]] = {}
    for side in matter.sides:
        for telling in side.tellings:
            for figure, entry in _entries(layout, side.origin, telling, counted):
                unit = None if figure.measure in TOLLS else figure.unit
                found.setdefault((figure.measure, unit), []).append(entry)
    series = (_series(measure, unit, entries) for (measure, unit), entries in found.items())
    order = list(Measure)
    in_order = sorted(series, key=lambda s: (order.index(s.measure), s.unit or ""))
    return MatterFigures(matter.account.id, matter.account.matter, tuple(in_order))


def _entries(
    layout: Layout, origin: str | None, telling: Telling, counted: set[tuple[StatementKey, Measure]]
) -> Iterable[tuple[Figure, Entry]]:
    """The figures of one telling; those of its first statement, and of others where they differ."""
    seen: dict[tuple[Measure, float | None, float | None], None] = {}
    for key in telling.statements:
        placed = layout.placed(key)
        text = placed.record.report.text
        main = {id(count.figure) for count in tolls_of(placed.statement, text).values()}
        for figure in placed.statement.figures:
            value = (figure.measure, figure.low, figure.high)
            if (key, figure.measure) not in counted or value in seen:
                continue
            seen[value] = None
            same = tuple(k for k in telling.statements if _has(layout, k, value))
            said = placed.statement.said.date
            yield (
                figure,
                Entry(
                    same,
                    origin,
                    telling.day,
                    bool(said),
                    figure.low,
                    figure.high,
                    figure.approximate,
                    figure.scope,
                    _wording(figure, text),
                    _left_out(figure, denies_figure(placed.statement, figure, text), id(figure) in main),
                ),
            )


def _has(layout: Layout, key: StatementKey, value: tuple[Measure, float | None, float | None]) -> bool:
    return any((f.measure, f.low, f.high) == value for f in layout.placed(key).statement.figures)


def _wording(figure: Figure, text: str) -> str:
    written = " ".join(text[figure.span.start : figure.span.end].split())
    count = count_of(figure, text)
    return written or (in_words(count) if count else "")


def _left_out(figure: Figure, denied: bool, main: bool) -> str | None:
    if denied:
        return "denied"
    if figure.low is None and figure.high is None:
        return "no number"
    return None if main else "a part or an addition"


def _series(measure: Measure, unit: str | None, entries: Sequence[Entry]) -> Series:
    in_order = tuple(sorted(entries, key=lambda e: (e.said or UNDATED, e.origin or "~", e.statements)))
    by_origin: dict[str | None, list[Entry]] = {}
    for entry in in_order:
        if entry.left_out is None:
            by_origin.setdefault(entry.origin, []).append(entry)
    latest = {origin: latest_of(own) for origin, own in by_origin.items()}
    origins = (OriginRange(o, spread(own), spread(latest[o]), latest[o]) for o, own in by_origin.items())
    last = [entry for own in latest.values() for entry in own]
    return Series(measure, unit, in_order, tuple(origins), spread(last) if last else None)


def latest_of(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """What was said on the last day known, with what bears no date: neither comes before the other."""
    last = max((e.said for e in entries if e.said), default=None)
    return tuple(e for e in entries if e.said in (last, None))


def spread(entries: Sequence[Entry]) -> Range:
    """From the lowest to the highest number of some figures, each of which has one."""
    numbers = [n for e in entries for n in (e.low, e.high) if n is not None]
    return Range(
        min(numbers),
        max(numbers),
        any(e.low is None for e in entries),
        any(e.high is None for e in entries),
    )
