"""Hearsay: who says that somebody said something answers for that, not for its truth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onrecord.compare import compare
from onrecord.record import (
    Act,
    Aspect,
    Content,
    Cue,
    Polarity,
    Record,
    Relation,
    RelationKind,
    Source,
    Span,
    Speaker,
    SpeakerType,
    Statement,
)

Make = Callable[..., Record]
WARNED = "had warned the mill company twice about sparks in the drying hall"
DENIED = {"act": Act.DENIAL, "polarity": Polarity.NEGATIVE}


def passed_on(record: Record, inner: str, cue: str, lemma: str) -> Record:
    """The record with a second statement within its first one: "NAME said INNER CUE the rest"."""
    (outer,) = record.statements
    start, words = outer.content.spans[0].start, outer.content.text
    at = words.index(cue)
    name = Span(start, start + len(inner))
    told = Span(start + at + len(cue) + 1, start + len(words))
    statement = Statement(
        id="s2",
        source=Source((name,), inner, "p9"),
        cue=Cue((Span(start + at, start + at + len(cue)),), cue, lemma),
        content=Content((told,), words[at + len(cue) + 1 :]),
        within="s1",
        act=Act.WARNING,
    )
    speaker = Speaker("p9", inner, SpeakerType.GROUP, False, (), None, ())
    return replace(record, speakers=(*record.speakers, speaker), statements=(outer, statement))


def of_the_outer(records: list[Record]) -> list[Relation]:
    """The relations between what the outer speakers say."""
    return [r for r in compare(records).relations if (r.a[1], r.b[1]) == ("s1", "s1")]


def test_a_denial_that_it_was_said_conflicts_with_who_says_that_it_was(make: Make) -> None:
    """The former foreman tells of the warning, the company denies that there was one."""
    told = passed_on(
        make("courier", ("Mira Toll", f"Inspectors {WARNED}")), "Inspectors", "had warned", "warn"
    )
    denied = passed_on(
        make("herald", ("Otto Lang", f"inspectors {WARNED}"), **DENIED), "inspectors", "had warned", "warn"
    )
    (relation,) = of_the_outer([told, denied])
    assert (relation.relation, relation.aspect) == (RelationKind.CONFLICTS, Aspect.OCCURRENCE)


def test_two_who_tell_of_one_warning_agree(make: Make) -> None:
    """That it was given; whether it was right is the inspectors' own."""
    records = [
        passed_on(make(report, (name, f"inspectors {WARNED}")), "inspectors", "had warned", "warn")
        for report, name in (("courier", "Mira Toll"), ("herald", "Otto Lang"))
    ]
    (relation,) = of_the_outer(records)
    assert relation.relation is RelationKind.AGREES


def test_what_another_said_is_another_telling(make: Make) -> None:
    """Who denies that the bakers gave a warning says nothing of the inspectors'."""
    told = passed_on(
        make("courier", ("Mira Toll", f"inspectors {WARNED}")), "inspectors", "had warned", "warn"
    )
    denied = passed_on(
        make("herald", ("Otto Lang", f"bakers {WARNED}"), **DENIED), "bakers", "had warned", "warn"
    )
    assert of_the_outer([told, denied]) == []


def test_who_passes_on_does_not_answer_for_its_truth(make: Make) -> None:
    """Who says himself that the hall was free of sparks contradicts the inspectors, not who quotes them."""
    words = "had warned that there were sparks in the drying hall of the mill"
    told = passed_on(
        make("courier", ("Mira Toll", f"inspectors {words}")), "inspectors", "had warned", "warn"
    )
    truth = make("herald", ("Otto Lang", "there were sparks in the drying hall of the mill"), **DENIED)
    found = [(r.a[1], r.b[1], r.relation) for r in compare([told, truth]).relations]
    assert found == [("s2", "s1", RelationKind.CONFLICTS)]
