"""Reads the minutes of a body's meeting into its forward table: text in, value out."""

from __future__ import annotations

from datetime import date

from wheel.errors import InvalidInputError
from wheel.imports.awaiting_list import read_awaiting
from wheel.imports.danish_dates import FIRST_YEAR, LAST_YEAR
from wheel.imports.forward_rows import read_rows
from wheel.imports.forward_table import RawTable, find_forward_table
from wheel.imports.item_titles import item_title
from wheel.imports.minutes_headings import MeetingHead, read_head
from wheel.imports.minutes_lines import Line, clean_lines
from wheel.imports.minutes_values import (
    AwaitingItem,
    ForwardRow,
    Minutes,
    MinutesWarning,
    RowItem,
    RowKind,
    WarningKind,
)
from wheel.imports.postponements import missing_postponements

__all__ = [
    "AwaitingItem",
    "ForwardRow",
    "Minutes",
    "MinutesWarning",
    "RowItem",
    "RowKind",
    "WarningKind",
    "item_title",
    "read_minutes",
]

# What may stand behind the body's name in a page's header: " den 06-09-2023, side 11 af 12".
LONGEST_PAGE_HEADER = 40


def read_minutes(text: str, *, year_hint: int | None = None) -> Minutes:
    """The forward table, the items that await a date, and what is doubtful about them.

    Rows without a year run forward from the meeting's own day; `year_hint` is the first row's year where the
    minutes do not tell that day, and is otherwise only compared with it. Raises InvalidInputError if the text is no
    text, is too long, holds no forward table, or if nothing tells the year.
    """
    _check_year(year_hint)
    lines = clean_lines(text)
    table, others = find_forward_table(lines)
    head = read_head(lines)
    meeting_day = _meeting_day(head, year_hint)
    read = read_rows(table, meeting_day, year_hint)
    rows = list(read.by_day.values())
    awaiting = [*read.awaiting, *read_awaiting(lines)]
    warnings = [
        *_head_warnings(head, meeting_day, year_hint),
        *(_other_table(other) for other in others),
        *read.warnings,
        *(_unread(line) for line in table.unread if not _is_page_header(line, head.body)),
        *missing_postponements(lines, head.body, meeting_day, rows, awaiting),
    ]
    return Minutes(head.body, meeting_day, tuple(rows), tuple(awaiting), tuple(warnings))


def _check_year(year_hint: int | None) -> None:
    if year_hint is not None and not FIRST_YEAR <= year_hint <= LAST_YEAR:
        raise InvalidInputError(
            "The year must lie between %(first)d and %(last)d.", field="year", first=FIRST_YEAR, last=LAST_YEAR
        )


def _meeting_day(head: MeetingHead, year_hint: int | None) -> date | None:
    if head.written is None:
        return None
    year = head.written.year or year_hint
    return head.written.in_year(year) if year else None


def _head_warnings(head: MeetingHead, meeting_day: date | None, year_hint: int | None) -> list[MinutesWarning]:
    if meeting_day is None:
        return []
    warnings = []
    if year_hint is not None and year_hint != meeting_day.year:
        message = "The minutes are of %(date)s; the year %(year)d that was given for them was not used."
        details = {"date": meeting_day, "year": year_hint}
        warnings.append(MinutesWarning(WarningKind.YEAR_DIFFERS, message, head.line, details))
    if head.written and head.written.contradicts_weekday(meeting_day):
        message = "The minutes name another weekday than %(date)s falls on. Is the year right?"
        warnings.append(MinutesWarning(WarningKind.WEEKDAY_MISMATCH, message, head.line, {"date": meeting_day}))
    return warnings


def _other_table(table: RawTable) -> MinutesWarning:
    message = "Another table with dates begins on line %(line)d; it was not read."
    return MinutesWarning(WarningKind.OTHER_TABLE, message, table.line, {"line": table.line})


def _unread(line: Line) -> MinutesWarning:
    message = 'This line stands inside the table but belongs to no row, and was not read: "%(text)s"'
    return MinutesWarning(WarningKind.UNREAD_LINE, message, line.number, {"text": line.content[:200]})


def _is_page_header(line: Line, body: str | None) -> bool:
    """A page's header names the body, with or without the meeting's day."""
    return body is not None and line.content.startswith(body) and len(line.content) <= len(body) + LONGEST_PAGE_HEADER
