"""What can be seen of a spot: the features by which names of places are told from other names."""

from __future__ import annotations

from collections import Counter
from math import log10

from onrecord.interpret.gazetteer import Kind
from onrecord.interpret.spots import Spot
from onrecord.lexicon import words as lexicon_words
from onrecord.text.words import Case, Gap, Words

_BUCKETS = (1, 2, 4, 10)


class Company:
    """How the names of one text behave, counted over all of it."""

    def __init__(self, words: Words, spots: list[Spot]) -> None:
        self.words = words
        self.spots = spots
        self.lower = frozenset(t for t, c in zip(words.texts, words.cases, strict=True) if c == Case.LOWER)
        self.after_in: Counter[str] = Counter()
        self.after_name: Counter[str] = Counter()
        locatives = lexicon_words("toponyms", "locatives")
        for spot in spots:
            name = name_at(words, spot)
            before = word_at(words, spot.first - 1)
            if before in locatives:
                self.after_in[name] += 1
            if _capital(words, spot.first - 1) or before in lexicon_words("people", "titles"):
                self.after_name[name] += 1
        self.surnames = frozenset(words.texts[s.last] for s in spots if not s.known and s.last > s.first)

    def features(self, number: int, inner: bool = False) -> list[str]:
        """The features of one spot, as names of what is the case; with `inner` those of its first part."""
        spot, words = self.spots[number], self.words
        spot = (spot.inner or spot) if inner else spot
        return [
            "bias",
            *_around(words, spot),
            *_shape(words, spot),
            *_meaning(spot),
            *self._elsewhere(spot),
            *self._neighbours(number, spot),
        ]

    def _elsewhere(self, spot: Spot) -> list[str]:
        words = self.words
        name = name_at(words, spot)
        out = []
        if self.after_in[name]:
            out += ["located", f"located|{kind_of(spot)}"]
        if self.after_name[name]:
            out.append("named")
        if name in self.surnames and spot.first == spot.last:
            out += ["surname", f"surname|{kind_of(spot)}"]
        if spot.first == spot.last and words.texts[spot.first].lower() in self.lower:
            out.append("lower")
        return out

    def _neighbours(self, number: int, spot: Spot) -> list[str]:
        """Whether a comma joins it to a known place, as in "Orley, Texas" or a list of towns."""
        words, out = self.words, []
        for step, side in ((-1, "before"), (1, "after")):
            other = number + step
            if not 0 <= other < len(self.spots):
                continue
            first, second = sorted((spot, self.spots[other]), key=lambda s: s.first)
            between = words.texts[first.last + 1 : second.first]
            if between in ((",",), ("and",), (",", "and"), ("or",), ("(",), ("to",), ("-",)):
                joint = "".join(between)
                out += [
                    f"{side}:{joint}:{kind_of(self.spots[other])}",
                    f"{side}:{joint}:{kind_of(self.spots[other])}|{kind_of(spot)}",
                ]
        return out


def _around(words: Words, spot: Spot) -> list[str]:
    kind = kind_of(spot)
    one, two = word_at(words, spot.first - 1), word_at(words, spot.first - 2)
    next_one, next_two = word_at(words, spot.last + 1), word_at(words, spot.last + 2)
    out = [f"-1:{one}", f"-2:{two} {one}", f"+1:{next_one}", f"+2:{next_one} {next_two}"]
    out += [
        f"-1:{one}|{kind}",
        f"+1:{next_one}|{kind}",
        f"-1+1:{_shape_of(words, spot.first - 1)}{_shape_of(words, spot.last + 1)}|{kind}",
    ]
    if one == "the":
        out.append(f"-2the:{two}")
    for where, word in (("-1", one), ("+1", next_one), ("+2", next_two), ("-2", two)):
        for group in ("places", "bodies", "locatives", "at_place"):
            if word in lexicon_words("toponyms", group):
                out += [f"{where}~{group}", f"{where}~{group}|{kind}"]
        for group in ("titles", "roles"):
            if word in lexicon_words("people", group):
                out.append(f"{where}~{group}")
    if _capital(words, spot.first - 1):
        out += ["-1:capital", f"-1:capital|{kind}"]
    if _capital(words, spot.last + 1):
        out += ["+1:capital", f"+1:capital|{kind}"]
    return out


def _shape(words: Words, spot: Spot) -> list[str]:
    count = sum(words.texts[k][0].isalnum() for k in range(spot.first, spot.last + 1))
    first, last = words.texts[spot.first], words.texts[spot.last]
    out = [f"words:{min(count, 4)}|{kind_of(spot)}", f"last:{last.lower()}", f"first:{first.lower()}"]
    if all(words.texts[k].isupper() for k in range(spot.first, spot.last + 1)):
        out.append(f"upper|{kind_of(spot)}")
    if words.gaps[spot.first] >= Gap.LINE:
        out.append("opens")
    elif word_at(words, spot.first - 1) in {".", "!", "?"}:
        out.append("begins")
    if not spot.known:
        out.append(f"ends:{last[-3:].lower()}")
    if len(first) <= 3:
        out.append("short")
    return out


def _meaning(spot: Spot) -> list[str]:
    if not spot.entries:
        return ["unknown", f"unknown|{kind_of(spot.inner)}"] if spot.inner else ["unknown"]
    top = spot.entries[0]
    size = int(log10(top.population + 1) * 2) / 2
    kinds = {e.kind.name for e in spot.entries[:5] if not e.alternate}
    many = sum(len(spot.entries) >= b for b in _BUCKETS)
    out = [f"{kind_of(spot)}|size:{size}", f"many:{many}", *(f"kind:{k}" for k in sorted(kinds))]
    if spot.abbreviation:
        out.append("abbreviation")
    return out


def kind_of(spot: Spot) -> str:
    """What the name most likely means, in a word."""
    if spot.people:
        return "people"
    if not spot.entries:
        return "feature" if spot.inner else "unknown"
    top = spot.entries[0]
    if top.kind == Kind.CITY:
        if top.alternate:
            return "alias"
        return "metropolis" if top.population >= 300_000 else "city" if top.population >= 15_000 else "town"
    if top.kind == Kind.REGION and any(
        e.kind == Kind.CITY and e.population >= 300_000 and e.country == top.country
        for e in spot.entries[1:3]
    ):
        return "metropolis"
    return top.kind.name.lower()


def name_at(words: Words, spot: Spot) -> str:
    """The words of a spot, joined by spaces."""
    return (
        words.texts[spot.first]
        if spot.first == spot.last
        else " ".join(words.texts[spot.first : spot.last + 1])
    )


def word_at(words: Words, number: int) -> str:
    """A word in small letters, 0 for a number, # beyond the text."""
    if not 0 <= number < len(words):
        return "#"
    word = words.texts[number]
    return "0" if word.isdigit() else word.lower()


def _shape_of(words: Words, number: int) -> str:
    if not 0 <= number < len(words):
        return "#"
    case = words.cases[number]
    return words.texts[number] if case == Case.MARK else str(case)


def _capital(words: Words, number: int) -> bool:
    if not 0 <= number < len(words) or words.cases[number] not in (Case.CAPITALISED, Case.MIXED, Case.UPPER):
        return False
    before = word_at(words, number - 1)
    return len(words.texts[number]) > 1 and not (
        before in {".", "#"} or words.texts[number].lower() in lexicon_words("english", "function_words")
    )
