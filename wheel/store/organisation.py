"""The organisation, its rings and its local days."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from wheel.core.calendar import Calendar, danish_calendar
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Ring
from wheel.core.plan import LocalDays, Organisation, PlanStatus
from wheel.store.tables import LocalDaysRow, OrganisationRow, RingRow, YearPlanRow


def find_organisation(session: Session) -> Organisation | None:
    """The organisation, or None in a database that nobody has filled yet."""
    row = session.get(OrganisationRow, 1)
    if row is None:
        return None
    return Organisation(
        name=row.name,
        time_zone=row.time_zone,
        locale=row.locale,
        uid_domain=row.uid_domain,
        is_sample=row.is_sample,
    )


def save_organisation(session: Session, organisation: Organisation) -> None:
    session.merge(
        OrganisationRow(
            id=1,
            name=organisation.name,
            time_zone=organisation.time_zone,
            locale=organisation.locale,
            uid_domain=organisation.uid_domain,
            is_sample=organisation.is_sample,
        )
    )


def all_rings(session: Session) -> tuple[Ring, ...]:
    """The rings from the outermost in."""
    rows = session.scalars(select(RingRow).order_by(RingRow.position))
    return tuple(Ring(key=row.key, name=row.name, colour=row.colour) for row in rows)


def add_ring(session: Session, ring: Ring, position: int) -> None:
    session.add(RingRow(key=ring.key, name=ring.name, colour=ring.colour, position=position))


def add_local_days(session: Session, days: LocalDays) -> None:
    session.add(LocalDaysRow(kind=days.kind, name=days.name, start_day=days.span.start, end_day=days.span.end))


def load_calendar(session: Session, first_year: int, last_year: int, language: str = "da") -> Calendar:
    """Public holidays with the local days of the years from `first_year` to `last_year`, both included."""
    return _calendar(first_year, last_year, language, all_local_days(session))


def all_local_days(session: Session) -> tuple[LocalDays, ...]:
    rows = session.scalars(select(LocalDaysRow).order_by(LocalDaysRow.start_day, LocalDaysRow.id))
    return tuple(LocalDays(row.kind, row.name, DateSpan(row.start_day, row.end_day)) for row in rows)


@lru_cache(maxsize=64)
def _calendar(first_year: int, last_year: int, language: str, local: tuple[LocalDays, ...]) -> Calendar:
    return danish_calendar(range(first_year, last_year + 1), local, language)


def plan_status(session: Session, year: int) -> PlanStatus | None:
    """Whether the year is a draft or published; None if it has not been planned."""
    return session.scalar(select(YearPlanRow.status).where(YearPlanRow.year == year))


def set_plan_status(session: Session, year: int, status: PlanStatus) -> None:
    row = session.get(YearPlanRow, year)
    if row is None:
        session.add(YearPlanRow(year=year, status=status))
    elif row.status is not status:
        row.status = status
