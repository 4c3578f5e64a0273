"""Show the wheel: everything of a year that the viewer may see, with its rings and its calendar."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from wheel.core.access import Viewer, reach
from wheel.core.calendar import Calendar
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Ring, Status
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Organisation, PlanStatus
from wheel.core.slots import Precision
from wheel.errors import InvalidInputError
from wheel.store.database import Session
from wheel.store.occurrences import occurrences_between
from wheel.store.organisation import all_rings, find_organisation, load_calendar, plan_status

FIRST_YEAR, LAST_YEAR = 1950, 2090


@dataclass(frozen=True)
class WheelYear:
    """`rings` are all there are; `shown` the keys of those asked for. `status` is None for an unplanned year.

    `coming` is what happens in the next four weeks from today, whatever year is shown.
    """

    year: int
    organisation: Organisation | None
    status: PlanStatus | None
    rings: tuple[Ring, ...]
    shown: frozenset[str]
    occurrences: tuple[Occurrence, ...]
    next_meeting: Occurrence | None
    coming: tuple[Occurrence, ...]
    calendar: Calendar


def show_wheel(
    session: Session, viewer: Viewer, year: int, ring_keys: Collection[str] | None, today: date, language: str
) -> WheelYear:
    """The wheel of `year` with the rings of `ring_keys` (None: all). Raises InvalidInputError for a far year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidInputError("Choose a year from %(first)s to %(last)s.", first=FIRST_YEAR, last=LAST_YEAR)
    rings = all_rings(session)
    shown = frozenset(ring.key for ring in rings if ring_keys is None or ring.key in ring_keys)
    return WheelYear(
        year=year,
        organisation=find_organisation(session),
        status=_status(session, viewer, year),
        rings=rings,
        shown=shown,
        occurrences=occurrences_between(session, viewer, DateSpan.of_year(year), rings=shown),
        next_meeting=_next_meeting(session, viewer, today),
        coming=_coming(session, viewer, shown, today),
        calendar=load_calendar(session, year, year, language),
    )


def _status(session: Session, viewer: Viewer, year: int) -> PlanStatus | None:
    """For those who may not see drafts, a draft year is one that has not been planned."""
    status = plan_status(session, year)
    return None if status is PlanStatus.DRAFT and reach(viewer, Right.SEE, Thing.DRAFT_YEAR).is_empty else status


def _next_meeting(session: Session, viewer: Viewer, today: date) -> Occurrence | None:
    """The next meeting of any body within four months from today."""
    ahead = DateSpan(today, today + timedelta(days=120))
    meetings = occurrences_between(session, viewer, ahead, kinds=(Kind.MEETING,))
    return next((meeting for meeting in meetings if meeting.status is Status.PLANNED and meeting.body), None)


def _coming(session: Session, viewer: Viewer, shown: frozenset[str], today: date) -> tuple[Occurrence, ...]:
    """What starts in the next four weeks on a known day and takes place."""
    ahead = DateSpan(today, today + timedelta(days=28))
    kinds = frozenset(Kind) - {Kind.ROUND, Kind.PHASE}
    found = occurrences_between(session, viewer, ahead, rings=shown, kinds=kinds)
    return tuple(
        one
        for one in found
        if one.span.start >= today and one.precision is Precision.EXACT and one.status is Status.PLANNED
    )
