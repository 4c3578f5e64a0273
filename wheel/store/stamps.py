"""The stamp: one counter that every transaction which changes the plan or an agenda raises."""

from __future__ import annotations

from sqlalchemy import event, inspect, select, update
from sqlalchemy.orm import Session

from wheel.store.tables import (
    AccountLinkRow,
    AccountRow,
    AccountSessionRow,
    AuditEntryRow,
    ClaimRuleRow,
    FeedBodyRow,
    FeedEventRow,
    FeedFetchRow,
    FeedRow,
    FeedSlotRow,
    FeedTaskRow,
    RecoveryCodeRow,
    SavedViewRow,
    SignInAttemptRow,
    StampRow,
    TenureRow,
)

PLAN = "plan"
ACCESS = "access"
"""Raised when what somebody may see changes by their account alone: its role, whether it is open, the posts held."""

# Rows that no feed shows: who may sign in, and how, and which views are saved, is asked anew at each request. A feed
# that is made shows in no other; were it noted, visitors could have all of them rendered anew.
_UNSHOWN = (
    AccountLinkRow,
    AccountRow,
    AccountSessionRow,
    AuditEntryRow,
    ClaimRuleRow,
    FeedBodyRow,
    FeedEventRow,
    FeedFetchRow,
    FeedRow,
    FeedSlotRow,
    FeedTaskRow,
    RecoveryCodeRow,
    SavedViewRow,
    SignInAttemptRow,
    StampRow,
    TenureRow,
)
_OF_ACCESS = frozenset({"role", "is_closed"})
_SHOWN_CHANGE = "shown_change"
_ACCESS_CHANGE = "access_change"


def watch_changes(session: Session) -> None:
    """Raise the stamp once, when this session has flushed a change that shows somewhere."""
    event.listen(session, "before_flush", _note_changes)
    event.listen(session, "before_commit", _raise_if_noted)


def read_stamp(session: Session) -> int:
    return session.scalar(select(StampRow.value).where(StampRow.name == PLAN)) or 0


def note_change(session: Session) -> None:
    """Have the stamp raised at the end of the transaction: for bulk writes, which go past the unit of work."""
    session.info[_SHOWN_CHANGE] = True


def raise_stamp(session: Session, name: str = PLAN) -> None:
    """Raise the stamp at once."""
    session.execute(update(StampRow).where(StampRow.name == name).values(value=StampRow.value + 1))


def _note_changes(session: Session, _context: object, _instances: object) -> None:
    touched = (*session.new, *session.dirty, *session.deleted)
    if any(not isinstance(row, _UNSHOWN) for row in touched):
        note_change(session)
    if any(map(_changes_access, touched)):
        session.info[_ACCESS_CHANGE] = True


def _changes_access(row: object) -> bool:
    if isinstance(row, TenureRow):
        return True
    return isinstance(row, AccountRow) and any(inspect(row).attrs[name].history.has_changes() for name in _OF_ACCESS)


def _raise_if_noted(session: Session) -> None:
    session.flush()
    if session.info.pop(_SHOWN_CHANGE, False):
        raise_stamp(session)
    if session.info.pop(_ACCESS_CHANGE, False):
        raise_stamp(session, ACCESS)
