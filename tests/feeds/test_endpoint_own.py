"""A person's own calendar: it holds what they may see on the day that it is fetched, and is theirs to close."""

from __future__ import annotations

import json
import logging
from datetime import timedelta

import pytest
from feed_site import DIRECTORS, TODAY, FeedSite
from icalendar import Calendar
from own_calendars import Person, somebody
from sqlalchemy import select

from wheel.core.access import Role
from wheel.core.feed_options import FeedOptions
from wheel.core.feed_sources import FeedSource
from wheel.core.occurrences import Visibility
from wheel.core.posts import Seat
from wheel.store.post_tenures import set_tenure_end
from wheel.store.tables import (
    FeedEventRow,
    FeedFetchRow,
    FeedRow,
    FollowUpRow,
    ItemRow,
    OccurrenceRow,
    PostRow,
    SeriesRow,
    StopRow,
)
from wheel.usecases.change_own_feed import RenameOwnFeed, rename_feed

MINE = FeedSource(is_mine=True)


@pytest.fixture
def member(site_on_both: FeedSite) -> Person:
    return somebody(site_on_both, DIRECTORS, Seat.MEMBER)


@pytest.fixture
def secretary(site: FeedSite) -> Person:
    return somebody(site, DIRECTORS, Seat.SECRETARY)


def test_it_holds_what_is_internal_while_its_owner_may_see_it(member: Person) -> None:
    site = member.site
    site.set_body(DIRECTORS, visibility=Visibility.CLOSED)
    calendar, meeting = member.subscribe(), _held(site)
    assert meeting in calendar.events()
    assert meeting not in site.events()
    member.site.change(lambda session: set_tenure_end(session, member.tenure, TODAY))
    assert meeting not in calendar.events(), "a seat that is lost takes it away at the next fetch"


def _held(site: FeedSite) -> str:
    """A coming meeting of the directors, whoever may know of it."""
    with site.database.reading() as session:
        query = select(SeriesRow.id).where(SeriesRow.title == "Direktionsmøde")
        series = session.scalars(query).first()
        rows = select(OccurrenceRow.public_id).where(OccurrenceRow.series_id == series, OccurrenceRow.start_day > TODAY)
        return session.scalars(rows.order_by(OccurrenceRow.start_day)).first() or ""


def test_a_lost_role_empties_it_although_the_plan_has_not_changed(site: FeedSite) -> None:
    planner = somebody(site, "hovedmed", Seat.GUEST, Role.PLANNER)
    site.set_body(DIRECTORS, visibility=Visibility.CLOSED)
    calendar = planner.subscribe(FeedSource(body=DIRECTORS))
    first = calendar.poll()
    assert calendar.poll(If_None_Match=first.headers["ETag"]).status_code == 304
    assert len(calendar.events()) > 20
    planner.change_account(role=Role.READER)
    again = calendar.poll(If_None_Match=first.headers["ETag"])
    assert (again.status_code, calendar.events()) == (200, {}), "what answers 404 would be shown as it was last"
    assert "Direktion" not in again.text


def test_signing_in_or_a_new_password_makes_nobodys_calendar_anew(member: Person) -> None:
    calendar = member.subscribe()
    first = calendar.poll()
    member.change_account(second_factor_step=7, password_hash="x")
    with member.site.database.writing():
        assert calendar.poll(If_None_Match=first.headers["ETag"]).status_code == 304, "it needs no lock"


def test_what_is_closed_says_so_for_thirty_days_and_then_is_gone(member: Person) -> None:
    calendar, site = member.subscribe(), member.site
    assert len(calendar.events()) > 100
    site.clock.pass_by(hours=2)
    closed_at = site.clock.at
    member.close(calendar)
    first = calendar.poll()
    (event,) = calendar.events().values()
    assert "lukket" in event["SUMMARY"]
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == closed_at
    assert event["DTSTART"].dt == closed_at.date()
    site.clock.pass_by(days=30)
    assert calendar.poll().data == first.data
    assert calendar.poll(If_None_Match=first.headers["ETag"]).status_code == 304
    told = json.loads(calendar.poll("json").data)
    assert [one["title"] for one in told["events"]] == [str(event["SUMMARY"])]
    site.clock.pass_by(seconds=1)
    for form in ("ics", "json"):
        gone = calendar.poll(form)
        assert gone.status_code == 410
        assert gone.mimetype == "text/plain"


def test_a_closed_account_has_no_calendar(member: Person) -> None:
    """However it came to be closed: closing it on the page closes its calendars as well, which say so for a while."""
    calendar = member.subscribe()
    first = calendar.poll()
    member.change_account(is_closed=True)
    assert calendar.poll(If_None_Match=first.headers["ETag"]).status_code == 410


def test_an_unknown_secret_is_not_found_and_no_secret_is_kept_or_logged(
    member: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    calendar, client = member.subscribe(), member.site.app.test_client()
    assert client.get(f"/feeds/{'x' * 43}/min.ics").status_code == 404
    assert client.get(f"/feeds/{calendar.id}/min.ics").status_code == 404, "its public id opens nothing"
    assert calendar.poll().status_code == 200
    with member.site.database.reading() as session:
        rows = session.scalars(select(FeedRow).where(FeedRow.token_hash.is_not(None))).all()
        assert [row.public_id for row in rows] == [calendar.id]
        assert all(calendar.token not in str(vars(row)) for row in rows)
    assert calendar.token not in caplog.text


def test_it_is_never_shared_with_other_pages_and_kept_by_no_cache(member: Person) -> None:
    answer = member.subscribe().poll("json")
    assert answer.headers["Cache-Control"] == "private, max-age=0"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Set-Cookie" not in answer.headers


def test_titles_of_closed_items_are_told_only_to_who_may_see_them_and_has_asked(member: Person) -> None:
    site, meeting = member.site, member.site.meetings()[0]
    site.add_item(meeting, "Zebrafinke", is_closed=True)
    usual, asked = member.subscribe(), member.subscribe(options=FeedOptions(closed=True))
    assert "Zebrafinke" not in str(usual.poll().text)
    assert "Zebrafinke (lukket)" in str(asked.events()[meeting.id]["DESCRIPTION"])
    site.change(lambda session: set_tenure_end(session, member.tenure, TODAY))
    for form in ("ics", "json"):
        assert "Zebrafinke" not in asked.poll(form).text


def test_mine_holds_meetings_items_at_others_follow_ups_and_when_agendas_go_out(secretary: Person) -> None:
    site = secretary.site
    ours, others = site.meetings()[1], site.meetings("hovedmed")[0]
    ours_stop = site.add_item(ours, "Vores eget punkt")
    stop = site.add_item(others, "Punkt i et andet udvalg")
    unrelated = site.add_item(others, "En andens punkt")
    _prepare(site, secretary.post, stop, ours_stop)
    follow_up = _follow_up(site, secretary.post, stop)
    events = secretary.subscribe(MINE).events()
    assert ours.id in events
    assert others.id not in events
    assert f"{ours.id}-dagsorden" in events
    assert str(events[stop]["SUMMARY"]).startswith("Punkt i et andet udvalg · ")
    assert ours_stop not in events, "it stands in the agenda of a meeting that is there"
    assert unrelated not in events
    assert str(events[follow_up]["SUMMARY"]) == "Opfølgning: Skriv til kommunerne"
    assert events[follow_up]["DTSTART"].dt == TODAY + timedelta(days=20)


def _prepare(site: FeedSite, post_id: str, *stops: str) -> None:
    def change(session: object) -> None:
        post = session.scalars(select(PostRow).where(PostRow.public_id == post_id)).one()  # type: ignore[attr-defined]
        query = select(ItemRow).join(StopRow, StopRow.item_id == ItemRow.id).where(StopRow.public_id.in_(stops))
        for item in session.scalars(query):  # type: ignore[attr-defined]
            item.case_officer_post_id = post.id

    site.change(change)


def _follow_up(site: FeedSite, post_id: str, stop_id: str) -> str:
    with site.database.writing() as session:
        post = session.scalars(select(PostRow).where(PostRow.public_id == post_id)).one()
        stop = session.scalars(select(StopRow).where(StopRow.public_id == stop_id)).one()
        row = FollowUpRow(
            stop_id=stop.id, post_id=post.id, what="Skriv til kommunerne", due_day=TODAY + timedelta(days=20)
        )
        session.add(row)
        session.flush()
        return row.public_id


def test_who_holds_no_post_has_an_empty_calendar_of_their_own(secretary: Person) -> None:
    calendar = secretary.subscribe(MINE)
    assert calendar.events()
    secretary.site.change(lambda session: set_tenure_end(session, secretary.tenure, TODAY))
    assert calendar.events() == {}


def test_its_revisions_are_its_own(member: Person) -> None:
    """What changes only for who sees more is no change for everybody."""
    site, meeting = member.site, member.site.meetings()[0]
    calendar = member.subscribe(options=FeedOptions(closed=True))
    site.add_item(meeting, "Et åbent punkt")
    before, everybody = calendar.events()[meeting.id]["SEQUENCE"], site.revisions()[meeting.id]
    stop = site.add_item(meeting, "Zebrafinke", is_closed=True)
    assert stop
    after = calendar.events()[meeting.id]["SEQUENCE"], site.revisions()[meeting.id][0]
    assert after == (before + 1, everybody[0] + 1)
    site.clock.pass_by(hours=1)
    site.retitle_item("Zebrafinke", "Gråspurv")
    assert calendar.events()[meeting.id]["SEQUENCE"] == before + 2
    assert site.revisions()[meeting.id][0] == everybody[0] + 1


def test_a_fetch_is_noted_once_an_hour_by_kind_of_program_and_without_who(member: Person) -> None:
    calendar, site = member.subscribe(), member.site

    def noted() -> list[tuple[str, int, object]]:
        with site.database.reading() as session:
            rows = session.scalars(select(FeedFetchRow).order_by(FeedFetchRow.at, FeedFetchRow.client))
            return [(row.client, row.status, row.at) for row in rows]

    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.0"
    first = calendar.poll(User_Agent=agent)
    assert noted() == [("thunderbird", 200, site.clock.at)]
    since = site.clock.at
    for minutes in (20, 39):
        site.clock.pass_by(minutes=minutes)
        calendar.poll(User_Agent=agent, If_None_Match=first.headers["ETag"])
    assert noted() == [("thunderbird", 200, since)]
    site.clock.pass_by(minutes=1)
    calendar.poll(User_Agent=agent, If_None_Match=first.headers["ETag"])
    assert noted() == [("thunderbird", 304, site.clock.at)]
    calendar.poll(User_Agent="ICSx5/2.2.3")
    assert [client for client, _, _ in noted()] == ["icsx5", "thunderbird"]


def test_what_was_sent_of_it_goes_when_it_is_closed(member: Person) -> None:
    calendar = member.subscribe()
    calendar.events()

    def kept() -> int:
        with member.site.database.reading() as session:
            return len(
                session.scalars(select(FeedEventRow).where(FeedEventRow.rendition == f"feed:{calendar.id}")).all()
            )

    assert kept() > 100
    member.close(calendar)
    assert kept() == 0


def test_a_renamed_calendar_is_called_so_at_the_next_fetch(member: Person) -> None:
    calendar = member.subscribe()
    calendar.events()
    command = RenameOwnFeed(calendar.id, "På arbejde", str(Calendar.from_ical(calendar.poll().data)["NAME"]))
    member.site.change(lambda session: rename_feed(session, member.viewer, command, member.site.clock.moment))
    assert "X-WR-CALNAME:På arbejde" in calendar.poll().text
