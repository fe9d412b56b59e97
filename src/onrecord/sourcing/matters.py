"""Matters: which statements speak of the same, and how many are behind them."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record import Act, Figure, Measure, Record, Span, Speaker, SpeakerType, Statement
from onrecord.sourcing.common import origin_of, words_at
from onrecord.sourcing.findings import Matter, Origin
from onrecord.sourcing.keywords import Weights, alleged, keywords, shared_words, weights_of

ALIKE = 0.5
"""Likeness from which two statements are held to speak of one matter."""

SHARED = 3
"""Stems that two statements of one matter share; one less is enough for a likeness of `VERY_ALIKE`."""

VERY_ALIKE = 0.75

TOLLS = (Measure.KILLED, Measure.WOUNDED, Measure.MISSING, Measure.DISPLACED, Measure.DETAINED)
"""Measures by which two statements that share a word speak of one matter, where their numbers are near."""

APART = 1.3
"""How many times the smaller of two near numbers the larger may be."""

FACTS = (Act.ASSERTION, Act.ACCUSATION, Act.DENIAL, None)
"""Acts that say what is or was; of what somebody wants or promises, that one is the only source."""


def matters(record: Record) -> tuple[tuple[Matter, ...], tuple[Matter, ...]]:
    """The matters that rest on one source, and those that several speak of, in reading order.

    Statements within another's are told by that one; they add no source.
    """
    facts = [one for one in record.statements if one.within is None and one.act in FACTS and _tells(one)]
    weights = weights_of(record)
    made = [_matter(record, group) for group in _groups(facts, weights)]
    several = tuple(one for one in made if len({_side(record, origin) for origin in one.origins}) > 1)
    single = tuple(one for one in made if one not in several and one.origins)
    return single, several


def _tells(statement: Statement) -> bool:
    """Whether the words say more than that something was said ("the claim", "it")."""
    return not keywords(statement.content.text).keys() <= alleged()


def _groups(facts: Sequence[Statement], weights: Weights) -> list[list[Statement]]:
    """Each statement joins the first group that one of its members is like."""
    groups: list[list[Statement]] = []
    known = {one.id: keywords(one.content.text) for one in facts}
    for one in facts:
        for group in groups:
            if any(_alike(one, other, known, weights) for other in group):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _alike(one: Statement, other: Statement, known: dict[str, dict[str, str]], weights: Weights) -> bool:
    words = known[one.id], known[other.id]
    shared = words[0].keys() & words[1].keys()
    if shared and _same_toll(one, other):
        return True
    likeness = weights.likeness(*words)
    enough = SHARED - 1 if likeness >= VERY_ALIKE and min(map(len, words)) >= SHARED else SHARED
    return likeness >= ALIKE and len(shared) >= enough


def _same_toll(one: Statement, other: Statement) -> bool:
    """Whether both count the killed, the wounded … and come to numbers of one size."""
    return any(
        a.measure is b.measure and a.measure in TOLLS and _near(a, b)
        for a in one.figures
        for b in other.figures
    )


def _near(one: Figure, other: Figure) -> bool:
    sizes = [figure.low if figure.low is not None else figure.high for figure in (one, other)]
    known = [size for size in sizes if size]
    return len(known) == 2 and max(known) <= APART * min(known)


def _matter(record: Record, group: Sequence[Statement]) -> Matter:
    origins: dict[str | None, Origin] = {}
    for one in group:
        origin = origin_of(record, one)
        if origin.speaker:
            origins.setdefault(origin.speaker, origin)
    spans: tuple[Span, ...] = group[0].content.spans
    first = keywords(group[0].content.text)
    shared = dict.fromkeys(
        word for one in group[1:] for word in shared_words(first, keywords(one.content.text))
    )
    return Matter(
        tuple(one.id for one in group), tuple(origins.values()), words_at(record, spans), tuple(shared)
    )


def _side(record: Record, origin: Origin) -> str | None:
    """A spokesman and the body he speaks for are one source."""
    speaker = record.speaker(origin.speaker)
    body = _body_of(record, speaker) if speaker else None
    return body.id if body else origin.speaker


def _body_of(record: Record, speaker: Speaker) -> Speaker | None:
    bodies = (one for one in record.speakers if one.type is SpeakerType.ORGANISATION and one is not speaker)
    return next((one for one in bodies if one.name == speaker.affiliation), None)
