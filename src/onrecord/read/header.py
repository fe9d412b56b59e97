"""What stands around a story in plain text: dates, datelines, bylines, credits.

They tell when and by whom a report was published and are no part of what it
says, so no statement is read from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from onrecord.lexicon import load
from onrecord.read.taken import About
from onrecord.record import Span
from onrecord.record.errors import DateError

HEAD = 400


@dataclass(frozen=True, slots=True)
class Header:
    """What was found around a story, and where."""

    about: About
    furniture: tuple[Span, ...] = ()


def check_date(published: str | None) -> str | None:
    """Returns an ISO day as it is, None as None; raises `DateError` for anything else."""
    if published is None:
        return None
    try:
        return date.fromisoformat(published).isoformat()
    except (ValueError, TypeError):
        raise DateError(
            f"the publication date is {published!r}", "a day such as 2022-03-29", "write year-month-day"
        ) from None


@cache
def _date_pattern() -> str:
    months = "|".join(sorted(load("calendar")["months"], key=len, reverse=True))
    days = "|".join(sorted(load("calendar")["weekdays"], key=len, reverse=True))
    return rf"""(?:(?:{days})\.?,?\s+)?(?:
        (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
        |(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m1>{months})\.?,?\s+(?P<y1>\d{{4}})
        |(?P<m2>{months})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s*(?P<y2>\d{{4}})
        |(?P<d3>\d{{2}})[.](?P<m3>\d{{2}})[.](?P<y3>\d{{4}}))(?!\d)
        (?:,?\s+(?:at\s+)?\d{{1,2}}[:.]?\d{{2}}\s*(?:[ap]\.?m\.?)?(?:\s*(?:GMT|UTC|ET|EST|EDT|BST|CET)\b)?)?"""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    agencies = "|".join(map(re.escape, sorted(load("outlets")["agencies"], key=len, reverse=True)))
    flags = re.VERBOSE | re.IGNORECASE
    lead = r"(?:(?:date\s+of\s+publication|date|published(?:\s+on)?|last\s+updated(?:\s+at)?|updated|posted(?:\s+on)?)\s*:?\s+)?"
    return {
        "date_first": re.compile(rf"\s*{lead}{_date_pattern()}", flags),
        "date_later": re.compile(rf"\b{_date_pattern()}", flags),
        "byline": re.compile(r"[ \t]*By\s+(?P<who>[A-Z][^\n]{2,160}?)(?:\s*$|\s*(?=\n))", re.MULTILINE),
        "dateline": re.compile(
            rf"""(?P<all>[ \t]*[A-Z][A-Z'’.\- ]{{2,30}}[A-Z](?:,\s[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)?
            (?:,\s+(?:[A-Z][a-z]{{2,8}}\.?\s+\d{{1,2}}))?(?:,\s+\d{{4}})?
            \s*(?:\((?P<agency>{agencies})\)\s*(?:[-–—]+\s*)?|[-–—]+\s+))""",
            re.VERBOSE | re.MULTILINE,
        ),
        "credit": re.compile(
            r"""^[ \t]*(?:
              (?:[A-Z][\w’'.\-]+\s+){1,4}(?:(?:,\s|and\s)(?:[A-Z][\w’'.\-]+\s*){1,4})*\s*(?:also\s+)?contributed\s+(?:to\s+(?:this|the)\s+(?:report|story|article)|reporting)[^\n]{0,80}
              |\(?(?:Additional\s+)?Reporting\s+by\s[^\n]{2,300}
              |\(?(?:Writing|Editing)\s+by\s[^\n]{2,300}
            )$""",
            re.VERBOSE | re.MULTILINE,
        ),
    }


def read_header(text: str) -> Header:
    """Finds date lines, bylines, datelines and credits of a plain text."""
    header = Header(About())
    for step in (_read_date, _read_byline, _read_title, _read_dateline, _read_credits):
        header = step(text, header)
    return replace(header, furniture=tuple(sorted(header.furniture)))


def _with(header: Header, span: Span, about: About) -> Header:
    return Header(about, (*header.furniture, span))


def _read_date(text: str, header: Header) -> Header:
    found = _patterns()["date_first"].match(text[:HEAD])
    if found is None:
        found = _alone_on_its_line(text) or _with_weekday(text)
    day = day_of(found) if found else None
    if found is None or day is None:
        return header
    return _with(header, Span(*_tight(text, *found.span())), replace(header.about, published=day))


def _alone_on_its_line(text: str) -> re.Match[str] | None:
    for found in _patterns()["date_later"].finditer(text[:HEAD]):
        line_start = text.rfind("\n", 0, found.start()) + 1
        line_end = text.find("\n", found.end())
        rest = text[line_start : found.start()] + text[found.end() : line_end if line_end >= 0 else None]
        if len(rest.strip(" |,.-–—:()")) <= 12:
            return found
    return None


def _with_weekday(text: str) -> re.Match[str] | None:
    """A full date with its weekday near the start of a text without line breaks."""
    if "\n" in text[:HEAD].strip():
        return None
    for found in _patterns()["date_later"].finditer(text[:200]):
        if (
            found.group()[:1].isalpha()
            and found.group().split()[0].rstrip(",.").lower() in load("calendar")["weekdays"]
        ):
            return found
    return None


def day_of(found: re.Match[str]) -> str | None:
    """The ISO day that a date pattern matched, None where there is no such day."""
    if found["iso"]:
        return _iso(*map(int, found["iso"].split("-")))
    months = load("calendar")["months"]
    if found["d1"]:
        return _iso(int(found["y1"]), months[found["m1"].lower()], int(found["d1"]))
    if found["d2"]:
        return _iso(int(found["y2"]), months[found["m2"].lower()], int(found["d2"]))
    return _iso(int(found["y3"]), int(found["m3"]), int(found["d3"]))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _read_byline(text: str, header: Header) -> Header:
    found = _patterns()["byline"].search(text[: HEAD * 2])
    if not found:
        return header
    at_line_start = not text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip()
    after_date = any(span.end <= found.start() <= span.end + 2 for span in header.furniture)
    if not (at_line_start or after_date):
        return header
    bylines, publisher = split_byline(found["who"])
    if not bylines:
        return header
    about = replace(header.about, bylines=bylines, publisher=publisher or header.about.publisher)
    return _with(header, Span(*_tight(text, *found.span())), about)


def split_byline(who: str) -> tuple[tuple[str, ...], str | None]:
    """Names of a byline, and the outlet where one stands at its end.

    >>> split_byline("Ola Berg, Tam Iri and Sua Lund, CNN")
    (('Ola Berg', 'Tam Iri', 'Sua Lund'), 'CNN')
    """
    parts = [p.strip(" .") for p in re.split(r",|\band\b|&|;|\|", who) if p.strip(" .")]
    publisher = None
    if len(parts) > 1 and (parts[-1] in load("outlets")["agencies"] or parts[-1].isupper()):
        publisher = parts.pop()
    names = tuple(p for p in parts if 1 <= len(p.split()) <= 4 and p[0].isupper())
    return names, publisher


def _read_title(text: str, header: Header) -> Header:
    """A first line that reads like a headline; it stays part of the text."""
    start = header.furniture[0].end if header.furniture and header.furniture[0].start < 20 else 0
    line = re.match(r"\s*(?P<title>[^\n]{8,160})\n\s*\n?", text[start:])
    if not line:
        return header
    title = line["title"].strip()
    if title[-1] in '.:,;”"' and not title.endswith(("?”", "U.S.")):
        return header
    first = Span(start + line.start("title"), start + line.end("title"))
    if any(span.start < first.end and first.start < span.end for span in header.furniture):
        return header
    return replace(header, about=replace(header.about, title=title))


def _read_dateline(text: str, header: Header) -> Header:
    for found in _patterns()["dateline"].finditer(text[: HEAD * 4]):
        line_start = text.rfind("\n", 0, found.start()) + 1
        if text[line_start : found.start()].strip():
            continue
        about = replace(header.about, publisher=header.about.publisher or found["agency"])
        return _with(header, Span(*_tight(text, *found.span())), about)
    return header


def _read_credits(text: str, header: Header) -> Header:
    tail = max(0, len(text) - 1500)
    for found in _patterns()["credit"].finditer(text, tail):
        header = _with(header, Span(*_tight(text, *found.span())), header.about)
    return header
