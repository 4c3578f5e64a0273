"""Whatever is done in whatever order, the store keeps what core decided, and history alone leads to the present."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from small_plan import DAYS, MOMENT, SECRETARY, SmallPlan, place, set_up
from sqlalchemy import select

from wheel.core.stops import Action, StopState
from wheel.errors import RefusedError
from wheel.store.database import Database
from wheel.store.tables import OccurrenceRow, StopChangeRow, StopRow
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.move_stop import MoveStop, OrderStop, WithdrawStop, move_stop, order_stop, withdraw_stop

MEETINGS = st.integers(0, len(DAYS) - 1)


class Agenda(RuleBasedStateMachine):
    """A little model of the committee's agendas beside the real database."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "plan.sqlite3"
        shutil.copyfile(self.template, path)
        self.database = Database(f"sqlite:///{path}")
        # Stops go by their number here: their public ids are random, and what is drawn must not be.
        self.ids: list[str] = []
        self.orders: dict[int, list[int]] = {number: [] for number in range(len(DAYS))}
        self.versions: list[int] = []
        self.waiting: set[int] = set()
        self.cancelled: set[int] = set()
        self.plan = SmallPlan("", (), "")

    @initialize()
    def start(self) -> None:
        self.plan = set_up(self.database)

    @rule(meeting=st.one_of(st.none(), MEETINGS))
    def add(self, meeting: int | None) -> None:
        if meeting in self.cancelled:
            return
        target = None if meeting is None else self.plan.meetings[meeting]
        self.ids += place(self.database, target, "Sag")
        self.versions.append(1)
        self._now(len(self.ids) - 1, meeting)

    @precondition(lambda self: self.ids)
    @rule(data=st.data(), meeting=MEETINGS)
    def move(self, data: st.DataObject, meeting: int) -> None:
        stop = data.draw(st.sampled_from(range(len(self.ids))))
        command = MoveStop(self.ids[stop], self.versions[stop], self.plan.meetings[meeting])
        if meeting in self.cancelled or stop in self.orders[meeting] or self._is_withdrawn(stop):
            with pytest.raises(RefusedError), self.database.writing() as session:
                move_stop(session, SECRETARY, command, MOMENT)
            return
        with self.database.writing() as session:
            move_stop(session, SECRETARY, command, MOMENT)
        self._now(stop, meeting)
        self.versions[stop] += 1

    @precondition(lambda self: any(self.orders.values()))
    @rule(data=st.data())
    def reorder(self, data: st.DataObject) -> None:
        meeting = data.draw(st.sampled_from([number for number, order in self.orders.items() if order]))
        order = self.orders[meeting]
        stop, place_to = data.draw(st.sampled_from(order)), data.draw(st.integers(1, len(order)))
        if order.index(stop) + 1 == place_to:
            return
        with self.database.writing() as session:
            order_stop(session, SECRETARY, OrderStop(self.ids[stop], self.versions[stop], place_to), MOMENT)
        order.remove(stop)
        order.insert(place_to - 1, stop)
        self.versions[stop] += 1

    @precondition(lambda self: any(self.orders.values()))
    @rule(data=st.data(), for_good=st.booleans())
    def take_off(self, data: st.DataObject, for_good: bool) -> None:
        stop = data.draw(st.sampled_from(sorted(stop for order in self.orders.values() for stop in order)))
        seen = self.versions[stop]
        with self.database.writing() as session:
            if for_good:
                withdraw_stop(session, SECRETARY, WithdrawStop(self.ids[stop], seen, "Bortfaldet"), MOMENT)
            else:
                move_stop(session, SECRETARY, MoveStop(self.ids[stop], seen, None, "Senere"), MOMENT)
        self._now(stop, None)
        if for_good:
            self.waiting.discard(stop)
        self.versions[stop] += 1

    @rule(meeting=MEETINGS)
    def cancel(self, meeting: int) -> None:
        # The last one stays, so that there is always somewhere to go.
        if meeting in self.cancelled or meeting == len(DAYS) - 1:
            return
        with self.database.writing() as session:
            cancel_occurrence(session, SECRETARY, CancelOccurrence(self.plan.meetings[meeting], "Ingen sager"), MOMENT)
        self.cancelled.add(meeting)
        for stop in list(self.orders[meeting]):
            self._now(stop, None)
            self.versions[stop] += 1

    @invariant()
    def the_store_holds_what_was_decided(self) -> None:
        found = self._stored()
        assert found == {
            DAYS[number]: [self.ids[stop] for stop in order] for number, order in self.orders.items() if order
        }
        with self.database.reading() as session:
            rows = {row.public_id: row for row in session.scalars(select(StopRow))}
        assert [rows[stop].version for stop in self.ids] == self.versions
        waiting = {stop for stop, row in rows.items() if row.state is StopState.AWAITING}
        assert waiting == {self.ids[stop] for stop in self.waiting}

    @invariant()
    def history_leads_to_the_present(self) -> None:
        assert replayed(self.database) == self._stored()

    def teardown(self) -> None:
        self.database.dispose()
        self.folder.cleanup()

    def _now(self, stop: int, meeting: int | None) -> None:
        for order in self.orders.values():
            if stop in order:
                order.remove(stop)
        self.waiting.discard(stop)
        if meeting is None:
            self.waiting.add(stop)
        else:
            self.orders[meeting].append(stop)

    def _is_withdrawn(self, stop: int) -> bool:
        return stop not in self.waiting and not any(stop in order for order in self.orders.values())

    def _stored(self) -> dict[date, list[str]]:
        """The agendas by day, as the rows' own numbers say."""
        found: dict[date, dict[int, str]] = {}
        with self.database.reading() as session:
            rows = session.execute(
                select(OccurrenceRow.start_day, StopRow.position, StopRow.public_id).join(
                    OccurrenceRow, OccurrenceRow.id == StopRow.occurrence_id
                )
            )
            for day, position, stop in rows:
                assert position not in found.setdefault(day, {}), "one number, one item"
                found[day][position] = stop
        for numbers in found.values():
            assert sorted(numbers) == list(range(1, len(numbers) + 1))
        return {day: [numbers[number] for number in sorted(numbers)] for day, numbers in found.items()}


def replayed(database: Database) -> dict[date, list[str]]:
    """The agendas by day, from nothing but the lines of history in the order they were written."""
    orders: dict[date, list[str]] = {}
    with database.reading() as session:
        lines = session.execute(
            select(StopChangeRow, StopRow.public_id)
            .join(StopRow, StopRow.id == StopChangeRow.stop_id)
            .order_by(StopChangeRow.id)
        )
        for line, stop in lines:
            if line.from_day is not None:
                left = orders[line.from_day]
                assert stop in left
                # A cancelled meeting's items leave it one by one, and say where they stood.
                assert line.action is Action.CANCELLED or left.index(stop) + 1 == line.from_position
                left.remove(stop)
            if line.to_day is not None:
                orders.setdefault(line.to_day, []).insert(line.to_position - 1, stop)
    return {day: order for day, order in orders.items() if order}


def test_history_leads_to_the_present_whatever_is_done(migrated_sqlite: Path) -> None:
    class AgendaHere(Agenda):
        template = migrated_sqlite

    run_state_machine_as_test(
        AgendaHere,
        # Showing the smallest failing example would take minutes; these are small enough to read.
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert AgendaHere.template.exists()
