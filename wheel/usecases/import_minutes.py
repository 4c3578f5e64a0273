"""Take a minutes' forward table and awaiting list over into a body's agenda; doing it twice adds nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from wheel.core.access import Moment, Viewer, require_planner, sign
from wheel.core.audit import Act, AuditThing
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.plan import Body, PlanStatus
from wheel.core.plan_states import ABSENT, Layer, StateChange
from wheel.core.rules import DateList
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.core.stops import NewItem, Waiting
from wheel.errors import InvalidInputError
from wheel.store.bodies import find_body, lock_body
from wheel.store.database import Session
from wheel.store.occurrence_history import days_moved_between
from wheel.store.occurrences import occurrences_between
from wheel.store.organisation import all_rings, plan_status, set_plan_status
from wheel.store.plan_writing import apply_state_changes, new_public_id
from wheel.store.series import add_series, all_series, find_series, replace_schedule
from wheel.store.stop_writing import add_item
from wheel.store.stops import known_source_words
from wheel.usecases.audited import audit

SEARCHED = timedelta(days=60)
"""How far from its row's day a moved meeting is looked for."""


@dataclass(frozen=True)
class PointToPlace:
    """One point of a row, or of the awaiting list, with its words as they stand in the minutes."""

    words: str
    title: str
    text: str
    sub_date: date | None = None


@dataclass(frozen=True)
class RowToPlace:
    """One dated row of the forward table; `blocked_because` says why nothing is held that day."""

    day: date
    points: tuple[PointToPlace, ...]
    blocked_because: str | None = None


@dataclass(frozen=True)
class ImportMinutes:
    """`create_meetings` lets the import make the meetings that the body does not have; they are called as its other
    meetings are, or `meeting_title`.

    `minutes_of` is the body that the minutes themselves name, or "" where they name none.
    """

    body: str
    rows: tuple[RowToPlace, ...]
    awaiting: tuple[PointToPlace, ...]
    awaiting_reason: str
    meeting_title: str
    create_meetings: bool
    minutes_of: str = ""


class Step(StrEnum):
    """What is done, or only pointed out.

    CLASH: the minutes say that nothing is held on a day for which a meeting is planned; it is left as it is.
    OTHER_BODY: the minutes name another body than the one they are taken over for.
    """

    CREATE = "create"
    BLOCK = "block"
    PLACE = "place"
    AWAIT = "await"
    KNOWN = "known"
    MISSING = "missing"
    CLASH = "clash"
    OTHER_BODY = "other_body"


_CHANGING = (Step.CREATE, Step.BLOCK, Step.PLACE, Step.AWAIT)


@dataclass(frozen=True)
class Line:
    """One line of the import's plan."""

    step: Step
    day: date | None
    title: str = ""


def import_minutes(
    session: Session, viewer: Viewer, command: ImportMinutes, moment: Moment, *, dry_run: bool = False
) -> tuple[Line, ...]:
    """Carry the plan out, or with `dry_run` only show it.

    Raises InvalidInputError, and writes nothing, if meetings are missing and may not be made.
    """
    require_planner(viewer)
    body = find_body(session, viewer, command.body)
    lock_body(session, body.short_name)
    lines = plan_import(session, viewer, command, body)
    if dry_run:
        return lines
    missing = [line.day for line in lines if line.step is Step.MISSING and line.day]
    if missing:
        raise InvalidInputError(
            "%(body)s has no meeting on %(days)s. Add --create-meetings to make them, or plan the year first.",
            body=body.name,
            days=", ".join(day.isoformat() for day in missing),
        )
    _create_meetings(session, body, command, lines)
    _add_points(session, viewer, body, command, moment)
    counts = {step.value: sum(line.step is step for line in lines) for step in _CHANGING}
    if any(counts.values()):
        audit(session, viewer, moment, Act.IMPORTED, AuditThing.BODY, body.short_name, **counts)
    return lines


def plan_import(session: Session, viewer: Viewer, command: ImportMinutes, body: Body) -> tuple[Line, ...]:
    """What the import would do, line by line, without doing it."""
    meetings = _meetings_by_day(session, viewer, body, command.rows)
    known = _known(session, body, meetings)
    is_other = bool(command.minutes_of) and not body.goes_by(command.minutes_of)
    lines = [Line(Step.OTHER_BODY, None, command.minutes_of)] if is_other else []
    for row in command.rows:
        lines.extend(_plan_row(row, meetings.get(row.day), known, command.create_meetings))
    for point in command.awaiting:
        step = Step.KNOWN if (point.words, None) in known else Step.AWAIT
        lines.append(Line(step, None, point.title))
    return tuple(lines)


def _plan_row(
    row: RowToPlace, meeting: Occurrence | None, known: set[tuple[str, date | None]], may_create: bool
) -> list[Line]:
    if row.blocked_because is not None:
        return _plan_blocked(row.day, row.blocked_because, meeting, may_create)
    steps = [Step.KNOWN if (point.words, row.day) in known else Step.PLACE for point in row.points]
    lines = [Line(step, row.day, point.title) for step, point in zip(steps, row.points, strict=True)]
    is_held = meeting is not None and meeting.status is Status.PLANNED
    # A row taken over earlier needs no meeting any more: somebody may have cancelled it since.
    if not is_held and (Step.PLACE in steps or not steps):
        lines.insert(0, Line(Step.CREATE if may_create and meeting is None else Step.MISSING, row.day))
    return lines


def _plan_blocked(day: date, because: str, meeting: Occurrence | None, may_create: bool) -> list[Line]:
    if meeting is None:
        return [Line(Step.BLOCK if may_create else Step.MISSING, day, because)]
    return [Line(Step.CLASH, day, because)] if meeting.status is Status.PLANNED else []


def _meetings_by_day(
    session: Session, viewer: Viewer, body: Body, rows: Sequence[RowToPlace]
) -> dict[date, Occurrence]:
    if not rows:
        return {}
    days = sorted(row.day for row in rows)
    span = DateSpan(days[0] - SEARCHED, days[-1] + SEARCHED)
    found = occurrences_between(
        session, viewer, span, bodies=(body.short_name,), kinds=(Kind.MEETING,), with_blocked=True
    )
    # A meeting that was moved is still the one its row means; one that is on the day itself comes first.
    by_slot = {meeting.slot.start: meeting for meeting in found}
    return by_slot | {meeting.span.start: meeting for meeting in found}


def _known(session: Session, body: Body, meetings: Mapping[date, Occurrence]) -> set[tuple[str, date | None]]:
    """What was taken over before: the source's words, and the day of the row (None: awaiting).

    History tells the day the meeting was on then. A meeting that was moved is known by all the days it was ever on,
    but for those that are another meeting's own.
    """
    known = known_source_words(session, body.short_name)
    by_id = {meeting.id: meeting for meeting in meetings.values()}
    own = {meeting.span.start for meeting in meetings.values()}
    for meeting_id, days in days_moved_between(session, by_id).items():
        meeting = by_id[meeting_id]
        on = {meeting.span.start} | days - own
        known |= {(words, day) for words, added_on in known if added_on in on for day in (meeting.slot.start, *on)}
    return known


def _create_meetings(session: Session, body: Body, command: ImportMinutes, lines: Sequence[Line]) -> None:
    reasons = {row.day: row.blocked_because for row in command.rows}
    days = [line.day for line in lines if line.step in (Step.CREATE, Step.BLOCK) and line.day]
    if not days:
        return
    held = [day for day in days if reasons[day] is None]
    series = _imported_series(session, body, held, command.meeting_title).held_by(body)
    apply_state_changes(session, [_made(series, DateSpan.of_day(day), reasons[day]) for day in days])
    for year in sorted({day.year for day in days}):
        if plan_status(session, year) is None:
            set_plan_status(session, year, PlanStatus.PUBLISHED)
    session.flush()


def _made(series: Series, span: DateSpan, because: str | None) -> StateChange:
    """A meeting on that day; a reason instead of None marks a day on which nothing is held, whatever the rule says."""
    state = series.on(span)
    if because is not None:
        state = replace(state, status=Status.BLOCKED, because=because, is_extra=True)
    return StateChange(new_public_id(), series.id, span.start.year, Layer.PLAN, ABSENT, state)


def _imported_series(session: Session, body: Body, days: Sequence[date], title: str) -> Series:
    """The body's list of single meetings, with these days added, so that planning their years asks for them too."""
    spans = {DateSpan.of_day(day) for day in days}
    meetings = [s for s in all_series(session) if s.body == body.short_name and s.kind is Kind.MEETING]
    for series in meetings:
        if isinstance(series.schedule.rule, DateList):
            listed = DateList(tuple(spans | set(series.schedule.rule.spans)))
            replace_schedule(session, series.id, replace(series.schedule, rule=listed))
            return series
    rings = [series.ring for series in meetings] or [ring.key for ring in all_rings(session)]
    if not rings:
        raise InvalidInputError("There is no ring to show the meetings in. Add one first.")
    called = meetings[0].title if meetings else title
    schedule = Schedule(DateList(tuple(spans)))
    return find_series(session, add_series(session, Series(called, Kind.MEETING, rings[0], schedule, body.short_name)))


def _add_points(session: Session, viewer: Viewer, body: Body, command: ImportMinutes, moment: Moment) -> None:
    """Add the points that are not known yet, in the order of the minutes."""
    signature = sign(viewer, moment)
    meetings = _meetings_by_day(session, viewer, body, command.rows)
    known = _known(session, body, meetings)
    for row in command.rows:
        for point in row.points:
            if (point.words, row.day) not in known:
                meeting = meetings[row.day]
                add_item(session, _item(point), body.short_name, meeting.id, Waiting(""), signature)
    for point in command.awaiting:
        if (point.words, None) not in known:
            add_item(session, _item(point), body.short_name, None, Waiting(command.awaiting_reason), signature)


def _item(point: PointToPlace) -> NewItem:
    return NewItem(title=point.title, text=point.text, sub_date=point.sub_date, source_words=point.words)
