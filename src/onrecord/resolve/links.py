"""Links: who passed a statement on, by the words around its cue.

"In remarks carried by TASS", "was quoted as saying by SANA", "the Observatory
said, citing medical sources", "Lind said, the Harbour Times reported".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon import load
from onrecord.record import Span, Statement
from onrecord.resolve.frame import Frame
from onrecord.resolve.phrase import phrase_at, phrase_before


@dataclass(frozen=True, slots=True)
class Link:
    """Words that name who passed something on.

    `cited`: they stand behind "citing", and are those whom the source has it
    from. `outlet`: they only count where they name an outlet.
    """

    span: Span
    text: str
    cited: bool = False
    outlet: bool = False


def links_of(statement: Statement, frame: Frame) -> list[Link]:
    """The links that words around the cue of a statement name."""
    taken = (*statement.source.spans, *statement.cue.spans, *frame.cues)
    found: list[Link] = []
    for reader in (_passed_on, _reported_it, _in_piece, _quoted_source):
        for link, start, end in reader(statement, frame):
            words = frame.span(start, end)
            free = link.cited or not any(_meets(words, span) for span in taken)
            if free and frame.belongs(start, end):
                found.append(link)
    return found


_CITED = re.compile(r"\b(?:citing|quoting)\s+\Z")


def is_cited(text: str, statement: Statement) -> bool:
    """Whether the source of a statement stands behind "citing"."""
    first = statement.source.spans[0].start if statement.source.spans else 0
    return bool(_CITED.search(text[max(0, first - 12) : first]))


def _meets(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _link(frame: Frame, start: int, end: int, **given: bool) -> Link:
    return Link(frame.span(start, end), " ".join(frame.text[start:end].split()), **given)


Found = Iterator[tuple[Link, int, int]]


def _either(key: str) -> str:
    return "|".join(re.escape(f) for f in sorted(load("channels")["via"][key], key=len, reverse=True))


@cache
def _before_name() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{_either('forms')})\s+|\b(?P<citing>{_either('citing')})\s+(?!by\b|as\b)")


def _passed_on(statement: Statement, frame: Frame) -> Found:
    """ "carried by TASS", "citing medical sources"."""
    for match in _before_name().finditer(frame.text):
        cited = bool(match["citing"])
        text = frame.raw if cited else frame.text  # those cited may have been read as what is said
        name = phrase_at(text, match.end(), anybody=True)
        if name and not (cited and statement.content.spans == (frame.span(*name),)):
            yield (
                Link(frame.span(*name), " ".join(text[slice(*name)].split()), cited),
                match.start(),
                match.end(),
            )


@cache
def _reported() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{_either('reported')})\b")


def _reported_it(statement: Statement, frame: Frame) -> Found:
    """ "…, state news agency NTA reported": an outlet behind what is said."""
    for match in _reported().finditer(frame.text):
        name = phrase_before(frame.text, match.start())
        if name:
            yield _link(frame, *name, outlet=True), name[0], match.end()


@cache
def _piece() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:[Ii]n|[Bb]y|[Tt]o)\s+(?:a|an|the)\s+(?:[a-z]\w*\s+)?((?:[A-Z][\w.]*\s+)+)(?:{_either('pieces')})\b"
    )


def _in_piece(statement: Statement, frame: Frame) -> Found:
    """ "in a Harbour Times article"."""
    if not any(piece in frame.text for piece in load("channels")["via"]["pieces"]):
        return
    for match in _piece().finditer(frame.text):
        name = match.group(1).rstrip()
        yield (
            _link(frame, match.start(1), match.start(1) + len(name), outlet=True),
            match.start(),
            match.end(),
        )


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{_either('quoted')})\s*\Z")


def _quoted_source(statement: Statement, frame: Frame) -> Found:
    """ "SANA quoted Lind as saying": an outlet before "quoted" and the source."""
    for span in statement.source.spans[:1]:
        match = _quoted().search(frame.text[: span.start - frame.start])
        name = phrase_before(frame.text, match.start()) if match else None
        if name:
            yield _link(frame, *name, outlet=True), name[0], name[1]
