"""Which days a feed needs to read, where there is more than any calendar takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import Session

from wheel.core.access import Viewer
from wheel.core.dates import ONE_DAY, DateSpan
from wheel.core.feed_options import USUAL, Deadlines, FeedOptions
from wheel.core.occurrences import Kind, Status
from wheel.core.plan import PlanStatus
from wheel.core.slots import Precision
from wheel.core.successions import Successor
from wheel.store.tables import BodyRow, OccurrenceRow, SeriesRow, YearPlanRow
from wheel.store.visibility import visible_occurrence


def days_of_nearest(
    session: Session,
    viewer: Viewer,
    line: Sequence[Successor],
    window: DateSpan,
    today: date,
    limit: int,
    options: FeedOptions = USUAL,
) -> DateSpan:
    """The part of the window that holds the `limit` events nearest to today: the next ones, then the latest past ones.

    Those of the bodies in `line` count, each since its own day; of an empty line everybody's. Where there are more than
    any calendar takes, the others are not even read.
    """
    starts = _starts(viewer, line, options)
    coming = starts.where(OccurrenceRow.end_day > today, OccurrenceRow.start_day < window.end)
    ahead = session.scalars(coming.order_by(OccurrenceRow.start_day).limit(limit)).all()
    if len(ahead) == limit:
        return DateSpan(today, max(today, ahead[-1]) + ONE_DAY)
    past = starts.where(OccurrenceRow.end_day <= today, OccurrenceRow.end_day > window.start)
    # A cancelled event leaves the feed when its day has passed.
    past = past.where(OccurrenceRow.status != Status.CANCELLED)
    behind = session.scalars(past.order_by(OccurrenceRow.start_day.desc()).limit(limit - len(ahead))).all()
    is_full = len(ahead) + len(behind) == limit
    return DateSpan(max(window.start, behind[-1]) if is_full else window.start, window.end)


def _starts(viewer: Viewer, line: Sequence[Successor], options: FeedOptions) -> Select[date]:
    query = (
        select(OccurrenceRow.start_day)
        .join(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
        .outerjoin(BodyRow, BodyRow.id == SeriesRow.body_id)
        .outerjoin(YearPlanRow, YearPlanRow.year == OccurrenceRow.plan_year)
        .where(visible_occurrence(viewer), OccurrenceRow.status != Status.BLOCKED)
    )
    if not options.imprecise:
        query = query.where(OccurrenceRow.precision == Precision.EXACT, OccurrenceRow.words == "")
    if not options.drafts:
        query = query.where(YearPlanRow.status == PlanStatus.PUBLISHED)
    if options.deadlines is Deadlines.NONE:
        query = query.where(SeriesRow.kind != Kind.DEADLINE)
    return query.where(or_(*map(_meets, line))) if line else query


def _meets(one: Successor) -> ColumnElement[bool]:
    since = true() if one.since is None else OccurrenceRow.start_day >= one.since
    return and_(BodyRow.short_name == one.body, since)
