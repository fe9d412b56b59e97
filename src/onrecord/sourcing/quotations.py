"""Quoted words that the report puts into more than one mouth."""

from __future__ import annotations

import re

from onrecord.lexicon import words as lexicon_words
from onrecord.record import Mode, Record, Span, SpeakerType, Statement
from onrecord.sourcing.common import origin_of, words_at
from onrecord.sourcing.findings import SharedQuotation
from onrecord.text.quotes import Quote, quote_states
from onrecord.text.words import Words as SplitWords
from onrecord.text.words import split_words

SHORTEST = 4
"""Words: what is quoted in fewer is a term, not a sentence of somebody's."""

_ONE = re.compile(r"(?:an?|one(?: of)?|another|he|she)\b", re.IGNORECASE)
_JOINT = re.compile(r"[A-Z][\w.\u2019'-]*,? and (?:\w+ ){0,3}?[A-Z]")


def shared_quotations(record: Record) -> tuple[SharedQuotation, ...]:
    """Direct and mixed statements of plural sources, with the words that are quoted."""
    plural = [one for one in record.statements if one.content.mode in (Mode.DIRECT, Mode.MIXED)]
    plural = [one for one in plural if _is_plural(record, one)]
    if not plural:
        return ()
    split = split_words(record.report.text)
    states = quote_states(split)
    found = []
    for one in plural:
        quoted = tuple(
            part for span in one.content.spans for part in _quoted(split, states, span, one.content.mode)
        )
        if quoted:
            source = words_at(record, one.source.spans)
            found.append(SharedQuotation(one.id, origin_of(record, one), source, words_at(record, quoted)))
    return tuple(found)


def _is_plural(record: Record, statement: Statement) -> bool:
    """Whether the words for a source, or the speaker a pronoun leads to, are several people."""
    speaker = record.speaker(statement.source.speaker)
    if speaker is None or _ONE.match(statement.source.text):
        return False
    joint = bool(_JOINT.search(statement.source.text)) and " and " in speaker.name
    groups = lexicon_words("people", "groups") | lexicon_words("people", "pronouns.they")
    words = [word.strip(",.").lower() for word in statement.source.text.split()]
    several = not words or any(word in groups or word.endswith("s") for word in words)
    bodies = lexicon_words("bodies", "organisations")
    body = not speaker.name.islower() and any(word.lower() in bodies for word in speaker.name.split())
    return joint or (speaker.type is SpeakerType.GROUP and several and not body)


def _length(split: SplitWords, run: list[tuple[int, int]]) -> int:
    """The words of a run, its marks not counted."""
    first, last = run[0][0], run[-1][0]
    return sum(
        first <= start <= last and text[0].isalnum()
        for text, start in zip(split.texts, split.starts, strict=True)
    )


def _quoted(split: SplitWords, states: tuple[int, ...], span: Span, mode: Mode | None) -> list[Span]:
    """The stretches of a span that stand in quotation marks; of a direct one all of it."""
    inside = [
        (split.starts[k], split.ends[k])
        for k in range(len(split))
        if span.start <= split.starts[k] < span.end and (mode is Mode.DIRECT or states[k] != Quote.OUTSIDE)
    ]
    runs: list[list[tuple[int, int]]] = []
    last = None
    for k, state in enumerate(states):
        place = (split.starts[k], split.ends[k])
        if place not in inside:
            last = None
            continue
        if last is None or (state == Quote.OPENS and mode is not Mode.DIRECT):
            runs.append([])
        runs[-1].append(place)
        last = place
    return [Span(run[0][0], run[-1][1]) for run in runs if _length(split, run) >= SHORTEST]
