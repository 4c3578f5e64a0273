"""Dates, weeks and kinds in the reader's words, as template filters."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache

from flask import Flask
from flask_babel import format_date, get_locale
from flask_babel import lazy_gettext as later

from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence
from wheel.core.slots import Precision
from wheel.core.stops import Purpose
from wheel.services import today, zone
from wheel.web.people_words import actor_words
from wheel.web.translation import gettext, ngettext

KINDS = {
    Kind.MEETING: later("meeting"),
    Kind.READING: later("reading"),
    Kind.DIALOGUE: later("dialogue meeting"),
    Kind.EVENT: later("event"),
    Kind.PHASE: later("phase"),
    Kind.DEADLINE: later("deadline"),
    Kind.ROUND: later("political round"),
}

PURPOSES = {
    Purpose.INFORMATION: later("For information"),
    Purpose.DISCUSSION: later("For discussion"),
    Purpose.DECISION: later("For decision"),
    Purpose.FIRST_READING: later("1st reading"),
    Purpose.SECOND_READING: later("2nd reading"),
    Purpose.CONSULTATION: later("Consultation"),
}


def install_words(app: Flask) -> None:
    filters = (
        day_words,
        plain_day,
        short_day,
        brief_day,
        span_words,
        week_words,
        clock,
        when_words,
        short_when,
        moment_words,
        days_waited,
    )
    for words in filters:
        app.jinja_env.filters[words.__name__] = words
    app.jinja_env.filters["actor_words"] = actor_words
    app.jinja_env.globals.update(kind_words=KINDS, purpose_words=PURPOSES, Purpose=Purpose, Kind=Kind)


def day_words(day: date) -> str:
    """ "onsdag den 13. september 2023"."""
    return _formatted(day, gettext("EEEE d MMMM y"))


def short_day(day: date, has_year: bool | None = None) -> str:
    """ "ons. 13. sep.", with the year if asked for; where nothing is said, if it is not this one."""
    with_year = day.year != today().year if has_year is None else has_year
    return _formatted(day, gettext("EEE d MMM y") if with_year else gettext("EEE d MMM"))


def brief_day(day: date) -> str:
    """ "13. sep.", for a button that has little room."""
    return _formatted(day, gettext("d MMM"))


def span_words(span: DateSpan) -> str:
    """One day, or the first and the last day."""
    if span.day_count == 1:
        return day_words(span.start)
    pattern = gettext("d MMMM y")
    return gettext("%(first)s to %(last)s", first=_formatted(span.start, pattern), last=_formatted(span.last, pattern))


def when_words(occurrence: Occurrence) -> str:
    """The date in words; the source's own words for an imprecise one."""
    if occurrence.precision is not Precision.EXACT:
        return f"{occurrence.words} {occurrence.span.start.year}"
    return span_words(occurrence.span)


def short_when(occurrence: Occurrence, has_year: bool | None = None) -> str:
    """ "ons. 13. sep.", with the last day of several; the source's own words for an imprecise one."""
    if occurrence.precision is not Precision.EXACT:
        return occurrence.words
    first, last = occurrence.span.start, occurrence.span.last
    days = (first,) if first == last else (first, last)
    return " – ".join(short_day(day, has_year) for day in days)


def week_words(span: DateSpan) -> str:
    """ "uge 37", or "uge 26–27" for a span over several."""
    first, last = span.start.isocalendar(), span.last.isocalendar()
    if (first.year, first.week) == (last.year, last.week):
        return gettext("week %(week)s", week=first.week)
    return gettext("weeks %(first)s–%(last)s", first=first.week, last=last.week)


def clock(at: time | None) -> str:
    """ "9.00" in Danish, "9:00" in English; empty where no time is known."""
    if at is None:
        return ""
    separator = ":" if (get_locale() or "").language == "en" else "."  # type: ignore[union-attr]
    return f"{at.hour}{separator}{at.minute:02d}"


def moment_words(at: datetime) -> str:
    local = at.astimezone(zone())
    return gettext("%(day)s at %(time)s", day=_formatted(local.date(), gettext("d MMMM y")), time=clock(local.time()))


def days_waited(since: date) -> str:
    return ngettext("%(num)s day", "%(num)s days", (today() - since).days)


def plain_day(day: date | None) -> str:
    """ "13. september 2023"; empty where there is no day."""
    return _formatted(day, gettext("d MMMM y")) if day else ""


def _formatted(day: date, pattern: str) -> str:
    return _formatted_in(str(get_locale()), day, pattern)


@lru_cache(maxsize=8192)
def _formatted_in(_locale: str, day: date, pattern: str) -> str:
    """A list of a year asks for the same few hundred days again and again; each takes 30 µs to write."""
    return str(format_date(day, pattern))
