"""A meeting's page: its times, its neighbours, its deadline, who meets, and what is left to write."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from meeting_desk import AFTER, APPROVED, meeting_page, row, write
from papers import KEEPER, MEMBER
from small_plan import (
    COMMITTEE,
    DAYS,
    MOMENT,
    OVER,
    PLANNER,
    READER,
    SECRETARY,
    TODAY,
    SmallPlan,
    later,
    place,
    set_up,
)
from sqlalchemy import update
from test_plan_statements import counting

from wheel.core.access import ANONYMOUS, Moment, Viewer
from wheel.core.attachments import AttachmentContent
from wheel.core.deadlines import WeekdayBefore
from wheel.core.follow_ups import FollowUpContent
from wheel.core.stops import StopState
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from wheel.store.bodies import find_body, save_body
from wheel.store.database import Database
from wheel.store.meetings import record_of
from wheel.store.tables import StopRow
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.move_stop import WithdrawStop, withdraw_stop
from wheel.usecases.note_absent import LONGEST_ABSENT, NoteAbsent, note_absent
from wheel.usecases.save_attachments import AddAttachment, add_attachment
from wheel.usecases.save_follow_up import AddFollowUp, add_follow_up
from wheel.usecases.show_decisions import show_decisions
from wheel.usecases.show_meeting import meetings_to_conclude


@pytest.fixture
def plan(database: Database) -> SmallPlan:
    return set_up(database)


def set_stop(database: Database, stop: str, **values: object) -> None:
    with database.writing() as session:
        session.execute(update(StopRow).where(StopRow.public_id == stop).values(**values))


def to_conclude(database: Database, moment: Moment, viewer: Viewer = SECRETARY) -> list[date]:
    with database.reading() as session:
        return [one.span.start for one in meetings_to_conclude(session, viewer, COMMITTEE, moment.today)]


def note(database: Database, meeting: str, absent: str, seen: int = 0, viewer: Viewer = SECRETARY) -> None:
    with database.writing() as session:
        note_absent(session, viewer, NoteAbsent(meeting, seen, absent), MOMENT)


def test_items_have_the_times_that_follow_from_the_meetings_start(database: Database, plan: SmallPlan) -> None:
    a, b = place(database, plan.meetings[0], "A", "B", reason="")
    set_stop(database, a, minutes=20)
    set_stop(database, b, minutes=30, starts_at=time(10))
    lines = meeting_page(database, plan.meetings[0]).agenda.lines
    assert [(line.starts, line.ends, line.pause) for line in lines] == [
        (time(9), time(9, 20), 0),
        (time(10), time(10, 30), 40),
    ]


def test_everybody_reads_the_same_times_round_what_is_closed_to_them(database: Database, plan: SmallPlan) -> None:
    (closed,) = place(database, plan.meetings[0], "Hemmelig", closed=True, reason="")
    place(database, plan.meetings[0], "B", reason="")
    set_stop(database, closed, minutes=30, starts_at=time(10))
    lines = {
        viewer.name: meeting_page(database, plan.meetings[0], viewer).agenda.lines for viewer in (SECRETARY, ANONYMOUS)
    }
    assert [line.starts for line in lines["Sekretariatet"]] == [time(10), time(10, 30)]
    assert [(line.stop.title, line.starts, line.number) for line in lines[""]] == [
        (None, None, 1),
        ("B", time(10, 30), 2),
    ]


def test_a_meeting_has_those_beside_it_that_take_place(database: Database, plan: SmallPlan) -> None:
    first, second, third, last = plan.meetings
    with database.writing() as session:
        cancel_occurrence(session, PLANNER, CancelOccurrence(second, "Intet"), MOMENT)
    pages = [meeting_page(database, meeting) for meeting in (plan.over, first, second, last)]
    beside = [tuple(one and one.span.start for one in (page.previous, page.following)) for page in pages]
    assert beside == [(None, DAYS[0]), (OVER, DAYS[2]), (DAYS[0], DAYS[2]), (DAYS[2], None)]
    assert meeting_page(database, third).previous is not None


@pytest.mark.parametrize(
    ("moment", "is_late"),
    [(MOMENT, False), (later(days=6), False), (later(days=7), True), (later(days=30), False)],
    ids=["long before", "on the last day", "the day after", "when the meeting is over"],
)
def test_an_agenda_that_is_not_out_in_time_is_late(
    database: Database, plan: SmallPlan, moment: Moment, is_late: bool
) -> None:
    with database.writing() as session:
        body = find_body(session, SECRETARY, COMMITTEE)
        save_body(session, replace(body, notice=WeekdayBefore(5)), {})
    page = meeting_page(database, plan.meetings[0], moment=moment)
    assert (page.deadline, page.is_late(moment.today)) == (date(2026, 11, 27), is_late)


def test_an_agenda_is_not_late_once_something_decided_is_written(database: Database, plan: SmallPlan) -> None:
    (stop,) = place(database, plan.meetings[0], "Budget")
    with database.writing() as session:
        body = find_body(session, SECRETARY, COMMITTEE)
        save_body(session, replace(body, notice=WeekdayBefore(5)), {})
    assert meeting_page(database, plan.meetings[0], moment=AFTER).is_late(AFTER.today)
    write(database, plan.meetings[0], row(stop, APPROVED))
    page = meeting_page(database, plan.meetings[0], moment=AFTER)
    assert (page.is_over, page.is_settled, page.is_late(AFTER.today)) == (False, True, False)


def test_what_belongs_to_an_item_is_counted_and_what_is_due_is_told(database: Database, plan: SmallPlan) -> None:
    (earlier,) = place(database, plan.meetings[0], "A", reason="")
    (stop,) = place(database, plan.meetings[1], "B", reason="")
    with database.writing() as session:
        content = FollowUpContent("Send brev", None, DAYS[1], who="Cheferne")
        add_follow_up(session, SECRETARY, AddFollowUp(earlier, content), MOMENT)
    item_id = meeting_page(database, plan.meetings[1]).agenda.lines[0].stop.item_id or ""
    for seen, is_closed in ((1, False), (2, True)):
        with database.writing() as session:
            paper = AttachmentContent("Notat", is_closed=is_closed)
            add_attachment(session, SECRETARY, AddAttachment(item_id, seen, paper), MOMENT)
    page = meeting_page(database, plan.meetings[1])
    assert page.attachments == {item_id: 2}
    assert [line.follow_up.what for line in page.follow_ups] == ["Send brev"]
    assert meeting_page(database, plan.meetings[1], ANONYMOUS).follow_ups == ()
    with database.writing() as session:
        cancel_occurrence(session, PLANNER, CancelOccurrence(plan.meetings[1], "Intet"), MOMENT)
    assert meeting_page(database, plan.meetings[1]).follow_ups == (), "nobody meets to ask"
    assert stop == page.agenda.lines[0].stop.id


def test_a_meeting_is_to_be_concluded_until_everything_is_written(database: Database, plan: SmallPlan) -> None:
    (stop,) = place(database, plan.meetings[0], "A", reason="")
    (other,) = place(database, plan.meetings[1], "B", reason="")
    the_day_after = later(days=(DAYS[1] - TODAY).days + 1)
    assert to_conclude(database, AFTER) == []
    assert to_conclude(database, the_day_after) == [DAYS[0], DAYS[1]]
    assert to_conclude(database, the_day_after, READER) == []
    write(database, plan.meetings[0], row(stop, APPROVED))
    with database.writing() as session:
        withdraw_stop(session, SECRETARY, WithdrawStop(other, 1, "Er løst"), AFTER)
    assert to_conclude(database, the_day_after) == []


def test_who_was_absent_is_noted_for_those_who_may_know_who_meets(database: Database, plan: SmallPlan) -> None:
    meeting = plan.meetings[0]
    note(database, meeting, " Økonomichefen (ferie) ")
    told = {viewer.name: meeting_page(database, meeting, viewer).record.absent for viewer in (READER, ANONYMOUS)}
    assert told == {"Fagchefen": "Økonomichefen (ferie)", "": ""}
    with pytest.raises(ConflictError):
        note(database, meeting, "Andre")
    note(database, meeting, "", seen=1, viewer=KEEPER)
    with database.reading() as session:
        assert record_of(session, meeting).version == 2
    with pytest.raises(InvalidInputError):
        note(database, meeting, "x" * (LONGEST_ABSENT + 1), seen=2)
    for viewer in (READER, MEMBER):
        with pytest.raises(ForbiddenError):
            note(database, meeting, "Alle", seen=2, viewer=viewer)


def test_that_decisions_are_written_changes_nothing_of_who_was_absent(database: Database, plan: SmallPlan) -> None:
    (stop,) = place(database, plan.meetings[0], "A", reason="")
    write(database, plan.meetings[0], row(stop, APPROVED))
    note(database, plan.meetings[0], "Havnechefen", seen=0)
    with database.reading() as session:
        assert record_of(session, plan.meetings[0]).absent == "Havnechefen"


def test_what_is_postponed_goes_to_a_coming_meeting_but_this_one(database: Database, plan: SmallPlan) -> None:
    with database.reading() as session:
        found = show_decisions(session, SECRETARY, plan.meetings[0], AFTER.today)
    assert [one.span.start for one in found.choices] == list(DAYS[1:])


def test_a_cancelled_meeting_keeps_its_page(database: Database, plan: SmallPlan) -> None:
    place(database, plan.meetings[0], "A", reason="")
    with database.writing() as session:
        cancel_occurrence(session, PLANNER, CancelOccurrence(plan.meetings[0], "Intet"), MOMENT)
    page = meeting_page(database, plan.meetings[0])
    assert (page.takes_place, page.agenda.lines, page.left) == (False, (), 0)


def test_there_is_no_page_of_what_has_no_agenda(database: Database, plan: SmallPlan) -> None:
    assert plan.meetings
    with pytest.raises(NotFoundError):
        meeting_page(database, "nowhere")


def test_a_long_agenda_asks_the_database_for_no_more(sqlite_database: Database) -> None:
    plan = set_up(sqlite_database)
    asked = []
    for meeting, count in zip(plan.meetings[:2], (2, 30), strict=True):
        place(sqlite_database, meeting, *(f"Sag {number}" for number in range(count)), reason="")
        with counting(sqlite_database) as statements:
            page = meeting_page(sqlite_database, meeting)
        assert [line.stop.state for line in page.agenda.lines] == [StopState.PLACED] * count
        asked.append(len(statements))
    assert asked[0] == asked[1] <= 25
