"""The one place that applies `core/access.py` in SQL."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_, true

from wheel.core.access import Viewer
from wheel.core.plan import PlanStatus
from wheel.store.tables import BodyRow, OccurrenceRow, SeriesRow, YearPlanRow


def visible_occurrence(viewer: Viewer) -> ColumnElement[bool]:
    """For a query that joins occurrences and series, and outer-joins bodies and year_plans."""
    shown = viewer.visibilities
    published = true() if viewer.sees_drafts else YearPlanRow.status == PlanStatus.PUBLISHED
    return and_(
        SeriesRow.visibility.in_(shown),
        or_(SeriesRow.body_id.is_(None), BodyRow.visibility.in_(shown)),
        published,
        # What is only in the draft beside a published year is seen on the planning page alone.
        OccurrenceRow.is_in_draft.is_(False),
    )


def visible_body(viewer: Viewer) -> ColumnElement[bool]:
    return BodyRow.visibility.in_(viewer.visibilities)
