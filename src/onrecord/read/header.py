"""What stands around a story: dates, datelines, bylines, credits.

They tell when and by whom a report was published and are no part of what it
says, so no statement is read from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from onrecord.lexicon import load, words
from onrecord.read.bylines import Byline, is_known_outlet, is_name, outlet_named, read_byline
from onrecord.read.dates import Stamp, stamp_at, stamps_in
from onrecord.read.taken import About
from onrecord.record import Span, Warning

LEADING_LINES = 8
TRAILING_LINES = 8
LONGEST_FURNITURE_LINE = 600
LONGEST_TITLE = 200
SLUG_WITHIN = 300
"""How far into a text of one paragraph its agency and date may stand."""

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_SEPARATORS = " \t\u00a0\ufeff|•·,;:–—-/"


@dataclass(frozen=True, slots=True)
class Header:
    """What was found around a story, where, and what was odd about it."""

    about: About
    furniture: tuple[Span, ...] = ()
    warnings: tuple[Warning, ...] = ()


@dataclass(slots=True)
class _Found:
    """What the steps have found so far."""

    furniture: list[Span] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    reporters: list[str] = field(default_factory=list)
    publisher: str | None = None
    title: str | None = None

    def add_byline(self, byline: Byline) -> None:
        self.bylines += [name for name in byline.names if name not in self.bylines]
        self.publisher = self.publisher or byline.outlet

    def holds(self, line: Span) -> bool:
        """Whether a line is furniture altogether."""
        return any(line.within(span) for span in self.furniture)


def read_header(text: str) -> Header:
    """Finds the title, date lines, bylines, datelines and credits of a text."""
    found = _Found()
    lines = _lines_of(text)
    for step in STEPS:
        step(text, lines, found)
    stamp = _stamp_of_publication(found.stamps)
    bylines = tuple(dict.fromkeys(found.bylines or found.reporters))
    about = About(found.title, found.publisher, None, bylines, stamp.day if stamp else None)
    return Header(about, _merged(found.furniture), _doubts(text, stamp))


def _lines_of(text: str) -> tuple[Span, ...]:
    """The lines of a text that are not empty, without the white space around them."""
    lines = []
    for found in _LINE.finditer(text):
        start = found.end() - len(found.group().lstrip(" \t\u00a0\ufeff"))
        end = found.start() + len(found.group().rstrip())
        if start < end:
            lines.append(Span(start, end))
    return tuple(lines)


# ---------------------------------------------------------------- steps
def _read_leading_lines(text: str, lines: tuple[Span, ...], found: _Found) -> None:
    """Whole lines above the story that are a date, a byline, both, or a credit."""
    for line in lines[:LEADING_LINES]:
        content = text[line.start : line.end]
        if len(content) > LONGEST_FURNITURE_LINE:
            return
        stamps = list(stamps_in(text, line.start, line.end))
        rest = _without(text, line, stamps).strip(_SEPARATORS)
        byline = read_byline(rest)
        if not rest or byline or (stamps and is_known_outlet(rest)):
            found.stamps += stamps
            found.add_byline(byline or Byline((), outlet_named(rest)))
            found.furniture.append(line)
        elif _is_credit(content):
            found.furniture.append(line)
            found.reporters += _reporters(content)


def _read_opening_stamp(text: str, lines: tuple[Span, ...], found: _Found) -> None:
    """A date that opens the first line of the story: "Sat Mar 12 2016 Bridge opens"."""
    line = next((line for line in lines[:LEADING_LINES] if not found.holds(line)), None)
    if line is None or found.stamps:
        return
    stamp = stamp_at(text, line.start, line.end)
    if stamp and _opens_a_sentence(text[stamp.span.end : line.end]):
        found.stamps.append(stamp)
        found.furniture.append(stamp.span)


def _read_slug(text: str, lines: tuple[Span, ...], found: _Found) -> None:
    """An agency and a date between headline and story where all is one line: "… AFP Monday 2 Feb 2015 …"."""
    if found.stamps or not lines:
        return
    line = lines[0]
    for stamp in stamps_in(text, line.start, min(line.end, line.start + SLUG_WITHIN)):
        before = text[line.start : stamp.span.start].rstrip()
        agency = before.rpartition(" ")[2]
        if is_known_outlet(agency) and agency.isupper():
            found.publisher = found.publisher or outlet_named(agency)
            found.furniture.append(Span(line.start + len(before) - len(agency), stamp.span.end))
        elif stamp.revised:
            found.furniture.append(stamp.span)
        else:
            continue
        found.stamps.append(stamp)
        return


def _read_title(text: str, lines: tuple[Span, ...], found: _Found) -> None:
    """A first line like a headline, a blank line or furniture below it; it stays part of the story."""
    for i, line in enumerate(lines[:LEADING_LINES]):
        if found.holds(line):
            continue
        title = text[line.start : line.end]
        stands_alone = i + 1 < len(lines) and (
            _blank_between(text, line, lines[i + 1]) or found.holds(lines[i + 1])
        )
        if stands_alone and _reads_like_headline(title) and not _dateline().match(title):
            overlaps = any(span.start < line.end and line.start < span.end for span in found.furniture)
            found.title = None if overlaps else title
        return


def _read_datelines(text: str, lines: tuple[Span, ...], found: _Found) -> None:
    """ "ASHMERE, March 12 (Reuters) - " at the start of one of the first paragraphs."""
    for line in lines[:LEADING_LINES]:
        match = None if found.holds(line) else _dateline().match(text, line.start, line.end)
        if not match:
            continue
        agency = outlet_named(match["agency"] or "")
        if match["agency"] and not (agency or match["day"] or (match["place"] or "").isupper()):
            continue
        found.publisher = found.publisher or agency
        found.stamps += stamps_in(text, *match.span())
        found.furniture.append(Span(match.start(), match.start() + len(match.group().rstrip())))


def _read_credits(text: str, lines: tuple[Span, ...], found: _Found) -> None:
    """Lines below the story that say who else worked on it, and brackets that end with one."""
    for line in lines[-TRAILING_LINES:]:
        content = text[line.start : line.end]
        if found.holds(line):
            continue
        if _is_credit(content):
            found.furniture.append(line)
            found.reporters += _reporters(content)
    if not lines:
        return
    last = lines[-1]
    if found.holds(last):
        return
    for bracket in _BRACKETS_AT_END.finditer(
        text, max(last.start, last.end - LONGEST_FURNITURE_LINE), last.end
    ):
        if _is_credit(bracket.group()):
            found.furniture.append(Span(*bracket.span()))
            found.reporters += _reporters(bracket.group())
    signed = _SIGNATURE_AT_END.search(text, max(last.start, last.end - 60), last.end)
    if signed and is_known_outlet(signed["agency"]):
        found.furniture.append(Span(*signed.span()))
        found.publisher = found.publisher or outlet_named(signed["agency"])


STEPS: tuple[Callable[[str, tuple[Span, ...], _Found], None], ...] = (
    _read_leading_lines,
    _read_opening_stamp,
    _read_slug,
    _read_title,
    _read_datelines,
    _read_credits,
)


# ---------------------------------------------------------------- dates
def _stamp_of_publication(stamps: Iterable[Stamp]) -> Stamp | None:
    """The first stamp that gives a day; that of a later version only where there is no other."""
    by_worth = sorted(stamps, key=lambda stamp: (stamp.day is None, stamp.updated, stamp.ambiguous))
    return by_worth[0] if by_worth else None


def _doubts(text: str, stamp: Stamp | None) -> tuple[Warning, ...]:
    if stamp is None or not stamp.ambiguous:
        return ()
    shown = text[stamp.span.start : stamp.span.end]
    read = f"it was read as {stamp.day}" if stamp.day else "it was not used"
    message = (
        f"in {shown!r} day and month can't be told apart; {read}: give the day of publication if it is known"
    )
    return (Warning("ambiguous-date", message, stamp.span),)


def _without(text: str, line: Span, stamps: Iterable[Stamp]) -> str:
    """A line without its date stamps; "|" stands where one was, so that what it parted stays apart."""
    rest, at = [], line.start
    for stamp in stamps:
        rest.append(text[at : stamp.span.start].rstrip(_SEPARATORS))
        at = stamp.span.end
    return "|".join([*rest, text[at : line.end].lstrip(_SEPARATORS)])


def _opens_a_sentence(rest: str) -> bool:
    """Whether what follows a date begins anew, so that the date is no part of the sentence."""
    words_left = rest.lstrip(" \t\u00a0|•·:–—-")
    return not rest.startswith(",") and words_left[:1] != "" and not words_left[0].islower()


# ---------------------------------------------------------------- headlines, datelines
def _reads_like_headline(line: str) -> bool:
    bare = line.rstrip("\"'”’»)] ")
    return len(line) <= LONGEST_TITLE and bare[-1:] not in (".", ":", ",") and any(c.isalpha() for c in line)


def _blank_between(text: str, line: Span, following: Span) -> bool:
    between = text[line.end : following.start]
    return len(_BREAK.findall(between)) >= 2 or "\u2029" in between


_BREAK = re.compile(r"\r\n|\r|\n|\u2028")
_BRACKETS_AT_END = re.compile(r"\([^()\r\n]+\)(?=\s*$)")
_SIGNATURE_AT_END = re.compile(r"[-–—]{1,2}\s?(?P<agency>[A-Z][\w/ -]{1,30})\.?$")


@cache
def _dateline() -> re.Pattern[str]:
    months = "|".join(sorted(load("calendar")["months"], key=len, reverse=True))
    day = rf"(?i:(?:{months})\.?\s\d{{1,2}}|\d{{1,2}}\s(?:{months})\.?)(?:,?\s\d{{4}})?"
    word = r"[A-Z][\w'’.\-]*"
    region = rf"(?:(?:,\s|/)(?!(?i:{months})\b){word}(?:\s{word}){{0,2}}){{0,2}}"
    capitals = r"[A-Z][A-Z'’.\-]+(?:\s[A-Z][A-Z'’.\-]*){0,3}"
    return re.compile(
        rf"""(?:(?P<place>{word}(?:[ ]{word}){{0,3}}{region})(?:,?\s(?P<day>{day}))?\s?)?
                \((?P<agency>[^()\n]{{2,40}})\)\s?(?:[-–—]+\s*|:\s|(?=\s?[A-Z"“‘]))
            |{capitals}{region}(?:,\s{day})?\s*(?:[–—]\s?|\s--?\s)(?=[A-Z"“‘'])""",
        re.VERBOSE,
    )


# ---------------------------------------------------------------- credits
def _is_credit(line: str) -> bool:
    """Whether a line says who worked on a report.

    It holds a phrase of the trade, and beside names only the small words that
    such lines are made of.
    """
    if len(line) > LONGEST_FURNITURE_LINE:
        return False
    lower = line.lower()
    if not any(phrase in lower for phrase in load("furniture")["credits"]["phrases"]):
        return False
    small = (word for word in re.findall(r"[^\W\d_](?:[^\W\d_]|['’\-])*", line) if word[0].islower())
    return '"' not in line and "“" not in line and all(word in _credit_words() for word in small)


@cache
def _credit_words() -> frozenset[str]:
    return (
        words("furniture", "credits.words")
        | words("furniture", "bylines.roles")
        | words("furniture", "bylines.particles")
    )


def _reporters(credit: str) -> list[str]:
    """The names after "Reporting by", up to the next duty."""
    cues = "|".join(map(re.escape, load("furniture")["credits"]["writers"]))
    found = re.search(rf"(?<!additional )\b(?:{cues})\s+([^;()]+)", credit, re.IGNORECASE)
    if not found:
        return []
    parts = re.split(r",|\band\b|\.\s", found.group(1))
    names = (re.split(r"\s(?:in|at|from)\s", part.strip())[0].rstrip(".") for part in parts)
    return [name for name in names if is_name(name)]


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in reading order, those that overlap made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
