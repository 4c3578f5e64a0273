"""Write down in the audit what has been done: each use case that changes something does, in its own transaction."""

from __future__ import annotations

from wheel.core.access import Moment, Viewer
from wheel.core.audit import AuditThing
from wheel.store.audit import append_audit
from wheel.store.database import Session


def audit(
    session: Session, viewer: Viewer, moment: Moment, act: str, thing: AuditThing, thing_id: str, **told: object
) -> None:
    """`act` is a past participle, with the thing's part it is about where that helps: "saved", "password chosen".

    `told` are plain facts for its sentence. Never a title, a name or a reason: they may be closed, or a person's.
    """
    append_audit(session, viewer.account_id, viewer.name, moment.at, act, thing, thing_id, told)
