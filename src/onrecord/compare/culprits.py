"""Culprits: who is said to have done a wrong, and who is said not to have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.compare.parties import parties_in
from onrecord.compare.speakers_alike import Voice
from onrecord.compare.terms import WORD
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Act, Polarity, Statement
from onrecord.text.folding import fold

_ON = re.compile(r"\bon\s+(?P<who>.+)\Z", re.S)


@dataclass(frozen=True, slots=True)
class Blame:
    """A party that a statement makes answerable for a wrong, or clears of it."""

    culprit: str
    denied: bool


def blame_of(statement: Statement, voice: Voice, named: Sequence[str], setting: str) -> Blame | None:
    """Whom a statement blames or clears; None where it does neither. `named` are the parties in it.

    A denial clears whom it names first, else who denies.
    """
    if statement.act is not Act.DENIAL and statement.polarity is Polarity.NEGATIVE:
        own = voice.party if statement.act in (Act.ASSERTION, None) and voice.party in named else None
        return Blame(own, True) if own else None
    if statement.act is Act.DENIAL:
        culprit = next((p for p in named), None) or voice.party
        if voice.party and (voice.party in named or not named or _own(statement)):
            culprit = voice.party
        return Blame(culprit, True) if culprit else None
    if statement.act is Act.ACCUSATION or _says_who(statement):
        on = _ON.search(statement.content.text) if statement.cue.lemma == "blame" else None
        parties = parties_in(on["who"], setting) if on else list(named)
        parties = [p for p in parties if p != voice.party] or parties
        return Blame(parties[0], False) if parties else None
    return None


def _own(statement: Statement) -> bool:
    """Whether the denied is the speaker's own doing ("its forces", "involvement")."""
    words = {fold(w) for w in WORD.findall(statement.content.text)}
    return bool(words & {"its", "their", "our", "we", "i"}) or bool(words & _nouns_denied())


def _says_who(statement: Statement) -> bool:
    words = {fold(w) for w in WORD.findall(statement.content.text)}
    return statement.act in (Act.ASSERTION, None) and bool(words & _did())


@cache
def _did() -> frozenset[str]:
    return lexicon_words("compare", "blame.did")


@cache
def _nouns_denied() -> frozenset[str]:
    return lexicon_words("compare", "blame.denied")
