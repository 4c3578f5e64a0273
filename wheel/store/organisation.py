"""The organisation, its calendar and how far each year's plan has come."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from wheel.core.calendar import Calendar, danish_calendar
from wheel.core.local_days import LocalDays
from wheel.core.plan import Organisation, PlanStatus, YearPlan
from wheel.store.database import Database
from wheel.store.local_days import add_local_days, all_local_days
from wheel.store.rings import add_ring, all_rings
from wheel.store.tables import OrganisationRow, YearPlanRow

# Rings and local days have rooms of their own; many look for them here.
__all__ = [
    "add_local_days",
    "add_ring",
    "all_local_days",
    "all_rings",
    "find_organisation",
    "load_calendar",
    "lock_plan",
    "organisation_zone",
    "plan_status",
    "save_organisation",
    "save_year_plan",
    "set_plan_status",
    "year_plan",
]


def find_organisation(session: Session) -> Organisation | None:
    """The organisation, or None in a database that nobody has filled yet."""
    row = session.get(OrganisationRow, 1)
    if row is None:
        return None
    return Organisation(**{field: getattr(row, field) for field in (*_ORGANISATION_FIELDS, "version")})


def organisation_zone(database: Database) -> str | None:
    """The name of the organisation's time zone, by one small read; None while there is no organisation."""
    row = database.glance(_ZONE)
    return str(row[0]) if row else None


_ZONE = select(OrganisationRow.time_zone)


def lock_plan(session: Session) -> None:
    """Make everybody else who changes the plan wait until this transaction is over.

    PostgreSQL locks the organisation's row; on SQLite the whole database is already this transaction's.
    """
    session.execute(select(OrganisationRow.id).with_for_update())


def save_organisation(session: Session, organisation: Organisation) -> None:
    """Write it. The version is not checked here, and rises where there was one already."""
    fields = {field: getattr(organisation, field) for field in _ORGANISATION_FIELDS}
    row = session.get(OrganisationRow, 1)
    if row is None:
        session.add(OrganisationRow(id=1, **fields))
    else:
        for field, value in fields.items():
            setattr(row, field, value)
        row.version += 1
    session.flush()


_ORGANISATION_FIELDS = (
    "name",
    "time_zone",
    "locale",
    "uid_domain",
    "is_sample",
    "has_public_part",
    "allows_passwords",
    "admits_newcomers",
)


def load_calendar(session: Session, first_year: int, last_year: int, language: str = "da") -> Calendar:
    """Public holidays with the local days of the years from `first_year` to `last_year`, both included."""
    return _calendar(first_year, last_year, language, all_local_days(session))


@lru_cache(maxsize=64)
def _calendar(first_year: int, last_year: int, language: str, local: tuple[LocalDays, ...]) -> Calendar:
    return danish_calendar(range(first_year, last_year + 1), local, language)


def plan_status(session: Session, year: int) -> PlanStatus | None:
    """Whether the year is a draft or published; None if it has not been planned."""
    return session.scalar(select(YearPlanRow.status).where(YearPlanRow.year == year))


def year_plan(session: Session, year: int) -> YearPlan:
    row = session.get(YearPlanRow, year)
    return YearPlan(year, row.status, row.has_draft) if row else YearPlan(year, None, has_draft=False)


def set_plan_status(session: Session, year: int, status: PlanStatus) -> None:
    save_year_plan(session, YearPlan(year, status, year_plan(session, year).has_draft))


def save_year_plan(session: Session, plan: YearPlan) -> None:
    """Write the year's plan; without a status it is taken away."""
    row = session.get(YearPlanRow, plan.year)
    if plan.status is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(YearPlanRow(year=plan.year, status=plan.status, has_draft=plan.has_draft))
    else:
        row.status, row.has_draft = plan.status, plan.has_draft
    session.flush()
