"""Tolls: what a number of people suffered, from the words around it.

Killed, wounded, missing, displaced, detained: told by the noun that is counted
("12 deaths"), by a state beside it ("12 dead"), by a verb behind it in the
passive or before it in the active, or by the number it is a part of.
"""

from __future__ import annotations

from onrecord.interpret.cardinals import Token, low_at
from onrecord.interpret.counted import is_people
from onrecord.interpret.quantities import Quantity
from onrecord.interpret.toll_clauses import told_before, told_behind, told_far_before, told_far_behind
from onrecord.interpret.toll_words import Toll, by_noun, by_word
from onrecord.interpret.units import Kind
from onrecord.lexicon import words
from onrecord.record import Measure


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
    """The toll of the sentence before, where this number takes it up: five of them; the figure rose to 12."""
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
    if counted.head is None:
        return True
    head = tokens[counted.head]
    return (
        is_people(head) or head.low in by_noun() or head.low.endswith(tuple(words("tolls", "people.likely")))
    )


def _own(tokens: list[Token], quantity: Quantity, limit: int) -> Toll | None:
    """The toll that the words around one quantity tell."""
    counted = quantity.counted
    if counted.head is not None:
        measure = by_noun().get(tokens[counted.head].low)
        if measure:
            return Toll(measure, counted.head, counted.head + 1, "noun")
    if counted.state is not None:
        at = next(k for k in range(counted.first, counted.last) if tokens[k].low == counted.state)
        measure = by_word("states").get(counted.state, Measure.KILLED)
        return Toll(measure, at, at + 1, "state")
    return (
        told_behind(tokens, quantity)
        or told_before(tokens, quantity)
        or told_far_behind(tokens, quantity, limit)
        or told_far_before(tokens, quantity)
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
    if (
        _is_part(tokens, own, gap)
        or _goes_on(tokens, before, own, gap)
        or _in_a_row(tokens, toll, before, own, gap)
    ):
        return Toll(toll.measure, own.tokens[0], own.tokens[1], "part")
    return None


def _is_part(tokens: list[Token], own: Quantity, gap: list[str]) -> bool:
    """Including 13 children; 13 of them."""
    joined = f" {' '.join(gap)} "
    ahead = f"{low_at(tokens, own.tokens[1])} {low_at(tokens, own.tokens[1] + 1)}"
    return any(f" {part} " in joined for part in words("tolls", "parts.words")) or ahead in words(
        "tolls", "parts.partitive"
    )


def _goes_on(tokens: list[Token], before: Quantity, own: Quantity, gap: list[str]) -> bool:
    """Killed 12 guards and five of their friends: joined by "and" with no verb between."""
    if not gap:
        return False
    same = set(gap) <= words("tolls", "parts.joints")
    verbless = not any(g.endswith(("ed", "ing")) or g in words("tolls", "links.finite") for g in gap)
    noun = own.counted.head is not None
    return (same and (noun or low_at(tokens, own.tokens[1]) == "of" or _others(tokens, own))) or (
        noun and verbless and gap[-1] == "and" and len(gap) <= 9
    )


def _in_a_row(tokens: list[Token], toll: Toll, before: Quantity, own: Quantity, gap: list[str]) -> bool:
    """9 in the old town, 8 in the new; 51 children 28 women."""
    noun = own.counted.head is not None
    if not gap:
        return noun and before.counted.head is not None and toll.rule in ("part", "toll", "active")
    bare = not noun and own.unit is None and low_at(tokens, own.tokens[1]) in words("tolls", "parts.where")
    near = len(gap) <= (8 if toll.rule == "part" else 16)
    return bare and near and (own.high or 0) <= (before.low or 10**12)


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
    if gap and "of" in gap and gap <= words("tolls", "parts.of_the"):
        return Toll(toll.measure, toll.first, toll.last, toll.rule)
    if own.counted.head is not None and _bracketed(tokens, own, after):
        return Toll(toll.measure, toll.first, toll.last, toll.rule)
    return None


def _bracketed(tokens: list[Token], own: Quantity, after: Quantity) -> bool:
    """A dozen civilians including two children were killed."""
    gap = " ".join(t.low for t in tokens[own.tokens[1] : after.tokens[0]])
    gap = gap.strip(" ,(").removeprefix("were ").removeprefix("was ")
    return gap in words("tolls", "parts.words")
