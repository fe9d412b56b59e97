"""One mark of a timeline in an address, such as said:2013-08 or about:=2013..2014, and what meets it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import and_

from onrecord.export.phrasing import date_phrase, period_phrase
from onrecord.ledger import tables as t
from onrecord.ledger.conditions import Condition
from onrecord.record.errors import QueryError
from onrecord.record.spread import Timed

_DATE = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_KEY = re.compile(rf"(said|about):(?:(none)|({_DATE})|=({_DATE})?\.\.({_DATE})?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Moment:
    """All within `within`, or what has exactly these ends; neither where there is no date."""

    side: str
    within: str | None
    start: str | None = None
    end: str | None = None

    @classmethod
    def of(cls, key: str) -> Moment:
        """The mark of an address; raises `QueryError`."""
        match = _KEY.fullmatch(key)
        if match is None or (not match[2] and not match[3] and not (match[4] or match[5])):
            raise QueryError(
                f"{key!r} is no mark of the timeline", "such as said:2013-08 or about:=2013..2014"
            )
        return cls(match[1], match[3], match[4], match[5])

    @property
    def in_words(self) -> str:
        """What it is, for a heading."""
        what = "Said" if self.side == "said" else "About"
        if self.within:
            return f"{what} {'on' if len(self.within) == 10 else 'in'} {date_phrase(self.within)}"
        if self.start or self.end:
            told = period_phrase(self.start, self.end)
            return f"{what} {told} (known no more exactly)" if self.side == "said" else f"{what} {told}"
        return (
            "Without a date when it was said" if self.side == "said" else "Without a date of what it is about"
        )

    def condition(self) -> Condition:
        """The statements it is of."""
        c = t.statements.c
        ends = (c.said_date, c.said_date) if self.side == "said" else (c.about_start, c.about_end)
        if self.within:
            return and_(*(one.startswith(self.within) for one in dict.fromkeys(ends)))
        exact = zip(ends, (self.start, self.end), strict=True)
        return and_(*(one.is_(None) if value is None else one == value for one, value in exact))

    def meets(self, one: Timed) -> bool:
        """Whether times are those of the mark."""
        start, end = (one.said, one.said) if self.side == "said" else (one.start, one.end)
        if self.within:
            return bool(start and end and start.startswith(self.within) and end.startswith(self.within))
        return (start, end) == (self.start, self.end)
