"""Nesting: statements inside what somebody is said to say.

"The council wants a truce, a delegate said" is two statements. The corpora that
the tagger learns from have no nesting, so every content is read again as a text
of its own: what is attributed there stands within.
"""

from __future__ import annotations

from bisect import bisect_left

from onrecord.lexicon import words as lexicon_words
from onrecord.record import Attribution, Spans, all_within, text_of
from onrecord.text.quotes import DOUBLE, SINGLE
from onrecord.text.words import Words

SHORTEST = 5  # words that a content must have to be read again
SOURCELESS = 0.4  # confidence that a statement within needs where no words name its source


def content_words(words: Words, content: Spans) -> Words | None:
    """The words of a content as a text of its own, None where it is too short to hold another.

    A "that" before it and the marks around it are left out.
    """
    numbers: list[int] = []
    for start, end in content:
        first = bisect_left(words.starts, start)
        last = bisect_left(words.starts, end)
        numbers.extend(range(first, last))
    marks = DOUBLE | SINGLE
    opened = False
    while numbers and (words.texts[numbers[0]] in marks or words.texts[numbers[0]].lower() == "that"):
        opened |= words.texts[numbers.pop(0)] in marks
    while opened and numbers and words.texts[numbers[-1]] in marks:
        numbers.pop()
    return words.part(numbers) if len(numbers) >= SHORTEST else None


def is_nested(text: str, inner: Attribution, parent: Attribution, floor: float) -> bool:
    """Whether what was read from a content is a statement of its own.

    It must lie inside the content and be sure enough; a speaker's own "I think"
    and "we demand" are hedges and performatives, no statements.
    """
    least = floor if inner.source else max(floor, SOURCELESS)
    if not inner.cue or inner.confidence < least or not all_within(inner.spans, parent.content):
        return False
    return not is_own_voice(text_of(text, inner.source))


def is_own_voice(source: str) -> bool:
    """Whether a source is the speaker of the quotation it stands in ("I", "we all")."""
    own = lexicon_words("people", "pronouns.i") | lexicon_words("people", "pronouns.we")
    return source.split(maxsplit=1)[0].lower() in own if source.split() else False
