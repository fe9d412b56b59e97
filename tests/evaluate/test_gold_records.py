"""Gold records: what annotators gave is taken over as it stands."""

from __future__ import annotations

from typing import Any

from onrecord.api import pipeline
from onrecord.evaluate.gold_records import gold_record
from onrecord.record import Act, Basis, Measure, Polarity

TEXT = (
    "At least 24 people died in the fire at Vrana, Mira Toll said on Friday. "
    "The army denied that it had shot."
)


def span(words: str) -> list[list[int]]:
    """Where words stand in the text."""
    return [[TEXT.index(words), TEXT.index(words) + len(words)]]


def statement(number: int, source: str, cue: str, content: str, **fields: Any) -> dict[str, Any]:
    """A statement as gold files have it."""
    known = {
        "id": f"s{number}",
        "source": span(source),
        "cue": span(cue),
        "content": span(content),
        "speaker": f"p{number}",
        "mode": "indirect",
        "within": None,
        "act": "assertion",
        "certainty": "certain",
        "polarity": "positive",
    }
    return {**known, **fields}


DOCUMENT = {
    "id": "fire",
    "published": "2031-05-03",
    "speakers": [
        {"id": "p1", "name": "Mira Toll", "type": "person", "named": True, "affiliation": "Vrana"},
        {"id": "p2", "name": "the army", "type": "organisation", "named": True},
    ],
    "statements": [
        statement(
            1,
            "Mira Toll",
            "said",
            "At least 24 people died in the fire at Vrana",
            said="2031-05-02",
            places=["Vrana"],
            figures=[{"measure": "killed", "low": 24, "high": None, "text": "At least 24 people"}],
        ),
        statement(
            2, "The army", "denied", "that it had shot", act="denial", polarity="negative", via=["Mira Toll"]
        ),
    ],
}


def test_the_record_holds_what_annotators_gave() -> None:
    """Ids, speakers, fields and figures are theirs, each at its place in the text."""
    record = gold_record(pipeline(), DOCUMENT, TEXT)
    first, second = record.statements
    assert [s.id for s in record.statements] == ["s1", "s2"]
    assert record.report.id == "fire"
    assert record.report.published == "2031-05-03"
    assert [p.name for p in record.speakers] == ["Mira Toll", "the army"]
    assert (first.said.date, first.said.basis) == ("2031-05-02", Basis.STATED)
    assert [(f.measure, f.low, f.high) for f in first.figures] == [(Measure.KILLED, 24, None)]
    assert TEXT[slice(*first.figures[0].span)] == "At least 24 people"
    assert TEXT[slice(*first.places[0].span)] == "Vrana"
    assert (second.act, second.polarity) == (Act.DENIAL, Polarity.NEGATIVE)
    assert [(v.text, v.speaker) for v in second.via] == [("Mira Toll", "p1")]


def test_what_gold_files_lack_is_read_from_the_annotated_words() -> None:
    """The base form of the cue, and the event."""
    record = gold_record(pipeline(), DOCUMENT, TEXT)
    assert [s.cue.lemma for s in record.statements] == ["say", "deny"]
