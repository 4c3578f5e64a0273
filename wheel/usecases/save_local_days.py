"""Save a school holiday or closing days: new ones, or other words and dates for those that are there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wheel.core.access import Moment, Viewer, require_planner
from wheel.core.audit import Act, AuditThing
from wheel.core.bounds import LONGEST_DAYS
from wheel.core.calendar import FIRST_YEAR, LAST_YEAR
from wheel.core.dates import DateSpan
from wheel.core.local_days import LocalDays, LocalDaysKind
from wheel.errors import ConflictError, InvalidInputError
from wheel.store.database import Session
from wheel.store.local_days import add_local_days, find_local_days, local_days_in
from wheel.store.local_days import save_local_days as store_days
from wheel.store.organisation import lock_plan
from wheel.usecases.audited import audit

LONGEST_NAME = 120


@dataclass(frozen=True)
class TypedDays:
    """Days as somebody writes them, both ends included."""

    kind: LocalDaysKind
    name: str
    first: date
    last: date


@dataclass(frozen=True)
class SaveLocalDays:
    """`days_id` None is for new ones; `seen` is the version of the others that was changed."""

    days_id: str | None
    typed: TypedDays
    seen: int = 0


def save_local_days(session: Session, viewer: Viewer, command: SaveLocalDays, moment: Moment) -> LocalDays:
    """Save them. Raises InvalidInputError naming the field, and ConflictError if they are not as they were seen."""
    require_planner(viewer)
    if command.days_id is None:
        lock_plan(session)
        days = checked_days(session, command.typed)
        new_id = add_local_days(session, days)
        audit(session, viewer, moment, Act.ADDED, AuditThing.LOCAL_DAYS, new_id)
        return days
    days_behind_lock(session, command.days_id, command.seen)
    days = checked_days(session, command.typed, command.days_id)
    store_days(session, days)
    audit(session, viewer, moment, Act.SAVED, AuditThing.LOCAL_DAYS, days.id)
    return days


def days_behind_lock(session: Session, days_id: str, seen: int) -> LocalDays:
    """The days, with everybody else who changes the calendar made to wait. Raises ConflictError."""
    lock_plan(session)
    days = find_local_days(session, days_id)
    if days.version != seen:
        raise ConflictError("Somebody else changed these days while you were looking at them.")
    return days


def checked_days(session: Session, typed: TypedDays, days_id: str = "", others: Iterable[LocalDays] = ()) -> LocalDays:
    """The days, if they may stand beside what the calendar holds and beside the `others`."""
    name = " ".join(typed.name.split())
    if not name:
        raise InvalidInputError("Write what the days are called.", field="name")
    if len(name) > LONGEST_NAME:
        raise InvalidInputError("Write at most %(count)s characters.", field="name", count=LONGEST_NAME)
    days = LocalDays(typed.kind, name, _checked_span(typed.first, typed.last), days_id)
    beside = (other for other in (*local_days_in(session, days.span), *others) if not (days_id and other.id == days_id))
    if any(other.name.casefold() == name.casefold() and other.span.overlaps(days.span) for other in beside):
        raise InvalidInputError("There are days of this name already that overlap these.", field="name")
    return days


def _checked_span(first: date, last: date) -> DateSpan:
    if last < first:
        raise InvalidInputError("The last day must not be before the first.", field="last")
    if (last - first).days >= LONGEST_DAYS:
        raise InvalidInputError("Write at most %(count)s days at once.", field="last", count=LONGEST_DAYS)
    for field, day in (("first", first), ("last", last)):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise InvalidInputError(
                "Choose a year from %(first)s to %(last)s.", field=field, first=FIRST_YEAR, last=LAST_YEAR
            )
    return DateSpan.of_days(first, last)
