"""Small invented corpora, and records made by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from onrecord.record import (
    Act,
    Certainty,
    Content,
    Cue,
    Mode,
    Polarity,
    Record,
    Report,
    Source,
    Span,
    Speaker,
    SpeakerType,
    Statement,
)

TEXT = 'Ana Ruiz said that it rained. "We stay," Bo told us.'

Make = Callable[..., Record]
At = Callable[..., list[list[int]]]


def spans_in(text: str, *parts: str) -> list[list[int]]:
    """The spans of the first place of each part."""
    return [[text.index(part), text.index(part) + len(part)] for part in parts]


@pytest.fixture
def at() -> At:
    return spans_in


@pytest.fixture
def gold_row() -> dict[str, Any]:
    """Two attributions, one of them a direct quotation."""
    return {
        "id": "rain",
        "text": TEXT,
        "attributions": [
            {
                "source": spans_in(TEXT, "Ana Ruiz"),
                "cue": spans_in(TEXT, "said"),
                "content": spans_in(TEXT, "that it rained"),
            },
            {
                "source": spans_in(TEXT, "Bo"),
                "cue": spans_in(TEXT, "told us"),
                "content": spans_in(TEXT, '"We stay,"'),
            },
        ],
    }


@pytest.fixture
def gold_document() -> dict[str, Any]:
    """The same two as whole statements, and one within the first."""
    common: dict[str, Any] = {
        "via": [],
        "channel": None,
        "audience": None,
        "said": None,
        "places": [],
        "figures": [],
    }
    about = {"status": "past", "start": None, "end": None}
    certain = {"act": "assertion", "certainty": "certain", "polarity": "positive"}
    return {
        "id": "t-rain",
        "published": "2031-05-06",
        "speakers": [
            {"id": "p1", "name": "Ana Ruiz", "type": "person", "named": True},
            {"id": "p2", "name": "Bo", "type": "person", "named": True},
        ],
        "statements": [
            {
                "id": "s1",
                "source": spans_in(TEXT, "Ana Ruiz"),
                "cue": spans_in(TEXT, "said"),
                "content": spans_in(TEXT, "that it rained"),
                "speaker": "p1",
                "mode": "indirect",
                "within": None,
                "about": about,
                **certain,
                **common,
            },
            {
                "id": "s2",
                "source": spans_in(TEXT, "Bo"),
                "cue": spans_in(TEXT, "told us"),
                "content": spans_in(TEXT, '"We stay,"'),
                "speaker": "p2",
                "mode": "direct",
                "within": None,
                "about": {**about, "status": "future"},
                **{**certain, "act": "commitment"},
                **{**common, "audience": "us"},
            },
        ],
    }


@pytest.fixture
def make_record() -> Make:
    """Makes the record of any text: what Ana Ruiz said, where the text has it, and a part of it within."""

    def make(text: str, published: str | None = None, nested: bool = True) -> Record:
        sha = hashlib.sha256(text.encode()).hexdigest()
        report = Report("r", None, sha, sha, None, None, None, (), published, "en", text)
        if "that it rained" not in text:
            return Record(report)
        inner = (_statement(text, "s2", ("it", "rained", "it rained"), "s1"),) if nested else ()
        outer = _statement(text, "s1", ("Ana Ruiz", "said", "that it rained"), None)
        speaker = Speaker("p1", "Ana Ruiz", SpeakerType.PERSON, True, (), None, ())
        return Record(report, (speaker,), (outer, *inner))

    return make


def _statement(text: str, name: str, words: tuple[str, str, str], within: str | None) -> Statement:
    source, cue, content = ((Span(*spans_in(text, word)[0]),) for word in words)
    return Statement(
        name,
        Source(source, words[0], "p1"),
        Cue(cue, words[1]),
        Content(content, words[2], Mode.INDIRECT),
        within=within,
        act=Act.ASSERTION,
        certainty=Certainty.CERTAIN,
        polarity=Polarity.POSITIVE,
    )
