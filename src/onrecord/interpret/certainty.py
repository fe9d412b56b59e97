"""Certainty: how firmly the speaker puts a statement."""

from __future__ import annotations

from onrecord.interpret.stance import tell
from onrecord.record import Draft


def tell_certainty(draft: Draft) -> Draft:
    """Fills `Statement.certainty`, with a trace that names the words that decided.

    Hears `act` where that is told before, as it should be.
    """
    return tell(draft, ("certainty",))
