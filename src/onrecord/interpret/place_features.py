"""What can be seen of a name inside a statement: whether things happen there, or whether it acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import log, log10

from onrecord.interpret.spot_features import kind_of, name_at, word_at
from onrecord.interpret.spots import Spot
from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.text.words import Case, Words

_CEILING = 5.0  # the logarithm of the odds is cut off here


class Scene:
    """A text, its names and who speaks in it."""

    def __init__(self, words: Words, spots: Sequence[Spot], speakers: frozenset[str]) -> None:
        self.words = words
        self.speakers = speakers
        self.spots = spots
        self.number_of = {spot.span: number for number, spot in enumerate(spots)}
        self.roles: dict[str, Counter[str]] = {}
        for spot in spots:
            name = name_at(words, spot)
            self.roles.setdefault(name, Counter())[self._role_before(spot)] += 1

    def features(self, spot: Spot, name: str, chance: float, start: int) -> dict[str, float]:
        """Features of a name in a content that begins at the character `start`, with their values."""
        words, kind = self.words, broad_kind(spot)
        before, after = word_at(words, spot.first - 1), word_at(words, spot.last + 1)
        first, last_joined = self._joined(spot, -1), self._joined(spot, 1)
        role, behind = self._role_before(spot), self._role_after(spot)
        odds = log(max(chance, 1e-4) / max(1 - chance, 1e-4))
        out = [
            "bias",
            f"kind:{kind}",
            f"known:{spot.known}",
            f"before:{role}",
            f"before:{role}|{kind}",
            f"after:{behind}",
            f"after:{behind}|{kind}",
            f"both:{role}|{behind}",
            f"-1:{before}",
            f"+1:{after}",
            f"-2:{word_at(words, spot.first - 2)}",
            f"+2:{word_at(words, spot.last + 2)}",
        ]
        if spot.span.start - start <= 5:
            out += ["opens", f"opens|{kind}", f"opens|{behind}"]
        if name in self.speakers:
            out += ["speaks", f"speaks|{role}"]
        if first is not spot:
            out += [f"row before:{self._role_before(first)}", f"row before:{self._role_before(first)}|{kind}"]
        if last_joined is not spot:
            out.append(f"row after:{self._role_after(last_joined)}|{kind}")
        own = self.roles.get(name_at(words, spot), Counter())
        at = own["at"] + own["place of"] - (role in {"at", "place of"})
        out += [
            f"elsewhere:{at > 0}",
            f"elsewhere:{at > 0}|{kind}",
            f"elsewhere:{at > 0}|{role}",
            f"often:{min(4, own.total())}",
        ]
        if spot.entries:
            out.append(f"size:{int(log10(spot.entries[0].population + 1))}|{kind}")
        last = words.texts[spot.last]
        if not spot.known:
            out.append(f"last:{last.lower()}")
        if last in lexicon_words("toponyms", "facilities"):
            out.append("facility")
        nouns = lexicon_words("toponyms", "places")
        near = (k for k in (1, 2, 3) if word_at(words, spot.first - k) in nouns)
        out += [f"-{count}~places" for count in near][:1]
        return dict.fromkeys(out, 1.0) | {"odds": max(-_CEILING, min(_CEILING, odds))}

    def acts(self, spot: Spot, features: Mapping[str, float]) -> bool:
        """Whether a country, or a capital that stands for its government, is the subject of a verb."""
        if not any(f"before:{role}" in features for role in ("mark", "that", "word", "name")):
            return False
        if "kind:country" in features:
            return "after:verb" in features
        said = word_at(self.words, spot.last + 1) in lexicon_words("toponyms", "verbs")
        return said and name_at(self.words, spot) in capitals()

    def _joined(self, spot: Spot, step: int) -> Spot:
        """The first or last (`step` -1 or 1) of a row of names such as "Hask, Sarn and Orley"."""
        number = self.number_of[spot.span]
        while 0 <= number + step < len(self.spots):
            one, two = sorted((self.spots[number], self.spots[number + step]), key=lambda s: s.first)
            if self.words.texts[one.last + 1 : two.first] not in _JOINTS or one.people or two.people:
                break
            number += step
        return self.spots[number]

    def deciding_word(self, spot: Spot) -> str:
        """The word before or behind a name that says most about it, as written."""
        texts, nouns = self.words.texts, lexicon_words("toponyms", "places")
        if word_at(self.words, spot.last + 1) in nouns:
            return texts[spot.last + 1]
        number = self._before(self._joined(spot, -1))
        if word_at(self.words, number) == "of":
            number -= 1
        return texts[number] if number >= 0 else ""

    def _before(self, spot: Spot) -> int:
        """The number of the word before a name, the article and words for a part of it left out."""
        number = spot.first - 1
        if word_at(self.words, number) == "the":
            number -= 1
        while word_at(self.words, number) in _COMPASS and number > spot.first - 4:
            number -= 1
        return number

    def _role_before(self, spot: Spot) -> str:
        """What the word before a name makes of it."""
        words, number = self.words, self._before(spot)
        word = word_at(words, number)
        if number < 0:
            return "mark"
        group = next((role for role, name, key in _BEFORE if word in lexicon_words(name, key)), None)
        if group or word in _PLAIN:
            return group or word
        if word == "of":
            return self._role_of(word_at(words, number - 1))
        if words.cases[number] in (Case.CAPITALISED, Case.UPPER):
            return "name" if words.starts[spot.first] - words.ends[number] <= 1 else "mark"
        return "mark" if words.cases[number] == Case.MARK else "word"

    @staticmethod
    def _role_of(governing: str) -> str:
        """What "of" makes of a name, by the noun before it."""
        if governing in lexicon_words("toponyms", "bodies_of"):
            return "body of"
        return "place of" if governing in lexicon_words("toponyms", "places") else "of"

    def _role_after(self, spot: Spot) -> str:
        """What the word behind a name makes of it."""
        words, number = self.words, spot.last + 1
        word = word_at(words, number)
        if word in {"'", "’"} and word_at(words, number + 1) == "s":
            return "owner"
        if number >= len(words) or words.cases[number] == Case.MARK:
            return "mark"
        group = next((role for role, name, key in _BEHIND if word in lexicon_words(name, key)), None)
        if group:
            return group
        if words.cases[number] in (Case.CAPITALISED, Case.UPPER, Case.MIXED):
            return "name"
        return "verb" if word.endswith("ed") else "word"


# roles by the list that a word stands in, the first that fits
_BEFORE = (("at", "toponyms", "at_place"), ("place of", "toponyms", "places"), ("title", "people", "titles"))
_BEHIND = (
    ("noun of place", "toponyms", "places"),
    ("verb", "people", "auxiliaries"),
    ("verb", "toponyms", "verbs"),
    ("small", "english", "function_words"),
    ("small", "toponyms", "locatives"),
)
_JOINTS = ((",",), ("and",), ("or",), (",", "and"), (",", "or"))
_PLAIN = frozenset(
    {"from", "to", "against", "with", "by", "and", "or", ",", "for", "between", "than", "that"}
)
_COMPASS = lexicon_words("toponyms", "compass")


@cache
def capitals() -> frozenset[str]:
    """The capitals of all countries."""
    return frozenset(name for row in load("countries").values() for name in row["capitals"])


def broad_kind(spot: Spot) -> str:
    """Country, region, town, area or unknown."""
    kind = kind_of(spot)
    if kind in {"metropolis", "city", "town", "alias", "district"}:
        return "town"
    return kind
