"""A small year for conflicts to be found in: three bodies, their meetings, and days off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from wheel.core.calendar import danish_calendar
from wheel.core.conflicts import Conflict, ConflictKind
from wheel.core.dates import DateSpan
from wheel.core.finding_conflicts import find_conflicts
from wheel.core.holiday_policy import KEEP
from wheel.core.local_days import LocalDays, LocalDaysKind
from wheel.core.occurrences import Kind, Occurrence
from wheel.core.plan import Body, BodyKind
from wheel.core.rules import DateList, Rule
from wheel.core.schedule import EarlierRule, Schedule
from wheel.core.series import Series

YEAR = 2026

CALENDAR = danish_calendar(
    range(YEAR, YEAR + 1),
    [
        LocalDays(LocalDaysKind.CLOSING_DAY, "Lukkedag", DateSpan.of_day(date(2026, 5, 15))),
        LocalDays(LocalDaysKind.SCHOOL_HOLIDAY, "Sommerferie", DateSpan.of_days(date(2026, 6, 27), date(2026, 8, 9))),
    ],
)
COUNCIL = Body("c", "council", "Kommunalbestyrelsen", BodyKind.COUNCIL)
FINANCE = Body("f", "finance", "Økonomiudvalget", BodyKind.COMMITTEE, shares_members_with=frozenset({"council"}))
BOARD = Body("b", "board", "Direktionen", BodyKind.EXECUTIVE_BOARD)
BODIES = {body.short_name: body for body in (COUNCIL, FINANCE, BOARD)}


def span_of(first: date, last: date | None = None) -> DateSpan:
    return DateSpan.of_days(first, last or first)


def held_on(first: date, last: date | None = None, **given: object) -> Occurrence:
    """A meeting of the executive board; what is `given` is otherwise. Its id is its day, unless one is given."""
    span = span_of(first, last)
    meeting = Occurrence(str(first), "board-meetings", "Møde", Kind.MEETING, "ring", span, span, body="board")
    return replace(meeting, **given)  # type: ignore[arg-type]


def series_of(
    rule: Rule, body: str | None = None, earlier: tuple[tuple[date, Rule], ...] = (), ends_on: date | None = None
) -> Series:
    before = tuple(EarlierRule(until, old, KEEP) for until, old in earlier)
    return Series("Møder", Kind.MEETING, "ring", Schedule(rule, KEEP, before, ends_on), body)


NO_DATES = series_of(DateList(()))


def found_in(
    *held: Occurrence, series: Mapping[str, Series] | None = None, bodies: Iterable[Body] = BODIES.values()
) -> tuple[Conflict, ...]:
    known = dict.fromkeys((occurrence.series_id for occurrence in held), NO_DATES) if series is None else series
    return find_conflicts(held, known, {body.short_name: body for body in bodies}, CALENDAR, YEAR)


def of_kind(kind: ConflictKind, conflicts: Iterable[Conflict]) -> list[Conflict]:
    return [conflict for conflict in conflicts if conflict.kind is kind]
