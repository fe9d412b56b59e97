"""Copies: which of many texts are one text again, and where a text came from.

`CopyIndex` finds near-copies and their origin, `families` puts them together.
Everything here is a function of texts and records alone: no clock, no chance,
no order of arrival. Which statement of a text is which of its revision is told
by `onrecord.ledger.matching`.
"""

from onrecord.copies.credit import agency_of
from onrecord.copies.family import Family, families
from onrecord.copies.index import (
    Copy,
    CopyIndex,
    CopyKind,
    Text,
    candidates,
    compare,
    make_text,
    text_of_record,
)
from onrecord.copies.sketch import Sketch, sketch_of

__all__ = [
    "Copy",
    "CopyIndex",
    "CopyKind",
    "Family",
    "Sketch",
    "Text",
    "agency_of",
    "candidates",
    "compare",
    "families",
    "make_text",
    "sketch_of",
    "text_of_record",
]
