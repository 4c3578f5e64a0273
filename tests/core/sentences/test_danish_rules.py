"""The other rules, and whole schedules, in Danish, as a secretary would write them, and read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from wordings import NAMES, danish

from wheel.core.claims import CountRule
from wheel.core.closures import Closure
from wheel.core.dates import DateSpan
from wheel.core.holiday_policy import KEEP, HolidayAction, HolidayPolicy
from wheel.core.relative import EveryNth, FirstAfter, Offset, RelativeRule, SchoolHolidayRule, Unit, WeekdayOffset
from wheel.core.rules import DateList, EasterOffset, IsoWeekday, RecurrenceRule, Rule, YearlySpan
from wheel.core.schedule import EarlierRule, Schedule
from wheel.core.sentences import parse_rule, parse_schedule, say_rule, say_schedule
from wheel.core.terms import TermPart, TermWindow, years_of_term
from wheel.core.windows import Window
from wheel.core.year_days import Years

WEDNESDAYS = RecurrenceRule("FREQ=WEEKLY;BYDAY=WE", date(2026, 1, 7))
MID_MONTH = RecurrenceRule("FREQ=MONTHLY;BYMONTHDAY=15", date(2026, 1, 7))
HOLIDAYS, SCHOOL = Closure.PUBLIC_HOLIDAYS, Closure.SCHOOL_HOLIDAYS
CLOSING, OBSERVED = Closure.CLOSING_DAYS, Closure.OBSERVANCES
MEETINGS = "»Kommunalbestyrelsesmøde«"


def days(first: date, last: date | None = None) -> DateSpan:
    return DateSpan.of_days(first, last or first)


RULES: list[tuple[Rule, str]] = [
    (DateList((days(date(2026, 9, 9)),)), "9. september 2026"),
    (
        DateList((days(date(2026, 9, 9)), days(date(2026, 9, 16), date(2026, 9, 17)))),
        "9. september 2026 og 16.–17. september 2026",
    ),
    (DateList((days(date(2026, 9, 30), date(2026, 10, 2)),)), "30. september–2. oktober 2026"),
    (DateList((days(date(2026, 12, 30), date(2027, 1, 2)),)), "30. december 2026–2. januar 2027"),
    (DateList(()), "endnu uden dato"),
    (IsoWeekday(42, 4), "torsdag i uge 42"),
    (IsoWeekday(26, 1, 14), "mandag i uge 26, 14 dage"),
    (IsoWeekday(53, 4, without_week_53="last"), "torsdag i uge 53, ellers i årets sidste uge"),
    (IsoWeekday(42, 4, years=Years(2025, every=2)), "torsdag i uge 42, hvert andet år fra 2025"),
    (IsoWeekday(42, 4, years=Years(2026)), "torsdag i uge 42, hvert år fra og med 2026"),
    (IsoWeekday(42, 4, years=Years(last=2030)), "torsdag i uge 42, hvert år til og med 2030"),
    (IsoWeekday(42, 4, years=Years(2026, 2026)), "torsdag i uge 42, kun i 2026"),
    (IsoWeekday(42, 4, years=years_of_term(2)), "torsdag i uge 42, i valgperiodens 2. år"),
    (EasterOffset(39), "39 dage efter påskedag"),
    (EasterOffset(-49), "49 dage før påskedag"),
    (EasterOffset(1), "dagen efter påskedag"),
    (EasterOffset(0), "påskedag"),
    (YearlySpan(6, 5, 6, 5), "hvert år den 5. juni"),
    (YearlySpan(4, 13, 6, 10), "hvert år fra 13. april til 10. juni"),
    (YearlySpan(12, 20, 1, 3), "hvert år fra 20. december til 3. januar"),
    (YearlySpan(4, 13, 6, 10, Years(2026, every=3)), "hvert 3. år fra 2026 fra 13. april til 10. juni"),
    (
        YearlySpan(4, 13, 6, 10, Years(2026, 2040, 3)),
        "hvert 3. år fra 2026 til og med 2040 fra 13. april til 10. juni",
    ),
    (YearlySpan(1, 1, 2, 29), "hvert år fra 1. januar til 28./29. februar"),
    (Window.of_month(10, "ultimo oktober", third="ultimo"), "ultimo oktober (21.–31. oktober)"),
    (Window.of_month(2, "ultimo februar", third="ultimo"), "ultimo februar (21.–28./29. februar)"),
    (Window.of_season("spring", "foråret"), "foråret (1. marts–31. maj)"),
    (Window.of_season("winter", "vinteren"), "vinteren (1. december–28./29. februar)"),
    (Window.of_quarter(1, "1. kvartal"), "1. kvartal (1. januar–31. marts)"),
    (
        Window.of_quarter(1, "ultimo 1. kvartal", third="ultimo"),
        "ultimo 1. kvartal (1.–31. marts, angivet som kvartal)",
    ),
    (Window.of_week(26, "uge 26-27", 27), "uge 26-27"),
    (Window.of_week(26, "lige før ferien", 27), "lige før ferien (uge 26-27)"),
    (Window.of_year("når det passer (helst før jul)"), "»når det passer (helst før jul)« (1. januar–31. december)"),
    (Window.of_year("kaldt »året«"), "»kaldt »året««« (1. januar–31. december)"),
    (SchoolHolidayRule("sommerferien", "after", words="efter sommerferien"), "efter sommerferien (2 uger)"),
    (SchoolHolidayRule("Sommerferie", "after", 1, "i august"), "i august (1 uge efter Sommerferie)"),
    (SchoolHolidayRule("sommerferien", "after", weekday=3), "første onsdag efter sommerferien"),
    (SchoolHolidayRule("juleferien", "before", weekday=5), "sidste fredag før juleferien"),
    (TermWindow(TermPart.MIDWAY, "midtvejs i valgperioden"), "midtvejs i valgperioden"),
    (TermWindow(TermPart.FIRST_HALF, "tidligt i perioden"), "tidligt i perioden (i første halvdel af valgperioden)"),
    (CountRule(1, 2), "1-2 gange om året"),
    (CountRule(1, 1), "1 gang om året"),
    (CountRule(3, 3), "3 gange om året"),
    (CountRule(4), "mindst 4 gange om året"),
    (RelativeRule("kb1", WeekdayOffset(5, "before")), f"fredagen før hvert møde i {MEETINGS}"),
    (RelativeRule("kb1", Offset(4, Unit.WORKING_DAYS, "before")), f"4 hverdage før hvert møde i {MEETINGS}"),
    (
        RelativeRule("kb1", Offset(1, Unit.WEEKS, "after"), EveryNth(4)),
        f"1 uge efter hvert 4. af årets møder i {MEETINGS}",
    ),
    (
        RelativeRule("kb1", Offset(1, Unit.DAYS, "after"), EveryNth(2)),
        f"dagen efter hvert andet af årets møder i {MEETINGS}",
    ),
    (
        RelativeRule("kb1", Offset(0, Unit.DAYS, "before"), FirstAfter(10, 1)),
        f"samme dag som det første møde i {MEETINGS} efter 1. oktober",
    ),
    (RelativeRule("kb1", Offset(0, Unit.DAYS, "after")), f"den dag hvert møde i {MEETINGS} slutter"),
    (
        RelativeRule("aa1", Offset(2, Unit.DAYS, "before"), length_days=2),
        "2 dage før hvert møde i »Temamøde« (id-nummer »aa1«), 2 dage",
    ),
    (RelativeRule("x9", WeekdayOffset(1, "after")), "mandagen efter hvert møde i en ukendt serie (id-nummer »x9«)"),
]


@pytest.mark.parametrize(("rule", "sentence"), RULES, ids=[sentence for _, sentence in RULES])
def test_a_rule_is_said_in_danish_and_read_back(rule: Rule, sentence: str) -> None:
    assert say_rule(rule, danish(), NAMES) == sentence
    assert parse_rule(sentence, danish(), NAMES) == rule


def policy(action: HolidayAction, *closures: Closure) -> HolidayPolicy:
    return HolidayPolicy(action, frozenset(closures))


SKIP, WEEK_LATER, WEEK_EARLIER = HolidayAction.SKIP, HolidayAction.NEXT_WEEK, HolidayAction.PREVIOUS_WEEK
DAY_BEFORE, DAY_AFTER = HolidayAction.EARLIER_WORKING_DAY, HolidayAction.LATER_WORKING_DAY
POLICIES = [
    (WEDNESDAYS, policy(SKIP, HOLIDAYS), ", ikke på helligdage"),
    (WEDNESDAYS, policy(SKIP, SCHOOL), ", ikke i skolernes ferier"),
    (WEDNESDAYS, policy(SKIP, HOLIDAYS, SCHOOL), ", ikke på helligdage og i skolernes ferier"),
    (WEDNESDAYS, policy(SKIP, HOLIDAYS, CLOSING, OBSERVED), ", ikke på helligdage, lukkedage og særlige fridage"),
    (WEDNESDAYS, policy(DAY_BEFORE, HOLIDAYS), ", på helligdage hverdagen før"),
    (WEDNESDAYS, policy(DAY_AFTER, HOLIDAYS, CLOSING), ", på helligdage og lukkedage hverdagen efter"),
    (WEDNESDAYS, policy(WEEK_LATER, HOLIDAYS), ", på helligdage samme ugedag ugen efter"),
    (WEDNESDAYS, policy(WEEK_EARLIER, SCHOOL), ", i skolernes ferier samme ugedag ugen før"),
    (MID_MONTH, policy(DAY_AFTER, HOLIDAYS), ", på lørdage, søndage og helligdage hverdagen efter"),
    (MID_MONTH, policy(DAY_BEFORE, SCHOOL), ", på lørdage og søndage og i skolernes ferier hverdagen før"),
    (MID_MONTH, policy(WEEK_LATER, HOLIDAYS), ", på helligdage samme ugedag ugen efter"),
    (IsoWeekday(40, 6), policy(DAY_BEFORE, HOLIDAYS), ", på lørdage, søndage og helligdage hverdagen før"),
    (EasterOffset(39), policy(DAY_BEFORE, CLOSING), ", på lukkedage hverdagen før"),
]


@pytest.mark.parametrize(("rule", "policy", "sentence"), POLICIES, ids=[sentence for *_, sentence in POLICIES])
def test_what_happens_on_closed_days_is_said_behind_the_rule(rule: Rule, policy: HolidayPolicy, sentence: str) -> None:
    """Who wants a working day is moved off a weekend too, which is only said where there may be one."""
    schedule = Schedule(rule, policy)
    said = say_schedule(schedule, danish(), NAMES)
    assert said == say_rule(rule, danish(), NAMES) + sentence
    assert parse_schedule(said, danish(), NAMES) == schedule


def test_dates_that_no_policy_moves_are_said_behind_it() -> None:
    rule = replace(WEDNESDAYS, added=(date(2026, 4, 2),), left_out=(date(2026, 4, 8),))
    sentence = "hver onsdag fra 7. januar 2026, ikke på helligdage, og desuden 2. april 2026, men ikke 8. april 2026"
    schedule = Schedule(rule, policy(SKIP, HOLIDAYS))
    assert say_schedule(schedule, danish(), NAMES) == sentence
    assert parse_schedule(sentence, danish(), NAMES) == schedule


def test_when_a_schedule_ends_and_what_it_said_before_comes_last() -> None:
    earlier = (
        EarlierRule(date(2025, 8, 1), DateList(())),
        EarlierRule(date(2026, 8, 1), MID_MONTH, policy(SKIP, HOLIDAYS)),
    )
    schedule = Schedule(WEDNESDAYS, policy(SKIP, SCHOOL), earlier, date(2028, 1, 1))
    sentence = (
        "hver onsdag fra 7. januar 2026, ikke i skolernes ferier, til og med 31. december 2027, "
        "gælder fra 1. august 2026; indtil da: den 15. i hver måned fra 7. januar 2026, ikke på helligdage, "
        "gælder fra 1. august 2025; indtil da: endnu uden dato"
    )
    assert say_schedule(schedule, danish(), NAMES) == sentence
    assert parse_schedule(sentence, danish(), NAMES) == schedule


def test_a_schedule_that_only_follows_its_rule_is_said_as_the_rule() -> None:
    assert say_schedule(Schedule(WEDNESDAYS, KEEP), danish(), {}) == "hver onsdag fra 7. januar 2026"
