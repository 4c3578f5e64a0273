"""Series that cannot be: each is refused with a sentence about the field to blame, and nothing is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from series_to_save import TUESDAYS, a_series, days_before, save, stored, titles
from small_plan import TODAY, set_up

from wheel.core.closures import Closure
from wheel.core.dates import DateSpan
from wheel.core.holiday_policy import HolidayAction, HolidayPolicy
from wheel.core.local_days import LocalDays, LocalDaysKind
from wheel.core.occurrences import Kind
from wheel.core.relative import SchoolHolidayRule
from wheel.core.rules import DateList, IsoWeekday, RecurrenceRule, YearlySpan
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.core.terms import TermPart, TermWindow
from wheel.core.windows import Window
from wheel.core.year_days import Years
from wheel.errors import InvalidInputError
from wheel.store.database import Database
from wheel.store.organisation import add_local_days

SKIP_PUBLIC = HolidayPolicy(HolidayAction.SKIP, frozenset({Closure.PUBLIC_HOLIDAYS}))
CHRISTMAS = RecurrenceRule("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", date(2026, 1, 1))

REFUSED: list[tuple[Series, str, str, str]] = [
    (a_series(title="  "), "title", "Write what the series is called.", "nobody could find it"),
    (a_series(title="x" * 301), "title", "Write at most 300 characters.", "the table holds no more"),
    (a_series(place="x" * 201), "place", "Write at most 200 characters.", "the table holds no more"),
    (a_series(note="x" * 2001), "note", "Write at most 2000 characters.", "a note is no document"),
    (
        a_series(Window.of_month(5, "x" * 201)),
        "words",
        "Write at most 200 characters.",
        "its occurrences take the words over",
    ),
    (a_series(TermWindow(TermPart.WHOLE, "x" * 201)), "words", "Write at most 200 characters.", "these as well"),
    (a_series(body=None), "body", "Choose whose meeting it is.", "a meeting has an agenda"),
    (a_series(body="findes-ikke"), "body", "Choose a body from the list.", "not there, or not any more"),
    (a_series(ring="findes-ikke"), "ring", "Choose a ring from the list.", "not there, or not any more"),
    (a_series(reading=1), "reading", "Only a reading is the first or the second one.", "a meeting is none"),
    (a_series(end_time=time(10)), "start_time", "Write when it starts, too.", "an end alone says little"),
    (
        a_series(start_time=time(10), end_time=time(10)),
        "end_time",
        "It must end after it starts.",
        "on the same day",
    ),
    (a_series(DateList(())), "dates", "Write at least one date", "it would never be seen"),
    (
        a_series(DateList((DateSpan.of_day(date(2025, 12, 31)),))),
        "dates",
        "Write at least one date",
        "last year is over",
    ),
    (
        a_series(replace(TUESDAYS, start=date(2037, 1, 1))),
        "rule_kind",
        "This gives no date in the next ten years.",
        "nobody plans that far ahead",
    ),
    (
        a_series(YearlySpan(1, 1, 1, 2, Years(last=2025))),
        "rule_kind",
        "This gives no date in the next ten years.",
        "it is over",
    ),
    (
        a_series(SchoolHolidayRule("Sommerferie", "after", words="efter")),
        "holiday",
        "Nobody has entered when Sommerferie is.",
        "nothing to count from",
    ),
    (a_series(CHRISTMAS, SKIP_PUBLIC), "on_closed", "All its dates fall on closed days", "nothing would be held"),
    (a_series(days_before("nosuchid")), "series", "The series to count from is not there any more", "removed"),
]


@pytest.mark.parametrize(("wanted", "field", "said", "reason"), REFUSED)
def test_what_cannot_be_is_refused(database: Database, wanted: Series, field: str, said: str, reason: str) -> None:
    set_up(database)
    before = titles(database)
    with pytest.raises(InvalidInputError) as refusal:
        save(database, wanted)
    assert refusal.value.field == field, reason
    assert str(refusal.value).startswith(said)
    assert titles(database) == before


@pytest.mark.parametrize(
    "wanted",
    [
        a_series(title="x" * 300, place="x" * 200, note="x" * 2000),
        a_series(Window.of_month(5, "x" * 200)),
        a_series(kind=Kind.READING, reading=2, body=None),
        a_series(IsoWeekday(35, 4, 2), start_time=time(12), end_time=time(10)),
        a_series(start_time=time(10)),
        a_series(DateList((DateSpan.of_day(date(TODAY.year, 1, 1)),))),
        a_series(replace(TUESDAYS, start=date(2036, 12, 1))),
    ],
    ids=["longest", "longest words", "reading", "over two days", "open end", "earlier this year", "in ten years"],
)
def test_what_just_can_be_is_not(database: Database, wanted: Series) -> None:
    set_up(database)
    assert stored(database, save(database, wanted)).title == wanted.title


def test_a_series_counts_neither_from_itself_nor_from_one_that_counts_from_it(database: Database) -> None:
    plan = set_up(database)
    follower = save(database, a_series(days_before(plan.series), title="Formøde"))
    for series_id, anchor in ((follower, follower), (plan.series, follower)):
        now = stored(database, series_id)
        with pytest.raises(InvalidInputError, match="A series cannot be counted from itself") as refusal:
            save(database, replace(now, schedule=Schedule(days_before(anchor))))
        assert refusal.value.field == "series"
        assert stored(database, series_id) == now


def test_a_series_that_counts_from_nothing_is_refused(database: Database) -> None:
    set_up(database)
    with database.writing() as session:
        summer = DateSpan.of_days(date(2026, 6, 27), date(2026, 8, 9))
        add_local_days(session, LocalDays(LocalDaysKind.SCHOOL_HOLIDAY, "Sommerferie", summer))
    imprecise = save(database, a_series(SchoolHolidayRule("Sommerferie", "after", words="efter sommerferien")))
    with pytest.raises(InvalidInputError, match="There is nothing to count from") as refusal:
        save(database, a_series(days_before(imprecise)))
    assert refusal.value.field == "series"
