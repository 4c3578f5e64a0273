"""Any schedule that the everyday form can build, for hypothesis."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from wordings import NAMES

from wheel.core.claims import MOST_A_YEAR, CountRule
from wheel.core.closures import Closure
from wheel.core.dates import DateSpan
from wheel.core.holiday_policy import KEEP, HolidayAction, HolidayPolicy
from wheel.core.relative import (
    MOST_NTH,
    MOST_OF,
    MOST_WEEKS,
    EveryNth,
    FirstAfter,
    Offset,
    RelativeRule,
    SchoolHolidayRule,
    Unit,
    WeekdayOffset,
)
from wheel.core.rules import DateList, EasterOffset, IsoWeekday, RecurrenceRule, Rule, YearlySpan
from wheel.core.schedule import EarlierRule, Schedule
from wheel.core.sentences.everyday import (
    ORDINALS,
    AlternateWeeks,
    Everyday,
    MonthlyDays,
    MonthlyWeekdays,
    Weekly,
    YearlyDay,
    YearlyWeekdays,
    days_in_order,
    in_order,
)
from wheel.core.terms import TermPart, TermWindow, years_of_term
from wheel.core.windows import Window
from wheel.core.year_days import EVERY_YEAR, DaysOfYear, Years
from wheel.errors import InvalidInputError

weekdays = st.integers(1, 7)
months = st.integers(1, 12)
lengths = st.one_of(st.just(1), st.integers(1, 366))
calendar_years = st.integers(1900, 2100)
dates = st.dates(date(1900, 1, 1), date(2090, 12, 31))
# Words as sources have them, words that look like parts of our sentences, and any words at all.
_TEMPTING = ["efter", "ferie", "uge 26", "1. maj", "(1 uge)", "; indtil da:", ", ikke", "»", "«", "”", '"', "."]
_words = st.one_of(
    st.sampled_from(["ultimo oktober", "foråret", "uge 26-27", "efter sommerferien", "midtvejs i valgperioden"]),
    st.lists(st.sampled_from(_TEMPTING), min_size=1, max_size=4).map(" ".join),
    st.text(min_size=1, max_size=12),
).filter(lambda words: bool(words.strip()))
_days_of_year = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: (day.month, day.day))


def _subsets(values: st.SearchStrategy[int], most: int) -> st.SearchStrategy[tuple[int, ...]]:
    return st.sets(values, min_size=1, max_size=most).map(lambda chosen: tuple(sorted(chosen)))


@st.composite
def _some_years(draw: st.DrawFn) -> Years:
    first, last = sorted((draw(calendar_years), draw(calendar_years)))
    every = draw(st.integers(1, 100))
    return draw(
        st.sampled_from(
            [Years(first), Years(last=last), Years(first, last), Years(first, every=every), Years(first, last, every)]
        )
    )


years = st.one_of(st.just(EVERY_YEAR), st.integers(1, 4).map(years_of_term), _some_years())

_intervals = st.one_of(st.just(1), st.just(2), st.integers(1, 24))
_nths = st.sets(st.tuples(st.sampled_from(ORDINALS), weekdays), min_size=1, max_size=3).map(in_order)
_month_days = st.sets(st.one_of(st.integers(1, 31), st.just(-1)), min_size=1, max_size=3).map(days_in_order)
_month_sets = st.one_of(st.just(()), _subsets(months, 5), _subsets(months, 12))
_shapes: st.SearchStrategy[Everyday] = st.one_of(
    st.builds(Weekly, _subsets(weekdays, 7), _intervals),
    st.builds(AlternateWeeks, _subsets(weekdays, 3), st.booleans()),
    st.builds(MonthlyWeekdays, _nths, _month_sets, _intervals),
    st.builds(MonthlyDays, _month_days, _month_sets, _intervals),
    st.builds(YearlyWeekdays, _nths, months, _intervals),
    st.builds(YearlyDay, months, st.one_of(st.integers(1, 31), st.just(-1)), _intervals),
)


@st.composite
def recurrences(draw: st.DrawFn) -> RecurrenceRule:
    shape, start, length = draw(_shapes), draw(dates.filter(lambda day: day.year < 2050)), draw(lengths)
    added = draw(st.sets(dates, max_size=3))
    left_out = draw(st.sets(dates, max_size=3)) - added
    try:
        return RecurrenceRule(shape.rrule, start, length, tuple(added), tuple(left_out))
    except InvalidInputError:
        # 30 February, or a month that its interval never meets.
        return RecurrenceRule("FREQ=WEEKLY;BYDAY=WE", start, length, tuple(added), tuple(left_out))


_spans = st.builds(lambda day, more: DateSpan.of_days(day, day + timedelta(days=more)), dates, st.integers(0, 400))
_date_lists = st.lists(_spans, max_size=5, unique_by=lambda span: span.start).map(lambda spans: DateList(tuple(spans)))
_iso_weekdays = st.one_of(
    st.builds(IsoWeekday, st.integers(1, 53), weekdays, lengths, years=years),
    st.builds(IsoWeekday, st.just(53), weekdays, lengths, st.just("last"), years=years),
)
_yearly_spans = st.builds(
    lambda first, last, years: YearlySpan(*first, *last, years=years), _days_of_year, _days_of_year, years
)
_thirds = st.sampled_from([None, "primo", "medio", "ultimo"])
_windows = st.one_of(
    st.builds(Window.of_year, _words, years, _thirds),
    st.builds(Window.of_half, st.integers(1, 2), _words, years, _thirds),
    st.builds(Window.of_quarter, st.integers(1, 4), _words, years, _thirds),
    st.builds(Window.of_season, st.sampled_from(["spring", "summer", "autumn", "winter"]), _words, years, _thirds),
    st.builds(Window.of_month, months, _words, years, _thirds),
    st.builds(Window.of_week, st.integers(1, 53), _words, st.one_of(st.none(), st.integers(1, 53)), years),
)
# What people choose by hand: any days of the year, known as exactly as they say.
_other_windows = st.builds(
    lambda made, first, last, years: Window(made.precision, made.words, DaysOfYear(*first, *last), years),
    _windows,
    _days_of_year,
    _days_of_year,
    years,
)
_sides = st.sampled_from(["before", "after"])
_school_holidays = st.one_of(
    st.builds(SchoolHolidayRule, _words, _sides, st.integers(1, MOST_WEEKS), _words, years=years),
    st.builds(SchoolHolidayRule, _words, _sides, weekday=weekdays, years=years),
    _words.map(lambda holiday: SchoolHolidayRule(holiday, "after", 2, f"efter {holiday}")),
)
_term_windows = st.builds(TermWindow, st.sampled_from(TermPart), _words)
_counts = st.builds(
    lambda least, more, years: CountRule(least, more if more is None else min(least + more, MOST_A_YEAR), years),
    st.integers(1, MOST_A_YEAR),
    st.one_of(st.none(), st.integers(0, 5)),
    years,
)
_offsets = st.one_of(
    st.builds(Offset, st.integers(0, MOST_OF[Unit.DAYS]), st.just(Unit.DAYS), _sides),
    st.builds(Offset, st.integers(1, MOST_OF[Unit.WEEKS]), st.just(Unit.WEEKS), _sides),
    st.builds(Offset, st.integers(1, MOST_OF[Unit.WORKING_DAYS]), st.just(Unit.WORKING_DAYS), _sides),
    st.builds(WeekdayOffset, weekdays, _sides),
)
_choices = st.one_of(st.builds(EveryNth, st.integers(1, MOST_NTH)), _days_of_year.map(lambda day: FirstAfter(*day)))
_series = st.one_of(st.sampled_from(sorted(NAMES)), _words)
_relatives = st.builds(RelativeRule, _series, _offsets, _choices, lengths, years)

rules: st.SearchStrategy[Rule] = st.one_of(
    recurrences(),
    _date_lists,
    _iso_weekdays,
    st.builds(EasterOffset, st.integers(-80, 200), lengths, years),
    _yearly_spans,
    _windows,
    _other_windows,
    _school_holidays,
    _term_windows,
    _counts,
    _relatives,
)
policies = st.one_of(
    st.just(KEEP),
    st.builds(
        HolidayPolicy,
        st.sampled_from([action for action in HolidayAction if action is not HolidayAction.KEEP]),
        st.frozensets(st.sampled_from(Closure), min_size=1),
    ),
)


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    until = sorted(draw(st.sets(dates, max_size=2)))
    earlier = tuple(EarlierRule(day, draw(rules), draw(policies)) for day in until)
    return Schedule(draw(rules), draw(policies), earlier, draw(st.one_of(st.none(), dates)))
