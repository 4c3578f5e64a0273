"""What stands in the audit of a database, for tests of other things to look at."""

from __future__ import annotations

from wheel.core.audit import AuditEntry, AuditFilter
from wheel.store.audit import newest_audit
from wheel.store.database import Database

MANY = 100_000


def audit_of(database: Database) -> list[AuditEntry]:
    """Every entry, the oldest first."""
    with database.reading() as session:
        return list(newest_audit(session, AuditFilter(), MANY).entries[::-1])
