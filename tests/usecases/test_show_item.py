"""An item's page reads all of its stops at once, however many bodies treat it."""

from __future__ import annotations

from collections.abc import Callable

from route_plan import COUNCIL, FINANCE, FORUM, MEETINGS, RoutePlan, route_plan, send_on, stops
from small_plan import DAYS, MOMENT, READER, SECRETARY, TODAY, later, place, set_up
from test_plan_statements import counting

from wheel.core.routes import Leg
from wheel.store.database import Database
from wheel.usecases.move_stop import MoveStop, WithdrawStop, move_stop, withdraw_stop
from wheel.usecases.show_item import StopPage, show_item, show_stop
from wheel.usecases.show_route import show_journey

MANY = (Leg(1, None), Leg(1, FORUM), Leg(2, FINANCE), Leg(3, COUNCIL))


def shown(database: Database, plan: RoutePlan) -> tuple[StopPage, ...]:
    with database.reading() as session:
        show_journey(session, SECRETARY, plan.item, MOMENT.today)
        return show_item(session, SECRETARY, plan.item, MOMENT.today)


def test_an_item_in_many_bodies_takes_no_more_statements(new_sqlite: Callable[[], Database]) -> None:
    database = new_sqlite()
    plan = route_plan(database)
    with counting(database) as few:
        assert len(shown(database, plan)) == 1
    send_on(database, plan, *MANY)
    with counting(database) as many:
        assert len(shown(database, plan)) == 6
    assert len(many) <= len(few)


def test_each_stop_has_its_own_body_history_and_meetings(database: Database) -> None:
    plan = route_plan(database)
    send_on(database, plan, Leg(1, FORUM), Leg(2, FINANCE))
    pages = shown(database, plan)
    assert [(page.body.short_name, len(page.history)) for page in pages[1:]] == [(FORUM, 1), (FINANCE, 1)]
    assert [meeting.span.start for meeting in pages[1].choices] == [MEETINGS[FORUM][1]]
    assert [meeting.span.start for meeting in pages[2].choices] == list(DAYS[1:])


def test_what_is_over_or_not_ones_own_to_move_has_no_meetings_to_choose(database: Database) -> None:
    plan = route_plan(database)
    with database.writing() as session:
        withdraw_stop(session, SECRETARY, WithdrawStop(plan.stop, stops(database, plan)[0].version, "Udgår"), MOMENT)
    with database.reading() as session:
        assert show_stop(session, SECRETARY, plan.stop, MOMENT.today).choices == ()
        assert show_stop(session, READER, plan.stop, MOMENT.today).choices == ()


def test_what_takes_a_stop_up_again_comes_after_it_on_the_journey(database: Database) -> None:
    plan = set_up(database)
    (stop,) = place(database, plan.meetings[0], "Klimakompetencer", reason="")
    held = later(days=(DAYS[0] - TODAY).days)
    with database.writing() as session:
        made = move_stop(session, SECRETARY, MoveStop(stop, 1, plan.meetings[1]), held)
    with database.reading() as session:
        journey = show_journey(session, SECRETARY, made.item_id or "", held.today)
    assert [[one.id for one in step.stops] for step in journey.steps] == [[stop], [made.id]]
    assert [step.is_next for step in journey.steps] == [False, True]
