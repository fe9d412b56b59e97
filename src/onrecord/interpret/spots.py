"""Spots: the capitalised names of a text that might be places, with what the gazetteer knows of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

from onrecord.interpret.gazetteer import Entry, Kind, gazetteer
from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Span
from onrecord.text.words import Case, Gap, Words

_LONGEST = 11  # words of a name, marks counted
_FURTHER = 5  # words of a feature or building behind a name
_NOTEWORTHY = 50_000  # inhabitants of a city that is known without further words
_INNER_MARKS = frozenset("-'’.‘ʻ`")


@dataclass(frozen=True, slots=True)
class Spot:
    """A name: its first and last word (both inclusive), its span and what it may mean.

    `entries` is empty for a name that the gazetteer does not have; `people` where
    the name is that of a people or language; `inner` is the first part of a name
    such as "Orley Valley", as a spot of its own; `alike` are places of which an
    unknown name may be another spelling.
    """

    first: int
    last: int
    span: Span
    entries: tuple[Entry, ...] = ()
    inner: Spot | None = None
    alike: tuple[Entry, ...] = ()
    people: bool = False
    abbreviation: bool = False

    @property
    def known(self) -> bool:
        """Whether the gazetteer has the name."""
        return bool(self.entries)


def find_spots(text: str, words: Words) -> list[Spot]:
    """All names of a text, in order, none overlapping another."""
    spots = _spots(text, words)
    lands = lands_of(spots)
    return [_respelled(text, spot, lands) for spot in spots] if lands else spots


def lands_of(spots: list[Spot]) -> frozenset[str]:
    """The countries whose names of places are written in many ways, and that a text speaks of."""
    named: Counter[str] = Counter()
    for spot in spots:
        if spot.entries and (
            spot.entries[0].kind <= Kind.REGION or spot.entries[0].population >= _NOTEWORTHY
        ):
            named[spot.entries[0].country] += 1
    return lexicon_words("toponyms", "transliteration.countries") & set(named)


def _respelled(text: str, spot: Spot, lands: frozenset[str]) -> Spot:
    """An unknown name as another spelling of one in the countries that the text speaks of."""
    if spot.entries or spot.inner or spot.people:
        return spot
    name = text[spot.span.start : spot.span.end]
    alike = tuple(e for e in gazetteer().find_alike(name) if e.country in lands)
    if not alike:
        return spot
    sure = " " in name and (alike[0].population >= _NOTEWORTHY or alike[0].kind <= Kind.REGION)
    return replace(spot, entries=alike) if sure else replace(spot, alike=alike)


def _spots(text: str, words: Words) -> list[Spot]:
    stripped = not any(mark in text for mark in "'’")
    out: list[Spot] = []
    number, count = 0, len(words)
    while number < count:
        spot = None
        if _may_begin(words, number):
            end = _reach(words, number)
            spot = _known(text, words, number, end, stripped) or _unknown(text, words, number, end)
        if spot:
            spot = _with_feature(words, spot)
            out.append(spot)
        number = spot.last + 1 if spot else number + 1
    return out


def _may_begin(words: Words, number: int) -> bool:
    word = words.texts[number]
    if word[0].isupper():
        return True
    after = words.texts[number + 1 : number + 3]
    glued = len(after) == 2 and after[0] == "-" and after[1][0].isupper()
    return glued and word in lexicon_words("toponyms", "transliteration.articles")


def _reach(words: Words, first: int) -> int:
    """The last word up to which a name that begins here could go."""
    connectors = lexicon_words("toponyms", "connectors")
    last = first
    for number in range(first + 1, min(first + _LONGEST, len(words))):
        word, gap = words.texts[number], words.gaps[number]
        if gap > Gap.SPACE:
            break
        if not (word[0].isupper() or word in connectors or word in _INNER_MARKS or word.isdigit()):
            break
        last = number
    return last


def _known(text: str, words: Words, first: int, reach: int, stripped: bool) -> Spot | None:
    """The longest name from here that the gazetteer has."""
    start = words.starts[first]
    for last in range(reach, first - 1, -1):
        word = words.texts[last]
        if not (word[0].isupper() or word == "." or word.isdigit()):
            continue
        span = Span(start, words.ends[last])
        spot = _meaning(text, words, first, last, span)
        if spot:
            return spot
    word = words.texts[first]
    if stripped and len(word) > 4 and word.endswith("s"):
        return _with_lost_apostrophe(word, first, start)
    return None


def _with_feature(words: Words, spot: Spot) -> Spot:
    """Takes in the noun behind a name that makes another name with it: "Orley Valley"."""
    if spot.people:
        return spot
    behind = lexicon_words("toponyms", "features_behind") | lexicon_words("toponyms", "facilities")
    last = None
    for number in range(spot.last + 1, min(spot.last + _FURTHER, len(words))):
        if words.gaps[number] != Gap.SPACE or not words.texts[number][0].isupper():
            break
        if words.texts[number] in behind:
            last = number
    if last is None:
        return spot
    return Spot(spot.first, last, Span(spot.span.start, words.ends[last]), inner=spot)


def _meaning(text: str, words: Words, first: int, last: int, span: Span) -> Spot | None:
    """What the words from `first` to `last` mean as one name, None where they are no known one."""
    name = text[span.start : span.end]
    state = _state(words, first, last, name)
    if state:
        return Spot(first, last, span, _named(state), abbreviation=True)
    if name in peoples():
        return Spot(first, last, span, _home(peoples()[name]), people=True)
    entries = () if _no_name(words, first, last, name) else gazetteer().find(name)
    if not entries or (len(name) <= 2 and entries[0].kind not in (Kind.COUNTRY, Kind.AREA)):
        return None
    return Spot(first, last, span, entries)


def _state(words: Words, first: int, last: int, name: str) -> str | None:
    """The state or province that an abbreviation stands for: "Ill." and "TX" only behind a comma."""
    after_comma = first > 0 and words.texts[first - 1] == ","
    if name in _states() and (after_comma or name.count(".") > 1):
        return _states()[name]
    return _postal().get(name) if after_comma and first == last else None


def _no_name(words: Words, first: int, last: int, name: str) -> bool:
    """Whether words are no name by their look: the end of a sentence, a weekday, "Us"."""
    if name.endswith("."):
        return name.count(".") < 2 or len(words.texts[last - 1]) > 1
    if len(name) <= 3 and not name.isupper():
        return True
    return first == last and name.istitle() and name.lower() in lexicon_words("toponyms", "no_names")


def _with_lost_apostrophe(word: str, number: int, start: int) -> Spot | None:
    """ "Syrias" in a text that has lost its apostrophes."""
    entries = tuple(
        e
        for e in gazetteer().find(word[:-1])
        if e.kind != Kind.CITY or (e.population >= _NOTEWORTHY and not e.alternate)
    )
    return Spot(number, number, Span(start, start + len(word) - 1), entries) if entries else None


def _unknown(text: str, words: Words, first: int, reach: int) -> Spot | None:
    """The whole run of capitalised words, where no known name begins with its first."""
    if _is_small_word(words, first):
        return None
    last = first
    for number in range(first + 1, reach + 1):
        word = words.texts[number]
        if word[0].isupper():
            shouted = words.cases[number] == words.cases[number - 1] == Case.UPPER
            if shouted or (last != first and _begins_country(text, words, number)):
                break
            last = number
        elif not _goes_on(words, number, reach):
            break
    return Spot(first, last, Span(words.starts[first], words.ends[last]))


def _goes_on(words: Words, number: int, reach: int) -> bool:
    """Whether a name may go on behind this small word or mark."""
    word, before = words.texts[number], words.texts[number - 1]
    if word == "of":
        return before in lexicon_words("toponyms", "facilities")
    if word in lexicon_words("toponyms", "inner"):
        return before != "."
    if words.gaps[number]:
        return False
    return word == "-" or (word in "'’‘" and number < reach and _joined(words, number))


def _joined(words: Words, number: int) -> bool:
    """Whether an apostrophe stands inside a word, not before a possessive s."""
    after = words.texts[number + 1]
    return not words.gaps[number + 1] and len(after) > 1


def _begins_country(text: str, words: Words, number: int) -> bool:
    name = words.texts[number]
    return name in peoples() or bool((found := gazetteer().find(name)) and found[0].kind == Kind.COUNTRY)


def _is_small_word(words: Words, number: int) -> bool:
    word = words.texts[number].lower()
    return word in lexicon_words("english", "function_words") or word in lexicon_words("toponyms", "no_names")


@cache
def peoples() -> dict[str, str]:
    """The home of every people, a country or larger, by the people's name."""
    own: dict[str, str] = load("toponyms")["peoples"]
    rows = load("countries").values()
    names = {name for row in rows for name in (row["name"], *row["names"])}
    return {name: row["name"] for row in rows for name in row["demonyms"] if name not in names} | own


@cache
def _home(name: str) -> tuple[Entry, ...]:
    return tuple(
        e
        for e in gazetteer().find(name)
        if e.kind in (Kind.COUNTRY, Kind.AREA, Kind.REGION, Kind.SITE, Kind.CITY)
    )


@cache
def _named(name: str) -> tuple[Entry, ...]:
    return tuple(
        e for e in gazetteer().find(name) if e.kind in (Kind.REGION, Kind.AREA, Kind.CITY) and not e.alternate
    )


def _states() -> dict[str, str]:
    found: dict[str, str] = load("toponyms")["states"]
    return found


def _postal() -> dict[str, str]:
    found: dict[str, str] = load("toponyms")["postal"]
    return found
