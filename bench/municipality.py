"""A municipality to measure on: 30 bodies, 600 series, about 3,000 occurrences a year for ten years, 4,000 items."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from wheel.core.access import OPERATOR, Moment, Role
from wheel.core.feed_options import USUAL
from wheel.core.feed_sources import FeedSource
from wheel.store.accounts import add_account
from wheel.store.database import Database
from wheel.store.migrations import migrate
from wheel.store.own_feeds import add_own_feed
from wheel.usecases.load_plan import load_plan

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MOMENT = Moment(NOW, TODAY)
YEARS = range(2018, 2028)
BODIES = 30
SERIES = 600
A_YEAR = 5
"""Occurrences of a series in a year."""
ITEMS = 4_000
DENSE = {"hundred": 100, "thousand": 1_000, "myriad": 10_000}
"""Bodies whose feeds are measured, with how many meetings they have in the year to come."""
RINGS = ("#0b5a8a", "#b4541a", "#3b4a92", "#2a7a55", "#8a3d80", "#7d6410")
# With six of them a series has five occurrences a year on average.
RULES = (
    "FREQ=MONTHLY;BYDAY=2TU",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=1WE",
    "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1TH",
    "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15",
    "FREQ=YEARLY;BYMONTH=3,9;BYDAY=1MO",
    "FREQ=YEARLY;BYMONTH=5,11;BYDAY=-1FR",
)

Record = dict[str, object]


def municipality(url: str, years: range = YEARS, *, is_dense: bool = False) -> Database:
    """The empty database at `url`, migrated and filled.

    Without years it has the series alone; if `is_dense`, it also has the bodies whose feeds are measured.
    """
    database = Database(url)
    migrate(database)
    with database.writing() as session:
        load_plan(session, OPERATOR, io.BytesIO(document(years, is_dense=is_dense)), MOMENT)
    return database


def feed_id(body: str) -> str:
    return f"f-{body}"


def feed_address(body: str) -> str:
    return f"/feeds/{body}.ics"


def own_feed_address(database: Database, body: str) -> str:
    """That of a calendar of somebody's own, of a body: the account may see no more than everybody."""
    with database.writing() as session:
        account_id = add_account(session, "bench", "Bench", "no hash", Role.READER)
        made = add_own_feed(session, account_id, "min telefon", FeedSource(body=body), USUAL, NOW)
    return f"/feeds/{made.token}/{body}.ics"


def document(years: range, *, is_dense: bool = False) -> bytes:
    """The municipality as a plan document (docs/plan-format.md)."""
    dense = DENSE if is_dense else {}
    bodies = [*(f"udvalg-{number}" for number in range(BODIES)), *dense]
    sections: dict[str, object] = {
        "format": "aarshjul-plan",
        "version": 1,
        "organisation": {"name": "Fjordby Kommune", "uid_domain": "0123456789abcdef.aarshjul"},
        "local_days": [],
        "rings": [_ring(number, colour) for number, colour in enumerate(RINGS)],
        "bodies": [_body(name) for name in bodies],
        "series": list(_series(dense)),
        "year_plans": [{"year": year, "status": "published"} for year in years],
        "occurrences": [*_occurrences(years), *_dense_occurrences(dense)],
        "occurrence_changes": [],
        "items": [_item(number) for number in range(ITEMS if years else 0)],
        "stops": [_stop(number, years) for number in range(ITEMS if years else 0)],
        "stop_changes": [],
        "feeds": [{"id": "everything"}, *({"id": feed_id(name), "body": name} for name in bodies)],
        "feed_events": [],
    }
    return json.dumps(sections, ensure_ascii=False).encode()


def _ring(number: int, colour: str) -> Record:
    return {"key": f"ring-{number}", "name": f"Ring {number}", "colour": colour, "position": number}


def _body(name: str) -> Record:
    return {
        "id": name,
        "short_name": name,
        "name": f"Udvalget {name}",
        "kind": "committee",
        "visibility": "public",
        "notice_working_days": 4,
    }


def _series(dense: Iterable[str]) -> Iterator[Record]:
    for number in range(SERIES):
        yield _one_series(f"s{number}", f"udvalg-{number % BODIES}", number, RULES[number % len(RULES)])
    for number, name in enumerate(dense):
        yield _one_series(name, name, number, "FREQ=DAILY")


def _one_series(id_: str, body: str, number: int, rule: str) -> Record:
    return {
        "id": id_,
        "title": f"Møde om sagsområde {number}",
        "kind": "meeting",
        "body": body,
        "ring": f"ring-{number % len(RINGS)}",
        "rule": {"kind": "rrule", "rrule": rule, "start": "2018-01-01"},
        "start_time": "09:00",
        "end_time": "11:30",
        "place": "Mødelokale 1, rådhuset",
        "visibility": "public",
    }


def _occurrences(years: range) -> Iterator[Record]:
    for year in years:
        for number in range(SERIES):
            for nth in range(A_YEAR):
                day = date(year, 1, 1) + timedelta(days=(number * 7 + nth * 73) % 365)
                yield _occurrence(f"o{number}-{nth}-{year}", f"s{number}", day, year)


def _dense_occurrences(dense: Mapping[str, int]) -> Iterator[Record]:
    for name, count in dense.items():
        # Slots are told apart by their first day, so the happenings of one day are planned for days long past.
        for nth in range(count):
            slot = date(1990, 1, 1) + timedelta(days=nth)
            yield _occurrence(f"{name}-{nth}", name, TODAY + timedelta(days=nth % 365), TODAY.year, slot)


def _occurrence(id_: str, series: str, day: date, year: int, slot: date | None = None) -> Record:
    return {
        "id": id_,
        "series": series,
        "plan_year": year,
        "slot": {"first": (slot or day).isoformat()},
        "days": {"first": day.isoformat()},
        "start_time": "09:00",
        "end_time": "11:30",
        "place": "Mødelokale 1, rådhuset",
    }


def _item(number: int) -> Record:
    return {"id": f"i{number}", "title": f"Sag nr. {number}: status på budgetopfølgningen"}


def _stop(number: int, years: range) -> Record:
    """Every year has as many, so that one year shows as much as another."""
    series, year = number // len(years), years[number % len(years)]
    nth = series // SERIES
    series %= SERIES
    return {
        "id": f"t{number}",
        "item": f"i{number}",
        "body": f"udvalg-{series % BODIES}",
        "meeting": f"o{series}-{nth}-{year}",
        "position": 1,
        "state": "placed",
        "purpose": "decision",
        "minutes": 20,
        "since": "2026-01-01",
    }
