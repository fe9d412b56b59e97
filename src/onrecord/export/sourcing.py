"""The sourcing of a report in words: sections of entries, the same on every surface."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.export.phrasing import counted, shortened
from onrecord.lexicon import load
from onrecord.record import Record, SpeakerType
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

    @property
    def count(self) -> int:
        """How many findings there are; some kinds have them in the lines of one entry."""
        in_lines = self.key in ("no-source", "unattributed")
        return sum(len(entry.lines) for entry in self.entries) if in_lines else len(self.entries)


def sections(record: Record, found: Sourcing) -> tuple[Section, ...]:
    """All findings of a report, kind by kind, in the order of lexicon/findings.toml."""
    unanswered = [one for one in found.accusations if not one.answers]
    answered = [one for one in found.accusations if one.answers]
    entries: dict[str, Iterable[Entry]] = {
        "unnamed": (_unnamed(record, one) for one in found.unnamed),
        "no-source": _no_source(found),
        "shared-quotations": _shared(found),
        "unanswered": (_accusation(record, one) for one in unanswered),
        "answered": (_accusation(record, one) for one in answered),
        "denials": _denials(record, found),
        "single-source": _single(record, found.single_source),
        "several-sources": (_several(record, one) for one in found.several_sources),
        "unattributed": _passages(found),
    }
    return tuple(
        Section(key, kind["title"], kind["about"], kind["none"], tuple(entries[key]))
        for key, kind in load("findings").items()
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
    if not one.anonymity and one.type in (SpeakerType.PERSON, SpeakerType.GROUP, None):
        yield Line("reason", "nothing said of why it is not named", quoted=False)
    for statement in one.statements:
        yield Line("", _words(record, statement), statement)


def _no_source(found: Sourcing) -> Iterator[Entry]:
    if found.no_source:
        lines = (
            Line(_short(one.cue.text), _short(one.content.text), one.statement) for one in found.no_source
        )
        yield Entry("Nobody", "", tuple(lines))


def _shared(found: Sourcing) -> Iterator[Entry]:
    for one in found.shared_quotations:
        lines = (Line("quoted", _short(one.quotation.text), one.statement),)
        yield Entry(one.origin.name or NOBODY, "", lines, one.origin.speaker)


def _passages(found: Sourcing) -> Iterator[Entry]:
    if found.unattributed:
        lines = (
            Line(f"paragraph {one.paragraph}", _short(one.words.text), paragraph=one.paragraph)
            for one in found.unattributed
        )
        share = f"{len(found.unattributed)} of {counted(found.paragraphs, 'paragraph')}"
        words = counted(sum(one.length for one in found.unattributed), "word")
        yield Entry("The report itself", f"{share}, {words}", tuple(lines))


def _single(record: Record, found: Iterable[Matter]) -> Iterator[Entry]:
    """One entry for each set of names, with all that rests on it."""
    by_origin: dict[tuple[Origin, ...], list[Matter]] = {}
    for matter in found:
        by_origin.setdefault(matter.origins, []).append(matter)
    for origins, matters in by_origin.items():
        names = " and ".join(origin.name or NOBODY for origin in origins)
        lines = tuple(Line("", _words(record, one), one) for matter in matters for one in matter.statements)
        note = counted(len(matters), "matter") if len(matters) > 1 else ""
        yield Entry(names, note, lines, origins[0].speaker)


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


_HOW = {Answering.DENIES: "denial", Answering.SPEAKS: "speaks of it", Answering.SILENT: "no comment"}


def _answer(record: Record, answer: Answer) -> Line:
    place = _paragraph(record, answer.words)
    return Line(_HOW[answer.how], _short(answer.words.text), answer.statement, place)
