"""The sample municipality as a site to visit: who visits it, what stands in it, and what must never be seen of it.

Beside the sample it holds what only some may see: closed items, an internal body, 2028 as a draft, and a draft beside
2026.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from wheel.app import create_app
from wheel.core.access import ANONYMOUS, OPERATOR, Moment, Role
from wheel.core.agenda import NewItem, Stop
from wheel.core.claims import CountRule
from wheel.core.dates import DateSpan
from wheel.core.local_days import LocalDays
from wheel.core.occurrences import Kind, Occurrence, Ring, Status, Visibility
from wheel.core.plan import Body, BodyKind
from wheel.core.rules import RecurrenceRule
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.settings import Settings
from wheel.store.account_sessions import begin_session
from wheel.store.accounts import add_account, find_account
from wheel.store.agenda import find_stop
from wheel.store.bodies import add_body
from wheel.store.database import Database, Session
from wheel.store.feeds import ensure_feeds
from wheel.store.local_days import all_local_days
from wheel.store.migrations import migrate
from wheel.store.occurrences import find_occurrence, occurrences_between
from wheel.store.rings import add_ring
from wheel.store.series import add_series, all_series
from wheel.store.tables import ItemRow
from wheel.usecases.add_extra import AddExtra, add_extra
from wheel.usecases.add_item import AddItem, add_item
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.dump_plan import dump_plan
from wheel.usecases.load_sample import SAMPLE_USER, load_sample
from wheel.usecases.move_stop import WithdrawStop, withdraw_stop
from wheel.usecases.plan_year import plan_year
from wheel.usecases.publish_year import begin_draft
from wheel.usecases.show_agenda import AgendaPage, show_agenda
from wheel.usecases.show_plan import PlanFilter, PlanPage, show_plan

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = date(2026, 11, 21)
THEN = Moment(NOW, TODAY)
BODY = "direktionen"
DRAFT_YEAR = 2028
HTMX = {"HX-Request": "true"}

# A word in no other text: wherever it is seen, something of a closed item is.
MARKER = "Zebrafinke"
# The name of the internal body and of the internal series: wherever it is seen, something internal is.
INTERNAL = "Pytonudvalg"
UNUSED_BODY, UNUSED_RING = "hvilende-naevn", "hvilende-ring"
UNUSED_SERIES = "Hvilende serie"
USERS = {Role.READER: "læser", Role.PLANNER: SAMPLE_USER, Role.ADMINISTRATOR: "administrator"}


class Clock:
    """Stands still until a test moves it on."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, time: timedelta) -> None:
        self.at += time


@dataclass(frozen=True)
class Site:
    """The running application with its database, and the people who visit it."""

    app: Flask
    database: Database
    clock: Clock

    def filled_with(self, template: Path) -> Site:
        """Put a copy of the database in `template` in the place of its own."""
        self.database.dispose()
        path = Path(str(self.database.engine.url.database))
        for log in ("-wal", "-shm"):
            path.with_name(path.name + log).unlink(missing_ok=True)
        shutil.copyfile(template, path)
        self.clock.at = NOW
        return self

    def visitor(self, role: Role | None = None, language: str = "en") -> FlaskClient:
        """A browser of somebody with that role, signed in; None is a visitor who is not."""
        client = self.app.test_client()
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
        if role is not None:
            with client.session_transaction() as session:
                session["_user_id"] = self.session_key(role)
        return client

    def session_key(self, role: Role) -> str:
        """The key of a browser in which somebody with that role has just signed in."""
        with self.database.writing() as session:
            account = find_account(session, USERS[role])
            assert account is not None
            return begin_session(session, account.id, self.clock.at, "Firefox, Linux")

    def plan(self) -> str:
        """Everything that the plan holds, to see that nothing of it has changed."""
        out = io.StringIO()
        with self.database.reading() as session:
            dump_plan(session, OPERATOR, out)
        return out.getvalue()

    def agenda(self, body: str = BODY) -> AgendaPage:
        with self.database.reading() as session:
            return show_agenda(session, OPERATOR, body, TODAY, all_rows=True)

    def meeting(self, number: int = 0, body: str = BODY) -> Occurrence:
        """The body's coming meetings that take place, from 0."""
        return self.agenda(body).choices[number]

    def stop(self, number: int = 0, *, meeting: int = 0) -> Stop:
        """An open item of a coming meeting of BODY, in the order of its agenda, from 0."""
        stops = {row.meeting.id: row.stops for row in self.agenda().rows}[self.meeting(meeting).id]
        return [stop for stop in stops if not stop.is_closed][number]

    def awaiting(self) -> Stop:
        return next(stop for stop in self.agenda().awaiting if not stop.is_closed)

    def closed(self) -> Stop:
        """The closed item on the agenda of BODY's next meeting."""
        return next(stop for stop in self.agenda().rows[0].stops if stop.is_closed and MARKER in (stop.title or ""))

    def stop_now(self, stop: Stop) -> Stop:
        with self.database.reading() as session:
            return find_stop(session, OPERATOR, stop.id)

    def occurrence_now(self, occurrence: Occurrence) -> Occurrence:
        with self.database.reading() as session:
            return find_occurrence(session, OPERATOR, occurrence.id)

    def order(self, meeting: Occurrence) -> list[str | None]:
        """The titles on a meeting's agenda."""
        return next([stop.title for stop in row.stops] for row in self.agenda().rows if row.meeting.id == meeting.id)

    def occurrences(self, year: int, *, internal: bool = False, **filters: object) -> tuple[Occurrence, ...]:
        viewer = OPERATOR if internal else ANONYMOUS
        with self.database.reading() as session:
            return occurrences_between(session, viewer, DateSpan.of_year(year), **filters)

    def planning(self, year: int) -> PlanPage:
        """What the planning page of that year reads."""
        with self.database.reading() as session:
            return show_plan(session, OPERATOR, year, PlanFilter(), TODAY, "en")

    def past_meeting(self, body: str = BODY) -> Occurrence:
        return self.occurrences(2026, body=body, kinds=(Kind.MEETING,))[0]

    def cancelled_meeting(self) -> Occurrence:
        return next(one for one in self.occurrences(2026) if one.status is Status.CANCELLED)

    def cancel(self, occurrence: Occurrence) -> None:
        with self.database.writing() as session:
            cancel_occurrence(session, OPERATOR, CancelOccurrence(occurrence.id, "Aflyst"), THEN)

    def local_days(self, year: int = TODAY.year) -> tuple[LocalDays, ...]:
        """The school holidays and closing days that begin in a year."""
        with self.database.reading() as session:
            return tuple(days for days in all_local_days(session) if days.span.start.year == year)

    def series(self, title: str) -> Series:
        with self.database.reading() as session:
            return next(one for one in all_series(session) if one.title == title)

    def closed_item_ids(self) -> list[str]:
        with self.database.reading() as session:
            return list(session.scalars(select(ItemRow.public_id).where(ItemRow.is_closed.is_(True))))


def running_site(folder: Path, *, asks_for_tokens: bool = False, **settings: object) -> Iterator[Site]:
    """An application with these settings, its database in `folder` still to be filled."""
    clock = Clock()
    url = f"sqlite:///{folder / 'plan.sqlite3'}"
    app = create_app(Settings(database_url=url, secret_key="for tests", **settings), clock)
    app.config["WTF_CSRF_ENABLED"] = asks_for_tokens
    site = Site(app, app.extensions["aarshjul"].database, clock)
    yield site
    site.database.dispose()


def make_sample(path: Path) -> None:
    database = Database(f"sqlite:///{path}")
    migrate(database)
    with database.writing() as session:
        load_sample(session, OPERATOR, THEN)
        _add_internal(session)
        _add_unused(session)
        plan_year(session, OPERATOR, 2026, THEN, publish=True)
        plan_year(session, OPERATOR, 2027, THEN, publish=True)
        plan_year(session, OPERATOR, DRAFT_YEAR, THEN)
        _add_planners_work(session)
        _add_closed(session)
        for role in (Role.READER, Role.ADMINISTRATOR):
            add_account(session, USERS[role], USERS[role].title(), "no password", role)
    _close(database)


def make_empty(path: Path) -> None:
    database = Database(f"sqlite:///{path}")
    migrate(database)
    _close(database)


def _close(database: Database) -> None:
    """Leave nothing in the log beside the file, which is copied alone."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    database.dispose()


def _add_internal(session: Session) -> None:
    name = INTERNAL.lower()
    add_body(session, Body("", name, INTERNAL, BodyKind.FORUM, visibility=Visibility.INTERNAL, aliases=("PY",)))
    ensure_feeds(session)
    monthly = RecurrenceRule("FREQ=MONTHLY;BYDAY=2TU", date(2026, 1, 13))
    add_series(session, Series(f"{INTERNAL}, møde", Kind.MEETING, "direktion", Schedule(monthly), body=name))
    yearly = RecurrenceRule("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14", date(2026, 12, 14))
    add_series(session, Series(INTERNAL, Kind.EVENT, "direktion", Schedule(yearly), visibility=Visibility.INTERNAL))
    session.flush()


def _add_unused(session: Session) -> None:
    """What can be deleted, since nothing uses it; nobody but planners sees that it is there."""
    add_body(session, Body("", UNUSED_BODY, "Hvilende nævn", BodyKind.OTHER, visibility=Visibility.INTERNAL))
    add_ring(session, Ring(UNUSED_RING, "Hvilende ring", "#4a5870"), 99)
    once = Schedule(CountRule(1))
    add_series(session, Series(UNUSED_SERIES, Kind.EVENT, "direktion", once, visibility=Visibility.INTERNAL))
    session.flush()


def _add_planners_work(session: Session) -> None:
    """A draft beside the published year 2026, in which nothing is changed yet, and an extra meeting in 2027."""
    begin_draft(session, OPERATOR, 2026, THEN)
    series = next(one for one in all_series(session) if one.title == f"{INTERNAL}, møde")
    add_extra(session, OPERATOR, AddExtra(series.id, date(2027, 7, 6)), THEN)


def _add_closed(session: Session) -> None:
    """Closed items wherever an item can be: at a meeting, awaiting, withdrawn, and in the internal body."""
    coming = {body: show_agenda(session, OPERATOR, body, TODAY, all_rows=True).choices for body in (BODY, "hovedmed")}
    places = [(body, meeting.id) for body, meetings in coming.items() for meeting in meetings[:2]]
    places += [(BODY, None), (INTERNAL.lower(), None)]
    for number, (body, meeting) in enumerate(places):
        item = NewItem(
            title=f"{MARKER} titel {number}",
            text=f"{MARKER} tekst",
            case_number=f"{MARKER}-42",
            case_officer=f"{MARKER}chefen",
            is_closed=True,
        )
        add_item(session, OPERATOR, AddItem(body, item, meeting, f"{MARKER} grund"), THEN)
    withdrawn = add_item(session, OPERATOR, AddItem(BODY, item, None, f"{MARKER} grund"), THEN)
    withdraw_stop(session, OPERATOR, WithdrawStop(withdrawn, 1, f"{MARKER} grund"), THEN)
