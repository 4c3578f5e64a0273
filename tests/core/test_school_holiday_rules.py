from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from local_calendar import LOCAL_CALENDAR, YEARS

from wheel.core.calendar import Calendar, NamedSpan
from wheel.core.dates import DateSpan
from wheel.core.relative import SchoolHolidayRule
from wheel.core.slots import Precision, Slot
from wheel.core.year_days import Years
from wheel.errors import InvalidInputError

MONDAY, FRIDAY = 1, 5


def entered(first: date, last: date, name: str = "Sommerferie") -> Calendar:
    return Calendar(school_holidays=(NamedSpan(name, DateSpan.of_days(first, last)),))


SUMMER = entered(date(2026, 6, 27), date(2026, 8, 9))


@pytest.mark.parametrize(
    ("rule", "first", "last", "reason"),
    [
        (SchoolHolidayRule("Sommerferie", "after", words="efter sommerferien"), (8, 10), (8, 23), "two weeks"),
        (SchoolHolidayRule("Sommerferie", "before", words="inden sommerferien"), (6, 15), (6, 26), "two working weeks"),
        (SchoolHolidayRule("sommerferie ", "after", 1, "lige efter ferien"), (8, 10), (8, 16), "one week, any case"),
        (SchoolHolidayRule("Sommerferie", "after", weekday=MONDAY), (8, 10), (8, 10), "the first Monday after"),
        (SchoolHolidayRule("Sommerferie", "after", weekday=FRIDAY), (8, 14), (8, 14), "the first Friday after"),
        (SchoolHolidayRule("Sommerferie", "before", weekday=FRIDAY), (6, 26), (6, 26), "the last Friday before"),
    ],
)
def test_weeks_next_to_a_school_holiday(
    rule: SchoolHolidayRule, first: tuple[int, int], last: tuple[int, int], reason: str
) -> None:
    span = DateSpan.of_days(date(2026, *first), date(2026, *last))
    precision = Precision.WEEK if rule.weekday is None else Precision.EXACT
    assert rule.slots(2026, SUMMER) == (Slot(span, precision, rule.words),)


@pytest.mark.parametrize("side", ["before", "after"])
@pytest.mark.parametrize("weekday", [None, MONDAY])
def test_it_does_not_matter_whether_weekends_were_entered_as_holiday(side: str, weekday: int | None) -> None:
    rule = SchoolHolidayRule("Sommerferie", side, words="?", weekday=weekday)  # type: ignore[arg-type]
    days = [(27, 9), (29, 9), (27, 7), (29, 7), (28, 8)]
    found = {rule.slots(2026, entered(date(2026, 6, first), date(2026, 8, last)))[0].span.start for first, last in days}
    assert len(found) == 1


def test_a_year_whose_holiday_nobody_has_entered_has_no_slot() -> None:
    assert SchoolHolidayRule("Sommerferie", "after", words="efter sommerferien").slots(2027, SUMMER) == ()
    assert SchoolHolidayRule("Vinterferie", "after", words="efter vinterferien").slots(2026, SUMMER) == ()


def test_after_a_holiday_over_new_year_is_in_the_next_year() -> None:
    christmas = entered(date(2026, 12, 19), date(2027, 1, 3), "Juleferie")
    after = SchoolHolidayRule("Juleferie", "after", words="efter jul")
    before = SchoolHolidayRule("Juleferie", "before", words="inden jul")
    assert [slot.span.start for slot in after.slots(2027, christmas)] == [date(2027, 1, 4)]
    assert after.slots(2026, christmas) == ()
    assert [slot.span.start for slot in before.slots(2026, christmas)] == [date(2026, 12, 7)]


def test_every_second_year_after_the_summer_holiday() -> None:
    rule = SchoolHolidayRule("Sommerferie", "after", words="efter sommerferien", years=Years(2026, 2030, every=2))
    assert [year for year in range(2020, 2041) if rule.slots(year, LOCAL_CALENDAR)] == [2026, 2028, 2030]


@given(
    st.sampled_from(["Vinterferie", "Sommerferie", "Efterårsferie"]),
    st.sampled_from(["before", "after"]),
    st.integers(1, 4),
    st.none() | st.integers(1, 7),
)
def test_each_year_has_one_slot_next_to_its_holiday(name: str, side: str, weeks: int, weekday: int | None) -> None:
    rule = SchoolHolidayRule(name, side, weeks, "?", weekday)  # type: ignore[arg-type]
    for year in YEARS:
        (holiday,) = (
            one.span for one in LOCAL_CALENDAR.school_holidays if one.name == name and one.span.start.year == year
        )
        (span,) = (slot.span for slot in rule.slots(year, LOCAL_CALENDAR))
        assert not span.overlaps(holiday)
        gap = holiday.start - span.end if side == "before" else span.start - holiday.end
        assert timedelta(0) <= gap <= timedelta(days=6)
        assert weekday is None or span.start.isoweekday() == weekday


@pytest.mark.parametrize(
    ("make", "field", "reason"),
    [
        (lambda: SchoolHolidayRule(" ", "after", words="?"), "holiday", "which one?"),
        (lambda: SchoolHolidayRule("Sommerferie", "in", words="?"), "side", "no such side"),  # type: ignore[arg-type]
        (lambda: SchoolHolidayRule("Sommerferie", "after", 0, "?"), "weeks", "no weeks"),
        (lambda: SchoolHolidayRule("Sommerferie", "after", 27, "?"), "weeks", "half a year"),
        (lambda: SchoolHolidayRule("Sommerferie", "after", weekday=0), "weekday", "no such weekday"),
        (lambda: SchoolHolidayRule("Sommerferie", "after"), "words", "a window needs its words"),
    ],
)
def test_what_cannot_be_right_next_to_a_holiday_is_refused(
    make: Callable[[], SchoolHolidayRule], field: str, reason: str
) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        make()
    assert refusal.value.field == field
