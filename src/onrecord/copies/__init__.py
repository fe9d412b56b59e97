"""Copies: which of many texts are one text again, and where a text came from.

`CopyIndex` finds near-copies and their origin, `match_statements` the
statements of a text in its revision. Everything here is a function of texts
and records alone: no clock, no chance, no order of arrival.
"""

from onrecord.copies.credit import agency_of
from onrecord.copies.family import Family, families
from onrecord.copies.index import Copy, CopyIndex, CopyKind, Text, text_of_record
from onrecord.copies.revision import Match, MatchKind, match_statements
from onrecord.copies.sketch import Sketch, sketch_of

__all__ = [
    "Copy",
    "CopyIndex",
    "CopyKind",
    "Family",
    "Match",
    "MatchKind",
    "Sketch",
    "Text",
    "agency_of",
    "families",
    "match_statements",
    "sketch_of",
    "text_of_record",
]
