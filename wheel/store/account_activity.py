"""When accounts were last in use, as far as sessions and the audit still tell."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wheel.core.sign_in import SignInAct
from wheel.store.tables import AccountRow, AccountSessionRow, AuditEntryRow


def last_activity(session: Session) -> dict[str, datetime]:
    """The latest instant by account (public id); an account that has never been in use is not among them."""
    queries = (
        select(AccountRow.public_id, func.max(AccountSessionRow.seen_at))
        .join(AccountSessionRow, AccountSessionRow.account_id == AccountRow.id)
        .group_by(AccountRow.public_id),
        # Sessions are taken away when they end; that something was done stays in the audit.
        select(AccountRow.public_id, func.max(AuditEntryRow.at))
        .join(AuditEntryRow, AuditEntryRow.account_id == AccountRow.id)
        # Somebody else may have tried.
        .where(AuditEntryRow.act != SignInAct.FAILED.value)
        .group_by(AccountRow.public_id),
    )
    found: dict[str, datetime] = {}
    for query in queries:
        for account_id, at in session.execute(query):
            found[account_id] = max(at, found.get(account_id, at))
    return found
