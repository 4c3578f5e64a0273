"""Reads the minutes of a body's meeting into its forward table: text in, value out."""

from __future__ import annotations

from datetime import date

from wheel.core.sentences.wording import later
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
    return read_forward(clean_lines(text), year_hint)


def read_forward(lines: list[Line], year_hint: int | None) -> Minutes:
    """As `read_minutes`, of lines that are clean already."""
    check_year(year_hint)
    table, others = find_forward_table(lines)
    head = read_head(lines)
    day = meeting_day(head, year_hint)
    read = read_rows(table, day, year_hint)
    rows = list(read.by_day.values())
    awaiting = [*read.awaiting, *read_awaiting(lines)]
    warnings = [
        *head_warnings(head, day, year_hint),
        *(_other_table(other) for other in others),
        *read.warnings,
        *(_unread(line) for line in table.unread if not _is_page_header(line, head.body)),
        *missing_postponements(lines, head.body, day, rows, awaiting),
    ]
    return Minutes(head.body, day, tuple(rows), tuple(awaiting), tuple(warnings))


def check_year(year_hint: int | None) -> None:
    """Raise InvalidInputError unless it is None or from FIRST_YEAR to LAST_YEAR."""
    if year_hint is not None and not FIRST_YEAR <= year_hint <= LAST_YEAR:
        raise InvalidInputError(
            "The year must lie between %(first)d and %(last)d.", field="year", first=FIRST_YEAR, last=LAST_YEAR
        )


def meeting_day(head: MeetingHead, year_hint: int | None) -> date | None:
    """The day that the head tells, in the hint's year where it names none; None if nothing tells it."""
    if head.written is None:
        return None
    year = head.written.year or year_hint
    return head.written.in_year(year) if year else None


def head_warnings(head: MeetingHead, day: date | None, year_hint: int | None) -> list[MinutesWarning]:
    """What is doubtful about the meeting's own day."""
    if day is None:
        return []
    warnings = []
    if year_hint is not None and year_hint != day.year:
        details: dict[str, object] = {"date": day, "year": year_hint}
        warnings.append(
            MinutesWarning(
                WarningKind.YEAR_DIFFERS,
                later("The minutes are of %(date)s; the year %(year)d that was given for them was not used."),
                head.line,
                details,
            )
        )
    if head.written and head.written.contradicts_weekday(day):
        warnings.append(
            MinutesWarning(
                WarningKind.WEEKDAY_MISMATCH,
                later("The minutes name another weekday than %(date)s falls on. Is the year right?"),
                head.line,
                {"date": day},
            )
        )
    return warnings


def _other_table(table: RawTable) -> MinutesWarning:
    return MinutesWarning(
        WarningKind.OTHER_TABLE,
        later("Another table with dates begins on line %(line)d; it was not read."),
        table.line,
        {"line": table.line},
    )


def _unread(line: Line) -> MinutesWarning:
    return MinutesWarning(
        WarningKind.UNREAD_LINE,
        later('This line stands inside the table but belongs to no row, and was not read: "%(text)s"'),
        line.number,
        {"text": line.content[:200]},
    )


def _is_page_header(line: Line, body: str | None) -> bool:
    """A page's header names the body, with or without the meeting's day."""
    return body is not None and line.content.startswith(body) and len(line.content) <= len(body) + LONGEST_PAGE_HEADER
