"""A service of the fourth release gets agendas that are decided, wait and are sent: all that was there stays."""

from __future__ import annotations

import pytest
from first_release import ROWS
from fourth_release import ADDED, go_back_to_fourth, make_fourth_release, usual_since_fourth
from since_fifth_release import NEW_TABLES as NEW_SINCE_FIFTH
from since_fifth_release import brought_forth, without_kept_feeds
from small_plan import MOMENT
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from test_migrations_from_first_release import everything, triggers_of
from third_release import ADDED as ADDED_BY_THIRD

from wheel.core.access import OPERATOR
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.stops import StopState, Waiting
from wheel.store.database import Database
from wheel.store.migrations import migrate
from wheel.store.stops import find_stop, history_of
from wheel.usecases.move_stop import HoldStop, WithdrawStop, hold_stop, withdraw_stop

NEW_TABLES = {
    *("meeting_records", "agenda_versions", "route_templates", "route_steps"),
    *("standing_items", "standing_posts", "uploaded_minutes"),
    *NEW_SINCE_FIFTH,
}


@pytest.fixture
def fourth(empty_database: Database) -> Database:
    make_fourth_release(empty_database)
    return empty_database


def test_every_row_is_kept_there_and_back(fourth: Database) -> None:
    before, triggers = everything(fourth), triggers_of(fourth)
    filled = {table.partition(" ")[0] for table in (*ROWS, *ADDED_BY_THIRD, *ADDED)}
    assert filled <= {table for table, rows in before.items() if rows}
    migrate(fourth)
    after, usual = everything(fourth), usual_since_fourth(fourth)
    for table, rows in brought_forth(before).items():
        added = usual.get(table, {})
        assert [{name: row[name] for name in row if name not in added} for row in after[table]] == rows, table
        assert {name for row in after[table] for name in row} <= {name for row in rows for name in row} | added.keys()
    assert {table for table in after if table not in before} == NEW_TABLES
    assert not any(after[table] for table in NEW_TABLES)
    go_back_to_fourth(fourth)
    assert everything(fourth) == without_kept_feeds(before)
    assert triggers_of(fourth) == triggers


def test_what_was_there_before_searching_can_be_found(fourth: Database) -> None:
    migrate(fourth)
    folded = {str(row["public_id"]): str(row["folded"]) for row in everything(fourth)["items"]}
    assert folded["item1"] == "budget"
    assert folded["item7"].splitlines()[:3] == ["apv paa aeroe", "26/17", "kort"]


def test_its_stops_are_changed_as_new_ones_are_and_have_a_place_to_go_back_to(fourth: Database) -> None:
    migrate(fourth)
    waiting = Waiting("Afventer svar", LookAgain(LookKind.MEETING, body="oeu"))
    with fourth.writing() as session:
        held = hold_stop(session, OPERATOR, HoldStop("stop7", 2, waiting), MOMENT)
        gone = withdraw_stop(session, OPERATOR, WithdrawStop("stop1", 1, "Bortfaldet"), MOMENT)
        assert (held.state, gone.state, gone.position) == (StopState.ON_HOLD, StopState.WITHDRAWN, 1)
        assert [change.state for change in history_of(session, "stop7")] == [None, StopState.ON_HOLD]
    go_back_to_fourth(fourth)
    stops = {row["public_id"]: (row["state"], row["position"]) for row in everything(fourth)["stops"]}
    assert stops == {"stop1": ("withdrawn", None), "stop7": ("awaiting", None), "stop8": ("withdrawn", None)}
    migrate(fourth)
    with fourth.reading() as session:
        assert find_stop(session, OPERATOR, "stop7").state is StopState.AWAITING


@pytest.mark.parametrize("table", ["stop_changes", "agenda_versions"])
@pytest.mark.parametrize("statement", ["UPDATE {table} SET actor = 'En anden'", "DELETE FROM {table}"])
def test_history_is_append_only_after_upgrading(fourth: Database, table: str, statement: str) -> None:
    migrate(fourth)
    with fourth.engine.begin() as connection:
        sent = "1, 'sent1', 1, 1, '2026-06-01 08:30:00+00', 'Sekretariatet', '[]'"
        connection.exec_driver_sql(f"INSERT INTO agenda_versions VALUES ({sent})")  # noqa: S608
    with pytest.raises(DBAPIError, match="history is append-only"), fourth.writing() as session:
        session.execute(text(statement.format(table=table)))
