"""Act: what the speaker does with a statement."""

from __future__ import annotations

from onrecord.interpret.stance import tell
from onrecord.record import Draft


def tell_act(draft: Draft) -> Draft:
    """Fills `Statement.act`, with a trace that names the words that decided."""
    return tell(draft, ("act",))
