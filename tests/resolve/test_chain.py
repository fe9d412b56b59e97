"""Channel, audience and reporting chain: statements of small reports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.interpret import lemma_of
from onrecord.record import Content, Cue, Draft, Mode, Report, Source, Span, Spans, Statement
from onrecord.resolve import resolve_speakers, tell_chain

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "chain.yaml").read_text(encoding="utf-8")
)


def draft_of(case: dict[str, Any]) -> Draft:
    """The report of a case with its statements, speakers and chain."""
    text = case["text"]

    def spans(words: str | None, near: int = 0) -> Spans:
        if not words:
            return ()
        at = text.find(words, near)
        at = at if at >= 0 else text.index(words)
        return (Span(at, at + len(words)),)

    made, near = [], 0
    for number, told in enumerate(case["statements"], 1):
        source = spans(told.get("source"), near)
        near = source[0].end if source else near
        cue = spans(told["cue"], near)
        content = spans(told["content"], 0 if "," in told["content"] or number == 1 else near)
        within = f"s{told['within']}" if "within" in told else None
        mode = Mode.DIRECT if told["content"].startswith('"') else Mode.INDIRECT
        near = 0 if any(s.get("within") == number for s in case["statements"]) else near
        made.append(
            Statement(
                f"s{number}",
                Source(source, told.get("source", "")),
                Cue(cue, told["cue"], lemma_of(told["cue"])),
                Content(content, told["content"], mode),
                within,
            )
        )
    report = Report("a", None, "", "", None, case.get("publisher"), None, (), None, "en", text)
    speakers, statements = resolve_speakers(report, tuple(made))
    return tell_chain(Draft(report, statements=statements, speakers=speakers))


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_the_words_around_a_cue_tell_how_it_was_said(case: dict[str, Any]) -> None:
    """Channel, audience and who passed it on, and nothing where no words tell it."""
    draft = draft_of(case)
    name_of = {p.id: p.name for p in draft.speakers}
    found = [
        (
            s.channel,
            s.audience,
            [name_of[v.speaker or ""] for v in s.via],
            name_of.get(s.source.speaker or ""),
        )
        for s in draft.statements
    ]
    expected = [
        (s.get("channel"), s.get("audience"), s.get("via", []), s.get("speaker", found[n][3]))
        for n, s in enumerate(case["statements"])
    ]
    assert found == expected


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_every_told_field_says_which_words_told_it(case: dict[str, Any]) -> None:
    """A field without a trace cannot be checked by a reader."""
    for statement in draft_of(case).statements:
        traced = {t.field for t in statement.trace}
        given = {f for f in ("channel", "audience", "via") if getattr(statement, f)}
        assert given == traced & {"channel", "audience", "via"}
        for trace in statement.trace:
            assert trace.because
            assert 0 <= trace.confidence <= 1


def test_telling_twice_gives_the_same() -> None:
    """The record is the same bytes every time."""
    for case in CASES:
        assert draft_of(case) == draft_of(case)


@pytest.mark.parametrize("text", ["", " ", "said", '"', "told told told", "in in in a", "\n\n\n", "citing"])
def test_odd_reports_never_break_the_chain(text: str) -> None:
    """A report can be anything."""
    span = (Span(0, len(text)),)
    statement = Statement("s1", Source(span, text), Cue(span, text, text or None), Content(span, text))
    bare = Statement("s2", Source(), Cue(), Content(span, text))
    report = Report("a", None, "", "", None, None, None, (), None, "en", text)
    draft = Draft(report, statements=(statement, bare))
    assert len(tell_chain(draft).statements) == 2
    assert len(resolve_speakers(report, (statement, bare))[1]) == 2
