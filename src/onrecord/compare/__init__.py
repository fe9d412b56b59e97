"""Records of several reports side by side: what repeats, agrees, conflicts and changes."""

from onrecord.compare.comparison import Comparer, compare

__all__ = ["Comparer", "compare"]
