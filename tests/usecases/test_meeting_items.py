"""What becomes of a meeting's items when it is cancelled or moved: as was chosen, told in each history, and undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from planner import Planner
from small_plan import (
    COMMITTEE,
    DAYS,
    MOMENT,
    PLANNER,
    SECRETARY,
    TODAY,
    SmallPlan,
    agenda,
    awaiting,
    later,
    occurrence_now,
    place,
    set_up,
    stop_now,
)

from wheel.core.access import Moment
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.posts import Seat, Term
from wheel.core.stop_history import replay
from wheel.core.stops import Action, Outcome, StopState, Waiting
from wheel.errors import InvalidInputError
from wheel.store.database import Database
from wheel.store.posts import add_membership, add_post
from wheel.store.stops import history_of
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.meeting_items import ALONG, AWAIT, ItemsSent, MeetingItems, meeting_items
from wheel.usecases.move_occurrence import MoveOccurrence, move_occurrence
from wheel.usecases.move_stop import DecideStop, MoveStop, WithdrawStop, decide_stop, move_stop, withdraw_stop
from wheel.usecases.publish_year import ItemsAffected, publish_year

NEW_DAY = date(2026, 12, 3)
ON_THE_DAY = later(days=(DAYS[0] - TODAY).days)


def cancel(database: Database, meeting: str, to: str = AWAIT, moment: Moment = MOMENT) -> ItemsSent:
    with database.writing() as session:
        return cancel_occurrence(session, PLANNER, CancelOccurrence(meeting, "Ferie", items_to=to), moment)


def move(database: Database, meeting: str, to: str = ALONG, reason: str = "Lokalet er optaget") -> ItemsSent:
    with database.writing() as session:
        return move_occurrence(session, PLANNER, MoveOccurrence(meeting, NEW_DAY, reason, items_to=to), MOMENT)


def told(sent: ItemsSent) -> tuple[int, str, date | None]:
    return sent.count, sent.to, sent.day


def history(database: Database, stop: str) -> list[tuple[Action, date | None, int | None, date | None, int | None]]:
    """Every line after it was added."""
    with database.reading() as session:
        lines = history_of(session, stop)[1:]
    return [(line.action, line.from_day, line.from_position, line.to_day, line.to_position) for line in lines]


def require_replayed(database: Database, stops: Sequence[str]) -> None:
    """What the histories say is where the stops stand."""
    with database.reading() as session:
        lines = sorted(
            ((stop, line) for stop in stops for line in history_of(session, stop)), key=lambda one: one[1].id
        )
    for stop, standing in replay(lines).items():
        now = stop_now(database, stop)
        assert (standing.state, standing.meeting_id, standing.position) == (now.state, now.meeting_id, now.position)


def two_items(database: Database, plan: SmallPlan) -> list[str]:
    """Two on the first meeting's agenda, one of them closed, and one on the second's."""
    stops = place(database, plan.meetings[0], "Budget", reason="")
    stops += place(database, plan.meetings[0], "Lukket sag", closed=True, reason="")
    return stops + place(database, plan.meetings[1], "Andetsteds", reason="")


def test_items_of_a_cancelled_meeting_await_a_date_and_are_looked_at_before_the_next_one(database: Database) -> None:
    plan = set_up(database)
    with database.writing() as session:
        secretariat = add_post(session, "Sekretariatet")
        add_membership(session, secretariat, COMMITTEE, Seat.SECRETARY, Term())
    stops = two_items(database, plan)
    assert told(cancel(database, plan.meetings[0])) == (2, AWAIT, None)
    for stop_id in stops[:2]:
        stop = stop_now(database, stop_id)
        assert (stop.state, stop.reason, stop.owner) == (StopState.AWAITING, "Ferie", secretariat)
        assert (stop.look_again, stop.look_by) == (
            LookAgain(LookKind.MEETING, day=TODAY, body=COMMITTEE),
            DAYS[1],
        )
    require_replayed(database, stops)


def test_items_of_a_cancelled_meeting_go_to_another_one_in_their_order(database: Database) -> None:
    plan = set_up(database)
    stops = two_items(database, plan)
    assert told(cancel(database, plan.meetings[0], plan.meetings[1])) == (2, plan.meetings[1], DAYS[1])
    assert agenda(database, plan.meetings[1]) == [(1, "Andetsteds"), (2, "Budget"), (3, "Lukket sag")]
    assert agenda(database, plan.meetings[0]) == []
    assert history(database, stops[0]) == [(Action.MOVED, DAYS[0], 1, DAYS[1], 2)]
    assert stop_now(database, stops[0]).reason == "Ferie"
    require_replayed(database, stops)


def test_a_meeting_cancelled_on_its_own_day_sends_its_items_on_and_their_history_says_why(database: Database) -> None:
    plan = set_up(database)
    stops = two_items(database, plan)
    assert told(cancel(database, plan.meetings[0], plan.meetings[1], ON_THE_DAY)) == (2, plan.meetings[1], DAYS[1])
    assert agenda(database, plan.meetings[1]) == [(1, "Andetsteds"), (2, "Budget"), (3, "Lukket sag")]
    assert history(database, stops[1]) == [
        (Action.CANCELLED, DAYS[0], 2, None, None),
        (Action.PLACED, None, None, DAYS[1], 3),
    ]
    require_replayed(database, stops)


def test_items_go_along_with_a_moved_meeting_and_their_history_says_so(database: Database) -> None:
    plan = set_up(database)
    stops = two_items(database, plan)
    assert told(move(database, plan.meetings[0])) == (2, ALONG, None)
    assert agenda(database, plan.meetings[0]) == [(1, "Budget"), (2, "Lukket sag")]
    assert history(database, stops[1]) == [(Action.MEETING_MOVED, DAYS[0], 2, NEW_DAY, 2)]
    assert stop_now(database, stops[1]).reason == "", "why the meeting moved is not why the item is there"
    require_replayed(database, stops)


@pytest.mark.parametrize("to_meeting", [False, True], ids=["awaiting a date", "at another meeting"])
def test_items_may_be_left_behind_by_a_moved_meeting(database: Database, to_meeting: bool) -> None:
    plan = set_up(database)
    stops = two_items(database, plan)
    to = plan.meetings[1] if to_meeting else AWAIT
    assert told(move(database, plan.meetings[0], to)) == (2, to, DAYS[1] if to_meeting else None)
    assert occurrence_now(database, plan.meetings[0]).span.start == NEW_DAY
    assert agenda(database, plan.meetings[0]) == []
    if to_meeting:
        assert agenda(database, plan.meetings[1])[1:] == [(2, "Budget"), (3, "Lukket sag")]
    else:
        assert awaiting(database) == ["Budget", "Lukket sag"]
        assert stop_now(database, stops[0]).reason == "Lokalet er optaget"
    require_replayed(database, stops)


def test_a_new_time_on_the_same_day_asks_nothing_of_the_items(database: Database) -> None:
    plan = set_up(database)
    stops = two_items(database, plan)
    meeting = occurrence_now(database, plan.meetings[0])
    with database.writing() as session:
        longer = MoveOccurrence(meeting.id, DAYS[0], last_day=DAYS[0] + timedelta(days=1), items_to=AWAIT)
        assert told(move_occurrence(session, PLANNER, longer, MOMENT)) == (0, ALONG, None)
    assert history(database, stops[0]) == []


def test_what_was_treated_or_withdrawn_stays_where_it_was_with_a_number_of_its_own(database: Database) -> None:
    plan = set_up(database)
    stops = place(database, plan.meetings[0], "Behandlet", "Tilbage", "Trukket", "Også tilbage", reason="")
    with database.writing() as session:
        decide_stop(session, SECRETARY, DecideStop(stops[0], 1, Outcome.NOTED), ON_THE_DAY)
        withdraw_stop(session, SECRETARY, WithdrawStop(stops[2], 1, "Uaktuel"), ON_THE_DAY)
    assert told(cancel(database, plan.meetings[0], moment=ON_THE_DAY)) == (2, AWAIT, None)
    assert agenda(database, plan.meetings[0]) == [(1, "Behandlet"), (2, "Trukket")]
    assert [stop_now(database, stop).state for stop in stops] == [
        *(StopState.TREATED, StopState.AWAITING, StopState.WITHDRAWN, StopState.AWAITING),
    ]
    require_replayed(database, stops)


WRONG = [
    ("no such meeting", "findes-ikke", "Choose one of the body's own meetings."),
    ("nothing chosen", "", "Choose one of the body's own meetings."),
    ("the meeting itself", "{0}", "Choose another meeting than the one that the items are to leave."),
    ("a meeting that is over", "{over}", "That meeting is over. Choose a coming one."),
    ("going along with what is not held", ALONG, "Choose one of the body's own meetings."),
]


@pytest.mark.parametrize(("to", "sentence"), [one[1:] for one in WRONG], ids=[one[0] for one in WRONG])
def test_a_wrong_meeting_is_refused_beside_its_field_and_nothing_is_changed(
    database: Database, to: str, sentence: str
) -> None:
    plan = set_up(database)
    two_items(database, plan)
    before = agenda(database, plan.meetings[0])
    with pytest.raises(InvalidInputError, match=sentence) as refusal:
        cancel(database, plan.meetings[0], to.format(*plan.meetings, over=plan.over))
    assert refusal.value.field == "items_meeting"
    assert agenda(database, plan.meetings[0]) == before


def test_items_await_a_date_for_a_reason_only(database: Database) -> None:
    plan = set_up(database)
    two_items(database, plan)
    with pytest.raises(InvalidInputError, match="Write why the items await a date") as refusal:
        move(database, plan.meetings[0], AWAIT, reason=" ")
    assert refusal.value.field == "reason"
    assert occurrence_now(database, plan.meetings[0]).span.start == DAYS[0]


def test_a_meeting_without_items_asks_for_nothing(database: Database) -> None:
    plan = set_up(database)
    assert told(cancel(database, plan.meetings[0], "whatever")) == (0, "whatever", None)
    with database.reading() as session:
        empty = meeting_items(session, PLANNER, occurrence_now(database, plan.meetings[1]), TODAY)
    assert empty == MeetingItems()


def test_whoever_cancels_is_told_how_many_and_where_they_could_go_closed_ones_too(database: Database) -> None:
    plan = set_up(database)
    two_items(database, plan)
    with database.reading() as session:
        found = meeting_items(session, PLANNER, occurrence_now(database, plan.meetings[0]), TODAY)
        second = meeting_items(session, PLANNER, occurrence_now(database, plan.meetings[1]), TODAY)
    assert (found.count, [choice.id for choice in found.choices]) == (2, list(plan.meetings[1:]))
    assert found.usual == plan.meetings[1]
    assert (second.count, second.usual) == (1, plan.meetings[2]), "the next one, and not the one before"


@pytest.mark.parametrize("to_meeting", [False, True], ids=["awaiting a date", "at another meeting"])
@pytest.mark.parametrize("is_moved", [False, True], ids=["cancelled", "moved"])
def test_undoing_brings_the_items_back_for_the_reason_that_they_were_there(
    database: Database, is_moved: bool, to_meeting: bool
) -> None:
    plan = set_up(database)
    stops = place(database, plan.meetings[0], "Budget", "Mødeplan", reason="Haster")
    to = plan.meetings[1] if to_meeting else AWAIT
    move(database, plan.meetings[0], to) if is_moved else cancel(database, plan.meetings[0], to)
    Planner(database).undo()
    assert agenda(database, plan.meetings[0]) == [(1, "Budget"), (2, "Mødeplan")]
    assert agenda(database, plan.meetings[1]) == []
    assert [stop_now(database, stop).reason for stop in stops] == ["Haster", "Haster"]
    require_replayed(database, stops)


def test_undoing_takes_along_what_went_along(database: Database) -> None:
    plan = set_up(database)
    (stop,) = place(database, plan.meetings[0], "Budget", reason="")
    move(database, plan.meetings[0])
    Planner(database).undo()
    assert stop_now(database, stop).meeting_day == DAYS[0]
    assert history(database, stop) == [
        (Action.MEETING_MOVED, DAYS[0], 1, NEW_DAY, 1),
        (Action.MEETING_MOVED, NEW_DAY, 1, DAYS[0], 1),
    ]


def test_undoing_leaves_alone_what_somebody_has_touched_since(database: Database) -> None:
    plan = set_up(database)
    stops = place(database, plan.meetings[0], "Flyttet videre", "Urørt", reason="")
    cancel(database, plan.meetings[0], plan.meetings[1])
    with database.writing() as session:
        seen = stop_now(database, stops[0]).version
        move_stop(session, SECRETARY, MoveStop(stops[0], seen, plan.meetings[2]), MOMENT)
    Planner(database).undo()
    assert agenda(database, plan.meetings[0]) == [(1, "Urørt")]
    assert agenda(database, plan.meetings[2]) == [(1, "Flyttet videre")]
    require_replayed(database, stops)


def test_publishing_a_draft_says_how_many_items_it_affected(database: Database) -> None:
    plan, planner = set_up(database), Planner(database)
    stops = two_items(database, plan)
    planner.begin_draft()
    planner.cancel(plan.meetings[0], "Ferie", in_draft=True)
    planner.move(plan.meetings[1], date(2026, 12, 10), in_draft=True)
    assert agenda(database, plan.meetings[0]) == [(1, "Budget"), (2, "Lukket sag")], "decided once it is published"
    with database.writing() as session:
        assert publish_year(session, PLANNER, 2026, MOMENT) == ItemsAffected(awaiting=2, along=1)
    assert stop_now(database, stops[0]).state is StopState.AWAITING
    assert history(database, stops[2]) == [(Action.MEETING_MOVED, DAYS[1], 1, date(2026, 12, 10), 1)]
    planner.undo()
    assert agenda(database, plan.meetings[0]) == [(1, "Budget"), (2, "Lukket sag")]
    require_replayed(database, stops)


def test_who_saw_to_an_item_still_does_after_it_lost_its_meeting(database: Database) -> None:
    plan = set_up(database)
    with database.writing() as session:
        owner = add_post(session, "Økonomichefen")
        add_membership(session, add_post(session, "Sekretariatet"), COMMITTEE, Seat.SECRETARY, Term())
    (stop,) = place(database, plan.meetings[0], "Budget")
    with database.writing() as session:
        waits = MoveStop(stop, 1, None, waiting=Waiting("Tal mangler", owner=owner))
        moved = move_stop(session, SECRETARY, waits, MOMENT)
        move_stop(session, SECRETARY, replace(waits, seen=moved.version, to=plan.meetings[0], waiting=None), MOMENT)
    cancel(database, plan.meetings[0])
    assert stop_now(database, stop).owner == owner
