"""The values of a calendar that is imported: when two of them say the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from wheel.core.dates import DateSpan
from wheel.core.imported_calendars import ImportedChange, ImportedSeries, Problem
from wheel.core.rules import DateList, RecurrenceRule
from wheel.core.schedule import Schedule

DAY = DateSpan.of_day(date(2026, 3, 4))
SERIES = ImportedSeries("a@b", "Møde", Schedule(DateList((DAY,))), start_time=time(10), line=3)
CHANGE = ImportedChange(date(2026, 3, 4), DAY, time(11), line=9)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (replace(SERIES, line=17), "the line is only where it stands"),
        (replace(SERIES, uid="c@d"), "the UID is what it is known by"),
        (replace(SERIES, why_dates="It follows several rules at once."), "a reason is nothing that is kept"),
    ],
)
def test_what_is_not_imported_does_not_count_in_the_hash(other: ImportedSeries, reason: str) -> None:
    assert other.content_hash == SERIES.content_hash, reason


@pytest.mark.parametrize(
    "other",
    [
        replace(SERIES, title="Mødet"),
        replace(SERIES, schedule=Schedule(RecurrenceRule("FREQ=WEEKLY", date(2026, 3, 4)))),
        replace(SERIES, schedule=Schedule(DateList((DAY.moved_to(date(2026, 3, 5)),)))),
        replace(SERIES, note="x"),
        replace(SERIES, place="x"),
        replace(SERIES, url="https://example.org"),
        replace(SERIES, start_time=None),
        replace(SERIES, end_time=time(12)),
        replace(SERIES, is_cancelled=True),
        replace(SERIES, is_private=True),
        replace(SERIES, changed=(CHANGE,)),
    ],
)
def test_whatever_is_imported_counts_in_the_hash(other: ImportedSeries) -> None:
    assert other.content_hash != SERIES.content_hash


def test_a_change_counts_by_what_it_says() -> None:
    changed = replace(SERIES, changed=(CHANGE,))
    assert changed.content_hash == replace(SERIES, changed=(replace(CHANGE, line=1),)).content_hash
    assert changed.content_hash != replace(SERIES, changed=(replace(CHANGE, is_cancelled=True),)).content_hash


def test_the_hash_is_the_same_in_every_release() -> None:
    assert SERIES.content_hash == "396eeac08f15b0ac794e56b7ac4d7365c1376aec995b6d42f40a71e2abc663c7"


def test_an_event_of_one_day_is_single() -> None:
    assert SERIES.is_single
    assert not replace(SERIES, schedule=Schedule(RecurrenceRule("FREQ=WEEKLY", date(2026, 3, 4)))).is_single


def test_a_problem_is_said_with_its_details() -> None:
    assert str(Problem(3, '"%(value)s" is no day.', {"value": "x"})) == '"x" is no day.'
    assert str(Problem(3, "100 % wrong.")) == "100 % wrong."
