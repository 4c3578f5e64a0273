"""Planning a year, showing one, and loading ten, beside dateutil expanding the rules of 600 series over a year."""

from __future__ import annotations

import io
from datetime import datetime, time
from time import process_time

from dateutil.rrule import rrulestr

from bench.municipality import MOMENT, RULES, SERIES, YEARS, document
from bench.timing import Line, race, say
from wheel.core.access import ANONYMOUS, OPERATOR
from wheel.core.dates import DateSpan
from wheel.store.database import Database
from wheel.store.migrations import migrate
from wheel.store.occurrences import occurrences_between
from wheel.usecases.load_plan import load_plan
from wheel.usecases.plan_year import plan_year


def measure_planning(database: Database) -> list[Line]:
    """On a database that holds the series and no year."""

    def plan(number: int) -> None:
        with database.writing() as session:
            plan_year(session, OPERATOR, YEARS.start + number + 1, MOMENT, publish=True)

    def again(_: int) -> None:
        with database.writing() as session:
            plan_year(session, OPERATOR, YEARS.start, MOMENT, publish=True)

    return [
        race(f"planning {SERIES} series for a new year", "≥ 0.5", ours=plan, yardstick=expand_with_dateutil),
        race("planning it again: nothing changes", "", ours=again, yardstick=expand_with_dateutil),
    ]


def measure_showing(database: Database) -> list[Line]:
    """On a database that holds ten years."""

    def show(year: int) -> None:
        with database.reading() as session:
            occurrences_between(session, ANONYMOUS, DateSpan.of_year(year))

    def tenth(_: int) -> None:
        show(YEARS[-1])

    def first(_: int) -> None:
        show(YEARS[0])

    return [
        race("reading a stored year, 3,000 occurrences", "≥ 60 → 100", ours=first, yardstick=expand_with_dateutil),
        race("the tenth stored year, beside the first", "≥ 0.9", ours=tenth, yardstick=first),
    ]


def expand_with_dateutil(_: int) -> None:
    """One year of every series' rule, and nothing else."""
    start = datetime.combine(datetime(YEARS.start, 1, 1).date(), time(9))  # noqa: DTZ001 - local wall-clock
    first, last = start.replace(year=2026), start.replace(year=2027)
    for number in range(SERIES):
        rrulestr(RULES[number % len(RULES)], dtstart=start).between(first, last)


def measure_loading(url: str) -> Database:
    """Fill the empty database at `url`, and say how fast that went."""
    plan = io.BytesIO(document(YEARS))
    database = Database(url)
    migrate(database)
    before = process_time()
    with database.writing() as session:
        counts = load_plan(session, OPERATOR, plan, MOMENT)
    rows = sum(counts.values())
    say(f"\nLoading {rows:,} records: {rows / (process_time() - before):,.0f} a second (aim: 10,000)")
    return database
