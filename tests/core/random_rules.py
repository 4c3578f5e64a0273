"""Random rules, holiday policies and schedules: every kind, with every part that a document can hold."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from wheel.core.claims import CountRule
from wheel.core.closures import Closure
from wheel.core.dates import DateSpan
from wheel.core.holiday_policy import KEEP, HolidayAction, HolidayPolicy
from wheel.core.relative import EveryNth, FirstAfter, Offset, RelativeRule, SchoolHolidayRule, Unit, WeekdayOffset
from wheel.core.rules import DateList, EasterOffset, IsoWeekday, RecurrenceRule, Rule, StandaloneRule, YearlySpan
from wheel.core.schedule import EarlierRule, Schedule
from wheel.core.slots import Precision
from wheel.core.terms import TermPart, TermWindow
from wheel.core.windows import Window
from wheel.core.year_days import DaysOfYear, IsoWeeks, Years

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
# A rule must give a day by the end of 2100, so each of them starts a year before.
starts = st.dates(date(1900, 1, 1), date(2099, 12, 31))
near_days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
spans = st.builds(lambda one, other: DateSpan.of_days(min(one, other), max(one, other)), days, days)
lengths = st.integers(1, 3) | st.integers(1, 366)
weeks = st.integers(1, 53)
weekdays = st.integers(1, 7)
sides = st.sampled_from(["before", "after"])
without_week_53 = st.sampled_from(["skip", "last"])
years = st.builds(Years, st.none(), st.none() | st.integers(1900, 2100)) | st.builds(
    lambda first, more, every: Years(first, None if more is None else first + more, every),
    st.integers(1900, 2100),
    st.none() | st.integers(0, 9),
    st.integers(1, 100),
)
month_days = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: (day.month, day.day))
words = st.text("abcæøåÆØÅ 1234.-", min_size=1).filter(lambda text: text.strip())

recurrences = st.builds(
    lambda rrule, start, length, extra: RecurrenceRule(rrule, start, length, extra[::2], extra[1::2]),
    st.sampled_from(
        ["FREQ=DAILY;INTERVAL=9", "FREQ=WEEKLY;BYDAY=WE", "FREQ=YEARLY;BYMONTH=9;BYDAY=1TU", "FREQ=MONTHLY;COUNT=4"]
    ),
    starts | near_days,
    lengths,
    st.lists(days | near_days, unique=True).map(tuple),
)
windows = st.builds(
    Window,
    st.sampled_from([precision for precision in Precision if precision is not Precision.EXACT]),
    words,
    st.builds(lambda first, last: DaysOfYear(*first, *last), month_days, month_days)
    | st.builds(IsoWeeks, weeks, weeks, without_week_53),
    years,
)
school_holidays = st.sampled_from(["Vinterferie", "Sommerferie", "Efterårsferie"])
beside_holidays = st.builds(
    SchoolHolidayRule, school_holidays, sides, st.integers(1, 26), words, st.none() | weekdays, years
) | st.builds(SchoolHolidayRule, school_holidays, sides, weekday=weekdays)
counts = st.builds(
    lambda lowest, more, when: CountRule(lowest, None if more is None else min(lowest + more, 366), when),
    st.integers(1, 366),
    st.none() | st.integers(0, 9),
    years,
)
standalone_rules: st.SearchStrategy[StandaloneRule] = st.one_of(
    recurrences,
    st.lists(spans, unique_by=lambda span: span.start).map(lambda found: DateList(tuple(found))),
    st.builds(IsoWeekday, weeks, weekdays, lengths, without_week_53, years),
    st.builds(EasterOffset, st.integers(-80, 200), lengths, years),
    st.builds(lambda first, last, when: YearlySpan(*first, *last, years=when), month_days, month_days, years),
    windows,
    beside_holidays,
    st.builds(TermWindow, st.sampled_from(TermPart), words),
    counts,
)

offsets = st.one_of(
    st.builds(Offset, st.integers(0, 365), st.just(Unit.DAYS), sides),
    st.builds(Offset, st.integers(1, 52), st.just(Unit.WEEKS), sides),
    st.builds(Offset, st.integers(1, 250), st.just(Unit.WORKING_DAYS), sides),
    st.builds(WeekdayOffset, weekdays, sides),
)
choices = st.builds(EveryNth, st.integers(1, 60)) | month_days.map(lambda day: FirstAfter(*day))
relative_rules = st.builds(RelativeRule, st.sampled_from(["raad", "udvalg"]), offsets, choices, lengths, years)
rules: st.SearchStrategy[Rule] = st.one_of(standalone_rules, relative_rules)

policies = st.just(KEEP) | st.builds(
    HolidayPolicy,
    st.sampled_from([action for action in HolidayAction if action is not HolidayAction.KEEP]),
    st.frozensets(st.sampled_from(Closure), min_size=1),
)


@st.composite
def schedules(
    draw: st.DrawFn, of: st.SearchStrategy[Rule] = rules, changes: st.SearchStrategy[date] = days
) -> Schedule:
    untils = sorted(draw(st.sets(changes, max_size=3)))
    earlier = tuple(EarlierRule(until, draw(of), draw(policies)) for until in untils)
    return Schedule(draw(of), draw(policies), earlier, draw(st.none() | changes))
