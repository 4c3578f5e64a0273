"""Routes: the bodies they go through, and at which meetings an item can be on its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from local_calendar import LOCAL_CALENDAR

from wheel.core.dates import DateSpan
from wheel.core.deadlines import Notice, WorkingDaysBefore
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.plan import Body, BodyKind
from wheel.core.route_checks import Passage, Rules, problems
from wheel.core.routes import (
    MOST_LEAD_DAYS,
    MOST_LEGS,
    FoundDay,
    Leg,
    Timetable,
    Wait,
    checked_route,
    find_days,
    find_days_again,
    find_days_back,
    with_committees,
)
from wheel.core.stops import Purpose
from wheel.errors import InvalidInputError

TODAY = date(2026, 11, 2)
BOARD, FORUM, MED, FINANCE, COUNCIL = "direktionen", "scf", "hovedmed", "oekonomiudvalget", "kommunalbestyrelsen"


def meeting(body: str, day: date, status: Status = Status.PLANNED) -> Occurrence:
    span = DateSpan.of_day(day)
    return Occurrence(f"{body} {day}", body, body, Kind.MEETING, "r", span, span, body=body, status=status)


def timetable(
    days: dict[str, Sequence[date]], notices: dict[str, Notice | None] | None = None, *standing: Passage
) -> Timetable:
    meetings = {body: [meeting(body, day) for day in found] for body, found in days.items()}
    return Timetable(meetings, Rules(LOCAL_CALENDAR, notices or {}), TODAY, standing)


def november(*days: int) -> list[date]:
    return [date(2026, 11, day) for day in days]


def days_of(found: Sequence[FoundDay]) -> list[date | Wait | None]:
    return [one.meeting.span.start if one.meeting else one.wait for one in found]


THREE = (Leg(1, BOARD), Leg(2, FORUM), Leg(3, MED))
FORWARD = [
    ("each body's first meeting after the one before", THREE, {BOARD: (4, 11), FORUM: (3, 12), MED: (12, 20)},
     4, 12, 20),
    ("never on the same day", THREE, {BOARD: (4,), FORUM: (4, 18), MED: (18, 25)}, 4, 18, 25),
    ("what has no meeting late enough waits, and so does what follows", THREE, {BOARD: (11,), FORUM: (4,), MED: (25,)},
     11, Wait.NO_MEETING, Wait.BEHIND),
    ("three working days between are a Friday, a Monday and a Tuesday", (Leg(1, BOARD), Leg(2, FORUM, lead_days=3)),
     {BOARD: (5,), FORUM: (10, 11)}, 5, 11),
    ("side by side on days of their own, and then after the later one", (Leg(1, BOARD), Leg(1, FORUM), Leg(2, MED)),
     {BOARD: (4,), FORUM: (18,), MED: (12, 25)}, 4, 18, 25),
    ("a condition lets it wait, and what comes after it", (Leg(1, BOARD, condition="Godkendt"), Leg(2, MED)),
     {BOARD: (4,), MED: (12,)}, Wait.CONDITION, Wait.BEHIND),
    ("back where it has been: the follow-up of what the committee decided", (Leg(1, FINANCE), Leg(2, BOARD)),
     {FINANCE: (10,), BOARD: (4, 11)}, 10, 11),
]  # fmt: skip


@pytest.mark.parametrize("case", FORWARD, ids=[case[0] for case in FORWARD])
def test_an_item_comes_to_each_body_as_soon_as_it_can(case: tuple[Any, ...]) -> None:
    _why, legs, days, *expected = case
    found = find_days(legs, timetable({body: november(*known) for body, known in days.items()}), TODAY)
    assert days_of(found) == [day if isinstance(day, Wait) else november(day)[0] for day in expected]


def test_the_agenda_is_not_to_be_sent_before_the_meeting_before() -> None:
    legs = (Leg(1, FINANCE), Leg(2, COUNCIL))
    days = {FINANCE: november(10), COUNCIL: november(13, 17)}
    # Four working days before the 13th the agenda goes out on the 9th, before the committee has met.
    assert days_of(find_days(legs, timetable(days, {COUNCIL: WorkingDaysBefore(4)}), TODAY)) == november(10, 17)
    assert days_of(find_days(legs, timetable(days), TODAY)) == november(10, 13)


def test_nothing_is_placed_where_the_agenda_had_to_be_sent_before_it_was_handed_in() -> None:
    days = {BOARD: november(4, 11)}
    found = find_days((Leg(1, BOARD),), timetable(days, {BOARD: WorkingDaysBefore(3)}), TODAY)
    assert days_of(found) == november(11)


@pytest.mark.parametrize(("second", "expected"), [(15, 24), (16, 16)])
def test_the_second_reading_is_six_days_after_the_first_at_least(second: int, expected: int) -> None:
    legs = (Leg(1, COUNCIL, Purpose.FIRST_READING), Leg(2, COUNCIL, Purpose.SECOND_READING))
    found = find_days(legs, timetable({COUNCIL: november(10, second, 24)}), TODAY)
    assert days_of(found) == november(10, expected)


def test_a_reading_in_another_body_asks_for_no_days_between() -> None:
    legs = (Leg(1, FINANCE, Purpose.FIRST_READING), Leg(2, COUNCIL, Purpose.SECOND_READING))
    assert days_of(find_days(legs, timetable({FINANCE: november(10), COUNCIL: november(11)}), TODAY)) == november(
        10, 11
    )


def test_within_a_round_what_comes_after_its_last_day_waits() -> None:
    legs = (Leg(1, FINANCE), Leg(2, COUNCIL))
    days = {FINANCE: november(3, 10), COUNCIL: november(10, 17, 24)}
    table = timetable(days)
    assert days_of(find_days(legs, table, november(10)[0], november(17)[0])) == november(10, 17)
    assert days_of(find_days(legs, table, november(10)[0], november(16)[0])) == [november(10)[0], Wait.TOO_LATE]


def test_where_the_item_stands_comes_first() -> None:
    standing = Passage(BOARD, Purpose.DISCUSSION, 1, day=november(11)[0], last=november(11)[0])
    found = find_days((Leg(2, FORUM),), timetable({FORUM: november(4, 11, 18)}, None, standing), TODAY)
    assert days_of(found) == november(18)
    beside = find_days((Leg(1, FORUM),), timetable({FORUM: november(4, 11, 18)}, None, standing), TODAY)
    assert days_of(beside) == november(4)


def test_cancelled_meetings_and_those_where_it_stands_already_are_passed_over() -> None:
    table = timetable({BOARD: november(4, 11, 18)})
    cancelled = meeting(BOARD, november(3)[0], Status.CANCELLED)
    table = replace(
        table, meetings={BOARD: [cancelled, *table.meetings[BOARD]]}, taken=frozenset({"direktionen 2026-11-04"})
    )
    assert days_of(find_days((Leg(1, BOARD),), table, TODAY)) == november(11)


def test_towards_a_meeting_each_body_treats_it_as_late_as_it_can() -> None:
    table = timetable({BOARD: november(4, 11, 18), FORUM: november(5, 12, 19), MED: november(20, 27)})
    found = find_days_back(THREE, table, meeting(MED, november(20)[0]))
    assert days_of(found) == november(18, 19, 20)


def test_towards_a_meeting_what_cannot_be_early_enough_waits_and_the_rest_is_found() -> None:
    table = timetable({BOARD: november(4, 11, 18), FORUM: november(25), MED: november(20)})
    found = find_days_back(THREE, table, meeting(MED, november(20)[0]))
    assert days_of(found) == [november(18)[0], Wait.NO_MEETING, november(20)[0]]


def test_towards_a_meeting_of_another_body_than_the_last_is_refused() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        find_days_back(THREE, timetable({}), meeting(BOARD, november(4)[0]))
    assert refusal.value.field == "target"


def test_what_still_fits_stays_when_the_days_are_found_again() -> None:
    days = {BOARD: november(18), FORUM: november(12, 19), MED: november(20, 27)}
    moving = [FoundDay(leg, meeting(leg.body or "", day)) for leg, day in zip(THREE, november(18, 12, 27), strict=True)]
    assert days_of(find_days_again(moving, timetable(days))) == november(18, 19, 27)


def committee(name: str, until: date | None = None) -> Body:
    return Body("", name, name, BodyKind.COMMITTEE, valid_until=until)


def test_all_committees_are_those_of_the_day_that_the_route_does_not_name() -> None:
    bodies = [committee("a"), committee(FINANCE), committee("gone", TODAY), Body("", BOARD, BOARD, BodyKind.FORUM)]
    legs = (Leg(1, None, Purpose.CONSULTATION, 2), Leg(2, FINANCE))
    assert with_committees(legs, bodies, TODAY) == (Leg(1, "a", Purpose.CONSULTATION, 2), Leg(2, FINANCE))
    assert [leg.body for leg in with_committees(legs[:1], bodies, TODAY)] == ["a", FINANCE]
    with pytest.raises(InvalidInputError, match="no committees"):
        with_committees(legs, bodies[1:], TODAY)


REFUSED = [
    ((), "body-0"),
    ((Leg(1, BOARD), Leg(2, FORUM), Leg(2, FORUM)), "body-2"),
    ((Leg(1, BOARD, lead_days=MOST_LEAD_DAYS + 1),), "lead-0"),
    ((Leg(1, BOARD), Leg(2, BOARD, condition="x" * 201)), "condition-1"),
    (tuple(Leg(number, BOARD) for number in range(MOST_LEGS + 1)), "body-0"),
]


@pytest.mark.parametrize(("legs", "field"), REFUSED)
def test_a_route_that_cannot_be_names_the_line_to_blame(legs: tuple[Leg, ...], field: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        checked_route(legs)
    assert refusal.value.field == field


BODIES = (BOARD, FORUM, MED, COUNCIL)
some_days = st.lists(st.integers(1, 120), min_size=1, max_size=12, unique=True).map(
    lambda found: [TODAY + timedelta(days=day) for day in sorted(found)]
)
some_legs = st.lists(
    st.tuples(st.sampled_from(BODIES), st.sampled_from(Purpose), st.integers(0, 5), st.booleans()),
    min_size=1,
    max_size=6,
)
some_notices = st.dictionaries(st.sampled_from(BODIES), st.builds(WorkingDaysBefore, st.integers(1, 6)))


def route(drawn: list[tuple[str, Purpose, int, bool]]) -> tuple[Leg, ...]:
    """The drawn lines as a route in which no body stands twice side by side."""
    legs: list[Leg] = []
    for body, purpose, lead, is_beside in drawn:
        step = max((leg.step for leg in legs), default=0)
        if not is_beside or step == 0 or body in {leg.body for leg in legs if leg.step == step}:
            step += 1
        legs.append(Leg(step, body, purpose, lead))
    return tuple(legs)


@given(some_legs.map(route), st.fixed_dictionaries(dict.fromkeys(BODIES, some_days)), some_notices)
def test_days_that_are_found_break_no_rule(
    legs: tuple[Leg, ...], days: dict[str, list[date]], notices: dict[str, Notice | None]
) -> None:
    table = timetable(days, notices)
    found = find_days(legs, table, TODAY)
    assert [one.leg for one in found] == sorted(legs, key=lambda leg: leg.step)
    assert problems([one.passage for one in found], table.rules) == ()


@given(some_legs.map(route), st.fixed_dictionaries(dict.fromkeys(BODIES, some_days)), some_notices)
def test_days_that_are_found_backwards_break_no_rule_but_that_some_wait(
    legs: tuple[Leg, ...], days: dict[str, list[date]], notices: dict[str, Notice | None]
) -> None:
    table = timetable(days, notices)
    target = table.meetings[legs[-1].body or ""][-1]
    found = find_days_back(legs, table, target)
    assert target in [one.meeting for one in found]
    assert problems([one.passage for one in found if one.meeting], table.rules) == ()


@given(some_legs.map(route), st.fixed_dictionaries(dict.fromkeys(BODIES, some_days)), some_notices)
def test_nothing_could_have_been_sooner(
    legs: tuple[Leg, ...], days: dict[str, list[date]], notices: dict[str, Notice | None]
) -> None:
    table = timetable(days, notices)
    found = find_days(legs, table, TODAY)
    for number, one in enumerate(found):
        before = [other.passage for other in found if other.leg.step < one.leg.step]
        if one.meeting is None:
            continue
        for sooner in table.meetings[one.leg.body or ""]:
            if sooner.span.start < one.meeting.span.start and table.is_ready_for(sooner):
                assert problems([*before, FoundDay(one.leg, sooner).passage], table.rules), (number, sooner.id)
