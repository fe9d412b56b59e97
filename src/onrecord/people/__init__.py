"""People: the persons and bodies behind the speakers of many reports.

`appearances_of` takes the speakers of a record, `People` keeps up who is one.
Nobody is merged without a reason in words; what is less than sure is proposed,
what only looked alike is told too. The unnamed are never merged.
"""

from onrecord.people.appearance import Appearance, AppearanceKey, appearances_of
from onrecord.people.outcome import Change, Decisions, Identity, Link, Pair
from onrecord.people.profile import blocking_keys, profile_of
from onrecord.people.register import People, merge
from onrecord.people.verdict import MERGE, PROPOSE

__all__ = [
    "MERGE",
    "PROPOSE",
    "Appearance",
    "AppearanceKey",
    "Change",
    "Decisions",
    "Identity",
    "Link",
    "Pair",
    "People",
    "appearances_of",
    "blocking_keys",
    "merge",
    "profile_of",
]
