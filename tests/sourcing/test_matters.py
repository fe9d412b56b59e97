"""What rests on one source, and which paragraphs rest on none."""

from __future__ import annotations

from onrecord.record import Act, Figure, Measure, Span
from onrecord.sourcing import survey
from tests.sourcing.conftest import body, person, record, said, unnamed

VERIN, TAMM = person("p1", "Ola Verin"), person("p2", "Bor Tamm")
SHELLED = "shells struck the ferry port of Sarn before dawn"
AGAIN = "the ferry port of Sarn was struck by shells at dawn"


def test_a_matter_of_one_source_is_told_from_one_of_several() -> None:
    """Statements that share their words are one matter, with everybody behind them."""
    text = f"Ola Verin said {SHELLED}. Bor Tamm said {AGAIN}. Ola Verin said the harvest had failed."
    found = survey(
        record(
            text,
            (VERIN, TAMM),
            said("p1", "Ola Verin", "said", SHELLED),
            said("p2", "Bor Tamm", "said", AGAIN),
            said("p1", "Ola Verin", "said", "the harvest had failed"),
        )
    )
    assert [one.statements for one in found.several_sources] == [("s1", "s2")]
    assert {origin.name for origin in found.several_sources[0].origins} == {"Ola Verin", "Bor Tamm"}
    assert {"ferry", "port", "Sarn"} <= set(found.several_sources[0].shared)
    assert [one.statements for one in found.single_source] == [("s3",)]
    assert found.single_source[0].words.text == "the harvest had failed"


def test_one_source_twice_is_still_one() -> None:
    """Saying it again adds no source."""
    text = f"Ola Verin said {SHELLED}. Later Ola Verin said {AGAIN}."
    found = survey(
        record(
            text,
            (VERIN,),
            said("p1", "Ola Verin", "said", SHELLED),
            said("p1", "Ola Verin", "said", AGAIN),
        )
    )
    assert [one.statements for one in found.single_source] == [("s1", "s2")]
    assert found.several_sources == ()


def test_a_spokesman_and_his_ministry_are_one_source() -> None:
    """A person who belongs to a body that speaks adds no source to it."""
    text = f"The Port Authority said {SHELLED}. Bor Tamm said {AGAIN}."
    speakers = (body("p1", "Port Authority"), person("p2", "Bor Tamm", "Port Authority"))
    found = survey(
        record(
            text,
            speakers,
            said("p1", "The Port Authority", "said", SHELLED),
            said("p2", "Bor Tamm", "said", AGAIN),
        )
    )
    assert found.several_sources == ()
    assert found.single_source[0].statements == ("s1", "s2")


def test_what_is_told_within_another_statement_adds_no_source() -> None:
    """That officials say what a ministry believes is one source: the officials."""
    text = "The Port Authority believes the gates were opened by hand, officials said."
    found = survey(
        record(
            text,
            (body("p1", "Port Authority"), unnamed("p2", "officials")),
            said("p2", "officials", "said", "The Port Authority believes the gates were opened by hand"),
            said("p1", "The Port Authority", "believes", "the gates were opened by hand", within="s1"),
        )
    )
    assert [one.statements for one in found.single_source] == [("s1",)]


def test_two_counts_of_one_toll_are_one_matter() -> None:
    """Numbers of one size for the same toll belong together; those of another war do not."""
    text = (
        "At least nine people were killed, Ola Verin said. The dead numbered seven, Bor Tamm said. "
        "The war has killed 90,000, Bor Tamm said."
    )

    def toll(number: float) -> dict[str, tuple[Figure, ...]]:
        return {"figures": (Figure(Measure.KILLED, number, number, False, None, None, Span(0, 1)),)}

    found = survey(
        record(
            text,
            (VERIN, TAMM),
            said("p1", "Ola Verin", "said", "At least nine people were killed", **toll(9)),
            said("p2", "Bor Tamm", "said", "The dead numbered seven", **toll(7)),
            said("p2", "Bor Tamm", "said", "The war has killed 90,000", **toll(90_000)),
        )
    )
    assert [one.statements for one in found.several_sources] == [("s1", "s2")]


def test_wishes_and_judgements_are_no_matters_of_fact() -> None:
    """Of what somebody wants, promises or thinks, that one is the only source there can be."""
    text = "Ola Verin demanded that the gates stay shut. Ola Verin called it a shame."
    found = survey(
        record(
            text,
            (VERIN,),
            said("p1", "Ola Verin", "demanded", "that the gates stay shut", Act.DEMAND),
            said("p1", "Ola Verin", "called", "it a shame", Act.EVALUATION),
        )
    )
    assert found.single_source == ()


def test_paragraphs_without_attribution_are_listed() -> None:
    """In the report's own voice throughout; title, byline, headings and credits are no passages."""
    text = (
        "Gates of Sarn shut\n\nBy Ada Merrin\n\nThe gates are shut, Ola Verin said.\n\n"
        "The town lies on the lower Sorrel and has flooded twice in ten years.\n\n"
        "What comes next\n\nAda Merrin contributed reporting from Velmora."
    )
    found = survey(
        record(
            text,
            (VERIN,),
            said("p1", "Ola Verin", "said", "The gates are shut"),
            title="Gates of Sarn shut",
        )
    )
    assert [(one.paragraph, one.length) for one in found.unattributed] == [(4, 14)]
    assert found.unattributed[0].words.text.startswith("The town lies")
    assert found.paragraphs == 2


def test_a_report_without_statements_has_passages_alone() -> None:
    """Nothing is found where nothing is said, and nothing fails."""
    found = survey(record("The town lies on the lower Sorrel and has flooded twice.", ()))
    assert len(found.unattributed) == 1
    assert (found.unnamed, found.single_source, found.denials, found.accusations) == ((), (), (), ())
    assert survey(record("", ())).unattributed == ()
