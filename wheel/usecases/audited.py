"""Write down in the audit what has been done: each use case that changes something does, in its own transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from wheel.core.access import Moment, Viewer
from wheel.core.audit import AuditThing
from wheel.store.audit import append_audit
from wheel.store.database import Session

_IS_PART = "is_part_of_an_audited_act"


def audit(
    session: Session, viewer: Viewer, moment: Moment, act: str, thing: AuditThing, thing_id: str, **told: object
) -> None:
    """`act` is a past participle, with the thing's part it is about where that helps: "saved", "password chosen".

    `told` are plain facts for its sentence. Never a title, a name or a reason: they may be closed, or a person's.
    What is done within `as_one_act` is not written down by itself.
    """
    if not session.info.get(_IS_PART):
        append_audit(session, viewer.account_id, viewer.name, moment.at, act, thing, thing_id, told)


@contextmanager
def as_one_act(
    session: Session, viewer: Viewer, moment: Moment, act: str, thing: AuditThing, thing_id: str, **told: object
) -> Iterator[None]:
    """Write down as one entry what several use cases do within: loading the sample also plans its years."""
    is_part = session.info.get(_IS_PART, False)
    session.info[_IS_PART] = True
    try:
        yield
    finally:
        session.info[_IS_PART] = is_part
    audit(session, viewer, moment, act, thing, thing_id, **told)
