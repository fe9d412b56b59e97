"""Matters: which statements speak of the same, and how many are behind them."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record import Act, Record, Span, Speaker, SpeakerType, Statement
from onrecord.sourcing.common import origin_of, words_at
from onrecord.sourcing.findings import Matter, Origin
from onrecord.sourcing.keywords import Weights, keywords, shared_words, weights_of

ALIKE = 0.5
"""Likeness from which two statements are held to speak of one matter."""

SHARED = 2
"""Stems that two statements of one matter share at least."""

FACTS = (Act.ASSERTION, Act.ACCUSATION, Act.DENIAL, None)
"""Acts that say what is or was; of what somebody wants or promises, that one is the only source."""


def matters(record: Record) -> tuple[tuple[Matter, ...], tuple[Matter, ...]]:
    """The matters that rest on one source, and those that several speak of, in reading order.

    Statements within another's are told by that one; they add no source.
    """
    facts = [one for one in record.statements if one.within is None and one.act in FACTS]
    weights = weights_of(record)
    made = [_matter(record, group) for group in _groups(facts, weights)]
    several = tuple(one for one in made if len({_side(record, origin) for origin in one.origins}) > 1)
    single = tuple(one for one in made if one not in several and one.origins)
    return single, several


def _groups(facts: Sequence[Statement], weights: Weights) -> list[list[Statement]]:
    """Each statement joins the first group that one of its members is like."""
    groups: list[list[Statement]] = []
    known = {one.id: keywords(one.content.text) for one in facts}
    for one in facts:
        for group in groups:
            if any(_alike(known[one.id], known[other.id], weights) for other in group):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _alike(one: dict[str, str], other: dict[str, str], weights: Weights) -> bool:
    return len(one.keys() & other.keys()) >= SHARED and weights.likeness(one, other) >= ALIKE


def _matter(record: Record, group: Sequence[Statement]) -> Matter:
    origins: dict[str | None, Origin] = {}
    for one in group:
        origin = origin_of(record, one)
        if origin.speaker:
            origins.setdefault(origin.speaker, origin)
    spans: tuple[Span, ...] = group[0].content.spans
    first = keywords(group[0].content.text)
    shared = dict.fromkeys(word for one in group[1:] for word in shared_words(first, keywords(one.content.text)))
    return Matter(tuple(one.id for one in group), tuple(origins.values()), words_at(record, spans), tuple(shared))


def _side(record: Record, origin: Origin) -> str | None:
    """A spokesman and the body he speaks for are one source."""
    speaker = record.speaker(origin.speaker)
    body = _body_of(record, speaker) if speaker else None
    return body.id if body else origin.speaker


def _body_of(record: Record, speaker: Speaker) -> Speaker | None:
    bodies = (one for one in record.speakers if one.type is SpeakerType.ORGANISATION and one is not speaker)
    return next((one for one in bodies if one.name == speaker.affiliation), None)
