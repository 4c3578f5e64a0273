"""A service of the second release gets posts and roles: nobody sees less than before, and nobody more."""

from __future__ import annotations

import pytest
from first_release import ROWS
from second_release import ADDED, go_back_to_second, make_second_release
from since_fifth_release import without_kept_feeds
from small_plan import TODAY
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from test_migrations_from_first_release import everything, triggers_of

from wheel.core.access import Role, Viewer, may
from wheel.core.occurrences import Visibility
from wheel.core.permissions import Right, Thing
from wheel.core.posts import Seat
from wheel.store.accounts import find_account
from wheel.store.bodies import find_body, save_body
from wheel.store.database import Database
from wheel.store.migrations import migrate
from wheel.usecases.identify import viewer_of

BODIES = {"kb", "oeu"}


@pytest.fixture
def second(empty_database: Database) -> Database:
    make_second_release(empty_database)
    return empty_database


def viewer(database: Database, user_name: str) -> Viewer:
    with database.reading() as session:
        account = find_account(session, user_name)
        assert account is not None
        # Posts are held from the day of the migration, which may be any.
        begins = session.execute(text("SELECT max(begins) FROM tenures")).scalar_one()
        return viewer_of(session, account, max(TODAY, type(TODAY).fromisoformat(str(begins))))


@pytest.mark.parametrize(
    ("user_name", "role", "name", "secretary_of", "reason"),
    [
        ("sekretariat", Role.PLANNER, "Sekretariatet", BODIES, "a secretary of that release kept every agenda"),
        ("en til", Role.PLANNER, "Sekretariatet", BODIES, "two accounts of one name act for one post"),
        ("stab", Role.ADMINISTRATOR, "Stabschefen", BODIES, "an administrator saw closed items too"),
        ("leder", Role.READER, "@reader", set(), "a reader gets no seat, though called like a secretary"),
    ],
)
def test_everybody_may_what_they_might(
    second: Database, user_name: str, role: Role, name: str, secretary_of: set[str], reason: str
) -> None:
    migrate(second)
    found = viewer(second, user_name)
    assert (found.role, found.name, found.secretary_of) == (role, name, secretary_of), reason
    sees = {body for body in BODIES if may(found, Right.SEE, Thing.CLOSED_ITEM, body)}
    assert sees == secretary_of, reason


def test_a_post_is_made_once_and_sits_everywhere(second: Database) -> None:
    migrate(second)
    rows = everything(second)
    assert sorted(str(post["title"]) for post in rows["posts"]) == ["Sekretariatet", "Stabschefen"]
    assert {str(seat["seat"]) for seat in rows["memberships"]} == {Seat.SECRETARY}
    assert (len(rows["memberships"]), len(rows["tenures"])) == (4, 3)


def test_every_row_is_kept_there_and_back(second: Database) -> None:
    before, triggers = everything(second), triggers_of(second)
    filled = set(ROWS) | set(ADDED)
    assert {table for table, rows in before.items() if rows} - {"stamps"} == filled
    migrate(second)
    go_back_to_second(second)
    after = everything(second)
    for rows in (before, after):
        for account in rows["accounts"]:
            del account["session_key"]
    assert after == without_kept_feeds(before)
    assert triggers_of(second) == triggers


def test_what_was_closed_is_internal_on_the_way_back(second: Database) -> None:
    """The release before knows nothing more hidden; public it must not become."""
    migrate(second)
    with second.writing() as session:
        body = find_body(session, viewer(second, "sekretariat"), "kb")
        save_body(session, type(body)(**{**vars(body), "visibility": Visibility.CLOSED}), {})
    go_back_to_second(second)
    assert {row["short_name"]: row["visibility"] for row in everything(second)["bodies"]}["kb"] == "internal"


@pytest.mark.parametrize("statement", ["UPDATE audit_entries SET actor = 'En anden'", "DELETE FROM audit_entries"])
def test_the_audit_is_append_only(second: Database, statement: str) -> None:
    migrate(second)
    with second.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO audit_entries VALUES (1, 'a1', '2026-06-01 08:30:00+00', 1, 'x', 'saved', 'body', 'kb', '{}')"
        )
    with pytest.raises(DBAPIError, match="history is append-only"), second.writing() as session:
        session.execute(text(statement))
