"""Sources the report does not name, and statements that name nobody."""

from __future__ import annotations

import pytest

from onrecord.record import Mode, SpeakerType
from onrecord.sourcing import survey
from tests.sourcing.conftest import person, record, said, unnamed

DESK = person("p1", "Ola Verin")


def test_an_unnamed_source_is_listed_with_what_it_says() -> None:
    """How it is called, how often it speaks and how often in quoted words; named sources are not listed."""
    text = 'A port official said the gates are shut. "We wait," the official said. Ola Verin said it rained.'
    found = survey(
        record(
            text,
            (unnamed("p2", "port official"), DESK),
            said("p2", "A port official", "said", "the gates are shut"),
            said("p2", "the official", "said", '"We wait,"', mode=Mode.DIRECT),
            said("p1", "Ola Verin", "said", "it rained"),
        )
    )
    (one,) = found.unnamed
    assert (one.name, one.statements, one.quotations) == ("port official", ("s1", "s2"), 1)
    assert [words.text for words in one.described] == ["A port official", "the official"]
    assert all(text[s.start : s.end] == words.text for words in one.described for s in words.spans)


REASONS = {
    "an aide said on condition of anonymity because he was not allowed to speak to the press.": (
        "on condition of anonymity",
        "because he was not allowed to speak to the press",
    ),
    "an aide, who asked not to be named for fear of reprisals, said.": (
        "asked not to be named",
        "for fear of reprisals",
    ),
    "an aide said, speaking on the condition of strict anonymity to discuss talks that are secret.": (
        "on the condition of strict anonymity",
        "to discuss talks that are secret",
    ),
    "an aide who was not authorized to discuss the talks said.": (
        "",
        "not authorized to discuss the talks",
    ),
    "an aide, who declined to be identified, said.": ("declined to be identified", ""),
    "an aide said.": None,
}


@pytest.mark.parametrize("ending", REASONS)
def test_why_a_source_is_not_named(ending: str) -> None:
    """The words that promise anonymity and those that give a reason, each where the report has them."""
    found = survey(
        record(
            f"The gates are shut, {ending}",
            (unnamed("p2", "aide"),),
            said("p2", "an aide", "said", "The gates are shut"),
        )
    )
    (one,) = found.unnamed
    wanted = REASONS[ending]
    assert [(a.condition.text, a.reason.text) for a in one.anonymity] == ([wanted] if wanted else [])


def test_anonymity_told_in_a_sentence_of_its_own() -> None:
    """Such words are about the unnamed source that spoke last in the paragraph, not about one elsewhere."""
    text = (
        "A guard said the gate was open.\n\n"
        "The gates are shut, a diplomat said. She spoke on condition of anonymity because the talks go on."
    )
    found = survey(
        record(
            text,
            (unnamed("p1", "guard"), unnamed("p2", "diplomat")),
            said("p1", "A guard", "said", "the gate was open"),
            said("p2", "a diplomat", "said", "The gates are shut"),
        )
    )
    assert [len(one.anonymity) for one in found.unnamed] == [0, 1]
    assert found.unnamed[1].anonymity[0].reason.text == "because the talks go on"


def test_a_reason_keeps_its_abbreviations() -> None:
    """A full stop inside a name or a number does not end the reason."""
    text = "The gates are shut, an aide said on condition of anonymity, citing U.S. rules. Rain fell."
    found = survey(
        record(text, (unnamed("p2", "aide"),), said("p2", "an aide", "said", "The gates are shut"))
    )
    assert found.unnamed[0].anonymity[0].reason.text == "citing U.S. rules"


def test_who_only_passes_on_counts_too() -> None:
    """An unnamed source of the chain is listed with what it passed on."""
    from onrecord.record import Via

    text = "Local media reported, citing Ola Verin, that the gates are shut."
    via = (Via((), "Local media", "p2"),)
    found = survey(
        record(
            text,
            (DESK, unnamed("p2", "local media", SpeakerType.MEDIA)),
            said("p1", "Ola Verin", "citing", "that the gates are shut", via=via),
        )
    )
    assert [(one.name, one.statements) for one in found.unnamed] == [("local media", ("s1",))]


def test_statements_that_name_nobody_are_listed() -> None:
    """With the words that attribute and those that are attributed."""
    text = "Reports that a ferry had been sunk could not be confirmed."
    found = survey(record(text, (), said(None, "", "Reports", "that a ferry had been sunk")))
    (one,) = found.no_source
    assert (one.statement, one.cue.text, one.content.text) == ("s1", "Reports", "that a ferry had been sunk")


QUOTED = '"We have nothing left at all," {} said.'


@pytest.mark.parametrize(
    ("source", "name", "kind", "shared"),
    [
        ("residents", "residents", SpeakerType.GROUP, True),
        ("two officials", "two officials", SpeakerType.GROUP, True),
        ("they", "residents", SpeakerType.GROUP, True),
        ("Ola Verin and Bor Tamm", "Ola Verin and Bor Tamm", SpeakerType.GROUP, True),
        ("one of the diplomats", "two diplomats", SpeakerType.GROUP, False),
        ("the diplomat", "two diplomats", SpeakerType.GROUP, False),
        ("Ola Verin", "Ola Verin", SpeakerType.PERSON, False),
        ("the ministry", "the ministry", SpeakerType.ORGANISATION, False),
    ],
)
def test_one_quotation_of_several_people(source: str, name: str, kind: SpeakerType, shared: bool) -> None:
    """Quoted words of a plural source are listed; a body or one of a group has one mouth."""
    found = survey(
        record(
            QUOTED.format(source),
            (unnamed("p1", name, kind),),
            said("p1", source, "said", '"We have nothing left at all,"', mode=Mode.DIRECT),
        )
    )
    quotations = [one.quotation.text for one in found.shared_quotations]
    assert quotations == (['"We have nothing left at all,"'] if shared else [])


def test_of_a_paraphrase_only_the_quoted_words_count() -> None:
    """Paraphrased words may be several people's; a quoted term of a word or two is no quotation."""
    people = (unnamed("p1", "residents", SpeakerType.GROUP),)
    text = 'Residents said that "nobody told us to leave" and that it rained.'
    content = 'that "nobody told us to leave" and that it rained'
    mixed = survey(record(text, people, said("p1", "Residents", "said", content, mode=Mode.MIXED)))
    assert [one.quotation.text for one in mixed.shared_quotations] == ['"nobody told us to leave"']
    term = "Residents called it “a scandal” again."
    short = survey(
        record(term, people, said("p1", "Residents", "called", "it “a scandal” again", mode=Mode.MIXED))
    )
    assert short.shared_quotations == ()
