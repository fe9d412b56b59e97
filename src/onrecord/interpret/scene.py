"""A report as the reading of times sees it: words, sentences, time phrases, and where its contents stand."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from onrecord.interpret.grammar import TimePhrase, time_phrases
from onrecord.record import Draft, Span, Statement
from onrecord.text.sentences import Sentences
from onrecord.text.words import Words, split_words


@lru_cache(maxsize=4)
def read_times(text: str) -> tuple[Words, tuple[TimePhrase, ...]]:
    """The words of a text and its time phrases; the stages of one report read them once."""
    words = split_words(text)
    return words, time_phrases(words)


class Scene:
    """One report: its words, sentences, time phrases and where its contents stand."""

    def __init__(self, draft: Draft) -> None:
        self.text = draft.report.text
        self.words, self.phrases = read_times(self.text)
        self.sentences = Sentences(self.text)
        self.starts = [p.span.start for p in self.phrases]
        self.furniture = draft.furniture
        self.statements = draft.statements
        self.speakers = {s.id: s for s in draft.speakers}
        self.by_id = {s.id: s for s in draft.statements}

    def word_at(self, offset: int) -> int:
        """The number of the first word at or behind an offset."""
        return bisect_left(self.words.starts, offset)

    def phrases_in(self, start: int, end: int) -> tuple[TimePhrase, ...]:
        """The time phrases that begin in a stretch of the text."""
        return self.phrases[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def ancestors(self, statement: Statement) -> set[str]:
        """The ids of the statements that a statement stands in."""
        found: set[str] = set()
        while statement.within and statement.within not in found:
            found.add(statement.within)
            statement = self.by_id[statement.within]
        return found

    def sentence_around(self, spans: tuple[Span, ...], statement: Statement) -> Span:
        """The sentences of some spans, cut to the content that the statement stands in."""
        start = self.sentences.bounds(self.sentences.number_at(spans[0].start))[0]
        end = self.sentences.bounds(self.sentences.number_at(spans[-1].end - 1))[1]
        for piece in self.furniture:
            if piece.end <= spans[0].start:
                start = max(start, piece.end)
            elif piece.start >= spans[-1].end:
                end = min(end, piece.start)
        parent = self.by_id.get(statement.within or "")
        if parent and parent.content.spans:
            around = next((c for c in parent.content.spans if c.start <= spans[0].start < c.end), None)
            if around:
                return Span(max(start, around.start), min(end, around.end))
        return Span(start, end)
