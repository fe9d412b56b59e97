"""Who answers whom: denials and accusations."""

from __future__ import annotations

import pytest

from onrecord.record import Act, Event, EventStatus, Speaker, SpeakerType
from onrecord.sourcing import survey
from onrecord.sourcing.findings import Answering
from onrecord.sourcing.parties import party_of, same_party
from tests.sourcing.conftest import body, person, record, said

FRONT = body("p1", "Coast Front")
VERIN = person("p2", "Ola Verin", "Sarn Council")
DENIES = "that it had fired rockets at the ferry"
ACCUSED = "the Coast Front of firing rockets at the ferry"


def test_a_denial_is_paired_with_the_accusation_it_answers() -> None:
    """By the words they share and by the name of who denies it, wherever it stands."""
    text = f"Ola Verin accused {ACCUSED}. Ola Verin said it rained. The Coast Front denied {DENIES}."
    found = survey(
        record(
            text,
            (VERIN, FRONT),
            said("p2", "Ola Verin", "accused", ACCUSED, Act.ACCUSATION),
            said("p2", "Ola Verin", "said", "it rained"),
            said("p1", "The Coast Front", "denied", DENIES, Act.DENIAL),
        )
    )
    (denial,) = found.denials
    assert denial.origin.name == "Coast Front"
    assert denial.answers
    assert (denial.answers.statement, denial.answers.origin.name) == ("s1", "Ola Verin")
    assert "ferry" in denial.answers.shared


def test_a_bare_denial_answers_the_accusation_that_names_its_speaker() -> None:
    """ "Denied the accusation" repeats no word of it."""
    text = f"Ola Verin accused {ACCUSED}. The Coast Front denied the accusation."
    found = survey(
        record(
            text,
            (VERIN, FRONT),
            said("p2", "Ola Verin", "accused", ACCUSED, Act.ACCUSATION),
            said("p1", "The Coast Front", "denied", "the accusation", Act.DENIAL),
        )
    )
    assert found.denials[0].answers
    assert found.denials[0].answers.statement == "s1"


def test_a_denial_may_answer_the_reports_own_words() -> None:
    """Where no statement alleges it, the sentence before that shares its words is shown, with its place."""
    text = f"Somebody fired rockets at the ferry last night. The Coast Front denied {DENIES}."
    found = survey(record(text, (FRONT,), said("p1", "The Coast Front", "denied", DENIES, Act.DENIAL)))
    answers = found.denials[0].answers
    assert answers
    assert answers.statement is None
    (span,) = answers.words.spans
    assert text[span.start : span.end] == "Somebody fired rockets at the ferry last night."


def test_a_denial_of_nothing_in_the_report_says_so() -> None:
    """No allegation is made up; what the denier says elsewhere is none."""
    text = f"The Coast Front denied {DENIES}. The Coast Front said rockets had hit the ferry."
    found = survey(
        record(
            text,
            (FRONT,),
            said("p1", "The Coast Front", "denied", DENIES, Act.DENIAL),
            said("p1", "The Coast Front", "said", "rockets had hit the ferry"),
        )
    )
    assert found.denials[0].answers is None


def test_where_the_act_is_undecided_the_cue_decides() -> None:
    """A statement whose act nothing has decided counts by the word that introduces it."""
    from dataclasses import replace

    text = f"Ola Verin accused {ACCUSED}. The Coast Front denied {DENIES}."
    bare = record(
        text,
        (VERIN, FRONT),
        said("p2", "Ola Verin", "accused", ACCUSED, None),
        said("p1", "The Coast Front", "denied", DENIES, None),
    )
    lemmas = ("accuse", "deny")
    statements = tuple(
        replace(one, cue=replace(one.cue, lemma=lemma))
        for one, lemma in zip(bare.statements, lemmas, strict=True)
    )
    found = survey(replace(bare, statements=statements))
    assert [one.statement for one in found.accusations] == ["s1"]
    assert [one.statement for one in found.denials] == ["s2"]


ANSWERS = {
    "The Coast Front denied that it had fired rockets.": ("denied", "that it had fired rockets", Act.DENIAL),
    "The Coast Front said the rockets at the ferry were not its own.": (
        "said",
        "the rockets at the ferry were not its own",
        Act.ASSERTION,
    ),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_accusation_is_shown_with_the_answer_of_the_accused(answer: str) -> None:
    """A denial, or that the accused speaks of the matter."""
    cue, content, act = ANSWERS[answer]
    text = f"Ola Verin accused {ACCUSED}. {answer}"
    found = survey(
        record(
            text,
            (VERIN, FRONT),
            said("p2", "Ola Verin", "accused", ACCUSED, Act.ACCUSATION),
            said("p1", "The Coast Front", cue, content, act),
        )
    )
    (one,) = found.accusations
    assert one.accused
    assert one.accused.speaker == "p1"
    how = Answering.DENIES if act is Act.DENIAL else Answering.SPEAKS
    assert [(a.how, a.statement) for a in one.answers] == [(how, "s2")]


def test_an_accusation_that_nobody_answers_is_listed_as_such() -> None:
    """What the accused say of another matter is no answer, nor is a denial of something else."""
    text = (
        f"Ola Verin accused {ACCUSED}. The Coast Front said the harvest had failed. "
        "The Coast Front denied that its treasurer had taken money from the widows."
    )
    found = survey(
        record(
            text,
            (VERIN, FRONT),
            said("p2", "Ola Verin", "accused", ACCUSED, Act.ACCUSATION),
            said("p1", "The Coast Front", "said", "the harvest had failed"),
            said(
                "p1",
                "The Coast Front",
                "denied",
                "that its treasurer had taken money from the widows",
                Act.DENIAL,
            ),
        )
    )
    assert found.accusations[0].answers == ()


def test_no_comment_is_an_answer_that_gives_none() -> None:
    """Words of the report that the accused could not be reached are shown as such."""
    text = f"Ola Verin accused {ACCUSED}. The Coast Front did not respond to a request for comment."
    found = survey(record(text, (VERIN, FRONT), said("p2", "Ola Verin", "accused", ACCUSED, Act.ACCUSATION)))
    ((answer,),) = [one.answers for one in found.accusations]
    assert (answer.how, answer.statement) == (Answering.SILENT, None)
    assert answer.words.text == "The Coast Front did not respond to a request for comment."


def test_the_accused_is_the_actor_of_the_event_where_it_is_known() -> None:
    """The event says who did it better than the first name in the words."""
    text = "Ola Verin said rockets from Hask were fired by the men of the Coast Front."
    content = "rockets from Hask were fired by the men of the Coast Front"
    event = Event("ASSAULT", "Coast Front", None, "Hask", EventStatus.HAPPENED)
    found = survey(
        record(
            text,
            (VERIN, FRONT),
            said("p2", "Ola Verin", "said", content, Act.ACCUSATION, events=(event,)),
        )
    )
    assert found.accusations[0].accused
    assert found.accusations[0].accused.name == "Coast Front"


def test_an_accused_that_is_not_named_is_not_guessed() -> None:
    """ "Them" is somebody, but the words do not say who."""
    text = "Ola Verin accused them of lying about the ferry."
    found = survey(
        record(
            text,
            (VERIN,),
            said("p2", "Ola Verin", "accused", "them of lying about the ferry", Act.ACCUSATION),
        )
    )
    assert found.accusations[0].accused is None


def test_a_government_answers_for_its_forces() -> None:
    """ "Government forces" are accused, the government of the land answers."""
    state = Speaker("p1", "Norwegian government", SpeakerType.STATE, True, (), "Norway", ())
    text = "Ola Verin accused government forces of burning boats. Oslo denied burning any boats."
    found = survey(
        record(
            text,
            (VERIN, state),
            said("p2", "Ola Verin", "accused", "government forces of burning boats", Act.ACCUSATION),
            said("p1", "Oslo", "denied", "burning any boats", Act.DENIAL),
        )
    )
    assert [a.statement for a in found.accusations[0].answers] == ["s2"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Norway", "Oslo", True),
        ("Norwegian forces", "the Norwegian defence ministry", True),
        ("Verin", "Ola Verin", True),
        ("the Coast Front", "Coast Front", True),
        ("Norway", "Norwegian Refugee Fund", False),
        ("Norwegian government", "Norwegian opposition", False),
        ("Norway", "Sweden", False),
        ("the US", "Washington", True),
        ("", "Norway", False),
    ],
)
def test_names_of_one_party(one: str, other: str, same: bool) -> None:
    """A country, its capital and its forces are one party; a body that has its name is another."""
    assert same_party(party_of(one), party_of(other)) is same
