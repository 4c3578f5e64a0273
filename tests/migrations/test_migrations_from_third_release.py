"""A service of the third release gets saved views: everything that was there stays, and nobody has a view yet."""

from __future__ import annotations

import pytest
from first_release import ROWS
from fourth_release import usual_since_fourth
from second_release import ADDED as ADDED_BY_SECOND
from since_fifth_release import brought_forth, without_kept_feeds
from small_plan import any_row
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from test_migrations_from_first_release import everything, triggers_of
from third_release import ADDED, go_back_to_third, make_third_release

from wheel.core.feed_sources import FeedForm
from wheel.core.periods import Zoom
from wheel.core.saved_views import SavedView
from wheel.store.account_endings import erase_person
from wheel.store.database import Database
from wheel.store.migrations import migrate
from wheel.store.saved_views import add_view, views_at_hand, views_of
from wheel.store.tables import FeedBodyRow, FeedRow

OWN = SavedView("", "Min", Zoom.MONTH)
SHARED = SavedView("", "Alles", Zoom.BUDGET, is_list=True, is_shared=True)


@pytest.fixture
def third(empty_database: Database) -> Database:
    make_third_release(empty_database)
    return empty_database


def test_every_row_is_kept_there_and_back(third: Database) -> None:
    before, triggers = everything(third), triggers_of(third)
    filled = {table.partition(" ")[0] for table in (*ROWS, *ADDED_BY_SECOND, *ADDED)} | {"posts", "memberships"}
    assert {table for table, rows in before.items() if rows} - {"stamps"} == filled | {"tenures"}
    migrate(third)
    after = everything(third)
    usual = usual_since_fourth(third)
    usual["feeds"]["filter"] = None
    assert {table: after[table] for table in before} == {
        table: [row | usual.get(table, {}) for row in rows] for table, rows in brought_forth(before).items()
    }
    assert after["saved_views"] == []
    go_back_to_third(third)
    assert everything(third) == without_kept_feeds(before)
    assert triggers_of(third) == triggers


def test_on_the_way_back_the_feeds_of_views_go_and_everybody_elses_stay(third: Database) -> None:
    """The release before would take them for feeds of everything."""
    before = without_kept_feeds(everything(third))
    migrate(third)
    with third.writing() as session:
        session.add(FeedRow(id=99, filter="kinds=meeting"))
        session.flush()
        session.add(any_row(FeedBodyRow, feed_id=99, form=FeedForm.ICALENDAR))
    go_back_to_third(third)
    assert {name: everything(third)[name] for name in ("feeds", "feed_bodies")} == {
        name: before[name] for name in ("feeds", "feed_bodies")
    }


def test_its_accounts_save_views_which_go_with_them(third: Database) -> None:
    migrate(third)
    with third.writing() as session:
        add_view(session, "acc7", OWN)
        add_view(session, None, SHARED)
        assert [view.name for view in views_at_hand(session, "acc7")] == ["Alles", "Min"]
    with third.writing() as session:
        erase_person(session, "acc7")
    with third.reading() as session:
        assert views_of(session, "acc7") == ()
        assert [view.name for view in views_of(session, None)] == ["Alles"]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ("'v1', 7, 'Min', 'week', '', false", "no such zoom"),
        ("'v1', 99, 'Min', 'year', '', false", "no such account"),
        ("'v0', 7, 'Anden', 'year', '', false", "an id is used once"),
        ("'v1', 7, 'Den første', 'year', '', false", "one account, one name"),
    ],
)
def test_the_database_refuses_what_can_be_no_view(third: Database, values: str, reason: str) -> None:
    migrate(third)
    insert = "INSERT INTO saved_views (public_id, account_id, name, zoom, query, is_list) VALUES ({})"
    with third.engine.begin() as connection:
        connection.execute(text(insert.format("'v0', 7, 'Den første', 'year', '', false")))
    with pytest.raises(IntegrityError), third.engine.begin() as connection:
        connection.execute(text(insert.format(values)))
    with third.reading() as session:
        assert len(views_of(session, "acc7")) == 1, reason
