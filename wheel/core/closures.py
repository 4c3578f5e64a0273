"""The kinds of days on which an administration may be closed, and what closes it on one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum

from wheel.core.calendar import Calendar, NamedSpan
from wheel.core.dates import DateSpan


class Closure(StrEnum):
    """A kind of day on which a series may be told not to fall."""

    PUBLIC_HOLIDAYS = "public_holidays"
    OBSERVANCES = "observances"
    SCHOOL_HOLIDAYS = "school_holidays"
    CLOSING_DAYS = "closing_days"


def closed_by(day: date, closures: Collection[Closure], calendar: Calendar) -> str | None:
    """The name of what closes the day, or None. A school holiday is named before the public holidays within it."""
    for closure in (Closure.SCHOOL_HOLIDAYS, Closure.PUBLIC_HOLIDAYS, Closure.CLOSING_DAYS, Closure.OBSERVANCES):
        name = _name(closure, day, calendar) if closure in closures else None
        if name is not None:
            return name
    return None


def span_closed_by(span: DateSpan, closures: Collection[Closure], calendar: Calendar) -> str | None:
    """The name of what closes the first closed day of the span, or None."""
    # A year's local days are few near the span, but many for each day of a phase of months to be compared with.
    near = replace(
        calendar,
        school_holidays=_overlapping(calendar.school_holidays, span),
        closing_days=_overlapping(calendar.closing_days, span),
    )
    return next((name for day in span.days() if (name := closed_by(day, closures, near)) is not None), None)


def _overlapping(named_spans: Iterable[NamedSpan], span: DateSpan) -> tuple[NamedSpan, ...]:
    return tuple(named for named in named_spans if named.span.overlaps(span))


def _name(closure: Closure, day: date, calendar: Calendar) -> str | None:
    match closure:
        case Closure.PUBLIC_HOLIDAYS:
            return calendar.public_holiday(day)
        case Closure.OBSERVANCES:
            return calendar.observance(day)
        case Closure.SCHOOL_HOLIDAYS:
            return calendar.school_holiday(day)
        case Closure.CLOSING_DAYS:
            return calendar.closing_day(day)
