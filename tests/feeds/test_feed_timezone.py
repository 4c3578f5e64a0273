from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo

import pytest
from dateutil.tz import tzical
from icalendar import Timezone

from wheel.feeds.timezone import VTIMEZONE, ZONE, ZONE_NAME

CHANGE_DAYS = [
    date(1996, 10, 27), date(2025, 3, 30), date(2025, 10, 26), date(2026, 3, 29),
    date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31), date(2035, 3, 25),
]  # fmt: skip


def read_by_dateutil() -> tzinfo:
    zone = tzical(io.StringIO(VTIMEZONE.decode())).get(ZONE_NAME)
    assert zone is not None
    return zone


def read_by_icalendar() -> tzinfo:
    component = Timezone.from_ical(VTIMEZONE)
    assert isinstance(component, Timezone)
    return component.to_tz(lookup_tzid=False)


@pytest.mark.parametrize("read", [read_by_dateutil, read_by_icalendar])
@pytest.mark.parametrize("day", CHANGE_DAYS)
def test_the_written_zone_agrees_with_the_zone_database_round_each_change(
    read: Callable[[], tzinfo], day: date
) -> None:
    zone = read()
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    for quarters in range(-96, 97):
        instant = noon + timedelta(minutes=15 * quarters)
        written, known = instant.astimezone(zone), instant.astimezone(ZONE)
        assert written.replace(tzinfo=None) == known.replace(tzinfo=None), instant
