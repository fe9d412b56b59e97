"""Statements without a source: whom the words around their cue make speak.

No words name a source where the cue is a participle ("adding that", "pointing
to"), speaks in the first person ("there is no doubt in my mind"), or where
only the name beside the verb was not read as one ("said Lind").
"""

from __future__ import annotations

import re

from onrecord.lexicon import words as lexicon_words
from onrecord.record import Span, Statement
from onrecord.text.sentences import Sentences

_NAME = r"(?:[A-Z][\w’'.-]*(?:\s(?:(?:al|de|van|von|bin|der)[\s-])?[A-Z][\w’'.-]*)*|[Hh]e|[Ss]he|[Tt]hey)"
_BEFORE = re.compile(rf"(?:\A|[\s“”\"'’.,:;–—-])({_NAME}),?\s+(?:also\s|later\s|then\s)?\Z")
_BEHIND = re.compile(rf"\s+({_NAME})(?=[\s.,:;]|\Z)")
_QUOTED = re.compile(r"(?:was|were|is|are|been)\s(?:quoted|cited)")
_OWN = re.compile(r"\b(?:my|our|I|we|me|us)\b")


def is_participle(statement: Statement) -> bool:
    """Whether a cue leans on the subject of another verb ("adding that", "not seeking")."""
    words = [w for w in statement.cue.text.split() if w not in ("not", "also", "again", "further")]
    return bool(words) and words[0].lower().endswith("ing") and len(words[0]) > 4


def is_first_person(statement: Statement) -> bool:
    """Whether a cue speaks of whoever utters it ("in my mind")."""
    return bool(_OWN.search(statement.cue.text))


def name_beside(text: str, sentences: Sentences, statement: Statement) -> Span | None:
    """The name right before a verb of speech, or right behind it."""
    cue_words = statement.cue.text.lower()
    speaks = cue_words in lexicon_words("people", "speech") or bool(_QUOTED.match(cue_words))
    if not statement.cue.spans or not speaks:
        return None
    cue = statement.cue.spans[0]
    start, end = sentences.bounds(sentences.number_at(cue.start))
    before = _BEFORE.search(text[start : cue.start])
    if before:
        return Span(start + before.start(1), start + before.end(1))
    behind = _BEHIND.match(text, cue.end, end)
    return Span(*behind.span(1)) if behind else None


def beside_in_sentence(
    statements: tuple[Statement, ...], number: int, sentences: Sentences
) -> list[Statement]:
    """Statements of its sentence and level with a source: the nearest before it first, then those behind."""
    own = statements[number]
    at = sentences.number_at(own.cue.spans[0].start)
    near = [
        s
        for s in statements[max(0, number - 6) : number + 7]
        if s is not own
        and s.within == own.within
        and s.source.spans
        and sentences.number_at(s.source.spans[0].start) == at
    ]
    before = [s for s in near if s.source.spans[0].start < own.cue.spans[0].start]
    return [*reversed(before), *(s for s in near if s not in before)]


def follows_colon(text: str, at: int) -> bool:
    """Whether a colon announces what begins at `at`."""
    return text[:at].rstrip(" \n“\"'‘").endswith(":")
