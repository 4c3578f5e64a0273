"""Giving a view a calendar of its own: one for each view, whoever asks, and not more than there is room for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from at_once import at_once
from audit_entries import audit_of
from small_plan import ADMINISTRATOR, COMMITTEE, EVERYBODY, MOMENT, TODAY, a_body, set_up
from sqlalchemy import func, select

from wheel.core.access import ANONYMOUS, Moment, Role, Viewer
from wheel.core.audit import Act, AuditThing
from wheel.core.occurrences import Ring, Visibility
from wheel.core.wheel_filters import filter_of
from wheel.errors import NotFoundError, RefusedError
from wheel.store.accounts import add_account
from wheel.store.bodies import add_body
from wheel.store.database import Database
from wheel.store.feeds import add_view_feed, count_view_feeds, ensure_feeds
from wheel.store.organisation import add_ring, find_organisation, save_organisation
from wheel.store.tables import FeedRow, SignInAttemptRow
from wheel.usecases import view_feed
from wheel.usecases.attempts import MOST_NEW_FEEDS, WINDOW
from wheel.usecases.sign_in import SignIn, sign_in
from wheel.usecases.view_feed import MakeViewFeed, ViewFeed, make_view_feed, show_view, show_view_feed

HOME, ELSEWHERE = "192.0.2.1", "192.0.2.2"
MEETINGS = f"bodies={COMMITTEE}&kinds=meeting"


@pytest.fixture
def planned(database: Database) -> Database:
    """A plan with a public, an internal and a closed body."""
    set_up(database)
    with database.writing() as session:
        add_body(session, a_body("internt", visibility=Visibility.INTERNAL))
        add_body(session, a_body("lukket", visibility=Visibility.CLOSED))
        add_ring(session, Ring("budget", "Budget", "#8a5a0b"), 2)
        ensure_feeds(session)
    return database


def make(
    database: Database,
    query: str = MEETINGS,
    *,
    by: Viewer = ANONYMOUS,
    address: str = HOME,
    later: timedelta = timedelta(0),
) -> str | None:
    command = MakeViewFeed(filter_of(query), address, "secret")
    with database.writing() as session:
        return make_view_feed(session, by, command, Moment(MOMENT.at + later, TODAY))


def look(database: Database, query: str = MEETINGS) -> ViewFeed | None:
    with database.reading() as session:
        return show_view(session, filter_of(query), TODAY)


def count(database: Database) -> int:
    with database.reading() as session:
        return count_view_feeds(session)


def test_a_view_has_no_address_until_somebody_makes_one(planned: Database) -> None:
    before = look(planned)
    assert before is not None
    assert before.feed is None
    made = make(planned)
    after = look(planned)
    assert after is not None
    assert after.feed is not None
    assert after.feed.id == made
    assert (after.view.bodies, after.view.rings) == (("Økonomiudvalget",), ())


def test_a_view_gets_one_address_whoever_asks_and_however_it_is_written(planned: Database) -> None:
    ways = (MEETINGS, f"kinds=meeting&bodies={COMMITTEE}&nonsense=1", f"{MEETINGS}&mine=1&drafts=0&posts=p1")
    ways += (f"{MEETINGS}&rings=politisk&rings=budget&chosen=1", f"{MEETINGS}&bodies=lukket&bodies=findes-ikke")
    made = {make(planned, way, by=viewer) for way in ways for viewer in EVERYBODY if viewer.account_id is None}
    assert len(made) == 1
    assert count(planned) == 1


@pytest.mark.parametrize("query", ["", "nonsense=1", "mine=1&posts=p1&drafts=0", "rings=politisk&rings=budget"])
def test_a_view_of_everything_is_everythings_calendar(planned: Database, query: str) -> None:
    assert look(planned, query) is None
    assert make(planned, query) is None
    assert count(planned) == 0


@pytest.mark.parametrize("query", ["bodies=internt", "bodies=lukket", "bodies=findes-ikke", "rings=væk", "chosen=1"])
def test_what_is_not_public_is_answered_as_what_is_not_there(planned: Database, query: str) -> None:
    for ask in (look, make):
        with pytest.raises(NotFoundError) as refusal:
            ask(planned, query)
        assert str(refusal.value) == "Nothing of this view is public, so there is nothing to subscribe to."
    assert count(planned) == 0


def test_that_posts_are_left_out_is_said(planned: Database) -> None:
    said = {query: look(planned, query) for query in (MEETINGS, f"{MEETINGS}&mine=1", f"{MEETINGS}&posts=p1")}
    assert [found and found.leaves_out_posts for found in said.values()] == [False, True, True]


def test_the_page_of_an_address_shows_views_alone(planned: Database) -> None:
    made = make(planned)
    assert made is not None
    with planned.reading() as session:
        found = show_view_feed(session, made, TODAY)
        others = session.scalars(select(FeedRow.public_id).where(FeedRow.filter.is_(None))).all()
        assert found.view.wanted == filter_of(MEETINGS)
        assert len(others) == 4
        for feed_id in (*others, "findes-ikke"):
            with pytest.raises(NotFoundError):
                show_view_feed(session, feed_id, TODAY)


def test_without_a_public_part_no_address_can_be_made_or_seen(planned: Database) -> None:
    made = make(planned)
    assert made is not None
    with planned.writing() as session:
        organisation = find_organisation(session)
        assert organisation is not None
        save_organisation(session, replace(organisation, has_public_part=False))
    assert look(planned, "kinds=deadline") is None
    assert make(planned, "kinds=deadline", by=ADMINISTRATOR) is None
    with planned.reading() as session, pytest.raises(NotFoundError):
        show_view_feed(session, made, TODAY)
    assert count(planned) == 1


def test_a_new_address_is_written_down_once_and_one_that_is_found_is_not(planned: Database) -> None:
    with planned.writing() as session:
        account = add_account(session, "leder", "Lederen", None, Role.READER)
    made = make(planned, by=Viewer(Role.READER, "Fagchefen", account_id=account))
    make(planned)
    other = make(planned, "kinds=deadline")
    entries = [entry for entry in audit_of(planned) if entry.thing is AuditThing.FEED]
    assert [(entry.act, entry.thing_id, entry.account_id, entry.actor, entry.told) for entry in entries] == [
        (Act.ADDED, made, account, "Fagchefen", {}),
        (Act.ADDED, other, None, "", {}),
    ]


def test_from_one_place_twenty_new_addresses_can_be_made_within_an_hour(planned: Database) -> None:
    first = make(planned, "q=0")
    for number in range(1, MOST_NEW_FEEDS):
        make(planned, f"q={number}", later=timedelta(minutes=number))
    refused = f"{MOST_NEW_FEEDS} new calendar addresses have been made from here within an hour."
    for minutes in (20, 59):
        with pytest.raises(RefusedError, match=refused):
            make(planned, "q=en til", later=timedelta(minutes=minutes))
    assert make(planned, "q=0", later=timedelta(minutes=59)) == first, "one that is there is found all the same"
    assert make(planned, "q=en til", address=ELSEWHERE) is not None
    assert make(planned, "q=endnu en", later=timedelta(minutes=60)) is not None
    assert count(planned) == MOST_NEW_FEEDS + 2


def test_what_is_refused_is_not_counted_and_writes_nothing(planned: Database) -> None:
    for number in range(MOST_NEW_FEEDS):
        make(planned, f"q={number}")
    entries = len(audit_of(planned))
    for _ in range(3):
        with pytest.raises(RefusedError):
            make(planned, "q=en til")
    assert len(audit_of(planned)) == entries
    assert make(planned, "q=en til", later=timedelta(hours=1, seconds=1)) is not None


def test_the_counts_hold_no_address_and_are_forgotten_after_an_hour(planned: Database) -> None:
    make(planned)
    with planned.reading() as session:
        (row,) = session.scalars(select(SignInAttemptRow))
        assert HOME not in repr(vars(row))
        assert len(row.subject) == 64
    make(planned, "q=igen", address=ELSEWHERE, later=timedelta(hours=1, seconds=1))
    with planned.reading() as session:
        assert session.scalar(select(func.count()).select_from(SignInAttemptRow)) == 1


def test_signing_in_neither_forgets_new_addresses_nor_counts_them(planned: Database) -> None:
    for number in range(MOST_NEW_FEEDS):
        make(planned, f"q={number}")
    moment = Moment(MOMENT.at + 2 * WINDOW, TODAY)
    with pytest.raises(RefusedError, match="The user name or the password is wrong"):
        sign_in(planned, SignIn("ingen", "forkert", HOME, "secret"), moment)
    with pytest.raises(RefusedError, match="within an hour"):
        make(planned, "q=en til", later=2 * WINDOW)


def test_when_there_is_no_room_for_more_those_that_are_there_are_found(
    planned: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view_feed, "MOST_VIEW_FEEDS", 2)
    made = [make(planned, f"q={number}") for number in range(2)]
    with pytest.raises(RefusedError, match="There are 2 addresses of views already, and no more can be made"):
        make(planned, "q=en til")
    assert [make(planned, f"q={number}") for number in range(2)] == made


def test_there_is_room_for_a_thousand(sqlite_database: Database) -> None:
    set_up(sqlite_database)
    with sqlite_database.writing() as session:
        for number in range(999):
            add_view_feed(session, f"q={number}")
    assert make(sqlite_database, "q=den sidste") is not None
    with pytest.raises(RefusedError, match="There are 1000 addresses"):
        make(sqlite_database, "q=en for meget")


def test_a_view_that_picks_out_too_much_to_keep_is_refused(planned: Database) -> None:
    with planned.writing() as session:
        for number in range(60):
            add_ring(session, Ring(f"en-ring-med-et-meget-langt-navn-{number:03}", f"Ring {number}", "#8a5a0b"), 9)
    rings = "&".join(f"rings=en-ring-med-et-meget-langt-navn-{number:03}" for number in range(60))
    for ask in (look, make):
        with pytest.raises(RefusedError, match="picks out too much"):
            ask(planned, rings)


def test_two_who_ask_at_once_get_the_same_address(planned: Database) -> None:
    found: list[str | None] = []
    at_once(planned, lambda own, number: found.append(make(own, address=(HOME, ELSEWHERE)[number])))
    assert len(found) == 2
    assert len(set(found)) == 1
    assert count(planned) == 1


def test_the_last_room_is_taken_once(planned: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view_feed, "MOST_VIEW_FEEDS", 1)
    refused: list[int] = []

    def ask(own: Database, number: int) -> None:
        try:
            make(own, f"q={number}", address=(HOME, ELSEWHERE)[number])
        except RefusedError:
            refused.append(number)

    at_once(planned, ask)
    assert len(refused) == 1
    assert count(planned) == 1
