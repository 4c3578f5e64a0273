"""The audit: appending to it, and reading it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from wheel.core.audit import AuditThing
from wheel.store.tables import AccountRow, AuditEntryRow


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
