"""What we export we can import: the public feed, taken into another installation, gives the same events there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from feed_site import MOMENT, TODAY, FeedSite

from wheel.core.access import ANONYMOUS, OPERATOR, Viewer
from wheel.core.occurrences import Occurrence, Ring
from wheel.core.plan import Organisation
from wheel.core.slots import Precision
from wheel.core.zones import COPENHAGEN
from wheel.feeds.window import feed_window
from wheel.imports.calendar_command import read_for_plan
from wheel.store.database import Database
from wheel.store.occurrences import occurrences_between
from wheel.store.organisation import add_ring, save_organisation
from wheel.usecases.compare_calendar import ImportCalendar
from wheel.usecases.import_calendar import Imported, import_calendar


@pytest.fixture
def elsewhere(new_sqlite: Callable[[], Database]) -> Database:
    database = new_sqlite()
    with database.writing() as session:
        save_organisation(session, Organisation("Nabokommunen", COPENHAGEN, "da", "4567.aarshjul", is_sample=False))
        add_ring(session, Ring("alt", "Alt", "#0b5a8a"), 1)
    return database


def taken(database: Database, calendar: bytes) -> Imported:
    command = ImportCalendar(read_for_plan(calendar, COPENHAGEN, TODAY), "kalender.ics", "alt")
    with database.writing() as session:
        return import_calendar(session, OPERATOR, command, MOMENT)


def shown(database: Database, viewer: Viewer) -> list[tuple[object, ...]]:
    """What a calendar shows of each event, in one order."""
    with database.reading() as session:
        found = occurrences_between(session, viewer, feed_window(TODAY))
    return sorted(map(told, filter(is_exact, found)), key=repr)


def is_exact(occurrence: Occurrence) -> bool:
    return occurrence.precision is Precision.EXACT


def told(one: Occurrence) -> tuple[object, ...]:
    return one.title, one.span.start, one.span.end, one.start_time, one.end_time, one.place, one.is_cancelled


def test_the_public_feed_gives_the_same_events_in_an_empty_plan(site: FeedSite, elsewhere: Database) -> None:
    moved, cancelled = site.meetings()[1:3]
    site.move(moved, 2)
    site.cancel(cancelled)
    calendar = site.bytes()
    done = taken(elsewhere, calendar)
    assert done.new == len(site.events())
    assert shown(elsewhere, OPERATOR) == shown(site.database, ANONYMOUS)


def test_the_same_feed_again_changes_nothing(site: FeedSite, elsewhere: Database) -> None:
    taken(elsewhere, site.bytes())
    before = shown(elsewhere, OPERATOR)
    assert taken(elsewhere, site.bytes()) == Imported()
    assert shown(elsewhere, OPERATOR) == before


def test_what_changes_there_changes_here_and_nothing_else(site: FeedSite, elsewhere: Database) -> None:
    taken(elsewhere, site.bytes())
    moved, cancelled = site.meetings()[1:3]
    site.move(moved, 2)
    site.cancel(cancelled)
    site.clock.pass_by(hours=1)
    assert taken(elsewhere, site.bytes()).changed == 2
    assert shown(elsewhere, OPERATOR) == shown(site.database, ANONYMOUS)


def test_its_own_feed_gives_a_plan_nothing(site: FeedSite) -> None:
    command = ImportCalendar(read_for_plan(site.bytes(), COPENHAGEN, TODAY), "kalender.ics", "politisk")
    with site.database.writing() as session:
        assert import_calendar(session, OPERATOR, command, MOMENT) == Imported()
