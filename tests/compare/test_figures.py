"""Figures: which counts of one toll can both be right."""

from __future__ import annotations

import pytest

from onrecord.compare.figures import Stand, comparable, count_of, in_words, stand, tolls_of
from onrecord.record import Content, Cue, Figure, Measure, Source, Span, Statement

AT = Span(0, 0)


def figure(low: float | None, high: float | None, approximate: bool = False) -> Figure:
    return Figure(Measure.KILLED, low, high, approximate, "people", None, AT)


def how(one: tuple[float | None, float | None], other: tuple[float | None, float | None]) -> Stand:
    counts = [count_of(figure(*bounds), "") for bounds in (one, other)]
    assert counts[0]
    assert counts[1]
    assert stand(counts[0], counts[1]) is stand(counts[1], counts[0])
    return stand(counts[0], counts[1])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((24, 24), (24, 24), Stand.SAME),
        ((24, None), (24, 24), Stand.SAME),
        ((22, None), (24, None), Stand.OTHER),
        ((50, None), (58, None), Stand.COMPATIBLE),
        ((50, None), (100, None), Stand.OTHER),
        ((60, None), (300, 300), Stand.OTHER),
        ((20, 40), (30, 30), Stand.COMPATIBLE),
        ((20, 40), (50, 50), Stand.OTHER),
        ((None, 50), (30, 30), Stand.COMPATIBLE),
        ((None, 50), (70, 70), Stand.OTHER),
    ],
)
def test_counts_stand_to_each_other_as_readers_take_them(
    one: tuple[float | None, float | None], other: tuple[float | None, float | None], expected: Stand
) -> None:
    """A round lower bound leaves room for a little more; a counted one doesn't."""
    assert how(one, other) is expected


def test_approximate_counts_may_differ_a_little() -> None:
    """About 80 and 84 can both be right."""
    rough, exact = count_of(figure(80, 80, True), ""), count_of(figure(84, 84), "")
    assert rough
    assert exact
    assert stand(rough, exact) is Stand.COMPATIBLE


def test_words_of_number_have_bounds() -> None:
    """Dozens are fewer than 130."""
    text = "dozens"
    vague = count_of(Figure(Measure.WOUNDED, None, None, True, "people", None, Span(0, 6)), text)
    many = count_of(figure(130, None), text)
    assert vague
    assert many
    assert stand(vague, many) is Stand.OTHER
    assert in_words(vague) == "an uncounted number"


def test_counts_of_another_order_are_of_another_event() -> None:
    """A war's 400,000 dead are not the toll of a blast."""
    blast, war = count_of(figure(24, 24), ""), count_of(figure(400_000, None), "")
    assert blast
    assert war
    assert not comparable(blast, war)


def test_the_toll_of_a_statement_is_its_largest_count() -> None:
    """ "58 people including 11 children" counts 58; "after two more died" counts no toll."""
    text = "killed 58 people including 11 children, after two more died"
    figures = tuple(
        Figure(Measure.KILLED, n, n, False, "people", None, Span(text.index(w), text.index(w) + len(w)))
        for n, w in ((58, "58 people"), (11, "11 children"), (2, "two"))
    )
    statement = Statement("s1", Source(), Cue(), Content((Span(0, len(text)),), text), figures=figures)
    assert tolls_of(statement, text)[Measure.KILLED].low == 58
    only = Statement("s1", Source(), Cue(), Content((Span(0, len(text)),), text), figures=figures[2:])
    assert tolls_of(only, text) == {}
