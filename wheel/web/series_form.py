"""The series form: a whole series as a browser sends it, read field by field so that all mistakes are told at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import TypeVar

from wheel.core.occurrences import Kind, Visibility
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.errors import InvalidInputError
from wheel.usecases.save_series import SaveSeries
from wheel.web.plan_forms import day_field, optional_time
from wheel.web.rule_form.parts import MONTHS, Filled, Form, choice_field, ticked
from wheel.web.rule_form.whole import read_end, read_policy, read_rule, schedule_fields
from wheel.web.rule_form.words import FIELDS as WORDS_FIELDS
from wheel.web.rule_form.words import with_words, without_usual_words

T = TypeVar("T")
KINDS = {kind.value: kind for kind in Kind}
VISIBILITIES = {visibility.value: visibility for visibility in Visibility}
READINGS = {"": None, "1": 1, "2": 2}
FROM_A_DAY, FROM_THE_START = "from", "start"

# What the controls show before anybody has chosen: what is most usual, so that little is left to choose.
_USUAL: Filled = {
    "rule_kind": "weekly",
    "weekly_weeks": "every",
    "weekly_every": "2",
    "nth_weekday": "2",
    "day_of_month": "1",
    "date_day": "1",
    "date_month": "1",
    "year_nth": "1",
    "year_weekday": "2",
    "year_month": "1",
    "week": "1",
    "week_weekday": "4",
    "without_week_53": "skip",
    "first_day": "1",
    "first_month": "1",
    "last_day": "31",
    "last_month": "1",
    "easter_days": "39",
    "easter_side": "after",
    "relative_by": "count",
    "relative_count": "1",
    "relative_unit": "weeks",
    "relative_side": "before",
    "relative_weekday": "5",
    "relative_choice": "each",
    "relative_nth": "4",
    "after_day": "1",
    "after_month": "10",
    "holiday_as": "weeks",
    "holiday_side": "after",
    "holiday_weeks": "2",
    "holiday_weekday": "3",
    "window_unit": "month",
    "window_week": "1",
    "window_month": "1",
    "window_quarter": "1",
    "window_half": "1",
    "window_season": "spring",
    "window_third": "whole",
    "term_part": "midway",
    "at_least": "1",
    "length_days": "1",
    "every_years": "1",
    "on_closed": "keep",
    "kind": "meeting",
    "visibility": "public",
}
_MONTH_FIELDS = ("date_month", "year_month", "first_month", "last_month", "window_month")


@dataclass(frozen=True)
class SeriesForm:
    """What could be read: `command` is None where there are mistakes, `schedule` where one is about when it is held."""

    command: SaveSeries | None
    schedule: Schedule | None
    counts_from: date | None
    mistakes: Mapping[str, InvalidInputError]


@dataclass
class _Mistakes:
    """Collects what each part of the form refuses, by field; of several in one field, the first."""

    found: dict[str, InvalidInputError] = field(default_factory=dict)

    def read(self, part: Callable[[], T]) -> T | None:
        try:
            return part()
        except InvalidInputError as error:
            self.found.setdefault(error.field or "", error)
            return None


def read_series_form(form: Form, series_id: str = "", version: int = 1) -> SeriesForm:
    form, about_days = with_words(form), _Mistakes()
    counts_from = about_days.read(lambda: _counts_from(form)) if series_id else None
    schedule = _schedule(form, about_days)
    rest = _Mistakes()
    kind = rest.read(lambda: choice_field(form, "kind", KINDS))
    visibility = rest.read(lambda: choice_field(form, "visibility", VISIBILITIES))
    reading = rest.read(lambda: choice_field(form, "reading", READINGS))
    start_time = rest.read(lambda: optional_time(form, "start_time"))
    end_time = rest.read(lambda: optional_time(form, "end_time"))
    mistakes = {**rest.found, **about_days.found}
    if mistakes or schedule is None or kind is None or visibility is None:
        return SeriesForm(None, None if about_days.found else schedule, counts_from, mistakes)
    wanted = Series(
        id=series_id,
        version=version,
        title=form.get("title", ""),
        kind=kind,
        ring=form.get("ring", ""),
        schedule=schedule,
        body=form.get("body") or None,
        start_time=start_time,
        end_time=end_time,
        place=form.get("place", ""),
        note=form.get("note", ""),
        reading=reading,
        visibility=visibility,
    )
    return SeriesForm(SaveSeries(wanted, counts_from), schedule, counts_from, {})


def _schedule(form: Form, mistakes: _Mistakes) -> Schedule | None:
    rule = mistakes.read(lambda: read_rule(form))
    policy = mistakes.read(lambda: read_policy(form))
    ends_on = mistakes.read(lambda: read_end(form))
    return None if rule is None or policy is None else Schedule(rule, policy, ends_on=ends_on)


def _counts_from(form: Form) -> date | None:
    if choice_field(form, "counts", {key: key for key in (FROM_A_DAY, FROM_THE_START)}) == FROM_THE_START:
        return None
    return day_field(form, "counts_from", "Choose the day from which the new rule counts.")


def blamed(error: InvalidInputError, form: Form) -> str:
    """The form field that a use case's mistake is about; the words of a rule stand in the field of its kind."""
    name = error.field or ""
    return WORDS_FIELDS.get(form.get("rule_kind", ""), name) if name == "words" else name


def new_series_fields(begins: date, ring: str, body: str = "", month: int | None = None) -> Filled:
    """The form for a new series from that day on; with a month it is something of that month of every year."""
    filled = {"body": body, "ring": ring}
    if month is not None:
        filled |= {"rule_kind": "yearly_weekday"} | dict.fromkeys(_MONTH_FIELDS, str(month))
    return _with_usual(filled, begins)


def series_fields(series: Series, today: date, next_year: int) -> Filled:
    """The form for a stored series; another rule counts from the first year that is not planned yet."""
    filled = {
        "title": series.title,
        "kind": series.kind.value,
        "body": series.body or "",
        "ring": series.ring,
        "start_time": _clock(series.start_time),
        "end_time": _clock(series.end_time),
        "place": series.place,
        "note": series.note,
        "reading": str(series.reading or ""),
        "visibility": series.visibility.value,
        "seen": str(series.version),
        "counts": FROM_A_DAY,
        "counts_from": date(next_year, 1, 1).isoformat(),
    }
    return _with_usual(filled | without_usual_words(schedule_fields(series.schedule)), today)


def _clock(at: time | None) -> str:
    return at.strftime("%H:%M") if at else ""


def _with_usual(filled: Filled, begins: date) -> Filled:
    """Filled up with what is usual; what is ticked is only filled up in groups of which nothing is known."""
    kind = filled.get("rule_kind", "")
    usual = {**_USUAL, "start": begins.isoformat()}
    usual |= {} if kind == "nth" else ticked("nth_month", MONTHS)
    usual |= {} if kind == "monthly_day" else ticked("day_month", MONTHS)
    usual |= {} if filled.get("on_closed", "keep") != "keep" else ticked("closes", ("public_holidays", "closing_days"))
    return usual | filled
