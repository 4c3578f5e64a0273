from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from local_calendar import BARE_CALENDAR, LOCAL_CALENDAR

from wheel.core.calendar import Calendar, danish_calendar
from wheel.core.closures import Closure, closed_by, span_closed_by
from wheel.core.dates import DateSpan
from wheel.core.holiday_policy import KEEP, HolidayAction, HolidayPolicy
from wheel.core.local_days import LocalDays, LocalDaysKind
from wheel.core.slots import Precision, Proposal, Slot
from wheel.errors import InvalidInputError

EARLIER, LATER = HolidayAction.EARLIER_WORKING_DAY, HolidayAction.LATER_WORKING_DAY
NEXT_WEEK, PREVIOUS_WEEK = HolidayAction.NEXT_WEEK, HolidayAction.PREVIOUS_WEEK
PUBLIC, OBSERVED = Closure.PUBLIC_HOLIDAYS, Closure.OBSERVANCES
SCHOOL, CLOSED = Closure.SCHOOL_HOLIDAYS, Closure.CLOSING_DAYS
ALL = frozenset(Closure)


def a_day(year: int, month: int, day: int, length: int = 1) -> Slot:
    first = date(year, month, day)
    return Slot(DateSpan(first, date.fromordinal(first.toordinal() + length)))


def shifted(policy: HolidayPolicy, slot: Slot, calendar: Calendar = LOCAL_CALENDAR) -> Proposal:
    return policy.shift(Proposal.as_asked(slot), calendar)


def placed(action: HolidayAction, closures: set[Closure], slot: Slot) -> Proposal:
    return shifted(HolidayPolicy(action, frozenset(closures)), slot)


@pytest.mark.parametrize(
    ("action", "closures", "slot", "starts", "because", "reason"),
    [
        (EARLIER, {OBSERVED}, a_day(2026, 6, 5), date(2026, 6, 4), "Grundlovsdag", "5 June, a Friday"),
        (LATER, {OBSERVED}, a_day(2026, 6, 5), date(2026, 6, 8), "Grundlovsdag", "over the weekend"),
        (NEXT_WEEK, {OBSERVED}, a_day(2026, 6, 5), date(2026, 6, 12), "Grundlovsdag", "Friday stays Friday"),
        (PREVIOUS_WEEK, {OBSERVED}, a_day(2026, 6, 5), date(2026, 5, 29), "Grundlovsdag", "Friday stays Friday"),
        (EARLIER, {OBSERVED}, a_day(2028, 6, 5), date(2028, 6, 2), "Grundlovsdag", "5 June 2028 is Whit Monday too"),
        (LATER, {PUBLIC}, a_day(2028, 6, 5), date(2028, 6, 6), "Anden pinsedag", "named by what counts"),
        (EARLIER, {PUBLIC}, a_day(2026, 6, 5), date(2026, 6, 5), "", "5 June is no public holiday: kept"),
        (EARLIER, {OBSERVED}, a_day(2026, 12, 24), date(2026, 12, 23), "Juleaftensdag", "24 December, a Thursday"),
        (LATER, {OBSERVED}, a_day(2026, 12, 24), date(2027, 1, 4), "Juleaftensdag", "never onto Christmas Day"),
        (NEXT_WEEK, {OBSERVED}, a_day(2026, 12, 24), date(2027, 1, 7), "Juleaftensdag", "31 December is no better"),
        (PREVIOUS_WEEK, {OBSERVED}, a_day(2026, 12, 24), date(2026, 12, 17), "Juleaftensdag", "a Thursday"),
        (EARLIER, {PUBLIC}, a_day(2026, 4, 3), date(2026, 4, 1), "Langfredag", "past Maundy Thursday"),
        (LATER, {PUBLIC}, a_day(2026, 4, 2), date(2026, 4, 7), "Skærtorsdag", "past all of Easter"),
        (NEXT_WEEK, {PUBLIC}, a_day(2026, 5, 14), date(2026, 5, 21), "Kristi himmelfartsdag", "Ascension"),
        (LATER, {PUBLIC}, a_day(2026, 5, 14), date(2026, 5, 15), "Kristi himmelfartsdag", "the Friday is worked"),
        (NEXT_WEEK, {SCHOOL}, a_day(2026, 10, 14), date(2026, 10, 21), "Efterårsferie", "week 42"),
        (PREVIOUS_WEEK, {SCHOOL}, a_day(2026, 7, 15), date(2026, 6, 24), "Sommerferie", "out of six weeks"),
        (NEXT_WEEK, {CLOSED}, a_day(2026, 12, 30), date(2027, 1, 6), "Lukket mellem jul og nytår", "closing days"),
        (EARLIER, {PUBLIC}, a_day(2027, 1, 1), date(2026, 12, 23), "Nytårsdag", "into the year before"),
        (LATER, {PUBLIC}, a_day(2026, 8, 15), date(2026, 8, 17), "", "the 15th, a Saturday: no holiday to name"),
        (EARLIER, {PUBLIC}, a_day(2026, 8, 16), date(2026, 8, 14), "", "a Sunday"),
        (NEXT_WEEK, {PUBLIC}, a_day(2026, 8, 15), date(2026, 8, 15), "", "a weekday policy leaves weekends be"),
        (EARLIER, ALL, a_day(2026, 9, 2), date(2026, 9, 2), "", "an ordinary Wednesday"),
    ],
)
def test_a_slot_on_a_closed_day_is_moved_and_says_why(
    action: HolidayAction, closures: set[Closure], slot: Slot, starts: date, because: str, reason: str
) -> None:
    proposal = placed(action, closures, slot)
    assert (proposal.span, proposal.because, proposal.is_blocked) == (slot.span.moved_to(starts), because, False)
    assert proposal.slot == slot


@pytest.mark.parametrize(
    ("action", "slot", "starts", "reason"),
    [
        (LATER, a_day(2026, 5, 13, 2), date(2026, 5, 18), "Wednesday to Ascension: not Friday to Saturday"),
        (EARLIER, a_day(2026, 5, 14, 2), date(2026, 5, 12), "Ascension to Friday: the two days before"),
        (EARLIER, a_day(2026, 4, 1, 2), date(2026, 3, 31), "Wednesday to Maundy Thursday: a day earlier"),
        (LATER, a_day(2026, 4, 1, 2), date(2026, 4, 7), "after Easter"),
        (NEXT_WEEK, a_day(2026, 5, 13, 2), date(2026, 5, 20), "the same weekdays"),
        (LATER, a_day(2026, 4, 30, 2), date(2026, 4, 30), "Thursday to 1 May: an observance, which does not count"),
        (LATER, a_day(2026, 8, 14, 2), date(2026, 8, 14), "Friday to Saturday on purpose: kept"),
        (LATER, a_day(2026, 4, 3, 3), date(2026, 4, 7), "Good Friday to Easter Sunday: to a Tuesday"),
        (LATER, a_day(2026, 12, 21, 7), date(2027, 1, 4), "a whole week"),
    ],
)
def test_every_day_of_a_longer_slot_counts(action: HolidayAction, slot: Slot, starts: date, reason: str) -> None:
    policy = HolidayPolicy(action, frozenset({PUBLIC}))
    assert shifted(policy, slot, BARE_CALENDAR).span == slot.span.moved_to(starts)


@pytest.mark.parametrize(
    ("closures", "slot", "because", "reason"),
    [
        ({PUBLIC}, a_day(2026, 5, 14), "Kristi himmelfartsdag", "Ascension Day"),
        ({PUBLIC}, a_day(2026, 5, 13), "", "the day before"),
        ({PUBLIC}, a_day(2026, 5, 13, 2), "Kristi himmelfartsdag", "any day of the slot counts"),
        ({CLOSED}, a_day(2026, 5, 14), "", "a public holiday is no closing day"),
        ({CLOSED}, a_day(2026, 12, 29), "Lukket mellem jul og nytår", "a closing day"),
        ({SCHOOL}, a_day(2026, 10, 14), "Efterårsferie", "every Wednesday but in the autumn holiday"),
        ({SCHOOL}, a_day(2026, 10, 21), "", "the Wednesday after"),
        ({OBSERVED}, a_day(2026, 6, 5), "Grundlovsdag", "5 June"),
        ({PUBLIC, CLOSED}, a_day(2026, 12, 25), "Juledag", "a public holiday is named before a closing day"),
        ({CLOSED, OBSERVED}, a_day(2026, 12, 24), "Lukket mellem jul og nytår", "and that before an observance"),
        ({PUBLIC}, a_day(2026, 8, 15), "", "a Saturday is held as asked for"),
    ],
)
def test_a_skipped_slot_stays_where_it_is_but_is_blocked(
    closures: set[Closure], slot: Slot, because: str, reason: str
) -> None:
    proposal = placed(HolidayAction.SKIP, closures, slot)
    assert proposal == Proposal(slot, slot.span, because, is_blocked=because != "")


def test_a_school_holiday_is_named_before_the_public_holidays_within_it() -> None:
    easter = LocalDays(LocalDaysKind.SCHOOL_HOLIDAY, "Påskeferie", DateSpan(date(2026, 3, 28), date(2026, 4, 7)))
    calendar = danish_calendar(range(2026, 2027), local=[easter])
    assert closed_by(date(2026, 4, 3), {SCHOOL, PUBLIC}, calendar) == "Påskeferie"
    assert span_closed_by(DateSpan(date(2026, 3, 27), date(2026, 3, 29)), {SCHOOL, PUBLIC}, calendar) == "Påskeferie"


@pytest.mark.parametrize("action", [EARLIER, LATER, NEXT_WEEK, PREVIOUS_WEEK])
def test_where_no_free_day_is_found_the_slot_stays_as_asked(action: HolidayAction) -> None:
    closed = LocalDays(LocalDaysKind.CLOSING_DAY, "Ombygning", DateSpan(date(2026, 1, 1), date(2027, 1, 1)))
    calendar = danish_calendar(range(2026, 2027), local=[closed])
    slot = a_day(2026, 7, 1)
    assert shifted(HolidayPolicy(action, frozenset({CLOSED})), slot, calendar) == Proposal.as_asked(slot)


def test_an_imprecise_slot_is_left_alone() -> None:
    slot = Slot(DateSpan(date(2026, 4, 1), date(2026, 5, 1)), Precision.MONTH, "april")
    assert placed(HolidayAction.SKIP, set(Closure), slot) == Proposal.as_asked(slot)
    assert placed(EARLIER, set(Closure), slot) == Proposal.as_asked(slot)


def test_a_proposal_that_was_moved_already_is_moved_on_from_there() -> None:
    slot = a_day(2026, 5, 12)
    moved = Proposal(slot, DateSpan.of_day(date(2026, 5, 14)))
    found = HolidayPolicy(LATER, frozenset({PUBLIC})).shift(moved, BARE_CALENDAR)
    assert found == Proposal(slot, DateSpan.of_day(date(2026, 5, 15)), "Kristi himmelfartsdag")


@pytest.mark.parametrize(
    ("action", "closures"), [(HolidayAction.KEEP, {PUBLIC}), (HolidayAction.SKIP, set()), (EARLIER, set())]
)
def test_an_action_needs_days_and_days_need_an_action(action: HolidayAction, closures: set[Closure]) -> None:
    with pytest.raises(InvalidInputError, match="or neither") as refusal:
        HolidayPolicy(action, frozenset(closures))
    assert refusal.value.field == "closures"


spans = st.builds(
    lambda first, length: DateSpan(first, date.fromordinal(first.toordinal() + length)),
    st.dates(date(2020, 1, 1), date(2040, 12, 31)),
    st.integers(1, 4) | st.integers(1, 20),
)
closures_of = st.frozensets(st.sampled_from(Closure), min_size=1)
moving = st.sampled_from([EARLIER, LATER, NEXT_WEEK, PREVIOUS_WEEK])


@given(spans, moving, closures_of)
def test_what_is_moved_lands_on_open_days_in_the_right_direction_and_no_nearer_would_do(
    span: DateSpan, action: HolidayAction, closures: frozenset[Closure]
) -> None:
    policy = HolidayPolicy(action, closures)
    found = shifted(policy, Slot(span)).span
    assert found.day_count == span.day_count
    if found == span:
        return
    assert (found < span) == (action in (EARLIER, PREVIOUS_WEEK))
    assert span_closed_by(found, closures | {PUBLIC, CLOSED}, LOCAL_CALENDAR) is None
    if action in (NEXT_WEEK, PREVIOUS_WEEK):
        assert found.start.weekday() == span.start.weekday()
    else:
        assert found.start.weekday() < 5
    assert shifted(policy, Slot(found)) == Proposal.as_asked(Slot(found)), "moved once is moved enough"


@given(spans, closures_of)
def test_keeping_and_skipping_move_nothing(span: DateSpan, closures: frozenset[Closure]) -> None:
    slot = Slot(span)
    assert shifted(KEEP, slot) == Proposal.as_asked(slot)
    skipped = shifted(HolidayPolicy(HolidayAction.SKIP, closures), slot)
    assert (skipped.slot, skipped.span) == (slot, span)
    assert skipped.is_blocked == (span_closed_by(span, closures, LOCAL_CALENDAR) is not None)


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.sampled_from([EARLIER, LATER]))
def test_no_nearer_working_day_is_passed_over(day: date, action: HolidayAction) -> None:
    found = placed(action, {PUBLIC, CLOSED}, Slot(DateSpan.of_day(day))).span.start
    passed = range(min(day, found).toordinal(), max(day, found).toordinal() + 1)
    open_days = [other for other in map(date.fromordinal, passed) if LOCAL_CALENDAR.is_working_day(other)]
    assert open_days == [found]
