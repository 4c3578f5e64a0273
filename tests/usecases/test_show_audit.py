"""The audit is for administrators: a page at a time, or all of it in chunks; a fuller page asks for no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from audit_entries import audit_of
from small_plan import ADMINISTRATOR, EVERYBODY, MOMENT, place, set_up
from test_plan_statements import counting

from wheel.core.access import OPERATOR, Role, Viewer
from wheel.core.audit import AuditFilter, AuditThing
from wheel.errors import ForbiddenError
from wheel.store.accounts import add_account
from wheel.store.audit import append_audit
from wheel.store.database import Database
from wheel.usecases.show_audit import CHUNK, PAGE, AuditPage, AuditPlace, export_audit, show_audit

ALL, NEWEST = AuditFilter(), AuditPlace()
NO_DAYS = (None, None)


def page(
    database: Database, wanted: AuditFilter = ALL, place: AuditPlace = NEWEST, viewer: Viewer = ADMINISTRATOR
) -> AuditPage:
    with database.reading() as session:
        return show_audit(session, viewer, wanted, place)


def fill(database: Database, count: int) -> list[str]:
    """So many entries of bodies, written by one account a minute apart; their things' ids, the newest first."""
    with database.writing() as session:
        account = add_account(session, "stab", "Anna", "hash", Role.PLANNER)
        for number in range(count):
            at = MOMENT.at + timedelta(minutes=number)
            append_audit(session, account, "Stabschefen", at, "saved", AuditThing.BODY, f"b{number}", {})
    return [f"b{number}" for number in reversed(range(count))]


@pytest.mark.parametrize("viewer", [viewer for viewer in EVERYBODY if viewer is not ADMINISTRATOR])
def test_nobody_but_an_administrator_reads_it(database: Database, viewer: Viewer) -> None:
    with pytest.raises(ForbiddenError, match="administrator"):
        page(database, viewer=viewer)
    with pytest.raises(ForbiddenError, match="administrator"):
        export_audit(database, viewer, ALL, MOMENT, NO_DAYS)
    assert audit_of(database) == []


def test_fifty_are_on_a_page_and_the_next_pages_are_older(database: Database) -> None:
    ids = fill(database, 2 * PAGE + 1)
    first = page(database)
    assert first.older is not None
    second = page(database, place=first.older)
    assert second.older is not None
    third = page(database, place=second.older)
    assert [[entry.thing_id for entry in one.entries] for one in (first, second, third)] == [
        ids[:PAGE],
        ids[PAGE : 2 * PAGE],
        ids[2 * PAGE :],
    ]
    assert (first.newer, third.older) == (None, None)
    assert third.newer is not None
    assert page(database, place=third.newer).entries == second.entries
    assert [account.display_name for account in first.accounts] == ["Anna"]


def test_nothing_at_all_is_an_empty_page(database: Database) -> None:
    found = page(database, AuditFilter(thing_id="nowhere"))
    assert (found.entries, found.newer, found.older) == ((), None, None)


def test_a_page_takes_as_many_queries_however_full_it_is(new_sqlite: Callable[[], Database]) -> None:
    counts = []
    for size in (1, 20):
        database = new_sqlite()
        plan = set_up(database)
        place(database, plan.meetings[0], *[f"Punkt {number}" for number in range(size)])
        with counting(database) as statements:
            found = page(database)
        assert len(found.entries) > size
        counts.append(len(statements))
    assert counts[0] == counts[1] > 0


def test_what_is_closed_to_an_administrator_has_no_name(database: Database) -> None:
    plan = set_up(database)
    (stop,) = place(database, plan.meetings[0], "Opsigelse", closed=True)
    (open_stop,) = place(database, plan.meetings[0], "Budget")
    names = {thing_id: name.title for (_, thing_id), name in page(database).names.items()}
    assert stop not in names
    assert names[open_stop] == "Budget"
    assert "Opsigelse" not in repr(page(database))


def test_an_export_holds_all_that_is_wanted_and_is_itself_written_down_first(database: Database) -> None:
    ids = fill(database, 2 * CHUNK + 1)
    wanted = AuditFilter(thing=AuditThing.BODY)
    chunks = export_audit(database, ADMINISTRATOR, wanted, MOMENT, (date(2026, 11, 1), None))
    (note,) = (entry for entry in audit_of(database) if entry.thing is AuditThing.AUDIT)
    assert (note.act, note.told) == ("exported", {"from": "2026-11-01"}), "before anything is fetched"
    assert [entry.thing_id for chunk in chunks for entry in chunk.entries] == ids


def test_an_export_does_not_hold_what_is_done_while_it_is_fetched(sqlite_database: Database) -> None:
    ids = fill(sqlite_database, CHUNK + 1)
    chunks = export_audit(sqlite_database, ADMINISTRATOR, AuditFilter(thing=AuditThing.BODY), MOMENT, NO_DAYS)
    read = [entry.thing_id for entry in next(chunks).entries]
    with sqlite_database.writing() as session:
        append_audit(session, None, OPERATOR.name, MOMENT.at + timedelta(days=1), "saved", AuditThing.BODY, "new", {})
    read += [entry.thing_id for chunk in chunks for entry in chunk.entries]
    assert read == ids


def test_an_export_of_nothing_is_one_empty_chunk(database: Database) -> None:
    chunks = export_audit(database, ADMINISTRATOR, AuditFilter(thing_id="nowhere"), MOMENT, NO_DAYS)
    assert [chunk.entries for chunk in chunks] == [()]
