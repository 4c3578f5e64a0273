"""Rings share the radius by need, within limits."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.drawing.bands import HIGHEST, LOWEST, Need, share

NEEDS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 10)).map(lambda pair: Need(pair[0], pair[0] + pair[1])), max_size=25
)


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
def test_every_ring_gets_a_lane_and_none_more_than_it_wishes(needs: list[Need]) -> None:
    for need, band in zip(needs, share(needs, 440, 124), strict=True):
        assert 1 <= len(band.lanes) <= max(1, need.wished)


@given(NEEDS)
def test_wishes_never_cost_a_lane_that_is_needed(needs: list[Need]) -> None:
    plain = share([Need(need.lanes) for need in needs], 440, 124)
    for before, after in zip(plain, share(needs, 440, 124), strict=True):
        assert len(after.lanes) >= len(before.lanes)


@given(NEEDS)
def test_no_lane_is_lower_than_legible_unless_there_are_too_many_rings_for_one_each(needs: list[Need]) -> None:
    for band in share(needs, 440, 124):
        assert band.lane_height <= HIGHEST + 1e-9
        assert band.lane_height >= LOWEST - 1e-9 or len(needs) * LOWEST > 0.6 * (440 - 124) - 3


@pytest.mark.parametrize(
    ("needs", "lanes", "reason"),
    [
        ([Need(40), Need(2)], [19, 2], "the ring with most lanes gives up its own first"),
        ([Need(40), Need(40)], [11, 10], "two that ask for everything share it evenly, the outer one has the odd lane"),
        ([Need(0), Need(1)], [1, 1], "an empty ring is there as well"),
        ([Need(2, 30), Need(2, 4)], [14, 4], "what is left goes to wishes"),
        ([Need(40, 60), Need(2, 4)], [19, 2], "but not while somebody's need is not met"),
        ([], [], "no ring, no band"),
    ],
)
def test_lanes_are_shared_by_need(needs: list[Need], lanes: list[int], reason: str) -> None:
    assert [len(band.lanes) for band in share(needs, 440, 124)] == lanes, reason


def test_lanes_grow_to_their_height_where_there_is_room() -> None:
    assert share([Need(2)], 440, 124)[0].lane_height == HIGHEST
