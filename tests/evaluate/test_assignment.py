"""Which prediction is held against which gold."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.evaluate.assignment import best_pairs, cheapest_columns


def test_the_best_sum_beats_the_best_single_pair() -> None:
    """Gold 0 would like prediction 0 best, but takes 1 so that gold 1 has one too."""
    assert best_pairs({(0, 0): 3, (0, 1): 2, (1, 0): 2}) == {0: 1, 1: 0}


def test_a_single_pair_stays_where_the_sum_is_no_better() -> None:
    """Giving up a strong pair for two weak ones needs a gain."""
    assert best_pairs({(0, 0): 9, (0, 1): 2, (1, 0): 2}) == {0: 0}


def test_more_gold_than_predictions_leaves_gold_without_a_pair() -> None:
    """One prediction goes to the gold that shares most with it."""
    assert best_pairs({(0, 5): 1, (1, 5): 4, (2, 5): 3}) == {1: 5}


def test_nothing_shared_gives_no_pairs() -> None:
    """Where no pair may be made there is none."""
    assert best_pairs({}) == {}


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(st.integers(-9, 9), min_size=4, max_size=4), min_size=n, max_size=n)
    )
)
def test_the_columns_cost_no_more_than_any_others(costs: list[list[int]]) -> None:
    """No other choice of columns is cheaper, for any matrix of up to four rows."""
    rows = range(len(costs))
    columns = cheapest_columns(costs)
    assert len(set(columns)) == len(costs)
    best = min(
        sum(costs[r][c] for r, c in zip(rows, chosen, strict=True))
        for chosen in permutations(range(4), len(costs))
    )
    assert sum(costs[r][c] for r, c in zip(rows, columns, strict=True)) == best
