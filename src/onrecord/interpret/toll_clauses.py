"""Clauses that tell what people suffered: a verb behind them, a verb or a toll before them."""

from __future__ import annotations

from dataclasses import replace

from onrecord.interpret.cardinals import Token, low_at
from onrecord.interpret.counted import is_plural
from onrecord.interpret.quantities import Quantity
from onrecord.interpret.toll_words import Toll, by_noun, by_word, toll_phrases
from onrecord.lexicon import load, words
from onrecord.record import Measure

FAR = 30  # words between the people and their verb


REACH = 6  # words that may stand between the people and what they suffered


def told_behind(tokens: list[Token], quantity: Quantity, limit: int) -> Toll | None:
    """12 people were killed, 12 civilians dead, 12 of whom died."""
    k = _behind_aside(tokens, quantity.tokens[1])
    if low_at(tokens, k) == "of" and low_at(tokens, k + 1) in ("whom", "which", "them", "those", "these"):
        k += 2
    among = _among(tokens, k)
    if among:
        return among
    auxiliary = False
    for j in range(k, min(len(tokens), k + REACH)):
        low = tokens[j].low
        if low in by_word("verbs"):
            if j > k and tokens[j - 1].low in ("has", "have", "had"):
                return None
            among = (
                low_at(tokens, quantity.tokens[0] - 1) == "the"
                and low_at(tokens, quantity.tokens[0] - 2) == "of"
            )
            if auxiliary or among or not _has_object(tokens, j + 1):
                return Toll(by_word("verbs")[low], j, j + 1, "passive")
            return None
        if low in by_word("intransitive"):
            return Toll(by_word("intransitive")[low], j, j + 1, "behind")
        if low in by_word("states"):
            return Toll(by_word("states")[low], j, j + 1, "state")
        if low in words("tolls", "links.sustained"):
            hurt = any(t.low in words("tolls", "links.injuries") for t in tokens[j + 1 : j + 5])
            return Toll(Measure.WOUNDED, j, j + 1, "behind") if hurt else None
        if low in ("lost", "lose", "losing") and low_at(tokens, j + 2) in ("lives", "life"):
            return Toll(Measure.KILLED, j, j + 3, "behind")
        auxiliary |= low in words("tolls", "links.passive")
        if low not in words("tolls", "links.behind") and not (low.endswith("ly") or low == ","):
            return None
        if low == "," and not (j == k and quantity.counted.head is not None and _relative(tokens, j + 1)):
            return None
    return None


def _among(tokens: list[Token], k: int) -> Toll | None:
    """Two children were among the dead, among the 26 civilians killed."""
    for j in range(k, min(len(tokens), k + 4)):
        if tokens[j].low == "among":
            told = {**by_word("verbs"), **by_word("states")}
            for n in range(j + 1, min(j + 8, len(tokens))):
                if tokens[n].low in told:
                    return Toll(told[tokens[n].low], n, n + 1, "state")
                if not (tokens[n].low[0].isalnum()):
                    return None
            return None
        if tokens[j].low not in words("tolls", "links.behind"):
            return None
    return None


def told_far_behind(tokens: list[Token], quantity: Quantity, limit: int) -> Toll | None:
    """20 fighters of two groups were killed: their verb comes behind an aside or what attaches to them."""
    k = quantity.tokens[1]
    opener = low_at(tokens, k)
    left = low_at(tokens, quantity.tokens[0] - 1) in words("tolls", "links.leaving")
    if not left and not _attaches(tokens, k, quantity):
        return None
    asides = 0
    end = min(len(tokens), k + FAR, limit if opener == "and" else len(tokens))
    for j in range(k, end):
        low = tokens[j].low
        if low in words("tolls", "links.barred"):
            return None
        asides += low in ("who", "whom", "which")
        if left and low in by_word("states"):
            return Toll(by_word("states")[low], j, j + 1, "state")
        if low in by_word("verbs") and opener in ("and", ","):
            return None
        if low in words("tolls", "links.finite") or low in by_word("intransitive"):
            toll = told_behind(tokens, replace(quantity, tokens=(quantity.tokens[0], j)), len(tokens))
            if toll or not asides:
                return toll
            asides -= 1
    return None


def _attaches(tokens: list[Token], k: int, quantity: Quantity) -> bool:
    """Whether what stands at `k` may come between people and their verb."""
    low = low_at(tokens, k)
    if low.endswith("ly") and low not in words("tolls", "links.attached"):
        low = low_at(tokens, k + 1)
    if low in load("numbers")["ones"]:
        return low_at(tokens, k + 1) == "of"
    if quantity.counted.head is None and low in ("and", "of", ","):
        return False
    return low in words("tolls", "links.attached")


def _behind_aside(tokens: list[Token], k: int) -> int:
    """Behind "- mostly women and children -", or `k` where nothing is put in."""
    closing = {"(": ")", ",": ",", "-": "-", "\u2013": "\u2013", "\u2014": "\u2014"}.get(low_at(tokens, k))
    opener = " ".join(t.low for t in tokens[k + 1 : k + 4])
    if closing is None or not (closing == ")" or opener.startswith(tuple(words("tolls", "parts.scopes")))):
        return k
    for j in range(k + 2, min(len(tokens), k + 14)):
        if tokens[j].low == closing:
            return j + 1
    return k


def _relative(tokens: list[Token], k: int) -> bool:
    return low_at(tokens, k) in ("who", "all", "both", "killed", "wounded", "injured")


def _has_object(tokens: list[Token], k: int) -> bool:
    """Whether a verb has an object behind it, so that the people did it and did not suffer it."""
    low = low_at(tokens, k)
    ahead = {t.low for t in tokens[k + 1 : k + 4]}
    if (low[:1].isdigit() or low in load("numbers")["ones"]) and ahead & (
        {"others", "more", "were"} | by_word("verbs").keys() | by_word("states").keys()
    ):
        return False
    return bool(low) and (
        low[0].isdigit()
        or low in words("tolls", "links.objects")
        or low in load("numbers")["ones"]
        or (k < len(tokens) and is_plural(tokens[k]))
    )


def told_before(tokens: list[Token], quantity: Quantity) -> Toll | None:
    """Killed 12, killing at least 12 people, a death toll of 12."""
    k = quantity.tokens[0] - 1
    joined = low_at(tokens, k) in ("and", ",")
    for j in range(k, max(-1, k - REACH), -1):
        low = tokens[j].low
        for phrase, measure in toll_phrases().items():
            begin = j - len(phrase) + 1
            if (
                begin >= 0
                and phrase[-1] == low
                and all(tokens[begin + n].low == w for n, w in enumerate(phrase))
            ):
                return Toll(measure, begin, j + 1, "toll")
        if low in by_word("active") or (low in by_word("verbs") and not _is_passive(tokens, j)):
            if low in ("claimed", "claim", "claims", "claiming", "lost", "losing", "lose"):
                lives = _lives(tokens, j, quantity)
                head = quantity.counted.head
                if (
                    head is not None
                    and low.startswith("los")
                    and tokens[head].low in words("tolls", "links.fallen")
                ):
                    lives = True
                return Toll(Measure.KILLED, j, j + 1, "active") if lives else None
            measure = by_word("active").get(low) or by_word("verbs")[low]
            return Toll(measure, j, j + 1, "active")
        person = low in words("tolls", "people.singulars") or low in words("tolls", "people.plurals")
        if low not in words("tolls", "links.before") and not low.endswith("ly") and not (person and joined):
            return None
    return None


def told_far_before(tokens: list[Token], quantity: Quantity) -> Toll | None:
    """A death toll from the raids that rose to 12; brought to 12 the number killed."""
    if low_at(tokens, quantity.tokens[0] - 1) in words("tolls", "links.reaching"):
        for j in range(quantity.tokens[0] - 2, max(-1, quantity.tokens[0] - 36), -1):
            if tokens[j].low == "toll":
                return Toll(Measure.KILLED, j, j + 1, "toll")
            if tokens[j].low in ("number", "those"):
                for n in range(j + 1, min(j + 4, quantity.tokens[0])):
                    if tokens[n].low in {**by_word("verbs"), **by_word("states")}:
                        measure = by_word("verbs").get(tokens[n].low) or by_word("states")[tokens[n].low]
                        return Toll(measure, n, n + 1, "toll")
    ahead = [t.low for t in tokens[quantity.tokens[1] : quantity.tokens[1] + 5]]
    if ahead[:2] in (["its", "toll"], ["the", "toll"], ["the", "death"], ["its", "death"]):
        return Toll(Measure.KILLED, quantity.tokens[1] + 1, quantity.tokens[1] + 2, "toll")
    if ahead[:2] == ["the", "number"]:
        for n, low in enumerate(ahead[2:], quantity.tokens[1] + 2):
            measure = by_word("verbs").get(low) or by_word("states").get(low) or by_noun().get(low)
            if measure:
                return Toll(measure, n, n + 1, "toll")
    return None


def _lives(tokens: list[Token], verb: int, quantity: Quantity) -> bool:
    return any(t.low in ("lives", "life") for t in tokens[verb + 1 : quantity.tokens[1] + 1])


def _is_passive(tokens: list[Token], verb: int) -> bool:
    """Whether a participle stands behind a form of "be"."""
    return any(
        t.low in ("was", "were", "is", "are", "be", "been", "being", "who")
        for t in tokens[max(0, verb - 2) : verb]
    )
