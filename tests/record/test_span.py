"""Spans."""

from __future__ import annotations

from onrecord.record import Span, all_within, text_of


def test_the_text_of_several_spans_shows_what_was_left_out() -> None:
    """An ellipsis stands for the gap."""
    assert text_of("It rained, he said, all day.", [Span(0, 9), Span(20, 28)]) == "It rained … all day."


def test_a_span_that_touches_the_border_is_inside() -> None:
    """Spans are half-open."""
    assert Span(0, 3).within(Span(0, 3))
    assert not Span(0, 4).within(Span(0, 3))


def test_nested_means_every_span_inside() -> None:
    """One span outside is enough to be not nested."""
    assert all_within([Span(1, 2), Span(6, 7)], [Span(0, 3), Span(5, 8)])
    assert not all_within([Span(1, 2), Span(4, 5)], [Span(0, 3), Span(5, 8)])
