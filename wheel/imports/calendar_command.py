"""From a calendar file to what is imported of it, and from what that does to lines for whoever typed the command."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Final

from wheel.core.dates import DateSpan
from wheel.core.imported_calendars import ImportedCalendar, Problem
from wheel.core.occurrences import Visibility
from wheel.core.plan import PlanStatus
from wheel.core.rules import DateList, RecurrenceRule
from wheel.core.series import Series
from wheel.errors import InvalidInputError
from wheel.imports.ics.content_lines import content_lines
from wheel.imports.ics.limits import MOST_BYTES, MOST_PROBLEMS
from wheel.imports.ics.reading import read_calendar
from wheel.usecases.compare_calendar import Step
from wheel.usecases.preview_import import ImportLine, ImportPreview, YearLine

LARGEST_FILE: Final = MOST_BYTES
YEARS_OF_DATES: Final = 5
"""How far ahead an event that never ends has its dates, where no rule of ours says them."""

_SIGNS: Final = {Step.NEW: "+", Step.CHANGED: "~", Step.SAME: "=", Step.GONE: "-", Step.LEFT_OUT: "!"}


def read_for_plan(data: bytes, zone: str, today: date) -> ImportedCalendar:
    """Raises InvalidInputError (field "file") for what is no calendar file, or too big."""
    window = DateSpan(date(today.year, 1, 1), date(today.year + YEARS_OF_DATES + 1, 1, 1))
    found = read_calendar(data, zone, window)
    # Of more problems than are listed, nobody knows whether they left events out.
    return replace(found, is_whole=_is_finished(data) and len(found.problems) <= MOST_PROBLEMS)


def _is_finished(data: bytes) -> bool:
    """Whether each calendar in the file is ended, the last one by its last line: else it was cut off."""
    begun = ended = 0
    last = ""
    for line in content_lines(data):
        last = "".join(line.text.upper().split())
        begun += last == "BEGIN:VCALENDAR"
        ended += last == "END:VCALENDAR"
    return begun == ended and last == "END:VCALENDAR"


def bytes_of(file: Path) -> bytes:
    """The bytes of a file, or of standard input for "-"; no more than one too many of them is read."""
    if str(file) == "-":
        return sys.stdin.buffer.read(LARGEST_FILE + 1)
    if file.stat().st_size > LARGEST_FILE:
        raise InvalidInputError(
            "The file is bigger than %(most)s MB: import it in parts.", field="file", most=LARGEST_FILE // 1_000_000
        )
    with file.open("rb") as opened:
        return opened.read(LARGEST_FILE + 1)


def words_of_preview(preview: ImportPreview) -> Iterator[str]:
    """The import's plan in English, as all commands speak: an event a line, then the years, then what to look at."""
    for line in preview.lines:
        yield from _words_of_line(line)
    for year in preview.years:
        yield _words_of_year(year)
    if preview.why_none_gone:
        yield f"Note: {preview.why_none_gone}"
    for problem in preview.problems:
        yield f"Note: {words_of_problem(problem)}"


def words_of_problem(problem: Problem) -> str:
    where = f"line {problem.line}: " if problem.line else ""
    whose = f"{problem.title}: " if problem.title else ""
    return f"{where}{whose}{problem}"


def _words_of_line(line: ImportLine) -> Iterator[str]:
    series = line.compared.series
    days = f"{when_words(series)}{_times(series.start_time, series.end_time)}"
    ending = {Step.GONE: " (gone from the calendar; --end-gone ends it)"}.get(line.step, "")
    yield f"{_SIGNS[line.step]} {series.title or '(no title)'}: {days}{ending}"
    if line.compared.problem:
        yield f"    left out: {words_of_problem(line.compared.problem)}"
    if line.compared.imported and line.compared.imported.why_dates and line.step is not Step.LEFT_OUT:
        yield f"    as single dates: {line.compared.imported.why_dates}"
    if line.step is Step.NEW and series.visibility is not Visibility.PUBLIC:
        yield f"    seen as {series.visibility.value}, not by everybody"
    for slot in line.kept:
        yield f"    {slot.isoformat()} stays as somebody has decided here"
    if line.compared.is_in_later_years and line.step in (Step.NEW, Step.CHANGED):
        yield "    goes on in years that have no plan yet: its dates come when they are planned"


def when_words(series: Series) -> str:
    match series.schedule.rule:
        case RecurrenceRule(rrule=rrule, start=start):
            return f"{rrule} from {start.isoformat()}"
        case DateList(spans=(only,)):
            return _span(only)
        case DateList(spans=(first, *_, last) as spans):
            return f"{len(spans)} dates, {first.start.isoformat()} to {last.last.isoformat()}"
        case _:
            return "no dates"


def _span(span: DateSpan) -> str:
    first, last = span.start.isoformat(), span.last.isoformat()
    return first if first == last else f"{first} to {last}"


def _times(start: time | None, end: time | None) -> str:
    if start is None:
        return ""
    return f", {start:%H:%M}" + (f"-{end:%H:%M}" if end else "")


def _words_of_year(line: YearLine) -> str:
    how_far = {PlanStatus.PUBLISHED: "published", PlanStatus.DRAFT: "a draft", None: "no plan yet: it becomes a draft"}
    counts = f"{line.new} new, {line.changed} changed, {line.removed} taken away"
    return f"{line.plan.year} ({how_far[line.plan.status]}): {counts}"
