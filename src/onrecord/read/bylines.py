"""Bylines: who wrote a report, and for whom.

A line is a byline when every part of it is a name, an outlet, a place or what
somebody does; "By Monday the road was open" is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon import load, words

LONGEST_BYLINE = 300
_PARTS = re.compile(r"\s*(?:[,;|•·\n]|(?<!\w)(?:and|&|with)(?!\w)|\s[–—-]+\s)\s*", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-])*\.?")


@dataclass(frozen=True, slots=True)
class Byline:
    """The writers that a byline names, as written there, and their outlet if it does."""

    names: tuple[str, ...] = ()
    outlet: str | None = None


def read_byline(line: str) -> Byline | None:
    """Reads "By Ola Berg and Tam Iri, Associated Press"; None where the line is no byline."""
    line = line.strip()
    found = _cue().match(line) if len(line) <= LONGEST_BYLINE else None
    byline = _read_parts(line[found.end() :], shortest=2) if found else None
    return byline if byline and (byline.names or byline.outlet) else None


def split_authors(authors: Iterable[str]) -> Byline:
    """Reads what a page's metadata give as its authors; what is no name is left out.

    >>> split_authors(["By Ola Berg and Tam Iri", "Sua Lund, CNN"])
    Byline(names=('Ola Berg', 'Tam Iri', 'Sua Lund'), outlet='CNN')
    """
    names: list[str] = []
    outlet = None
    for author in authors:
        found = _cue().match(author.strip())
        byline = _read_parts(author.strip()[found.end() if found else 0 :], shortest=1, strict=False)
        names += [name for name in byline.names if name not in names] if byline else ()
        outlet = outlet or (byline.outlet if byline else None)
    return Byline(tuple(names), outlet)


def outlet_named(text: str) -> str | None:
    """The outlet that a text names and nothing else, by the name that goes on record; None if none."""
    text = text.strip()
    known = _known_outlets().get(text.lower())
    if known:
        # "pa" and "rt" are words and initials too: abbreviations count in capitals, or as listed
        return known if len(text) > 4 or text.isupper() or text in _spellings() else None
    last = text.rpartition(" ")[2]
    is_name = len(text.split()) > 1 and all(word[:1].isupper() or word == "of" for word in text.split())
    return text if is_name and last in words("outlets", "unlisted.endings") else None


def is_known_outlet(text: str) -> bool:
    """Whether a text is the name of an outlet on the list."""
    return text.strip().lower() in _known_outlets() and outlet_named(text) is not None


def is_name(text: str, shortest: int = 2) -> bool:
    """Whether a text could be one person's name: `shortest` to six words, capitalised but for particles."""
    tokens = text.split()
    first = tokens[0].rstrip(".").lower() if tokens else ""
    if not shortest <= len(tokens) <= 6 or first in words("calendar", "weekdays"):
        return False
    capitals = [token for token in tokens if token[0].isupper()]
    small = [token for token in tokens if not token[0].isupper()]
    return (
        len(capitals) >= min(shortest, len(tokens))
        and all(_NAME_WORD.fullmatch(token) for token in tokens)
        and all(token in words("furniture", "bylines.particles") for token in small)
    )


def _read_parts(text: str, shortest: int, strict: bool = True) -> Byline | None:
    """Reads the parts of a byline after its cue; None where a part is of no known kind.

    Not strict: such parts are passed over.
    """
    names: list[str] = []
    outlet = None
    for part in filter(None, (piece.strip() for piece in _PARTS.split(text.strip()))):
        byline = _read_part(part.rstrip("."), shortest, named=bool(names))
        if byline is None:
            if strict:
                return None
            continue
        names += byline.names
        outlet = outlet or byline.outlet
    return Byline(tuple(names), outlet)


def _read_part(part: str, shortest: int, named: bool) -> Byline | None:
    outlet = outlet_named(part)
    if outlet:
        return Byline((), outlet)
    who, _, paper = _cut(part, "papers")
    who = _cut(who, "places")[0]
    tokens = who.lower().split()
    if any(token in words("furniture", "bylines.roles") for token in tokens):
        return Byline((), _leading_outlet(who))
    who, outlet = _without_tail(who)
    if is_name(who, shortest) and who.lower() not in words("furniture", "bylines.accounts"):
        return Byline((who,), outlet or outlet_named(paper))
    if named and who[:1].isupper() and all(_NAME_WORD.fullmatch(token) for token in who.split()):
        return Byline()  # a place, after the writer's name
    return None


def _without_tail(who: str) -> tuple[str, str | None]:
    """A name without the weekday, month or outlet that pages run into it, and the outlet."""
    tokens = who.split()
    while len(tokens) > 1 and tokens[-1].rstrip(".").lower() in _calendar_words():
        tokens.pop()
    for n in range(2, len(tokens)):
        tail = " ".join(tokens[n:])
        if is_known_outlet(tail):
            return " ".join(tokens[:n]), outlet_named(tail)
    return " ".join(tokens), None


def _cut(text: str, key: str) -> tuple[str, str, str]:
    """Cuts a text at the first of the small words listed under `key`."""
    for i, token in enumerate(tokens := text.split()):
        if i and token in words("furniture", f"bylines.{key}"):
            return " ".join(tokens[:i]), token, " ".join(tokens[i + 1 :])
    return text, "", ""


def _leading_outlet(role: str) -> str | None:
    """The outlet in "Associated Press writer" or "AP Middle East Correspondent"."""
    tokens = role.split()
    candidates = (" ".join(tokens[:n]) for n in range(len(tokens), 0, -1))
    return next((outlet_named(text) for text in candidates if is_known_outlet(text)), None)


@cache
def _cue() -> re.Pattern[str]:
    cues = sorted(load("furniture")["bylines"]["cues"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, cues))})\b\s*:?\s*(?=\w)", re.IGNORECASE)


@cache
def _known_outlets() -> dict[str, str]:
    return {form.lower(): name for name, forms in load("outlets")["names"].items() for form in forms}


@cache
def _spellings() -> frozenset[str]:
    return frozenset(form for forms in load("outlets")["names"].values() for form in forms)


@cache
def _calendar_words() -> frozenset[str]:
    return frozenset(load("calendar")["months"]) | words("calendar", "weekdays")
