"""What items of news agencies say of themselves, in whatever format: whether they may be used, and when.

IPTC's codes of publication status: http://cv.iptc.org/newscodes/pubstatusg2/
"""

from __future__ import annotations

from onrecord.record import Warning
from onrecord.record.errors import NoArticle

_UNUSABLE = frozenset({"canceled", "cancelled", "withheld"})


def refuse_unusable(status: str) -> None:
    """Raises `NoArticle` where an agency has withdrawn an item or holds it back."""
    if status.lower() in _UNUSABLE:
        raise NoArticle(f"its agency marks this item as {status}", "an item that is usable")


def embargo(until: str | None) -> tuple[Warning, ...]:
    """The warning for an item under embargo; none where there is no embargo."""
    return (Warning("embargo", f"its agency put this item under embargo until {until}"),) if until else ()
