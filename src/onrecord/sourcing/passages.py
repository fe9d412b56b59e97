"""Paragraphs in which the report speaks in its own voice throughout."""

from __future__ import annotations

from onrecord.lexicon import words as lexicon_words
from onrecord.record import Record, Span
from onrecord.sourcing.common import all_spans, words_at
from onrecord.sourcing.findings import Passage
from onrecord.text.paragraphs import paragraphs

SHORTEST = 12
"""Words: what is shorter and does not end like a sentence is a heading, a byline, a caption."""

_ENDS = tuple(".!?\u2026\u201d\"')\u2019")


def story_paragraphs(record: Record) -> tuple[tuple[int, Span], ...]:
    """The paragraphs of the story with their numbers: no title, byline, heading or credit."""
    found = paragraphs(record.report.text)
    return tuple((n, span) for n, span in enumerate(found, start=1) if _is_story(record, span))


def unattributed(record: Record) -> tuple[Passage, ...]:
    """Paragraphs that no statement touches."""
    taken = [span for one in record.statements for span in all_spans(one)]
    return tuple(
        Passage(number, len(record.report.text[span.start : span.end].split()), words_at(record, (span,)))
        for number, span in story_paragraphs(record)
        if not any(span.start < other.end and other.start < span.end for other in taken)
    )


def _is_story(record: Record, span: Span) -> bool:
    words = " ".join(record.report.text[span.start : span.end].split())
    title = " ".join((record.report.title or "").split())
    if title and words.startswith(title) and len(words) - len(title) < 3:
        return False
    length = len(words.split())
    if length < SHORTEST and not words.endswith(_ENDS):
        return False
    if length < 2 * SHORTEST:
        lower = words.lower()
        credited = any(phrase in lower for phrase in lexicon_words("furniture", "credits.phrases"))
        signed = lower.startswith("by ") and any(name in words for name in record.report.bylines)
        return not (credited or signed)
    return True
