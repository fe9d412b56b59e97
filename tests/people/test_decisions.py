"""What a person has decided on who is who stands for ever."""

from __future__ import annotations

from onrecord.people import Decisions, People, merge
from tests.people.conftest import Cast


def link(
    *pairs: tuple[tuple[str, str], tuple[str, str]],
) -> frozenset[tuple[tuple[str, str], tuple[str, str]]]:
    return frozenset(pairs)


def test_an_accepted_merge_makes_one_of_any_names(cast: Cast) -> None:
    """What a person has linked is one, whatever the names."""
    a, b = cast.person("Odile Hansk"), cast.person("Mother Courage")
    people = merge([a, b], Decisions(must_link=link((a.key, b.key))))
    found = people.identity_of(a.key)
    assert found is not None
    assert found.members == tuple(sorted((a.key, b.key)))
    assert "a person has said" in found.links[0].because


def test_an_undone_merge_is_never_made_or_proposed_again(cast: Cast) -> None:
    """What a person has parted stays apart when more reports come, and is not proposed."""
    a, b, c = (cast.person("Odile Hansk", "nurse") for _ in range(3))
    people = merge([a, b, c])
    assert len(people.identities) == 1
    people.decide(Decisions(cannot_link=link((a.key, b.key))))
    people.add([cast.person("Odile Hansk", "nurse")])
    left, stayed = people.identity_of(a.key), people.identity_of(b.key)
    assert left is not None
    assert stayed is not None
    assert left.id != stayed.id
    assert c.key in stayed.members
    assert not people.proposals


def test_who_was_parted_is_the_first_of_the_pair(cast: Cast) -> None:
    """The first of a parted pair leaves; those it was merged with stay together."""
    found = [cast.person("Odile Hansk", "nurse") for _ in range(5)]
    people = merge(found, Decisions(cannot_link=link((found[2].key, found[0].key))))
    assert sorted(len(i.members) for i in people.identities) == [1, 4]


def test_a_refused_proposal_is_not_made_again(cast: Cast) -> None:
    """A proposal that was refused is gone."""
    a, b = cast.person("Tova Lindqvist"), cast.person("Lindqvist")
    assert merge([a, b]).proposals
    assert not merge([a, b], Decisions(cannot_link=link((b.key, a.key)))).proposals


def test_an_accepted_proposal_holds_in_a_later_run(cast: Cast) -> None:
    """Accepting a proposal's link makes the two one, now and whenever all is read again."""
    a, b = cast.person("Tova Lindqvist"), cast.person("Lindqvist")
    people = merge([a, b])
    (pair,) = people.proposals
    decided = Decisions(must_link=link((pair.link.a, pair.link.b)))
    change = people.decide(decided)
    assert len(change.identities) == len(people.identities) == 1
    assert len(change.gone) == 1
    assert len(merge([b, a], decided).identities) == 1


def test_taking_a_decision_back_restores_what_was(cast: Cast) -> None:
    """Without its decisions a register is as if they had never been."""
    found = [cast.person("Odile Hansk", "nurse") for _ in range(3)]
    people = merge(found)
    people.decide(Decisions(cannot_link=link((found[0].key, found[1].key))))
    people.decide(Decisions())
    assert [i.members for i in people.identities] == [tuple(sorted(f.key for f in found))]


def test_a_pair_that_is_both_linked_and_parted_is_apart(cast: Cast) -> None:
    """Caution wins where decisions contradict each other."""
    a, b = cast.person("Odile Hansk"), cast.person("Tova Lindqvist")
    people = People([a, b], Decisions(must_link=link((a.key, b.key)), cannot_link=link((a.key, b.key))))
    assert len(people.identities) == 2
