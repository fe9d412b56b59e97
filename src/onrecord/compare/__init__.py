"""Records of several reports side by side: what repeats, agrees, conflicts and changes.

What compares is loaded, with its numerical library, when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.compare.comparison import Comparer, compare

__all__ = ["Comparer", "compare"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from onrecord.compare import comparison

        return getattr(comparison, name)
    raise AttributeError(f"module {__name__} has no attribute {name}")
