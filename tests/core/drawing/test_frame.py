"""Months, weeks, days off, the needle and the hub are right, at New Year too."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.drawn_wheels import wheel_of
from wheel.core.calendar import NamedSpan
from wheel.core.dates import DateSpan
from wheel.core.rings import HubText


@pytest.mark.parametrize(
    ("year", "first", "last", "count", "reason"),
    [
        (2026, "1", "53", 53, "2026 has 53 weeks; the last is cut but wide enough"),
        (2027, "53", "52", 53, "opens with three days of the old week 53"),
        (2023, None, "52", 53, "a single Sunday is too narrow for its number"),
        (2024, "1", "1", 53, "ends with two days of next year's week 1"),
    ],
)
def test_iso_weeks_are_right_at_new_year(year: int, first: str | None, last: str, count: int, reason: str) -> None:
    weeks = wheel_of([], year=year).weeks
    texts = [week.label.text if week.label else None for week in weeks]
    assert (texts[0], texts[-1], len(texts)) == (first, last, count), reason


def test_now_is_marked_only_in_its_own_year() -> None:
    now, other = wheel_of([]), wheel_of([], year=2027)
    assert [number for number, month in enumerate(now.months, 1) if "w-now" in month.classes] == [11]
    assert [week.label.text for week in now.weeks if "w-now" in week.classes and week.label] == ["47"]
    assert now.needle is not None
    assert other.needle is None
    assert not any("w-now" in part.classes for part in (*other.months, *other.weeks))


def test_days_off_are_wedges_clipped_to_the_year() -> None:
    school = [
        NamedSpan("Juleferie", DateSpan.of_days(date(2026, 12, 19), date(2027, 1, 3))),
        NamedSpan("Vinterferie", DateSpan.of_days(date(2027, 2, 13), date(2027, 2, 21))),
    ]
    page = wheel_of([], school=school, public={date(2026, 12, 25): "Juledag", date(2025, 12, 25): "Juledag"})
    assert [wedge.name for wedge in page.school_holidays] == ["Juleferie"]
    assert [wedge.name for wedge in page.public_holidays] == ["Juledag"]


def test_the_hub_holds_its_text() -> None:
    page = wheel_of([], hub=HubText("En kommune med et navn som er alt for langt til midten", ("Næste møde", "uge 48")))
    lines = [line.text for line in page.hub.lines]
    assert lines[0] == "2026"
    assert lines[1].endswith("…")
    assert lines[2:] == ["Næste møde", "uge 48"]
