"""What all findings ask of a statement: where it stands, who is behind it, its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from onrecord.lexicon import words as lexicon_words
from onrecord.record import Record, Span, Spans, Statement, text_of
from onrecord.sourcing.findings import Origin, Words


def words_at(record: Record, spans: Iterable[Span]) -> Words:
    """The words of the report under some spans."""
    kept = tuple(spans)
    return Words(kept, text_of(record.report.text, kept))


def origin_of(record: Record, statement: Statement) -> Origin:
    """Who is behind a statement."""
    speaker = record.speaker(statement.source.speaker)
    return Origin(speaker.id if speaker else None, speaker.name if speaker else None)


def all_spans(statement: Statement) -> Spans:
    """Source, cue, content and chain of a statement, in reading order."""
    chain = (span for link in statement.via for span in link.spans)
    return tuple(sorted((*statement.source.spans, *statement.cue.spans, *statement.content.spans, *chain)))


def start_of(statement: Statement) -> int:
    """The first character of a statement; 0 for one without words."""
    return min((span.start for span in all_spans(statement)), default=0)


def outermost(record: Record, statement: Statement) -> Statement:
    """The statement in the report's own voice that another stands in, however deep."""
    by_id = {one.id: one for one in record.statements}
    seen = {statement.id}
    while statement.within in by_id and statement.within not in seen:
        seen.add(statement.within)
        statement = by_id[statement.within]
    return statement


def finds(text: str, phrases: str) -> tuple[Span, ...]:
    """Where any of a list's phrases stands; `phrases` is a key of lexicon/sourcing.toml."""
    return tuple(Span(*match.span()) for match in _pattern(phrases).finditer(text))


@cache
def _pattern(phrases: str) -> re.Pattern[str]:
    """Longest phrases first; a star stands for up to two words, any white space for a space."""
    ordered = sorted(lexicon_words("sourcing", phrases), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"\b(?:" + "|".join(map(_expression, ordered)) + r")\b", re.IGNORECASE)


def _expression(phrase: str) -> str:
    parts = re.split(r" \* ", phrase)
    escaped = (r"\s+".join(map(re.escape, part.replace("n't", "n\u2019t").split())) for part in parts)
    return r"\s+(?:[\w\u2019'-]+\s+){0,2}".join(escaped).replace("\u2019", "['\u2019]?")
