"""Nesting: statements inside what somebody is said to say.

"The council wants a truce, a delegate said" is two statements. The network has
heads of its own for what stands within a content, read in the same pass. What
stands within that again, and all of it where a network lacks those heads, is
found by reading the content once more as a text of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.lexicon import words as lexicon_words
from onrecord.record import Attribution, Spans, all_within, text_of
from onrecord.text.quotes import DOUBLE, SINGLE
from onrecord.text.words import Words

SHORTEST = 5  # words that a content must have to be read again
SOURCELESS = 0.4  # confidence that one read from a content alone needs where no words name its source


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


def owners_of(words: Words, outer: Sequence[Attribution]) -> list[Attribution | None]:
    """For every word the attribution whose content it stands in."""
    owners: list[Attribution | None] = [None] * len(words)
    for attribution in outer:
        for start, end in attribution.content:
            for k in range(bisect_left(words.starts, start), bisect_left(words.starts, end)):
                owners[k] = attribution
    return owners


def is_nested(text: str, inner: Attribution, parent: Attribution) -> bool:
    """Whether what was read from a content can be a statement of its own.

    It must have a cue and lie inside the content; a speaker's own "I think" and
    "we demand" are hedges and performatives, no statements.
    """
    if not inner.cue or not all_within(inner.spans, parent.content):
        return False
    return not is_own_voice(text_of(text, inner.source))


def is_own_voice(source: str) -> bool:
    """Whether a source is the speaker of the quotation it stands in ("I", "we all")."""
    own = lexicon_words("people", "pronouns.i") | lexicon_words("people", "pronouns.we")
    return source.split(maxsplit=1)[0].lower() in own if source.split() else False
