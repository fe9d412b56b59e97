"""What one looks for in a ledger: one type for the command line, Python and the web."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Self

from onrecord.ledger.periods import Period, period
from onrecord.record import (
    Act,
    Certainty,
    EventStatus,
    Measure,
    Mode,
    Polarity,
    SpeakerType,
    Status,
)
from onrecord.record.errors import QueryError

SORTS = ("said", "-said", "published", "-published", "report", "-confidence")
"""Ways to order what is found; with - the latest, or surest, first. Undated statements come last."""


@dataclass(frozen=True, slots=True)
class Query:
    """Filters; of one field any value may be met, of several fields all must be.

    `words` is what the content says (`withdraw* -"from Kyiv" OR retreat`).
    `speaker` names persons and bodies by any of their names, or by id, `place`
    places by any name they have in the ledger. A month or year falls in a
    period where part of it does. `named` is false for sources that reports
    keep unidentified. `corrected` asks for what people changed. Without
    `copies`, near-copies of other reports are left out.
    """

    words: str | None = None
    speaker: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    named: bool | None = None
    affiliation: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    polarity: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    said: Period | None = None
    about: Period | None = None
    about_status: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    event_status: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    published: Period | None = None
    corrected: bool | None = None
    copies: bool = True
    confidence: float = 0.0

    @classmethod
    def asked(cls, words: str | Query | None, **filters: Any) -> Query:
        """A query as it is, or one of words and filters; raises `QueryError` where both are given."""
        if not isinstance(words, Query):
            return Query.of(words, **filters)
        if filters:
            raise QueryError(
                f"{', '.join(sorted(filters))} stands beside a query",
                "filters within it",
                "Query.of takes them",
            )
        return words

    @classmethod
    def of(cls, words: str | None = None, **filters: Any) -> Self:
        """A query from plain values: one or several texts, periods as text; values are checked.

        Raises `QueryError` for a filter or value that there is none.

        >>> Query.of("withdraw*", act="denial", said="2022-03").said
        Period(first='2022-03-01', last='2022-03-31')
        """
        known = {f.name for f in fields(cls)}
        for name in filters:
            if name not in known:
                raise QueryError(f"there is no filter {name}", f"one of {', '.join(sorted(known))}")
        about = filters.get("about")
        if isinstance(about, str) and about in list(Status):
            filters = {**filters, "about": None, "about_status": about}
        return replace(cls(words), **{name: _value(name, value) for name, value in filters.items()})


_CHOICES: dict[str, type[StrEnum]] = {
    "type": SpeakerType,
    "act": Act,
    "certainty": Certainty,
    "polarity": Polarity,
    "mode": Mode,
    "about_status": Status,
    "measure": Measure,
    "event_status": EventStatus,
}
_TRUTH = (bool, "True or False")
_PLAIN: dict[str, tuple[Any, str]] = {
    "named": _TRUTH,
    "corrected": _TRUTH,
    "copies": _TRUTH,
    "confidence": (int | float, "a number from 0 to 1"),
}
"""Filters of one value: its type, and how that is told."""
_PERIODS = ("said", "about", "published")


def _value(name: str, value: Any) -> Any:
    if (plain := _PLAIN.get(name)) is not None:
        if value is not None and not isinstance(value, plain[0]):
            raise QueryError(f"{name} is {value!r}", plain[1])
        return value
    if name in _PERIODS:
        if not isinstance(value, str | Period | None):
            raise QueryError(f"{name} is {value!r}", 'a period as text, such as "2022-03"')
        return period(value) if isinstance(value, str) else value
    if value is not None and not isinstance(value, Iterable):
        raise QueryError(f"{name} is {value!r}", "a text, or several")
    several: Iterable[str] = (value,) if isinstance(value, str) else tuple(value or ())
    if name in ("country", "event"):
        return tuple(one.upper() for one in several)
    if (kind := _CHOICES.get(name)) is not None:
        for one in several:
            if one not in list(kind):
                raise QueryError(f"{name} is {one!r}", f"one of {', '.join(kind)}")
    return tuple(str(one) for one in several)
