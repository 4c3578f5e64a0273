"""From the events of one UID to the series that is imported, with each day that is held otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from wheel.core.imported_calendars import ImportedChange, ImportedSeries
from wheel.core.schedule import Schedule
from wheel.core.sentences.wording import later
from wheel.imports.ics.event_days import EventDays, Surroundings, days_of_event, slot_day
from wheel.imports.ics.event_properties import Extra, WrittenEvent
from wheel.imports.ics.held_times import Held, held
from wheel.imports.ics.same_uid import EventsOfUid
from wheel.imports.ics.written_times import Written


def series_of(group: EventsOfUid, around: Surroundings) -> ImportedSeries:
    """Raises UnreadableError or TooMuchError where it cannot be imported."""
    event = group.master or _stand_in(group.changes, around)
    changes = _one_a_slot(group.changes, around)
    days = days_of_event(event, changes.keys(), around)
    strange = {slot: changes[slot] for slot in changes.keys() - days.given}
    gone = {slot for slot, change in strange.items() if change.sequence < event.sequence}
    for slot, change in strange.items():
        if slot in gone:
            sentence = later("This changes a day that a newer version of the event does not have: it is passed over.")
            around.reports.left_out(change.line, sentence)
        else:
            sentence = later("This changes a day that the event's rule does not give: the day is added.")
            around.reports.note(change.line, sentence)
    kept = {slot: change for slot, change in changes.items() if slot not in gone}
    return _series(event, days.with_slots(strange.keys() - gone), kept, around)


def _series(
    event: WrittenEvent, days: EventDays, changes: dict[date, WrittenEvent], around: Surroundings
) -> ImportedSeries:
    of_days = {slot: _change(slot, one, event) for slot, one in days.others.items()}
    of_events = {slot: _changed(slot, change, around) for slot, change in changes.items()}
    changed = {**of_days, **of_events}
    return ImportedSeries(
        uid=event.uid,
        title=event.title,
        schedule=Schedule(days.rule),
        note=event.note,
        place=event.place,
        url=event.url,
        start_time=days.usual.start_time,
        end_time=days.usual.end_time,
        why_dates=days.why_dates,
        is_cancelled=event.is_cancelled,
        # One visibility is for all of its days: what is private on one of them must not show.
        is_private=event.is_private or any(change.is_private for change in changes.values()),
        changed=tuple(changed[slot] for slot in sorted(changed)),
        line=event.line,
    )


def _change(slot: date, one: Held, event: WrittenEvent) -> ImportedChange:
    return ImportedChange(
        slot=slot,
        span=one.span,
        start_time=one.start_time,
        end_time=one.end_time,
        title=event.title,
        place=event.place,
        note=event.note,
        is_cancelled=event.is_cancelled,
        line=event.line,
    )


def _changed(slot: date, event: WrittenEvent, around: Surroundings) -> ImportedChange:
    around.allowance.go_on()
    return _change(slot, held(event.start, event.length, around.own), event)


def _one_a_slot(changes: Iterable[WrittenEvent], around: Surroundings) -> dict[date, WrittenEvent]:
    """The newest change of each day; the later one where they are of the same age."""
    found: dict[date, WrittenEvent] = {}
    for change in changes:
        if change.slot is None:
            continue
        slot = slot_day(change.slot, around)
        known = found.get(slot)
        if known is None or known.sequence <= change.sequence:
            found[slot] = change
    return found


def _stand_in(changes: list[WrittenEvent], around: Surroundings) -> WrittenEvent:
    """An event of the days that are changed alone, where the file does not have the event itself."""
    first = changes[0]
    sentence = later("The event that this changes a day of is not in the file: only this day is imported.")
    around.reports.note(first.line, sentence)
    slots = [_slot_as_start(change) for change in changes]
    return replace(
        first,
        start=slots[0],
        slot=None,
        rules=(),
        rules_left_out=(),
        added=tuple(Extra(slot) for slot in slots[1:]),
        left_out=(),
        is_cancelled=all(change.is_cancelled for change in changes),
    )


def _slot_as_start(change: WrittenEvent) -> Written:
    slot = change.slot or change.start
    if slot.is_day == change.start.is_day:
        return slot
    return Written(datetime.combine(slot.day, change.start.at.time()), change.start.is_day, change.start.zone)
