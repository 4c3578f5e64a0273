"""A feed goes on when its body is renamed or merged into another, so that subscribers need not notice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from feed_site import DIRECTORS, FeedSite
from icalendar import Calendar
from sqlalchemy import select

from wheel.core.access import OPERATOR
from wheel.core.occurrences import Visibility
from wheel.core.plan import Body, BodyKind
from wheel.store.bodies import add_body
from wheel.store.database import Session
from wheel.store.feeds import ensure_feeds
from wheel.store.tables import BodyRow
from wheel.usecases.close_body import CloseBody, close_body

GROUP, BOARD = "koncernledelsen", "topledelsen"
# The clock stands at 21 November 2026.
LAST = date(2026, 12, 31)
FIRST = date(2027, 1, 1)
OF_GROUP = [date(2026, 12, 2), date(2027, 1, 6), date(2027, 2, 3), date(2027, 3, 3)]
OF_BOARD = [date(2027, 1, 7), date(2027, 2, 4), date(2027, 3, 4)]


@pytest.fixture
def merging(site: FeedSite) -> FeedSite:
    """The sample with two bodies more, which meet before and after they take over from others."""

    def add(session: Session) -> None:
        for name in (GROUP, BOARD):
            add_body(session, Body("", name, name.title(), BodyKind.EXECUTIVE_BOARD))
        ensure_feeds(session)

    site.change(add)
    site.add_days("Koncernmøde", OF_GROUP, GROUP)
    site.add_days("Topmøde", OF_BOARD, BOARD)
    return site


def merge(site: FeedSite, body: str, into: str | None, last: date = LAST) -> None:
    def close(session: Session) -> None:
        seen = session.scalars(select(BodyRow.version).where(BodyRow.short_name == body)).one()
        close_body(session, OPERATOR, CloseBody(body, seen, last, into), site.clock.moment)

    site.change(close)


def titled(site: FeedSite, title: str, body: str = DIRECTORS) -> list[date]:
    """The days of the events of that title in the body's feed."""
    days = [event["DTSTART"].dt for event in site.events(body).values() if str(event["SUMMARY"]).startswith(title)]
    return sorted(day.date() for day in days)


def name_of(site: FeedSite, body: str = DIRECTORS) -> str:
    return str(Calendar.from_ical(site.bytes(body))["X-WR-CALNAME"])


def test_a_renamed_body_keeps_its_feed_its_address_and_its_events(site: FeedSite) -> None:
    before, address = site.revisions(DIRECTORS), site.address(DIRECTORS)
    site.set_body(DIRECTORS, name="Koncerndirektionen")
    assert site.address(DIRECTORS) == address
    assert set(site.events(DIRECTORS)) == set(before)
    assert name_of(site) == "Koncerndirektionen · Fjordby Kommune"


def test_the_feed_of_a_merged_body_goes_on_with_the_meetings_of_the_one_that_took_over(merging: FeedSite) -> None:
    before = merging.revisions(DIRECTORS)
    merge(merging, DIRECTORS, GROUP)
    after = merging.revisions(DIRECTORS)
    assert titled(merging, "Koncernmøde") == [day for day in OF_GROUP if day >= FIRST]
    assert {id_: after[id_] for id_ in before} == before, "its own meetings stay, and are sent as they were"
    assert titled(merging, "Koncernmøde", GROUP) == OF_GROUP, "the other feed is as it was"
    assert not set(before) & set(merging.events(GROUP))


def test_the_calendar_takes_the_new_name_on_the_day_of_the_merger(merging: FeedSite) -> None:
    merge(merging, DIRECTORS, GROUP)
    assert name_of(merging) == "Direktionen · Fjordby Kommune"
    merging.clock.pass_by(days=(FIRST - merging.clock.at.date()).days)
    assert name_of(merging) == "Koncernledelsen · Fjordby Kommune"


def test_after_two_mergers_in_a_row_the_feed_goes_on_with_the_last(merging: FeedSite) -> None:
    merge(merging, DIRECTORS, GROUP)
    merge(merging, GROUP, BOARD, date(2027, 1, 31))
    assert titled(merging, "Topmøde") == OF_BOARD[1:]
    assert titled(merging, "Topmøde", GROUP) == OF_BOARD[1:]
    assert titled(merging, "Koncernmøde")[0] == OF_GROUP[1]
    merging.clock.pass_by(days=80)
    assert name_of(merging) == name_of(merging, GROUP) == "Topledelsen · Fjordby Kommune"


def test_a_body_that_is_closed_alone_keeps_its_old_meetings_and_gets_no_others(merging: FeedSite) -> None:
    before = merging.revisions(DIRECTORS)
    merge(merging, DIRECTORS, None)
    assert merging.revisions(DIRECTORS) == before
    assert name_of(merging) == "Direktionen · Fjordby Kommune"


@pytest.mark.parametrize("visibility", [Visibility.INTERNAL, Visibility.CLOSED])
def test_nothing_of_a_body_that_visitors_may_not_know_of_comes_into_a_public_feed(
    merging: FeedSite, visibility: Visibility
) -> None:
    merging.set_body(GROUP, visibility=visibility)
    before = merging.revisions(DIRECTORS)
    merge(merging, DIRECTORS, GROUP)
    merge(merging, GROUP, BOARD, date(2027, 1, 31))
    merging.clock.pass_by(days=80)
    assert merging.revisions(DIRECTORS).keys() <= before.keys()
    assert b"KONCERN" not in merging.bytes(DIRECTORS).upper()
    assert titled(merging, "Topmøde") == [], "nor what became of it, which would tell that it was there"


def test_whoever_is_made_internal_after_taking_over_leaves_the_feed(merging: FeedSite) -> None:
    merge(merging, DIRECTORS, GROUP)
    assert titled(merging, "Koncernmøde")
    merging.set_body(GROUP, visibility=Visibility.INTERNAL)
    assert titled(merging, "Koncernmøde") == []


def test_a_merger_is_a_change_of_the_feed_and_then_it_holds_again(merging: FeedSite) -> None:
    etag = merging.poll(DIRECTORS).headers["ETag"]
    assert merging.poll(DIRECTORS, If_None_Match=etag).status_code == 304
    merging.clock.pass_by(minutes=1)
    merge(merging, DIRECTORS, GROUP)
    answer = merging.poll(DIRECTORS, If_None_Match=etag)
    assert answer.status_code == 200
    assert merging.poll(DIRECTORS, If_None_Match=answer.headers["ETag"]).status_code == 304


def test_events_of_the_one_that_took_over_are_the_same_in_both_feeds(merging: FeedSite) -> None:
    merge(merging, DIRECTORS, GROUP)
    first = {id_: event.to_ical() for id_, event in merging.events(DIRECTORS).items()}
    second = {id_: event.to_ical() for id_, event in merging.events(GROUP).items()}
    shared = first.keys() & second.keys()
    assert len(shared) == 3
    assert all(first[id_] == second[id_] for id_ in shared)


def test_a_feed_with_many_meetings_of_both_shows_those_nearest_to_today(merging: FeedSite) -> None:
    days = [FIRST + timedelta(days=number) for number in range(20)]
    merging.add_days("Dagligt", days, GROUP)
    merge(merging, DIRECTORS, GROUP)
    assert titled(merging, "Dagligt") == days
