"""What is odd about a text and should be known to its reader. Nothing is changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from onrecord.record import Span, Warning
from onrecord.text.quotes import CLOSING_SHAPES, DOUBLE, OPENING_SHAPES, Quote, quote_states
from onrecord.text.words import split_words

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LOST = re.compile("\ufffd+")
_PARAGRAPH = re.compile(r"(?:[^\n\u2029]|\n(?![^\S\n\u2029]*\n))+")
# A byte of UTF-8 shown by another table is a letter with an accent, a Cyrillic letter or a sign of
# mathematics; where there is none of these, the costlier look is spared.
_MAY_BE_MOJIBAKE = re.compile(
    "[\u0080-\u009f\u00c0-\u00ff\u0152-\u0178\u0400-\u04ff\u2200-\u22ff\u251c\u2500]|\u00c2"
)
_DOUBLE = re.compile(f"[{re.escape(''.join(sorted(DOUBLE)))}]")
_RUN = re.compile(r"[^\x00-\x7f]+")
MOST_LOOKS = 50


def find_oddities(text: str) -> tuple[Warning, ...]:
    """Looks a text over; every warning but that of quotations is given for the first place only."""
    return tuple(warning for check in CHECKS for warning in check(text))


def _lone_surrogates(text: str) -> Iterator[Warning]:
    found = _SURROGATE.search(text)
    if found:
        message = "the text holds half of a character (a lone surrogate); it is kept as it is"
        yield Warning("lone-surrogate", message, Span(*found.span()))


def _bidi_controls(text: str) -> Iterator[Warning]:
    found = _BIDI.search(text)
    if found:
        message = (
            "invisible characters turn the direction of writing: it may show in another order than is read"
        )
        yield Warning("bidi-controls", message, Span(*found.span()))


def _lost_characters(text: str) -> Iterator[Warning]:
    found = _LOST.search(text)
    if found:
        count = text.count("\ufffd")
        what = "a character was" if count == 1 else f"{count} characters were"
        message = f"{what} lost before the text came here (shown as \ufffd)"
        yield Warning("lost-characters", message, Span(*found.span()))


def _mojibake(text: str) -> Iterator[Warning]:
    """Text decoded by the wrong table, by ftfy (Speer 2019): it looks bad, and a repair is known."""
    if not _MAY_BE_MOJIBAKE.search(text):
        return
    from ftfy import fix_encoding
    from ftfy.badness import BADNESS_RE

    for _, bad in zip(range(MOST_LOOKS), BADNESS_RE.finditer(text), strict=False):
        run = _RUN.search(text, bad.start())
        around = text[max(0, bad.start() - 40) : bad.end() + 40]
        if run and fix_encoding(around) != around:
            meant = fix_encoding(run.group())
            better = f" where {meant!r} was meant" if meant != run.group() else ""
            message = (
                f"{run.group()!r} looks like text decoded by the wrong table{better}; it is kept as it is"
            )
            yield Warning("mojibake", message, Span(*run.span()))
            return


def _unclosed_quotations(text: str) -> Iterator[Warning]:
    """Quotations that neither their paragraph closes nor the next one takes up."""
    paragraphs = list(_PARAGRAPH.finditer(text))
    for i, paragraph in enumerate(paragraphs):
        if _evenly_marked(paragraph.group()):
            continue
        opener = _unclosed_in(paragraph.group())
        following = paragraphs[i + 1].group() if i + 1 < len(paragraphs) else ""
        if opener is not None and not following.lstrip().startswith(tuple(DOUBLE)):
            start = paragraph.start() + opener
            yield Warning("unclosed-quotation", "this quotation mark is never closed", Span(start, start + 1))


def _evenly_marked(paragraph: str) -> bool:
    """Whether every opening mark can have its closing one, by number alone: a cheap first look."""
    marks = _DOUBLE.findall(paragraph)
    opening, closing = (sum(mark in shapes for mark in marks) for shapes in (OPENING_SHAPES, CLOSING_SHAPES))
    return len(marks) % 2 == 0 and opening == closing


def _unclosed_in(paragraph: str) -> int | None:
    """Where a double mark stands that its paragraph never closes; None where all are closed."""
    words = split_words(paragraph)
    states = quote_states(words)
    for i, state in enumerate(states[:-1]):
        if state == Quote.OPENS and states[i + 1] == Quote.UNCLOSED and words.texts[i] in DOUBLE:
            taken_up = any(
                line.lstrip().startswith(tuple(DOUBLE)) for line in paragraph[words.ends[i] :].split("\n")[1:]
            )
            return None if taken_up else words.starts[i]
    return None


CHECKS: tuple[Callable[[str], Iterator[Warning]], ...] = (
    _lone_surrogates,
    _bidi_controls,
    _lost_characters,
    _mojibake,
    _unclosed_quotations,
)
