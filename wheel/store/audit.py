"""The audit: appending to it, and reading it, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select
from sqlalchemy.orm import Session

from wheel.core.audit import NOBODY, AuditEntry, AuditFilter, AuditThing
from wheel.errors import NotFoundError
from wheel.store.tables import AccountRow, AuditEntryRow


@dataclass(frozen=True)
class AuditSlice:
    """Some entries that follow one another, the newest first, and whether there are others on either side."""

    entries: tuple[AuditEntry, ...]
    has_newer: bool
    has_older: bool


def append_audit(
    session: Session,
    account_id: str | None,
    actor: str,
    at: datetime,
    act: str,
    thing: AuditThing,
    thing_id: str,
    told: dict[str, Any],
) -> None:
    row_id = None
    if account_id is not None:
        row_id = session.scalars(select(AccountRow.id).where(AccountRow.public_id == account_id)).one()
    session.add(
        AuditEntryRow(account_id=row_id, actor=actor, at=at, act=act, thing=thing, thing_id=thing_id, told=told)
    )


def newest_audit(session: Session, wanted: AuditFilter, count: int) -> AuditSlice:
    """The newest `count` of the wanted entries."""
    rows = session.execute(_wanted(wanted).order_by(*_NEWEST_FIRST).limit(count + 1)).all()
    return AuditSlice(_values(rows[:count]), has_newer=False, has_older=len(rows) > count)


def audit_before(session: Session, wanted: AuditFilter, entry_id: str, count: int) -> AuditSlice:
    """The newest `count` of those that are older than an entry. Raises NotFoundError if that is not there."""
    at, row_id = _place(session, entry_id)
    is_older = or_(AuditEntryRow.at < at, and_(AuditEntryRow.at == at, AuditEntryRow.id < row_id))
    rows = session.execute(_wanted(wanted).where(is_older).order_by(*_NEWEST_FIRST).limit(count + 1)).all()
    return AuditSlice(_values(rows[:count]), has_newer=True, has_older=len(rows) > count)


def audit_after(session: Session, wanted: AuditFilter, entry_id: str, count: int) -> AuditSlice:
    """The oldest `count` of those that are newer than an entry, the newest first. Raises NotFoundError."""
    at, row_id = _place(session, entry_id)
    is_newer = or_(AuditEntryRow.at > at, and_(AuditEntryRow.at == at, AuditEntryRow.id > row_id))
    oldest_first = (AuditEntryRow.at, AuditEntryRow.id)
    rows = session.execute(_wanted(wanted).where(is_newer).order_by(*oldest_first).limit(count + 1)).all()
    return AuditSlice(_values(rows[:count])[::-1], has_newer=len(rows) > count, has_older=True)


_NEWEST_FIRST = (AuditEntryRow.at.desc(), AuditEntryRow.id.desc())


def _place(session: Session, entry_id: str) -> tuple[datetime, int]:
    found = session.execute(
        select(AuditEntryRow.at, AuditEntryRow.id).where(AuditEntryRow.public_id == entry_id)
    ).one_or_none()
    if found is None:
        raise NotFoundError("There is no such entry in the audit.")
    return found[0], found[1]


def _wanted(wanted: AuditFilter) -> Select[AuditEntryRow, str | None, str | None]:
    query = select(AuditEntryRow, AccountRow.public_id, AccountRow.display_name).outerjoin(
        AccountRow, AccountRow.id == AuditEntryRow.account_id
    )
    return query.where(*_conditions(wanted))


def _conditions(wanted: AuditFilter) -> list[ColumnElement[bool]]:
    equal = {AuditEntryRow.act: wanted.act, AuditEntryRow.thing: wanted.thing, AuditEntryRow.thing_id: wanted.thing_id}
    found = [column == value for column, value in equal.items() if value is not None]
    if wanted.account_id == NOBODY:
        found.append(AuditEntryRow.account_id.is_(None))
    elif wanted.account_id is not None:
        found.append(AccountRow.public_id == wanted.account_id)
    if wanted.since is not None:
        found.append(AuditEntryRow.at >= wanted.since)
    if wanted.until is not None:
        found.append(AuditEntryRow.at < wanted.until)
    if wanted.concerning is not None:
        found.append(_concerns(wanted.concerning))
    return found


def _concerns(account_id: str) -> ColumnElement[bool]:
    return or_(
        AccountRow.public_id == account_id,
        and_(AuditEntryRow.thing == AuditThing.ACCOUNT, AuditEntryRow.thing_id == account_id),
        # Who was given a post, or had one taken, stands among the facts of the post's entry.
        and_(AuditEntryRow.thing == AuditThing.POST, AuditEntryRow.told["account"].as_string() == account_id),
    )


def _values(rows: Sequence[Row[AuditEntryRow, str | None, str | None]]) -> tuple[AuditEntry, ...]:
    return tuple(
        AuditEntry(
            id=row.public_id,
            at=row.at,
            account_id=account_id,
            person=person or "",
            actor=row.actor,
            act=row.act,
            thing=AuditThing(row.thing),
            thing_id=row.thing_id,
            told=row.told,
        )
        for row, account_id, person in rows
    )
