"""Sending an agenda out, and again: what was sent is kept, and each reader sees of it what they may see today."""

from __future__ import annotations

import pytest
from audit_entries import audit_of
from meeting_desk import AFTER, APPROVED, SOLVED, meeting_page, row, send, stops_now, write
from small_plan import (
    COMMITTEE,
    MOMENT,
    PLANNER,
    READER,
    SECRETARY,
    SmallPlan,
    later,
    occurrence_now,
    place,
    set_up,
    stop_now,
)
from sqlalchemy import update

from wheel.core.sent_agendas import AgendaState, ChangeKind
from wheel.errors import ConflictError, ForbiddenError, RefusedError
from wheel.store.database import Database
from wheel.store.tables import ItemRow, StopRow
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.move_stop import OrderStop, WithdrawStop, order_stop, withdraw_stop
from wheel.usecases.show_agenda import show_agenda


@pytest.fixture
def plan(database: Database) -> SmallPlan:
    return set_up(database)


@pytest.fixture
def items(database: Database, plan: SmallPlan) -> list[str]:
    return place(database, plan.meetings[0], "A", "B", reason="")


def kinds(database: Database, meeting: str) -> list[ChangeKind]:
    return [change.kind for change in meeting_page(database, meeting).unsent]


def set_item(database: Database, stop: str, **values: object) -> None:
    with database.writing() as session:
        row_id = session.query(StopRow.item_id).filter(StopRow.public_id == stop).scalar()
        session.execute(update(ItemRow).where(ItemRow.id == row_id).values(**values))


def test_an_agenda_is_a_draft_then_sent_then_revised(database: Database, plan: SmallPlan, items: list[str]) -> None:
    first = plan.meetings[0]
    assert meeting_page(database, first).state is AgendaState.DRAFT
    assert send(database, first) == 1
    assert meeting_page(database, first).state is AgendaState.SENT
    with database.writing() as session:
        order_stop(session, SECRETARY, OrderStop(items[1], 1, 1), MOMENT)
    page = meeting_page(database, first)
    moved = [ChangeKind.MOVED, ChangeKind.CLOCK, ChangeKind.CLOCK]
    assert (page.state, kinds(database, first)) == (AgendaState.REVISED, moved)
    assert send(database, first, moment=later(minutes=5)) == 2
    page = meeting_page(database, first)
    assert (page.state, page.unsent) == (AgendaState.SENT, ())
    assert [change.kind for change in page.adjusted] == moved
    assert [(sent.number, sent.at, sent.actor) for sent in page.sent] == [
        (1, MOMENT.at, "Sekretariatet"),
        (2, later(minutes=5).at, "Sekretariatet"),
    ]


def test_what_was_withdrawn_or_added_since_is_told(database: Database, plan: SmallPlan, items: list[str]) -> None:
    send(database, plan.meetings[0])
    with database.writing() as session:
        withdraw_stop(session, SECRETARY, WithdrawStop(items[0], 1, "Er løst"), MOMENT)
    place(database, plan.meetings[0], "C", reason="")
    assert kinds(database, plan.meetings[0]) == [ChangeKind.WITHDRAWN, ChangeKind.CLOCK, ChangeKind.ADDED]


def test_what_is_sent_is_provisional_no_longer(database: Database, plan: SmallPlan, items: list[str]) -> None:
    with database.writing() as session:
        session.execute(update(StopRow).where(StopRow.public_id == items[0]).values(is_provisional=True))
    send(database, plan.meetings[0])
    assert not stop_now(database, items[0]).is_provisional


def test_a_closed_title_is_kept_whole_and_told_to_those_alone_who_may_see_it(
    database: Database, plan: SmallPlan, items: list[str]
) -> None:
    (closed,) = place(database, plan.meetings[0], "Hemmelig", closed=True, reason="")
    # Whoever sends it may not see the title; what is kept holds it all the same.
    send(database, plan.meetings[0], viewer=PLANNER)
    titles = {
        viewer.name: [line.title for line in meeting_page(database, plan.meetings[0], viewer).sent[0].lines]
        for viewer in (SECRETARY, PLANNER, READER)
    }
    assert titles == {
        "Sekretariatet": ["A", "B", "Hemmelig"],
        "Planlæggeren": ["A", "B", None],
        "Fagchefen": ["A", "B", None],
    }
    assert stop_now(database, closed).position == 3


@pytest.mark.parametrize(("was_closed", "title"), [(True, "Hemmelig"), (False, None)])
def test_what_an_item_is_today_decides(
    database: Database, plan: SmallPlan, was_closed: bool, title: str | None
) -> None:
    (item,) = place(database, plan.meetings[0], "Hemmelig", closed=was_closed, reason="")
    send(database, plan.meetings[0])
    set_item(database, item, is_closed=not was_closed)
    page = meeting_page(database, plan.meetings[0], READER)
    assert [line.title for line in page.sent[0].lines] == [title]
    assert page.state is AgendaState.SENT


def test_a_new_closed_title_is_a_difference_only_to_those_who_may_see_it(database: Database, plan: SmallPlan) -> None:
    (item,) = place(database, plan.meetings[0], "Hemmelig", closed=True, reason="")
    send(database, plan.meetings[0])
    set_item(database, item, title="Mere hemmelig")
    assert kinds(database, plan.meetings[0]) == [ChangeKind.RETITLED]
    assert meeting_page(database, plan.meetings[0], PLANNER).unsent == ()


def test_an_agenda_that_has_changed_since_it_was_seen_is_not_sent(
    database: Database, plan: SmallPlan, items: list[str]
) -> None:
    seen = meeting_page(database, plan.meetings[0]).mark
    place(database, plan.meetings[0], "C", reason="")
    with pytest.raises(ConflictError):
        send(database, plan.meetings[0], seen=seen)
    assert meeting_page(database, plan.meetings[0]).sent == ()


def test_what_cannot_be_sent(database: Database, plan: SmallPlan, items: list[str]) -> None:
    first, second, third, _ = plan.meetings
    with pytest.raises(RefusedError, match="nothing on the agenda"):
        send(database, second)
    send(database, first)
    with pytest.raises(RefusedError, match="Nothing has changed"):
        send(database, first)
    with pytest.raises(RefusedError, match="is over"):
        send(database, first, moment=later(days=60))
    with database.writing() as session:
        cancel_occurrence(session, PLANNER, CancelOccurrence(third, "Intet at drøfte"), MOMENT)
    with pytest.raises(RefusedError, match="does not take place"):
        send(database, third)
    with pytest.raises(ForbiddenError):
        send(database, first, viewer=READER)
    assert occurrence_now(database, third).is_cancelled


def test_it_can_still_be_sent_on_the_meetings_day(database: Database, plan: SmallPlan, items: list[str]) -> None:
    assert send(database, plan.meetings[0], moment=AFTER) == 1


def test_what_a_meeting_decides_changes_nothing_of_its_agenda(
    database: Database, plan: SmallPlan, items: list[str]
) -> None:
    send(database, plan.meetings[0])
    rows = [row(stop, result) for stop, result in zip(stops_now(database, *items), (SOLVED, APPROVED), strict=True)]
    write(database, plan.meetings[0], *rows)
    page = meeting_page(database, plan.meetings[0], moment=AFTER)
    assert (page.state, page.unsent, page.may_be_sent) == (AgendaState.SENT, (), False)
    with pytest.raises(RefusedError, match="is over"):
        send(database, plan.meetings[0], moment=AFTER)


def test_the_forward_agenda_says_the_same_of_it_on_the_day(
    database: Database, plan: SmallPlan, items: list[str]
) -> None:
    """What is added once the meeting has begun to be written changes nothing of what was sent."""
    first = plan.meetings[0]
    send(database, first)
    place(database, first, "C", reason="")
    assert states(database, first) == (AgendaState.REVISED, AgendaState.REVISED)
    write(database, first, row(stops_now(database, items[0])[0], APPROVED))
    assert states(database, first) == (AgendaState.SENT, AgendaState.SENT)


def states(database: Database, meeting: str) -> tuple[AgendaState, AgendaState]:
    """As the meeting's page and the forward agenda say it on the meeting's day."""
    page = meeting_page(database, meeting, moment=AFTER)
    with database.reading() as session:
        listed = show_agenda(session, SECRETARY, COMMITTEE, page.meeting.span.start).states[meeting]
    return page.state, listed


def test_the_audit_tells_the_first_from_the_adjusted(database: Database, plan: SmallPlan, items: list[str]) -> None:
    before = len(audit_of(database))
    send(database, plan.meetings[0])
    place(database, plan.meetings[0], "C", reason="")
    send(database, plan.meetings[0])
    told = [(entry.act, entry.told) for entry in audit_of(database)[before:]]
    assert [told[0], told[-1]] == [("agenda sent", {}), ("agenda sent again", {})]
