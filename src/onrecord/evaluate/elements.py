"""Elements: the source, cue and content of annotated attributions, ready to be compared.

An element is all of one role in one attribution, in one piece or several.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.record import Span, Spans
from onrecord.record.errors import EvaluationError
from onrecord.text.words import WORD

ROLES = ("cue", "source", "content")
MARKS = frozenset('"\u201c\u201d\u201e\u201f\u00ab\u00bb')


@dataclass(frozen=True, slots=True)
class Element:
    """One role of one attribution.

    `spans` are its pieces without outer white space, joined where only white
    space parts them. `words` are the numbers of the words they touch; `core` the
    same without punctuation at the edges of each piece.
    """

    spans: Spans
    words: frozenset[int]
    core: frozenset[int]

    def agreement(self, other: Element) -> float:
        """The word F1 of two elements, 0 … 1; 0 where both are empty."""
        total = len(self.words) + len(other.words)
        return 2 * len(self.words & other.words) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Annotated:
    """One attribution of a corpus or a prediction: three elements, and how its content is quoted.

    `kind` is `direct` where the content begins and ends with a double quotation
    mark, `mixed` where it has one elsewhere, `indirect` where it has none, and
    `none` where there is no content.
    """

    source: Element
    cue: Element
    content: Element
    kind: str

    def __getitem__(self, role: str) -> Element:
        element = getattr(self, role)
        assert isinstance(element, Element)
        return element


class Layout:
    """The words of one text by their offsets, and its elements."""

    def __init__(self, text: str) -> None:
        self.text = text
        words = [match.span() for match in WORD.finditer(text)]
        self._starts = [start for start, _ in words]
        self._ends = [end for _, end in words]

    def __len__(self) -> int:
        return len(self._starts)

    def annotated(self, row: Mapping[str, Any]) -> Annotated:
        """Reads {"source": [[start, end], …], "cue": …, "content": …}; a missing role is empty.

        Raises `EvaluationError` for what is no span or lies outside the text.
        """
        if not isinstance(row, Mapping):
            raise EvaluationError(f"an attribution is {row!r}", "an object with source, cue and content")
        source, cue, content = (self.element(row.get(role) or []) for role in ("source", "cue", "content"))
        return Annotated(source, cue, content, self._kind(content.spans))

    def element(self, spans: Any) -> Element:
        """Makes an element of spans in any order."""
        settled = self._settle(spans)
        pieces = [self.words_of(span) for span in settled]
        words = frozenset(word for piece in pieces for word in piece)
        core = frozenset(word for piece in pieces for word in self._trimmed(piece))
        return Element(settled, words, core)

    def words_of(self, span: Span) -> range:
        """The numbers of the words that a span touches, be it with one character."""
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def _settle(self, spans: Any) -> Spans:
        joined: list[Span] = []
        for start, end in sorted(self._checked(spans)):
            stripped = self._stripped(start, end)
            if stripped.start == stripped.end:
                continue
            if joined and not self.text[joined[-1].end : stripped.start].strip():
                before = joined.pop()
                stripped = Span(before.start, max(before.end, stripped.end))
            joined.append(stripped)
        return tuple(joined)

    def _checked(self, spans: Any) -> list[tuple[int, int]]:
        try:
            pairs = [(int(start), int(end)) for start, end in spans]
        except (TypeError, ValueError):
            raise EvaluationError(f"the spans are {spans!r}", "a list of [start, end]") from None
        for start, end in pairs:
            if not 0 <= start <= end <= len(self.text):
                raise EvaluationError(
                    f"the span [{start}, {end}] lies outside the text of {len(self.text)} characters",
                    "character offsets into that text, end exclusive",
                )
        return pairs

    def _stripped(self, start: int, end: int) -> Span:
        inside = self.text[start:end]
        lead = len(inside) - len(inside.lstrip())
        return Span(start + lead, start + max(lead, len(inside.rstrip())))

    def _trimmed(self, piece: range) -> range:
        first, last = piece.start, piece.stop
        while first < last and self._is_mark(first):
            first += 1
        while first < last and self._is_mark(last - 1):
            last -= 1
        return range(first, last)

    def _is_mark(self, word: int) -> bool:
        character = self.text[self._starts[word]]
        return not (character.isalnum() or character == "_")

    def _kind(self, spans: Spans) -> str:
        if not spans:
            return "none"
        if {self.text[spans[0].start], self.text[spans[-1].end - 1]} <= MARKS:
            return "direct"
        quoted = any(not MARKS.isdisjoint(self.text[start:end]) for start, end in spans)
        return "mixed" if quoted else "indirect"
