"""However many series there are, planning them asks the database for about as much."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from planner import Planner, on_days
from small_plan import set_up
from sqlalchemy import event

from wheel.core.relative import Offset, RelativeRule, Unit
from wheel.store.database import Database

FEW, MANY = 4, 40
DAYS = [date(2027, 1, day) for day in range(1, 13)]


@contextmanager
def counting(database: Database) -> Iterator[list[str]]:
    """The statements that are run meanwhile."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def with_series(database: Database, count: int) -> Planner:
    """A year that is not planned yet, of so many series; every other one counts from the one before it."""
    set_up(database, years=())
    planner = Planner(database, year=2027)
    last = ""
    for number in range(count):
        rule = RelativeRule(last, Offset(1, Unit.WEEKS, "before")) if number % 2 else on_days(*DAYS)
        last = planner.add_series(f"Serie {number}", rule)
    return planner


def draft(planner: Planner) -> None:
    """A draft beside the published year in which every series says something else."""
    planner.plan(publish=True)
    for one in {planned.series_id for planned in planner.planned()}:
        planner.follow(one, on_days(*DAYS[3:], date(2027, 6, 1)))
    planner.plan()


ACTS: dict[str, tuple[Callable[[Planner], object], Callable[[Planner], object]]] = {
    "preview": (lambda _: None, Planner.preview),
    "plan": (lambda _: None, Planner.plan),
    "plan and publish": (lambda _: None, lambda planner: planner.plan(publish=True)),
    "undo planning a year": (Planner.plan, Planner.undo),
    "plan a draft": (draft, Planner.plan),
    "publish a draft": (draft, Planner.publish),
    "discard a draft": (draft, Planner.discard),
    "undo planning a draft": (draft, Planner.undo),
    "undo publishing a draft": (lambda planner: (draft(planner), planner.publish()), Planner.undo),
}


@pytest.mark.parametrize("act", ACTS)
def test_ten_times_as_many_series_take_no_more_statements(new_sqlite: Callable[[], Database], act: str) -> None:
    prepare, do = ACTS[act]
    counts = []
    for size in (FEW, MANY):
        database = new_sqlite()
        planner = with_series(database, size)
        prepare(planner)
        with counting(database) as statements:
            do(planner)
        counts.append(len(statements))
    assert counts[1] <= counts[0] + 3, act
    assert counts[0] > 0
