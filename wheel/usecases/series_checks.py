"""What every series must be to be stored, whoever enters it: complete, and no longer than the tables hold."""

from __future__ import annotations

from dataclasses import replace

from wheel.core.occurrences import Kind
from wheel.core.relative import SchoolHolidayRule
from wheel.core.rules import EasterOffset, IsoWeekday, RecurrenceRule, Rule
from wheel.core.series import Series
from wheel.core.terms import TermWindow
from wheel.core.windows import Window
from wheel.errors import InvalidInputError
from wheel.usecases.add_extra import LONGEST_NOTE

LONGEST_TITLE, LONGEST_PLACE, LONGEST_WORDS = 300, 200, 200


def checked_series(series: Series) -> Series:
    """The series without blanks round its texts. Raises InvalidInputError, whose `field` is the series' own."""
    series = replace(series, title=series.title.strip(), place=series.place.strip(), note=series.note.strip())
    if not series.title:
        raise InvalidInputError("Write what the series is called.", field="title")
    for field, longest in (("title", LONGEST_TITLE), ("place", LONGEST_PLACE), ("note", LONGEST_NOTE)):
        _require_short(getattr(series, field), field, longest)
    _require_short(_words(series.schedule.rule), "words", LONGEST_WORDS)
    if series.kind is Kind.MEETING and series.body is None:
        raise InvalidInputError("Choose whose meeting it is.", field="body")
    if series.reading is not None and series.kind is not Kind.READING:
        raise InvalidInputError("Only a reading is the first or the second one.", field="reading")
    _check_times(series)
    return series


def _require_short(text: str, field: str, longest: int) -> None:
    if len(text) > longest:
        raise InvalidInputError("Write at most %(count)s characters.", field=field, count=longest)


def _words(rule: Rule) -> str:
    return rule.words if isinstance(rule, Window | TermWindow | SchoolHolidayRule) else ""


def _check_times(series: Series) -> None:
    start, end = series.start_time, series.end_time
    if start is None and end is not None:
        raise InvalidInputError("Write when it starts, too.", field="start_time")
    if start is not None and end is not None and end <= start and _lasts_one_day(series.schedule.rule):
        raise InvalidInputError("It must end after it starts.", field="end_time")


def _lasts_one_day(rule: Rule) -> bool:
    """Of several days, the end is on the last."""
    return isinstance(rule, RecurrenceRule | IsoWeekday | EasterOffset) and rule.length_days == 1
