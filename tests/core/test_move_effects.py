"""What moving something to other days would bring with it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.calendar import NamedSpan, danish_calendar
from wheel.core.conflicts import Conflict, ConflictKind
from wheel.core.dates import DateSpan
from wheel.core.move_effects import LONGEST_NAMED, SpecialDays, conflicts_made, special_days

WINTER = NamedSpan("Vinterferie", DateSpan.of_days(date(2027, 2, 13), date(2027, 2, 21)))
CALENDAR = danish_calendar(range(2027, 2028))
WITH_WINTER = type(CALENDAR)(CALENDAR.public_holidays, CALENDAR.observances, (WINTER,), ())


@pytest.mark.parametrize(
    ("first", "last", "wanted", "reason"),
    [
        ("2027-03-03", "2027-03-03", SpecialDays(), "an ordinary Wednesday"),
        ("2027-05-06", "2027-05-06", SpecialDays(("Kristi himmelfartsdag",)), "a public holiday has a name"),
        ("2027-06-05", "2027-06-05", SpecialDays(("Grundlovsdag",), is_weekend=True), "an observance at a weekend"),
        ("2027-03-06", "2027-03-07", SpecialDays(is_weekend=True), "a weekend is nothing else"),
        ("2027-03-05", "2027-03-06", SpecialDays(), "one working day is enough not to be a weekend"),
        ("2027-02-15", "2027-02-15", SpecialDays((), ("Vinterferie",)), "a school holiday"),
        ("2027-02-13", "2027-02-14", SpecialDays((), ("Vinterferie",), is_weekend=True), "its name is said once"),
        ("2027-02-12", "2027-02-20", SpecialDays(), "of more than a week nothing is said"),
    ],
)
def test_days_are_named_once_each(first: str, last: str, wanted: SpecialDays, reason: str) -> None:
    span = DateSpan.of_days(date.fromisoformat(first), date.fromisoformat(last))
    assert special_days(span, WITH_WINTER) == wanted, reason


@given(st.dates(date(2027, 1, 1), date(2027, 12, 20)), st.integers(1, 20))
def test_what_is_named_lies_in_the_days(first: date, length: int) -> None:
    span = DateSpan.of_days(first, date.fromordinal(first.toordinal() + length - 1))
    found = special_days(span, WITH_WINTER)
    names = {name for day in span.days() for name in (CALENDAR.public_holiday(day), CALENDAR.observance(day))}
    assert set(found.days_off) <= names
    assert bool(found.school_holidays) == (length <= LONGEST_NAMED and span.overlaps(WINTER.span))


def conflict(*occurrences: str, day: date = date(2027, 3, 3), because: str = "") -> Conflict:
    return Conflict(ConflictKind.SAME_TIME, ("s",), occurrences, day, because)


@pytest.mark.parametrize(
    ("was", "now", "is_made", "reason"),
    [
        ((), (conflict("a", "b"),), True, "it was not there"),
        ((conflict("a", "b"),), (conflict("a", "b"),), False, "it was there already"),
        ((conflict("b", "a"),), (conflict("a", "b"),), False, "whichever of them is named first"),
        ((conflict("a", "b", day=date(2027, 3, 2)),), (conflict("a", "b"),), True, "on another day it is another"),
        ((conflict("a", "b", because="x"),), (conflict("a", "b"),), True, "for another reason it is another"),
        ((), (conflict("b", "c"),), False, "it is about others"),
    ],
)
def test_only_new_conflicts_that_concern_it_are_told(
    was: tuple[Conflict, ...], now: tuple[Conflict, ...], is_made: bool, reason: str
) -> None:
    assert conflicts_made(was, now, "a") == (now if is_made else ()), reason
