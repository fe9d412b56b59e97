"""Introductions: an unnamed speaker whose name follows with the next quotation.

"A union leader said no. 'Never,' said Ola Lind." News tells first what
somebody is and then who.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.record import SpeakerType, Statement
from onrecord.resolve.cast import Cast, Member
from onrecord.text.likeness import clash, telling_words
from onrecord.text.sentences import Sentences

Decided = tuple[Statement, Member | None, str]


def introduced(decided: Sequence[Decided], cast: Cast, sentences: Sentences) -> dict[int, Member]:
    """The named member for every unnamed one that the next speaker is, by the unnamed one's `id()`.

    Only where the next speaker is a person named there for the first time, of
    whom nothing is told that could not be said of the first.
    """
    outer = [entry for entry in decided if entry[0].within is None]
    same: dict[int, Member] = {}
    for (first, one, _), (second, other, _) in pairwise(outer):
        if one is None or other is None or not _can_be(one, other):
            continue
        if _follows(first, second, sentences) and _is_new(first, second, other, cast):
            other.mentions += one.mentions
            other.roles.append(one.name)
            same[id(one)] = other
    return same


def _can_be(one: Member, other: Member) -> bool:
    persons = one.type is other.type is SpeakerType.PERSON
    told = telling_words(" ".join(other.roles))
    fits = not told or bool(told & one.words)
    return persons and not one.named and other.named and fits and not clash(one.gender, other.gender)


def _follows(first: Statement, second: Statement, sentences: Sentences) -> bool:
    """Whether a quotation with its source behind it comes right after a statement with a source."""
    if not first.source.spans or not second.source.spans or second.content.mode == "indirect":
        return False
    start = second.content.spans[0].start
    end = max(s.end for s in (*first.source.spans, *first.content.spans)) - 1
    return start < second.source.spans[0].start and sentences.number_at(start) - sentences.number_at(end) <= 1


def _is_new(first: Statement, second: Statement, other: Member, cast: Cast) -> bool:
    before = other.last_before(second.source.spans[0].start) >= 0
    return not before and not cast.named_before(other, first.content.spans[-1].end)
