"""From what the peers give, lists of spaCy tokens, to spans of characters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

Spans = list[list[int]]


def spans_of(tokens: Iterable[Any]) -> Spans:
    """Tokens as spans [start, end); neighbours are joined, a gap begins another span.

    A token has `i` (its number), `idx` (its first character) and a length, as in spaCy.
    """
    spans: Spans = []
    last = None
    for token in sorted(tokens, key=lambda token: token.i):
        if last is not None and token.i == last + 1:
            spans[-1][1] = token.idx + len(token)
        elif token.i != last:
            spans.append([token.idx, token.idx + len(token)])
        last = token.i
    return spans


def attribution_of(triple: Any, whole_source: bool = False) -> dict[str, Spans]:
    """A (speaker, cue, content) triple as spans of its text.

    `whole_source` widens the speaker, of which textacy gives the noun and its
    compound nouns, to all words that hang on it, as the corpora annotate it.
    """
    source = whole_phrase(triple.speaker) if whole_source else triple.speaker
    return {
        "source": spans_of(source),
        "cue": spans_of(triple.cue),
        "content": spans_of(triple.content),
    }


def whole_phrase(tokens: Iterable[Any]) -> set[Any]:
    """All words that hang on any of the tokens in the parse."""
    return {word for token in tokens for word in token.subtree}


def moved(attribution: dict[str, Spans], move: Callable[[int, bool], int]) -> dict[str, Spans]:
    """The attribution with every offset passed through `move(offset, is_end)`."""
    return {
        role: [[move(start, False), move(end, True)] for start, end in spans]
        for role, spans in attribution.items()
    }


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that hold something, each with its first character's offset."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield at, line
        at += len(line)
