"""What stands in no feed, whoever polls it: a feed's address is nobody's password."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from feed_site import DIRECTORS, MOMENT, TODAY, FeedSite
from icalendar import Calendar

from wheel.core.access import ANONYMOUS, OPERATOR, Role
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Occurrence, Status, Visibility
from wheel.core.plan import PlanStatus
from wheel.core.slots import Precision
from wheel.feeds.window import feed_window
from wheel.store.account_sessions import begin_session
from wheel.store.accounts import add_account
from wheel.store.occurrences import occurrences_between
from wheel.store.organisation import set_plan_status
from wheel.usecases.plan_year import plan_year

WINDOW = feed_window(TODAY)


def all_in(site: FeedSite, window: DateSpan = WINDOW) -> tuple[Occurrence, ...]:
    """Everything there is, whoever may see it."""
    with site.database.reading() as session:
        return occurrences_between(session, OPERATOR, window, with_blocked=True)


def test_the_feed_of_everything_holds_every_dated_public_event_of_the_window(site: FeedSite) -> None:
    with site.database.reading() as session:
        public = occurrences_between(session, ANONYMOUS, WINDOW)
    dated = {one.id for one in public if one.precision is Precision.EXACT and not one.is_cancelled}
    assert set(site.events()) == dated
    assert len(dated) > 150


def test_a_body_has_a_feed_of_its_own_events_alone(site: FeedSite) -> None:
    everything, own = site.events(), site.events(DIRECTORS)
    theirs = {one.id for one in all_in(site) if one.body == DIRECTORS and one.id in everything}
    assert set(own) == theirs
    assert 0 < len(own) < len(everything)


def test_days_without_a_meeting_stand_in_no_feed(site: FeedSite) -> None:
    blocked = {one.id for one in all_in(site) if one.status is Status.BLOCKED}
    assert blocked
    assert not blocked & (set(site.events()) | set(site.events(DIRECTORS)))


def test_what_has_no_exact_date_stands_in_no_feed(site: FeedSite) -> None:
    imprecise = {one.id for one in all_in(site) if one.precision is not Precision.EXACT}
    assert imprecise
    assert not imprecise & set(site.events())


def test_a_draft_year_stands_in_no_feed_until_it_is_published(site: FeedSite) -> None:
    before = site.poll()
    site.change(lambda session: plan_year(session, OPERATOR, 2028, MOMENT))
    drafts = {one.id for one in all_in(site) if one.is_draft and one.precision is Precision.EXACT}
    assert drafts
    assert site.poll(If_None_Match=before.headers["ETag"]).status_code == 304
    site.clock.pass_by(minutes=1)
    site.change(lambda session: set_plan_status(session, 2028, PlanStatus.PUBLISHED))
    assert drafts & set(site.events())
    site.change(lambda session: set_plan_status(session, 2028, PlanStatus.DRAFT))
    assert not drafts & set(site.events())


def test_an_internal_series_stands_in_no_feed(site: FeedSite) -> None:
    internal = {one.id for one in all_in(site) if one.visibility is Visibility.INTERNAL}
    assert internal, "the sample has one"
    meeting = site.meetings()[0]
    assert meeting.id in site.events(DIRECTORS)
    site.set_series(meeting.title, visibility=Visibility.INTERNAL)
    for body in (None, DIRECTORS):
        assert not (internal | {meeting.id}) & set(site.events(body))


def test_the_feed_of_a_body_that_turns_internal_says_at_once_that_it_is_closed(site: FeedSite) -> None:
    first = site.poll(DIRECTORS)
    own = set(site.events(DIRECTORS))
    address = site.address(DIRECTORS)
    site.set_body(DIRECTORS, visibility=Visibility.INTERNAL)
    client = site.app.test_client()
    known = {"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}
    site.clock.pass_by(seconds=1)
    for headers in ({}, *known):
        answer = client.get(address, headers=headers)
        assert answer.status_code == 200, headers
        (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
        assert "lukket" in event["SUMMARY"]
        assert event["DTSTART"].dt == TODAY
        assert b"irektion" not in answer.data
        assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert not own & set(site.events())
    assert address.split("/")[2] not in client.get("/feeds").text


def test_whoever_is_signed_in_gets_what_everybody_gets(site: FeedSite) -> None:
    with site.database.writing() as session:
        account = add_account(session, "leder", "Stabschefen", None, Role.ADMINISTRATOR)
        key = begin_session(session, account, site.clock.at, "Firefox, Linux")
    client = site.app.test_client()
    with client.session_transaction() as browser:
        browser["_user_id"] = key
    response = client.get(site.address())
    assert response.data == site.bytes()
    assert "Set-Cookie" not in response.headers


def test_a_closed_items_title_stands_nowhere(site: FeedSite) -> None:
    meeting = site.meetings()[0]
    already = len(site.events(DIRECTORS)[meeting.id]["DESCRIPTION"].splitlines())
    stop = site.add_item(meeting, "Zebrafinke", is_closed=True)
    event = site.events(DIRECTORS)[meeting.id]
    assert "Lukket punkt" in event["DESCRIPTION"]
    assert len(event["DESCRIPTION"].splitlines()) >= already + 1
    site.move_item(stop, site.meetings()[1])
    for body in (None, DIRECTORS):
        response = site.poll(body)
        assert b"Zebrafinke" not in response.data
        assert "Zebrafinke" not in str(response.headers)
    with site.database.reading() as session:
        kept = session.connection().exec_driver_sql("SELECT vevent FROM feed_events").scalars().all()
    assert not any(b"Zebrafinke" in vevent for vevent in kept)


@pytest.mark.parametrize("days", [-95, -60, 1, 300, 440, 470])
def test_the_window_runs_from_three_months_back_to_fifteen_ahead(site: FeedSite, days: int) -> None:
    day = TODAY + timedelta(days=days)
    site.add_days("Valgdag", [day])
    shown = [event for event in site.events(DIRECTORS).values() if event["SUMMARY"] == "Valgdag"]
    is_within = date(2026, 8, 21) <= day <= date(2028, 2, 21)
    assert len(shown) == int(is_within)


def test_an_event_whose_year_is_not_planned_yet_is_no_reason_to_fail(site: FeedSite) -> None:
    site.clock.pass_by(days=5 * 365)
    assert site.events() == {}
    assert b"BEGIN:VTIMEZONE" in site.bytes()
