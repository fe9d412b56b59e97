"""The storyline of Belmora: ten invented reports over two weeks, and what they say of each other.

1 and 2 are one wire; 3 raises the toll, and a hospital counts otherwise; 4 has
two promises; 5 lowers the toll again; 6 denies what 3 alleged, 7 contradicts the
denial; 8 tells of a promise kept, 9 of one broken; 10 raises the toll once more.
"""

from __future__ import annotations

from onrecord.record import Account, Aspect, Comparison, PromiseState, Relation, RelationKind, StatementKey

GOVERNOR = "Ilsa Marrek"


def words_of(comparison: Comparison, key: StatementKey) -> str:
    """Who said what, as a reader would tell it."""
    record = next(r for r in comparison.records if r.report.id == key[0])
    statement = record.statement(key[1])
    assert statement
    speaker = record.speaker(statement.source.speaker)
    return f"{speaker.name if speaker else 'nobody'}: {statement.content.text}"


def number_of(key: StatementKey) -> int:
    """The number of a report in the storyline."""
    return int(key[0].split("-")[0])


def between(comparison: Comparison, first: int, second: int, *words: str) -> list[Relation]:
    """The relations from one report to another in whose two statements all of some words stand."""
    return [
        r
        for r in comparison.relations
        if (number_of(r.a), number_of(r.b)) == (first, second)
        and all(word in words_of(comparison, r.a) and word in words_of(comparison, r.b) for word in words)
    ]


def kinds(relations: list[Relation]) -> set[str]:
    """The names of some relations."""
    return {str(relation.relation) for relation in relations}


def toll_of(comparison: Comparison) -> Account:
    """The account of the killed."""
    return next(a for a in comparison.accounts if {f.measure for f in a.figures} >= {"killed"})


def test_a_wire_copy_repeats_and_adds_no_origin(storyline: Comparison) -> None:
    """All that two outlets carry of one wire is told again, nothing of it corroborates."""
    copied = between(storyline, 1, 2)
    same = [r for r in copied if words_of(storyline, r.a) == words_of(storyline, r.b)]
    assert len(same) == 3
    assert kinds(same) == {"repeats"}
    governor = next(o for o in toll_of(storyline).origins if o.speaker == GOVERNOR)
    assert {"01-harbour-wire", "02-northern-herald"} <= set(governor.reports)


def test_the_toll_is_one_matter_with_two_origins(storyline: Comparison) -> None:
    """Six statements in five reports come from two mouths: the governor and the head of the hospital."""
    toll = toll_of(storyline)
    assert [o.speaker for o in toll.origins] == [GOVERNOR, "Hanne Brook"]
    assert len(toll.statements) == 6
    assert len({report for report, _ in toll.statements}) == 5


def test_a_speaker_who_counts_anew_updates(storyline: Comparison) -> None:
    """Nine, fourteen, then eleven, then thirteen: the governor's own count rises, falls and rises."""
    for first, second in ((1, 3), (3, 5), (5, 10)):
        assert kinds(between(storyline, first, second, GOVERNOR)) == {"updates"}
    counts = [
        (f.said, f.low) for f in toll_of(storyline).figures if f.origin == GOVERNOR and f.measure == "killed"
    ]
    assert counts[:5] == [
        ("2031-05-03", 9),
        ("2031-05-03", 9),
        ("2031-05-04", 14),
        ("2031-05-06", 11),
        ("2031-05-16", 13),
    ]


def test_another_count_by_another_speaker_conflicts(storyline: Comparison) -> None:
    """The hospital counts seventeen where the governor counts fourteen."""
    found = between(storyline, 3, 3, "killed")
    assert [(r.relation, r.aspect) for r in found] == [(RelationKind.CONFLICTS, Aspect.FIGURE)]
    assert found[0].because == "14 killed against 17"


def test_who_did_it_is_disputed(storyline: Comparison) -> None:
    """The minister blames the rebels, their spokesman denies it: within a report and across the copies."""
    disputed = [r for r in storyline.relations if r.aspect is Aspect.RESPONSIBILITY]
    assert {tuple(sorted((number_of(r.a), number_of(r.b)))) for r in disputed} == {(1, 1), (1, 2), (2, 2)}
    for relation in disputed:
        told = words_of(storyline, relation.a) + words_of(storyline, relation.b)
        assert "Jonas Adler" in told
        assert "Tomas Veld" in told


def test_a_denial_conflicts_with_those_before_and_after_it(storyline: Comparison) -> None:
    """The firm denies what the union alleged; a former safety chief denies the denial and backs the union."""
    occurrence = {
        (number_of(r.a), number_of(r.b)) for r in storyline.relations if r.aspect is Aspect.OCCURRENCE
    }
    assert {(3, 6), (6, 7)} <= occurrence
    assert kinds(between(storyline, 3, 7, "dust")) == {"agrees"}


def test_a_promise_is_reported_kept_and_another_broken(storyline: Comparison) -> None:
    """The mayor says that the troops are gone, the Relief Mission that the prisoners are still held."""
    states = {number_of(p.statement): set[PromiseState]() for p in storyline.promises}
    told = {}
    for promise in storyline.promises:
        said = words_of(storyline, promise.statement)
        states[number_of(promise.statement)].add(promise.state)
        told["troops" if "troops" in said else "prisoners"] = (
            promise.state,
            [words_of(storyline, key).split(":")[0] for key in promise.by],
        )
    assert told["troops"] == (PromiseState.KEPT, ["Dina Roth"])
    assert told["prisoners"] == (PromiseState.BROKEN, ["Relief Mission"])


def test_matters_are_kept_apart(storyline: Comparison) -> None:
    """Troops, prisoners and the toll are three accounts, each named in its own words."""
    names = {account.matter for account in storyline.accounts}
    assert any("troops" in name for name in names)
    assert any("prisoners" in name for name in names)
    troops = next(a for a in storyline.accounts if "troops" in a.matter)
    assert {number_of(key) for key in troops.statements} == {4, 8}


def test_an_account_is_named_in_words_of_its_own_statements(storyline: Comparison) -> None:
    """No word of a name is invented."""
    for account in storyline.accounts:
        said = " ".join(words_of(storyline, key) for key in account.statements)
        assert all(word in said for word in account.matter.split())
