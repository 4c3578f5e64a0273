"""Makes dated rows of a raw forward table: the year of each row, its items, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from wheel.core.sentences.wording import later
from wheel.errors import InvalidInputError
from wheel.imports.danish_dates import FIRST_YEAR, LAST_YEAR, WrittenDate, dates_in
from wheel.imports.forward_table import RawRow, RawTable
from wheel.imports.minutes_values import AwaitingItem, ForwardRow, MinutesWarning, RowItem, RowKind, WarningKind
from wheel.imports.row_cells import CellItem, closes_the_day, read_cell

# A forward table may still hold a day shortly before the meeting; a day earlier than that is next year's.
FIRST_ROW_SLACK_DAYS = 60
HALF_A_YEAR = 183
SATURDAY = 5


@dataclass
class ReadRows:
    """The rows by day in the order of the text, and the items of rows whose label names no day."""

    by_day: dict[date, ForwardRow] = field(default_factory=dict)
    awaiting: list[AwaitingItem] = field(default_factory=list)
    warnings: list[MinutesWarning] = field(default_factory=list)

    def warn(self, kind: WarningKind, message: str, line: int, **details: object) -> None:
        self.warnings.append(MinutesWarning(kind, message, line, details))


def read_rows(table: RawTable, meeting_day: date | None, year_hint: int | None) -> ReadRows:
    """The table's rows with their years.

    A year in the label wins. Without one a row follows the row above, into the next year where the months run
    over New Year; the first row follows the meeting's day, else `year_hint`, else the first row with a year.
    Raises InvalidInputError if nothing tells a year.
    """
    read = ReadRows()
    above: date | None = None
    for raw in table.rows:
        day = _day_of(raw, above, meeting_day, lambda: _year_of_first(table.rows, year_hint))
        if day is None:
            _keep_undated(read, raw)
        else:
            _check_day(read, raw, day, above)
            _add(read, _row(read, raw, day))
            above = day
    return read


def _day_of(raw: RawRow, above: date | None, meeting_day: date | None, first_year: Callable[[], int]) -> date | None:
    if raw.written is None:
        return None
    if above is not None:
        return raw.written.resolve(above, HALF_A_YEAR)
    if meeting_day is not None:
        return raw.written.resolve(meeting_day, FIRST_ROW_SLACK_DAYS)
    return raw.written.in_year(raw.written.year or first_year())


def _year_of_first(rows: list[RawRow], year_hint: int | None) -> int:
    """The hint, else counted back from the first row with a year: each step up to a later month is a New Year."""
    if year_hint is not None:
        return year_hint
    months: list[int] = []
    for written in (row.written for row in rows if row.written):
        months.append(written.month)
        if written.year is not None:
            turns = sum(later < earlier for earlier, later in pairwise(months))
            return written.year - turns
    raise InvalidInputError(
        "The table's rows carry no year, and the minutes do not tell the day of their meeting. "
        "Give the year of the first row (%(first)d to %(last)d).",
        field="year",
        first=FIRST_YEAR,
        last=LAST_YEAR,
    )


def _keep_undated(read: ReadRows, raw: RawRow) -> None:
    """A row without a day loses nothing: its items await a date under its label."""
    items = [item for item in read_cell(raw.cell) if not closes_the_day(item.text)]
    read.awaiting.extend(AwaitingItem(item.text, raw.label, item.line) for item in items)
    read.warn(
        WarningKind.INVALID_DATE,
        later('"%(label)s" is no day in the calendar. The items of this row await a date.'),
        raw.line,
        label=raw.label,
    )


def _check_day(read: ReadRows, raw: RawRow, day: date, above: date | None) -> None:
    written = raw.written
    if written is not None and written.contradicts_weekday(day):
        read.warn(
            WarningKind.WEEKDAY_MISMATCH,
            later('"%(label)s" names another weekday than %(date)s falls on.'),
            raw.line,
            label=raw.label,
            date=day,
        )
    elif day.weekday() >= SATURDAY:
        read.warn(
            WarningKind.WEEKEND,
            later("%(date)s is in a weekend. Is the year right?"),
            raw.line,
            label=raw.label,
            date=day,
        )
    if written is not None and written.opens_span:
        read.warn(
            WarningKind.SPAN_LABEL,
            later('"%(label)s" names several days; the row was read as the first of them, %(date)s.'),
            raw.line,
            label=raw.label,
            date=day,
        )
    if above is not None and day < above:
        read.warn(
            WarningKind.OUT_OF_ORDER,
            later("%(date)s comes before the row above it, %(above)s."),
            raw.line,
            date=day,
            above=above,
        )


def _row(read: ReadRows, raw: RawRow, day: date) -> ForwardRow:
    cell = read_cell(raw.cell)
    closing = [item for item in cell if closes_the_day(item.text)]
    open_items = [item for item in cell if not closes_the_day(item.text)]
    note = closing[0].text if closing else None
    if note and open_items:
        read.warn(
            WarningKind.BLOCKED_WITH_ITEMS,
            later('%(date)s is closed by "%(note)s", but has items. It was read as a meeting.'),
            raw.line,
            date=day,
            note=note,
        )
    items = tuple(_item(read, raw, item, day) for item in open_items)
    return ForwardRow(day, raw.label, raw.line, _kind(note, items), note, items)


def _kind(note: str | None, items: tuple[RowItem, ...]) -> RowKind:
    if items:
        return RowKind.MEETING
    return RowKind.BLOCKED if note else RowKind.EMPTY


def _item(read: ReadRows, raw: RawRow, item: CellItem, row_day: date) -> RowItem:
    written: WrittenDate | None = next(iter(dates_in(item.text)), None)
    sub_date = written.resolve(row_day, HALF_A_YEAR) if written else None
    if written and sub_date is None:
        read.warn(
            WarningKind.INVALID_DATE,
            later('The date in "%(label)s" is no day in the calendar. The item was read without it.'),
            raw.line,
            label=item.text[:200],
        )
    return RowItem(item.text, sub_date)


def _add(read: ReadRows, row: ForwardRow) -> None:
    """A day that stands twice becomes one row, where the first label stands."""
    first = read.by_day.get(row.date)
    if first is None:
        read.by_day[row.date] = row
        return
    items = tuple(dict.fromkeys((*first.items, *row.items)))
    note = first.note or row.note
    read.by_day[row.date] = replace(first, items=items, note=note, kind=_kind(note, items))
    read.warn(
        WarningKind.DUPLICATE_DATE,
        later("%(date)s stands twice, first on line %(first)d. The two rows were read as one."),
        row.line,
        date=row.date,
        first=first.line,
    )
