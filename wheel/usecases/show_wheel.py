"""Show the wheel: everything of a period that the viewer may see and asks for, with its rings and its calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from wheel.core.access import Viewer, reach
from wheel.core.calendar import Calendar
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Ring, Status
from wheel.core.periods import Period
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Body, Organisation, PlanStatus
from wheel.core.slots import Precision
from wheel.core.wheel_filters import WheelFilter
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.occurrences import occurrences_between
from wheel.store.organisation import all_rings, find_organisation, load_calendar, plan_status
from wheel.usecases.filtered_events import chosen_posts, filtered_events


@dataclass(frozen=True)
class WheelContent:
    """`rings` are all there are; `shown` the keys of those asked for. `bodies` and `posts` can be chosen from.

    `drafts` are the years of it that are planned and not published, `unplanned` those that the viewer may know nothing
    of. `coming` is what happens in the next four weeks from today, whatever period is shown.
    """

    period: Period
    wanted: WheelFilter
    organisation: Organisation | None
    drafts: tuple[int, ...]
    unplanned: tuple[int, ...]
    rings: tuple[Ring, ...]
    shown: frozenset[str]
    bodies: tuple[Body, ...]
    posts: tuple[tuple[str, str], ...]
    occurrences: tuple[Occurrence, ...]
    next_meeting: Occurrence | None
    coming: tuple[Occurrence, ...]
    calendar: Calendar


def show_wheel(
    session: Session, viewer: Viewer, period: Period, wanted: WheelFilter, today: date, language: str
) -> WheelContent:
    """The wheel of `period` with what `wanted` keeps of it. Names of holidays are in `language` ("da" or "en")."""
    rings = all_rings(session)
    statuses = _statuses(session, viewer, period.span)
    return WheelContent(
        period=period,
        wanted=wanted,
        organisation=find_organisation(session),
        drafts=tuple(year for year, status in statuses.items() if status is PlanStatus.DRAFT),
        unplanned=tuple(year for year, status in statuses.items() if status is None),
        rings=rings,
        shown=frozenset(ring.key for ring in rings if wanted.rings is None or ring.key in wanted.rings),
        bodies=all_bodies(session, viewer),
        posts=chosen_posts(session, viewer, today),
        occurrences=filtered_events(session, viewer, period.span, wanted, today),
        next_meeting=_next_meeting(session, viewer, today),
        coming=_coming(session, viewer, wanted, today),
        calendar=load_calendar(session, period.span.start.year, period.span.last.year, language),
    )


def _statuses(session: Session, viewer: Viewer, span: DateSpan) -> dict[int, PlanStatus | None]:
    """By year. For those who may not see drafts, a draft year is one that has not been planned."""
    sees_drafts = not reach(viewer, Right.SEE, Thing.DRAFT_YEAR).is_empty
    found = {year: plan_status(session, year) for year in range(span.start.year, span.last.year + 1)}
    return {year: None if status is PlanStatus.DRAFT and not sees_drafts else status for year, status in found.items()}


def _next_meeting(session: Session, viewer: Viewer, today: date) -> Occurrence | None:
    """The next meeting of any body within four months from today."""
    ahead = DateSpan(today, today + timedelta(days=120))
    meetings = occurrences_between(session, viewer, ahead, kinds=(Kind.MEETING,))
    return next((meeting for meeting in meetings if meeting.status is Status.PLANNED and meeting.body), None)


def _coming(session: Session, viewer: Viewer, wanted: WheelFilter, today: date) -> tuple[Occurrence, ...]:
    """What starts in the next four weeks on a known day and takes place."""
    ahead = DateSpan(today, today + timedelta(days=28))
    found = filtered_events(session, viewer, ahead, wanted, today, frozenset(Kind) - {Kind.ROUND, Kind.PHASE})
    return tuple(
        one
        for one in found
        if one.span.start >= today and one.precision is Precision.EXACT and one.status is Status.PLANNED
    )
