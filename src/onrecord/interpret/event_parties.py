"""Who does an event, and to whom: noun phrases about the words that name it.

Without a parser: a sentence is cut at small words and verbs, and each piece
that may be a party gets a score for either role from where it stands to the
event's words, what precedes it and how it is written. Trained in `models/plover`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.interpret.event_words import NUMBER, Hit, Token
from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words

FAR = 6


class Chunk(NamedTuple):
    """A noun phrase: the numbers of its first and last token, both within it."""

    first: int
    last: int


def chunks_of(
    tokens: Sequence[Token], trigger: Hit, joiners: tuple[str, ...] = ("of", "and")
) -> tuple[Chunk, ...]:
    """The pieces of a sentence that may be parties, in reading order.

    "of" and "and" do not end one ("the Ministry of Grain and Fuel").
    """
    pieces: list[Chunk] = []
    first = -1
    for i in range(len(tokens) + 1):
        inside = i < len(tokens) and not _parts(tokens, i, trigger)
        if inside and first < 0:
            first = i
        if first >= 0 and not inside:
            pieces += _trimmed(tokens, first, i - 1)
            first = -1
    return tuple(_joined(tokens, pieces, joiners))


def _parts(tokens: Sequence[Token], i: int, trigger: Hit) -> bool:
    """Whether a token stands between noun phrases, not in one."""
    token = tokens[i]
    if i in (trigger.first, trigger.last):
        return True
    if not (token.text[0].isalnum()):
        return token.text not in ("&", "'", "’")
    word = token.text.lower()
    if token.base == "not":
        return True
    if word in lexicon_words("plover", "parties.times") or (token.base == NUMBER and _is_date(tokens, i)):
        return True
    if token.capital and i:
        return False
    return (
        word in lexicon_words("plover", "parties.between")
        or token.base in _verb_bases()
        or (word.endswith("ly") and len(word) > 5)
        or _finite(tokens, i)
    )


def _is_date(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number stands beside the name of a month."""
    months = lexicon_words("plover", "parties.months")
    beside = tokens[max(0, i - 1)], tokens[min(len(tokens) - 1, i + 1)]
    return any(t.text.lower() in months for t in beside)


def _finite(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word in -ed or -ing stands where a verb would: behind a noun, not behind an article."""
    word = tokens[i].text
    if not word.endswith(("ed", "ing")) or "-" in word or len(word) < 5 or word[0].isupper():
        return False
    before = tokens[i - 1].text.lower() if i else ""
    return bool(before) and before not in lexicon_words("plover", "parties.openers")


def _verb_bases() -> frozenset[str]:
    return lexicon_words("plover", "parties.verbs")


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> Iterator[Chunk]:
    """The piece without apostrophes at its ends, if there is more to it than articles and numbers."""
    while first < last and not tokens[first].text[0].isalnum():
        first += 1
    while first < last and not tokens[last].text[0].isalnum():
        last -= 1
    shown = tokens[first : last + 1]
    if any(
        t.text[0].isalpha() and t.text.lower() not in lexicon_words("plover", "parties.openers")
        for t in shown
    ):
        yield Chunk(first, last)


def _joined(tokens: Sequence[Token], pieces: Sequence[Chunk], joiners: tuple[str, ...]) -> Iterator[Chunk]:
    held: Chunk | None = None
    for piece in pieces:
        if held and piece.first == held.last + 2 and tokens[held.last + 1].text.lower() in joiners:
            held = Chunk(held.first, piece.last)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def chunk_features(tokens: Sequence[Token], chunks: Sequence[Chunk], number: int, trigger: Hit) -> list[str]:
    """What the model sees of one chunk: binary features by name."""
    chunk = chunks[number]
    side = "left" if chunk.last < trigger.first else "right" if chunk.first > trigger.last else "in"
    before = tokens[chunk.first - 1].text.lower() if chunk.first else "^"
    after = tokens[chunk.last + 1].text.lower() if chunk.last + 1 < len(tokens) else "$"
    near = sum(
        1 for c in chunks if (chunk.last < c.first < trigger.first) or (trigger.last < c.first < chunk.first)
    )
    passive = is_passive(tokens, trigger)
    shape = _shape(tokens, chunk)
    place = f"{side}{min(near, 3)}"
    names = [
        "bias",
        side,
        place,
        f"{side} {before}",
        f"{side} after {after}",
        f"{side} {shape}",
        f"{place} {shape}",
        f"{side} {trigger.type}",
        f"{place} {trigger.type}",
        f"{place} passive={passive}",
        f"{side} {before} {trigger.type}",
        f"first={number == 0}",
        f"first={number == 0} {side} passive={passive}",
        f"before {before}",
        f"head {tokens[chunk.last].base if not tokens[chunk.last].capital else '*'}",
        f"gap {side} {min(_gap(chunk, trigger), FAR)}",
        f"{place} {before}",
        f"{side} base {tokens[trigger.first].base}",
    ]
    if side == "left" and not any(t.text == "," for t in tokens[chunk.last : trigger.first]):
        names.append(f"left no comma {min(near, 2)}")
    return names


def _gap(chunk: Chunk, trigger: Hit) -> int:
    return trigger.first - chunk.last - 1 if chunk.last < trigger.first else chunk.first - trigger.last - 1


def _shape(tokens: Sequence[Token], chunk: Chunk) -> str:
    shown = tokens[chunk.first : chunk.last + 1]
    if len(shown) == 1 and shown[0].text.lower() in lexicon_words("plover", "parties.pronouns"):
        return "pronoun"
    if any(t.capital for t in shown[(1 if chunk.first == 0 else 0) :]) or (
        chunk.first == 0 and len(shown) == 1
    ):
        return "name"
    return "number" if shown[0].base == NUMBER else "noun"


def is_passive(tokens: Sequence[Token], trigger: Hit) -> bool:
    """Whether the event's word is a participle behind a form of "be", adverbs between them."""
    word = tokens[trigger.first].text.lower()
    if not word.endswith("ed") and word not in load("plover")["irregular"]:
        return False
    for token in reversed(tokens[max(0, trigger.first - 3) : trigger.first]):
        if token.base == "be":
            return True
        if token.base != "not" and not token.text.endswith("ly"):
            return False
    return False
