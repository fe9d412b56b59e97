"""Passages: the words of one statement, as the rules about its stance read them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.interpret.tokens import Tokens, tokens_of
from onrecord.record import Draft, Speaker, Statement


@dataclass(frozen=True, slots=True)
class Passage:
    """One statement cut into words.

    `inner`: the cues of statements within it, the outermost only; `outer`: the
    cue of the one it stands in; `speaker`: who it is, None where nobody knows;
    `mark`: the last mark of the content or the one that follows it.
    """

    statement: Statement
    source: Tokens
    cue: Tokens
    content: Tokens
    inner: tuple[Tokens, ...]
    outer: Tokens
    speaker: Speaker | None


def passages_of(draft: Draft) -> list[Passage]:
    """The statements of a draft as passages, in their order."""
    text = draft.report.text
    speakers = {speaker.id: speaker for speaker in draft.speakers}
    cues = {s.id: tokens_of(text, s.cue.spans) for s in draft.statements}
    inner: dict[str, list[Tokens]] = {}
    for statement in draft.statements:
        if statement.within:
            inner.setdefault(statement.within, []).append(cues[statement.id])
    return [
        Passage(
            statement=s,
            source=tokens_of(text, s.source.spans),
            cue=cues[s.id],
            content=tokens_of(text, s.content.spans),
            inner=tuple(inner.get(s.id, ())),
            outer=cues.get(s.within or "", Tokens()),
            speaker=speakers.get(s.source.speaker or ""),
        )
        for s in draft.statements
    ]
