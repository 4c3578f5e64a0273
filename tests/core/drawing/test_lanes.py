"""Marks are dealt into lanes, and lanes into bands, so that nothing overlaps."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.drawing.bands import Need, share
from wheel.core.drawing.lanes import Interval, deal, lanes_needed

INTERVALS = st.lists(
    st.tuples(st.floats(-3, 359), st.floats(0.1, 90)).map(lambda pair: (pair[0], min(pair[0] + pair[1], 362.0))),
    max_size=60,
)
NEEDS = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from([11.0, 15.5])).map(lambda pair: Need(pair[0], pair[1], pair[1] + 9)),
    max_size=25,
)


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


@given(INTERVALS, st.integers(0, 12))
def test_no_two_in_a_lane_overlap_around_the_circle(intervals: list[Interval], most: int) -> None:
    dealt = deal(intervals, most)
    for (one, lane), (other, other_lane) in combinations(zip(intervals, dealt, strict=True), 2):
        if lane is not None and lane == other_lane:
            assert apart(one, other)


@given(INTERVALS)
def test_no_more_lanes_are_opened_than_lie_over_one_another(intervals: list[Interval]) -> None:
    """New Year apart: there each lane may have to be taken twice."""
    within = [(start, end) for start, end in intervals if start >= 0 and end <= 360]
    depth = max((sum(s <= start < e for s, e in within) for start, _ in within), default=0)
    assert lanes_needed(within, 100) == depth


def test_too_many_for_the_lanes_is_told() -> None:
    assert lanes_needed([(0, 10)] * 5, 3) == 4


@given(NEEDS)
def test_bands_and_lanes_lie_below_one_another_between_the_radii(needs: list[Need]) -> None:
    bands = share(needs, 440, 124)
    assert len(bands) == len(needs)
    for band in bands:
        assert band.inner <= band.lanes[-1].inner
        assert band.lanes[0].outer <= band.name_radius - band.gutter / 2 + 1e-9, "names never cover a lane"
        assert 124 - 1e-9 <= band.inner < band.outer <= 440
        assert all(lower.outer <= upper.inner + 1e-9 for upper, lower in pairwise(band.lanes))
    for upper, lower in pairwise(bands):
        assert lower.outer < upper.inner
        assert lower.name_radius + lower.gutter / 2 <= upper.lanes[-1].inner + 1e-9, "nor the lanes of the ring outside"


@given(NEEDS)
def test_every_ring_gets_a_lane_and_none_more_than_it_needs(needs: list[Need]) -> None:
    for need, band in zip(needs, share(needs, 440, 124), strict=True):
        assert 1 <= len(band.lanes) <= max(1, need.lanes)


def test_the_rings_with_most_lanes_give_up_theirs_first() -> None:
    bands = share([Need(40, 11, 22), Need(2, 11, 22)], 440, 124)
    assert len(bands[1].lanes) == 2
    assert 2 < len(bands[0].lanes) < 40


def test_lanes_grow_to_their_height_where_there_is_room() -> None:
    assert share([Need(2, 11, 22)], 440, 124)[0].lane_height == 22


def apart(one: Interval, other: Interval) -> bool:
    return all(one[1] <= other[0] + turn + 1e-9 or other[1] + turn <= one[0] + 1e-9 for turn in (-360, 0, 360))
