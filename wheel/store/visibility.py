"""The one place that applies `core/access.py` in SQL."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_, true

from wheel.core.access import Viewer
from wheel.core.plan import PlanStatus
from wheel.store.tables import BodyRow, SeriesRow, YearPlanRow


def visible_occurrence(viewer: Viewer) -> ColumnElement[bool]:
    """For a query that joins series, and outer-joins bodies and year_plans."""
    shown = viewer.visibilities
    published = true() if viewer.sees_drafts else YearPlanRow.status == PlanStatus.PUBLISHED
    return and_(
        SeriesRow.visibility.in_(shown),
        or_(SeriesRow.body_id.is_(None), BodyRow.visibility.in_(shown)),
        published,
    )


def visible_body(viewer: Viewer) -> ColumnElement[bool]:
    return BodyRow.visibility.in_(viewer.visibilities)
