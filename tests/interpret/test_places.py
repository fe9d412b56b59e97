"""Where things happen: the places of a statement, and all names of places in a text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.interpret.gazetteer import Kind, gazetteer
from onrecord.interpret.places import tell_places
from onrecord.interpret.toponyms import toponyms
from onrecord.record import Content, Cue, Draft, Report, Source, Span, Statement
from onrecord.text.folding import fold, skeleton

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "places.yaml").read_text(encoding="utf-8")
)


def told(text: str, *contents: str) -> tuple[Statement, ...]:
    """Statements with these contents, and their places."""
    report = Report("a", None, "", "", None, None, None, (), None, "en", text)
    made = []
    for number, content in enumerate(contents, 1):
        start = text.index(content)
        spans = (Span(start, start + len(content)),)
        made.append(Statement(f"s{number}", Source(), Cue(), Content(spans, content)))
    return tell_places(Draft(report, statements=tuple(made))).statements


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_a_statement_has_the_places_that_it_names(case: dict[str, Any]) -> None:
    """Where something is or happens, as written, with its country and how finely it is known."""
    (statement,) = told(case["text"], case.get("says", case["text"]))
    given = [[p.name, p.country, p.precision and p.precision.value] for p in statement.places]
    assert given == case["places"]


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_every_place_stands_in_the_text_and_has_its_reason(case: dict[str, Any]) -> None:
    """The span shows the name; one trace a place quotes it and says how often such a reason is right."""
    (statement,) = told(case["text"], case.get("says", case["text"]))
    assert [case["text"][p.span.start : p.span.end] for p in statement.places] == [
        p.name for p in statement.places
    ]
    traces = [t for t in statement.trace if t.field == "places"]
    assert [t.spans for t in traces] == [(p.span,) for p in statement.places]
    for trace, place in zip(traces, statement.places, strict=True):
        assert place.name in trace.because
        assert 0.5 < trace.confidence < 1


def test_an_open_name_keeps_its_candidates() -> None:
    """Where nothing says which Springfield, none is chosen; what all have in common is told."""
    text = "The flood in Springfield killed two, he said."
    (place,) = told(text, "The flood in Springfield killed two")[0].places
    assert place.geonames is None
    assert (place.lat, place.lon) == (None, None)
    assert place.country == "US"
    assert len(place.candidates) > 1
    assert len({c.geonames for c in place.candidates}) == len(place.candidates)


def test_a_known_place_has_its_geonames_id_and_coordinates() -> None:
    """In degrees, to within a kilometre."""
    (place,) = told("It rained in Kharkiv, he said.", "It rained in Kharkiv")[0].places
    assert place.geonames == 706483
    assert place.lat == pytest.approx(49.982, abs=0.01)
    assert place.lon == pytest.approx(36.255, abs=0.01)
    assert place.candidates == ()


def test_statements_of_one_report_are_told_apart() -> None:
    """Each has the places of its own content; one without any has none and no trace of it."""
    text = "It rained in Kharkiv, he said. It snowed in Oslo, she said. It was dry, they said."
    first, second, third = told(text, "It rained in Kharkiv", "It snowed in Oslo", "It was dry")
    assert [[p.name for p in s.places] for s in (first, second, third)] == [["Kharkiv"], ["Oslo"], []]
    assert third.trace == ()


def test_a_report_without_statements_stays_as_it_is() -> None:
    """Nothing is read for nothing."""
    assert told("It rained in Kharkiv.") == ()


@pytest.mark.parametrize(
    "text", ["", " ", "...", "a", "É", "-", "al-", "U.S.", "Mr.", "’s", "St", "\n\nKyiv\n"]
)
def test_any_text_can_be_searched(text: str) -> None:
    """Short and odd ones too; every span lies in the text."""
    for toponym in toponyms(text):
        assert text[toponym.span.start : toponym.span.end] == toponym.name


def test_all_toponyms_include_countries_that_act_and_peoples() -> None:
    """What a statement leaves out is still a name of a place in the text."""
    found = {t.name: t for t in toponyms("France said that Ukrainian trains had left Lviv.")}
    assert list(found) == ["France", "Ukrainian", "Lviv"]
    assert found["Ukrainian"].people
    assert [t.place.country for t in found.values() if t.place] == ["FR", "UA", "UA"]


def test_reading_twice_gives_the_same() -> None:
    """No order of a set or a clock comes in."""
    text = "Trains from Paris to London and from Springfield to Georgia and Cambridge were late."
    assert toponyms(text) == toponyms(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kraków", "KRAKOW"),
        ("Saint-Denis", "St. Denis"),
        ("Xi'an", "Xian"),
        ("Łódź", "Lodz"),
        ("U.S.", "US"),
        ("Fort Worth", "Ft. Worth"),
    ],
)
def test_spellings_of_one_name_fold_to_one_key(one: str, other: str) -> None:
    """Accents, marks, letter case and short forms do not count."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khan Sheikhoun", "Khan Shaykhun"),
        ("Deir ez-Zor", "Dayr al-Zawr"),
        ("Maaret al-Numan", "Ma'arrat an-Nu'man"),
        ("Chernihiv", "Chernihiw"),
    ],
)
def test_transliterations_share_a_skeleton(one: str, other: str) -> None:
    """The consonants stay, the article goes."""
    assert skeleton(one) == skeleton(other) != ""


def test_different_names_have_different_skeletons() -> None:
    """Too short ones have none."""
    assert skeleton("Kharkiv") != skeleton("Kherson")
    assert skeleton("Ob") == ""


def test_the_gazetteer_knows_cities_regions_countries_and_seas() -> None:
    """Each by its kind, the likeliest first."""
    kinds = {name: gazetteer().find(name)[0].kind for name in ("Paderborn", "Texas", "France", "Black Sea")}
    assert kinds == {
        "Paderborn": Kind.CITY,
        "Texas": Kind.REGION,
        "France": Kind.COUNTRY,
        "Black Sea": Kind.AREA,
    }
    assert gazetteer().find("Orlebyfeld") == ()
    assert "GeoNames" in gazetteer().credit
