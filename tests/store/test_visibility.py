"""What the store hands out is just what `core/access.py` says: for any viewer, of anything there can be.

One database holds an event of every kind, with an open and a closed item wherever an item can be; viewers are drawn.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_plan import ALL_TIME, MOMENT, a_body, add_occurrences

from wheel.core.access import (
    ANONYMOUS,
    OPERATOR,
    SHUT_OUT,
    Role,
    Viewer,
    event_thing,
    item_thing,
    may,
    sees_event,
    sign,
)
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Ring, Visibility
from wheel.core.permissions import Right, Thing
from wheel.core.plan import PlanStatus
from wheel.core.rules import DateList
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.core.stops import NewItem, StopState, Waiting
from wheel.errors import NotFoundError
from wheel.store.bodies import add_body, all_bodies, find_body
from wheel.store.database import Database, Session
from wheel.store.feeds import all_feeds, ensure_feeds, find_feed
from wheel.store.occurrences import find_occurrence, occurrences_between
from wheel.store.organisation import add_ring, set_plan_status
from wheel.store.series import add_series
from wheel.store.stop_writing import add_item
from wheel.store.stops import awaiting_stops, find_stop, stops_at, stops_of_item

# Two bodies of each kind, so that a seat in one is never taken for a seat in the other.
BODIES = {f"{name}-{visibility}": visibility for visibility, name in product(Visibility, ("raad", "udvalg"))}
YEARS = {None: 2025, PlanStatus.DRAFT: 2026, PlanStatus.PUBLISHED: 2027}
CLOSED = (False, True)


@dataclass(frozen=True)
class Event:
    body: str | None
    visibility: Visibility
    status: PlanStatus | None

    @property
    def title(self) -> str:
        return f"{self.body} {self.visibility} {self.status}"

    def is_seen_by(self, viewer: Viewer) -> bool:
        return sees_event(
            viewer,
            self.visibility,
            is_published=self.status is PlanStatus.PUBLISHED,
            body=self.body,
            body_visibility=BODIES[self.body] if self.body else None,
        )


@dataclass(frozen=True)
class Item:
    """An item's one stop: at a meeting, awaiting a date, or withdrawn since."""

    body: str
    is_closed: bool
    state: StopState
    meeting: Event | None = None

    def is_read_by(self, viewer: Viewer) -> bool:
        """Whether more of it than its number may be seen."""
        return self.place_is_seen_by(viewer) and may(viewer, Right.SEE, item_thing(self.is_closed), self.body)

    def place_is_seen_by(self, viewer: Viewer) -> bool:
        return self.meeting.is_seen_by(viewer) if self.meeting else sees_body(viewer, self.body)

    def is_found_by(self, viewer: Viewer) -> bool:
        """A closed item has a number for others to know while it stands on an agenda alone."""
        return self.place_is_seen_by(viewer) and (self.meeting is not None or self.is_read_by(viewer))


def sees_body(viewer: Viewer, body: str) -> bool:
    return may(viewer, Right.SEE, event_thing(BODIES[body]), body)


EVENTS = [Event(*combination) for combination in product((None, *BODIES), Visibility, YEARS)]
ITEMS = [
    *(Item(event.body, closed, StopState.PLACED, event) for event in EVENTS if event.body for closed in CLOSED),
    *(Item(body, closed, StopState.AWAITING) for body in BODIES for closed in CLOSED),
]


@dataclass(frozen=True)
class Everything:
    """The database, and the ids in it."""

    database: Database
    occurrences: dict[Event, str]
    stops: dict[Item, str]
    items: dict[Item, str]
    feeds: dict[str | None, str]


def fill(database: Database) -> Everything:
    with database.writing() as session:
        add_ring(session, Ring("ring", "Ring", "#0b5a8a"), 1)
        for short_name, visibility in BODIES.items():
            add_body(session, a_body(short_name, visibility=visibility))
        ensure_feeds(session)
        for status, year in YEARS.items():
            if status is not None:
                set_plan_status(session, year, status)
        for number, event in enumerate(EVENTS):
            _add_event(session, event, number)
        by_title = {found.title: found.id for found in occurrences_between(session, OPERATOR, ALL_TIME)}
        occurrences = {event: by_title[event.title] for event in EVENTS}
        stops = {item: _add_item(session, item, occurrences) for item in ITEMS}
        items = {item: find_stop(session, OPERATOR, stop).item_id or "" for item, stop in stops.items()}
        feeds = {feed.body: feed.id for feed in all_feeds(session, OPERATOR)}
    return Everything(database, occurrences, stops, items, feeds)


def _add_event(session: Session, event: Event, number: int) -> None:
    schedule = Schedule(DateList(()))
    series = Series(event.title, Kind.MEETING, "ring", schedule, event.body, visibility=event.visibility)
    day = date(YEARS[event.status], 1 + number // 28, 1 + number % 28)
    add_occurrences(session, add_series(session, series), DateSpan.of_day(day))


def _add_item(session: Session, item: Item, occurrences: dict[Event, str]) -> str:
    meeting = occurrences[item.meeting] if item.meeting else None
    new = NewItem("Sag", minutes=20, is_closed=item.is_closed)
    return add_item(session, new, item.body, meeting, Waiting("Venter"), sign(OPERATOR, MOMENT))


@pytest.fixture(scope="module")
def sqlite_everything(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everything]:
    path = tmp_path_factory.mktemp("visibility") / "plan.sqlite3"
    shutil.copyfile(migrated_sqlite, path)
    database = Database(f"sqlite:///{path}")
    yield fill(database)
    database.dispose()


seats = st.frozensets(st.sampled_from([*BODIES, "findes-ikke"]), max_size=3)
viewers = st.builds(
    Viewer,
    role=st.sampled_from((None, *Role)),
    secretary_of=seats,
    member_of=seats,
    guest_of=seats,
    is_operator=st.integers(0, 9).map(lambda number: number == 0),
    is_shut_out=st.booleans(),
)
ONE_OF_EACH = (
    ANONYMOUS,
    SHUT_OUT,
    OPERATOR,
    *(Viewer(role) for role in Role),
    *(Viewer(Role.READER, **{seat: frozenset(BODIES)}) for seat in ("secretary_of", "member_of", "guest_of")),
)


@dataclass(frozen=True)
class Some:
    """What is asked for one by one: each takes a query, so that a few must do."""

    events: tuple[Event, ...]
    items: tuple[Item, ...]
    bodies: frozenset[str]


somes = st.builds(
    Some,
    events=st.lists(st.sampled_from(EVENTS), max_size=4).map(tuple),
    items=st.lists(st.sampled_from(ITEMS), max_size=4).map(tuple),
    bodies=st.frozensets(st.sampled_from(list(BODIES)), max_size=2),
)


def check_events(session: Session, everything: Everything, viewer: Viewer, some: Some) -> None:
    expected = {event for event in EVENTS if event.is_seen_by(viewer)}
    listed = {found.title: found for found in occurrences_between(session, viewer, ALL_TIME)}
    assert set(listed) == {event.title for event in expected}
    assert all(listed[event.title].is_draft == (event.status is not PlanStatus.PUBLISHED) for event in expected)
    for event in some.events:
        assert is_found(find_occurrence, session, viewer, everything.occurrences[event]) == (event in expected)


def check_bodies_and_feeds(session: Session, everything: Everything, viewer: Viewer, some: Some) -> None:
    expected = {body for body in BODIES if sees_body(viewer, body)}
    assert {body.short_name for body in all_bodies(session, viewer)} == expected
    assert {body for body in some.bodies if is_found(find_body, session, viewer, body)} == expected & some.bodies
    sees_any = may(viewer, Right.SEE, Thing.PUBLIC_EVENT)
    feeds = expected | {None} if sees_any else set()
    assert {feed.body for feed in all_feeds(session, viewer)} == feeds
    for body in (*some.bodies, None):
        assert is_found(find_feed, session, viewer, everything.feeds[body]) == (body in feeds)


def check_stops(session: Session, everything: Everything, viewer: Viewer, some: Some) -> None:
    for item in some.items:
        assert is_found(find_stop, session, viewer, everything.stops[item]) == item.is_found_by(viewer)
    at_meetings = stops_at(session, viewer, list(everything.occurrences.values()))
    listed = {stop.id for stops in at_meetings.values() for stop in stops}
    placed = {item for item in ITEMS if item.meeting and item.place_is_seen_by(viewer)}
    assert listed == {everything.stops[item] for item in placed}
    for body in BODIES:
        waiting = {item for item in ITEMS if item.body == body and not item.meeting and item.is_read_by(viewer)}
        found_waiting = {stop.id for stop in awaiting_stops(session, viewer, body)}
        assert found_waiting == {everything.stops[item] for item in waiting}


def check_what_is_said_of_items(session: Session, everything: Everything, viewer: Viewer, some: Some) -> None:
    """All of it, or its place and minutes alone."""
    for item in some.items:
        assert is_found(stops_of_item, session, viewer, everything.items[item]) == item.is_read_by(viewer)
    for item in (item for item in some.items if item.is_found_by(viewer)):
        stop = find_stop(session, viewer, everything.stops[item])
        assert (stop.title is not None) == item.is_read_by(viewer)
        if stop.title is None:
            told = {name for name, value in asdict(stop).items() if value not in (None, "", 0, ())} - {"step"}
            assert told == {"id", "is_closed", "body", "state", "meeting_id", "meeting_day", "position", "minutes"}


CHECKS = (check_events, check_bodies_and_feeds, check_stops, check_what_is_said_of_items)


@pytest.mark.parametrize("check", CHECKS)
@settings(max_examples=50)
@given(viewer=viewers, some=somes)
def test_the_store_hands_any_viewer_just_what_the_rule_says(
    sqlite_everything: Everything,
    check: Callable[[Session, Everything, Viewer, Some], None],
    viewer: Viewer,
    some: Some,
) -> None:
    with sqlite_everything.database.reading() as session:
        check(session, sqlite_everything, viewer, some)


def test_on_either_database_each_kind_of_viewer_gets_just_that(database: Database) -> None:
    everything = fill(database)
    with database.reading() as session:
        for number, (check, viewer) in enumerate(product(CHECKS, ONE_OF_EACH)):
            some = Some(tuple(EVENTS[number % 9 :: 9]), tuple(ITEMS[number % 9 :: 9]), frozenset(BODIES))
            check(session, everything, viewer, some)


def test_there_is_one_of_each_to_be_seen_and_not_to_be_seen() -> None:
    """Else the tests above would compare nothing with nothing."""
    assert len(EVENTS) == (len(BODIES) + 1) * len(Visibility) * len(YEARS) == 63
    seen = {viewer: sum(event.is_seen_by(viewer) for event in EVENTS) for viewer in ONE_OF_EACH}
    assert list(seen.values()) == [3, 0, 63, 10, 63, 63, 56, 20, 20]
    read = {viewer: sum(item.is_read_by(viewer) for item in ITEMS) for viewer in ONE_OF_EACH}
    assert list(read.values())[:3] == [4, 0, len(ITEMS)]


def is_found(find: Callable[..., object], *arguments: object) -> bool:
    try:
        return bool(find(*arguments))
    except NotFoundError:
        return False
