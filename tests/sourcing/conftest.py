"""Small invented records, written as a text and what is said in it."""

from __future__ import annotations

from typing import Any

from onrecord.record import Act, Mode, Record, Speaker, SpeakerType
from tests.export.conftest import report, spans_of, statement

Said = tuple[str | None, str, str, str, dict[str, Any]]


def person(key: str, name: str, affiliation: str | None = None) -> Speaker:
    """A named person."""
    return Speaker(key, name, SpeakerType.PERSON, True, (), affiliation, ())


def body(key: str, name: str, affiliation: str | None = None) -> Speaker:
    """A named ministry, party, company."""
    return Speaker(key, name, SpeakerType.ORGANISATION, True, (), affiliation, ())


def unnamed(key: str, name: str, kind: SpeakerType = SpeakerType.PERSON) -> Speaker:
    """Somebody the report does not name."""
    return Speaker(key, name, kind, False, (), None, ())


def said(  # noqa: PLR0917
    speaker: str | None,
    source: str,
    cue: str,
    content: str,
    act: Act | None = Act.ASSERTION,
    mode: Mode = Mode.INDIRECT,
    **fields: Any,
) -> Said:
    """One statement by its words; each of them stands in the text after the last statement's first."""
    return speaker, source, cue, content, {"act": act, "mode": mode, **fields}


def record(text: str, speakers: tuple[Speaker, ...], *statements: Said, title: str | None = None) -> Record:
    """A record of a text; statements are numbered as given, mentions are the words of the sources."""
    made = []
    mentions: dict[str | None, list[Any]] = {}
    for number, (key, source, cue, content, fields) in enumerate(statements, start=1):
        spans = {name: spans_of(text, words) if words else () for name, words in (("s", source), ("c", cue))}
        found = tuple(span for part in content.split(" … ") for span in spans_of(text, part))
        made.append(statement(text, f"s{number}", key, spans["s"], spans["c"], content=found, **fields))
        mentions.setdefault(key, []).extend(spans["s"])
    known = tuple(
        Speaker(
            one.id, one.name, one.type, one.named, one.roles, one.affiliation, tuple(mentions.get(one.id, ()))
        )
        for one in speakers
    )
    return Record(report(text, title), known, tuple(made))
