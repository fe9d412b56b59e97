"""Tolls: what a number of people suffered, from the words around it.

Killed, wounded, missing, displaced, detained: told by the noun that is counted
("12 deaths"), by a state beside it ("12 dead"), by a verb behind it in the
passive or before it in the active, or by the number it is a part of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from onrecord.interpret.counted import is_people, is_plural
from onrecord.interpret.numerals import Token, low_at
from onrecord.interpret.quantities import Kind, Quantity
from onrecord.lexicon import load, words
from onrecord.record import Measure

FAR = 30  # words between the people and their verb
REACH = 6  # words that may stand between the people and what they suffered
SUFFERED = (Measure.KILLED, Measure.WOUNDED, Measure.MISSING, Measure.DISPLACED, Measure.DETAINED)


@dataclass(frozen=True, slots=True)
class Toll:
    """What a quantity measures, the tokens that tell it (half-open) and the rule that read them."""

    measure: Measure
    first: int
    last: int
    rule: str


def read_tolls(tokens: list[Token], quantities: tuple[Quantity, ...]) -> tuple[Toll | None, ...]:
    """The toll of each quantity of a sentence, None where it is none."""
    tolls: list[Toll | None] = []
    for number, quantity in enumerate(quantities):
        last = quantities[number + 1].tokens[0] if number + 1 < len(quantities) else len(tokens)
        tolls.append(_own(tokens, quantity, last) if can_suffer(tokens, quantity) else None)
    for number in range(1, len(quantities)):
        if tolls[number] is None and can_suffer(tokens, quantities[number]):
            tolls[number] = _as_part(tokens, quantities, tolls, number)
    for number in range(len(quantities) - 1, 0, -1):
        if tolls[number - 1] is None and can_suffer(tokens, quantities[number - 1]):
            tolls[number - 1] = _with_next(tokens, quantities, tolls, number)
    return tuple(tolls)


def taken_up(tokens: list[Token], quantity: Quantity, earlier: Measure) -> Toll | None:
    """The toll of the sentence before, where this number takes it up: "five of them"; "the figure rose to 12"."""
    if not can_suffer(tokens, quantity):
        return None
    first, last = quantity.tokens
    for k in (last, quantity.counted.first):
        for size in (2, 3):
            if " ".join(t.low for t in tokens[k : k + size]) in words("tolls", "parts.taken_up"):
                return Toll(earlier, first, last, "taken_up")
    if quantity.counted.head is None and low_at(tokens, first - 1) in words("tolls", "links.reaching"):
        for k in range(max(0, first - 12), first - 1):
            if tokens[k].low in words("tolls", "parts.counts"):
                return Toll(earlier, k, k + 1, "taken_up")
    return None


def can_suffer(tokens: list[Token], quantity: Quantity) -> bool:
    """Whether a quantity may be one of people: a noun for them, or none at all."""
    if quantity.kind not in (Kind.COUNT, Kind.NOBODY):
        return False
    counted = quantity.counted
    if counted.compound:
        return False
    return counted.head is None or is_people(tokens[counted.head]) or tokens[counted.head].low in _by_noun()


@cache
def _by_noun() -> dict[str, Measure]:
    return {word: measure for measure in SUFFERED for word in load("tolls")[measure]["nouns"]}


@cache
def _by_word(key: str) -> dict[str, Measure]:
    return {word: measure for measure in SUFFERED for word in load("tolls")[measure][key]}


@cache
def _phrases() -> dict[tuple[str, ...], Measure]:
    return {tuple(p.split()): m for m in SUFFERED for p in load("tolls")[m]["tolls"]}


def _own(tokens: list[Token], quantity: Quantity, limit: int) -> Toll | None:
    """The toll that the words around one quantity tell."""
    counted = quantity.counted
    if counted.head is not None:
        measure = _by_noun().get(tokens[counted.head].low)
        if measure:
            return Toll(measure, counted.head, counted.head + 1, "noun")
    if counted.state is not None:
        at = next(k for k in range(counted.first, counted.last) if tokens[k].low == counted.state)
        measure = _by_word("states").get(counted.state, Measure.KILLED)
        return Toll(measure, at, at + 1, "state")
    return (
        _behind(tokens, quantity, limit)
        or _before(tokens, quantity)
        or _far_behind(tokens, quantity, limit)
        or _far_toll(tokens, quantity)
    )


def _behind(tokens: list[Token], quantity: Quantity, limit: int) -> Toll | None:
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
        if low in _by_word("verbs"):
            if j > k and tokens[j - 1].low in ("has", "have", "had"):
                return None
            among = (
                low_at(tokens, quantity.tokens[0] - 1) == "the"
                and low_at(tokens, quantity.tokens[0] - 2) == "of"
            )
            if auxiliary or among or not _has_object(tokens, j + 1):
                return Toll(_by_word("verbs")[low], j, j + 1, "passive")
            return None
        if low in _by_word("intransitive"):
            return Toll(_by_word("intransitive")[low], j, j + 1, "behind")
        if low in _by_word("states"):
            return Toll(_by_word("states")[low], j, j + 1, "state")
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
            told = {**_by_word("verbs"), **_by_word("states")}
            for n in range(j + 1, min(j + 8, len(tokens))):
                if tokens[n].low in told:
                    return Toll(told[tokens[n].low], n, n + 1, "state")
                if not (tokens[n].low[0].isalnum()):
                    return None
            return None
        if tokens[j].low not in words("tolls", "links.behind"):
            return None
    return None


def _far_behind(tokens: list[Token], quantity: Quantity, limit: int) -> Toll | None:
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
        if left and low in _by_word("states"):
            return Toll(_by_word("states")[low], j, j + 1, "state")
        if low in _by_word("verbs") and opener in ("and", ","):
            return None
        if low in words("tolls", "links.finite") or low in _by_word("intransitive"):
            toll = _behind(tokens, replace(quantity, tokens=(quantity.tokens[0], j)), len(tokens))
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
        {"others", "more", "were"} | _by_word("verbs").keys() | _by_word("states").keys()
    ):
        return False
    return bool(low) and (
        low[0].isdigit()
        or low in words("tolls", "links.objects")
        or low in load("numbers")["ones"]
        or (k < len(tokens) and is_plural(tokens[k]))
    )


def _before(tokens: list[Token], quantity: Quantity) -> Toll | None:
    """Killed 12, killing at least 12 people, a death toll of 12."""
    k = quantity.tokens[0] - 1
    joined = low_at(tokens, k) in ("and", ",")
    for j in range(k, max(-1, k - REACH), -1):
        low = tokens[j].low
        for phrase, measure in _phrases().items():
            begin = j - len(phrase) + 1
            if (
                begin >= 0
                and phrase[-1] == low
                and all(tokens[begin + n].low == w for n, w in enumerate(phrase))
            ):
                return Toll(measure, begin, j + 1, "toll")
        if low in _by_word("active") or (low in _by_word("verbs") and not _is_passive(tokens, j)):
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
            measure = _by_word("active").get(low) or _by_word("verbs")[low]
            return Toll(measure, j, j + 1, "active")
        person = low in words("tolls", "people.singulars") or low in words("tolls", "people.plurals")
        if low not in words("tolls", "links.before") and not low.endswith("ly") and not (person and joined):
            return None
    return None


def _far_toll(tokens: list[Token], quantity: Quantity) -> Toll | None:
    """A death toll from the raids that rose to 12; brought to 12 the number killed."""
    if low_at(tokens, quantity.tokens[0] - 1) in words("tolls", "links.reaching"):
        for j in range(quantity.tokens[0] - 2, max(-1, quantity.tokens[0] - 36), -1):
            if tokens[j].low == "toll":
                return Toll(Measure.KILLED, j, j + 1, "toll")
            if tokens[j].low in ("number", "those"):
                for n in range(j + 1, min(j + 4, quantity.tokens[0])):
                    if tokens[n].low in {**_by_word("verbs"), **_by_word("states")}:
                        measure = _by_word("verbs").get(tokens[n].low) or _by_word("states")[tokens[n].low]
                        return Toll(measure, n, n + 1, "toll")
    ahead = [t.low for t in tokens[quantity.tokens[1] : quantity.tokens[1] + 5]]
    if ahead[:2] in (["its", "toll"], ["the", "toll"], ["the", "death"], ["its", "death"]):
        return Toll(Measure.KILLED, quantity.tokens[1] + 1, quantity.tokens[1] + 2, "toll")
    if ahead[:2] == ["the", "number"]:
        for n, low in enumerate(ahead[2:], quantity.tokens[1] + 2):
            measure = _by_word("verbs").get(low) or _by_word("states").get(low) or _by_noun().get(low)
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


def _as_part(
    tokens: list[Token], quantities: tuple[Quantity, ...], tolls: list[Toll | None], number: int
) -> Toll | None:
    """The toll of the number before, where this one is a part of it or goes on with it."""
    before, own = quantities[number - 1], quantities[number]
    toll = tolls[number - 1]
    gap = [t.low for t in tokens[before.tokens[1] : own.tokens[0]]]
    if toll is None or len(gap) > 20:
        return None
    joined = f" {' '.join(gap)} "
    ahead = f"{low_at(tokens, own.tokens[1])} {low_at(tokens, own.tokens[1] + 1)}"
    if any(f" {part} " in joined for part in words("tolls", "parts.words")) or ahead in (
        "of them",
        "of whom",
        "of those",
    ):
        return Toll(toll.measure, own.tokens[0], own.tokens[1], "part")
    same = set(gap) <= {",", "and", "or", "as", "well", "plus", "also", "another", "then", "at", "least"}
    chained = (
        own.counted.head is None
        and own.unit is None
        and low_at(tokens, own.tokens[1]) in ("in", "at", "on", "near", "from")
    )
    if chained and len(gap) <= 8 + 8 * (toll.rule != "part") and (own.high or 0) <= (before.low or 10**12):
        return Toll(toll.measure, own.tokens[0], own.tokens[1], "part")
    if (
        not gap
        and toll.rule in ("part", "toll", "active")
        and own.counted.head is not None
        and before.counted.head is not None
    ):
        return Toll(toll.measure, own.tokens[0], own.tokens[1], "part")
    ends_in_and = gap[-1:] == ["and"] and len(gap) <= 9 and not any(g.endswith(("ed", "ing")) for g in gap)
    same = same or (
        ends_in_and
        and own.counted.head is not None
        and not any(g in words("tolls", "links.finite") for g in gap)
    )
    whose = low_at(tokens, own.tokens[1]) == "of"
    if gap and same and (own.counted.head is not None or whose or _others(tokens, own)):
        return Toll(toll.measure, own.tokens[0], own.tokens[1], "part")
    return None


def _others(tokens: list[Token], quantity: Quantity) -> bool:
    return any(
        t.low in words("tolls", "parts.others") for t in tokens[quantity.tokens[0] : quantity.tokens[1] + 1]
    )


def _with_next(
    tokens: list[Token], quantities: tuple[Quantity, ...], tolls: list[Toll | None], number: int
) -> Toll | None:
    """The toll of the number behind: "two women and five men were killed"."""
    own, after = quantities[number - 1], quantities[number]
    toll = tolls[number]
    gap = {t.low for t in tokens[own.tokens[1] : after.tokens[0]]}
    if toll is None or toll.rule not in ("passive", "behind", "state") or toll.first < after.tokens[1]:
        return None
    between = [t.low for t in tokens[own.tokens[1] : after.tokens[0]]]
    headless = own.counted.head is None and between[-1:] == ["and"] and len(between) <= 3
    if headless or (gap <= {",", "and", "or", "as", "well"} and own.counted.head is not None):
        return Toll(toll.measure, toll.first, toll.last, toll.rule)
    if gap and "of" in gap and gap <= {"of", "the", "its", "their", "those", "all", "these"}:
        return Toll(toll.measure, toll.first, toll.last, toll.rule)
    if own.counted.head is not None and _bracketed(tokens, own, after):
        return Toll(toll.measure, toll.first, toll.last, toll.rule)
    return None


def _bracketed(tokens: list[Token], own: Quantity, after: Quantity) -> bool:
    """A dozen civilians including two children were killed."""
    gap = " ".join(t.low for t in tokens[own.tokens[1] : after.tokens[0]])
    gap = gap.strip(" ,(").removeprefix("were ").removeprefix("was ")
    return gap in words("tolls", "parts.words")
