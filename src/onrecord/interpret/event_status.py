"""Status of an event: how real it is by the statement."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.interpret.event_words import Hit, Token
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Act, Certainty, EventStatus, Polarity, Statement, Status

BEFORE = 6
"""Words before an event's own in which its tense is looked for."""

BY_ACT = {
    Act.DENIAL: EventStatus.DENIED,
    Act.COMMITMENT: EventStatus.ANNOUNCED,
    Act.THREAT: EventStatus.ANNOUNCED,
    Act.FORECAST: EventStatus.PREDICTED,
    Act.WARNING: EventStatus.PREDICTED,
    Act.DEMAND: EventStatus.HYPOTHETICAL,
}
"""What an act says of its event."""
BY_TIME = {
    Status.PAST: EventStatus.HAPPENED,
    Status.PRESENT: EventStatus.HAPPENING,
    Status.FUTURE: EventStatus.PREDICTED,
}
"""What the time of an event says of it, where its act says nothing."""


def status_of(statement: Statement, tokens: Sequence[Token], trigger: Hit, own: bool) -> EventStatus:
    """The status by what is decided of the statement, else by the words before the event's own.

    `own` says that the speaker is the actor: a future of one's own is announced.
    """
    before = [token.text.lower() for token in tokens[max(0, trigger.first - BEFORE) : trigger.first]]
    if _denied(statement, tokens, trigger):
        return EventStatus.DENIED
    if statement.act in BY_ACT:
        return BY_ACT[statement.act]
    if statement.certainty is Certainty.POSSIBLE and statement.about.status is not Status.PAST:
        return EventStatus.HYPOTHETICAL
    if statement.about.status in BY_TIME:
        told = BY_TIME[statement.about.status]
        return EventStatus.ANNOUNCED if own and told is EventStatus.PREDICTED else told
    return _by_words(before, tokens[trigger.first].text.lower(), own)


def _denied(statement: Statement, tokens: Sequence[Token], trigger: Hit) -> bool:
    """Whether the event is said not to be; a refusal ("will not lift") is an event itself."""
    if statement.act is Act.DENIAL:
        return True
    if trigger.type == "REJECT":
        return False
    if statement.polarity is not None:
        return statement.polarity is Polarity.NEGATIVE
    return "not" in [token.base for token in tokens[max(0, trigger.first - 4) : trigger.first]]


def _by_words(before: Sequence[str], word: str, own: bool) -> EventStatus:
    """From auxiliaries, the nearest first, and the ending of the event's word."""
    ahead = EventStatus.ANNOUNCED if own else EventStatus.PREDICTED
    for near in reversed(before):
        if near in lexicon_words("plover", "status.hypothetical"):
            return EventStatus.HYPOTHETICAL
        if near in lexicon_words("plover", "status.future") or near in lexicon_words(
            "plover", "status.going"
        ):
            return ahead
        if near in lexicon_words("plover", "status.happening"):
            return EventStatus.HAPPENING if word.endswith("ing") else EventStatus.HAPPENED
        if near in lexicon_words("plover", "status.happened"):
            return EventStatus.HAPPENED
        if near == "to":
            return EventStatus.ANNOUNCED if own else EventStatus.HYPOTHETICAL
    return EventStatus.HAPPENING if word.endswith(("s", "ing")) else EventStatus.HAPPENED
