"""Two people write what one meeting decided, or send its agenda, at the same moment: one of them is told."""

from __future__ import annotations

from at_once import at_once
from meeting_desk import AFTER, APPROVED, meeting_page, postponed, row, send, stops_now, write
from small_plan import agenda, place, set_up

from wheel.core.stops import StopState
from wheel.errors import ConflictError, RefusedError
from wheel.store.database import Database
from wheel.usecases.conclude_meeting import RowsRefusedError


def test_of_two_who_write_at_once_one_meets_a_conflict_and_nothing_is_doubled(database: Database) -> None:
    plan = set_up(database)
    items = place(database, plan.meetings[0], "A", "B", "C", reason="")
    told: list[bool] = []

    def conclude(own: Database, number: int) -> None:
        results = (APPROVED, postponed(plan.meetings[1]))
        try:
            write(own, plan.meetings[0], *(row(item, results[number]) for item in items))
        except RowsRefusedError as error:
            told.append(error.is_conflict)

    at_once(database, conclude)
    assert told == [True]
    states = {stop.state for stop in stops_now(database, *items)}
    assert states in ({StopState.TREATED}, {StopState.POSTPONED})
    assert [title for _, title in agenda(database, plan.meetings[0])] == ["A", "B", "C"]
    assert len(agenda(database, plan.meetings[1])) == (3 if states == {StopState.POSTPONED} else 0)


def test_an_agenda_is_sent_once_where_two_send_it(database: Database) -> None:
    plan = set_up(database)
    place(database, plan.meetings[0], "A", reason="")
    mark = meeting_page(database, plan.meetings[0]).mark
    told: list[str] = []

    def send_it(own: Database, _number: int) -> None:
        try:
            send(own, plan.meetings[0], seen=mark)
        except (ConflictError, RefusedError) as error:
            told.append(str(error))

    at_once(database, send_it)
    assert told == ["Nothing has changed since the agenda was sent."]
    assert [sent.number for sent in meeting_page(database, plan.meetings[0], moment=AFTER).sent] == [1]
