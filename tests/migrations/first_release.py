"""A database of the first release with rows in all of its tables, filled by plain SQL as that release left them."""

from __future__ import annotations

from alembic import command
from sqlalchemy import Connection

from wheel.store.database import Database
from wheel.store.migrations import _config

REVISION = "c4e8a6b2d013"
WEEKLY = (
    '{"kind": "rrule", "rrule": "FREQ=WEEKLY;BYDAY=TU", "start": "2026-01-06", "left_out": ["2026-02-10"],'
    ' "skips": ["public_holidays", "school_holidays"]}'
)
EASTER = '{"kind": "easter", "days": 1}'
AT, NINE, NOON = "'2026-06-01 08:30:00+00'", "'09:00:00.000000'", "'12:00:00.000000'"
COUNCIL = "'Kommunalbestyrelsen', 'council', NULL, 'public', NULL, NULL, '', NULL, NULL, NULL"
COMMITTEE = f"'Økonomiudvalget', 'committee', 1, 'public', {NINE}, {NOON}, 'Rådhuset', 4, '2018-01-01', NULL"
MOVED = f"'exact', '', {NINE}, {NOON}, 'Rådhuset', 'Gæster', 'planned', '', true, '2026-09-02', '2026-09-03', false"
BLOCKED = "'exact', '', NULL, NULL, '', '', 'blocked', 'Efterårsferie', false, NULL, NULL, false"
ROWS = {
    "organisation": ["1, 'Strandby', 'Europe/Copenhagen', 'da', '3f9c.aarshjul', false"],
    "local_days": ["1, 'ferie1', 'school_holiday', 'Efterårsferie', '2026-10-10', '2026-10-19'"],
    "rings": ["1, 'politik', 'Politik', '#0b5a8a', 1"],
    "bodies": [f"1, 'kb1', 'kb', {COUNCIL}", f"2, 'oeu1', 'oeu', {COMMITTEE}"],
    "body_aliases": ["1, 2, 'ØKU', NULL, '2021-12-31'", "2, 2, 'Økonomi', NULL, NULL"],
    "series": [
        f"1, 'weekly', 'Økonomiudvalget', 'meeting', 2, 1, '{WEEKLY}', NULL, NULL, '', '', NULL, 'public'",
        f"2, 'easter', 'Frokost', 'event', NULL, 1, '{EASTER}', NULL, NULL, '', '', NULL, 'internal'",
    ],
    "year_plans": ["2026, 'published'", "2027, 'draft'"],
    "occurrences": [
        f"1, 'occ1', 1, 2026, '2026-09-01', '2026-09-02', '2026-09-03', '2026-09-04', {MOVED}",
        f"2, 'occ2', 1, 2026, '2026-10-13', '2026-10-14', '2026-10-13', '2026-10-14', {BLOCKED}",
    ],
    "occurrence_changes": [f"1, 1, {AT}, 'Sekretariatet', 'moved', '2026-09-01', '2026-09-03', ''"],
    "items": ["1, 'item1', 'Budget', '', '', '', false, NULL, ''"],
    "stops": ["1, 'stop1', 1, 2, 1, 1, 'placed', 'decision', NULL, '', '2026-05-20', 1"],
    "stop_changes": [f"1, 1, {AT}, 'Sekretariatet', 'added', NULL, '2026-09-01', NULL, 1, ''"],
    "feeds": ["1, 'feed1', NULL", "2, 'feed2', 2"],
    "feed_events": [f"1, 's', 'c', 1, 2, {AT}, " + "{bytes}"],
    "feed_bodies": [f"2, 1, '2026-06-01', 'da', 'etag', {AT}, " + "{bytes}"],
    "accounts": ["1, 'acc1', 'sekretariat', 'Sekretariatet', 'hash', 'secretary', 'key1', false"],
    "sign_in_attempts": [f"1, 'subject', {AT}"],
}


def make_first_release(database: Database) -> None:
    """Migrate the empty database as far as that release did, and fill it."""
    command.upgrade(_config(database), REVISION)
    some_bytes = "x'00ff'" if database.engine.dialect.name == "sqlite" else "'\\x00ff'::bytea"
    with database.engine.begin() as connection:
        for table, rows in ROWS.items():
            for row in rows:
                connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({row.replace('{bytes}', some_bytes)})")  # noqa: S608
        if database.engine.dialect.name == "postgresql":
            _go_on_counting(connection)


def _go_on_counting(connection: Connection) -> None:
    """New rows come after those that were given their ids here."""
    for table in ("occurrences", "occurrence_changes", "stop_changes"):
        connection.exec_driver_sql(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"  # noqa: S608
        )


def go_back(database: Database) -> None:
    command.downgrade(_config(database), REVISION)
