"""The one place that applies `core/access.py` in SQL."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false, or_, true
from sqlalchemy.orm import InstrumentedAttribute

from wheel.core.access import Reach, Viewer, event_thing, item_thing, reach
from wheel.core.occurrences import Visibility
from wheel.core.permissions import Right, Thing
from wheel.core.plan import PlanStatus
from wheel.store.tables import (
    BodyRow,
    FeedRow,
    ItemRow,
    OccurrenceRow,
    PostRow,
    SeriesRow,
    StandingItemRow,
    StopRow,
    YearPlanRow,
)


def visible_occurrence(viewer: Viewer) -> ColumnElement[bool]:
    """For a query that joins occurrences and series, and outer-joins bodies and year_plans."""
    is_published = YearPlanRow.status == PlanStatus.PUBLISHED
    return and_(
        _shown(viewer, SeriesRow.visibility),
        or_(SeriesRow.body_id.is_(None), _shown(viewer, BodyRow.visibility)),
        or_(
            and_(is_published, _where(viewer, Thing.PUBLISHED_YEAR)),
            and_(or_(YearPlanRow.status.is_(None), ~is_published), _where(viewer, Thing.DRAFT_YEAR)),
        ),
        # What is only in the draft beside a published year is seen on the planning page alone.
        OccurrenceRow.is_in_draft.is_(False),
    )


def visible_body(viewer: Viewer) -> ColumnElement[bool]:
    return _shown(viewer, BodyRow.visibility)


def readable_item(viewer: Viewer) -> ColumnElement[bool]:
    """For a query that joins items, their stops and the stops' bodies: whether more than its number may be seen."""
    return or_(
        *(and_(ItemRow.is_closed.is_(closed), _where(viewer, item_thing(closed))) for closed in (False, True)),
    )


def readable_stop(viewer: Viewer) -> ColumnElement[bool]:
    """For a query like that of items, with their meetings joined as well: whether the item may be seen at this stop."""
    is_at_seen_meeting = or_(StopRow.occurrence_id.is_(None), visible_occurrence(viewer))
    return and_(visible_body(viewer), is_at_seen_meeting, readable_item(viewer))


def visible_follow_up(viewer: Viewer) -> ColumnElement[bool]:
    """For a query like that of stops that outer-joins follow-ups' posts: see `core/follow_ups.py`."""
    is_own = PostRow.public_id.in_(sorted(viewer.posts)) if viewer.posts else false()
    return or_(is_own, and_(readable_stop(viewer), _where(viewer, Thing.FOLLOW_UP)))


def readable_standing_item(viewer: Viewer) -> ColumnElement[bool]:
    """For a query that joins standing items and their bodies: what they say is seen as their items would be."""
    kinds = ((closed, _where(viewer, item_thing(closed))) for closed in (False, True))
    return and_(visible_body(viewer), or_(*(and_(StandingItemRow.is_closed.is_(closed), to) for closed, to in kinds)))


def visible_feed(viewer: Viewer) -> ColumnElement[bool]:
    """For a query that outer-joins bodies to feeds. Everything's feed holds what is public."""
    return and_(_where(viewer, Thing.PUBLIC_EVENT), or_(FeedRow.body_id.is_(None), visible_body(viewer)))


def _shown(viewer: Viewer, column: InstrumentedAttribute[Visibility]) -> ColumnElement[bool]:
    places = {each: reach(viewer, Right.SEE, event_thing(each)) for each in Visibility}
    everywhere = [each for each, place in places.items() if place.everywhere]
    in_some = [and_(column == each, _in(place)) for each, place in places.items() if not place.everywhere]
    return or_(column.in_(everywhere) if everywhere else false(), *in_some)


def _where(viewer: Viewer, thing: Thing) -> ColumnElement[bool]:
    """Where the viewer may see such a thing. BodyRow is NULL for what belongs to no body."""
    return _in(reach(viewer, Right.SEE, thing))


def _in(place: Reach) -> ColumnElement[bool]:
    if place.everywhere:
        return true()
    if not place.bodies:
        return false()
    return and_(BodyRow.short_name.is_not(None), BodyRow.short_name.in_(sorted(place.bodies)))
