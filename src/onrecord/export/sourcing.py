"""The sourcing of a report in words: sections of entries, the same on every surface."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.export.phrasing import counted, shortened
from onrecord.record import Record
from onrecord.sourcing import Sourcing
from onrecord.sourcing.findings import Accusation, Answer, Answering, Matter, Origin, UnnamedSource, Words
from onrecord.text.paragraphs import paragraph_at, paragraphs

LONGEST_WORDS = 160
"""Characters of the report that one line shows; the whole stands in the report."""

NOBODY = "nobody known"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an entry: what it is, the words, the statement or paragraph they are of."""

    label: str
    text: str
    statement: str | None = None
    paragraph: int | None = None
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding: who or what, a note beside it, its lines; `speaker` gives it a tint."""

    head: str
    note: str
    lines: tuple[Line, ...]
    speaker: str | None = None

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements it is about, in order of the lines."""
        return tuple(dict.fromkeys(line.statement for line in self.lines if line.statement))


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of finding. `about` says what is listed, `none` that nothing was found."""

    key: str
    title: str
    about: str
    none: str
    entries: tuple[Entry, ...]


def sections(record: Record, found: Sourcing) -> tuple[Section, ...]:
    """All findings of a report, kind by kind."""
    unanswered = [one for one in found.accusations if not one.answers]
    answered = [one for one in found.accusations if one.answers]
    return (
        Section(
            "unnamed",
            "Sources that are not named",
            "How the report describes them, how often they speak, and why they are not named where it says so.",
            "Every source has a name.",
            tuple(_unnamed(record, one) for one in found.unnamed),
        ),
        Section(
            "no-source",
            "Statements without a source",
            "Words that attribute something and say to nobody, or to nobody that could be found.",
            "Every statement has a source.",
            tuple(_no_source(found)),
        ),
        Section(
            "shared-quotations",
            "One quotation, several mouths",
            "Quoted words of a plural source.",
            "No quotation is given to more than one person.",
            tuple(
                Entry(
                    one.origin.name or NOBODY,
                    "",
                    (Line("quoted", _short(one.quotation.text), one.statement),),
                    one.origin.speaker,
                )
                for one in found.shared_quotations
            ),
        ),
        Section(
            "single-source",
            "Matters that rest on one source",
            "What no other source of this report speaks of; wishes, promises and judgements are left out.",
            "Nothing rests on one source alone.",
            tuple(_single(record, found.single_source)),
        ),
        Section(
            "several-sources",
            "Matters that several speak of",
            "Put together by the words they share; whether they agree is for the reader.",
            "No two sources speak of one matter.",
            tuple(_several(record, one) for one in found.several_sources),
        ),
        Section(
            "unattributed",
            "Paragraphs without attribution",
            f"{len(found.unattributed)} of {counted(found.paragraphs, 'paragraph')} in the report’s own voice.",
            "Something is attributed in every paragraph.",
            tuple(
                Entry(
                    f"Paragraph {one.paragraph}",
                    counted(one.length, "word"),
                    (Line("", _short(one.words.text), paragraph=one.paragraph),),
                )
                for one in found.unattributed
            ),
        ),
        Section(
            "denials",
            "Denials and what they answer",
            "The allegation is looked for by shared words and by the name of who denies it.",
            "Nothing is denied.",
            tuple(_denials(record, found)),
        ),
        Section(
            "unanswered",
            "Accusations without an answer of the accused",
            "Nothing in the report is said on the matter for those who are accused.",
            "No accusation is without an answer.",
            tuple(_accusation(record, one) for one in unanswered),
        ),
        Section(
            "answered",
            "Accusations with an answer of the accused",
            "",
            "No accusation has an answer.",
            tuple(_accusation(record, one) for one in answered),
        ),
    )


def _short(text: str) -> str:
    return shortened(text, LONGEST_WORDS)


def _paragraph(record: Record, words: Words) -> int | None:
    """The number of the paragraph that words stand in."""
    if not words.spans:
        return None
    return paragraph_at(paragraphs(record.report.text), words.spans[0].start) + 1


def _words(record: Record, statement_id: str) -> str:
    statement = record.statement(statement_id)
    return _short(statement.content.text) if statement else ""


def _unnamed(record: Record, one: UnnamedSource) -> Entry:
    times = counted(len(one.statements), "statement")
    quoted = f", {one.quotations} with quoted words" if one.quotations else ""
    note = " · ".join(filter(None, (one.type, one.affiliation, times + quoted)))
    return Entry(one.name, note, tuple(_unnamed_lines(record, one)), one.speaker)


def _unnamed_lines(record: Record, one: UnnamedSource) -> Iterator[Line]:
    if len(one.described) > 1:
        yield Line("called", " · ".join(_short(words.text) for words in one.described))
    for anonymity in one.anonymity:
        if anonymity.condition.text:
            place = _paragraph(record, anonymity.condition)
            yield Line("anonymity", _short(anonymity.condition.text), paragraph=place)
        reason, place = _short(anonymity.reason.text), _paragraph(record, anonymity.reason)
        yield Line("reason", reason or "none given", paragraph=place, quoted=bool(reason))
    if not one.anonymity:
        yield Line("reason", "nothing said of why it is not named", quoted=False)
    for statement in one.statements:
        yield Line("", _words(record, statement), statement)


def _no_source(found: Sourcing) -> Iterator[Entry]:
    for one in found.no_source:
        yield Entry(_short(one.cue.text) or "no cue", "", (Line("", _short(one.content.text), one.statement),))


def _single(record: Record, found: Iterable[Matter]) -> Iterator[Entry]:
    """One entry for each set of names, with all that rests on it."""
    by_origin: dict[tuple[Origin, ...], list[Matter]] = {}
    for matter in found:
        by_origin.setdefault(matter.origins, []).append(matter)
    for origins, matters in by_origin.items():
        names = " and ".join(origin.name or NOBODY for origin in origins)
        lines = tuple(Line("", _words(record, one), one) for matter in matters for one in matter.statements)
        yield Entry(names, counted(len(matters), "matter"), lines, origins[0].speaker)


def _several(record: Record, matter: Matter) -> Entry:
    lines = tuple(Line(_name(record, one), _words(record, one), one) for one in matter.statements)
    return Entry(" · ".join(matter.shared) or "the same toll", counted(len(matter.origins), "source"), lines)


def _name(record: Record, statement_id: str) -> str:
    statement = record.statement(statement_id)
    speaker = record.speaker(statement.source.speaker) if statement else None
    return speaker.name if speaker else NOBODY


def _denials(record: Record, found: Sourcing) -> Iterator[Entry]:
    for one in found.denials:
        denied = Line("denies", _short(one.words.text), one.statement)
        if one.answers is None:
            answers = Line("answers", "no allegation found in this report", quoted=False)
        else:
            by = one.answers.origin.name or (NOBODY if one.answers.statement else "the report itself")
            place = _paragraph(record, one.answers.words)
            answers = Line(f"answers {by}", _short(one.answers.words.text), one.answers.statement, place)
        yield Entry(one.origin.name or NOBODY, "", (denied, answers), one.origin.speaker)


SHOWN = 2
"""Answers to one accusation that are shown in words; the others by their ids."""


def _accusation(record: Record, one: Accusation) -> Entry:
    accused = one.accused.name if one.accused and one.accused.name else "somebody its words do not name"
    answers = [_answer(record, answer) for answer in one.answers[:SHOWN]]
    rest = [answer.statement or "the report itself" for answer in one.answers[SHOWN:]]
    if rest:
        answers.append(Line("also", ", ".join(dict.fromkeys(rest)), quoted=False))
    lines = (Line("accuses", _short(one.words.text), one.statement), *answers)
    return Entry(one.origin.name or NOBODY, f"accuses {accused}", lines, one.origin.speaker)


_HOW = {Answering.DENIES: "denial", Answering.SPEAKS: "answer", Answering.SILENT: "no comment"}


def _answer(record: Record, answer: Answer) -> Line:
    place = _paragraph(record, answer.words)
    return Line(_HOW[answer.how], _short(answer.words.text), answer.statement, place)
