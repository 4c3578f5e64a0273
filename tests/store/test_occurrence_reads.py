"""Which occurrences a span holds, in what order, and with what filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from small_plan import (
    ALL_TIME,
    COMMITTEE,
    DAYS,
    MEETINGS,
    OVER,
    SECRETARY,
    SmallPlan,
    a_body,
    add_occurrences,
    occurrence_now,
    place,
    set_up,
)

from wheel.core.access import ANONYMOUS, OPERATOR
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Ring, Status
from wheel.core.plan import PlanStatus
from wheel.core.rules import DateList
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.core.slots import Precision
from wheel.errors import NotFoundError
from wheel.store.bodies import add_body
from wheel.store.database import Database, Session
from wheel.store.occurrences import find_occurrence, occurrence_row, occurrences_between
from wheel.store.organisation import add_ring, set_plan_status
from wheel.store.series import add_series

# Each around New Year in another way; the names say how.
SPANS = {
    "last day of the year": DateSpan.of_day(date(2026, 12, 31)),
    "first day of the year": DateSpan.of_day(date(2027, 1, 1)),
    "over New Year": DateSpan(date(2026, 12, 28), date(2027, 1, 4)),
    "up to New Year": DateSpan(date(2026, 12, 28), date(2027, 1, 1)),
    "from New Year": DateSpan(date(2027, 1, 1), date(2027, 1, 4)),
    "two years long": DateSpan(date(2026, 1, 1), date(2028, 1, 1)),
    "the year after": DateSpan.of_day(date(2028, 1, 1)),
}


def fill(session: Session) -> None:
    add_ring(session, Ring("ring", "Ring", "#0b5a8a"), 1)
    for year in (2026, 2027, 2028):
        set_plan_status(session, year, PlanStatus.PUBLISHED)
    for name, span in SPANS.items():
        series = add_series(session, Series(name, Kind.PHASE, "ring", Schedule(DateList((span,)))))
        add_occurrences(session, series, span)


ASKED = [
    *SPANS.values(),
    DateSpan.of_year(2026),
    DateSpan.of_year(2027),
    DateSpan.of_year(2028),
    DateSpan.of_year(2025),
    DateSpan(date(2026, 12, 27), date(2026, 12, 28)),
    DateSpan(date(2027, 1, 4), date(2027, 1, 5)),
]


def test_a_span_holds_what_shares_a_day_with_it(database: Database) -> None:
    """Spans are half-open: what ends on the first day of the span asked for, or starts on its end, is outside."""
    with database.writing() as session:
        fill(session)
    with database.reading() as session:
        for asked in ASKED:
            found = {one.title for one in occurrences_between(session, ANONYMOUS, asked)}
            assert found == {name for name, span in SPANS.items() if span.overlaps(asked)}, asked


def test_what_runs_over_new_year_is_in_both_years(database: Database) -> None:
    with database.writing() as session:
        fill(session)
    with database.reading() as session:
        for year in (2026, 2027):
            titles = [one.title for one in occurrences_between(session, ANONYMOUS, DateSpan.of_year(year))]
            assert "over New Year" in titles
            assert titles.count("over New Year") == 1


@pytest.fixture
def plan(database: Database) -> SmallPlan:
    return set_up(database)


def between(database: Database, span: DateSpan = ALL_TIME, **filters: object) -> tuple[Occurrence, ...]:
    with database.reading() as session:
        return occurrences_between(session, SECRETARY, span, **filters)  # type: ignore[arg-type]


@pytest.mark.usefixtures("plan")
def test_filters_choose_by_ring_body_and_kind(database: Database) -> None:
    with database.writing() as session:
        add_ring(session, Ring("budget", "Budget", "#b4541a"), 2)
        add_body(session, a_body("chefforum"))
        budget = Series("Høring", Kind.PHASE, "budget", Schedule(DateList(())), "chefforum")
        add_occurrences(session, add_series(session, budget), DateSpan.of_day(date(2026, 12, 3)))
    everything = [OVER, DAYS[0], date(2026, 12, 3), *DAYS[1:]]
    chosen = [
        ({}, everything, "no filter"),
        ({"rings": ["budget"]}, [date(2026, 12, 3)], "one ring"),
        ({"rings": ["budget", "politisk"]}, everything, "both rings"),
        ({"rings": []}, [], "no ring is not the same as any ring"),
        ({"bodies": [COMMITTEE]}, [OVER, *DAYS], "one body"),
        ({"bodies": ["nobody"]}, [], "a body that there is not"),
        ({"kinds": (Kind.PHASE,)}, [date(2026, 12, 3)], "one kind"),
        ({"kinds": (Kind.MEETING,), "rings": ["budget"]}, [], "both filters must fit"),
    ]
    for filters, days, reason in chosen:
        assert [one.span.start for one in between(database, **filters)] == days, reason


def test_blocked_days_are_left_out_unless_asked_for(database: Database, plan: SmallPlan) -> None:
    with database.writing() as session:
        add_occurrences(session, plan.series, DateSpan.of_day(date(2026, 12, 22)), blocked="Juleferie")
    assert date(2026, 12, 22) not in [one.span.start for one in between(database)]
    (blocked,) = [one for one in between(database, with_blocked=True) if one.status is Status.BLOCKED]
    assert (blocked.span.start, blocked.because) == (date(2026, 12, 22), "Juleferie")


@pytest.mark.usefixtures("plan")
def test_meetings_of_one_day_come_by_their_time(database: Database) -> None:
    with database.writing() as session:
        for hour in (15, 8):
            early = Series(f"Kl. {hour}", Kind.EVENT, "politisk", Schedule(DateList(())), start_time=time(hour))
            add_occurrences(session, add_series(session, early), DateSpan.of_day(DAYS[0]))
    on_the_day = between(database, DateSpan.of_day(DAYS[0]))
    assert [one.title for one in on_the_day] == ["Kl. 8", "Økonomiudvalgsmøde", "Kl. 15"]


def test_items_are_counted_closed_ones_too_and_only_those_placed(database: Database, plan: SmallPlan) -> None:
    place(database, plan.meetings[0], "Åben", "Også åben")
    place(database, plan.meetings[0], "Lukket", closed=True)
    place(database, None, "Venter")
    with database.reading() as session:
        for viewer in (ANONYMOUS, SECRETARY):
            assert find_occurrence(session, viewer, plan.meetings[0]).item_count == 3
            counts = [one.item_count for one in occurrences_between(session, viewer, ALL_TIME)]
            assert counts == [0, 3, 0, 0, 0]


def test_a_meeting_takes_times_and_place_from_its_body(database: Database) -> None:
    plan = set_up(database)
    meeting = occurrence_now(database, plan.meetings[0])
    assert (meeting.start_time, meeting.end_time) == (time(9), time(12))
    assert (meeting.body, meeting.body_name, meeting.has_agenda) == (COMMITTEE, "Økonomiudvalget", True)
    assert (meeting.precision, meeting.is_moved, meeting.rule_says) == (Precision.EXACT, False, None)


def test_an_occurrence_without_a_note_shows_its_series_note(database: Database) -> None:
    plan = set_up(database, replace(MEETINGS, note="Husk bilag"))
    assert occurrence_now(database, plan.meetings[0]).note == "Husk bilag"
    with database.writing() as session:
        occurrence_row(session, plan.meetings[0]).note = "I kantinen"
    assert occurrence_now(database, plan.meetings[0]).note == "I kantinen"


def test_what_is_not_there_is_not_found(database: Database) -> None:
    for look in (occurrence_row, lambda session, wanted: find_occurrence(session, OPERATOR, wanted)):
        with database.reading() as session, pytest.raises(NotFoundError, match="There is no such event"):
            look(session, "nosuchid")
