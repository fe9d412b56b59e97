"""Figures: what the quantities of a statement measure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onrecord.interpret.figures import tell_figures
from onrecord.record import Content, Cue, Draft, Figure, Report, Source, Span, Statement

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "figures.yaml").read_text(encoding="utf-8")
)


def told(text: str, *contents: tuple[int, int]) -> Statement:
    """One statement over parts of a text, all of it by default, with its figures."""
    spans = tuple(Span(*c) for c in contents) or (Span(0, len(text)),)
    report = Report("a", None, "", "", None, None, None, (), None, "en", text)
    statement = Statement("s1", Source(), Cue(), Content(spans))
    return tell_figures(Draft(report, statements=(statement,))).statements[0]


def figures_of(text: str) -> list[Figure]:
    """The figures of a text that one statement holds."""
    return list(told(text).figures)


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_every_figure_has_its_measure_and_its_ends(case: dict[str, Any]) -> None:
    """As a reader of the sentence would have them."""
    found = [[f.measure, f.low, f.high, f.approximate] for f in figures_of(case["content"])]
    assert found == case["figures"]


def test_a_figure_needs_its_number_in_the_content_and_not_the_words_around_it() -> None:
    """The verb may stand outside; a number outside belongs to somebody else."""
    text = "Fire killed 12 farmers, she said, and hurt 30 guards."
    statement = told(text, (text.index("12"), text.index(", she")))
    assert [(f.measure, f.low) for f in statement.figures] == [("killed", 12)]


def test_the_span_of_a_figure_stays_within_the_content() -> None:
    """A qualifier that the reporter adds is understood and not quoted."""
    text = "She counted at least 40 goats."
    start = text.index("40")
    (figure,) = told(text, (start, len(text) - 1)).figures
    assert (figure.low, figure.high) == (40, None)
    assert text[slice(*figure.span)] == "40 goats"


def test_content_in_pieces_gives_the_figures_of_each() -> None:
    """In order, none twice."""
    text = "“Two barns burned,” she said. “Three horses died.”"
    statement = told(text, (0, text.index(" she")), (text.index("“Three"), len(text)))
    assert [f.low for f in statement.figures] == [2, 3]


def test_a_toll_is_taken_up_in_the_next_sentence() -> None:
    """Of them, of the dead: those counted just before."""
    found = figures_of("At least 20 people were killed. Five of them were children.")
    assert [(f.measure, f.low) for f in found] == [("killed", 20), ("killed", 5)]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Fire killed 30 people, mostly women and children, in Arvosk.", "mostly women and children"),
        ("Fire killed 30 people, most of them farmers.", "most of them farmers"),
        ("Fire killed 30 people in Arvosk.", None),
    ],
)
def test_the_scope_of_a_figure_is_kept_as_written(text: str, scope: str | None) -> None:
    """Who they were, in the report's own words."""
    assert figures_of(text)[0].scope == scope


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("They bought 18 white goats.", "white goats"),
        ("Fire killed 18 in Arvosk.", "people"),
        ("It cost $18.", "USD"),
        ("It rose 18 percent.", "percent"),
    ],
)
def test_the_unit_says_what_is_counted(text: str, unit: str) -> None:
    """The noun as written, people for a toll without one, a currency's code, or percent."""
    assert figures_of(text)[0].unit == unit


def test_every_figure_is_explained() -> None:
    """The trace quotes the words that decided and says how often that rule is right."""
    statement = told("The death toll rose to 18.")
    (trace,) = statement.trace
    assert (trace.field, trace.spans) == ("figures", (statement.figures[0].span,))
    assert "toll" in trace.because
    assert 0.5 < trace.confidence < 1


def test_a_statement_without_numbers_has_no_figures_and_no_trace() -> None:
    """Nothing is made up."""
    statement = told("Nothing burned in Arvosk.")
    assert (statement.figures, statement.trace) == ((), ())


@given(st.text())
def test_figures_of_any_text_lie_in_it(text: str) -> None:
    """Whatever the content, nothing breaks."""
    for figure in figures_of(text):
        assert 0 <= figure.span.start < figure.span.end <= len(text)
