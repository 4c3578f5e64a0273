"""Conflicts of one occurrence with its days: days off, a deadline on one, days on which its body does not exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from wheel.core.calendar import Calendar
from wheel.core.conflicts import Conflict, ConflictKind, Suggestion, WayOut
from wheel.core.deadlines import agenda_deadline
from wheel.core.free_days import FreeDays, day_off
from wheel.core.occurrences import Kind, Occurrence
from wheel.core.plan import Body
from wheel.core.slots import Precision

_HELD_ON_WORKING_DAYS = (Kind.MEETING, Kind.READING, Kind.DIALOGUE)
_KEPT_OFF_HOLIDAYS = (*_HELD_ON_WORKING_DAYS, Kind.EVENT, Kind.DEADLINE)
# An event of more than a working week spans holidays, as a phase does.
_LONGEST_EVENT = 5


def closed_day_conflicts(held: Iterable[Occurrence], free: FreeDays) -> Iterator[Conflict]:
    """What falls on a public holiday, a closing day or an observance, or is a meeting at a weekend.

    Phases and rounds span holidays; an event (a council's seminar) may be held at a weekend.
    """
    for occurrence in held:
        closed = _closed_day(occurrence, free.calendar)
        if closed is not None:
            day, because = closed
            suggestion = move_to(occurrence, _off_closed_days(occurrence, free))
            yield _conflict(ConflictKind.ON_CLOSED_DAY, occurrence, day, suggestion, because)


def _closed_day(occurrence: Occurrence, calendar: Calendar) -> tuple[date, str] | None:
    """Its first day with a name, else its first weekend day if that matters."""
    if occurrence.kind not in _KEPT_OFF_HOLIDAYS or occurrence.precision is not Precision.EXACT:
        return None
    if occurrence.kind is Kind.EVENT and occurrence.span.day_count > _LONGEST_EVENT:
        return None
    days = [(day, why) for day in occurrence.span.days() if (why := day_off(day, calendar)) is not None]
    named = next(((day, why) for day, why in days if why), None)
    return days[0] if named is None and days and occurrence.kind in _HELD_ON_WORKING_DAYS else named


def _off_closed_days(occurrence: Occurrence, free: FreeDays) -> date | None:
    """The nearest free day; of a deadline the last one before, for after it is too late."""
    if occurrence.kind is Kind.DEADLINE:
        return free.ending_by(occurrence, occurrence.span.last)
    return free.nearest(occurrence)


def deadline_conflicts(held: Iterable[Occurrence], free: FreeDays) -> Iterator[Conflict]:
    """Meetings whose agenda would have to go out on a day off; it should then go the working day before."""
    for occurrence in held:
        body = free.bodies.get(occurrence.body or "")
        if body is None or body.notice is None or not _has_dated_agenda(occurrence):
            continue
        deadline = agenda_deadline(occurrence.span.start, body.notice, free.calendar)
        because = day_off(deadline, free.calendar)
        if because is not None:
            send = Suggestion(WayOut.SEND, occurrence.id, day=free.working_day_before(deadline))
            yield _conflict(ConflictKind.DEADLINE_CLOSED, occurrence, deadline, send, because)


def _has_dated_agenda(occurrence: Occurrence) -> bool:
    return occurrence.has_agenda and occurrence.precision is Precision.EXACT


def outside_body_conflicts(held: Iterable[Occurrence], free: FreeDays) -> Iterator[Conflict]:
    """What lies, in whole or in part, on days on which its body does not exist; an imprecise one only if it all does.

    Of a series that should be closed all are one conflict, whose day is the first of them.
    """
    to_close: dict[str, list[Occurrence]] = {}
    for occurrence in held:
        body = free.bodies.get(occurrence.body or "")
        if body is None or not _is_outside(occurrence, body):
            continue
        if _goes_if_closed(occurrence, body):
            to_close.setdefault(occurrence.series_id, []).append(occurrence)
        else:
            way_out = _into_validity(occurrence, body, free)
            yield _conflict(ConflictKind.OUTSIDE_BODY, occurrence, _first_day_outside(occurrence, body), way_out)
    for occurrences in to_close.values():
        yield _to_close(occurrences, free.bodies)


def _is_outside(occurrence: Occurrence, body: Body) -> bool:
    if occurrence.precision is Precision.EXACT:
        return not body.exists_on(occurrence.span)
    return _starts_too_early(occurrence.span.last, body) or _is_over(occurrence.span.start, body)


def _starts_too_early(day: date, body: Body) -> bool:
    return body.valid_from is not None and day < body.valid_from


def _is_over(day: date, body: Body) -> bool:
    return body.valid_until is not None and day >= body.valid_until


def _goes_if_closed(occurrence: Occurrence, body: Body) -> bool:
    """Whether planning would take it away, if its series were closed when the body is: nobody has touched it."""
    is_touched = occurrence.is_moved or occurrence.is_extra or occurrence.item_count > 0
    return not is_touched and _is_over(occurrence.slot.start, body)


def _into_validity(occurrence: Occurrence, body: Body, free: FreeDays) -> Suggestion:
    """Move it to the nearest end of the body's days; if it has no date to move, or none will do, it cannot be held."""
    day = None
    if occurrence.precision is Precision.EXACT:
        if body.valid_from is not None and _starts_too_early(occurrence.span.start, body):
            day = free.on_or_after(occurrence, body.valid_from)
        elif body.valid_until is not None and not _is_over(occurrence.slot.start, body):
            day = free.ending_by(occurrence, body.valid_until)
    return move_to(occurrence, day) or Suggestion(WayOut.CANCEL, occurrence.id)


def _first_day_outside(occurrence: Occurrence, body: Body) -> date:
    start = occurrence.span.start
    if body.valid_until is None or _starts_too_early(start, body):
        return start
    return max(start, body.valid_until)


def _to_close(occurrences: list[Occurrence], bodies: Mapping[str, Body]) -> Conflict:
    first = occurrences[0]
    return Conflict(
        ConflictKind.OUTSIDE_BODY,
        (first.series_id,),
        tuple(occurrence.id for occurrence in occurrences),
        first.span.start,
        suggestion=Suggestion(WayOut.CLOSE, series=first.series_id, day=bodies[first.body or ""].valid_until),
    )


def move_to(occurrence: Occurrence, day: date | None) -> Suggestion | None:
    return None if day is None else Suggestion(WayOut.MOVE, occurrence.id, day=day)


def _conflict(
    kind: ConflictKind, occurrence: Occurrence, day: date, suggestion: Suggestion | None, because: str = ""
) -> Conflict:
    return Conflict(kind, (occurrence.series_id,), (occurrence.id,), day, because, suggestion=suggestion)
