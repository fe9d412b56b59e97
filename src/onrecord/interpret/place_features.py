"""What can be seen of a name inside a statement: whether things happen there, or whether it acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log, log10

from onrecord.interpret.spot_features import kind_of, name_at, word_at
from onrecord.interpret.spots import Spot
from onrecord.lexicon import words as lexicon_words
from onrecord.text.words import Case, Words

_CEILING = 5.0  # the logarithm of the odds is cut off here


class Scene:
    """A text, its names and who speaks in it."""

    def __init__(self, words: Words, spots: Sequence[Spot], speakers: frozenset[str]) -> None:
        self.words = words
        self.speakers = speakers
        self.roles: dict[str, Counter[str]] = {}
        for spot in spots:
            name = name_at(words, spot)
            self.roles.setdefault(name, Counter())[self._role_before(spot)] += 1

    def features(self, spot: Spot, name: str, chance: float, start: int) -> dict[str, float]:
        """Features of a name in a content that begins at the character `start`, with their values."""
        words, kind = self.words, broad_kind(spot)
        before, after = word_at(words, spot.first - 1), word_at(words, spot.last + 1)
        role = self._role_before(spot)
        behind = self._role_after(spot)
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
            f"last:{words.texts[spot.last].lower()}",
        ]
        if spot.span.start - start <= 5:
            out += ["opens", f"opens|{kind}", f"opens|{behind}"]
        if name in self.speakers:
            out += ["speaks", f"speaks|{role}"]
        own = self.roles.get(name_at(words, spot), Counter())
        at = own["at"] + own["place of"] - (role in {"at", "place of"})
        out += [f"elsewhere:{at > 0}", f"elsewhere:{at > 0}|{kind}", f"elsewhere:{at > 0}|{role}", f"often:{min(4, own.total())}"]
        if spot.entries:
            out.append(f"size:{int(log10(spot.entries[0].population + 1))}|{kind}")
        last = words.texts[spot.last]
        if last in lexicon_words("toponyms", "facilities"):
            out.append("facility")
        nouns = lexicon_words("toponyms", "places")
        near = (k for k in (1, 2, 3) if word_at(words, spot.first - k) in nouns)
        out += [f"-{count}~places" for count in near][:1]
        return dict.fromkeys(out, 1.0) | {"odds": max(-_CEILING, min(_CEILING, odds))}

    def words_beside(self, spot: Spot) -> tuple[str, str]:
        """The words before and behind a name, as written."""
        texts = self.words.texts
        before = texts[spot.first - 1] if spot.first else ""
        return before, texts[spot.last + 1] if spot.last + 1 < len(texts) else ""

    def _role_before(self, spot: Spot) -> str:
        words = self.words
        number = spot.first - 1
        if word_at(words, number) == "the":
            number -= 1
        while word_at(words, number) in _COMPASS and number > spot.first - 4:
            number -= 1
        word = word_at(words, number)
        if word in lexicon_words("toponyms", "at_place"):
            return "at"
        if word in lexicon_words("toponyms", "places"):
            return "place of"
        if word == "of":
            governing = word_at(words, number - 1)
            if governing in lexicon_words("toponyms", "bodies_of"):
                return "body of"
            return "place of" if governing in lexicon_words("toponyms", "places") else "of"
        if word in {"from", "to", "against", "with", "by", "and", "or", ",", "for", "between", "than", "that"}:
            return word
        if word in lexicon_words("people", "titles"):
            return "title"
        if number >= 0 and words.cases[number] in (Case.CAPITALISED, Case.UPPER) and words.starts[spot.first] - words.ends[number] <= 1:
            return "name"
        if number >= 0 and words.cases[number] == Case.MARK:
            return "mark"
        return "word"

    def _role_after(self, spot: Spot) -> str:
        words, number = self.words, spot.last + 1
        word = word_at(words, number)
        if word in {"'", "’"} and word_at(words, number + 1) == "s":
            return "owner"
        if word in lexicon_words("toponyms", "places"):
            return "noun of place"
        if word in lexicon_words("people", "auxiliaries") or word in lexicon_words("toponyms", "verbs"):
            return "verb"
        if number < len(words) and words.cases[number] == Case.MARK:
            return "mark"
        if number >= len(words):
            return "mark"
        if words.cases[number] in (Case.CAPITALISED, Case.UPPER, Case.MIXED):
            return "name"
        if word in lexicon_words("english", "function_words") or word in lexicon_words("toponyms", "locatives"):
            return "small"
        if word.endswith("ed"):
            return "verb"
        return "word"


_COMPASS = lexicon_words("toponyms", "compass")


def broad_kind(spot: Spot) -> str:
    """Country, region, town, area or unknown."""
    kind = kind_of(spot)
    if kind in {"metropolis", "city", "town", "alias", "district"}:
        return "town"
    return kind
