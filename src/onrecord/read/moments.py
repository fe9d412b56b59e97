"""The day of a moment as containers write it: ISO 8601, the form of mail and feeds, or a date in words."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from onrecord.read.dates import EARLIEST_YEAR, LATEST_YEAR, stamps_in
from onrecord.read.taken import About
from onrecord.record import Warning

LONGEST_MOMENT = 100
_ISO_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?![\d-])")


def day_of(moment: str) -> str | None:
    """The ISO day of a moment, as its writer's own clock had it; None where it can't be told.

    >>> day_of("2022-03-29T23:30:00-05:00"), day_of("Tue, 29 Mar 2022 23:30:00 GMT"), day_of("3/4/2022")
    ('2022-03-29', '2022-03-29', None)
    """
    moment = moment.strip()
    if not moment or len(moment) > LONGEST_MOMENT:
        return None
    day = _iso_day(moment) or _mail_day(moment) or _day_in_words(moment)
    return day if day and EARLIEST_YEAR <= int(day[:4]) <= LATEST_YEAR else None


def dated(about: About, moment: object, what: str) -> About:
    """The same with the day of a moment as its day of publication; a warning where it can't be told."""
    if moment in (None, ""):
        return about
    day = day_of(moment) if isinstance(moment, str) else None
    if day:
        return About(published=day).over(about)
    shown = str(moment)[:LONGEST_MOMENT]
    message = f"{what} {shown!r} is no date that can be told; the report was read as if it had none"
    return About(warnings=(Warning("unreadable-date", message),)).over(about)


def _iso_day(moment: str) -> str | None:
    found = _ISO_DAY.match(moment)
    if not found:
        return None
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None


def _mail_day(moment: str) -> str | None:
    try:
        return _day(parsedate_to_datetime(moment)) if re.search("[A-Za-z]{3}", moment) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _day(moment: datetime) -> str:
    return moment.date().isoformat()


def _day_in_words(moment: str) -> str | None:
    stamp = next(stamps_in(moment), None)
    whole = stamp is not None and not re.search(r"\w", moment[: stamp.span.start])
    return stamp.day if stamp and whole and not stamp.ambiguous else None
