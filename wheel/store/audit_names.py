"""What the things in the audit are called now, for a viewer: entries hold ids alone, and who may not know gets no name.

However many entries are named, there is one query for each kind of thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wheel.core.access import Viewer, may, sees_event
from wheel.core.audit import AuditThing, ThingId, ThingName
from wheel.core.permissions import Right, Thing
from wheel.store.routes import all_routes
from wheel.store.tables import (
    AccountRow,
    BodyRow,
    ClaimRuleRow,
    FeedRow,
    FollowUpRow,
    ItemRow,
    LocalDaysRow,
    OccurrenceRow,
    PostRow,
    RingRow,
    SavedViewRow,
    SeriesRow,
    StandingItemRow,
    StopRow,
    YearPlanRow,
)
from wheel.store.visibility import (
    readable_standing_item,
    readable_stop,
    visible_body,
    visible_feed,
    visible_follow_up,
    visible_occurrence,
)

Names = Iterable[tuple[str, ThingName]]


def names_of_things(session: Session, viewer: Viewer, things: Collection[ThingId]) -> dict[ThingId, ThingName]:
    """What they are called; those that are gone, or that the viewer may not know of, are left out."""
    ids = defaultdict(set)
    for thing, thing_id in things:
        ids[thing].add(thing_id)
    found = {}
    for thing, wanted in ids.items():
        if thing in _READERS:
            for thing_id, name in _READERS[thing](session, viewer, sorted(wanted)):
                found[thing, thing_id] = name
    return found


def _accounts(session: Session, viewer: Viewer, ids: list[str]) -> Names:
    query = select(AccountRow.public_id, AccountRow.display_name).where(AccountRow.public_id.in_(ids))
    if not may(viewer, Right.SEE, Thing.ACCOUNT):
        query = query.where(AccountRow.public_id == viewer.account_id)
    return _named(AuditThing.ACCOUNT, session.execute(query))


def _posts(session: Session, viewer: Viewer, ids: list[str]) -> Names:
    if not may(viewer, Right.SEE, Thing.POST):
        return ()
    query = select(PostRow.public_id, PostRow.title).where(PostRow.public_id.in_(ids))
    return _named(AuditThing.POST, session.execute(query))


def _bodies(session: Session, viewer: Viewer, ids: list[str]) -> Names:
    query = select(BodyRow.short_name, BodyRow.name).where(BodyRow.short_name.in_(ids), visible_body(viewer))
    return _named(AuditThing.BODY, session.execute(query))


def _rings(session: Session, viewer: Viewer, ids: list[str]) -> Names:
    if not may(viewer, Right.SEE, Thing.SETTINGS):
        return ()
    query = select(RingRow.key, RingRow.name).where(RingRow.key.in_(ids))
    return _named(AuditThing.RING, session.execute(query))


def _local_days(session: Session, viewer: Viewer, ids: list[str]) -> Names:
    if not may(viewer, Right.SEE, Thing.SETTINGS):
        return ()
    query = select(LocalDaysRow.public_id, LocalDaysRow.name).where(LocalDaysRow.public_id.in_(ids))
    return _named(AuditThing.LOCAL_DAYS, session.execute(query))


def _routes(session: Session, viewer: Viewer, ids: list[str]) -> Names:
    known = {route.id: route.name for route in all_routes(session, viewer)}
    return _named(AuditThing.ROUTE, ((route_id, known[route_id]) for route_id in ids if route_id in known))


def _claim_rules(session: Session, viewer: Viewer, ids: list[str]) -> Names:
    if not may(viewer, Right.SEE, Thing.ORGANISATION):
        return ()
    query = select(ClaimRuleRow.public_id, ClaimRuleRow.claim, ClaimRuleRow.value)
    rows = session.execute(query.where(ClaimRuleRow.public_id.in_(ids)))
    return _named(AuditThing.CLAIM_RULE, ((id_, f"{claim}: {value}") for id_, claim, value in rows))


def _views(session: Session, viewer: Viewer, ids: list[str]) -> Names:
    """What somebody else's own views are called is theirs alone to know."""
    if not may(viewer, Right.SEE, Thing.PUBLIC_EVENT):
        return ()
    query = select(SavedViewRow.public_id, SavedViewRow.name).where(SavedViewRow.public_id.in_(ids))
    is_known = or_(SavedViewRow.account_id.is_(None), AccountRow.public_id == viewer.account_id)
    rows = session.execute(query.outerjoin(AccountRow, AccountRow.id == SavedViewRow.account_id).where(is_known))
    return _named(AuditThing.VIEW, rows)


def _feeds(session: Session, viewer: Viewer, ids: list[str]) -> Names:
    """Called by what stands in the address: what such a calendar is called is put together when it is read.

    What somebody calls their own is theirs alone to know.
    """
    query = select(FeedRow.public_id, FeedRow.public_id).outerjoin(BodyRow, BodyRow.id == FeedRow.body_id)
    query = query.where(FeedRow.public_id.in_(ids), FeedRow.token_hash.is_(None), visible_feed(viewer))
    return _named(AuditThing.FEED, session.execute(query))


def _series(session: Session, viewer: Viewer, ids: list[str]) -> Names:
    query = (
        select(SeriesRow.public_id, SeriesRow.title, SeriesRow.visibility, BodyRow.short_name, BodyRow.visibility)
        .outerjoin(BodyRow, BodyRow.id == SeriesRow.body_id)
        .where(SeriesRow.public_id.in_(ids))
    )
    # A series may be one of which nothing is published yet.
    seen = (
        (series_id, title)
        for series_id, title, visibility, body, of_body in session.execute(query)
        if sees_event(viewer, visibility, is_published=False, body=body, body_visibility=of_body)
    )
    return _named(AuditThing.SERIES, seen)


def _occurrences(session: Session, viewer: Viewer, ids: list[str]) -> Names:
    rows = session.execute(
        select(OccurrenceRow.public_id, SeriesRow.title, OccurrenceRow.start_day)
        .join(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
        .outerjoin(BodyRow, BodyRow.id == SeriesRow.body_id)
        .outerjoin(YearPlanRow, YearPlanRow.year == OccurrenceRow.plan_year)
        .where(OccurrenceRow.public_id.in_(ids), visible_occurrence(viewer))
    )
    return ((id_, ThingName(title, (AuditThing.OCCURRENCE, id_), day)) for id_, title, day in rows)


_STOPS = (
    select(ItemRow.public_id, StopRow.public_id, ItemRow.title)
    .join(StopRow, StopRow.item_id == ItemRow.id)
    .join(BodyRow, BodyRow.id == StopRow.body_id)
    .outerjoin(OccurrenceRow, OccurrenceRow.id == StopRow.occurrence_id)
    .outerjoin(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
    .outerjoin(YearPlanRow, YearPlanRow.year == OccurrenceRow.plan_year)
)


def _items(session: Session, viewer: Viewer, ids: list[str]) -> Names:
    rows = session.execute(_STOPS.where(ItemRow.public_id.in_(ids), readable_stop(viewer)))
    return ((item_id, _of_item(item_id, title)) for item_id, _stop_id, title in rows)


def _stops(session: Session, viewer: Viewer, ids: list[str]) -> Names:
    rows = session.execute(_STOPS.where(StopRow.public_id.in_(ids), readable_stop(viewer)))
    return ((stop_id, _of_item(item_id, title)) for item_id, stop_id, title in rows)


def _follow_ups(session: Session, viewer: Viewer, ids: list[str]) -> Names:
    """Called by its item: what is to be done may be seen by fewer."""
    rows = session.execute(
        _STOPS.add_columns(FollowUpRow.public_id)
        .join(FollowUpRow, FollowUpRow.stop_id == StopRow.id)
        .outerjoin(PostRow, PostRow.id == FollowUpRow.post_id)
        .where(FollowUpRow.public_id.in_(ids), readable_stop(viewer), visible_follow_up(viewer))
    )
    return ((id_, _of_item(item_id, title)) for item_id, _stop_id, title, id_ in rows)


def _standing_items(session: Session, viewer: Viewer, ids: list[str]) -> Names:
    query = select(StandingItemRow.public_id, StandingItemRow.title)
    query = query.join(BodyRow, BodyRow.id == StandingItemRow.body_id)
    rows = session.execute(query.where(StandingItemRow.public_id.in_(ids), readable_standing_item(viewer)))
    return _named(AuditThing.STANDING, rows)


def _of_item(item_id: str, title: str) -> ThingName:
    return ThingName(title, (AuditThing.ITEM, item_id))


def _named(thing: AuditThing, rows: Iterable[tuple[str, str]]) -> Names:
    return ((thing_id, ThingName(title, (thing, thing_id))) for thing_id, title in rows)


_READERS: dict[AuditThing, Callable[[Session, Viewer, list[str]], Names]] = {
    AuditThing.ACCOUNT: _accounts,
    AuditThing.POST: _posts,
    AuditThing.BODY: _bodies,
    AuditThing.RING: _rings,
    AuditThing.SERIES: _series,
    AuditThing.LOCAL_DAYS: _local_days,
    AuditThing.CLAIM_RULE: _claim_rules,
    AuditThing.ROUTE: _routes,
    AuditThing.VIEW: _views,
    AuditThing.FEED: _feeds,
    AuditThing.OCCURRENCE: _occurrences,
    AuditThing.ITEM: _items,
    AuditThing.STOP: _stops,
    AuditThing.FOLLOW_UP: _follow_ups,
    AuditThing.STANDING: _standing_items,
}
