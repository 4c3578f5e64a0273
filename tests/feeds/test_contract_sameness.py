"""The same plan gives the same bytes: in every process, after a restart, on SQLite and on PostgreSQL."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pytest
from asking import Asking
from databases import url_of
from feed_kinds import KINDS
from feed_site import DIRECTORS, FeedSite

from wheel.core.access import OPERATOR
from wheel.store.database import Database
from wheel.usecases.dump_plan import dump_plan
from wheel.usecases.load_plan import load_plan

PUBLIC = [name for name in KINDS if not name.startswith(("one's own", "a view", "an item"))]


def fetched(site: FeedSite, address: str) -> tuple[bytes, str, str]:
    """The bytes, the ETag and the date."""
    answer = Asking(site.app, address)()
    assert answer.status == 200
    return answer.body, answer.etag, answer.says("last-modified")


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_two_processes_send_the_same_hours_apart(site: FeedSite, kind: Callable[[FeedSite], str]) -> None:
    address = kind(site)
    first = fetched(site, address)
    for hours in (1, 3, 5):
        site.clock.pass_by(hours=hours)
        process = site.another()
        assert fetched(process, address) == first
        process.database.dispose()
    assert fetched(site, address) == first


@pytest.mark.parametrize("kind", PUBLIC)
def test_what_is_rendered_anew_is_the_same_to_the_octet(site: FeedSite, kind: str) -> None:
    """As where a release, or somebody, has thrown away what was kept; the events' revisions are kept apart from it."""
    address = KINDS[kind](site)
    first = fetched(site, address)[:2]
    site.clock.pass_by(hours=3)
    with site.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM feed_bodies")
    assert fetched(site, address)[:2] == first


@pytest.fixture
def edited(site: FeedSite) -> FeedSite:
    """The sample after some changes."""
    for number, meeting in enumerate(site.meetings()[:4]):
        site.add_item(meeting, f"Sag {number}: æøå; og mere, \\her", is_closed=number == 2)
    site.move(site.meetings()[1], 1)
    site.cancel(site.meetings()[5], "for få sager")
    return site


@pytest.fixture
def loaded(edited: FeedSite, new_sqlite: Callable[[], Database]) -> Iterator[FeedSite]:
    """The same plan, taken out and put into another SQLite database."""
    yield from running(edited, new_sqlite())


@pytest.fixture
def loaded_into_postgresql(edited: FeedSite, postgresql_database: Database) -> Iterator[FeedSite]:
    yield from running(edited, postgresql_database)


def running(site: FeedSite, database: Database) -> Iterator[FeedSite]:
    out = io.StringIO()
    with site.database.reading() as session:
        dump_plan(session, OPERATOR, out)
    with database.writing() as session:
        load_plan(session, OPERATOR, io.BytesIO(out.getvalue().encode()), site.clock.moment)
    other = FeedSite(url_of(database), site.clock)
    yield other
    other.database.dispose()


@pytest.mark.parametrize("kind", PUBLIC)
def test_a_plan_that_was_taken_out_and_put_in_gives_the_same_feed(
    edited: FeedSite, loaded: FeedSite, kind: str
) -> None:
    assert fetched(loaded, KINDS[kind](edited)) == fetched(edited, KINDS[kind](edited))


@pytest.mark.postgresql
@pytest.mark.parametrize("kind", PUBLIC)
def test_postgresql_and_sqlite_send_the_same(edited: FeedSite, loaded_into_postgresql: FeedSite, kind: str) -> None:
    assert fetched(loaded_into_postgresql, KINDS[kind](edited)) == fetched(edited, KINDS[kind](edited))


@pytest.mark.postgresql
def test_both_send_the_same_after_the_same_changes(edited: FeedSite, loaded_into_postgresql: FeedSite) -> None:
    sites = (edited, loaded_into_postgresql)
    address = f"/feeds/{DIRECTORS}.ics"
    for days in (1, 2):
        assert len({fetched(site, address) for site in sites}) == 1
        edited.clock.pass_by(minutes=10)
        for site in sites:
            site.move(site.meetings()[7], days)
            site.set_occurrence(site.meetings()[9].id, place=f"Lokale {days}")
    assert len({fetched(site, address) for site in sites}) == 1


def test_a_plan_that_was_put_in_elsewhere_goes_on_with_the_revisions_it_had(
    site: FeedSite, new_sqlite: Callable[[], Database]
) -> None:
    """Clients that have seen a higher SEQUENCE keep what they have."""
    address = f"/feeds/{DIRECTORS}.ics"
    meeting = site.meetings()[3]
    for place in ("Byrådssalen", "Lokale 1", "Lokale 2"):
        fetched(site, address)
        site.clock.pass_by(minutes=10)
        site.set_occurrence(meeting.id, place=place)
    assert b"\r\nSEQUENCE:3\r\n" in fetched(site, address)[0]
    (elsewhere,) = running(site, new_sqlite())
    assert fetched(elsewhere, address)[0] == fetched(site, address)[0]
    elsewhere.database.dispose()
