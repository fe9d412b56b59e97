"""Invented reports, and the comparison of the storyline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import onrecord
from onrecord.record import (
    Act,
    Comparison,
    Content,
    Cue,
    Figure,
    Measure,
    Polarity,
    Record,
    Report,
    Source,
    Span,
    Speaker,
    SpeakerType,
    Statement,
)

STORYLINE = Path(__file__).parents[2] / "examples" / "storyline"

Make = Callable[..., Record]


@pytest.fixture(scope="session")
def storyline() -> Comparison:
    """Ten reports over two weeks by four outlets, read and compared."""
    return onrecord.compare(sorted(STORYLINE.glob("*.txt")))


@pytest.fixture(scope="session")
def make() -> Make:
    """Makes a record of sentences "NAME said WORDS.", one statement each, without reading them."""
    return record_of


def record_of(
    report: str,
    *said: tuple[str, str],
    published: str | None = "2031-05-03",
    act: Act = Act.ASSERTION,
    polarity: Polarity = Polarity.POSITIVE,
    killed: int | None = None,
) -> Record:
    """A record of (speaker, words); `killed` is the toll of every statement."""
    text, statements, speakers = "", [], []
    for number, (name, words) in enumerate(said, 1):
        start = len(text)
        text += f"{name} said {words}. "
        content = Span(start + len(name) + 6, start + len(name) + 6 + len(words))
        figures = (Figure(Measure.KILLED, killed, killed, False, "people", None, content),) if killed else ()
        speaker = f"p{number}"
        speakers.append(Speaker(speaker, name, SpeakerType.PERSON, True, (), None, ()))
        statements.append(
            Statement(
                id=f"s{number}",
                source=Source((Span(start, start + len(name)),), name, speaker),
                cue=Cue((Span(start + len(name) + 1, start + len(name) + 5),), "said", "say"),
                content=Content((content,), words),
                act=act,
                polarity=polarity,
                figures=figures,
            )
        )
    known = Report(report, None, "0" * 64, "0" * 64, None, None, None, (), published, "en", text)
    return Record(known, tuple(speakers), tuple(statements))
