"""A secretary at work on one meeting: what is written of it, sent out, and read of it."""

from __future__ import annotations

from small_plan import DAYS, MOMENT, SECRETARY, TODAY, later, stop_now

from wheel.core.access import Moment, Viewer
from wheel.core.stops import Outcome, Stop, Waiting
from wheel.store.database import Database
from wheel.usecases.conclude_meeting import (
    ConcludeMeeting,
    Conclusion,
    Decided,
    Postponed,
    Result,
    Withdrawn,
    WrittenRow,
    conclude_meeting,
)
from wheel.usecases.send_agenda import SendAgenda, send_agenda
from wheel.usecases.show_meeting import MeetingPage, show_meeting

AFTER = later(days=(DAYS[0] - TODAY).days)
"""On the day of the first meeting."""

APPROVED = Decided(Outcome.APPROVED)
SOLVED = Withdrawn("Er løst")


def postponed(to: str | None, reason: str = "Nåede vi ikke", words: str = "") -> Postponed:
    return Postponed(to, Waiting(reason), words)


def row(stop: Stop | str, result: Result, seen: int | None = None) -> WrittenRow:
    """What came out of a stop, seen as it was when it was handed in here."""
    if isinstance(stop, str):
        return WrittenRow(stop, 1 if seen is None else seen, result)
    return WrittenRow(stop.id, stop.version if seen is None else seen, result)


def write(
    database: Database, meeting: str, *rows: WrittenRow, viewer: Viewer = SECRETARY, moment: Moment = AFTER
) -> Conclusion:
    with database.writing() as session:
        return conclude_meeting(session, viewer, ConcludeMeeting(meeting, rows), moment)


def send(
    database: Database, meeting: str, viewer: Viewer = SECRETARY, moment: Moment = MOMENT, seen: str | None = None
) -> int:
    mark = seen if seen is not None else meeting_page(database, meeting, viewer, moment).mark
    with database.writing() as session:
        return send_agenda(session, viewer, SendAgenda(meeting, mark), moment)


def meeting_page(database: Database, meeting: str, viewer: Viewer = SECRETARY, moment: Moment = MOMENT) -> MeetingPage:
    with database.reading() as session:
        return show_meeting(session, viewer, meeting, moment.today)


def stops_now(database: Database, *stops: str) -> list[Stop]:
    return [stop_now(database, stop) for stop in stops]
