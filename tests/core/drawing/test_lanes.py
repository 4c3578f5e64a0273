"""Marks are dealt into lanes, and nothing in a lane overlaps."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.drawing.lanes import Interval, deal, deal_loosely, lanes_needed

PAIRS = st.tuples(st.floats(-3, 359), st.floats(0.1, 90)).map(lambda pair: (pair[0], min(pair[0] + pair[1], 362.0)))
INTERVALS = st.lists(PAIRS, max_size=60)
SERIES = st.lists(st.sampled_from("abc"), min_size=61, max_size=61)


@pytest.mark.parametrize(
    ("intervals", "most", "dealt", "reason"),
    [
        ([], 3, [], "nothing to deal"),
        ([(0, 10), (10, 20), (20, 30)], 3, [0, 0, 0], "what only touches shares a lane"),
        ([(0, 10), (5, 20), (12, 30)], 3, [0, 1, 0], "a lane is used again as soon as it is free"),
        ([(0, 30), (0, 30), (0, 30)], 2, [0, 1, None], "what finds no room is left out, the later one"),
        ([(-2, 2), (100, 110), (355, 359)], 3, [0, 0, 1], "the circle closes: late December meets early January"),
        ([(-2, 2), (355, 357.5)], 3, [0, 0], "but only if they really meet"),
        ([(0, 360), (350, 362)], 3, [0, 1], "an arc around the whole year touches itself and nothing else"),
        ([(5, 9), (1, 6)], 3, [1, 0], "places are dealt along the circle, whatever the order given"),
        ([(0, 1)], 0, [None], "no lane, no place"),
    ],
)
def test_lanes_are_dealt(intervals: list[Interval], most: int, dealt: list[int | None], reason: str) -> None:
    assert deal(intervals, most) == dealt, reason


def test_a_series_keeps_its_lane_while_that_costs_nothing() -> None:
    """The second of b finds the first lane free as well."""
    intervals = [(0, 10), (5, 15), (14, 24), (16, 20)]
    assert deal(intervals, 3, ["a", "b", "a", "b"]) == [0, 1, 0, 1]
    assert deal([(0, 10), (5, 12), (11, 20), (13, 18)], 3, ["a", "b", "c", "b"]) == [0, 1, 0, 1]
    assert deal([(0, 10), (5, 15), (20, 30)], 3, ["a", "b", "b"]) == [0, 1, 0], "and forgets it where all is free"


@given(INTERVALS, st.integers(0, 12), SERIES)
def test_no_two_in_a_lane_overlap_around_the_circle(intervals: list[Interval], most: int, series: list[str]) -> None:
    assert_apart(intervals, deal(intervals, most, series[: len(intervals)]))


@given(INTERVALS, st.integers(0, 12), SERIES, st.lists(st.floats(0, 60), min_size=60, max_size=60))
def test_nor_do_they_where_they_are_dealt_loosely(
    intervals: list[Interval], most: int, series: list[str], more: list[float]
) -> None:
    wishes = [min(end + wish, 362.0) for (_, end), wish in zip(intervals, more, strict=False)]
    assert_apart(intervals, deal_loosely(intervals, wishes, most, series[: len(intervals)]))


def test_loosely_dealt_ones_keep_out_of_wishes_as_long_as_there_are_lanes() -> None:
    intervals, wishes = [(0, 2), (5, 7), (10, 12), (40, 42)], [20.0, 18.0, 30.0, 60.0]
    assert deal_loosely(intervals, wishes, 3, list("abcd")) == [0, 1, 2, 0]
    assert deal_loosely(intervals, wishes, 2, list("abcd")) == [0, 1, 1, 0], (
        "then the wish that would end first gives way"
    )


@given(INTERVALS)
def test_no_more_lanes_are_opened_than_lie_over_one_another(intervals: list[Interval]) -> None:
    """The seam apart: there each lane may have to be taken twice."""
    within = [(start, end) for start, end in intervals if start >= 0 and end <= 360]
    depth = max((sum(s <= start < e for s, e in within) for start, _ in within), default=0)
    assert lanes_needed(within, 100) == depth


@given(INTERVALS, PAIRS, SERIES, st.integers(1, 12))
def test_what_touches_nobody_moves_nobody(
    intervals: list[Interval], added: Interval, series: list[str], most: int
) -> None:
    others = [each for each in intervals if apart(each, added)]
    names = series[: len(others)]
    with_it = deal([*others, added], most, [*names, series[-1]])
    assert with_it[:-1] == deal(others, most, names)
    wishes = [end for _, end in others]
    loosely = deal_loosely([*others, added], [*wishes, added[1]], most, [*names, series[-1]])
    assert loosely[:-1] == deal_loosely(others, wishes, most, names)


def test_too_many_for_the_lanes_is_told() -> None:
    assert lanes_needed([(0, 10)] * 5, 3) == 4


def assert_apart(intervals: list[Interval], dealt: list[int | None]) -> None:
    for (one, lane), (other, other_lane) in combinations(zip(intervals, dealt, strict=True), 2):
        if lane is not None and lane == other_lane:
            assert apart(one, other)


def apart(one: Interval, other: Interval) -> bool:
    return all(one[1] <= other[0] + turn + 1e-9 or other[1] + turn <= one[0] + 1e-9 for turn in (-360, 0, 360))
