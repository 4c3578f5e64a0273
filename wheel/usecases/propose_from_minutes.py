"""Compare minutes with the plan: what could be taken over from them, and what one of the two lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from wheel.core.access import Viewer, may
from wheel.core.body_names import body_called
from wheel.core.dates import DateSpan
from wheel.core.folding import fold
from wheel.core.minutes_checklist import Checklist, PlanBeside
from wheel.core.minutes_diff import compare
from wheel.core.minutes_findings import FindingKind, ReadMinutes
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Body
from wheel.core.stops import Stop
from wheel.store.bodies import all_bodies, find_body
from wheel.store.database import Session
from wheel.store.follow_ups import follow_ups_of_stops
from wheel.store.occurrences import occurrences_between
from wheel.store.post_lists import posts_on
from wheel.store.series import all_series
from wheel.store.stops import awaiting_stops, known_source_words, stops_at
from wheel.store.uploaded_minutes import attached_to, stops_of_items

BACK, AHEAD = timedelta(days=400), timedelta(days=500)
"""How far round the minutes' day meetings are looked for: those they take up again, and those they speak of."""

_EVENTS: Final = (FindingKind.MEETING, FindingKind.CANCELLED)


@dataclass(frozen=True)
class ProposeFromMinutes:
    """`meeting_id` is the meeting that somebody says they are of; without it the one on their day is."""

    body: str
    read: ReadMinutes
    meeting_id: str | None = None


@dataclass(frozen=True)
class MinutesProposals:
    """`meetings` are those that the minutes may be of; `as_of` is the day from which what they say is counted.

    `is_other_body`: the minutes name another body than the one that they are handed in for. Where their meeting is not
    in the plan, `missing_from` is the series that it would be one more of, for who may add it.
    """

    checklist: Checklist
    plan: PlanBeside
    bodies: tuple[Body, ...]
    meetings: tuple[Occurrence, ...]
    as_of: date
    is_other_body: bool
    missing_from: str | None = None


def propose_from_minutes(
    session: Session, viewer: Viewer, command: ProposeFromMinutes, today: date
) -> MinutesProposals:
    """The checklist, with nothing written. Of what the viewer may not see, nothing is compared."""
    read = command.read
    body = find_body(session, viewer, command.body)
    bodies = all_bodies(session, viewer)
    day = read.day or today
    around = _meetings(session, viewer, (body.short_name,), DateSpan(day - BACK, day + AHEAD))
    meeting = _meeting(around, command.meeting_id, read.day)
    plan = _plan(session, viewer, read, body, bodies, around, meeting, today)
    return MinutesProposals(
        checklist=compare(read, plan),
        plan=plan,
        bodies=bodies,
        meetings=tuple(one for one in around if one.status is Status.PLANNED),
        as_of=min(meeting.span.start, today) if meeting else min(day, today),
        is_other_body=read.body is not None and body_called(read.body, bodies, {}) not in (None, body),
        missing_from=None if meeting else _series(session, viewer, body, today),
    )


def _meeting(around: Iterable[Occurrence], chosen: str | None, day: date | None) -> Occurrence | None:
    held = [one for one in around if one.status is Status.PLANNED]
    if chosen:
        return next((one for one in held if one.id == chosen), None)
    if day is None:
        return None
    on_day = (one for one in held if one.span.contains(day))
    return next(on_day, None) or next((one for one in held if one.slot.contains(day)), None)


def _series(session: Session, viewer: Viewer, body: Body, today: date) -> str | None:
    """What the body's meetings are planned by, where that goes on: planners alone know of series."""
    if not viewer.may_plan:
        return None
    own = (one for one in all_series(session) if one.body == body.short_name and one.kind is Kind.MEETING)
    going = (one.id for one in own if one.schedule.ends_on is None or one.schedule.ends_on > today)
    return next(going, None)


def _plan(
    session: Session,
    viewer: Viewer,
    read: ReadMinutes,
    body: Body,
    bodies: tuple[Body, ...],
    around: tuple[Occurrence, ...],
    meeting: Occurrence | None,
    today: date,
) -> PlanBeside:
    first = meeting.span.start if meeting else read.day or today
    meetings = tuple(one for one in around if one.span.start >= first)
    resumed = {one.day for one in read.findings if one.kind is FindingKind.RESUMED}
    before = [one for one in around if one.span.start in resumed]
    stops = stops_at(session, viewer, [one.id for one in (*meetings, *before)])
    named = _named(read, bodies)
    others = {one.short_name for one in named.values() if one != body}
    own = [stop for stop in (stops[meeting.id] if meeting else ()) if stop.item_id]
    items = sorted({stop.item_id for stop in own if stop.item_id})
    return PlanBeside(
        body=body,
        meeting=meeting,
        meetings=meetings,
        stops={key: tuple(there) for key, there in stops.items()},
        waiting=awaiting_stops(session, viewer, body.short_name),
        earlier=_by_number(before, stops),
        bodies=named,
        keeps=frozenset(one for one in others if may(viewer, Right.CHANGE, Thing.OPEN_ITEM, one)),
        next_meetings=_next_meetings(session, viewer, others, first),
        journeys=stops_of_items(session, viewer, items) if items else {},
        posts=tuple((post.id, post.title) for post in posts_on(session, today)),
        tasks=_tasks(session, viewer, own),
        attached=attached_to(session, items) if items else {},
        known_words=frozenset(known_source_words(session, body.short_name)),
        events=_events(session, viewer, read),
        today=today,
        has_begun=meeting is not None and meeting.span.start <= today,
        may_close=may(viewer, Right.CHANGE, Thing.CLOSED_ITEM, body.short_name),
    )


def _named(read: ReadMinutes, bodies: tuple[Body, ...]) -> dict[str, Body]:
    """The bodies that the minutes name, by what they call them."""
    looked = [one.look_again.body for one in read.findings if one.look_again is not None]
    names = {name for name in (*looked, *(one.body for one in read.findings)) if name}
    found = {name: body_called(name, bodies, {}) for name in names}
    return {name: body for name, body in found.items() if body is not None}


def _meetings(session: Session, viewer: Viewer, bodies: Iterable[str], span: DateSpan) -> tuple[Occurrence, ...]:
    return occurrences_between(session, viewer, span, bodies=tuple(bodies), kinds=(Kind.MEETING,))


def _by_number(before: Iterable[Occurrence], stops: dict[str, list[Stop]]) -> dict[tuple[date, int], Stop]:
    return {(one.span.start, stop.position or 0): stop for one in before for stop in stops[one.id]}


def _next_meetings(
    session: Session, viewer: Viewer, bodies: set[str], first: date
) -> dict[str, tuple[Occurrence, ...]]:
    if not bodies:
        return {}
    found: dict[str, tuple[Occurrence, ...]] = dict.fromkeys(bodies, ())
    for one in _meetings(session, viewer, sorted(bodies), DateSpan(first + timedelta(days=1), first + AHEAD)):
        found[one.body or ""] += (one,)
    return found


def _tasks(session: Session, viewer: Viewer, stops: Iterable[Stop]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for one in follow_ups_of_stops(session, viewer, [stop.id for stop in stops]):
        if one.place is not None:
            known = found.get(one.place.stop_id, frozenset())
            found[one.place.stop_id] = known | {fold(one.what)}
    return found


def _events(session: Session, viewer: Viewer, read: ReadMinutes) -> tuple[Occurrence, ...]:
    days = sorted(one.day for one in read.findings if one.kind in _EVENTS and one.day is not None)
    if not days:
        return ()
    return occurrences_between(session, viewer, DateSpan.of_days(days[0], days[-1]))
