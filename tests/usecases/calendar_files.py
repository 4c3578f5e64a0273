"""Calendars as read from files, for the tests of importing them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from small_plan import MOMENT, SECRETARY

from wheel.core.access import Moment, Viewer
from wheel.core.dates import DateSpan
from wheel.core.imported_calendars import ImportedCalendar, ImportedChange, ImportedSeries
from wheel.core.occurrences import Occurrence
from wheel.core.rules import DateList, RecurrenceRule
from wheel.core.schedule import Schedule
from wheel.store.database import Database
from wheel.usecases.compare_calendar import ImportCalendar
from wheel.usecases.import_calendar import Imported, import_calendar
from wheel.usecases.preview_import import ImportPreview, preview_import

NAME = "Kulturkalenderen"
DAY, NEXT_DAY = date(2026, 12, 3), date(2027, 1, 14)
CONCERT = ImportedSeries(
    "koncert@kultur.example",
    "Koncert",
    Schedule(DateList((DateSpan.of_day(DAY),))),
    note="Fri entré",
    place="Torvet",
    start_time=time(19),
    end_time=time(21),
    line=7,
)
# Every Thursday, but not in the week of Christmas.
CHOIR = ImportedSeries(
    "kor@kultur.example",
    "Kor",
    Schedule(RecurrenceRule("FREQ=WEEKLY;BYDAY=TH", DAY, left_out=(date(2026, 12, 24),))),
    start_time=time(17),
    end_time=time(18, 30),
    line=20,
)
MOVED = ImportedChange(date(2026, 12, 10), DateSpan.of_day(date(2026, 12, 11)), time(17), time(18, 30), "Kor")
OFF = ImportedChange(
    date(2026, 12, 17), DateSpan.of_day(date(2026, 12, 17)), time(17), time(18, 30), "Kor", is_cancelled=True
)


def file_of(*series: ImportedSeries, name: str = NAME) -> ImportedCalendar:
    return ImportedCalendar(name, series)


def command(*series: ImportedSeries, **chosen: object) -> ImportCalendar:
    given: dict[str, object] = {"ring": "politisk", "because": "Aflyst i kalenderen"} | chosen
    return ImportCalendar(file_of(*series), "fil.ics", **given)  # type: ignore[arg-type]


def take(database: Database, wanted: ImportCalendar, viewer: Viewer = SECRETARY, moment: Moment = MOMENT) -> Imported:
    with database.writing() as session:
        return import_calendar(session, viewer, wanted, moment)


def look(
    database: Database, wanted: ImportCalendar, viewer: Viewer = SECRETARY, moment: Moment = MOMENT
) -> ImportPreview:
    with database.reading() as session:
        return preview_import(session, viewer, wanted, moment.today)


def on_days(series: ImportedSeries, *days: date) -> ImportedSeries:
    return replace(series, schedule=Schedule(DateList(tuple(map(DateSpan.of_day, days)))))


def told(occurrence: Occurrence) -> tuple[object, ...]:
    """What a calendar shows of it."""
    times = (occurrence.start_time, occurrence.end_time)
    return occurrence.title, occurrence.span, times, occurrence.place, occurrence.is_cancelled
