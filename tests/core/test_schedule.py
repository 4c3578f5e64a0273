from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from local_calendar import BARE_CALENDAR, LOCAL_CALENDAR
from random_rules import near_days, policies, schedules, standalone_rules

from wheel.core.closures import Closure, span_closed_by
from wheel.core.dates import DateSpan
from wheel.core.holiday_policy import KEEP, HolidayAction, HolidayPolicy
from wheel.core.relative import Anchor, RelativeRule, WeekdayOffset
from wheel.core.rules import DateList, IsoWeekday, RecurrenceRule, Rule, YearlySpan
from wheel.core.schedule import LONGEST_CHAIN, EarlierRule, Schedule, require_no_circle
from wheel.core.slots import Precision, Proposal, Slot
from wheel.core.windows import Window
from wheel.errors import InvalidInputError

PUBLIC = frozenset({Closure.PUBLIC_HOLIDAYS})
SKIP = HolidayPolicy(HolidayAction.SKIP, PUBLIC)
EARLIER_DAY = HolidayPolicy(HolidayAction.EARLIER_WORKING_DAY, PUBLIC)
WEDNESDAYS = RecurrenceRule("FREQ=WEEKLY;BYDAY=WE", date(2020, 1, 1))
THURSDAYS = RecurrenceRule("FREQ=WEEKLY;BYDAY=TH", date(2020, 1, 1))
FRIDAY_BEFORE = WeekdayOffset(5, "before")
CHANGED = date(2026, 7, 1)


def slot_starts(schedule: Schedule, year: int) -> list[date]:
    return [proposal.slot.span.start for proposal in schedule.proposals(year, BARE_CALENDAR)]


def asked_by(rule: RecurrenceRule, year: int) -> list[date]:
    return [slot.span.start for slot in rule.slots(year, BARE_CALENDAR)]


# Rules and policies together


def test_every_wednesday_but_the_autumn_holiday() -> None:
    policy = HolidayPolicy(HolidayAction.SKIP, frozenset({Closure.SCHOOL_HOLIDAYS}))
    proposals = Schedule(WEDNESDAYS, policy).proposals(2026, LOCAL_CALENDAR)
    october = {proposal.span.start.day: proposal.because for proposal in proposals if proposal.span.start.month == 10}
    assert october == {7: "", 14: "Efterårsferie", 21: "", 28: ""}
    held = [proposal for proposal in proposals if not proposal.is_blocked]
    assert (len(proposals), len(held)) == (52, 44), "52 Wednesdays, one in week 7, six in summer, one in week 42"


def test_added_dates_are_held_whatever_the_policy() -> None:
    ascension, good_friday = date(2026, 5, 14), date(2026, 4, 3)
    rule = RecurrenceRule("FREQ=WEEKLY;BYDAY=TH;COUNT=3", date(2026, 5, 7), added=(good_friday, ascension))
    for policy in (SKIP, EARLIER_DAY):
        proposals = Schedule(rule, policy).proposals(2026, BARE_CALENDAR)
        starts = [proposal.span.start for proposal in proposals]
        assert starts == [good_friday, date(2026, 5, 7), ascension, date(2026, 5, 21)]
        assert not any(proposal.is_blocked for proposal in proposals)


def test_the_friday_before_the_council_is_moved_off_good_friday() -> None:
    council = {"byraad": [Anchor(*[DateSpan.of_day(date(2026, 4, 7))] * 2)]}
    rule = RelativeRule("byraad", FRIDAY_BEFORE)
    (kept,) = Schedule(rule).proposals(2026, BARE_CALENDAR, council)
    (moved,) = Schedule(rule, EARLIER_DAY).proposals(2026, BARE_CALENDAR, council)
    good_friday = Slot(DateSpan.of_day(date(2026, 4, 3)))
    assert kept == Proposal.as_asked(good_friday)
    assert moved == Proposal(good_friday, DateSpan.of_day(date(2026, 4, 1)), "Langfredag")


def test_what_follows_a_moved_meeting_is_moved_off_holidays_from_there() -> None:
    moved = Anchor(DateSpan.of_day(date(2026, 3, 24)), DateSpan.of_day(date(2026, 4, 7)))
    schedule = Schedule(RelativeRule("byraad", FRIDAY_BEFORE), EARLIER_DAY)
    (proposal,) = schedule.proposals(2026, BARE_CALENDAR, {"byraad": [moved]})
    assert (proposal.slot.span.start, proposal.span.start) == (date(2026, 3, 20), date(2026, 4, 1))


def test_a_window_may_be_made_exact_later_without_losing_its_slot() -> None:
    window = Schedule(Window.of_month(10, "oktober"), SKIP)
    (proposal,) = window.proposals(2026, BARE_CALENDAR)
    assert (proposal.slot.span.start, proposal.slot.precision) == (date(2026, 10, 1), Precision.MONTH)
    assert proposal.span == proposal.slot.span


# Changing a rule from a day on


def test_a_rule_changed_from_a_day_on_says_as_before_of_the_days_before() -> None:
    schedule = Schedule(WEDNESDAYS, SKIP).changed_from(CHANGED, THURSDAYS, EARLIER_DAY)
    assert schedule == Schedule(THURSDAYS, EARLIER_DAY, (EarlierRule(CHANGED, WEDNESDAYS, SKIP),))
    assert slot_starts(schedule, 2025) == asked_by(WEDNESDAYS, 2025)
    assert slot_starts(schedule, 2027) == asked_by(THURSDAYS, 2027)
    before = [day for day in asked_by(WEDNESDAYS, 2026) if day < CHANGED]
    assert slot_starts(schedule, 2026) == before + [day for day in asked_by(THURSDAYS, 2026) if day >= CHANGED]
    by_start = {proposal.slot.span.start: proposal for proposal in schedule.proposals(2026, BARE_CALENDAR)}
    assert date(2026, 5, 14) not in by_start, "Ascension is a Thursday, but still in the days of Wednesdays"
    assert by_start[date(2026, 12, 24)].span.start == date(2026, 12, 24)
    thursdays_2027 = {one.slot.span.start: one.span.start for one in schedule.proposals(2027, BARE_CALENDAR)}
    assert thursdays_2027[date(2027, 5, 6)] == date(2027, 5, 5), "the new policy"


@pytest.mark.parametrize(
    ("day", "untils", "reason"),
    [
        (date(2026, 9, 1), [date(2025, 1, 1), date(2026, 1, 1), date(2026, 9, 1)], "after all the others"),
        (date(2026, 1, 1), [date(2025, 1, 1), date(2026, 1, 1)], "the same day again: what began then is forgotten"),
        (date(2025, 6, 1), [date(2025, 1, 1), date(2025, 6, 1)], "between two"),
        (date(2024, 1, 1), [date(2024, 1, 1)], "before them all"),
    ],
)
def test_what_only_began_on_or_after_the_day_is_forgotten(day: date, untils: list[date], reason: str) -> None:
    first, second = IsoWeekday(1, 1), IsoWeekday(2, 1)
    schedule = Schedule(
        IsoWeekday(3, 1), KEEP, (EarlierRule(date(2025, 1, 1), first), EarlierRule(date(2026, 1, 1), second))
    )
    changed = schedule.changed_from(day, IsoWeekday(4, 1), KEEP)
    assert [earlier.until for earlier in changed.earlier] == untils
    assert changed.earlier[-1].rule in ({first} if day <= date(2025, 1, 1) else {second, IsoWeekday(3, 1)})


def test_a_long_slot_stays_with_the_rule_it_began_under() -> None:
    schedule = Schedule(YearlySpan(6, 1, 8, 31)).changed_from(CHANGED, YearlySpan(7, 1, 7, 5), KEEP)
    spans = [proposal.span for proposal in schedule.proposals(2026, BARE_CALENDAR)]
    assert spans == [
        DateSpan.of_days(date(2026, 6, 1), date(2026, 8, 31)),
        DateSpan.of_days(date(2026, 7, 1), date(2026, 7, 5)),
    ]


def test_a_series_asks_for_nothing_from_its_end_on() -> None:
    ended = Schedule(WEDNESDAYS, ends_on=date(2026, 7, 1))
    assert slot_starts(ended, 2026)[-1] == date(2026, 6, 24), "1 July is a Wednesday, and not asked for"
    assert slot_starts(ended, 2027) == []
    changed = ended.changed_from(date(2026, 9, 1), THURSDAYS, KEEP)
    assert slot_starts(changed, 2026) == slot_starts(ended, 2026), "an earlier rule ends there too"


def test_replacing_a_rule_keeps_what_came_before_it() -> None:
    schedule = Schedule(WEDNESDAYS, KEEP, (EarlierRule(CHANGED, THURSDAYS),), date(2030, 1, 1))
    replaced = schedule.replaced(DateList(()), SKIP)
    assert replaced == Schedule(DateList(()), SKIP, schedule.earlier, schedule.ends_on)


def test_earlier_rules_must_follow_each_other() -> None:
    twice = (EarlierRule(CHANGED, WEDNESDAYS), EarlierRule(CHANGED, THURSDAYS))
    with pytest.raises(InvalidInputError, match="follow each other") as refusal:
        Schedule(WEDNESDAYS, earlier=twice)
    assert refusal.value.field == "earlier"


@settings(deadline=None)
@given(schedules(standalone_rules, near_days), near_days, standalone_rules, policies)
def test_before_the_day_as_before_and_from_it_as_the_new_rule_says(
    schedule: Schedule, day: date, rule: Rule, policy: HolidayPolicy
) -> None:
    changed = schedule.changed_from(day, rule, policy)
    new = Schedule(rule, policy, ends_on=schedule.ends_on)
    for year in range(2023, 2030):
        found = changed.proposals(year, LOCAL_CALENDAR)
        before = [one for one in schedule.proposals(year, LOCAL_CALENDAR) if one.slot.span.start < day]
        after = [one for one in new.proposals(year, LOCAL_CALENDAR) if one.slot.span.start >= day]
        assert list(found) == before + after
    assert changed.changed_from(day, rule, policy) == changed


@settings(deadline=None)
@given(schedules(standalone_rules, near_days), st.integers(2020, 2040))
def test_each_slot_lies_in_its_year_once_and_obeys_its_policy(schedule: Schedule, year: int) -> None:
    proposals = schedule.proposals(year, LOCAL_CALENDAR)
    starts = [proposal.slot.span.start for proposal in proposals]
    assert all(start.year == year for start in starts)
    assert all(one < other for one, other in pairwise(starts))
    assert schedule.ends_on is None or all(start < schedule.ends_on for start in starts)
    for proposal in proposals:
        obeys(proposal, *in_force(schedule, proposal.slot.span.start))


def in_force(schedule: Schedule, day: date) -> tuple[Rule, HolidayPolicy]:
    earlier = next((one for one in schedule.earlier if day < one.until), None)
    return (earlier.rule, earlier.policy) if earlier else (schedule.rule, schedule.policy)


def obeys(proposal: Proposal, rule: Rule, policy: HolidayPolicy) -> None:
    slot, span = proposal.slot, proposal.span
    assert span.day_count == slot.span.day_count
    is_free_to_stay = slot.precision is not Precision.EXACT or policy.action is HolidayAction.KEEP
    if is_free_to_stay or (isinstance(rule, RecurrenceRule) and slot.span.start in rule.added):
        assert proposal == Proposal.as_asked(slot)
    elif proposal.is_blocked:
        assert policy.action is HolidayAction.SKIP
        assert proposal.because == span_closed_by(span, policy.closures, LOCAL_CALENDAR)
    elif span != slot.span:
        assert span_closed_by(span, policy.closures, LOCAL_CALENDAR) is None
        assert proposal.because == (span_closed_by(slot.span, policy.closures, LOCAL_CALENDAR) or "")
    else:
        assert is_open(span, policy) or nothing_near_is_open(span, policy)


def is_open(span: DateSpan, policy: HolidayPolicy) -> bool:
    return span_closed_by(span, policy.closures, LOCAL_CALENDAR) is None


def nothing_near_is_open(span: DateSpan, policy: HolidayPolicy) -> bool:
    """As for a phase of months, in which some day is always closed."""
    everything = policy.closures | {Closure.PUBLIC_HOLIDAYS, Closure.CLOSING_DAYS}
    step, tries = STEPS[policy.action]
    others = [span.moved_to(span.start + timedelta(days=step * times)) for times in range(1, tries + 1)]
    if tries == 60:
        others = [other for other in others if other.start.weekday() < 5 and weekend_of(other) <= weekend_of(span)]
    return all(span_closed_by(other, everything, LOCAL_CALENDAR) for other in others)


STEPS = {
    HolidayAction.NEXT_WEEK: (7, 10),
    HolidayAction.PREVIOUS_WEEK: (-7, 10),
    HolidayAction.LATER_WORKING_DAY: (1, 60),
    HolidayAction.EARLIER_WORKING_DAY: (-1, 60),
}


def weekend_of(span: DateSpan) -> int:
    return sum(day.weekday() >= 5 for day in span.days())


# Series that count from each other


def counting_from(*others: str) -> Schedule:
    *before, last = others
    earlier = tuple(
        EarlierRule(date(2020 + number, 1, 1), RelativeRule(other, FRIDAY_BEFORE))
        for number, other in enumerate(before)
    )
    return Schedule(RelativeRule(last, FRIDAY_BEFORE), earlier=earlier)


def test_a_schedule_needs_the_series_that_its_rules_count_from_earlier_ones_included() -> None:
    assert Schedule(WEDNESDAYS).anchors_needed() == frozenset()
    assert counting_from("raad").anchors_needed() == {"raad"}
    assert counting_from("raad", "udvalg", "raad").anchors_needed() == {"raad", "udvalg"}


def chain(length: int) -> dict[str, Schedule]:
    """A series that counts from another, over so many others."""
    return {f"s{number}": counting_from(f"s{number + 1}") for number in range(length)} | {
        f"s{length}": Schedule(WEDNESDAYS)
    }


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        ({"a": counting_from("a")}, "from itself"),
        ({"a": counting_from("b"), "b": counting_from("a")}, "from each other"),
        ({"a": counting_from("b"), "b": counting_from("c"), "c": counting_from("b")}, "a circle further on"),
        ({"a": counting_from("b", "c"), "b": counting_from("a"), "c": Schedule(WEDNESDAYS)}, "in an earlier rule"),
    ],
)
def test_a_circle_of_series_is_refused(known: dict[str, Schedule], reason: str) -> None:
    with pytest.raises(InvalidInputError, match="counted from itself") as refusal:
        require_no_circle(known)
    assert refusal.value.field == "series"


def test_a_chain_may_go_over_five_others_and_no_more() -> None:
    require_no_circle(chain(LONGEST_CHAIN))
    with pytest.raises(InvalidInputError, match="at most 5 steps"):
        require_no_circle(chain(LONGEST_CHAIN + 1))


def test_two_may_count_from_the_same_and_from_what_is_not_there() -> None:
    known = {"a": counting_from("b", "c"), "b": counting_from("c"), "c": Schedule(WEDNESDAYS), "d": counting_from("x")}
    require_no_circle(known)
    assert known["a"].anchors_needed() == {"b", "c"}
