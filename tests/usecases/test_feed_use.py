"""Which feeds are used, as an administrator may know it; and deleting the feed of a view that nobody needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from audit_entries import audit_of
from small_plan import ADMINISTRATOR, COMMITTEE, EVERYBODY, MOMENT, a_body, place, set_up
from sqlalchemy import select

from wheel.core.access import OPERATOR, Role, Viewer
from wheel.core.audit import Act, AuditThing
from wheel.core.calendar_clients import CalendarClient
from wheel.core.feed_options import USUAL, FeedOptions
from wheel.core.feed_sources import FeedSource
from wheel.core.occurrences import Ring, Visibility
from wheel.errors import ForbiddenError, InvalidInputError, NotFoundError
from wheel.store.accounts import account_row, add_account
from wheel.store.bodies import add_body
from wheel.store.database import Database, Session
from wheel.store.feed_fetches import note_fetch
from wheel.store.feeds import DEADLINES_ALONE, add_feed, add_view_feed, ensure_feeds
from wheel.store.organisation import add_ring, find_organisation, save_organisation
from wheel.store.tables import FeedRow, ItemRow
from wheel.usecases.delete_view_feed import DeleteViewFeed, delete_view_feed
from wheel.usecases.show_feed_use import PAGE, FeedUse, FeedUsePage, show_feed_use

VIEW = f"bodies={COMMITTEE}&kinds=meeting"
GOOGLE, OUTLOOK = CalendarClient.GOOGLE, CalendarClient.OUTLOOK
IN_ENGLISH = FeedOptions(language="en")


@pytest.fixture
def planned(database: Database) -> Database:
    """A plan with a public, an internal and a closed body, and a feed for everything and for each."""
    set_up(database)
    with database.writing() as session:
        add_body(session, a_body("internt", visibility=Visibility.INTERNAL))
        add_body(session, a_body("lukket", visibility=Visibility.CLOSED))
        add_ring(session, Ring("budget", "Budget", "#8a5a0b"), 2)
        ensure_feeds(session)
    return database


def show(database: Database, viewer: Viewer = ADMINISTRATOR, **how: int) -> FeedUsePage:
    with database.reading() as session:
        return show_feed_use(session, viewer, MOMENT, **how)  # type: ignore[arg-type]


def line_of(database: Database, feed_id: str) -> FeedUse:
    return next(line for line in show(database).lines if line.feed.id == feed_id)


def fetched(database: Database, feed_id: str, days_ago: int, client: CalendarClient = GOOGLE) -> None:
    with database.writing() as session:
        note_fetch(session, feed_id, client, MOMENT.at - timedelta(days=days_ago), 200)


def made_view(database: Database, query: str = VIEW) -> str:
    with database.writing() as session:
        return add_view_feed(session, query)


def delete(database: Database, feed_id: str, viewer: Viewer = ADMINISTRATOR, *, even_so: bool = False) -> None:
    with database.writing() as session:
        delete_view_feed(session, viewer, DeleteViewFeed(feed_id, even_so), MOMENT)


def feeds(database: Database) -> set[str]:
    with database.reading() as session:
        return set(session.scalars(select(FeedRow.public_id)))


def own_feed(session: Session, account_id: str, name: str, *, is_withdrawn: bool = False) -> str:
    row = FeedRow(
        account_id=account_row(session, account_id).id,
        token_hash=f"{name:0>64}",
        name=name,
        made_at=MOMENT.at,
        withdrawn_at=MOMENT.at if is_withdrawn else None,
    )
    session.add(row)
    session.flush()
    return row.public_id


@pytest.mark.parametrize("viewer", [viewer for viewer in EVERYBODY if viewer is not ADMINISTRATOR])
def test_nobody_but_an_administrator_sees_it_or_deletes(planned: Database, viewer: Viewer) -> None:
    view = made_view(planned)
    with pytest.raises(ForbiddenError, match="administrator"):
        show(planned, viewer)
    with pytest.raises(ForbiddenError, match="administrator"):
        delete(planned, view, viewer)
    assert view in feeds(planned)


def test_the_feeds_that_visitors_may_know_of_are_there(planned: Database) -> None:
    assert {line.feed.source.body for line in show(planned).lines} == {None, COMMITTEE}


def test_without_a_public_part_there_are_none(planned: Database) -> None:
    with planned.writing() as session:
        save_organisation(session, replace(find_organisation(session), has_public_part=False))
    page = show(planned)
    assert (page.lines, page.count, page.unused) == ((), 0, 0)


@pytest.mark.parametrize(
    ("days", "is_unused", "is_in_use"), [(0, False, True), (30, False, True), (31, False, False), (91, True, False)]
)
def test_a_feed_is_unused_after_ninety_days(planned: Database, days: int, is_unused: bool, is_in_use: bool) -> None:
    view = made_view(planned)
    fetched(planned, view, days)
    line = line_of(planned, view)
    assert (line.is_unused, line.is_in_use) == (is_unused, is_in_use)
    assert line.feed.last_at == MOMENT.at - timedelta(days=days)


def test_what_nobody_has_fetched_is_unused(planned: Database) -> None:
    line = line_of(planned, made_view(planned))
    assert (line.feed.last_at, line.fetches, line.is_unused, line.is_in_use) == (None, (), True, False)
    assert (show(planned).count, show(planned).unused) == (3, 3)


def test_the_kinds_of_the_last_month_are_counted(planned: Database) -> None:
    view = made_view(planned)
    for client, days in ((GOOGLE, 1), (OUTLOOK, 29), (CalendarClient.APPLE, 31)):
        fetched(planned, view, days, client)
    line = line_of(planned, view)
    assert line.feed.kinds == 2
    assert [fetch.client for fetch in line.fetches] == [GOOGLE, OUTLOOK, CalendarClient.APPLE]


def test_they_stand_by_when_they_were_fetched_last_in_either_order(planned: Database) -> None:
    new, old, never = (made_view(planned, query) for query in ("q=1", "q=2", "q=3"))
    fetched(planned, new, 1)
    fetched(planned, old, 50)
    order = [line.feed.id for line in show(planned).lines]
    assert order[:2] == [new, old]
    turned = [line.feed.id for line in show(planned, is_unused_first=True).lines]
    assert turned[-2:] == [old, new]
    assert never in turned[:-2]


def test_fifty_are_on_a_page(planned: Database) -> None:
    for number in range(PAGE):
        made_view(planned, f"q={number}")
    first, second, beyond = (show(planned, number=number) for number in (1, 2, 3))
    assert [(len(page.lines), page.has_more) for page in (first, second, beyond)] == [
        (50, True),
        (2, False),
        (0, False),
    ]
    assert {line.feed.id for line in (*first.lines, *second.lines)} == {
        *(line.feed.id for line in show(planned, is_unused_first=True).lines),
        *(line.feed.id for line in show(planned, is_unused_first=True, number=2).lines),
    }


def test_each_kind_of_feed_has_its_name(planned: Database) -> None:
    [stop] = place(planned, None, "Budget 2028")
    with planned.writing() as session:
        item = session.scalars(select(ItemRow)).one().public_id
        of_item = add_feed(session, FeedSource(item=item), USUAL, f"punkt-{item}").id
        of_deadlines = add_feed(session, FeedSource(query=DEADLINES_ALONE), USUAL, "frister").id
        of_ring = add_feed(session, FeedSource(query="rings=budget"), USUAL, "ring-budget").id
    assert stop
    assert line_of(planned, of_item).title == "Budget 2028"
    assert line_of(planned, of_deadlines).is_deadlines
    ring = line_of(planned, of_ring)
    assert ring.view is not None
    assert (ring.view.rings, ring.feed.is_made) == (("Budget",), False)


def test_an_item_that_has_been_closed_is_not_named(planned: Database) -> None:
    place(planned, None, "Budget 2028")
    with planned.writing() as session:
        row = session.scalars(select(ItemRow)).one()
        feed = add_feed(session, FeedSource(item=row.public_id), USUAL, f"punkt-{row.public_id}").id
        row.is_closed = True
    assert line_of(planned, feed).title is None


def test_peoples_own_are_counted_and_nothing_else_is_told_of_them(planned: Database) -> None:
    with planned.writing() as session:
        here, gone = (add_account(session, name, "Anna", "hash", Role.READER) for name in ("a", "b"))
        used, _, _ = own_feed(session, here, "1"), own_feed(session, here, "2"), own_feed(session, gone, "3")
        own_feed(session, here, "4", is_withdrawn=True)
        account_row(session, gone).is_closed = True
    for client in (GOOGLE, OUTLOOK):
        fetched(planned, used, 3, client)
    page = show(planned)
    assert (page.own.count, page.own.in_use) == (2, 1)
    assert used not in {line.feed.id for line in page.lines}


def test_a_view_that_nobody_uses_is_deleted_with_its_options(planned: Database) -> None:
    view, other = made_view(planned), made_view(planned, "q=andet")
    with planned.writing() as session:
        in_english = add_feed(session, FeedSource(query=VIEW), IN_ENGLISH, f"{view}?language=en").id
    fetched(planned, view, 31)
    delete(planned, view)
    assert feeds(planned).isdisjoint({view, in_english})
    assert other in feeds(planned)
    entry = audit_of(planned)[-1]
    assert (entry.act, entry.thing, entry.thing_id) == (Act.DELETED, AuditThing.FEED, view)


@pytest.mark.parametrize("options", [USUAL, IN_ENGLISH])
def test_one_that_was_fetched_of_late_must_be_ticked(planned: Database, options: FeedOptions) -> None:
    """With whichever options: they go with it."""
    view = made_view(planned)
    used = view
    if options != USUAL:
        with planned.writing() as session:
            used = add_feed(session, FeedSource(query=VIEW), options, f"{view}?{options.query}").id
    fetched(planned, used, 29)
    with pytest.raises(InvalidInputError, match="30 days") as refused:
        delete(planned, view)
    assert refused.value.field == "even_so"
    assert view in feeds(planned)
    delete(planned, view, even_so=True)
    assert view not in feeds(planned)


def test_only_a_views_feed_can_be_deleted(planned: Database) -> None:
    view = made_view(planned)
    with planned.writing() as session:
        of_ring = add_feed(session, FeedSource(query="rings=budget"), USUAL, "ring-budget").id
        in_english = add_feed(session, FeedSource(query=VIEW), IN_ENGLISH, f"{view}?language=en").id
        account = add_account(session, "a", "Anna", "hash", Role.READER)
        own = own_feed(session, account, "1")
    before = feeds(planned)
    for feed_id in before - {view}:
        with pytest.raises(NotFoundError, match="no such calendar"):
            delete(planned, feed_id, even_so=True)
    assert feeds(planned) == before >= {of_ring, in_english, own}


def test_somebodys_own_of_the_same_view_stays(planned: Database) -> None:
    view = made_view(planned)
    with planned.writing() as session:
        own = own_feed(session, add_account(session, "a", "Anna", "hash", Role.READER), "1")
        session.scalars(select(FeedRow).where(FeedRow.public_id == own)).one().filter = VIEW
    delete(planned, view, OPERATOR)
    assert own in feeds(planned)
