"""The sample municipality as a site to visit: who visits it, what stands in it, and what must never be seen of it."""

from __future__ import annotations

import io
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from wheel.app import create_app
from wheel.core.access import ANONYMOUS, OPERATOR, Moment, Role, Viewer
from wheel.core.dates import DateSpan
from wheel.core.local_days import LocalDays
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.series import Series
from wheel.core.stops import Stop
from wheel.settings import Settings
from wheel.store.account_sessions import begin_session
from wheel.store.accounts import Account, find_account
from wheel.store.database import Database, Session
from wheel.store.local_days import all_local_days
from wheel.store.occurrences import find_occurrence, occurrences_between
from wheel.store.series import all_series
from wheel.store.stops import find_stop
from wheel.store.tables import ItemRow
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.dump_plan import dump_plan
from wheel.usecases.identify import viewer_of, visitor
from wheel.usecases.load_sample import SAMPLE_USER
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
# The name of the closed body and of the closed series: wherever it is seen, something of them is.
CLOSED = "Ravneforum"
# The planner of that role is the sample's secretariat, which is also the secretary of every body of the sample.
USERS = {Role.READER: "læser", Role.PLANNER: SAMPLE_USER, Role.ADMINISTRATOR: "administrator"}
# Readers whose posts sit in BODY, one whose post sits in another body, and a planner whose post sits nowhere.
MEMBER, GUEST, BODY_SECRETARY = "medlem", "gæst", "bodysekretær"
OTHERS_SECRETARY, MERE_PLANNER = "andensekretær", "planlægger"


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

    def visitor(self, who: Role | str | None = None, language: str = "en") -> FlaskClient:
        """A browser of somebody with that role, or of that user name, signed in; None is a visitor who is not."""
        client = self.app.test_client()
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
        if who is not None:
            with client.session_transaction() as session:
                session["_user_id"] = self.session_key(who)
        return client

    def session_key(self, who: Role | str) -> str:
        """The key of a browser in which somebody with that role, or of that user name, has just signed in."""
        with self.database.writing() as session:
            return begin_session(session, _account(session, who).id, self.clock.at, "Firefox, Linux")

    def viewer(self, who: Role | str | None = None) -> Viewer:
        """Who that is to the use cases."""
        with self.database.reading() as session:
            return visitor(session) if who is None else viewer_of(session, _account(session, who), TODAY)

    def plan(self) -> str:
        """Everything that the plan holds, to see that nothing of it has changed."""
        out = io.StringIO()
        with self.database.reading() as session:
            dump_plan(session, OPERATOR, out)
        return out.getvalue()

    def everything(self) -> list[str]:
        """Every row of the database, as SQL, but for who is signed in, and what has been counted and kept of it."""
        sent = ("feed_bodies", "feed_events", "feed_slots", "feed_tasks", "feed_fetches")
        passing = (*sent, "account_sessions", "sign_in_attempts", "stamps", "sqlite_sequence")
        with closing(sqlite3.connect(str(self.database.engine.url.database))) as connection:
            tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            kept = [name for name in sorted(tables) if name not in passing]
            return [f"{name} {row}" for name in kept for row in connection.execute(f"SELECT * FROM {name}")]  # noqa: S608

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

    def occurrences(
        self, year: int, *, internal: bool = False, body: str | None = None, **filters: object
    ) -> tuple[Occurrence, ...]:
        viewer, filters["bodies"] = OPERATOR if internal else ANONYMOUS, (body,) if body else None
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


def _account(session: Session, who: Role | str) -> Account:
    account = find_account(session, USERS[who] if isinstance(who, Role) else who)
    assert account is not None
    return account


def running_site(folder: Path, *, asks_for_tokens: bool = False, **settings: object) -> Iterator[Site]:
    """An application with these settings, its database in `folder` still to be filled."""
    clock = Clock()
    url = f"sqlite:///{folder / 'plan.sqlite3'}"
    app = create_app(Settings(database_url=url, secret_key="for tests", **settings), clock)
    app.config["WTF_CSRF_ENABLED"] = asks_for_tokens
    site = Site(app, app.extensions["aarshjul"].database, clock)
    yield site
    site.database.dispose()
