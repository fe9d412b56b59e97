"""Polarity: whether the main predicate of a statement is negated, or its cue denies it."""

from __future__ import annotations

from onrecord.interpret.stance import tell
from onrecord.record import Draft


def tell_polarity(draft: Draft) -> Draft:
    """Fills `Statement.polarity`, with a trace that names the words that decided."""
    return tell(draft, ("polarity",))
