"""The sample municipality as a calendar program sees it, over HTTP, and what changes behind its back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from flask import Flask
from icalendar import Calendar, Event
from sqlalchemy import select
from werkzeug.test import TestResponse

from wheel.app import create_app
from wheel.core.access import ANONYMOUS, OPERATOR, Moment
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.rules import DateList
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.core.stops import NewItem
from wheel.core.wheel_filters import filter_of
from wheel.settings import Settings
from wheel.store.database import Database, Session
from wheel.store.feeds import all_feeds
from wheel.store.occurrences import occurrences_between
from wheel.store.series import add_series
from wheel.store.stops import find_stop
from wheel.store.tables import BodyRow, ItemRow, OccurrenceRow, SeriesRow
from wheel.usecases.add_item import AddItem, add_item
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.move_occurrence import MoveOccurrence, move_occurrence
from wheel.usecases.move_stop import MoveStop, move_stop
from wheel.usecases.plan_year import plan_year
from wheel.usecases.view_feed import MakeViewFeed, make_view_feed

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = date(2026, 11, 21)
MOMENT = Moment(NOW, TODAY)
DIRECTORS = "direktionen"
PUBLIC_URL = "https://aarshjul.example.dk"


@dataclass
class Clock:
    """Stands still until a test moves it on."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **time: int) -> None:
        self.at += timedelta(**time)

    @property
    def moment(self) -> Moment:
        return Moment(self.at, self.at.date())


@dataclass
class FeedSite:
    """A running service on the database at `url`; `another()` is a second process of it."""

    url: str
    clock: Clock = field(default_factory=Clock)
    public_url: str = PUBLIC_URL

    def __post_init__(self) -> None:
        self.app: Flask = create_app(Settings(self.url, secret_key="for tests", public_url=self.public_url), self.clock)
        self.database: Database = self.app.extensions["aarshjul"].database

    def another(self, public_url: str = PUBLIC_URL) -> FeedSite:
        return FeedSite(self.url, self.clock, public_url)

    def address(self, body: str | None = None, name: str = "kalender") -> str:
        with self.database.reading() as session:
            feed = next(feed for feed in all_feeds(session, OPERATOR) if feed.body == body)
        return f"/feeds/{feed.id}/{name}.ics"

    def make_view(self, query: str) -> str:
        """The path of the feed of the view with that filter."""
        command = MakeViewFeed(filter_of(query), "192.0.2.1", "for tests")
        with self.database.writing() as session:
            feed_id = make_view_feed(session, ANONYMOUS, command, self.clock.moment)
        assert feed_id is not None
        return f"/feeds/{feed_id}/kalender.ics"

    def poll(self, body: str | None = None, method: str = "GET", **headers: str) -> TestResponse:
        """Ask as a calendar program does: If_None_Match="..." becomes the header If-None-Match."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.app.test_client().open(self.address(body), method=method, headers=sent)

    def bytes(self, body: str | None = None) -> bytes:
        response = self.poll(body)
        assert response.status_code == 200
        return response.data

    def events(self, body: str | None = None) -> dict[str, Event]:
        """By the occurrence's id."""
        found = Calendar.from_ical(self.bytes(body)).walk("VEVENT")
        return {str(event["UID"]).partition("@")[0]: event for event in found}

    def revisions(self, body: str | None = None) -> dict[str, tuple[int, datetime]]:
        """SEQUENCE and LAST-MODIFIED of every event."""
        return {id_: (event["SEQUENCE"], event["LAST-MODIFIED"].dt) for id_, event in self.events(body).items()}

    def change(self, by: Callable[[Session], object]) -> None:
        with self.database.writing() as session:
            by(session)

    def meetings(self, body: str = DIRECTORS) -> list[Occurrence]:
        """The body's coming meetings that take place, as everybody sees them."""
        ahead = DateSpan(TODAY + timedelta(days=1), TODAY + timedelta(days=300))
        with self.database.reading() as session:
            found = occurrences_between(session, ANONYMOUS, ahead, bodies=(body,), kinds=(Kind.MEETING,))
        return [meeting for meeting in found if meeting.status is Status.PLANNED]

    def move(self, meeting: Occurrence, days: int) -> None:
        command = MoveOccurrence(meeting.id, meeting.span.start + timedelta(days=days))
        self.change(lambda session: move_occurrence(session, OPERATOR, command, self.clock.moment))

    def cancel(self, meeting: Occurrence, reason: str = "for få sager") -> None:
        command = CancelOccurrence(meeting.id, reason)
        self.change(lambda session: cancel_occurrence(session, OPERATOR, command, self.clock.moment))

    def add_item(self, meeting: Occurrence, title: str, *, is_closed: bool = False) -> str:
        """The stop's id."""
        command = AddItem(meeting.body or "", NewItem(title, is_closed=is_closed), meeting.id)
        with self.database.writing() as session:
            return add_item(session, OPERATOR, command, self.clock.moment)

    def move_item(self, stop: str, to: Occurrence | None) -> None:
        """None: to await a date."""

        def move(session: Session) -> None:
            seen = find_stop(session, OPERATOR, stop).version
            command = MoveStop(stop, seen, to and to.id, "Afventer svar")
            move_stop(session, OPERATOR, command, self.clock.moment)

        self.change(move)

    def retitle_item(self, title: str, to: str) -> None:
        self.change(lambda session: setattr(_one(session, select(ItemRow).filter_by(title=title)), "title", to))

    def set_body(self, short_name: str, /, **values: object) -> None:
        self._set(select(BodyRow).filter_by(short_name=short_name), values)

    def set_series(self, title: str, /, **values: object) -> None:
        self._set(select(SeriesRow).filter_by(title=title), values)

    def set_occurrence(self, id_: str, /, **values: object) -> None:
        self._set(select(OccurrenceRow).filter_by(public_id=id_), values)

    def _set(self, query: object, values: dict[str, object]) -> None:
        def change(session: Session) -> None:
            row = _one(session, query)
            for name, value in values.items():
                setattr(row, name, value)

        self.change(change)

    def add_days(
        self, title: str, days: list[date], body: str | None = DIRECTORS, start: time | None = time(9)
    ) -> None:
        """Plan and publish a series of single days, each of two hours."""

        def add(session: Session) -> None:
            rule = DateList(tuple(map(DateSpan.of_day, days)))
            end = start.replace(hour=start.hour + 2)
            add_series(
                session, Series(title, Kind.MEETING, "direktion", Schedule(rule), body, start_time=start, end_time=end)
            )
            for year in sorted({day.year for day in days}):
                plan_year(session, OPERATOR, year, MOMENT, publish=True)

        self.change(add)


def _one(session: Session, query: object) -> object:
    return session.scalars(query).one()  # type: ignore[call-overload]
