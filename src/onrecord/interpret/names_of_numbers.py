"""Numbers that are names: dates, years, ages, times of day, flights, articles, addresses.

They count nothing, so they are no quantities.
"""

from __future__ import annotations

from onrecord.interpret.cardinals import HYPHENS, Token, glued, low_at
from onrecord.interpret.counted import is_people, is_plural, states
from onrecord.lexicon import load, words


def is_name(tokens: list[Token], first: int, last: int, money: bool) -> bool:
    """Whether the number of tokens `first` to `last` (half-open) names something."""
    if money:
        return False
    if tokens[first].text[0].isdecimal() and _is_written_into(tokens, first, last):
        return True
    return (
        _is_clock(tokens, first, last)
        or _is_date(tokens, first, last)
        or _is_year(tokens, first, last)
        or _is_age(tokens, first, last)
        or _is_label(tokens, first, last)
        or _is_pronoun(tokens, first, last)
    )


def _is_written_into(tokens: list[Token], first: int, last: int) -> bool:
    """F-16, COVID-19, A380, 45th, 1990s, 9/11, 24/7, 3:2, #1."""
    before, after = low_at(tokens, first - 1), low_at(tokens, last)
    if glued(tokens, first) and (
        before[-1].isalnum() or before in (*HYPHENS, "/", ":", "#", "@", "_", "№", ".")
    ):
        return before not in HYPHENS or (
            first > 1 and glued(tokens, first - 1) and low_at(tokens, first - 2)[-1:].isalnum()
        )
    if glued(tokens, last) and after:
        if after[0].isalpha():
            return after not in load("quantities")["distance"]["glued"]
        inner = glued(tokens, last + 1) and low_at(tokens, last + 1)[:1].isdecimal()
        return after in ("/", ":", *HYPHENS, "\u2013") and inner
    return False


def _is_clock(tokens: list[Token], first: int, last: int) -> bool:
    zones, clock = words("calendar", "zones"), words("quantities", "time.clock")
    if last < len(tokens) and (tokens[last].text in zones or tokens[last].low in clock):
        return True
    if (
        low_at(tokens, last) in ("a", "p")
        and low_at(tokens, last + 1) == "."
        and low_at(tokens, last + 2) == "m"
    ):
        return True
    return low_at(tokens, last) == "local" and low_at(tokens, last + 1) == "time"


def _is_date(tokens: list[Token], first: int, last: int) -> bool:
    """May 16, 16 May, Sept. 11, April 14 and 15."""
    months = load("calendar")["months"]
    before = first - 1 - (low_at(tokens, first - 1) == ".")
    if before >= 0 and tokens[before].text[0].isupper() and tokens[before].low in months:
        return not (last < len(tokens) and tokens[last].low in words("tolls", "people.plurals"))
    after = last + (low_at(tokens, last) == "of")
    return bool(after < len(tokens) and tokens[after].text[0].isupper() and tokens[after].low in months)


def _is_year(tokens: list[Token], first: int, last: int) -> bool:
    """In 2013, the 2012 elections; not "killed 2000 people", "more than 1,900 homes"."""
    text = tokens[first].text
    if last != first + 1 or not (len(text) == 4 and text.isdecimal() and 1900 <= int(text) <= 2100):
        return False
    before, months = low_at(tokens, first - 1), load("calendar")["months"]
    if before in months or (before.isdecimal() and low_at(tokens, first - 2) in months):
        return True
    plural = last < len(tokens) and (is_plural(tokens[last]) or tokens[last].low in ("%", "percent", "per"))
    if before in words("quantities", "time.before_size"):
        return not plural
    if before in words("quantities", "time.before_year"):
        of_people = last < len(tokens) and is_people(tokens[last])
        return not of_people or before in ("the", "in")
    if last < len(tokens) and tokens[last].low in words("tolls", "people.plurals"):
        return False
    return text == "2000" or not text.endswith("00") or not any(is_plural(t) for t in tokens[last : last + 2])


def _is_age(tokens: list[Token], first: int, last: int) -> bool:
    """Aged 11, under the age of eight, 42-year-old, "Ruth Abel, 26, said"."""
    before = low_at(tokens, first - 1)
    if before in words("quantities", "time.age") or (
        before == "of" and low_at(tokens, first - 2) in ("age", "ages")
    ):
        return True
    if before in words("quantities", "time.below_age") and low_at(tokens, first - 2) in words(
        "quantities", "time.age"
    ):
        return True
    ahead = [t.low for t in tokens[last : last + 5] if t.low not in HYPHENS][:3]
    if ahead[:1] and ahead[0] in words("quantities", "time.units"):
        if ahead[1:2] and ahead[1] in words("quantities", "time.old"):
            return True
        if ahead[1:3] == ["of", "age"]:
            return True
    if before == "," and low_at(tokens, last) in (",", ".", ";", ")", "") and first > 1:
        return (
            tokens[first].text.isdecimal()
            and int(tokens[first].text) < 120
            and tokens[first - 2].text[0].isupper()
        )
    return False


def _is_label(tokens: list[Token], first: int, last: int) -> bool:
    """Article 21, flight 103, No. 3, 300 Slater, Channel 4."""
    before = (
        first
        - 1
        - (
            low_at(tokens, first - 1) == "."
            and low_at(tokens, first - 2) in words("quantities", "names.short_labels")
        )
    )
    if before < 0 or (before == first - 1 and not tokens[before].text[0].isalnum()):
        return False
    if tokens[before].low in words("quantities", "names.labels"):
        counted = last < len(tokens) and (is_plural(tokens[last]) or is_people(tokens[last]))
        lower = tokens[before].text.islower() and tokens[before].low not in words(
            "quantities", "names.sure_labels"
        )
        return not counted or not (lower or is_people(tokens[last]))
    return False


def _is_pronoun(tokens: list[Token], first: int, last: int) -> bool:
    """One another, the one who, one day, this one; and "two" that takes up who was named before."""
    if last != first + 1 or low_at(tokens, first) != "one":
        return False
    before, after = low_at(tokens, first - 1), low_at(tokens, last)
    if _is_toll_of_one(tokens, first):
        return False
    if (glued(tokens, last) and after in HYPHENS) or (glued(tokens, first) and before in HYPHENS):
        return True
    if before in words("quantities", "names.not_one"):
        return before not in ("by", "on", "least")
    if after.endswith("ed") and after not in states():
        return True
    return after in words("quantities", "names.not_counted") or not after or not after[0].isalpha()


def _is_toll_of_one(tokens: list[Token], k: int) -> bool:
    """Killing one; one dead; one was killed."""
    lists = load("tolls")
    before, ahead = low_at(tokens, k - 1), [t.low for t in tokens[k + 1 : k + 4]]
    if before in ("least", "than", "another", "about"):
        before = low_at(tokens, k - 3)
    active = any(
        before in lists[key]["active"] or before in lists[key]["verbs"] for key in ("killed", "wounded")
    )
    if active and (not ahead or ahead[0] not in ("another", "of", "day")):
        return True
    if ahead[:1] and ahead[0] in states():
        return True
    passive = len(ahead) > 1 and ahead[0] in ("was", "is", "has", "were")
    return passive and any(low in states() or low in lists["killed"]["intransitive"] for low in ahead[1:])
