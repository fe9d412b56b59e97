"""Finding an event: the likeliest class of a sentence, if words of that class name it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.interpret.event_model import EventModel, border_of
from onrecord.interpret.event_words import Hit, Token, hits_of, tokens_of
from onrecord.record import Span

SURE_TYPE = 0.6
"""Least probability of a class where a party of politics acts: of these three in four are right at it."""

SURE_UNRIVALLED = 0.5
"""The same where strong words name it and none name another class: of these four in five are right at it."""

SURE_ALONE = 0.75
"""The least where no party of politics acts: words of conflict are then often meant otherwise."""


@dataclass(frozen=True, slots=True)
class Found:
    """An event in one sentence: its words, class, and the probability of the class.

    `strong`: words that name it seldom mean anything else.
    """

    tokens: tuple[Token, ...]
    trigger: Hit
    confidence: float
    strong: bool

    @property
    def span(self) -> Span:
        """The characters of the words that name it."""
        return Span(self.tokens[self.trigger.first].start, self.tokens[self.trigger.last].end)


def find(text: str, offset: int, model: EventModel) -> Found | None:
    """The event that one sentence may tell, None where no class is sure.

    `offset` is where the text stands.
    """
    tokens = tokens_of(text, offset)
    bases = [token.base for token in tokens]
    hits = hits_of(bases)
    if not hits:
        return None
    shares = model.types_of(tokens)
    kind = max(shares, key=shares.__getitem__)
    border = border_of(bases, hits)
    main = [hit for hit in hits if hit.type == kind and hit.first < border]
    strong = any(not hit.weak for hit in main)
    rivals = any(hit.type != kind and hit.first < border for hit in hits)
    if not main or shares[kind] < (SURE_UNRIVALLED if strong and not rivals else SURE_TYPE):
        return None
    return Found(tokens, main[0], round(shares[kind], 2), strong)
