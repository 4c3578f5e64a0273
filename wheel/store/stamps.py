"""The stamp: one counter that every transaction which changes the plan or an agenda raises."""

from __future__ import annotations

from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from wheel.store.tables import AccountRow, FeedBodyRow, FeedEventRow, SignInAttemptRow, StampRow

PLAN = "plan"
# Rows that show nowhere: writing them changes no page and no feed.
_UNSHOWN = (AccountRow, SignInAttemptRow, FeedBodyRow, FeedEventRow, StampRow)


def watch_changes(session: Session) -> None:
    """Raise the stamp once, when this session has flushed a change that shows somewhere."""
    event.listen(session, "before_flush", _note_changes)
    event.listen(session, "before_commit", _raise_if_noted)


def read_stamp(session: Session) -> int:
    return session.scalar(select(StampRow.value).where(StampRow.name == PLAN)) or 0


def raise_stamp(session: Session) -> None:
    """Raise the stamp by hand, for bulk writes that go past the unit of work."""
    session.execute(update(StampRow).where(StampRow.name == PLAN).values(value=StampRow.value + 1))


def _note_changes(session: Session, _context: object, _instances: object) -> None:
    touched = (*session.new, *session.dirty, *session.deleted)
    if any(not isinstance(row, _UNSHOWN) for row in touched):
        session.info["shown_change"] = True


def _raise_if_noted(session: Session) -> None:
    session.flush()
    if session.info.pop("shown_change", False):
        raise_stamp(session)
