"""The table of events: who says that what was done to whom, where and when, with how many."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest

from onrecord.export import MANY_FORMATS
from onrecord.export.best import Told, best_of
from onrecord.export.event_rows import EventRow, precision_of, rows_of
from onrecord.export.handed import Best, Options
from onrecord.lexicon import load
from onrecord.record import (
    About,
    Account,
    AccountFigure,
    Act,
    Aspect,
    Comparison,
    Event,
    EventStatus,
    Figure,
    Measure,
    Origin,
    Place,
    Polarity,
    Record,
    Relation,
    RelationKind,
    Span,
    Speaker,
    SpeakerType,
    Statement,
)
from tests.export.conftest import report, spans_of, statement

WIRE = "Shells killed at least 12 people and wounded 30 in Ostry on 3 May, the mayor said."
ANSWER = "No shell was fired at Ostry, the Grey Army said. Nine people died in a fire, a nurse said."


def figure(text: str, words: str, measure: Measure, low: float | None, high: float | None) -> Figure:
    return Figure(measure, low, high, False, "people", None, *spans_of(text, words))


def wire() -> Record:
    """A mayor, carried by an agency: two figures of one attack."""
    said = statement(
        WIRE,
        "s1",
        "p1",
        spans_of(WIRE, "the mayor"),
        spans_of(WIRE, "said"),
        content=spans_of(WIRE, "Shells killed at least 12 people and wounded 30 in Ostry on 3 May"),
        act=Act.ASSERTION,
        about=About(start="2031-05-03", end="2031-05-03"),
        places=(Place("Ostry", *spans_of(WIRE, "Ostry"), geonames=7, lat=-1.5, lon=30.25, country="XV"),),
        figures=(
            figure(WIRE, "at least 12 people", Measure.KILLED, 12, None),
            figure(WIRE, "30", Measure.WOUNDED, 30, 30),
        ),
        events=(Event("ASSAULT", None, "people", "Ostry", EventStatus.HAPPENED),),
    )
    mayor = Speaker("p1", "Ada Holm", SpeakerType.PERSON, True, ("mayor",), "Ostry", ())
    return Record(replace(report(WIRE), id="wire"), (mayor,), (said,))


def answer() -> Record:
    """An army that denies, a nurse with another figure."""
    army = statement(
        ANSWER,
        "s1",
        "p1",
        spans_of(ANSWER, "the Grey Army"),
        spans_of(ANSWER, "said"),
        content=spans_of(ANSWER, "No shell was fired at Ostry"),
        act=Act.DENIAL,
        polarity=Polarity.NEGATIVE,
    )
    nurse = statement(
        ANSWER,
        "s2",
        "p2",
        spans_of(ANSWER, "a nurse"),
        (Span(len(ANSWER) - 5, len(ANSWER) - 1),),
        content=spans_of(ANSWER, "Nine people died in a fire"),
        figures=(figure(ANSWER, "Nine people", Measure.KILLED, 9, 9),),
    )
    speakers = (
        Speaker("p1", "Grey Army", SpeakerType.ORGANISATION, True, (), None, ()),
        Speaker("p2", "a nurse", SpeakerType.PERSON, False, (), None, ()),
    )
    return Record(replace(report(ANSWER), id="answer", published="2031-05-07"), speakers, (army, nurse))


def comparison() -> Comparison:
    figures = (
        AccountFigure(("wire", "s1"), Measure.KILLED, 12, None, "2031-05-04", "Ada Holm"),
        AccountFigure(("answer", "s2"), Measure.KILLED, 9, 9, None, "a nurse"),
        AccountFigure(("wire", "s1"), Measure.WOUNDED, 30, 30, "2031-05-04", "Ada Holm"),
    )
    account = Account(
        "a1",
        "the dead of Ostry",
        (("wire", "s1"), ("answer", "s1"), ("answer", "s2")),
        (
            Origin("Ada Holm", ("wire",)),
            Origin("Grey Army", ("answer",)),
            Origin("a nurse", ("answer",)),
        ),
        figures,
    )
    opposed = Relation(
        ("wire", "s1"), ("answer", "s1"), RelationKind.CONFLICTS, Aspect.OCCURRENCE, 0.9, "one denies it"
    )
    return Comparison((wire(), answer()), (opposed,), (account,))


def table(options: Options, *records: Record) -> list[dict[str, str]]:
    data = b"".join(MANY_FORMATS["events"].write(records, options))
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_a_statement_with_two_figures_has_a_row_for_each() -> None:
    """The event is the same in both, and numbered, so that it is counted once."""
    killed, wounded = rows_of(wire())
    assert (killed.row, killed.measure, killed.low, killed.high) == ("wire:s1/1/1", "killed", 12, None)
    assert (wounded.row, wounded.measure, wounded.low, wounded.high) == ("wire:s1/1/2", "wounded", 30, 30)
    for row in (killed, wounded):
        assert (row.statements, row.event, row.event_type, row.event_status) == (
            "wire:s1",
            1,
            "ASSAULT",
            "happened",
        )
        assert (row.event_cameo, row.event_quad) == ("18", "material conflict")
        assert (row.place, row.place_basis, row.latitude, row.longitude) == ("Ostry", "event", -1.5, 30.25)
        assert (row.date_start, row.date_precision) == ("2031-05-03", "day")
        assert (row.said_by, row.said_by_named, row.said_by_affiliation) == ("Ada Holm", "yes", "Ostry")
        assert (row.recipient, row.actor) == ("people", None)


def test_every_statement_has_a_row(record: Record) -> None:
    """One without event and figure too: nothing is dropped in silence."""
    assert {row.statements for row in rows_of(record)} == {f"velmora:{one.id}" for one in record.statements}


def test_the_row_tells_who_said_it_first_and_who_passed_it_on(record: Record) -> None:
    """State radio is no source of what the ministry says."""
    (row,) = (row for row in rows_of(record) if row.statements == "velmora:s4")
    assert (row.said_by, row.via) == ("Ministry of Waters", "State radio")


def test_the_day_of_publication_is_no_date_of_an_event(record: Record) -> None:
    """What the text does not date has no date."""
    assert all(row.date_start is None and row.published == "2031-05-06" for row in rows_of(record))


def test_a_place_is_taken_only_where_there_is_no_choice(record: Record) -> None:
    """Two places and no event: neither is made the place."""
    rows = {row.statements: row for row in rows_of(record)}
    assert (rows["velmora:s4"].place, rows["velmora:s4"].places) == (None, "Velmora | the Sorrel")


def test_a_denial_says_who_denies(record: Record) -> None:
    """And so does what it answers, where the report shows that."""
    rows = {row.statements: row for row in rows_of(record)}
    assert rows["velmora:s5"].denied_by == "a retired engineer"
    assert rows["velmora:s1"].denied_by is None


def test_best_stays_empty_until_a_policy_is_named() -> None:
    """And then the policy stands in the row."""
    assert {(row["best"], row["policy"]) for row in table(Options(), wire())} == {("", "")}
    rows = table(Options(best=Best.LOWEST), wire())
    assert [(row["best"], row["policy"]) for row in rows] == [("12", "lowest"), ("30", "lowest")]


FIGURES = [
    Told(12, None, "2031-05-04", "mayor"),
    Told(9, 9, "2031-05-05", "nurse"),
    Told(None, 20, "2031-05-01", "army"),
    Told(9, 9, "2031-05-02", "clinic"),
]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [(Best.LOWEST, 9), (Best.HIGHEST, 20), (Best.LATEST, 9), (Best.MOST_ORIGINS, 9)],
)
def test_a_policy_chooses_among_what_was_said(policy: Best, expected: float) -> None:
    """Never an average: each gives a figure that somebody gave."""
    assert best_of(FIGURES, policy) == expected


def test_a_policy_that_does_not_decide_chooses_nothing() -> None:
    """Two figures of one day, two figures of one origin each, no upper bound, no figure."""
    two = [Told(3, 3, "2031-05-04", "a"), Told(4, 4, "2031-05-04", "b")]
    assert best_of(two, Best.LATEST) is None
    assert best_of(two, Best.MOST_ORIGINS) is None
    assert best_of([Told(3, None, None, "a")], Best.HIGHEST) is None
    assert all(best_of([], policy) is None for policy in Best)


def test_one_origin_in_five_reports_counts_once() -> None:
    """Five outlets that carry one agency do not outvote two witnesses."""
    told = [Told(50, 50, None, "agency")] * 5 + [Told(9, 9, None, "nurse"), Told(9, 9, None, "clinic")]
    assert best_of(told, Best.MOST_ORIGINS) == 9


def test_an_account_has_a_row_a_measure_with_all_that_is_said() -> None:
    """The range that stands, the origins, who denies it, the reports: the disagreement is kept."""
    killed, wounded = table(Options(comparison=comparison()))
    assert killed["row"] == "a1/killed"
    assert killed["matter"] == "the dead of Ostry"
    assert (killed["low"], killed["high"]) == ("9", "")  # at least 12: nobody closes that end
    assert (wounded["low"], wounded["high"]) == ("30", "30")
    assert killed["said_by"] == "Ada Holm | Grey Army | a nurse"
    assert killed["denied_by"] == "Grey Army"
    assert killed["origins"] == "3"
    assert killed["report"] == "wire | answer"
    assert killed["act"] == "assertion | denial"
    assert killed["said_by_named"] == "no"
    assert (killed["country"], killed["latitude"]) == ("XV", "-1.5")
    assert (killed["best"], killed["policy"]) == ("", "")


@pytest.mark.parametrize(
    ("policy", "expected"), [("lowest", "9"), ("highest", "9"), ("latest", "9"), ("most-origins", "")]
)
def test_the_best_of_an_account_names_its_policy(policy: str, expected: str) -> None:
    """A figure without a date counts as of the day of its report; a tie decides nothing."""
    killed, _ = table(Options(comparison=comparison(), best=Best(policy)))
    assert (killed["best"], killed["policy"]) == (expected, policy)


def test_an_account_without_figures_has_one_row() -> None:
    """Who did it is a matter too."""
    made = comparison()
    bare = replace(made, accounts=(replace(made.accounts[0], figures=()),))
    (row,) = table(Options(comparison=bare))
    assert (row["row"], row["measure"], row["low"]) == ("a1", "", "")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2031-05-03", "2031-05-03", "day"),
        ("2031-05", None, "month"),
        (None, "2031", "year"),
        ("2031-05-01", "2031-05-03", "period"),
        (None, None, None),
    ],
)
def test_a_date_says_how_fine_it_is(start: str | None, end: str | None, expected: str | None) -> None:
    """As the event data sets of the field do."""
    assert precision_of(start, end) == expected


def test_every_event_type_that_is_read_has_a_code() -> None:
    """A new PLOVER class without a code would leave cells empty."""
    plover: dict[str, Any] = load("plover")
    types = {
        name
        for name in (*plover, *(n for v in plover.values() if isinstance(v, dict) for n in v))
        if name.isupper()
    }
    assert types
    assert types <= set(load("coding")["event"])
    assert set(load("coding")["act"]) <= set(Act)


def test_a_statement_of_two_events_keeps_both() -> None:
    """Each with its number."""
    record = wire()
    (said,) = record.statements
    both = replace(said, events=(*said.events, Event("COERCE", "rebels", None, None, EventStatus.DENIED)))
    rows = list(rows_of(replace(record, statements=(both,))))
    assert [row.row for row in rows] == ["wire:s1/1/1", "wire:s1/1/2", "wire:s1/2/1", "wire:s1/2/2"]
    assert {row.event_type for row in rows} == {"ASSAULT", "COERCE"}
    assert rows[2].place_basis == "only place"


def test_the_columns_are_those_of_the_field() -> None:
    """What ACLED, UCDP and their users look for is there by name."""
    wanted = (
        "event_type event_status date_start date_precision place place_precision latitude longitude actor"
    )
    wanted += " recipient low high best policy measure said_by via denied_by report link certainty act"
    assert set(wanted.split()) <= set(EventRow.__slots__)
    assert isinstance(next(rows_of(wire())), EventRow)
    assert Statement  # the rows are made of statements
