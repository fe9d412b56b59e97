"""What is laid out of a comparison: sides and clashes, courses of positions, figures over time, promises."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.compare.courses import ChangeOf, Course, course_of
from onrecord.compare.denial import denies_figure
from onrecord.compare.following import NoSuchAccount, NoSuchSpeaker, find_account, follow
from onrecord.compare.matters import Layout, Matter, hubs_of, matters_of
from onrecord.compare.pledges import pledges_of
from onrecord.compare.series import Entry, MatterFigures, Range, figures_of, spread
from onrecord.export.comparison_words import entry_phrase, origins_phrase, range_phrase
from onrecord.record import (
    Act,
    Comparison,
    Measure,
    Polarity,
    PromiseState,
    Relation,
    RelationKind,
    Span,
    Statement,
)
from tests.export.story import COMPANY, MINISTRY, STORY, UNION


def _matter(account: str, comparison: Comparison = STORY) -> Matter:
    return Layout(comparison).matter(find_account(comparison, account))


def _figures(comparison: Comparison = STORY) -> MatterFigures:
    return figures_of(Layout(comparison), _matter("a1", comparison))


def _course(account: str, origin: str) -> Course:
    return course_of(Layout(STORY), _matter(account), origin)


# ------------------------------------------------------------ matters
def test_matters_in_conflict_come_first() -> None:
    """An editor sees first where sides cannot both be right."""
    assert [bool(matter.clashes) for matter in matters_of(STORY)] == [True, True, False]


def test_a_copy_is_one_telling_with_its_origin() -> None:
    """The wire's words in a second outlet are no second telling."""
    ministry = next(side for side in _matter("a1").sides if side.origin == MINISTRY.name)
    assert [telling.statements for telling in ministry.tellings] == [
        (("gazette", "s1"), ("post", "s1")),
        (("kesh", "s1"),),
        (("later", "s1"),),
    ]


def test_origins_are_counted_not_reports() -> None:
    """Four reports with two voices are two origins, and these are named."""
    assert origins_phrase(_matter("a1")) == (
        "4 reports, 2 origins: Interior Ministry of Ostrel, Ferrow Miners' Union"
    )


def test_pairs_in_conflict_are_one_clash_of_two_sides() -> None:
    """However many statements show it, two sides clash once in one aspect."""
    (clash,) = _matter("a1").clashes
    assert {clash.one, clash.other} == {MINISTRY.name, UNION.name}
    assert len(clash.pairs) == 2


def test_clashes_gather_about_the_side_that_is_in_most() -> None:
    """Where one denies what several assert, it stands once against them all."""
    (clash,) = _matter("a2").clashes
    others = [replace(clash, one=COMPANY.name, other=name) for name in ("A", "B", "C")]
    ((hub, own),) = hubs_of(others)
    assert hub == COMPANY.name
    assert [c.other for c in own] == ["A", "B", "C"]


# ------------------------------------------------------------ courses
def test_a_toll_that_rises_and_falls_is_told_step_by_step() -> None:
    """Each new figure is a change against the one before, on its own day."""
    steps = _course("a1", MINISTRY.name).steps
    assert [step.telling.day for step in steps] == ["2031-03-03", "2031-03-06", "2031-03-09"]
    figures = [[(c.before, c.after) for c in s.changes if c.of is ChangeOf.FIGURE] for s in steps]
    assert figures == [[], [("at least 12 killed", "19 killed")], [("19 killed", "17 killed")]]


def test_a_correction_is_told_as_one() -> None:
    """Cues such as "corrected" take back what the speaker said before, and the words say so."""
    last = _course("a1", MINISTRY.name).steps[-1]
    first = last.changes[0]
    assert (first.of, first.after) == (ChangeOf.WITHDRAWN, "corrected")


def test_a_denial_that_is_given_up_is_a_change() -> None:
    """From "it is not so" to "it may be so", in polarity and in certainty."""
    (_, last) = _course("a2", COMPANY.name).steps
    assert [(c.of, c.before, c.after) for c in last.changes] == [
        (ChangeOf.POLARITY, "denies", "affirms"),
        (ChangeOf.CERTAINTY, "certain", "possible"),
    ]


def test_what_is_said_on_one_day_is_no_change() -> None:
    """Two ways to put it in one speech are not two positions."""
    course = _course("a1", UNION.name)
    assert course.changes == ()


def test_who_denies_stands_beside_what_is_denied() -> None:
    """An answer names its origin and says whether it denies."""
    (step,) = _course("a2", UNION.name).steps
    assert [(a.origin, a.denies, a.statement) for a in step.answers] == [
        (COMPANY.name, True, ("gazette", "s4"))
    ]


# ------------------------------------------------------------ figures
def test_every_figure_has_who_and_when() -> None:
    """In order of the day it was said; a date that is only that of publication is told apart."""
    (killed,) = _figures().series
    assert [(e.said, e.dated, e.origin, entry_phrase(e)) for e in killed.entries] == [
        ("2031-03-03", True, MINISTRY.name, "at least 12"),
        ("2031-03-04", False, UNION.name, "30"),
        ("2031-03-06", True, MINISTRY.name, "19"),
        ("2031-03-06", True, MINISTRY.name, "4"),
        ("2031-03-09", True, MINISTRY.name, "17"),
    ]


def test_low_and_high_of_each_origin_and_its_latest() -> None:
    """The ministry went from 12 up to 19 and ends at 17; the union has one figure."""
    (killed,) = _figures().series
    found = {one.origin: (range_phrase(one.range), range_phrase(one.latest)) for one in killed.origins}
    assert found == {MINISTRY.name: ("12 to 19 or more", "17"), UNION.name: ("30", "30")}


def test_what_stands_is_the_latest_of_each_origin_and_no_average() -> None:
    """From 17 to 30: neither 19, which was taken back, nor 23.5."""
    (killed,) = _figures().series
    assert killed.stands == Range(17, 30, False, False)


def test_a_part_of_a_figure_widens_no_range() -> None:
    """ "4 children" is listed, and left out with its reason."""
    (killed,) = _figures().series
    assert [e.text for e in killed.entries if e.left_out == "a part or an addition"] == ["4 children"]


def _retold(words: str, **changed: Any) -> tuple[Statement, str]:
    """The union's statement on the dead with other words."""
    statement = STORY.records[0].statements[1]
    start = statement.content.spans[0].start
    text = STORY.records[0].report.text[:start] + words
    place = text.index("30", start)
    return replace(
        statement,
        content=replace(statement.content, spans=(Span(start, len(text)),), text=words),
        figures=(replace(statement.figures[0], span=Span(place, place + 2)),),
        **changed,
    ), text


@pytest.mark.parametrize(
    ("words", "changed", "denied"),
    [
        ("that 30 had died", {"act": Act.DENIAL, "polarity": Polarity.NEGATIVE}, True),
        ("there were not 30 dead", {"polarity": Polarity.NEGATIVE}, True),
        ("the toll wasn't 30", {"polarity": Polarity.NEGATIVE}, True),
        ("30 had died, not 40", {"polarity": Polarity.NEGATIVE}, False),
        ("40 had not died, it was 30", {"polarity": Polarity.NEGATIVE}, False),
        ("30 had died", {}, False),
    ],
)
def test_a_figure_counts_as_denied_where_it_is_negated(
    words: str, changed: dict[str, Any], denied: bool
) -> None:
    """ "Thirty, not forty" says thirty; who denies thirty does not say it."""
    statement, text = _retold(words, **changed)
    assert denies_figure(statement, statement.figures[0], text) is denied


def test_a_figure_that_is_denied_does_not_stand() -> None:
    """It is listed with that reason, and widens no range."""
    gazette, *others = STORY.records
    denied = replace(gazette.statements[1], act=Act.DENIAL)
    statements = (gazette.statements[0], denied, *gazette.statements[2:])
    (killed,) = _figures(replace(STORY, records=(replace(gazette, statements=statements), *others))).series
    assert [e.text for e in killed.entries if e.left_out == "denied"] == ["30"]
    assert killed.stands == Range(17, 17, False, False)


def test_two_figures_of_one_day_both_stand() -> None:
    """Nothing says which of them is the later one, so neither replaces the other."""
    (killed,) = _figures().series
    first, later = killed.entries[2], replace(killed.entries[4], said="2031-03-06")
    assert spread((first, later)) == Range(17, 19, False, False)


@pytest.mark.parametrize(
    ("low", "high", "phrase"),
    [(20, 20, "20"), (20, None, "at least 20"), (None, 50, "up to 50"), (20, 50, "20 to 50")],
)
def test_a_figure_reads_as_it_was_said(low: float | None, high: float | None, phrase: str) -> None:
    """Open ends are words, exact numbers are bare."""
    entry = Entry((), None, None, False, low, high, False, None, "", None)
    assert entry_phrase(entry) == phrase


def test_a_word_of_number_stays_a_word() -> None:
    """ "Dozens" becomes no number."""
    entry = Entry((), None, None, False, None, None, False, None, "dozens of people", "no number")
    assert entry_phrase(entry) == "dozens of people"


# ------------------------------------------------------------ promises
def test_a_promise_says_who_says_it_was_kept_or_broken() -> None:
    """The families say kept, the union says broken: disputed, and both are named with their day."""
    pledge = pledges_of(STORY)[0]
    assert (pledge.speaker, pledge.state) == ("Dana Velt", PromiseState.DISPUTED)
    assert (pledge.condition, pledge.due.end if pledge.due else None) == (
        "if the families agree",
        "2031-03-07",
    )
    assert [(v.speaker, v.kept, v.said) for v in pledge.by] == [
        ("a committee of the families", True, "2031-03-10"),
        (UNION.name, False, "2031-03-10"),
    ]


def test_a_promise_that_nobody_speaks_on_stays_open() -> None:
    """Silence neither keeps nor breaks it, whatever its date."""
    (pledge,) = pledges_of(STORY, PromiseState.OPEN)
    assert (pledge.speaker, pledge.by) == (COMPANY.name, ())


def test_the_same_promise_in_two_reports_is_one() -> None:
    """Its copies are listed with it, and what is said of any of them counts."""
    again = Relation(("gazette", "s5"), ("gazette", "s6"), RelationKind.REPEATS, None, 0.9, "the same words")
    (pledge,) = pledges_of(replace(STORY, relations=(*STORY.relations, again)))
    assert pledge.statements == (("gazette", "s5"), ("gazette", "s6"))
    assert pledge.state is PromiseState.DISPUTED


# ------------------------------------------------------------ following
def test_a_speaker_is_found_by_words_of_its_name() -> None:
    """Its matters come with those in which it changed first, then what stands in none."""
    found = follow(STORY, "orsk")
    assert found.speaker == COMPANY.name
    assert [(c.account, len(c.steps)) for c in found.courses] == [("a2", 2), (None, 1)]


def test_one_matter_of_a_speaker_is_asked_for_by_its_words() -> None:
    """By id or by name; nothing else is shown."""
    assert follow(STORY, "orsk", "gates") == follow(STORY, "Orsk Mining", "a2")
    assert [c.account for c in follow(STORY, "orsk", "a2").courses] == ["a2"]


def test_a_role_finds_its_holder() -> None:
    """ "Minister" is Dana Velt, who is called so in a report."""
    assert follow(STORY, "minister").speaker == "Dana Velt"


def test_an_unknown_speaker_is_refused_with_those_there_are() -> None:
    """The message lists names to choose from."""
    with pytest.raises(NoSuchSpeaker, match="Ferrow Miners' Union"):
        follow(STORY, "Karl Ostermann")


def test_a_name_of_several_speakers_is_refused_with_their_names() -> None:
    """Two people are never followed as one."""
    renamed = tuple(
        replace(
            record,
            speakers=tuple(
                replace(s, name={"p2": "Ada Brin", "p3": "Oleg Brin"}.get(s.id, s.name), type="person")
                for s in record.speakers
            ),
        )
        for record in STORY.records
    )
    with pytest.raises(NoSuchSpeaker, match=r"several speakers .* Ada Brin, Oleg Brin"):
        follow(replace(STORY, records=renamed), "Brin")


def test_an_unknown_account_is_refused_with_those_there_are() -> None:
    """By id and name."""
    with pytest.raises(NoSuchAccount, match="a2 locking the gates"):
        find_account(STORY, "a9")


def test_figures_are_of_tolls_alone() -> None:
    """The measures of an account are those that the comparison put in it."""
    assert [series.measure for series in _figures().series] == [Measure.KILLED]
