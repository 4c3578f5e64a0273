"""Whatever two people do in whatever order, no item is lost, and history alone leads to the present."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

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
from small_plan import COMMITTEE, DAYS, SECRETARY, TODAY, SmallPlan, later, set_up
from sqlalchemy import select

from wheel.core.access import Moment, Role, Viewer
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.stop_history import Standing, replay
from wheel.core.stops import NewItem, Outcome, Stop, StopState, Waiting
from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.store.database import Database, Session
from wheel.store.stops import awaiting_stops, find_stop, history_of, stops_at
from wheel.store.tables import StopChangeRow, StopRow
from wheel.usecases.add_item import AddItem, add_item
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.move_occurrence import MoveOccurrence, move_occurrence
from wheel.usecases.move_stop import (
    DecideStop,
    HoldStop,
    MoveStop,
    OrderStop,
    ResumeStop,
    WaitStop,
    WithdrawStop,
    decide_stop,
    hold_stop,
    move_stop,
    order_stop,
    resume_stop,
    wait_stop,
    withdraw_stop,
)
from wheel.usecases.undo_stop import UndoStop, undo_stop

MEETINGS = st.integers(0, len(DAYS) - 1)
# Somewhere to go, or nowhere yet.
PLACES = st.one_of(st.none(), MEETINGS)
OTHER = Viewer(Role.READER, "Fagsekretæren", secretary_of=frozenset({COMMITTEE}))
PEOPLE = st.sampled_from([SECRETARY, OTHER])
WAITING = Waiting("Afventer svar", LookAgain(LookKind.MEETING, body=COMMITTEE))
REFUSALS = (ConflictError, InvalidInputError, RefusedError)
ENDS = {StopState.AWAITING, StopState.ON_HOLD, StopState.PLACED, StopState.TREATED, StopState.WITHDRAWN}

Change = Callable[[Session, Viewer, Moment], object]


class Agendas(RuleBasedStateMachine):
    """The committee's agendas in a real database; what people see of a stop may be out of date when they change it."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "plan.sqlite3"
        shutil.copyfile(self.template, path)
        self.database = Database(f"sqlite:///{path}")
        self.plan = SmallPlan("", (), "")
        self.days = 0
        self.added = 0
        # Each looked at the agendas at some time; these are the versions they saw.
        self.seen: dict[str, dict[str, int]] = {SECRETARY.name: {}, OTHER.name: {}}

    @initialize()
    def start(self) -> None:
        self.plan = set_up(self.database)

    @rule(days=st.integers(1, 12))
    def time_passes(self, days: int) -> None:
        self.days = min(self.days + days, (DAYS[-1] - TODAY).days)

    @rule(person=PEOPLE)
    def look(self, person: Viewer) -> None:
        with self.database.reading() as session:
            self.seen[person.name] = {row.public_id: row.version for row in session.scalars(select(StopRow))}

    @rule(person=PEOPLE, meeting=PLACES)
    def add(self, person: Viewer, meeting: int | None) -> None:
        command = AddItem(COMMITTEE, NewItem(f"Sag {self.added}"), self._meeting(meeting), WAITING)
        self.added += self._done(person, lambda session, viewer, moment: add_item(session, viewer, command, moment))

    @rule(person=PEOPLE, data=st.data(), to=PLACES)
    def move(self, person: Viewer, data: st.DataObject, to: int | None) -> None:
        self._change(person, data, lambda stop, seen: (move_stop, MoveStop(stop, seen, self._meeting(to), "", WAITING)))

    @rule(person=PEOPLE, data=st.data(), position=st.integers(0, 6))
    def reorder(self, person: Viewer, data: st.DataObject, position: int) -> None:
        self._change(person, data, lambda stop, seen: (order_stop, OrderStop(stop, seen, position)))

    @rule(person=PEOPLE, data=st.data())
    def withdraw(self, person: Viewer, data: st.DataObject) -> None:
        self._change(person, data, lambda stop, seen: (withdraw_stop, WithdrawStop(stop, seen, "Bortfaldet")))

    @rule(person=PEOPLE, data=st.data())
    def hold(self, person: Viewer, data: st.DataObject) -> None:
        self._change(person, data, lambda stop, seen: (hold_stop, HoldStop(stop, seen, WAITING)))

    @rule(person=PEOPLE, data=st.data(), reason=st.sampled_from(["", "Stadig", "Afventer svar"]))
    def wait(self, person: Viewer, data: st.DataObject, reason: str) -> None:
        self._change(person, data, lambda stop, seen: (wait_stop, WaitStop(stop, seen, Waiting(reason))))

    @rule(person=PEOPLE, data=st.data(), outcome=st.sampled_from(Outcome))
    def decide(self, person: Viewer, data: st.DataObject, outcome: Outcome) -> None:
        self._change(person, data, lambda stop, seen: (decide_stop, DecideStop(stop, seen, outcome, "Sådan.")))

    @rule(person=PEOPLE, data=st.data(), to=PLACES)
    def resume(self, person: Viewer, data: st.DataObject, to: int | None) -> None:
        self._change(person, data, lambda stop, seen: (resume_stop, ResumeStop(stop, seen, self._meeting(to), WAITING)))

    @rule(person=PEOPLE, data=st.data())
    def undo(self, person: Viewer, data: st.DataObject) -> None:
        self._change(person, data, lambda stop, seen: (undo_stop, UndoStop(stop, seen)))

    @rule(meeting=st.integers(0, len(DAYS) - 2))
    def cancel(self, meeting: int) -> None:
        """The last one stays, so that there is always somewhere to go."""
        command = CancelOccurrence(self.plan.meetings[meeting], "Ingen sager")
        self._done(SECRETARY, lambda session, viewer, moment: cancel_occurrence(session, viewer, command, moment))

    @rule(meeting=MEETINGS, days=st.integers(-3, 9))
    def move_the_meeting(self, meeting: int, days: int) -> None:
        day = DAYS[meeting] + timedelta(days=days)
        command = MoveOccurrence(self.plan.meetings[meeting], day)
        self._done(SECRETARY, lambda session, viewer, moment: move_occurrence(session, viewer, command, moment))

    @precondition(lambda self: self.added)
    @invariant()
    def every_item_is_finished_or_can_be_found(self) -> None:
        with self.database.reading() as session:
            stops = {row.public_id: find_stop(session, SECRETARY, row.public_id) for row in _rows(session)}
            listed = _listed(session, self.plan)
        followed = [stop.resumes.stop_id for stop in stops.values() if stop.resumes]
        assert len(followed) == len(set(followed)), "nothing is followed twice"
        for stop in stops.values():
            goes_on = stop.state not in ENDS
            assert goes_on == (stop.id in followed) == (stop.followed_by is not None)
            assert stop.id in listed or (stop.state is StopState.WITHDRAWN and stop.meeting_id is None)
            assert not stop.state.is_waiting or stop.reason
        items = {stop.item_id for stop in stops.values()}
        assert len(items) == self.added

    @invariant()
    def positions_are_one_to_n(self) -> None:
        with self.database.reading() as session:
            for listed in stops_at(session, SECRETARY, [*self.plan.meetings, self.plan.over]).values():
                assert [stop.position for stop in listed] == list(range(1, len(listed) + 1))

    @invariant()
    def history_leads_to_the_present(self) -> None:
        with self.database.reading() as session:
            ids = {row.id: row.public_id for row in _rows(session)}
            told = {public_id: iter(history_of(session, public_id)) for public_id in ids.values()}
            order = session.scalars(select(StopChangeRow.stop_id).order_by(StopChangeRow.id))
            replayed = replay((ids[row_id], next(told[ids[row_id]])) for row_id in order)
            now = {stop: _standing(find_stop(session, SECRETARY, stop)) for stop in ids.values()}
        assert replayed == now

    def teardown(self) -> None:
        self.database.dispose()
        self.folder.cleanup()

    def _meeting(self, number: int | None) -> str | None:
        return None if number is None else self.plan.meetings[number]

    def _change(
        self, person: Viewer, data: st.DataObject, command: Callable[[str, int], tuple[Callable[..., object], object]]
    ) -> None:
        """What somebody does to a stop they have seen. What is refused changes nothing."""
        seen = self.seen[person.name]
        if not seen:
            return
        stop = sorted(seen)[data.draw(st.integers(0, len(seen) - 1))]
        act, said = command(stop, seen[stop])
        self._done(person, lambda session, viewer, moment: act(session, viewer, said, moment))

    def _done(self, person: Viewer, change: Change) -> bool:
        before = self._everything()
        try:
            with self.database.writing() as session:
                change(session, person, later(self.days))
        except REFUSALS:
            assert self._everything() == before, "nothing is half-written"
            return False
        return True

    def _everything(self) -> list[tuple[object, ...]]:
        with self.database.reading() as session:
            stops = [tuple(row) for row in session.execute(select(StopRow.__table__).order_by(StopRow.id))]
            return stops + [tuple(row) for row in session.execute(select(StopChangeRow.id))]


def _rows(session: Session) -> list[StopRow]:
    return list(session.scalars(select(StopRow).order_by(StopRow.id)))


def _listed(session: Session, plan: SmallPlan) -> set[str]:
    """The stops that somebody finds at a meeting or on the awaiting list."""
    at_meetings = stops_at(session, SECRETARY, [*plan.meetings, plan.over]).values()
    return {stop.id for stops in (*at_meetings, awaiting_stops(session, SECRETARY, COMMITTEE)) for stop in stops}


def _standing(stop: Stop) -> Standing:
    return Standing(stop.state, stop.meeting_id, stop.position)


def test_no_item_is_lost_and_history_leads_to_the_present_whatever_is_done(migrated_sqlite: Path) -> None:
    class AgendasHere(Agendas):
        template = migrated_sqlite

    run_state_machine_as_test(
        AgendasHere,
        # Showing the smallest failing example would take minutes; these are small enough to read.
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert AgendasHere.template.exists()
