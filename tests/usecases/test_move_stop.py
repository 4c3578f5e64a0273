"""Moving an item: to another meeting, to the awaiting list, to another place, or off the agenda."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from small_plan import (
    DAYS,
    MOMENT,
    READER,
    SECRETARY,
    SmallPlan,
    a_body,
    agenda,
    all_occurrences,
    awaiting,
    later,
    place,
    set_up,
    stop_now,
)

from wheel.core.access import ANONYMOUS, OPERATOR, Moment, Viewer
from wheel.core.agenda import LONGEST_REASON
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind
from wheel.core.rules import DateList
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.core.stops import Action, Stop, StopChange, StopState
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, RefusedError, WheelError
from wheel.store.bodies import add_body
from wheel.store.database import Database, Session
from wheel.store.series import add_series
from wheel.store.stops import history_of, stops_at
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.move_stop import MoveStop, OrderStop, WithdrawStop, move_stop, order_stop, withdraw_stop
from wheel.usecases.plan_year import plan_year

Command = MoveStop | OrderStop | WithdrawStop
CHANGES: dict[type[Command], Callable[..., Stop]] = {
    MoveStop: move_stop,
    OrderStop: order_stop,
    WithdrawStop: withdraw_stop,
}


@pytest.fixture
def plan(database: Database) -> SmallPlan:
    """Its first meeting has three items, its second one."""
    plan = set_up(database)
    place(database, plan.meetings[0], "A", "B", "C", reason="")
    place(database, plan.meetings[1], "Z", reason="")
    return plan


def do(database: Database, command: Command, viewer: Viewer = SECRETARY, moment: Moment = MOMENT) -> Stop:
    with database.writing() as session:
        return CHANGES[type(command)](session, viewer, command, moment)


def stops(database: Database, plan: SmallPlan) -> dict[str, str]:
    """The public ids of the stops at the plan's meetings, by title."""
    with database.reading() as session:
        found = stops_at(session, SECRETARY, plan.meetings).values()
    return {stop.title or "": stop.id for listed in found for stop in listed}


def history(database: Database, stop_id: str) -> tuple[StopChange, ...]:
    with database.reading() as session:
        return history_of(session, stop_id)


def test_an_item_moved_to_another_meeting_comes_last_there(database: Database, plan: SmallPlan) -> None:
    stop_id = stops(database, plan)["B"]
    moved = do(database, MoveStop(stop_id, 1, plan.meetings[1], " Flere bilag "), moment=later(days=2))
    assert agenda(database, plan.meetings[0]) == [(1, "A"), (2, "C")]
    assert agenda(database, plan.meetings[1]) == [(1, "Z"), (2, "B")]
    assert moved == stop_now(database, stop_id)
    assert (moved.version, moved.since, moved.reason) == (2, later(days=2).today, "Flere bilag")
    assert history(database, stop_id)[1] == StopChange(
        later(days=2).at,
        "Sekretariatet",
        Action.MOVED,
        DAYS[0],
        DAYS[1],
        2,
        2,
        "Flere bilag",
        state=StopState.PLACED,
        meeting_id=plan.meetings[1],
    )


def test_a_postponed_item_awaits_a_date_and_comes_back(database: Database, plan: SmallPlan) -> None:
    stop_id = stops(database, plan)["A"]
    waiting = do(database, MoveStop(stop_id, 1, None, "Mangler bilag"))
    assert (waiting.state, waiting.reason, waiting.position, waiting.meeting_id) == (
        StopState.AWAITING,
        "Mangler bilag",
        None,
        None,
    )
    assert awaiting(database) == ["A"]
    assert agenda(database, plan.meetings[0]) == [(1, "B"), (2, "C")]
    do(database, MoveStop(stop_id, 2, plan.meetings[0]))
    assert awaiting(database) == []
    assert agenda(database, plan.meetings[0]) == [(1, "B"), (2, "C"), (3, "A")]
    assert [(line.action, line.from_day, line.to_day) for line in history(database, stop_id)] == [
        (Action.ADDED, None, DAYS[0]),
        (Action.POSTPONED, DAYS[0], None),
        (Action.PLACED, None, DAYS[0]),
    ]


@pytest.mark.parametrize(
    ("title", "position", "order"),
    [("A", 2, "BAC"), ("A", 3, "BCA"), ("C", 1, "CAB"), ("B", 1, "BAC"), ("B", 3, "ACB")],
)
def test_an_item_takes_another_place(
    database: Database, plan: SmallPlan, title: str, position: int, order: str
) -> None:
    stop_id = stops(database, plan)[title]
    moved = do(database, OrderStop(stop_id, 1, position), moment=later(days=1))
    assert agenda(database, plan.meetings[0]) == list(enumerate(order, start=1))
    assert moved.position == position
    assert moved.since == MOMENT.today, "it is where it was, only earlier or later"
    assert history(database, stop_id)[-1].to_position == position


def test_a_withdrawn_item_keeps_its_number_and_its_history(database: Database, plan: SmallPlan) -> None:
    stop_id = stops(database, plan)["B"]
    gone = do(database, WithdrawStop(stop_id, 1, "Bortfaldet"))
    assert (gone.state, gone.reason) == (StopState.WITHDRAWN, "Bortfaldet")
    assert agenda(database, plan.meetings[0]) == [(1, "A"), (2, "B"), (3, "C")], "it keeps its number there"
    assert awaiting(database) == []
    assert [line.action for line in history(database, stop_id)] == [Action.ADDED, Action.WITHDRAWN]


def test_others_of_the_meeting_can_be_moved_without_looking_again(database: Database, plan: SmallPlan) -> None:
    """Being renumbered is no change of theirs."""
    ids = stops(database, plan)
    do(database, MoveStop(ids["A"], 1, None, "Senere"))
    assert do(database, OrderStop(ids["C"], 1, 1)).position == 1


def test_who_looks_at_an_older_version_is_told_and_nothing_changes(database: Database, plan: SmallPlan) -> None:
    stop_id = stops(database, plan)["B"]
    do(database, OrderStop(stop_id, 1, 1))
    before, lines = stop_now(database, stop_id), history(database, stop_id)
    for command in (
        MoveStop(stop_id, 1, plan.meetings[1]),
        MoveStop(stop_id, 3, plan.meetings[1]),
        MoveStop(stop_id, 1, None, "Mangler bilag"),
        OrderStop(stop_id, 1, 3),
        WithdrawStop(stop_id, 1, "Bortfaldet"),
    ):
        with pytest.raises(ConflictError, match="Somebody else changed this item"):
            do(database, command)
    assert stop_now(database, stop_id) == before
    assert history(database, stop_id) == lines


def other_meetings(session: Session, plan: SmallPlan) -> dict[str, str]:
    """Meetings that take no items of the committee, by why not."""
    add_body(session, a_body("chefforum"))
    day = DateList((DateSpan.of_day(DAYS[0]),))
    for kind, body in ((Kind.MEETING, "chefforum"), (Kind.DIALOGUE, "oekonomiudvalget"), (Kind.EVENT, None)):
        add_series(session, Series(kind, kind, "politisk", Schedule(day), body))
    plan_year(session, OPERATOR, 2026, MOMENT, publish=True)
    cancel_occurrence(session, SECRETARY, CancelOccurrence(plan.meetings[2], "Ingen sager"), MOMENT)
    return {one.title: one.id for one in all_occurrences(session)} | {"over": plan.over, "gone": plan.meetings[2]}


def test_an_item_goes_to_its_bodys_own_coming_meetings_only(database: Database, plan: SmallPlan) -> None:
    stop_id = stops(database, plan)["B"]
    with database.writing() as session:
        others = other_meetings(session, plan)
    for why, words in (
        ("meeting", "Choose one of the body's own meetings."),
        ("dialogue", "Choose one of the body's own meetings."),
        ("event", "Choose one of the body's own meetings."),
        ("over", "That meeting is over."),
        ("gone", "That meeting does not take place."),
    ):
        with pytest.raises(RefusedError) as refusal:
            do(database, MoveStop(stop_id, 1, others[why]))
        assert str(refusal.value).startswith(words), why
    with pytest.raises(InvalidInputError, match="Choose one of the body's own meetings"):
        do(database, MoveStop(stop_id, 1, "nosuchid"))
    assert agenda(database, plan.meetings[0]) == [(1, "A"), (2, "B"), (3, "C")]


REFUSED: list[tuple[Callable[[str, SmallPlan], Command], type[WheelError], str]] = [
    (lambda stop, plan: MoveStop(stop, 1, plan.meetings[0]), RefusedError, "The item is already on that meeting's"),
    (lambda stop, _: MoveStop(stop, 1, None), InvalidInputError, "Write why the item awaits a date."),
    (lambda stop, _: MoveStop(stop, 1, None, "x" * 1001), InvalidInputError, "Write at most 1000 characters."),
    (lambda stop, _: WithdrawStop(stop, 1, " "), InvalidInputError, "Write why the item is withdrawn."),
    (lambda stop, _: OrderStop(stop, 1, 2), RefusedError, "The item already stands there."),
    (lambda stop, _: OrderStop(stop, 1, 0), InvalidInputError, "Choose a place from 1 to 3."),
    (lambda stop, _: OrderStop(stop, 1, 4), InvalidInputError, "Choose a place from 1 to 3."),
]


@pytest.mark.parametrize(("command", "kind", "words"), REFUSED)
def test_what_is_refused_changes_nothing(
    database: Database,
    plan: SmallPlan,
    command: Callable[[str, SmallPlan], Command],
    kind: type[WheelError],
    words: str,
) -> None:
    stop_id = stops(database, plan)["B"]
    with pytest.raises(kind) as refusal:
        do(database, command(stop_id, plan))
    assert str(refusal.value).startswith(words)
    assert agenda(database, plan.meetings[0]) == [(1, "A"), (2, "B"), (3, "C")]
    assert len(history(database, stop_id)) == 1


def test_a_withdrawn_item_can_be_neither_moved_nor_postponed_nor_withdrawn_again(
    database: Database, plan: SmallPlan
) -> None:
    stop_id = stops(database, plan)["B"]
    do(database, WithdrawStop(stop_id, 1, "Bortfaldet"))
    for command in (
        MoveStop(stop_id, 2, plan.meetings[1]),
        MoveStop(stop_id, 2, None, "Igen"),
        WithdrawStop(stop_id, 2, "Igen"),
    ):
        with pytest.raises(RefusedError, match="The item has been withdrawn"):
            do(database, command)


@pytest.mark.usefixtures("plan")
def test_an_awaiting_item_has_no_place_and_awaits_once(database: Database) -> None:
    (stop_id,) = place(database, None, "Venter")
    with pytest.raises(RefusedError, match="on no meeting's agenda"):
        do(database, OrderStop(stop_id, 1, 1))
    with pytest.raises(RefusedError, match="already awaits"):
        do(database, MoveStop(stop_id, 1, None, "Stadig"))


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER])
def test_only_secretaries_change_agendas(database: Database, plan: SmallPlan, viewer: Viewer) -> None:
    stop_id = stops(database, plan)["B"]
    for command in (MoveStop(stop_id, 1, None, "Nej"), OrderStop(stop_id, 1, 1), WithdrawStop(stop_id, 1, "Nej")):
        with pytest.raises(ForbiddenError):
            do(database, command, viewer)
    assert len(history(database, stop_id)) == 1


def test_what_is_not_there_cannot_be_moved(database: Database, plan: SmallPlan) -> None:
    for command in (MoveStop("nosuchid", 1, plan.meetings[1]), OrderStop("nosuchid", 1, 1)):
        with pytest.raises(NotFoundError, match="There is no such item"):
            do(database, command)


def test_the_reason_of_a_move_is_refused_where_it_is_too_long(database: Database, plan: SmallPlan) -> None:
    stop_id = stops(database, plan)["B"]
    with pytest.raises(InvalidInputError, match="Write at most 1000 characters") as refusal:
        do(database, MoveStop(stop_id, 1, plan.meetings[1], "x" * (LONGEST_REASON + 1)))
    assert refusal.value.field == "reason"


def test_another_place_on_the_agenda_leaves_the_reason(database: Database, plan: SmallPlan) -> None:
    stop_id = stops(database, plan)["B"]
    do(database, MoveStop(stop_id, 1, plan.meetings[1], "Mangler bilag"))
    assert do(database, OrderStop(stop_id, 2, 1)).reason == "Mangler bilag"
