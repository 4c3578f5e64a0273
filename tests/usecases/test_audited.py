"""What a use case changes is written down once, in its own transaction; what it does not change is not."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from audit_entries import audit_of
from small_plan import COMMITTEE, DAYS, MEETINGS, MOMENT, PLANNER, SECRETARY, later, place, set_up
from sqlalchemy.orm import Session

from wheel.core.access import ANONYMOUS, OPERATOR, Role, Viewer
from wheel.core.audit import Act, AuditEntry, AuditThing
from wheel.errors import ForbiddenError, RefusedError
from wheel.store.accounts import add_account, find_account
from wheel.store.database import Database
from wheel.usecases.audited import as_one_act, audit
from wheel.usecases.cancel_occurrence import (
    CancelOccurrence,
    ReinstateOccurrence,
    cancel_occurrence,
    reinstate_occurrence,
)
from wheel.usecases.create_account import CreateAccount, create_account
from wheel.usecases.dump_plan import dump_plan, note_dump
from wheel.usecases.import_minutes import ImportMinutes, PointToPlace, RowToPlace, import_minutes
from wheel.usecases.load_plan import load_plan
from wheel.usecases.load_sample import load_sample
from wheel.usecases.move_occurrence import MoveOccurrence, NewTimes, move_occurrence
from wheel.usecases.plan_year import plan_year

Said = tuple[str, AuditThing, str, dict[str, object]]


def said(entries: list[AuditEntry]) -> list[Said]:
    return [(entry.act, entry.thing, entry.thing_id, entry.told) for entry in entries]


def written(database: Database, do: Callable[[Session], object]) -> list[Said]:
    """What doing it adds to the audit."""
    before = len(audit_of(database))
    with database.writing() as session:
        do(session)
    return said(audit_of(database)[before:])


def test_an_entry_names_the_account_and_the_post_and_the_moment(database: Database) -> None:
    with database.writing() as session:
        account = add_account(session, "stab", "Anna", "hash", Role.PLANNER)
        viewer = Viewer(Role.PLANNER, "Stabschefen", account_id=account, person="Anna")
        audit(session, viewer, MOMENT, Act.SAVED, AuditThing.BODY, "kb", year=2027)
    (entry,) = audit_of(database)
    assert (entry.account_id, entry.person, entry.actor, entry.at) == (account, "Anna", "Stabschefen", MOMENT.at)
    assert said([entry]) == [("saved", AuditThing.BODY, "kb", {"year": 2027})]


@pytest.mark.parametrize(
    ("viewer", "actor"), [(OPERATOR, "System"), (ANONYMOUS, "")], ids=["the operator's commands", "a visitor"]
)
def test_who_has_no_account_is_named_by_none(database: Database, viewer: Viewer, actor: str) -> None:
    with database.writing() as session:
        audit(session, viewer, MOMENT, Act.SAVED, AuditThing.BODY, "kb")
    assert [(entry.account_id, entry.actor) for entry in audit_of(database)] == [(None, actor)]


def test_what_is_refused_is_not_written_down(database: Database) -> None:
    plan = set_up(database)
    before = audit_of(database)

    def save_and_reinstate() -> None:
        with database.writing() as session:
            audit(session, PLANNER, MOMENT, Act.SAVED, AuditThing.BODY, "kb")
            reinstate_occurrence(session, PLANNER, ReinstateOccurrence(plan.meetings[0]), MOMENT)

    with pytest.raises(RefusedError):
        save_and_reinstate()
    assert audit_of(database) == before


def test_what_is_done_within_one_act_is_one_entry(database: Database) -> None:
    def do(session: Session) -> None:
        with as_one_act(session, PLANNER, MOMENT, Act.LOADED, AuditThing.PLAN, "plan", year=2027):
            audit(session, PLANNER, MOMENT, Act.SAVED, AuditThing.BODY, "kb")
            with as_one_act(session, PLANNER, MOMENT, Act.SAMPLE_LOADED, AuditThing.PLAN, "plan"):
                audit(session, PLANNER, MOMENT, Act.SAVED, AuditThing.BODY, "ou")
        audit(session, PLANNER, MOMENT, Act.DELETED, AuditThing.BODY, "kb")

    assert written(database, do) == [
        ("loaded", AuditThing.PLAN, "plan", {"year": 2027}),
        ("deleted", AuditThing.BODY, "kb", {}),
    ]


def test_an_act_that_fails_within_leaves_nothing_and_the_next_is_written_down(database: Database) -> None:
    def do(session: Session) -> None:
        with pytest.raises(RefusedError), as_one_act(session, PLANNER, MOMENT, Act.LOADED, AuditThing.PLAN, "plan"):
            raise RefusedError("No.")
        audit(session, PLANNER, MOMENT, Act.SAVED, AuditThing.BODY, "kb")

    assert written(database, do) == [("saved", AuditThing.BODY, "kb", {})]


def test_loading_the_sample_is_one_entry_and_finding_it_there_is_none(sqlite_database: Database) -> None:
    def load(session: Session) -> object:
        return load_sample(session, OPERATOR, MOMENT, only_if_empty=True)

    assert written(sqlite_database, load) == [("sample loaded", AuditThing.PLAN, "plan", {})]
    assert written(sqlite_database, load) == []


def test_taking_the_plan_out_and_putting_it_in_are_written_down(
    sqlite_database: Database, new_sqlite: Callable[[], Database]
) -> None:
    set_up(sqlite_database)
    out = io.StringIO()
    with sqlite_database.reading() as session:
        dump_plan(session, OPERATOR, out)
    exported = written(sqlite_database, lambda session: note_dump(session, OPERATOR, MOMENT))
    assert exported == [("exported", AuditThing.PLAN, "plan", {})]
    document = io.BytesIO(out.getvalue().encode())
    loaded = written(new_sqlite(), lambda session: load_plan(session, OPERATOR, document, MOMENT))
    assert loaded == [("loaded", AuditThing.PLAN, "plan", {})], "the audit itself does not move along"
    with pytest.raises(ForbiddenError), sqlite_database.writing() as session:
        note_dump(session, SECRETARY, MOMENT)


def test_planning_a_year_is_written_down_with_its_counts_and_planning_it_again_is_not(database: Database) -> None:
    set_up(database, years=())

    def plan(session: Session) -> object:
        return plan_year(session, PLANNER, 2027, MOMENT, publish=True)

    told = {"new": 2, "changed": 0, "removed": 0, "published": True}
    assert written(database, plan) == [("planned", AuditThing.YEAR, "2027", told)]
    assert written(database, plan) == []


def test_a_cancelled_meeting_is_one_entry_with_all_that_was_on_its_agenda(database: Database) -> None:
    meeting = set_up(database).meetings[0]
    place(database, meeting, "Budget", "Regnskab")
    cancel = CancelOccurrence(meeting, "En grund, som ikke står her")
    assert written(database, lambda session: cancel_occurrence(session, SECRETARY, cancel, MOMENT)) == [
        ("cancelled", AuditThing.OCCURRENCE, meeting, {"in_draft": False})
    ]


def test_moving_a_meeting_tells_from_where_to_where_and_another_time_is_told_apart(database: Database) -> None:
    meeting = set_up(database).meetings[0]
    moved = MoveOccurrence(meeting, DAYS[0].replace(day=3), "En grund")
    days = {"from": "2026-12-01", "to": "2026-12-03", "in_draft": False}
    assert written(database, lambda session: move_occurrence(session, SECRETARY, moved, MOMENT)) == [
        ("moved", AuditThing.OCCURRENCE, meeting, days)
    ]
    held = MEETINGS.held_by(None)
    retimed = MoveOccurrence(meeting, DAYS[0].replace(day=3), times=NewTimes(held.start_time, None))
    (entry,) = written(database, lambda session: move_occurrence(session, SECRETARY, retimed, MOMENT))
    assert entry[0] == "retimed"


def test_minutes_are_one_entry_with_counts_and_taking_them_over_again_is_none(database: Database) -> None:
    set_up(database)
    point = PointToPlace("Budget 2027", "Budget 2027", "")
    row = RowToPlace(DAYS[0], (point,))
    minutes = ImportMinutes(COMMITTEE, (row,), (), "Uden dato", "Møde", create_meetings=False)

    def take_over(session: Session) -> object:
        return import_minutes(session, SECRETARY, minutes, later())

    counts = {"create": 0, "block": 0, "place": 1, "await": 0}
    assert written(database, take_over) == [("minutes imported", AuditThing.BODY, COMMITTEE, counts)]
    assert written(database, take_over) == []
    assert written(database, lambda session: import_minutes(session, SECRETARY, minutes, MOMENT, dry_run=True)) == []


def test_a_new_account_is_written_down_by_its_id_and_role_alone(database: Database) -> None:
    command = CreateAccount("anna", "Anna", "fire ord som ingen gætter", Role.READER)
    entries = written(database, lambda session: create_account(session, OPERATOR, command, MOMENT))
    with database.reading() as session:
        account = find_account(session, "anna")
    assert account is not None
    assert entries == [("added", AuditThing.ACCOUNT, account.id, {"role": "reader"})]
