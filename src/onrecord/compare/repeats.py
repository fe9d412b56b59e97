"""Repeats: one utterance told again in another report, by a wire's text or from the same mouth."""

from __future__ import annotations

from onrecord.compare.figures import Stand, stand
from onrecord.compare.finding import Finding, is_denied, shown
from onrecord.compare.hearsay import HEDGE
from onrecord.compare.kinds import one_kind
from onrecord.compare.sameness import Likeness
from onrecord.compare.speakers_alike import alike
from onrecord.compare.utterances import Utterance
from onrecord.record import RelationKind

SAME_WORDS = 0.8
"""Cosine of the contents from which two statements are one utterance told twice."""

SAME_SPEECH = 0.4
"""Cosine from which one speaker's two statements are one utterance told twice."""


def repeats(a: Utterance, b: Utterance, like: Likeness) -> Finding | None:
    """Whether two statements of different reports are one utterance."""
    if a.key[0] == b.key[0] or is_denied(a) != is_denied(b) or _counts_differ(a, b):
        return None
    if len(a.own.weights) <= HEDGE and not a.voice.name:
        return None
    one_voice = alike(a.voice, b.voice)
    least = SAME_SPEECH if one_voice and one_kind(a.statement.act, b.statement.act) else SAME_WORDS
    if like.cosine < least or not (one_voice or _copied(a, b, like) or _kinds_alike(a, b)):
        return None
    words = "the same words" if like.cosine >= SAME_WORDS else "much the same words"
    whose = f"{shown(a)} in both" if one_voice else "under the same or no name"
    return Finding(RelationKind.REPEATS, 0.7 + 0.29 * like.cosine, f"{words}, {whose}")


def copied(a: Utterance, b: Utterance, like: Likeness) -> Finding | None:
    """Whether two statements of near-copies of one text are one utterance."""
    if like.cosine < SAME_WORDS or is_denied(a) != is_denied(b) or _counts_differ(a, b):
        return None
    return Finding(RelationKind.REPEATS, 0.7 + 0.29 * like.cosine, "the same words in two copies of one text")


def _copied(a: Utterance, b: Utterance, like: Likeness) -> bool:
    """Whether both stand in one sentence of two reports, and nothing says that the sources are two."""
    mentions = (a.statement.source.text.lower(), b.statement.source.text.lower())
    known = a.voice.name and b.voice.name and mentions[0] != mentions[1]
    return not known and like.around >= SAME_WORDS


def _kinds_alike(a: Utterance, b: Utterance) -> bool:
    """Whether neither source has a name and both are of one kind."""
    if not a.voice.name or not b.voice.name or a.voice.named or b.voice.named:
        return False
    return a.voice.kind == b.voice.kind


def _counts_differ(a: Utterance, b: Utterance) -> bool:
    return any(stand(a.tolls[m], b.tolls[m]) is Stand.OTHER for m in a.tolls if m in b.tolls)
