"""Clauses that tell what people suffered: a verb behind them, a verb or a toll before them."""

from __future__ import annotations

from dataclasses import replace

from onrecord.interpret.cardinals import Token, low_at
from onrecord.interpret.counted import is_plural
from onrecord.interpret.quantities import Quantity
from onrecord.interpret.toll_words import Toll, by_noun, by_word, toll_phrases
from onrecord.lexicon import load, words
from onrecord.record import Measure

FAR = 30  # words between the people and their verb, a toll and its number
REACH = 6  # words that may stand between the people and what they suffered


def told_behind(tokens: list[Token], quantity: Quantity) -> Toll | None:
    """12 people were killed, 12 civilians dead, 12 of whom died."""
    k = _behind_aside(tokens, quantity.tokens[1])
    if low_at(tokens, k) == "of" and low_at(tokens, k + 1) in words("tolls", "links.partitive"):
        k += 2
    toll = _among(tokens, k)
    if toll:
        return toll
    for j in range(k, min(len(tokens), k + REACH)):
        toll = _told_by(tokens, j, k, quantity)
        if toll or _closes(tokens, j, k, quantity):
            return toll
    return None


def _told_by(tokens: list[Token], j: int, k: int, quantity: Quantity) -> Toll | None:
    """The toll that the word at `j` tells of people whose phrase ends at `k`."""
    low = tokens[j].low
    if low in by_word("verbs"):
        return Toll(by_word("verbs")[low], j, j + 1, "passive") if _suffers(tokens, j, k, quantity) else None
    if low in by_word("intransitive"):
        return Toll(by_word("intransitive")[low], j, j + 1, "behind")
    if low in by_word("states"):
        return Toll(by_word("states")[low], j, j + 1, "state")
    if low in words("tolls", "links.sustained"):
        hurt = any(t.low in words("tolls", "links.injuries") for t in tokens[j + 1 : j + 5])
        return Toll(Measure.WOUNDED, j, j + 1, "behind") if hurt else None
    if low in words("tolls", "links.losing") and low_at(tokens, j + 2) in words("tolls", "links.lives"):
        return Toll(Measure.KILLED, j, j + 3, "behind")
    return None


def _suffers(tokens: list[Token], verb: int, k: int, quantity: Quantity) -> bool:
    """Whether the verb behind people is a passive: told by "be", or by an object that is wanting."""
    if verb > k and tokens[verb - 1].low in words("tolls", "links.perfect"):
        return False
    first = quantity.tokens[0]
    of_those = low_at(tokens, first - 1) == "the" and low_at(tokens, first - 2) == "of"
    auxiliary = any(t.low in words("tolls", "links.passive") for t in tokens[k:verb])
    return auxiliary or of_those or not _has_object(tokens, verb + 1)


def _closes(tokens: list[Token], j: int, k: int, quantity: Quantity) -> bool:
    """Whether no verb behind the word at `j` can be that of people whose phrase ends at `k`."""
    low = tokens[j].low
    if low in by_word("verbs") or low in words("tolls", "links.sustained"):
        return True
    if low == ",":
        return not (j == k and quantity.counted.head is not None and _relative(tokens, j + 1))
    return low not in words("tolls", "links.behind") and not low.endswith("ly")


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
        asides += low in words("tolls", "links.relative")
        if left and low in by_word("states"):
            return Toll(by_word("states")[low], j, j + 1, "state")
        if low in by_word("verbs") and opener in ("and", ","):
            return None
        if low in words("tolls", "links.finite") or low in by_word("intransitive"):
            toll = told_behind(tokens, replace(quantity, tokens=(quantity.tokens[0], j)))
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
    return low_at(tokens, k) in words("tolls", "links.behind_comma")


def _has_object(tokens: list[Token], k: int) -> bool:
    """Whether a verb has an object behind it, so that the people did it and did not suffer it."""
    low = low_at(tokens, k)
    number = low[:1].isdecimal() or low in load("numbers")["ones"]
    if number and any(_suffering(t.low) for t in tokens[k + 1 : k + 4]):
        return False
    return bool(low) and (
        low[0].isdecimal()
        or low in words("tolls", "links.objects")
        or low in load("numbers")["ones"]
        or (k < len(tokens) and is_plural(tokens[k]))
    )


def _suffering(low: str) -> bool:
    others = low in words("tolls", "parts.others") or low in words("tolls", "links.be")
    return others or low in by_word("verbs") or low in by_word("states")


def told_before(tokens: list[Token], quantity: Quantity) -> Toll | None:
    """Killed 12, killing at least 12 people, a death toll of 12."""
    k = quantity.tokens[0] - 1
    joined = low_at(tokens, k) in ("and", ",")
    for j in range(k, max(-1, k - REACH), -1):
        low = tokens[j].low
        phrase = _phrase_ending(tokens, j)
        if phrase:
            return phrase
        if low in by_word("active") or (low in by_word("verbs") and not _is_passive(tokens, j)):
            if low in words("tolls", "links.claiming") and not _costs_lives(tokens, j, quantity):
                return None
            return Toll(by_word("active").get(low) or by_word("verbs")[low], j, j + 1, "active")
        person = low in words("tolls", "people.singulars") or low in words("tolls", "people.plurals")
        if low not in words("tolls", "links.before") and not low.endswith("ly") and not (person and joined):
            return None
    return None


def _phrase_ending(tokens: list[Token], j: int) -> Toll | None:
    """The toll whose words end with token `j` ("death toll of")."""
    for phrase, measure in toll_phrases().items():
        begin = j - len(phrase) + 1
        if phrase[-1] == tokens[j].low and begin >= 0:
            spoken = tuple(t.low for t in tokens[begin : j + 1])
            if spoken == phrase:
                return Toll(measure, begin, j + 1, "toll")
    return None


def _costs_lives(tokens: list[Token], verb: int, quantity: Quantity) -> bool:
    """Claimed 12 lives; lost 12 fighters: not voters, not seats."""
    if any(t.low in words("tolls", "links.lives") for t in tokens[verb + 1 : quantity.tokens[1] + 1]):
        return True
    head = quantity.counted.head
    lost = tokens[verb].low in words("tolls", "links.losing")
    return lost and head is not None and tokens[head].low in words("tolls", "links.fallen")


def told_far_before(tokens: list[Token], quantity: Quantity) -> Toll | None:
    """A death toll from the raids that rose to 12; brought to 12 the number killed."""
    first, last = quantity.tokens
    if low_at(tokens, first - 1) in words("tolls", "links.reaching"):
        for j in range(first - 2, max(-1, first - FAR), -1):
            if tokens[j].low == "toll":
                return Toll(Measure.KILLED, j, j + 1, "toll")
            if tokens[j].low in words("tolls", "links.numbers"):
                toll = _number_of(tokens, j + 1, min(j + 4, first))
                if toll:
                    return toll
    if low_at(tokens, last) in ("its", "the"):
        if low_at(tokens, last + 1) in ("toll", "death"):
            return Toll(Measure.KILLED, last + 1, last + 2, "toll")
        if low_at(tokens, last + 1) in words("tolls", "links.numbers"):
            return _number_of(tokens, last + 2, min(last + 5, len(tokens)))
    return None


def _number_of(tokens: list[Token], first: int, last: int) -> Toll | None:
    """Behind "the number": killed, of dead, of injuries."""
    for n in range(first, last):
        low = tokens[n].low
        measure = by_word("verbs").get(low) or by_word("states").get(low) or by_noun().get(low)
        if measure:
            return Toll(measure, n, n + 1, "toll")
    return None


def _is_passive(tokens: list[Token], verb: int) -> bool:
    """Whether a participle stands behind a form of "be"."""
    return any(t.low in words("tolls", "links.be") for t in tokens[max(0, verb - 2) : verb])
