"""A screen on the wall: the present period, and what people come together for from now on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from small_plan import ALL_TIME, DAYS, MOMENT, OVER, PLANNER, TODAY, a_body, add_occurrences, set_up

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Visibility
from wheel.core.periods import Zoom
from wheel.core.rules import DateList
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.core.wheel_filters import WheelFilter
from wheel.store.bodies import add_body
from wheel.store.database import Database
from wheel.store.occurrences import occurrences_between
from wheel.store.series import add_series
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.show_wall import MOST_AHEAD, WallContent, ends_at, plan_stamp, show_wall

NOON = datetime.combine(TODAY, time(12))
FAIR = DateSpan.of_days(TODAY - timedelta(days=1), TODAY + timedelta(days=1))


def at(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime.combine(date(2026, month, day), time(hour, minute))


def wall(
    database: Database,
    now: datetime = NOON,
    viewer: Viewer = ANONYMOUS,
    zoom: Zoom = Zoom.YEAR,
    wanted: WheelFilter = WheelFilter(),  # noqa: B008 - a frozen value
) -> WallContent:
    with database.reading() as session:
        return show_wall(session, viewer, zoom, wanted, now, "da")


def also(database: Database, title: str, *spans: DateSpan, **changes: object) -> None:
    """One more published series with those dates this year."""
    series = Series(title, Kind.EVENT, "politisk", Schedule(DateList(spans)))
    with database.writing() as session:
        added = add_series(session, replace(series, **changes))  # type: ignore[arg-type]
        add_occurrences(session, added, *spans)


def test_the_next_meetings_are_those_from_now_on(database: Database) -> None:
    set_up(database)
    assert [one.span.start for one in wall(database).ahead] == list(DAYS)
    assert OVER < TODAY


@pytest.mark.parametrize(
    ("now", "first", "reason"),
    [
        (at(12, 1, 8), DAYS[0], "before it begins"),
        (at(12, 1, 11, 59), DAYS[0], "while it is held"),
        (at(12, 1, 12), DAYS[1], "it ends at noon"),
        (at(12, 2), DAYS[1], "the day after"),
    ],
)
def test_a_meeting_leaves_when_it_is_over(database: Database, now: datetime, first: date, reason: str) -> None:
    set_up(database)
    assert wall(database, now).ahead[0].span.start == first, reason


def test_what_lasts_for_days_stays_until_the_last_is_over(database: Database) -> None:
    set_up(database)
    also(database, "Messe", FAIR)
    assert wall(database).ahead[0].title == "Messe"
    assert wall(database, datetime.combine(FAIR.last, time(23, 59))).ahead[0].title == "Messe"
    assert wall(database, datetime.combine(FAIR.end, time())).ahead[0].title != "Messe"


@pytest.mark.parametrize("kind", Kind)
def test_only_what_people_come_together_for_is_in_the_list(database: Database, kind: Kind) -> None:
    set_up(database)
    also(database, "Noget andet", DateSpan.of_day(date(2026, 11, 30)), kind=kind)
    is_there = "Noget andet" in [one.title for one in wall(database).ahead]
    assert is_there == (kind in {Kind.MEETING, Kind.READING, Kind.DIALOGUE, Kind.EVENT})


def test_what_is_cancelled_is_not_waited_for(database: Database) -> None:
    plan = set_up(database)
    with database.writing() as session:
        cancel_occurrence(session, PLANNER, CancelOccurrence(plan.meetings[0], "Ferie"), MOMENT)
    assert [one.span.start for one in wall(database).ahead] == list(DAYS[1:])


def test_no_screen_has_room_for_more(database: Database) -> None:
    set_up(database)
    days = [DateSpan.of_day(TODAY + timedelta(days=number)) for number in range(30)]
    also(database, "Formøde", *days)
    also(database, "Eftermøde", *days)
    assert len(wall(database).ahead) == MOST_AHEAD


def test_the_filter_and_who_looks_decide_what_is_ahead(database: Database) -> None:
    set_up(database)
    with database.writing() as session:
        add_body(session, a_body("chefforum", visibility=Visibility.INTERNAL))
    also(database, "Internt", FAIR, visibility=Visibility.INTERNAL)
    assert "Internt" not in [one.title for one in wall(database).ahead]
    assert "Internt" in [one.title for one in wall(database, viewer=PLANNER).ahead]
    none = wall(database, viewer=PLANNER, wanted=WheelFilter(rings=frozenset()))
    assert (none.ahead, none.wheel.occurrences) == ((), ())
    some = wall(database, viewer=PLANNER, wanted=WheelFilter(text="internt"))
    assert {one.title for one in (*some.ahead, *some.wheel.occurrences)} == {"Internt"}


@pytest.mark.parametrize("zoom", Zoom)
def test_the_wheel_is_of_the_period_that_the_day_lies_in(database: Database, zoom: Zoom) -> None:
    set_up(database)
    shown = wall(database, zoom=zoom).wheel.period
    assert shown.zoom is zoom
    assert shown.span.contains(TODAY)


@pytest.mark.parametrize(
    ("changes", "expected", "reason"),
    [
        ({"end_time": time(12)}, at(12, 1, 12), "when it says"),
        ({"end_time": None}, at(12, 2), "else at the end of its day"),
        ({"end_time": None, "start_time": time(9)}, at(12, 2), "though its beginning is known"),
        ({"span": DateSpan.of_days(date(2026, 12, 1), date(2026, 12, 3))}, at(12, 3, 12), "on its last"),
    ],
)
def test_when_something_is_over(
    database: Database, changes: dict[str, object], expected: datetime, reason: str
) -> None:
    set_up(database)
    meeting = replace(_first(database), end_time=time(12))
    assert ends_at(replace(meeting, **changes)) == expected, reason  # type: ignore[arg-type]


def _first(database: Database) -> Occurrence:
    with database.reading() as session:
        return next(one for one in occurrences_between(session, ANONYMOUS, ALL_TIME) if one.span.start == DAYS[0])


def test_the_stamp_rises_when_something_shown_changes(database: Database) -> None:
    plan = set_up(database)

    def stamp() -> int:
        with database.reading() as session:
            return plan_stamp(session)

    before = stamp()
    wall(database)
    assert stamp() == before, "looking changes nothing"
    with database.writing() as session:
        cancel_occurrence(session, PLANNER, CancelOccurrence(plan.meetings[0], "Ferie"), MOMENT)
    assert stamp() > before
