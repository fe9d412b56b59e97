"""The explanation of a statement: field by field, what it is and what decided it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields

from onrecord.export.fields import (
    about_phrase,
    due_phrase,
    event_phrase,
    place_in_full,
    said_phrase,
)
from onrecord.export.phrasing import figure_phrase
from onrecord.export.segments import Role, parts_of, segments
from onrecord.lexicon import load
from onrecord.record import Act, Record, Span, Spans, Speaker, Statement, Trace, text_of
from onrecord.record.errors import NoSuchStatement
from onrecord.text.sentences import Sentences

UNDECIDED = "undecided: nothing in the text gives it"
UNTRACED = "nothing is recorded of what decided it"
READ_TOGETHER = ("source", "cue", "content")
"""Fields whose words the tagger reads as one; the trace of the content is that of all three."""

MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the context: its words, and what they are to the statement (empty: nothing)."""

    span: Span
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What decided a field: the rule or model, why in a sentence, on which words, how often that is right."""

    by: str
    because: str
    spans: Spans
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its values in words, empty where it is undecided or there is none (`instead` says which)."""

    field: str
    values: tuple[str, ...]
    instead: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One statement with all that can be said of it."""

    statement: Statement
    speaker: Speaker | None
    context: tuple[Piece, ...]
    fields: tuple[Field, ...]


def explain(record: Record, statement_id: str) -> Explanation:
    """Explains one statement; raises `NoSuchStatement` where the report has none of that id."""
    statement = record.statement(statement_id) or record.statement(f"s{statement_id}")
    if statement is None:
        raise NoSuchStatement(
            f"{record.report.id} has no statement {statement_id}",
            _ids(record),
            "leave the id out to see them all",
        )
    return Explanation(
        statement,
        record.speaker(statement.source.speaker),
        tuple(_context(record, statement)),
        tuple(_field(record, statement, name) for name in FIELDS),
    )


def _ids(record: Record) -> str:
    ids = [one.id for one in record.statements]
    if not ids:
        return "an id, but no statement was found in this report"
    if len(ids) <= MOST_LISTED:
        return "one of " + ", ".join(ids)
    return f"one of {ids[0]} to {ids[-1]}"


# -------------------------------------------------------------------- context
def _context(record: Record, statement: Statement) -> Iterator[Piece]:
    """The sentences the statement stands in, cut where its parts begin and end."""
    text = record.report.text
    spans = [span for _, span in parts_of(statement, len(text))]
    if not spans:
        return
    window = _window(text, Span(min(span.start for span in spans), max(span.end for span in spans)))
    for segment in segments(text, [statement], window):
        if segment.span.within(window):
            roles = [part.role for part in segment.parts]
            role = next((r for r in (Role.CUE, Role.VIA, Role.SOURCE, Role.CONTENT) if r in roles), "")
            yield Piece(segment.span, text[segment.span.start : segment.span.end], str(role))


def _window(text: str, words: Span) -> Span:
    sentences = Sentences(text)
    start, _ = sentences.bounds(sentences.number_at(words.start))
    _, end = sentences.bounds(sentences.number_at(max(words.end - 1, words.start)))
    return Span(start, max(start + len(text[start:end].rstrip()), words.end))


# --------------------------------------------------------------------- fields
def _field(record: Record, statement: Statement, name: str) -> Field:
    values = tuple(filter(None, _values(record, statement, name)))
    grounds = tuple(_grounds(record, statement, name))
    return Field(name, values, "" if values else _instead(statement, name), grounds)


def _instead(statement: Statement, name: str) -> str:
    """What an empty field means."""
    glosses: dict[str, str] = load("glosses")["empty"]
    if name in ("condition", "due"):
        known = statement.act is not None and statement.act is not Act.COMMITMENT
        return f"none: {glosses[name]}" if known else UNDECIDED
    return f"none: {glosses[name]}" if name in glosses else UNDECIDED


def _grounds(record: Record, statement: Statement, name: str) -> Iterator[Ground]:
    text = record.report.text
    for trace in statement.trace:
        spans = _words_for(trace, statement, name)
        if spans is not None:
            yield Ground(trace.by, trace.because, spans, text_of(text, spans), trace.confidence)


def _words_for(trace: Trace, statement: Statement, name: str) -> Spans | None:
    """The words on which a trace decides a field; None where it is not about it."""
    root = trace.field.replace("[", ".").split(".", maxsplit=1)[0]
    if name in READ_TOGETHER and trace.field == "content":
        own: Spans = getattr(statement, name).spans
        return own or None
    return trace.spans if root == name else None


def _values(record: Record, statement: Statement, name: str) -> Iterator[str]:
    yield from _PHRASES.get(name, _plain)(record, statement, name)


def _plain(record: Record, statement: Statement, name: str) -> Iterator[str]:
    value = getattr(statement, name)
    yield from (str(one) for one in value) if isinstance(value, tuple) else (str(value or ""),)


def _source(record: Record, statement: Statement, name: str) -> Iterator[str]:
    speaker = record.speaker(statement.source.speaker)
    if speaker:
        known = (speaker.type, "" if speaker.named else "unnamed", *speaker.roles, speaker.affiliation)
        about = ", ".join(filter(None, known))
        yield f"{speaker.name} ({about})" if about else speaker.name


def _cue(record: Record, statement: Statement, name: str) -> Iterator[str]:
    lemma = statement.cue.lemma
    text = " ".join(statement.cue.text.split())
    yield f"“{text}” (base form “{lemma}”)" if text and lemma else f"“{text}”" if text else ""


def _content(record: Record, statement: Statement, name: str) -> Iterator[str]:
    yield _glossed("mode", statement.content.mode)


def _within(record: Record, statement: Statement, name: str) -> Iterator[str]:
    outer = record.statement(statement.within)
    speaker = record.speaker(outer.source.speaker) if outer else None
    by = f", which {speaker.name} says" if speaker else ""
    yield f"{statement.within}{by}" if statement.within else ""


def _via(record: Record, statement: Statement, name: str) -> Iterator[str]:
    for link in statement.via:
        speaker = record.speaker(link.speaker)
        yield speaker.name if speaker else link.text


def _worded(record: Record, statement: Statement, name: str) -> Iterator[str]:
    yield _glossed(name, getattr(statement, name))


def _glossed(table: str, value: str | None) -> str:
    return f"{value}: {load('glosses')[table][value]}" if value is not None else ""


def _about(record: Record, statement: Statement, name: str) -> Iterator[str]:
    status = _glossed("status", statement.about.status)
    phrase = about_phrase(statement)
    dates = phrase.split(", ", maxsplit=1)[1] if ", " in phrase else "" if status else phrase
    yield ", ".join(filter(None, (status, dates)))


def _confidence(record: Record, statement: Statement, name: str) -> Iterator[str]:
    share = round(100 * statement.confidence)
    yield f"{statement.confidence:.2f}: of statements with this confidence about {share} in 100 are right"


_Phrase = Callable[[Record, Statement, str], Iterator[str]]
_PHRASES: dict[str, _Phrase] = {
    "source": _source,
    "cue": _cue,
    "content": _content,
    "within": _within,
    "via": _via,
    "act": _worded,
    "certainty": _worded,
    "polarity": _worded,
    "said": lambda record, statement, name: iter((said_phrase(statement),)),
    "about": _about,
    "places": lambda record, statement, name: map(place_in_full, statement.places),
    "figures": lambda record, statement, name: map(figure_phrase, statement.figures),
    "events": lambda record, statement, name: map(event_phrase, statement.events),
    "due": lambda record, statement, name: iter((due_phrase(statement),)),
    "confidence": _confidence,
}
FIELDS = tuple(field.name for field in fields(Statement) if field.name not in ("id", "trace"))
