"""Which time phrase of a content dates its main event, and to which days.

The first one of the main clause does; times of subordinate clauses, comparisons
and names ("the 2010 budget") are of something else.
"""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.interpret.compound import Between, Edge, Open
from onrecord.interpret.days import Stretch
from onrecord.interpret.grammar import TimePhrase
from onrecord.interpret.times import Vague, Years
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Status
from onrecord.text.words import Gap, Words

FARTHEST = 40  # words from the beginning of a content to the time of its main event


def dating_phrase(words: Words, numbers: list[int], phrases: tuple[TimePhrase, ...]) -> TimePhrase | None:
    """The phrase that dates the main event of a content, None where none does.

    `numbers` are the words of the content, `phrases` the time phrases in it.
    """
    for phrase in phrases:
        if isinstance(phrase.time, Vague) or phrase.first not in numbers:
            continue
        before = [k for k in numbers if k < phrase.first]
        if len(before) > FARTHEST:
            return None
        if not (_is_elsewhere(words, before) or _names(words, phrase) or _compares(words, before)):
            return phrase
    return None


def _is_elsewhere(words: Words, before: list[int]) -> bool:
    """Whether a subordinate clause, or a later sentence, stands around what follows these words."""
    for k in reversed(before[1:]):
        word = words.texts[k].lower()
        if k != before[-1] and _ends_sentence(words, k):
            return True
        if word == ",":
            return False
        if word in lexicon_words("tense", "words.apart") and k != before[0]:
            return True
    return False


def _ends_sentence(words: Words, k: int) -> bool:
    """Whether a mark ends a sentence: no full stop of a number or an abbreviation."""
    if words.texts[k] in ("?", "!", ";"):
        return True
    if words.texts[k] != "." or k + 1 >= len(words) or words.gaps[k + 1] == Gap.NONE:
        return False
    return len(words.texts[k - 1]) > 2 and words.texts[k + 1][0].isupper()


def _names(words: Words, phrase: TimePhrase) -> bool:
    """Whether a bare year is part of a name: "the 2010 budget"."""
    if not isinstance(phrase.time, Years):
        return False
    before = words.texts[phrase.first - 1].lower() if phrase.first else ""
    after = words.texts[phrase.behind] if phrase.behind < len(words) else ""
    determined = before in ("the", "a", "an", "his", "her", "its", "their", "our", "this", "that", "any")
    return determined and after[:1].isalpha() and words.texts[phrase.first].lower() != "the"


def _compares(words: Words, before: list[int]) -> bool:
    """Whether a comparison leads to the time: "than in April", "compared with 2012"."""
    return any(words.texts[k].lower() in ("than", "compared", "unlike", "versus") for k in before[-3:])


def days_of(phrase: TimePhrase, status: Status | None, anchor: date | None) -> Stretch | None:
    """The days a phrase means in a content of this status; None where the two do not go together.

    What is to come is not over, what is or was does not begin later; a year or
    month under way is, for what is to come, the rest of it.
    """
    stretch = phrase.time.on(anchor, 1 if status == Status.FUTURE else -1)
    if stretch is None or anchor is None:
        return stretch
    if isinstance(phrase.time, Open) and phrase.time.kind == "as of" and status != Status.FUTURE:
        return phrase.time.of.on(anchor, -1)
    if not _agrees(stretch, status, anchor):
        return None
    if isinstance(phrase.time, Open | Between | Edge) or stretch.start is None or stretch.end is None:
        return stretch
    runs = stretch.start < anchor < stretch.end and (stretch.end - stretch.start).days > 27
    return Stretch(anchor, stretch.end) if runs and status == Status.FUTURE else stretch


def _agrees(stretch: Stretch, status: Status | None, anchor: date) -> bool:
    """Whether days go together with a status."""
    if status == Status.FUTURE:
        return not _is_over(stretch, anchor)
    if status in (Status.PAST, Status.PRESENT) and stretch.start is not None and stretch.start > anchor:
        return False
    recent = stretch.end is None or stretch.end >= anchor - timedelta(days=7)
    return status != Status.PRESENT or recent


def _is_over(stretch: Stretch, anchor: date) -> bool:
    """Whether a stretch lies well behind the anchor; a few days may be due to a late report."""
    last = stretch.end or stretch.start
    return last is not None and last < anchor - timedelta(days=14 if stretch.end else 0)
