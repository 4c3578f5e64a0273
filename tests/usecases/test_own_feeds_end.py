"""What ends people's own calendars: closing the account, erasing it, and an administrator; and what is then left."""

from __future__ import annotations

import pytest
from audit_entries import audit_of
from feed_owners import Owners, owners
from small_plan import COMMITTEE, MOMENT, a_body
from sqlalchemy import func, select

from wheel.core.access import Moment, Viewer
from wheel.core.calendar_clients import CalendarClient
from wheel.core.feed_sources import FeedForm, FeedSource
from wheel.core.own_feeds import SAYS_CLOSED
from wheel.errors import ForbiddenError, NotFoundError
from wheel.store.accounts import account_by_id
from wheel.store.bodies import add_body
from wheel.store.database import Database
from wheel.store.feed_fetches import note_fetch
from wheel.store.feeds import find_own_feed
from wheel.store.posts import add_post
from wheel.store.tables import FeedBodyRow, FeedEventRow, FeedFetchRow, FeedRow, OccurrenceRow
from wheel.usecases.anonymise_account import AnonymiseAccount, anonymise_account
from wheel.usecases.change_own_feed import close_feeds_of
from wheel.usecases.close_account import CloseAccount, close_account, reopen_account
from wheel.usecases.delete_body import DeleteBody, delete_body
from wheel.usecases.delete_post import DeletePost, delete_post
from wheel.usecases.feed_content import rendition_of


@pytest.fixture
def people(database: Database) -> Owners:
    return owners(database)


def seen(people: Owners, name: str) -> int:
    with people.database.reading() as session:
        return account_by_id(session, people.accounts[name]).version


def close(people: Owners, name: str) -> None:
    with people.database.writing() as session:
        command = CloseAccount(people.accounts[name], seen(people, name))
        close_account(session, people.administrator, command, MOMENT)


def erase(people: Owners, name: str) -> None:
    with people.database.writing() as session:
        command = AnonymiseAccount(people.accounts[name], seen(people, name))
        anonymise_account(session, people.administrator, command, MOMENT)


def close_all(people: Owners, viewer: Viewer, name: str, moment: Moment = MOMENT) -> int:
    with people.database.writing() as session:
        return close_feeds_of(session, viewer, people.accounts[name], moment)


def sent(people: Owners, token: str) -> None:
    """Let it have been rendered and fetched."""
    feed_row = people.row(token)
    with people.database.reading() as session:
        rendition = rendition_of(find_own_feed(session, feed_row.token_hash or ""))
    same = {"source_hash": "x", "content_hash": "x", "stamp": 1, "sequence": 0, "modified_at": MOMENT.at}
    with people.database.writing() as session:
        occurrence = session.scalars(select(OccurrenceRow.id)).first()
        for whose in (rendition, "agenda=no"):
            session.add(FeedEventRow(occurrence_id=occurrence, rendition=whose, vevent=b"x", **same))
        session.add(
            FeedBodyRow(
                feed_id=feed_row.id,
                form=FeedForm.ICALENDAR,
                stamp=1,
                day=MOMENT.today,
                rendered_for="x",
                etag="x",
                modified_at=MOMENT.at,
                body=b"x",
            )
        )
        note_fetch(session, feed_row.public_id, CalendarClient.GOOGLE, MOMENT.at, 200)


def left(people: Owners) -> tuple[int, int, int]:
    """How many rendered calendars, events of theirs, and noted fetches there are."""
    with people.database.reading() as session:
        counts = [session.scalar(select(func.count()).select_from(one)) for one in (FeedBodyRow, FeedEventRow)]
        return counts[0] or 0, counts[1] or 0, session.scalar(select(func.count()).select_from(FeedFetchRow)) or 0


def test_a_closed_one_holds_nothing_any_more_that_was_sent_of_it(people: Owners) -> None:
    made = people.make(people.chief)
    sent(people, made.token)
    assert left(people) == (1, 2, 1)
    people.close(people.chief, made.feed.id)
    assert left(people) == (0, 1, 1), "its owner still sees when it was fetched, and what others were sent stays"
    assert people.shown(people.chief).closing[0].fetches[0].client is CalendarClient.GOOGLE


def test_closing_an_account_closes_its_own_for_good_and_nobody_elses(people: Owners) -> None:
    made, others = [people.make(people.chief, name) for name in ("a", "b")], people.make(people.other)
    people.close(people.chief, made[0].feed.id, Moment(MOMENT.at - SAYS_CLOSED, MOMENT.today))
    close(people, "fagchef")
    with people.database.writing() as session:
        command = CloseAccount(people.accounts["fagchef"], seen(people, "fagchef"))
        reopen_account(session, people.administrator, command, MOMENT)
    assert [people.row(one.token).withdrawn_at for one in made] == [MOMENT.at - SAYS_CLOSED, MOMENT.at]
    assert people.names(people.chief) == []
    assert people.row(others.token).withdrawn_at is None
    assert [entry.act for entry in audit_of(people.database)][-2:] == ["closed", "reopened"]


def test_nothing_tells_whose_those_of_an_erased_account_were_or_what_they_held(people: Owners) -> None:
    sources = (FeedSource(item=people.item), FeedSource(post=people.post), FeedSource(query="q=Budget"))
    made = [people.make(people.chief, f"Annas {number}", source) for number, source in enumerate(sources)]
    sent(people, made[0].token)
    people.close(people.chief, made[2].feed.id)
    erase(people, "fagchef")
    for one in made:
        row = people.row(one.token)
        assert (row.account_id, row.name, row.withdrawn_at, row.options) == (None, "", MOMENT.at, "")
        assert (row.body_id, row.filter, row.item_id, row.post_id, row.is_mine) == (None, None, None, None, False)
        with people.database.reading() as session:
            assert find_own_feed(session, row.token_hash or "").is_own, "who asks is still told that it is closed"
    assert left(people) == (0, 1, 0)


def test_one_of_a_body_or_a_post_that_is_deleted_says_that_it_is_closed(people: Owners) -> None:
    with people.database.writing() as session:
        add_body(session, a_body("midlertidigt"))
        post = add_post(session, "Fuldmægtig")
    sources = (FeedSource(body="midlertidigt"), FeedSource(post=post))
    made = [people.make(people.planner, f"{number}", source) for number, source in enumerate(sources)]
    closed_before = people.make(people.planner, "før", sources[0])
    kept = people.make(people.planner, "andet", FeedSource(body=COMMITTEE))
    earlier = Moment(MOMENT.at - SAYS_CLOSED / 2, MOMENT.today)
    people.close(people.planner, closed_before.feed.id, earlier)
    with people.database.writing() as session:
        delete_body(session, people.planner, DeleteBody("midlertidigt", 1), MOMENT)
        delete_post(session, people.administrator, DeletePost(post, 1), MOMENT)
    rows = [people.row(one.token) for one in (*made, closed_before, kept)]
    assert [row.withdrawn_at for row in rows] == [MOMENT.at, MOMENT.at, earlier.at, None]
    assert [(row.body_id, row.post_id) for row in rows[:3]] == [(None, None)] * 3
    assert [line.feed.name for line in people.shown(people.planner).closing] == ["0", "1", "før"]
    assert people.names(people.planner) == ["andet"]


def test_an_administrator_closes_all_of_somebodys_and_is_told_how_many(people: Owners) -> None:
    made = [people.make(people.chief, name) for name in ("a", "b")]
    others = people.make(people.other)
    assert close_all(people, people.administrator, "fagchef") == 2
    assert close_all(people, people.administrator, "fagchef") == 0
    assert [people.row(one.token).withdrawn_at for one in made] == [MOMENT.at] * 2
    assert people.row(others.token).withdrawn_at is None
    last = audit_of(people.database)[-1]
    assert (last.act, last.thing_id, last.told) == ("own calendars closed", people.accounts["fagchef"], {"count": 2})


def test_others_cannot_close_somebodys(people: Owners) -> None:
    people.make(people.chief)
    for viewer in (people.other, people.planner, people.chief):
        with pytest.raises(ForbiddenError):
            close_all(people, viewer, "fagchef")
    people.accounts["ingen"] = "findes-ikke"
    with pytest.raises(NotFoundError):
        close_all(people, people.administrator, "ingen")
    assert people.names(people.chief) == ["min telefon"]


def test_everybodys_feeds_are_left_alone(people: Owners) -> None:
    with people.database.writing() as session:
        session.add(FeedRow(address="aarshjul"))
    people.make(people.chief)
    close(people, "fagchef")
    erase(people, "fagchef")
    with people.database.reading() as session:
        (everybodys,) = session.scalars(select(FeedRow).where(FeedRow.token_hash.is_(None))).all()
        assert (everybodys.address, everybodys.withdrawn_at) == ("aarshjul", None)
