"""The table of events by account: one row for each matter and measure, with all that is said of it.

Where the sources of a matter differ, the row keeps every one of their values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.export.best import Told, best_of
from onrecord.export.csv_table import parted
from onrecord.export.event_rows import EventRow, rows_of, together
from onrecord.export.flat import Row, flat
from onrecord.export.handed import Best
from onrecord.export.statement_rows import key
from onrecord.record import Account, AccountFigure, Act, Aspect, Comparison, RelationKind

_OPPOSED = {Aspect.OCCURRENCE, Aspect.RESPONSIBILITY}

_KEPT = (
    "event_type",
    "event_status",
    "event_quad",
    "event_cameo",
    "place_basis",
    "actor",
    "recipient",
    "said_by_type",
    "said_by_affiliation",
    "said",
    "act",
    "act_cameo",
    "certainty",
    "polarity",
    "report",
    "publisher",
    "published",
    "link",
)
"""Columns in which the different values of the statements stand beside each other."""

_JOINED = ("via", "places")
"""Columns that hold several values in the row of a single statement too."""

_AGREED = ("country", "geonames", "latitude", "longitude", "place_precision")
"""Columns with a value where all statements that have one agree."""


def account_rows(comparison: Comparison, policy: Best | None) -> Iterator[Row]:
    """The rows of all accounts, in their order."""
    told: dict[str, list[EventRow]] = {}
    for record in comparison.records:
        for row in rows_of(record):
            told.setdefault(row.statements or "", []).append(row)
    published = {record.report.id: record.report.published for record in comparison.records}
    for account in comparison.accounts:
        rows = [row for one in account.statements for row in told.get(key(*one), ())]
        shared = _shared(account, rows, comparison)
        for figures in _by_measure(account.figures) or ((),):
            counted = _counted(figures, rows, published, policy)
            measure = counted.get("measure")
            name = f"{account.id}/{measure}" if measure else account.id
            yield flat(EventRow(row=name, **shared, **counted), EventRow)


def _by_measure(figures: Sequence[AccountFigure]) -> tuple[tuple[AccountFigure, ...], ...]:
    made: dict[str, list[AccountFigure]] = {}
    for figure in figures:
        made.setdefault(str(figure.measure), []).append(figure)
    return tuple(tuple(several) for several in made.values())


def _shared(account: Account, rows: Sequence[EventRow], comparison: Comparison) -> dict[str, Any]:
    """What holds for all rows of an account."""
    starts = [row.date_start for row in rows if row.date_start]
    ends = [row.date_end for row in rows if row.date_end]
    named = {row.said_by_named for row in rows if row.said_by_named}
    origins: list[str | None] = [origin.speaker for origin in account.origins]
    origins = origins or [row.said_by for row in rows]
    made: dict[str, Any] = {name: together(getattr(row, name) for row in rows) for name in _KEPT}
    made |= {name: together(_parts(rows, name)) for name in _JOINED}
    made |= {name: _agreed([getattr(row, name) for row in rows]) for name in _AGREED}
    return made | {
        "matter": account.matter,
        "statements": together(key(*one) for one in account.statements),
        "date_start": min(starts, default=None),
        "date_end": max(ends, default=None),
        "date_precision": together(row.date_precision for row in rows),
        "place": together(row.place for row in rows),
        "said_by": together(origins),
        "said_by_named": "yes" if named == {"yes"} else "no" if named else None,
        "denied_by": together(_deniers(account, rows, comparison)),
        "origins": len(account.origins) or None,
        "words": together(row.words for row in rows),
        "confidence": min((row.confidence for row in rows if row.confidence is not None), default=None),
    }


def _parts(rows: Sequence[EventRow], name: str) -> Iterator[str | None]:
    return (part for row in rows for part in parted(getattr(row, name)))


def _agreed(values: Sequence[object]) -> object:
    known = {value for value in values if value is not None}
    return known.pop() if len(known) == 1 else None


def _deniers(account: Account, rows: Sequence[EventRow], comparison: Comparison) -> Iterator[str | None]:
    """Who denies: within the reports, and where denials conflict with other statements of the account."""
    yield from _parts(rows, "denied_by")
    members = set(account.statements)
    opposed = {
        statement
        for relation in comparison.relations
        if relation.relation is RelationKind.CONFLICTS and relation.aspect in _OPPOSED
        for statement in (relation.a, relation.b)
        if {relation.a, relation.b} <= members
    }
    names = {key(*one) for one in opposed}
    yield from (row.said_by for row in rows if row.statements in names and row.act == Act.DENIAL)


def _counted(
    figures: Sequence[AccountFigure],
    rows: Sequence[EventRow],
    published: dict[str, str | None],
    policy: Best | None,
) -> dict[str, Any]:
    """The figures of one measure: the range that stands, and the best where a policy is named."""
    if not figures:
        return {}
    measure = str(figures[0].measure)
    behind = {key(*figure.statement) for figure in figures}
    alike = [row for row in rows if row.statements in behind and row.measure == measure]
    told = [Told(f.low, f.high, f.said or published.get(f.statement[0]), f.origin) for f in figures]
    return {
        "measure": measure,
        "low": _low(told),
        "high": _high(told),
        "approximate": any(row.approximate for row in alike),
        "unit": together(row.unit for row in alike),
        "scope": together(row.scope for row in alike),
        "best": best_of(told, policy) if policy else None,
        "policy": str(policy) if policy else None,
    }


def _low(told: Sequence[Told]) -> float | None:
    """The least that anybody gives; None where somebody leaves it open below all that is given."""
    least = min((figure.low for figure in told if figure.low is not None), default=None)
    below = (figure.high for figure in told if figure.low is None and figure.high is not None)
    return None if least is None or any(high <= least for high in below) else least


def _high(told: Sequence[Told]) -> float | None:
    """The most that anybody gives; None where somebody leaves it open above all that is given."""
    most = max((figure.high for figure in told if figure.high is not None), default=None)
    above = (figure.low for figure in told if figure.high is None and figure.low is not None)
    return None if most is None or any(low >= most for low in above) else most
