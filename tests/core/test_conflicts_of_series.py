"""Conflicts of a series with a whole year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from conflict_years import BOARD, NO_DATES, found_in, held_on, series_of

from wheel.core.claims import CountRule
from wheel.core.conflicts import Conflict, ConflictKind, Suggestion, WayOut
from wheel.core.occurrences import Occurrence, Status
from wheel.core.relative import Offset, RelativeRule, SchoolHolidayRule, Unit
from wheel.core.rules import DateList, RecurrenceRule
from wheel.core.series import Series
from wheel.core.slots import Precision
from wheel.core.year_days import EVERY_YEAR, Years

AT_LEAST_TWO = CountRule(2)
ONE_OR_TWO = CountRule(1, 2)
DAYS = [date(2026, month, 11) for month in (3, 5, 8, 9, 11)]
NEXT_YEARS_FIRST, JULY_FIRST = date(2027, 1, 1), date(2026, 7, 1)


def held(count: int, **given: object) -> list[Occurrence]:
    return [held_on(day, series_id="s", precision=Precision.WEEK, **given) for day in DAYS[:count]]


def missing(count: int) -> list[tuple[ConflictKind, int]]:
    return [(ConflictKind.CLAIM_NOT_MET, count)]


@pytest.mark.parametrize(
    ("series", "occurrences", "expected", "reason"),
    [
        (series_of(AT_LEAST_TWO), [], missing(2), "none at all"),
        (series_of(AT_LEAST_TWO), held(1), missing(1), "one is missing"),
        (series_of(AT_LEAST_TWO), held(2), [], "met"),
        (series_of(AT_LEAST_TWO), held(5), [], "no highest number"),
        (series_of(ONE_OR_TWO), held(2), [], "as many as may be"),
        (series_of(ONE_OR_TWO), held(5), [(ConflictKind.CLAIM_EXCEEDED, 3)], "three too many"),
        (series_of(AT_LEAST_TWO), held(2, status=Status.CANCELLED), missing(2), "cancelled ones are not held"),
        (series_of(AT_LEAST_TWO), [held_on(date(2025, 12, 30), series_id="s")], missing(2), "of the year before"),
        (series_of(CountRule(2, years=Years(2027))), [], [], "nothing is asked of this year"),
        (series_of(AT_LEAST_TWO, ends_on=NEXT_YEARS_FIRST), [], missing(2), "it ends when the year does"),
        (series_of(AT_LEAST_TWO, ends_on=JULY_FIRST), [], [], "it ends on the way"),
        (series_of(AT_LEAST_TWO, ends_on=date(2026, 1, 1)), [], [], "it ended before"),
        (series_of(AT_LEAST_TWO, earlier=((JULY_FIRST, DateList(())),)), [], [], "it was changed on the way"),
        (series_of(AT_LEAST_TWO, earlier=((date(2026, 1, 1), DateList(())),)), [], missing(2), "changed at New Year"),
        (series_of(AT_LEAST_TWO, earlier=((NEXT_YEARS_FIRST, DateList(())),)), [], [], "it only counts from next year"),
        (series_of(DateList(()), earlier=((NEXT_YEARS_FIRST, AT_LEAST_TWO),)), [], missing(2), "it still counts"),
        (series_of(AT_LEAST_TWO, body="board"), [], missing(2), "its body exists"),
        (series_of(AT_LEAST_TWO, body="closing"), [], [], "its body is closed on the way"),
        (series_of(ONE_OR_TWO, body="closing"), held(3), [(ConflictKind.CLAIM_EXCEEDED, 1)], "but has met too often"),
        (series_of(DateList(())), [], [], "no claim"),
    ],
)
def test_a_claim_is_met_by_what_is_held_in_the_year(
    series: Series, occurrences: list[Occurrence], expected: list[tuple[ConflictKind, int]], reason: str
) -> None:
    closing = replace(BOARD, short_name="closing", valid_until=date(2026, 12, 1))
    conflicts = found_in(*occurrences, series={"s": series}, bodies=[BOARD, closing])
    assert [(conflict.kind, conflict.count) for conflict in conflicts] == expected


def test_a_claim_says_what_is_held_and_what_to_do() -> None:
    (conflict,) = found_in(*held(1), series={"s": series_of(AT_LEAST_TWO)})
    add = Suggestion(WayOut.ADD, series="s", count=1)
    assert conflict == Conflict(ConflictKind.CLAIM_NOT_MET, ("s",), ("2026-03-11",), count=1, suggestion=add)
    (conflict,) = found_in(*held(3), series={"s": series_of(ONE_OR_TWO)})
    cancel = Suggestion(WayOut.CANCEL, series="s", count=1)
    ids = ("2026-03-11", "2026-05-11", "2026-08-11")
    assert conflict == Conflict(ConflictKind.CLAIM_EXCEEDED, ("s",), ids, count=1, suggestion=cancel)


def after(holiday: str, years: Years = EVERY_YEAR) -> SchoolHolidayRule:
    return SchoolHolidayRule(holiday, "after", words=f"efter {holiday.lower()}", years=years)


def test_a_school_holiday_nobody_entered_is_asked_for_once() -> None:
    series = {
        "known": series_of(after("sommerferie")),
        "one": series_of(after("Efterårsferie")),
        "two": series_of(after(" efterårsferie")),
        "other": series_of(after("Vinterferie")),
    }
    assert found_in(series=series) == (
        Conflict(
            ConflictKind.HOLIDAY_UNKNOWN,
            ("one", "two"),
            because="Efterårsferie",
            suggestion=Suggestion(WayOut.ENTER, series="one"),
        ),
        Conflict(
            ConflictKind.HOLIDAY_UNKNOWN,
            ("other",),
            because="Vinterferie",
            suggestion=Suggestion(WayOut.ENTER, series="other"),
        ),
    )


@pytest.mark.parametrize(
    ("series", "reason"),
    [
        (series_of(after("Vinterferie", Years(2027))), "nothing is asked of this year"),
        (series_of(after("Vinterferie"), ends_on=date(2026, 1, 1)), "it has ended"),
        (series_of(after("Vinterferie"), earlier=((NEXT_YEARS_FIRST, DateList(())),)), "it only counts from next year"),
    ],
)
def test_a_school_holiday_that_nothing_counts_from_is_not_asked_for(series: Series, reason: str) -> None:
    assert found_in(series={"s": series}) == ()


def counting_from(anchor: str, years: Years = EVERY_YEAR) -> Series:
    return series_of(RelativeRule(anchor, Offset(7, Unit.DAYS, "before"), years=years))


ELECTIONS = series_of(RecurrenceRule("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=3TU", date(2025, 1, 1)))
YEARLY = series_of(RecurrenceRule("FREQ=YEARLY;BYMONTH=9;BYDAY=1TU", date(2020, 1, 1)))
THIS_YEARS = held_on(date(2026, 9, 2), series_id="anchor")


@pytest.mark.parametrize(
    ("series", "occurrences", "is_missing", "reason"),
    [
        ({"anchor": YEARLY}, [THIS_YEARS], False, "it is there"),
        ({"anchor": YEARLY}, [], True, "it is not planned"),
        ({"anchor": YEARLY}, [replace(THIS_YEARS, status=Status.CANCELLED)], True, "it is cancelled"),
        ({"anchor": YEARLY}, [held_on(date(2027, 1, 5), series_id="anchor")], True, "next year's only"),
        ({"anchor": NO_DATES}, [], True, "nobody has given it a date"),
        ({"anchor": series_of(CountRule(1))}, [], True, "nobody has planned the one it asks for"),
        ({"anchor": series_of(CountRule(1, years=Years(2027)))}, [], False, "it asks for none this year"),
        ({"anchor": ELECTIONS}, [], False, "there is no election this year, so nothing is missed"),
        ({"anchor": series_of(DateList(()), ends_on=date(2026, 1, 1))}, [], False, "it has ended"),
    ],
)
def test_what_is_counted_from_must_be_held_if_it_is_due(
    series: Mapping[str, Series], occurrences: list[Occurrence], is_missing: bool, reason: str
) -> None:
    conflicts = found_in(*occurrences, series={"s": counting_from("anchor"), **series})
    suggestion = Suggestion(WayOut.ADD, series="anchor", count=1)
    expected = Conflict(ConflictKind.ANCHOR_MISSING, ("s", "anchor"), suggestion=suggestion)
    found = [conflict for conflict in conflicts if conflict.kind is ConflictKind.ANCHOR_MISSING]
    assert found == ([expected] if is_missing else [])


def test_a_series_that_is_not_there_cannot_be_counted_from() -> None:
    assert found_in(series={"s": counting_from("gone")}) == (Conflict(ConflictKind.ANCHOR_MISSING, ("s",)),)


def test_what_counts_from_a_series_in_other_years_misses_nothing() -> None:
    assert found_in(series={"s": counting_from("gone", Years(2027))}) == ()
    has_ended = series_of(counting_from("gone").schedule.rule, ends_on=date(2026, 1, 1))
    assert found_in(series={"s": has_ended}) == ()
