"""Events of statements: type, parties, status."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.interpret.event_model import EventModel, shipped
from onrecord.interpret.event_words import base_of, hits_of
from onrecord.interpret.events import tell_events
from onrecord.record import (
    About,
    Act,
    Content,
    Cue,
    Draft,
    Event,
    Place,
    Polarity,
    Report,
    Source,
    Span,
    Speaker,
    SpeakerType,
    Statement,
    Status,
)
from onrecord.record.errors import ModelError

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "events.yaml").read_text("utf-8")
)
MINISTRY = Speaker("p1", "Ministry of Tides", SpeakerType.ORGANISATION, True, (), None, ())


def told(content: str, cue: str = "said", lemma: str = "say", **fields: Any) -> Statement:
    """One statement of the ministry with that content, after the stage."""
    text = f"The ministry {cue} {content}"
    start = len(text) - len(content)
    spans = (Span(start, len(text)),) if content else ()
    statement = Statement("s1", Source((), "", "p1"), Cue((), cue, lemma), Content(spans, content), **fields)
    report = Report("r", None, "", "", None, None, None, (), None, "en", text)
    (one,) = tell_events(Draft(report, statements=(statement,), speakers=(MINISTRY,))).statements
    return one


def event_of(content: str, **fields: Any) -> Event:
    (event,) = told(content, **fields).events
    return event


@pytest.mark.parametrize("case", CASES, ids=[str(c["content"])[:40] for c in CASES])
def test_a_content_tells_the_event_that_a_reader_would_name(case: dict[str, Any]) -> None:
    """Type, parties and status of what happens; nothing where nothing happens between parties."""
    events = told(case["content"]).events
    assert [e.type for e in events] == ([case["type"]] if case["type"] else [])
    for event in events:
        for field in ("actor", "recipient", "status"):
            assert field not in case or getattr(event, field) == case[field]


def test_we_are_the_speaker() -> None:
    """A first person in the content is whoever speaks; a third one is left open."""
    assert event_of("“We have released all prisoners”").actor == "Ministry of Tides"
    assert event_of("they bombed the harbour with missiles and artillery").actor is None


def test_a_promise_in_the_infinitive_is_the_speakers_own_doing() -> None:
    """Nobody is named in "to withdraw", and still it is clear who will."""
    event = event_of("to withdraw its troops from Syria", cue="promised", lemma="promise", act=Act.COMMITMENT)
    assert (event.type, event.actor, event.status) == ("YIELD", "Ministry of Tides", "announced")


def test_a_demand_in_the_infinitive_is_not_the_speakers_own_doing() -> None:
    """Whom it is asked of is not in the content, so the actor stays open."""
    event = event_of("to withdraw all troops from Syria", cue="demanded", lemma="demand", act=Act.DEMAND)
    assert (event.actor, event.status) == (None, "hypothetical")


@pytest.mark.parametrize("act", [Act.EVALUATION, Act.OTHER])
def test_an_opinion_tells_of_no_event(act: Act) -> None:
    """A judgement of a war is no report of one."""
    content = "the bombing of the harbour by Russian warplanes was a disgrace"
    assert told(content, act=act).events == ()
    assert told(content, act=Act.ASSERTION).events != ()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"act": Act.DENIAL}, "denied"),
        ({"polarity": Polarity.NEGATIVE}, "denied"),
        ({"act": Act.FORECAST}, "predicted"),
        ({"act": Act.WARNING}, "predicted"),
        ({"act": Act.THREAT}, "announced"),
        ({"act": Act.DEMAND}, "hypothetical"),
        ({"about": About(Status.PAST)}, "happened"),
        ({"about": About(Status.PRESENT)}, "happening"),
        ({"about": About(Status.FUTURE)}, "predicted"),
    ],
)
def test_what_is_decided_of_the_statement_decides_the_status(fields: dict[str, Any], status: str) -> None:
    """Act, polarity and time go before the words."""
    assert event_of("an attack on Velmora by Iranian troops", **fields).status == status


def test_a_refusal_is_an_event_not_a_denied_one() -> None:
    """The negation is part of what happens."""
    event = event_of("Hungary refused to accept refugees", polarity=Polarity.NEGATIVE)
    assert (event.type, event.status) == ("REJECT", "happened")


def test_the_place_is_the_first_of_the_statement() -> None:
    """Places are decided before; without one it stays open."""
    content = "police arrested three protesters in Sarn"
    assert event_of(content, places=(Place("Sarn", Span(0, 4)),)).place == "Sarn"
    assert event_of(content).place is None


def test_a_long_content_tells_of_the_first_event_in_it() -> None:
    """A sentence without one is passed over."""
    event = event_of("“It was a long night. Russian warplanes bombed the harbour of Velmora.”")
    assert (event.type, event.actor) == ("ASSAULT", "Russian warplanes")


def test_the_trace_shows_the_words_that_decided() -> None:
    """Their span, the model's version, a sentence, a probability."""
    one = told("police arrested three protesters in Sarn")
    (trace,) = one.trace
    text = "The ministry said police arrested three protesters in Sarn"
    assert [text[a:b] for a, b in trace.spans] == ["arrested"]
    assert trace.field == "events"
    assert trace.by == shipped().version
    assert "“arrested”" in trace.because
    assert 0.6 <= trace.confidence <= 1


def test_a_statement_without_an_event_stays_as_it_was() -> None:
    """No trace of what was not decided, and nothing else touched."""
    one = told("sales fell by three per cent in May")
    assert one.trace == ()
    assert one == replace(one, events=())


@pytest.mark.parametrize("word", ["attacked", "attacking", "attacks", "Attack", "attack's"])
def test_all_inflections_of_a_word_have_one_base(word: str) -> None:
    """The lexicon names a word once."""
    assert base_of(word) == base_of("attack")


@pytest.mark.parametrize("word", ["won't", "won’t", "not", "cannot", "didnt", "hasn't"])
def test_negations_are_known_with_and_without_their_apostrophe(word: str) -> None:
    """Some texts have lost it."""
    assert base_of(word) == "not"


def test_of_two_phrases_that_begin_together_the_longer_counts() -> None:
    """ "Lift the ban" is more than "lift"."""
    bases = [base_of(word) for word in ["they", "lifted", "the", "old", "ban"]]
    assert [(h.type, h.first, h.last, h.weak) for h in hits_of(bases) if h.first == 1] == [
        ("YIELD", 1, 4, False)
    ]


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    """The error says which file, not where in numpy it went wrong."""
    path = tmp_path / "plover.npz"
    path.write_bytes(b"no weights")
    with pytest.raises(ModelError, match=r"plover\.npz"):
        EventModel(path)
