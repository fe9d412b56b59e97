"""Words of suffering: what they measure, as tables over the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.lexicon import load
from onrecord.record import Measure

SUFFERED = (Measure.KILLED, Measure.WOUNDED, Measure.MISSING, Measure.DISPLACED, Measure.DETAINED)


@dataclass(frozen=True, slots=True)
class Toll:
    """What a quantity measures, the tokens that tell it (half-open) and the rule that read them."""

    measure: Measure
    first: int
    last: int
    rule: str


@cache
def by_noun() -> dict[str, Measure]:
    """What the nouns measure that are counted themselves ("deaths")."""
    return {word: measure for measure in SUFFERED for word in load("tolls")[measure]["nouns"]}


@cache
def by_word(key: str) -> dict[str, Measure]:
    """What the words of one list measure: `verbs`, `active`, `intransitive` or `states`."""
    return {word: measure for measure in SUFFERED for word in load("tolls")[measure][key]}


@cache
def toll_phrases() -> dict[tuple[str, ...], Measure]:
    """What the phrases before a number measure ("death toll")."""
    return {tuple(p.split()): m for m in SUFFERED for p in load("tolls")[m]["tolls"]}
