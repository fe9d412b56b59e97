"""Comparing: what holds of every comparison."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

import jsonschema
import pytest

import onrecord
from onrecord.compare import Comparer, compare
from onrecord.record import (
    Act,
    Aspect,
    Comparison,
    Polarity,
    Record,
    RelationKind,
    comparison_from_json,
    comparison_schema,
    comparison_to_dict,
    comparison_to_json,
)
from onrecord.record.errors import RecordError

Make = Callable[..., Record]
BRIDGE = "that the old bridge at Kallmoor had collapsed under a timber lorry"


def test_the_json_is_that_of_the_contract_and_comes_back_whole(storyline: Comparison) -> None:
    """Reports as `read` prints them; statements as [report, statement]; nothing lost on the way."""
    text = comparison_to_json(storyline)
    data = json.loads(text)
    jsonschema.validate(data, comparison_schema(), cls=jsonschema.Draft202012Validator)
    assert set(data) == {"schema", "reports", "relations", "accounts", "promises"}
    assert data["reports"][0] == json.loads(onrecord.to_json(storyline.records[0]))
    assert set(data["relations"][0]) == {"a", "b", "relation", "aspect", "confidence", "because"}
    assert set(data["accounts"][0]) == {"id", "matter", "statements", "origins", "figures"}
    assert comparison_from_json(text) == storyline


def test_the_same_reports_give_the_same_bytes(storyline: Comparison) -> None:
    """Whatever else was compared before."""
    assert comparison_to_json(compare(storyline.records)) == comparison_to_json(storyline)


def test_one_by_one_gives_what_all_at_once_gives(storyline: Comparison) -> None:
    """A comparer can be asked between; what it says at the end does not change."""
    comparer = Comparer()
    for record in storyline.records:
        comparer.add(record)
        comparer.comparison()
    assert comparer.comparison() == storyline


def test_the_order_of_arrival_changes_no_relation(storyline: Comparison) -> None:
    """Reports come in any order; relations and accounts are the same."""
    records = list(storyline.records)
    random.Random(3).shuffle(records)
    other = compare(records)
    assert other.relations == storyline.relations
    assert {frozenset(a.statements) for a in other.accounts} == {
        frozenset(a.statements) for a in storyline.accounts
    }


def test_every_relation_has_a_reason_and_a_confidence(storyline: Comparison) -> None:
    """An aspect where and only where it is a conflict; no statement against itself; each pair once."""
    pairs = [frozenset((r.a, r.b)) for r in storyline.relations]
    assert len(set(pairs)) == len(pairs)
    for relation in storyline.relations:
        assert relation.because
        assert 0 < relation.confidence < 1
        assert relation.a != relation.b
        assert (relation.aspect is not None) == (relation.relation is RelationKind.CONFLICTS)


def test_what_is_denied_stands_against_what_is_said(make: Make) -> None:
    """Who says that the bridge fell and who says that it did not."""
    said = make("courier", ("Mira Toll", BRIDGE))
    denied = make("herald", ("Otto Lang", BRIDGE), act=Act.DENIAL, polarity=Polarity.NEGATIVE)
    (relation,) = compare([said, denied]).relations
    assert (relation.relation, relation.aspect) == (RelationKind.CONFLICTS, Aspect.OCCURRENCE)


def test_different_speakers_agree_and_one_speaker_repeats(make: Make) -> None:
    """The same words: corroboration from another mouth, none from the same."""
    courier, herald = make("courier", ("Mira Toll", BRIDGE)), make("herald", ("Otto Lang", BRIDGE))
    assert [r.relation for r in compare([courier, herald]).relations] == [RelationKind.AGREES]
    again = make("herald", ("Toll", BRIDGE))
    assert [r.relation for r in compare([courier, again]).relations] == [RelationKind.REPEATS]
    assert [len(o.reports) for a in compare([courier, again]).accounts for o in a.origins] == [2]


def test_counts_of_other_events_are_not_compared(make: Make) -> None:
    """The same verb and another place, months later, are another matter."""
    one = make("courier", ("Mira Toll", "that nine people died when the ferry sank off Sarn"), killed=9)
    other = make(
        "herald",
        ("Otto Lang", "that forty people died in a landslide above Vrana"),
        killed=40,
        published="2031-09-20",
    )
    assert compare([one, other]).relations == ()
    assert compare([one, other]).accounts == ()


def test_a_past_event_is_another_matter(make: Make) -> None:
    """Blame for 2019 does not answer a denial of today's."""
    now = make(
        "courier",
        ("Otto Lang", "that the rebels had shelled the mill at Vrana on Friday"),
        act=Act.ACCUSATION,
    )
    then = make(
        "herald",
        ("Mira Toll", "that the rebels had shelled the mill at Vrana in 2019"),
        act=Act.DENIAL,
        polarity=Polarity.NEGATIVE,
    )
    assert not any(r.relation is RelationKind.CONFLICTS for r in compare([now, then]).relations)


def test_nothing_is_compared_of_nothing() -> None:
    """No reports, no matters."""
    assert compare([]) == Comparison(())


def test_two_reports_of_one_id_are_refused(make: Make) -> None:
    """Statements are named by their report."""
    with pytest.raises(RecordError, match="courier"):
        compare([make("courier", ("A", "b")), make("courier", ("A", "b"))])


def test_python_gives_reports_ids_of_their_own(make: Make) -> None:
    """The second of a name gets -2."""
    found = onrecord.compare([make("courier", ("A B", BRIDGE)), make("courier", ("C D", BRIDGE))])
    assert [r.report.id for r in found.records] == ["courier", "courier-2"]


def test_json_that_is_no_comparison_is_refused() -> None:
    """With what was expected."""
    for text in ("[]", "{", '{"schema": "onrecord/1", "reports": {}}'):
        with pytest.raises(RecordError):
            comparison_from_json(text)
    data = {**comparison_to_dict(Comparison(())), "relations": {}}
    with pytest.raises(RecordError, match="a list"):
        comparison_from_json(json.dumps(data))
