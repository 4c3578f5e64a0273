"""A service of the first release is brought up to date with everything that it holds, and back."""

from __future__ import annotations

from datetime import date

import pytest
from first_release import ROWS, go_back, make_first_release
from fourth_release import usual_since_fourth
from since_fifth_release import brought_forth, without_kept_feeds
from small_plan import MOMENT
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from wheel.core.access import OPERATOR
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Status
from wheel.store.bodies import find_body
from wheel.store.database import Database
from wheel.store.migrations import migrate
from wheel.store.organisation import load_calendar
from wheel.store.planning import planned_in_years
from wheel.store.series import find_series
from wheel.usecases.add_extra import AddExtra, add_extra
from wheel.usecases.plan_year import plan_year, preview_plan

NEW = {
    "bodies": {"notice_days": None, "notice_weekday": None, "merged_into_id": None, "version": 1},
    "local_days": {"version": 1},
    "rings": {"version": 1},
    "series": {"version": 1},
    "occurrences": {"is_extra": False, "is_in_draft": False, "version": 1},
    "year_plans": {"has_draft": False},
    "organisation": {"has_public_part": True, "allows_passwords": True, "admits_newcomers": True, "version": 1},
    "items": {"case_officer_post_id": None, "version": 1},
    "feeds": {"filter": None},
    "accounts": {
        "email": None,
        "second_factor_key": None,
        "second_factor_since": None,
        "second_factor_step": None,
        "provider_issuer": None,
        "provider_subject": None,
        "is_closed": False,
        "is_anonymised": False,
        "version": 1,
        "role": "planner",
    },
}
# Browsers have keys of their own now, so everybody signs in once more.
GONE = {"accounts": {"session_key"}}
# Whoever might edit holds the post that histories name.
FILLED = {"posts", "tenures", "memberships"}


@pytest.fixture
def first(empty_database: Database) -> Database:
    make_first_release(empty_database)
    return empty_database


def test_every_row_is_kept_and_what_is_new_takes_its_usual_value(first: Database) -> None:
    before = everything(first)
    assert {table for table in before if table != "stamps"} == set(ROWS), "every table is filled"
    migrate(first)
    after, usual = everything(first), usual_since_fourth(first)
    assert {table: after[table] for table in before} == {
        table: [without(row | NEW.get(table, {}) | usual.get(table, {}), GONE.get(table, set())) for row in rows]
        for table, rows in brought_forth(before).items()
    }
    assert {table for table, rows in after.items() if table not in before and rows} == FILLED


def test_every_row_is_kept_on_the_way_back(first: Database) -> None:
    before, triggers = without_kept_feeds(everything(first)), triggers_of(first)
    migrate(first)
    go_back(first)
    after = everything(first)
    keys = [[account.pop("session_key") for account in rows["accounts"]] for rows in (before, after)]
    assert after == before
    assert all(keys[1])
    assert keys[0] != keys[1], "nobody is signed in"
    assert triggers_of(first) == triggers


@pytest.mark.parametrize("table", ["occurrence_changes", "stop_changes"])
@pytest.mark.parametrize("statement", ["UPDATE {table} SET actor = 'En anden'", "DELETE FROM {table}"])
def test_history_is_append_only_after_upgrading(first: Database, table: str, statement: str) -> None:
    migrate(first)
    with pytest.raises(DBAPIError, match="history is append-only"), first.writing() as session:
        session.execute(text(statement.format(table=table)))


def test_what_the_rows_say_is_read_as_before(first: Database) -> None:
    migrate(first)
    with first.reading() as session:
        body = find_body(session, OPERATOR, "ØKU")
        moved, blocked = planned_in_years(session, (2026,))
    assert (body.short_name, body.notice.count, body.version) == ("oeu", 4, 1)  # type: ignore[union-attr]
    assert (moved.plan.span, moved.plan.rule_says) == (
        DateSpan.of_day(date(2026, 9, 3)),
        DateSpan.of_day(date(2026, 9, 2)),
    )
    assert (moved.has_items, moved.has_history, moved.plan.is_moved) == (True, True, True)
    assert (blocked.plan.status, blocked.plan.because) == (Status.BLOCKED, "Efterårsferie")


def test_a_rule_with_skips_plans_what_it_planned(first: Database) -> None:
    """Every Tuesday of 2026 but the one left out; those in the autumn holiday and on public holidays not held."""
    migrate(first)
    with first.reading() as session:
        calendar = load_calendar(session, 2025, 2027)
        proposals = find_series(session, "weekly").schedule.proposals(2026, calendar)
    assert [one.slot.span.start.isocalendar().week for one in proposals] == [*range(2, 7), *range(8, 54)]
    assert [(one.span.start, one.because) for one in proposals if one.is_blocked] == [
        (date(2026, 10, 13), "Efterårsferie")
    ]


def test_planning_goes_on_from_what_was_there(first: Database) -> None:
    migrate(first)
    with first.reading() as session:
        lines = preview_plan(session, OPERATOR, 2026, MOMENT.today).lines
    assert not {"occ1", "occ2"} & {line.id for line in lines if line.after is None}, "nothing goes"
    with first.writing() as session:
        plan_year(session, OPERATOR, 2026, MOMENT, publish=True)
    with first.reading() as session:
        assert {"occ1", "occ2"} < {planned.id for planned in planned_in_years(session, (2026,))}


def test_what_was_only_in_a_draft_is_left_out_on_the_way_back_and_the_rest_stays(first: Database) -> None:
    """The release before knows no drafts: it would show them to everybody."""
    migrate(first)
    with first.writing() as session:
        plan_year(session, OPERATOR, 2026, MOMENT)
        planned = planned_in_years(session, (2026,))
    assert [one for one in planned if one.plan.is_in_draft], "a draft was made beside the published year"
    published = {one.id for one in planned if not one.plan.is_in_draft}
    go_back(first)
    with first.engine.connect() as connection:
        found = set(connection.execute(text("SELECT public_id FROM occurrences")).scalars())
    assert found == published == {"occ1", "occ2"}


def test_two_on_one_slot_become_one_on_the_way_back(first: Database) -> None:
    """The release before knows no extra meeting on a day that has one already; the rule's own stays."""
    migrate(first)
    with first.writing() as session:
        new = add_extra(session, OPERATOR, AddExtra("weekly", date(2026, 10, 13)), MOMENT)
        other = add_extra(session, OPERATOR, AddExtra("weekly", date(2026, 10, 14)), MOMENT)
    go_back(first)
    with first.engine.connect() as connection:
        found = set(connection.execute(text("SELECT public_id FROM occurrences")).scalars())
    assert new not in found
    assert found == {"occ1", "occ2", other}


def without(row: dict[str, object], names: set[str]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in names}


def everything(database: Database) -> dict[str, list[dict[str, object]]]:
    """Every row of every table, as columns and values."""
    with database.engine.connect() as connection:
        tables = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
        return {
            name: [dict(row) for row in connection.execute(text(f"SELECT * FROM {name} ORDER BY 1")).mappings()]  # noqa: S608
            for name in tables
        }


def triggers_of(database: Database) -> set[str]:
    is_sqlite = database.engine.dialect.name == "sqlite"
    with database.engine.connect() as connection:
        found = connection.execute(
            text(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
                if is_sqlite
                else "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
                "WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
            )
        )
        return set(found.scalars())
