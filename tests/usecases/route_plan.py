"""A plan with bodies that an item goes through: a board, a forum, two committees, the finance committee, a council."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from small_plan import MOMENT, SECRETARY, a_body, all_occurrences, set_up

from wheel.core.access import OPERATOR, Moment, Role, Viewer
from wheel.core.dates import DateSpan
from wheel.core.deadlines import WorkingDaysBefore
from wheel.core.occurrences import Kind, Visibility
from wheel.core.plan import BodyKind
from wheel.core.posts import Seat, Term
from wheel.core.route_checks import Problem
from wheel.core.routes import Leg
from wheel.core.rules import DateList
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.core.stops import NewItem, Stop, Waiting
from wheel.store.bodies import add_body
from wheel.store.database import Database, Session
from wheel.store.posts import add_membership, add_post
from wheel.store.series import add_series
from wheel.store.stops import find_stop, stops_of_item
from wheel.usecases.add_item import AddItem, add_item
from wheel.usecases.move_stop import MoveStop, move_stop
from wheel.usecases.plan_route import FoundRoute, PlanRoute, RouteLine, SendOn, preview_route, send_item_on
from wheel.usecases.plan_year import plan_year
from wheel.usecases.show_route import show_journey

BOARD, FORUM, FINANCE, COUNCIL = "direktionen", "chefforum", "oekonomiudvalget", "byraadet"
CHILDREN, ROADS, SECRET = "boern", "veje", "lukket"
# The finance committee meets on 1 and 8 December, 12 January and 9 February: the small plan's days.
MEETINGS = {
    BOARD: (date(2026, 11, 25), date(2026, 12, 2), date(2026, 12, 9)),
    FORUM: (date(2026, 11, 26), date(2026, 12, 10)),
    COUNCIL: (date(2026, 12, 15), date(2027, 1, 19), date(2027, 2, 16)),
    CHILDREN: (date(2026, 12, 3),),
    ROADS: (date(2026, 12, 4),),
    SECRET: (date(2026, 12, 11),),
}
KINDS = {BOARD: BodyKind.EXECUTIVE_BOARD, FORUM: BodyKind.FORUM, COUNCIL: BodyKind.COUNCIL, SECRET: BodyKind.FORUM}
ROUND = DateSpan(date(2026, 12, 8), date(2026, 12, 16))
# Keeps the board's agenda alone; and somebody who keeps the forum's.
OF_BOARD = Viewer(Role.READER, "Direktionens sekretær", secretary_of=frozenset({BOARD}))
OF_FORUM = Viewer(Role.READER, "Chefforums sekretær", secretary_of=frozenset({FORUM}))


@dataclass(frozen=True)
class RoutePlan:
    """`meetings` are ids by body and day; the `item` has one `stop`, on the board's first agenda."""

    meetings: dict[tuple[str, date], str]
    item: str
    stop: str
    round: str
    forums_secretary: str


def route_plan(database: Database, *, is_closed: bool = False) -> RoutePlan:
    set_up(database)
    with database.writing() as session:
        for body in MEETINGS:
            seen = Visibility.CLOSED if body == SECRET else Visibility.PUBLIC
            notice = WorkingDaysBefore(4) if body == COUNCIL else None
            kind = KINDS.get(body, BodyKind.COMMITTEE)
            add_body(session, a_body(body, kind=kind, visibility=seen, notice=notice))
        _add_series(session)
        post = add_post(session, "Chefforums sekretær")
        add_membership(session, post, FORUM, Seat.SECRETARY, Term())
        found = all_occurrences(session)
        meetings = {(one.body or "", one.span.start): one.id for one in found if one.kind is Kind.MEETING}
        item = AddItem(BOARD, NewItem("Sagen", is_closed=is_closed), meetings[BOARD, MEETINGS[BOARD][0]], Waiting(""))
        stop = add_item(session, SECRETARY, item, MOMENT)
        item_id = _item_of(session, stop)
    rounds = [one.id for one in found if one.kind is Kind.ROUND]
    return RoutePlan(meetings, item_id, stop, rounds[0], post)


def _add_series(session: Session) -> None:
    for body, days in MEETINGS.items():
        dates = Schedule(DateList(tuple(map(DateSpan.of_day, days))))
        add_series(session, Series(body, Kind.MEETING, "politisk", dates, body=body))
    add_series(session, Series("Rul", Kind.ROUND, "politisk", Schedule(DateList((ROUND,)))))
    session.flush()
    for year in (2026, 2027):
        plan_year(session, OPERATOR, year, MOMENT, publish=True)


def _item_of(session: Session, stop_id: str) -> str:
    return find_stop(session, SECRETARY, stop_id).item_id or ""


def why(_route: FoundRoute, line: RouteLine) -> str:
    return f"Sendt fra Direktionen: {line.found.wait or 'afventer'}"


def preview(database: Database, command: PlanRoute, viewer: Viewer = SECRETARY, moment: Moment = MOMENT) -> FoundRoute:
    with database.reading() as session:
        return preview_route(session, viewer, command, moment.today)


def send(database: Database, command: PlanRoute, viewer: Viewer = SECRETARY, moment: Moment = MOMENT) -> FoundRoute:
    """Send it on as it is shown."""
    seen = preview(database, command, viewer, moment).stamp
    with database.writing() as session:
        return send_item_on(session, viewer, SendOn(command, seen), why, moment)


def send_on(database: Database, plan: RoutePlan, *legs: Leg, viewer: Viewer = SECRETARY) -> FoundRoute:
    return send(database, PlanRoute(plan.item, legs), viewer)


def stops(database: Database, plan: RoutePlan, viewer: Viewer = SECRETARY) -> tuple[Stop, ...]:
    with database.reading() as session:
        return stops_of_item(session, viewer, plan.item)


def standing(database: Database, plan: RoutePlan, viewer: Viewer = SECRETARY) -> list[tuple[int, str, date | None]]:
    """Where the item stands: by step, body and day."""
    return [(stop.step, stop.body, stop.meeting_day) for stop in stops(database, plan, viewer)]


def wrong(database: Database, plan: RoutePlan, viewer: Viewer = SECRETARY) -> list[tuple[str, str]]:
    """What is wrong with its days: what, and in which body."""
    with database.reading() as session:
        return [_told(problem) for problem in show_journey(session, viewer, plan.item, MOMENT.today).problems]


def _told(problem: Problem) -> tuple[str, str]:
    return problem.misfit.value, problem.passage.body


def move(database: Database, plan: RoutePlan, stop: Stop, day: date) -> Stop:
    """Move a stop to its body's meeting of that day."""
    with database.writing() as session:
        return move_stop(session, SECRETARY, MoveStop(stop.id, stop.version, plan.meetings[stop.body, day]), MOMENT)
