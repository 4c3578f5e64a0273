"""The stamp rises once with each transaction that changes what is shown, and with no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from databases import another
from small_plan import (
    COMMITTEE,
    DAYS,
    MEETINGS,
    MOMENT,
    SECRETARY,
    SmallPlan,
    a_body,
    any_row,
    place,
    set_up,
    stop_now,
)
from sqlalchemy import select

from wheel.core.access import OPERATOR, Role
from wheel.core.dates import DateSpan
from wheel.core.feed_sources import FeedForm
from wheel.core.local_days import LocalDays, LocalDaysKind
from wheel.core.plan import PlanStatus
from wheel.core.rules import DateList
from wheel.core.schedule import Schedule
from wheel.core.stops import NewItem
from wheel.errors import RefusedError, WheelError
from wheel.store.accounts import add_account, count_failure, find_account, forget_failures, set_password_hash
from wheel.store.bodies import add_body
from wheel.store.database import Database, Session
from wheel.store.feeds import ensure_feeds
from wheel.store.occurrences import occurrence_row
from wheel.store.organisation import add_local_days, find_organisation, save_organisation, set_plan_status
from wheel.store.series import add_series, replace_schedule
from wheel.store.stamps import raise_stamp, read_stamp
from wheel.store.tables import BodyRow, FeedBodyRow, FeedEventRow, FeedRow
from wheel.usecases.add_item import AddItem, add_item
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.move_occurrence import MoveOccurrence, move_occurrence
from wheel.usecases.move_stop import MoveStop, OrderStop, WithdrawStop, move_stop, order_stop, withdraw_stop
from wheel.usecases.plan_year import plan_year
from wheel.usecases.sign_in import SignIn, sign_in


@dataclass(frozen=True)
class There:
    """What a change may use."""

    session: Session
    plan: SmallPlan
    stops: list[str]


Change = Callable[[There], object]


def stamp(database: Database) -> int:
    with database.reading() as session:
        return read_stamp(session)


SHOWN: dict[str, Change] = {
    "adding an item": lambda at: add_item(
        at.session, SECRETARY, AddItem(COMMITTEE, NewItem("Ny sag"), at.plan.meetings[0]), MOMENT
    ),
    "moving an item": lambda at: move_stop(
        at.session, SECRETARY, MoveStop(at.stops[0], 1, at.plan.meetings[1]), MOMENT
    ),
    "postponing an item": lambda at: move_stop(at.session, SECRETARY, MoveStop(at.stops[0], 1, None, "Nej"), MOMENT),
    "reordering items": lambda at: order_stop(at.session, SECRETARY, OrderStop(at.stops[0], 1, 2), MOMENT),
    "withdrawing an item": lambda at: withdraw_stop(at.session, SECRETARY, WithdrawStop(at.stops[0], 1, "Nej"), MOMENT),
    "moving a meeting": lambda at: move_occurrence(
        at.session, SECRETARY, MoveOccurrence(at.plan.meetings[0], date(2026, 12, 2)), MOMENT
    ),
    "cancelling a meeting": lambda at: cancel_occurrence(
        at.session, SECRETARY, CancelOccurrence(at.plan.meetings[0], "Ingen sager"), MOMENT
    ),
    "adding a body": lambda at: add_body(at.session, a_body("chefforum")),
    "adding a series": lambda at: add_series(at.session, MEETINGS),
    "publishing a year": lambda at: set_plan_status(at.session, 2027, PlanStatus.DRAFT),
    "planning a new year": lambda at: plan_year(at.session, SECRETARY, 2030, MOMENT),
    "adding a school holiday": lambda at: add_local_days(
        at.session, LocalDays(LocalDaysKind.SCHOOL_HOLIDAY, "Ferie", DateSpan.of_day(DAYS[0]))
    ),
    "by hand": lambda at: raise_stamp(at.session),
}


@pytest.mark.parametrize("change", SHOWN.values(), ids=SHOWN)
def test_what_is_shown_raises_the_stamp_once(database: Database, change: Change) -> None:
    plan = set_up(database)
    stops = place(database, plan.meetings[0], "Budgetopfølgning", "Mødeplan")
    before = stamp(database)
    with database.writing() as session:
        change(There(session, plan, stops))
    assert stamp(database) == before + 1


@pytest.mark.parametrize("change", SHOWN.values(), ids=SHOWN)
def test_what_is_rolled_back_raises_no_stamp(database: Database, change: Change) -> None:
    plan = set_up(database)
    stops = place(database, plan.meetings[0], "Budgetopfølgning", "Mødeplan")
    before = stamp(database)

    def fail() -> None:
        with database.writing() as session:
            change(There(session, plan, stops))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert stamp(database) == before


def test_what_is_refused_raises_no_stamp(database: Database) -> None:
    plan = set_up(database)
    stops = place(database, plan.meetings[0], "Budgetopfølgning")
    before = stamp(database)
    with pytest.raises(WheelError), database.writing() as session:
        order_stop(session, SECRETARY, OrderStop(stops[0], 1, 7), MOMENT)
    assert stamp(database) == before


def test_many_changes_in_one_transaction_raise_it_once(database: Database) -> None:
    plan = set_up(database)
    before = stamp(database)
    place(database, plan.meetings[0], *(f"Sag {number}" for number in range(5)))
    assert stamp(database) == before + 1


def test_following_a_changed_rule_raises_the_stamp(database: Database) -> None:
    """The rule may have been changed in a transaction of its own, after which the feeds were rendered."""
    plan = set_up(database)
    with database.writing() as session:
        listed = DateList((DateSpan.of_day(date(2026, 12, 16)),))
        replace_schedule(session, plan.series, Schedule(listed))
    before = stamp(database)
    with database.writing() as session:
        planned = plan_year(session, SECRETARY, 2026, MOMENT)
    assert (planned.new, planned.removed) == (1, 2)
    assert stamp(database) == before + 1


def test_planning_again_raises_no_stamp_where_nothing_changes(database: Database) -> None:
    set_up(database)
    before = stamp(database)
    with database.writing() as session:
        plan_year(session, OPERATOR, 2026, MOMENT, publish=True)
    assert stamp(database) == before


def test_looking_raises_no_stamp(database: Database) -> None:
    plan = set_up(database)
    before = stamp(database)
    with database.writing() as session:
        assert find_organisation(session) is not None
        assert session.scalars(select(BodyRow)).all()
    assert stop_now(database, place(database, plan.meetings[0], "Sag")[0]).position == 1
    assert stamp(database) == before + 1, "only the item that was added"


def test_rendering_feeds_raises_no_stamp(database: Database) -> None:
    """Otherwise each poll would make the next one render again."""
    plan = set_up(database)
    with database.writing() as session:
        ensure_feeds(session)
    before = stamp(database)
    with database.writing() as session:
        feed = session.scalars(select(FeedRow)).first()
        occurrence = occurrence_row(session, plan.meetings[0])
        assert feed is not None
        session.add_all(
            [
                any_row(FeedEventRow, occurrence_id=occurrence.id),
                any_row(FeedBodyRow, feed_id=feed.id, form=FeedForm.ICALENDAR),
            ]
        )
    assert stamp(database) == before


def test_signing_in_raises_no_stamp(database: Database) -> None:
    set_up(database)
    before = stamp(database)
    with database.writing() as session:
        add_account(session, "sekretariat", "Sekretariatet", "hash", Role.PLANNER)
        count_failure(session, "someone", MOMENT.at)
    with database.writing() as session:
        account = find_account(session, "sekretariat")
        assert account is not None
        set_password_hash(session, account.id, "another hash")
        forget_failures(session, "someone")
    with pytest.raises(RefusedError):
        sign_in(database, SignIn("sekretariat", "wrong", "192.0.2.1", "secret"), MOMENT)
    assert stamp(database) == before


def test_a_new_name_of_the_organisation_is_shown(database: Database) -> None:
    set_up(database)
    with database.writing() as session:
        organisation = find_organisation(session)
    assert organisation is not None
    before = stamp(database)
    with database.writing() as session:
        save_organisation(session, type(organisation)("Fjordby Kommune", *list(vars(organisation).values())[1:]))
    assert stamp(database) == before + 1


def test_the_stamp_is_shared_by_all_processes(database: Database) -> None:
    plan = set_up(database)
    before = stamp(database)
    with another(database) as other:
        place(other, plan.meetings[0], "Sag")
    assert stamp(database) == before + 1
