"""Two people change one agenda at the same moment: its numbers stay 1 to n, and no item is lost."""

from __future__ import annotations

from at_once import at_once
from small_plan import MOMENT, SECRETARY, SmallPlan, agenda, awaiting, occurrence_now, place, set_up, stop_now
from sqlalchemy import select

from wheel.core.stops import StopState
from wheel.errors import ConflictError, RefusedError
from wheel.store.database import Database
from wheel.store.stops import order_at
from wheel.store.tables import OccurrenceChangeRow
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.move_stop import MoveStop, OrderStop, WithdrawStop, move_stop, order_stop, withdraw_stop

ITEMS, PEOPLE = 12, 2


def filled(database: Database) -> tuple[SmallPlan, list[str]]:
    plan = set_up(database)
    return plan, place(database, plan.meetings[0], *(f"Sag {number}" for number in range(ITEMS)))


def everywhere(database: Database, plan: SmallPlan) -> list[str | None]:
    """The titles on all agendas and the awaiting list, after a look at the numbers."""
    titles = awaiting(database)
    for meeting in plan.meetings:
        listed = agenda(database, meeting)
        assert [position for position, _ in listed] == list(range(1, len(listed) + 1))
        titles += [title for _, title in listed]
    return titles


def test_moving_items_of_one_meeting_to_another(database: Database) -> None:
    plan, stops = filled(database)

    def move(own: Database, number: int) -> None:
        for stop in stops[number::PEOPLE]:
            with own.writing() as session:
                move_stop(session, SECRETARY, MoveStop(stop, 1, plan.meetings[1]), MOMENT)

    at_once(database, move)
    assert agenda(database, plan.meetings[0]) == []
    assert sorted(map(str, everywhere(database, plan))) == sorted(f"Sag {number}" for number in range(ITEMS))


def test_moving_items_to_and_from_one_meeting(database: Database) -> None:
    """Each two meetings are touched in both orders, which must not end in a deadlock."""
    plan, stops = filled(database)
    others = place(database, plan.meetings[1], *(f"Anden {number}" for number in range(ITEMS)))

    def move(own: Database, number: int) -> None:
        going, target = ((stops, plan.meetings[1]), (others, plan.meetings[0]))[number]
        for stop in going:
            with own.writing() as session:
                move_stop(session, SECRETARY, MoveStop(stop, 1, target), MOMENT)

    at_once(database, move)
    assert len(everywhere(database, plan)) == len(set(everywhere(database, plan))) == 2 * ITEMS
    assert len(agenda(database, plan.meetings[0])) == ITEMS


def test_reordering_one_agenda(database: Database) -> None:
    plan, stops = filled(database)

    def reorder(own: Database, number: int) -> None:
        for stop in stops[number::PEOPLE] * 2:
            seen = stop_now(own, stop)
            with own.writing() as session:
                position = len(order_at(session, plan.meetings[0])) if seen.position == 1 else 1
                try:
                    order_stop(session, SECRETARY, OrderStop(stop, seen.version, position), MOMENT)
                except RefusedError:
                    continue  # the other has moved it there already

    at_once(database, reorder)
    assert len(set(everywhere(database, plan))) == ITEMS


def test_doing_different_things_with_one_agenda(database: Database) -> None:
    plan, stops = filled(database)

    def add(own: Database) -> None:
        for number in range(6):
            place(own, plan.meetings[0], f"Ny {number}")

    def withdraw(own: Database) -> None:
        for stop in stops[:4]:
            with own.writing() as session:
                withdraw_stop(session, SECRETARY, WithdrawStop(stop, 1, "Bortfaldet"), MOMENT)

    def postpone(own: Database) -> None:
        for stop in stops[4:8]:
            with own.writing() as session:
                move_stop(session, SECRETARY, MoveStop(stop, 1, None, "Senere"), MOMENT)

    work = (add, withdraw, postpone)
    at_once(database, lambda own, number: work[number](own), people=3)
    assert len(agenda(database, plan.meetings[0])) == ITEMS - 4 + 6, "what is withdrawn keeps its number"
    assert len(set(everywhere(database, plan))) == ITEMS + 6


def test_only_one_of_two_who_change_the_same_item_gets_through(database: Database) -> None:
    plan, stops = filled(database)
    targets, outcomes = plan.meetings[1:3], []

    def move(own: Database, number: int) -> None:
        for stop in stops:
            try:
                with own.writing() as session:
                    move_stop(session, SECRETARY, MoveStop(stop, 1, targets[number]), MOMENT)
                outcomes.append((stop, "moved"))
            except ConflictError:
                outcomes.append((stop, "told"))

    at_once(database, move)
    for stop in stops:
        assert sorted(outcome for name, outcome in outcomes if name == stop) == ["moved", "told"]
        assert (stop_now(database, stop).state, stop_now(database, stop).version) == (StopState.PLACED, 2)
    assert len(set(everywhere(database, plan))) == ITEMS


def test_a_meeting_is_cancelled_once(database: Database) -> None:
    plan, _ = filled(database)
    outcomes = []

    def cancel(own: Database, number: int) -> None:
        try:
            with own.writing() as session:
                cancel_occurrence(session, SECRETARY, CancelOccurrence(plan.meetings[0], f"Grund {number}"), MOMENT)
            outcomes.append(number)
        except RefusedError:
            return

    at_once(database, cancel, people=4)
    assert len(outcomes) == 1
    assert occurrence_now(database, plan.meetings[0]).because == f"Grund {outcomes[0]}"
    with database.reading() as session:
        assert len(session.scalars(select(OccurrenceChangeRow)).all()) == 1
    assert len(set(everywhere(database, plan))) == ITEMS


def test_nothing_is_left_on_the_agenda_of_a_meeting_that_is_cancelled_meanwhile(database: Database) -> None:
    plan, _ = filled(database)
    waiting = place(database, None, *(f"Ventende {number}" for number in range(ITEMS)))

    def cancel_or_fill(own: Database, number: int) -> None:
        if number == 0:
            with own.writing() as session:
                cancel_occurrence(session, SECRETARY, CancelOccurrence(plan.meetings[0], "Ingen sager"), MOMENT)
            return
        for stop in waiting:
            try:
                with own.writing() as session:
                    move_stop(session, SECRETARY, MoveStop(stop, 1, plan.meetings[0]), MOMENT)
            except RefusedError:
                continue  # it is cancelled by now

    at_once(database, cancel_or_fill)
    assert agenda(database, plan.meetings[0]) == []
    assert len(set(everywhere(database, plan))) == 2 * ITEMS
