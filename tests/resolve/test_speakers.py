"""Who speaks: sources of small reports, read in order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.record import Content, Cue, Report, Source, Span, Statement
from onrecord.resolve import resolve_speakers

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "speakers.yaml").read_text(encoding="utf-8")
)


def statements_of(case: dict[str, Any]) -> tuple[Statement, ...]:
    """One statement for each source of a case, in reading order."""
    text, at, made = case["text"], 0, []
    for number, (source, _) in enumerate(case["sources"], 1):
        at = text.index(source, at)
        said = case.get("contents", {}).get(source)
        spans = (
            (Span(text.index(said), text.index(said) + len(said)),)
            if said
            else (Span(len(text) - 1, len(text)),)
        )
        source_span = Span(at, at + len(source))
        made.append(Statement(f"s{number}", Source((source_span,), source), Cue(), Content(spans)))
        at += len(source)
    return tuple(made)


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_every_source_leads_to_its_speaker(case: dict[str, Any]) -> None:
    """The name in the fullest form the report gives, and two speakers where there are two."""
    report = Report("a", None, "", "", None, None, None, (), None, "en", case["text"])
    speakers, statements = resolve_speakers(report, statements_of(case))
    name_of = {p.id: p.name for p in speakers}
    found = [name_of.get(s.source.speaker or "") for s in statements]
    assert found == [name for _, name in case["sources"]]
    if case.get("distinct"):
        assert len({s.source.speaker for s in statements}) == len(statements)
    else:
        names = [name for _, name in case["sources"]]
        assert len({s.source.speaker for s in statements}) == len(set(names))
