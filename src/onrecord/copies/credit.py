"""Credits: the agency that a text names as its own origin."""

from __future__ import annotations

import re
from functools import cache

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words

HEAD, TAIL = 300, 160
"""Characters at the ends of a text where datelines and credits stand."""


def agency_of(text: str, publisher: str | None = None) -> str | None:
    """The agency that a text credits at its ends, else its publisher where that is an agency.

    "SARN (AFP) - ", "By Ola Lind, Reuters", "… the ministry said. - REUTERS". An
    agency that is only quoted in the story is no credit.

    >>> agency_of("SARN, March 3 (Reuters) - Rain fell on the plain.")
    'Reuters'
    """
    head, tail = text[:HEAD], text[-TAIL:].rstrip()
    places = ((_dated(), head), (_dateline(), head), (_credit(), head), (_at_end(), tail), (_credit(), tail))
    for pattern, part in places:
        found = pattern.search(part)
        if found:
            return _names()[found["agency"].lower()]
    return _names().get((publisher or "").lower())


@cache
def _names() -> dict[str, str]:
    """Every form of an agency's name in small letters, and the name on record."""
    forms = load("outlets")["names"]
    wires = lexicon_words("wires", "agencies")
    return {form.lower(): name for name in sorted(wires) for form in (name, *forms.get(name, []))}


def _any(short: bool) -> str:
    left_out = set() if short else {form.lower() for form in lexicon_words("wires", "in_brackets_only")}
    forms = sorted(set(_names()) - left_out, key=lambda f: (-len(f), f))
    return "|".join(re.escape(form) for form in forms)


@cache
def _dateline() -> re.Pattern[str]:
    """ "(AFP) -" or "(AFP/Sarn Post) The" in the first lines."""
    return re.compile(
        rf"[(\[](?P<agency>(?i:{_any(short=True)}))(?:[/,;]\s?[^()\[\]]{{1,40}})?[)\]](?:\s*[-–—:]|\s+[A-Z])"
    )


@cache
def _dated() -> re.Pattern[str]:
    """ "… AFP Monday 2 Feb 2015 …", where headline, agency and story are one line."""
    return re.compile(rf"\b(?P<agency>{_any(short=True)})\s(?=(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\s)", re.I)


@cache
def _credit() -> re.Pattern[str]:
    """ "Source: AFP", "Reporting by Reuters", "(AFP contributed to this report)"."""
    forms = sorted((re.escape(w) for w in lexicon_words("wires", "credits")), key=lambda f: (-len(f), f))
    before = rf"(?:^|[\n.(|\]])\s*(?i:{'|'.join(forms)})\s*:?\s(?:[\w. ,]{{0,40}}?,\s)?"
    return re.compile(rf"{before}(?P<agency>(?i:{_any(short=True)}))(?=[\s.,;)|]|\Z)")


@cache
def _at_end() -> re.Pattern[str]:
    """ "… - REUTERS", "(AFP)", "/SANA/" as the last word."""
    return re.compile(rf"(?:[-–—/(\[]\s?|\n\s*)(?P<agency>(?i:{_any(short=True)}))\s?[\])/.]*\Z")
