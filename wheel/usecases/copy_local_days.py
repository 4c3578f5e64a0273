"""Put last year's school holidays and closing days into the next year, as somebody has looked them over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wheel.core.access import Moment, Viewer, require_planner
from wheel.core.audit import Act, AuditThing
from wheel.core.local_days import LocalDays
from wheel.errors import InvalidInputError
from wheel.store.database import Session
from wheel.store.local_days import add_local_days
from wheel.store.organisation import lock_plan
from wheel.usecases.audited import audit
from wheel.usecases.save_local_days import TypedDays, checked_days


@dataclass(frozen=True)
class CopyLocalDays:
    """The days to add; `line` is the place of each in the form, for the names of its fields."""

    lines: Sequence[tuple[int, TypedDays]]


def copy_local_days(session: Session, viewer: Viewer, command: CopyLocalDays, moment: Moment) -> int:
    """Add them all, or none; how many. Raises InvalidInputError for a field such as `last-3`."""
    require_planner(viewer)
    if not command.lines:
        raise InvalidInputError("Tick what is to be added.")
    lock_plan(session)
    added: list[LocalDays] = []
    for line, typed in command.lines:
        try:
            added.append(checked_days(session, typed, others=added))
        except InvalidInputError as error:
            raise InvalidInputError(error.message, field=f"{error.field}-{line}", **error.details) from error
    for days in added:
        add_local_days(session, days)
    year = str(added[0].span.start.year)
    audit(session, viewer, moment, Act.DAYS_COPIED, AuditThing.YEAR, year, count=len(added))
    return len(added)
