"""Terms of posts and seats: on which days they hold, and what is left of one that is cut short."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.permissions import Capacity
from wheel.core.posts import Membership, Post, Seat, Term, cut_short, seats_on

TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)
DAYS = st.dates(date(2026, 11, 1), date(2026, 12, 10))


@st.composite
def terms(draw: st.DrawFn) -> Term:
    begins = draw(st.none() | DAYS)
    length = draw(st.none() | st.integers(1, 20))
    ends = None if length is None else (begins or date(2026, 11, 10)) + timedelta(days=length)
    return Term(begins, ends)


def days_of(term: Term) -> set[date]:
    return {day for day in (date(2026, 10, 1) + timedelta(days=n) for n in range(120)) if term.holds_on(day)}


@pytest.mark.parametrize(
    ("term", "holds", "reason"),
    [
        (Term(), True, "for ever"),
        (Term(begins=TODAY), True, "from today"),
        (Term(begins=TODAY + DAY), False, "not before tomorrow"),
        (Term(ends=TODAY), False, "ended yesterday"),
        (Term(ends=TODAY + DAY), True, "today is its last day"),
    ],
)
def test_a_term_holds_from_its_first_day_to_the_day_before_its_end(term: Term, holds: bool, reason: str) -> None:
    assert term.holds_on(TODAY) is holds, reason
    assert Post("p", "Chefen", ends=term.ends).exists_on(TODAY) is Term(ends=term.ends).holds_on(TODAY)


@given(terms(), terms())
def test_two_terms_overlap_where_they_share_a_day(one: Term, other: Term) -> None:
    assert one.overlaps(other) is bool(days_of(one) & days_of(other))
    assert one.overlaps(other) is other.overlaps(one)


@given(terms(), DAYS)
def test_what_is_cut_short_keeps_its_past_and_loses_its_future(term: Term, day: date) -> None:
    left = cut_short(term, day)
    kept = days_of(left) if left else set()
    assert kept == {one for one in days_of(term) if one < day or (one == day == term.begins)}
    assert left is None or left.begins is None or left.ends is None or left.ends > left.begins


@pytest.mark.parametrize("seat", Seat)
def test_a_seat_gives_its_capacity_in_its_body_while_it_holds(seat: Seat) -> None:
    expected = {Seat.SECRETARY: Capacity.SECRETARY, Seat.GUEST: Capacity.GUEST}.get(seat, Capacity.MEMBER)
    membership = Membership("m", "p", "direktionen", seat, Term(ends=TODAY))
    assert seats_on(TODAY - DAY, [membership]) == {(expected, "direktionen")}
    assert seats_on(TODAY, [membership]) == frozenset()
