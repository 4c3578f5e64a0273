"""Rosters: a meeting for each post, evenly spread, and how far each has come."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standing_plans import posts, weekly

from wheel.core.posts import Post
from wheel.core.rosters import Cover, CoverLine, Placed, coverage, roster_key, spread
from wheel.core.stops import StopState

YEAR, TODAY = 2027, date(2027, 5, 12)
FIRST = date(2027, 1, 6)
MET = date(2027, 3, 3)
POST = Post("p", "Socialchefen")
KEY = roster_key(YEAR, "p")

counts = st.integers(0, 40)


@given(counts, counts, st.sets(st.integers(0, 39)))
def test_no_two_meet_at_once_while_another_meeting_is_free(how_many: int, meetings: int, taken: set[int]) -> None:
    held = weekly(FIRST, meetings)
    busy = {held[number].id for number in taken if number < meetings}
    found = spread(posts(how_many), held, busy)
    assert len(found) == (how_many if meetings else 0), "everybody has one, where there is any"
    at = Counter(meeting.id for _, meeting in found)
    free = {one.id for one in held} - busy
    if how_many <= len(free):
        assert not set(at) - free, "never at one that has somebody already"
        assert all(count == 1 for count in at.values())
    elif meetings:
        assert free <= set(at), "before two come to one meeting, none is free"


@given(st.integers(1, 40), st.integers(1, 40))
def test_they_are_spread_evenly(how_many: int, meetings: int) -> None:
    held = weekly(FIRST, meetings)
    places = [held.index(meeting) for _, meeting in spread(posts(min(how_many, meetings)), held)]
    gaps = [after - before for before, after in pairwise(places)]
    assert max(gaps, default=0) - min(gaps, default=0) <= 1
    assert abs(places[0] - (meetings - 1 - places[-1])) <= 1, "as far from the year's beginning as from its end"


def test_the_order_of_the_roster_is_that_of_the_meetings() -> None:
    found = spread(posts(4), weekly(FIRST, 9))
    assert [post.title for post, _ in found] == ["Chef 0", "Chef 1", "Chef 2", "Chef 3"]
    assert [meeting.span.start for _, meeting in found] == [
        date(2027, 1, 13),
        date(2027, 1, 27),
        date(2027, 2, 10),
        date(2027, 2, 24),
    ]


def test_a_post_that_ends_comes_before_it_does() -> None:
    first, last = posts(2)
    last = replace(last, ends=date(2027, 1, 20))
    found = {post.id: meeting.span.start for post, meeting in spread((first, last), weekly(FIRST, 8))}
    assert found[last.id] == date(2027, 1, 13), "the last meeting while it exists"
    assert len(set(found.values())) == 2


def test_a_post_that_has_ended_gets_none() -> None:
    (post,) = posts(1)
    assert spread((replace(post, ends=FIRST),), weekly(FIRST, 8)) == ()


def placed(state: StopState, day: date | None = MET, key: str = KEY) -> Placed:
    return Placed(key, "at", True, state, day, "item")


COVERS = [
    ((), Cover.MISSING, None, "nothing has come of it"),
    ((placed(StopState.PLACED),), Cover.PLANNED, MET, "on an agenda"),
    ((placed(StopState.TREATED),), Cover.HELD, MET, "it was met"),
    ((placed(StopState.RESUMED), placed(StopState.PLACED)), Cover.HELD, MET, "met once, and again later"),
    ((placed(StopState.AWAITING, None),), Cover.AWAITING, None, "without a date"),
    ((placed(StopState.ON_HOLD, None),), Cover.AWAITING, None, "nor has this one"),
    ((placed(StopState.POSTPONED), placed(StopState.AWAITING, None)), Cover.AWAITING, None, "put off to no day"),
    ((placed(StopState.POSTPONED), placed(StopState.PLACED, TODAY)), Cover.PLANNED, TODAY, "put off to another day"),
    ((placed(StopState.WITHDRAWN),), Cover.WITHDRAWN, None, "somebody said that it does not come"),
    ((placed(StopState.WITHDRAWN), placed(StopState.PLACED)), Cover.PLANNED, MET, "and another comes instead"),
    ((placed(StopState.TREATED, MET, roster_key(2026, "p")),), Cover.MISSING, None, "last year's is not this year's"),
    ((placed(StopState.TREATED, MET, roster_key(YEAR, "q")),), Cover.MISSING, None, "another post's is not its own"),
    ((Placed(KEY, "at", is_known=False),), Cover.HIDDEN, None, "it is closed to the viewer"),
]


@pytest.mark.parametrize(("stops", "cover", "day", "reason"), COVERS, ids=[one[-1] for one in COVERS])
def test_how_far_a_post_has_come(stops: tuple[Placed, ...], cover: Cover, day: date | None, reason: str) -> None:
    (line,) = coverage((POST,), YEAR, stops, TODAY)
    assert (line.post, line.cover, line.day) == (POST, cover, day), reason


ENDS = [
    (date(2027, 5, 12), (), [Cover.ENDED], "what has ended is not missing"),
    (date(2027, 5, 13), (), [Cover.MISSING], "it still exists today"),
    (date(2027, 4, 1), (placed(StopState.TREATED),), [Cover.HELD], "it was met while it existed"),
    (date(2027, 4, 1), (placed(StopState.AWAITING, None),), [Cover.ENDED], "there is nobody left to meet"),
    (date(2027, 9, 1), (placed(StopState.PLACED),), [Cover.PLANNED], "and what is planned is planned"),
    (date(2026, 12, 31), (), [], "one that ended before the year is not told of"),
    (date(2026, 12, 31), (placed(StopState.WITHDRAWN),), [Cover.ENDED], "but for what came of it"),
]


@pytest.mark.parametrize(("ends", "stops", "covers", "reason"), ENDS, ids=[one[-1] for one in ENDS])
def test_a_post_that_ends(ends: date, stops: tuple[Placed, ...], covers: list[Cover], reason: str) -> None:
    found = coverage((replace(POST, ends=ends),), YEAR, stops, TODAY)
    assert [line.cover for line in found] == covers, reason


def test_each_post_has_a_line_in_the_order_of_the_roster() -> None:
    roster = posts(3)
    done = Placed(roster_key(YEAR, "post1"), "at", True, StopState.TREATED, MET, "item")
    assert coverage(roster, YEAR, (done,), TODAY) == (
        CoverLine(roster[0], Cover.MISSING),
        CoverLine(roster[1], Cover.HELD, MET, "item"),
        CoverLine(roster[2], Cover.MISSING),
    )
