"""Of feeds a plan document holds everybody's: one's own are personal data, stay where they are, and stand in no way."""

from __future__ import annotations

import json

from plan_documents import complete, dump, load
from plan_feed_documents import CHOSEN, FEED_EVENTS, FEED_SLOTS, FEEDS
from small_plan import MOMENT, any_row
from sqlalchemy import select

from wheel.core.access import OPERATOR, Role
from wheel.core.feed_options import Deadlines, FeedOptions
from wheel.core.feed_sources import FeedSource
from wheel.store.accounts import add_account
from wheel.store.database import Database
from wheel.store.feeds import add_feed, find_feed_about
from wheel.store.stamps import changed_since, read_stamp
from wheel.store.tables import (
    AccountRow,
    FeedEventRow,
    FeedFetchRow,
    FeedRow,
    FeedSlotRow,
    FeedTaskRow,
    FollowUpRow,
    OccurrenceRow,
    StopRow,
)

SECRET = "5ec7e7" * 10
NAME = "min zebrafinke"


def with_own_feed(database: Database) -> int:
    """A person's calendar of everything; its row id."""
    with database.writing() as session:
        add_account(session, "sekretariat", "Sekretariatet", None, Role.PLANNER)
        account = session.scalars(select(AccountRow.id)).one()
        row = FeedRow(account_id=account, token_hash=SECRET, name=NAME, made_at=MOMENT.at)
        session.add(row)
        session.flush()
        session.add(any_row(FeedFetchRow, feed_id=row.id, client="khal"))
        return row.id


def send_to_its_owner(database: Database) -> None:
    with database.writing() as session:
        (meeting, stop, task) = (
            session.scalars(select(table.id)).first() for table in (OccurrenceRow, StopRow, FollowUpRow)
        )
        for rendition in ("feed:own", "dagsorden|feed:own"):
            session.add(any_row(FeedEventRow, occurrence_id=meeting, rendition=rendition))
        session.add(any_row(FeedSlotRow, stop_id=stop, rendition="feed:own"))
        session.add(any_row(FeedTaskRow, follow_up_id=task, rendition="feed:own"))


def test_ones_own_calendars_and_what_they_were_sent_are_in_no_document(database: Database) -> None:
    load(database, complete())
    before = dump(database)
    with_own_feed(database)
    send_to_its_owner(database)
    assert dump(database) == before
    written = json.loads(before)
    assert (written["feeds"], written["feed_events"], written["feed_slots"]) == (FEEDS, FEED_EVENTS, FEED_SLOTS)


def test_ones_own_calendars_are_no_plan_that_stands_in_the_way_and_stay_when_one_is_loaded(database: Database) -> None:
    row_id = with_own_feed(database)
    assert load(database, complete())["feeds"] == len(FEEDS)
    with database.reading() as session:
        kept = session.get_one(FeedRow, row_id)
        assert (kept.token_hash, kept.name) == (SECRET, NAME)
        assert session.scalars(select(FeedFetchRow.client)).all() == ["khal"]


def test_after_loading_every_occurrence_may_be_another_one_to_what_was_kept(database: Database) -> None:
    """One's own calendar of an empty plan was kept, and would else be kept on as empty."""
    with database.reading() as session:
        before = read_stamp(session)
    load(database, complete())
    with database.reading() as session:
        assert read_stamp(session) > before
        assert changed_since(session, before) is None


def test_what_is_loaded_is_what_the_rest_of_the_service_expects(database: Database) -> None:
    load(database, complete() | {"organisation": complete()["organisation"] | {"has_public_part": True}})
    with database.reading() as session:
        item = find_feed_about(session, OPERATOR, FeedSource(item="item9"), FeedOptions())
        body = find_feed_about(session, OPERATOR, FeedSource(body="ØU"), FeedOptions(agenda=False, language="en"))
    assert item is not None
    assert body is not None
    assert (item.id, item.address, item.is_own) == ("ifeed", "punkt-item9", False)
    assert (body.id, body.address) == (CHOSEN["id"], "oeu?agenda=no&language=en")


def test_options_are_kept_in_their_usual_form_and_without_what_is_not_for_everybody(database: Database) -> None:
    document = complete()
    document["feeds"][3]["options"] = "x=1&language=en&drafts=yes&closed=yes&agenda=yes&deadlines=none"
    load(database, document)
    with database.reading() as session:
        row = session.scalars(select(FeedRow).where(FeedRow.public_id == CHOSEN["id"])).one()
    assert row.options == FeedOptions(deadlines=Deadlines.NONE, language="en").query


def test_the_order_of_what_was_sent_is_no_languages(database: Database) -> None:
    """A database may order texts as a dictionary does; the document must not depend on it."""
    document = complete()
    # A dictionary passes over the signs, and puts these between the others.
    names = ["", "a=b", "a=b&c=d", "ab", "b-a", "b=a", "ba", "dagsorden|", "dagsorden|a=b"]
    document["feed_events"] = [FEED_EVENTS[0] | {"rendition": name} for name in names]
    load(database, document)
    written = json.loads(dump(database))["feed_events"]
    assert [one["rendition"] for one in written] == sorted(names)


def test_a_document_from_before_feeds_had_addresses_is_loaded(database: Database) -> None:
    document = complete()
    del document["feed_slots"]
    document["feeds"] = [{"id": "zfeed", "body": "ØU"}, {"id": "view1", "filter": "kinds=meeting"}]
    document["feed_events"] = [{name: value for name, value in FEED_EVENTS[0].items() if name != "rendition"}]
    load(database, document)
    written = json.loads(dump(database))
    assert [feed["address"] for feed in written["feeds"]] == [None, None]
    assert written["feed_events"] == FEED_EVENTS[:1], "what was sent to all is what is sent to those who choose nothing"
    assert written["feed_slots"] == []


def test_a_feed_made_after_loading_does_not_collide_with_those_that_came(database: Database) -> None:
    load(database, complete())
    with database.writing() as session:
        made = add_feed(session, FeedSource(item="item9"), FeedOptions(language="en"), "punkt-item9?language=en")
    assert made.id not in {feed["id"] for feed in FEEDS}
