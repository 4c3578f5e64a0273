"""The stamp: one counter that every transaction which changes the plan or an agenda raises."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Delete, Insert, Update, delete, event, insert, inspect, select, update
from sqlalchemy.orm import ORMExecuteState, Session

from wheel.store.tables import (
    AccountLinkRow,
    AccountRow,
    AccountSessionRow,
    AgendaVersionRow,
    AttachmentRow,
    AuditEntryRow,
    ClaimRuleRow,
    FeedBodyRow,
    FeedEventRow,
    FeedFetchRow,
    FeedRow,
    FeedSlotRow,
    FeedTaskRow,
    FollowUpRow,
    ItemRow,
    MeetingRecordRow,
    OccurrenceChangeRow,
    OccurrenceRow,
    OccurrenceStampRow,
    PlanEntryChangeRow,
    PlanEntryRow,
    RecoveryCodeRow,
    SavedViewRow,
    SignInAttemptRow,
    StampRow,
    StopChangeRow,
    StopRow,
    TenureRow,
)

PLAN = "plan"
BROAD = "broad"
"""The plan's stamp as it was after the last change that may show at any occurrence."""

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
# What belongs to an occurrence, its stops or their items without standing in any feed.
_BESIDE = (
    AgendaVersionRow,
    AttachmentRow,
    FollowUpRow,
    MeetingRecordRow,
    OccurrenceChangeRow,
    PlanEntryChangeRow,
    PlanEntryRow,
    StopChangeRow,
)
_NARROW_TABLES = frozenset(row.__tablename__ for row in (*_UNSHOWN, *_BESIDE, OccurrenceStampRow))
BY_ROW = {"is_noted_by_row": True}
"""The execution options of a bulk write whose occurrences are noted by `note_occurrences`."""

MOST_NARROW = 200
"""A transaction that changes more occurrences than this counts as one that may have changed any."""

_OF_ACCESS = frozenset({"role", "is_closed"})
_SHOWN_CHANGE = "shown_change"
_BROAD_CHANGE = "broad_change"
_NARROW_CHANGES = "narrow_changes"
_ACCESS_CHANGE = "access_change"


def watch_changes(session: Session) -> None:
    """Raise the stamp once, when this session has flushed a change that shows somewhere.

    Which occurrences it changed is remembered, so that feeds need read no more than those; where that cannot be told,
    or any may have changed, the broad stamp is raised as well.
    """
    session.info[_NARROW_CHANGES] = set()
    event.listen(session, "before_flush", _note_changes)
    event.listen(session, "do_orm_execute", _note_bulk_write)
    event.listen(session, "before_commit", _raise_if_noted)


def read_stamp(session: Session) -> int:
    return session.scalar(select(StampRow.value).where(StampRow.name == PLAN)) or 0


def note_change(session: Session) -> None:
    """Have the stamp raised at the end of the transaction: for bulk writes, which go past the unit of work."""
    session.info[_SHOWN_CHANGE] = session.info[_BROAD_CHANGE] = True


def note_occurrences(session: Session, row_ids: Iterable[int]) -> None:
    """The same for a bulk write, executed with BY_ROW, of just these occurrences."""
    session.info[_SHOWN_CHANGE] = True
    session.info[_NARROW_CHANGES] |= set(row_ids)


def raise_stamp(session: Session, name: str = PLAN) -> None:
    """Raise the stamp at once."""
    session.execute(update(StampRow).where(StampRow.name == name).values(value=StampRow.value + 1))


def changed_since(session: Session, stamp: int) -> frozenset[int] | None:
    """The row ids of the occurrences of which something that feeds show may have changed since the plan had that stamp.

    None where any may have: then everything must be looked at.
    """
    if (session.scalar(select(StampRow.value).where(StampRow.name == BROAD)) or 0) > stamp:
        return None
    query = select(OccurrenceStampRow.occurrence_id).where(OccurrenceStampRow.stamp > stamp)
    found = frozenset(session.scalars(query.limit(MOST_NARROW + 1)))
    return found if len(found) <= MOST_NARROW else None


def _note_changes(session: Session, _context: object, _instances: object) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        if _changes_access(row):
            session.info[_ACCESS_CHANGE] = True
        if isinstance(row, _UNSHOWN):
            continue
        session.info[_SHOWN_CHANGE] = True
        if row in session.deleted or not isinstance(row, (*_BESIDE, OccurrenceRow, StopRow, ItemRow)):
            session.info[_BROAD_CHANGE] = True
        elif not isinstance(row, _BESIDE):
            session.info[_NARROW_CHANGES] |= _touched(row)


def _touched(row: object) -> set[object]:
    """The occurrences, or their row ids, that a changed occurrence, stop or item shows at or has shown at."""
    if isinstance(row, ItemRow):
        return set().union(*map(_touched, row.stops))
    if isinstance(row, StopRow):
        found = inspect(row).attrs.occurrence_id.history.sum()
        return {row_id for row_id in found if row_id is not None} | ({row.occurrence} if row.occurrence else set())
    return {row}


def _note_bulk_write(state: ORMExecuteState) -> None:
    """What goes past the unit of work is not looked into."""
    if isinstance(state.statement, Insert | Update | Delete):
        table = getattr(state.statement.table, "name", "")
        if table not in _NARROW_TABLES and not state.execution_options.get("is_noted_by_row"):
            state.session.info[_BROAD_CHANGE] = True


def _changes_access(row: object) -> bool:
    if isinstance(row, TenureRow):
        return True
    return isinstance(row, AccountRow) and any(inspect(row).attrs[name].history.has_changes() for name in _OF_ACCESS)


def _raise_if_noted(session: Session) -> None:
    session.flush()
    if session.info.pop(_SHOWN_CHANGE, False):
        raise_stamp(session)
        _remember_what_changed(session, read_stamp(session))
    if session.info.pop(_ACCESS_CHANGE, False):
        raise_stamp(session, ACCESS)


def _remember_what_changed(session: Session, stamp: int) -> None:
    touched = session.info[_NARROW_CHANGES]
    ids = {row if isinstance(row, int) else row.id for row in touched}
    touched.clear()
    if session.info.pop(_BROAD_CHANGE, False) or len(ids) > MOST_NARROW:
        session.execute(update(StampRow).where(StampRow.name == BROAD).values(value=stamp))
    elif ids:
        session.execute(delete(OccurrenceStampRow).where(OccurrenceStampRow.occurrence_id.in_(ids)))
        session.execute(insert(OccurrenceStampRow), [{"occurrence_id": row_id, "stamp": stamp} for row_id in ids])
