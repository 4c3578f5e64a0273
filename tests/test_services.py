"""What day it is depends on where the organisation is, which is asked for until it is known."""

# ruff: noqa: F811 - a fixture has the name under which it is taken
from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from databases import (  # noqa: F401 - fixtures, taken by their names
    database,
    migrated_postgresql,
    migrated_sqlite,
    new_sqlite,
    postgresql_database,
    sqlite_database,
)

from wheel.core.zones import COPENHAGEN, FAROE, NUUK
from wheel.services import Services
from wheel.settings import Settings
from wheel.store.database import Database
from wheel.store.organisation import save_organisation
from wheel.usecases.organisation_fields import new_organisation


def services_on(database: Database, at: datetime) -> Services:
    return Services(Settings("", secret_key="for tests"), database, lambda: at)


def found(database: Database, time_zone: str) -> None:
    with database.writing() as session:
        save_organisation(session, new_organisation("Fjordby", time_zone=time_zone))


@pytest.mark.parametrize(
    ("time_zone", "at", "today", "reason"),
    [
        (COPENHAGEN, datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31), "an hour ahead in winter"),
        (COPENHAGEN, datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1), "midnight"),
        (FAROE, datetime(2026, 12, 31, 23, 59, tzinfo=UTC), date(2026, 12, 31), "with UTC in winter"),
        (FAROE, datetime(2026, 7, 1, 23, 0, tzinfo=UTC), date(2026, 7, 2), "an hour ahead in summer"),
        (NUUK, datetime(2027, 1, 1, 1, 59, tzinfo=UTC), date(2026, 12, 31), "two hours behind in winter"),
        (NUUK, datetime(2026, 7, 2, 0, 59, tzinfo=UTC), date(2026, 7, 1), "one hour behind in summer"),
    ],
)
def test_today_is_the_organisations_day(
    database: Database, time_zone: str, at: datetime, today: date, reason: str
) -> None:
    found(database, time_zone)
    assert services_on(database, at).moment().today == today, reason


def test_before_there_is_an_organisation_it_is_denmark_and_asked_again(database: Database) -> None:
    services = services_on(database, datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    assert services.moment().today == date(2027, 1, 1)
    found(database, NUUK)
    assert services.zone() == ZoneInfo(NUUK)
    assert services.moment().today == date(2026, 12, 31)


def test_once_known_it_is_kept(sqlite_database: Database) -> None:
    """It never changes, so no request need ask for it; whoever writes another one past the service restarts it."""
    found(sqlite_database, FAROE)
    services = services_on(sqlite_database, datetime(2026, 7, 1, tzinfo=UTC))
    assert services.zone() == ZoneInfo(FAROE)
    found(sqlite_database, NUUK)
    assert services.zone() == ZoneInfo(FAROE)
