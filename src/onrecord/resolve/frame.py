"""Frames: the words of a sentence that stand around a statement, what it says left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record import Span, Spans, Statement
from onrecord.text.sentences import Sentences

HOLE = "\x00"
NEAR = 6  # statements before and behind that can share a sentence with one


@dataclass(frozen=True, slots=True)
class Frame:
    """The sentence in which a statement's source and cue stand.

    `text` has a `HOLE` for every character of what is said there, so offsets
    into it, plus `start`, are offsets into the report; `raw` is the sentence
    without holes. `cues` are the cues of
    all statements in it, `own` that of the statement, or its source where it has none.
    """

    start: int
    text: str
    raw: str
    own: Spans
    source: Spans
    cues: Spans

    def span(self, start: int, end: int) -> Span:
        """Offsets into the frame as a span of the report."""
        return Span(self.start + start, self.start + end)

    def belongs(self, start: int, end: int) -> bool:
        """Whether words of the frame stand in the source, or nearer to the statement's cue than to any other.

        Characters of contents do not count as distance.
        """
        if any(s.start <= self.start + start and self.start + end <= s.end for s in self.source):
            return True
        own = min((self._distance(start, end, cue) for cue in self.own), default=0)
        return all(own <= self._distance(start, end, cue) for cue in self.cues)

    def _distance(self, start: int, end: int, cue: Span) -> int:
        first, last = cue.start - self.start, cue.end - self.start
        between = self.text[end:first] if end <= first else self.text[last:start] if last <= start else ""
        return len(between) - between.count(HOLE)


def frame_of(text: str, sentences: Sentences, statements: Sequence[Statement], number: int) -> Frame | None:
    """The frame of the statement at `number`; None where it has neither source nor cue.

    That of a statement within another ends where the other's content does.
    """
    statement = statements[number]
    named = (*statement.source.spans, *statement.cue.spans)
    if not named:
        return None
    start, _ = sentences.bounds(sentences.number_at(min(s.start for s in named)))
    _, end = sentences.bounds(sentences.number_at(max(s.end for s in named) - 1))
    near = statements[max(0, number - NEAR) : number + NEAR + 1]
    around = [s for s in near if s.within == statement.within]
    holes = [h for s in around if s is statement or not _covers(s, named) for h in s.content.spans]
    parent = next((s for s in near if s.id == statement.within), None)
    if parent:
        holes += _outside(parent.content.spans, start, end)
    chars = list(text[start:end])
    for hole in holes:
        first, last = max(hole.start, start), min(hole.end, end)
        if first < last:
            chars[first - start : last - start] = HOLE * (last - first)
    for span in named:
        chars[span.start - start : span.end - start] = text[span.start : span.end]
    cues = tuple(c for s in around for c in (s.cue.spans or s.source.spans) if start <= c.start < end)
    own = statement.cue.spans or statement.source.spans
    return Frame(start, "".join(chars), text[start:end], own, statement.source.spans, cues)


def _outside(shells: Spans, start: int, end: int) -> list[Span]:
    """What of start ... end is in none of the shells."""
    left, at = [], start
    for shell in sorted(shells):
        if shell.start > at:
            left.append(Span(at, min(shell.start, end)))
        at = max(at, shell.end)
    return [*left, Span(at, end)] if at < end else left


def _covers(statement: Statement, named: Sequence[Span]) -> bool:
    return any(n.start < c.end and c.start < n.end for n in named for c in statement.content.spans)
