"""Sources that the report does not name, and what it says of why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from onrecord.record import Mode, Record, Span, Speaker, Statement
from onrecord.sourcing.common import all_spans, finds, start_of, words_at
from onrecord.sourcing.findings import Anonymity, NoSource, UnnamedSource, Words
from onrecord.text.paragraphs import paragraph_at, paragraphs
from onrecord.text.sentences import Sentences

_END = re.compile(r"[.!?;\u201c\u201d\"\n]|, (?:adding|but|and added)|,?\s+(?:and )?(?:said|says|told)\b|$")


def unnamed(record: Record) -> tuple[UnnamedSource, ...]:
    """Every unnamed speaker that says or passes on something, in the order of the record."""
    granted = _granted(record)
    found = []
    for speaker in record.speakers:
        said = [one for one in record.statements if _speaks(one, speaker)]
        if not speaker.named and said:
            found.append(
                UnnamedSource(
                    speaker=speaker.id,
                    name=speaker.name,
                    type=speaker.type,
                    affiliation=speaker.affiliation,
                    roles=speaker.roles,
                    statements=tuple(one.id for one in said),
                    quotations=sum(one.content.mode in (Mode.DIRECT, Mode.MIXED) for one in said),
                    described=_described(record, speaker),
                    anonymity=tuple(granted.get(speaker.id, ())),
                )
            )
    return tuple(found)


def _speaks(statement: Statement, speaker: Speaker) -> bool:
    return speaker.id in {statement.source.speaker, *(link.speaker for link in statement.via)}


def _described(record: Record, speaker: Speaker) -> tuple[Words, ...]:
    found: dict[str, Words] = {}
    for span in speaker.mentions:
        words = words_at(record, (span,))
        found.setdefault(" ".join(words.text.lower().split()), words)
    return tuple(found.values())


def no_source(record: Record) -> tuple[NoSource, ...]:
    """Statements behind which the record knows nobody."""
    return tuple(
        NoSource(
            one.id, words_at(record, one.cue.spans or one.source.spans), words_at(record, one.content.spans)
        )
        for one in record.statements
        if record.speaker(one.source.speaker) is None
    )


# ------------------------------------------------------------------ anonymity
def _granted(record: Record) -> dict[str, list[Anonymity]]:
    """The words about anonymity, by the unnamed speaker they are about."""
    text = record.report.text
    sentences = Sentences(text)
    by_sentence: dict[int, list[Span]] = {}
    for span in (*finds(text, "anonymity.conditions"), *finds(text, "anonymity.reasons")):
        by_sentence.setdefault(sentences.number_at(span.start), []).append(span)
    found: dict[str, list[Anonymity]] = {}
    for number, spans in sorted(by_sentence.items()):
        start, end = sentences.bounds(number)
        speaker = _whose(record, min(spans), Span(start, end))
        if speaker:
            found.setdefault(speaker, []).append(_anonymity(record, Span(start, end)))
    return found


def _anonymity(record: Record, sentence: Span) -> Anonymity:
    text = record.report.text
    conditions = [span for span in finds(text, "anonymity.conditions") if span.within(sentence)]
    reason = _reason(text, conditions[0].end, sentence) if conditions else None
    if reason is None:
        stated = [span for span in finds(text, "anonymity.reasons") if span.within(sentence)]
        reason = _to_clause_end(text, stated[0].start, sentence) if stated else None
    return Anonymity(
        words_at(record, conditions[:1]) if conditions else Words(),
        words_at(record, (reason,)) if reason else Words(),
    )


def _reason(text: str, after: int, sentence: Span) -> Span | None:
    """The clause of reason that follows the condition in its sentence, with few words between."""
    for span in _openers(text):
        if after <= span.start and span.end <= sentence.end and len(text[after : span.start].split()) <= 6:
            return _to_clause_end(text, span.start, sentence)
    return None


@cache
def _openers(text: str) -> tuple[Span, ...]:
    return finds(text, "anonymity.openers")


def _to_clause_end(text: str, start: int, sentence: Span) -> Span:
    body = text[start : sentence.end]
    ends = [match.start() for match in _END.finditer(body) if not _inside_number(body, match.start())]
    return Span(start, start + len(body[: ends[0]].rstrip(" ,\n")))


def _inside_number(text: str, at: int) -> bool:
    """Whether a full stop belongs to an abbreviation or a number: "U.S. officials", "1.5"."""
    return text[at : at + 1] == "." and at > 0 and (text[at - 1].isupper() or text[at + 1 : at + 2].isdigit())


def _whose(record: Record, words: Span, sentence: Span) -> str | None:
    """Which unnamed speaker words about anonymity are about.

    The nearest that the sentence names before them, then after them, then the
    one that spoke last in the paragraph.
    """
    hidden = [speaker for speaker in record.speakers if not speaker.named]
    here = [(span, speaker.id) for speaker in hidden for span in speaker.mentions if _meets(span, sentence)]
    before = [one for one in here if one[0].start <= words.start]
    if before:
        return max(before)[1]
    if here:
        return min(here)[1]
    spoke = [
        one
        for one in _in_paragraph(record, words)
        if any(_speaks(one, speaker) for speaker in hidden) and start_of(one) < sentence.end
    ]
    return max(spoke, key=start_of).source.speaker if spoke else None


def _meets(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end


def _in_paragraph(record: Record, words: Span) -> Sequence[Statement]:
    found = paragraphs(record.report.text)
    at = paragraph_at(found, words.start)
    return [one for one in record.statements if _any_meets(all_spans(one), found[at])]


def _any_meets(spans: Iterable[Span], other: Span) -> bool:
    return any(_meets(span, other) for span in spans)
