"""A small plan to test on: one committee with four meetings, and the people who may look at it or change it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from wheel.core.access import ANONYMOUS, OPERATOR, Moment, Role, Viewer
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Ring, Status
from wheel.core.plan import Body, BodyKind, Organisation, PlanStatus
from wheel.core.plan_states import ABSENT, Layer, PlanState, StateChange
from wheel.core.rules import DateList
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.core.stops import NewItem, Stop, Waiting
from wheel.store.bodies import add_body, find_body
from wheel.store.database import Database, Session
from wheel.store.occurrences import find_occurrence, occurrences_between
from wheel.store.organisation import add_ring, save_organisation
from wheel.store.plan_writing import apply_state_changes, new_public_id
from wheel.store.series import add_series, find_series
from wheel.store.stops import awaiting_stops, find_stop, stops_at
from wheel.store.tables import Base, YearPlanRow
from wheel.usecases.add_item import AddItem, add_item
from wheel.usecases.plan_year import plan_year

TODAY = date(2026, 11, 21)
MOMENT = Moment(datetime(2026, 11, 21, 12, tzinfo=UTC), TODAY)
READER = Viewer(Role.READER, "Fagchefen")
PLANNER = Viewer(Role.PLANNER, "Planlæggeren")
# Plans, and is the secretary of every body that the tests set up.
SECRETARY = Viewer(
    Role.PLANNER,
    "Sekretariatet",
    secretary_of=frozenset({"oekonomiudvalget", "direktionen", "byraadet", "chefforum", "kb", "hovedmed"}),
)
ADMINISTRATOR = Viewer(Role.ADMINISTRATOR, "Stabschefen")
EVERYBODY = (ANONYMOUS, READER, PLANNER, SECRETARY, ADMINISTRATOR)

COMMITTEE = "oekonomiudvalget"
DAYS = (date(2026, 12, 1), date(2026, 12, 8), date(2027, 1, 12), date(2027, 2, 9))
OVER = date(2026, 11, 3)
ALL_TIME = DateSpan(date(1950, 1, 1), date(2100, 1, 1))

MEETINGS = Series(
    title="Økonomiudvalgsmøde",
    kind=Kind.MEETING,
    ring="politisk",
    schedule=Schedule(DateList(tuple(map(DateSpan.of_day, (OVER, *DAYS))))),
    body=COMMITTEE,
)


@dataclass(frozen=True)
class SmallPlan:
    """`meetings` are the public ids of the four coming meetings, `over` that of one which was held in November."""

    series: str
    meetings: tuple[str, ...]
    over: str


def a_body(short_name: str, **changes: object) -> Body:
    body = Body(
        "", short_name, short_name.capitalize(), BodyKind.COMMITTEE, default_start=time(9), default_end=time(12)
    )
    return replace(body, **changes)  # type: ignore[arg-type]


def set_up(database: Database, series: Series = MEETINGS, years: tuple[int, ...] = (2026, 2027)) -> SmallPlan:
    """The organisation, a ring, the committee and its series, planned and published."""
    with database.writing() as session:
        save_organisation(session, Organisation("Fjordby", "Europe/Copenhagen", "da", "0123.aarshjul", is_sample=False))
        add_ring(session, Ring("politisk", "Politisk", "#0b5a8a"), 1)
        add_body(session, a_body(COMMITTEE, name="Økonomiudvalget"))
        series_id = add_series(session, series)
        for year in years:
            plan_year(session, OPERATOR, year, MOMENT, publish=True)
        by_day = {found.slot.start: found.id for found in all_occurrences(session)}
    return SmallPlan(series_id, tuple(by_day[day] for day in DAYS if day in by_day), by_day.get(OVER, ""))


def add_occurrences(session: Session, series_id: str, *spans: DateSpan, blocked: str = "") -> None:
    """Occurrences on these days, as if a rule had asked for them; `blocked` is why nothing is held then."""
    series = find_series(session, series_id)
    held = series.held_by(find_body(session, OPERATOR, series.body) if series.body else None)
    states = [
        PlanState(
            slot=span,
            span=span,
            start_time=held.start_time,
            end_time=held.end_time,
            place=held.place,
            status=Status.BLOCKED if blocked else Status.PLANNED,
            because=blocked,
        )
        for span in spans
    ]
    apply_state_changes(
        session,
        [StateChange(new_public_id(), series_id, state.slot.start.year, Layer.PLAN, ABSENT, state) for state in states],
    )


def all_occurrences(session: Session) -> tuple[Occurrence, ...]:
    return occurrences_between(session, OPERATOR, ALL_TIME, with_blocked=True)


def place(
    database: Database, meeting: str | None, *titles: str, closed: bool = False, reason: str = "Senere"
) -> list[str]:
    """Add items to the committee's agenda; the public ids of their stops."""
    with database.writing() as session:
        return [
            add_item(
                session,
                SECRETARY,
                AddItem(COMMITTEE, NewItem(title, is_closed=closed), meeting, Waiting(reason)),
                MOMENT,
            )
            for title in titles
        ]


def agenda(database: Database, meeting: str, viewer: Viewer = SECRETARY) -> list[tuple[int | None, str | None]]:
    """What stands on a meeting's agenda, as (position, title)."""
    with database.reading() as session:
        return [(stop.position, stop.title) for stop in stops_at(session, viewer, [meeting])[meeting]]


def awaiting(database: Database, viewer: Viewer = SECRETARY) -> list[str | None]:
    with database.reading() as session:
        return [stop.title for stop in awaiting_stops(session, viewer, COMMITTEE)]


def stop_now(database: Database, stop_id: str) -> Stop:
    with database.reading() as session:
        return find_stop(session, SECRETARY, stop_id)


def occurrence_now(database: Database, occurrence_id: str) -> Occurrence:
    with database.reading() as session:
        return find_occurrence(session, SECRETARY, occurrence_id)


def planned_as(database: Database, occurrence_id: str) -> Occurrence:
    """As `occurrence_now`, but for how often it has been changed."""
    return replace(occurrence_now(database, occurrence_id), version=1)


def days_and_statuses(database: Database) -> list[tuple[date, Status]]:
    with database.reading() as session:
        return [(found.span.start, found.status) for found in all_occurrences(session)]


def any_row(table: type[Base], /, **given: object) -> Base:
    """A row of the table with anything at all in the columns that must hold something."""
    anything = {int: 1, str: "x", bool: False, bytes: b"x", date: TODAY}
    return table(
        **{
            column.key: anything.get(column.type.python_type, MOMENT.at)
            for column in table.__mapper__.columns
            if not (column.nullable or column.primary_key)
        }
        | given
    )


def later(days: int = 0, minutes: int = 0) -> Moment:
    at = MOMENT.at + timedelta(days=days, minutes=minutes)
    return Moment(at, TODAY + timedelta(days=days))


def planned_years(session: Session) -> dict[int, PlanStatus]:
    """Every year that has a plan, and whether it is published."""
    return {row.year: row.status for row in session.scalars(select(YearPlanRow))}
